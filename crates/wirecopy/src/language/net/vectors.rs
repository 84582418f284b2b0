//! Word vectors, each number of a few standing in one byte (product quantisation, Jégou et al. 2011).
//!
//! Section `vectors.bin`: `WCV1`, the number of words (4 bytes), of groups (4), of numbers a group (4), what one unit
//! is worth (4, float); the starts of 4,096 buckets and the end of the last (4 each); hashes of words in order (4
//! each); the groups' 256 centres (a signed byte a number); the codes of the words (a byte a group). Words are
//! numbered by their hashes, whose high 12 bits are their buckets.

use crate::language::Pack;

const MAGIC: &[u8; 4] = b"WCV1";
const BUCKETS: usize = 4096;
const HEAD: usize = 20;

/// The vectors of a pack, read in place.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Vectors<'a> {
    words: usize,
    groups: usize,
    width: usize,
    #[cfg_attr(not(any(feature = "training", test)), expect(dead_code, reason = "only learning asks"))]
    unit: f32,
    starts: &'a [u8],
    keys: &'a [u8],
    centres: &'a [u8],
    codes: &'a [u8],
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

impl Vectors<'static> {
    pub(crate) fn load(pack: &Pack) -> Self {
        pack.bytes("vectors.bin").and_then(Self::read).unwrap_or_default()
    }
}

impl<'a> Vectors<'a> {
    pub(crate) fn read(bytes: &'a [u8]) -> Option<Self> {
        if !bytes.starts_with(MAGIC) {
            return None;
        }
        let size = |at| number(bytes, at).map(|n| n as usize);
        let (words, groups, width) = (size(4)?, size(8)?, size(12)?);
        if words > 1 << 22 || groups > 256 || !(1..=64).contains(&width) {
            return None;
        }
        let unit = f32::from_bits(number(bytes, 16)?);
        let (starts, rest) = bytes[HEAD..].split_at_checked(4 * (BUCKETS + 1))?;
        let (keys, rest) = rest.split_at_checked(4 * words)?;
        let (centres, codes) = rest.split_at_checked(256 * groups * width)?;
        let ordered = (0..BUCKETS).all(|k| number(starts, 4 * k) <= number(starts, 4 * k + 4));
        let whole = number(starts, 4 * BUCKETS)? as usize == words && codes.len() == words * groups;
        (ordered && whole && unit.is_finite()).then_some(Self {
            words,
            groups,
            width,
            unit,
            starts,
            keys,
            centres,
            codes,
        })
    }

    /// How many numbers a vector has.
    pub(crate) fn len(&self) -> usize {
        self.groups * self.width
    }

    /// The number of the word with this hash.
    pub(crate) fn find(&self, hash: u32) -> Option<u32> {
        if self.words == 0 {
            return None;
        }
        let bucket = 4 * (hash >> 20) as usize;
        let mut low = number(self.starts, bucket)? as usize;
        let end = number(self.starts, bucket + 4)? as usize;
        while low < end {
            match number(self.keys, 4 * low)? {
                key if key == hash => return Some(low as u32),
                key if key > hash => return None,
                _ => low += 1,
            }
        }
        None
    }

    /// What a unit of the vectors' bytes is worth.
    #[cfg(feature = "training")]
    pub(crate) fn unit(&self) -> f32 {
        self.unit
    }

    /// Writes the vector of a word as signed bytes.
    pub(crate) fn copy(&self, word: u32, out: &mut [u8]) {
        let codes = &self.codes[word as usize * self.groups..][..self.groups];
        if self.width == 4 {
            // As in all packs so far: four bytes at once.
            let (slots, centres) = (out.as_chunks_mut::<4>().0, self.centres.as_chunks::<4>().0);
            for ((slot, &code), centres) in slots.iter_mut().zip(codes).zip(centres.chunks_exact(256)) {
                *slot = centres[usize::from(code)];
            }
            return;
        }
        for ((g, &code), slots) in codes.iter().enumerate().zip(out.chunks_exact_mut(self.width)) {
            let at = (g * 256 + usize::from(code)) * self.width;
            slots.copy_from_slice(&self.centres[at..at + self.width]);
        }
    }

    /// Writes the vector of a word.
    #[cfg(any(feature = "training", test))]
    pub(crate) fn write(&self, word: u32, out: &mut [f32]) {
        let codes = &self.codes[word as usize * self.groups..][..self.groups];
        for ((g, &code), slots) in codes.iter().enumerate().zip(out.chunks_exact_mut(self.width)) {
            let at = (g * 256 + usize::from(code)) * self.width;
            for (slot, &c) in slots.iter_mut().zip(&self.centres[at..at + self.width]) {
                *slot = f32::from(c as i8) * self.unit;
            }
        }
    }
}

/// The section of words with their hashes, centres and codes.
#[cfg(any(feature = "training", test))]
pub(crate) fn build(mut words: Vec<(u32, Vec<u8>)>, width: usize, unit: f32, centres: &[i8]) -> Vec<u8> {
    words.sort();
    words.dedup_by_key(|w| w.0);
    let groups = centres.len() / 256 / width;
    let mut out = MAGIC.to_vec();
    for n in [words.len(), groups, width] {
        out.extend((n as u32).to_le_bytes());
    }
    out.extend(unit.to_bits().to_le_bytes());
    for k in 0..=BUCKETS {
        let start = words.partition_point(|w| ((w.0 >> 20) as usize) < k);
        out.extend((start as u32).to_le_bytes());
    }
    for (key, _) in &words {
        out.extend(key.to_le_bytes());
    }
    out.extend(centres.iter().map(|&c| c as u8));
    for (_, codes) in &words {
        out.extend(codes);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_and_damage_is_refused() {
        let centres: Vec<i8> = (0..2 * 256 * 2).map(|k| (k % 100) as i8).collect();
        let words = vec![(7, vec![0, 1]), (u32::MAX, vec![2, 3]), (1 << 20, vec![4, 5])];
        let bytes: &'static [u8] = build(words, 2, 0.5, &centres).leak();
        let v = Vectors::read(bytes).unwrap();
        assert_eq!(
            (v.find(7), v.find(1 << 20), v.find(u32::MAX), v.find(8)),
            (Some(0), Some(1), Some(2), None)
        );
        let mut out = [0.0; 4];
        v.write(0, &mut out);
        assert_eq!(out.map(f32::to_bits), [0.0f32, 0.5, 7.0, 7.5].map(f32::to_bits));
        for cut in 0..bytes.len() {
            assert!(Vectors::read(&bytes[..cut]).is_none());
        }
    }
}
