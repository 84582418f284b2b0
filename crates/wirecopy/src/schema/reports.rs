//! `wirecopy.reports/1`: who is cited and how much, on which terms the unnamed are, who had their say.

use serde::Serialize;

use super::{Input, ProducedBy, SpanOut, Units, Words, digits4, to_string};
use crate::reports::{AnonymousSource, Reply, SourceReport};
use crate::{Analysis, Entity, EntityId, JsonOptions};

const SCHEMA: &str = "wirecopy.reports/1";

#[derive(Debug, Serialize)]
struct ReportsOut<'a> {
    schema: &'static str,
    offsets: &'static str,
    id: &'a str,
    sources: Vec<SourceOut<'a>>,
    anonymous: AnonymousOut<'a>,
    right_of_reply: Vec<ReplyOut<'a>>,
    produced_by: ProducedBy,
    inputs: [Input; 1],
}

#[derive(Debug, Serialize)]
struct EntityOut<'a> {
    id: String,
    name: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    anonymity: &'static str,
    role: Option<SpanOut>,
}

#[derive(Debug, Serialize)]
struct SourceOut<'a> {
    entity: EntityOut<'a>,
    words: usize,
    quoted: f64,
    position: f64,
    verifiability: &'static str,
    said: Vec<SaidOut>,
}

#[derive(Debug, Serialize)]
struct SaidOut {
    attribution: String,
    #[serde(flatten)]
    words: Words,
}

#[derive(Debug, Serialize)]
struct AnonymousOut<'a> {
    named_words: usize,
    unnamed_words: usize,
    sources: Vec<TermsOut<'a>>,
}

#[derive(Debug, Serialize)]
struct TermsOut<'a> {
    entity: EntityOut<'a>,
    anonymity: &'static str,
    basis: &'static str,
    basis_span: Option<SpanOut>,
    reason: &'static str,
    reason_span: Option<SpanOut>,
    words: usize,
    quoted: f64,
    position: f64,
    verifiability: &'static str,
    attributions: Vec<String>,
}

#[derive(Debug, Serialize)]
struct ReplyOut<'a> {
    accusation: SaidOut,
    accuser: Option<EntityOut<'a>>,
    accused: AccusedOut<'a>,
    given: bool,
    asked: Vec<SaidOut>,
    answers: Vec<SaidOut>,
}

#[derive(Debug, Serialize)]
struct AccusedOut<'a> {
    id: Option<String>,
    name: &'a str,
    start: usize,
    end: usize,
}

/// The `wirecopy.reports/1` answer for an analysis: its sources, the unnamed among them, and accusations with what
/// became of them.
pub fn reports_json(analysis: &Analysis, options: &JsonOptions) -> String {
    let view = View { analysis, options: *options };
    let (document, audit) = (analysis.document(), analysis.anonymous_audit());
    let out = ReportsOut {
        schema: SCHEMA,
        offsets: options.offsets.name(),
        id: document.id(),
        sources: analysis.sources().iter().filter_map(|s| view.source(s)).collect(),
        anonymous: AnonymousOut {
            named_words: audit.named_words,
            unnamed_words: audit.unnamed_words,
            sources: audit.sources.iter().filter_map(|s| view.terms(s)).collect(),
        },
        right_of_reply: analysis.right_of_reply().iter().map(|r| view.reply(r)).collect(),
        produced_by: ProducedBy::new(SCHEMA).with_language(analysis.pack()).with_engine(analysis.engine()),
        inputs: [Input::of(document)],
    };
    to_string(&out)
}

#[derive(Clone, Copy)]
struct View<'a> {
    analysis: &'a Analysis,
    options: JsonOptions,
}

impl<'a> View<'a> {
    fn span(self, span: crate::Span) -> SpanOut {
        Units::new(self.analysis.document(), self.options.offsets).span(span)
    }

    fn entity(self, id: EntityId) -> Option<EntityOut<'a>> {
        let e = self.analysis.entity(id)?;
        Some(EntityOut {
            id: id.to_string(),
            name: e.name(),
            kind: e.kind().name(),
            anonymity: e.anonymity().name(),
            role: e.role().map(|s| self.span(s)),
        })
    }

    fn said(self, number: usize) -> SaidOut {
        let (document, a) = (self.analysis.document(), &self.analysis.attributions()[number]);
        SaidOut { attribution: format!("a{number}"), words: Words::of(document, a, self.options.offsets) }
    }

    fn all_said(self, numbers: &[usize]) -> Vec<SaidOut> {
        numbers.iter().map(|&n| self.said(n)).collect()
    }

    fn source(self, s: &SourceReport) -> Option<SourceOut<'a>> {
        Some(SourceOut {
            entity: self.entity(s.entity)?,
            words: s.words,
            quoted: digits4(s.quoted),
            position: digits4(s.position),
            verifiability: s.verifiability.name(),
            said: self.all_said(&s.attributions),
        })
    }

    fn terms(self, s: &AnonymousSource) -> Option<TermsOut<'a>> {
        Some(TermsOut {
            entity: self.entity(s.source.entity)?,
            anonymity: s.anonymity.name(),
            basis: s.basis.name(),
            basis_span: s.basis_span.map(|span| self.span(span)),
            reason: s.reason.name(),
            reason_span: s.reason_span.map(|span| self.span(span)),
            words: s.source.words,
            quoted: digits4(s.source.quoted),
            position: digits4(s.source.position),
            verifiability: s.source.verifiability.name(),
            attributions: s.source.attributions.iter().map(|n| format!("a{n}")).collect(),
        })
    }

    fn reply(self, r: &Reply) -> ReplyOut<'a> {
        let accused = r.accused.and_then(|id| self.analysis.entity(id));
        let SpanOut { start, end } = self.span(r.named);
        ReplyOut {
            accusation: self.said(r.accusation),
            accuser: self.analysis.attributions()[r.accusation].speaker().and_then(|id| self.entity(id)),
            accused: AccusedOut {
                id: r.accused.map(|id| id.to_string()),
                name: accused.map_or_else(|| self.analysis.document().slice(r.named), Entity::name),
                start,
                end,
            },
            given: r.is_given(),
            asked: self.all_said(&r.asked),
            answers: self.all_said(&r.answers),
        }
    }
}
