//! Descriptions led to those they describe: "the minister", "the 61-year-old", one surname with several bearers; and
//! what is asked for on the way, such as not to be named.

use super::classes::Class;
use super::coref::{Antecedent, Cast, WINDOW, may_be_equal, outlet_fits};
use super::typing::Described;
use crate::Span;
use crate::attribution::{Anonymity, SourceType};

impl Cast<'_, '_> {
    /// "the 58-year-old": the person after whose name that age stands.
    pub(super) fn of_age(&self, head: Span) -> Option<usize> {
        let text = self.view().document().text();
        let before = text[..head.end()].strip_suffix("-year-old")?;
        let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let age = &before[before.len() - digits..];
        let told = |s: &Span| {
            text[s.end()..]
                .strip_prefix(", ")
                .and_then(|rest| rest.strip_prefix(age))
                .is_some_and(|rest| rest.starts_with(|c: char| !c.is_alphanumeric() && c != '-'))
        };
        let people = self.roster.drafts.iter().enumerate().filter(|(_, d)| d.kind == SourceType::Person);
        let mut found = people.filter(|(_, d)| digits > 0 && d.mentions.iter().any(told)).map(|(k, _)| k);
        found.next().filter(|_| found.next().is_none())
    }

    /// The person whose name starts the sentence right after a place in the text.
    pub(super) fn named_next(&self, from: usize) -> Option<usize> {
        let text = self.view().document().text();
        let rest = text.get(from..)?;
        let gap = rest.len() - rest.trim_start_matches(|c: char| ".!?”\"’' ".contains(c)).len();
        let at = from + gap;
        let people = self.roster.drafts.iter().enumerate();
        let mut named = people.filter(|(_, d)| d.kind == SourceType::Person && !d.words.is_empty());
        named.find(|(_, d)| gap > 0 && d.mentions.iter().any(|s| s.start() == at)).map(|(k, _)| k)
    }

    /// The entity a "the …" points back to.
    pub(super) fn definite(&self, found: &Described, token: usize) -> Antecedent {
        let Some(noun) = found.noun.as_deref() else { return Antecedent::None };
        let needed = &found.key;
        let media = !found.plural
            && needed.len() == 1
            && (found.kind == SourceType::MediaOutlet
                || matches!(noun, "agency" | "paper" | "station" | "site" | "website"));
        let mut by_role: Vec<usize> = Vec::new();
        let mut other_outlet = None;
        for mention in self.before(token).iter().rev().take(WINDOW) {
            if mention.quoted {
                continue;
            }
            let draft = &self.roster.drafts[mention.entity];
            if draft.noun.as_deref() == Some(noun)
                && draft.plural == found.plural
                && may_be_equal(found.count, draft.count)
                && needed.iter().all(|w| draft.key.contains(w))
                && (draft.kind == found.kind
                    || draft.anonymity == Anonymity::Condition
                    || found.anonymity != Anonymity::Named)
            {
                return Antecedent::Found(mention.entity, 0.85);
            }
            if media && draft.kind == SourceType::MediaOutlet && !draft.words_are_description() {
                if outlet_fits(noun, draft.outlet_kind) {
                    return Antecedent::Found(mention.entity, 0.85);
                }
                other_outlet.get_or_insert(mention.entity);
            }
            if draft.kind == SourceType::Person
                && !found.plural
                && needed.iter().all(|w| draft.role_words.contains(w))
                && !by_role.contains(&mention.entity)
            {
                by_role.push(mention.entity);
            }
            let body = matches!(
                draft.kind,
                SourceType::Organisation | SourceType::GovernmentBody | SourceType::InternationalBody
            ) && draft.noun.is_none();
            if body && !found.plural && found.kind == draft.kind && needed.len() == 1 {
                let named_so = draft.name.split_whitespace().any(|w| w.eq_ignore_ascii_case(noun));
                if named_so
                    || matches!(
                        noun,
                        "company" | "firm" | "group" | "organisation" | "organization" | "charity"
                    )
                {
                    return Antecedent::Found(mention.entity, 0.75);
                }
            }
        }
        match (by_role.as_slice(), other_outlet) {
            ([one], _) => Antecedent::Found(*one, 0.85),
            ([], Some(outlet)) if media && found.kind == SourceType::MediaOutlet => {
                Antecedent::Found(outlet, 0.4)
            }
            ([], _) => Antecedent::None,
            _ => Antecedent::Several,
        }
    }

    /// Of several bearers of a surname, the one spoken of last, if no other was in the two sentences before; else
    /// the one spoken of far more often than all others.
    pub(super) fn nearest(&self, several: &[usize], token: usize) -> Option<usize> {
        let mut last: Option<(usize, usize)> = None;
        for m in self.before(token).iter().rev().take(WINDOW).filter(|m| several.contains(&m.entity)) {
            match last {
                None => last = Some((m.entity, m.place)),
                Some((one, _)) if one == m.entity => {}
                Some((one, place)) if m.place + 2 <= place => return Some(one),
                Some(_) => {
                    last = None;
                    break;
                }
            }
        }
        if let Some((one, _)) = last {
            return Some(one);
        }
        let mut counts: Vec<(usize, usize)> =
            several.iter().map(|&e| (self.roster.drafts[e].mentions.len(), e)).collect();
        counts.sort_unstable();
        let (most, one) = *counts.last()?;
        let rest: usize = counts.iter().rev().skip(1).map(|c| c.0).sum();
        (most > 3 * rest.max(1)).then_some(one)
    }

    /// "He spoke on condition that his name be withheld": asked for apart from what was said.
    pub(super) fn conditions(&mut self) {
        let view = self.view();
        for sentence in view.sentences() {
            let tokens = sentence.tokens();
            let asks = tokens.clone().any(|k| view.classes(k).has(Class::Identity) && !view.is_quoted(k));
            if !asks {
                continue;
            }
            let Some(span) = self.typing.condition_in(tokens.clone()) else { continue };
            let at = view.token_at(span.start());
            let Some(subject) = self.typing.phrases.subjects(at).into_iter().next() else { continue };
            let Some((entity, _, found)) = self.resolve(view.cover(&subject)) else { continue };
            let draft = &mut self.roster.drafts[entity];
            if found.pronoun.is_none() || !draft.words.is_empty() || draft.anonymity == Anonymity::Condition {
                continue;
            }
            draft.kind = match draft.kind {
                SourceType::Person | SourceType::AnonymousPerson => SourceType::AnonymousPerson,
                SourceType::GroupOfPersons | SourceType::AnonymousGroup => SourceType::AnonymousGroup,
                _ => continue,
            };
            draft.anonymity = Anonymity::Condition;
            let reason = self.typing.phrase_in(Class::Reason, at..tokens.end);
            let draft = &mut self.roster.drafts[entity];
            draft.reason = draft.reason.or(reason).or(Some(span));
        }
    }

    /// "on condition of anonymity" and the reason, in the sentence of a source, outside quotations.
    pub(super) fn condition_near(&self, source: Span, pronoun: bool) -> Option<(Span, Option<Span>)> {
        let view = self.view();
        let k = view.token_at(source.start());
        if k >= view.len() {
            return None;
        }
        let sentence = view.sentence(k);
        let span = self.typing.condition_in(if pronoun { sentence.start } else { k }..sentence.end)?;
        let from = view.token_at(span.start());
        if view.is_quoted(from) {
            return None;
        }
        Some((span, self.typing.phrase_in(Class::Reason, from..sentence.end)))
    }
}
