//! `Attribution`: who said what, as Python sees it.

use std::collections::BTreeMap;
use std::sync::Arc;

use pyo3::prelude::*;
use wirecopy::{Analysis, Span};

use crate::document::Document;
use crate::parts::{ChainNode, Cue, Entity, Piece, Source, View, short};

/// One relation: a content, the words that signal it, who it comes from.
///
/// `pieces` are the stretches of the content, `document.text[p.start:p.end] == p.text` for each; `text` is all
/// of them, with " … " between; the cue is never in it.
#[pyclass(frozen, module = "wirecopy")]
#[derive(Debug)]
pub(crate) struct Attribution {
    pub(crate) document: Py<Document>,
    pub(crate) analysis: Arc<Analysis>,
    pub(crate) number: usize,
}

impl Attribution {
    fn core(&self) -> &wirecopy::Attribution {
        &self.analysis.attributions()[self.number]
    }

    fn view(&self) -> View<'_> {
        View(self.analysis.document())
    }

    fn text_of(&self, span: Option<Span>) -> Option<String> {
        span.map(|s| self.view().text(s))
    }
}

#[pymethods]
impl Attribution {
    /// The document it was found in.
    #[getter]
    fn document(&self, py: Python<'_>) -> Py<Document> {
        self.document.clone_ref(py)
    }

    /// Its number in the document, such as "a3".
    #[getter]
    fn id(&self) -> String {
        format!("a{}", self.number)
    }

