//! The network of the language layer: convolutions over a sentence tell tags and names, more of them heads and
//! relations (scores of pairs of words, Dozat and Manning 2017).

use std::ops::Range;

use super::arcs::Arcs;
use super::chain::{Chain, Pairs, tops};
use super::entry::Entry;
use super::input::{TABLES, rows};
use super::layers::{Layer, Norm, Scratch, activations};
use super::tensors::{Dense, Tensors};
use super::tree::{Trees, pieces};
use crate::language::forms::Form;
use crate::language::names::Gazetteer;
use crate::language::{Pack, Relation};

/// How wide the layers are.
pub(crate) const WIDE: usize = 96;
/// How far apart the words are that a layer joins: layers for tags and names, and more for syntax.
pub(crate) const STEPS: [usize; 2] = [1, 2];
pub(crate) const MORE: [usize; 4] = [1, 2, 4, 8];
pub(crate) const TAGS: usize = 64;
pub(crate) const NAMES: usize = 9;
pub(crate) const ARCS: usize = 64;
pub(crate) const KINDS: usize = 64;
pub(crate) const RELATIONS: usize = 64;
pub(crate) const FAR: usize = 32;

/// How many words go through the layers together.
const BATCH: usize = 512;

/// The network; see `wirecopy-train` for how it is learned.
#[derive(Debug)]
pub(crate) struct Network {
    lists: Gazetteer,
    entry: Entry,
    layers: Vec<Layer>,
    middle: Norm,
    tags: Dense<'static>,
    names: Dense<'static>,
    pairs: Pairs<NAMES>,
    more: Vec<Layer>,
    last: Norm,
    lower: Dense<'static>,
    upper: Dense<'static>,
    root: Vec<f32>,
    far: Vec<f32>,
    below: Dense<'static>,
    above: Dense<'static>,
    relations: Dense<'static>,
}

/// Rooms for the work, kept from batch to batch.
#[derive(Debug, Default)]
struct Rooms {
    scratch: Scratch,
    input: Vec<u8>,
    x: Vec<f32>,
    z: Vec<u8>,
    starts: Vec<u32>,
    scores: Vec<f32>,
    other: Vec<f32>,
    arcs: Arcs,
    heads: Vec<usize>,
    chain: Chain,
    trees: Trees,
}

/// What the network says of the words of a document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Said {
    /// The number of each word's tag.
    pub(crate) tags: Vec<u8>,
    /// The label of each word in names.
    pub(crate) names: Vec<u8>,
    /// The head of each word, its own number for a root; nothing unless syntax was asked for.
    pub(crate) heads: Vec<u32>,
    /// The number of each word's relation; nothing unless syntax was asked for.
    pub(crate) relations: Vec<u8>,
}

/// The kind of the distance from a word to its head.
pub(crate) fn far(d: i64) -> usize {
    let size = d.unsigned_abs();
    let bucket = match size {
        0..=7 => size as usize,
        8..=9 => 8,
        10..=12 => 9,
        13..=16 => 10,
        17..=22 => 11,
        23..=30 => 12,
        _ => 13,
    };
    if d < 0 { 15 + bucket } else { bucket }
}

impl Network {
    /// `None` when the pack has no network, or one of another shape.
    pub(crate) fn load(pack: &Pack) -> Option<Self> {
        let t = Tensors::load(pack, "language.net.bin")?;
        let layers = |name: &str, count: usize| {
            (0..count).map(|k| Layer::load(&t, &format!("{name}{k}"), 3, WIDE)).collect::<Option<Vec<_>>>()
        };
        Some(Self {
            lists: Gazetteer::load(pack),
            entry: Entry::load(pack, &t, &TABLES, WIDE)?,
            layers: layers("layer", STEPS.len())?,
            middle: Norm::load(&t, "middle", WIDE)?,
            tags: t.dense("tags", WIDE, TAGS)?,
            names: t.dense("names", WIDE, NAMES)?,
            pairs: Pairs::new(&t.numbers("pairs", NAMES * NAMES)?),
            more: layers("more", MORE.len())?,
            last: Norm::load(&t, "last", WIDE)?,
            lower: t.dense("lower", WIDE, ARCS)?,
            upper: t.dense("upper", WIDE, ARCS)?,
            root: t.numbers("root", ARCS)?,
            far: t.numbers("far", FAR)?,
            below: t.dense("below", WIDE, KINDS)?,
            above: t.dense("above", WIDE, KINDS)?,
            relations: t.dense("relations", KINDS, RELATIONS)?,
        })
    }

