//! The shared vectors through the command: it must print the bytes that the library gives, which for golden
//! vectors are those kept in `tests/vectors/golden`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;
use wirecopy_vectors::{Case, Op, Options, answer, read, vectors_dir};

/// A folder of its own for one test, removed at its end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("wirecopy-cli-vectors-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    fn file(&self, name: &str, bytes: &str) -> String {
        let path = self.0.join(name);
        std::fs::write(&path, bytes).expect("a file");
        path.to_string_lossy().into_owned()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Names every field, so that none of it is a default.
const FIELDS: [&str; 12] = [
    "--id-field",
    "id",
    "--url-field",
    "url",
    "--outlet-field",
    "outlet",
    "--date-field",
    "date",
    "--lang-field",
    "lang",
    "--title-field",
    "title",
];

fn print(args: &[String]) -> String {
    let done = Command::new(env!("CARGO_BIN_EXE_wirecopy")).args(args).output().expect("the command runs");
    assert!(done.status.success(), "{args:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).expect("UTF-8")
}

fn cases() -> Vec<Case> {
    read(&vectors_dir()).expect("the vectors")
}

/// The bytes that the command must print, its last line break aside. While golden files are being rewritten,
/// they are no measure.
fn wanted(case: &Case) -> String {
    if case.golden && std::env::var_os("WIRECOPY_BLESS").is_none() {
        let path = Path::new("golden").join(format!("{}.json", case.name));
        let kept = std::fs::read_to_string(vectors_dir().join(path)).expect("a golden file");
        return kept.strip_suffix('\n').expect("a last line break").to_owned();
    }
    answer(case).expect("an answer").json
}

fn settings(case: &Case) -> Vec<Options> {
    case.inputs().iter().map(|i| case.options.over(i).expect("options")).collect()
}

/// The format of all inputs, when it is one that JSON lines can have: their text is never sniffed.
fn format(case: &Case) -> Option<String> {
    let formats: Vec<_> = settings(case).into_iter().map(|o| o.format).collect();
    let first = formats.first().cloned().flatten().filter(|f| f != "auto")?;
    formats.iter().all(|f| f.as_ref() == Some(&first)).then_some(first)
}

fn lines(case: &Case) -> String {
    let mut out = String::new();
    for (input, set) in case.inputs().iter().zip(settings(case)) {
        let line = json!({"id": input.id, "text": input.text, "rank": set.rank, "url": set.url, "outlet": set.outlet,
                          "date": set.published, "lang": set.language, "title": set.title});
        writeln!(out, "{line}").expect("a string takes it");
    }
    out
}

/// What of a vector's options goes to the command line as it is.
fn shape(case: &Case) -> Vec<String> {
    let mut out = Vec::new();
    for (option, value) in [
        ("--offsets", case.options.offsets.clone()),
        ("--scope", case.options.scope.clone().filter(|_| case.op == Op::Attributions)),
        ("--style", case.options.style.clone()),
        ("--min-confidence", case.options.min_confidence.map(|t| t.to_string())),
        ("--engine", case.options.engine.clone()),
        ("--dial", case.options.dial.clone()),
        ("--words", case.options.words.as_ref().map(|words| words_file(&case.name, words))),
        ("--aliases", case.options.aliases.as_ref().map(|words| words_file(&case.name, words))),
        ("--favor", case.options.favor.clone()),
        ("--threshold", case.options.threshold.map(|t| t.to_string())),
    ] {
        if let Some(value) = value {
            out.extend([option.to_owned(), value]);
        }
    }
    if matches!(case.op, Op::Dedup | Op::Signatures) {
        out.extend(copies(case));
    }
    out
}

/// What of a vector's options says how copies are looked for. The command looks for partial copies unless folding is
/// `basic`, the library unless a scheme is named: so it is always said.
fn copies(case: &Case) -> Vec<String> {
    let copies = &case.options.copies;
    let all = copies.passages.unwrap_or(copies.scheme.is_none());
    let mut out = strings(&["--copies", if all { "all" } else { "near" }]);
    if let Some(scheme) = &copies.scheme {
        out.extend(["--scheme".to_owned(), scheme.clone()]);
    }
    for (name, value) in copies.given().into_iter().filter(|(name, _)| *name != "passages") {
        let option = format!("--{}", name.replace('_', "-"));
        match value.as_str() {
            "true" => out.push(option),
            "false" => panic!("{}: the command has no {option} false", case.name),
            _ => out.extend([option, value]),
        }
    }
    if copies.quotes == Some(true) {
        out.push("--quotes".to_owned());
    }
    if case.inputs().iter().any(|i| i.options.contains_key("rank")) {
        out.extend(strings(&["--rank-field", "rank"]));
    }
    out
}

/// A file that holds the words of a vector.
fn words_file(name: &str, words: &str) -> String {
    let path = std::env::temp_dir().join(format!("wirecopy-words-{}-{name}", std::process::id()));
    std::fs::write(&path, words).expect("a file");
    path.display().to_string()
}

fn command(op: Op) -> &'static str {
    match op {
        Op::Document => "parse",
        Op::Attributions => "quotes",
        Op::Dedup | Op::Signatures => "dedup",
        Op::Story => "story",
        Op::Verify => "verify",
        Op::Annotate => "annotate",
        Op::Reports => "sources",
        Op::Speakers => "speakers",
    }
}

