//! A tape of matrix operations: what a network does to a text, and how much each weight has to do with its error.
//!
//! Nodes are made in order, each from earlier ones; [`Tape::back`] walks them in reverse. Losses are worked out by
//! the caller, who hands in their slopes.

use super::matrix::{Matrix, Side, multiply};
use super::weights::{Slopes, Weights};

/// The number of a node.
pub(crate) type Node = usize;

enum Op {
    Given,
    /// Rows of a table of weights.
    Rows {
        table: usize,
        rows: Vec<u32>,
    },
    /// A product with a matrix of weights, and a row of weights added.
    Linear {
        from: Node,
        weight: usize,
        bias: usize,
    },
    /// Rows of another node by number; none for a negative one.
    Pick {
        from: Node,
        rows: Vec<i32>,
    },
    Beside(Vec<Node>),
    Sum(Node, Node),
    /// Rows of one node, then those of another.
    Under(Node, Node),
    /// A product with a matrix of weights.
    Times {
        from: Node,
        weight: usize,
    },
    Relu(Node),
    /// Each row made to have mean 0 and variance 1, then stretched and moved by weights.
    Norm {
        from: Node,
        gain: usize,
        bias: usize,
        scale: Vec<f32>,
    },
    /// The product with another node on its side.
    Outer(Node, Node),
    /// Left out by chance; what is kept is larger for it.
    Drop {
        from: Node,
        mask: Vec<f32>,
    },
}

struct Entry {
    op: Op,
    value: Matrix,
    slope: Option<Matrix>,
}

pub(crate) struct Tape<'w> {
    weights: &'w Weights,
    nodes: Vec<Entry>,
    random: Option<u64>,
    /// The sizes of what goes into each product, by its weights, when they are watched.
    seen: Option<std::collections::BTreeMap<usize, Vec<f32>>>,
}

impl<'w> Tape<'w> {
    /// A tape; with a seed when something is left out by chance.
    pub(crate) fn new(weights: &'w Weights, seed: Option<u64>) -> Self {
        Self {
            weights,
            nodes: Vec::new(),
            random: seed.map(|s| s.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1),
            seen: None,
        }
    }

    /// A tape that watches what goes into products.
    pub(crate) fn watching(weights: &'w Weights) -> Self {
        Self { seen: Some(std::collections::BTreeMap::new()), ..Self::new(weights, None) }
    }

    /// What was seen.
    pub(crate) fn seen(self) -> std::collections::BTreeMap<usize, Vec<f32>> {
        self.seen.unwrap_or_default()
    }

    fn push(&mut self, op: Op, value: Matrix) -> Node {
        self.nodes.push(Entry { op, value, slope: None });
        self.nodes.len() - 1
    }

    pub(crate) fn value(&self, node: Node) -> &Matrix {
        &self.nodes[node].value
    }

    /// How many rows a table of weights has.
    pub(crate) fn table_rows(&self, table: usize) -> u32 {
        self.weights.all[table].value.rows as u32
    }

    pub(crate) fn given(&mut self, value: Matrix) -> Node {
        self.push(Op::Given, value)
    }

    pub(crate) fn rows(&mut self, table: usize, rows: Vec<u32>) -> Node {
        let from = &self.weights.all[table].value;
        let mut value = Matrix::zeros(rows.len(), from.cols);
        for (k, &r) in rows.iter().enumerate() {
            value.row_mut(k).copy_from_slice(from.row(r as usize));
        }
        self.push(Op::Rows { table, rows }, value)
    }

    pub(crate) fn linear(&mut self, from: Node, weight: usize, bias: usize) -> Node {
        let x = &self.nodes[from].value;
        if let Some(seen) = &mut self.seen {
            seen.entry(weight).or_default().extend(x.data.iter().step_by(7).map(|v| v.abs()));
        }
        let w = &self.weights.all[weight].value;
        let b = &self.weights.all[bias].value;
        let mut value = Matrix::zeros(x.rows, w.cols);
        for r in 0..x.rows {
            value.row_mut(r).copy_from_slice(&b.data);
        }
        multiply(Side::Plain(x), Side::Plain(w), &mut value);
        self.push(Op::Linear { from, weight, bias }, value)
    }

    pub(crate) fn pick(&mut self, from: Node, rows: Vec<i32>) -> Node {
        let x = &self.nodes[from].value;
        let mut value = Matrix::zeros(rows.len(), x.cols);
        for (k, &r) in rows.iter().enumerate() {
            if r >= 0 {
                value.row_mut(k).copy_from_slice(x.row(r as usize));
            }
        }
        self.push(Op::Pick { from, rows }, value)
    }

