//! The kept inputs of the fuzz targets: each corpus, and what a target once failed on.
#![allow(clippy::print_stdout, reason = "the test says what it has run")]

#[path = "../../fuzz/src/lib.rs"]
#[allow(unreachable_pub, reason = "the targets of another package")]
mod targets;

use std::path::Path;

/// Runs a target on all files of its folders.
fn replay(name: &str, target: fn(&[u8])) {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz");
    let mut count = 0;
    for kind in ["corpus", "regressions"] {
        let Ok(folder) = std::fs::read_dir(fuzz.join(kind).join(name)) else { continue };
        for entry in folder {
            let path = entry.expect("a file").path();
            let input = std::fs::read(&path).expect("an input");
            let run = std::panic::catch_unwind(|| target(&input));
            assert!(run.is_ok(), "{name} fails on {}", path.display());
            count += 1;
        }
    }
    println!("fuzz: {name}: {count} kept inputs");
    assert!(count > 2, "the corpus of {name} is gone");
}

#[test]
fn every_kept_input_passes() {
    replay("html", targets::html);
    replay("mhtml", targets::mhtml);
    replay("plain", targets::plain);
    replay("markdown", targets::markdown);
    replay("encoding", targets::encoding);
    replay("annotate", targets::annotate);
    replay("pack", targets::pack);
}
