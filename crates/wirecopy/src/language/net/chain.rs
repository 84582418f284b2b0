//! The best sequence of labels, given scores of labels and of pairs of neighbours (Viterbi).

/// Rooms for the search.
#[derive(Debug, Default)]
pub(crate) struct Chain {
    now: Vec<f32>,
    next: Vec<f32>,
    back: Vec<u8>,
}

impl Chain {
    /// Writes the best labels of the rows of `scores`, each of `stride` numbers of which the first `labels` count.
    /// `pairs` holds the score of label b after label a at a * labels + b.
    pub(crate) fn best(
        &mut self,
        scores: &[f32],
        stride: usize,
        labels: usize,
        pairs: &[f32],
        out: &mut [u8],
    ) {
        let n = out.len();
        if n == 0 {
            return;
        }
        self.now.clear();
        self.now.extend_from_slice(&scores[..labels]);
        self.next.resize(labels, 0.0);
        self.back.clear();
        self.back.resize(n * labels, 0);
        for t in 1..n {
            let row = &scores[t * stride..][..labels];
            for b in 0..labels {
                let (mut best, mut from) = (f32::MIN, 0);
                for a in 0..labels {
                    let s = self.now[a] + pairs[a * labels + b] + row[b];
                    if s > best {
                        (best, from) = (s, a);
                    }
                }
                self.next[b] = best;
                self.back[t * labels + b] = from as u8;
            }
            std::mem::swap(&mut self.now, &mut self.next);
        }
        let top = (0..labels).max_by(|&a, &b| self.now[a].total_cmp(&self.now[b]).then(b.cmp(&a)));
        let mut label = top.unwrap_or(0);
        for t in (0..n).rev() {
            out[t] = label as u8;
            label = usize::from(self.back[t * labels + label]);
        }
    }
}
