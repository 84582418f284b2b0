//! Finds the copies in JSON lines of `{"id", "text"}`: `dedup_jsonl DOCS PAIRS CLUSTERS [basic|news] [threshold] [whole]`.
//!
//! Writes one line for each pair and one for each document; `whole` leaves partial copies out.
#![allow(clippy::print_stderr, reason = "a program")]

use std::fs::File;
use std::io::{BufWriter, Write};
use std::time::Instant;

use wirecopy::JsonOptions;
use wirecopy::dedup::{DedupOptions, Index};
use wirecopy::schema::{cluster_lines, pair_lines};

#[derive(serde::Deserialize)]
struct Line {
    id: String,
    text: String,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [docs, pairs_to, clusters_to, rest @ ..] = args.as_slice() else {
        return Err("usage: dedup_jsonl DOCS PAIRS CLUSTERS [basic|news] [threshold] [whole]".into());
    };
    let mut options = DedupOptions::default();
    if let Some(normalize) = rest.first() {
        options.normalize = normalize.parse()?;
    }
    if let Some(threshold) = rest.get(1) {
        options.threshold = threshold.parse()?;
    }
    options.passages = rest.get(2).is_none_or(|w| w != "whole");

    let lines: Vec<Line> =
        std::fs::read_to_string(docs)?.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let start = Instant::now();
    let mut index = Index::new(&options)?;
    for line in &lines {
        index.insert_text(&line.id, &line.text)?;
    }
    let inserted = start.elapsed();
    let start_pairs = Instant::now();
    let pairs = index.pairs();
    let paired = start_pairs.elapsed();
    let start_clusters = Instant::now();
    let clusters = index.clusters();
    let clustered = start_clusters.elapsed();
    eprintln!(
        "{} documents, {} pairs, {} clusters; inserted {:.0} ms, paired {:.0} ms, clustered {:.0} ms; {:.0} documents/s to pairs; {} capped",
        index.len(),
        pairs.len(),
        clusters.len(),
        inserted.as_secs_f64() * 1e3,
        paired.as_secs_f64() * 1e3,
        clustered.as_secs_f64() * 1e3,
        lines.len() as f64 / (inserted + paired).as_secs_f64(),
        index.capped(),
    );
    let mut out = BufWriter::new(File::create(pairs_to)?);
    for line in pair_lines(&index, &pairs, &JsonOptions::default()) {
        writeln!(out, "{line}")?;
    }
    out.flush()?;
    let mut out = BufWriter::new(File::create(clusters_to)?);
    for line in cluster_lines(&clusters) {
        writeln!(out, "{line}")?;
    }
    out.flush()?;
    Ok(())
}
