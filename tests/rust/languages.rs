//! Dates, bylines and boilerplate of 20 languages, each line read in a page of its own.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use wirecopy::{BlockKind, Document, Format, ParseOptions};

/// How many of the lines of a kind are read as they should be, and which are not.
#[derive(Default)]
struct Count {
    right: usize,
    all: usize,
    missed: Vec<String>,
}

fn page(language: &str, class: &str, line: &str) -> Document {
    let body = "<p>".to_owned() + &"Aa bb cc dd ee ff gg hh, ii jj kk ll mm nn. ".repeat(6) + "</p>";
    let html = format!(
        "<!doctype html><html lang={language}><title>Zz yy xx ww vv</title><body><article><h1>Zz yy xx ww vv</h1>\
         <p class={class}>{line}</p>{body}{body}{body}</article>"
    );
    let options = ParseOptions::default().with_format(Format::Html);
    Document::parse(html.as_bytes(), &options).expect("a page")
}

fn read(language: &str, kind: &str, line: &str) -> String {
    match kind {
        "date" => page(language, "date", line)
            .metadata()
            .published
            .as_ref()
            .map(|f| f.value.to_string())
            .unwrap_or_default(),
        "byline" => {
            let document = page(language, "byline", line);
            let names: Vec<&str> = document.metadata().authors.iter().map(|f| f.value.as_str()).collect();
            names.join("; ")
        }
        _ => {
            let document = page(language, "x", line);
            let block = document.blocks().iter().find(|b| document.slice(b.span()).trim() == line);
            block.filter(|b| b.kind() != BlockKind::Debris).map(|_| "kept".to_owned()).unwrap_or_default()
        }
    }
}

#[test]
fn lines_of_twenty_languages() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/languages");
    let mut counts: BTreeMap<(String, String), Count> = BTreeMap::new();
    let mut languages = 0;
    for entry in fs::read_dir(folder).expect("the fixtures").flatten() {
        let path = entry.path();
        if path.extension().is_none_or(|e| e != "tsv") {
            continue;
        }
        languages += 1;
        let language = path.file_stem().and_then(|s| s.to_str()).expect("a name").to_owned();
        for row in fs::read_to_string(&path).expect("a table").lines() {
            let cells: Vec<&str> = row.split('\t').collect();
            let (kind, line, want) = (cells[0], cells[1], cells.get(2).copied().unwrap_or_default());
            let count = counts.entry((language.clone(), kind.to_owned())).or_default();
            let got = read(&language, kind, line);
            count.all += 1;
            if got == want {
                count.right += 1;
            } else {
                count.missed.push(format!("{line:?}: {got:?}, not {want:?}"));
            }
        }
    }
    assert_eq!(languages, 20);
    assert_eq!(read("en", "boilerplate", "Kk ll mm nn oo pp qq rr ss tt, uu vv ww xx yy zz."), "kept");
    let (mut right, mut all) = (0, 0);
    for ((language, kind), count) in &counts {
        println!("languages: {language} {kind} {}/{}", count.right, count.all);
        count.missed.iter().for_each(|m| println!("  {m}"));
        right += count.right;
        all += count.all;
    }
    println!("languages: {right}/{all}");
    assert!(right * 100 >= all * 97, "{right} of {all} lines");
}
