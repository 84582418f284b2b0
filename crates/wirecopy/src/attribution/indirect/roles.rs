//! Which words are source, cue and content, given where the cue is: one pass of Viterbi over the sentence.
//!
//! The features tie each word to the cue through the tree: how many steps up from the cue the branch of the
//! word hangs, on which side, what it starts with. Content in several pieces needs nothing special.

use super::view::View;
use crate::language::Tag;
use crate::language::model::{Weights, cell, feature};

/// What a word is to the cue.
pub(crate) const OUT: u8 = 0;
pub(crate) const SOURCE: u8 = 1;
pub(crate) const CUE: u8 = 2;
pub(crate) const CONTENT: u8 = 3;
const LABELS: usize = 4;

/// The features of every word and step for one cue, laid out flat; made once, used by decoding and learning.
#[derive(Debug, Default)]
pub(crate) struct Lattice {
    words: Vec<u32>,
    steps: Vec<u32>,
    cue: usize,
    n: usize,
}

const PER_WORD: usize = 39;
const PER_STEP: usize = 6;

/// Where the branch of each word hangs, seen from the cue.
fn branches(view: &View<'_>, cue: usize) -> (Vec<u8>, Vec<usize>) {
    let n = view.len();
    let mut level = vec![u8::MAX; n];
    let mut top = vec![0; n];
    let mut at = cue;
    let mut up = 0u8;
    while at < n && level[at] == u8::MAX {
        level[at] = up;
        top[at] = at;
        at = view.heads[at];
        up = (up + 1).min(6);
    }
    let on_path: Vec<bool> = level.iter().map(|&l| l != u8::MAX).collect();
    let mut trail = Vec::new();
    for i in 0..n {
        let mut at = i;
        trail.clear();
        while at < n && level[at] == u8::MAX {
            trail.push(at);
            at = view.heads[at];
        }
        // Another root: as if above all.
        let (l, t) = if at >= n { (7, trail.last().copied().unwrap_or(i)) } else { (level[at], top[at]) };
        let hangs_on_path = at < n && on_path[at];
        let last = trail.last().copied().unwrap_or(i);
        for &k in &trail {
            level[k] = l;
            top[k] = if hangs_on_path { last } else { t };
        }
    }
    (level, top)
}

fn bucket(distance: usize) -> u32 {
    match distance {
        0..=4 => distance as u32,
        5..=6 => 5,
        7..=10 => 6,
        11..=18 => 7,
        _ => 8,
    }
}

