//! [`Boilerplate`]: text that many otherwise different documents carry, learned and kept as a table.
//!
//! The table never enters a signature. It is applied where pairs are measured: its shingles count neither as
//! shared nor as missing, and a passage that is mostly made of them is none.

use std::fmt;

use xxhash_rust::xxh3::xxh3_128;

use super::candidates::KeyMap;
use super::index::Index;
use super::signature::{folding, unfolding};
use super::{DedupOptions, Normalize};
use crate::{Error, ErrorKind, Result};

const MAGIC: [u8; 4] = *b"WCBP";
const HEADER: usize = 16;
/// Counters of the first pass over the documents; a power of two.
const COUNTERS: usize = 1 << 24;

/// A table of shingles that are boilerplate, as it was learned once: it does not change with what is compared.
///
/// ```
/// use wirecopy::dedup::{Boilerplate, DedupOptions, Index};
/// let mut index = Index::new(&DedupOptions::default())?;
/// for (k, news) in ["ferry", "harbour", "choir", "dam", "school"].iter().enumerate() {
///     let text = format!("The {news} of place {k} was in the news of day {k}. Sign up to our newsletter for more stories.");
///     index.insert_text(news, &text)?;
/// }
/// let table = Boilerplate::learn(&index, 4);
/// assert!(table.len() > 0);
/// assert_eq!(Boilerplate::from_bytes(&table.to_bytes())?, table);
/// # Ok::<(), wirecopy::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Boilerplate {
    normalize: Normalize,
    characters: bool,
    shingle: u8,
    /// In order, each once.
    grams: Vec<u32>,
    /// Bits of the shingles that are there: most others are seen not to be.
    bits: Vec<u64>,
    name: String,
}

impl Boilerplate {
    /// Learns from the documents of an index: shingles that occur in at least `least` documents of which no two
    /// are copies. One document of every group counts.
    pub fn learn(index: &Index, least: usize) -> Self {
        let least = least.max(2);
        let clusters = index.clusters();
        let one = || {
            let centre = |c: &super::Cluster| {
                c.evidence().iter().find(|m| m.joined().is_none()).map(super::Member::id)
            };
            clusters.iter().filter_map(centre).filter_map(|id| index.kept().get(id as usize))
        };
        // Shingles whose counter is low are rare whatever shares it.
        let mut counters = vec![0u8; COUNTERS];
        for gram in one().flat_map(|kept| &kept.grams) {
            let counter = &mut counters[*gram as usize % COUNTERS];
            *counter = counter.saturating_add(1);
        }
        let often = least.min(255) as u8;
        let mut documents: KeyMap<(u32, u32)> = KeyMap::default();
        for (kept, stamp) in one().zip(1..) {
            for gram in kept.grams.iter().filter(|g| counters[**g as usize % COUNTERS] >= often) {
                let (count, last) = documents.entry(*gram).or_default();
                *count += u32::from(*last != stamp);
                *last = stamp;
            }
        }
        let mut grams: Vec<u32> = documents
            .into_iter()
            .filter(|(_, (count, _))| *count as usize >= least)
            .map(|(gram, _)| gram)
            .collect();
        grams.sort_unstable();
        let options = index.options();
        Self::made((options.normalize, options.characters), options.shingle as u8, grams)
    }

    fn made((normalize, characters): (Normalize, bool), shingle: u8, grams: Vec<u32>) -> Self {
        let mut bits = vec![0u64; 1 << 10];
        for gram in &grams {
            bits[*gram as usize / 64 % (1 << 10)] |= 1 << (gram % 64);
        }
        let mut table = Self { normalize, characters, shingle, grams, bits, name: String::new() };
        table.name = format!("{:032x}", xxh3_128(&table.to_bytes()));
        table
    }

    /// The name that answers give it: a hash of its bytes, in hexadecimal.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many shingles it holds.
    pub fn len(&self) -> usize {
        self.grams.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.grams.is_empty()
    }

    pub(super) fn has(&self, gram: u32) -> bool {
        self.bits[gram as usize / 64 % (1 << 10)] >> (gram % 64) & 1 == 1
            && self.grams.binary_search(&gram).is_ok()
    }

    /// Whether it was learned from shingles of this kind.
    pub(super) fn fits(&self, options: &DedupOptions) -> bool {
        self.normalize == options.normalize
            && self.characters == options.characters
            && usize::from(self.shingle) == options.shingle
    }

    /// Its bytes, little-endian: `WCBP`, version 1, normalisation, shingle, number of shingles, the shingles in
    /// order.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(HEADER + 4 * self.grams.len());
        out.extend_from_slice(&MAGIC);
        out.extend_from_slice(&[1, 0, folding(self.normalize, self.characters), self.shingle]);
        out.extend_from_slice(&(self.grams.len() as u64).to_le_bytes());
        for gram in &self.grams {
            out.extend_from_slice(&gram.to_le_bytes());
        }
        out
    }

    /// Reads what [`to_bytes`](Self::to_bytes) wrote.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::SchemaVersion`] when the version is unknown, [`ErrorKind::CorruptIndex`] when the bytes are no
    /// table.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let broken = || Error::new(ErrorKind::CorruptIndex, "not a table of boilerplate");
        let (head, rest) = bytes.split_at_checked(HEADER).ok_or_else(broken)?;
        let folded = unfolding(head[6]).filter(|_| head[..4] == MAGIC).ok_or_else(broken)?;
        if head[4..6] != [1, 0] {
            return Err(Error::new(ErrorKind::SchemaVersion, "a table of boilerplate of an unknown version"));
        }
        let grams: Vec<u32> = rest.as_chunks::<4>().0.iter().map(|c| u32::from_le_bytes(*c)).collect();
        let mut count = [0; 8];
        count.copy_from_slice(&head[8..16]);
        if rest.len() % 4 != 0
            || u64::from_le_bytes(count) != grams.len() as u64
            || !grams.is_sorted_by(|x, y| x < y)
        {
            return Err(broken());
        }
        Ok(Self::made(folded, head[7], grams))
    }
}

impl fmt::Debug for Boilerplate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Boilerplate({}, {} shingles)", self.name, self.grams.len())
    }
}
