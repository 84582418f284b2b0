//! Who was asked and did not answer, over the articles.

use std::collections::BTreeSet;

use super::types::{Article, Place, Silence};
use super::words::{Lexicon, words};
use crate::attribution::{Act, Kind};
use crate::{Analysis, Span};

/// Gathers requests, refusals and missing replies; one entry for one body and act.
pub(super) fn silences(articles: &[Article], analyses: &[Analysis], lexicon: &Lexicon) -> Vec<Silence> {
    let mut out: Vec<(BTreeSet<String>, Silence)> = Vec::new();
    for (article, analysis) in analyses.iter().enumerate() {
        let text = analysis.document().text();
        for a in analysis.attributions() {
            let Some(act) = a.act().filter(|_| a.kind() == Kind::Gesture) else { continue };
            if !matches!(act, Act::NoResponse | Act::RefusalToComment | Act::NotReached | Act::Request) {
                continue;
            }
            // "declined to name the price" is an answer to something else.
            if act == Act::RefusalToComment && a.about().is_some() {
                continue;
            }
            let asked: Vec<Span> = match a.source() {
                Some(source) => source.spans.clone(),
                None => a.addressee().or(a.about()).into_iter().collect(),
            };
            let by_us = act == Act::Request && a.first_party();
            for span in asked {
                let Some(said) = text.get(span.range()) else { continue };
                let who = bare(said);
                if who.is_empty() {
                    continue;
                }
                let keys: BTreeSet<String> =
                    lexicon.terms(&words(&who, Span::of(0, who.len()))).into_iter().collect();
                let place = Place { article, span };
                let known = out.iter_mut().find(|(k, s)| s.act == act && *k == keys && !keys.is_empty());
                if let Some((_, silence)) = known {
                    silence.places.push(place);
                    continue;
                }
                let asked_by = by_us.then(|| articles[article].outlet.clone()).flatten();
                out.push((keys, Silence { who, act, asked_by, places: vec![place] }));
            }
        }
    }
    out.into_iter().map(|(_, s)| s).collect()
}

/// The name without the words that only join two of them.
fn bare(said: &str) -> String {
    let line = said.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut words = line.as_str();
    for lead in ["Neither ", "neither ", "nor ", "Both ", "both ", "The ", "the "] {
        words = words.strip_prefix(lead).unwrap_or(words);
    }
    words.to_owned()
}
