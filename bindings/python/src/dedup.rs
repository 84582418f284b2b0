//! `dedup`: which texts are copies of which.

use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use pyo3::prelude::*;
use serde::{Deserialize, Serialize};
use wirecopy::dedup::{Boilerplate as Table, Clusters, Index, Pair as CorePair, Prepared};
use wirecopy::schema::{clusters_json, pair_lines, pairs_json};
use wirecopy::{Document, JsonOptions, ParseOptions, Unit};

use crate::batch::{Plan, alone, run};
use crate::boilerplate::Boilerplate;
use crate::document::{Core, json_options};
use crate::error::raise;
use crate::frame::{Cell, Frame, Kind, Rows, Shape};
use crate::given::{Given, Inputs, Item};
use crate::parts::{Name, Reduced, reduced};
use crate::settings::Settings;

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
    /// "exact", "near", "partial" or "item" (short items that tell of the same thing in other words).
    kind: Name,
    /// The standard error of the score when it is an estimate; None when it was counted.
    standard_error: Option<f64>,
    /// The stretches copied: where each begins and ends in the first text and in the second, in code points.
    passages: Vec<(usize, usize, usize, usize)>,
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
        let mut columns = vec![
            ("a", Kind::Text),
            ("b", Kind::Text),
            ("kind", Kind::Text),
            ("score", Kind::Real),
            ("jaccard", Kind::Real),
            ("containment_a", Kind::Real),
            ("containment_b", Kind::Real),
        ];
        let estimated = self.index().options().estimate;
        if estimated {
            columns.push(("standard_error", Kind::Real));
        }
        let shape = Shape::new(&columns);
        let mut rows = Rows::new(&shape);
        for p in &self.pairs {
            let cells = [
                Cell::Text(p.a_key()),
                Cell::Text(p.b_key()),
                Cell::Text(p.kind().name()),
                Cell::Real(p.score()),
                Cell::Real(p.jaccard()),
                Cell::Real(p.containment_a()),
                Cell::Real(p.containment_b()),
                p.standard_error().map_or(Cell::Null, Cell::Real),
            ];
            rows.push(&cells[..columns.len()]);
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
    fn pairs(&self) -> PyResult<Vec<Pair>> {
        let index = self.index();
        let json = JsonOptions::default().with_offsets(Unit::Chars);
        let one = |(p, line): (&CorePair, String)| {
            let told: Spans =
                serde_json::from_str(&line).map_err(|e| crate::error::internal(&e.to_string()))?;
            Ok(Pair {
                a: p.a_key().to_owned(),
                b: p.b_key().to_owned(),
                score: p.score(),
                containment_a: p.containment_a(),
                containment_b: p.containment_b(),
                kind: p.kind().name().into(),
                standard_error: p.standard_error(),
                passages: told.spans,
            })
        };
        self.pairs.iter().zip(pair_lines(&index, &self.pairs, &json)).map(one).collect()
    }

    /// The ids grouped, those that are alone too.
    #[getter]
    fn clusters(&self) -> Vec<Vec<String>> {
        self.clusters.iter().map(|c| c.members().map(|(_, key)| key.to_owned()).collect()).collect()
    }

    /// The id of one text for each group: the one to keep, by `keep`.
    #[getter]
    fn unique(&self) -> Vec<String> {
        self.clusters.iter().map(|c| c.representative().1.to_owned()).collect()
    }

    /// How many shared runs of words were in so many texts that these were compared only with some of the others.
    #[getter]
    fn capped(&self) -> usize {
        self.index().capped()
    }

    /// What at least `least` of the texts carry that are no copies of each other.
    #[pyo3(signature = (least = 16))]
    fn boilerplate(&self, py: Python<'_>, least: usize) -> PyResult<Boilerplate> {
        let index = Arc::clone(&self.index);
        alone(py, move || {
            let index = index.lock().unwrap_or_else(PoisonError::into_inner);
            Boilerplate::new(Table::learn(&index, least))
        })
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

/// The spans of a line of pairs.
#[derive(Deserialize)]
struct Spans {
    #[serde(default)]
    spans: Vec<(usize, usize, usize, usize)>,
}

/// Finds the copies; what `wirecopy.dedup` calls.
#[pyfunction]
#[pyo3(signature = (texts: "Any", *, settings: "Any", ids: "Any" = None, ranks: "Any" = None, times: "Any" = None, threads = None, progress: "Any" = None))]
pub(crate) fn find_copies(
    texts: &Bound<'_, PyAny>,
    settings: &Bound<'_, PyAny>,
    ids: Option<&Bound<'_, PyAny>>,
    ranks: Option<&Bound<'_, PyAny>>,
    times: Option<&Bound<'_, PyAny>>,
    threads: Option<usize>,
    progress: Option<&Bound<'_, PyAny>>,
) -> PyResult<Copies> {
    let py = texts.py();
    let workers = crate::batch::threads(threads)?;
    let settings: Settings = settings.extract()?;
    let quotes = settings.quotes();
    let options = settings.options()?.with_threads(workers);
    let (ranks, times) = (Orders::new(ranks, "ranks")?, Orders::new(times, "times")?);
    let mut inputs = Inputs::new(texts, ids)?;
    let reader = Arc::new(Index::new(&options).map_err(|e| raise(&e))?);
    let shared = Arc::new(Mutex::new(Index::clone(&reader)));
    let mut errors = Vec::new();
    let plan = Plan { threads: workers, progress, total: inputs.total() };
    let index = Arc::clone(&shared);
    run(
        py,
        &plan,
        || inputs.next(),
        move |item| prepare(&reader, item, quotes),
        |(row, read)| {
            let (rank, time) = (ranks.of(row)?, times.of(row)?);
            match read.map_err(|e| raise(&e))? {
                Err(error) => errors.push(error),
                Ok(units) => {
                    let mut index = index.lock().unwrap_or_else(PoisonError::into_inner);
                    for mut unit in units {
                        if let Some(rank) = rank {
                            unit = unit.with_rank(rank);
                        }
                        if let Some(time) = time {
                            unit = unit.with_time(time);
                        }
                        index.insert_prepared(unit).map_err(|e| raise(&e))?;
                    }
                }
            }
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

/// What is compared of one input, or its id and why there is nothing.
type Units = Result<Vec<Prepared>, (String, String)>;

fn prepare(reader: &Index, item: Item, quotes: bool) -> (usize, wirecopy::Result<Units>) {
    let Item { row, id, given } = item;
    let units = || match given {
        Given::Missing(why) => Ok(Err((id, why))),
        Given::Document(core) if quotes => quotations(reader, &id, &core).map(Ok),
        Given::Document(core) => Ok(Ok(vec![reader.prepare(&id, &core.inner)?])),
        Given::Text(bytes) => match std::str::from_utf8(&bytes) {
            Err(error) => Ok(Err((id, error.to_string()))),
            Ok(_) if quotes => {
                let document = Document::parse(&bytes, &ParseOptions::plain())?;
                quotations(reader, &id, &Core::new(document, Arc::default())).map(Ok)
            }
            Ok(text) => Ok(Ok(vec![reader.prepare_text(&id, text)?])),
        },
    };
    (row, units())
}

fn quotations(reader: &Index, id: &str, core: &Core) -> wirecopy::Result<Vec<Prepared>> {
    let analysis = core.analysis()?;
    let quotes = analysis.attributions().iter().enumerate().map(|(k, a)| (format!("a{k}"), a.quoted()));
    reader.prepare_quotes(id, &core.inner, quotes)
}

/// A number for each text, by which one of a group is kept; None where there is none.
struct Orders(Option<Vec<Option<i64>>>, &'static str);

impl Orders {
    fn new(given: Option<&Bound<'_, PyAny>>, name: &'static str) -> PyResult<Self> {
        let all = given.map(|list| list.try_iter()?.map(|n| n?.extract()).collect::<PyResult<_>>());
        Ok(Self(all.transpose()?, name))
    }

    fn of(&self, row: usize) -> PyResult<Option<i64>> {
        let Some(all) = &self.0 else { return Ok(None) };
        all.get(row).copied().ok_or_else(|| {
            pyo3::exceptions::PyValueError::new_err(format!("there must be as many {} as texts", self.1))
        })
    }
}
