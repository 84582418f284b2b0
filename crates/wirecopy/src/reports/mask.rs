//! The text without what was quoted or attributed.

use crate::attribution::Anonymity;
use crate::names::names;
use crate::{Analysis, Attribution, Kind, Span};

names! {
    /// What of a text can be taken out or blanked. Of attributions, those of what is said and written count.
    Masked {
        /// Words inside quotation marks, the marks included.
        Quoted = "quoted",
        /// All that is attributed, quoted or not.
        Content = "content",
        /// The content of attributions that are wholly inside quotation marks.
        Direct = "direct",
        /// The content of those that are so in part.
        Mixed = "mixed",
        /// The content of those without quotation marks.
        Indirect = "indirect",
        /// The words that signal an attribution.
        Cue = "cue",
        /// The words for who it comes from.
        Source = "source",
        /// Mentions of named people, bodies and documents.
        Name = "name",
    }
}

impl Masked {
    /// What of an attribution is of this kind.
    fn spans(self, a: &Attribution) -> &[Span] {
        let content_of = |kind: Kind| if a.kind() == kind { a.content() } else { &[] };
        match self {
            Self::Quoted => a.quoted(),
            Self::Content => a.content(),
            Self::Direct => content_of(Kind::Direct),
            Self::Mixed => content_of(Kind::Mixed),
            Self::Indirect => content_of(Kind::Indirect),
            Self::Cue => a.cue().map_or(&[], |c| &c.spans),
            Self::Source => a.source().map_or(&[], |s| &s.spans),
            Self::Name => &[],
        }
    }
}

/// The spans of some kinds, in text order, those that touch joined.
fn joined(analysis: &Analysis, kinds: &[Masked]) -> Vec<Span> {
    let said = analysis.attributions().iter().filter(|a| a.is_speech());
    let mut spans: Vec<Span> = said.flat_map(|a| kinds.iter().flat_map(|k| k.spans(a))).copied().collect();
    if kinds.contains(&Masked::Name) {
        let named = analysis.entities().iter().filter(|e| e.anonymity() == Anonymity::Named);
        spans.extend(named.flat_map(crate::Entity::mentions));
    }
    spans.sort_unstable_by_key(|s| (s.start(), s.end()));
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans.into_iter().filter(|s| s.start() < s.end()) {
        match out.last_mut() {
            Some(last) if span.start() <= last.end() => *last = last.cover(span),
            _ => out.push(span),
        }
    }
    out
}

/// The text with each character of some kinds but line breaks written by `blank`.
pub(super) fn mask(analysis: &Analysis, kinds: &[Masked], blank: impl Fn(char, &mut String)) -> String {
    let text = analysis.document().text();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for span in joined(analysis, kinds) {
        out.push_str(&text[at..span.start()]);
        for c in text[span.range()].chars() {
            if matches!(c, '\n' | '\r') {
                out.push(c);
            } else {
                blank(c, &mut out);
            }
        }
        at = span.end();
    }
    out.push_str(&text[at..]);
    out
}

/// What is left of the body without some kinds, in pieces that are not blank.
pub(super) fn narration(analysis: &Analysis, without: &[Masked]) -> Vec<Span> {
    let document = analysis.document();
    let said = joined(analysis, without);
    let mut out = Vec::new();
    for block in document.blocks().iter().filter(|b| b.kind().is_body()) {
        let (mut at, end) = (block.span().start(), block.span().end());
        let first = said.partition_point(|s| s.end() <= at);
        let inside = said[first..].iter().take_while(|s| s.start() < end).map(|s| (s.start(), s.end()));
        for (start, stop) in inside.chain([(end, end)]) {
            let left = at..start.clamp(at, end);
            if !document.text()[left.clone()].trim().is_empty() {
                out.push(Span::of(left.start, left.end));
            }
            at = stop.clamp(at, end);
        }
    }
    out
}
