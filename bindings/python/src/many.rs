//! Many documents as columns: `quotes`, `attributions`, `parse_many`, `signatures`.

use std::sync::Arc;

use pyo3::prelude::*;
use wirecopy::dedup::{Signature, SimHash};
use wirecopy::{AnalyzeOptions, Attribution, Document, Field, Format, ParseOptions, Unit};

use crate::batch::{Plan, run, threads};
use crate::document::{Core, find_options, is_quote};
use crate::error::raise;
use crate::frame::{Batch, Cell, Frame, Kind, Rows, Shape};
use crate::given::{Given, Inputs, Item};
use crate::parts::View;
use crate::settings::Settings;

const ATTRIBUTIONS: &[(&str, Kind)] = &[
    ("row", Kind::Int),
    ("document", Kind::Text),
    ("outlet", Kind::Text),
    ("date", Kind::Text),
    ("title", Kind::Text),
    ("kind", Kind::Text),
    ("speaker", Kind::Text),
    ("role", Kind::Text),
    ("anonymity", Kind::Text),
    ("via", Kind::Text),
    ("quote", Kind::Text),
    ("quoted", Kind::Text),
    ("start", Kind::Int),
    ("end", Kind::Int),
    ("error", Kind::Text),
];

const DOCUMENTS: &[(&str, Kind)] = &[
    ("row", Kind::Int),
    ("document", Kind::Text),
    ("format", Kind::Text),
    ("title", Kind::Text),
    ("authors", Kind::Text),
    ("outlet", Kind::Text),
    ("date", Kind::Text),
    ("language", Kind::Text),
    ("url", Kind::Text),
    ("is_article", Kind::Flag),
    ("text", Kind::Text),
    ("body", Kind::Text),
    ("error", Kind::Text),
];

/// How the texts of a batch are read.
#[derive(Clone)]
struct Reading {
    parse: ParseOptions,
    find: Arc<AnalyzeOptions>,
}

impl Reading {
    fn document(&self, item: Item) -> Result<(Core, usize, String), (usize, String, String)> {
        let Item { row, id, given } = item;
        match given {
            Given::Document(core) => Ok((core, row, id)),
            Given::Missing(why) => Err((row, id, why)),
            Given::Text(bytes) => {
                let mut options = self.parse.clone();
                options.id.clone_from(&id);
                match Document::parse(&bytes, &options) {
                    Ok(document) => Ok((Core::new(document, Arc::clone(&self.find)), row, id)),
                    Err(error) => Err((row, id, error.to_string())),
                }
            }
        }
    }
}

/// A row that says only what went wrong; the error is the last column.
fn failed(rows: &mut Batch, columns: usize, row: usize, id: &str, error: &str) {
    let mut cells = vec![Cell::Null; columns];
    cells[0] = row.into();
    cells[1] = Cell::Text(id);
    cells[columns - 1] = Cell::Text(error);
    rows.push(&cells);
}

fn known(field: Option<&Field<String>>) -> Cell<'_> {
    field.map(|f| f.value.as_str()).into()
}

fn date(document: &Document) -> Cell<'_> {
    document.metadata().published.as_ref().map(|f| f.value.as_str()).into()
}

fn attribution_rows(shape: &Shape, item: Item, reading: &Reading, keep: fn(&Attribution) -> bool) -> Batch {
    let mut rows = Batch::new(shape);
    let (core, row, id) = match reading.document(item) {
        Ok(read) => read,
        Err((row, id, error)) => {
            failed(&mut rows, ATTRIBUTIONS.len(), row, &id, &error);
            return rows;
        }
    };
    let analysis = match core.analysis() {
        Ok(analysis) => analysis,
        Err(error) => {
            failed(&mut rows, ATTRIBUTIONS.len(), row, &id, &error.to_string());
            return rows;
        }
    };
    let document = &core.inner;
    let (view, m) = (View(document), document.metadata());
    for a in analysis.attributions().iter().filter(|a| keep(a)) {
        let speaker = analysis.speaker(a);
        let conduits = a.chain().iter().filter(|n| n.role.name() == "conduit");
        let via = conduits.map(|n| n.name.as_str()).collect::<Vec<_>>().join(" > ");
        let role = speaker.and_then(wirecopy::Entity::role).map(|s| view.text(s));
        rows.push(&[
            row.into(),
            Cell::Text(&id),
            known(m.outlet.as_ref()),
            date(document),
            known(m.title.as_ref()),
            Cell::Text(a.kind().name()),
            speaker.map(wirecopy::Entity::name).into(),
            role.as_deref().into(),
            speaker.map(|s| s.anonymity().name()).into(),
            Some(via.as_str()).filter(|v| !v.is_empty()).into(),
            Cell::Text(&view.joined(a.content())),
            Cell::Text(&view.joined(a.quoted())),
            document.offset(a.extent().start(), Unit::Chars).into(),
            document.offset(a.extent().end(), Unit::Chars).into(),
            Cell::Null,
        ]);
    }
    rows
}

