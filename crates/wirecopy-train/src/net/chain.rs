//! Chains of labels: the probability of a sequence given the scores of labels and of pairs of neighbours (conditional
//! random field, Lafferty et al. 2001).

use super::matrix::Matrix;

fn log_sum(values: impl Iterator<Item = f32> + Clone) -> f32 {
    let top = values.clone().fold(f32::MIN, f32::max);
    top + values.map(|v| (v - top).exp()).sum::<f32>().ln()
}

/// What a chain makes of the scores of a sequence: the logarithm of the sum over all sequences that `allowed` (a bit a
/// label) lets through, how probable each label is at each place, and each pair of neighbours overall.
struct Marginals {
    whole: f32,
    labels: Vec<f32>,
    pairs: Vec<f32>,
}

fn marginals(
    scores: &Matrix,
    rows: std::ops::Range<usize>,
    pairs: &[f32],
    allowed: impl Fn(usize, usize) -> bool,
) -> Marginals {
    const NEVER: f32 = -1e6;
    let labels = scores.cols;
    let n = rows.len();
    let at = |t: usize, l: usize| if allowed(t, l) { scores.row(rows.start + t)[l] } else { NEVER };
    let mut forward = vec![0.0f32; n * labels];
    for (l, slot) in forward[..labels].iter_mut().enumerate() {
        *slot = at(0, l);
    }
    for t in 1..n {
        for b in 0..labels {
            let into = log_sum((0..labels).map(|a| forward[(t - 1) * labels + a] + pairs[a * labels + b]));
            forward[t * labels + b] = into + at(t, b);
        }
    }
    let mut backward = vec![0.0f32; n * labels];
    for t in (0..n - 1).rev() {
        for a in 0..labels {
            backward[t * labels + a] = log_sum(
                (0..labels).map(|b| pairs[a * labels + b] + at(t + 1, b) + backward[(t + 1) * labels + b]),
            );
        }
    }
    let whole = log_sum(forward[(n - 1) * labels..].iter().copied());
    let own = forward.iter().zip(&backward).map(|(f, b)| (f + b - whole).exp()).collect();
    let mut both = vec![0.0; labels * labels];
    for t in 1..n {
        for a in 0..labels {
            for b in 0..labels {
                let s = forward[(t - 1) * labels + a]
                    + pairs[a * labels + b]
                    + at(t, b)
                    + backward[t * labels + b];
                both[a * labels + b] += (s - whole).exp();
            }
        }
    }
    Marginals { whole, labels: own, pairs: both }
}

/// Adds the slopes of the loss of one sequence, `rows` of `scores`, to those of scores and pairs; gives the loss.
/// `pairs` holds the score of label b after label a at a * labels + b; `allowed` says which labels are right.
pub(crate) fn learn(
    scores: &Matrix,
    rows: std::ops::Range<usize>,
    pairs: &[f32],
    weight: f32,
    slope: &mut Matrix,
    pair_slope: &mut [f32],
    allowed: impl Fn(usize, usize) -> bool,
) -> f32 {
    if rows.is_empty() {
        return 0.0;
    }
    let all = marginals(scores, rows.clone(), pairs, |_, _| true);
    let right = marginals(scores, rows.clone(), pairs, allowed);
    let labels = scores.cols;
    for t in 0..rows.len() {
        for (l, slot) in slope.row_mut(rows.start + t).iter_mut().enumerate() {
            *slot += weight * (all.labels[t * labels + l] - right.labels[t * labels + l]);
        }
    }
    for (slot, (a, r)) in pair_slope.iter_mut().zip(all.pairs.iter().zip(&right.pairs)) {
        *slot += weight * (a - r);
    }
    weight * (all.whole - right.whole)
}
