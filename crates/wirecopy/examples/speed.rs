//! Measures reading on one thread: `cargo run --release -p wirecopy --example speed [-- TEXTS]`.
//!
//! TEXTS is a text, or lines of JSON (`.jsonl`) with the field `text`; without it, invented articles. Prints the first
//! call's time (pack checked and models made) and the resident memory after it; then for each layer, with all below it,
//! and for attributions by each engine, from the text on, how much text a second is read. Time is what the thread spent
//! on the processor where the system tells it, so that other work beside does not count; the best of five rounds.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command line program")]

use std::hint::black_box;
use std::process::ExitCode;
use std::time::Instant;

use wirecopy::language::{Language, Layer};
use wirecopy::{AnalyzeOptions, Analyzer, Document, Engine};

const ROUNDS: usize = 5;

fn main() -> ExitCode {
    let clock = Clock::new();
    let first = "“We were never asked,” said Petra Quill, mayor of Port Vellin, on Monday.";
    let english = Language::english();
    let Ok(document) = Document::from_text(first) else { return ExitCode::FAILURE };
    english.read(&document).find(Layer::Syntax);
    println!("first call, to syntax: {:.1} ms", clock.seconds() * 1e3);
    println!("resident memory after it: {}", resident());

    let path = std::env::args().nth(1);
    let given = path.as_deref().map_or_else(|| Some((0..200).map(invented).collect()), texts);
    let Some(texts) = given else {
        eprintln!("{}: no text", path.unwrap_or_default());
        return ExitCode::FAILURE;
    };
    let bytes: usize = texts.iter().map(String::len).sum();
    println!("{} texts of {:.2} MB", texts.len(), bytes as f64 / 1e6);
    let documents: Vec<Document> = texts.iter().filter_map(|t| Document::from_text(t).ok()).collect();
    for (name, layer) in [
        ("tokens and sentences", Layer::Tokens),
        ("and tags and names", Layer::Names),
        ("and syntax", Layer::Syntax),
    ] {
        report(name, bytes, || {
            for document in &documents {
                let words = english.read(document);
                words.find(layer);
                black_box(words.len());
            }
        });
    }
    for (name, engine) in [("attributions", Engine::Model), ("attributions, rules alone", Engine::Rules)] {
        let options = AnalyzeOptions::default().with_engine(engine);
        let Ok(analyzer) = Analyzer::english().with_options(&options) else { return ExitCode::FAILURE };
        report(name, bytes, || {
            for text in &texts {
                black_box(analyzer.analyze_text(text).is_ok());
            }
        });
    }
    println!("resident memory at the end: {}", resident());
    ExitCode::SUCCESS
}

/// Prints how much text a second is read.
fn report(name: &str, bytes: usize, work: impl Fn()) {
    let round = || {
        let (clock, mut times) = (Clock::new(), 0);
        // Long enough that the system's way of counting does not matter.
        while times == 0 || clock.seconds() < 0.5 {
            work();
            times += 1;
        }
        clock.seconds() / f64::from(times)
    };
    let best = (0..ROUNDS).map(|_| round()).fold(f64::MAX, f64::min);
    println!("{name}: {:.2} MB/s", bytes as f64 / best / 1e6);
}

/// The time of this thread on the processor, else the time that went by.
struct Clock(Option<u64>, Instant);

impl Clock {
    fn new() -> Self {
        Self(spent(), Instant::now())
    }

    fn seconds(&self) -> f64 {
        match (self.0, spent()) {
            (Some(from), Some(to)) => (to - from) as f64 / 1e9,
            _ => self.1.elapsed().as_secs_f64(),
        }
    }
}

/// Nanoseconds this thread was on the processor, where Linux tells it.
fn spent() -> Option<u64> {
    std::fs::read_to_string("/proc/thread-self/schedstat").ok()?.split(' ').next()?.parse().ok()
}

fn resident() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().find_map(|l| l.strip_prefix("VmRSS:")).unwrap_or("not known").trim().to_owned()
}

fn texts(path: &str) -> Option<Vec<String>> {
    let all = std::fs::read_to_string(path).ok()?;
    if std::path::Path::new(path).extension().is_none_or(|e| e != "jsonl") {
        return Some(vec![all]);
    }
    let text = |line: &str| {
        let value: serde_json::Value = serde_json::from_str(line).ok()?;
        Some(value["text"].as_str()?.to_owned())
    };
    all.lines().map(text).collect()
}

/// An article of some paragraphs, the same for the same number.
fn invented(k: usize) -> String {
    const SENTENCES: &[&str] = &[
        "The harbour wall at Port Vellin will hold until the spring, Mayor Petra Quill said on Monday.",
        "“We were never asked,” she told Nordwire. “They came at night with two barges and took all six of them.”",
        "The river board believes that the sale was legal, and said in a statement that it had been announced.",
        "Brantholm Energy, which bought the pumps for $1.2 million, did not answer questions that were sent to it.",
        "Owen Marsh, a pump engineer who worked on the wall for nine years, called the sale \"a gamble\".",
        "According to two people who have read the report, water could stand a metre high in the café by the quay.",
        "It rained for eleven days in a row, and the lower town was closed to lorries on the third of them.",
    ];
    let mut text = format!("Pumps of Port Vellin sold, part {k}\n\nBy Ada Lund\n\n");
    for paragraph in 0..12 {
        for n in 0..3 {
            text.push_str(SENTENCES[(k + paragraph * 3 + n * (1 + k % 3)) % SENTENCES.len()]);
            text.push(' ');
        }
        text.push_str("\n\n");
    }
    text
}
