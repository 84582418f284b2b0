//! From text to shingle hashes: the words of a text as numbers, and runs of them.

use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

use super::tokens::{Word, Words, scan};
use super::{DedupOptions, Normalize, house_style};
use crate::{Document, Format};

const BASE: u64 = 0x9E37_79B9_7F4A_7C15;

/// The word began with a capital letter or a digit.
pub(super) const MARKED: u8 = 1;
/// A sentence or a line may have ended before the word.
pub(super) const STOP: u8 = 2;

/// The words (or characters) of one text made comparable: their hashes and the bytes each came from.
#[derive(Clone, Debug, Default)]
pub(super) struct Tokens {
    pub(super) hashes: Vec<u64>,
    /// First byte and one past the last, in the original.
    pub(super) places: Vec<(u32, u32)>,
    /// Facts of the words, a bit each: [`MARKED`] and [`STOP`].
    pub(super) flags: Vec<u8>,
    /// One hash for the whole sequence of words: equal for texts that differ only in what is folded.
    pub(super) exact: u128,
    words: Words,
    bytes: Vec<u8>,
}

impl Tokens {
    pub(super) fn of(text: &str, options: &DedupOptions) -> Self {
        let mut tokens = Self::default();
        tokens.read([(0, text)], options);
        tokens
    }

    pub(super) fn of_document(document: &Document, options: &DedupOptions) -> Self {
        let mut tokens = Self::default();
        tokens.read(parts(document), options);
        tokens
    }

    /// Replaces what it holds by the words of some parts of a text, each given with the byte it starts at.
    pub(super) fn read<'t>(
        &mut self,
        parts: impl IntoIterator<Item = (usize, &'t str)>,
        options: &DedupOptions,
    ) {
        let Self { hashes, places, flags, exact, words, bytes } = self;
        words.clear();
        hashes.clear();
        places.clear();
        flags.clear();
        for (base, part) in parts {
            scan(part, base, options.normalize == Normalize::News, words);
        }
        hashes.reserve(words.list.len() + 8);
        places.reserve(words.list.len() + 8);
        flags.reserve(words.list.len() + 8);
        let mut push = |hash: u64, first: Word, last: Word| {
            hashes.push(hash);
            places.push((first.start, last.end.max(first.start)));
            flags.push((u8::from(first.marked) * MARKED) | (u8::from(first.stop) * STOP));
        };
        match options.normalize {
            Normalize::Basic if options.characters => characters(words, push),
            Normalize::Basic => {
                for w in &words.list {
                    push(xxh3_64(words.bytes(*w)), *w, *w);
                }
            }
            Normalize::News => house_style::fold(words, push),
        }
        bytes.clear();
        bytes.extend(hashes.iter().flat_map(|h| h.to_le_bytes()));
        *exact = xxh3_128(bytes);
    }

    /// The hash of every run of `size` words; of the whole text when it is shorter.
    pub(super) fn shingles(&self, size: usize) -> Vec<u64> {
        let t = &self.hashes;
        let size = size.min(t.len());
        if size == 0 {
            return Vec::new();
        }
        let top = (1..size).fold(1u64, |p, _| p.wrapping_mul(BASE));
        let mut out = Vec::with_capacity(t.len() - size + 1);
        let mut sum = t[..size].iter().fold(0u64, |s, h| s.wrapping_mul(BASE).wrapping_add(*h));
        out.push(mix(sum));
        for k in size..t.len() {
            sum = sum.wrapping_sub(t[k - size].wrapping_mul(top)).wrapping_mul(BASE).wrapping_add(t[k]);
            out.push(mix(sum));
        }
        out
    }
}

/// The parts of a document that are compared: the body of a page; all of a plain text, where what is not body
/// is a guess, and of a document without a body.
pub(super) fn parts(document: &Document) -> Vec<(usize, &str)> {
    let body = document.blocks().iter().filter(|b| document.format() != Format::Plain && b.kind().is_body());
    let mut parts: Vec<(usize, &str)> = body.map(|b| (b.span().start(), document.slice(b.span()))).collect();
    if parts.is_empty() {
        parts.push((0, document.text()));
    }
    parts
}

/// The characters of the words, and one blank for whatever stands between two.
fn characters(words: &Words, mut push: impl FnMut(u64, Word, Word)) {
    let mut before: Option<Word> = None;
    let mut buffer = [0; 4];
    for &word in &words.list {
        if let Some(before) = before.replace(word).filter(|b| b.end < word.start) {
            push(xxh3_64(b" "), before, word);
        }
        for c in words.get(word).chars() {
            push(xxh3_64(c.encode_utf8(&mut buffer).as_bytes()), word, word);
        }
    }
}

/// Spreads the bits of a sum of hashes (the finisher of `SplitMix64`).
pub(super) fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}
