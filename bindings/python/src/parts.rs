//! The parts of documents and attributions: plain values with offsets in code points.

use std::borrow::Cow;

use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wirecopy::attribution::{ChainNode as CoreNode, Cue as CoreCue, SourceMention};
use wirecopy::{Document, Entity as CoreEntity, Span, Unit};

/// A name out of a closed list, such as a kind.
pub(crate) type Name = Cow<'static, str>;

/// What `__reduce__` of a value gives: what makes it again, with its class and its parts as JSON.
pub(crate) type Reduced<'py> = (Bound<'py, PyAny>, (&'static str, String));

pub(crate) fn reduced<'py>(
    py: Python<'py>,
    class: &'static str,
    value: &impl Serialize,
) -> PyResult<Reduced<'py>> {
    let parts = serde_json::to_string(value).map_err(|e| crate::error::internal(&e.to_string()))?;
    Ok((py.import("wirecopy._native")?.getattr("_value")?, (class, parts)))
}

/// A value as it was pickled.
#[pyfunction]
pub(crate) fn _value<'py>(py: Python<'py>, name: &str, parts: &str) -> PyResult<Bound<'py, PyAny>> {
    fn read<T: DeserializeOwned>(parts: &str) -> PyResult<T> {
        let wrong = |e: serde_json::Error| pyo3::exceptions::PyValueError::new_err(e.to_string());
        serde_json::from_str(parts).map_err(wrong)
    }
    match name {
        "Piece" => read::<Piece>(parts)?.into_bound_py_any(py),
        "Cue" => read::<Cue>(parts)?.into_bound_py_any(py),
        "Source" => read::<Source>(parts)?.into_bound_py_any(py),
        "ChainNode" => read::<ChainNode>(parts)?.into_bound_py_any(py),
        "Entity" => read::<Entity>(parts)?.into_bound_py_any(py),
        "Block" => read::<Block>(parts)?.into_bound_py_any(py),
        "Pair" => read::<crate::dedup::Pair>(parts)?.into_bound_py_any(py),
        other => Err(pyo3::exceptions::PyValueError::new_err(format!("there is no value {other:?}"))),
    }
}

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
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reduced<'py>> {
        reduced(py, "Piece", self)
    }

    fn __str__(&self) -> &str {
        &self.text
    }

    fn __repr__(&self) -> String {
        format!("Piece({}, {}, {})", self.start, self.end, short(&self.text))
    }
}

/// The words that signal an attribution.
#[pyclass(frozen, eq, hash, get_all, module = "wirecopy")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
    act: Name,
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
            act: cue.class.name().into(),
            lemma: cue.lemma.clone(),
        }
    }
}

#[pymethods]
impl Cue {
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reduced<'py>> {
        reduced(py, "Cue", self)
    }

    fn __str__(&self) -> &str {
        &self.text
    }

    fn __repr__(&self) -> String {
        format!("<Cue {} ({})>", short(&self.text), self.act)
    }
}

/// The words for who a content comes from.
#[pyclass(frozen, eq, hash, get_all, module = "wirecopy")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
    r#type: Name,
    /// How far it is named: "named", "described", "bare", …
    anonymity: Name,
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
            r#type: source.kind.name().into(),
            anonymity: source.anonymity.name().into(),
            count: source.count.map(|c| (c.min, c.max)),
        }
    }
}

#[pymethods]
impl Source {
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reduced<'py>> {
        reduced(py, "Source", self)
    }

    fn __str__(&self) -> &str {
        &self.text
    }

    fn __repr__(&self) -> String {
        format!("<Source {} ({}, {})>", short(&self.text), self.r#type, self.anonymity)
    }
}

/// One node of the way a statement took: outermost conduit first, the utterer last.
#[pyclass(frozen, eq, hash, get_all, module = "wirecopy")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct ChainNode {
    /// Its name or description.
    name: String,
    /// "conduit" (passes on) or "utterer" (said it).
    role: Name,
    /// What it is: "media_outlet", "person", …
    r#type: Name,
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
            role: node.role.name().into(),
            r#type: node.kind.name().into(),
            inferred: node.inferred,
            mention: node.span.map(|s| view.piece(s)),
            cue: node.cue.map(|s| view.piece(s)),
        }
    }
}

#[pymethods]
impl ChainNode {
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reduced<'py>> {
        reduced(py, "ChainNode", self)
    }

    fn __str__(&self) -> &str {
        &self.name
    }

    fn __repr__(&self) -> String {
        let inferred = if self.inferred { ", inferred" } else { "" };
        format!("<ChainNode {} ({}{inferred})>", short(&self.name), self.role)
    }
}

/// A person, body, document, outlet or unnamed source of one document.
#[pyclass(frozen, eq, hash, get_all, module = "wirecopy")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Entity {
    /// Its number in the document, such as "e4".
    id: String,
    /// Its fullest name, or the description it goes by.
    name: String,
    /// What it is: "person", "organisation", …
    r#type: Name,
    /// How far it is named.
    anonymity: Name,
    /// Where it is mentioned, in text order.
    mentions: Vec<Piece>,
    /// Its role in words ("mayor of Port Vellin"), or None.
    role: Option<String>,
    /// The body it belongs to, or None.
    affiliation: Option<String>,
    /// The words for how it claims to know ("briefed on the talks"), or None.
    basis: Option<Piece>,
    /// How it claims to know: "first_hand", "document_seen", "briefed", "familiar", "involved", "second_hand" or "unstated".
    basis_kind: Name,
    /// The words for why it is not named, or None.
    reason: Option<Piece>,
    /// Why it is not named: "not_authorised", "reprisal", "safety", …, or "unstated".
    reason_kind: Name,
    /// How many people it is, as (at least, at most or None); None when not told.
    count: Option<(u32, Option<u32>)>,
}

impl Entity {
    pub(crate) fn of(view: View<'_>, entity: &CoreEntity) -> Self {
        Self {
            id: entity.id().to_string(),
            name: entity.name().to_owned(),
            r#type: entity.kind().name().into(),
            anonymity: entity.anonymity().name().into(),
            mentions: view.pieces(entity.mentions()),
            role: entity.role().map(|s| view.text(s)),
            affiliation: entity.affiliation().map(|s| view.text(s)),
            basis: entity.basis().map(|s| view.piece(s)),
            basis_kind: entity.basis_kind().name().into(),
            reason: entity.reason().map(|s| view.piece(s)),
            reason_kind: entity.reason_kind().name().into(),
            count: entity.count().map(|c| (c.min, c.max)),
        }
    }
}

#[pymethods]
impl Entity {
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reduced<'py>> {
        reduced(py, "Entity", self)
    }

    fn __str__(&self) -> &str {
        &self.name
    }

    fn __repr__(&self) -> String {
        format!("<Entity {} {} ({}, {})>", self.id, short(&self.name), self.r#type, self.anonymity)
    }
}

/// One part of a document: what a stretch of its text is.
#[pyclass(frozen, eq, hash, get_all, module = "wirecopy")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Block {
    /// "title", "paragraph", "caption", "debris", …
    kind: Name,
    /// Which kind of debris, or None.
    note: Option<Name>,
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
        Self { kind: block.kind().name().into(), note: block.note().map(Name::from), start, end, text }
    }
}

#[pymethods]
impl Block {
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reduced<'py>> {
        reduced(py, "Block", self)
    }

    fn __str__(&self) -> &str {
        &self.text
    }

    fn __repr__(&self) -> String {
        format!("<Block {} {}>", self.kind, short(&self.text))
    }
}
