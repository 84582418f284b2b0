//! Direct quotations: which marks hold somebody's words, whose they are, and which pieces belong together.
//!
//! Each block is read from left to right as a row of words and quotations ([`frame`]). For each quotation a
//! clause of attribution is looked for before and after it ([`clause`]); a quotation without one is a piece of
//! the attribution before it, goes on from it, or has its frame in the sentence or paragraph before. A
//! quotation that is only part of a reported clause is left to the parts that read clauses.

mod block;
mod build;
mod clause;
mod frame;
mod layout;
mod nested;
mod phrase;
mod row;
mod shape;
#[cfg(test)]
mod tests;
mod transcript;
pub(crate) mod verbs;

use super::Attribution;
use super::marks::Marks;
use crate::Document;
use crate::language::{Pack, Segmented};

/// Finds the direct attributions of a document, and those mixed ones whose attribution follows a quotation at
/// the end of a clause. In text order.
pub(crate) fn extract(
    document: &Document,
    words: &Segmented,
    pack: &Pack,
    marks: &Marks,
) -> Vec<Attribution> {
    let verbs = pack.resource(verbs::SpeechVerbs::load);
    let mut reader = block::Reader::new(document, words, marks, &verbs);
    for (index, _) in document.blocks().iter().enumerate().filter(|(_, b)| b.kind().is_read()) {
        reader.read(index);
    }
    reader.finish()
}
