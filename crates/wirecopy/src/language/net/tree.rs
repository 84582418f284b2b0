//! The best tree of a sentence from scores of pairs: one root, no arcs that cross (Eisner 1996).

/// A longer sentence is read in pieces, so that time stays linear in the text.
const LONGEST: usize = 128;

/// What a tree is found with, kept from sentence to sentence.
#[derive(Debug, Default)]
pub(crate) struct Trees {
    /// Scores of stretches: head at the left, at the right; whole or wanting their last dependant.
    whole: [Vec<f32>; 2],
    open: Vec<f32>,
    /// Where each was put together.
    whole_at: [Vec<u8>; 2],
    open_at: Vec<u8>,
    stack: Vec<(usize, usize, u8)>,
}

impl Trees {
    /// The head of each word; the number of words for a root. `scores` holds a row a word, a column a head, and the
    /// root last.
    pub(crate) fn find(&mut self, scores: &[f32], n: usize, heads: &mut Vec<usize>) {
        heads.clear();
        heads.resize(n, n);
        let mut roots: Option<usize> = None;
        let mut first = 0;
        while first < n {
            // Pieces of a long sentence of about one length.
            let pieces = (n - first).div_ceil(LONGEST);
            let end = first + (n - first) / pieces.max(1);
            let root = self.piece(scores, n, first, end.max(first + 1), heads);
            match roots {
                None => roots = Some(root),
                Some(top) => heads[root] = top,
            }
            first = end.max(first + 1);
        }
    }

    /// The tree of one piece; gives its root.
    #[expect(clippy::many_single_char_names, reason = "words i to j, cut at k, as in the paper")]
    fn piece(&mut self, scores: &[f32], n: usize, first: usize, end: usize, heads: &mut [usize]) -> usize {
        let m = end - first;
        let score = |word: usize, head: usize| scores[(first + word) * (n + 1) + first + head];
        for list in self.whole.iter_mut().chain([&mut self.open]) {
            list.clear();
            list.resize(m * m, 0.0);
        }
        for list in self.whole_at.iter_mut().chain([&mut self.open_at]) {
            list.clear();
            list.resize(m * m, 0);
        }
        for width in 1..m {
            for i in 0..m - width {
                let j = i + width;
                // An arc between the ends: what stands between them belongs to one or the other.
                let (mut best, mut at) = (f32::MIN, i);
                for k in i..j {
                    let s = self.whole[0][i * m + k] + self.whole[1][(k + 1) * m + j];
                    if s > best {
                        (best, at) = (s, k);
                    }
                }
                self.open[i * m + j] = best;
                self.open_at[i * m + j] = at as u8;
                // Of scores that are no numbers the nearest word, so that every stretch gets shorter.
                let (mut best, mut at) = (f32::MIN, i + 1);
                for k in i + 1..=j {
                    let s = self.open[i * m + k] + score(k, i) + self.whole[0][k * m + j];
                    if s > best {
                        (best, at) = (s, k);
                    }
                }
                self.whole[0][i * m + j] = best;
                self.whole_at[0][i * m + j] = at as u8;
                let (mut best, mut at) = (f32::MIN, i);
                for k in i..j {
                    let s = self.whole[1][i * m + k] + self.open[k * m + j] + score(k, j);
                    if s > best {
                        (best, at) = (s, k);
                    }
                }
                self.whole[1][i * m + j] = best;
                self.whole_at[1][i * m + j] = at as u8;
            }
        }
        let (mut best, mut root) = (f32::MIN, 0);
        for r in 0..m {
            let s = self.whole[1][r] + self.whole[0][r * m + m - 1] + scores[(first + r) * (n + 1) + n];
            if s > best {
                (best, root) = (s, r);
            }
        }
        // Kinds of stretches: 0 head left, 1 head right.
        self.stack.clear();
        self.stack.push((0, root, 1));
        self.stack.push((root, m - 1, 0));
        while let Some((i, j, kind)) = self.stack.pop() {
            if i == j {
                continue;
            }
            let k = usize::from(self.whole_at[usize::from(kind)][i * m + j]);
            // The stretch is a whole one and an arc from its head to `k`, with what stands between.
            let (a, b) = if kind == 0 {
                heads[first + k] = first + i;
                self.stack.push((k, j, 0));
                (i, k)
            } else {
                heads[first + k] = first + j;
                self.stack.push((i, k, 1));
                (k, j)
            };
            let cut = usize::from(self.open_at[a * m + b]);
            self.stack.push((a, cut, 0));
            self.stack.push((cut + 1, b, 1));
        }
        heads[first + root] = n;
        first + root
    }
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
        let mut heads = Vec::new();
        for round in 0..60 {
            let n = 1 + round % 5;
            let scores: Vec<f32> = (0..n * (n + 1))
                .map(|_| {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    (state >> 40) as f32 / 1e6
                })
                .collect();
            trees.find(&scores, n, &mut heads);
            assert!(is_tree(&heads), "{heads:?}");
            let got: f32 = (0..n).map(|k| scores[k * (n + 1) + heads[k]]).sum();
            assert!((got - slow(&scores, n)).abs() < 1e-3);
        }
    }

    #[test]
    fn scores_that_are_no_numbers_make_trees_too() {
        for bad in [f32::NAN, f32::NEG_INFINITY, f32::INFINITY] {
            for n in 1..6 {
                let mut heads = Vec::new();
                Trees::default().find(&vec![bad; n * (n + 1)], n, &mut heads);
                assert!(is_tree(&heads), "{heads:?}");
            }
        }
    }

    #[test]
    fn long_sentences_are_trees_too() {
        let n = 700;
        let scores: Vec<f32> = (0..n * (n + 1)).map(|k| ((k * 7919) % 1009) as f32).collect();
        let mut heads = Vec::new();
        Trees::default().find(&scores, n, &mut heads);
        assert_eq!(heads.iter().filter(|&&h| h == n).count(), 1);
    }
}
