//! `dedup`: which texts are copies of which.

use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use pyo3::prelude::*;
use serde::{Deserialize, Serialize};
use wirecopy::dedup::{Clusters, DedupOptions, Index, Pair as CorePair};
use wirecopy::schema::{clusters_json, pairs_json};

use crate::batch::{Plan, alone, run};
use crate::document::json_options;
use crate::error::raise;
use crate::frame::{Cell, Frame, Kind, Rows, Shape};
use crate::given::{Given, Inputs, Item};
use crate::parts::{Name, Reduced, reduced};

/// Two texts that are copies.
#[pyclass(frozen, eq, hash, get_all, module = "wirecopy")]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
    kind: Name,
}

impl Hash for Pair {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.a, &self.b, &self.kind, self.score.to_bits()).hash(state);
    }
}

#[pymethods]
impl Pair {
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reduced<'py>> {
        reduced(py, "Pair", self)
    }

    fn __repr__(&self) -> String {
        format!("<Pair {:?} {:?} {} {:.4}>", self.a, self.b, self.kind, self.score)
    }
}

/// Which texts are copies of which.
///
/// It is a table of pairs to Arrow, and by `to_pandas`, `to_polars` and `to_pylist`; `groups()` is a table of groups.
#[pyclass(frozen, module = "wirecopy")]
#[derive(Debug)]
pub(crate) struct Copies {
    index: Arc<Mutex<Index>>,
    /// Id and reason of each text that is missing or no text.
    #[pyo3(get)]
    errors: Vec<(String, String)>,
    pairs: Vec<CorePair>,
    clusters: Clusters,
}

impl Copies {
    fn index(&self) -> MutexGuard<'_, Index> {
        self.index.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The pairs as columns.
    fn pair_frame(&self) -> Frame {
        let shape = Shape::new(&[
            ("a", Kind::Text),
            ("b", Kind::Text),
            ("kind", Kind::Text),
            ("score", Kind::Real),
            ("jaccard", Kind::Real),
            ("containment_a", Kind::Real),
            ("containment_b", Kind::Real),
        ]);
        let mut rows = Rows::new(&shape);
        for p in &self.pairs {
            rows.push(&[
                Cell::Text(p.a_key()),
                Cell::Text(p.b_key()),
                Cell::Text(p.kind().name()),
                Cell::Real(p.score()),
                Cell::Real(p.jaccard()),
                Cell::Real(p.containment_a()),
                Cell::Real(p.containment_b()),
            ]);
        }
        rows.frame()
    }

    /// Each text with the number of its group and the text that stands for it, as columns.
    fn group_frame(&self) -> Frame {
        let shape = Shape::new(&[
            ("document", Kind::Text),
            ("group", Kind::Int),
            ("size", Kind::Int),
            ("kept", Kind::Flag),
            ("representative", Kind::Text),
        ]);
        let mut rows = Rows::new(&shape);
        for (group, cluster) in self.clusters.iter().enumerate() {
            let lead = cluster.representative().1;
            for (_, key) in cluster.members() {
                rows.push(&[
                    Cell::Text(key),
                    group.into(),
                    cluster.len().into(),
                    Cell::Flag(key == lead),
                    Cell::Text(lead),
                ]);
            }
        }
        rows.frame()
    }
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
            kind: p.kind().name().into(),
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
            "pairs" => Ok(pairs_json(&self.index(), &self.pairs, &options)),
            "clusters" => Ok(clusters_json(&self.index(), &self.clusters, &options)),
            _ => Err(pyo3::exceptions::PyValueError::new_err(format!(
                "to_json gives \"pairs\" or \"clusters\", not {kind:?}"
            ))),
        }
    }

    /// The groups as a `Table`: a row for each text, with the number of its group and the text that stands for it.
    #[pyo3(signature = () -> "Any")]
    fn groups<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        table(slf.py())?.call_method1("_of", (slf.get().group_frame(),))
    }

    /// The pairs as a `Table`.
    #[pyo3(signature = () -> "Any")]
    fn table<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        table(slf.py())?.call_method1("_of", (slf.get().pair_frame(),))
    }

    /// The pairs as a `pandas.DataFrame`; pandas must be installed.
    #[pyo3(signature = () -> "Any")]
    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::table(slf)?.call_method0("to_pandas")
    }

    /// The pairs as a `polars.DataFrame`; polars must be installed.
    #[pyo3(signature = () -> "Any")]
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::table(slf)?.call_method0("to_polars")
    }

    /// The pairs as a list of `dict`s.
    #[pyo3(signature = () -> "list[dict[str, Any]]")]
    fn to_pylist<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::table(slf)?.call_method0("to_pylist")
    }

    /// The pairs as Arrow's C stream.
    #[pyo3(signature = (requested_schema: "object" = None) -> "Any")]
    fn __arrow_c_stream__<'py>(
        slf: &Bound<'py, Self>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        Self::table(slf)?.call_method1("__arrow_c_stream__", (requested_schema,))
    }

    /// How it is shown in a notebook.
    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        slf.py().import("wirecopy.display")?.call_method1("copies", (slf,))?.extract()
    }

    /// Number of texts.
    fn __len__(&self) -> usize {
        self.index().len()
    }

    fn __repr__(&self) -> String {
        let (texts, pairs, groups) = (self.index().len(), self.pairs.len(), self.clusters.len());
        format!("<Copies: {texts} texts, {pairs} pairs, {groups} groups>")
    }
}

fn table(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    py.import("wirecopy.table")?.getattr("Table")
}

/// Finds the copies; what `wirecopy.dedup` calls.
#[pyfunction]
#[pyo3(signature = (texts: "Any", threshold, *, ids: "Any" = None, normalize, progress: "Any" = None))]
pub(crate) fn find_copies(
    texts: &Bound<'_, PyAny>,
    threshold: f64,
    ids: Option<&Bound<'_, PyAny>>,
    normalize: &str,
    progress: Option<&Bound<'_, PyAny>>,
) -> PyResult<Copies> {
    let py = texts.py();
    let options = DedupOptions::default()
        .with_threshold(threshold)
        .with_normalize(normalize.parse().map_err(|e| raise(&e))?);
    let mut inputs = Inputs::new(texts, ids)?;
    let shared = Arc::new(Mutex::new(Index::new(&options).map_err(|e| raise(&e))?));
    let mut errors = Vec::new();
    let plan = Plan { threads: 1, progress, total: inputs.total() };
    let index = Arc::clone(&shared);
    let insert = move |Item { id, given, .. }: Item| {
        let mut index = index.lock().unwrap_or_else(PoisonError::into_inner);
        match given {
            Given::Missing(why) => Ok(Some((id, why))),
            Given::Document(core) => index.insert(&id, &core.inner).map(|_| None),
            Given::Text(bytes) => match std::str::from_utf8(&bytes) {
                Ok(text) => index.insert_text(&id, text).map(|_| None),
                Err(error) => Ok(Some((id, error.to_string()))),
            },
        }
    };
    run(
        py,
        &plan,
        || inputs.next(),
        insert,
        |inserted: wirecopy::Result<Option<(String, String)>>| {
            errors.extend(inserted.map_err(|e| raise(&e))?);
            Ok(())
        },
    )?;
    let found = alone(py, move || {
        let index = shared.lock().unwrap_or_else(PoisonError::into_inner);
        let found = (index.pairs(), index.clusters());
        drop(index);
        (shared, found)
    })?;
    let (index, (pairs, clusters)) = found;
    Ok(Copies { index, errors, pairs, clusters })
}
