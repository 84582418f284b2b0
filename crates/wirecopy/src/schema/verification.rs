//! `wirecopy.verification/1`.

use serde::Serialize;

use super::story::{DiffOut, diff_out};
use super::{Input, ProducedBy, Units, to_string};
use crate::JsonOptions;
use crate::story::{Checked, Match, Verification};

const SCHEMA: &str = "wirecopy.verification/1";

#[derive(Debug, Serialize)]
struct VerificationOut<'a> {
    schema: &'static str,
    offsets: &'static str,
    id: &'a str,
    quotes: Vec<CheckedOut<'a>>,
    produced_by: ProducedBy,
    inputs: Vec<Input>,
}

#[derive(Debug, Serialize)]
struct CheckedOut<'a> {
    attribution: String,
    start: usize,
    end: usize,
    speaker: Option<&'a str>,
    outcome: &'static str,
    matches: Vec<MatchOut<'a>>,
}

#[derive(Debug, Serialize)]
struct MatchOut<'a> {
    article: usize,
    id: &'a str,
    start: usize,
    end: usize,
    attribution: Option<String>,
    speaker: Option<&'a str>,
    diff: Vec<DiffOut<'a>>,
}

/// The `wirecopy.verification/1` answer for a checked draft.
pub fn verification_json(verification: &Verification, options: &JsonOptions) -> String {
    let documents = std::iter::once(verification.draft()).chain(verification.against());
    let out = VerificationOut {
        schema: SCHEMA,
        offsets: options.offsets.name(),
        id: verification.draft().id(),
        quotes: verification.quotes().iter().map(|c| checked_out(c, verification, *options)).collect(),
        produced_by: ProducedBy::new(SCHEMA).with_pack(verification.pack(), *options),
        inputs: documents.map(Input::of).collect(),
    };
    to_string(&out)
}

fn checked_out<'a>(c: &'a Checked, v: &'a Verification, options: JsonOptions) -> CheckedOut<'a> {
    let span = Units::new(v.draft(), options.offsets).span(c.span);
    CheckedOut {
        attribution: format!("a{}", c.attribution),
        start: span.start,
        end: span.end,
        speaker: c.speaker.as_deref(),
        outcome: c.outcome.name(),
        matches: c.matches.iter().filter_map(|m| match_out(m, v, options)).collect(),
    }
}

fn match_out<'a>(m: &'a Match, v: &'a Verification, options: JsonOptions) -> Option<MatchOut<'a>> {
    let document = v.against().get(m.article)?;
    let span = Units::new(document, options.offsets).span(m.span);
    Some(MatchOut {
        article: m.article,
        id: document.id(),
        start: span.start,
        end: span.end,
        attribution: m.attribution.map(|n| format!("a{n}")),
        speaker: m.speaker.as_deref(),
        diff: diff_out(&m.diff),
    })
}
