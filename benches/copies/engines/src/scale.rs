//! `copies-engines scale DOCUMENTS [estimate]`: an index of that many invented documents of about 2.6 KB, made one
//! after another and not kept; of every three one is a copy (near, cut, or a passage of another). The last line is
//! `documents pairs cpu_seconds peak_megabytes`, without the time of making the documents.

use std::fmt::Write as _;

use cpu_time::ProcessTime;
use wirecopy::dedup::{DedupOptions, Index};

struct Source {
    state: u64,
    words: Vec<String>,
    /// The latest originals, to copy from.
    recent: Vec<Vec<u32>>,
}

impl Source {
    fn new() -> Self {
        let mut source = Self { state: 7, words: Vec::new(), recent: Vec::new() };
        const PARTS: [&str; 20] = [
            "ka", "lo", "ve", "tri", "mun", "sel", "or", "bra", "ti", "gen", "po", "ran", "de", "qui", "sta",
            "fel", "im", "nor", "chu", "ba",
        ];
        for k in 0..30_000 {
            let mut word = String::new();
            // Few words are short and frequent, as in a language.
            for _ in 0..1 + (k > 50) as usize + (k > 2000) as usize + source.below(2) {
                word.push_str(PARTS[source.below(PARTS.len())]);
            }
            source.words.push(word);
        }
        source
    }

    fn below(&mut self, n: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state >> 11) as usize % n
    }

    fn word(&mut self) -> u32 {
        let x = self.below(1 << 20) as f64 / (1 << 20) as f64;
        (x.powi(4) * self.words.len() as f64) as u32
    }

    fn fresh(&mut self, n: usize) -> Vec<u32> {
        (0..n).map(|_| self.word()).collect()
    }

    fn document(&mut self, k: usize) -> String {
        let mut words = match k % 3 {
            2 if !self.recent.is_empty() => {
                let from = self.below(self.recent.len());
                let mut words = self.recent[from].clone();
                match self.below(4) {
                    0 => words.truncate(150),
                    1 => {
                        let at = self.below(words.len() - 100);
                        let mut host = self.fresh(320);
                        host.splice(160..160, words[at..at + 80].iter().copied());
                        words = host;
                    }
                    n => {
                        for _ in 0..n * 6 {
                            let (at, word) = (self.below(words.len()), self.word());
                            words[at] = word;
                        }
                    }
                }
                words
            }
            _ => {
                let n = 300 + self.below(240);
                let words = self.fresh(n);
                if self.recent.len() < 2000 {
                    self.recent.push(words.clone());
                } else {
                    let at = self.below(2000);
                    self.recent[at].clone_from(&words);
                }
                words
            }
        };
        if k % 10 == 0 {
            // A footer that a tenth of all documents carries.
            words.extend((0..40).map(|n| 25_000 + n * 7));
        }
        let mut text = String::with_capacity(2800);
        for (n, word) in words.iter().enumerate() {
            let end = if n % 80 == 79 { ".\n\n" } else if n % 17 == 16 { ". " } else { " " };
            let _ = write!(text, "{}{end}", self.words[*word as usize]);
        }
        text
    }
}

pub(crate) fn run(documents: usize, estimate: bool) {
    let mut source = Source::new();
    let mut index = Index::new(&DedupOptions::default().with_estimate(estimate)).expect("options");
    let mut seconds = 0.0;
    let mut batch = Vec::new();
    for k in 0..documents {
        batch.push((k.to_string(), source.document(k)));
        if batch.len() == 1000 || k + 1 == documents {
            let start = ProcessTime::now();
            index.insert_texts(&batch).expect("keys that differ");
            seconds += start.elapsed().as_secs_f64();
            batch.clear();
        }
    }
    let start = ProcessTime::now();
    let (pairs, clusters) = (index.pairs().len(), index.clusters().len());
    seconds += start.elapsed().as_secs_f64();
    assert!(clusters < documents, "copies were made");
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|l| l.strip_prefix("VmHWM:")).unwrap_or("0");
    let peak: f64 = peak.trim().trim_end_matches(" kB").trim().parse().unwrap_or(0.0);
    println!("{documents} {pairs} {seconds:.3} {:.0}", peak / 1024.0);
}
