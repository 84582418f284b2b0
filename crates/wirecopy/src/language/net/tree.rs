//! The best tree of a sentence from scores of pairs: one root, no arcs that cross (Eisner 1996).
//!
//! Everything is kept by distance: what belongs to the stretch from word i to word i + d stands in row d at i. So
//! neighbouring stretches of one length stand side by side and are found together.

use std::ops::Range;

use super::kernel::{Work, wide};

/// A longer sentence is read in pieces, so that time stays linear in the text.
const LONGEST: usize = 128;
/// Stretches found together.
pub(crate) const LANES: usize = 16;

/// The pieces a sentence of `n` words is read in, of about one length.
pub(crate) fn pieces(n: usize) -> impl Iterator<Item = Range<usize>> {
    let mut first = 0;
    std::iter::from_fn(move || {
        let left = n - first;
        (left > 0).then(|| {
            let piece = first..first + (left / left.div_ceil(LONGEST)).max(1);
            first = piece.end;
            piece
        })
    })
}

/// What a tree is found with, kept from sentence to sentence.
#[derive(Debug, Default)]
pub(crate) struct Trees {
    /// Words of the piece, and how far apart rows are: rows are read a little beyond their ends.
    words: usize,
    stride: usize,
    /// Scores of arcs between words that are d apart: to the head on the left, and to the head on the right.
    pub(crate) left: Vec<f32>,
    pub(crate) right: Vec<f32>,
    /// The score of each word as the root.
    pub(crate) root: Vec<f32>,
    /// The best of stretches: whole with their heads at the left, whole with their heads at the right, and such that
    /// want an arc between their ends; the last also with that arc, its head at the left.
    whole: [Vec<f32>; 2],
    open: Vec<f32>,
    arc: Vec<f32>,
    stack: Vec<(usize, usize, bool)>,
}

impl Trees {
    /// Makes room for a piece of some words; `left`, `right` and `root` are then to be filled in. Gives the distance
    /// between rows.
    pub(crate) fn begin(&mut self, words: usize) -> usize {
        self.words = words;
        self.stride = words + LANES;
        let all = [&mut self.left, &mut self.right, &mut self.open, &mut self.arc];
        for list in all.into_iter().chain(&mut self.whole) {
            // What stood there before is never read as a score: cells beyond the end only touch others such.
            list.resize((words + 1) * self.stride, 0.0);
        }
        for list in &mut self.whole {
            list[..self.stride].fill(0.0);
        }
        self.root.resize(words + LANES, 0.0);
        self.stride
    }

    /// Writes the head of each word of the piece, the number of words for its root; gives the root.
    pub(crate) fn find(&mut self, heads: &mut [usize]) -> usize {
        wide(Inside(self));
        let (m, stride) = (self.words, self.stride);
        let (mut best, mut root) = (f32::MIN, 0);
        for r in 0..m {
            let s = self.whole[1][r * stride] + self.whole[0][(m - 1 - r) * stride + r] + self.root[r];
            if s > best {
                (best, root) = (s, r);
            }
        }
        self.stack.clear();
        self.stack.push((0, root, true));
        self.stack.push((root, m - 1, false));
        while let Some((i, j, head_right)) = self.stack.pop() {
            if i == j {
                continue;
            }
            // The stretch is a whole one and an arc from its head to `k`, with what stands between.
            let (a, b) = if head_right {
                let k = first_best(j - i, |d| self.right_at(i, j, d)).unwrap_or(0) + i;
                heads[k] = j;
                self.stack.push((i, k, true));
                (k, j)
            } else {
                // Of scores that are no numbers the nearest word, so that every stretch gets shorter.
                let k = first_best(j - i, |d| self.left_at(i, j, d + 1)).unwrap_or(0) + i + 1;
                heads[k] = i;
                self.stack.push((k, j, false));
                (i, k)
            };
            let cut = a + first_best(b - a, |d| self.open_at(a, b, d)).unwrap_or(0);
            self.stack.push((a, cut, false));
            self.stack.push((cut + 1, b, true));
        }
        heads[root] = m;
        root
    }

