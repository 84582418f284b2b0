//! `Document` and `parse`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, OnceLock};

use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyString, PyTuple};
use wirecopy::export::{self, AnnotateOptions};
use wirecopy::reports::Masked;
use wirecopy::schema::{attributions_json, document_json, reports_json};
use wirecopy::{Analysis, AnalyzeOptions, Analyzer, Field, JsonOptions, ParseOptions, Provenance};

use crate::attribution::Attribution;
use crate::error::raise;
use crate::guard::released;
use crate::parts::{Block, Entity, Piece, View, short};
use crate::tokens::Tokens;

/// One article: its text, its parts, what is known about it, who said what in it.
///
/// What was said is looked for when first asked for. Two documents are equal when they were read from the same
/// input and are known by the same facts; documents can be hashed, copied, pickled and shared between threads.
///
/// >>> import wirecopy as wc
/// >>> doc = wc.parse("“We were never asked,” said Petra Quill. “Not once.”", format="plain")
/// >>> [(q.speaker, q.text) for q in doc.quotes]
/// [('Petra Quill', '“We were never asked,” … “Not once.”')]
#[pyclass(frozen, module = "wirecopy")]
#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) core: Core,
    /// What it was read from, when that cannot be told from its text; for pickling.
    given: Option<Py<PyAny>>,
    how: Arc<ParseOptions>,
}

/// What a document is without Python; cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Core {
    pub(crate) inner: wirecopy::Document,
    analysis: Arc<OnceLock<Arc<Analysis>>>,
    find: Arc<AnalyzeOptions>,
}

impl Core {
    pub(crate) fn new(inner: wirecopy::Document, find: Arc<AnalyzeOptions>) -> Self {
        Self { inner, analysis: Arc::default(), find }
    }

    /// The analysis, made when first asked for.
    pub(crate) fn analysis(&self) -> wirecopy::Result<&Arc<Analysis>> {
        if let Some(found) = self.analysis.get() {
            return Ok(found);
        }
        // What the page says, or its words show, does not choose the pack: only the caller does.
        let told = self.inner.metadata().language.as_ref().filter(|f| f.provenance == Provenance::Caller);
        let analyzer = Analyzer::new(told.map_or("en", |f| f.value.as_str()))?;
        let made = Arc::new(analyzer.with_options(&self.find)?.analyze(&self.inner)?);
        Ok(self.analysis.get_or_init(|| made))
    }
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
        if let Some(found) = self.core.analysis.get() {
            return Ok(found);
        }
        released(py, || self.core.analysis())
    }

    fn inner(&self) -> &wirecopy::Document {
        &self.core.inner
    }

    fn all(slf: &Bound<'_, Self>, keep: fn(&wirecopy::Attribution) -> bool) -> PyResult<Vec<Attribution>> {
        let analysis = slf.get().analysis(slf.py())?;
        let kept = analysis.attributions().iter().enumerate().filter(|(_, a)| keep(a));
        let one = |(number, _)| Attribution {
            document: slf.clone().unbind(),
            analysis: Arc::clone(analysis),
            number,
        };
        Ok(kept.map(one).collect())
    }
}

/// The kinds of stretches of these names.
fn masked(names: &[String]) -> PyResult<Vec<Masked>> {
    let kind = |name: &String| {
        Masked::from_name(name).ok_or_else(|| {
            let known: Vec<&str> = Masked::ALL.iter().map(|k| k.name()).collect();
            let message = format!("there is no kind {name:?}; there are {}", known.join(", "));
            pyo3::exceptions::PyValueError::new_err(message)
        })
    };
    names.iter().map(kind).collect()
}

fn value(field: Option<&Field<String>>) -> Option<String> {
    field.map(|f| f.value.clone())
}

#[pymethods]
impl Document {
    /// The caller's name for it; empty when it has none.
    #[getter]
    fn id(&self) -> &str {
        self.inner().id()
    }

