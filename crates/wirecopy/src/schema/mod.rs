//! The JSON answers: versioned, the same from every language, byte for byte.
//!
//! Each answer is one object whose `schema` names its shape and version (`wirecopy.document/1`); within a
//! version only optional fields are added. Offsets are counted in the unit the answer names. Keys stand in a
//! fixed order and fractions have at most four digits, so equal input gives equal bytes.

mod attributions;
mod common;
mod conllu;
mod dedup;
mod document;
mod reports;
mod speakers;
mod story;
mod verification;

pub use attributions::attributions_json;
pub use conllu::conllu;
pub use dedup::{cluster_lines, clusters_json, matches_json, pair_lines, pairs_json, signature_line};
pub use document::document_json;
pub use reports::reports_json;
pub use speakers::speakers_json;
pub use story::story_json;
pub use verification::verification_json;

pub(crate) use common::{Input, ProducedBy, SpanOut, Units, Words, digits4, round4, to_string};
