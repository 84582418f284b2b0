//! Which word depends on which: a greedy transition parser (arc-hybrid), linear in the sentence.
//!
//! It gives heads only, no labels: the side, the tag and the first word of a branch say enough to whoever asks.

use super::Tag;
use super::forms::Form;
use super::model::{Weights, feature};

/// The head of the root of a sentence.
pub(crate) const ROOT: u32 = u32::MAX;

/// The three moves.
pub(crate) const SHIFT: usize = 0;
pub(crate) const LEFT: usize = 1;
pub(crate) const RIGHT: usize = 2;

const NONE: usize = usize::MAX;

/// A half-made parse. Word `n` stands for the root, at the end of the sentence.
#[derive(Debug)]
pub(crate) struct State {
    n: usize,
    pub(crate) stack: Vec<usize>,
    /// The next word not yet on the stack.
    pub(crate) next: usize,
    pub(crate) heads: Vec<usize>,
    /// Outermost children so far: left, right; and how many on each side.
    children: Vec<[usize; 2]>,
    valency: Vec<[u8; 2]>,
}

impl State {
    pub(crate) fn new(n: usize) -> Self {
        Self {
            n,
            stack: Vec::with_capacity(n),
            next: 0,
            heads: vec![NONE; n],
            children: vec![[NONE; 2]; n + 1],
            valency: vec![[0; 2]; n + 1],
        }
    }

    pub(crate) fn done(&self) -> bool {
        self.next == self.n && self.stack.is_empty()
    }

    /// Whether each move is open.
    pub(crate) fn legal(&self) -> [bool; 3] {
        let depth = self.stack.len();
        [self.next < self.n, depth > 0, depth > 1]
    }

    pub(crate) fn apply(&mut self, action: usize) {
        match action {
            SHIFT => {
                self.stack.push(self.next);
                self.next += 1;
            }
            LEFT => {
                if let Some(top) = self.stack.pop() {
                    self.attach(self.next, top);
                }
            }
            _ => {
                if let Some(top) = self.stack.pop()
                    && let Some(&head) = self.stack.last()
                {
                    self.attach(head, top);
                }
            }
        }
    }

    fn attach(&mut self, head: usize, child: usize) {
        self.heads[child] = head;
        let side = usize::from(child > head);
        self.children[head][side] = child;
        self.valency[head][side] = (self.valency[head][side] + 1).min(5);
    }

    fn top(&self, k: usize) -> usize {
        self.stack.len().checked_sub(k + 1).map_or(NONE, |at| self.stack[at])
    }

    /// What a move is chosen by.
    pub(crate) fn features(&self, forms: &[Form], tags: &[Tag], out: &mut Vec<u32>) {
        let n = self.n;
        let word = |i: usize| if i < n { forms[i].word } else { u32::from(i == n) };
        let tag = |i: usize| if i < n { tags[i].index() as u32 } else { 40 + u32::from(i == n) };
        let later = |k: usize| if self.next + k <= n { self.next + k } else { NONE };
        let child = |i: usize, side: usize| if i == NONE { NONE } else { self.children[i][side] };
        let (s0, s1, s2) = (self.top(0), self.top(1), self.top(2));
        let (b0, b1, b2) = (self.next, later(1), later(2));
        let (t0, t1, t2) = (tag(s0), tag(s1), tag(s2));
        let (u0, u1, u2) = (tag(b0), tag(b1), tag(b2));
        let (w0, w1, x0) = (word(s0), word(s1), word(b0));
        let gap = if s0 == NONE { 0 } else { ((b0 - s0) as u32).min(8) };
        let span = if s1 == NONE { 0 } else { ((s0 - s1) as u32).min(8) };
        let valency = |i: usize, side: usize| if i == NONE { 9 } else { u32::from(self.valency[i][side]) };
        let pair = |a: u32, b: u32| a << 8 | b;
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
            feature(14, pair(t0, t1), t2),
            feature(15, pair(u0, u1), pair(u2, t0)),
            feature(16, word(b1), u1),
            feature(17, pair(t0, u0), gap),
            feature(18, pair(t0, t1), span),
            feature(19, pair(t0, tag(child(s0, 0))), pair(tag(child(s0, 1)), u0)),
            feature(20, pair(t1, tag(child(s1, 1))), pair(t0, u0)),
            feature(21, pair(u0, tag(child(b0, 0))), t0),
            feature(22, pair(t0, u0), pair(valency(s0, 1), valency(b0, 0))),
            feature(23, w0, pair(valency(s0, 0), valency(s0, 1))),
            feature(24, w1, pair(valency(s1, 1), t0)),
            feature(25, x0, pair(valency(b0, 0), t0)),
            feature(26, word(child(s0, 0)), t0),
            feature(27, word(child(s0, 1)), t0),
            feature(28, word(child(b0, 0)), u0),
            feature(29, pair(t0, t1), pair(u0, u1)),
            feature(30, w1, x0),
            feature(31, word(s2), pair(t1, t0)),
            feature(32, x0, word(b1)),
            feature(33, w0, pair(u0, u1)),
            feature(34, w1, pair(t0, u0)),
            feature(35, pair(t1, tag(child(s1, 0))), pair(tag(child(s1, 1)), t0)),
        ]);
    }
}

/// The heads of a sentence's words: numbers of words, [`ROOT`] for those without one.
pub(crate) fn parse(forms: &[Form], tags: &[Tag], weights: &impl Weights, heads: &mut Vec<u32>) {
    let mut state = State::new(forms.len());
    let mut list = Vec::with_capacity(40);
    while !state.done() {
        let legal = state.legal();
        let action = if legal.iter().filter(|l| **l).count() == 1 {
            legal.iter().position(|l| *l).unwrap_or(LEFT)
        } else {
            state.features(forms, tags, &mut list);
            best(&list, weights, legal)
        };
        state.apply(action);
    }
    heads.clear();
    heads.extend(state.heads.iter().map(|&h| if h < forms.len() { h as u32 } else { ROOT }));
}

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
