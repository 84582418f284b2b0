//! `dedup`: which texts are copies of which.

use pyo3::prelude::*;
use pyo3::types::PyString;
use wirecopy::dedup::{Clusters, DedupOptions, Index, Pair as CorePair};
use wirecopy::schema::{clusters_json, pairs_json};

use crate::document::{Document, json_options};
use crate::error::raise;

/// Two texts that are copies.
#[pyclass(frozen, eq, get_all, module = "wirecopy")]
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pair {
    /// The id of the first.
    a: String,
    /// The id of the second.
    b: String,
    /// How alike they are as a whole, from 0 to 1.
    score: f64,
    /// The share of the first that the second has.
    containment_a: f64,
    /// The share of the second that the first has.
    containment_b: f64,
    /// "exact", "near" or "partial".
    kind: &'static str,
}

#[pymethods]
impl Pair {
    fn __repr__(&self) -> String {
        format!("<Pair {:?} {:?} {} {:.4}>", self.a, self.b, self.kind, self.score)
    }
}

/// Which texts are copies of which.
#[pyclass(frozen, module = "wirecopy")]
#[derive(Debug)]
pub(crate) struct Copies {
    index: Index,
    pairs: Vec<CorePair>,
    clusters: Clusters,
}

#[pymethods]
impl Copies {
    /// Every pair of copies, in order of the ids.
    #[getter]
    fn pairs(&self) -> Vec<Pair> {
        let one = |p: &CorePair| Pair {
            a: p.a_key().to_owned(),
            b: p.b_key().to_owned(),
            score: p.score(),
            containment_a: p.containment_a(),
            containment_b: p.containment_b(),
            kind: p.kind().name(),
        };
        self.pairs.iter().map(one).collect()
    }

    /// The ids grouped, those that are alone too.
    #[getter]
    fn clusters(&self) -> Vec<Vec<String>> {
        self.clusters.iter().map(|c| c.members().map(|(_, key)| key.to_owned()).collect()).collect()
    }

    /// The id of one text for each group.
    #[getter]
    fn unique(&self) -> Vec<String> {
        self.clusters.iter().map(|c| c.representative().1.to_owned()).collect()
    }

    /// The JSON answer of a kind, "pairs" or "clusters": the same bytes as from the other languages.
    #[pyo3(signature = (kind = "pairs", *, offsets = "chars"))]
    fn to_json(&self, kind: &str, offsets: &str) -> PyResult<String> {
        let options = json_options(offsets, "speech", "full", 0.0)?;
        match kind {
            "pairs" => Ok(pairs_json(&self.index, &self.pairs, &options)),
            "clusters" => Ok(clusters_json(&self.index, &self.clusters, &options)),
            _ => Err(pyo3::exceptions::PyValueError::new_err(format!(
                "to_json gives \"pairs\" or \"clusters\", not {kind:?}"
            ))),
        }
    }

    /// Number of texts.
    fn __len__(&self) -> usize {
        self.index.len()
    }

    fn __repr__(&self) -> String {
        let (texts, pairs, groups) = (self.index.len(), self.pairs.len(), self.clusters.len());
        format!("<Copies: {texts} texts, {pairs} pairs, {groups} groups>")
    }
}

/// One of the texts that came in.
enum Given {
    Text(String),
    Document(wirecopy::Document),
}

/// Finds copies among texts or documents: exact, near (at least `threshold` alike) and partial.
///
/// `ids` names them; without it a document goes by its own id and a text by its place in the list, from "0".
#[pyfunction]
#[pyo3(signature = (
    texts: "Iterable[str | Document]",
    threshold = 0.8,
    *,
    ids: "Iterable[str] | None" = None,
    normalize = "news",
))]
pub(crate) fn dedup(
    texts: &Bound<'_, PyAny>,
    threshold: f64,
    ids: Option<&Bound<'_, PyAny>>,
    normalize: &str,
) -> PyResult<Copies> {
    let py = texts.py();
    let options = DedupOptions::default()
        .with_threshold(threshold)
        .with_normalize(normalize.parse().map_err(|e| raise(&e))?);
    let ids: Option<Vec<String>> =
        ids.map(|list| list.try_iter()?.map(|id| id?.extract()).collect::<PyResult<_>>()).transpose()?;
    let mut given: Vec<(String, Given)> = Vec::new();
    for (place, text) in texts.try_iter()?.enumerate() {
        let text = text?;
        let (id, text) = if let Ok(document) = text.cast::<Document>() {
            let inner = document.get().inner.clone();
            let own = if inner.id().is_empty() { place.to_string() } else { inner.id().to_owned() };
            (own, Given::Document(inner))
        } else if let Ok(words) = text.cast::<PyString>() {
            (place.to_string(), Given::Text(words.to_cow()?.into_owned()))
        } else {
            let name = text.get_type().name()?;
            return Err(pyo3::exceptions::PyTypeError::new_err(format!(
                "texts are str or Document, not {name}"
            )));
        };
        given.push((ids.as_ref().and_then(|ids| ids.get(place).cloned()).unwrap_or(id), text));
    }
    if ids.is_some_and(|ids| ids.len() != given.len()) {
        return Err(pyo3::exceptions::PyValueError::new_err("there must be as many ids as texts"));
    }
    let made = py.detach(|| {
        let mut index = Index::new(&options)?;
        for (id, text) in &given {
            match text {
                Given::Text(text) => index.insert_text(id, text)?,
                Given::Document(document) => index.insert(id, document)?,
            };
        }
        let (pairs, clusters) = (index.pairs(), index.clusters());
        Ok(Copies { index, pairs, clusters })
    });
    made.map_err(|e: wirecopy::Error| raise(&e))
}
