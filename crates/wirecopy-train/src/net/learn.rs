//! Learning a network: rounds over all texts in an order of chance, two texts a step.

use super::parts::shuffled;
use super::weights::{Slopes, Weights};

/// Texts a step, each on a thread of its own; their slopes are added in order, so that threads change nothing.
const SHARDS: usize = 2;
/// Steps until the rate is reached.
const WARM: f32 = 200.0;
const DECAY: f32 = 0.01;

/// How many rounds are gone, how fast, and what chance starts from.
#[derive(Clone, Copy)]
pub(crate) struct Course {
    pub(crate) rounds: u64,
    pub(crate) rate: f32,
    pub(crate) seed: u64,
}

/// Goes over `texts` for `rounds`, in each over those that `turn` says are due; `learn` adds the slopes of one text, given the weights, the text's number and a
/// seed, and gives its loss. `watch` is told the number of each round and its loss.
pub(crate) fn learn<T: Sync>(
    weights: &mut Weights,
    texts: &[T],
    Course { rounds, rate, seed }: Course,
    turn: impl Fn(&T, usize, u64) -> bool,
    learn: impl Fn(&Weights, &T, u64, &mut Slopes) -> f32 + Sync,
    mut watch: impl FnMut(u64, f32),
) {
    let mut slopes: Vec<Slopes> = (0..SHARDS).map(|_| weights.slopes()).collect();
    let due = |round: u64| {
        let mut order = shuffled(texts.len(), seed ^ (round + 1));
        order.retain(|&k| turn(&texts[k], k, round));
        order
    };
    let steps: usize = (0..rounds).map(|round| due(round).len().div_ceil(SHARDS)).sum();
    let mut step = 0;
    for round in 0..rounds {
        let (mut total, due) = (0.0, due(round));
        for batch in due.chunks(SHARDS) {
            let (shared, learn) = (&*weights, &learn);
            let losses: Vec<f32> = std::thread::scope(|scope| {
                let running: Vec<_> = batch
                    .iter()
                    .zip(&mut slopes)
                    .map(|(&k, slope)| {
                        let seed = seed ^ (round << 32) ^ k as u64;
                        scope.spawn(move || learn(shared, &texts[k], seed, slope))
                    })
                    .collect();
                running.into_iter().map(|r| r.join().unwrap_or(f32::NAN)).collect()
            });
            total += losses.iter().sum::<f32>();
            let (first, rest) = slopes.split_at_mut(1);
            for s in rest {
                first[0].take(s);
            }
            let left = 1.0 - step as f32 / steps as f32;
            let warm = (step as f32 / WARM).min(1.0);
            weights.step(&mut first[0], rate * warm * left.max(0.02), DECAY);
            step += 1;
        }
        watch(round, total / due.len() as f32);
    }
    weights.settle();
}
