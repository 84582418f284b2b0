//! What the network of attribution sees of each word.

use std::ops::Range;

use crate::Document;
use crate::attribution::lexicon::Lexicon;
use crate::attribution::marks::{Marks, Quotation};
use crate::document::BlockKind;
use crate::language::net::input::spread;
use crate::language::{ROOT, Segmented};

/// The tables of learned rows: name, rows, numbers a row.
pub(crate) const TABLES: [(&str, usize, usize); 7] = [
    ("word", 8192, 32),
    ("prefix", 2048, 12),
    ("suffix", 4096, 20),
    ("look", 1024, 8),
    ("tag", 64, 12),
    ("relation", 64, 12),
    ("place", 512, 16),
];

/// The words of a document.
#[derive(Debug, Default)]
pub(crate) struct Input {
    /// The hash of each word.
    pub(crate) words: Vec<u32>,
    /// The row of each word in each table.
    pub(crate) rows: Vec<[u16; TABLES.len()]>,
    /// The head of each word; -1 for none.
    pub(crate) heads: Vec<i32>,
    /// The block of each word.
    pub(crate) blocks: Vec<u32>,
    /// The sentence of each word.
    pub(crate) sentences: Vec<u32>,
}

impl Input {
    pub(crate) fn new(document: &Document, words: &Segmented, marks: &Marks, lexicon: &Lexicon) -> Self {
        let mut out = Self::default();
        let mut last_block = usize::MAX;
        for (number, sentence) in words.sentences.iter().enumerate() {
            let block = sentence.block();
            let title = document.blocks()[block].kind() == BlockKind::Title;
            let first_of_block = block != last_block;
            last_block = block;
            for k in sentence.tokens() {
                let (form, token) = (lexicon.seen(words.forms[k]), &words.tokens[k]);
                let quoted = marks.outermost_at(token.span.start()).map(|q| &marks.quotations[q]);
                let place = place(token.span.start(), token.span.end(), quoted)
                    | u32::from(first_of_block) << 5
                    | u32::from(k == sentence.tokens().start) << 6
                    | u32::from(title) << 7;
                out.words.push(form.word);
                out.rows.push([
                    (form.word % 8192) as u16,
                    (spread(form.far[1]) % 2048) as u16,
                    (spread(form.ends[1]) % 4096) as u16,
                    (form.shape & 1023) as u16,
                    token.tag.index() as u16 & 63,
                    words.relations[k] as u16 & 63,
                    place as u16 & 511,
                ]);
                let head = words.heads[k];
                out.heads.push(if head == ROOT { -1 } else { head as i32 });
                out.blocks.push(block as u32);
                out.sentences.push(number as u32);
            }
        }
        out
    }
}

/// Where a word stands by the marks: five bits.
fn place(start: usize, end: usize, quoted: Option<&Quotation>) -> u32 {
    let Some(q) = quoted else { return 0 };
    let opens = start < q.inner.start();
    let closes = end > q.inner.end();
    let edge = if opens {
        1
    } else if closes {
        2
    } else {
        3
    };
    edge | (q.usage as u32 & 7) << 2
}

/// How far from its cue a source or content is looked for, in words.
const REACH: usize = 120;

/// The words around a cue in which its source and content are looked for: those of its block.
pub(crate) fn window(blocks: &[u32], cue: usize) -> Range<usize> {
    let block = blocks[cue];
    let first = blocks[..cue].iter().rev().take(REACH).take_while(|&&b| b == block).count();
    let last = blocks[cue + 1..].iter().take(REACH - 1).take_while(|&&b| b == block).count();
    cue - first..cue + last + 1
}

/// Kinds of distances and of ways through the tree.
pub(crate) const FAR: usize = 32;
pub(crate) const TREE: usize = 8;

/// The kind of a word's distance from the cue.
pub(crate) fn far(word: usize, cue: usize) -> usize {
    let size = word.abs_diff(cue);
    let bucket = match size {
        0..=5 => size,
        6..=7 => 6,
        8..=10 => 7,
        11..=14 => 8,
        15..=20 => 9,
        21..=28 => 10,
        29..=40 => 11,
        41..=60 => 12,
        61..=90 => 13,
        _ => 14,
    };
    if word < cue { 15 + bucket } else { bucket }
}

/// How many steps up a tree are looked at.
const STEPS: usize = 40;

/// How each word of a window is tied to the cue by the tree.
pub(crate) fn tree(heads: &[i32], sentences: &[u32], window: Range<usize>, cue: usize, out: &mut Vec<usize>) {
    let up = |mut at: usize| {
        std::iter::from_fn(move || {
            at = usize::try_from(heads[at]).ok()?;
            Some(at)
        })
        .take(STEPS)
    };
    let above: Vec<usize> = up(cue).collect();
    out.extend(window.map(|t| {
        if sentences[t] != sentences[cue] {
            usize::from(sentences[t] > sentences[cue])
        } else if heads[t] == cue as i32 {
            2
        } else if heads[cue] == t as i32 {
            3
        } else if up(t).any(|k| k == cue) {
            4
        } else if usize::try_from(heads[t]).is_ok_and(|h| above.contains(&h)) {
            5
        } else {
            6
        }
    }));
}
