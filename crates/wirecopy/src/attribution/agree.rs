//! What the reading of clauses knows better of an attribution that the reading of quotations found too: a source that is
//! not the one next to the verb, words beside the marks that are said as well.

use super::marks::Marks;
use super::{Attribution, Cue, Flag, Kind, indirect};
use crate::language::{Segmented, Tag};
use crate::{Document, Span};

/// Where a quotation stands.
#[derive(Debug)]
pub(super) struct Agreement<'a> {
    pub(super) document: &'a Document,
    pub(super) words: &'a Segmented,
    pub(super) marks: &'a Marks,
    /// What quotations hold the content of attributions, in order.
    pub(super) taken: &'a [(Span, usize)],
}

impl Agreement<'_> {
    /// Takes over from `other`, which has the same cue, what it knows better. `number` is the place of `a` in the list
    /// that `taken` counts.
    pub(super) fn settle(&self, a: &mut Attribution, number: usize, other: &Attribution) {
        self.source(a, other);
        self.grow(a, number, other);
    }

    /// Gives `a`, which has no cue or only a guess of one, the cue and source that one of `others` has for the same words.
    pub(super) fn adopt(&self, a: &mut Attribution, number: usize, others: &Others<'_>) {
        let rule = a.evidence.first().map_or("", String::as_str);
        let guess = a.cue.is_none() && !matches!(rule, "signature" | "headline" | "set-off" | "label");
        if a.nested_in.is_some() || !guess && rule != "np-verb-colon-quote" {
            return;
        }
        let Some(first) = a.content.iter().min().copied() else { return };
        let Some(other) = others.of(first, self.marks) else { return };
        a.cue.clone_from(&other.cue);
        a.source = other.source.clone().or_else(|| a.source.take());
        a.presentation = other.presentation;
        a.polarity = other.polarity;
        a.factivity = other.factivity;
        a.follows = None;
        a.flags.clear(Flag::Continuation);
        a.evidence = vec!["quotation".to_owned()];
        a.evidence.extend(other.evidence.iter().cloned());
        a.confidence = other.confidence;
        self.grow(a, number, other);
    }

    /// A source apart from the one found, or the part of it that is one, is the better.
    fn source(&self, a: &mut Attribution, other: &Attribution) {
        let (Some(own), Some(theirs)) = (&a.source, &other.source) else { return };
        let [theirs_span] = theirs.spans[..] else { return };
        let extent = own.extent();
        let apart = !extent.overlaps(theirs_span);
        let before = a.cue.as_ref().is_some_and(|c| extent.start() < c.head.start());
        let smaller = before
            && extent != theirs_span
            && extent.contains(theirs_span)
            && !self.is_article(Span::of(extent.start(), theirs_span.start()));
        if apart || smaller || a.confidence.source < 0.7 {
            a.source.clone_from(&other.source);
            a.confidence.source = other.confidence.source;
        }
    }

    /// "the" before "61-year-old".
    fn is_article(&self, span: Span) -> bool {
        !span.is_empty() && self.tags(span).all(|t| t == Tag::Determiner)
    }

    fn grow(&self, a: &mut Attribution, number: usize, other: &Attribution) {
        let Some(cue) = a.cue.clone() else { return };
        let agrees = other.content.iter().any(|n| a.content.iter().any(|d| n.overlaps(*d)));
        if !agrees {
            return;
        }
        let mut content = a.content.clone();
        for &piece in &other.content {
            content.extend(self.beside(a, &cue, piece).into_iter().filter(|&s| self.is_free(s, number)));
        }
        if content.len() == a.content.len() {
            return;
        }
        a.content = self.joined(content);
        a.quoted = a.content.iter().flat_map(|&s| self.marks.quoted_in(s)).collect();
        a.kind = indirect::kind_of(self.document.text(), &a.content, self.marks);
        if a.kind != Kind::Direct {
            a.confidence.content = a.confidence.content.min(0.75);
        }
    }

    /// What of `piece` stands beside the quotations of `a` and is said with them.
    fn beside(&self, a: &Attribution, cue: &Cue, piece: Span) -> Vec<Span> {
        let text = self.document.text();
        let Some(&held) = a.content.iter().find(|d| piece.overlaps(**d)) else {
            // Apart from it: only where what is quoted is no sentence of its own, or more is quoted.
            let Some(near) = a.content.iter().min_by_key(|d| d.start().abs_diff(piece.start())) else {
                return Vec::new();
            };
            let more =
                self.marks.quoted_in(piece).iter().any(|q| self.marks.outermost_at(q.start()).is_some());
            let after = piece.start() > near.start();
            return if more && after || !self.is_whole(*near) { vec![piece] } else { Vec::new() };
        };
        let mut out = Vec::new();
        if piece.start() < held.start() {
            let lead = Span::of(piece.start(), held.start());
            let said_after = cue.head.end() <= lead.start();
            let told = text[lead.range()].trim().trim_end_matches([',', ':']);
            let enough = if self.is_whole(held) {
                said_after && self.has_clause(lead)
            } else {
                !is_pronoun(told) && !self.is_adverb(lead)
            };
            if enough {
                out.push(lead);
            }
        }
        if piece.end() > held.end() {
            let rest = Span::of(held.end(), piece.end());
            let ended = text[held.range()]
                .trim_end_matches(['”', '"', '’', '\'', ' '])
                .ends_with([',', '.', '!', '?', '…', '—', '–', '-', ';', ':']);
            let goes_on = text[rest.range()].trim_start().starts_with(char::is_alphanumeric);
            if !ended && goes_on {
                out.push(rest);
            }
        }
        out
    }

    /// Whether nobody else is said to have said any of it.
    fn is_free(&self, span: Span, number: usize) -> bool {
        let from = self.taken.partition_point(|(t, _)| t.end() <= span.start());
        self.taken[from..].iter().take_while(|(t, _)| t.start() < span.end()).all(|&(_, k)| k == number)
    }

    /// Whether a quotation begins like a sentence and ends like one.
    fn is_whole(&self, quotation: Span) -> bool {
        let words =
            self.document.slice(quotation).trim_matches(['“', '”', '"', '\'', '‘', '’', '`', ' ', '[']);
        let i = words.strip_prefix('I').is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
        words.starts_with(|c: char| !c.is_lowercase()) && (!i || words.ends_with(['.', '!', '?', '…', ',']))
    }

    fn has_clause(&self, span: Span) -> bool {
        self.tags(span).any(Tag::is_finite)
    }

    /// "presently," before the marks tells when, not what.
    fn is_adverb(&self, span: Span) -> bool {
        self.tags(span).all(|t| matches!(t, Tag::Adverb | Tag::Comma))
    }

    fn tags(&self, span: Span) -> impl Iterator<Item = Tag> + '_ {
        let first = self.words.tokens.partition_point(|t| t.span().start() < span.start());
        let held = self.words.tokens[first..].iter().take_while(move |t| t.span().end() <= span.end());
        held.map(|t| t.tag())
    }

    /// Pieces in order; those with nothing but space between them are one.
    fn joined(&self, mut pieces: Vec<Span>) -> Vec<Span> {
        pieces.sort();
        let mut out: Vec<Span> = Vec::with_capacity(pieces.len());
        for piece in pieces {
            match out.last_mut() {
                Some(last)
                    if piece.start() <= last.end()
                        || self.document.text()[last.end()..piece.start()].trim().is_empty() =>
                {
                    *last = last.cover(piece);
                }
                _ => out.push(piece),
            }
        }
        out
    }
}

