//! The scores of arcs of a piece of a sentence: each word compared with each other as its head.

use super::kernel::{Work, wide};
use super::tree::{LANES, Trees};

/// What words are compared by, a row a number: neighbours stand side by side.
#[derive(Debug, Default)]
pub(crate) struct Arcs {
    lower: Vec<f32>,
    upper: Vec<f32>,
    stride: usize,
}

impl Arcs {
    /// Writes into `trees` the score of each arc of the words whose rows are given, as dependants and as heads, each of
    /// as many numbers as `root` has. `far` says what is added for the distance from the word to its head.
    pub(crate) fn score(
        &mut self,
        lower: &[f32],
        upper: &[f32],
        root: &[f32],
        far: impl Fn(i64) -> f32,
        trees: &mut Trees,
    ) {
        let size = root.len();
        let words = lower.len() / size.max(1);
        let stride = trees.begin(words);
        // An odd number of lanes apart, so that the rows do not all fall on the same lines of the cache.
        self.stride = ((words.div_ceil(LANES) + 1) | 1) * LANES;
        for (rows, turned) in [(lower, &mut self.lower), (upper, &mut self.upper)] {
            turned.resize(size * self.stride, 0.0);
            for (k, row) in rows.chunks_exact(size).enumerate() {
                for (slot, &x) in turned[k..].iter_mut().step_by(self.stride).zip(row) {
                    *slot = x;
                }
            }
        }
        let biases: Vec<[f32; 2]> = (0..words as i64).map(|d| [far(-d), far(d)]).collect();
        wide(Scores { arcs: self, root, biases: &biases, trees, stride });
    }
}

struct Scores<'a> {
    arcs: &'a Arcs,
    root: &'a [f32],
    biases: &'a [[f32; 2]],
    trees: &'a mut Trees,
    stride: usize,
}

impl Work for Scores<'_> {
    type Out = ();

    #[inline(always)]
    fn run(self) {
        let Self { arcs, root, biases, trees, stride } = self;
        let words = biases.len();
        let (size, wide) = (root.len(), arcs.stride);
        for (d, bias) in biases.iter().enumerate().skip(1) {
            for p in (0..words - d).step_by(LANES) {
                let at = d * stride + p;
                let left = products(size, |k| {
                    (lanes(&arcs.lower, k * wide + p + d), lanes(&arcs.upper, k * wide + p))
                });
                let right = products(size, |k| {
                    (lanes(&arcs.lower, k * wide + p), lanes(&arcs.upper, k * wide + p + d))
                });
                for (k, (left, right)) in left.iter().zip(right).enumerate() {
                    trees.left[at + k] = left + bias[0];
                    trees.right[at + k] = right + bias[1];
                }
            }
        }
        for p in (0..words).step_by(LANES) {
            let scores = products(size, |k| (lanes(&arcs.lower, k * wide + p), [root[k]; LANES]));
            trees.root[p..p + LANES].copy_from_slice(&scores);
        }
    }
}

/// Sums of products, for each lane in one order: every sixteenth number first.
#[inline(always)]
fn products(size: usize, pair: impl Fn(usize) -> ([f32; LANES], [f32; LANES])) -> [f32; LANES] {
    let mut sums = [0.0; LANES];
    for k in 0..LANES {
        let mut some = [0.0; LANES];
        for at in (k..size).step_by(LANES) {
            let (a, b) = pair(at);
            for lane in 0..LANES {
                some[lane] += a[lane] * b[lane];
            }
        }
        for lane in 0..LANES {
            sums[lane] += some[lane];
        }
    }
    sums
}

#[inline(always)]
fn lanes(list: &[f32], at: usize) -> [f32; LANES] {
    let mut out = [0.0; LANES];
    out.copy_from_slice(&list[at..at + LANES]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arcs_have_the_scores_of_their_words() {
        let mut arcs = Arcs::default();
        let mut trees = Trees::default();
        let root: Vec<f32> = (0..64).map(|k| (k % 5) as f32 - 2.0).collect();
        for words in [1, 2, 16, 17, 40] {
            let number = |k: usize, m: usize| ((k * m) % 23) as f32 - 11.0;
            let lower: Vec<f32> = (0..64 * words).map(|k| number(k, 7)).collect();
            let upper: Vec<f32> = (0..64 * words).map(|k| number(k, 11)).collect();
            arcs.score(&lower, &upper, &root, |d| d as f32, &mut trees);
            let stride = words + LANES;
            let dot = |i: usize, b: &[f32]| -> f32 {
                lower[i * 64..][..64].iter().zip(b).map(|(a, b)| a * b).sum()
            };
            for i in 0..words {
                assert!((trees.root[i] - dot(i, &root)).abs() < 1e-3);
                for j in 0..words {
                    let right = dot(i, &upper[j * 64..]) + j as f32 - i as f32;
                    let got = match i.abs_diff(j) {
                        0 => continue,
                        d if j > i => trees.right[d * stride + i],
                        d => trees.left[d * stride + j],
                    };
                    assert!((got - right).abs() < 1e-3, "{i} under {j}: {got}, not {right}");
                }
            }
        }
    }
}
