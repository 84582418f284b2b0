//! Who said what, and who copied whom.
//!
//! Give wirecopy news documents; it gives back, with exact offsets into what was given, the document, the
//! attributions, the copies and the story.
//!
//! # The document
//!
//! [`Document::parse`] reads plain text, Markdown and HTML. What the caller knows goes into [`ParseOptions`] and
//! always wins; what nobody says stays absent.
//!
//! ```
//! use wirecopy::{BlockKind, Document, ParseOptions};
//!
//! let page = "# The wall holds\n\nBy Ada Lund\n\n“We were never asked,” said [Petra Quill](#).";
//! let document = Document::parse(page.as_bytes(), &ParseOptions::default().with_outlet("The Harbour Courier"))?;
//! assert_eq!(document.metadata().title.as_ref().unwrap().value, "The wall holds");
//! assert_eq!(document.blocks()[1].kind(), BlockKind::Byline);
//! let quote = document.blocks()[2].span();
//! assert_eq!(document.slice(quote), "“We were never asked,” said Petra Quill.");
//! assert_eq!(document.input_ranges(quote).len(), 3); // before, inside and after the link
//! # Ok::<(), wirecopy::Error>(())
//! ```
//!
//! # The attributions
//!
//! [`Analyzer`] finds every direct, mixed and indirect quote and every gesture, who the speaker is, and the chain
//! it came through.
//!
//! ```
//! use wirecopy::{Analyzer, Kind};
//!
//! let found = Analyzer::english()
//!     .analyze_text("The pumps were sold in August, Nordwire reported, citing three people close to the deal.")?;
//! let a = &found.attributions()[0];
//! assert_eq!(a.kind(), Kind::Indirect);
//! assert_eq!(found.document().slice(a.content()[0]), "The pumps were sold in August");
//! let chain: Vec<&str> = a.chain().iter().map(|node| node.name.as_str()).collect();
//! assert_eq!(chain, ["Nordwire", "three people close to the deal"]);
//! # Ok::<(), wirecopy::Error>(())
//! ```
//!
//! # The copies
//!
//! [`dedup::Index`] takes documents or texts and answers with verified pairs and clusters.
//!
//! ```
//! use wirecopy::dedup::{DedupOptions, Index};
//!
//! let mut index = Index::new(&DedupOptions::default())?;
//! let story = "The harbour wall at Port Vellin will hold until the spring, the mayor said on Monday, but the \
//!              pumps that kept the river out of the lower town are gone.";
//! index.insert_text("courier", story)?;
//! index.insert_text("ledger", &story.replace("“", "\""))?;
//! assert_eq!(index.pairs().len(), 1);
//! # Ok::<(), wirecopy::Error>(())
//! ```
//!
//! # The story
//!
//! [`story::Story`] takes the analyses of articles on one event: which report they rest on, how many independent
//! sources there are, where statements and figures drift. [`story::verify`](fn@story::verify) checks a draft's
//! quotes against them.
//!
//! ```
//! use wirecopy::Analyzer;
//! use wirecopy::story::{Story, StoryOptions};
//!
//! let english = Analyzer::english();
//! let articles = [
//!     english.analyze_text("The pumps were sold in August, Nordwire reported, citing three officials.")?,
//!     english.analyze_text("Three officials told Nordwire that the pumps were sold in August.")?,
//! ];
//! let story = Story::new(&articles, &StoryOptions::default())?;
//! assert_eq!(story.lineage().reports[0].outlet, "Nordwire");
//! assert_eq!(story.independence().reports.min, 1);
//! # Ok::<(), wirecopy::Error>(())
//! ```
//!
//! # Offsets
//!
//! Every [`Span`] is a range of bytes of [`Document::text`]. For plain text that text *is* the input; otherwise
//! [`Document::input_ranges`] leads back to it. [`OffsetMap`] converts to code points and UTF-16.
//!
//! # Features
//!
//! | feature | default | what |
//! |---|---|---|
//! | `html` | yes | web pages |
//! | `markdown` | yes | Markdown |
//! | `lang-en` | yes | the English language pack, compiled in |
//! | `parallel` | no | `language::Language::read_all`, on threads of the call's own |
//!
//! Plain text is always read and copies are always found; attributions need a language pack, compiled in or
//! given by the caller ([`Analyzer::with_pack`]).
//!
//! # Limits
//!
//! English news first: other languages are read as documents and compared for copies, but their attributions are
//! not found yet. Input over [`ParseOptions::max_bytes`] is refused, never cut. No call starts a thread, reads a
//! file or uses the network.
#![deny(unsafe_code)]
#![deny(rustdoc::broken_intra_doc_links)]
#![doc(test(attr(deny(warnings))))]
#![cfg_attr(
    not(all(feature = "html", feature = "markdown")),
    allow(dead_code, reason = "what only a reader left out uses")
)]

mod analyze;
pub mod attribution;
pub mod dedup;
mod document;
pub mod entity;
mod error;
pub mod export;
#[cfg(feature = "html")]
mod html;
mod input;
pub mod language;
#[cfg(feature = "markdown")]
mod markdown;
mod names;
mod offsets;
mod options;
mod own_words;
pub mod people;
mod plain;
#[cfg(doctest)]
mod readme;
pub mod reports;
pub mod schema;
mod span;
pub mod story;
#[cfg(feature = "training")]
#[doc(hidden)]
pub mod training;

pub use analyze::{Analysis, Analyzer};
pub use attribution::{Attribution, Kind};
pub use document::{Block, BlockKind, Date, Dateline, Document, Field, Metadata, Precision, Provenance};
pub use entity::{Entity, EntityId};
pub use error::{Error, ErrorKind, Result};
pub use offsets::{OffsetMap, Unit};
pub use options::{
    AnalyzeOptions, Cancel, Dial, Engine, Favor, Format, JsonOptions, ParseOptions, Scope, Style,
};
pub use span::Span;

/// The version of this crate.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