fn document_row(shape: &Shape, item: Item, reading: &Reading) -> Batch {
    let mut rows = Batch::new(shape);
    match reading.document(item) {
        Err((row, id, error)) => failed(&mut rows, DOCUMENTS.len(), row, &id, &error),
        Ok((core, row, id)) => {
            let (document, m) = (&core.inner, core.inner.metadata());
            let authors = m.authors.iter().map(|f| f.value.as_str()).collect::<Vec<_>>().join("; ");
            rows.push(&[
                row.into(),
                Cell::Text(&id),
                Cell::Text(document.format().name()),
                known(m.title.as_ref()),
                Some(authors.as_str()).filter(|a| !a.is_empty()).into(),
                known(m.outlet.as_ref()),
                date(document),
                known(m.language.as_ref()),
                known(m.url.as_ref()),
                Cell::Flag(document.is_article()),
                Cell::Text(document.text()),
                Cell::Text(&document.body()),
                Cell::Null,
            ]);
        }
    }
    rows
}

/// Runs `work` over all that came in and gathers its rows.
fn gather(
    texts: &Bound<'_, PyAny>,
    ids: Option<&Bound<'_, PyAny>>,
    asked: Option<usize>,
    progress: Option<&Bound<'_, PyAny>>,
    shape: &Arc<Shape>,
    work: impl Fn(Item) -> Batch + Send + Sync + 'static,
) -> PyResult<Frame> {
    let mut inputs = Inputs::new(texts, ids)?;
    let plan = Plan { threads: threads(asked)?, progress, total: inputs.total() };
    let mut rows = Rows::new(shape);
    run(
        texts.py(),
        &plan,
        || inputs.next(),
        work,
        |batch| {
            rows.append(&batch);
            Ok(())
        },
    )?;
    Ok(rows.frame())
}

/// A row for each attribution of each document.
#[pyfunction]
#[pyo3(signature = (texts: "Any", *, ids: "Any" = None, marks, format, engine, dial, words, threads = None, progress: "Any" = None))]
#[allow(clippy::too_many_arguments, reason = "keyword arguments of a Python function")]
pub(crate) fn attribution_frame(
    texts: &Bound<'_, PyAny>,
    ids: Option<&Bound<'_, PyAny>>,
    marks: bool,
    format: &str,
    engine: &str,
    dial: &str,
    words: &str,
    threads: Option<usize>,
    progress: Option<&Bound<'_, PyAny>>,
) -> PyResult<Frame> {
    let format: Format = format.parse().map_err(|e| raise(&e))?;
    let find = Arc::new(find_options(engine, dial, words)?);
    let reading = Reading { parse: ParseOptions::default().with_format(format), find };
    let keep = if marks { is_quote } else { Attribution::is_speech };
    let shape = Shape::new(ATTRIBUTIONS);
    let inside = Arc::clone(&shape);
    gather(texts, ids, threads, progress, &shape, move |item| attribution_rows(&inside, item, &reading, keep))
}

/// A row for each document.
#[pyfunction]
#[pyo3(signature = (texts: "Any", *, ids: "Any" = None, format, favor, threads = None, progress: "Any" = None))]
pub(crate) fn document_frame(
    texts: &Bound<'_, PyAny>,
    ids: Option<&Bound<'_, PyAny>>,
    format: &str,
    favor: &str,
    threads: Option<usize>,
    progress: Option<&Bound<'_, PyAny>>,
) -> PyResult<Frame> {
    let mut parse = ParseOptions::default().with_format(format.parse().map_err(|e| raise(&e))?);
    parse.favor = favor.parse().map_err(|e| raise(&e))?;
    let reading = Reading { parse, find: Arc::default() };
    let shape = Shape::new(DOCUMENTS);
    let inside = Arc::clone(&shape);
    gather(texts, ids, threads, progress, &shape, move |item| document_row(&inside, item, &reading))
}

/// A row with the signature of each text.
#[pyfunction]
#[pyo3(signature = (texts: "Any", *, settings: "Any", ids: "Any" = None, threads = None, progress: "Any" = None))]
pub(crate) fn signature_frame(
    texts: &Bound<'_, PyAny>,
    settings: &Bound<'_, PyAny>,
    ids: Option<&Bound<'_, PyAny>>,
    threads: Option<usize>,
    progress: Option<&Bound<'_, PyAny>>,
) -> PyResult<Frame> {
    let options = settings.extract::<Settings>()?.options()?;
    let columns = [
        ("row", Kind::Int),
        ("document", Kind::Text),
        ("words", Kind::Int),
        ("exact", Kind::Text),
        ("simhash", Kind::Text),
        ("values", Kind::Numbers(options.permutations)),
        ("error", Kind::Text),
    ];
    let shape = Shape::new(&columns);
    let inside = Arc::clone(&shape);
    gather(texts, ids, threads, progress, &shape, move |item| {
        let mut rows = Batch::new(&inside);
        let Item { row, id, given } = item;
        let made = match &given {
            Given::Missing(why) => Err(why.clone()),
            Given::Text(bytes) => std::str::from_utf8(bytes).map_err(|e| e.to_string()).and_then(|text| {
                let made = Signature::of(text, &options).map_err(|e| e.to_string())?;
                Ok((made, SimHash::of(text, &options).map_err(|e| e.to_string())?))
            }),
            Given::Document(core) => Signature::of_document(&core.inner, &options)
                .and_then(|made| Ok((made, SimHash::of_document(&core.inner, &options)?)))
                .map_err(|e| e.to_string()),
        };
        match made {
            Err(error) => failed(&mut rows, columns.len(), row, &id, &error),
            Ok((made, simhash)) => rows.push(&[
                row.into(),
                Cell::Text(&id),
                made.words().into(),
                Cell::Text(&format!("{:032x}", made.exact())),
                Cell::Text(&format!("{:016x}", simhash.bits())),
                Cell::Numbers(made.values()),
                Cell::Null,
            ]),
        }
        rows
    })
}
