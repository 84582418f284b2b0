//! `Story`, `Verification`, and the functions that make them.

use pyo3::prelude::*;
use wirecopy::schema::{story_json, verification_json};
use wirecopy::story::{Outcome, StoryOptions};
use wirecopy::{Analysis, JsonOptions};

use crate::document::{Document, hash, json_options, same};
use crate::guard::released;

/// Several articles on one event, compared.
#[pyclass(frozen, module = "wirecopy")]
#[derive(Debug)]
pub(crate) struct Story {
    of: Vec<Py<Document>>,
    inner: wirecopy::story::Story,
}

/// What became of each quote of a draft.
#[pyclass(frozen, module = "wirecopy")]
#[derive(Debug)]
pub(crate) struct Verification {
    of: (Py<Document>, Vec<Py<Document>>),
    inner: wirecopy::story::Verification,
}

pub(crate) fn analyses(py: Python<'_>, documents: &[Py<Document>]) -> PyResult<Vec<Analysis>> {
    documents.iter().map(|d| Ok(Analysis::clone(d.get().analysis(py)?))).collect()
}

fn listed(py: Python<'_>, documents: &[Py<Document>]) -> Vec<Py<Document>> {
    documents.iter().map(|d| d.clone_ref(py)).collect()
}

fn alike(_py: Python<'_>, a: &[Py<Document>], b: &[Py<Document>]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(&a.get().core.inner, &b.get().core.inner))
}

fn hashed(documents: &[Py<Document>]) -> u64 {
    documents.iter().fold(7, |sum: u64, d| sum.rotate_left(5) ^ hash(&d.get().core.inner))
}

/// JSON as Python values, by the `json` module: what `to_json` gives, not a second description of it.
fn loaded(py: Python<'_>, json: &str) -> PyResult<Py<PyAny>> {
    Ok(py.import("json")?.call_method1("loads", (json,))?.unbind())
}

#[pymethods]
impl Story {
    /// The JSON answer: the same bytes as from the other languages.
    #[pyo3(signature = (*, offsets = "chars"))]
    fn to_json(&self, offsets: &str) -> PyResult<String> {
        Ok(story_json(&self.inner, &json_options(offsets, "speech", "full", 0.0)?))
    }

    /// The answer as a `dict`; offsets are code points.
    #[pyo3(signature = () -> "dict[str, Any]")]
    fn to_dict(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        loaded(py, &story_json(&self.inner, &JsonOptions::default()))
    }

    /// The documents compared, in the order they were given.
    #[getter]
    fn documents(&self, py: Python<'_>) -> Vec<Py<Document>> {
        listed(py, &self.of)
    }

    /// The outlets of its articles, None where unknown, in the order the articles were given.
    #[getter]
    fn outlets(&self) -> Vec<Option<String>> {
        self.inner.articles().iter().map(|a| a.outlet.clone()).collect()
    }

    /// The reports that its articles go back to, by outlet.
    #[getter]
    fn reports(&self) -> Vec<String> {
        self.inner.lineage().reports.iter().map(|r| r.outlet.clone()).collect()
    }

    /// How many separate reports are behind its central claim, as (at least, at most or None).
    #[getter]
    fn independent_reports(&self) -> (u32, Option<u32>) {
        let count = self.inner.independence().reports;
        (count.min, count.max)
    }

    /// How many people are behind its central claim, as (at least, at most or None).
    #[getter]
    fn independent_people(&self) -> (u32, Option<u32>) {
        let count = self.inner.independence().people;
        (count.min, count.max)
    }

    fn __len__(&self) -> usize {
        self.inner.articles().len()
    }

    fn __copy__(slf: Bound<'_, Self>) -> Bound<'_, Self> {
        slf
    }

    fn __deepcopy__<'py>(slf: Bound<'py, Self>, _memo: Bound<'py, PyAny>) -> Bound<'py, Self> {
        slf
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (Vec<Py<Document>>,))> {
        let again = py.import("wirecopy._native")?.getattr("story")?;
        Ok((again, (listed(py, &self.of),)))
    }

    fn __eq__(&self, py: Python<'_>, other: &Self) -> bool {
        alike(py, &self.of, &other.of)
    }

    fn __hash__(&self) -> u64 {
        hashed(&self.of)
    }

    fn __repr__(&self) -> String {
        let reports: Vec<&str> = self.inner.lineage().reports.iter().map(|r| r.outlet.as_str()).collect();
        let rests = match reports.as_slice() {
            [] => "no common report found".to_owned(),
            some => format!("going back to {}", some.join(", ")),
        };
        format!(
            "<Story of {} articles, {rests}, {} statements in several>",
            self.inner.articles().len(),
            self.inner.families().len()
        )
    }

    /// How it is shown in a notebook.
    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        slf.py().import("wirecopy.display")?.call_method1("story", (slf,))?.extract()
    }
}

