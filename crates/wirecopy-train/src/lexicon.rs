//! `wirecopy-train cues`: the table of cues.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use wirecopy::training::Corpus;

use crate::treebank::read_text;
use crate::{Corpora, articles, data, pack_of, sections, write};

pub(crate) fn run(corpora: &Corpora) -> Result<(), String> {
    let gold = articles::read(&corpora.file("polnear-train.jsonl.gz"))?;
    println!("{} articles", gold.len());
    let corpus = Corpus::new(&gold, pack_of(&sections()?)?).map_err(|e| e.to_string())?;
    write(&[("cues", table(corpora, &corpus)?)])
}

/// The table of cues of some articles.
pub(crate) fn table(corpora: &Corpora, corpus: &Corpus) -> Result<Vec<u8>, String> {
    let lemmas = read_lemmas(&corpora.file("polnear-train.conll.gz"))?;
    let classes = read_classes()?;
    let table = corpus.lexicon(
        |word| lemmas.get(word).cloned().unwrap_or_else(|| word.to_owned()),
        |lemma, frame| classes.get(lemma).cloned().unwrap_or_else(|| by_frame(frame).to_owned()),
    );
    Ok(table.into_bytes())
}

/// The class of a lemma that is in no list, by what it takes most often.
fn by_frame(frame: &str) -> &'static str {
    match frame {
        "to" => "volition",
        "noun" | "prep" => "evaluation",
        "wh" => "question",
        _ => "say",
    }
}

/// Classes of lemmas that hold in every frame.
fn read_classes() -> Result<HashMap<String, String>, String> {
    let text = read_text(&data().join("cue_classes.tsv"))?;
    let rows = text.lines().filter(|l| !l.starts_with('#')).map(|l| l.split('\t').collect::<Vec<_>>());
    Ok(rows.filter(|row| row.len() == 2).map(|row| (row[0].to_owned(), row[1].to_owned())).collect())
}

/// The most frequent lemma of each word, verbs before all else.
fn read_lemmas(path: &Path) -> Result<HashMap<String, String>, String> {
    let mut counts: BTreeMap<String, BTreeMap<String, u32>> = BTreeMap::new();
    for line in read_text(path)?.lines() {
        let columns: Vec<&str> = line.split('\t').collect();
        if let [word, _, _, lemma, tag, ..] = columns[..] {
            let weight = if tag.starts_with('V') { 20 } else { 1 };
            *counts
                .entry(word.to_lowercase().replace('’', "'"))
                .or_default()
                .entry(lemma.to_lowercase())
                .or_default() += weight;
        }
    }
    Ok(counts
        .into_iter()
        .filter_map(|(word, lemmas)| {
            let best = lemmas.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)))?;
            Some((word, best.0))
        })
        .collect())
}
