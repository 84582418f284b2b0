//! The scanner of quotation marks: one forward pass, paragraph by paragraph, never an error.
//!
//! A mark is first read by its shape and neighbours ([`glyph`], [`single`]), then each paragraph by a stack
//! ([`pairing`]). A paragraph that does not add up is mended within itself; only a quotation that is re-opened
//! at the start of the next paragraph reaches over a paragraph break. Last, each quotation gets a first guess
//! of what it is used for ([`usage`]).

mod glyph;
mod pairing;
mod single;
#[cfg(test)]
mod tests;
mod usage;

use glyph::Role;
pub(crate) use glyph::{Family, is_dash, is_invisible};
pub(crate) use usage::MarkWords;

use crate::language::Pack;
use crate::{Document, Format, Span};

/// What the marks are for, by the look of them; a cue that governs the quotation overrides it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    /// May be somebody's words.
    Speech,
    /// A word held at arm's length.
    Scare,
    /// The name of a work.
    Title,
    /// Part of a name.
    Nickname,
    /// A word as a word.
    Mention,
}

/// One pair of marks, or what is left of one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Quotation {
    /// Marks included.
    pub(crate) span: Span,
    /// Without the marks.
    pub(crate) inner: Span,
    pub(crate) family: Family,
    /// 0 outside, 1 inside another quotation, and so on.
    pub(crate) depth: u8,
    /// The quotation it stands in.
    pub(crate) parent: Option<usize>,
    /// The block of the document it stands in.
    pub(crate) block: usize,
    /// Not closed by its end; a quotation that goes on in the next paragraph is not flagged.
    pub(crate) unclosed: bool,
    /// Not opened; it was begun at the start of its sentence.
    pub(crate) unopened: bool,
    /// Marks of two conventions, or the wrong way round.
    pub(crate) irregular: bool,
    /// The piece in the paragraph before that this one goes on from.
    pub(crate) continues: Option<usize>,
    pub(crate) usage: Use,
}

/// All quotations of a document, by where they start, outer before inner.
#[derive(Clone, Debug)]
pub(crate) struct Marks {
    pub(crate) quotations: Vec<Quotation>,
}

impl Marks {
    /// The quotations of a block that stand in no other.
    pub(crate) fn outer_in(&self, block: usize) -> impl Iterator<Item = (usize, &Quotation)> {
        let from = self.quotations.partition_point(|q| q.block < block);
        self.quotations[from..]
            .iter()
            .enumerate()
            .map(move |(k, q)| (from + k, q))
            .take_while(move |(_, q)| q.block == block)
            .filter(|(_, q)| q.depth == 0)
    }

    /// The outermost quotation that holds byte `at`, marks included.
    pub(crate) fn outermost_at(&self, at: usize) -> Option<usize> {
        let mut k = self.quotations.partition_point(|q| q.span.start() <= at).checked_sub(1)?;
        while let Some(parent) = self.quotations[k].parent {
            k = parent;
        }
        (at < self.quotations[k].span.end()).then_some(k)
    }

    /// Whether byte `at` stands inside marks.
    pub(crate) fn is_quoted(&self, at: usize) -> bool {
        self.outermost_at(at).is_some()
    }

    /// The stretches of `within` that stand inside outermost quotations, marks included.
    pub(crate) fn quoted_in(&self, within: Span) -> Vec<Span> {
        let mut out = Vec::new();
        let from = self.outermost_at(within.start());
        let from =
            from.unwrap_or_else(|| self.quotations.partition_point(|q| q.span.start() < within.start()));
        for q in self.quotations[from..].iter().take_while(|q| q.span.start() < within.end()) {
            if q.depth == 0 && q.span.overlaps(within) {
                let (a, b) = (q.span.start().max(within.start()), q.span.end().min(within.end()));
                out.push(Span::of(a, b));
            }
        }
        out
    }
}

