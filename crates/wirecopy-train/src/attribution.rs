//! `wirecopy-train attribution`: the network of attribution.

use wirecopy::training::{Corpus, GoldArticle, NetArticle, vector_unit};

use crate::net::attribution;
use crate::net::learn::Course;
use crate::{Corpora, articles, pack_of, sections, write};

const COURSE: Course = Course { rounds: 12, rate: 0.001, seed: 1 };

/// The network of the English pack, which has the language layer already.
pub(crate) fn run(corpora: &Corpora) -> Result<(), String> {
    let gold = articles::read(&corpora.file("polnear-train.jsonl.gz"))?;
    let section = learn(&gold)?;
    write(&[("attribution.net.bin", section)])
}

fn learn(gold: &[GoldArticle]) -> Result<Vec<u8>, String> {
    let from = std::time::Instant::now();
    let pack = pack_of(&sections()?)?;
    let articles = Corpus::new(gold, pack).map_err(|e| e.to_string())?.net(pack);
    println!("{} articles, {} s", articles.len(), from.elapsed().as_secs());
    let (net, weights) = attribution::train(&articles, COURSE, |round, loss| {
        println!("round {} of {}: loss {loss:.4}, {} s", round + 1, COURSE.rounds, from.elapsed().as_secs());
    });
    let seen: Vec<NetArticle> = articles.into_iter().step_by(25).collect();
    Ok(net.section(&weights, &seen, vector_unit(pack)))
}
