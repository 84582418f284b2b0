//! Noun phrases: where one starts and ends, forwards from a word and backwards from a verb.
//!
//! Works on tags where the tagger is sure and on closed classes of words; never looks past its sentence, and
//! never further than [`LONGEST`] tokens, so the whole layer stays linear.

use std::ops::Range;

use super::classes::Class;
use super::lexicon::Lexicon;
use super::view::View;
use crate::language::Tag;

/// No phrase is longer.
pub(super) const LONGEST: usize = 60;

/// What a word does in a noun phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Article,
    Possessive,
    Number,
    Adjective,
    Noun,
    Name,
    Genitive,
    Pronoun,
    Preposition,
    To,
    Conjunction,
    Wh,
    Adverb,
    /// Finite verb or auxiliary.
    Verb,
    /// Participle or -ing form.
    Participle,
    Comma,
    Mark,
}

/// Reads noun phrases.
#[derive(Clone, Copy, Debug)]
pub(super) struct Phrases<'v, 'a> {
    pub(super) view: &'v View<'a>,
    pub(super) lexicon: &'v Lexicon,
}

impl Phrases<'_, '_> {
    /// What word `k` does.
    pub(super) fn part(&self, k: usize) -> Part {
        self.view.part(k)
    }

    /// Finds out what word `k` does, for [`View::part`].
    pub(super) fn read_part(&self, k: usize) -> Part {
        let view = self.view;
        let word = view.word(k);
        let Some(first) = word.chars().next() else { return Part::Mark };
        if view.is_genitive(k) {
            let before_verb = k + 1 < view.len() && matches!(view.tag(k), Tag::Present | Tag::Modal);
            return if before_verb { Part::Verb } else { Part::Genitive };
        }
        if first == ',' {
            return Part::Comma;
        }
        if !first.is_alphanumeric() && !matches!(first, '@' | '#') {
            return Part::Mark;
        }
        let low = view.low(k);
        let classes = view.classes(k);
        let class = |class: Class| classes.has(class);
        let capital = first.is_uppercase();
        let inside = capital && !view.is_sentence_start(k);
        let country = low == "us" && word == "US";
        if !country && (!inside || low == "the" || low == "a") {
            if class(Class::Article) || class(Class::Determiner) && !self.is_relative_that(k, low) {
                return Part::Article;
            }
            if class(Class::Possessive) && !(low == "her" && self.stands_alone(k)) {
                return Part::Possessive;
            }
            let personal = [Class::Masculine, Class::Feminine, Class::Plural, Class::Neuter, Class::First];
            if classes.any(&personal) || low == "you" {
                return Part::Pronoun;
            }
            if class(Class::Conjunction) {
                return Part::Conjunction;
            }
            if class(Class::Wh) || low == "that" {
                return Part::Wh;
            }
            if low == "to" {
                return Part::To;
            }
            if class(Class::Auxiliary) || (class(Class::Saying) && !self.is_nounish(k)) {
                return if low.ends_with("ing") { Part::Participle } else { Part::Verb };
            }
            if class(Class::Preposition) {
                return Part::Preposition;
            }
            if class(Class::Negation) || class(Class::Time) {
                return Part::Adverb;
            }
        }
        match self.open_part(k, low, capital) {
            // "An official assessed in July that …": no participle that describes the official.
            Part::Participle if view.governs(k) && view.tag(k) != Tag::Gerund => Part::Verb,
            part => part,
        }
    }

    fn open_part(&self, k: usize, low: &str, capital: bool) -> Part {
        if low.starts_with(|c: char| c.is_ascii_digit()) || self.lexicon.number(low).is_some() {
            return Part::Number;
        }
        match self.view.tag(k) {
            Tag::Name => Part::Name,
            Tag::Noun | Tag::Nouns => {
                if capital {
                    Part::Name
                } else {
                    Part::Noun
                }
            }
            Tag::Adjective if capital => Part::Name,
            Tag::Adjective => Part::Adjective,
            Tag::Adverb | Tag::Particle => Part::Adverb,
            Tag::Participle | Tag::Gerund => Part::Participle,
            // "people close to the agency said"
            Tag::Past | Tag::Present | Tag::PresentPlural | Tag::Verb
                if !capital && self.view.is(k + 1, &["to", "on", "of", "with"]) && self.is_basis(k) =>
            {
                Part::Adjective
            }
            Tag::Past | Tag::Present | Tag::PresentPlural | Tag::Modal | Tag::Verb if !capital => Part::Verb,
            Tag::Preposition if !capital => Part::Preposition,
            _ if capital => Part::Name,
            _ if !self.lexicon.nouns(low).is_empty() => Part::Noun,
            _ if low.ends_with("ly") => Part::Adverb,
            _ if low.ends_with("ed") => Part::Verb,
            _ if low.ends_with("ing") => Part::Participle,
            _ => Part::Noun,
        }
    }