    /// The heads of the words of a sentence of `n` words, the number of words for the root; `scores` holds a row a word, a
    /// column a head, and the root last.
    #[cfg(any(feature = "training", test))]
    pub(crate) fn find_rows(&mut self, scores: &[f32], n: usize) -> Vec<usize> {
        let mut heads = vec![n; n];
        let mut top = None;
        for piece in pieces(n) {
            let score = |word: usize, head: usize| scores[(piece.start + word) * (n + 1) + head];
            let stride = self.begin(piece.len());
            for i in 0..piece.len() {
                for j in i + 1..piece.len() {
                    self.left[(j - i) * stride + i] = score(j, piece.start + i);
                    self.right[(j - i) * stride + i] = score(i, piece.start + j);
                }
                self.root[i] = score(i, n);
            }
            let own = &mut heads[piece.clone()];
            let root = self.find(own);
            for head in own.iter_mut() {
                *head += piece.start;
            }
            own[root] = top.unwrap_or(n);
            top = top.or(Some(piece.start + root));
        }
        heads
    }

    /// The score of a stretch whose ends an arc is to join, cut behind word `i + d`.
    fn open_at(&self, i: usize, j: usize, d: usize) -> f32 {
        self.whole[0][d * self.stride + i] + self.whole[1][(j - i - d - 1) * self.stride + i + d + 1]
    }

    /// The score of a whole stretch with its head at the left and an arc to word `i + d`.
    fn left_at(&self, i: usize, j: usize, d: usize) -> f32 {
        self.arc[d * self.stride + i] + self.whole[0][(j - i - d) * self.stride + i + d]
    }

    /// The score of a whole stretch with its head at the right and an arc to word `i + d`.
    fn right_at(&self, i: usize, j: usize, d: usize) -> f32 {
        let far = (j - i - d) * self.stride + i + d;
        self.whole[1][d * self.stride + i] + self.open[far] + self.right[far]
    }
}

/// The first of the largest scores, if any is a number.
fn first_best(count: usize, score: impl Fn(usize) -> f32) -> Option<usize> {
    let (mut best, mut at) = (f32::MIN, None);
    for d in 0..count {
        let s = score(d);
        if s > best {
            (best, at) = (s, Some(d));
        }
    }
    at
}

/// Finds the best score of each stretch, from the shortest to the longest.
struct Inside<'a>(&'a mut Trees);

impl Work for Inside<'_> {
    type Out = ();

    #[inline(always)]
    #[expect(clippy::many_single_char_names, reason = "stretches of width w from i, cut at i + d")]
    fn run(self) {
        let Trees { words, stride, left, right, whole: [l, r], open, arc, .. } = self.0;
        let (words, stride) = (*words, *stride);
        for w in 1..words {
            for i in (0..words - w).step_by(LANES) {
                let mut best = [f32::MIN; LANES];
                for d in 0..w {
                    let (a, b) = (lanes(l, d * stride + i), lanes(r, (w - d - 1) * stride + i + d + 1));
                    for k in 0..LANES {
                        best[k] = larger(a[k] + b[k], best[k]);
                    }
                }
                let at = w * stride + i;
                open[at..at + LANES].copy_from_slice(&best);
                for (best, score) in best.iter_mut().zip(lanes(left, at)) {
                    *best += score;
                }
                arc[at..at + LANES].copy_from_slice(&best);
                let mut best = [f32::MIN; LANES];
                for d in 1..=w {
                    let (a, b) = (lanes(arc, d * stride + i), lanes(l, (w - d) * stride + i + d));
                    for k in 0..LANES {
                        best[k] = larger(a[k] + b[k], best[k]);
                    }
                }
                l[at..at + LANES].copy_from_slice(&best);
                let mut best = [f32::MIN; LANES];
                for d in 0..w {
                    let far = (w - d) * stride + i + d;
                    let (a, b, c) = (lanes(r, d * stride + i), lanes(open, far), lanes(right, far));
                    for k in 0..LANES {
                        best[k] = larger(a[k] + b[k] + c[k], best[k]);
                    }
                }
                r[at..at + LANES].copy_from_slice(&best);
            }
        }
    }
}

