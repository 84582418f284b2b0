//! Where the reader stands in a block, and which quotations belong together there.

use super::frame::Frame;

/// What is known of the quotation before in the same block.
#[derive(Clone, Copy, Debug)]
pub(super) struct Previous {
    pub(super) item: usize,
    pub(super) attribution: usize,
    /// The first item after its clause.
    pub(super) end: usize,
    /// Its clause follows it.
    pub(super) post: bool,
}

/// Where the reader stands in a block.
#[derive(Debug)]
pub(super) struct Row {
    /// The first item of the sentence.
    pub(super) sentence: usize,
    /// The first item no clause has used.
    pub(super) floor: usize,
    pub(super) previous: Option<Previous>,
    /// A word stands in the sentence before.
    pub(super) words: bool,
    /// Quotations at the start of the sentence that wait for a clause.
    pub(super) pending: Vec<usize>,
}

/// Pieces of one attribution stand closer together, in items.
const FAR: usize = 120;

/// Whether the quotation is a further piece of the attribution before it.
pub(super) fn is_piece(frame: &Frame<'_>, row: &Row, previous: &Previous, at: usize, start: bool) -> bool {
    if at - previous.item > FAR {
        return false;
    }
    let gap = previous.item + 1..at;
    if gap
        .clone()
        .all(|k| frame.word(k).is_some_and(|w| w.is_any(&["and", "or", ",", "but", "–", "—", "..."])))
    {
        return true;
    }
    if !previous.post {
        return false;
    }
    let ends = gap.clone().filter(|&k| frame.word(k).is_some_and(|w| w.ends)).count();
    if start {
        // “…,” Marsh said. “…”
        return row.sentence == at && ends == 1;
    }
    let last = frame.word(at - 1);
    if previous.end == at && ends == 0 {
        return true;
    }
    ends == 0 && last.is_some_and(|w| w.is_comma() || matches!(w.text, ":" | ";") || w.is_dash())
}

/// The first item of the sentence that ends at item `last`.
pub(super) fn sentence_start(frame: &Frame<'_>, last: usize) -> usize {
    (0..last).rev().find(|&k| frame.word(k).is_none_or(|w| w.ends)).map_or(0, |k| k + 1)
}

/// Whether the words from item `from` on lead with a comma to another quotation in the same sentence.
pub(super) fn leads_on(frame: &Frame<'_>, from: usize) -> bool {
    let end = frame.gap_end(from);
    frame.quote(end).is_some()
        && frame.word(end.wrapping_sub(1)).is_some_and(|w| !w.ends && (w.is_comma() || w.text == ":"))
}
