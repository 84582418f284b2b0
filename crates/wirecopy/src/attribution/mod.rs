//! Who said what: marks, cues, contents and sources found in a segmented document.

#[allow(dead_code, reason = "read by the parts that are being built on it")]
mod marks;
mod types;

pub use types::{
    Act, Anonymity, Attribution, ChainNode, ChainRole, Confidence, Count, Cue, CueClass, Factivity, Flag,
    Flags, Kind, Polarity, Presentation, SourceMention, SourceType,
};

use crate::Document;
use crate::language::{Pack, Segmented};

/// Finds the attributions of a document, in text order. Entities, chains and gestures are added by
/// [`entity`](crate::entity).
pub(crate) fn extract(_document: &Document, _words: &Segmented, _pack: &Pack) -> Vec<Attribution> {
    Vec::new()
}
