//! The text without what was quoted or attributed.

use crate::names::names;
use crate::{Analysis, Attribution, Span};

names! {
    /// What of a text can be blanked.
    Masked {
        /// Words inside quotation marks, the marks included.
        Quoted = "quoted",
        /// All that is attributed, quoted or not.
        Content = "content",
        /// The words that signal it.
        Cue = "cue",
        /// The words for who it comes from.
        Source = "source",
    }
}

impl Masked {
    fn spans(self, a: &Attribution) -> Vec<Span> {
        match self {
            Self::Quoted => a.quoted().to_vec(),
            Self::Content => a.content().to_vec(),
            Self::Cue => a.cue().map_or_else(Vec::new, |c| c.spans.clone()),
            Self::Source => a.source().map_or_else(Vec::new, |s| s.spans.clone()),
        }
    }
}

/// The spans of some kinds, in text order, those that touch joined.
fn joined(analysis: &Analysis, kinds: &[Masked]) -> Vec<Span> {
    let mut spans: Vec<Span> =
        analysis.attributions().iter().flat_map(|a| kinds.iter().flat_map(move |k| k.spans(a))).collect();
    spans.sort_unstable_by_key(|s| (s.start(), s.end()));
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match out.last_mut() {
            Some(last) if span.start() <= last.end() => *last = last.cover(span),
            _ => out.push(span),
        }
    }
    out
}

pub(super) fn mask(analysis: &Analysis, kinds: &[Masked]) -> String {
    let text = analysis.document().text();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for span in joined(analysis, kinds) {
        out.push_str(&text[at..span.start()]);
        for c in text[span.range()].chars() {
            if matches!(c, '\n' | '\r') {
                out.push(c);
            } else {
                out.extend(std::iter::repeat_n(' ', c.len_utf8()));
            }
        }
        at = span.end();
    }
    out.push_str(&text[at..]);
    out
}

pub(super) fn narration(analysis: &Analysis) -> Vec<Span> {
    let document = analysis.document();
    let quoted = joined(analysis, &[Masked::Quoted]);
    let mut out = Vec::new();
    let mut next = 0;
    for block in document.blocks().iter().filter(|b| b.kind().is_body()) {
        let (mut at, end) = (block.span().start(), block.span().end());
        while next < quoted.len() && quoted[next].end() <= at {
            next += 1;
        }
        let mut k = next;
        while at < end {
            let stop = quoted.get(k).map_or(end, |q| q.start().clamp(at, end));
            out.extend(trimmed(document.text(), at, stop));
            at = quoted.get(k).map_or(end, |q| q.end().max(stop));
            k += 1;
        }
    }
    out
}

/// A piece without the white space around it, when a letter or digit is in it.
fn trimmed(text: &str, start: usize, end: usize) -> Option<Span> {
    let piece = &text[start..end];
    piece.chars().any(char::is_alphanumeric).then(|| {
        let from = start + (piece.len() - piece.trim_start().len());
        Span::of(from, start + piece.trim_end().len())
    })
}
