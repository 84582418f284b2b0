//! Quotations without a clause of their own that go on with what a clause before them reports.

use super::marks::Marks;
use super::{Attribution, Flag};
use crate::document::BlockKind;
use crate::language::{Segmented, Tag};
use crate::{Document, Span};

/// Ties each quotation without a cue to the attribution of the sentence right before it; those that follow one another
/// have one source.
pub(super) fn link(document: &Document, words: &Segmented, marks: &Marks, all: &mut [Attribution]) {
    let mut by_sentence: Vec<(usize, usize)> = all
        .iter()
        .enumerate()
        .filter(|(_, a)| {
            a.nested_in.is_none() && a.source.as_ref().is_some_and(|s| !is_relative(words, s.extent()))
        })
        .filter_map(|(k, a)| Some((a.cue.as_ref()?.head, k)))
        .filter(|(head, _)| !marks.is_quoted(head.start()))
        .map(|(head, k)| (words.sentence_at(head.start()), k))
        .collect();
    by_sentence.sort_unstable();
    for k in 0..all.len() {
        let a = &all[k];
        let rule = a.evidence.first().map_or("", String::as_str);
        let open = matches!(rule, "sentence-before" | "marks-alone" | "floating" | "paragraph-before");
        if open && a.cue.is_none() && a.nested_in.is_none() {
            let own = words.sentence_at(a.extent().start());
            let before = own.checked_sub(1).filter(|&s| goes_over(document, words, s, a.extent()));
            let last = before.and_then(|s| {
                let end = by_sentence.partition_point(|&(at, _)| at <= s);
                by_sentence[..end].last().copied().filter(|&(at, _)| at == s)
            });
            if let Some((_, from)) = last.filter(|&(_, from)| from < k) {
                let source = all[from].source.clone();
                let a = &mut all[k];
                a.source = source;
                a.follows = Some(from as u32);
                a.flags.set(Flag::Continuation);
                a.confidence.source = a.confidence.source.min(0.7);
            }
        }
        if all[k].cue.is_none()
            && all[k].source.is_none()
            && let Some(from) = all[k].follows
        {
            let source = all[from as usize].source.clone();
            all[k].source = source;
        }
    }
}

/// "which included", "who said": told of somebody in passing.
fn is_relative(words: &Segmented, source: Span) -> bool {
    let first = words.tokens.partition_point(|t| t.span().end() <= source.start());
    words.tokens.get(first).is_some_and(|t| t.tag() == Tag::Wh)
}

/// Whether what sentence `before` reports can go on in `quotation`: in the same block, or over a break when the quotation
/// fills its block.
fn goes_over(document: &Document, words: &Segmented, before: usize, quotation: Span) -> bool {
    let block = words.sentences[before].block();
    let own = document.blocks().partition_point(|b| b.span().end() <= quotation.start());
    let Some(own) = document.blocks().get(own).map(|b| (own, b.span())) else { return false };
    let fills = || {
        let rest = &document.text()[quotation.end()..own.1.end().max(quotation.end())];
        own.1.start() == quotation.start() && !rest.contains(char::is_alphanumeric)
    };
    let title = document.blocks()[block].kind() == BlockKind::Title;
    block == own.0 || block < own.0 && !title && fills()
}