    /// The text all offsets point into, in code points.
    #[getter]
    fn text(&self) -> &str {
        self.inner().text()
    }

    /// The headline, or None.
    #[getter]
    fn title(&self) -> Option<String> {
        value(self.inner().metadata().title.as_ref())
    }

    /// The people who wrote it.
    #[getter]
    fn authors(&self) -> Vec<String> {
        self.inner().metadata().authors.iter().map(|f| f.value.clone()).collect()
    }

    /// Who published it; None when not known.
    #[getter]
    fn outlet(&self) -> Option<String> {
        value(self.inner().metadata().outlet.as_ref())
    }

    /// The outlet's name in the script of its readers, when `outlet` is not in it; else None.
    #[getter]
    fn outlet_local(&self) -> Option<String> {
        value(self.inner().metadata().outlet_local.as_ref())
    }

    /// When it was published, ISO 8601, as precise as it was given; None when not known.
    #[getter]
    fn published(&self) -> Option<String> {
        self.inner().metadata().published.as_ref().map(|f| f.value.to_string())
    }

    /// Its language, BCP 47, or None.
    #[getter]
    fn language(&self) -> Option<String> {
        value(self.inner().metadata().language.as_ref())
    }

    /// Its address, or None.
    #[getter]
    fn url(&self) -> Option<String> {
        value(self.inner().metadata().url.as_ref())
    }

    /// Where each known fact came from: `{"title": "heading", "outlet": "caller"}`.
    #[getter]
    fn provenance(&self) -> BTreeMap<&'static str, &'static str> {
        let m = self.inner().metadata();
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
        self.inner().format().name()
    }

    /// Whether paragraph breaks seem lost; attributions are then less sure.
    #[getter]
    fn flattened(&self) -> bool {
        self.inner().flattened()
    }

    /// Whether it seems to be an article, and not a front page, a list of results or a form.
    #[getter]
    fn is_article(&self) -> bool {
        self.inner().is_article()
    }

    /// The body alone: no title, caption or debris.
    #[getter]
    fn body(&self) -> String {
        self.inner().body()
    }

    /// What each stretch of the text is, in text order.
    #[getter]
    fn blocks(&self) -> Vec<Block> {
        self.inner().blocks().iter().map(|b| Block::of(View(self.inner()), b)).collect()
    }

    /// Everything that is attributed to somebody and was said or written, gestures too.
    #[getter]
    fn attributions(slf: &Bound<'_, Self>) -> PyResult<Vec<Attribution>> {
        Self::all(slf, wirecopy::Attribution::is_speech)
    }

    /// As `attributions`, and beliefs, wishes, plans, expectations and polls.
    #[getter]
    fn all_attributions(slf: &Bound<'_, Self>) -> PyResult<Vec<Attribution>> {
        Self::all(slf, |_| true)
    }

    /// What has words inside quotation marks: direct and mixed.
    #[getter]
    fn quotes(slf: &Bound<'_, Self>) -> PyResult<Vec<Attribution>> {
        Self::all(slf, is_quote)
    }

    /// Its tokens, and what is known of them, as columns.
    fn tokens(slf: &Bound<'_, Self>) -> PyResult<Tokens> {
        Tokens::of(slf)
    }

    /// The pieces of the body that nobody in it says: what is left without quotes and indirect speech.
    ///
    /// With `marks=True` only the words inside quotation marks are taken out, and indirect speech stays.
    ///
    /// >>> import wirecopy as wc
    /// >>> doc = wc.parse("“The wall will hold,” said Petra Quill, who sold the pumps.", format="plain")
    /// >>> [p.text for p in doc.narration()]
    /// [' said Petra Quill, who sold the pumps.']
    #[pyo3(signature = (*, marks = false))]
    fn narration(&self, py: Python<'_>, marks: bool) -> PyResult<Vec<Piece>> {
        let without = [if marks { Masked::Quoted } else { Masked::Content }];
        let left = self.analysis(py)?.narration(&without);
        Ok(left.into_iter().map(|s| View(self.inner()).piece(s)).collect())
    }

