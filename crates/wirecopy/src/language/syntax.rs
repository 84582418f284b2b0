//! Which word depends on which, and how: a greedy transition parser (arc-hybrid), linear in the sentence.
//!
//! A move is chosen by one linear model; the relation of a word to its head, when it is attached and has all its own
//! dependants, by another, among the relations that words of such tags have.

use super::forms::Form;
use super::model::{Table, Weights, feature};
use super::{Pack, Penn, Relation};

/// The head of the root of a sentence.
pub(crate) const ROOT: u32 = u32::MAX;

/// The three moves.
pub(crate) const SHIFT: usize = 0;
pub(crate) const LEFT: usize = 1;
pub(crate) const RIGHT: usize = 2;

const NONE: usize = usize::MAX;
/// Numbers of tags outside the sentence.
const NO_TAG: u32 = 70;
const TAGS: usize = Penn::ALL.len() + 1;

/// The models of the parser.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parser {
    pub(crate) moves: Table,
    pub(crate) labels: Table,
    pub(crate) masks: Masks,
}

impl Parser {
    pub(crate) fn load(pack: &Pack) -> Self {
        Self {
            moves: Table::load(pack, "parser.bin"),
            labels: Table::load(pack, "labels.bin"),
            masks: pack.bytes("relations.bin").and_then(Masks::read).unwrap_or_default(),
        }
    }
}

/// Which relations words of a tag have to heads of a tag, on either side of them: section `relations.bin`, 8 bytes
/// (a bit a relation) for each head's tag or the root, dependant's tag, side.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Masks(&'static [u8]);

impl Masks {
    pub(crate) const SIZE: usize = TAGS * TAGS * 2 * 8;

    pub(crate) fn read(bytes: &'static [u8]) -> Option<Self> {
        (bytes.len() == Self::SIZE).then_some(Self(bytes))
    }

    /// The place of a pair of tags.
    pub(crate) fn at(head: Option<Penn>, tag: Penn, right: bool) -> usize {
        let head = head.map_or(TAGS - 1, |t| t as usize);
        (head * TAGS + tag as usize) * 2 + usize::from(right)
    }

    fn get(&self, place: usize) -> u64 {
        let bytes = self.0.get(8 * place..8 * place + 8).and_then(|b| b.try_into().ok());
        bytes.map_or(0, u64::from_le_bytes)
    }
}

/// What the parser works on, kept between sentences.
#[derive(Debug, Default)]
pub(crate) struct State {
    n: usize,
    pub(crate) stack: Vec<usize>,
    /// The next word not yet on the stack.
    pub(crate) next: usize,
    pub(crate) heads: Vec<usize>,
    pub(crate) labels: Vec<u8>,
    /// Outermost and second outermost children so far: left, right.
    children: Vec<[[usize; 2]; 2]>,
    valency: Vec<[u8; 2]>,
    /// Which relations the children of each word have so far.
    kinds: Vec<u64>,
}

impl State {
    pub(crate) fn start(&mut self, n: usize) {
        self.n = n;
        self.next = 0;
        self.stack.clear();
        self.heads.clear();
        self.heads.resize(n, NONE);
        self.labels.clear();
        self.labels.resize(n, 0);
        self.children.clear();
        self.children.resize(n + 1, [[NONE; 2]; 2]);
        self.valency.clear();
        self.valency.resize(n + 1, [0; 2]);
        self.kinds.clear();
        self.kinds.resize(n + 1, 0);
    }

    pub(crate) fn done(&self) -> bool {
        self.next == self.n && self.stack.is_empty()
    }

    /// Whether each move is open. Only one word hangs on the root.
    pub(crate) fn legal(&self) -> [bool; 3] {
        let depth = self.stack.len();
        let last = self.next == self.n;
        [!last, depth > 0 && (!last || depth == 1), depth > 1]
    }