    /// "that" before a verb or after a noun joins a clause; before a noun it points.
    fn is_relative_that(&self, k: usize, low: &str) -> bool {
        low == "that"
            && (matches!(self.view.tag(k), Tag::Wh | Tag::Preposition)
                || (k > 0 && self.view.tag(k) == Tag::Other))
    }

    /// "her" with no noun after it.
    fn stands_alone(&self, k: usize) -> bool {
        k + 1 >= self.view.len() || !self.view.is_word(k + 1) || self.view.tag(k) == Tag::Pronoun
    }

    /// A listed verb of saying the tagger takes for a noun ("reports say", "claims").
    fn is_nounish(&self, k: usize) -> bool {
        self.view.tag(k).is_noun()
    }

    fn limit(&self, k: usize) -> usize {
        self.view.sentence(k).end.min(k + LONGEST)
    }

    /// The plain noun phrase that starts at token `k`: article, numbers, adjectives, nouns; no complements.
    pub(super) fn base(&self, k: usize) -> Option<Range<usize>> {
        if k >= self.view.len() {
            return None;
        }
        let end = self.limit(k);
        // "at least four", "close to sixty", "between six and eight"
        let frame = self.number_frame(k).unwrap_or(0);
        let mut at = k + frame;
        let mut last_noun = None;
        let mut previous = (frame > 0).then_some(Part::Adjective);
        while at < end {
            if previous == Some(Part::Number) && self.view.is(at, &["or", "to", "and"]) {
                // "seven or eight", "ten or more", "twenty or so"
                let more = self.view.is(at, &["or"]) && self.view.is(at + 1, &["more", "so"]);
                if more || at + 1 < end && self.part(at + 1) == Part::Number {
                    at += 2;
                    continue;
                }
            }
            let part = self.part(at);
            let next = if at + 1 < end { Some(self.part(at + 1)) } else { None };
            let after_noun = matches!(previous, Some(Part::Noun | Part::Name));
            let go = match part {
                Part::Pronoun if at == k => return Some(k..k + 1),
                Part::Article => !after_noun || previous.is_none(),
                Part::Possessive => last_noun.is_none(),
                Part::Number => !after_noun || previous == Some(Part::Name),
                Part::Adjective => !matches!(previous, Some(Part::Noun)),
                Part::Noun => {
                    last_noun = Some(at);
                    true
                }
                Part::Name => {
                    // "officials Reuters": a plural noun takes no name after it.
                    let plural = previous == Some(Part::Noun) && self.is_plural_noun(at - 1);
                    if !plural {
                        last_noun = Some(at);
                    }
                    !plural
                }
                Part::Genitive => {
                    after_noun
                        && matches!(next, Some(p) if !matches!(p, Part::Mark | Part::Comma | Part::Verb))
                }
                Part::Participle => {
                    let speaks = self.view.classes(at).any(&[Class::Glued, Class::Saying]);
                    !speaks && !after_noun && matches!(next, Some(Part::Noun | Part::Name | Part::Adjective))
                }
                Part::Adverb => {
                    let degree = self.view.is(at, &["least", "most", "more"]);
                    !after_noun
                        && (degree || matches!(next, Some(Part::Adjective | Part::Number | Part::Participle)))
                }
                Part::Conjunction => {
                    matches!(previous, Some(Part::Adjective | Part::Name | Part::Number))
                        && matches!(next, Some(Part::Adjective | Part::Name))
                        && self.joins_adjectives(at, end)
                }
                // "at least four", "more than a dozen"; "the @handle"
                Part::Preposition => {
                    at == k && self.is_number_frame(at)
                        || previous.is_some() && last_noun.is_none() && self.is_number_frame_end(at)
                }
                Part::Comma => previous == Some(Part::Adjective) && matches!(next, Some(Part::Adjective)),
                Part::Mark => {
                    self.nickname_end(at, end).is_some() && previous == Some(Part::Name)
                        || self.quoted_modifier_end(at, end).is_some()
                }
                _ => false,
            };
            if !go {
                break;
            }
            if part == Part::Mark {
                let nickname = self.nickname_end(at, end).filter(|_| previous == Some(Part::Name));
                previous = Some(if nickname.is_some() { Part::Name } else { Part::Adjective });
                at = nickname.or_else(|| self.quoted_modifier_end(at, end)).unwrap_or(at + 1);
                continue;
            }
            previous = Some(part);
            at += 1;
        }
        // Back to the last noun: what follows it was only hoped to lead to another.
        match last_noun {
            Some(last) => Some(k..(last + 1).max(k + 1)),
            None if at > k && matches!(previous, Some(Part::Article | Part::Number | Part::Adjective)) => {
                Some(k..at)
            }
            None => None,
        }
    }

