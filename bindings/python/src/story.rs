//! `Story`, `Verification`, and the functions that make them.

use pyo3::prelude::*;
use wirecopy::schema::{story_json, verification_json};
use wirecopy::story::{Outcome, StoryOptions};
use wirecopy::{Analysis, JsonOptions};

use crate::document::{Document, json_options};
use crate::error::raise;

/// Several articles on one event, compared.
#[pyclass(frozen, module = "wirecopy")]
#[derive(Debug)]
pub(crate) struct Story {
    inner: wirecopy::story::Story,
}

/// What became of each quote of a draft.
#[pyclass(frozen, module = "wirecopy")]
#[derive(Debug)]
pub(crate) struct Verification {
    inner: wirecopy::story::Verification,
}

fn analyses(py: Python<'_>, documents: &[Py<Document>]) -> PyResult<Vec<Analysis>> {
    documents.iter().map(|d| Ok(Analysis::clone(d.get().analysis(py)?))).collect()
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

    /// The quotes of the draft, in text order, as `dict`s with `outcome`, `text`, `speaker`, `matches`.
    #[getter]
    fn quotes(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Ok(self.to_dict(py)?.bind(py).get_item("quotes")?.unbind())
    }

    fn __len__(&self) -> usize {
        self.inner.quotes().len()
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
    let made = py.detach(|| wirecopy::story::Story::new(&list, &StoryOptions::default()));
    Ok(Story { inner: made.map_err(|e| raise(&e))? })
}

/// Looks up each quote of a draft in other articles: verbatim, edited, from another speaker, or not found.
#[pyfunction]
#[pyo3(signature = (draft, against: "Sequence[Document]"))]
pub(crate) fn verify(
    py: Python<'_>,
    draft: &Bound<'_, Document>,
    against: Vec<Py<Document>>,
) -> PyResult<Verification> {
    let (draft, list) = (draft.get().analysis(py)?, analyses(py, &against)?);
    Ok(Verification { inner: py.detach(|| wirecopy::story::verify(draft, &list)) })
}
