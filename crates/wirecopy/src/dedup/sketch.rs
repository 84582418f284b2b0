//! [`Sketch`]: a signature cut to a few bits for each value, for storage.
//!
//! Two values that differ agree in `b` bits once in `2^b` times, so the share of equal ones is corrected by that
//! (b-bit minwise hashing, Li and König 2010).

use super::Signature;
use super::signature::unfolding;
use crate::{Error, ErrorKind, Result};

const MAGIC: [u8; 4] = *b"WCSK";
const HEADER: usize = 16;

/// The lowest bits of the values of a [`Signature`]: 1, 2, 4 or 8 of each.
///
/// ```
/// use wirecopy::dedup::{DedupOptions, Signature, Sketch};
/// let text = "The harbour wall at Port Vellin will hold, the minister said on Monday.";
/// let sketch = Signature::of(text, &DedupOptions::default())?.sketch(2)?;
/// assert_eq!(sketch.to_bytes().len(), 16 + 128 * 2 / 8);
/// assert_eq!(sketch.similarity(&sketch)?, 1.0);
/// assert_eq!(Sketch::from_bytes(&sketch.to_bytes())?, sketch);
/// # Ok::<(), wirecopy::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Sketch {
    scheme: u16,
    normalize: u8,
    shingle: u8,
    bits: u8,
    /// Number of values; none of a text without words.
    values: u32,
    packed: Box<[u8]>,
}

impl Sketch {
    pub(super) fn made(signature: &Signature, bits: u8) -> Result<Self> {
        if !matches!(bits, 1 | 2 | 4 | 8) {
            return Err(Error::new(
                ErrorKind::InvalidOption,
                format!("the bits of a sketch are 1, 2, 4 or 8, not {bits}"),
            ));
        }
        let [scheme_low, scheme_high, normalize, shingle] = signature.way();
        let values = if signature.words() == 0 { &[][..] } else { signature.values() };
        Ok(Self {
            scheme: u16::from_le_bytes([scheme_low, scheme_high]),
            normalize,
            shingle,
            bits,
            values: values.len() as u32,
            packed: pack(values, bits),
        })
    }

    /// How many bits of each value it has.
    pub fn bits(&self) -> u8 {
        self.bits
    }

    /// How many values.
    pub fn len(&self) -> usize {
        self.values as usize
    }

    /// Whether it is of a text without words.
    pub fn is_empty(&self) -> bool {
        self.values == 0
    }

    /// The Jaccard similarity of the two texts' shingles, estimated; 0 for a text without words.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidOption`] when the two were not made in the same way.
    pub fn similarity(&self, other: &Self) -> Result<f64> {
        let way = |s: &Self| (s.scheme, s.normalize, s.shingle, s.bits);
        if way(self) != way(other) || self.values != other.values && !self.is_empty() && !other.is_empty() {
            return Err(Error::new(
                ErrorKind::InvalidOption,
                "sketches of different scheme, normalisation, shingle, bits or length cannot be compared",
            ));
        }
        if self.is_empty() || other.is_empty() {
            return Ok(0.0);
        }
        Ok(similarity(&self.packed, &other.packed, self.bits, self.len()))
    }

    /// The standard error of [`similarity`](Self::similarity) at a value of it.
    pub fn standard_error(&self, similarity: f64) -> f64 {
        standard_error(similarity, self.bits, self.len())
    }

    /// Its bytes, little-endian: `WCSK`, scheme, normalisation, shingle, bits, three zeros, number of values, the
    /// values packed from the lowest bit on.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(HEADER + self.packed.len());
        out.extend_from_slice(&MAGIC);
        out.extend_from_slice(&self.scheme.to_le_bytes());
        out.extend_from_slice(&[self.normalize, self.shingle, self.bits, 0, 0, 0]);
        out.extend_from_slice(&self.values.to_le_bytes());
        out.extend_from_slice(&self.packed);
        out
    }

    /// Reads what [`to_bytes`](Self::to_bytes) wrote.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::SchemaVersion`] when the scheme is unknown, [`ErrorKind::CorruptIndex`] when the bytes
    /// are no sketch.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let broken = || Error::new(ErrorKind::CorruptIndex, "not a sketch");
        let (head, rest) = bytes.split_at_checked(HEADER).ok_or_else(broken)?;
        let scheme = u16::from_le_bytes([head[4], head[5]]);
        let values = u32::from_le_bytes([head[12], head[13], head[14], head[15]]);
        let (normalize, shingle, bits) = (head[6], head[7], head[8]);
        if head[..4] != MAGIC
            || unfolding(normalize).is_none()
            || !matches!(bits, 1 | 2 | 4 | 8)
            || head[9..12] != [0; 3]
        {
            return Err(broken());
        }
        if scheme != 1 {
            return Err(Error::new(
                ErrorKind::SchemaVersion,
                format!("signature scheme {scheme} is not known; this release knows 1"),
            ));
        }
        if rest.len() as u64 != (u64::from(values) * u64::from(bits)).div_ceil(8) {
            return Err(broken());
        }
        Ok(Self { scheme, normalize, shingle, bits, values, packed: rest.into() })
    }
}

/// The lowest bits of some values, packed from the lowest bit of the first byte on.
pub(super) fn pack(values: &[u32], bits: u8) -> Box<[u8]> {
    let each = 8 / usize::from(bits);
    let mask = ((1u32 << bits) - 1) as u8;
    let byte =
        |some: &[u32]| some.iter().rev().fold(0u32, |b, v| b << bits | u32::from(*v as u8 & mask)) as u8;
    values.chunks(each).map(byte).collect()
}

/// The similarity two packed lists of `n` values speak for.
pub(super) fn similarity(a: &[u8], b: &[u8], bits: u8, n: usize) -> f64 {
    let each = 8 / usize::from(bits);
    let mask = ((1u32 << bits) - 1) as u8;
    let mut same = 0;
    for (k, (x, y)) in a.iter().zip(b).enumerate() {
        let differ = x ^ y;
        let inside = each.min(n.saturating_sub(k * each));
        same += (0..inside).filter(|v| differ >> (v * usize::from(bits)) & mask == 0).count();
    }
    let chance = 0.5f64.powi(i32::from(bits));
    ((same as f64 / n.max(1) as f64 - chance) / (1.0 - chance)).max(0.0)
}

/// The standard error of [`similarity`] at a value of it.
pub(super) fn standard_error(similarity: f64, bits: u8, n: usize) -> f64 {
    let chance = 0.5f64.powi(i32::from(bits));
    let equal = chance + (1.0 - chance) * similarity.clamp(0.0, 1.0);
    (equal * (1.0 - equal) / n.max(1) as f64).sqrt() / (1.0 - chance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_packed_from_the_lowest_bit() {
        assert_eq!(*pack(&[1, 2, 3, 0, 3], 2), [0b00_11_10_01, 0b11]);
        assert_eq!(*pack(&[0x1FF, 7], 8), [0xFF, 7]);
        let (a, b) = (pack(&[1, 2, 3, 0, 3], 2), pack(&[1, 2, 3, 0, 2], 2));
        assert!((similarity(&a, &b, 2, 5) - (0.8 - 0.25) / 0.75).abs() < 1e-12);
        assert!((similarity(&a, &a, 2, 5) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn fewer_bits_err_more() {
        assert!(standard_error(0.5, 1, 128) > standard_error(0.5, 8, 128));
        assert!((standard_error(0.5, 8, 128) - (0.25f64 / 128.0).sqrt()).abs() < 0.001);
    }
}
