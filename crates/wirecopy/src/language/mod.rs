//! The language layer: tokens, sentences, parts of speech, dictionary forms, names and syntax.
//!
//! [`Language::read`] cuts a document into tokens and sentences; [`Words`] finds everything else when it is first
//! asked for, and only as far as that: parts of speech, then names, then syntax.
//!
//! ```
//! use wirecopy::Document;
//! use wirecopy::language::{Language, NameKind, Relation};
//!
//! let document = Document::from_text("The dam held, Petra Quill told reporters in Port Vellin.")?;
//! let words = Language::english().read(&document);
//! assert_eq!((words.len(), words.sentences().len()), (12, 1));
//! assert_eq!(words.form(2), "held");
//! assert_eq!((words.penn()[2].name(), words.upos(2).name(), &*words.lemma(2)), ("VBD", "VERB", "hold"));
//! let quill = &words.names()[0];
//! assert_eq!((document.slice(quill.span()), quill.kind()), ("Petra Quill", NameKind::Person));
//! assert_eq!(words.relation(1), Relation::Nsubj);
//! assert_eq!(words.subject(2), Some(1));
//! # Ok::<(), wirecopy::Error>(())
//! ```
//!
//! What was learned comes from a [`Pack`]: the one compiled in, or one of the caller's own.

mod class;
pub(crate) mod forms;
pub(crate) mod known;
pub(crate) mod lemma;
pub(crate) mod merged;
pub(crate) mod names;
pub(crate) mod net;
pub mod pack;
mod penn;
mod plain_tags;
mod read;
#[cfg(feature = "lang-en")]
mod registry;
mod relation;
mod sentences;
pub(crate) mod tokens;
mod universal;

pub use class::Tag;
pub use names::{Name, NameKind};
pub use pack::Pack;
pub use penn::{Penn, Upos};
pub use read::{Language, Layer, Words};
#[cfg(feature = "lang-en")]
pub(crate) use registry::english;
pub use relation::Relation;
pub use sentences::Sentence;
pub use tokens::Token;

pub(crate) use merged::{Segmented, segment};

/// The head of a word that has none.
pub(crate) const ROOT: u32 = u32::MAX;

/// What is read of a language, made once from its pack.
#[derive(Debug)]
pub(crate) struct Models {
    pub(crate) known: known::Known,
    pub(crate) network: Option<net::reader::Network>,
}

impl Models {
    pub(crate) fn load(pack: &Pack) -> Self {
        Self { known: known::Known::load(pack), network: net::reader::Network::load(pack) }
    }
}
