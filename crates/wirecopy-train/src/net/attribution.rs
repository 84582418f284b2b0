//! The network of attribution: convolutions over a document find the cues; for each cue, convolutions over its
//! paragraph tell source and content.

use wirecopy::training::attribution_shape::{
    CONTENT, CUE, FAR, LABELS, NARROW, NEAR_STEPS, SOURCE, STEPS, TREE, WIDE,
};
use wirecopy::training::{ATTRIBUTION_TABLES, NetArticle};

use super::learn::{Course, learn};
use super::matrix::Matrix;
use super::parts::{Counts, Layer, beside, choose, convolve, dense, enter, layer, norm, tables};
use super::tape::{Node, Tape};
use super::weights::{Slopes, Weights};
use super::{chain, export};

/// Where the weights of each part are.
pub(crate) struct Net {
    counts: Counts,
    tables: Vec<usize>,
    enter: (usize, usize),
    layers: Vec<Layer>,
    last: (usize, usize),
    cue: (usize, usize),
    flat: (usize, usize),
    own: (usize, usize),
    cues: (usize, usize),
    far: usize,
    tree: usize,
    near: Vec<Layer>,
    roles: (usize, usize),
    pairs: usize,
}

impl Net {
    pub(crate) fn new(w: &mut Weights, vector: usize, counts: Counts) -> Self {
        let tables = tables(w, ATTRIBUTION_TABLES);
        let from = vector + 1 + ATTRIBUTION_TABLES.iter().map(|t| t.2).sum::<usize>();
        Self {
            counts,
            tables,
            enter: dense(w, "enter", from, WIDE, 1.0),
            layers: (0..STEPS.len()).map(|k| layer(w, &format!("layer{k}"), 4 * WIDE, WIDE)).collect(),
            last: norm(w, "last", WIDE),
            cue: dense(w, "cue", WIDE, 1, 0.3),
            flat: dense(w, "flat", WIDE, LABELS, 0.3),
            own: dense(w, "own", WIDE, NARROW, 1.0),
            cues: dense(w, "cues", WIDE, NARROW, 1.0),
            far: w.table("far", FAR, NARROW, 0.3),
            tree: w.table("tree", TREE, NARROW, 0.3),
            near: (0..NEAR_STEPS.len()).map(|k| layer(w, &format!("near{k}"), 3 * NARROW, NARROW)).collect(),
            roles: dense(w, "roles", NARROW, LABELS, 0.3),
            pairs: w.filled("pairs", LABELS * LABELS, 0.0),
        }
    }

    /// The words of a document, encoded.
    fn encode(&self, tape: &mut Tape<'_>, a: &NetArticle) -> Node {
        let x = enter(tape, &self.tables, &a.words, &self.counts, 0.0);
        let x = tape.drop(x, 0.2);
        let mut x = tape.linear(x, self.enter.0, self.enter.1);
        for (layer, step) in self.layers.iter().zip(STEPS) {
            x = convolve(tape, x, layer, beside(&a.blocks, *step), Some(&a.heads), 0.15);
        }
        tape.norm(x, self.last.0, self.last.1)
    }

    /// Scores of labels for the words around each cue; gives the words of each, too.
    fn around(
        &self,
        tape: &mut Tape<'_>,
        a: &NetArticle,
        h: Node,
        cues: &[usize],
    ) -> (Node, Vec<std::ops::Range<usize>>) {
        let windows: Vec<std::ops::Range<usize>> = cues.iter().map(|&c| a.window(c)).collect();
        let mut words = Vec::new();
        let (mut of, mut far, mut tree) = (Vec::new(), Vec::new(), Vec::new());
        for (&c, w) in cues.iter().zip(&windows) {
            words.extend(w.clone().map(|t| t as i32));
            of.extend(w.clone().map(|_| c as i32));
            let (distances, kinds) = a.ties(c);
            far.extend(distances);
            tree.extend(kinds);
        }
        let own = tape.linear(h, self.own.0, self.own.1);
        let cue = tape.linear(h, self.cues.0, self.cues.1);
        let own = tape.pick(own, words);
        let cue = tape.pick(cue, of);
        let far = tape.rows(self.far, far);
        let tree = tape.rows(self.tree, tree);
        let x = tape.sum(own, cue);
        let x = tape.sum(x, far);
        let x = tape.sum(x, tree);
        let mut x = tape.relu(x);
        let groups: Vec<u32> =
            windows.iter().enumerate().flat_map(|(k, w)| w.clone().map(move |_| k as u32)).collect();
        for (layer, step) in self.near.iter().zip(NEAR_STEPS) {
            x = convolve(tape, x, layer, beside(&groups, *step), None, 0.1);
        }
        (tape.linear(x, self.roles.0, self.roles.1), windows)
    }

