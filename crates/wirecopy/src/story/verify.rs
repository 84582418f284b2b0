//! [`verify`]: looks up each quote of a draft in other articles.

use super::DiffPart;
use crate::language::Pack;
use crate::names::names;
use crate::{Analysis, Document, Span};

names! {
    /// What became of a quote that was looked up.
    Outcome {
        /// It stands there word for word, from the same speaker.
        Verbatim = "verbatim",
        /// It stands there in other words or shortened, from the same speaker.
        Edited = "edited",
        /// It stands there, from another speaker.
        OtherSpeaker = "other_speaker",
        /// It does not stand there.
        NotFound = "not_found",
    }
}

/// Where a quote was found.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// The place of the article in the list the draft was checked against.
    pub article: usize,
    /// The words there.
    pub span: Span,
    /// The number of the attribution there; `None` when the words stand outside any.
    pub attribution: Option<usize>,
    /// Who says it there.
    pub speaker: Option<String>,
    /// The way from the words there to those of the draft; empty when they are the same.
    pub diff: Vec<DiffPart>,
}

/// One quote of the draft.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// The number of the attribution in the draft.
    pub attribution: usize,
    /// Its quoted words in the draft.
    pub span: Span,
    /// Who says it in the draft.
    pub speaker: Option<String>,
    /// What became of it.
    pub outcome: Outcome,
    /// Where it was found: the best match first.
    pub matches: Vec<Match>,
}

/// What became of each quote of a draft.
#[derive(Clone, Debug)]
pub struct Verification {
    pub(crate) draft: Document,
    pub(crate) pack: &'static Pack,
    pub(crate) against: Vec<Document>,
    pub(crate) quotes: Vec<Checked>,
}

impl Verification {
    /// The draft.
    pub fn draft(&self) -> &Document {
        &self.draft
    }

    /// The language pack it was read with.
    pub fn pack(&self) -> &'static Pack {
        self.pack
    }

    /// What it was checked against.
    pub fn against(&self) -> &[Document] {
        &self.against
    }

    /// The quotes of the draft, in text order.
    pub fn quotes(&self) -> &[Checked] {
        &self.quotes
    }
}

/// Looks up each quote of a draft: verbatim, edited (with the diff), from another speaker, or not found.
pub fn verify(draft: &Analysis, against: &[Analysis]) -> Verification {
    Verification {
        draft: draft.document().clone(),
        pack: draft.pack(),
        against: against.iter().map(|a| a.document().clone()).collect(),
        quotes: Vec::new(),
    }
}
