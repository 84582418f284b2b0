//! How much each source says, and on which terms the unnamed ones do.

use crate::attribution::{Anonymity, Kind};
use crate::entity::{Basis, Reason, Verifiability};
use crate::{Analysis, Attribution, EntityId, Span};

/// A source and how much it says.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceReport {
    /// The entity; its type, names and roles are there.
    pub entity: EntityId,
    /// The numbers of its attributions, gestures among them.
    pub attributions: Vec<usize>,
    /// Words of what is attributed to it.
    pub words: usize,
    /// The share of them inside quotation marks, 0 to 1.
    pub quoted: f64,
    /// Where it first comes up as a source: how far into the text, 0 to 1.
    pub position: f64,
    /// The best grade among its attributions.
    pub verifiability: Verifiability,
}

/// An unnamed source and its terms.
#[derive(Clone, Debug, PartialEq)]
pub struct AnonymousSource {
    /// The source with what it says.
    pub source: SourceReport,
    /// How far it is named.
    pub anonymity: Anonymity,
    /// How it claims to know.
    pub basis: Basis,
    /// The words that say so.
    pub basis_span: Option<Span>,
    /// Why it is not named.
    pub reason: Reason,
    /// The words that say so.
    pub reason_span: Option<Span>,
}

/// What rests on unnamed sources.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AnonymousAudit {
    /// The unnamed sources, in the order they come up.
    pub sources: Vec<AnonymousSource>,
    /// Attributed words of named sources.
    pub named_words: usize,
    /// Attributed words of unnamed sources.
    pub unnamed_words: usize,
}

pub(super) fn sources(analysis: &Analysis) -> Vec<SourceReport> {
    let mut out: Vec<SourceReport> = Vec::new();
    let mut at: Vec<Option<usize>> = vec![None; analysis.entities().len()];
    let length = analysis.document().text().len().max(1) as f64;
    for (number, a) in analysis.attributions().iter().enumerate() {
        let Some(entity) = analysis.speaker(a) else { continue };
        let slot = at[entity.id().index()].unwrap_or_else(|| {
            out.push(SourceReport {
                entity: entity.id(),
                attributions: Vec::new(),
                words: 0,
                quoted: 0.0,
                position: a.extent().start() as f64 / length,
                verifiability: Verifiability::V0,
            });
            out.len() - 1
        });
        at[entity.id().index()] = Some(slot);
        let (words, quoted) = words(analysis, a);
        let report = &mut out[slot];
        report.attributions.push(number);
        report.quoted += quoted as f64;
        report.words += words;
        report.verifiability = report.verifiability.max(analysis.verifiability(a));
    }
    for report in &mut out {
        report.quoted /= report.words.max(1) as f64;
    }
    out
}

/// Words of what is attributed, and those of them inside marks; what stands in another's content is counted there.
fn words(analysis: &Analysis, a: &Attribution) -> (usize, usize) {
    if a.kind() == Kind::Gesture || a.nested_in().is_some() {
        return (0, 0);
    }
    let inside = |spans: &[Span]| {
        let mut n = 0;
        for span in spans {
            let from = analysis.tokens().partition_point(|t| t.span().start() < span.start());
            let tokens = analysis.tokens()[from..].iter().take_while(|t| t.span().end() <= span.end());
            n += tokens
                .filter(|t| analysis.document().slice(t.span()).starts_with(char::is_alphanumeric))
                .count();
        }
        n
    };
    (inside(a.content()), inside(a.quoted()))
}

/// Whether a source of such a kind is kept unnamed or goes by a description alone.
fn unnamed(anonymity: Anonymity) -> bool {
    !matches!(anonymity, Anonymity::Named | Anonymity::Generic | Anonymity::Unspecified)
}

pub(super) fn audit(analysis: &Analysis) -> AnonymousAudit {
    let mut out = AnonymousAudit::default();
    for source in sources(analysis) {
        let Some(entity) = analysis.entity(source.entity) else { continue };
        // What an attribution says of its own mention holds: "The Courier is not naming the boy".
        let own = source.attributions.iter().find_map(|&k| {
            let mention = analysis.attributions()[k].source()?;
            matches!(mention.anonymity, Anonymity::PartialName | Anonymity::WithheldByOutlet)
                .then_some(mention.anonymity)
        });
        let anonymity = own.unwrap_or_else(|| entity.anonymity());
        if unnamed(anonymity) {
            out.unnamed_words += source.words;
            out.sources.push(AnonymousSource {
                anonymity,
                basis: entity.basis_kind(),
                basis_span: entity.basis(),
                reason: entity.reason_kind(),
                reason_span: entity.reason(),
                source,
            });
        } else if anonymity == Anonymity::Named {
            out.named_words += source.words;
        }
    }
    out
}
