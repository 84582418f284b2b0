//! `wirecopy.pairs/1`, `wirecopy.clusters/1` and `wirecopy.matches/1`.

use serde::Serialize;

use super::{Input, ProducedBy, round4, to_string};
use crate::dedup::{Clusters, DedupOptions, Index, Match, Member, Pair, Places, Signature, SimHash};
use crate::{Document, JsonOptions, Result, Unit};

const PAIRS: &str = "wirecopy.pairs/1";
const CLUSTERS: &str = "wirecopy.clusters/1";
const MATCHES: &str = "wirecopy.matches/1";

#[derive(Debug, Serialize)]
struct PairsOut<'a> {
    schema: &'static str,
    offsets: &'static str,
    options: OptionsOut,
    pairs: Vec<PairOut<'a>>,
    capped: usize,
    produced_by: ProducedBy,
    inputs: Vec<Input>,
}

#[derive(Debug, Serialize)]
struct OptionsOut {
    threshold: f64,
    normalize: &'static str,
    shingle: usize,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    characters: bool,
    scheme: u16,
    containment: f64,
    passages: bool,
    estimate: bool,
    keep: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    bands: Option<(usize, usize)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    boilerplate: Option<String>,
}

#[derive(Debug, Serialize)]
struct PairOut<'a> {
    a: &'a str,
    b: &'a str,
    score: f64,
    jaccard: f64,
    containment_a: f64,
    containment_b: f64,
    kind: &'static str,
    verified: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    standard_error: Option<f64>,
    spans: Vec<[usize; 4]>,
}

#[derive(Debug, Serialize)]
struct PairLine<'a> {
    a: &'a str,
    b: &'a str,
    score: f64,
    jaccard: f64,
    containment_a: f64,
    containment_b: f64,
    kind: &'static str,
    verified: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    standard_error: Option<f64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    spans: Vec<[usize; 4]>,
}

#[derive(Debug, Serialize)]
struct ClustersOut<'a> {
    schema: &'static str,
    options: OptionsOut,
    documents: usize,
    clusters: Vec<ClusterOut<'a>>,
    produced_by: ProducedBy,
    inputs: Vec<Input>,
}

#[derive(Debug, Serialize)]
struct ClusterOut<'a> {
    id: &'a str,
    representative: &'a str,
    members: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<JoinedOut<'a>>,
}

#[derive(Debug, Serialize)]
struct JoinedOut<'a> {
    id: &'a str,
    by: &'a str,
    kind: &'static str,
    jaccard: f64,
    centre: f64,
}

#[derive(Debug, Serialize)]
struct ClusterLine<'a> {
    id: &'a str,
    cluster: &'a str,
}

#[derive(Debug, Serialize)]
struct SignatureLine<'a> {
    id: &'a str,
    words: usize,
    exact: String,
    simhash: String,
    values: &'a [u32],
}

#[derive(Debug, Serialize)]
struct MatchesOut<'a> {
    schema: &'static str,
    offsets: &'static str,
    options: OptionsOut,
    id: &'a str,
    matches: Vec<MatchOut<'a>>,
    produced_by: ProducedBy,
    inputs: [Input; 1],
}

#[derive(Debug, Serialize)]
struct MatchOut<'a> {
    id: &'a str,
    score: f64,
    jaccard: f64,
    containment_query: f64,
    containment_match: f64,
    kind: &'static str,
    verified: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    standard_error: Option<f64>,
    spans: Vec<[usize; 4]>,
}

/// The `wirecopy.matches/1` answer: what an index holds that is like a document, passages as
/// `[query_start, query_end, match_start, match_end]`.
pub fn matches_json(index: &Index, document: &Document, matches: &[Match], options: &JsonOptions) -> String {
    let unit = options.offsets;
    let spans = |m: &Match| {
        let Some(there) = index.kept().get(m.id() as usize).map(crate::dedup::Kept::converter) else {
            return Vec::new();
        };
        let one = |p: &crate::dedup::Passage| {
            let there = there.span(p.b(), unit);
            [document.offset(p.a().start(), unit), document.offset(p.a().end(), unit), there.0, there.1]
        };
        m.passages().iter().map(one).collect()
    };
    let out = MatchesOut {
        schema: MATCHES,
        offsets: unit.name(),
        options: options_out(index),
        id: document.id(),
        matches: matches
            .iter()
            .map(|m| MatchOut {
                id: m.key(),
                score: round(m.score()),
                jaccard: round(m.jaccard()),
                containment_query: round(m.containment_query()),
                containment_match: round(m.containment_match()),
                kind: m.kind().name(),
                verified: m.is_verified(),
                standard_error: m.standard_error().map(round),
                spans: spans(m),
            })
            .collect(),
        produced_by: ProducedBy::new(MATCHES),
        inputs: [Input::of(document)],
    };
    to_string(&out)
}

/// The `wirecopy.pairs/1` answer: the given pairs of an index, with passages as `[a_start, a_end, b_start, b_end]`.
pub fn pairs_json(index: &Index, pairs: &[Pair], options: &JsonOptions) -> String {
    let mut spans = Spans::new(index, options.offsets);
    let out = PairsOut {
        schema: PAIRS,
        offsets: options.offsets.name(),
        options: options_out(index),
        pairs: pairs
            .iter()
            .map(|p| PairOut {
                a: p.a_key(),
                b: p.b_key(),
                score: round(p.score()),
                jaccard: round(p.jaccard()),
                containment_a: round(p.containment_a()),
                containment_b: round(p.containment_b()),
                kind: p.kind().name(),
                verified: p.is_verified(),
                standard_error: p.standard_error().map(round),
                spans: spans.of(p),
            })
            .collect(),
        capped: index.capped(),
        produced_by: ProducedBy::new(PAIRS),
        inputs: inputs(index),
    };
    to_string(&out)
}

