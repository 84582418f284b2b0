//! Parts the networks are made of.

use std::collections::HashMap;

use wirecopy::training::NetWords;

use super::matrix::Matrix;
use super::tape::{Node, Tape};
use super::weights::Weights;

/// A convolution whose result is added to what goes in.
pub(crate) struct Layer {
    pub(crate) gain: usize,
    pub(crate) bias: usize,
    pub(crate) weight: usize,
    pub(crate) offset: usize,
}

pub(crate) fn layer(w: &mut Weights, name: &str, from: usize, width: usize) -> Layer {
    Layer {
        gain: w.filled(&format!("{name}.gain"), width, 1.0),
        bias: w.filled(&format!("{name}.bias"), width, 0.0),
        weight: w.matrix(&format!("{name}.weight"), from, width, 1.4),
        offset: w.filled(&format!("{name}.offset"), width, 0.0),
    }
}

/// A matrix of weights and a row added to its products.
pub(crate) fn dense(w: &mut Weights, name: &str, from: usize, to: usize, gain: f32) -> (usize, usize) {
    (w.matrix(&format!("{name}.weight"), from, to, gain), w.filled(&format!("{name}.offset"), to, 0.0))
}

/// The stretch and the move of rows made alike.
pub(crate) fn norm(w: &mut Weights, name: &str, width: usize) -> (usize, usize) {
    (w.filled(&format!("{name}.gain"), width, 1.0), w.filled(&format!("{name}.bias"), width, 0.0))
}

/// The tables of a network: name, rows, numbers a row.
pub(crate) fn tables(w: &mut Weights, all: &[(&str, usize, usize)]) -> Vec<usize> {
    all.iter().map(|(name, rows, cols)| w.table(&format!("table.{name}"), *rows, *cols, 0.1)).collect()
}

/// How often each word stands in what is learned from.
pub(crate) struct Counts(HashMap<u32, u32>, u32);

impl Counts {
    /// A word seen once is taken for a strange one in one of `2 * seldom` cases.
    pub(crate) fn new<'a>(texts: impl Iterator<Item = &'a NetWords>, seldom: u32) -> Self {
        let mut out = HashMap::new();
        for hash in texts.flat_map(|t| &t.hashes) {
            *out.entry(*hash).or_default() += 1;
        }
        Self(out, seldom)
    }

    /// Whether to take a word for one never seen, this once: the rarer, the more often (Kiperwasser and Goldberg 2016).
    fn strange(&self, tape: &mut Tape<'_>, hash: u32) -> bool {
        tape.chance(self.1 * (1 + self.0.get(&hash).copied().unwrap_or(0))) == Some(0)
    }
}

/// What goes into the first layer: the vector of each word, a mark for its having one, and its row of each table, of
/// which a share is left out by chance. A word taken for a strange one has no vector, and in the first table, of
/// whole words, the row of another.
pub(crate) fn enter(
    tape: &mut Tape<'_>,
    tables: &[usize],
    words: &NetWords,
    counts: &Counts,
    share: f32,
) -> Node {
    let (n, width) = (words.len(), words.width());
    let mut given = Matrix::zeros(n, width + 1);
    let mut whole = words.rows[0].clone();
    let many = tape.table_rows(tables[0]);
    for (k, word) in whole.iter_mut().enumerate() {
        if counts.strange(tape, words.hashes[k]) {
            *word = tape.chance(many).unwrap_or(*word);
            continue;
        }
        let row = given.row_mut(k);
        row[..width].copy_from_slice(&words.vectors[k * width..(k + 1) * width]);
        row[width] = f32::from(u8::from(words.known[k]));
    }
    let mut parts = vec![tape.given(given)];
    let rest = words.rows.iter().skip(1).cloned();
    for (table, rows) in tables.iter().zip(std::iter::once(whole).chain(rest)) {
        let rows = tape.rows(*table, rows);
        parts.push(tape.drop(rows, share));
    }
    tape.beside(parts)
}

/// The rows `by` further on, where they are in the same group.
fn shifted(groups: &[u32], by: i32) -> Vec<i32> {
    let n = groups.len() as i32;
    let near = |k: i32| (0..n).contains(&(k + by)) && groups[k as usize] == groups[(k + by) as usize];
    (0..n).map(|k| if near(k) { k + by } else { -1 }).collect()
}

/// The rows `step` before and after each, where they are in the same group.
pub(crate) fn beside(groups: &[u32], step: usize) -> [Vec<i32>; 2] {
    [shifted(groups, -(step as i32)), shifted(groups, step as i32)]
}

/// One layer: the rows picked by each list, and the row itself, through weights and a threshold, added to the row.
pub(crate) fn convolve(
    tape: &mut Tape<'_>,
    x: Node,
    layer: &Layer,
    picks: [Vec<i32>; 2],
    more: Option<&[i32]>,
    share: f32,
) -> Node {
    let z = tape.norm(x, layer.gain, layer.bias);
    let [before, after] = picks;
    let mut parts = vec![tape.pick(z, before), z, tape.pick(z, after)];
    parts.extend(more.map(|rows| tape.pick(z, rows.to_vec())));
    let all = tape.beside(parts);
    let y = tape.linear(all, layer.weight, layer.offset);
    let y = tape.relu(y);
    let y = tape.drop(y, share);
    tape.sum(x, y)
}

/// Adds the slopes of the loss of choosing one of each row's columns; `None` where any will do.
pub(crate) fn choose(scores: &Matrix, gold: impl Fn(usize) -> Option<(usize, f32)>) -> (Matrix, f32) {
    let mut slope = Matrix::zeros(scores.rows, scores.cols);
    let mut loss = 0.0;
    for k in 0..scores.rows {
        let Some((own, weight)) = gold(k) else { continue };
        let row = scores.row(k);
        let top = row.iter().copied().fold(f32::MIN, f32::max);
        let sum: f32 = row.iter().map(|x| (x - top).exp()).sum();
        for (l, (slot, x)) in slope.row_mut(k).iter_mut().zip(row).enumerate() {
            *slot = weight * ((x - top).exp() / sum - f32::from(u8::from(l == own)));
        }
        loss -= weight * (row[own] - top - sum.ln());
    }
    (slope, loss)
}

/// The numbers below `n` in an order of chance.
pub(crate) fn shuffled(n: usize, seed: u64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).collect();
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    for k in (1..n).rev() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        order.swap(k, (state % (k as u64 + 1)) as usize);
    }
    order
}
