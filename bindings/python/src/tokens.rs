//! `Tokens`: what the language layer knows of a document, as columns of numbers.

use pyo3::prelude::*;
use pyo3::types::PyBytes;
use wirecopy::Unit;
use wirecopy::language::{Language, Layer, NameKind, Penn, Relation, Upos, Words};

use crate::document::Document;
use crate::guard::released;

/// The tokens of a document as columns: memoryviews of numbers, no Python object for each token.
///
/// A column is made when it is asked for, with all it needs; `numpy.asarray` takes it without a copy.
#[pyclass(frozen, module = "wirecopy", sequence)]
#[derive(Debug)]
pub(crate) struct Tokens {
    of: Py<Document>,
    words: Words,
}

impl Tokens {
    pub(crate) fn of(of: &Bound<'_, Document>) -> PyResult<Self> {
        let document = &of.get().core.inner;
        let words = released(of.py(), || {
            let language = document.metadata().language.as_ref().map_or("en", |f| f.value.as_str());
            Ok(Language::new(language)?.read(document))
        })?;
        Ok(Self { of: of.clone().unbind(), words })
    }

    fn find(&self, py: Python<'_>, layer: Layer) {
        py.detach(|| self.words.find(layer));
    }

    fn at(&self, index: usize) -> PyResult<usize> {
        if index < self.words.len() {
            Ok(index)
        } else {
            Err(pyo3::exceptions::PyIndexError::new_err("there is no such token"))
        }
    }

    fn offsets(&self, end: bool) -> Vec<u32> {
        let document = self.words.document();
        let byte = |s: &wirecopy::Span| if end { s.end() } else { s.start() };
        self.words.spans().iter().map(|s| document.offset(byte(s), Unit::Chars) as u32).collect()
    }
}

/// A memoryview of numbers of a kind as the module `array` names them.
fn view<'py>(py: Python<'py>, bytes: &[u8], kind: &str) -> PyResult<Bound<'py, PyAny>> {
    py.import("builtins")?
        .call_method1("memoryview", (PyBytes::new(py, bytes),))?
        .call_method1("cast", (kind,))
}

fn wide<'py>(py: Python<'py>, numbers: impl Iterator<Item = u32>, kind: &str) -> PyResult<Bound<'py, PyAny>> {
    let bytes: Vec<u8> = numbers.flat_map(u32::to_ne_bytes).collect();
    view(py, &bytes, kind)
}

#[pymethods]
impl Tokens {
    fn __len__(&self) -> usize {
        self.words.len()
    }

    /// The first code point of each token.
    #[getter]
    fn start<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        wide(py, self.offsets(false).into_iter(), "I")
    }

    /// One past the last code point of each token.
    #[getter]
    fn end<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        wide(py, self.offsets(true).into_iter(), "I")
    }

    /// The number of the sentence of each token.
    #[getter]
    fn sentence<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let numbers =
            self.words.sentences().iter().enumerate().flat_map(|(k, s)| s.tokens().map(move |_| k as u32));
        wide(py, numbers, "I")
    }

    /// The number of each token's part of speech in `penn_names()`.
    #[getter]
    fn penn<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.find(py, Layer::Tags);
        let bytes: Vec<u8> = self.words.penn().iter().map(|t| *t as u8).collect();
        view(py, &bytes, "B")
    }

    /// The number of each token's universal part of speech in `upos_names()`.
    #[getter]
    fn upos<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.find(py, Layer::Syntax);
        let bytes: Vec<u8> = (0..self.words.len()).map(|k| self.words.upos(k) as u8).collect();
        view(py, &bytes, "B")
    }

    /// The token each token depends on; -1 for the root of a sentence.
    #[getter]
    fn head<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.find(py, Layer::Syntax);
        let heads = (0..self.words.len()).map(|k| self.words.head(k).map_or(u32::MAX, |h| h as u32));
        wide(py, heads, "i")
    }

    /// The number of each token's relation to its head in `relation_names()`.
    #[getter]
    fn relation<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.find(py, Layer::Syntax);
        let bytes: Vec<u8> = self.words.relations().iter().map(|r| *r as u8).collect();
        view(py, &bytes, "B")
    }

    /// What each token is in names, a number in `name_labels()`: 0 for none.
    #[getter]
    fn name<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.find(py, Layer::Names);
        let mut bytes = vec![0u8; self.words.len()];
        for name in self.words.names() {
            let first = 1 + 2 * name.kind() as u8;
            bytes[name.tokens()].fill(first + 1);
            bytes[name.tokens().start] = first;
        }
        view(py, &bytes, "B")
    }

    /// A token as it is written.
    fn form(&self, index: usize) -> PyResult<&str> {
        Ok(self.words.form(self.at(index)?))
    }

    /// The dictionary form of a token.
    fn lemma(&self, py: Python<'_>, index: usize) -> PyResult<String> {
        self.find(py, Layer::Tags);
        Ok(self.words.lemma(self.at(index)?).into_owned())
    }

    /// All tokens as they are written.
    fn forms(&self) -> Vec<&str> {
        (0..self.words.len()).map(|k| self.words.form(k)).collect()
    }

    /// The dictionary forms of all tokens.
    fn lemmas(&self, py: Python<'_>) -> Vec<String> {
        self.find(py, Layer::Tags);
        (0..self.words.len()).map(|k| self.words.lemma(k).into_owned()).collect()
    }

    /// Everything as CoNLL-U, as the command `wirecopy tokens` prints it.
    fn conllu(&self, py: Python<'_>) -> String {
        py.detach(|| wirecopy::schema::conllu(&self.words, Layer::Syntax, Unit::Chars))
    }

    /// The Penn treebank's tags, in the order of their numbers.
    #[staticmethod]
    fn penn_names() -> Vec<&'static str> {
        Penn::ALL.iter().map(|t| t.name()).collect()
    }

    /// The universal parts of speech, in the order of their numbers.
    #[staticmethod]
    fn upos_names() -> Vec<&'static str> {
        Upos::ALL.iter().map(|t| t.name()).collect()
    }

    /// The relations, in the order of their numbers.
    #[staticmethod]
    fn relation_names() -> Vec<&'static str> {
        Relation::ALL.iter().map(|r| r.name()).collect()
    }

    /// The labels of names, in the order of their numbers: "O", "B-PERSON", "I-PERSON", …
    #[staticmethod]
    fn name_labels() -> Vec<String> {
        let kinds = NameKind::ALL.iter().flat_map(|k| ["B", "I"].map(|part| format!("{part}-{}", k.name())));
        std::iter::once("O".to_owned()).chain(kinds).collect()
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (Py<Document>,))> {
        let again = py.import("operator")?.call_method1("methodcaller", ("tokens",))?;
        Ok((again, (self.of.clone_ref(py),)))
    }

    fn __repr__(&self) -> String {
        format!("<Tokens {} tokens, {} sentences>", self.words.len(), self.words.sentences().len())
    }
}
