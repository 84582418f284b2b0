//! Which classes of documents share keys, all of them at once.
//!
//! Most keys belong to one class alone; two bit tables find those without sorting. The others are sorted,
//! and each class learns the stretches where it meets others.

use super::candidates::weight;
use super::index::Class;
use super::threads::each;

/// Neighbours that a class meets among too many that share a key.
pub(super) const NEIGHBOURS: usize = 8;

/// What the keys two classes share say: those that few have, weighed, and how many were cut.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Evidence(u64);

impl Evidence {
    pub(super) fn add(&mut self, weight: u32) {
        self.0 += if weight == CROWD { 1 << 32 } else { u64::from(weight) };
    }

    /// The weight of the keys that few have.
    pub(super) fn rare(self) -> u32 {
        self.0 as u32
    }

    /// The number of keys that too many have.
    pub(super) fn crowded(self) -> u32 {
        (self.0 >> 32) as u32
    }

    pub(super) fn is_none(self) -> bool {
        self.0 == 0
    }
}

/// The weight of a key that too many have.
pub(super) const CROWD: u32 = u32::MAX;

/// Who shares a key with whom.
pub(super) struct Meetings {
    /// Key and rank of class, in order; only keys of several classes.
    entries: Vec<u64>,
    /// For each rank, where in `visits` its own begin.
    starts: Vec<u32>,
    /// A stretch of `entries` to meet, and the weight of its key: `CROWD` when it was cut.
    visits: Vec<(u32, u32, u32)>,
    /// Keys that too many classes share, in order; there each meets only the next few by content.
    crowded: Vec<u32>,
}

impl Meetings {
    pub(super) fn of(classes: &[Class], order: &[u32], cap: usize, threads: usize) -> Self {
        let entries = shared(classes, order, threads);
        let mut starts = vec![0u32; order.len() + 1];
        let mut crowded = Vec::new();
        let mut groups: Vec<(u32, u32)> = Vec::new();
        let mut from = 0;
        for group in entries.chunk_by(|x, y| x >> 32 == y >> 32) {
            let to = from + group.len() as u32;
            if group.len() > 1 {
                groups.push((from, to));
                if group.len() > cap {
                    crowded.push((group[0] >> 32) as u32);
                }
                // The last of a group has nobody left to meet.
                group[..group.len() - 1].iter().for_each(|e| starts[*e as u32 as usize + 1] += 1);
            }
            from = to;
        }
        for k in 1..starts.len() {
            starts[k] += starts[k - 1];
        }
        let mut next = starts.clone();
        let mut visits = vec![(0, 0, 0); starts.last().copied().unwrap_or(0) as usize];
        for (from, to) in groups {
            let crowd = (to - from) as usize > cap;
            for at in from..to - 1 {
                let end = if crowd { to.min(at + 1 + NEIGHBOURS as u32) } else { to };
                let place = &mut next[entries[at as usize] as u32 as usize];
                visits[*place as usize] =
                    (at + 1, end, if crowd { CROWD } else { weight((to - from) as usize) });
                *place += 1;
            }
        }
        Self { entries, starts, visits, crowded }
    }

    /// Calls `meet` with each class of a greater rank that shares a key, once for each key, with its weight.
    pub(super) fn of_rank(&self, rank: usize, mut meet: impl FnMut(u32, u32)) {
        let own = self.starts[rank] as usize..self.starts[rank + 1] as usize;
        for &(from, to, weight) in &self.visits[own] {
            self.entries[from as usize..to as usize].iter().for_each(|e| meet(*e as u32, weight));
        }
    }

    /// Whether too many classes have a key.
    pub(super) fn is_crowded(&self, key: u32) -> bool {
        self.crowded.binary_search(&key).is_ok()
    }

    /// How many keys too many classes have.
    pub(super) fn crowds(&self) -> usize {
        self.crowded.len()
    }
}

/// Key and rank of every class, in order, without the keys of one class alone but for a few.
fn shared(classes: &[Class], order: &[u32], threads: usize) -> Vec<u64> {
    /// Parts by the upper bits of the key, sorted each on its own.
    const PARTS: usize = 64;
    let total: usize = classes.iter().map(|c| c.keys.len()).sum();
    let bits = (total * 4).next_power_of_two().max(1 << 12);
    let place = |key: u32| key.wrapping_mul(0x9E37_79B1).rotate_right(7) as usize & (bits - 1);
    let (mut once, mut twice) = (vec![0u64; bits / 64], vec![0u64; bits / 64]);
    for key in classes.iter().flat_map(|c| &c.keys) {
        let at = place(*key);
        let (word, bit) = (at / 64, 1 << (at % 64));
        twice[word] |= once[word] & bit;
        once[word] |= bit;
    }
    drop(once);
    let mut pieces = each(
        order.len(),
        order.len().div_ceil(16).max(512),
        threads,
        || (),
        |(), ranks| {
            let mut parts: Vec<Vec<u64>> = vec![Vec::new(); PARTS];
            for rank in ranks {
                for &key in &classes[order[rank] as usize].keys {
                    let at = place(key);
                    if twice[at / 64] >> (at % 64) & 1 == 1 {
                        parts[key as usize >> 26].push(u64::from(key) << 32 | rank as u64);
                    }
                }
            }
            parts
        },
    );
    drop(twice);
    let mut parts: Vec<Vec<u64>> = (0..PARTS).map(|_| Vec::new()).collect();
    for piece in &mut pieces {
        for (part, more) in parts.iter_mut().zip(piece) {
            part.append(more);
        }
    }
    drop(pieces);
    let parts: Vec<std::sync::Mutex<Vec<u64>>> = parts.into_iter().map(std::sync::Mutex::new).collect();
    let own = |k: usize| parts[k].lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    each(PARTS, 1, threads, || (), |(), range| range.for_each(|k| own(k).sort_unstable()));
    let mut entries = Vec::with_capacity((0..PARTS).map(|k| own(k).len()).sum());
    (0..PARTS).for_each(|k| entries.append(&mut own(k)));
    entries
}
