//! Chores of the repository: `cargo xtask pack [--verify]` builds (or proves fresh) the language packs.
#![forbid(unsafe_code)]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command line program")]

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let verify = args.iter().any(|a| a == "--verify");
    let done = match args.first().map(String::as_str) {
        Some("pack") => pack(verify),
        _ => Err("usage: cargo xtask pack [--verify]".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask: {message}");
            ExitCode::from(2)
        }
    }
}

/// Puts the tables `crates/wirecopy-lang-en/data/*.tsv` into the pack, one section a file; what `wirecopy-train`
/// learned, and stored there, stays as it is.
fn pack(verify: bool) -> Result<(), String> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../wirecopy-lang-en/data");
    let sections = wirecopy::language::pack::refreshed(&data).map_err(|e| e.to_string())?;
    let built = wirecopy::language::pack::build("en", &sections);
    let target = data.join("en.pack");
    if verify {
        let stored = std::fs::read(&target).unwrap_or_default();
        if stored != built {
            return Err(format!("{} is stale: run `cargo xtask pack`", target.display()));
        }
        println!("en.pack is fresh ({} sections, {} bytes)", sections.len(), built.len());
        return Ok(());
    }
    std::fs::write(&target, &built).map_err(|e| format!("{}: {e}", target.display()))?;
    println!("wrote {} ({} sections, {} bytes)", target.display(), sections.len(), built.len());
    Ok(())
}