    /// The arc a move makes: head (`n` for the root) and dependant.
    pub(crate) fn arc(&self, action: usize) -> Option<(usize, usize)> {
        let top = *self.stack.last()?;
        match action {
            LEFT => Some((self.next, top)),
            RIGHT => Some((self.stack[self.stack.len().checked_sub(2)?], top)),
            _ => None,
        }
    }

    /// Makes a move; the relation is that of the arc it makes.
    pub(crate) fn apply(&mut self, action: usize, label: u8) {
        if action == SHIFT {
            self.stack.push(self.next);
            self.next += 1;
            return;
        }
        if let Some((head, child)) = self.arc(action) {
            self.stack.pop();
            self.heads[child] = head;
            self.labels[child] = label;
            let side = usize::from(child > head);
            let children = &mut self.children[head][side];
            *children = [child, children[0]];
            self.valency[head][side] = (self.valency[head][side] + 1).min(5);
            self.kinds[head] |= 1 << label;
        }
    }

    fn top(&self, k: usize) -> usize {
        self.stack.len().checked_sub(k + 1).map_or(NONE, |at| self.stack[at])
    }

    fn child(&self, i: usize, side: usize, k: usize) -> usize {
        if i == NONE { NONE } else { self.children[i][side][k] }
    }

    fn label(&self, i: usize) -> u32 {
        if i < self.n { u32::from(self.labels[i]) } else { 60 }
    }

