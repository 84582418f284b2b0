//! `wirecopy-train attribution`: the network of attribution.

use std::path::Path;

use wirecopy::language::{Pack, pack::build};
use wirecopy::training::{Corpus, NetArticle, vector_unit};

use crate::net::attribution;
use crate::net::learn::Course;
use crate::{Corpora, articles, lexicon, pack_of, sections, with, write};

const COURSE: Course = Course { rounds: 12, rate: 0.001, seed: 1 };

/// The network of the English pack, which has the language layer already.
pub(crate) fn run(corpora: &Corpora) -> Result<(), String> {
    let gold = articles::read(&corpora.file("polnear-train.jsonl.gz"))?;
    let pack = pack_of(&sections()?)?;
    let corpus = Corpus::new(&gold, pack).map_err(|e| e.to_string())?;
    write(&[("attribution.net.bin", learn(&corpus, pack, COURSE))])
}

/// The English pack, with what it knows of attributions learned from these articles alone: for measuring on others.
pub(crate) fn part(corpora: &Corpora, from: &Path, out: &Path, rounds: Option<u64>) -> Result<(), String> {
    let gold = articles::read(from)?;
    let kept = sections()?;
    let pack = pack_of(&kept)?;
    let corpus = Corpus::new(&gold, pack).map_err(|e| e.to_string())?;
    let course = Course { rounds: rounds.unwrap_or(COURSE.rounds), ..COURSE };
    let learned =
        [("cues", lexicon::table(corpora, &corpus)?), ("attribution.net.bin", learn(&corpus, pack, course))];
    let built = build("en", &with(kept, &learned));
    std::fs::write(out, &built).map_err(|e| format!("{}: {e}", out.display()))?;
    println!("wrote {} ({} bytes)", out.display(), built.len());
    Ok(())
}

fn learn(corpus: &Corpus, pack: &Pack, course: Course) -> Vec<u8> {
    let from = std::time::Instant::now();
    let articles = corpus.net(pack);
    println!("{} articles, {} s", articles.len(), from.elapsed().as_secs());
    let (net, weights) = attribution::train(&articles, course, |round, loss| {
        println!("round {} of {}: loss {loss:.4}, {} s", round + 1, course.rounds, from.elapsed().as_secs());
    });
    let seen: Vec<NetArticle> = articles.into_iter().step_by(25).collect();
    net.section(&weights, &seen, vector_unit(pack))
}
