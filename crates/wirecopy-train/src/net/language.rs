//! The network of the language layer: convolutions over a document tell tags and names, more of them heads and
//! relations (scores of pairs, Dozat and Manning 2017).

use wirecopy::training::language_shape::{ARCS, FAR, KINDS, MORE, NAMES, RELATIONS, STEPS, TAGS, WIDE, far};
use wirecopy::training::{LANGUAGE_TABLES, NetDocument};

use super::learn::{Course, learn};
use super::matrix::Matrix;
use super::parts::{Counts, Layer, beside, choose, convolve, dense, enter, layer, norm, tables};
use super::tape::{Node, Tape};
use super::weights::{Slopes, Weights};
use super::{chain, export};

pub(crate) struct Net {
    counts: Counts,
    tables: Vec<usize>,
    enter: (usize, usize),
    layers: Vec<Layer>,
    tags: (usize, usize),
    names: (usize, usize),
    pairs: usize,
    middle: (usize, usize),
    more: Vec<Layer>,
    last: (usize, usize),
    lower: (usize, usize),
    upper: (usize, usize),
    root: usize,
    far: usize,
    below: (usize, usize),
    above: (usize, usize),
    relations: (usize, usize),
}

impl Net {
    pub(crate) fn new(w: &mut Weights, vector: usize, counts: Counts) -> Self {
        let tables = tables(w, LANGUAGE_TABLES);
        let from = vector + 1 + LANGUAGE_TABLES.iter().map(|t| t.2).sum::<usize>();
        Self {
            counts,
            tables,
            enter: dense(w, "enter", from, WIDE, 1.0),
            layers: (0..STEPS.len()).map(|k| layer(w, &format!("layer{k}"), 3 * WIDE, WIDE)).collect(),
            middle: norm(w, "middle", WIDE),
            tags: dense(w, "tags", WIDE, TAGS, 0.3),
            names: dense(w, "names", WIDE, NAMES, 0.3),
            pairs: w.filled("pairs", NAMES * NAMES, 0.0),
            more: (0..MORE.len()).map(|k| layer(w, &format!("more{k}"), 3 * WIDE, WIDE)).collect(),
            last: norm(w, "last", WIDE),
            lower: dense(w, "lower", WIDE, ARCS, 0.5),
            upper: dense(w, "upper", WIDE, ARCS, 0.5),
            root: w.matrix("root", 1, ARCS, 0.1),
            far: w.filled("far", FAR, 0.0),
            below: dense(w, "below", WIDE, KINDS, 1.0),
            above: dense(w, "above", WIDE, KINDS, 1.0),
            relations: dense(w, "relations", KINDS, RELATIONS, 0.3),
        }
    }

    fn encode(&self, tape: &mut Tape<'_>, d: &NetDocument) -> (Node, Node) {
        let groups: Vec<u32> =
            d.sentences.iter().enumerate().flat_map(|(k, s)| s.clone().map(move |_| k as u32)).collect();
        let x = enter(tape, &self.tables, &d.words, &self.counts, 0.25);
        let x = tape.drop(x, 0.1);
        let mut x = tape.linear(x, self.enter.0, self.enter.1);
        for (layer, step) in self.layers.iter().zip(STEPS) {
            x = convolve(tape, x, layer, beside(&groups, *step), None, 0.15);
        }
        let middle = tape.norm(x, self.middle.0, self.middle.1);
        for (layer, step) in self.more.iter().zip(MORE) {
            x = convolve(tape, x, layer, beside(&groups, *step), None, 0.15);
        }
        (middle, tape.norm(x, self.last.0, self.last.1))
    }

    pub(crate) fn learn(&self, weights: &Weights, d: &NetDocument, seed: u64, out: &mut Slopes) -> f32 {
        let n = d.words.len();
        // A program's tags and names count less, its trees still less; names by hand are few.
        let scale = if d.silver { 0.5 } else { 1.0 } / n as f32;
        let scale_of_names = if d.silver { scale } else { 3.0 * scale };
        let scale_of_trees = if d.silver { 0.5 * scale } else { scale };
        let mut tape = Tape::new(weights, Some(seed));
        let (middle, h) = self.encode(&mut tape, d);
        let tags = tape.linear(middle, self.tags.0, self.tags.1);
        let (slope, mut loss) =
            choose(tape.value(tags), |k| (d.tags[k] != u8::MAX).then(|| (usize::from(d.tags[k]), scale)));
        tape.slope(tags, &slope);
        let names = tape.linear(middle, self.names.0, self.names.1);
        let mut slope = Matrix::zeros(n, NAMES);
        for s in &d.sentences {
            if s.clone().any(|k| d.names[k] != u8::MAX) {
                let pairs = &weights.all[self.pairs].value.data;
                // Where the treebank does not say: no name, or one of a kind it does not mark.
                let right = |t: usize, l: usize| match d.names[s.start + t] {
                    u8::MAX => l == 0 || l > 6,
                    own => usize::from(own) == l,
                };
                loss += chain::learn(
                    tape.value(names),
                    s.clone(),
                    pairs,
                    scale_of_names,
                    &mut slope,
                    &mut out.whole(self.pairs).data,
                    right,
                );
            }
        }
        tape.slope(names, &slope);
        let lower = tape.linear(h, self.lower.0, self.lower.1);
        let upper = tape.linear(h, self.upper.0, self.upper.1);
        let one = tape.given(Matrix { rows: 1, cols: 1, data: vec![1.0] });
        let root = tape.times(one, self.root);
        for s in &d.sentences {
            let scores = arcs(&mut tape, lower, upper, root, s);
            let m = s.len();
            let mut value = tape.value(scores).clone();
            self.bias(weights, &mut value);
            let (slope, l) = choose(&value, |k| {
                let head = d.heads[s.start + k];
                (head >= 0).then(|| {
                    (if head as usize == s.start + k { m } else { head as usize - s.start }, scale_of_trees)
                })
            });
            loss += l;
            let bias = &mut out.whole(self.far).data;
            for i in 0..m {
                for j in 0..m {
                    bias[far(j as i64 - i as i64)] += slope.data[i * (m + 1) + j];
                }
            }
            tape.slope(scores, &slope);
        }
        let heads: Vec<i32> =
            d.heads.iter().enumerate().map(|(k, &h)| if h == k as i32 { -1 } else { h }).collect();
        let kinds = self.kinds(&mut tape, h, heads);
        let (slope, l) = choose(tape.value(kinds), |k| {
            (d.relations[k] != u8::MAX && d.heads[k] >= 0)
                .then(|| (usize::from(d.relations[k]), 0.5 * scale_of_trees))
        });
        loss += l;
        tape.slope(kinds, &slope);
        tape.back(out);
        loss
    }

