//! What every element of a page holds: how much text, how much of it in links, what its names say of it.

use super::hints::{Hint, hint};
use super::tags::Tag;
use super::tree::{NodeId, NodeKind, Tree};

/// How much text an element holds.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Mass {
    /// Bytes of text inside, white space squeezed.
    pub(super) text: u32,
    /// Those inside links.
    pub(super) linked: u32,
}

impl Mass {
    /// Bytes outside links.
    pub(super) fn unlinked(self) -> u32 {
        self.text - self.linked
    }

    /// Whether at least `tenths` of the text is in links.
    pub(super) fn is_linked(self, tenths: u32) -> bool {
        self.text > 0 && self.linked.saturating_mul(10) >= self.text.saturating_mul(tenths)
    }
}

/// The masses and hints of all nodes.
#[derive(Debug)]
pub(super) struct Weighed {
    pub(super) mass: Vec<Mass>,
    pub(super) hints: Vec<Option<Hint>>,
    /// Nodes whose text is never shown.
    pub(super) silent: Vec<bool>,
}

/// Weighs every node: one pass down for what is inherited, one up for what adds up.
pub(super) fn weigh(tree: &Tree<'_>) -> Weighed {
    let n = tree.nodes.len();
    let mut out = Weighed { mass: vec![Mass::default(); n], hints: vec![None; n], silent: vec![false; n] };
    let mut linked = vec![false; n];
    for id in 0..n {
        let node = &tree.nodes[id];
        if !tree.watch.spend((node.end - node.start) as usize) {
            return out;
        }
        let parent = node.parent as usize;
        if id > 0 {
            out.silent[id] = out.silent[parent];
            linked[id] = linked[parent];
        }
        if let NodeKind::Element(tag) = node.kind {
            out.silent[id] |= tag.is_silent();
            linked[id] |= tag == Tag::A;
            out.hints[id] = hint(tree, id as NodeId);
            out.silent[id] |= out.hints[id] == Some(Hint::Unseen);
        }
    }
    for id in (1..n).rev() {
        let node = &tree.nodes[id];
        if matches!(node.kind, NodeKind::Text | NodeKind::Escaped) && !out.silent[id] {
            let raw = &tree.page[node.start as usize..node.end as usize];
            let length = squeezed(raw);
            out.mass[id] = Mass { text: length, linked: if linked[id] { length } else { 0 } };
        }
        let Mass { text, linked } = out.mass[id];
        let up = &mut out.mass[node.parent as usize];
        up.text = up.text.saturating_add(text);
        up.linked = up.linked.saturating_add(linked);
    }
    out
}

/// Length of a text with its white space squeezed.
fn squeezed(raw: &str) -> u32 {
    let mut n = 0;
    let mut gap = true;
    for b in raw.bytes() {
        let space = b.is_ascii_whitespace();
        n += u32::from(!space || !gap);
        gap = space;
    }
    if gap && n > 0 { n - 1 } else { n }
}
