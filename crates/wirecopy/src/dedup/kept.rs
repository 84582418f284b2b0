//! What an index keeps of a document: shingle hashes in order and, packed, where the words are. Not the text.

use std::sync::Arc;

use super::items::{self, Item};
use super::shingle::{MARKED, STOP, Tokens};
use super::{DedupOptions, Signature, sketch};
use crate::{Span, Unit};

/// Where a list of steps goes on, and the start before.
type Stations = Box<[(u32, u32)]>;

/// One document of an index.
#[derive(Clone, Debug, Default)]
pub(crate) struct Kept {
    pub(crate) key: Arc<str>,
    /// Of the input.
    pub(crate) sha256: [u8; 32],
    pub(crate) bytes: usize,
    /// When it was published, in seconds, and the caller's rank; the greatest number when not known.
    pub(super) time: i64,
    pub(super) rank: i64,
    /// Hash of all words in order.
    pub(super) exact: u128,
    pub(super) words: u32,
    /// Upper half of the hash of each shingle, in text order.
    pub(super) grams: Box<[u32]>,
    /// How many of them differ.
    pub(super) distinct: u32,
    /// Its words, when it is short.
    pub(super) item: Option<Box<Item>>,
    /// The lowest bytes of the values of the signature, when only that is kept.
    pub(super) sketch: Box<[u8]>,
    /// Start (from the start before) and length of each word, as variable-length integers.
    steps: Box<[u8]>,
    /// For every so many words, where in `steps` they go on and the start before.
    stations: Stations,
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
        signature: Option<&Signature>,
        options: &DedupOptions,
    ) -> Self {
        let grams: Box<[u32]> = shingles.iter().map(|h| (h >> 32) as u32).collect();
        let distinct = distinct(&grams) as u32;
        let sketch = match signature {
            Some(signature) if options.estimate => sketch::pack(signature.values(), 8),
            _ => Box::default(),
        };
        let spans = options.passages && !options.estimate;
        let item = (spans && tokens.hashes.len() <= items::LONGEST && !tokens.hashes.is_empty()).then(|| {
            let first = tokens.places[0].0 as usize;
            let line = text.get(first..).and_then(|t| t.find('\n')).map_or(text.len(), |n| first + n);
            let title = tokens.places.iter().take_while(|p| (p.0 as usize) < line).count();
            Box::new(Item::of(&tokens.hashes, title))
        });
        let (steps, stations) = if spans { steps(&tokens.places) } else { Default::default() };
        Self {
            key: key.into(),
            sha256: [0; 32],
            bytes: text.len(),
            time: i64::MAX,
            rank: i64::MAX,
            exact: tokens.exact,
            words: tokens.hashes.len() as u32,
            distinct,
            item,
            sketch,
            grams: if options.estimate { Box::default() } else { grams },
            steps,
            stations,
            marked: if spans { bits(&tokens.flags, MARKED) } else { Box::default() },
            stops: if spans { bits(&tokens.flags, STOP) } else { Box::default() },
            wide: if spans { wide(text) } else { Box::default() },
        }
    }

    /// Lets go of all but the room it takes in a list.
    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }

    /// Whether word `k` begins with a capital or a digit.
    pub(super) fn is_marked(&self, k: usize) -> bool {
        bit(&self.marked, k)
    }

    /// Whether a sentence or a paragraph may end right before one of some words.
    pub(super) fn has_stop(&self, mut words: std::ops::Range<usize>) -> bool {
        words.any(|k| bit(&self.stops, k))
    }

    /// Where some words begin and end: the start of the first and the greatest end.
    pub(super) fn place(&self, words: std::ops::Range<usize>) -> Option<(u32, u32)> {
        let &(at, mut start) = self.stations.get(words.start / STATION)?;
        let mut at = at as usize;
        let (mut first, mut end) = (0, 0);
        for k in words.start / STATION * STATION..words.end.min(self.words as usize) {
            let (step, len) = (take(&self.steps, &mut at)?, take(&self.steps, &mut at)?);
            start = start.wrapping_add((step >> 1) ^ (step & 1).wrapping_neg());
            if k >= words.start {
                if k == words.start {
                    first = start;
                }
                end = end.max(start.wrapping_add(len));
            }
        }
        (first <= end).then_some((first, end))
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

/// How many of some shingles differ.
pub(super) fn distinct(grams: &[u32]) -> usize {
    /// More shingles that may be repeats than this are sorted instead.
    const MOST: usize = 64;
    let mut seen = [0u64; 1 << 10];
    let mut repeats = 0;
    let mut doubtful = 0;
    for (k, &gram) in grams.iter().enumerate() {
        let (word, bit) = ((gram >> 6) as usize % seen.len(), 1 << (gram % 64));
        if seen[word] & bit != 0 {
            doubtful += 1;
            if doubtful > MOST {
                let mut sorted = grams.to_vec();
                sorted.sort_unstable();
                sorted.dedup();
                return sorted.len();
            }
            repeats += usize::from(grams[..k].contains(&gram));
        }
        seen[word] |= bit;
    }
    grams.len() - repeats
}

fn bits(flags: &[u8], which: u8) -> Box<[u64]> {
    let set = |flag: &u8| u64::from(flag & which != 0);
    flags.chunks(64).map(|c| c.iter().rev().fold(0, |bits, flag| bits << 1 | set(flag))).collect()
}

fn bit(bits: &[u64], k: usize) -> bool {
    bits.get(k / 64).is_some_and(|b| b >> (k % 64) & 1 == 1)
}

/// Words between two stations.
const STATION: usize = 32;

fn steps(places: &[(u32, u32)]) -> (Box<[u8]>, Stations) {
    let mut out = Vec::with_capacity(places.len() * 2 + 8);
    let mut stations = Vec::with_capacity(places.len().div_ceil(STATION));
    let mut before = 0u32;
    for (k, &(start, end)) in places.iter().enumerate() {
        if k % STATION == 0 {
            stations.push((out.len() as u32, before));
        }
        let step = start.wrapping_sub(before).cast_signed();
        put(&mut out, (step.wrapping_shl(1) ^ (step >> 31)).cast_unsigned());
        put(&mut out, end - start);
        before = start;
    }
    (out.into(), stations.into())
}

fn wide(text: &str) -> Box<[u8]> {
    let mut out = Vec::new();
    let bytes = text.as_bytes();
    let (mut at, mut before) = (0, 0);
    loop {
        while bytes[at..].first_chunk::<32>().is_some_and(|c| c.is_ascii()) {
            at += 32;
        }
        let Some(ahead) = bytes[at..].iter().position(|b| *b >= 0x80) else { break };
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
        for normalize in [Normalize::Basic, Normalize::News] {
            let options = DedupOptions::default().with_normalize(normalize);
            let tokens = Tokens::of(text, &options);
            let kept = Kept::new("k", text, &tokens, &tokens.shingles(5), None, &options);
            for (k, (place, flags)) in tokens.places.iter().zip(&tokens.flags).enumerate() {
                assert_eq!(kept.place(k..k + 1), Some(*place));
                assert_eq!(kept.is_marked(k), flags & MARKED != 0);
            }
            assert_eq!(kept.place(0..99), Some((tokens.places[0].0, text.len() as u32)));
            let (map, places) = (OffsetMap::new(text), kept.converter());
            for byte in (0..=text.len()).filter(|b| text.is_char_boundary(*b)) {
                for unit in [Unit::Bytes, Unit::Chars, Unit::Utf16] {
                    assert_eq!(places.offset(byte, unit), map.from_bytes(text, byte, unit), "{byte} {unit}");
                }
            }
        }
    }
}
