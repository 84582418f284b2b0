//! What an answer says of two documents: how alike they are, in what way, and where.

use std::sync::Arc;

use crate::Span;

/// In what way two documents are copies.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PairKind {
    /// The same words in the same order; only what is folded differs.
    Exact,
    /// Alike as a whole: Jaccard similarity at or above the threshold.
    Near,
    /// Alike in part: one holds most of the other, or a passage of it.
    Partial,
    /// Short items, such as a title and a line or two, that tell of the same thing in other words: by the weight
    /// of the words they share.
    Item,
}

impl PairKind {
    /// Its name in JSON: `exact`, `near`, `partial` or `item`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Near => "near",
            Self::Partial => "partial",
            Self::Item => "item",
        }
    }
}

/// A stretch of text in one document and its copy in the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Passage {
    pub(crate) a: Span,
    pub(crate) b: Span,
}

impl Passage {
    /// Where it is in the first document, in bytes of the text that was given.
    pub fn a(&self) -> Span {
        self.a
    }

    /// Where it is in the second.
    pub fn b(&self) -> Span {
        self.b
    }
}

/// How two shingle sets overlap.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Overlap {
    pub(super) jaccard: f64,
    pub(super) in_a: f64,
    pub(super) in_b: f64,
    /// The standard error of `jaccard` when it is an estimate; none when it was counted.
    pub(super) error: Option<f64>,
    /// Shingles in both, when they were counted.
    pub(super) shared: usize,
}

impl Overlap {
    pub(super) const SAME: Self = Self { jaccard: 1.0, in_a: 1.0, in_b: 1.0, error: None, shared: 0 };

    /// The overlap of two sets of which sizes and an estimate are known.
    pub(super) fn estimated(jaccard: f64, error: f64, (a, b): (usize, usize)) -> Self {
        let shared = jaccard / (1.0 + jaccard) * (a + b) as f64;
        let part = |n: usize| (shared / n.max(1) as f64).min(1.0);
        Self { jaccard, in_a: part(a), in_b: part(b), error: Some(error), shared: 0 }
    }

    pub(super) fn of(shared: usize, a: usize, b: usize) -> Self {
        if a == 0 || b == 0 {
            return Self { jaccard: 0.0, in_a: 0.0, in_b: 0.0, error: None, shared: 0 };
        }
        let part = |n: usize| shared as f64 / n as f64;
        Self { jaccard: part(a + b - shared), in_a: part(a), in_b: part(b), error: None, shared }
    }

    pub(super) fn swapped(self) -> Self {
        Self { in_a: self.in_b, in_b: self.in_a, ..self }
    }
}

/// Two documents of an index that are copies, the one with the smaller key first.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    pub(super) a: u64,
    pub(super) b: u64,
    pub(super) a_key: Arc<str>,
    pub(super) b_key: Arc<str>,
    pub(super) kind: PairKind,
    pub(super) overlap: Overlap,
    pub(super) passages: Vec<Passage>,
}

impl Pair {
    /// The number of the first document in the index.
    pub fn a(&self) -> u64 {
        self.a
    }

    /// The number of the second.
    pub fn b(&self) -> u64 {
        self.b
    }

    /// The caller's key of the first.
    pub fn a_key(&self) -> &str {
        &self.a_key
    }

    /// The caller's key of the second.
    pub fn b_key(&self) -> &str {
        &self.b_key
    }

    /// In what way they are copies.
    pub fn kind(&self) -> PairKind {
        self.kind
    }

    /// How alike they are as a whole, from 0 to 1: the Jaccard similarity.
    pub fn score(&self) -> f64 {
        self.overlap.jaccard
    }

    /// Shingles in both by shingles in either.
    pub fn jaccard(&self) -> f64 {
        self.overlap.jaccard
    }

    /// The share of the first document's shingles that the second has.
    pub fn containment_a(&self) -> f64 {
        self.overlap.in_a
    }

    /// The share of the second document's shingles that the first has.
    pub fn containment_b(&self) -> f64 {
        self.overlap.in_b
    }

    /// Whether the similarity was counted on all shingles, and not estimated from signatures.
    pub fn is_verified(&self) -> bool {
        self.overlap.error.is_none()
    }

    /// The standard error of the similarity, when it is an estimate.
    pub fn standard_error(&self) -> Option<f64> {
        self.overlap.error
    }

    /// The stretches copied, in order of the first document; empty when passages were not asked for.
    pub fn passages(&self) -> &[Passage] {
        &self.passages
    }
}

/// A document of an index that is a copy of the one asked about.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    pub(super) id: u64,
    pub(super) key: Arc<str>,
    pub(super) kind: PairKind,
    pub(super) overlap: Overlap,
    pub(super) passages: Vec<Passage>,
}

impl Match {
    /// Its number in the index.
    pub fn id(&self) -> u64 {
        self.id
    }

    /// The caller's key of it.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// In what way the two are copies.
    pub fn kind(&self) -> PairKind {
        self.kind
    }

    /// How alike they are as a whole, from 0 to 1: the Jaccard similarity.
    pub fn score(&self) -> f64 {
        self.overlap.jaccard
    }

    /// Shingles in both by shingles in either.
    pub fn jaccard(&self) -> f64 {
        self.overlap.jaccard
    }

    /// The share of the shingles asked about that it has.
    pub fn containment_query(&self) -> f64 {
        self.overlap.in_a
    }

    /// The share of its shingles that are in the text asked about.
    pub fn containment_match(&self) -> f64 {
        self.overlap.in_b
    }

    /// Whether the similarity was counted on all shingles, and not estimated from signatures.
    pub fn is_verified(&self) -> bool {
        self.overlap.error.is_none()
    }

    /// The standard error of the similarity, when it is an estimate.
    pub fn standard_error(&self) -> Option<f64> {
        self.overlap.error
    }

    /// The stretches copied: `a` in the text asked about, `b` in the one of the index.
    pub fn passages(&self) -> &[Passage] {
        &self.passages
    }
}
