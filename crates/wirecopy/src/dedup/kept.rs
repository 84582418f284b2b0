//! What an index keeps of a document: shingle hashes in order and, packed, where the words are. Not the text.

use std::sync::Arc;

use super::DedupOptions;
use super::shingle::Tokens;
use crate::{Span, Unit};

/// One document of an index.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub(crate) key: Arc<str>,
    pub(crate) sha256: Box<str>,
    pub(crate) bytes: usize,
    /// Hash of all words in order.
    pub(super) exact: u128,
    pub(super) words: u32,
    /// Upper half of the hash of each shingle, in text order.
    pub(super) grams: Box<[u32]>,
    /// How many of them differ.
    pub(super) distinct: u32,
    /// Start (from the start before) and length of each word, as variable-length integers.
    steps: Box<[u8]>,
    /// Which words begin with a capital or a digit, and which may begin a sentence, a bit each.
    marked: Box<[u64]>,
    stops: Box<[u64]>,
    /// The characters over one byte: bytes since the one before, four times, plus length less one.
    wide: Box<[u8]>,
}

impl Kept {
    /// What is kept of a document of which `text` is the whole text and `tokens` the words to compare.
    pub(super) fn new(
        key: &str,
        text: &str,
        tokens: &Tokens,
        shingles: &[u64],
        options: &DedupOptions,
    ) -> Self {
        let grams: Box<[u32]> = shingles.iter().map(|h| (h >> 32) as u32).collect();
        let mut sorted = grams.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        Self {
            key: key.into(),
            sha256: Box::default(),
            bytes: text.len(),
            exact: tokens.exact(),
            words: tokens.hashes.len() as u32,
            distinct: sorted.len() as u32,
            grams,
            steps: if options.passages { steps(&tokens.places) } else { Box::default() },
            marked: if options.passages { bits(&tokens.marked) } else { Box::default() },
            stops: if options.passages { bits(&tokens.stops) } else { Box::default() },
            wide: if options.passages { wide(text) } else { Box::default() },
        }
    }

    /// Lets go of all but the room it takes in a list.
    pub(super) fn forget(&mut self) {
        *self = Self {
            key: "".into(),
            sha256: Box::default(),
            bytes: 0,
            exact: 0,
            words: 0,
            grams: Box::default(),
            distinct: 0,
            steps: Box::default(),
            marked: Box::default(),
            stops: Box::default(),
            wide: Box::default(),
        };
    }

    /// Whether word `k` begins with a capital or a digit.
    pub(super) fn is_marked(&self, k: usize) -> bool {
        bit(&self.marked, k)
    }

    /// Whether a sentence or a line may end inside some words.
    pub(super) fn has_stop(&self, words: std::ops::Range<usize>) -> bool {
        words.skip(1).any(|k| bit(&self.stops, k))
    }

    /// Where the words are, unpacked.
    pub(super) fn places(&self) -> Vec<(u32, u32)> {
        let mut out = Vec::with_capacity(self.words as usize);
        let (mut at, mut start) = (0, 0u32);
        while let (Some(step), Some(len)) = (take(&self.steps, &mut at), take(&self.steps, &mut at)) {
            start = start.wrapping_add((step >> 1) ^ (step & 1).wrapping_neg());
            out.push((start, start.wrapping_add(len)));
        }
        out
    }

    /// The converter of its offsets.
    pub(crate) fn converter(&self) -> Places {
        let mut marks = Vec::new();
        let (mut at, mut byte, mut chars, mut utf16) = (0, 0u32, 0u32, 0u32);
        while let Some(code) = take(&self.wide, &mut at) {
            let len = (code & 3) + 1;
            byte += (code >> 2) + len;
            chars += len - 1;
            utf16 += if len == 4 { 2 } else { len - 1 };
            marks.push((byte, chars, utf16));
        }
        Places { marks }
    }
}

