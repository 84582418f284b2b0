//! Right of reply: accusations, whether the accused was asked, and what they answered.

use crate::attribution::{Act, CueClass, Kind, SourceType};
use crate::language::NameKind;
use crate::{Analysis, Attribution, Entity, EntityId, Span};

/// An accusation and what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    /// The number of the attribution that accuses.
    pub accusation: usize,
    /// Where the accusation first names who is accused.
    pub named: Span,
    /// Who is accused; `None` for somebody who says nothing in the document and is not said to have been asked.
    pub accused: Option<EntityId>,
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
        if let Some((named, accused)) = accused(analysis, a) {
            out.push(reply(analysis, number, named, accused));
        }
    }
    out
}

/// Whom the words of an accusation name first, its source aside: one of the entities, or a name that says nothing.
fn accused(analysis: &Analysis, a: &Attribution) -> Option<(Span, Option<EntityId>)> {
    let inside = |m: Span| a.content().iter().any(|c| c.contains(m));
    let could = |e: &&Entity| {
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
    let entities = analysis.entities();
    let known = entities.iter().filter(could).filter_map(|e| {
        let first = e.mentions().iter().copied().find(|m| inside(*m))?;
        Some((first, Some(e.id())))
    });
    let begins = a.content().first().map(|c| c.start());
    let source = analysis.speaker(a).map_or(&[][..], Entity::mentions);
    let names = analysis.words().names().iter().filter(|n| match n.kind() {
        NameKind::Person | NameKind::Organization => true,
        // "accused Kaldova of …", but not "claimed that in Kaldova …".
        NameKind::Place => Some(n.span().start()) == begins,
        NameKind::Misc => false,
    });
    let names = names.map(crate::language::Name::span).filter(|n| inside(*n));
    let others = names.filter(|n| !source.iter().any(|m| m.overlaps(*n))).map(|n| (n, None));
    // Of a name that is an entity's mention, the entity: it is listed first.
    known.chain(others).min_by_key(|(span, _)| span.start())
}

fn reply(analysis: &Analysis, accusation: usize, named: Span, accused: Option<EntityId>) -> Reply {
    let mut out = Reply { accusation, named, accused, asked: Vec::new(), answers: Vec::new() };
    for (number, a) in analysis.attributions().iter().enumerate() {
        if accused.is_none()
            || a.speaker() != accused
            || a.nested_in().is_some_and(|n| n as usize == accusation)
        {
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