    fn bias(&self, weights: &Weights, scores: &mut Matrix) {
        let bias = &weights.all[self.far].value.data;
        let m = scores.rows;
        for i in 0..m {
            for j in 0..m {
                scores.data[i * (m + 1) + j] += bias[far(j as i64 - i as i64)];
            }
            scores.data[i * (m + 1) + i] = -1e4;
        }
    }

    fn kinds(&self, tape: &mut Tape<'_>, h: Node, heads: Vec<i32>) -> Node {
        let below = tape.linear(h, self.below.0, self.below.1);
        let above = tape.linear(h, self.above.0, self.above.1);
        let above = tape.pick(above, heads);
        let x = tape.sum(below, above);
        let x = tape.relu(x);
        tape.linear(x, self.relations.0, self.relations.1)
    }

    /// The section of a pack: what goes into products is looked at in some documents.
    pub(crate) fn section(&self, weights: &Weights, documents: &[NetDocument], unit: f32) -> Vec<u8> {
        let seen = documents.iter().map(|d| {
            let mut tape = Tape::watching(weights);
            self.read(weights, d, &mut tape);
            tape.seen()
        });
        let units = export::units(seen.collect());
        let d = &documents[0];
        export::section(weights, &units, self.enter.0, (d.words.width(), unit), &self.tables)
    }

    /// Takes a document through all products, as the crate does.
    fn read(&self, weights: &Weights, d: &NetDocument, tape: &mut Tape<'_>) {
        let (middle, h) = self.encode(tape, d);
        tape.linear(middle, self.tags.0, self.tags.1);
        tape.linear(middle, self.names.0, self.names.1);
        let lower = tape.linear(h, self.lower.0, self.lower.1);
        let upper = tape.linear(h, self.upper.0, self.upper.1);
        let one = tape.given(Matrix { rows: 1, cols: 1, data: vec![1.0] });
        let root = tape.times(one, self.root);
        let mut heads: Vec<i32> = Vec::new();
        for s in &d.sentences {
            let scores = arcs(tape, lower, upper, root, s);
            let mut value = tape.value(scores).clone();
            self.bias(weights, &mut value);
            let tree = wirecopy::training::tree(&value.data, s.len());
            heads.extend(tree.into_iter().map(|h| if h == s.len() { -1 } else { (s.start + h) as i32 }));
        }
        self.kinds(tape, h, heads);
    }
}

/// Scores of heads of the words of a sentence; the last column is for a root.
fn arcs(tape: &mut Tape<'_>, lower: Node, upper: Node, root: Node, s: &std::ops::Range<usize>) -> Node {
    let rows: Vec<i32> = s.clone().map(|k| k as i32).collect();
    let a = tape.pick(lower, rows.clone());
    let b = tape.pick(upper, rows);
    let b = tape.under(b, root);
    tape.outer(a, b)
}

/// Learns from texts, from each silver one in one round of `parts`; `watch` is told the number of each round and its loss.
pub(crate) fn train(
    texts: &[NetDocument],
    course: Course,
    parts: usize,
    watch: impl FnMut(u64, f32),
) -> (Net, Weights) {
    let mut weights = Weights::new(course.seed);
    let vector = texts.first().map_or(0, |a| a.words.width());
    let net = Net::new(&mut weights, vector, Counts::new(texts.iter().map(|t| &t.words), 1));
    let turn = |d: &NetDocument, k: usize, round: u64| !d.silver || k % parts == round as usize % parts;
    let one = |w: &Weights, d: &NetDocument, seed, out: &mut Slopes| net.learn(w, d, seed, out);
    learn(&mut weights, texts, course, turn, one, watch);
    (net, weights)
}