    pub(crate) fn beside(&mut self, parts: Vec<Node>) -> Node {
        let rows = self.nodes[parts[0]].value.rows;
        let cols = parts.iter().map(|&p| self.nodes[p].value.cols).sum();
        let mut value = Matrix::zeros(rows, cols);
        let mut at = 0;
        for &p in &parts {
            let x = &self.nodes[p].value;
            for r in 0..rows {
                value.data[r * cols + at..r * cols + at + x.cols].copy_from_slice(x.row(r));
            }
            at += x.cols;
        }
        self.push(Op::Beside(parts), value)
    }

    pub(crate) fn sum(&mut self, a: Node, b: Node) -> Node {
        let mut value = self.nodes[a].value.clone();
        value.add(&self.nodes[b].value);
        self.push(Op::Sum(a, b), value)
    }

    pub(crate) fn under(&mut self, a: Node, b: Node) -> Node {
        let mut value = self.nodes[a].value.clone();
        value.data.extend_from_slice(&self.nodes[b].value.data);
        value.rows += self.nodes[b].value.rows;
        self.push(Op::Under(a, b), value)
    }

    pub(crate) fn times(&mut self, from: Node, weight: usize) -> Node {
        let (x, w) = (&self.nodes[from].value, &self.weights.all[weight].value);
        let mut value = Matrix::zeros(x.rows, w.cols);
        multiply(Side::Plain(x), Side::Plain(w), &mut value);
        self.push(Op::Times { from, weight }, value)
    }

    pub(crate) fn relu(&mut self, from: Node) -> Node {
        let mut value = self.nodes[from].value.clone();
        value.data.iter_mut().for_each(|x| *x = x.max(0.0));
        self.push(Op::Relu(from), value)
    }

    pub(crate) fn norm(&mut self, from: Node, gain: usize, bias: usize) -> Node {
        let x = &self.nodes[from].value;
        let (g, b) = (&self.weights.all[gain].value.data, &self.weights.all[bias].value.data);
        let mut value = Matrix::zeros(x.rows, x.cols);
        let mut scale = Vec::with_capacity(x.rows);
        let n = x.cols as f32;
        for r in 0..x.rows {
            let row = x.row(r);
            let mean = row.iter().sum::<f32>() / n;
            let spread = row.iter().map(|v| (v - mean) * (v - mean)).sum::<f32>() / n;
            let s = 1.0 / (spread + 1e-5).sqrt();
            scale.push(s);
            for (c, slot) in value.row_mut(r).iter_mut().enumerate() {
                *slot = (row[c] - mean) * s * g[c] + b[c];
            }
        }
        self.push(Op::Norm { from, gain, bias, scale }, value)
    }

    pub(crate) fn outer(&mut self, a: Node, b: Node) -> Node {
        let (x, y) = (&self.nodes[a].value, &self.nodes[b].value);
        let mut value = Matrix::zeros(x.rows, y.rows);
        multiply(Side::Plain(x), Side::Turned(y), &mut value);
        self.push(Op::Outer(a, b), value)
    }

    /// Leaves out a share of the numbers; all stay when the tape has no seed.
    pub(crate) fn drop(&mut self, from: Node, share: f32) -> Node {
        let Some(state) = &mut self.random else { return from };
        let mut value = self.nodes[from].value.clone();
        let keep = 1.0 / (1.0 - share);
        let least = (share * 65536.0) as u64;
        let mut mask = Vec::with_capacity(value.data.len());
        let mut bits = 0;
        for (k, x) in value.data.iter_mut().enumerate() {
            if k % 4 == 0 {
                *state ^= *state << 13;
                *state ^= *state >> 7;
                *state ^= *state << 17;
                bits = *state;
            }
            let m = if bits & 0xffff < least { 0.0 } else { keep };
            bits >>= 16;
            *x *= m;
            mask.push(m);
        }
        self.push(Op::Drop { from, mask }, value)
    }

    /// A number of chance below `below`; `None` when the tape has no seed.
    pub(crate) fn chance(&mut self, below: u32) -> Option<u32> {
        let state = self.random.as_mut()?;
        *state ^= *state << 13;
        *state ^= *state >> 7;
        *state ^= *state << 17;
        Some(((*state >> 32) % u64::from(below)) as u32)
    }

    /// Adds to a node's slope.
    pub(crate) fn slope(&mut self, node: Node, slope: &Matrix) {
        match &mut self.nodes[node].slope {
            Some(s) => s.add(slope),
            empty => *empty = Some(slope.clone()),
        }
    }

    fn give(&mut self, node: Node, slope: Matrix) {
        if matches!(self.nodes[node].op, Op::Given) {
            return;
        }
        match &mut self.nodes[node].slope {
            Some(s) => s.add(&slope),
            empty => *empty = Some(slope),
        }
    }

