//! Which documents may be copies of each other: those that share keys, where keys are sampled shingles or
//! bands of a signature.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::DedupOptions;
use super::meetings::Evidence;
use super::shingle::mix;

/// Shingles in a row of which at least one is sampled: a copied run of 12 words is then always seen.
const WINDOW: usize = 8;

/// Whether two documents share enough keys to be compared: some that few have, or, as near copies do, so many
/// that they may be alike as a whole.
pub(super) fn enough(shared: Evidence, keys_a: usize, keys_b: usize, options: &DedupOptions) -> bool {
    if options.estimate || options.bands.is_some() {
        return true;
    }
    let least = keys_a.min(keys_b);
    let some = if least >= 6 { 4 } else { 1 };
    let together = f64::from(shared.rare()) / 2.0 + f64::from(shared.crowded());
    let alike = together >= options.threshold / 4.0 * least as f64;
    if options.passages { shared.rare() >= some || shared.crowded() > 0 && alike } else { alike }
}

/// What a key shared by some documents weighs: one that few have tells twice as much.
pub(super) fn weight(documents: usize) -> u32 {
    if documents <= 32 { 2 } else { 1 }
}

/// The least shingle of every window (winnowing, Schleimer et al. 2003), each once.
pub(super) fn seeds(grams: &[u32]) -> Vec<u32> {
    let order = |k: usize| (mix(u64::from(grams[k])) >> 32) as u32;
    let mut out = Vec::with_capacity(grams.len() / 4 + 1);
    let window = WINDOW.min(grams.len());
    if window == 0 {
        return out;
    }
    let mut least = 0;
    let mut value = order(0);
    for k in 1..grams.len() {
        let here = order(k);
        if here <= value {
            if k >= window {
                out.push(grams[least]);
            }
            (least, value) = (k, here);
        } else if k - least >= window {
            out.push(grams[least]);
            (least, value) = (k, here);
            for back in (k + 1 - window..k).rev() {
                let h = order(back);
                if h < value {
                    (least, value) = (back, h);
                }
            }
        }
    }
    out.push(grams[least]);
    out.sort_unstable();
    out.dedup();
    out
}

/// A signature cut into bands: as many as asked for, or of as many rows as still find a pair at the threshold
/// 199 times of 200.
pub(super) fn bands(values: &[u32], asked: Option<(usize, usize)>, threshold: f64) -> Vec<u32> {
    let miss = |rows: usize| {
        let rows_agree = threshold.powi(i32::try_from(rows).unwrap_or(i32::MAX));
        (1.0 - rows_agree).powi(i32::try_from(values.len() / rows).unwrap_or(i32::MAX))
    };
    let (most, rows) = asked
        .unwrap_or_else(|| (usize::MAX, (1..=values.len()).rev().find(|r| miss(*r) <= 0.005).unwrap_or(1)));
    values
        .chunks_exact(rows)
        .take(most)
        .enumerate()
        .map(|(k, band)| (band.iter().fold(mix(k as u64), |h, v| mix(h ^ u64::from(*v))) >> 32) as u32)
        .collect()
}

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for b in bytes {
            self.0 = mix(self.0 ^ u64::from(*b));
        }
    }

    fn write_u64(&mut self, n: u64) {
        self.0 = n;
    }

    fn write_u128(&mut self, n: u128) {
        self.0 = n as u64;
    }

    fn write_u32(&mut self, n: u32) {
        self.0 = u64::from(n).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

/// For maps whose keys are hashes already.
pub(super) type KeyMap<V> = HashMap<u32, V, BuildHasherDefault<KeyHasher>>;

const NONE: u32 = u32::MAX;

/// Key to documents, in order of insertion, newest first.
#[derive(Clone, Debug, Default)]
pub(super) struct Postings {
    /// Newest entry and number of entries.
    heads: KeyMap<(u32, u32)>,
    /// Document and the entry before it.
    entries: Vec<(u32, u32)>,
    /// Places of entries that were taken out.
    free: Vec<u32>,
}

impl Postings {
    pub(super) fn insert(&mut self, key: u32, document: u32) {
        let head = self.heads.entry(key).or_insert((NONE, 0));
        let entry = (document, head.0);
        let at = if let Some(at) = self.free.pop() {
            self.entries[at as usize] = entry;
            at
        } else {
            self.entries.push(entry);
            self.entries.len() as u32 - 1
        };
        *head = (at, head.1 + 1);
    }

    /// Takes a document out of a key.
    pub(super) fn remove(&mut self, key: u32, document: u32) {
        let Some(head) = self.heads.get_mut(&key) else { return };
        let (mut at, mut after) = (head.0, NONE);
        while let Some(&(here, before)) = self.entries.get(at as usize) {
            if here == document {
                if after == NONE {
                    head.0 = before;
                } else {
                    self.entries[after as usize].1 = before;
                }
                head.1 -= 1;
                self.free.push(at);
                break;
            }
            (after, at) = (at, before);
        }
        if head.1 == 0 {
            self.heads.remove(&key);
        }
    }

    /// Gives a document of a key another number.
    pub(super) fn renumber(&mut self, key: u32, from: u32, to: u32) {
        let mut at = self.heads.get(&key).map_or(NONE, |h| h.0);
        while let Some(entry) = self.entries.get_mut(at as usize) {
            if entry.0 == from {
                entry.0 = to;
                return;
            }
            at = entry.1;
        }
    }

    /// How many documents have a key.
    pub(super) fn count(&self, key: u32) -> usize {
        self.heads.get(&key).map_or(0, |h| h.1 as usize)
    }

    /// The documents that have a key.
    pub(super) fn of(&self, key: u32) -> impl Iterator<Item = u32> {
        let mut at = self.heads.get(&key).map_or(NONE, |h| h.0);
        std::iter::from_fn(move || {
            let (document, before) = *self.entries.get(at as usize)?;
            at = before;
            Some(document)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_window_has_a_seed() {
        let grams: Vec<u32> = (0..500u64).map(|k| (mix(k % 90) >> 32) as u32).collect();
        let seeds = seeds(&grams);
        assert!(grams.windows(WINDOW).all(|w| w.iter().any(|g| seeds.binary_search(g).is_ok())));
        assert!(seeds.len() < 45, "{}", seeds.len());
        assert_eq!(super::seeds(&grams[..1]), [grams[0]]);
        assert!(super::seeds(&[]).is_empty());
    }

    #[test]
    fn bands_find_pairs_at_the_threshold() {
        let values: Vec<u32> = (0..128).collect();
        assert_eq!((bands(&values, None, 0.8).len(), bands(&values, None, 0.7).len()), (21, 32));
        assert_eq!(bands(&values, None, 1.0).len(), 1);
        assert_eq!(bands(&values, Some((14, 8)), 0.75).len(), 14);
    }

    #[test]
    fn postings_give_back_what_was_put_in() {
        let mut postings = Postings::default();
        for (key, document) in [(7, 0), (9, 0), (7, 2)] {
            postings.insert(key, document);
        }
        assert_eq!(postings.of(7).collect::<Vec<_>>(), [2, 0]);
        assert_eq!((postings.count(7), postings.count(9), postings.count(8)), (2, 1, 0));
        assert_eq!(postings.of(8).count(), 0);
    }
}