/// Finds the quotations of every block that is read.
pub(crate) fn scan(document: &Document, pack: &Pack) -> Marks {
    let words = &*pack.resource(MarkWords::load);
    let text = document.text();
    let blocks: Vec<_> = document.blocks().iter().enumerate().filter(|(_, b)| b.kind().is_read()).collect();
    let mut marks = Vec::new();
    let mut inventory = Inventory::default();
    for (_, block) in &blocks {
        glyph::candidates(text, block.span(), &mut marks);
        inventory.add(text, &marks, words);
    }
    let (swapped, outer) = (inventory.swapped(), inventory.outer());
    let mut out = Vec::new();
    let mut open_end: Option<usize> = None;
    for &(index, block) in &blocks {
        glyph::candidates(text, block.span(), &mut marks);
        for mark in &mut marks {
            glyph::set_role(mark, swapped);
        }
        single::set_roles(text, &mut marks, words);
        let first = out.len();
        pairing::pair(text, document.format() == Format::Plain, block.span(), index, &marks, outer, &mut out);
        nest(&mut out, first);
        open_end = link(document, &mut out, first, open_end, outer);
    }
    usage::classify(document, words, &mut out);
    Marks { quotations: out }
}

/// Puts the quotations of a block in order and finds the parent of each.
fn nest(out: &mut [Quotation], first: usize) {
    let mut order: Vec<usize> = (first..out.len()).collect();
    order.sort_by_key(|&k| (out[k].span.start(), std::cmp::Reverse(out[k].span.end())));
    let mut place = vec![0; order.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old - first] = first + new;
    }
    let sorted: Vec<Quotation> = order.iter().map(|&k| out[k]).collect();
    out[first..].copy_from_slice(&sorted);
    for q in &mut out[first..] {
        q.continues = q.continues.map(|k| place[k - first]);
    }
    let mut open: Vec<usize> = Vec::new();
    for k in first..out.len() {
        while open.last().is_some_and(|&p| out[p].span.end() <= out[k].span.start()) {
            open.pop();
        }
        out[k].parent = open.last().copied();
        out[k].depth = open.len().min(255) as u8;
        open.push(k);
    }
}

/// Joins a quotation left open at the end of the paragraph before to the one that re-opens it here; gives the
/// quotation left open at the end of this one.
fn link(
    document: &Document,
    out: &mut [Quotation],
    first: usize,
    before: Option<usize>,
    outer: Family,
) -> Option<usize> {
    if let Some(k) = before
        && let Some(q) = out.get(first).copied()
        && q.family == out[k].family
        && q.depth == 0
        && !q.unopened
        && document.blocks()[q.block].span().start() == q.span.start()
        && document.blocks()[q.block].kind() == document.blocks()[out[k].block].kind()
    {
        out[k].unclosed = false;
        out[first].continues = Some(k);
    } else if let Some(k) = before
        && out[k].family == Family::Single
        && outer != Family::Single
    {
        // A single mark that never closes, in a document that quotes with others, is no quotation.
        out[k].usage = Use::Mention;
    }
    let last = (first..out.len()).rev().find(|&k| out[k].depth == 0)?;
    (out[last].unclosed && out[last].span.end() == document.blocks()[out[last].block].span().end())
        .then_some(last)
}

/// Which marks a document uses, and how.
#[derive(Debug, Default)]
struct Inventory {
    double: usize,
    single: usize,
    guillemet: usize,
    corner: usize,
    inward: usize,
    outward: usize,
}

impl Inventory {
    fn add(&mut self, text: &str, marks: &[glyph::Mark], words: &MarkWords) {
        for mark in marks {
            let here = glyph::position(mark.left, mark.right);
            match (mark.glyph, here) {
                ('«', Role::Open) | ('»', Role::Close) => self.outward += 1,
                ('«', Role::Close) | ('»', Role::Open) => self.inward += 1,
                _ => {}
            }
            match mark.family {
                Family::Double if mark.glyph == '“' || here == Role::Open => self.double += 1,
                Family::Single if here == Role::Open && !single::is_elision(text, mark, words) => {
                    self.single += 1;
                }
                Family::Guillemet => self.guillemet += 1,
                Family::Corner => self.corner += 1,
                _ => {}
            }
        }
    }

    fn swapped(&self) -> bool {
        self.inward > self.outward
    }

    fn outer(&self) -> Family {
        let doubles = self.double.max(self.guillemet / 2).max(self.corner / 2);
        if self.single > doubles {
            Family::Single
        } else if self.guillemet / 2 > self.double {
            Family::Guillemet
        } else if self.corner / 2 > self.double {
            Family::Corner
        } else {
            Family::Double
        }
    }
}
