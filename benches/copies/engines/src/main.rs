//! Runs one engine over documents: `copies-engines ENGINE DOCS.jsonl PAIRS.tsv [THREADS]`.
//!
//! Text in, pairs out. Documents are read first; the last line on standard output is
//! `documents cpu_seconds wall_seconds`. `parts` is no engine: it is what the two costly parts of a plain
//! pipeline take (words cut and hashed; 128 permutations), without finding anything.

mod scale;

use std::io::Write;
use std::time::Instant;

use cpu_time::ProcessTime;
use gaoya::minhash::{MinHashIndex, MinHasher, MinHasher32};
use unicode_segmentation::UnicodeSegmentation;
use wirecopy::dedup::{DedupOptions, Index, Normalize};
use xxhash_rust::xxh3::xxh3_64;

type Document = (String, String);

fn wirecopy(documents: &[Document], options: DedupOptions, threads: usize) -> Vec<(String, String)> {
    let mut index = Index::new(&options.with_threads(threads)).expect("options");
    index.insert_texts(documents).expect("keys that differ");
    index.pairs().iter().map(|p| (p.a_key().to_owned(), p.b_key().to_owned())).collect()
}

fn gaoya(documents: &[Document]) -> Vec<(String, String)> {
    let hasher = MinHasher32::new(128);
    let mut index: MinHashIndex<u32, usize> = MinHashIndex::new(16, 8, 0.8);
    let mut signatures = Vec::new();
    for (k, (_, text)) in documents.iter().enumerate() {
        let text = text.to_lowercase();
        let words: Vec<&str> = text.unicode_words().collect();
        let signature = hasher.create_signature(words.windows(5.min(words.len().max(1))));
        index.insert(k, signature.clone());
        signatures.push(signature);
    }
    let mut out = Vec::new();
    for (k, signature) in signatures.iter().enumerate() {
        for other in index.query(signature) {
            if *other < k {
                out.push((documents[*other].0.clone(), documents[k].0.clone()));
            }
        }
    }
    out
}

fn hashes(text: &str) -> Vec<u64> {
    let text = text.to_lowercase();
    let words: Vec<&str> = text.unicode_words().collect();
    let mut run = String::new();
    words
        .windows(5.min(words.len().max(1)))
        .map(|w| {
            run.clear();
            for word in w {
                run.push_str(word);
                run.push(' ');
            }
            xxh3_64(run.as_bytes())
        })
        .collect()
}

fn sketch(hashes: &[u64], permutations: &[(u64, u64)]) -> Vec<u32> {
    let mut least = vec![u32::MAX; permutations.len()];
    for h in hashes {
        for (value, (a, b)) in least.iter_mut().zip(permutations) {
            *value = (*value).min((h.wrapping_mul(*a).wrapping_add(*b) >> 32) as u32);
        }
    }
    least
}

fn parts(documents: &[Document]) -> Vec<(String, String)> {
    let permutations: Vec<(u64, u64)> =
        (0..128u64).map(|k| (xxh3_64(&k.to_le_bytes()) | 1, xxh3_64(&(k + 128).to_le_bytes()))).collect();
    let start = ProcessTime::now();
    let all: Vec<Vec<u64>> = documents.iter().map(|(_, text)| hashes(text)).collect();
    let hashed = start.elapsed();
    let sketches: Vec<Vec<u32>> = all.iter().map(|h| sketch(h, &permutations)).collect();
    std::hint::black_box(&sketches);
    eprintln!("words {:.4} sketches {:.4}", hashed.as_secs_f64(), (start.elapsed() - hashed).as_secs_f64());
    Vec::new()
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    if let [_, engine, documents, rest @ ..] = args.as_slice()
        && engine == "scale"
    {
        return scale::run(documents.parse().expect("a number"), rest.first().is_some_and(|a| a == "estimate"));
    }
    let [_, engine, path, out, rest @ ..] = args.as_slice() else { panic!("ENGINE DOCS PAIRS [THREADS]") };
    let threads = rest.first().map_or(1, |t| t.parse().expect("a number"));
    let text = std::fs::read_to_string(path).expect("documents");
    let documents: Vec<Document> = text
        .lines()
        .map(|line| {
            let line: serde_json::Value = serde_json::from_str(line).expect("JSON");
            let field = |name: &str| line[name].as_str().expect("a string").to_owned();
            (field("id"), field("text"))
        })
        .collect();
    drop(text);
    let (wall, cpu) = (Instant::now(), ProcessTime::now());
    let pairs = match engine.as_str() {
        "wirecopy" => wirecopy(&documents, DedupOptions::default(), threads),
        "wirecopy-near" => {
            let options = DedupOptions::default().with_normalize(Normalize::Basic).with_passages(false);
            wirecopy(&documents, options, threads)
        }
        "wirecopy-estimate" => wirecopy(&documents, DedupOptions::default().with_estimate(true), threads),
        "gaoya-crate" => gaoya(&documents),
        "parts" => parts(&documents),
        other => panic!("no engine {other}"),
    };
    let (cpu, wall) = (cpu.elapsed().as_secs_f64(), wall.elapsed().as_secs_f64());
    let mut sink = std::io::BufWriter::new(std::fs::File::create(out).expect("a file"));
    for (a, b) in &pairs {
        writeln!(sink, "{a}\t{b}").expect("written");
    }
    println!("{} {cpu:.4} {wall:.4}", documents.len());
}
