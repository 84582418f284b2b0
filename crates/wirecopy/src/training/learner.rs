//! The averaged perceptron: whole numbers all the way, so that every machine learns the same.

use crate::language::model::{Weights, cell, write_table};

/// Weights being learned.
#[derive(Debug)]
pub(crate) struct Learner {
    mask: u32,
    weights: Vec<i32>,
    totals: Vec<i64>,
    stamps: Vec<i64>,
    now: i64,
    /// How often each cell was to change, before it is folded into the table: rare features only make noise there.
    tries: Vec<u8>,
    patience: u8,
}

impl Weights for Learner {
    #[inline]
    fn get(&self, cell: u32) -> i32 {
        self.weights[(cell & self.mask) as usize]
    }
}

impl Learner {
    pub(crate) fn new(bits: u32) -> Self {
        let n = 1usize << bits;
        Self {
            mask: (n - 1) as u32,
            weights: vec![0; n],
            totals: vec![0; n],
            stamps: vec![0; n],
            now: 0,
            tries: Vec::new(),
            patience: 0,
        }
    }

    /// Lets a feature change the table only from the time after `patience` times it was to.
    pub(crate) fn patient(mut self, patience: u8) -> Self {
        self.patience = patience;
        self.tries = vec![0; 1 << 24];
        self
    }

    /// Counts one decision; weights are averaged over decisions.
    pub(crate) fn tick(&mut self) {
        self.now += 1;
    }

    pub(crate) fn update(&mut self, features: &[u32], class: usize, by: i32) {
        for &f in features {
            if self.patience > 0 {
                let tries = &mut self.tries[(cell(f, class) & 0xff_ffff) as usize];
                if *tries < self.patience {
                    *tries += 1;
                    continue;
                }
            }
            let at = (cell(f, class) & self.mask) as usize;
            self.totals[at] += i64::from(self.weights[at]) * (self.now - self.stamps[at]);
            self.stamps[at] = self.now;
            self.weights[at] += by;
        }
    }

    /// The averages, as a table file.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        let averages: Vec<f32> = (0..self.weights.len())
            .map(|at| {
                self.totals[at] += i64::from(self.weights[at]) * (self.now - self.stamps[at]);
                (self.totals[at] as f64 / self.now.max(1) as f64) as f32
            })
            .collect();
        write_table(&averages)
    }
}

/// The numbers below `n` in an order that looks random and is always the same.
pub(crate) fn shuffled(n: usize, seed: u64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).collect();
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    for i in (1..n).rev() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        order.swap(i, (state % (i as u64 + 1)) as usize);
    }
    order
}

/// Logistic regression by stochastic descent with a step for each weight (`AdaGrad`).
#[derive(Debug)]
pub(crate) struct Logistic {
    mask: u32,
    weights: Vec<f32>,
    seen: Vec<f32>,
}

impl Logistic {
    pub(crate) fn new(bits: u32) -> Self {
        let n = 1usize << bits;
        Self { mask: (n - 1) as u32, weights: vec![0.0; n], seen: vec![0.0; n] }
    }

    pub(crate) fn learn(&mut self, features: &[u32], wanted: bool) {
        const STEP: f32 = 0.12;
        const SHRINK: f32 = 2e-6;
        let sum: f32 = features.iter().map(|&f| self.weights[(cell(f, 0) & self.mask) as usize]).sum();
        let error = 1.0 / (1.0 + (-sum).exp()) - if wanted { 1.0 } else { 0.0 };
        for &f in features {
            let at = (cell(f, 0) & self.mask) as usize;
            let slope = error + SHRINK * self.weights[at];
            self.seen[at] += slope * slope;
            self.weights[at] -= STEP * slope / (self.seen[at] + 1e-2).sqrt();
        }
    }

    pub(crate) fn finish(self) -> Vec<u8> {
        write_table(&self.weights)
    }
}
