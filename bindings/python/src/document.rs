//! `Document` and `parse`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, OnceLock};

use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString};
use wirecopy::export::{self, AnnotateOptions};
use wirecopy::schema::{attributions_json, document_json};
use wirecopy::{Analysis, AnalyzeOptions, Analyzer, Field, JsonOptions, ParseOptions, Provenance};

use crate::attribution::Attribution;
use crate::error::raise;
use crate::parts::{Block, Entity, View, short};
use crate::tokens::Tokens;

/// One article: its text, its parts, what is known about it, who said what in it.
///
/// What was said is looked for when first asked for.
#[pyclass(frozen, module = "wirecopy")]
#[derive(Clone, Debug)]
pub(crate) struct Document {
    pub(crate) inner: wirecopy::Document,
    analysis: Arc<OnceLock<Arc<Analysis>>>,
    find: Arc<AnalyzeOptions>,
}

/// Whether two documents were read from the same input and are known by the same facts.
pub(crate) fn same(a: &wirecopy::Document, b: &wirecopy::Document) -> bool {
    a.input_sha256() == b.input_sha256()
        && a.id() == b.id()
        && a.format() == b.format()
        && a.metadata() == b.metadata()
}

pub(crate) fn hash(document: &wirecopy::Document) -> u64 {
    let mut hasher = DefaultHasher::new();
    (document.input_sha256(), document.id()).hash(&mut hasher);
    hasher.finish()
}

/// The shape of a JSON answer, by the names of its options.
pub(crate) fn json_options(
    offsets: &str,
    scope: &str,
    style: &str,
    min_confidence: f64,
) -> PyResult<JsonOptions> {
    let unit = offsets.parse().map_err(|e| raise(&e))?;
    let scope = scope.parse().map_err(|e| raise(&e))?;
    let style = style.parse().map_err(|e| raise(&e))?;
    if !(0.0..=1.0).contains(&min_confidence) {
        let message = format!("min_confidence is from 0 to 1, not {min_confidence}");
        return Err(pyo3::exceptions::PyValueError::new_err(message));
    }
    Ok(JsonOptions::default()
        .with_offsets(unit)
        .with_scope(scope)
        .with_style(style)
        .with_min_confidence(min_confidence))
}

impl Document {
    /// The analysis, made when first asked for, with the interpreter released.
    pub(crate) fn analysis(&self, py: Python<'_>) -> PyResult<&Arc<Analysis>> {
        if let Some(found) = self.analysis.get() {
            return Ok(found);
        }
        let made = py.detach(|| {
            // What the page says, or its words show, does not choose the pack: only the caller does.
            let told = self.inner.metadata().language.as_ref().filter(|f| f.provenance == Provenance::Caller);
            let analyzer = Analyzer::new(told.map_or("en", |f| f.value.as_str()))?;
            analyzer.with_options(&self.find)?.analyze(&self.inner)
        });
        let made = Arc::new(made.map_err(|e| raise(&e))?);
        Ok(self.analysis.get_or_init(|| made))
    }

    fn all(&self, py: Python<'_>, keep: fn(&wirecopy::Attribution) -> bool) -> PyResult<Vec<Attribution>> {
        let analysis = self.analysis(py)?;
        let kept = analysis.attributions().iter().enumerate().filter(|(_, a)| keep(a));
        Ok(kept.map(|(number, _)| Attribution { analysis: Arc::clone(analysis), number }).collect())
    }
}

fn value(field: Option<&Field<String>>) -> Option<String> {
    field.map(|f| f.value.clone())
}

#[pymethods]
impl Document {
    /// The caller's name for it; empty when it has none.
    #[getter]
    fn id(&self) -> &str {
        self.inner.id()
    }

    /// The text all offsets point into, in code points.
    #[getter]
    fn text(&self) -> &str {
        self.inner.text()
    }

    /// The headline, or None.
    #[getter]
    fn title(&self) -> Option<String> {
        value(self.inner.metadata().title.as_ref())
    }

    /// The people who wrote it.
    #[getter]
    fn authors(&self) -> Vec<String> {
        self.inner.metadata().authors.iter().map(|f| f.value.clone()).collect()
    }

    /// Who published it; None when not known.
    #[getter]
    fn outlet(&self) -> Option<String> {
        value(self.inner.metadata().outlet.as_ref())
    }

    /// The outlet's name in the script of its readers, when `outlet` is not in it; else None.
    #[getter]
    fn outlet_local(&self) -> Option<String> {
        value(self.inner.metadata().outlet_local.as_ref())
    }

    /// When it was published, ISO 8601, as precise as it was given; None when not known.
    #[getter]
    fn published(&self) -> Option<String> {
        self.inner.metadata().published.as_ref().map(|f| f.value.to_string())
    }