    /// Walks back from what slopes were given, adding to those of the weights.
    pub(crate) fn back(mut self, out: &mut Slopes) {
        for k in (0..self.nodes.len()).rev() {
            let Some(slope) = self.nodes[k].slope.take() else { continue };
            let op = std::mem::replace(&mut self.nodes[k].op, Op::Given);
            match op {
                Op::Given => {}
                Op::Rows { table, rows } => {
                    for (i, r) in rows.into_iter().enumerate() {
                        out.add_row(table, r as usize, slope.row(i));
                    }
                }
                Op::Linear { from, weight, bias } => {
                    let x = &self.nodes[from].value;
                    multiply(Side::Turned(x), Side::Plain(&slope), out.whole(weight));
                    let b = out.whole(bias);
                    for r in 0..slope.rows {
                        for (s, v) in b.data.iter_mut().zip(slope.row(r)) {
                            *s += v;
                        }
                    }
                    if !matches!(self.nodes[from].op, Op::Given) {
                        let mut back = Matrix::zeros(x.rows, x.cols);
                        let w = &self.weights.all[weight].value;
                        multiply(Side::Plain(&slope), Side::Turned(w), &mut back);
                        self.give(from, back);
                    }
                }
                Op::Pick { from, rows } => {
                    let x = &self.nodes[from].value;
                    let mut back = Matrix::zeros(x.rows, x.cols);
                    for (i, r) in rows.into_iter().enumerate() {
                        if r >= 0 {
                            for (s, v) in back.row_mut(r as usize).iter_mut().zip(slope.row(i)) {
                                *s += v;
                            }
                        }
                    }
                    self.give(from, back);
                }
                Op::Beside(parts) => {
                    let mut at = 0;
                    for p in parts {
                        let cols = self.nodes[p].value.cols;
                        let mut back = Matrix::zeros(slope.rows, cols);
                        for r in 0..slope.rows {
                            back.row_mut(r).copy_from_slice(&slope.row(r)[at..at + cols]);
                        }
                        at += cols;
                        self.give(p, back);
                    }
                }
                Op::Sum(a, b) => {
                    self.give(a, slope.clone());
                    self.give(b, slope);
                }
                Op::Under(a, b) => {
                    let rows = self.nodes[a].value.rows;
                    let (cols, cut) = (slope.cols, rows * slope.cols);
                    let below = Matrix { rows: slope.rows - rows, cols, data: slope.data[cut..].to_vec() };
                    self.give(a, Matrix { rows, cols, data: slope.data[..cut].to_vec() });
                    self.give(b, below);
                }
                Op::Times { from, weight } => {
                    let x = &self.nodes[from].value;
                    multiply(Side::Turned(x), Side::Plain(&slope), out.whole(weight));
                    let mut back = Matrix::zeros(x.rows, x.cols);
                    multiply(Side::Plain(&slope), Side::Turned(&self.weights.all[weight].value), &mut back);
                    self.give(from, back);
                }
                Op::Relu(from) => {
                    let mut back = slope;
                    for (s, v) in back.data.iter_mut().zip(&self.nodes[k].value.data) {
                        if *v <= 0.0 {
                            *s = 0.0;
                        }
                    }
                    self.give(from, back);
                }
                Op::Norm { from, gain, bias, scale } => {
                    let x = &self.nodes[from].value;
                    let g = &self.weights.all[gain].value.data;
                    let n = x.cols as f32;
                    let mut back = Matrix::zeros(x.rows, x.cols);
                    let (mut dg, mut db) = (vec![0.0; x.cols], vec![0.0; x.cols]);
                    for r in 0..x.rows {
                        let (row, s) = (x.row(r), scale[r]);
                        let mean = row.iter().sum::<f32>() / n;
                        let up = slope.row(r);
                        let (mut first, mut second) = (0.0, 0.0);
                        for c in 0..x.cols {
                            let h = (row[c] - mean) * s;
                            dg[c] += up[c] * h;
                            db[c] += up[c];
                            let d = up[c] * g[c];
                            first += d;
                            second += d * h;
                        }
                        for (c, slot) in back.row_mut(r).iter_mut().enumerate() {
                            let h = (row[c] - mean) * s;
                            *slot = s * (up[c] * g[c] - first / n - h * second / n);
                        }
                    }
                    out.whole(gain).data.iter_mut().zip(dg).for_each(|(a, b)| *a += b);
                    out.whole(bias).data.iter_mut().zip(db).for_each(|(a, b)| *a += b);
                    self.give(from, back);
                }
                Op::Outer(a, b) => {
                    let (x, y) = (&self.nodes[a].value, &self.nodes[b].value);
                    let (mut left, mut right) =
                        (Matrix::zeros(x.rows, x.cols), Matrix::zeros(y.rows, y.cols));
                    multiply(Side::Plain(&slope), Side::Plain(y), &mut left);
                    multiply(Side::Turned(&slope), Side::Plain(x), &mut right);
                    self.give(a, left);
                    self.give(b, right);
                }
                Op::Drop { from, mask } => {
                    let mut back = slope;
                    back.data.iter_mut().zip(mask).for_each(|(s, m)| *s *= m);
                    self.give(from, back);
                }
            }
        }
    }
}