    /// What a move is chosen by.
    pub(crate) fn features(&self, forms: &[Form], tags: &[Penn], out: &mut Vec<u32>) {
        let n = self.n;
        let word = |i: usize| if i < n { forms[i].word } else { u32::from(i == n) };
        let tag = |i: usize| if i < n { tags[i] as u32 } else { NO_TAG + u32::from(i == n) };
        let end = |i: usize| if i < n { forms[i].ends[1] } else { 0 };
        let later = |k: usize| if self.next + k <= n { self.next + k } else { NONE };
        let (s0, s1, s2) = (self.top(0), self.top(1), self.top(2));
        let (b0, b1, b2) = (self.next, later(1), later(2));
        let (t0, t1, t2) = (tag(s0), tag(s1), tag(s2));
        let (u0, u1, u2) = (tag(b0), tag(b1), tag(b2));
        let (w0, w1, x0) = (word(s0), word(s1), word(b0));
        let gap = if s0 == NONE { 0 } else { distance(b0 - s0) };
        let span = if s1 == NONE { 0 } else { distance(s0 - s1) };
        let valency = |i: usize, side: usize| if i == NONE { 9 } else { u32::from(self.valency[i][side]) };
        let pair = |a: u32, b: u32| a << 8 | b;
        let (l0, r0) = (self.child(s0, 0, 0), self.child(s0, 1, 0));
        let (l1, r1) = (self.child(s1, 0, 0), self.child(s1, 1, 0));
        let lb = self.child(b0, 0, 0);
        let lbb = self.child(b0, 0, 1);
        let r00 = self.child(s0, 1, 1);
        let r11 = self.child(s1, 1, 1);
        let kinds = |i: usize| {
            if i == NONE {
                0
            } else {
                let k = self.kinds[i];
                feature(98, k as u32, (k >> 32) as u32)
            }
        };
        let before = if s0 == NONE || s0 == 0 || s0 > n { NO_TAG } else { tag(s0 - 1) };
        let after = if s0 < n && s0 + 1 < n { tag(s0 + 1) } else { NO_TAG };
        let prior = if b0 == 0 { NO_TAG } else { tag(b0 - 1) };
        out.clear();
        out.extend([
            feature(1, w0, t0),
            feature(2, x0, u0),
            feature(3, w1, t1),
            feature(4, t0, u0),
            feature(5, w0, pair(t0, u0)),
            feature(6, x0, pair(t0, u0)),
            feature(7, w0, x0),
            feature(8, t0, pair(t1, u0)),
            feature(9, t0, pair(u0, u1)),
            feature(10, t0, t1),
            feature(11, w0, t1),
            feature(12, w1, t0),
            feature(13, w0, w1),
            feature(14, pair(t0, t1), pair(t2, u0)),
            feature(15, pair(u0, u1), pair(u2, t0)),
            feature(16, word(b1), u1),
            feature(17, pair(t0, u0), gap),
            feature(18, pair(t0, t1), span),
            feature(19, pair(t0, self.label(l0)), pair(self.label(r0), u0)),
            feature(20, pair(t1, self.label(r1)), pair(t0, u0)),
            feature(21, pair(u0, self.label(lb)), t0),
            feature(22, pair(t0, u0), pair(valency(s0, 1), valency(b0, 0))),
            feature(23, w0, pair(valency(s0, 0), valency(s0, 1))),
            feature(24, w1, pair(valency(s1, 1), t0)),
            feature(25, x0, pair(valency(b0, 0), t0)),
            feature(26, word(l0), t0),
            feature(27, word(r0), pair(t0, u0)),
            feature(28, word(lb), u0),
            feature(29, pair(t0, t1), pair(u0, u1)),
            feature(30, w1, pair(t0, u0)),
            feature(31, word(s2), pair(t1, t0)),
            feature(32, x0, word(b1)),
            feature(33, w0, pair(u0, u1)),
            feature(34, x0, pair(t0, t1)),
            feature(35, pair(t1, self.label(l1)), pair(self.label(r1), t0)),
            feature(36, pair(t0, tag(l0)), pair(tag(r0), u0)),
            feature(37, pair(u0, tag(lb)), pair(tag(lbb), t0)),
            feature(38, kinds(s0), pair(t0, u0)),
            feature(39, kinds(s1), pair(t1, t0)),
            feature(40, kinds(b0), pair(u0, t0)),
            feature(41, pair(before, t0), pair(after, u0)),
            feature(42, pair(prior, u0), pair(t0, gap)),
            feature(43, end(s0), pair(t0, u0)),
            feature(44, end(b0), pair(t0, u0)),
            feature(45, pair(tag(r0), tag(r00)), pair(t0, u0)),
            feature(46, pair(tag(r1), tag(r11)), pair(t1, t0)),
            feature(47, word(r0), word(b0)),
            feature(48, w1, feature(0, word(s0), u0)),
            feature(49, w0, feature(0, x0, pair(t0, u0))),
            feature(50, word(r1), pair(t1, t0)),
            feature(51, word(l1), pair(t1, t0)),
            feature(52, feature(0, w1, t0), pair(u0, span)),
            feature(53, pair(u1, u2), pair(u0, tag(later(3)))),
            feature(54, w1, x0),
            feature(55, kinds(s0), feature(0, w0, u0)),
            feature(56, kinds(s1), feature(0, w1, t0)),
            feature(57, gap, feature(0, w0, u0)),
            feature(58, word(b1), pair(t0, u0)),
        ]);
    }