    /// Its language, BCP 47, or None.
    #[getter]
    fn language(&self) -> Option<String> {
        value(self.inner.metadata().language.as_ref())
    }

    /// Its address, or None.
    #[getter]
    fn url(&self) -> Option<String> {
        value(self.inner.metadata().url.as_ref())
    }

    /// Where each known fact came from: `{"title": "heading", "outlet": "caller"}`.
    #[getter]
    fn provenance(&self) -> BTreeMap<&'static str, &'static str> {
        let m = self.inner.metadata();
        let texts = [
            ("title", &m.title),
            ("outlet", &m.outlet),
            ("outlet_local", &m.outlet_local),
            ("language", &m.language),
            ("url", &m.url),
            ("description", &m.description),
            ("section", &m.section),
            ("image", &m.image),
        ];
        let texts = texts.into_iter().filter_map(|(name, f)| Some((name, f.as_ref()?.provenance.name())));
        let dates = [("published", &m.published), ("modified", &m.modified), ("saved", &m.saved)];
        let dates = dates.into_iter().filter_map(|(name, f)| Some((name, f.as_ref()?.provenance.name())));
        let authors = m.authors.first().map(|f| ("authors", f.provenance.name()));
        texts.chain(dates).chain(authors).collect()
    }

    /// How it was read: "plain", "markdown" or "html".
    #[getter]
    fn format(&self) -> &'static str {
        self.inner.format().name()
    }

    /// Whether paragraph breaks seem lost; attributions are then less sure.
    #[getter]
    fn flattened(&self) -> bool {
        self.inner.flattened()
    }

    /// Whether it seems to be an article, and not a front page, a list of results or a form.
    #[getter]
    fn is_article(&self) -> bool {
        self.inner.is_article()
    }

    /// The body alone: no title, caption or debris.
    #[getter]
    fn body(&self) -> String {
        self.inner.body()
    }

    /// What each stretch of the text is, in text order.
    #[getter]
    fn blocks(&self) -> Vec<Block> {
        self.inner.blocks().iter().map(|b| Block::of(View(&self.inner), b)).collect()
    }

    /// Everything that is attributed to somebody and was said or written, gestures too.
    #[getter]
    fn attributions(&self, py: Python<'_>) -> PyResult<Vec<Attribution>> {
        self.all(py, wirecopy::Attribution::is_speech)
    }

    /// As `attributions`, and beliefs, wishes, plans, expectations and polls.
    #[getter]
    fn all_attributions(&self, py: Python<'_>) -> PyResult<Vec<Attribution>> {
        self.all(py, |_| true)
    }

    /// What has words inside quotation marks: direct and mixed.
    #[getter]
    fn quotes(&self, py: Python<'_>) -> PyResult<Vec<Attribution>> {
        self.all(py, |a| a.is_speech() && matches!(a.kind(), wirecopy::Kind::Direct | wirecopy::Kind::Mixed))
    }

    /// Its tokens, and what is known of them, as columns.
    fn tokens(&self, py: Python<'_>) -> PyResult<Tokens> {
        Tokens::of(py, &self.inner)
    }

    /// Who is who in it.
    #[getter]
    fn entities(&self, py: Python<'_>) -> PyResult<Vec<Entity>> {
        let analysis = self.analysis(py)?;
        Ok(analysis.entities().iter().map(|e| Entity::of(View(&self.inner), e)).collect())
    }

    /// The JSON answer of a kind, "attributions" or "document": the same bytes as from the other languages.
    ///
    /// `style` is "full", "polnear" (nothing nested, what goes on as a piece) or "parc" (no marks, no "that");
    /// what is less certain than `min_confidence` is left out.
    #[pyo3(signature = (kind = "attributions", *, offsets = "chars", scope = "speech", style = "full", min_confidence = 0.0))]
    fn to_json(
        &self,
        py: Python<'_>,
        kind: &str,
        offsets: &str,
        scope: &str,
        style: &str,
        min_confidence: f64,
    ) -> PyResult<String> {
        let options = json_options(offsets, scope, style, min_confidence)?;
        match kind {
            "document" => Ok(document_json(&self.inner, &options)),
            "attributions" => Ok(attributions_json(self.analysis(py)?, &options)),
            _ => Err(pyo3::exceptions::PyValueError::new_err(format!(
                "to_json gives \"attributions\" or \"document\", not {kind:?}"
            ))),
        }
    }

    /// The page it was read from, `content`, byte for byte, with `<mark data-wirecopy="…">` around content, cue and
    /// source of each attribution; with a style sheet if asked for. `strip` takes them out again.
    #[pyo3(signature = (content: "str | bytes", *, scope = "speech", style = false) -> "bytes")]
    fn annotate<'py>(
        &self,
        content: &Bound<'py, PyAny>,
        scope: &str,
        style: bool,
    ) -> PyResult<Bound<'py, PyBytes>> {
        let py = content.py();
        let scope = scope.parse().map_err(|e| raise(&e))?;
        let options = AnnotateOptions::default().with_scope(scope).with_style(style);
        let analysis = self.analysis(py)?;
        let input = bytes_of(content)?;
        let page = py.detach(|| export::annotate(analysis, &input, &options));
        Ok(PyBytes::new(py, &page.map_err(|e| raise(&e))?))
    }

    fn __repr__(&self) -> String {
        let m = self.inner.metadata();
        let title = m.title.as_ref().map_or_else(|| short(self.inner.text()), |t| short(&t.value));
        let outlet = m.outlet.as_ref().map_or("outlet unknown", |o| &o.value);
        let found = match self.analysis.get() {
            Some(a) => format!("{} quotes, {} attributions", a.quotes().count(), a.attributions().len()),
            None => "not analyzed yet".to_owned(),
        };
        let characters = self.inner.offset(self.inner.text().len(), wirecopy::Unit::Chars);
        format!("<Document {title}, {outlet}, {characters} characters, {found}>")
    }

    /// How it is shown in a notebook.
    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        slf.py().import("wirecopy.display")?.call_method1("document", (slf,))?.extract()
    }

    fn __eq__(&self, other: &Self) -> bool {
        same(&self.inner, &other.inner)
    }

    fn __hash__(&self) -> u64 {
        hash(&self.inner)
    }
}

