//! Who said what, and who copied whom: documents, quotes, copies and stories from news text.
#![forbid(unsafe_code)]
#![deny(rustdoc::broken_intra_doc_links)]
#![doc(test(attr(deny(warnings))))]

mod analyze;
pub mod attribution;
pub mod dedup;
mod document;
pub mod entity;
mod error;
mod html;
mod input;
pub mod language;
mod markdown;
mod names;
mod offsets;
mod options;
mod plain;
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
pub use options::{Format, JsonOptions, ParseOptions, Scope};
pub use span::Span;

/// The version of this crate.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
