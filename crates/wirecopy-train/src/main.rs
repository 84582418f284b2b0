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
  wirecopy-train lexicon --train FILE [--trees FILE]";

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
    pack_with(&[])
}

/// The pack made of the files as they are now, some sections put in place of them.
fn pack_with(changed: &[(&str, Vec<u8>)]) -> Result<&'static Pack, String> {
    let mut sections = pack::sections(&data()).map_err(|e| e.to_string())?;
    for (name, bytes) in changed {
        let section = name.strip_suffix(".tsv").unwrap_or(name);
        sections.retain(|(n, _)| n != section);
        sections.push((section.to_owned(), bytes.clone()));
    }
    let bytes: &'static [u8] = Box::leak(pack::build("en", &sections).into_boxed_slice());
    Ok(Box::leak(Box::new(Pack::parse(bytes).map_err(|e| e.to_string())?)))
}

type Learned = Vec<(&'static str, Vec<u8>)>;

/// The table of tags, the tagger and the parser.
fn learn_syntax(
    tagged: &[training::TreeSentence],
    parsed: &[training::TreeSentence],
) -> Result<Learned, String> {
    let table = training::TagLexicon::of(tagged.iter()).table(3);
    let tagger = training::learn_tagger(tagged, &table, 5, 19);
    let mut out = vec![("tags.tsv", table.into_bytes()), ("tagger.bin", tagger)];
    let parser = training::learn_parser(parsed, pack_with(&out)?, 3, 19);
    out.push(("parser.bin", parser));
    Ok(out)
}

/// A pack with a tagger and a parser of its own.
fn syntax_pack(
    tagged: &[training::TreeSentence],
    parsed: &[training::TreeSentence],
) -> Result<&'static Pack, String> {
    pack_with(&learn_syntax(tagged, parsed)?)
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
    let (tagged, parsed) = (trees(args, "--tags")?, trees(args, "--heads")?);
    let learned = learn_syntax(&tagged, &parsed)?;
    for (name, bytes) in &learned {
        write(name, bytes)?;
    }
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
