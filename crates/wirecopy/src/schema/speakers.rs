//! `wirecopy.speakers/1`. Documents are numbered from 0; every span stands beside the number of its document.

use serde::Serialize;

use super::{Input, ProducedBy, SpanOut, Units, round4, to_string};
use crate::people::{Bearer, Person, Said};
use crate::{Analysis, JsonOptions};

const SCHEMA: &str = "wirecopy.speakers/1";

#[derive(Debug, Serialize)]
struct SpeakersOut<'a> {
    schema: &'static str,
    offsets: &'static str,
    people: Vec<PersonOut<'a>>,
    produced_by: ProducedBy,
    inputs: Vec<Input>,
}

#[derive(Debug, Serialize)]
struct PersonOut<'a> {
    name: &'a str,
    bearers: Vec<BearerOut<'a>>,
    merges: Vec<MergeOut<'a>>,
    maybe: &'a [usize],
    said: Vec<SaidOut<'a>>,
}

#[derive(Debug, Serialize)]
struct BearerOut<'a> {
    article: usize,
    entity: String,
    name: &'a str,
    role: Option<SpanOut>,
}

#[derive(Debug, Serialize)]
struct MergeOut<'a> {
    a: BearerOut<'a>,
    b: BearerOut<'a>,
    reason: &'static str,
    score: f64,
}

#[derive(Debug, Serialize)]
struct SaidOut<'a> {
    article: usize,
    attribution: String,
    outlet: Option<&'a str>,
    published: Option<&'a str>,
    kind: &'static str,
    act: Option<&'static str>,
    content: Vec<SpanOut>,
    text: String,
}

/// The `wirecopy.speakers/1` answer: the people that [`speakers`](crate::people::speakers) found in these analyses.
pub fn speakers_json(analyses: &[Analysis], people: &[Person], options: &JsonOptions) -> String {
    let bearer = |b: &Bearer| {
        let analysis = &analyses[b.article];
        let entity = &analysis.entities()[b.entity.index()];
        let units = Units::new(analysis.document(), options.offsets);
        BearerOut {
            article: b.article,
            entity: b.entity.to_string(),
            name: entity.name(),
            role: entity.role().map(|s| units.span(s)),
        }
    };
    let said = |s: &Said| {
        let analysis = &analyses[s.article];
        let (document, a) = (analysis.document(), &analysis.attributions()[s.attribution]);
        let shown = if a.content().is_empty() { vec![a.extent()] } else { a.content().to_vec() };
        let text: Vec<&str> = shown.iter().map(|&span| document.slice(span)).collect();
        SaidOut {
            article: s.article,
            attribution: format!("a{}", s.attribution),
            outlet: document.metadata().outlet.as_ref().map(|o| o.value.as_str()),
            published: document.metadata().published.as_ref().map(|d| d.value.day()),
            kind: a.kind().name(),
            act: a.act().map(crate::attribution::Act::name),
            content: Units::new(document, options.offsets).spans(a.content()),
            text: text.join(" … "),
        }
    };
    let out = SpeakersOut {
        schema: SCHEMA,
        offsets: options.offsets.name(),
        people: people
            .iter()
            .map(|p| PersonOut {
                name: &p.name,
                bearers: p.bearers.iter().map(bearer).collect(),
                merges: p
                    .merges
                    .iter()
                    .map(|m| MergeOut {
                        a: bearer(&m.a),
                        b: bearer(&m.b),
                        reason: m.reason.name(),
                        score: round4(m.score),
                    })
                    .collect(),
                maybe: &p.maybe,
                said: p.said.iter().map(said).collect(),
            })
            .collect(),
        produced_by: match analyses.first() {
            Some(a) => ProducedBy::new(SCHEMA).with_pack(a.pack(), *options),
            None => ProducedBy::new(SCHEMA),
        },
        inputs: analyses.iter().map(|a| Input::of(a.document())).collect(),
    };
    to_string(&out)
}
