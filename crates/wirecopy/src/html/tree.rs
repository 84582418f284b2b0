//! The tree of a page: an arena of nodes, each knowing the bytes of the page it came from.
//!
//! Built in one pass over the tokens of `html5gum` (a tokenizer that follows the HTML standard). The
//! standard's tree construction is followed where it decides which text belongs together: void elements,
//! implied end tags, stray end tags. Formatting elements that were closed out of order are not reopened; no
//! text depends on it.

use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span as GumSpan, Tokenizer};

use super::tags::Tag;
use crate::{Error, ErrorKind, Result};

/// The number of a node.
pub(super) type NodeId = u32;

/// No node.
pub(super) const NONE: NodeId = u32::MAX;

/// How far up an implied or stray end tag looks for its element: keeps hostile nesting linear.
const REACH: usize = 512;

/// One element or one stretch of text.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) parent: NodeId,
    pub(super) first: NodeId,
    pub(super) next: NodeId,
    /// For an element: its start tag. For text: its characters as they stand in the page.
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) kind: NodeKind,
    /// Attributes: a range of `Tree::attributes`.
    attributes: (u32, u32),
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NodeKind {
    /// An element.
    Element(Tag),
    /// Text that stands in the page as it reads.
    Text,
    /// Text with character references or line ends that read differently.
    Escaped,
}

/// A page as a tree. Node 0 is the root; nodes stand in the order of the page.
#[derive(Debug)]
pub(super) struct Tree<'a> {
    pub(super) page: &'a str,
    pub(super) nodes: Vec<Node>,
    attributes: Vec<(Box<str>, Box<str>)>,
}

impl Tree<'_> {
    /// The element's name, for an element.
    pub(super) fn tag(&self, id: NodeId) -> Option<Tag> {
        match self.nodes[id as usize].kind {
            NodeKind::Element(tag) => Some(tag),
            _ => None,
        }
    }

    /// All attributes of an element, names in lower case.
    pub(super) fn attributes(&self, id: NodeId) -> &[(Box<str>, Box<str>)] {
        let (a, b) = self.nodes[id as usize].attributes;
        &self.attributes[a as usize..b as usize]
    }

    /// One attribute of an element.
    pub(super) fn attribute(&self, id: NodeId, name: &str) -> Option<&str> {
        self.attributes(id).iter().find(|(n, _)| &**n == name).map(|(_, v)| &**v)
    }

    /// The children of a node, in order.
    pub(super) fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        let mut at = self.nodes[id as usize].first;
        std::iter::from_fn(move || {
            let now = (at != NONE).then_some(at)?;
            at = self.nodes[now as usize].next;
            Some(now)
        })
    }

    /// The node after the whole of `id`, in the order of the page.
    pub(super) fn after(&self, id: NodeId) -> NodeId {
        let mut at = id;
        loop {
            let node = &self.nodes[at as usize];
            if node.next != NONE {
                return node.next;
            }
            if node.parent == NONE {
                return self.nodes.len() as NodeId;
            }
            at = node.parent;
        }
    }

    /// All nodes inside `id`, itself first, in the order of the page.
    pub(super) fn within(&self, id: NodeId) -> std::ops::Range<NodeId> {
        id..self.after(id)
    }

    /// The characters of a text node, references resolved.
    pub(super) fn text(&self, id: NodeId) -> std::borrow::Cow<'_, str> {
        let node = &self.nodes[id as usize];
        let raw = &self.page[node.start as usize..node.end as usize];
        match node.kind {
            NodeKind::Text => raw.into(),
            NodeKind::Escaped => {
                let mut out = String::with_capacity(raw.len());
                super::escapes::pieces(raw, |piece, _| out.push_str(piece));
                out.into()
            }
            NodeKind::Element(_) => "".into(),
        }
    }
}

/// Builds the tree of a page.
pub(super) fn build(page: &str, max_depth: usize) -> Result<Tree<'_>> {
    let mut builder = TreeBuilder::new(page, max_depth);
    let mut emitter = CallbackEmitter::<_, Infallible, usize>::new(
        |event: CallbackEvent<'_>, span: GumSpan<usize>| -> Option<Infallible> {
            builder.event(&event, span);
            None
        },
    );
    emitter.naively_switch_states(true);
    // The callback keeps every event and yields none: the one call reads the page to its end.
    let _ = Tokenizer::new_with_emitter(page, emitter).next();
    match builder.too_deep {
        Some(at) => Err(Error::at(ErrorKind::TooDeep, at, format!("more than {max_depth} open elements"))),
        None => Ok(builder.tree),
    }
}

struct TreeBuilder<'a> {
    tree: Tree<'a>,
    /// Open elements and the last child of each.
    open: Vec<(NodeId, Tag, NodeId)>,
    /// How many of each are open.
    counts: [u32; Tag::COUNT],
    /// The start tag being read.
    pending: Option<(Tag, usize, u32)>,
    max_depth: usize,
    too_deep: Option<usize>,
}

