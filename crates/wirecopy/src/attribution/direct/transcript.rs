//! Transcripts: turns that begin with a label, `Q:` and `A:` or the speakers' names; each paragraph may stand in marks.

use std::collections::BTreeMap;

use super::build::{Parts, mention};
use super::frame::Frame;
use crate::attribution::marks::Marks;
use crate::attribution::{Attribution, Cue, CueClass, Kind, Presentation};
use crate::language::Segmented;
use crate::{Document, Span};

/// Fewer labelled turns in a row make no transcript.
const LEAST: usize = 3;

/// The labelled turns of a document, each as an attribution to its label.
pub(super) fn find(document: &Document, words: &Segmented) -> Vec<Attribution> {
    let read: Vec<usize> =
        document.blocks().iter().enumerate().filter(|(_, b)| b.kind().is_read()).map(|(k, _)| k).collect();
    let labels: Vec<Option<(Span, Span)>> =
        read.iter().map(|&k| label(document.text(), document.blocks()[k].span())).collect();
    let mut out = Vec::new();
    let mut at = 0;
    while at < read.len() {
        let run = labels[at..].iter().take_while(|l| l.is_some()).count();
        if run >= LEAST && is_dialogue(document, &labels[at..at + run]) {
            for k in at..at + run {
                out.extend(turn(document, words, read[k], document.blocks()[read[k]].span(), labels[k]));
            }
        }
        at += run.max(1);
    }
    out
}

/// The turns of transcripts whose paragraphs each stand in marks, and the blocks they fill. A paragraph without a label
/// goes on with the turn before it.
pub(super) fn quoted(
    document: &Document,
    words: &Segmented,
    marks: &Marks,
) -> (Vec<Attribution>, Vec<usize>) {
    let text = document.text();
    // What is inside the marks of a block that starts with one.
    let inner = |k: usize| {
        let span = document.blocks()[k].span();
        let first =
            marks.outer_in(k).next().filter(|(_, q)| q.span.start() == span.start() && !q.unopened)?;
        let end = marks.outer_in(k).map(|(_, q)| q.inner.end()).max().filter(|&e| e + 4 >= span.end());
        Some(Span::of(first.1.inner.start(), end.unwrap_or(span.end())))
    };
    let read: Vec<(usize, Option<Span>)> = document
        .blocks()
        .iter()
        .enumerate()
        .filter(|(_, b)| b.kind().is_read())
        .map(|(k, _)| (k, inner(k)))
        .collect();
    let (mut out, mut blocks) = (Vec::new(), Vec::new());
    for run in read.split(|(_, inner)| inner.is_none()) {
        let run: Vec<(usize, Span)> = run.iter().filter_map(|&(k, inner)| Some((k, inner?))).collect();
        let labels: Vec<Option<(Span, Span)>> = run.iter().map(|&(_, inner)| label(text, inner)).collect();
        let Some(first) = labels.iter().position(Option::is_some) else { continue };
        let named: Vec<_> = labels.iter().flatten().copied().map(Some).collect();
        if named.len() < LEAST || !is_dialogue(document, &named) {
            continue;
        }
        for (&(block, inner), &label) in run.iter().zip(&labels).skip(first) {
            blocks.push(block);
            if label.is_some() {
                let made = turn(document, words, block, inner, label);
                out.extend(made.map(|mut a| {
                    a.quoted.clone_from(&a.content);
                    a
                }));
            } else if let Some(last) = out.last_mut().filter(|_| !is_aside(&text[inner.range()])) {
                let last: &mut Attribution = last;
                last.content.push(inner);
                last.quoted.push(inner);
            }
        }
    }
    (out, blocks)
}

/// "(Crosstalk.)"
fn is_aside(words: &str) -> bool {
    let words = words.trim();
    words.starts_with(['(', '[']) && words.trim_end_matches('.').ends_with([')', ']'])
}

/// The label and the mark after it.
fn label(text: &str, block: Span) -> Option<(Span, Span)> {
    let words = &text[block.range()];
    let trimmed = words.trim_start_matches(['*', '_']);
    let start = block.start() + (words.len() - trimmed.len());
    let mut near = trimmed.char_indices().take(50);
    let (colon, mark) = near.find(|&(_, c)| matches!(c, ':' | '.' | '\n'))?;
    let name = &trimmed[..colon];
    let parts: Vec<&str> = name.split(' ').collect();
    let is_name = parts.iter().all(|w| w.starts_with(char::is_uppercase)) && parts.len() <= 4;
    let rest = &trimmed[colon + 1..];
    (mark == ':'
        && is_name
        && rest.starts_with([' ', '*', '_'])
        && !rest.trim_matches([' ', '*', '_']).is_empty())
    .then(|| (Span::of(start, start + colon), Span::of(start + colon, start + colon + 1)))
}

/// Few labels, and one of them comes back.
fn is_dialogue(document: &Document, labels: &[Option<(Span, Span)>]) -> bool {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, _) in labels.iter().flatten() {
        *count.entry(document.slice(*name)).or_default() += 1;
    }
    count.len() >= 2 && count.len() <= 2 + labels.len() / 4 && count.values().any(|&n| n >= 2)
}

fn turn(
    document: &Document,
    words: &Segmented,
    block: usize,
    whole: Span,
    label: Option<(Span, Span)>,
) -> Option<Attribution> {
    let (name, colon) = label?;
    let rest = &document.text()[colon.end()..whole.end()];
    let body = rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_'));
    if body.is_empty() || body.starts_with(['“', '"', '‘', '«', '„']) {
        return None;
    }
    let start = colon.end()
        + (rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_')).len());
    let frame = Frame::within(document, words, block, name);
    let parts = Parts {
        source: mention(&frame, Some((0, frame.items.len()))),
        cue: Some(Cue {
            spans: vec![colon],
            head: colon,
            class: if body.ends_with('?') { CueClass::Question } else { CueClass::Layout },
            lemma: ":".to_owned(),
        }),
        ..Parts::source_only(&frame, None, "label")
    };
    let content = Span::of(start, start + body.len());
    let mut out = parts.attribution(Kind::Direct, vec![content], document.blocks()[block].kind());
    out.presentation = Presentation::Fds;
    Some(out)
}
