//! `wirecopy-train lexicon`: the cue lexicon, the cue model and the role model.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use wirecopy::language::Pack;
use wirecopy::training::{Corpus, GoldArticle, TreeSentence};

use crate::treebank::read_text;
use crate::{Corpora, articles, data, language, pack_of, sections, treebank, with, write};

pub(crate) fn run(corpora: &Corpora) -> Result<(), String> {
    let gold = articles::read(&corpora.file("polnear-train.jsonl.gz"))?;
    println!("{} articles", gold.len());
    let lemmas = read_lemmas(&corpora.file("polnear-train.conll.gz"))?;
    let classes = read_classes()?;
    let packs = folds(corpora, &gold)?;
    let corpus = Corpus::new(&gold, |k| packs[k % packs.len()]).map_err(|e| e.to_string())?;
    let table = corpus.lexicon(
        |word| lemmas.get(word).cloned().unwrap_or_else(|| word.to_owned()),
        |lemma, frame| classes.get(lemma).cloned().unwrap_or_else(|| by_frame(frame).to_owned()),
    );
    let table = ("cues", table.into_bytes());
    let mut learned = with(sections()?, std::slice::from_ref(&table));
    let cues = ("cues.bin", corpus.learn_cues(pack_of(&learned)?, 2, 19, |_| true));
    learned = with(learned, std::slice::from_ref(&cues));
    let roles = ("roles.bin", corpus.learn_roles(pack_of(&learned)?, 4, 20, |_| true));
    write(&[table, cues, roles])
}

/// How many times tagger and parser are learned without a part of the articles.
const FOLDS: usize = 4;

/// One pack for each part of the articles, its tagger and parser learned from the other parts.
fn folds(corpora: &Corpora, gold: &[GoldArticle]) -> Result<Vec<&'static Pack>, String> {
    let part: HashMap<&str, usize> =
        gold.iter().enumerate().map(|(k, a)| (a.id.as_str(), k % FOLDS)).collect();
    let now = sections()?;
    let pack = pack_of(&now)?;
    let mut trees = Vec::new();
    for name in ["gum-train.conllu.gz", "ewt-train.conllu.gz", "polnear-train.conll.gz"] {
        trees.extend(treebank::read(&corpora.file(name), pack)?);
    }
    (0..FOLDS)
        .map(|fold| {
            let others: Vec<TreeSentence> = trees
                .iter()
                .filter(|(id, _)| part.get(id.as_str()) != Some(&fold))
                .map(|(_, sentence)| sentence.clone())
                .collect();
            let (words, tagger) = language::tagger(&others);
            let parser = language::parser(&others, words);
            println!("part {} of {FOLDS}: tagger and parser learned without it", fold + 1);
            let learned = [
                ("words.bin", words.to_vec()),
                ("tagger.bin", tagger.to_vec()),
                ("parser.bin", parser.moves),
                ("labels.bin", parser.labels),
                ("relations.bin", parser.masks),
            ];
            pack_of(&with(now.clone(), &learned))
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