fn is_pronoun(words: &str) -> bool {
    matches!(words.to_lowercase().as_str(), "him" | "her" | "them" | "me" | "us" | "it" | "you")
}

/// “It was dark,” Marsh said. “Nobody” had a torch, Quill said: takes from `a` the pieces in other sentences than its cue
/// that have a clause of their own.
pub(super) fn release(words: &Segmented, marks: &Marks, a: &mut Attribution, others: &Others<'_>) {
    let Some(cue) = a.cue.as_ref().filter(|_| a.content.len() > 1).map(|c| c.head) else { return };
    let own = words.sentence_at(cue.start());
    let (_, gone): (Vec<Span>, Vec<Span>) = a.content.iter().copied().partition(|&piece| {
        let sentence = words.sentence_at(piece.start());
        let other = others.of(piece, marks).and_then(|o| o.cue.as_ref());
        sentence == own
            || other.is_none_or(|c| c.head == cue || words.sentence_at(c.head.start()) != sentence)
    });
    if gone.len() < a.content.len() {
        a.content.retain(|piece| !gone.contains(piece));
        a.quoted.retain(|piece| !gone.contains(piece));
    }
}

/// The attributions that clauses give, by their contents.
#[derive(Debug)]
pub(super) struct Others<'a> {
    pieces: Vec<(Span, &'a Attribution)>,
}

/// How many pieces before a quotation are looked at.
const BACK: usize = 24;

impl<'a> Others<'a> {
    pub(super) fn new(all: &'a [Attribution]) -> Self {
        let mut pieces: Vec<(Span, &Attribution)> =
            all.iter().flat_map(|a| a.content.iter().map(move |&c| (c, a))).collect();
        pieces.sort_by_key(|&(span, _)| span);
        Self { pieces }
    }

    /// The one whose content holds most of a quotation, and whose cue and source stand outside marks.
    fn of(&self, quotation: Span, marks: &Marks) -> Option<&'a Attribution> {
        let outside = |a: &Attribution| {
            let cue = a.cue.as_ref().is_some_and(|c| !marks.is_quoted(c.head.start()));
            cue && a.source.as_ref().is_some_and(|s| !marks.is_quoted(s.extent().start()))
        };
        let held = |span: Span| {
            let (from, to) = (span.start().max(quotation.start()), span.end().min(quotation.end()));
            to.saturating_sub(from)
        };
        let end = self.pieces.partition_point(|(span, _)| span.start() < quotation.end());
        let near = self.pieces[..end].iter().rev().take(BACK).filter(|(_, a)| outside(a));
        let (span, a) = near.max_by_key(|(span, _)| held(*span))?;
        (2 * held(*span) >= quotation.len()).then_some(*a)
    }
}
