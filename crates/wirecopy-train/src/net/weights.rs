//! The weights of a network, their slopes, and the steps taken along them (Adam, Kingma and Ba 2015).

use super::matrix::Matrix;

/// A matrix of weights.
pub(crate) struct Weight {
    pub(crate) name: String,
    pub(crate) value: Matrix,
    first: Matrix,
    second: Matrix,
    mean: Matrix,
    /// Its slopes are few rows of many.
    pub(crate) sparse: bool,
}

/// All weights of a network.
#[derive(Default)]
pub(crate) struct Weights {
    pub(crate) all: Vec<Weight>,
    random: u64,
    steps: u64,
}

impl Weights {
    pub(crate) fn new(seed: u64) -> Self {
        Self { all: Vec::new(), random: seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1, steps: 0 }
    }

    fn next(&mut self) -> f32 {
        let s = &mut self.random;
        *s ^= *s << 13;
        *s ^= *s >> 7;
        *s ^= *s << 17;
        ((*s >> 40) as f32 / (1u64 << 24) as f32) * 2.0 - 1.0
    }

    fn push(&mut self, name: &str, value: Matrix, sparse: bool) -> usize {
        let (rows, cols) = (value.rows, value.cols);
        let zero = || Matrix::zeros(rows, cols);
        self.all.push(Weight {
            name: name.to_owned(),
            mean: zero(),
            first: zero(),
            second: zero(),
            value,
            sparse,
        });
        self.all.len() - 1
    }

    /// A matrix whose products keep the size of what goes in (He et al. 2015).
    pub(crate) fn matrix(&mut self, name: &str, rows: usize, cols: usize, gain: f32) -> usize {
        let size = gain * (3.0 / rows as f32).sqrt();
        let mut m = Matrix::zeros(rows, cols);
        for k in 0..m.data.len() {
            m.data[k] = self.next() * size;
        }
        self.push(name, m, false)
    }

    pub(crate) fn filled(&mut self, name: &str, cols: usize, with: f32) -> usize {
        let mut m = Matrix::zeros(1, cols);
        m.data.fill(with);
        self.push(name, m, false)
    }

    pub(crate) fn table(&mut self, name: &str, rows: usize, cols: usize, size: f32) -> usize {
        let mut m = Matrix::zeros(rows, cols);
        for k in 0..m.data.len() {
            m.data[k] = self.next() * size;
        }
        self.push(name, m, true)
    }

    pub(crate) fn slopes(&self) -> Slopes {
        Slopes {
            all: self
                .all
                .iter()
                .map(|w| Slope {
                    value: Matrix::zeros(w.value.rows, w.value.cols),
                    touched: if w.sparse { Some((Vec::new(), vec![false; w.value.rows])) } else { None },
                })
                .collect(),
        }
    }

    /// One step against the slopes, which are emptied.
    pub(crate) fn step(&mut self, slopes: &mut Slopes, rate: f32, decay: f32) {
        const B1: f32 = 0.9;
        const B2: f32 = 0.98;
        self.steps += 1;
        let t = self.steps as i32;
        let rate = rate * (1.0 - B2.powi(t)).sqrt() / (1.0 - B1.powi(t));
        let mut norm = 0.0f64;
        for s in &slopes.all {
            match &s.touched {
                None => norm += s.value.data.iter().map(|x| f64::from(x * x)).sum::<f64>(),
                Some((rows, _)) => {
                    for &r in rows {
                        norm += s.value.row(r).iter().map(|x| f64::from(x * x)).sum::<f64>();
                    }
                }
            }
        }
        let clip = (1.0 / norm.sqrt().max(1e-12)).min(1.0) as f32;
        for (w, s) in self.all.iter_mut().zip(&mut slopes.all) {
            let (cols, size) = (w.value.cols, w.value.data.len());
            let mut range = |from: usize, to: usize, g: &mut [f32]| {
                for k in from..to {
                    let slope = g[k] * clip;
                    g[k] = 0.0;
                    let m = &mut w.first.data[k];
                    *m += (1.0 - B1) * (slope - *m);
                    let v = &mut w.second.data[k];
                    *v += (1.0 - B2) * (slope * slope - *v);
                    let x = &mut w.value.data[k];
                    *x -= rate * *m / (v.sqrt() + 1e-8) + decay * rate * *x;
                }
            };
            match &mut s.touched {
                None => range(0, size, &mut s.value.data),
                Some((rows, is)) => {
                    for r in rows.drain(..) {
                        is[r] = false;
                        range(r * cols, (r + 1) * cols, &mut s.value.data);
                    }
                }
            }
            // The running mean of the last steps: what is kept in the end.
            let share = 0.002f32.max(1.0 / t as f32);
            for (m, x) in w.mean.data.iter_mut().zip(&w.value.data) {
                *m += share * (x - *m);
            }
        }
    }

    /// Puts the running means in place of the weights.
    pub(crate) fn settle(&mut self) {
        for w in &mut self.all {
            w.value = w.mean.clone();
        }
    }

    pub(crate) fn find(&self, name: &str) -> &Matrix {
        let found = self.all.iter().find(|w| w.name == name);
        &found.unwrap_or_else(|| panic!("no weights named {name}")).value
    }
}

struct Slope {
    value: Matrix,
    touched: Option<(Vec<usize>, Vec<bool>)>,
}

/// The slopes of all weights.
pub(crate) struct Slopes {
    all: Vec<Slope>,
}

impl Slopes {
    pub(crate) fn whole(&mut self, weight: usize) -> &mut Matrix {
        &mut self.all[weight].value
    }

    pub(crate) fn add_row(&mut self, table: usize, row: usize, slope: &[f32]) {
        let s = &mut self.all[table];
        if let Some((rows, is)) = &mut s.touched
            && !is[row]
        {
            is[row] = true;
            rows.push(row);
        }
        for (a, b) in s.value.row_mut(row).iter_mut().zip(slope) {
            *a += b;
        }
    }

    /// Adds another's, which is emptied.
    pub(crate) fn take(&mut self, other: &mut Self) {
        for k in 0..self.all.len() {
            match other.all[k].touched.take() {
                None => {
                    let from = &mut other.all[k].value;
                    self.all[k].value.add(from);
                    from.data.fill(0.0);
                }
                Some((mut rows, mut is)) => {
                    for r in rows.drain(..) {
                        is[r] = false;
                        let slope = other.all[k].value.row(r).to_vec();
                        self.add_row(k, r, &slope);
                        other.all[k].value.row_mut(r).fill(0.0);
                    }
                    other.all[k].touched = Some((rows, is));
                }
            }
        }
    }
}
