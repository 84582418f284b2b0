//! `wirecopy.document/1`.

use serde::Serialize;

use super::{Input, ProducedBy, SpanOut, Units, to_string};
use crate::document::{Date, Dateline, Field};
use crate::{Document, JsonOptions};

const SCHEMA: &str = "wirecopy.document/1";

#[derive(Debug, Serialize)]
struct DocumentOut<'a> {
    schema: &'static str,
    offsets: &'static str,
    id: &'a str,
    format: &'static str,
    encoding: &'a str,
    title: Option<FieldOut<'a>>,
    authors: Vec<AuthorOut<'a>>,
    outlet: Option<FieldOut<'a>>,
    outlet_local: Option<FieldOut<'a>>,
    published: Option<DateOut<'a>>,
    modified: Option<DateOut<'a>>,
    saved: Option<DateOut<'a>>,
    language: Option<FieldOut<'a>>,
    url: Option<FieldOut<'a>>,
    description: Option<FieldOut<'a>>,
    section: Option<FieldOut<'a>>,
    tags: Vec<&'a str>,
    image: Option<FieldOut<'a>>,
    dateline: Option<DatelineOut<'a>>,
    wire: Vec<FieldOut<'a>>,
    flattened: bool,
    article: bool,
    text: &'a str,
    body: String,
    blocks: Vec<BlockOut>,
    produced_by: ProducedBy,
    inputs: [Input; 1],
}

#[derive(Debug, Serialize)]
struct FieldOut<'a> {
    value: &'a str,
    provenance: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    span: Option<SpanOut>,
}

#[derive(Debug, Serialize)]
struct AuthorOut<'a> {
    name: &'a str,
    provenance: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    span: Option<SpanOut>,
}

#[derive(Debug, Serialize)]
struct DateOut<'a> {
    value: &'a str,
    precision: &'static str,
    provenance: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    span: Option<SpanOut>,
}

#[derive(Debug, Serialize)]
struct DatelineOut<'a> {
    span: SpanOut,
    place: Option<&'a str>,
    date: Option<&'a str>,
    agency: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct BlockOut {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'static str>,
    span: SpanOut,
}

/// The `wirecopy.document/1` answer for a document.
pub fn document_json(document: &Document, options: &JsonOptions) -> String {
    let units = Units::new(document, options.offsets);
    let m = document.metadata();
    let one = |f| field_out(f, units);
    let out = DocumentOut {
        schema: SCHEMA,
        offsets: options.offsets.name(),
        id: document.id(),
        format: document.format().name(),
        encoding: document.encoding(),
        title: m.title.as_ref().map(one),
        authors: m
            .authors
            .iter()
            .map(|f| AuthorOut {
                name: &f.value,
                provenance: f.provenance.name(),
                span: f.span.map(|s| units.span(s)),
            })
            .collect(),
        outlet: m.outlet.as_ref().map(one),
        outlet_local: m.outlet_local.as_ref().map(one),
        published: m.published.as_ref().map(|f| date_out(f, units)),
        modified: m.modified.as_ref().map(|f| date_out(f, units)),
        saved: m.saved.as_ref().map(|f| date_out(f, units)),
        language: m.language.as_ref().map(one),
        url: m.url.as_ref().map(one),
        description: m.description.as_ref().map(one),
        section: m.section.as_ref().map(one),
        tags: m.tags.iter().map(|f| f.value.as_str()).collect(),
        image: m.image.as_ref().map(one),
        dateline: m.dateline.as_ref().map(|d| dateline_out(d, units)),
        wire: m.wire.iter().map(one).collect(),
        flattened: document.flattened(),
        article: document.is_article(),
        text: document.text(),
        body: document.body(),
        blocks: document
            .blocks()
            .iter()
            .map(|b| BlockOut { kind: b.kind().name(), note: b.note(), span: units.span(b.span()) })
            .collect(),
        produced_by: ProducedBy::new(SCHEMA),
        inputs: [Input::of(document)],
    };
    to_string(&out)
}

fn field_out<'a>(f: &'a Field<String>, units: Units<'_>) -> FieldOut<'a> {
    FieldOut { value: &f.value, provenance: f.provenance.name(), span: f.span.map(|s| units.span(s)) }
}

fn date_out<'a>(f: &'a Field<Date>, units: Units<'_>) -> DateOut<'a> {
    DateOut {
        value: f.value.as_str(),
        precision: f.value.precision().name(),
        provenance: f.provenance.name(),
        span: f.span.map(|s| units.span(s)),
    }
}

fn dateline_out<'a>(d: &'a Dateline, units: Units<'_>) -> DatelineOut<'a> {
    DatelineOut {
        span: units.span(d.span),
        place: d.place.as_deref(),
        date: d.date.as_deref(),
        agency: d.agency.as_deref(),
    }
}
