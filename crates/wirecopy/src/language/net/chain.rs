//! The best label of each word, or the best sequence of labels, given scores of labels and of pairs of neighbours
//! (Viterbi).

use super::kernel::{Work, wide};

/// Labels are looked at in lanes; there are no more of a sequence.
const LANES: usize = 16;

/// The score of label b after label a, in row a; rows are filled up to whole lanes.
#[derive(Clone, Debug)]
pub(crate) struct Pairs<const N: usize>([[f32; LANES]; N]);

impl<const N: usize> Pairs<N> {
    /// From the score of label b after label a at a * N + b.
    pub(crate) fn new(numbers: &[f32]) -> Self {
        const { assert!(N > 0 && N <= LANES) };
        let mut out = [[0.0; LANES]; N];
        for (row, numbers) in out.iter_mut().zip(numbers.chunks_exact(N)) {
            row[..N].copy_from_slice(numbers);
        }
        Self(out)
    }
}

/// Rooms for the search.
#[derive(Debug, Default)]
pub(crate) struct Chain {
    back: Vec<[u8; LANES]>,
}

impl Chain {
    /// Writes the best labels of the rows of `scores`, each of `stride` numbers, whole lanes, of which the first `N`
    /// count.
    pub(crate) fn best<const N: usize>(
        &mut self,
        scores: &[f32],
        stride: usize,
        pairs: &Pairs<N>,
        out: &mut [u8],
    ) {
        if out.is_empty() {
            return;
        }
        self.back.clear();
        self.back.resize(out.len(), [0; LANES]);
        let last = wide(Forward { scores, stride, pairs, back: &mut self.back });
        let top = (0..N).max_by(|&a, &b| last[a].total_cmp(&last[b]).then(b.cmp(&a)));
        let mut label = top.unwrap_or(0);
        for (slot, back) in out.iter_mut().zip(&self.back).rev() {
            *slot = label as u8;
            label = usize::from(back[label]);
        }
    }
}

struct Forward<'a, const N: usize> {
    scores: &'a [f32],
    stride: usize,
    pairs: &'a Pairs<N>,
    back: &'a mut [[u8; LANES]],
}

impl<const N: usize> Work for Forward<'_, N> {
    /// The best scores that end in each label of the last word.
    type Out = [f32; LANES];

    #[inline(always)]
    fn run(self) -> Self::Out {
        let mut now = [0.0; LANES];
        now.copy_from_slice(&self.scores[..LANES]);
        for (back, row) in self.back.iter_mut().zip(self.scores.chunks_exact(self.stride)).skip(1) {
            let (mut best, mut from) = ([f32::MIN; LANES], [0i32; LANES]);
            for (a, pairs) in self.pairs.0.iter().enumerate() {
                for b in 0..LANES {
                    let s = now[a] + pairs[b] + row[b];
                    let larger = s > best[b];
                    best[b] = if larger { s } else { best[b] };
                    from[b] = if larger { a as i32 } else { from[b] };
                }
            }
            now = best;
            for (back, from) in back.iter_mut().zip(from) {
                *back = from as u8;
            }
        }
        now
    }
}

/// Appends for each row of `stride` numbers the place of the largest of the first `count`, the first of equals.
pub(crate) fn tops(scores: &[f32], stride: usize, count: usize, out: &mut Vec<u8>) {
    wide(Tops { scores, stride, count, out });
}

struct Tops<'a> {
    scores: &'a [f32],
    stride: usize,
    count: usize,
    out: &'a mut Vec<u8>,
}

impl Work for Tops<'_> {
    type Out = ();

    #[inline(always)]
    #[expect(clippy::float_cmp, reason = "one of them is that number")]
    fn run(self) {
        for row in self.scores.chunks_exact(self.stride) {
            let row = &row[..self.count];
            let (parts, rest) = row.as_chunks::<LANES>();
            let mut lanes = [row[0]; LANES];
            for part in parts {
                for (lane, &x) in lanes.iter_mut().zip(part) {
                    *lane = if x > *lane { x } else { *lane };
                }
            }
            let best =
                lanes.into_iter().chain(rest.iter().copied()).fold(row[0], |a, x| if x > a { x } else { a });
            // None when the first is no number, which nothing is larger than.
            let holds = |part: &[f32; LANES]| part.iter().filter(|x| **x == best).count() > 0;
            let from = parts.iter().position(holds).map_or(parts.len(), |k| k) * LANES;
            let at = row[from..].iter().position(|&x| x == best).map_or(0, |k| from + k);
            self.out.push(at as u8);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_sequence_is_found() {
        let mut state = 3u32;
        let mut next = move || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) as f32 / 4096.0
        };
        let mut chain = Chain::default();
        for n in [1, 2, 5] {
            let numbers: Vec<f32> = (0..9).map(|_| next()).collect();
            let scores: Vec<f32> = (0..n * LANES).map(|_| next()).collect();
            let value = |labels: &[usize]| -> f32 {
                let own: f32 = labels.iter().enumerate().map(|(t, &l)| scores[t * LANES + l]).sum();
                own + labels.windows(2).map(|w| numbers[w[0] * 3 + w[1]]).sum::<f32>()
            };
            let mut best = f32::MIN;
            for code in 0..3usize.pow(n as u32) {
                let labels: Vec<usize> = (0..n).map(|t| code / 3usize.pow(t as u32) % 3).collect();
                best = best.max(value(&labels));
            }
            let mut out = vec![0; n];
            chain.best(&scores, LANES, &Pairs::<3>::new(&numbers), &mut out);
            let got = value(&out.iter().map(|&l| usize::from(l)).collect::<Vec<_>>());
            assert!((got - best).abs() < 1e-3, "{got} {best}");
        }
    }

    #[test]
    fn the_first_of_the_largest_is_taken() {
        for (row, at) in [
            (vec![0.0; 20], 0),
            ((0..20).map(|k| k as f32).collect(), 18),
            ((0..20).map(|k| -(k as f32)).collect(), 0),
            ((0..20).map(|k| if k % 7 == 3 { 1.0 } else { 0.0 }).collect(), 3),
            ((0..20).map(|k| if k == 17 { 1.0 } else { f32::NEG_INFINITY }).collect(), 17),
            (vec![f32::NAN; 20], 0),
            ((0..20).map(|k| if k == 5 { f32::NAN } else { k as f32 }).collect(), 18),
        ] {
            let mut out = Vec::new();
            tops(&row, 20, 19, &mut out);
            assert_eq!(out, [at], "{row:?}");
        }
    }
}
