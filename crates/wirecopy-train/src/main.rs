//! Learns the tables of the English pack: see `crates/wirecopy-lang-en/data/SOURCES.md`.
#![forbid(unsafe_code)]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command line program")]

mod articles;
mod lexicon;
mod treebank;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use wirecopy::language::{Pack, pack};
use wirecopy::training;

const USAGE: &str = "usage:
  wirecopy-train syntax --tags FILE... --heads FILE... [--dev FILE...]
  wirecopy-train lexicon --train FILE [--lemmas FILE]";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let done = match args.first().map(String::as_str) {
        Some("syntax") => syntax(&args[1..]),
        Some("lexicon") => lexicon::run(&args[1..]),
        _ => Err(USAGE.into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("wirecopy-train: {message}");
            ExitCode::from(2)
        }
    }
}

/// The values after an option, up to the next.
fn values<'a>(args: &'a [String], option: &str) -> impl Iterator<Item = &'a str> {
    let start = args.iter().position(|a| a == option).map_or(args.len(), |k| k + 1);
    args[start..].iter().take_while(|a| !a.starts_with("--")).map(String::as_str)
}

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../wirecopy-lang-en/data")
}

fn write(name: &str, bytes: &[u8]) -> Result<(), String> {
    let path = data().join(name);
    std::fs::write(&path, bytes).map_err(|e| format!("{}: {e}", path.display()))?;
    println!("wrote {} ({} bytes)", path.display(), bytes.len());
    Ok(())
}

/// The pack made of the files as they are now.
fn fresh_pack() -> Result<&'static Pack, String> {
    let sections = pack::sections(&data()).map_err(|e| e.to_string())?;
    let bytes: &'static [u8] = Box::leak(pack::build("en", &sections).into_boxed_slice());
    Ok(Box::leak(Box::new(Pack::parse(bytes).map_err(|e| e.to_string())?)))
}

fn trees(args: &[String], option: &str) -> Result<Vec<training::TreeSentence>, String> {
    let mut sentences = Vec::new();
    for path in values(args, option) {
        let more = treebank::read(Path::new(path))?;
        println!("{path}: {} sentences", more.len());
        sentences.extend(more);
    }
    if sentences.is_empty() { Err(USAGE.into()) } else { Ok(sentences) }
}

/// Tags and heads from treebanks: `tags.tsv`, `tagger.bin`, `parser.bin`.
fn syntax(args: &[String]) -> Result<(), String> {
    let sentences = trees(args, "--tags")?;
    let table = training::TagLexicon::of(sentences.iter()).table(3);
    write("tags.tsv", table.as_bytes())?;
    write("tagger.bin", &training::learn_tagger(&sentences, &table, 5, 19))?;
    let sentences = trees(args, "--heads")?;
    write("parser.bin", &training::learn_parser(&sentences, fresh_pack()?, 3, 19))?;
    let pack = fresh_pack()?;
    for path in values(args, "--dev") {
        let dev = treebank::read(Path::new(path))?;
        println!(
            "{path}: tags {:.2} %, heads {:.2} %",
            100.0 * training::tag_accuracy(&dev, pack),
            100.0 * training::parse_accuracy(&dev, pack)
        );
    }
    Ok(())
}
