//! Who said what: marks, cues, contents and sources found in a segmented document.

pub(crate) mod clause;
pub(crate) mod direct;
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

use crate::language::{Pack, Segmented};
use crate::{Dial, Document, Engine};

/// Finds the attributions of a document, in text order. Entities, chains and gestures are added by
/// [`entity`](crate::entity).
pub(crate) fn extract(
    document: &Document,
    words: &Segmented,
    pack: &Pack,
    engine: Engine,
    dial: Dial,
) -> Vec<Attribution> {
    let marks = marks::scan(document, pack);
    let direct = direct::extract(document, words, pack, &marks);
    let indirect = indirect::find(document, words, &marks, pack, engine, dial.least_cue());
    let mut all = merge::merge(direct, indirect);
    merge::keep_certain(&mut all, dial.least_certainty());
    all
}
