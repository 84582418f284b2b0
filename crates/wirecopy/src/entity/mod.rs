//! Who is who: mentions gathered into entities, speakers resolved, chains built, gestures found.

mod types;

pub use types::{Entity, EntityId};

use crate::Document;
use crate::attribution::Attribution;
use crate::language::{Pack, Segmented};

/// Fills in speakers, chains, anonymity, and adds gestures.
pub(crate) fn resolve(
    _document: &Document,
    _words: &Segmented,
    _pack: &Pack,
    _attributions: &mut Vec<Attribution>,
) -> Vec<Entity> {
    Vec::new()
}
