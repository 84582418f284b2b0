//! `wirecopy-train attribution`: the network of attribution.

use wirecopy::training::{Corpus, GoldArticle, NetArticle, vector_unit};

use crate::net::attribution;
use crate::{Corpora, articles, pack_of, sections, write};

const ROUNDS: u64 = 12;
const RATE: f32 = 0.001;
const SEED: u64 = 1;

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
    let (net, weights) = attribution::train(&articles, ROUNDS, RATE, SEED, |round, loss| {
        println!("round {} of {ROUNDS}: loss {loss:.4}, {} s", round + 1, from.elapsed().as_secs());
    });
    let seen: Vec<NetArticle> = articles.into_iter().step_by(25).collect();
    Ok(net.section(&weights, &seen, vector_unit(pack)))
}
