//! `wirecopy.attributions/1`.

use serde::Serialize;

use super::{Input, ProducedBy, SpanOut, Units, round4, to_string};
use crate::attribution::{Attribution, ChainNode, Count, Cue, SourceMention};
use crate::entity::Entity;
use crate::export;
use crate::{Analysis, JsonOptions};

const SCHEMA: &str = "wirecopy.attributions/1";

#[derive(Debug, Serialize)]
struct AttributionsOut<'a> {
    schema: &'static str,
    offsets: &'static str,
    id: &'a str,
    attributions: Vec<AttributionOut<'a>>,
    entities: Vec<EntityOut<'a>>,
    produced_by: ProducedBy,
    inputs: [Input; 1],
}

#[derive(Debug, Serialize)]
struct AttributionOut<'a> {
    id: String,
    kind: &'static str,
    presentation: &'static str,
    content: Vec<SpanOut>,
    quoted: Vec<SpanOut>,
    speaker: Option<SpeakerOut<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    verifiability: Option<&'static str>,
    cue: Option<CueOut<'a>>,
    source: Option<SourceOut>,
    chain: Vec<NodeOut<'a>>,
    depth: Option<u32>,
    first_party: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    act: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<SpanOut>,
    addressee: Option<SpanOut>,
    medium: Option<&'static str>,
    occasion: Option<SpanOut>,
    when: Option<SpanOut>,
    polarity: &'static str,
    factivity: &'static str,
    flags: Vec<&'static str>,
    nested_in: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    follows: Option<String>,
    zone: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<String>,
    evidence: &'a [String],
    confidence: ConfidenceOut,
}

#[derive(Debug, Serialize)]
struct SpeakerOut<'a> {
    id: String,
    name: &'a str,
}

#[derive(Debug, Serialize)]
struct CueOut<'a> {
    start: usize,
    end: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pieces: Vec<SpanOut>,
    head: SpanOut,
    class: &'static str,
    lemma: &'a str,
}

#[derive(Debug, Serialize)]
struct SourceOut {
    start: usize,
    end: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pieces: Vec<SpanOut>,
    head: SpanOut,
    entity: Option<String>,
    #[serde(rename = "type")]
    kind: &'static str,
    anonymity: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<CountOut>,
}

#[derive(Debug, Serialize)]
struct CountOut {
    min: u32,
    max: Option<u32>,
}

#[derive(Debug, Serialize)]
struct NodeOut<'a> {
    role: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    name: &'a str,
    entity: Option<String>,
    span: Option<SpanOut>,
    cue: Option<SpanOut>,
    inferred: bool,
}

#[derive(Debug, Serialize)]
struct ConfidenceOut {
    content: f64,
    cue: f64,
    source: f64,
    entity: f64,
    chain: f64,
}

#[derive(Debug, Serialize)]
struct EntityOut<'a> {
    id: String,
    name: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    anonymity: &'static str,
    mentions: Vec<SpanOut>,
    role: Option<SpanOut>,
    affiliation: Option<SpanOut>,
    speaks_for: Option<SpanOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<CountOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    basis: Option<SpanOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    basis_kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<SpanOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason_kind: Option<&'static str>,
}

/// The `wirecopy.attributions/1` answer for an analysis: the attributions of the asked scope and all entities.
pub fn attributions_json(analysis: &Analysis, options: &JsonOptions) -> String {
    let document = analysis.document();
    let units = Units::new(document, options.offsets);
    let styled = export::styled(analysis, options);
    let out = AttributionsOut {
        schema: SCHEMA,
        offsets: options.offsets.name(),
        id: document.id(),
        attributions: styled.iter().map(|(k, a)| attribution_out(*k, a, analysis, units)).collect(),
        entities: analysis.entities().iter().map(|e| entity_out(e, units)).collect(),
        produced_by: ProducedBy::new(SCHEMA)
            .with_pack(analysis.pack(), *options)
            .with_engine(analysis.engine()),
        inputs: [Input::of(document)],
    };
    to_string(&out)
}

