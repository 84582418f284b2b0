//! Roles and affiliations: what stands before a name, between commas after it, and for whom a spokesman speaks.

use std::ops::Range;

use super::classes::Class;
use super::lexicon::NounKind;
use super::phrase::Part;
use super::typing::{Described, Typing};
use crate::Span;

impl Typing<'_, '_> {
    /// Roles and affiliations between commas after a name.
    pub(super) fn appositions(&self, found: &mut Described, from: usize, end: usize) {
        let mut at = from;
        while at < end {
            if self.phrases.part(at) != Part::Comma {
                // "Jan Moor of Estmark University"
                if self.view().is(at, &["of", "from", "with", "at"])
                    && found.affiliation.is_none()
                    && let Some(body) = self.phrases.full(at + 1, false)
                {
                    let body = body.start..body.end.min(end).max(body.start);
                    found.affiliation = self.trimmed(&body);
                    at = body.end.max(at + 1);
                    continue;
                }
                at += 1;
                continue;
            }
            let Some(base) = self.phrases.base(at + 1) else {
                at += 1;
                continue;
            };
            let role_like = self.head_noun(&base).is_some_and(|(_, n)| matches!(n.kind, NounKind::Person))
                || (base.start..base.end).any(|k| self.lexicon().title(self.view().word(k)).is_some())
                || (base.start..base.end).any(|k| {
                    self.lexicon().nouns(self.view().low(k)).iter().any(|n| n.kind == NounKind::Person)
                });
            if role_like && found.role.is_none() {
                let start = base.start + usize::from(self.phrases.part(base.start) == Part::Article);
                let stop = self.phrases.full(base.start, false).map_or(base.end, |f| f.end);
                self.read_role(found, start..stop.min(end).max(start), false);
                if found.gender.is_none() {
                    found.gender = self.head_noun(&base).and_then(|(_, n)| n.gender);
                }
            }
            at = base.end.max(at + 1);
        }
    }

    /// "the organist": definite, in small letters, no listed noun of a thing.
    pub(super) fn may_be_role(&self, base: &Range<usize>) -> bool {
        let (view, last) = (self.view(), base.end - 1);
        let lead = matches!(self.phrases.part(base.start), Part::Article | Part::Possessive)
            || self.has_possessor(base);
        lead && base.len() > 1
            && !view.is_capital(last)
            && view.tag(last) == crate::language::Tag::Noun
            && self.lexicon().nouns(view.low(last)).is_empty()
    }

    /// Whether an apposition ends at token `k`: a comma, a point, the end.
    pub(super) fn closes(&self, k: usize) -> bool {
        k >= self.view().len() || matches!(self.phrases.part(k), Part::Comma | Part::Mark)
    }

    /// Splits "expert on missiles with the Institute" into role and affiliation.
    pub(super) fn read_role(&self, found: &mut Described, tokens: Range<usize>, before_name: bool) {
        let view = self.view();
        let noun = self.phrases.base(tokens.start).map_or(tokens.end, |b| b.end.min(tokens.end));
        let mut stop = tokens.end;
        for k in noun..tokens.end {
            if view.classes(k).has(Class::Affiliation) && k + 1 < tokens.end {
                let rest = self.phrases.base(k + 1);
                let capital = rest.as_ref().is_some_and(|b| (b.start..b.end).any(|j| view.is_capital(j)));
                let body = rest
                    .as_ref()
                    .and_then(|b| self.head_noun(b))
                    .is_some_and(|(_, n)| matches!(n.kind, NounKind::Of(_)));
                if capital || body {
                    stop = k;
                    let body = self.phrases.full(k + 1, false).unwrap_or(k + 1..tokens.end);
                    let span = self.trimmed(&(body.start..body.end.min(tokens.end).max(body.start)));
                    if self.speaks(noun - 1)
                        || (view.is(k, &["for"]) && self.speaks_anywhere(tokens.start..noun))
                    {
                        found.speaks_for = span;
                    }
                    if !view.is(k, &["in", "from"]) || found.affiliation.is_none() {
                        found.affiliation = span;
                    }
                    break;
                }
            }
        }
        let role = tokens.start..stop;
        if role.is_empty() {
            return;
        }
        if found.role.is_none() {
            found.role = Some(view.cover(&role));
        }
        if before_name
            && found.speaks_for.is_none()
            && self.speaks(noun.saturating_sub(1))
            && noun > tokens.start + 1
        {
            let who = self.trimmed(&(tokens.start..noun - 1));
            found.speaks_for = who;
            found.affiliation = found.affiliation.or(who);
        }
    }

    pub(super) fn speaks(&self, k: usize) -> bool {
        self.view().classes(k).has(Class::SpeaksFor)
    }

    pub(super) fn speaks_anywhere(&self, tokens: Range<usize>) -> bool {
        tokens.clone().any(|k| self.speaks(k))
    }

    /// The span of some tokens without an article before and a genitive after.
    pub(super) fn trimmed(&self, tokens: &Range<usize>) -> Option<Span> {
        let mut tokens = tokens.clone();
        while !tokens.is_empty() && self.view().classes(tokens.start).has(Class::Article) {
            tokens.start += 1;
        }
        while !tokens.is_empty()
            && (self.view().is_genitive(tokens.end - 1) || !self.view().is_word(tokens.end - 1))
        {
            tokens.end -= 1;
        }
        (!tokens.is_empty()).then(|| self.view().cover(&tokens))
    }

    /// For whom an unnamed spokesman speaks.
    pub(super) fn spoken_for(&self, found: &mut Described, base: &Range<usize>, full: usize) {
        let view = self.view();
        if base.end < full && view.is(base.end, &["for", "of", "with", "from", "at"]) {
            found.speaks_for = self.trimmed(&(base.end + 1..full));
        } else if base.len() > 1 {
            found.speaks_for = self.trimmed(&(base.start..base.end - 1));
        }
        found.affiliation = found.speaks_for;
    }
}
