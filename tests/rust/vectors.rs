//! Runs `tests/vectors` through the Rust library, one test a vector. `cargo test --test vectors NAME` runs
//! those whose name or path holds NAME; `WIRECOPY_BLESS=1` rewrites the golden files.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a test program with a runner of its own")]

use std::collections::BTreeSet;
use std::process::ExitCode;

use wirecopy_vectors::{Case, Outcome, answer, read, run, vectors_dir};

fn main() -> ExitCode {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    let cases = match read(&vectors_dir()) {
        Ok(cases) => cases,
        Err(message) => {
            eprintln!("vectors: {message}");
            return ExitCode::FAILURE;
        }
    };
    let (mut passed, mut expected, mut failed, mut ran) = (0, 0, Vec::new(), 0);
    for case in &cases {
        let path = case.path.display().to_string();
        if !wanted.is_empty() && !wanted.iter().any(|w| case.name.contains(w.as_str()) || path.contains(w)) {
            continue;
        }
        ran += 1;
        let mut outcome = run(case);
        if case.golden
            && let Err(message) = golden(case)
        {
            outcome = Outcome::Fail(vec![message]);
        }
        match outcome {
            Outcome::Pass => passed += 1,
            Outcome::ExpectedFailure(reason) => {
                println!("expected failure: {}: {reason}", case.name);
                expected += 1;
            }
            Outcome::Fail(differences) => failed.push((case, differences)),
        }
    }
    if wanted.is_empty()
        && let Err(message) = no_stray_golden(&cases)
    {
        eprintln!("vectors: {message}");
        return ExitCode::FAILURE;
    }
    for (case, differences) in &failed {
        eprintln!("---- {} ({})", case.name, case.path.display());
        for line in differences {
            eprintln!("  {line}");
        }
    }
    println!(
        "vectors (rust): {passed} passed, {} failed, {expected} expected failures, of {ran}",
        failed.len()
    );
    if ran == 0 {
        eprintln!("vectors: no vector is named like {wanted:?}");
    }
    if failed.is_empty() && ran > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Compares the whole answer with the golden file, or rewrites it.
fn golden(case: &Case) -> Result<(), String> {
    let path = vectors_dir().join("golden").join(format!("{}.json", case.name));
    let found = answer(case)?.json + "\n";
    if std::env::var_os("WIRECOPY_BLESS").is_some_and(|v| v == "1") {
        std::fs::create_dir_all(vectors_dir().join("golden")).map_err(|e| e.to_string())?;
        return std::fs::write(&path, found).map_err(|e| format!("{}: {e}", path.display()));
    }
    let kept = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    if kept == found {
        return Ok(());
    }
    let at = kept.bytes().zip(found.bytes()).take_while(|(a, b)| a == b).count();
    let around = |s: &str| {
        String::from_utf8_lossy(&s.as_bytes()[at.saturating_sub(60)..(at + 60).min(s.len())]).into_owned()
    };
    Err(format!(
        "the answer is not golden/{}.json from byte {at} on (`make bless` rewrites it)\n    kept  …{}…\n    found …{}…",
        case.name,
        around(&kept),
        around(&found)
    ))
}

/// A golden file that no vector asks for is a mistake.
fn no_stray_golden(cases: &[Case]) -> Result<(), String> {
    let names: BTreeSet<String> =
        cases.iter().filter(|c| c.golden).map(|c| format!("{}.json", c.name)).collect();
    let Ok(dir) = std::fs::read_dir(vectors_dir().join("golden")) else { return Ok(()) };
    for entry in dir.filter_map(Result::ok) {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !names.contains(&name) {
            return Err(format!("golden/{name} belongs to no vector"));
        }
    }
    Ok(())
}
