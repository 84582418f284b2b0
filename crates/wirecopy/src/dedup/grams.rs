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
    /// Bits of the shingles that are there: most others are seen not to be.
    bits: Vec<u64>,
    stamp: u32,
}

/// Words of the bits.
const BITS: usize = 256;

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
        self.bits.clear();
        self.bits.resize(BITS, 0);
        self.stamp = 0;
        // From the end, so that the places of a shingle come in order.
        for (k, &gram) in grams.iter().enumerate().rev() {
            let at = self.slot(gram);
            self.bits[gram as usize / 64 % BITS] |= 1 << (gram % 64);
            if self.slots[at].place == NONE {
                self.slots[at].gram = gram;
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

    fn may_have(&self, gram: u32) -> bool {
        self.bits.get(gram as usize / 64 % BITS).is_some_and(|b| b >> (gram % 64) & 1 == 1)
    }

    /// How many different shingles of another document are here too.
    pub(super) fn shared(&mut self, grams: &[u32]) -> usize {
        self.stamp += 1;
        let mut n = 0;
        for &gram in grams {
            if !self.may_have(gram) {
                continue;
            }
            let at = self.slot(gram);
            let slot = &mut self.slots[at];
            if slot.place != NONE && slot.seen != self.stamp {
                slot.seen = self.stamp;
                n += 1;
            }
        }
        n
    }

    /// The places of a shingle, the first few in order.
    pub(super) fn places(&self, gram: u32) -> impl Iterator<Item = u32> {
        let mut at = if self.may_have(gram) { self.slots[self.slot(gram)].place } else { NONE };
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
