//! `wirecopy-train lexicon`: the cue lexicon, the cue model and the role model.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use wirecopy::language::Pack;
use wirecopy::training::{Corpus, GoldArticle, TreeSentence};

use crate::treebank::read_text;
use crate::{articles, data, fresh_pack, treebank, values, write};

pub(crate) fn run(args: &[String]) -> Result<(), String> {
    let train = values(args, "--train").next().ok_or(crate::USAGE)?;
    let gold = articles::read(Path::new(train))?;
    println!("{train}: {} articles", gold.len());
    let lemmas = match values(args, "--trees").next() {
        Some(path) => read_lemmas(Path::new(path))?,
        None => HashMap::new(),
    };
    let classes = read_classes()?;
    let packs = folds(args, &gold)?;
    let corpus = Corpus::new(&gold, |k| packs[k % packs.len()]).map_err(|e| e.to_string())?;
    let table = corpus.lexicon(
        |word| lemmas.get(word).cloned().unwrap_or_else(|| word.to_owned()),
        |lemma, frame| classes.get(lemma).cloned().unwrap_or_else(|| by_frame(frame).to_owned()),
    );
    write("cues.tsv", table.as_bytes())?;
    let pack = fresh_pack()?;
    write("cues.bin", &corpus.learn_cues(pack, 2, 19, |_| true))?;
    write("roles.bin", &corpus.learn_roles(pack, 4, 20, |_| true))
}

/// How many times the tagger and parser are learned without a part of the articles.
const FOLDS: usize = 4;

/// One pack for each part of the articles, its tagger and parser learned from the other parts.
fn folds(args: &[String], gold: &[GoldArticle]) -> Result<Vec<&'static Pack>, String> {
    let Some(path) = values(args, "--trees").next() else { return Ok(vec![fresh_pack()?]) };
    let part: HashMap<&str, usize> =
        gold.iter().enumerate().map(|(k, a)| (a.id.as_str(), k % FOLDS)).collect();
    let trees = treebank::read_articles(Path::new(path))?;
    (0..FOLDS)
        .map(|fold| {
            let others: Vec<TreeSentence> = trees
                .iter()
                .filter(|(id, _)| part.get(id.as_str()) != Some(&fold))
                .map(|(_, sentence)| sentence.clone())
                .collect();
            crate::syntax_pack(&others, &others)
        })
        .collect()
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
