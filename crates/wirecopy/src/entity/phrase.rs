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
const LONGEST: usize = 60;

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
        let mut at = k;
        let mut last_noun = None;
        let mut previous = None;
        while at < end {
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

    /// "at least", "about", "over" before a number.
    pub(super) fn is_number_frame(&self, k: usize) -> bool {
        let least = self.view.is(k, &["at"]) && self.view.is(k + 1, &["least", "most"]);
        let before = self.view.is(k, &["about", "around", "over", "nearly", "almost", "under"]);
        (least && self.is_number(k + 2)) || (before && self.is_number(k + 1))
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
    fn joins_adjectives(&self, at: usize, end: usize) -> bool {
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
    fn nickname_end(&self, at: usize, end: usize) -> Option<usize> {
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
        Some(base.start..self.complements(base.end, self.limit(k), relative))
    }

    /// Where the complements of a noun phrase that ends at `at` end.
    fn complements(&self, mut at: usize, end: usize, relative: bool) -> usize {
        loop {
            if at >= end {
                return at;
            }
            let next = match self.part(at) {
                Part::Preposition if self.links(at) => self.base(at + 1).map(|b| b.end),
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

    /// The subjects of a verb group that starts at token `k`: one phrase, or two for "A and B", "Neither A nor B".
    pub(super) fn subjects(&self, k: usize) -> Vec<Range<usize>> {
        let start = self.view.sentence(k).start.max(k.saturating_sub(LONGEST));
        let mut at = k;
        while at > start && matches!(self.part(at - 1), Part::Adverb) {
            at -= 1;
        }
        if at == start {
            return Vec::new();
        }
        match self.part(at - 1) {
            Part::Comma => {
                // "Ada Lund, a spokeswoman for Brantholm, declined": the phrase before the apposition.
                if let Some(open) = self.apposition_start(start, at - 1)
                    && let Some(found) = self.back(start, open)
                {
                    let found = found.start..at - 1;
                    return vec![found];
                }
                self.first_subject(start, at - 1)
            }
            Part::Conjunction => self.first_subject(start, at - 1),
            Part::Wh => {
                let before = if at >= 2 && at - 2 >= start && self.part(at - 2) == Part::Comma {
                    at - 2
                } else {
                    at - 1
                };
                self.back(start, before).into_iter().collect()
            }
            _ => match self.back(start, at) {
                Some(last) => self.with_partner(start, last),
                None => self.first_subject(start, at),
            },
        }
    }

    /// The comma that opens an apposition closed by the comma at `close`.
    fn apposition_start(&self, start: usize, close: usize) -> Option<usize> {
        let mut open = None;
        for k in (start + 1..close).rev() {
            match self.part(k) {
                Part::Comma if matches!(self.part(k - 1), Part::Name | Part::Noun | Part::Number) => {
                    open = Some(k);
                    if self.part(k - 1) == Part::Name {
                        break;
                    }
                }
                Part::Verb if open.is_none() && !self.in_relative(start, k) => return None,
                Part::Mark => break,
                _ => {}
            }
        }
        open
    }

    /// Whether a "who" or "which" stands shortly before token `k`.
    fn in_relative(&self, start: usize, k: usize) -> bool {
        (start.max(k.saturating_sub(4))..k).any(|j| self.part(j) == Part::Wh)
    }

    /// The noun phrase that ends right before token `end`.
    pub(super) fn back(&self, start: usize, end: usize) -> Option<Range<usize>> {
        let mut at = end;
        let mut complete = None;
        while at > start {
            let k = at - 1;
            match self.part(k) {
                Part::Pronoun if at == end => return Some(k..end),
                Part::Noun | Part::Name | Part::Number | Part::Adjective | Part::Genitive => at = k,
                // "12-year-old", "briefed" before a noun
                Part::Participle if at < end && matches!(self.part(at), Part::Noun | Part::Name) => at = k,
                Part::Article | Part::Possessive => {
                    at = k;
                    complete = Some(at);
                    if !self.hangs_on(start, at) {
                        break;
                    }
                    at -= 1;
                }
                Part::Preposition | Part::To if at < end && self.hangs_on(start, at) => {
                    complete = None;
                    at = k;
                }
                Part::Conjunction if self.joins_adjectives(k, end) && k > start => match self.part(k - 1) {
                    Part::Adjective | Part::Name => at = k,
                    _ => break,
                },
                Part::Mark if k > start && self.opens_nickname(start, k).is_some() => {
                    at = self.opens_nickname(start, k).unwrap_or(k);
                }
                _ => break,
            }
        }
        let mut first = complete.map_or(at, |c| c.min(at));
        // Leading day names and adverbs are no part of it.
        while first < end && self.view.classes(first).has(Class::Weekday) && first + 1 < end {
            first += 1;
        }
        (first < end && (first..end).any(|k| matches!(self.part(k), Part::Noun | Part::Name | Part::Pronoun)))
            .then_some(first..end)
    }

    fn opens_nickname(&self, start: usize, close: usize) -> Option<usize> {
        (start.max(close.saturating_sub(5))..close)
            .rev()
            .find(|&k| self.nickname_end(k, close + 2) == Some(close + 1))
    }

    /// Whether the phrase that starts at `at` hangs on a noun by a preposition: "spokesman for | the ministry".
    fn hangs_on(&self, start: usize, at: usize) -> bool {
        at >= start + 2
            && self.view.classes(at - 1).has(Class::Linking)
            && matches!(self.part(at - 2), Part::Noun | Part::Name)
    }

    /// The partner of `last` in "A and B" or "Neither A nor B".
    fn with_partner(&self, start: usize, last: Range<usize>) -> Vec<Range<usize>> {
        let joined = last.start > start + 1 && self.view.is(last.start - 1, &["and", "nor"]);
        if joined
            && matches!(self.part(last.start - 2), Part::Noun | Part::Name)
            && let Some(first) = self.back(start, last.start - 1)
        {
            let skip = usize::from(self.view.is(first.start, &["neither", "both", "either"]));
            if first.start + skip < first.end {
                return vec![first.start + skip..first.end, last];
            }
        }
        vec![last]
    }

    /// The subject of the sentence around: its first noun phrase, an adverbial before it skipped.
    fn first_subject(&self, start: usize, before: usize) -> Vec<Range<usize>> {
        let mut k = start;
        while k < before && !self.view.is_word(k) {
            k += 1;
        }
        if k < before && matches!(self.part(k), Part::Preposition | Part::Participle | Part::Wh) {
            match (k..before).find(|&j| self.part(j) == Part::Comma) {
                Some(comma) => k = comma + 1,
                None => return Vec::new(),
            }
        }
        // Over quoted words before the narration.
        while k < before
            && (self.view.is_quoted(k)
                || matches!(self.part(k), Part::Conjunction | Part::Adverb | Part::Mark | Part::Comma))
        {
            k += 1;
        }
        match self.full(k, false) {
            Some(found) if found.end <= before => {
                if found.end < before
                    && self.part(found.end) == Part::Comma
                    && let Some(close) = (found.end + 1..before).find(|&j| self.part(j) == Part::Comma)
                    && !(found.end + 1..close)
                        .any(|j| self.part(j) == Part::Verb && !self.in_relative(found.end, j))
                {
                    let found = found.start..close;
                    return vec![found];
                }
                vec![found]
            }
            _ => Vec::new(),
        }
    }
}
