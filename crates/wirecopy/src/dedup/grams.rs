//! The shingles of one document as a table that many others are held against.

/// Most places of one shingle that are looked at: text that repeats itself is not worth more.
const REPEATS: usize = 4;
const NONE: u32 = u32::MAX;

/// Shingle to places, for the document that is compared with others.
#[derive(Debug, Default)]
pub(super) struct GramTable {
    /// Shingle, first place, stamp of the last document that was found to have it.
    slots: Vec<Slot>,
    /// The next place of the same shingle.
    next: Vec<u32>,
    stamp: u32,
    distinct: usize,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    gram: u32,
    place: u32,
    seen: u32,
}

const EMPTY: Slot = Slot { gram: 0, place: NONE, seen: 0 };

impl GramTable {
    /// Replaces what it holds by the shingles of a document.
    pub(super) fn read(&mut self, grams: &[u32]) {
        let size = (grams.len() * 2).next_power_of_two().max(16);
        self.slots.clear();
        self.slots.resize(size, EMPTY);
        self.next.clear();
        self.next.resize(grams.len(), NONE);
        self.stamp = 0;
        self.distinct = 0;
        // From the end, so that the places of a shingle come in order.
        for (k, &gram) in grams.iter().enumerate().rev() {
            let at = self.slot(gram);
            if self.slots[at].place == NONE {
                self.slots[at].gram = gram;
                self.distinct += 1;
            }
            self.next[k] = self.slots[at].place;
            self.slots[at].place = k as u32;
        }
    }

    /// The slot a shingle is in or would go to.
    fn slot(&self, gram: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = (gram.wrapping_mul(0x9E37_79B1) >> 7) as usize & mask;
        while self.slots[at].place != NONE && self.slots[at].gram != gram {
            at = (at + 1) & mask;
        }
        at
    }

    /// How many different shingles of another document are here too.
    pub(super) fn shared(&mut self, grams: &[u32]) -> usize {
        self.stamp += 1;
        let mut n = 0;
        for &gram in grams {
            let at = self.slot(gram);
            let slot = &mut self.slots[at];
            if slot.place != NONE && slot.seen != self.stamp {
                slot.seen = self.stamp;
                n += 1;
            }
        }
        n
    }

    /// How many different shingles there are.
    pub(super) fn distinct(&self) -> usize {
        self.distinct
    }

    /// The places of a shingle, the first few in order.
    pub(super) fn places(&self, gram: u32) -> impl Iterator<Item = u32> {
        let mut at = self.slots[self.slot(gram)].place;
        std::iter::from_fn(move || {
            let here = at;
            if here == NONE {
                return None;
            }
            at = self.next[here as usize];
            Some(here)
        })
        .take(REPEATS)
    }
}
