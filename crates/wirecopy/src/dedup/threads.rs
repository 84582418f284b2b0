//! Work split among threads, with the results in the order of the work.

use std::ops::Range;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// How many threads a number given by a caller means: 0 is one for each core.
pub(super) fn number(asked: usize) -> usize {
    if asked > 0 { asked } else { thread::available_parallelism().map_or(1, usize::from) }
}

/// Calls `work` with pieces of `0..n`, each thread with a state of its own; results in order of the pieces.
pub(super) fn each<S, T: Send>(
    n: usize,
    piece: usize,
    threads: usize,
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, Range<usize>) -> T + Sync,
) -> Vec<T> {
    let piece = piece.max(1);
    let pieces = n.div_ceil(piece);
    let range = |k: usize| k * piece..n.min((k + 1) * piece);
    let threads = number(threads).min(pieces);
    if threads < 2 {
        let mut own = state();
        return (0..pieces).map(|k| work(&mut own, range(k))).collect();
    }
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, T)>> = Mutex::new(Vec::with_capacity(pieces));
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let mut own = state();
                let mut results = Vec::new();
                loop {
                    let k = next.fetch_add(1, Ordering::Relaxed);
                    if k >= pieces {
                        break;
                    }
                    results.push((k, work(&mut own, range(k))));
                }
                done.lock().unwrap_or_else(std::sync::PoisonError::into_inner).append(&mut results);
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    done.sort_unstable_by_key(|d| d.0);
    done.into_iter().map(|d| d.1).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn results_come_in_order() {
        for threads in [1, 2, 7, 0] {
            let sums = super::each(
                1000,
                7,
                threads,
                || 0,
                |calls, range| {
                    *calls += 1;
                    range.sum::<usize>()
                },
            );
            assert_eq!((sums.len(), sums[0], sums[142]), (143, 21, 994 + 995 + 996 + 997 + 998 + 999));
            assert_eq!(sums.iter().sum::<usize>(), 499_500);
        }
        assert!(super::each(0, 5, 4, || (), |(), range| range.len()).is_empty());
    }
}
