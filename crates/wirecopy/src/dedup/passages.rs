//! The stretches two documents share: shared shingles in the same order, over small edits.

use super::grams::GramTable;
use super::kept::Kept;

/// Most words between two shared shingles of one passage.
const GAP: u32 = 20;
/// Most words by which the two sides of a gap may differ in length.
const DRIFT: u32 = 10;
/// Most passages that are open at a time, and that are kept.
const OPEN: usize = 16;
const KEPT: usize = 256;

/// A stretch of shingles of one document against one of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// First shingle and last, in `a` and in `b`.
    pub(super) a: (u32, u32),
    pub(super) b: (u32, u32),
    /// Shingles shared.
    pub(super) shared: u32,
    /// Places where words of one side stand for others of the other side, and those of them where both have
    /// a name or a figure.
    pub(super) edits: u32,
    pub(super) renamed: u32,
}

impl Run {
    /// Length of the shorter side in words.
    pub(super) fn words(&self, shingle: usize) -> usize {
        (self.a.1 - self.a.0).min(self.b.1 - self.b.0) as usize + shingle
    }

    /// Share of the shingles of the longer side that are shared.
    pub(super) fn density(&self) -> f64 {
        f64::from(self.shared) / f64::from((self.a.1 - self.a.0).max(self.b.1 - self.b.0) + 1)
    }
}

/// The runs that the document in the table (`a`) and `b` share, the fullest first, none of them overlapping.
pub(super) fn runs(table: &GramTable, a: &Kept, b: &Kept, shingle: usize, least: u32) -> Vec<Run> {
    let width = shingle as u32;
    let mut open: Vec<Run> = Vec::new();
    let mut done: Vec<Run> = Vec::new();
    let close = |run: Run, done: &mut Vec<Run>| {
        if run.shared >= least {
            done.push(run);
        }
    };
    // No run ends before.
    let mut until = 0;
    for (j, &gram) in b.grams.iter().enumerate() {
        let j = j as u32;
        for i in table.places(gram) {
            if let Some(run) = open.last_mut().filter(|r| r.a.1 + 1 == i && r.b.1 + 1 == j) {
                (run.a.1, run.b.1) = (i, j);
                run.shared += 1;
                continue;
            }
            let best = open
                .iter_mut()
                .filter(|r| r.a.1 < i && r.b.1 < j && i - r.a.1 <= GAP && j - r.b.1 <= GAP)
                .map(|r| ((i - r.a.1).abs_diff(j - r.b.1), r))
                .filter(|(drift, _)| *drift <= DRIFT)
                .min_by_key(|(drift, r)| (*drift, r.b.0));
            if let Some((_, run)) = best {
                let (from_a, from_b) = (run.a.1 + width, run.b.1 + width);
                if from_a < i && from_b < j {
                    run.edits += 1;
                    let named = (from_a..i).any(|k| a.is_marked(k as usize))
                        && (from_b..j).any(|k| b.is_marked(k as usize));
                    run.renamed += u32::from(named);
                }
                run.a.1 = i;
                run.b.1 = j;
                run.shared += 1;
            } else if !open.iter().any(|r| r.a.1 == i && r.b.1 == j) {
                if open.len() == OPEN {
                    close(open.remove(0), &mut done);
                }
                open.push(Run { a: (i, i), b: (j, j), shared: 1, edits: 0, renamed: 0 });
            }
        }
        if j > until {
            open.retain(|r| {
                let keep = j - r.b.1 <= GAP;
                if !keep {
                    close(*r, &mut done);
                }
                keep
            });
            until = open.iter().map(|r| r.b.1).min().unwrap_or(j) + GAP;
        }
    }
    for run in open {
        close(run, &mut done);
    }
    done.sort_unstable_by_key(|r| (std::cmp::Reverse(r.shared), r.b, r.a));
    done.truncate(KEPT);
    let mut out: Vec<Run> = Vec::new();
    for run in done {
        let apart = |x: (u32, u32), y: (u32, u32)| x.1 < y.0 || y.1 < x.0;
        if out.iter().all(|r| apart(r.a, run.a) && apart(r.b, run.b)) {
            out.push(run);
        }
    }
    out
}
