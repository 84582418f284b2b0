//! `wirecopy-vectors DIR` writes every vector to a folder for the runners that are not in Rust: `DIR/list` names
//! them; `DIR/NAME/plan` holds lines of key and value, a tab between (what is asked for, then each `input` with
//! what is set for it); `DIR/NAME/answer` is the answer of the Rust library.
#![forbid(unsafe_code)]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command line program")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use wirecopy_vectors::{Case, answer, read, vectors_dir};

fn main() -> ExitCode {
    let Some(dir) = std::env::args().nth(1) else {
        eprintln!("usage: wirecopy-vectors DIR");
        return ExitCode::from(2);
    };
    match write_all(Path::new(&dir)) {
        Ok(written) => {
            println!("{written} vectors written to {dir}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("wirecopy-vectors: {message}");
            ExitCode::FAILURE
        }
    }
}

fn write_all(dir: &Path) -> Result<usize, String> {
    let cases = read(&vectors_dir())?;
    if dir.join("list").exists() {
        fs::remove_dir_all(dir).map_err(|e| format!("{}: {e}", dir.display()))?;
    }
    let mut list = String::new();
    for case in &cases {
        let here = dir.join(&case.name);
        fs::create_dir_all(&here).map_err(|e| format!("{}: {e}", here.display()))?;
        let write = |file: &str, bytes: &[u8]| {
            fs::write(here.join(file), bytes).map_err(|e| format!("{}/{file}: {e}", here.display()))
        };
        write("plan", plan(case)?.as_bytes())?;
        for (k, input) in case.inputs().iter().enumerate() {
            write(&format!("{k}.in"), input.text.as_bytes())?;
        }
        write("answer", answer(case).map_err(|e| format!("{}: {e}", case.name))?.json.as_bytes())?;
        list.push_str(&case.name);
        list.push('\n');
    }
    fs::write(dir.join("list"), list).map_err(|e| format!("{}: {e}", dir.display()))?;
    Ok(cases.len())
}

fn plan(case: &Case) -> Result<String, String> {
    let mut out = String::new();
    let mut line = |key: &str, value: &str| {
        if value.contains(['\t', '\n', '\r']) {
            return Err(format!("{}: {key} holds a tab or a line break", case.name));
        }
        let _ = writeln!(out, "{key}\t{value}");
        Ok(())
    };
    line("op", case.op.name())?;
    for (key, value) in [
        ("offsets", case.options.offsets.clone()),
        ("scope", case.options.scope.clone()),
        ("style", case.options.style.clone()),
        ("min_confidence", case.options.min_confidence.map(|t| t.to_string())),
        ("engine", case.options.engine.clone()),
        ("dial", case.options.dial.clone()),
        ("words", case.options.words.clone()),
        ("aliases", case.options.aliases.clone()),
    ] {
        value.map_or(Ok(()), |v| line(key, &v))?;
    }
    let copies = &case.options.copies;
    for (key, value) in [
        ("scheme", copies.scheme.clone()),
        ("quotes", copies.quotes.filter(|q| *q).map(|q| q.to_string())),
        ("least", copies.least.map(|n| n.to_string())),
    ] {
        value.map_or(Ok(()), |v| line(key, &v))?;
    }
    for (key, value) in copies.given() {
        line(key, &value)?;
    }
    case.options.threshold.map_or(Ok(()), |t| line("threshold", &t.to_string()))?;
    for (k, input) in case.inputs().iter().enumerate() {
        line("input", &format!("{k}.in"))?;
        line("id", &input.id)?;
        let set = case.options.over(input)?;
        for (key, value) in [
            ("format", set.format),
            ("url", set.url),
            ("outlet", set.outlet),
            ("published", set.published),
            ("language", set.language),
            ("title", set.title),
            ("favor", set.favor),
            ("rank", set.rank.map(|r| r.to_string())),
        ] {
            value.map_or(Ok(()), |v| line(key, &v))?;
        }
    }
    Ok(out)
}
