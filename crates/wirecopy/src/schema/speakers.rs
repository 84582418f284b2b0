//! `wirecopy.speakers/1`. Documents are numbered from 0; every span stands beside the number of its document.

use serde::Serialize;

use super::{Input, ProducedBy, SpanOut, Units, Words, round4, to_string};
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
    entity: Option<String>,
    outlet: Option<&'a str>,
    published: Option<&'a str>,
    #[serde(flatten)]
    words: Words,
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
        SaidOut {
            article: s.article,
            attribution: format!("a{}", s.attribution),
            entity: a.speaker().map(|id| id.to_string()),
            outlet: document.metadata().outlet.as_ref().map(|o| o.value.as_str()),
            published: document.metadata().published.as_ref().map(|d| d.value.day()),
            words: Words::of(document, a, options.offsets),
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
            Some(a) => ProducedBy::new(SCHEMA).with_language(a.pack()).with_engine(a.engine()),
            None => ProducedBy::new(SCHEMA),
        },
        inputs: analyses.iter().map(|a| Input::of(a.document())).collect(),
    };
    to_string(&out)
}