fn strings(args: &[&str]) -> Vec<String> {
    args.iter().map(|&a| a.to_owned()).collect()
}

fn assert_same(name: &str, found: &str, wanted: &str) {
    if found != wanted {
        let at = found.bytes().zip(wanted.bytes()).take_while(|(a, b)| a == b).count();
        let part = |s: &str| {
            let bytes = &s.as_bytes()[at.saturating_sub(60)..(at + 60).min(s.len())];
            String::from_utf8_lossy(bytes).into_owned()
        };
        panic!(
            "{name}: from byte {at} on\n  the command …{}…\n  the library …{}…",
            part(found),
            part(wanted)
        );
    }
}

/// `parse`, `quotes` and `sources`: vectors with the same options go through one run, a document a line.
#[test]
fn each_document_is_answered_as_by_the_library() {
    let folder = Folder::new("documents");
    let mut groups: BTreeMap<Vec<String>, Vec<Case>> = BTreeMap::new();
    for case in cases() {
        if !matches!(case.op, Op::Document | Op::Attributions | Op::Reports) {
            continue;
        }
        let Some(format) = format(&case) else {
            println!("skipped: {}: JSON lines are never sniffed, and the vector is", case.name);
            continue;
        };
        let mut args = strings(&[command(case.op), "--format", "jsonl", "--input-format", &format]);
        args.extend(shape(&case));
        groups.entry(args).or_default().push(case);
    }
    let mut compared = BTreeMap::new();
    for (mut args, group) in groups {
        args.extend(strings(&FIELDS));
        args.extend(strings(&["--text-field", "text"]));
        args.push(folder.file("all.jsonl", &group.iter().map(lines).collect::<String>()));
        let printed = print(&args);
        let printed: Vec<&str> = printed.split_terminator('\n').collect();
        assert_eq!(printed.len(), group.len(), "{args:?}: one line a document");
        for (case, line) in group.iter().zip(printed) {
            assert_same(&case.name, line, &wanted(case));
            *compared.entry(command(case.op)).or_insert(0) += 1;
        }
    }
    println!("vectors (command): {compared:?} are the bytes of the library");
    assert_eq!(compared.len(), 3, "all three commands are compared");
}

/// Files that a manifest names, read as they are, sniffed where no format is given.
#[test]
fn files_of_a_manifest_are_answered_as_by_the_library() {
    let folder = Folder::new("manifest");
    let mut compared = BTreeMap::new();
    let marked = |c: &Case| c.op == Op::Annotate;
    for case in cases().into_iter().filter(|c| !marked(c) && (c.golden || format(c).is_none())) {
        let set = settings(&case);
        let mixed = set.iter().any(|o| o.format != set[0].format);
        let told = set.iter().any(|o| {
            o.outlet.is_some()
                || o.published.is_some()
                || o.title.is_some()
                || o.language.is_some()
                || o.rank.is_some()
        });
        if mixed
            || told
            || matches!(case.op, Op::Verify | Op::Signatures)
            || case.options.copies.least.is_some()
        {
            println!("skipped: {}: a manifest names only ids, paths and addresses", case.name);
            continue;
        }
        let mut manifest = String::new();
        for (k, (input, set)) in case.inputs().iter().zip(&set).enumerate() {
            let path = folder.file(&format!("{k}.in"), &input.text);
            let line = json!({"id": input.id, "path": path, "url": set.url});
            writeln!(manifest, "{line}").expect("a string takes it");
        }
        let format = set[0].format.clone().unwrap_or_else(|| "auto".into());
        let mut args = strings(&[command(case.op), "--format", "jsonl", "--input-format", &format]);
        args.extend(shape(&case));
        args.extend(["--manifest".to_owned(), folder.file("manifest", &manifest)]);
        assert_same(&case.name, &print(&args), &(wanted(&case) + "\n"));
        *compared.entry(command(case.op)).or_insert(0) += 1;
    }
    println!("vectors (command, manifest): {compared:?} are the bytes of the library");
    assert!(compared.contains_key("parse") && compared.contains_key("quotes"));
}

