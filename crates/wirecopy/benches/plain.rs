//! How fast plain text becomes a document: news texts one by one, one large file, and inputs made to be slow.
//!
//! `cargo bench -p wirecopy --bench plain [-- TEXTS.jsonl] [--news]`; each line of the file has the field `text`.
//! Without a file the texts are put together from invented sentences; `--news` leaves out the slow inputs.
#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::hint::black_box;
use std::time::Instant;

use wirecopy::{Document, ParseOptions};

const SENTENCES: &[&str] = &[
    "The harbour wall at Port Vellin will hold until the spring, Mayor Petra Quill said on Monday, March 4.",
    "“We were never asked,” she told Nordwire. “They came at night with two barges and took all six of them.”",
    "The river board said in a statement that the sale was legal and that it had been announced in August.",
    "Brantholm Energy, which bought the pumps for $1.2 million, did not answer questions that were sent to it.",
    "Owen Marsh, a pump engineer who worked on the wall for nine years, called the sale \"a gamble with the town\".",
    "According to two people who have read the report, water could stand a metre high in the café by the quay.",
];

fn main() {
    let file = std::env::args().skip(1).find(|a| !a.starts_with("--"));
    let texts: Vec<String> = match &file {
        Some(path) => std::fs::read_to_string(path)
            .expect("the file of texts")
            .lines()
            .map(|line| {
                let value: serde_json::Value = serde_json::from_str(line).expect("JSON");
                value["text"].as_str().expect("a field text").to_owned()
            })
            .collect(),
        None => (0..2000).map(invented).collect(),
    };
    let bytes: usize = texts.iter().map(String::len).sum();
    let separate = best(bytes, || {
        for text in &texts {
            black_box(read(text));
        }
    });
    println!("plain: {} texts of {bytes} bytes one by one: {separate:.0} MB/s", texts.len());
    let large = texts.join("\n\n");
    let one = best(large.len(), || drop(black_box(read(&large))));
    println!("plain: one file of {} bytes: {one:.0} MB/s", large.len());
    if std::env::args().any(|a| a == "--news") {
        return;
    }
    for (name, unit) in [
        ("empty lines", "\n"),
        ("empty lines, CRLF", "\r\n"),
        ("CR and LF by turns", "\ra\n"),
        ("one line", "the wall of the harbour "),
        ("hashes", "#"),
        ("quotation marks", "“"),
        ("quoted mail", "> > >\n"),
        ("wrapped lines", "the pumps that kept the river out of the lower town are gone, and nobody\n"),
        ("short lines", "a b\n"),
        ("lines in capitals", "Pumps Sold: Mayor\n\n"),
        ("opened quotations", "“the wall will hold\n\n"),
    ] {
        let cost = |size: usize| {
            let text = unit.repeat(size / unit.len());
            1e3 / best(text.len(), || drop(black_box(read(&text))))
        };
        let (small, large) = (cost(8 << 20), cost(32 << 20));
        println!(
            "plain: {name}: {small:.1} ns/byte at 8 MiB, {large:.1} at 32 MiB, growth {:.2}",
            large / small
        );
    }
}

fn read(text: &str) -> Document {
    Document::parse(text.as_bytes(), &ParseOptions::plain()).expect("a document")
}

/// A text of some paragraphs, the same for the same number.
fn invented(k: usize) -> String {
    let mut text = format!("Pumps of Port Vellin sold, part {k}\n\nBy Ada Lund\n\n");
    for p in 0..12 {
        for s in 0..3 {
            text.push_str(SENTENCES[(k + p * 5 + s * (p + 1)) % SENTENCES.len()]);
            text.push(if s == 2 { '\n' } else { ' ' });
        }
        text.push('\n');
    }
    text
}

/// MB/s, the best of three runs.
fn best(bytes: usize, mut run: impl FnMut()) -> f64 {
    let times = (0..3).map(|_| {
        let start = Instant::now();
        run();
        start.elapsed().as_secs_f64()
    });
    bytes as f64 / 1e6 / times.fold(f64::INFINITY, f64::min)
}
