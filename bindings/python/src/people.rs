//! The speakers of many documents, as the JSON that `wirecopy.speakers` makes tables of.

use pyo3::prelude::*;
use wirecopy::people::{SpeakersOptions, speakers};
use wirecopy::schema;

use crate::document::{Document, json_options};
use crate::guard::released;
use crate::story::analyses;

/// The answer wirecopy.speakers/1 for documents; `aliases` are pairs of another name and the name it stands for.
#[pyfunction]
#[pyo3(signature = (documents: "Sequence[Document]", aliases: "Sequence[tuple[str, str]]", *, offsets = "chars"))]
pub(crate) fn speakers_json(
    py: Python<'_>,
    documents: Vec<Py<Document>>,
    aliases: Vec<(String, String)>,
    offsets: &str,
) -> PyResult<String> {
    let shape = json_options(offsets, "speech", "full", 0.0)?;
    let list = analyses(py, &documents)?;
    let mut options = SpeakersOptions::default();
    for (other, name) in aliases {
        options = options.with_alias(other, name);
    }
    released(py, || Ok(schema::speakers_json(&list, &speakers(&list, &options), &shape)))
}
