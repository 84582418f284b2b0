//! Who said what: marks, cues, contents and sources found in a segmented document.

pub(crate) mod clause;
mod direct;
pub(crate) mod indirect;
pub(crate) mod lexicon;
pub(crate) mod marks;
mod merge;
pub(crate) mod phrase;
mod types;

pub use types::{
    Act, Anonymity, Attribution, ChainNode, ChainRole, Confidence, Count, Cue, CueClass, Factivity, Flag,
    Flags, Kind, Polarity, Presentation, SourceMention, SourceType,
};

use crate::Document;
use crate::language::{Pack, Segmented};

/// Finds the attributions of a document, in text order. Entities, chains and gestures are added by
/// [`entity`](crate::entity).
pub(crate) fn extract(document: &Document, words: &Segmented, pack: &Pack) -> Vec<Attribution> {
    let marks = marks::scan(document, pack);
    let direct = direct::extract(document, words, pack, &marks);
    let indirect = indirect::find(document, words, &marks, pack);
    merge::merge(direct, indirect)
}
