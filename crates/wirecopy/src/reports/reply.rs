//! Right of reply: accusations, whether the accused was asked, and what they answered.

use crate::attribution::{Act, CueClass, Kind, SourceType};
use crate::{Analysis, Attribution, EntityId};

/// An accusation and what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    /// The number of the attribution that accuses.
    pub accusation: usize,
    /// Who is accused.
    pub accused: EntityId,
    /// The gestures that show they were asked: no response, a refusal, a request.
    pub asked: Vec<usize>,
    /// What they answered: denials, confirmations, statements after the accusation.
    pub answers: Vec<usize>,
}

impl Reply {
    /// Whether the text shows that they were asked or had their say.
    pub fn is_given(&self) -> bool {
        !self.asked.is_empty() || !self.answers.is_empty()
    }
}

pub(super) fn replies(analysis: &Analysis) -> Vec<Reply> {
    let accusing = |lemma: &str| {
        analysis.pack().rows("entity_words").any(|row| {
            row.first() == Some(&"accusing")
                && row.get(1).is_some_and(|words| words.split(' ').any(|w| w == lemma))
        })
    };
    let mut out = Vec::new();
    for (number, a) in analysis.attributions().iter().enumerate() {
        let Some(cue) = a.cue().filter(|_| a.kind() != Kind::Gesture) else { continue };
        if cue.class != CueClass::Claim && !accusing(&cue.lemma) {
            continue;
        }
        if let Some(accused) = accused(analysis, a) {
            out.push(reply(analysis, number, accused));
        }
    }
    out
}

/// The people and bodies that the words of an accusation name first, its source aside.
fn accused(analysis: &Analysis, a: &Attribution) -> Option<EntityId> {
    let inside = |e: &&crate::Entity| {
        Some(e.id()) != a.speaker()
            && matches!(
                e.kind(),
                SourceType::Person
                    | SourceType::Organisation
                    | SourceType::GovernmentBody
                    | SourceType::MediaOutlet
                    | SourceType::AnonymousPerson
            )
    };
    let from = |e: &crate::Entity| {
        let mut places = e.mentions().iter().filter(|m| a.content().iter().any(|c| c.contains(**m)));
        places.next().map(|m| m.start())
    };
    let named = analysis.entities().iter().filter(inside).filter_map(|e| Some((from(e)?, e.id())));
    named.min().map(|(_, id)| id)
}

fn reply(analysis: &Analysis, accusation: usize, accused: EntityId) -> Reply {
    let mut out = Reply { accusation, accused, asked: Vec::new(), answers: Vec::new() };
    for (number, a) in analysis.attributions().iter().enumerate() {
        if a.speaker() != Some(accused) || a.nested_in().is_some_and(|n| n as usize == accusation) {
            continue;
        }
        match a.act() {
            Some(Act::NoResponse | Act::RefusalToComment | Act::NotReached | Act::Request) => {
                out.asked.push(number);
            }
            Some(Act::Denial | Act::Confirmation | Act::NonConfirmation | Act::Apology) => {
                out.answers.push(number);
            }
            None if number > accusation => out.answers.push(number),
            _ => {}
        }
    }
    out
}
