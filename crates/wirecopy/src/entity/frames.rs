//! Frames in which an outlet passes something on: "told X", "in an interview with X", "quoted by X", "citing".

use std::ops::Range;

use super::classes::Class;
use super::coref::Cast;
use super::phrase::Part;
use crate::Span;
use crate::attribution::SourceType;

/// How an outlet comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// The source spoke to it: it gathered this itself.
    Told,
    /// It passes on what another gathered, or says so itself.
    Relayed,
}

/// An outlet in a frame.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub(super) entity: usize,
    pub(super) span: Span,
    pub(super) cue: Span,
    pub(super) way: Way,
    /// The first token of the frame.
    pub(super) token: usize,
}

const TOLD: [&str; 4] = ["told", "tells", "telling", "tell"];

/// Whether token `k` is a form of "tell".
pub(super) fn is_telling(view: &super::view::View<'_>, k: usize) -> bool {
    view.is(k, &TOLD)
}

impl Cast<'_, '_> {
    /// The outlet the phrase at token `k` names. An unlisted name of one word counts when `strong`: where the
    /// frame can hold nothing but an outlet.
    pub(super) fn outlet_at(&mut self, k: usize, strong: bool) -> Option<(usize, Span, usize)> {
        let view = self.view();
        let phrases = self.typing.phrases;
        if k >= view.len() {
            return None;
        }
        let base = phrases.base(k)?;
        let mut tokens = base.clone();
        // "CNN's Jake Tapper", "Reuters reporters": the outlet is the possessor or the first name.
        if let Some(g) = (base.start..base.end).find(|&j| phrases.part(j) == Part::Genitive) {
            tokens.end = g;
        }
        // "a Nordwire report": the name before the noun.
        if let Some(noun) =
            (tokens.start + 1..tokens.end).find(|&j| !view.is_capital(j) && view.is_capital(j - 1))
        {
            tokens.end = noun;
        }
        if let Some(entity) = self.glued_outlet(tokens.end - 1) {
            return Some((entity, view.span(tokens.end - 1), base.end));
        }
        let span = view.cover(&tokens);
        for end in (tokens.start + 1..=tokens.end).rev() {
            let text = super::coref::clean(view.text(view.cover(&(tokens.start..end))));
            let listed = self.lexicon().outlet(&text).is_some_and(|o| strong || !o.needs_frame);
            let publisher = view.document().metadata().outlet.as_ref();
            if listed || publisher.is_some_and(|p| super::chain::is_outlet(&text, &p.value)) {
                let entity = self.outlet_named(&text, view.cover(&(tokens.start..end)));
                return Some((entity, view.cover(&(tokens.start..end)), base.end));
            }
        }
        let (entity, _, found) = self.resolve(span)?;
        let draft = &self.roster.drafts[entity];
        if draft.kind == SourceType::MediaOutlet {
            return Some((entity, span, base.end));
        }
        // A name of one word that is no one's surname: "told Nordwire".
        let unlisted = strong
            && !view.classes(tokens.end - 1).has(Class::Weekday)
            && draft.kind == SourceType::Person
            && draft.words.len() <= 2
            && !draft.name.contains(' ')
            && found.name.as_ref().is_some_and(|n| n.len() == 1)
            && found.role.is_none()
            && draft.role.is_none()
            && draft.gender.is_none()
            && view.is_capital(tokens.end - 1)
            && !self.lexicon().is_given_name(view.word(tokens.end - 1));
        if unlisted {
            self.roster.make_outlet(entity);
            return Some((entity, span, base.end));
        }
        None
    }

    /// "Reutersciting": an outlet run together with the word after it.
    pub(super) fn glued_outlet(&mut self, k: usize) -> Option<usize> {
        let view = self.view();
        let word = view.word(k);
        let cut = (1..word.len()).rev().filter(|&i| word.is_char_boundary(i)).take(12).find(|&i| {
            self.lexicon().classes(&word[i..]).has(Class::Glued)
                && self.lexicon().outlet(&word[..i]).is_some()
        })?;
        let span = Span::of(view.span(k).start(), view.span(k).start() + cut);
        Some(self.outlet_named(&word[..cut], span))
    }

    fn outlet_named(&mut self, name: &str, span: Span) -> usize {
        let token = self.view().token_at(span.start());
        let known = self.roster.body(name).or_else(|| self.mention_at(token));
        match known {
            Some(entity) => {
                if self.roster.drafts[entity].kind != SourceType::MediaOutlet {
                    self.roster.make_outlet(entity);
                }
                self.roster.drafts[entity].meet(span);
                entity
            }
            None => self.add_outlet(name, span),
        }
    }

    /// The outlets that frames of a sentence name, in text order, quotations left out.
    pub(super) fn frames(&mut self, sentence: &Range<usize>) -> Vec<Frame> {
        let view = self.view();
        let mut out = Vec::new();
        let mut k = sentence.start;
        while k < sentence.end {
            let at = k;
            k += 1;
            if view.is_quoted(at) {
                continue;
            }
            if let Some(frame) = self.quoting(at, sentence) {
                out.push(frame);
                continue;
            }
            if let Some((first, strong, way)) = self.frame_words(at, sentence.end)
                && let Some((entity, span, end)) = self.outlet_at(first, strong)
            {
                let end_of_cue = first.max(at + 1);
                out.push(Frame { entity, span, cue: view.cover(&(at..end_of_cue)), way, token: at });
                k = end.max(at + 1);
            }
        }
        out
    }

