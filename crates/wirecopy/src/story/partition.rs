//! Which articles are on one event.
//!
//! Two articles are when the words of their headlines and first sentences that name things overlap enough, or
//! when they share a long quotation. Articles dated more than a month apart are not.

use super::statements::Statements;
use super::words::{Weights, overlap};
use crate::Analysis;

/// How much of an article says what it is about.
const LEAD_SENTENCES: usize = 5;
/// Words of a quotation that two articles share only when they are on one event.
const LONG_QUOTE: usize = 8;

/// Groups articles by event, largest group first, then by first article; articles stay in order.
pub(super) fn events(analyses: &[Analysis], statements: &[Statements], same_event: f32) -> Vec<Vec<usize>> {
    let n = analyses.len();
    let mut weights = Weights::default();
    for terms in statements.iter().flat_map(|s| &s.sentences) {
        weights.add(terms);
    }
    let heads: Vec<_> = statements
        .iter()
        .map(|s| weights.bag(&s.sentences.iter().take(LEAD_SENTENCES).flatten().cloned().collect::<Vec<_>>()))
        .collect();
    let mut home: Vec<usize> = (0..n).collect();
    for i in 0..n {
        for j in i + 1..n {
            if home[i] == home[j] || far_apart(&analyses[i], &analyses[j]) {
                continue;
            }
            let o = overlap(&heads[i], &heads[j]);
            let alike = o.shared >= 4 && o.first.max(o.second).min(o.dice * 1.5) >= same_event;
            if alike || share_a_quote(&statements[i], &statements[j]) {
                let (from, to) = (home[i].max(home[j]), home[i].min(home[j]));
                for h in &mut home {
                    if *h == from {
                        *h = to;
                    }
                }
            }
        }
    }
    let mut groups: Vec<Vec<usize>> = (0..n)
        .map(|g| (0..n).filter(|&k| home[k] == g).collect::<Vec<_>>())
        .filter(|g| !g.is_empty())
        .collect();
    groups.sort_by_key(|g| (std::cmp::Reverse(g.len()), g[0]));
    groups
}

fn share_a_quote(a: &Statements, b: &Statements) -> bool {
    let long = |s: &Statements| {
        s.attributed
            .iter()
            .filter(|q| q.quoted && q.words.len() >= LONG_QUOTE)
            .map(|q| q.words.iter().map(|w| w.lower.as_str()).collect::<Vec<_>>().join(" "))
            .collect::<std::collections::BTreeSet<_>>()
    };
    long(a).intersection(&long(b)).next().is_some()
}

/// Dated by both, more than a month apart.
fn far_apart(a: &Analysis, b: &Analysis) -> bool {
    let days = |analysis: &Analysis| -> Option<i64> {
        let date = analysis.document().metadata().published.as_ref()?;
        let part =
            |range: std::ops::Range<usize>| date.value.day().get(range).and_then(|p| p.parse::<i64>().ok());
        Some(part(0..4)? * 365 + part(5..7)? * 30 + part(8..10).unwrap_or(15))
    };
    days(a).zip(days(b)).is_some_and(|(x, y)| (x - y).abs() > 45)
}
