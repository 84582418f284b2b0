//! How a source claims to know, why it is not named, and how far a reader could check it.

use super::Entity;
use super::lexicon::Lexicon;
use crate::attribution::{Anonymity, Attribution, ChainRole, SourceType};
use crate::names::names;

names! {
    /// How a source claims to know.
    Basis {
        /// Was present, saw, wrote.
        FirstHand = "first_hand",
        /// Saw or read a document.
        DocumentSeen = "document_seen",
        /// Was briefed.
        Briefed = "briefed",
        /// Is familiar with the matter.
        Familiar = "familiar",
        /// Takes part in it.
        Involved = "involved",
        /// Was told by another.
        SecondHand = "second_hand",
        /// The text does not say.
        Unstated = "unstated",
    }
}

names! {
    /// Why a source is not named.
    Reason {
        /// Not authorised to speak.
        NotAuthorised = "not_authorised",
        /// Fears for a job, or of being punished.
        Reprisal = "reprisal",
        /// Fears for life or limb.
        Safety = "safety",
        /// The matter is sensitive.
        Sensitivity = "sensitivity",
        /// The law forbids it.
        Legal = "legal",
        /// An inquiry goes on.
        OngoingInquiry = "ongoing_inquiry",
        /// Wants to be left alone.
        Privacy = "privacy",
        /// Is a child.
        Minor = "minor",
        /// An employer's rule.
        EmployerPolicy = "employer_policy",
        /// A diplomatic custom.
        Diplomatic = "diplomatic",
        /// The text does not say.
        Unstated = "unstated",
    }
}

names! {
    /// How far a reader could check a source: a label of what the text gives, never a judgement of truth.
    Verifiability {
        /// Bare, in general, or no one.
        V0 = "V0",
        /// Unnamed, with a role and a claim to know.
        V1 = "V1",
        /// An unnamed role that speaks for a named body.
        V2 = "V2",
        /// Named, through a conduit.
        V3 = "V3",
        /// Named, speaking to the outlet or in public.
        V4 = "V4",
        /// A document or recording that the text identifies.
        V5 = "V5",
    }
}

/// The kind a table gives to some words, in small letters.
fn kind_of(lexicon: &Lexicon, what: &str, words: &str) -> Option<&'static str> {
    let words = words.to_lowercase();
    lexicon.grounds(what).iter().find(|(_, shown)| words.contains(shown)).map(|(kind, _)| *kind)
}

/// The kind of basis some words give.
pub(super) fn basis(lexicon: &Lexicon, words: &str) -> Basis {
    kind_of(lexicon, "basis", words).and_then(Basis::from_name).unwrap_or(Basis::Unstated)
}

/// The kind of reason some words give.
pub(super) fn reason(lexicon: &Lexicon, words: &str) -> Reason {
    kind_of(lexicon, "reason", words).and_then(Reason::from_name).unwrap_or(Reason::Unstated)
}

/// The grade of the source of an attribution: from what the text says of it, and from the way it took.
pub(crate) fn verifiability(source: &Entity, attribution: &Attribution) -> Verifiability {
    let conduits = attribution.chain().iter().any(|n| n.role == ChainRole::Conduit);
    match (source.kind(), source.anonymity()) {
        (SourceType::Document, Anonymity::Named) => Verifiability::V5,
        (_, Anonymity::Named) if conduits && !attribution.first_party() => Verifiability::V3,
        (_, Anonymity::Named) => Verifiability::V4,
        (_, Anonymity::UnnamedRole) if source.speaks_for().is_some() => Verifiability::V2,
        (_, Anonymity::Described | Anonymity::Condition) if source.basis().is_some() => Verifiability::V1,
        _ => Verifiability::V0,
    }
}