/// The `wirecopy.clusters/1` answer: every group, those of one document too.
pub fn clusters_json(index: &Index, clusters: &Clusters, _options: &JsonOptions) -> String {
    let out = ClustersOut {
        schema: CLUSTERS,
        options: options_out(index),
        documents: index.len(),
        clusters: clusters
            .iter()
            .map(|c| ClusterOut {
                id: c.name(),
                representative: c.representative().1,
                members: c.members().map(|(_, key)| key).collect(),
                evidence: c.evidence().iter().filter_map(joined).collect(),
            })
            .collect(),
        produced_by: ProducedBy::new(CLUSTERS),
        inputs: inputs(index),
    };
    to_string(&out)
}

fn joined(member: &Member) -> Option<JoinedOut<'_>> {
    member.joined().map(|j| JoinedOut {
        id: member.key(),
        by: j.by(),
        kind: j.kind().name(),
        jaccard: round(j.jaccard()),
        centre: round(j.centre()),
    })
}

/// One line of JSON for each pair: `{"a", "b", "score", …, "spans"}`.
pub fn pair_lines<'a>(
    index: &'a Index,
    pairs: &'a [Pair],
    options: &JsonOptions,
) -> impl Iterator<Item = String> + 'a {
    let mut spans = Spans::new(index, options.offsets);
    pairs.iter().map(move |p| {
        to_string(&PairLine {
            a: p.a_key(),
            b: p.b_key(),
            score: round(p.score()),
            jaccard: round(p.jaccard()),
            containment_a: round(p.containment_a()),
            containment_b: round(p.containment_b()),
            kind: p.kind().name(),
            verified: p.is_verified(),
            standard_error: p.standard_error().map(round),
            spans: spans.of(p),
        })
    })
}

/// One line of JSON for a document: its id, the number of its words, the hash of all of them, its `SimHash` (both in
/// hexadecimal) and its `MinHash` values.
///
/// # Errors
///
/// [`ErrorKind::InvalidOption`](crate::ErrorKind::InvalidOption) when an option has a value it cannot have.
pub fn signature_line(document: &Document, options: &DedupOptions) -> Result<String> {
    let made = Signature::of_document(document, options)?;
    Ok(to_string(&SignatureLine {
        id: document.id(),
        words: made.words(),
        exact: format!("{:032x}", made.exact()),
        simhash: format!("{:016x}", SimHash::of_document(document, options)?.bits()),
        values: made.values(),
    }))
}

/// One line of JSON for each document: `{"id", "cluster"}`, in order of clusters.
pub fn cluster_lines(clusters: &Clusters) -> impl Iterator<Item = String> + '_ {
    clusters.iter().flat_map(|c| c.members().map(|(_, id)| to_string(&ClusterLine { id, cluster: c.name() })))
}

/// Converts the passages of pairs; pairs come in order of `a`, whose converter is kept.
struct Spans<'a> {
    index: &'a Index,
    unit: Unit,
    last: Option<(u64, Places)>,
}

impl<'a> Spans<'a> {
    fn new(index: &'a Index, unit: Unit) -> Self {
        Self { index, unit, last: None }
    }

    fn of(&mut self, pair: &Pair) -> Vec<[usize; 4]> {
        let converter = |id: u64| self.index.kept().get(id as usize).map(crate::dedup::Kept::converter);
        if pair.passages().is_empty() {
            return Vec::new();
        }
        if self.last.as_ref().is_none_or(|(id, _)| *id != pair.a()) {
            self.last = converter(pair.a()).map(|c| (pair.a(), c));
        }
        let (Some((_, a)), Some(b)) = (&self.last, converter(pair.b())) else { return Vec::new() };
        pair.passages()
            .iter()
            .map(|p| {
                let (a, b) = (a.span(p.a(), self.unit), b.span(p.b(), self.unit));
                [a.0, a.1, b.0, b.1]
            })
            .collect()
    }
}

fn options_out(index: &Index) -> OptionsOut {
    let o = index.options();
    OptionsOut {
        threshold: o.threshold,
        normalize: o.normalize.name(),
        shingle: o.shingle,
        characters: o.characters,
        scheme: o.scheme,
        containment: o.containment,
        passages: o.passages,
        estimate: o.estimate,
        keep: o.keep.name(),
        bands: o.bands,
        boilerplate: o.boilerplate.as_ref().map(|b| b.name().to_owned()),
    }
}

fn inputs(index: &Index) -> Vec<Input> {
    let mut all: Vec<&crate::dedup::Kept> =
        index.kept().iter().enumerate().filter(|(id, _)| index.holds(*id)).map(|(_, kept)| kept).collect();
    all.sort_unstable_by(|x, y| x.key.cmp(&y.key));
    all.into_iter().map(|k| Input::new(&k.key, &hex(&k.sha256), k.bytes)).collect()
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|b| [b >> 4, b & 15]).map(|d| char::from(DIGITS[d as usize])).collect()
}

fn round(x: f64) -> f64 {
    round4(x as f32)
}