    /// "Interfax quoted a deputy minister as saying": the outlet is the subject.
    fn quoting(&mut self, k: usize, sentence: &Range<usize>) -> Option<Frame> {
        let view = self.view();
        let quotes = view.is(k, &["quoted", "quotes", "quoting", "cited", "cites"])
            && (k + 1..sentence.end.min(k + 16)).any(|j| {
                view.is(j, &["as"]) && view.is(j + 1, &["saying", "telling", "claiming", "warning"])
            });
        if !quotes {
            return None;
        }
        let subject = self.typing.phrases.subjects(k).into_iter().next()?;
        let (entity, span, _) = self.outlet_at(subject.start, true)?;
        Some(Frame { entity, span, cue: view.span(k), way: Way::Relayed, token: k })
    }

    /// Where the outlet of a frame that starts at `k` stands; whether only an outlet can; how it comes in.
    fn frame_words(&self, k: usize, end: usize) -> Option<(usize, bool, Way)> {
        let view = self.view();
        let is = |at: usize, words: &[&str]| at < end && view.is(at, words);
        if is(k, &TOLD) {
            return Some((k + 1, true, Way::Told));
        }
        if is(k, &["speaking", "spoke", "speaks", "talking", "talked"]) {
            for j in k + 1..(k + 4).min(end) {
                if is(j, &["to", "with"]) {
                    return Some((j + 1, true, Way::Told));
                }
            }
        }
        if is(
            k,
            &[
                "interview",
                "interviews",
                "appearance",
                "conversation",
                "comments",
                "remarks",
                "statement",
                "email",
                "e-mail",
                "op-ed",
                "column",
                "article",
                "essay",
                "call",
            ],
        ) {
            let near = (k + 1..(k + 3).min(end)).find(|&j| is(j, &["with", "to", "on", "for", "in"]));
            if let Some(j) = near {
                // "an interview with Quill" can be with anyone; a listed outlet it must be.
                return Some((j + 1, is(j, &["with", "to"]) && is(k, &["interview"]), Way::Told));
            }
        }
        if is(k, &["interviewed"]) && is(k + 1, &["by", "on"]) {
            return Some((k + 2, true, Way::Told));
        }
        if is(
            k,
            &[
                "quoted",
                "cited",
                "reported",
                "obtained",
                "seen",
                "reviewed",
                "viewed",
                "published",
                "carried",
                "released",
                "heard",
            ],
        ) && is(k + 1, &["by", "in", "on"])
        {
            return Some((k + 2, is(k + 1, &["by"]), Way::Relayed));
        }
        if is(k, &["according"]) && is(k + 1, &["to"]) {
            return Some((k + 2, false, Way::Relayed));
        }
        if is(k, &["saying"]) && is(k + 1, &["by"]) {
            return Some((k + 2, false, Way::Relayed));
        }
        if is(k, &["to", "with", "on"]) {
            return Some((k + 1, false, Way::Told));
        }
        None
    }

    /// What an outlet or document cites after token `k`, within the sentence: the token of the citing word and
    /// the phrase cited.
    pub(super) fn cited(&self, from: usize, end: usize) -> Option<(usize, Range<usize>)> {
        let view = self.view();
        let phrases = self.typing.phrases;
        for k in from..end {
            if view.is_quoted(k) {
                continue;
            }
            let glued = self.lexicon().classes("citing").has(Class::Glued)
                && view.word(k).len() > 6
                && view.word(k).ends_with("citing")
                && view.is_capital(k);
            let citing = glued
                || view.is(k, &["citing", "quoting"])
                || (view.is(k, &["cited", "quoted", "cites", "quotes"])
                    && k > 0
                    && view.is(k - 1, &["which", "that", "who", "also", "it", "and", "had", "has"]));
            if citing && !self.refused_before(from, k) {
                let full = phrases.full(k + 1, false)?;
                return Some((k, full.start..full.end.min(end)));
            }
        }
        None
    }

    /// What the sentence at `start` says that an outlet cited: "It cited minutes of a meeting."
    pub(super) fn cited_next(&self, start: usize, outlet: usize) -> Option<(usize, Range<usize>)> {
        let view = self.view();
        let sentence = view.sentence(start);
        if start >= view.len() || view.block_of(start) != view.block_of(start.saturating_sub(1)) {
            return None;
        }
        let cue = (sentence.start..sentence.end.min(sentence.start + 6))
            .find(|&k| !view.is_quoted(k) && view.is(k, &["cited", "quoted", "cites", "quotes"]))?;
        (sentence.start..cue).find(|&k| self.mention_at(k) == Some(outlet))?;
        let full = self.typing.phrases.full(cue + 1, false)?;
        Some((cue, full.start..full.end.min(sentence.end)))
    }

    /// "declined to comment, citing the inquiry": a reason, not a source.
    fn refused_before(&self, from: usize, k: usize) -> bool {
        let view = self.view();
        (from.max(k.saturating_sub(8))..k).any(|j| {
            view.is(j, &["comment", "declined", "refused", "resigned", "postponed", "cancelled", "canceled"])
        })
    }
}
