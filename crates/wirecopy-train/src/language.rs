//! `wirecopy-train vectors` and `language`: word vectors, the network of the language layer, dictionary forms.

use std::collections::HashSet;
use std::path::Path;

use wirecopy::language::Pack;
use wirecopy::training::{NetDocument, TreeSentence, learn_lemmas, vector_key, vector_unit};

use crate::net::learn::Course;
use crate::net::{language, vectors};
use crate::{Corpora, LEARNED, Sections, pack_of, sections, treebank, with, write};

const GUM: &str = "gum-train.conllu.gz";
const EWT: &str = "ewt-train.conllu.gz";
const POLNEAR: &str = "polnear-train.conll.gz";

/// Words of the set of vectors that are kept whether or not the corpora have them.
const WORDS: usize = 50_000;
/// Of the silver documents, one in this many is learned from in a round, in turns: enough for the words of news, too few
/// for the program's way of hanging them to win.
const SILVER: usize = 3;
const COURSE: Course = Course { rounds: 24, rate: 0.002, seed: 1 };
/// How many words a piece of a document has at most.
const PIECE: usize = 500;

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

/// Documents in pieces of some hundred words, sentences in order.
fn pieces(trees: &Trees, pack: &Pack) -> Vec<NetDocument> {
    let mut out: Vec<Vec<TreeSentence>> = Vec::new();
    let (mut last, mut size) = ("", 0);
    for (id, sentence) in trees {
        if id != last || size + sentence.words.len() > PIECE {
            out.push(Vec::new());
            (last, size) = (id, 0);
        }
        size += sentence.words.len();
        if let Some(piece) = out.last_mut() {
            piece.push(sentence.clone());
        }
    }
    out.iter().map(|piece| NetDocument::new(piece, pack)).collect()
}

/// The section of word vectors, with all words of these treebanks that the set has.
fn vector_section(corpora: &Corpora, set: &Path, names: &[&str]) -> Result<Vec<u8>, String> {
    let mut wanted = HashSet::new();
    for name in names {
        let column = usize::from(name.contains(".conllu"));
        for line in treebank::read_text(&corpora.file(name))?.lines() {
            if let Some(word) = line.split('\t').nth(column).filter(|_| line.contains('\t')) {
                wanted.insert(vector_key(word));
            }
        }
    }
    vectors::section(set, WORDS, &wanted)
}

/// The word vectors of the English pack.
pub(crate) fn vectors(corpora: &Corpora, set: &Path) -> Result<(), String> {
    write(&[("vectors.bin", vector_section(corpora, set, &[GUM, EWT, POLNEAR])?)])
}

/// Learns the network and the dictionary forms; `pack` has the vectors.
fn learn(gold: &Trees, silver: &Trees, pack: &Pack) -> Vec<(&'static str, Vec<u8>)> {
    let mut documents = pieces(gold, pack);
    documents.extend(pieces(silver, pack));
    let from = std::time::Instant::now();
    let (net, weights) = language::train(&documents, COURSE, SILVER, |round, loss| {
        println!("round {} of {}: loss {loss:.4}, {} s", round + 1, COURSE.rounds, from.elapsed().as_secs());
    });
    let seen: Vec<NetDocument> = documents.into_iter().step_by(25).collect();
    let all: Vec<TreeSentence> = gold.iter().chain(silver).map(|(_, s)| s.clone()).collect();
    vec![
        ("language.net.bin", net.section(&weights, &seen, vector_unit(pack))),
        ("lemmas", learn_lemmas(&all).into_bytes()),
    ]
}

/// The network of the English pack.
pub(crate) fn full(corpora: &Corpora) -> Result<(), String> {
    // Without networks: the one that is there may be of another shape.
    let mut kept = sections()?;
    kept.retain(|(name, _)| !name.ends_with(".net.bin"));
    let pack = pack_of(&kept)?;
    let (gold, silver) = (trees(corpora, &[GUM, EWT], pack)?, trees(corpora, &[POLNEAR], pack)?);
    write(&learn(&gold, &silver, pack))
}

/// A pack of freely licensed corpora alone: what `PolNeAR` taught is left out.
pub(crate) fn open(corpora: &Corpora, set: &Path, out: &Path) -> Result<(), String> {
    let mut kept: Sections = sections()?;
    kept.retain(|(name, _)| !LEARNED.contains(&name.as_str()) && !["cues", "tags"].contains(&name.as_str()));
    let kept = with(kept, &[("vectors.bin", vector_section(corpora, set, &[GUM, EWT])?)]);
    let pack = pack_of(&kept)?;
    let gold = trees(corpora, &[GUM, EWT], pack)?;
    let built = wirecopy::language::pack::build("en", &with(kept, &learn(&gold, &Trees::new(), pack)));
    std::fs::write(out, &built).map_err(|e| format!("{}: {e}", out.display()))?;
    println!("wrote {} ({} bytes)", out.display(), built.len());
    Ok(())
}
