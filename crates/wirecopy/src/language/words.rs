//! The table of words: which tags each frequent word can have, read in place.
//!
//! Section `words.bin`: `WCW1`, the table's size as a power of two (4 bytes), the number of classes (4), the classes
//! (8 bytes each: a bit a tag, numbered as in [`Penn`]), then the slots: fingerprints of words (4 bytes each, 0 for an
//! empty slot) and after them the numbers of their classes (2 bytes each). A word is looked for from the slot of the
//! low bits of its hash on; its fingerprint is the high half. Endings of two and three letters stand in it, too, after
//! a byte of one, for words it does not hold.

#[cfg(any(feature = "training", test))]
use super::forms::hash;
use super::forms::hash_exact;
use super::{Pack, Penn};

const MAGIC: &[u8; 4] = b"WCW1";

pub(crate) const fn bit(tag: Penn) -> u64 {
    1 << tag as u64
}

const fn bits(tags: &[Penn]) -> u64 {
    let (mut out, mut k) = (0, 0);
    while k < tags.len() {
        out |= bit(tags[k]);
        k += 1;
    }
    out
}

use Penn as P;
/// Tags a word outside the table can have.
const OPEN: u64 = bits(&[
    P::NN,
    P::NNS,
    P::JJ,
    P::RB,
    P::VB,
    P::VBD,
    P::VBN,
    P::VBG,
    P::VBP,
    P::VBZ,
    P::UH,
    P::FW,
    P::JJR,
    P::JJS,
    P::ADD,
    P::GW,
    P::IN,
]);
const NAMES: u64 = bits(&[P::NNP, P::NNPS]);
const NUMBERS: u64 = bits(&[P::CD, P::NN, P::NNS, P::JJ, P::NNP, P::ADD, P::LS]);
const MARKS: u64 = bits(&[P::NFP, P::SYM, P::Colon, P::Comma, P::Stop, P::Open, P::Close, P::UH]);

/// How many slots a table has, its classes, keys and values.
fn parts(bytes: &[u8]) -> Option<(usize, &[u8], &[u8], &[u8])> {
    let number = |at: usize| Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize);
    let (bits, count) = (number(4)?, number(8)?);
    if !bytes.starts_with(MAGIC) || bits == 0 || bits > 24 || count > 1 << 16 {
        return None;
    }
    let slots = 1 << bits;
    let (classes, rest) = bytes[12..].split_at_checked(8 * count)?;
    let (keys, values) = rest.split_at_checked(4 * slots)?;
    let fits = |v: &[u8]| usize::from(u16::from_le_bytes([v[0], v[1]])) < count.max(1);
    (values.len() == 2 * slots && values.chunks_exact(2).all(fits)).then_some((slots, classes, keys, values))
}

/// The table.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct WordTable {
    mask: usize,
    classes: &'static [u8],
    keys: &'static [u8],
    values: &'static [u8],
}

impl WordTable {
    pub(crate) fn load(pack: &Pack) -> Self {
        pack.bytes("words.bin").and_then(Self::read).unwrap_or_default()
    }

    pub(crate) fn read(bytes: &'static [u8]) -> Option<Self> {
        let (slots, classes, keys, values) = parts(bytes)?;
        Some(Self { mask: slots - 1, classes, keys, values })
    }

    /// Whether the bytes are a table.
    pub(crate) fn is_good(bytes: &[u8]) -> bool {
        parts(bytes).is_some()
    }

    fn find(&self, hash: u64) -> Option<u64> {
        if self.mask == 0 {
            return None;
        }
        let key = ((hash >> 32) as u32).max(1).to_le_bytes();
        let mut slot = hash as usize & self.mask;
        for _ in 0..64 {
            let here = &self.keys[4 * slot..4 * slot + 4];
            if here == key {
                let class =
                    usize::from(u16::from_le_bytes([self.values[2 * slot], self.values[2 * slot + 1]]));
                let bytes = self.classes.get(8 * class..8 * class + 8)?;
                return Some(u64::from_le_bytes(bytes.try_into().ok()?));
            }
            if here == [0; 4] {
                return None;
            }
            slot = (slot + 1) & self.mask;
        }
        None
    }

    /// The tags a word can have; `whole` is its hash in small letters.
    pub(crate) fn tags(&self, word: &str, whole: u64, capital: bool, strange: bool) -> u64 {
        if capital {
            if let Some(tags) = self.find(hash_exact(word)) {
                return tags;
            }
            return self.find(whole).unwrap_or_else(|| self.open(word))
                | NAMES
                | if strange { NUMBERS } else { 0 };
        }
        match self.find(whole) {
            Some(tags) => tags,
            None if strange && word.bytes().any(|b| b.is_ascii_digit()) => NUMBERS,
            None if strange => MARKS,
            None => self.open(word) | bit(P::NNP),
        }
    }

    /// The tags a word outside the table can have: those that rare words with its ending have.
    fn open(&self, word: &str) -> u64 {
        let small = |n: usize| {
            let tail = word.len().checked_sub(n).filter(|&k| k > 1).and_then(|k| word.get(k..))?;
            self.find(hash_exact(&ending_key(&tail.to_ascii_lowercase())))
        };
        small(3).or_else(|| small(2)).unwrap_or(OPEN)
    }
}

/// What an ending stands under in the table.
pub(crate) fn ending_key(ending: &str) -> String {
    format!("\u{1}{ending}")
}

/// The file of a table: words, whether their capitals count, their tags.
#[cfg(any(feature = "training", test))]
pub(crate) fn write_words<'a>(rows: impl Iterator<Item = (&'a str, bool, u64)>) -> Vec<u8> {
    let rows: Vec<(u64, u64)> =
        rows.map(|(w, exact, tags)| (if exact { hash_exact(w) } else { hash(w) }, tags)).collect();
    let mut classes: Vec<u64> = rows.iter().map(|r| r.1).collect();
    classes.sort_unstable();
    classes.dedup();
    let size = (rows.len() * 10 / 8).next_power_of_two().max(2);
    let (mut keys, mut values) = (vec![0u32; size], vec![0u16; size]);
    for (hash, tags) in rows {
        let mut slot = hash as usize & (size - 1);
        while keys[slot] != 0 {
            slot = (slot + 1) & (size - 1);
        }
        keys[slot] = ((hash >> 32) as u32).max(1);
        values[slot] = classes.binary_search(&tags).map_or(0, |k| k as u16);
    }
    let mut out = MAGIC.to_vec();
    out.extend(size.trailing_zeros().to_le_bytes());
    out.extend((classes.len() as u32).to_le_bytes());
    classes.iter().for_each(|c| out.extend(c.to_le_bytes()));
    keys.iter().for_each(|k| out.extend(k.to_le_bytes()));
    values.iter().for_each(|v| out.extend(v.to_le_bytes()));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_again_and_damage_is_refused() {
        let rows = [("said", false, bit(P::VBD)), ("Quill", true, bit(P::NNP)), ("dam", false, bit(P::NN))];
        let bytes: &'static [u8] = Box::leak(write_words(rows.into_iter()).into_boxed_slice());
        let table = WordTable::read(bytes).unwrap();
        assert_eq!(table.tags("said", hash("said"), false, false), bit(P::VBD));
        assert_eq!(table.tags("Quill", hash("Quill"), true, false), bit(P::NNP));
        assert_eq!(table.tags("Dam", hash("Dam"), true, false), bit(P::NN) | NAMES);
        for cut in 0..bytes.len() {
            assert!(WordTable::read(&bytes[..cut]).is_none());
        }
    }
}
