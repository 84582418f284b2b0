//! Reads articles as JSON lines (`id`, `text`) on standard input, writes their `wirecopy.attributions/1`, one
//! a line, scope `all`: what scorers and evaluations read.
//!
//! `zcat articles.jsonl.gz | cargo run --release -p wirecopy --example attribute_jsonl > found.jsonl`
#![allow(clippy::print_stdout, reason = "a command line program")]

use std::io::{BufRead, Write};

use wirecopy::{Analyzer, Document, JsonOptions, ParseOptions, Scope};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let analyzer = Analyzer::english();
    let options = JsonOptions::default().with_scope(Scope::All);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let row: serde_json::Value = serde_json::from_str(&line?)?;
        let text = row["text"].as_str().ok_or("an article without text")?;
        let id = row["id"].as_str().ok_or("an article without id")?;
        let document = Document::parse(text.as_bytes(), &ParseOptions::plain().with_id(id))?;
        let found = analyzer.analyze(&document)?;
        writeln!(out, "{}", wirecopy::schema::attributions_json(&found, &options))?;
    }
    out.flush()?;
    Ok(())
}
