//! The network of attribution: convolutions over a paragraph find the cues; for each cue, convolutions over the words
//! around it tell source and content. Each layer over the paragraph also sees the head of each word.

use std::ops::Range;

use super::input::{FAR, Input, TABLES, TREE, far, tree, window};
use crate::language::Pack;
use crate::language::net::chain::{Chain, Pairs};
use crate::language::net::entry::Entry;
use crate::language::net::layers::{Layer, Norm, Scratch, activations, logistic};
use crate::language::net::tensors::{Dense, Tensors};

/// How wide the layers over a paragraph are.
pub(crate) const WIDE: usize = 128;
/// How far apart the words are that a layer joins.
pub(crate) const STEPS: [usize; 6] = [1, 2, 4, 8, 16, 1];
/// How wide the layers around a cue are.
pub(crate) const NARROW: usize = 64;
pub(crate) const NEAR_STEPS: [usize; 3] = [1, 2, 4];
pub(crate) const LABELS: usize = 4;

/// How many words go through the layers together; longer paragraphs are read in pieces.
const BATCH: usize = 1024;

/// The network; see `wirecopy-train` for how it is learned.
#[derive(Debug)]
pub(crate) struct Network {
    entry: Entry,
    layers: Vec<Layer>,
    last: Norm,
    cue: Dense<'static>,
    own: Dense<'static>,
    cues: Dense<'static>,
    far: Vec<f32>,
    tree: Vec<f32>,
    near: Vec<Layer>,
    roles: Dense<'static>,
    pairs: Pairs<LABELS>,
}

/// One cue, and what the words around it are to it.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) cue: usize,
    /// How probable it is that it is one.
    pub(crate) p: f32,
    /// The words around it.
    pub(crate) window: Range<usize>,
    pub(crate) labels: Vec<u8>,
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
    own: Vec<f32>,
    cues: Vec<f32>,
    near: Vec<f32>,
    ties: Vec<usize>,
    chain: Chain,
}

impl Network {
    /// `None` when the pack has no network, or one of another shape.
    pub(crate) fn load(pack: &Pack) -> Option<Self> {
        let t = Tensors::load(pack, "attribution.net.bin")?;
        let layer = |name: &str, k: usize, parts, width| Layer::load(&t, &format!("{name}{k}"), parts, width);
        Some(Self {
            entry: Entry::load(pack, &t, &TABLES, WIDE)?,
            layers: (0..STEPS.len()).map(|k| layer("layer", k, 4, WIDE)).collect::<Option<_>>()?,
            last: Norm::load(&t, "last", WIDE)?,
            cue: t.dense("cue", WIDE, 1)?,
            own: t.dense("own", WIDE, NARROW)?,
            cues: t.dense("cues", WIDE, NARROW)?,
            far: t.table("far", NARROW)?.numbers_of(FAR)?,
            tree: t.table("tree", NARROW)?.numbers_of(TREE)?,
            near: (0..NEAR_STEPS.len()).map(|k| layer("near", k, 3, NARROW)).collect::<Option<_>>()?,
            roles: t.dense("roles", NARROW, LABELS)?,
            pairs: Pairs::new(&t.numbers("pairs", LABELS * LABELS)?),
        })
    }

    /// The cues of a document that are at least so probable, in order, and what stands around them.
    pub(crate) fn find(&self, input: &Input, least: f32) -> Vec<Found> {
        let mut out = Vec::new();
        let mut rooms = Rooms::default();
        let n = input.words.len();
        let mut first = 0;
        while first < n {
            let end = n.min(first + BATCH);
            // Whole paragraphs, or if one is longer, whole sentences of it.
            let cut = |same: &[u32]| (first + 1..end).rev().find(|&k| same[k] != same[k - 1]);
            let end = if end == n {
                n
            } else {
                cut(&input.blocks).or_else(|| cut(&input.sentences)).unwrap_or(end)
            };
            self.batch(input, first..end, least, &mut rooms, &mut out);
            first = end;
        }
        out
    }