impl Lattice {
    pub(crate) fn fill(&mut self, view: &View<'_>, cue: usize) {
        let n = view.len();
        (self.n, self.cue) = (n, cue);
        self.words.clear();
        self.steps.clear();
        let (level, top) = branches(view, cue);
        let cue_word = view.word(cue);
        let cue_tag = view.tag(cue);
        let frame = view.frames[cue] as u32;
        let step = view.rates[cue].0.step();
        let cue_subject = u32::from(view.subject(cue).is_some());
        let any_quote = u32::from(view.quote.iter().any(|&q| q != 0));
        let ahead = u32::from((cue + 1..n.min(cue + 3)).any(|k| view.quote[k] != 0));
        // Commas and verbs between each word and the cue, counted outwards.
        let mut commas = vec![0u32; n];
        let mut verbs = vec![0u32; n];
        let count = |from: usize, to: usize, commas: &mut [u32], verbs: &mut [u32]| {
            let mark = matches!(view.tags[from], Tag::Comma | Tag::Colon);
            let verb = matches!(view.tags[from], Tag::Past | Tag::Present | Tag::PresentPlural | Tag::Modal);
            commas[to] = (commas[from] + u32::from(mark && from != cue)).min(5);
            verbs[to] = (verbs[from] + u32::from(verb && from != cue)).min(4);
        };
        for k in (0..cue).rev() {
            count(k + 1, k, &mut commas, &mut verbs);
        }
        for k in cue + 1..n {
            count(k - 1, k, &mut commas, &mut verbs);
        }
        let mut last_key = 0;
        for i in 0..n {
            let before = |k: usize| i.checked_sub(k).unwrap_or(n);
            let side = match i.cmp(&cue) {
                std::cmp::Ordering::Less => 0,
                std::cmp::Ordering::Equal => 1,
                std::cmp::Ordering::Greater => 2,
            };
            let t = top[i];
            let path = u32::from(
                t == i && i != cue && {
                    // On the way from the cue to the root?
                    let mut at = view.heads[cue];
                    let mut guard = 0;
                    while at < n && at != i && guard < 8 {
                        at = view.heads[at];
                        guard += 1;
                    }
                    at == i
                },
            );
            let place = u32::from(level[i]) << 2 | side;
            let key = feature(0, place, view.tag(t) | path << 8);
            let first = view.edges[t].0;
            let edge = u32::from(first == i) | u32::from(view.edges[t].1 == i) << 1;
            let has_subject = u32::from(view.subject(t).is_some());
            let parent = if view.heads[t] < n { view.tag(view.heads[t]) } else { 50 };
            let distance = bucket(i.abs_diff(cue)) << 2 | side;
            let quote = u32::from(view.quote[i] != 0)
                | u32::from(view.quote[cue] != 0) << 1
                | u32::from(view.quote[i] == view.quote[cue]) << 2;
            let (word, tag) = (view.word(i), view.tag(i));
            let (relation, own_relation) = (view.relation(t), view.relation(i));
            let between = commas[i] << 4 | verbs[i];
            self.words.extend([
                feature(1, key, 0),
                feature(2, key, view.word(first)),
                feature(3, key, cue_word),
                feature(4, key, word),
                feature(5, key, tag),
                feature(6, key, cue_tag),
                feature(7, word, side),
                feature(8, feature(0, tag, side), feature(0, view.tag(before(1)), view.tag(i + 1))),
                feature(9, view.word(before(1)), side),
                feature(10, view.word(i + 1), side),
                feature(11, distance, cue_tag),
                feature(12, distance, cue_word),
                feature(13, quote, side),
                feature(14, quote, key),
                feature(15, between, side),
                feature(16, between, key),
                feature(17, key, view.word(cue + 1)),
                feature(18, key, parent),
                feature(19, key, has_subject | cue_subject << 1),
                feature(20, view.word(cue + 1), side),
                feature(21, key, edge),
                feature(22, word, feature(0, cue_word, side)),
                feature(23, distance, feature(0, tag, cue_tag)),
                feature(24, key, any_quote | ahead << 1),
                feature(25, key, view.word(t)),
                feature(26, key, frame),
                feature(27, feature(0, frame, place), step),
                feature(28, feature(0, cue_word, frame), place),
                feature(29, between, feature(0, frame, side)),
                feature(30, feature(0, tag, frame), side),
                feature(31, quote, feature(0, frame, side)),
                feature(32, word, feature(0, frame, side)),
                feature(33, key, feature(0, frame, view.tag(before(1)))),
                feature(34, between, feature(0, cue_word, side)),
                feature(51, key, relation),
                feature(52, relation, feature(0, cue_word, place)),
                feature(53, relation, feature(0, frame, place)),
                feature(54, relation, feature(0, place, own_relation)),
                feature(55, relation, feature(0, place, view.relation(cue))),
            ]);
            let crosses = u32::from(last_key != key);
            let mark = u32::from(i > 0 && matches!(view.tags[i - 1], Tag::Comma | Tag::Colon)) << 1 | crosses;
            self.steps.extend([
                feature(41, side, 0),
                feature(42, tag, view.tag(before(1))),
                feature(43, crosses, feature(0, key, last_key)),
                feature(44, word, side),
                feature(45, mark, feature(0, tag, side)),
                feature(46, view.word(before(1)), side),
            ]);
            last_key = key;
        }
    }

    fn word(&self, i: usize) -> &[u32] {
        &self.words[i * PER_WORD..(i + 1) * PER_WORD]
    }

    fn step(&self, i: usize) -> &[u32] {
        &self.steps[i * PER_STEP..(i + 1) * PER_STEP]
    }

    /// The best labels of the sentence's words.
    pub(crate) fn decode(&self, weights: &impl Weights, labels: &mut Vec<u8>) {
        let n = self.n;
        let mut back = vec![[0u8; LABELS]; n];
        let mut score = [0i32; LABELS];
        for (i, back) in back.iter_mut().enumerate() {
            let own: [i32; LABELS] = std::array::from_fn(|l| {
                if i == self.cue && l != CUE as usize { -1_000_000 } else { weights.score(self.word(i), l) }
            });
            let mut next = [i32::MIN; LABELS];
            for (to, slot) in next.iter_mut().enumerate() {
                for (from, &so_far) in score.iter().enumerate() {
                    if i == 0 && from != OUT as usize {
                        continue;
                    }
                    let moved: i32 =
                        self.step(i).iter().map(|&f| weights.get(cell(f, 4 + from * LABELS + to))).sum();
                    let total = so_far + moved + own[to];
                    if total > *slot {
                        *slot = total;
                        back[to] = from as u8;
                    }
                }
            }
            score = next;
        }
        labels.clear();
        labels.resize(n, OUT);
        let mut at = (0..LABELS).max_by_key(|&l| (score[l], std::cmp::Reverse(l))).unwrap_or(0) as u8;
        for i in (0..n).rev() {
            labels[i] = at;
            at = back[i][at as usize];
        }
    }

    /// Adds `by` to every weight that the labels use.
    #[cfg(feature = "training")]
    pub(crate) fn credit(&self, labels: &[u8], other: &[u8], mut add: impl FnMut(&[u32], usize)) {
        let mut from = OUT;
        let mut other_from = OUT;
        for i in 0..self.n {
            let (to, other_to) = (labels[i], other[i]);
            if to != other_to {
                add(self.word(i), to as usize);
            }
            if (from, to) != (other_from, other_to) {
                add(self.step(i), 4 + from as usize * LABELS + to as usize);
            }
            (from, other_from) = (to, other_to);
        }
    }
}