    fn is_plural_noun(&self, k: usize) -> bool {
        self.view.tag(k) == Tag::Nouns || self.lexicon.nouns(self.view.low(k)).iter().any(|n| n.plural)
    }

    /// Whether "at least", "about", "over" and the like stand before a number.
    pub(super) fn is_number_frame(&self, k: usize) -> bool {
        self.number_frame(k).is_some()
    }

    /// How many words before a number bound it: "at least", "close to", "between".
    fn number_frame(&self, k: usize) -> Option<usize> {
        if !self.view.classes(k).has(Class::FrameStart) {
            return None;
        }
        (1..=4).rev().find(|&width| {
            let words: Vec<_> = (k..(k + width).min(self.view.len())).map(|j| self.view.low(j)).collect();
            let words = words.join(" ");
            (words == "between" || self.lexicon.number_frame(&words).is_some()) && self.is_number(k + width)
        })
    }

    fn is_number(&self, k: usize) -> bool {
        k < self.view.len() && self.part(k) == Part::Number || self.view.is(k, &["a"])
    }

    fn is_number_frame_end(&self, k: usize) -> bool {
        self.view.is(k, &["than", "of"])
            && k > 0
            && (self.view.is(
                k - 1,
                &[
                    "more", "fewer", "less", "couple", "handful", "number", "pair", "dozens", "hundreds",
                    "scores",
                ],
            ))
    }

    /// "Western and regional sources", not "Quill and Tarrant": a small-letter noun must close it.
    pub(super) fn joins_adjectives(&self, at: usize, end: usize) -> bool {
        for k in at + 1..end.min(at + 5) {
            match self.part(k) {
                Part::Noun => return true,
                Part::Adjective | Part::Name => {}
                _ => return false,
            }
        }
        false
    }

    /// Where a nickname in marks ends, when one starts at `at` and a name goes on after it.
    pub(super) fn nickname_end(&self, at: usize, end: usize) -> Option<usize> {
        if !matches!(self.view.word(at), "“" | "\"" | "‘" | "'" | "(" | "''" | "``") {
            return None;
        }
        let close = (at + 2..end.min(at + 6))
            .find(|&k| matches!(self.view.word(k), "”" | "\"" | "’" | "'" | ")" | "''"))?;
        let inner = (at + 1..close).all(|k| self.view.is_capital(k) || self.view.is(k, &["the"]));
        (inner && close + 1 < end && self.view.is_capital(close + 1)).then_some(close + 1)
    }

    /// After a word or two in marks that describe the noun behind them: the “secret” talks.
    fn quoted_modifier_end(&self, at: usize, end: usize) -> Option<usize> {
        if !matches!(self.view.word(at), "“" | "\"" | "‘" | "'" | "''" | "``") {
            return None;
        }
        let close = (at + 2..end.min(at + 4))
            .find(|&k| matches!(self.view.word(k), "”" | "\"" | "’" | "'" | "''"))?;
        let inner = (at + 1..close)
            .all(|k| matches!(self.part(k), Part::Adjective | Part::Noun | Part::Participle | Part::Adverb));
        (inner && close + 1 < end && self.part(close + 1) == Part::Noun).then_some(close + 1)
    }

