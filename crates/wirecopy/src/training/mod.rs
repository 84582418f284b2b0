//! Learning the tables of a language pack. Only for the `wirecopy-train` command: feature `training`.
//!
//! Everything here is deterministic.

mod attribution;
mod lemmas;
mod net;
mod pronouns;
mod treebank;

pub use attribution::{Corpus, GoldArticle};
pub use lemmas::learn_lemmas;
pub use net::{
    ATTRIBUTION_TABLES, LANGUAGE_TABLES, NetArticle, NetDocument, NetWords, NetWriter, attribution_shape,
    language_shape, tree, vector_key, vector_section, vector_unit,
};
pub use pronouns::{PRONOUN_GROUPS, PRONOUN_TRAITS, PronounExample, pronoun_examples};
pub use treebank::{TreeSentence, cut};
