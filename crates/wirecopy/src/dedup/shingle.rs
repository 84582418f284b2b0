//! From text to shingle hashes: the words of a text as numbers, and runs of them.

use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

use super::tokens::{Word, Words, scan};
use super::{Normalize, house_style};

const BASE: u64 = 0x9E37_79B9_7F4A_7C15;

/// The word began with a capital letter or a digit.
pub(super) const MARKED: u8 = 1;
/// A sentence or a line may have ended before the word.
pub(super) const STOP: u8 = 2;

/// The words of one text made comparable: their hashes and the bytes each came from.
#[derive(Clone, Debug, Default)]
pub(super) struct Tokens {
    pub(super) hashes: Vec<u64>,
    /// First byte and one past the last, in the original.
    pub(super) places: Vec<(u32, u32)>,
    /// Facts of the words, a bit each: [`MARKED`] and [`STOP`].
    pub(super) flags: Vec<u8>,
    words: Words,
}

impl Tokens {
    pub(super) fn of(text: &str, normalize: Normalize) -> Self {
        let mut tokens = Self::default();
        tokens.read([(0, text)], normalize);
        tokens
    }

    /// Replaces what it holds by the words of some parts of a text, each given with the byte it starts at.
    pub(super) fn read<'t>(
        &mut self,
        parts: impl IntoIterator<Item = (usize, &'t str)>,
        normalize: Normalize,
    ) {
        let Self { hashes, places, flags, words } = self;
        words.clear();
        hashes.clear();
        places.clear();
        flags.clear();
        for (base, part) in parts {
            scan(part, base, normalize == Normalize::News, words);
        }
        hashes.reserve(words.list.len() + 8);
        places.reserve(words.list.len() + 8);
        flags.reserve(words.list.len() + 8);
        let mut push = |hash: u64, first: Word, last: Word| {
            hashes.push(hash);
            places.push((first.start, last.end.max(first.start)));
            flags.push((u8::from(first.marked) * MARKED) | (u8::from(first.stop) * STOP));
        };
        match normalize {
            Normalize::Basic => {
                for w in &words.list {
                    push(xxh3_64(words.bytes(*w)), *w, *w);
                }
            }
            Normalize::News => house_style::fold(words, push),
        }
    }

    /// One hash for the whole sequence of words: equal for texts that differ only in what is folded.
    pub(super) fn exact(&self) -> u128 {
        let mut bytes = Vec::with_capacity(self.hashes.len() * 8);
        for h in &self.hashes {
            bytes.extend_from_slice(&h.to_le_bytes());
        }
        xxh3_128(&bytes)
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

/// Spreads the bits of a sum of hashes (the finisher of `SplitMix64`).
pub(super) fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}
