//! Floors under the figures on `PolNeAR` dev, a little below what was measured: a change that costs accuracy
//! fails here. `make accuracy` prints the whole table.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use wirecopy::{Analyzer, Document, JsonOptions, ParseOptions, Scope};

/// Kind, measure, floor of F1.
const FLOORS: [(&str, &str, f64); 6] = [
    ("all", "detection", 68.0),
    ("all", "joint", 60.0),
    ("direct", "detection", 90.0),
    ("direct", "joint", 80.0),
    ("mixed", "detection", 73.0),
    ("indirect", "detection", 58.0),
];

#[test]
fn polnear_dev_stays_above_its_floors() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/eval/quotes");
    let gold = folder.join("polnear-dev.jsonl.gz");
    if !gold.exists() {
        println!("skipped: {} is absent", gold.display());
        return;
    }
    let unpacked = Command::new("gzip").arg("-dc").arg(&gold).output().expect("gzip runs");
    let text = String::from_utf8(unpacked.stdout).expect("UTF-8");
    let analyzer = Analyzer::english();
    let options = JsonOptions::default().with_scope(Scope::All);
    let mut lines = String::new();
    for line in text.lines() {
        let row: serde_json::Value = serde_json::from_str(line).expect("a JSON line");
        let (id, text) = (row["id"].as_str().unwrap_or(""), row["text"].as_str().unwrap_or(""));
        let document =
            Document::parse(text.as_bytes(), &ParseOptions::plain().with_id(id)).expect("plain text");
        let found = analyzer.analyze(&document).expect("an analysis");
        lines += &wirecopy::schema::attributions_json(&found, &options);
        lines.push('\n');
    }
    let answers = std::env::temp_dir().join(format!("wirecopy-accuracy-{}.jsonl", std::process::id()));
    std::fs::File::create(&answers).and_then(|mut f| f.write_all(lines.as_bytes())).expect("a file to score");
    let scored = Command::new("python3")
        .arg(folder.join("score.py"))
        .args([&gold, &answers])
        .args(["--by-kind", "--json"])
        .stderr(Stdio::inherit())
        .output()
        .expect("python3 runs");
    let _ = std::fs::remove_file(&answers);
    let table: serde_json::Value = serde_json::from_slice(&scored.stdout).expect("the table");
    for (kind, measure, floor) in FLOORS {
        let f1 = table[kind][measure][2].as_f64().unwrap_or(0.0);
        println!("accuracy: PolNeAR dev, {kind} {measure}: F1 {f1:.1}, floor {floor}");
        assert!(f1 >= floor, "{kind} {measure}: F1 {f1} is under the floor of {floor}");
    }
}

/// Set, measure, floor of the language layer's figures over raw text.
const LANGUAGE_FLOORS: [(&str, &str, f64); 13] = [
    ("GUM+EWT dev", "tokens", 99.2),
    ("GUM dev, prose", "sentences", 92.5),
    ("GUM dev, prose", "ends", 97.0),
    ("PolNeAR dev", "ends", 95.3),
    ("EWT dev", "penn", 93.2),
    ("PolNeAR dev", "penn", 95.9),
    ("GUM+EWT dev", "lemma", 98.0),
    ("GUM dev", "UAS", 79.3),
    ("GUM dev", "LAS", 75.0),
    ("GUM dev, news and interview", "UAS", 79.0),
    ("GUM dev, news and interview", "LAS", 75.0),
    ("GUM dev", "names, head", 70.0),
    ("PolNeAR dev", "names, exact", 86.0),
];

#[test]
fn the_language_layer_stays_above_its_floors() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folder = root.join("../shared/eval/quotes");
    let gold =
        ["gum-dev.conllu.gz", "ewt-dev.conllu.gz", "polnear-dev.conll.gz"].map(|name| folder.join(name));
    if !gold[0].exists() {
        println!("skipped: {} is absent", gold[0].display());
        return;
    }
    let python = |args: &[&std::ffi::OsStr]| {
        let done = Command::new("python3")
            .arg(root.join("scripts/language_score.py"))
            .args(args)
            .stderr(Stdio::inherit())
            .output()
            .expect("python3 runs");
        assert!(done.status.success());
        String::from_utf8(done.stdout).expect("UTF-8")
    };
    let paths: Vec<&std::ffi::OsStr> = gold.iter().map(|p| p.as_os_str()).collect();
    let texts = python(&[&["texts".as_ref()], &paths[..]].concat());
    let english = wirecopy::language::Language::english();
    let mut out = String::new();
    for line in texts.lines() {
        let row: serde_json::Value = serde_json::from_str(line).expect("a JSON line");
        let options = ParseOptions::plain().with_id(row["id"].as_str().unwrap_or(""));
        let text = row["text"].as_str().unwrap_or("");
        let document = Document::parse(text.as_bytes(), &options).expect("plain text");
        let layer = wirecopy::language::Layer::Syntax;
        out += &wirecopy::schema::conllu(&english.read(&document), layer, wirecopy::Unit::Chars);
    }
    let answers = std::env::temp_dir().join(format!("wirecopy-language-{}.conllu", std::process::id()));
    std::fs::write(&answers, out).expect("a file to score");
    let table = python(
        &[&["score".as_ref()], &paths[..], &["--pred".as_ref(), answers.as_os_str(), "--json".as_ref()]]
            .concat(),
    );
    let _ = std::fs::remove_file(&answers);
    let table: serde_json::Value = serde_json::from_str(&table).expect("the table");
    let mut low = Vec::new();
    for (set, what, floor) in LANGUAGE_FLOORS {
        let figure = table[set][what].as_f64().unwrap_or(0.0);
        println!("accuracy: {set}, {what}: {figure:.1}, floor {floor}");
        if figure < floor {
            low.push(format!("{set}, {what}: {figure} is under the floor of {floor}"));
        }
    }
    assert!(low.is_empty(), "{low:?}");
}
