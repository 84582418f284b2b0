//! Learns what the English packs hold: see `docs/model-card.md`.
#![deny(unsafe_code)]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command line program")]

mod articles;
mod attribution;
mod language;
mod lexicon;
mod mentions;
mod net;
mod pronouns;
mod relations;
mod treebank;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use wirecopy::language::{Pack, pack};

const USAGE: &str = "usage:
  wirecopy-train full --corpora FOLDER --vectors FILE      all of these, into crates/wirecopy-lang-en:
  wirecopy-train vectors --corpora FOLDER --vectors FILE   word vectors
  wirecopy-train language --corpora FOLDER                 tags, names and syntax
  wirecopy-train cues --corpora FOLDER                     the table of cues
  wirecopy-train attribution --corpora FOLDER              cues, sources and contents
  wirecopy-train pronouns --corpora FOLDER                 antecedents of pronouns
  wirecopy-train part --corpora FOLDER --articles FILE --out FILE [--rounds N]
                                                           the English pack, its table of cues and its network of
                                                           attribution learned from these articles alone
  wirecopy-train open --corpora FOLDER --vectors FILE --out FILE
                                                           a pack learned from freely licensed corpora alone";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("wirecopy-train: {message}");
            ExitCode::from(2)
        }
    }
}

fn run(args: &[String]) -> Result<(), String> {
    let value = |option: &str| {
        let at = args.iter().position(|a| a == option).ok_or(USAGE)?;
        args.get(at + 1).map(PathBuf::from).ok_or_else(|| USAGE.to_owned())
    };
    let corpora = Corpora { folder: value("--corpora")? };
    match args.first().map(String::as_str) {
        Some("full") => {
            language::vectors(&corpora, &value("--vectors")?)?;
            language::full(&corpora)?;
            lexicon::run(&corpora)?;
            attribution::run(&corpora)?;
            pronouns::run(&corpora)
        }
        Some("vectors") => language::vectors(&corpora, &value("--vectors")?),
        Some("language") => language::full(&corpora),
        Some("cues") => lexicon::run(&corpora),
        Some("attribution") => attribution::run(&corpora),
        Some("pronouns") => pronouns::run(&corpora),
        Some("part") => {
            let rounds = value("--rounds").ok().map(|n| n.display().to_string().parse());
            let rounds = rounds.transpose().map_err(|e| format!("--rounds: {e}"))?;
            attribution::part(&corpora, &value("--articles")?, &value("--out")?, rounds)
        }
        Some("open") => language::open(&corpora, &value("--vectors")?, &value("--out")?),
        _ => Err(USAGE.into()),
    }
}

/// Where the corpora are.
struct Corpora {
    folder: PathBuf,
}

impl Corpora {
    fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../wirecopy-lang-en/data")
}

type Sections = Vec<(String, Vec<u8>)>;

/// The sections of the English pack: its tables as they are now, its numbers as they were last learned.
fn sections() -> Result<Sections, String> {
    let mut out = pack::refreshed(&data()).map_err(|e| e.to_string())?;
    out.retain(|(name, _)| !is_numbers(name) || LEARNED.contains(&name.as_str()));
    Ok(out)
}

/// Whether a section is no table.
fn is_numbers(section: &str) -> bool {
    section.strip_suffix(".bin").is_some()
}

/// The sections of numbers.
const LEARNED: [&str; 3] = ["vectors.bin", "language.net.bin", "attribution.net.bin"];

/// The sections with some put in place of others. A learned table is written beside the reviewed ones, too.
fn with(mut sections: Sections, changed: &[(&str, Vec<u8>)]) -> Sections {
    for (name, body) in changed {
        sections.retain(|(n, _)| n != name);
        sections.push(((*name).to_owned(), body.clone()));
    }
    sections.sort();
    sections
}

/// Writes learned sections into the English pack; tables also to their files.
fn write(changed: &[(&str, Vec<u8>)]) -> Result<(), String> {
    for (name, body) in changed.iter().filter(|(n, _)| !is_numbers(n)) {
        let path = data().join(format!("{name}.tsv"));
        std::fs::write(&path, body).map_err(|e| format!("{}: {e}", path.display()))?;
    }
    let built = pack::build("en", &with(sections()?, changed));
    let path = data().join("en.pack");
    std::fs::write(&path, &built).map_err(|e| format!("{}: {e}", path.display()))?;
    for (name, body) in changed {
        println!("learned {name} ({} bytes)", body.len());
    }
    println!("wrote {} ({} bytes)", path.display(), built.len());
    Ok(())
}

/// A pack of sections.
fn pack_of(sections: &Sections) -> Result<&'static Pack, String> {
    Pack::leak(pack::build("en", sections)).map_err(|e| e.to_string())
}
