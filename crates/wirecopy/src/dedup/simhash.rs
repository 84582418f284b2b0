//! [`SimHash`]: 64 bits that differ in few places for texts that share most words.

use std::fmt;

use super::DedupOptions;
use super::shingle::{Tokens, mix};
use crate::{Document, Result};

/// A `SimHash` (Charikar 2002) of a text: each shingle votes on each of 64 bits.
///
/// It finds copies with small changes all over, and says nothing of texts that share less than most: prefer a
/// [`Signature`](super::Signature) where there is room for one. Part of signature scheme 1.
///
/// ```
/// use wirecopy::dedup::{DedupOptions, SimHash};
/// let options = DedupOptions::default().with_shingle(1);
/// let a = SimHash::of("The harbour wall at Port Vellin will hold, the minister said on Monday.", &options)?;
/// let b = SimHash::of("The harbor wall at Port Vellin will hold, a minister said on Monday.", &options)?;
/// let other = SimHash::of("Kaldova's parliament meets to vote on the budget and the fleet.", &options)?;
/// assert!(a.distance(b) < a.distance(other));
/// assert_eq!(SimHash::from_bits(a.bits()), a);
/// # Ok::<(), wirecopy::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SimHash(u64);

impl SimHash {
    /// The hash of a text under the options' normalisation and shingle; 0 for one without words.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidOption`](crate::ErrorKind::InvalidOption) when an option has a value it cannot have.
    pub fn of(text: &str, options: &DedupOptions) -> Result<Self> {
        options.check()?;
        Ok(Self::made(&Tokens::of(text, options).shingles(options.shingle)))
    }

    /// The hash of a document: of the body of a page, of all of a plain text.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidOption`](crate::ErrorKind::InvalidOption) when an option has a value it cannot have.
    pub fn of_document(document: &Document, options: &DedupOptions) -> Result<Self> {
        options.check()?;
        Ok(Self::made(&Tokens::of_document(document, options).shingles(options.shingle)))
    }

    fn made(shingles: &[u64]) -> Self {
        // 64 counters of 8 bits in 8 words, emptied before they run over.
        let mut votes = [0i64; 64];
        for some in shingles.chunks(255) {
            let mut counts = [0u64; 8];
            for &shingle in some {
                let h = mix(shingle ^ 0x9E37_79B9_7F4A_7C15);
                for (k, count) in counts.iter_mut().enumerate() {
                    *count += h >> k & 0x0101_0101_0101_0101;
                }
            }
            for (bit, vote) in votes.iter_mut().enumerate() {
                let ones = counts[bit % 8] >> (bit / 8 * 8) & 255;
                *vote += 2 * ones.cast_signed() - (some.len() as u64).cast_signed();
            }
        }
        Self(votes.iter().enumerate().fold(0, |bits, (bit, vote)| bits | u64::from(*vote > 0) << bit))
    }

    /// A hash by its bits.
    pub fn from_bits(bits: u64) -> Self {
        Self(bits)
    }

    /// Its bits.
    pub fn bits(self) -> u64 {
        self.0
    }

    /// In how many bits two differ: 0 to 64, about 32 for strangers.
    pub fn distance(self, other: Self) -> u32 {
        (self.0 ^ other.0).count_ones()
    }

    /// The cosine of the angle between the two texts' shingle counts, estimated from the distance.
    pub fn similarity(self, other: Self) -> f64 {
        (std::f64::consts::PI * f64::from(self.distance(other)) / 64.0).cos()
    }
}

impl fmt::Debug for SimHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SimHash({:016x})", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_counters_count_as_one_by_one() {
        let shingles: Vec<u64> = (0..700).map(mix).collect();
        let plain = (0..64).fold(0u64, |bits, bit| {
            let ones = shingles.iter().filter(|s| mix(**s ^ 0x9E37_79B9_7F4A_7C15) >> bit & 1 == 1).count();
            bits | u64::from(2 * ones > shingles.len()) << bit
        });
        assert_eq!(SimHash::made(&shingles).bits(), plain);
        assert_eq!(SimHash::made(&[]).bits(), 0);
    }
}
