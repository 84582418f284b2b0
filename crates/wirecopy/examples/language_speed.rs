//! Measures the language layer on a text: `cargo run --release --example language_speed -- FILE`.
//!
//! Prints the first call's time (pack checked and models made), resident memory after it, and for each layer how much
//! text a second it reads with all layers below it, on one thread: the best of five rounds.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command line program")]

use std::process::ExitCode;
use std::time::Instant;

use wirecopy::Document;
use wirecopy::language::{Language, Layer};

fn main() -> ExitCode {
    let began = Instant::now();
    let first = "“We were never asked,” said Petra Quill, mayor of Port Vellin, on Monday.";
    let english = Language::english();
    let Ok(document) = Document::from_text(first) else { return ExitCode::FAILURE };
    english.read(&document).find(Layer::Syntax);
    println!("first call: {:.1} ms", began.elapsed().as_secs_f64() * 1e3);
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let resident = status.lines().find_map(|l| l.strip_prefix("VmRSS:")).unwrap_or("not known").trim();
    println!("resident memory after it: {resident}");

    let Some(path) = std::env::args().nth(1) else { return ExitCode::SUCCESS };
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("{path}: not a text");
        return ExitCode::FAILURE;
    };
    let Ok(document) = Document::from_text(&text) else { return ExitCode::FAILURE };
    for (name, layer) in [
        ("tokens and sentences", Layer::Tokens),
        ("and tags", Layer::Tags),
        ("and names", Layer::Names),
        ("and syntax", Layer::Syntax),
    ] {
        let best = (0..5)
            .map(|_| {
                let began = Instant::now();
                let words = english.read(&document);
                words.find(layer);
                began.elapsed().as_secs_f64()
            })
            .fold(f64::MAX, f64::min);
        println!("{name}: {:.1} MB/s", text.len() as f64 / best / 1e6);
    }
    ExitCode::SUCCESS
}
