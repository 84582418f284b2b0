//! The parts of documents and attributions: plain values with offsets in code points.

use pyo3::prelude::*;
use wirecopy::attribution::{ChainNode as CoreNode, Cue as CoreCue, SourceMention};
use wirecopy::{Document, Entity as CoreEntity, Span, Unit};

/// Cuts words out of a document and counts in code points.
#[derive(Clone, Copy)]
pub(crate) struct View<'a>(pub(crate) &'a Document);

impl View<'_> {
    pub(crate) fn start(self, span: Span) -> usize {
        self.0.offset(span.start(), Unit::Chars)
    }

    pub(crate) fn end(self, span: Span) -> usize {
        self.0.offset(span.end(), Unit::Chars)
    }

    pub(crate) fn piece(self, span: Span) -> Piece {
        Piece { start: self.start(span), end: self.end(span), text: self.text(span) }
    }

    pub(crate) fn pieces(self, spans: &[Span]) -> Vec<Piece> {
        spans.iter().map(|&s| self.piece(s)).collect()
    }

    pub(crate) fn text(self, span: Span) -> String {
        self.0.get(span).unwrap_or_default().to_owned()
    }

    /// The words of several spans, with an ellipsis for what stands between.
    pub(crate) fn joined(self, spans: &[Span]) -> String {
        spans.iter().map(|&s| self.0.get(s).unwrap_or_default()).collect::<Vec<_>>().join(" … ")
    }
}

/// The beginning of a text, for `repr`.
pub(crate) fn short(text: &str) -> String {
    const MOST: usize = 60;
    match text.char_indices().nth(MOST) {
        Some((at, _)) => format!("{:?}…", &text[..at]),
        None => format!("{text:?}"),
    }
}

/// A stretch of a document's text: `document.text[piece.start:piece.end] == piece.text`.
#[pyclass(frozen, eq, hash, get_all, module = "wirecopy")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Piece {
    /// The first code point.
    start: usize,
    /// One past the last code point.
    end: usize,
    /// The words.
    text: String,
}

#[pymethods]
impl Piece {
    fn __str__(&self) -> &str {
        &self.text
    }

    fn __repr__(&self) -> String {
        format!("Piece({}, {}, {})", self.start, self.end, short(&self.text))
    }
}

/// The words that signal an attribution.
#[pyclass(frozen, eq, get_all, module = "wirecopy")]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Cue {
    /// The first code point.
    start: usize,
    /// One past the last code point.
    end: usize,
    /// The words; pieces apart are joined by " … ".
    text: String,
    /// Each stretch of its own.
    pieces: Vec<Piece>,
    /// The one word at its centre.
    head: Piece,
    /// What kind of act it reports: "say", "denial", "question", …
    act: &'static str,
    /// The dictionary form of the head.
    lemma: String,
}

impl Cue {
    pub(crate) fn of(view: View<'_>, cue: &CoreCue) -> Self {
        let extent = cue.spans.iter().copied().reduce(Span::cover).unwrap_or(cue.head);
        Self {
            start: view.start(extent),
            end: view.end(extent),
            text: view.joined(&cue.spans),
            pieces: view.pieces(&cue.spans),
            head: view.piece(cue.head),
            act: cue.class.name(),
            lemma: cue.lemma.clone(),
        }
    }
}

#[pymethods]
impl Cue {
    fn __str__(&self) -> &str {
        &self.text
    }

    fn __repr__(&self) -> String {
        format!("<Cue {} ({})>", short(&self.text), self.act)
    }
}

/// The words for who a content comes from.
#[pyclass(frozen, eq, get_all, module = "wirecopy")]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Source {
    /// The first code point.
    start: usize,
    /// One past the last code point.
    end: usize,
    /// The words; pieces apart are joined by " … ".
    text: String,
    /// Each stretch of its own.
    pieces: Vec<Piece>,
    /// The smallest name or noun.
    head: Piece,
    /// What it is: "person", "organisation", "anonymous_person", …
    r#type: &'static str,
    /// How far it is named: "named", "described", "bare", …
    anonymity: &'static str,
    /// How many people it is, as (at least, at most or None); None when not told.
    count: Option<(u32, Option<u32>)>,
}

