//! The tree of a page: an arena of nodes, each knowing the bytes of the page it came from.
//!
//! Built in one pass over the tokens. The standard's tree construction is followed where it decides which text
//! belongs together: void elements, implied end tags, stray end tags. Formatting elements that were closed out of
//! order are not reopened; no text depends on it.

use std::ops::Range;

use super::tags::Tag;
use super::tokens::{Attributes, Token, Tokens};
use crate::input::watch::Watch;
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
    /// The node after the whole of this one, in the order of the page.
    after: NodeId,
    /// For an element: its start tag. For text: its characters as they stand in the page.
    pub(super) start: u32,
    pub(super) end: u32,
    /// Attributes: a range of `Tree::attributes`.
    attributes: (u32, u32),
    pub(super) kind: NodeKind,
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
    attributes: Vec<Attribute>,
    /// Names and values that read otherwise than they stand in the page.
    read: String,
    /// Whether the caller still wants the answer: whoever works on the tree asks now and then.
    pub(super) watch: &'a Watch,
}

/// An attribute: where its name and its value stand, in the page or in `Tree::read`.
#[derive(Clone, Copy, Debug)]
struct Attribute {
    name: Words,
    value: Words,
}

#[derive(Clone, Copy, Debug)]
struct Words {
    start: u32,
    end: u32,
    in_page: bool,
}

impl Tree<'_> {
    /// The element's name, for an element.
    pub(super) fn tag(&self, id: NodeId) -> Option<Tag> {
        match self.nodes[id as usize].kind {
            NodeKind::Element(tag) => Some(tag),
            _ => None,
        }
    }

    fn words(&self, words: Words) -> &str {
        let from = if words.in_page { self.page } else { self.read.as_str() };
        from.get(words.start as usize..words.end as usize).unwrap_or_default()
    }

    /// All attributes of an element, names in lower case.
    pub(super) fn attributes(&self, id: NodeId) -> impl Iterator<Item = (&str, &str)> {
        let (a, b) = self.nodes[id as usize].attributes;
        self.attributes[a as usize..b as usize].iter().map(|a| (self.words(a.name), self.words(a.value)))
    }

    /// One attribute of an element.
    pub(super) fn attribute(&self, id: NodeId, name: &str) -> Option<&str> {
        self.attributes(id).find(|(n, _)| *n == name).map(|(_, v)| v)
    }

    /// The children of a node, in order.
    pub(super) fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        let Range { start, end } = self.within(id);
        let mut at = start + 1;
        std::iter::from_fn(move || {
            let now = (at < end).then_some(at)?;
            at = self.after(now);
            Some(now)
        })
    }

    /// The node after the whole of `id`, in the order of the page.
    pub(super) fn after(&self, id: NodeId) -> NodeId {
        self.nodes[id as usize].after
    }

    /// All nodes inside `id`, itself first, in the order of the page.
    pub(super) fn within(&self, id: NodeId) -> Range<NodeId> {
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

/// What may be built.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// Most open elements.
    pub(super) depth: usize,
    /// Most nodes and attributes.
    pub(super) nodes: usize,
}

impl Limits {
    pub(super) const NONE: Self = Self { depth: usize::MAX, nodes: u32::MAX as usize - 1 };
}

/// Builds the tree of a page.
pub(super) fn build<'a>(page: &'a str, limits: Limits, watch: &'a Watch) -> Result<Tree<'a>> {
    let mut builder = TreeBuilder::new(page, limits, watch);
    let mut tokens = Tokens::new(page, watch);
    while let Some(token) = tokens.next(&mut builder) {
        match token {
            Token::Start { start, end, name } => {
                let foreign = builder.counts[Tag::Svg as usize] + builder.counts[Tag::Math as usize] > 0;
                builder.start(Tag::of_any_case(&page.as_bytes()[name.0..name.1]), start, end);
                if !foreign {
                    tokens.enter(name);
                }
            }
            Token::End { name } => builder.end(Tag::of_any_case(&page.as_bytes()[name.0..name.1])),
            Token::Text { start, end, escaped } => {
                let kind = if escaped { NodeKind::Escaped } else { NodeKind::Text };
                builder.append(kind, (start, end), 0..0);
            }
        }
        if builder.over.is_some() {
            break;
        }
    }
    if let Some(error) = builder.over {
        return Err(error);
    }
    if tokens.stopped() {
        watch.check(tokens.at())?;
    }
    builder.pop_to(0);
    Ok(builder.tree)
}

