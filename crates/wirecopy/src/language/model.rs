//! Linear models with hashed features: the one form every learned part has.
//!
//! A feature is a 32-bit hash; the weight of a feature for a class is one cell of a table of 2^bits signed
//! bytes. Tables are read in place. Training works on the same cells through [`Weights`].
//!
//! File (`*.bin`): `WCM1`, number of bits (4 bytes), scale (4 bytes, float: what one unit of a weight is worth
//! in log-odds), then 2^bits bytes.

use super::Pack;

const MAGIC: &[u8; 4] = b"WCM1";
const HEAD: usize = 12;

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// Where the weight of a feature for a class is read.
pub(crate) trait Weights {
    /// The weight in a cell; the table masks the number to its size.
    fn get(&self, cell: u32) -> i32;

    /// The sum of the weights of `features` for `class`.
    fn score(&self, features: &[u32], class: usize) -> i32 {
        features.iter().map(|&f| self.get(cell(f, class))).sum()
    }
}

/// The cell of a feature for a class.
#[inline]
pub(crate) fn cell(feature: u32, class: usize) -> u32 {
    feature.wrapping_add((class as u32).wrapping_mul(0x9E37_79B1))
}

/// A feature of kind `kind` with two values.
#[inline]
pub(crate) fn feature(kind: u32, a: u32, b: u32) -> u32 {
    let mut h = kind.wrapping_mul(0x9E37_79B1) ^ a;
    h = h.wrapping_mul(0x85EB_CA6B);
    h ^= h >> 15;
    h = (h ^ b).wrapping_mul(0xC2B2_AE35);
    h ^= h >> 16;
    h.wrapping_mul(0x27D4_EB2F) ^ (h >> 11)
}

/// A finished table, read in place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Table {
    mask: u32,
    scale: f32,
    cells: &'static [u8],
}

impl Table {
    /// The table of a pack's section; when there is none, or it is damaged, one that knows nothing.
    pub(crate) fn load(pack: &Pack, section: &str) -> Self {
        pack.bytes(section).and_then(Self::read).unwrap_or(Self { mask: 0, scale: 0.0, cells: &[0] })
    }

    pub(crate) fn read(bytes: &'static [u8]) -> Option<Self> {
        if !Self::is_good(bytes) {
            return None;
        }
        let cells = &bytes[HEAD..];
        Some(Self { mask: (cells.len() - 1) as u32, scale: f32::from_bits(number(bytes, 8)?), cells })
    }

    /// Whether the bytes are a table.
    pub(crate) fn is_good(bytes: &[u8]) -> bool {
        let size = number(bytes, 4).filter(|&bits| bits < 28).map(|bits| HEAD + (1 << bits));
        bytes.starts_with(MAGIC) && size == Some(bytes.len())
    }

    /// Whether it knows nothing.
    pub(crate) fn is_empty(&self) -> bool {
        self.mask == 0
    }

    /// The probability a sum of weights stands for.
    pub(crate) fn probability(&self, sum: i32) -> f32 {
        1.0 / (1.0 + (-(sum as f32) * self.scale).exp())
    }
}

impl Weights for Table {
    #[inline]
    fn get(&self, cell: u32) -> i32 {
        i32::from(i8::from_le_bytes([self.cells[(cell & self.mask) as usize]]))
    }
}

/// The file of a table, from weights of any scale: the largest thousandth is cut off to what a byte holds.
#[cfg(any(feature = "training", test))]
pub(crate) fn write_table(weights: &[f32]) -> Vec<u8> {
    let mut sizes: Vec<f32> = weights.iter().map(|w| w.abs()).filter(|&w| w > 0.0).collect();
    sizes.sort_by(f32::total_cmp);
    let top = sizes.get((sizes.len() * 1999) / 2000).copied().unwrap_or(1.0).max(f32::MIN_POSITIVE);
    let scale = top / 127.0;
    let mut out = MAGIC.to_vec();
    out.extend(weights.len().trailing_zeros().to_le_bytes());
    out.extend(scale.to_bits().to_le_bytes());
    out.extend(weights.iter().map(|w| ((w / scale).round().clamp(-127.0, 127.0) as i8).to_le_bytes()[0]));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_reads_back_and_refuses_damage() {
        let bytes: &'static [u8] = Box::leak(write_table(&[0.0, 1.0, -1.0, 0.5]).into_boxed_slice());
        let table = Table::read(bytes).unwrap();
        assert_eq!((table.get(1), table.get(2), table.get(5)), (127, -127, 127));
        assert!(table.probability(127) > 0.7 && !table.is_empty());
        for cut in 0..bytes.len() {
            assert!(Table::read(&bytes[..cut]).is_none());
        }
    }
}