/// `dedup`, `story`, `speakers` and `verify`: one run a vector.
#[test]
fn sets_are_answered_as_by_the_library() {
    let folder = Folder::new("sets");
    let mut compared = BTreeMap::new();
    for case in cases() {
        if matches!(case.op, Op::Document | Op::Attributions | Op::Reports | Op::Annotate | Op::Signatures) {
            continue;
        }
        let Some(format) = format(&case) else {
            println!("skipped: {}: one --input-format for all lines, none sniffed", case.name);
            continue;
        };
        let all = lines(&case);
        let mut args = vec![command(case.op).to_owned()];
        if case.op == Op::Verify {
            let (draft, against) = all.split_once('\n').expect("a line a document");
            args.push(folder.file("draft.jsonl", draft));
            args.extend(["--against".to_owned(), folder.file("against.jsonl", against)]);
        } else {
            args.push(folder.file("all.jsonl", &all));
        }
        args.extend(strings(&["--input-format", &format]));
        args.extend(strings(&FIELDS));
        args.extend(shape(&case));
        if let Some(least) = case.options.copies.least {
            let table = folder.file("boilerplate", "");
            let learn = ["--learn-boilerplate", &table, "--least", &least.to_string()];
            print(&[args.clone(), strings(&learn)].concat());
            args.extend(["--boilerplate".to_owned(), table]);
        }
        let wanted = wanted(&case);
        let asked = |output: &str| print(&[args.clone(), strings(&["--format", output])].concat());
        assert_same(&case.name, &asked("jsonl"), &format!("{wanted}\n"));
        if let Some((pairs, clusters)) = wanted.split_once('\n') {
            let both = format!("{{\"pairs\":{pairs},\"clusters\":{clusters}}}\n");
            assert_same(&case.name, &asked("json"), &both);
        } else {
            assert_same(&case.name, &asked("json"), &format!("{wanted}\n"));
        }
        *compared.entry(command(case.op)).or_insert(0) += 1;
    }
    println!("vectors (command): {compared:?} are the bytes of the library");
    assert_eq!(compared.len(), 4, "all four commands are compared");
}

/// `dedup --signatures`: a line a document.
#[test]
fn signatures_are_those_of_the_library() {
    let folder = Folder::new("signatures");
    let mut compared = 0;
    for case in cases().into_iter().filter(|c| c.op == Op::Signatures) {
        let format = format(&case).expect("signatures are of inputs of one format");
        let file = folder.file("signatures", "");
        let mut args = vec!["dedup".to_owned(), folder.file("all.jsonl", &lines(&case))];
        args.extend(strings(&["--input-format", &format, "--signatures", &file]));
        args.extend(strings(&FIELDS));
        args.extend(shape(&case));
        print(&args);
        let found = std::fs::read_to_string(&file).expect("the file that was asked for");
        assert_same(&case.name, &found, &(wanted(&case) + "\n"));
        compared += 1;
    }
    println!("vectors (command, signatures): {compared} are the bytes of the library");
    assert!(compared > 0, "signatures are compared");
}

/// `annotate`: one page a run.
#[test]
fn pages_are_marked_as_by_the_library() {
    let folder = Folder::new("marked");
    let mut compared = 0;
    for case in cases().into_iter().filter(|c| c.op == Op::Annotate) {
        let format = settings(&case)[0].format.clone().expect("a format");
        let mut args = strings(&["annotate", "--input-format", &format]);
        args.extend(case.options.scope.iter().flat_map(|s| ["--scope".to_owned(), s.clone()]));
        args.push(folder.file("page", &case.inputs()[0].text));
        assert_same(&case.name, &print(&args), &wanted(&case));
        compared += 1;
    }
    assert!(compared > 0, "no vector marks a page");
}