#[inline(always)]
fn lanes(list: &[f32], at: usize) -> [f32; LANES] {
    let mut out = [0.0; LANES];
    out.copy_from_slice(&list[at..at + LANES]);
    out
}

/// `s` if it is larger than `best`, which what is no number never is.
#[inline(always)]
fn larger(s: f32, best: f32) -> f32 {
    if s > best { s } else { best }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All trees of a few words, tried one by one.
    fn slow(scores: &[f32], n: usize) -> f32 {
        let mut best = f32::MIN;
        let mut heads = vec![0; n];
        let count = (n + 1).pow(n as u32);
        for code in 0..count {
            let mut c = code;
            for h in &mut heads {
                *h = c % (n + 1);
                c /= n + 1;
            }
            if is_tree(&heads) {
                best = best.max((0..n).map(|k| scores[k * (n + 1) + heads[k]]).sum());
            }
        }
        best
    }

    fn is_tree(heads: &[usize]) -> bool {
        let n = heads.len();
        let one = heads.iter().filter(|&&h| h == n).count() == 1;
        let reaches = |mut k: usize| {
            for _ in 0..=n {
                if k == n {
                    return true;
                }
                k = heads[k];
            }
            false
        };
        let under = |mut k: usize, top: usize| {
            for _ in 0..=n {
                if k == top {
                    return true;
                }
                if k == n {
                    return false;
                }
                k = heads[k];
            }
            false
        };
        let flat = (0..n).all(|k| {
            let h = heads[k];
            h == n || (k.min(h)..k.max(h)).all(|w| under(w, h))
        });
        one && (0..n).all(reaches) && flat
    }

    #[test]
    fn the_best_tree_is_found() {
        let mut state = 7u64;
        let mut trees = Trees::default();
        for round in 0..60 {
            let n = 1 + round % 5;
            let scores: Vec<f32> = (0..n * (n + 1))
                .map(|_| {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    (state >> 40) as f32 / 1e6
                })
                .collect();
            let heads = trees.find_rows(&scores, n);
            assert!(is_tree(&heads), "{heads:?}");
            let got: f32 = (0..n).map(|k| scores[k * (n + 1) + heads[k]]).sum();
            assert!((got - slow(&scores, n)).abs() < 1e-3);
        }
    }

    #[test]
    fn scores_that_are_no_numbers_make_trees_too() {
        for bad in [f32::NAN, f32::NEG_INFINITY, f32::INFINITY] {
            for n in 1..6 {
                let heads = Trees::default().find_rows(&vec![bad; n * (n + 1)], n);
                assert!(is_tree(&heads), "{heads:?}");
            }
        }
    }

    #[test]
    fn long_sentences_are_cut_into_pieces_of_one_length() {
        for (n, right) in [
            (0, vec![]),
            (1, vec![1]),
            (128, vec![128]),
            (129, vec![64, 65]),
            (700, vec![116, 116, 117, 117, 117, 117]),
        ] {
            assert_eq!(pieces(n).map(|p| p.len()).collect::<Vec<_>>(), right);
            assert_eq!(pieces(n).last().map_or(0, |p| p.end), n);
        }
    }

    #[test]
    fn sentences_of_all_lengths_are_trees() {
        let mut trees = Trees::default();
        for n in [128, 3, 33, 17, 700, 16, 1, 64] {
            let scores: Vec<f32> = (0..n * (n + 1)).map(|k| ((k * 7919) % 1009) as f32).collect();
            let heads = trees.find_rows(&scores, n);
            assert!(is_tree(&heads), "{heads:?}");
        }
    }
}
