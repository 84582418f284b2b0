//! Measures reading and analysing of many texts, one thread: `cargo run --release --example quotes_speed -- FILE.jsonl`.
//!
//! Each line has the field `text`, read as plain text. Prints JSON: `rows` (attributions with words inside marks),
//! `bytes`, and the seconds `cpu` and `wall`. What `benches/python/run.py` compares `wirecopy.quotes` with.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command line program")]

use std::process::ExitCode;
use std::time::Instant;

use wirecopy::{Analyzer, Document, ParseOptions};

fn main() -> ExitCode {
    let Some(path) = std::env::args().nth(1) else { return ExitCode::FAILURE };
    let Ok(file) = std::fs::read_to_string(&path) else {
        eprintln!("{path}: not a text");
        return ExitCode::FAILURE;
    };
    let text = |line: &str| {
        let value: serde_json::Value = serde_json::from_str(line).ok()?;
        Some(value["text"].as_str()?.to_owned())
    };
    let texts: Vec<String> = file.lines().filter_map(text).collect();
    let english = Analyzer::english();
    let options = ParseOptions::plain();
    let rows = |text: &String| {
        let document = Document::parse(text.as_bytes(), &options).ok()?;
        let found = english.analyze(&document).ok()?;
        Some(found.quotes().filter(|a| a.is_speech()).count())
    };
    let _ = texts.iter().take(20).filter_map(rows).count();
    let (before, began) = (cpu(), Instant::now());
    let found: usize = texts.iter().filter_map(rows).sum();
    let (after, wall) = (cpu(), began.elapsed().as_secs_f64());
    let bytes: usize = texts.iter().map(String::len).sum();
    let cpu = if after > before { after - before } else { wall };
    println!("{{\"rows\":{found},\"bytes\":{bytes},\"cpu\":{cpu:.4},\"wall\":{wall:.4}}}");
    ExitCode::SUCCESS
}

/// Seconds of processor time of this thread so far, from Linux; 0 elsewhere.
fn cpu() -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    told.split(' ').next().and_then(|n| n.parse::<f64>().ok()).unwrap_or(0.0) / 1e9
}
