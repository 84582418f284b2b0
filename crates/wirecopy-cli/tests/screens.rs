//! `docs/screens.md` and the screen in the README show what the command prints for the bundled example.
//!
//! `WIRECOPY_BLESS=1` rewrites both.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

const COMMANDS: &[(&str, &str)] = &[
    ("The story of five articles", "story examples/port-vellin"),
    ("The quotes of one", "quotes examples/port-vellin/harbour-courier.txt"),
    ("All attributions of one", "quotes --all examples/port-vellin/estmark-times.md"),
    ("Its sources", "sources examples/port-vellin/estmark-times.md"),
    ("What rests on unnamed sources", "sources --audit examples/port-vellin/harbour-courier.txt"),
    ("The same people in all of them", "speakers examples/port-vellin"),
    ("What one consists of", "parse examples/port-vellin/vellin-news-agency.txt"),
    ("Who copied whom", "dedup --threshold 0.2 examples/port-vellin"),
    ("A draft checked against them", "verify examples/draft.md --against examples/port-vellin"),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the root of the repository")
}

fn screen(arguments: &str) -> String {
    let done = Command::new(env!("CARGO_BIN_EXE_wirecopy"))
        .args(arguments.split(' '))
        .current_dir(root())
        .env("NO_COLOR", "1")
        .env("COLUMNS", "100")
        .output()
        .expect("the command runs");
    assert!(done.status.success(), "{arguments}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).expect("UTF-8")
}

fn blessed() -> bool {
    std::env::var_os("WIRECOPY_BLESS").is_some()
}

#[test]
fn docs_show_what_the_command_prints() {
    let mut page = String::from(
        "# Screens\n\nWhat the command prints for the bundled example, five invented articles on one invented \
         event. A test keeps this page true.\n",
    );
    for (title, arguments) in COMMANDS {
        write!(page, "\n## {title}\n\n```text\n$ wirecopy {arguments}\n{}```\n", screen(arguments))
            .expect("a string takes it");
    }
    let path = root().join("docs/screens.md");
    if blessed() {
        std::fs::write(&path, &page).expect("docs/screens.md is written");
    }
    let stored = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(stored == page, "docs/screens.md is stale: run `make bless`");
}

#[test]
fn readme_shows_the_story() {
    let path = root().join("README.md");
    let stored = std::fs::read_to_string(&path).expect("the README");
    let (start, end) = ("<!-- screen: story -->\n", "<!-- end -->");
    let a = stored.find(start).expect("the README has the screen") + start.len();
    let b = a + stored[a..].find(end).expect("the screen ends");
    let block = format!("```text\n{}```\n", screen(COMMANDS[0].1));
    if blessed() {
        let page = format!("{}{block}{}", &stored[..a], &stored[b..]);
        std::fs::write(&path, page).expect("the README is written");
        return;
    }
    assert!(stored[a..b] == block, "the README's screen is stale: run `make bless`");
}