    /// The text with every character of some kinds of stretches replaced, so that all offsets still hold.
    ///
    /// `kinds` are of "direct", "mixed", "indirect" (their content), "content" (all three), "quoted" (the words inside
    /// quotation marks; what is replaced when nothing else is asked for), "cue", "source" and "name" (where named people
    /// and bodies are mentioned). Line ends stay; `fill` is one character.
    ///
    /// >>> import wirecopy as wc
    /// >>> wc.parse("“Not once,” said Petra Quill.", format="plain").mask(["quoted", "source"], fill="#")
    /// '########### said ###########.'
    #[pyo3(signature = (kinds: "Iterable[str] | None" = None, *, fill = '█'))]
    fn mask(&self, py: Python<'_>, kinds: Option<Bound<'_, PyAny>>, fill: char) -> PyResult<String> {
        let kinds: Vec<String> = match kinds {
            None => vec!["quoted".to_owned()],
            Some(one) if one.is_instance_of::<PyString>() => vec![one.extract()?],
            Some(several) => several.try_iter()?.map(|k| k?.extract()).collect::<PyResult<_>>()?,
        };
        Ok(self.analysis(py)?.mask_chars(&masked(&kinds)?, fill))
    }

    /// Who is cited and how much, a row for each in the order they first come up.
    ///
    /// `words` are those attributed to it, `quoted` the share of them inside quotation marks, `position` how far into the
    /// text it first comes up, 0 to 1. `verifiability` is how far a reader could check it, "V0" to "V5": a label of what
    /// the text gives, never a judgement of truth. `said` has what it said, one a line; `attributions` their ids.
    ///
    /// >>> import wirecopy as wc
    /// >>> doc = wc.parse("“The wall will hold,” Mayor Petra Quill said. An official denied it.", format="plain")
    /// >>> [(r["source"], r["anonymity"], r["words"], r["verifiability"]) for r in doc.sources()]
    /// [('Petra Quill', 'named', 4, 'V4'), ('an official', 'described', 0, 'V0')]
    #[pyo3(signature = () -> "Table")]
    fn sources<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("wirecopy.reports")?.call_method1("sources", (slf,))
    }

    /// The sources that are not named, a row for each: how far, how they claim to know, why they are not named.
    ///
    /// `basis` and `reason` are "unstated" where the text does not say; `basis_text`, `basis_start` and `basis_end` are the
    /// words that say it, and where they stand. `share` is the share of all attributed words that rests on the source.
    ///
    /// >>> import wirecopy as wc
    /// >>> doc = wc.parse("“The gate was open,” said an engineer briefed on the inquiry.", format="plain")
    /// >>> (row,) = doc.anonymous_audit()
    /// >>> row["source"], row["basis"], row["basis_text"], row["reason"], row["share"]
    /// ('an engineer briefed on the inquiry', 'briefed', 'briefed on the inquiry', 'unstated', 1.0)
    /// >>> doc.text[row["basis_start"] : row["basis_end"]] == row["basis_text"]
    /// True
    #[pyo3(signature = () -> "Table")]
    fn anonymous_audit<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("wirecopy.reports")?.call_method1("anonymous_audit", (slf,))
    }

    /// The accusations, a row for each: whom, by whom, whether the accused was asked or had their say, what they answered.
    ///
    /// `asked` has the requests, refusals and silences, `answers` what the accused said to it, one a line; `replies` are
    /// the ids of both.
    ///
    /// >>> import wirecopy as wc
    /// >>> doc = wc.parse("Petra Quill accused Owen Marsh of hiding the leak. Marsh declined to comment.", format="plain")
    /// >>> [(r["accuser"], r["accused"], r["given"], r["asked"]) for r in doc.right_of_reply()]
    /// [('Petra Quill', 'Owen Marsh', True, 'Marsh declined to comment')]
    #[pyo3(signature = () -> "Table")]
    fn right_of_reply<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("wirecopy.reports")?.call_method1("right_of_reply", (slf,))
    }

    /// Who is who in it.
    #[getter]
    fn entities(&self, py: Python<'_>) -> PyResult<Vec<Entity>> {
        let analysis = self.analysis(py)?;
        Ok(analysis.entities().iter().map(|e| Entity::of(View(self.inner()), e)).collect())
    }

    /// The JSON answer of a kind, "attributions", "document" or "reports": the same bytes as from the other languages.
    ///
    /// `style` is "full", "polnear" (nothing nested, what goes on as a piece), "parc" (no marks, no "that") or
    /// "pdnc" (no marks, nothing nested, one a paragraph and turn); what is less certain than `min_confidence` is left out.
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
            "document" => Ok(document_json(self.inner(), &options)),
            "attributions" => Ok(attributions_json(self.analysis(py)?, &options)),
            "reports" => Ok(reports_json(self.analysis(py)?, &options)),
            _ => Err(pyo3::exceptions::PyValueError::new_err(format!(
                "to_json gives \"attributions\", \"document\" or \"reports\", not {kind:?}"
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
        let page = released(py, || export::annotate(analysis, &input, &options))?;
        Ok(PyBytes::new(py, &page))
    }

    fn __repr__(&self) -> String {
        let m = self.inner().metadata();
        let title = m.title.as_ref().map_or_else(|| short(self.inner().text()), |t| short(&t.value));
        let outlet = m.outlet.as_ref().map_or("outlet unknown", |o| &o.value);
        let found = match self.core.analysis.get() {
            Some(a) => format!("{} quotes, {} attributions", a.quotes().count(), a.attributions().len()),
            None => "not analyzed yet".to_owned(),
        };
        let characters = self.inner().offset(self.inner().text().len(), wirecopy::Unit::Chars);
        format!("<Document {title}, {outlet}, {characters} characters, {found}>")
    }

    /// How it is shown in a notebook.
    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        slf.py().import("wirecopy.display")?.call_method1("document", (slf,))?.extract()
    }

    fn __copy__(slf: Bound<'_, Self>) -> Bound<'_, Self> {
        slf
    }

    fn __deepcopy__<'py>(slf: Bound<'py, Self>, _memo: Bound<'py, PyAny>) -> Bound<'py, Self> {
        slf
    }

    /// What it was read from and how: it is read again where it is unpickled.
    #[pyo3(signature = () -> "tuple[Any, Any]")]
    fn __reduce__<'py>(
        slf: &Bound<'py, Self>,
    ) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyAny>, Bound<'py, PyDict>))> {
        let (py, me) = (slf.py(), slf.get());
        let content = match &me.given {
            Some(given) => given.bind(py).clone(),
            None => PyString::new(py, me.inner().text()).into_any(),
        };
        let how = PyDict::new(py);
        how.set_item("format", me.how.format.name())?;
        how.set_item("id", &me.how.id)?;
        for (name, value) in [
            ("url", &me.how.url),
            ("outlet", &me.how.outlet),
            ("published", &me.how.published),
            ("title", &me.how.title),
            ("language", &me.how.language),
        ] {
            if let Some(value) = value {
                how.set_item(name, value)?;
            }
        }
        how.set_item("favor", me.how.favor.name())?;
        how.set_item("engine", me.core.find.engine.name())?;
        how.set_item("dial", me.core.find.dial.name())?;
        how.set_item("words", &me.core.find.words)?;
        Ok((py.import("wirecopy._native")?.getattr("_again")?, (content, how)))
    }

    fn __eq__(&self, other: &Self) -> bool {
        same(self.inner(), other.inner())
    }

    fn __hash__(&self) -> u64 {
        hash(self.inner())
    }
}