    /// What the relation of word `d` to its head `h` is chosen by, `d` having all its dependants.
    pub(crate) fn label_features(
        &self,
        forms: &[Form],
        tags: &[Penn],
        h: usize,
        d: usize,
        out: &mut Vec<u32>,
    ) {
        let n = self.n;
        let word = |i: usize| if i < n { forms[i].word } else { u32::from(i == n) };
        let tag = |i: usize| if i < n { tags[i] as u32 } else { NO_TAG + u32::from(i == n) };
        let pair = |a: u32, b: u32| a << 8 | b;
        let side = u32::from(d > h);
        let (th, td) = (tag(h), pair(tag(d), side));
        let (wh, wd) = (word(h), word(d));
        let far = distance(h.abs_diff(d));
        let (first, last) = (self.child(d, 0, 0), self.child(d, 1, 0));
        let near = self.child(d, 0, 1);
        let kinds = |i: usize| {
            let k = self.kinds[i];
            feature(97, k as u32, (k >> 32) as u32)
        };
        let (own, its) = (kinds(d), kinds(h));
        let sister = self.child(h, side as usize, 0);
        let (before, after) = (if d > 0 { d - 1 } else { NONE }, if d + 1 < n { d + 1 } else { NONE });
        out.clear();
        out.extend([
            feature(1, wd, td),
            feature(2, wh, pair(th, side)),
            feature(3, th, td),
            feature(4, wd, pair(th, side)),
            feature(5, wh, td),
            feature(6, wh, feature(0, wd, side)),
            feature(7, far, feature(0, th, td)),
            feature(8, own, feature(0, th, td)),
            feature(9, its, feature(0, th, td)),
            feature(10, own, feature(0, wh, td)),
            feature(11, its, feature(0, wh, td)),
            feature(12, word(first), feature(0, th, td)),
            feature(13, word(first), feature(0, wh, td)),
            feature(14, word(first), feature(0, wd, th)),
            feature(15, word(near), feature(0, th, td)),
            feature(16, tag(last), feature(0, th, td)),
            feature(17, pair(tag(before), tag(after)), feature(0, th, td)),
            feature(18, word(before), feature(0, th, td)),
            feature(19, word(after), feature(0, th, td)),
            feature(20, self.label(sister), feature(0, th, td)),
            feature(21, feature(0, word(sister), wh), td),
            feature(22, if d < n { forms[d].ends[1] } else { 0 }, feature(0, th, td)),
            feature(23, if h < n { forms[h].ends[1] } else { 0 }, feature(0, th, td)),
            feature(24, feature(0, wd, word(first)), th),
            feature(25, if d < n { forms[d].look() } else { 0 }, feature(0, th, td)),
            feature(26, word(last), feature(0, th, td)),
            feature(27, feature(0, own, its), feature(0, th, td)),
        ]);
    }
}

/// Distances fall into few classes.
fn distance(d: usize) -> u32 {
    match d {
        0..=4 => d as u32,
        5..=7 => 5,
        8..=12 => 6,
        _ => 7,
    }
}

/// The heads and relations of a sentence's words: [`ROOT`] for the root.
pub(crate) fn parse(forms: &[Form], tags: &[Penn], parser: &Parser, state: &mut State, list: &mut Vec<u32>) {
    state.start(forms.len());
    while !state.done() {
        let legal = state.legal();
        let action = if legal.iter().filter(|l| **l).count() == 1 {
            legal.iter().position(|l| *l).unwrap_or(LEFT)
        } else {
            state.features(forms, tags, list);
            best(list, &parser.moves, legal)
        };
        let label = match state.arc(action) {
            Some((h, d)) => label(state, forms, tags, h, d, parser, list),
            None => 0,
        };
        state.apply(action, label);
    }
}

/// The relation of an arc.
fn label(
    state: &State,
    forms: &[Form],
    tags: &[Penn],
    h: usize,
    d: usize,
    parser: &Parser,
    list: &mut Vec<u32>,
) -> u8 {
    let possible = parser.masks.get(Masks::at(tags.get(h).copied(), tags[d], d > h));
    if h == tags.len() {
        return Relation::Root as u8;
    }
    if possible.is_power_of_two() {
        return possible.trailing_zeros() as u8;
    }
    let possible = if possible == 0 { EVERY } else { possible };
    state.label_features(forms, tags, h, d, list);
    super::tagger::choose(possible, list, &parser.labels) as u8
}

/// Relations of tags never seen together.
pub(crate) const EVERY: u64 = 1 << Relation::Dep as u64
    | 1 << Relation::Parataxis as u64
    | 1 << Relation::Punct as u64
    | 1 << Relation::Discourse as u64
    | 1 << Relation::Nmod as u64
    | 1 << Relation::Obl as u64
    | 1 << Relation::Conj as u64;

/// The best of the legal moves.
pub(crate) fn best(list: &[u32], weights: &impl Weights, legal: [bool; 3]) -> usize {
    let mut choice = (i32::MIN, SHIFT);
    for action in [SHIFT, LEFT, RIGHT] {
        if legal[action] {
            let score = weights.score(list, action);
            if score > choice.0 {
                choice = (score, action);
            }
        }
    }
    choice.1
}