struct TreeBuilder<'a> {
    tree: Tree<'a>,
    /// Open elements.
    open: Vec<(NodeId, Tag)>,
    /// How many of each are open.
    counts: [u32; Tag::COUNT],
    /// How many attributes were read before the start tag being read.
    before: u32,
    limits: Limits,
    over: Option<Error>,
}

impl Attributes for TreeBuilder<'_> {
    fn put(&mut self, name: (usize, usize), value: (usize, usize)) {
        let page = self.tree.page;
        let plain = page.as_bytes()[name.0..name.1].iter().all(|b| !b.is_ascii_uppercase() && *b != 0);
        let name = self.words(name, plain, |raw, out| {
            out.extend(raw.chars().map(|c| if c == '\0' { '\u{fffd}' } else { c.to_ascii_lowercase() }));
        });
        let plain = memchr::memchr3(b'&', b'\r', 0, &page.as_bytes()[value.0..value.1]).is_none();
        let value = self.words(value, plain, super::escapes::attribute);
        self.tree.attributes.push(Attribute { name, value });
        self.count(name.start as usize);
    }

    fn is_full(&self) -> bool {
        self.over.is_some()
    }
}

impl<'a> TreeBuilder<'a> {
    fn new(page: &'a str, limits: Limits, watch: &'a Watch) -> Self {
        let root = Node {
            parent: NONE,
            after: 1,
            start: 0,
            end: 0,
            attributes: (0, 0),
            kind: NodeKind::Element(Tag::Other),
        };
        let tree = Tree { page, nodes: vec![root], attributes: Vec::new(), read: String::new(), watch };
        let mut counts = [0; Tag::COUNT];
        counts[Tag::Html as usize] = 1;
        Self { tree, open: vec![(0, Tag::Html)], counts, before: 0, limits, over: None }
    }

    /// Words as they stand in the page when they are `plain`, otherwise as `read` reads them.
    fn words(&mut self, at: (usize, usize), plain: bool, read: impl Fn(&str, &mut String)) -> Words {
        if plain {
            return Words { start: at.0 as u32, end: at.1 as u32, in_page: true };
        }
        let start = self.tree.read.len() as u32;
        read(&self.tree.page[at.0..at.1], &mut self.tree.read);
        Words { start, end: self.tree.read.len() as u32, in_page: false }
    }

    /// Notes the first limit that is passed.
    fn over(&mut self, kind: ErrorKind, at: usize, message: String) {
        self.over.get_or_insert(Error::at(kind, at, message));
    }

    fn count(&mut self, at: usize) {
        if self.tree.nodes.len() + self.tree.attributes.len() > self.limits.nodes {
            let message = format!("more than {} elements, texts and attributes", self.limits.nodes);
            self.over(ErrorKind::TooManyNodes, at, message);
        }
    }

    fn append(&mut self, kind: NodeKind, (start, end): (usize, usize), attributes: Range<u32>) -> NodeId {
        let id = self.tree.nodes.len() as NodeId;
        let parent = self.open.last().map_or(0, |o| o.0);
        let attributes = (attributes.start, attributes.end);
        let node = Node { parent, after: id + 1, start: start as u32, end: end as u32, attributes, kind };
        self.tree.nodes.push(node);
        self.count(start);
        id
    }

    fn start(&mut self, tag: Tag, start: usize, end: usize) {
        self.close_implied(tag);
        let attributes = self.before..self.tree.attributes.len() as u32;
        self.before = attributes.end;
        let id = self.append(NodeKind::Element(tag), (start, end), attributes);
        if tag.is_void() {
            return;
        }
        if self.open.len() >= self.limits.depth {
            self.over(ErrorKind::TooDeep, start, format!("more than {} open elements", self.limits.depth));
            return;
        }
        self.open.push((id, tag));
        self.counts[tag as usize] += 1;
    }

    fn close_implied(&mut self, tag: Tag) {
        for target in [Tag::P, Tag::Li, Tag::Dt, Tag::Dd, Tag::Option, Tag::Td, Tag::Th, Tag::Tr, Tag::Tbody]
        {
            if self.counts[target as usize] == 0 || !tag.closes(target) {
                continue;
            }
            for k in (1..self.open.len()).rev().take(REACH) {
                let (_, open) = self.open[k];
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
            let (_, open) = self.open[k];
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
        let after = self.tree.nodes.len() as NodeId;
        for (id, tag) in self.open.drain(length..) {
            self.tree.nodes[id as usize].after = after;
            self.counts[tag as usize] -= 1;
        }
    }
}