/// Converts byte offsets of one kept document to other units.
#[derive(Clone, Debug)]
pub(crate) struct Places {
    /// The end of each character over one byte, and how many bytes more than code points and than UTF-16
    /// units stand before it.
    marks: Vec<(u32, u32, u32)>,
}

impl Places {
    pub(crate) fn offset(&self, byte: usize, unit: Unit) -> usize {
        let k = self.marks.partition_point(|m| m.0 as usize <= byte);
        let Some(&(_, chars, utf16)) = k.checked_sub(1).and_then(|k| self.marks.get(k)) else { return byte };
        match unit {
            Unit::Bytes => byte,
            Unit::Chars => byte.saturating_sub(chars as usize),
            Unit::Utf16 => byte.saturating_sub(utf16 as usize),
        }
    }

    pub(crate) fn span(&self, span: Span, unit: Unit) -> (usize, usize) {
        (self.offset(span.start(), unit), self.offset(span.end(), unit))
    }
}

fn bits(flags: &[bool]) -> Box<[u64]> {
    flags.chunks(64).map(|c| c.iter().rev().fold(0, |bits, flag| bits << 1 | u64::from(*flag))).collect()
}

fn bit(bits: &[u64], k: usize) -> bool {
    bits.get(k / 64).is_some_and(|b| b >> (k % 64) & 1 == 1)
}

fn steps(places: &[(u32, u32)]) -> Box<[u8]> {
    let mut out = Vec::with_capacity(places.len() * 2 + 8);
    let mut before = 0u32;
    for &(start, end) in places {
        let step = start.wrapping_sub(before).cast_signed();
        put(&mut out, (step.wrapping_shl(1) ^ (step >> 31)).cast_unsigned());
        put(&mut out, end - start);
        before = start;
    }
    out.into()
}

fn wide(text: &str) -> Box<[u8]> {
    let mut out = Vec::new();
    let bytes = text.as_bytes();
    let (mut at, mut before) = (0, 0);
    while let Some(ahead) = bytes[at..].iter().position(|b| *b >= 0x80) {
        at += ahead;
        let len = match bytes[at] {
            0xF0.. => 4,
            0xE0.. => 3,
            _ => 2,
        };
        put(&mut out, ((at - before) as u32) << 2 | (len as u32 - 1));
        at += len;
        before = at;
    }
    out.into()
}

fn put(out: &mut Vec<u8>, mut n: u32) {
    while n >= 0x80 {
        out.push(n as u8 | 0x80);
        n >>= 7;
    }
    out.push(n as u8);
}

fn take(bytes: &[u8], at: &mut usize) -> Option<u32> {
    let (mut n, mut shift) = (0u32, 0);
    loop {
        let b = *bytes.get(*at)?;
        *at += 1;
        n |= u32::from(b & 0x7F).checked_shl(shift).unwrap_or(0);
        if b < 0x80 {
            return Some(n);
        }
        shift += 7;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::OffsetMap;
    use crate::dedup::Normalize;

    #[test]
    fn what_is_packed_comes_back() {
        let text = "“Né” à 漢字 🇰🇻, said $5 million was 10km. Then U.S. ﬃ!\nend";
        let options = DedupOptions::default();
        for normalize in [Normalize::Basic, Normalize::News] {
            let tokens = Tokens::of(text, normalize);
            let kept = Kept::new("k", text, &tokens, &tokens.shingles(5), &options);
            assert_eq!(kept.places(), tokens.places);
            for (k, mark) in tokens.marked.iter().enumerate() {
                assert_eq!(kept.is_marked(k), *mark);
            }
            let (map, places) = (OffsetMap::new(text), kept.converter());
            for byte in (0..=text.len()).filter(|b| text.is_char_boundary(*b)) {
                for unit in [Unit::Bytes, Unit::Chars, Unit::Utf16] {
                    assert_eq!(places.offset(byte, unit), map.from_bytes(text, byte, unit), "{byte} {unit}");
                }
            }
        }
    }
}