fn attribution_out<'a>(
    number: usize,
    a: &'a Attribution,
    analysis: &'a Analysis,
    units: Units<'_>,
) -> AttributionOut<'a> {
    AttributionOut {
        id: format!("a{number}"),
        kind: a.kind().name(),
        presentation: a.presentation().name(),
        content: units.spans(a.content()),
        quoted: units.spans(a.quoted()),
        speaker: analysis.speaker(a).map(|e| SpeakerOut { id: e.id().to_string(), name: e.name() }),
        verifiability: a.speaker().map(|_| analysis.verifiability(a).name()),
        cue: a.cue().map(|c| cue_out(c, units)),
        source: a.source().map(|s| source_out(s, units)),
        chain: a.chain().iter().map(|n| node_out(n, units)).collect(),
        depth: a.depth(),
        first_party: a.first_party(),
        act: a.act().map(crate::attribution::Act::name),
        about: a.about().map(|s| units.span(s)),
        addressee: a.addressee().map(|s| units.span(s)),
        medium: a.medium(),
        occasion: a.occasion().map(|s| units.span(s)),
        when: a.when().map(|s| units.span(s)),
        polarity: a.polarity().name(),
        factivity: a.factivity().name(),
        flags: a.flags().iter().map(crate::attribution::Flag::name).collect(),
        nested_in: a.nested_in().map(|n| format!("a{n}")),
        follows: a.follows().map(|n| format!("a{n}")),
        zone: a.zone().name(),
        link: crate::export::link(analysis.document(), a),
        evidence: a.evidence(),
        confidence: {
            let c = a.confidence();
            ConfidenceOut {
                content: round4(c.content),
                cue: round4(c.cue),
                source: round4(c.source),
                entity: round4(c.entity),
                chain: round4(c.chain),
            }
        },
    }
}

fn cue_out<'a>(cue: &'a Cue, units: Units<'_>) -> CueOut<'a> {
    let extent = cue.spans.iter().copied().reduce(crate::Span::cover).unwrap_or(cue.head);
    let SpanOut { start, end } = units.span(extent);
    CueOut {
        start,
        end,
        pieces: if cue.spans.len() > 1 { units.spans(&cue.spans) } else { Vec::new() },
        head: units.span(cue.head),
        class: cue.class.name(),
        lemma: &cue.lemma,
    }
}

fn source_out(source: &SourceMention, units: Units<'_>) -> SourceOut {
    let SpanOut { start, end } = units.span(source.extent());
    SourceOut {
        start,
        end,
        pieces: if source.spans.len() > 1 { units.spans(&source.spans) } else { Vec::new() },
        head: units.span(source.head),
        entity: source.entity.map(|e| e.to_string()),
        kind: source.kind.name(),
        anonymity: source.anonymity.name(),
        count: source.count.map(count_out),
    }
}

fn count_out(count: Count) -> CountOut {
    CountOut { min: count.min, max: count.max }
}

fn node_out<'a>(node: &'a ChainNode, units: Units<'_>) -> NodeOut<'a> {
    NodeOut {
        role: node.role.name(),
        kind: node.kind.name(),
        name: &node.name,
        entity: node.entity.map(|e| e.to_string()),
        span: node.span.map(|s| units.span(s)),
        cue: node.cue.map(|s| units.span(s)),
        inferred: node.inferred,
    }
}

fn entity_out<'a>(e: &'a Entity, units: Units<'_>) -> EntityOut<'a> {
    EntityOut {
        id: e.id().to_string(),
        name: e.name(),
        kind: e.kind().name(),
        anonymity: e.anonymity().name(),
        mentions: units.spans(e.mentions()),
        role: e.role().map(|s| units.span(s)),
        affiliation: e.affiliation().map(|s| units.span(s)),
        speaks_for: e.speaks_for().map(|s| units.span(s)),
        count: e.count().map(count_out),
        basis: e.basis().map(|s| units.span(s)),
        basis_kind: e.basis().map(|_| e.basis_kind().name()),
        reason: e.reason().map(|s| units.span(s)),
        reason_kind: e.reason().map(|_| e.reason_kind().name()),
    }
}
