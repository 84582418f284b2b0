//! [`Entity`]: a person, body, document, outlet or unnamed source of one document.

use super::grounds::{Basis, Reason};
use crate::Span;
use crate::attribution::{Anonymity, Count, SourceType};

/// The number of an entity within its analysis; shown as `e4`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub(crate) u32);

impl EntityId {
    /// Its place in [`Analysis::entities`](crate::Analysis::entities).
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl std::fmt::Display for EntityId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "e{}", self.0)
    }
}

/// Someone or something that statements come from or pass through.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    pub(crate) id: EntityId,
    pub(crate) name: String,
    pub(crate) kind: SourceType,
    pub(crate) anonymity: Anonymity,
    pub(crate) mentions: Vec<Span>,
    pub(crate) role: Option<Span>,
    pub(crate) affiliation: Option<Span>,
    pub(crate) speaks_for: Option<Span>,
    pub(crate) count: Option<Count>,
    pub(crate) basis: Option<Span>,
    pub(crate) reason: Option<Span>,
    pub(crate) basis_kind: Basis,
    pub(crate) reason_kind: Reason,
}

impl Entity {
    /// Its number.
    pub fn id(&self) -> EntityId {
        self.id
    }

    /// Its fullest name in the text, or the description it goes by ("a senior U.S. official").
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it is.
    pub fn kind(&self) -> SourceType {
        self.kind
    }

    /// How far it is named.
    pub fn anonymity(&self) -> Anonymity {
        self.anonymity
    }

    /// Where it is mentioned, in text order.
    pub fn mentions(&self) -> &[Span] {
        &self.mentions
    }

    /// The words that give its role ("mayor of Port Vellin").
    pub fn role(&self) -> Option<Span> {
        self.role
    }

    /// The words that give the body it belongs to.
    pub fn affiliation(&self) -> Option<Span> {
        self.affiliation
    }

    /// The words for whom it speaks for.
    pub fn speaks_for(&self) -> Option<Span> {
        self.speaks_for
    }

    /// How many people it is.
    pub fn count(&self) -> Option<Count> {
        self.count
    }

    /// The words for how it claims to know ("briefed on the talks").
    pub fn basis(&self) -> Option<Span> {
        self.basis
    }

    /// The words for why it is not named.
    pub fn reason(&self) -> Option<Span> {
        self.reason
    }

    /// How it claims to know.
    pub fn basis_kind(&self) -> Basis {
        self.basis_kind
    }

    /// Why it is not named.
    pub fn reason_kind(&self) -> Reason {
        self.reason_kind
    }
}