    /// The noun phrase that starts at token `k`, with "of …", "with …", "familiar with …", and a relative
    /// clause when `relative` is set.
    pub(super) fn full(&self, k: usize, relative: bool) -> Option<Range<usize>> {
        let base = self.base(k)?;
        Some(base.start..self.complements(&base, self.limit(k), relative))
    }

    /// Whether the words after a preposition hang by the verb before the phrase they follow: "said the King in a grave
    /// voice".
    fn hangs_apart(&self, phrase: Range<usize>, inner: &Range<usize>) -> bool {
        let of = self.view.is(phrase.end, &["of", "for"]);
        let Some(head) = inner.end.checked_sub(1).and_then(|k| self.view.head(k)) else { return false };
        !of && head + 1 == phrase.start && self.view.relation(phrase.end - 1).is_subject()
    }

    /// Where the complements of a plain noun phrase end.
    fn complements(&self, base: &Range<usize>, end: usize, relative: bool) -> usize {
        let mut at = base.end;
        loop {
            if at >= end {
                return at;
            }
            let next = match self.part(at) {
                Part::Preposition if self.links(at) => {
                    self.base(at + 1).filter(|inner| !self.hangs_apart(base.start..at, inner)).map(|b| b.end)
                }
                Part::To if self.view.is_capital(at + 1) || self.is_article(at + 1) => {
                    self.base(at + 1).map(|b| b.end)
                }
                Part::Adjective | Part::Participle | Part::Preposition
                    if at + 1 < end && matches!(self.part(at + 1), Part::Preposition | Part::To) =>
                {
                    self.base(at + 2).map(|b| b.end)
                }
                Part::Verb if self.is_reduced_relative(at, end) => self.base(at + 2).map(|b| b.end),
                Part::Wh if relative && self.view.is(at, &["who", "that", "which", "whose"]) => {
                    Some(self.clause_end(at + 1, end))
                }
                _ => None,
            };
            match next {
                Some(next) if next > at && next <= end => at = next,
                _ => return at,
            }
        }
    }

    /// "briefed on the talks", "involved in": a form in -ed the tagger took for a past tense.
    fn is_reduced_relative(&self, at: usize, end: usize) -> bool {
        at + 1 < end
            && self.view.classes(at).has(Class::Basis)
            && self
                .lexicon
                .phrases(Class::Basis)
                .map(|p| &p.words)
                .any(|p| p.len() == 2 && self.view.is(at, &[p[0]]) && self.view.is(at + 1, &[p[1]]))
    }

    fn is_article(&self, k: usize) -> bool {
        k < self.view.len() && self.part(k) == Part::Article
    }

    /// Whether a preposition ties a complement to a noun: not "on Monday", not "in a statement".
    fn links(&self, k: usize) -> bool {
        if !self.view.classes(k).has(Class::Linking) || k + 1 >= self.view.len() {
            return false;
        }
        if matches!(self.view.low(k + 1), "comment" | "comments")
            || self.view.classes(k + 1).any(&[Class::Weekday, Class::Time])
        {
            return false;
        }
        let of = self.view.is(k, &["of", "for"]);
        of || !(k + 1..(k + 4).min(self.view.len()))
            .any(|j| self.view.classes(j).any(&[Class::ReportNoun, Class::Weekday]))
    }

    /// Where a relative clause ends: at a comma, a mark, or the verb of the clause around it.
    fn clause_end(&self, from: usize, end: usize) -> usize {
        let mut verbs = 0;
        let mut in_group = false;
        for k in from..end {
            match self.part(k) {
                Part::Comma | Part::Mark => return k,
                Part::Verb => {
                    if !in_group {
                        verbs += 1;
                    }
                    in_group = true;
                    if verbs > 1 {
                        return k;
                    }
                }
                Part::Adverb | Part::Participle | Part::To => {}
                _ => in_group = false,
            }
        }
        end
    }

    /// Whether a phrase for how a source knows starts with the two words at `k`.
    pub(super) fn is_basis(&self, k: usize) -> bool {
        let two =
            |p: &[&'static str]| p.len() == 2 && self.view.is(k, &[p[0]]) && self.view.is(k + 1, &[p[1]]);
        self.view.classes(k).has(Class::Basis) && self.lexicon.phrases(Class::Basis).any(|p| two(&p.words))
    }
}