impl<'a> TreeBuilder<'a> {
    fn new(page: &'a str, max_depth: usize) -> Self {
        let root = Node {
            parent: NONE,
            first: NONE,
            next: NONE,
            start: 0,
            end: 0,
            kind: NodeKind::Element(Tag::Other),
            attributes: (0, 0),
        };
        let tree = Tree { page, nodes: vec![root], attributes: Vec::new() };
        Self {
            tree,
            open: vec![(0, Tag::Html, NONE)],
            counts: [0; Tag::COUNT],
            pending: None,
            max_depth,
            too_deep: None,
        }
    }

    fn event(&mut self, event: &CallbackEvent<'_>, span: GumSpan<usize>) {
        if self.too_deep.is_some() {
            return;
        }
        match *event {
            CallbackEvent::OpenStartTag { name } => {
                self.pending = Some((Tag::of(name), span.start, self.tree.attributes.len() as u32));
            }
            CallbackEvent::AttributeName { name } if self.pending.is_some() => {
                let name = String::from_utf8_lossy(name).into();
                self.tree.attributes.push((name, Box::from("")));
            }
            CallbackEvent::AttributeValue { value } if self.pending.is_some() => {
                if let Some(last) = self.tree.attributes.last_mut() {
                    last.1 = String::from_utf8_lossy(value).into();
                }
            }
            CallbackEvent::CloseStartTag { .. } => {
                if let Some((tag, start, attributes)) = self.pending.take() {
                    self.start(tag, start, span.end, attributes);
                }
            }
            CallbackEvent::EndTag { name } => self.end(Tag::of(name)),
            CallbackEvent::String { value } => self.text(value, span),
            _ => {}
        }
    }

    fn append(&mut self, node: Node) -> NodeId {
        let id = self.tree.nodes.len() as NodeId;
        self.tree.nodes.push(node);
        if let Some((parent, _, last)) = self.open.last_mut() {
            match *last {
                NONE => self.tree.nodes[*parent as usize].first = id,
                before => self.tree.nodes[before as usize].next = id,
            }
            *last = id;
        }
        id
    }

    fn start(&mut self, tag: Tag, start: usize, end: usize, attributes: u32) {
        self.close_implied(tag);
        let parent = self.open.last().map_or(NONE, |o| o.0);
        let range = (attributes, self.tree.attributes.len() as u32);
        let id = self.append(Node {
            parent,
            first: NONE,
            next: NONE,
            start: start as u32,
            end: end as u32,
            kind: NodeKind::Element(tag),
            attributes: range,
        });
        if tag.is_void() {
            return;
        }
        if self.open.len() >= self.max_depth {
            self.too_deep = Some(start);
            return;
        }
        self.open.push((id, tag, NONE));
        self.counts[tag as usize] += 1;
    }

    fn close_implied(&mut self, tag: Tag) {
        for target in [Tag::P, Tag::Li, Tag::Dt, Tag::Dd, Tag::Option, Tag::Td, Tag::Th, Tag::Tr, Tag::Tbody]
        {
            if self.counts[target as usize] == 0 || !tag.closes(target) {
                continue;
            }
            for k in (1..self.open.len()).rev().take(REACH) {
                let (_, open, _) = self.open[k];
                if open == target {
                    self.pop_to(k);
                    break;
                }
                let list = matches!(open, Tag::Ul | Tag::Ol | Tag::Menu | Tag::Dl | Tag::Select);
                if (open.is_fence() && !tag.closes(open)) || (list && target != Tag::P) || open == Tag::Button
                {
                    break;
                }
            }
        }
    }

    fn end(&mut self, tag: Tag) {
        if self.counts[tag as usize] == 0 || tag == Tag::Body || tag == Tag::Html {
            return;
        }
        for k in (1..self.open.len()).rev().take(REACH) {
            let (_, open, _) = self.open[k];
            if open == tag {
                self.pop_to(k);
                return;
            }
            if open.is_fence() && !tag.is_fence() {
                return;
            }
        }
    }

    fn pop_to(&mut self, length: usize) {
        for (_, tag, _) in self.open.drain(length..) {
            self.counts[tag as usize] -= 1;
        }
    }

    fn text(&mut self, value: &[u8], span: GumSpan<usize>) {
        let (start, end) = (span.start, span.end.min(self.tree.page.len()));
        let Some(raw) = self.tree.page.get(start..end) else { return };
        let parent = self.open.last().map_or(NONE, |o| o.0);
        let kind = if raw.as_bytes() == value { NodeKind::Text } else { NodeKind::Escaped };
        self.append(Node {
            parent,
            first: NONE,
            next: NONE,
            start: start as u32,
            end: end as u32,
            kind,
            attributes: (0, 0),
        });
    }
}