/// Reads one document. A `str` is always content, never a path; `format` is "auto", "plain", "markdown" or "html".
///
/// What the caller knows (`outlet`, `published`, …) wins over what the input says. `favor` is "balanced",
/// "precision" or "recall": what to prefer where it is not plain which part of a page is the article.
///
/// How attributions are looked for: `engine` is "model" or "rules" (without learned weights); `dial` is "balanced",
/// "precision" or "recall"; `words` are words of your own, an entry a line: `verb opine`, `title Portreeve`,
/// `alias the Ferry = Janek Moor`.
#[pyfunction]
#[pyo3(signature = (content: "str | bytes", *, format = "auto", id = None, url = None, outlet = None, published = None, title = None, language = None, favor = "balanced", engine = "model", dial = "balanced", words = ""))]
#[allow(clippy::too_many_arguments, reason = "keyword arguments of a Python function")]
pub(crate) fn parse(
    content: &Bound<'_, PyAny>,
    format: &str,
    id: Option<String>,
    url: Option<String>,
    outlet: Option<String>,
    published: Option<String>,
    title: Option<String>,
    language: Option<String>,
    favor: &str,
    engine: &str,
    dial: &str,
    words: &str,
) -> PyResult<Document> {
    let py = content.py();
    let mut options = ParseOptions::default().with_format(format.parse().map_err(|e| raise(&e))?);
    options.id = id.unwrap_or_default();
    options.url = url;
    options.outlet = outlet;
    options.published = published;
    options.title = title;
    options.language = language;
    options.favor = favor.parse().map_err(|e| raise(&e))?;
    let find = AnalyzeOptions::default()
        .with_engine(engine.parse().map_err(|e| raise(&e))?)
        .with_dial(dial.parse().map_err(|e| raise(&e))?)
        .with_words(words);
    if !words.is_empty() {
        // A wrong entry is told here, not where the document is first looked into.
        Analyzer::english().with_options(&find).map_err(|e| raise(&e))?;
    }
    let input = bytes_of(content)?;
    let inner = py.detach(|| wirecopy::Document::parse(&input, &options));
    Ok(Document { inner: inner.map_err(|e| raise(&e))?, analysis: Arc::default(), find: Arc::new(find) })
}

/// The bytes of a `str` or `bytes`.
fn bytes_of<'a>(content: &'a Bound<'_, PyAny>) -> PyResult<Cow<'a, [u8]>> {
    if let Ok(text) = content.cast::<PyString>() {
        return Ok(match text.to_cow()? {
            Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
            Cow::Owned(text) => Cow::Owned(text.into_bytes()),
        });
    }
    if let Ok(bytes) = content.cast::<PyBytes>() {
        return Ok(Cow::Borrowed(bytes.as_bytes()));
    }
    let name = content.get_type().name()?;
    Err(pyo3::exceptions::PyTypeError::new_err(format!("content is str or bytes, not {name}")))
}

/// A page without what `Document.annotate` put in: the bytes that it was given.
#[pyfunction]
#[pyo3(signature = (page: "bytes") -> "bytes")]
pub(crate) fn strip<'py>(page: &Bound<'py, PyBytes>) -> Bound<'py, PyBytes> {
    PyBytes::new(page.py(), &export::strip(page.as_bytes()))
}
