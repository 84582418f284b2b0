//! Learning the tables of a language pack. Only for the `wirecopy-train` command: feature `training`.
//!
//! Everything here is deterministic: one thread, no random numbers but a fixed shuffle.

mod attribution;
mod learner;
mod lemmas;
mod names;
mod syntax;
mod tags;
mod treebank;

pub use attribution::{Corpus, GoldArticle};
pub use lemmas::learn_lemmas;
pub use names::learn_names;
pub use syntax::{LearnedParser, learn_parser};
pub use tags::{learn_tagger, learn_words};
pub use treebank::{TreeSentence, cut};

pub(crate) use learner::{Learner, Logistic, shuffled};
