//! Noun phrases backwards from a verb: its subjects.

use std::ops::Range;

use super::classes::Class;
use super::phrase::{LONGEST, Part, Phrases};

impl Phrases<'_, '_> {
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
                Part::Participle | Part::Preposition | Part::Verb if at < end && self.is_basis(k) => at = k,
                Part::Article | Part::Possessive => {
                    at = k;
                    complete = Some(at);
                    if !self.hangs_on(start, at) {
                        break;
                    }
                    at -= 1;
                }
                Part::Preposition | Part::To if at < end && k > start && self.is_basis(k - 1) => {
                    complete = None;
                    at = k;
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
        if at < start + 2 {
            return false;
        }
        let noun = |k: usize| matches!(self.part(k), Part::Noun | Part::Name);
        // "people close to | the agency", "officials briefed on | the talks"
        let basis = at >= start + 3
            && noun(at - 3)
            && matches!(
                self.part(at - 2),
                Part::Adjective | Part::Participle | Part::Preposition | Part::Verb
            )
            && self.is_basis(at - 2);
        basis || self.view.classes(at - 1).has(Class::Linking) && noun(at - 2)
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