/// Whether an attribution has words inside quotation marks and was said or written.
pub(crate) fn is_quote(a: &wirecopy::Attribution) -> bool {
    a.is_speech() && matches!(a.kind(), wirecopy::Kind::Direct | wirecopy::Kind::Mixed)
}

/// How attributions are looked for, by the names of the options.
pub(crate) fn find_options(engine: &str, dial: &str, words: &str) -> PyResult<AnalyzeOptions> {
    let find = AnalyzeOptions::default()
        .with_engine(engine.parse().map_err(|e| raise(&e))?)
        .with_dial(dial.parse().map_err(|e| raise(&e))?)
        .with_words(words);
    if !words.is_empty() {
        // A wrong entry is told here, not where the document is first looked into.
        Analyzer::english().with_options(&find).map_err(|e| raise(&e))?;
    }
    Ok(find)
}

/// Reads one document. A `str` or `bytes` is always content, never a path; a `pathlib.Path` is a file to read.
///
/// `format` is "auto", "plain", "markdown" or "html". What the caller knows (`outlet`, `published`, …) wins over
/// what the input says. `favor` is "balanced", "precision" or "recall": what to prefer where it is not plain which
/// part of a page is the article.
///
/// How attributions are looked for: `engine` is "model" or "rules" (without learned weights); `dial` is "balanced",
/// "precision" or "recall"; `words` are words of your own, an entry a line: `verb opine`, `title Portreeve`,
/// `alias the Ferry = Janek Moor`.
///
/// Raises WirecopyError for input that cannot be read and OSError for a file that cannot.
///
/// >>> import wirecopy as wc
/// >>> doc = wc.parse("# The wall holds\n\nIt *will* hold.", format="markdown", outlet="The Harbour Courier")
/// >>> doc.title, doc.outlet, doc.body
/// ('The wall holds', 'The Harbour Courier', 'It will hold.')
#[pyfunction]
#[pyo3(signature = (content: "str | bytes | Path", *, format = "auto", id = None, url = None, outlet = None, published = None, title = None, language = None, favor = "balanced", engine = "model", dial = "balanced", words = ""))]
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
    let find = find_options(engine, dial, words)?;
    let read;
    let content = if is_path(content)? {
        read = content.call_method0("read_bytes")?;
        &read
    } else {
        content
    };
    let input = bytes_of(content)?;
    let inner = released(py, || wirecopy::Document::parse(&input, &options))?;
    // The text of a plain document is its input; of any other, the input is kept.
    let given = (inner.format() != wirecopy::Format::Plain).then(|| content.clone().unbind());
    Ok(Document { core: Core::new(inner, Arc::new(find)), given, how: Arc::new(options) })
}

