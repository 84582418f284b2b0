//! The layers of the networks: rows of numbers in, rows of numbers out. Everything is summed in a fixed order, so that
//! every processor gives the same answer.

use super::kernel::{Rows, Work, wide};
use super::tensors::{Dense, Tensors, ZERO};

/// Sums are kept in lanes that any processor can work side by side.
const LANES: usize = 16;

/// Makes each row have mean 0 and variance 1, stretches and moves it.
#[derive(Clone, Debug)]
pub(crate) struct Norm {
    gain: Vec<f32>,
    bias: Vec<f32>,
}

#[inline(always)]
fn fold(lanes: [f32; LANES]) -> f32 {
    let mut half = LANES / 2;
    let mut lanes = lanes;
    while half > 0 {
        for k in 0..half {
            lanes[k] += lanes[k + half];
        }
        half /= 2;
    }
    lanes[0]
}

impl Norm {
    /// `width` is a multiple of the lanes.
    pub(crate) fn load(tensors: &Tensors<'_>, name: &str, width: usize) -> Option<Self> {
        width.is_multiple_of(LANES).then_some(())?;
        Some(Self {
            gain: tensors.numbers(&format!("{name}.gain"), width)?,
            bias: tensors.numbers(&format!("{name}.bias"), width)?,
        })
    }

    /// Rows of `width` numbers as activations of `unit` each.
    pub(crate) fn activations(&self, rows: &[f32], unit: f32, out: &mut Vec<u8>) {
        out.clear();
        out.resize(rows.len(), ZERO);
        wide(Normed { norm: self, rows, per_unit: 1.0 / unit, out });
    }
}

struct Normed<'a> {
    norm: &'a Norm,
    rows: &'a [f32],
    per_unit: f32,
    out: &'a mut [u8],
}

impl Work for Normed<'_> {
    type Out = ();

    #[inline(always)]
    fn run(self) {
        let Norm { gain, bias } = self.norm;
        let width = gain.len();
        let n = width as f32;
        for (row, out) in self.rows.chunks_exact(width).zip(self.out.chunks_exact_mut(width)) {
            let mut lanes = [0.0; LANES];
            for part in row.chunks_exact(LANES) {
                for (lane, x) in lanes.iter_mut().zip(part) {
                    *lane += x;
                }
            }
            let mean = fold(lanes) / n;
            let mut lanes = [0.0; LANES];
            for part in row.chunks_exact(LANES) {
                for (lane, x) in lanes.iter_mut().zip(part) {
                    *lane += (x - mean) * (x - mean);
                }
            }
            let scale = 1.0 / (fold(lanes) / n + 1e-5).sqrt();
            for (((slot, x), gain), bias) in out.iter_mut().zip(row).zip(gain).zip(bias) {
                *slot = activation((x - mean) * scale * gain + bias, self.per_unit);
            }
        }
    }
}

/// A number as an activation.
#[inline(always)]
fn activation(x: f32, per_unit: f32) -> u8 {
    // Adding this leaves the rounded number in the low bits.
    const ROUND: f32 = 12_582_912.0;
    let x = (x * per_unit).clamp(-127.0, 127.0) + ROUND;
    (x.to_bits() & 0xff) as u8 ^ ZERO
}

/// Numbers as activations of `unit` each.
pub(crate) fn activations(numbers: &[f32], unit: f32, out: &mut Vec<u8>) {
    out.clear();
    out.resize(numbers.len(), ZERO);
    wide(Plain { numbers, per_unit: 1.0 / unit, out });
}

struct Plain<'a> {
    numbers: &'a [f32],
    per_unit: f32,
    out: &'a mut [u8],
}

impl Work for Plain<'_> {
    type Out = ();

    #[inline(always)]
    fn run(self) {
        for (slot, &x) in self.out.iter_mut().zip(self.numbers) {
            *slot = activation(x, self.per_unit);
        }
    }
}

/// Rooms for what layers need on the way.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    z: Vec<u8>,
    starts: Vec<u32>,
}

/// A convolution whose result is added to what goes in.
#[derive(Clone, Debug)]
pub(crate) struct Layer {
    norm: Norm,
    dense: Dense<'static>,
    width: usize,
}

impl Layer {
    /// A layer that joins `parts` rows.
    pub(crate) fn load(tensors: &Tensors<'static>, name: &str, parts: usize, width: usize) -> Option<Self> {
        Some(Self {
            norm: Norm::load(tensors, name, width)?,
            dense: tensors.dense(name, parts * width, width)?,
            width,
        })
    }

    /// Adds to each row of `x` what the rows `pick` names for it give: one number a part, `None` for no row.
    pub(crate) fn add<const N: usize>(
        &self,
        x: &mut [f32],
        s: &mut Scratch,
        pick: impl Fn(usize) -> [Option<usize>; N],
    ) {
        let width = self.width;
        self.norm.activations(x, self.dense.unit, &mut s.z);
        // The row after the last stands for no row.
        let none = x.len() / width;
        s.z.resize((none + 1) * width, ZERO);
        s.starts.clear();
        s.starts.extend((0..none).flat_map(pick).map(|from| (from.unwrap_or(none) * width) as u32));
        self.dense.add(Rows { bytes: &s.z, starts: &s.starts, part: width }, x);
    }
}

/// 1 / (1 + e^-x), by sums and products alone.
pub(crate) fn logistic(x: f32) -> f32 {
    let x = (-x).clamp(-80.0, 80.0);
    // e^x as a power of two and a polynomial of what is left.
    let whole = (x * std::f32::consts::LOG2_E + 0.5).floor();
    let r = x - whole * std::f32::consts::LN_2;
    let mut sum = 1.0 / 720.0;
    for c in [1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0] {
        sum = sum * r + c;
    }
    1.0 / (1.0 + sum * f32::from_bits(((whole as i32 + 127) as u32) << 23))
}

#[cfg(test)]
mod tests {
    #[test]
    fn logistic_is_close() {
        for k in -400..400 {
            let x = k as f32 * 0.1;
            let right = 1.0 / (1.0 + (-f64::from(x)).exp());
            assert!((f64::from(super::logistic(x)) - right).abs() < 1e-6, "{x}");
        }
    }
}