    fn batch(&self, input: &Input, words: Range<usize>, least: f32, r: &mut Rooms, out: &mut Vec<Found>) {
        let (first, n) = (words.start, words.len());
        let seen = words.clone().map(|k| (input.words[k], input.rows[k]));
        self.entry.apply(seen, &mut r.input, &mut r.starts, &mut r.x);
        let blocks = &input.blocks[words.clone()];
        let heads = &input.heads[words.clone()];
        for (layer, &step) in self.layers.iter().zip(&STEPS) {
            layer.add(&mut r.x, &mut r.scratch, |k| {
                let before = k.checked_sub(step).filter(|&b| blocks[b] == blocks[k]);
                let after = Some(k + step).filter(|&a| a < n && blocks[a] == blocks[k]);
                let head =
                    usize::try_from(heads[k]).ok().and_then(|h| h.checked_sub(first)).filter(|&h| h < n);
                [before, Some(k), after, head]
            });
        }
        self.last.activations(&r.x, self.cue.unit, &mut r.z);
        self.cue.apply(&r.z, &mut r.starts, &mut r.scores);
        let stride = self.cue.outputs;
        let found: Vec<(usize, f32)> =
            (0..n).map(|k| (k, logistic(r.scores[k * stride]))).filter(|&(_, p)| p >= least).collect();
        if found.is_empty() {
            return;
        }
        self.own.apply(&r.z, &mut r.starts, &mut r.own);
        self.cues.apply(&r.z, &mut r.starts, &mut r.cues);
        // Windows may overlap: a few cues at a time.
        for some in found.chunks(16) {
            self.around(input, words.clone(), some, r, out);
        }
    }

    fn around(
        &self,
        input: &Input,
        words: Range<usize>,
        cues: &[(usize, f32)],
        r: &mut Rooms,
        out: &mut Vec<Found>,
    ) {
        let first = words.start;
        let windows: Vec<Range<usize>> = cues
            .iter()
            .map(|&(c, _)| {
                let w = window(&input.blocks, first + c);
                w.start.max(words.start)..w.end.min(words.end)
            })
            .collect();
        r.near.clear();
        // For each row the first and last of its window.
        let mut ends: Vec<(usize, usize)> = Vec::new();
        for (&(c, _), w) in cues.iter().zip(&windows) {
            r.ties.clear();
            tree(&input.heads, &input.sentences, w.clone(), first + c, &mut r.ties);
            let from = ends.len();
            ends.resize(from + w.len(), (from, from + w.len() - 1));
            let cue = &r.cues[c * NARROW..][..NARROW];
            for (t, &tie) in w.clone().zip(&r.ties) {
                let own = &r.own[(t - first) * NARROW..][..NARROW];
                let far = &self.far[far(t, first + c) * NARROW..][..NARROW];
                let tie = &self.tree[tie * NARROW..][..NARROW];
                let sum = own.iter().zip(cue).zip(far).zip(tie);
                r.near.extend(sum.map(|(((a, b), c), d)| (a + b + c + d).max(0.0)));
            }
        }
        for (layer, &step) in self.near.iter().zip(&NEAR_STEPS) {
            layer.add(&mut r.near, &mut r.scratch, |k| {
                let (from, to) = ends[k];
                [k.checked_sub(step).filter(|&b| b >= from), Some(k), Some(k + step).filter(|&a| a <= to)]
            });
        }
        activations(&r.near, self.roles.unit, &mut r.input);
        self.roles.apply(&r.input, &mut r.starts, &mut r.scores);
        let stride = self.roles.outputs;
        let mut at = 0;
        for (&(c, p), w) in cues.iter().zip(windows) {
            let mut labels = vec![0; w.len()];
            r.chain.best(&r.scores[at * stride..], stride, &self.pairs, &mut labels);
            at += w.len();
            out.push(Found { cue: first + c, p, window: w, labels });
        }
    }
}
