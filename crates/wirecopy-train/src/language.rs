//! Tokens to syntax: the table of words, the tagger, the parser, dictionary forms, names.

use std::path::Path;

use wirecopy::language::Pack;
use wirecopy::training::{
    LearnedParser, TreeSentence, learn_lemmas, learn_names, learn_parser, learn_tagger, learn_words,
};

use crate::{Corpora, Sections, pack_of, sections, treebank, with, write};

/// How often a word must be seen to have tags of its own; a gold one counts for four.
const LEAST: u32 = 8;

/// Sentences with the names of their articles.
type Trees = Vec<(String, TreeSentence)>;

fn trees(corpora: &Corpora, names: &[&str], pack: &Pack) -> Result<Trees, String> {
    let mut out = Vec::new();
    for name in names {
        let more = treebank::read(&corpora.file(name), pack)?;
        println!("{name}: {} sentences", more.len());
        out.extend(more);
    }
    Ok(out)
}

const GUM: &str = "gum-train.conllu.gz";
const EWT: &str = "ewt-train.conllu.gz";
const POLNEAR: &str = "polnear-train.conll.gz";

fn leak(bytes: Vec<u8>) -> &'static [u8] {
    Vec::leak(bytes)
}

/// The table of words and the tagger.
pub(crate) fn tagger(sentences: &[TreeSentence]) -> (&'static [u8], &'static [u8]) {
    let words = leak(learn_words(sentences, LEAST));
    let tagger = leak(learn_tagger(sentences, words, 5, 20));
    (words, tagger)
}

fn sentences(trees: &Trees) -> Vec<TreeSentence> {
    trees.iter().map(|(_, s)| s.clone()).collect()
}

/// The sentences of each article together, in order.
fn documents(trees: &Trees) -> Vec<Vec<TreeSentence>> {
    let mut out: Vec<Vec<TreeSentence>> = Vec::new();
    let mut last = "";
    for (id, sentence) in trees {
        if id != last || out.is_empty() {
            out.push(Vec::new());
            last = id;
        }
        if let Some(document) = out.last_mut() {
            document.push(sentence.clone());
        }
    }
    out
}

/// Of the silver sentences, one in this many has a part in learning the parser: enough for the words of news, too few
/// for the program's way of hanging them to win.
const SILVER: usize = 2;

/// The parser, from gold trees and some silver ones.
pub(crate) fn parser(sentences: &[TreeSentence], words: &'static [u8]) -> LearnedParser {
    let kept = |&(k, s): &(usize, &TreeSentence)| !s.silver || k % SILVER == 0;
    let trees: Vec<TreeSentence> =
        sentences.iter().enumerate().filter(kept).map(|(_, s)| s.clone()).collect();
    learn_parser(&trees, words, 7, [20, 19], 3)
}

/// Learns all of it.
fn learn(gold: &Trees, silver: &Trees, pack: &Pack) -> Vec<(&'static str, Vec<u8>)> {
    let mut all = sentences(gold);
    all.extend(sentences(silver));
    let (words, tagger) = tagger(&all);
    println!("tagger learned");
    let parser = parser(&all, words);
    println!("parser learned");
    let mut named = documents(gold);
    named.extend(documents(silver));
    let names = learn_names(&named, pack, words, tagger, 5, 19, 10);
    vec![
        ("words.bin", words.to_vec()),
        ("tagger.bin", tagger.to_vec()),
        ("parser.bin", parser.moves),
        ("labels.bin", parser.labels),
        ("relations.bin", parser.masks),
        ("names.bin", names),
        ("lemmas", learn_lemmas(&all).into_bytes()),
    ]
}

/// For the English pack.
pub(crate) fn full(corpora: &Corpora) -> Result<(), String> {
    let pack = pack_of(&sections()?)?;
    let gold = trees(corpora, &[GUM, EWT], pack)?;
    let silver = trees(corpora, &[POLNEAR], pack)?;
    write(&learn(&gold, &silver, pack))
}

/// For a pack of freely licensed corpora alone: what `PolNeAR` taught is left out.
pub(crate) fn open(corpora: &Corpora, out: &Path) -> Result<(), String> {
    let mut kept: Sections = sections()?;
    kept.retain(|(name, _)| !name.ends_with(".bin") && name != "cues");
    let pack = pack_of(&kept)?;
    let gold = trees(corpora, &[GUM, EWT], pack)?;
    let built = wirecopy::language::pack::build("en", &with(kept, &learn(&gold, &Trees::new(), pack)));
    std::fs::write(out, &built).map_err(|e| format!("{}: {e}", out.display()))?;
    println!("wrote {} ({} bytes)", out.display(), built.len());
    Ok(())
}