#[pymethods]
impl Verification {
    /// The JSON answer: the same bytes as from the other languages.
    #[pyo3(signature = (*, offsets = "chars"))]
    fn to_json(&self, offsets: &str) -> PyResult<String> {
        Ok(verification_json(&self.inner, &json_options(offsets, "speech", "full", 0.0)?))
    }

    /// The answer as a `dict`; offsets are code points.
    #[pyo3(signature = () -> "dict[str, Any]")]
    fn to_dict(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        loaded(py, &verification_json(&self.inner, &JsonOptions::default()))
    }

    /// The draft.
    #[getter]
    fn draft(&self, py: Python<'_>) -> Py<Document> {
        self.of.0.clone_ref(py)
    }

    /// The documents it was checked against.
    #[getter]
    fn against(&self, py: Python<'_>) -> Vec<Py<Document>> {
        listed(py, &self.of.1)
    }

    /// The quotes of the draft, in text order, as `dict`s with `outcome`, `text`, `speaker`, `matches`.
    #[getter]
    fn quotes(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Ok(self.to_dict(py)?.bind(py).get_item("quotes")?.unbind())
    }

    fn __len__(&self) -> usize {
        self.inner.quotes().len()
    }

    fn __copy__(slf: Bound<'_, Self>) -> Bound<'_, Self> {
        slf
    }

    fn __deepcopy__<'py>(slf: Bound<'py, Self>, _memo: Bound<'py, PyAny>) -> Bound<'py, Self> {
        slf
    }

    fn __reduce__<'py>(
        &self,
        py: Python<'py>,
    ) -> PyResult<(Bound<'py, PyAny>, (Py<Document>, Vec<Py<Document>>))> {
        let again = py.import("wirecopy._native")?.getattr("verify")?;
        Ok((again, (self.of.0.clone_ref(py), listed(py, &self.of.1))))
    }

    fn __eq__(&self, py: Python<'_>, other: &Self) -> bool {
        alike(py, std::slice::from_ref(&self.of.0), std::slice::from_ref(&other.of.0))
            && alike(py, &self.of.1, &other.of.1)
    }

    fn __hash__(&self) -> u64 {
        hashed(std::slice::from_ref(&self.of.0)) ^ hashed(&self.of.1).rotate_left(9)
    }

    /// How it is shown in a notebook.
    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        slf.py().import("wirecopy.display")?.call_method1("verification", (slf,))?.extract()
    }

    fn __repr__(&self) -> String {
        let told: Vec<String> = Outcome::ALL
            .iter()
            .map(|&o| (o, self.inner.quotes().iter().filter(|q| q.outcome == o).count()))
            .filter(|&(_, n)| n > 0)
            .map(|(o, n)| format!("{n} {}", o.name()))
            .collect();
        let told = if told.is_empty() { String::new() } else { format!(": {}", told.join(", ")) };
        format!("<Verification of {} quotes{told}>", self.inner.quotes().len())
    }
}

/// Compares articles on one event: which report they go back to, what they share, where they differ.
#[pyfunction]
#[pyo3(signature = (documents: "Sequence[Document]"))]
pub(crate) fn story(py: Python<'_>, documents: Vec<Py<Document>>) -> PyResult<Story> {
    let list = analyses(py, &documents)?;
    let inner = released(py, || wirecopy::story::Story::new(&list, &StoryOptions::default()))?;
    Ok(Story { of: documents, inner })
}

/// Looks up each quote of a draft in other articles: verbatim, edited, from another speaker, or not found.
///
/// >>> import wirecopy as wc
/// >>> article = wc.parse("“We were never asked,” said Petra Quill, mayor of Port Vellin.", format="plain")
/// >>> draft = wc.parse("“We were never told,” said Petra Quill.", format="plain")
/// >>> [q["outcome"] for q in wc.verify(draft, [article]).quotes]
/// ['edited']
#[pyfunction]
#[pyo3(signature = (draft, against: "Sequence[Document]"))]
pub(crate) fn verify(
    py: Python<'_>,
    draft: &Bound<'_, Document>,
    against: Vec<Py<Document>>,
) -> PyResult<Verification> {
    let (words, list) = (draft.get().analysis(py)?, analyses(py, &against)?);
    let inner = released(py, || Ok(wirecopy::story::verify(words, &list)))?;
    Ok(Verification { of: (draft.clone().unbind(), against), inner })
}
