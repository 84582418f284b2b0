//! Whom a pronoun stands for: the best of the mentions before it.
//!
//! Read twice. The first reading shows the grammatical gender of people whose name does not ("Warren … she"); in the
//! second, all pronouns are led to an entity anew with what was learned.

use super::coref::{Cast, WINDOW};
use super::lexicon::Gender;
use super::roster::Draft;
use super::typing::Pronoun;
use crate::attribution::SourceType;

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
                Pronoun::Masculine => votes[entity].0 += confidence - 0.4,
                Pronoun::Feminine => votes[entity].1 += confidence - 0.4,
                _ => {}
            }
        }
        for (draft, (he, she)) in self.roster.drafts.iter_mut().zip(votes) {
            if draft.gender.is_none() && he.max(she) > 0.5 && he.max(she) > 3.0 * he.min(she) {
                draft.gender = Some(if he > she { Gender::Masculine } else { Gender::Feminine });
            }
        }
        for &(token, _) in pronouns {
            if let Some((entity, _)) = self.at.remove(&token) {
                let span = self.view().span(token);
                self.roster.drafts[entity].mentions.retain(|m| *m != span);
            }
        }
        self.mentions.retain(|m| !m.pronoun);
        for &(token, pronoun) in pronouns {
            self.point(token, pronoun);
        }
    }

    /// The best antecedent of a pronoun.
    fn pronoun(&self, pronoun: Pronoun, token: usize) -> Option<(usize, f32)> {
        let view = self.view();
        match pronoun {
            Pronoun::First | Pronoun::You => return None,
            Pronoun::Relative => {
                let before = self.before(token).last()?;
                return (token - before.token < 25).then_some((before.entity, 0.85));
            }
            _ => {}
        }
        let quoted = view.is_quoted(token);
        let place = self.places.get(view.sentence_of(token)).copied().unwrap_or(0);
        let block = view.block_of(token);
        let mut best: Vec<(usize, f32)> = Vec::new();
        for mention in self.before(token).iter().rev().take(WINDOW) {
            // Words inside a quotation are never antecedents outside.
            if mention.quoted && !quoted {
                continue;
            }
            let distance = place.saturating_sub(mention.place);
            if distance > 8 {
                break;
            }
            let draft = &self.roster.drafts[mention.entity];
            let Some(fit) = fits(pronoun, draft) else { continue };
            let mut score = fit + 10.0 - 2.5 * distance as f32;
            score += if mention.subject { 3.0 } else { 0.0 };
            score += if mention.source { 2.5 } else { 0.0 };
            score -= if mention.genitive { 1.0 } else { 0.0 };
            // A capital at the start of sentences alone is no sign of a name.
            let doubtful = draft.words.len() == 1 && draft.only_initial && !mention.source;
            score -= if doubtful { 3.0 } else { 0.0 };
            score += if view.block_of(mention.token) == block { 1.0 } else { 0.0 };
            match best.iter_mut().find(|(e, ..)| *e == mention.entity) {
                // Often spoken of, up to a point.
                Some((_, s)) => *s = s.max(score) + 0.3,
                None => best.push((mention.entity, score)),
            }
        }
        best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let &(entity, score) = best.first()?;
        let margin = best.get(1).map_or(4.0, |s| score - s.1);
        Some((entity, (0.5 + margin * 0.1).clamp(0.4, 0.9)))
    }
}

/// Whether a pronoun can stand for an entity, and how well.
fn fits(pronoun: Pronoun, draft: &Draft) -> Option<f32> {
    let person = matches!(draft.kind, SourceType::Person | SourceType::AnonymousPerson);
    let singular = |gender: Gender| match draft.gender {
        _ if !person || draft.plural => None,
        Some(g) if g == gender => Some(if draft.words.is_empty() { 0.5 } else { 2.0 }),
        Some(_) => None,
        None if draft.words.len() > 1 => Some(1.0),
        None => Some(if draft.words.is_empty() { -1.0 } else { 0.5 }),
    };
    match pronoun {
        Pronoun::Masculine => singular(Gender::Masculine),
        Pronoun::Feminine => singular(Gender::Feminine),
        Pronoun::Plural => match draft.kind {
            SourceType::GroupOfPersons | SourceType::AnonymousGroup | SourceType::Generic => Some(2.0),
            SourceType::Organisation | SourceType::GovernmentBody if draft.plural => Some(1.0),
            SourceType::Organisation | SourceType::GovernmentBody | SourceType::MediaOutlet => Some(-2.0),
            _ => None,
        },
        Pronoun::Neuter => match draft.kind {
            SourceType::Organisation
            | SourceType::GovernmentBody
            | SourceType::InternationalBody
            | SourceType::MediaOutlet
            | SourceType::Document => Some(0.0),
            _ => None,
        },
        _ => None,
    }
}