fn is_path(content: &Bound<'_, PyAny>) -> PyResult<bool> {
    if content.is_instance_of::<PyString>() || content.is_instance_of::<PyBytes>() {
        return Ok(false);
    }
    content.is_instance(&content.py().import("pathlib")?.getattr("Path")?)
}

/// A document as it was pickled.
#[pyfunction]
#[pyo3(signature = (content: "str | bytes", how: "dict[str, Any]") -> "Document")]
pub(crate) fn _again<'py>(
    content: &Bound<'py, PyAny>,
    how: &Bound<'py, PyDict>,
) -> PyResult<Bound<'py, PyAny>> {
    let py = content.py();
    let args = PyTuple::new(py, [content])?;
    py.import("wirecopy._native")?.getattr("parse")?.call(args, Some(how))
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
    Err(pyo3::exceptions::PyTypeError::new_err(format!(
        "content is str, bytes or a pathlib.Path, not {name}"
    )))
}

/// A page without what `Document.annotate` put in: the bytes that it was given.
#[pyfunction]
#[pyo3(signature = (page: "bytes") -> "bytes")]
pub(crate) fn strip<'py>(page: &Bound<'py, PyBytes>) -> Bound<'py, PyBytes> {
    PyBytes::new(page.py(), &export::strip(page.as_bytes()))
}