impl Source {
    pub(crate) fn of(view: View<'_>, source: &SourceMention) -> Self {
        let extent = source.extent();
        Self {
            start: view.start(extent),
            end: view.end(extent),
            text: view.joined(&source.spans),
            pieces: view.pieces(&source.spans),
            head: view.piece(source.head),
            r#type: source.kind.name(),
            anonymity: source.anonymity.name(),
            count: source.count.map(|c| (c.min, c.max)),
        }
    }
}

#[pymethods]
impl Source {
    fn __str__(&self) -> &str {
        &self.text
    }

    fn __repr__(&self) -> String {
        format!("<Source {} ({}, {})>", short(&self.text), self.r#type, self.anonymity)
    }
}

/// One node of the way a statement took: outermost conduit first, the utterer last.
#[pyclass(frozen, eq, get_all, module = "wirecopy")]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ChainNode {
    /// Its name or description.
    name: String,
    /// "conduit" (passes on) or "utterer" (said it).
    role: &'static str,
    /// What it is: "media_outlet", "person", …
    r#type: &'static str,
    /// Whether it was inferred from elsewhere and not stated with the attribution.
    inferred: bool,
    /// Where it stands in the text, or None.
    mention: Option<Piece>,
    /// The words that make it a node ("told", "citing"), or None.
    cue: Option<Piece>,
}

impl ChainNode {
    pub(crate) fn of(view: View<'_>, node: &CoreNode) -> Self {
        Self {
            name: node.name.clone(),
            role: node.role.name(),
            r#type: node.kind.name(),
            inferred: node.inferred,
            mention: node.span.map(|s| view.piece(s)),
            cue: node.cue.map(|s| view.piece(s)),
        }
    }
}

#[pymethods]
impl ChainNode {
    fn __str__(&self) -> &str {
        &self.name
    }

    fn __repr__(&self) -> String {
        let inferred = if self.inferred { ", inferred" } else { "" };
        format!("<ChainNode {} ({}{inferred})>", short(&self.name), self.role)
    }
}

/// A person, body, document, outlet or unnamed source of one document.
#[pyclass(frozen, eq, get_all, module = "wirecopy")]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entity {
    /// Its number in the document, such as "e4".
    id: String,
    /// Its fullest name, or the description it goes by.
    name: String,
    /// What it is: "person", "organisation", …
    r#type: &'static str,
    /// How far it is named.
    anonymity: &'static str,
    /// Where it is mentioned, in text order.
    mentions: Vec<Piece>,
    /// Its role in words ("mayor of Port Vellin"), or None.
    role: Option<String>,
    /// The body it belongs to, or None.
    affiliation: Option<String>,
    /// How many people it is, as (at least, at most or None); None when not told.
    count: Option<(u32, Option<u32>)>,
}

impl Entity {
    pub(crate) fn of(view: View<'_>, entity: &CoreEntity) -> Self {
        Self {
            id: entity.id().to_string(),
            name: entity.name().to_owned(),
            r#type: entity.kind().name(),
            anonymity: entity.anonymity().name(),
            mentions: view.pieces(entity.mentions()),
            role: entity.role().map(|s| view.text(s)),
            affiliation: entity.affiliation().map(|s| view.text(s)),
            count: entity.count().map(|c| (c.min, c.max)),
        }
    }
}

#[pymethods]
impl Entity {
    fn __str__(&self) -> &str {
        &self.name
    }

    fn __repr__(&self) -> String {
        format!("<Entity {} {} ({}, {})>", self.id, short(&self.name), self.r#type, self.anonymity)
    }
}

/// One part of a document: what a stretch of its text is.
#[pyclass(frozen, eq, hash, get_all, module = "wirecopy")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Block {
    /// "title", "paragraph", "caption", "debris", …
    kind: &'static str,
    /// Which kind of debris, or None.
    note: Option<&'static str>,
    /// The first code point.
    start: usize,
    /// One past the last code point.
    end: usize,
    /// The words.
    text: String,
}

impl Block {
    pub(crate) fn of(view: View<'_>, block: &wirecopy::Block) -> Self {
        let Piece { start, end, text } = view.piece(block.span());
        Self { kind: block.kind().name(), note: block.note(), start, end, text }
    }
}

#[pymethods]
impl Block {
    fn __str__(&self) -> &str {
        &self.text
    }

    fn __repr__(&self) -> String {
        format!("<Block {} {}>", self.kind, short(&self.text))
    }
}