    /// Reads the words of a document; with `syntax` their heads and relations, too.
    pub(crate) fn read(
        &self,
        forms: &[Form],
        sentences: impl Iterator<Item = Range<usize>>,
        syntax: bool,
    ) -> Said {
        let mut out = Said::default();
        let mut rooms = Rooms::default();
        let mut batch: Vec<Range<usize>> = Vec::new();
        let mut first = 0;
        let mut long: Vec<Range<usize>> = Vec::new();
        for s in sentences {
            // A sentence without end is read in pieces.
            if syntax && s.len() > BATCH {
                long.push(s.clone());
            }
            let mut from = s.start;
            while from < s.end {
                let to = s.end.min(from + BATCH);
                if to - first > BATCH && !batch.is_empty() {
                    self.batch(forms, &batch, syntax, &mut rooms, &mut out);
                    batch.clear();
                    first = from;
                }
                batch.push(from..to);
                from = to;
            }
        }
        self.batch(forms, &batch, syntax, &mut rooms, &mut out);
        // The roots of further pieces hang on the first.
        for s in long {
            let mut roots = s.filter(|&k| out.heads[k] as usize == k).collect::<Vec<_>>().into_iter();
            if let Some(top) = roots.next() {
                for k in roots {
                    out.heads[k] = top as u32;
                    out.relations[k] = Relation::Parataxis as u8;
                }
            }
        }
        out
    }

    fn batch(&self, forms: &[Form], batch: &[Range<usize>], syntax: bool, r: &mut Rooms, out: &mut Said) {
        let (Some(first), Some(last)) = (batch.first(), batch.last()) else { return };
        let (first, n) = (first.start, last.end - first.start);
        let seen = forms[first..first + n].iter().map(|form| (form.word, rows(form, self.lists.hints(form))));
        self.entry.apply(seen, &mut r.input, &mut r.starts, &mut r.x);
        // For each word the first and last of its sentence, counted from the batch's start.
        let ends: Vec<(usize, usize)> =
            batch.iter().flat_map(|s| s.clone().map(|_| (s.start - first, s.end - 1 - first))).collect();
        let near = |k: usize, step: usize| {
            let (from, to) = ends[k];
            [k.checked_sub(step).filter(|&b| b >= from), Some(k), Some(k + step).filter(|&a| a <= to)]
        };
        for (layer, &step) in self.layers.iter().zip(&STEPS) {
            layer.add(&mut r.x, &mut r.scratch, |k| near(k, step));
        }
        self.middle.activations(&r.x, self.tags.unit, &mut r.z);
        self.tags.apply(&r.z, &mut r.starts, &mut r.scores);
        tops(&r.scores, self.tags.outputs, TAGS, &mut out.tags);
        self.names.apply(&r.z, &mut r.starts, &mut r.scores);
        let stride = self.names.outputs;
        for s in batch {
            let from = out.names.len();
            out.names.resize(from + s.len(), 0);
            let scores = &r.scores[(s.start - first) * stride..];
            r.chain.best(scores, stride, &self.pairs, &mut out.names[from..]);
        }
        if syntax {
            for (layer, &step) in self.more.iter().zip(&MORE) {
                layer.add(&mut r.x, &mut r.scratch, |k| near(k, step));
            }
            self.last.activations(&r.x, self.lower.unit, &mut r.z);
            self.heads(batch, first, r, out);
        }
    }

    fn heads(&self, batch: &[Range<usize>], first: usize, r: &mut Rooms, out: &mut Said) {
        self.lower.apply(&r.z, &mut r.starts, &mut r.scores);
        self.upper.apply(&r.z, &mut r.starts, &mut r.other);
        let from = out.heads.len();
        for s in batch {
            let mut top = None;
            for piece in pieces(s.len()) {
                let at = s.start + piece.start;
                let rows = (at - first) * ARCS..(at - first + piece.len()) * ARCS;
                let (lower, upper) = (&r.scores[rows.clone()], &r.other[rows]);
                r.arcs.score(lower, upper, &self.root, |d| self.far[far(d)], &mut r.trees);
                r.heads.resize(piece.len(), 0);
                let root = r.trees.find(&mut r.heads);
                // The roots of further pieces hang on the first.
                let top = *top.get_or_insert(at + root);
                r.heads[root] = root;
                let from = out.heads.len();
                out.heads.extend(r.heads.iter().map(|&h| (at + h) as u32));
                out.heads[from + root] = top as u32;
            }
        }
        self.below.apply(&r.z, &mut r.starts, &mut r.scores);
        self.above.apply(&r.z, &mut r.starts, &mut r.other);
        for (k, &head) in out.heads[from..].iter().enumerate() {
            let own = &mut r.scores[k * KINDS..(k + 1) * KINDS];
            let head = head as usize - first;
            if head != k {
                own.iter_mut().zip(&r.other[head * KINDS..]).for_each(|(a, b)| *a += b);
            }
            for x in own {
                *x = x.max(0.0);
            }
        }
        activations(&r.scores, self.relations.unit, &mut r.input);
        self.relations.apply(&r.input, &mut r.starts, &mut r.scores);
        tops(&r.scores, self.relations.outputs, RELATIONS, &mut out.relations);
    }
}
