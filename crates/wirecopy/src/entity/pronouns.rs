//! Whom a pronoun stands for: the best of the mentions before it.
//!
//! Read twice. The first reading shows the grammatical gender of people whose name does not ("Warren … she"); in the
//! second, all pronouns are led to an entity anew with what was learned.

use std::collections::HashMap;

use super::coref::Cast;
use super::lexicon::Gender;
use super::typing::Pronoun;
use crate::Span;

impl Cast<'_, '_> {
    /// Leads a pronoun to its entity.
    pub(super) fn point(&mut self, token: usize, pronoun: Pronoun) {
        if let Some((entity, confidence)) = self.pronoun(pronoun, token) {
            let span = self.view().span(token);
            self.note(entity, token, span, confidence, true);
        }
    }

    /// The second reading of the pronouns of a document.
    pub(super) fn again(&mut self, pronouns: &[(usize, Pronoun)]) {
        if pronouns.is_empty() {
            return;
        }
        let mut votes = vec![(0.0_f32, 0.0_f32); self.roster.drafts.len()];
        for &(token, pronoun) in pronouns {
            let Some(&(entity, confidence)) = self.at.get(&token) else { continue };
            match pronoun {
                Pronoun::Masculine => votes[entity].0 += confidence * confidence,
                Pronoun::Feminine => votes[entity].1 += confidence * confidence,
                _ => {}
            }
        }
        for (draft, (he, she)) in self.roster.drafts.iter_mut().zip(votes) {
            if draft.gender.is_none() {
                if he.max(she) > 0.8 && he.max(she) > 3.0 * he.min(she) {
                    draft.gender = Some(if he > she { Gender::Masculine } else { Gender::Feminine });
                }
                draft.called = ((he + 0.3) / (she + 0.3)).ln().clamp(-3.0, 3.0);
            }
        }
        let view = self.view();
        let led = |&(token, _): &(usize, Pronoun)| Some((view.span(token), self.at.remove(&token)?.0));
        let led: HashMap<Span, usize> = pronouns.iter().filter_map(led).collect();
        for (k, draft) in self.roster.drafts.iter_mut().enumerate() {
            draft.forget(|span| led.get(&span) == Some(&k));
        }
        // In text order, so that each is put at the end.
        let mut names = std::mem::take(&mut self.mentions).into_iter().filter(|m| !m.pronoun).peekable();
        for &(token, pronoun) in pronouns {
            while let Some(name) = names.next_if(|m| m.token <= token) {
                self.mentions.push(name);
            }
            self.point(token, pronoun);
        }
        self.mentions.extend(names);
    }

    /// The best antecedent of a pronoun.
    fn pronoun(&self, pronoun: Pronoun, token: usize) -> Option<(usize, f32)> {
        if pronoun == Pronoun::Relative {
            let before = self.before(token).last()?;
            return (token - before.token < 25).then_some((before.entity, 0.85));
        }
        self.antecedent(pronoun, token)
    }
}