    /// Adds the slopes of one article; gives its loss a word.
    pub(crate) fn learn(&self, weights: &Weights, a: &NetArticle, seed: u64, out: &mut Slopes) -> f32 {
        let n = a.words.len();
        let mut tape = Tape::new(weights, Some(seed));
        let h = self.encode(&mut tape, a);
        let cue = tape.linear(h, self.cue.0, self.cue.1);
        let flat = tape.linear(h, self.flat.0, self.flat.1);
        let mut gold_cue = vec![false; n];
        let mut gold_flat = vec![0u8; n];
        for (centre, roles) in &a.gold {
            if let Some(slot) = gold_cue.get_mut(*centre) {
                *slot = true;
            }
            for (role, label) in [(2, CONTENT), (0, SOURCE), (1, CUE)] {
                for &k in &roles[role] {
                    gold_flat[k] = gold_flat[k].max(label);
                }
            }
        }
        let scale = 1.0 / n as f32;
        let mut loss = 0.0;
        let mut slope = Matrix::zeros(n, 1);
        for (k, &gold) in gold_cue.iter().enumerate() {
            let x = tape.value(cue).data[k];
            let p = 1.0 / (1.0 + (-x).exp());
            let y = f32::from(u8::from(gold));
            slope.data[k] = 4.0 * scale * (p - y);
            loss -= 4.0 * scale * if gold { p.max(1e-7).ln() } else { (1.0 - p).max(1e-7).ln() };
        }
        let guessed = tape.value(cue).data.clone();
        tape.slope(cue, &slope);
        let (slope, l) = choose(tape.value(flat), |k| Some((usize::from(gold_flat[k]), 0.5 * scale)));
        loss += l;
        tape.slope(flat, &slope);
        // Gold cues, and what looks like one and is none.
        let mut cues: Vec<(usize, f32)> = (0..n).filter(|&k| gold_cue[k]).map(|k| (k, 1.0)).collect();
        cues.extend((0..n).filter(|&k| !gold_cue[k] && guessed[k] > -1.5).map(|k| (k, 0.3)).take(20));
        if !cues.is_empty() {
            let list: Vec<usize> = cues.iter().map(|c| c.0).collect();
            let (roles, windows) = self.around(&mut tape, a, h, &list);
            let scores = tape.value(roles).clone();
            let mut slope = Matrix::zeros(scores.rows, LABELS);
            let pairs = &weights.all[self.pairs].value.data;
            let mut base = 0;
            for ((c, weight), w) in cues.iter().zip(&windows) {
                let gold = labels(a, *c, w);
                let weight = weight * scale;
                loss += chain::learn(
                    &scores,
                    base..base + w.len(),
                    pairs,
                    weight,
                    &mut slope,
                    &mut out.whole(self.pairs).data,
                    |t, l| usize::from(gold[t]) == l,
                );
                base += w.len();
            }
            tape.slope(roles, &slope);
        }
        tape.back(out);
        loss
    }

    /// The section of a pack: what goes into products is looked at in some articles.
    pub(crate) fn section(&self, weights: &Weights, articles: &[NetArticle], unit: f32) -> Vec<u8> {
        let seen = articles.iter().map(|a| {
            let mut tape = Tape::watching(weights);
            self.read(a, &mut tape);
            tape.seen()
        });
        let units = export::units(seen.collect());
        let a = &articles[0];
        let tables = [&self.tables[..], &[self.far, self.tree]].concat();
        export::section(weights, &units, self.enter.0, (a.words.width(), unit), &tables)
    }

    /// Takes an article through all products, as the crate does.
    fn read(&self, a: &NetArticle, tape: &mut Tape<'_>) {
        let h = self.encode(tape, a);
        let cue = tape.linear(h, self.cue.0, self.cue.1);
        let scores = &tape.value(cue).data;
        let cues: Vec<usize> =
            (0..scores.len()).filter(|&k| 1.0 / (1.0 + (-scores[k]).exp()) >= 0.2).collect();
        if !cues.is_empty() {
            self.around(tape, a, h, &cues);
        }
    }
}

fn labels(a: &NetArticle, c: usize, w: &std::ops::Range<usize>) -> Vec<u8> {
    let mut out = vec![0; w.len()];
    for (_, roles) in a.gold.iter().filter(|g| g.0 == c) {
        for (role, label) in [(2, CONTENT), (0, SOURCE), (1, CUE)] {
            for &k in &roles[role] {
                if w.contains(&k) {
                    out[k - w.start] = label;
                }
            }
        }
    }
    out
}

/// Learns from texts; `watch` is told the number of each round and its loss.
pub(crate) fn train(texts: &[NetArticle], course: Course, watch: impl FnMut(u64, f32)) -> (Net, Weights) {
    let mut weights = Weights::new(course.seed);
    let vector = texts.first().map_or(0, |a| a.words.width());
    let net = Net::new(&mut weights, vector, Counts::new(texts.iter().map(|t| &t.words), 4));
    let one = |w: &Weights, a: &NetArticle, seed, out: &mut Slopes| net.learn(w, a, seed, out);
    learn(&mut weights, texts, course, |_, _, _| true, one, watch);
    (net, weights)
}