    /// "direct" (all of it inside marks), "mixed" (some), "indirect" (none) or "gesture" (no words given).
    #[getter]
    fn kind(&self) -> &'static str {
        self.core().kind().name()
    }

    /// The content, its pieces joined by " … "; empty for a gesture.
    #[getter]
    fn text(&self) -> String {
        self.view().joined(self.core().content())
    }

    /// The pieces of the content, in text order.
    #[getter]
    fn pieces(&self) -> Vec<Piece> {
        self.view().pieces(self.core().content())
    }

    /// Only what stands inside quotation marks, the marks included, joined by " … ".
    #[getter]
    fn quoted(&self) -> String {
        self.view().joined(self.core().quoted())
    }

    /// The pieces inside quotation marks, the marks included.
    #[getter]
    fn quoted_pieces(&self) -> Vec<Piece> {
        self.view().pieces(self.core().quoted())
    }

    /// The first code point of its extent.
    #[getter]
    fn start(&self) -> usize {
        self.view().start(self.core().extent())
    }

    /// One past the last code point of its extent.
    #[getter]
    fn end(&self) -> usize {
        self.view().end(self.core().extent())
    }

    /// The text from `start` to `end`; the words between two pieces are in it.
    #[getter]
    fn extent_text(&self) -> String {
        self.view().text(self.core().extent())
    }

    /// The name (or description) of who said it; None when undecided.
    #[getter]
    fn speaker(&self) -> Option<String> {
        self.analysis.speaker(self.core()).map(|e| e.name().to_owned())
    }

    /// Who said it, with all that is known; None when undecided.
    #[getter]
    fn entity(&self) -> Option<Entity> {
        self.analysis.speaker(self.core()).map(|e| Entity::of(self.view(), e))
    }

    /// How far a reader could check who said it, "V0" to "V5"; None when undecided. A label of what the text gives.
    #[getter]
    fn verifiability(&self) -> Option<&'static str> {
        let core = self.core();
        core.speaker().map(|_| self.analysis.verifiability(core).name())
    }

    /// The words for who it comes from; None when there are none.
    #[getter]
    fn source(&self) -> Option<Source> {
        self.core().source().map(|s| Source::of(self.view(), s))
    }

    /// The words that signal it; None when there are none.
    #[getter]
    fn cue(&self) -> Option<Cue> {
        self.core().cue().map(|c| Cue::of(self.view(), c))
    }

    /// The way it took: outermost conduit first, the utterer last. The publisher is not in it.
    #[getter]
    fn chain(&self) -> Vec<ChainNode> {
        self.core().chain().iter().map(|n| ChainNode::of(self.view(), n)).collect()
    }

    /// Number of nodes of the chain; None when it is not known to its end.
    #[getter]
    fn depth(&self) -> Option<u32> {
        self.core().depth()
    }

    /// Whether the publishing outlet itself obtained it.
    #[getter]
    fn first_party(&self) -> bool {
        self.core().first_party()
    }

    /// The address of the document with a text fragment that leads a browser to the words; None when the address is
    /// not known.
    #[getter]
    fn link(&self) -> Option<String> {
        wirecopy::export::link(self.analysis.document(), self.core())
    }

    /// Semino and Short's grid: "DS", "IS", "NRSA", …
    #[getter]
    fn presentation(&self) -> &'static str {
        self.core().presentation().name()
    }

    /// For a gesture, what it does ("no_response"); else None.
    #[getter]
    fn act(&self) -> Option<&'static str> {
        self.core().act().map(wirecopy::attribution::Act::name)
    }

    /// For a gesture, the words for what it is about; else None.
    #[getter]
    fn about(&self) -> Option<String> {
        self.text_of(self.core().about())
    }

    /// The words for who it was said to, or None.
    #[getter]
    fn addressee(&self) -> Option<String> {
        self.text_of(self.core().addressee())
    }

    /// The words for the occasion, or None.
    #[getter]
    fn occasion(&self) -> Option<String> {
        self.text_of(self.core().occasion())
    }

    /// The words for when it was said, or None.
    #[getter]
    fn when(&self) -> Option<String> {
        self.text_of(self.core().when())
    }

    /// "writing", "post", … when not plain speech; else None.
    #[getter]
    fn medium(&self) -> Option<&'static str> {
        self.core().medium()
    }

    /// "positive", or "negated" when the source is said not to have said it.
    #[getter]
    fn polarity(&self) -> &'static str {
        self.core().polarity().name()
    }

    /// Who stands behind its truth: "source_commits", "neutral", "writer_doubts", "writer_endorses".
    #[getter]
    fn factivity(&self) -> &'static str {
        self.core().factivity().name()
    }

    /// What is special about it: "continuation", "unclosed", …
    #[getter]
    fn flags(&self) -> Vec<&'static str> {
        self.core().flags().iter().map(wirecopy::attribution::Flag::name).collect()
    }

    /// The kind of block it stands in.
    #[getter]
    fn zone(&self) -> &'static str {
        self.core().zone().name()
    }

    /// Whether it is said or written (the scope "speech") and not thought, felt or wanted.
    #[getter]
    fn is_speech(&self) -> bool {
        self.core().is_speech()
    }

    /// How sure each part is, from 0 to 1: content, cue, source, entity, chain.
    #[getter]
    fn confidence(&self) -> BTreeMap<&'static str, f64> {
        let sure = self.core().confidence();
        let parts = [
            ("content", sure.content),
            ("cue", sure.cue),
            ("source", sure.source),
            ("entity", sure.entity),
            ("chain", sure.chain),
        ];
        parts.map(|(name, x)| (name, (f64::from(x) * 10_000.0).round() / 10_000.0)).into()
    }

    fn __str__(&self) -> String {
        self.text()
    }

    fn __copy__(slf: Bound<'_, Self>) -> Bound<'_, Self> {
        slf
    }

    fn __deepcopy__<'py>(slf: Bound<'py, Self>, _memo: Bound<'py, PyAny>) -> Bound<'py, Self> {
        slf
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (Py<Document>, usize))> {
        let found = py.import("wirecopy._native")?.getattr("_attribution")?;
        Ok((found, (self.document.clone_ref(py), self.number)))
    }

    /// How it is shown in a notebook.
    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        slf.py().import("wirecopy.display")?.call_method1("attribution", (slf,))?.extract()
    }

    fn __repr__(&self) -> String {
        let who = self.speaker().map_or_else(|| "nobody named".to_owned(), |name| short(&name));
        let what = match self.act() {
            Some(act) => act.to_owned(),
            None => short(&self.text()),
        };
        format!("<Attribution {} {}: {who}: {what}>", self.id(), self.kind())
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.number == other.number
            && (Arc::ptr_eq(&self.analysis, &other.analysis)
                || crate::document::same(self.analysis.document(), other.analysis.document()))
    }

    fn __hash__(&self) -> u64 {
        crate::document::hash(self.analysis.document()).rotate_left(7) ^ self.number as u64
    }
}

/// The attribution of a number, as it was pickled.
#[pyfunction]
pub(crate) fn _attribution(document: &Bound<'_, Document>, number: usize) -> PyResult<Attribution> {
    let analysis = document.get().analysis(document.py())?;
    if number >= analysis.attributions().len() {
        return Err(pyo3::exceptions::PyIndexError::new_err("there is no such attribution"));
    }
    Ok(Attribution { document: document.clone().unbind(), analysis: std::sync::Arc::clone(analysis), number })
}
