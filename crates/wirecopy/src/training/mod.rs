//! Learning the tables of a language pack. Only for the `wirecopy-train` command: feature `training`.
//!
//! Everything here is deterministic: one thread, no random numbers but a fixed shuffle.

mod attribution;
mod learner;
mod syntax;
mod tags;

pub use attribution::{Corpus, GoldArticle};
pub use syntax::{learn_parser, parse_accuracy};
pub use tags::{TagLexicon, learn_tagger, tag_accuracy};

pub(crate) use learner::{Learner, Logistic, shuffled};

/// A sentence of a treebank.
#[derive(Clone, Debug, Default)]
pub struct TreeSentence {
    /// Its words.
    pub words: Vec<String>,
    /// Their Penn tags.
    pub penn: Vec<String>,
    /// The number of each word's head, counted from 1; 0 for the root.
    pub heads: Vec<usize>,
}
