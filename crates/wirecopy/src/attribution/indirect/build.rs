//! From labelled words to an attribution.

use super::repair::Found;
use super::roles::{CONTENT, CUE, SOURCE};
use super::view::View;
use crate::attribution::lexicon::Lexicon;
use crate::attribution::marks::Marks;
use crate::attribution::{Anonymity, Attribution, Cue, CueClass, Kind, SourceMention, SourceType};
use crate::document::BlockKind;
use crate::language::Tag;
use crate::{Document, Span};

/// The attribution of one cue; `None` when nothing is attributed.
pub(super) fn attribution(
    document: &Document,
    marks: &Marks,
    lexicon: &Lexicon,
    view: &View<'_>,
    block: usize,
    found: &Found,
) -> Option<Attribution> {
    let text = document.text();
    let (cue, labels) = (found.cue, &found.labels[..]);
    let mut content = runs(view, labels, CONTENT);
    if content.is_empty() {
        return None;
    }
    whole_quotations(document, marks, block, &mut content);
    let zone = document.blocks().get(block).map_or(BlockKind::Paragraph, crate::Block::kind);
    let quoted: Vec<Span> = content.iter().flat_map(|&s| marks.quoted_in(s)).collect();
    let kind = kind_of(text, &content, marks);
    let mut out = Attribution::of(kind, content, zone);
    out.quoted = quoted;
    let cue_spans = runs(view, labels, CUE);
    let head = view.spans[cue];
    let (lemma, class) = lexicon.class(&text[head.range()], view.frames[cue]);
    let class = if text[head.range()].chars().any(char::is_alphanumeric) { class } else { CueClass::Layout };
    out.cue =
        Some(Cue { spans: if cue_spans.is_empty() { vec![head] } else { cue_spans }, head, class, lemma });
    let source = runs(view, labels, SOURCE);
    if let Some(&first) = source.first() {
        out.source = Some(SourceMention {
            head: super::enrich::source_head(view, found)
                .map_or(first, |(a, b)| view.spans[a].cover(view.spans[b])),
            spans: source,
            kind: SourceType::Person,
            anonymity: Anonymity::Named,
            count: None,
            entity: None,
        });
    }
    Some(out)
}

/// The stretches of words with one label, marks that only fence them left out.
fn runs(view: &View<'_>, labels: &[u8], wanted: u8) -> Vec<Span> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < labels.len() {
        if labels[i] != wanted {
            i += 1;
            continue;
        }
        let mut end = i;
        while end < labels.len() && labels[end] == wanted {
            end += 1;
        }
        let next = end;
        while i < end && matches!(view.tags[i], Tag::Comma | Tag::Colon | Tag::Stop) {
            i += 1;
        }
        while end > i
            && matches!(view.tags[end - 1], Tag::Comma | Tag::Colon | Tag::Stop)
            && view.quote[end - 1] == 0
        {
            end -= 1;
        }
        if (i..end)
            .any(|k| !matches!(view.tags[k], Tag::Open | Tag::Close | Tag::Comma | Tag::Stop | Tag::Colon))
        {
            out.push(view.spans[i].cover(view.spans[end - 1]));
        }
        i = next;
    }
    out
}

/// A piece that holds most of a quotation, or breaks off in one at the end of the sentence, takes all of it.
fn whole_quotations(document: &Document, marks: &Marks, block: usize, content: &mut Vec<Span>) {
    let text = document.text();
    let words = |span: Span| text[span.range()].split_whitespace().count();
    for piece in content.iter_mut() {
        for at in [piece.start(), piece.end().saturating_sub(1)] {
            let Some(k) = marks.outermost_at(at) else { continue };
            let q = marks.quotations[k];
            if q.block != block || piece.contains(q.span) {
                continue;
            }
            let inside = Span::of(piece.start().max(q.span.start()), piece.end().min(q.span.end()));
            let starts = piece.start() <= q.inner.start();
            if starts || 2 * words(inside) >= words(q.span) {
                *piece = piece.cover(q.span);
            }
        }
    }
    content.sort();
    let mut merged: Vec<Span> = Vec::with_capacity(content.len());
    for &piece in content.iter() {
        match merged.last_mut() {
            Some(last) if piece.start() <= last.end() => *last = last.cover(piece),
            _ => merged.push(piece),
        }
    }
    *content = merged;
}

/// How much of the content's words stand inside marks: nearly all, some, none.
pub(crate) fn kind_of(text: &str, content: &[Span], marks: &Marks) -> Kind {
    let (mut all, mut inside) = (0u32, 0u32);
    for &piece in content {
        let mut at = piece.start();
        for word in text[piece.range()].split(|c: char| !(c.is_alphanumeric() || c == '_')) {
            if !word.is_empty() {
                all += 1;
                inside += u32::from(marks.is_quoted(at));
            }
            at += word.len();
            at += text[at..].chars().next().map_or(0, char::len_utf8);
        }
    }
    if inside == 0 {
        Kind::Indirect
    } else if f64::from(inside) >= 0.95 * f64::from(all) {
        Kind::Direct
    } else {
        Kind::Mixed
    }
}
