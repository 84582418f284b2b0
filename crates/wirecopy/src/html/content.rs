//! Which part of a page is the article.
//!
//! Every stretch of running text weighs for its container, every link list and every scrap against it; the
//! container with the greatest sum is the article (a maximum-subtree form of Pasternack and Roth, "Extracting
//! article text from the web with maximum subsequence segmentation", WWW 2009). What its markup calls
//! something else is left out of the sum.

use super::hints::{Hint, hint};
use super::tags::Tag;
use super::tree::{NodeId, NodeKind, Tree};

/// The most that one part can weigh against its container.
const MOST_AGAINST: i32 = -120;

/// What is known of every node after one pass up the tree.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Mass {
    /// Bytes of text inside, white space squeezed.
    pub(super) text: u32,
    /// Those inside links.
    pub(super) linked: u32,
    /// For and against being the article.
    pub(super) weight: i32,
}

/// The masses and hints of all nodes.
#[derive(Debug)]
pub(super) struct Weighed {
    pub(super) mass: Vec<Mass>,
    pub(super) hints: Vec<Option<Hint>>,
    /// Nodes whose text is never shown.
    pub(super) silent: Vec<bool>,
}

/// Weighs every node.
pub(super) fn weigh(tree: &Tree<'_>) -> Weighed {
    let n = tree.nodes.len();
    let mut out = Weighed { mass: vec![Mass::default(); n], hints: vec![None; n], silent: vec![false; n] };
    let mut linked = vec![false; n];
    for id in 0..n {
        let node = &tree.nodes[id];
        let parent = node.parent as usize;
        if id > 0 {
            out.silent[id] = out.silent[parent];
            linked[id] = linked[parent];
        }
        if let NodeKind::Element(tag) = node.kind {
            out.silent[id] |= tag.is_silent();
            linked[id] |= tag == Tag::A;
            out.hints[id] = hint(tree, id as NodeId);
        }
    }
    for id in (1..n).rev() {
        let node = &tree.nodes[id];
        if matches!(node.kind, NodeKind::Text | NodeKind::Escaped) && !out.silent[id] {
            let raw = &tree.page[node.start as usize..node.end as usize];
            let length = squeezed(raw);
            out.mass[id].text = length;
            out.mass[id].linked = if linked[id] { length } else { 0 };
        }
        let Mass { text, linked, .. } = out.mass[id];
        let up = &mut out.mass[node.parent as usize];
        up.text = up.text.saturating_add(text);
        up.linked = up.linked.saturating_add(linked);
    }
    let prose = out.mass[0].text - out.mass[0].linked;
    for id in (1..n).rev() {
        let Some(tag) = tree.tag(id as NodeId) else { continue };
        let own = if tag.is_block() { own_weight(tree, id as NodeId, &out.mass) } else { 0 };
        let Mass { text, linked, weight } = out.mass[id];
        let mut weight = weight.saturating_add(own);
        // What is called something else is not the article, unless it is most of the page.
        let called = out.hints[id] == Some(Hint::Drop) || tag == Tag::Aside;
        if called && (text - linked) * 5 < prose * 2 {
            weight = weight.min(0);
        }
        out.mass[id].weight = weight;
        // A part that weighs against will be left out: it counts against its container only so far.
        let up = &mut out.mass[tree.nodes[id].parent as usize];
        up.weight = up.weight.saturating_add(weight.max(MOST_AGAINST));
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

/// What the text of a block itself, not of blocks inside it, weighs.
fn own_weight(tree: &Tree<'_>, id: NodeId, mass: &[Mass]) -> i32 {
    let (mut text, mut linked) = (0u32, 0u32);
    for child in tree.children(id) {
        let block = tree.tag(child).is_some_and(|t| t.is_block() || t.is_silent());
        if !block {
            text += mass[child as usize].text;
            linked += mass[child as usize].linked;
        }
    }
    if text == 0 {
        return 0;
    }
    let (text, linked) = (text.min(4000).cast_signed(), linked.min(4000).cast_signed());
    let heading = tree.tag(id).is_some_and(Tag::is_heading);
    let item = matches!(tree.tag(id), Some(Tag::Li | Tag::Dd | Tag::Dt | Tag::Td | Tag::Th));
    if heading {
        if linked * 2 > text { -text - 20 } else { 0 }
    } else if linked * 2 > text {
        -text - 30
    } else if item && text < 80 {
        -20
    } else if text < 40 {
        -15
    } else {
        text - linked
    }
}

/// The element that holds the article, when the page has one.
pub(super) fn find(tree: &Tree<'_>, weighed: &Weighed) -> Option<NodeId> {
    let mass = &weighed.mass;
    let mut best: Option<NodeId> = None;
    for id in 1..tree.nodes.len() {
        let Some(tag) = tree.tag(id as NodeId) else { continue };
        if !tag.is_block() || mass[id].weight <= 0 {
            continue;
        }
        // The deepest of equals: later nodes of the same weight lie inside.
        if best.is_none_or(|b| mass[id].weight >= mass[b as usize].weight) {
            best = Some(id as NodeId);
        }
    }
    let best = best?;
    let named = tree
        .within(best)
        .filter(|&id| weighed.hints[id as usize] == Some(Hint::Body))
        .max_by_key(|&id| (mass[id as usize].weight, std::cmp::Reverse(id)));
    match named {
        Some(id) if mass[id as usize].weight * 10 >= mass[best as usize].weight * 7 => Some(id),
        _ => Some(best),
    }
}
