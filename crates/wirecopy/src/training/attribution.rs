//! Articles with marked attributions, and the table of cues learned from them.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::attribution::indirect::view::View;
use crate::attribution::lexicon::{Frame, Lexicon, Rate};
use crate::attribution::marks::{Marks, scan};
use crate::language::{Pack, Segmented, segment};
use crate::{Document, Result, Span};

/// An article with its attributions: byte spans of source, cue and content.
#[derive(Clone, Debug)]
pub struct GoldArticle {
    /// Its name.
    pub id: String,
    /// Its text.
    pub text: String,
    /// Source, cue, content of each attribution.
    pub attributions: Vec<[Vec<Span>; 3]>,
}

pub(super) struct Prepared {
    pub(super) document: Document,
    pub(super) words: Segmented,
    pub(super) marks: Marks,
    /// For each attribution: the token at the centre of its cue, the tokens of source, cue, content.
    pub(super) gold: Vec<(usize, [Vec<usize>; 3])>,
}

/// Articles read once for all rounds of learning.
#[allow(missing_debug_implementations, reason = "large, and of no interest")]
pub struct Corpus {
    pub(super) articles: Vec<Prepared>,
}

fn lower(word: &str) -> String {
    word.to_lowercase().replace('’', "'")
}

fn tokens_of(words: &Segmented, spans: &[Span]) -> Vec<usize> {
    let mut out = Vec::new();
    for &span in spans {
        let from = words.tokens.partition_point(|t| t.span.end() <= span.start());
        out.extend((from..words.tokens.len()).take_while(|&k| words.tokens[k].span.start() < span.end()));
    }
    out.sort_unstable();
    out.dedup();
    out
}

impl Corpus {
    /// Reads the articles.
    ///
    /// # Errors
    ///
    /// As [`Document::from_text`].
    pub fn new(articles: &[GoldArticle], pack: &'static Pack) -> Result<Self> {
        let mut out = Vec::new();
        for article in articles {
            let document = Document::from_text(&article.text)?;
            let (words, _) = segment(&document, pack, crate::Engine::Model);
            let marks = scan(&document, pack);
            let gold = article
                .attributions
                .iter()
                .map(|roles| (usize::MAX, std::array::from_fn(|k| tokens_of(&words, &roles[k]))))
                .collect();
            out.push(Prepared { document, words, marks, gold });
        }
        let mut out = Self { articles: out };
        out.centre();
        Ok(out)
    }

    /// The centre of each cue: the word that is most often part of cues.
    fn centre(&mut self) {
        let mut counts: BTreeMap<String, (f64, f64)> = BTreeMap::new();
        let word = |a: &Prepared, k: usize| lower(a.document.slice(a.words.tokens[k].span));
        for a in &self.articles {
            for k in 0..a.words.tokens.len() {
                counts.entry(word(a, k)).or_default().1 += 1.0;
            }
            let mut inside: Vec<usize> =
                a.gold.iter().flat_map(|(_, roles)| roles[1].iter().copied()).collect();
            inside.sort_unstable();
            inside.dedup();
            for k in inside {
                counts.entry(word(a, k)).or_default().0 += 1.0;
            }
        }
        for a in &mut self.articles {
            let centres: Vec<usize> = a
                .gold
                .iter()
                .map(|(_, roles)| {
                    let rate = |k: usize| {
                        let verb = a.words.tokens[k].tag.is_verb();
                        counts.get(&word(a, k)).map_or(0.0, |(cue, seen)| (cue + 0.2) / (seen + 2.0))
                            * if verb { 1.5 } else { 1.0 }
                    };
                    let best =
                        roles[1].iter().copied().max_by(|&x, &y| rate(x).total_cmp(&rate(y)).then(y.cmp(&x)));
                    best.unwrap_or(usize::MAX)
                })
                .collect();
            for (slot, centre) in a.gold.iter_mut().zip(centres) {
                slot.0 = centre;
            }
        }
    }

    fn views<'a>(a: &'a Prepared, lexicon: &Lexicon) -> Vec<View<'a>> {
        a.words.sentences.iter().map(|s| View::new(&a.document, &a.words, s, &a.marks, lexicon)).collect()
    }

    fn is_cue(a: &Prepared) -> Vec<bool> {
        let mut out = vec![false; a.words.tokens.len()];
        for (centre, _) in &a.gold {
            if let Some(slot) = out.get_mut(*centre) {
                *slot = true;
            }
        }
        out
    }

    /// The table of cues. `lemma` gives the dictionary form of a word in small letters, `class` the class of a
    /// lemma whose most frequent frame as a cue is given.
    pub fn lexicon(&self, lemma: impl Fn(&str) -> String, class: impl Fn(&str, &str) -> String) -> String {
        struct Counts {
            all: Rate,
            frames: [Rate; Frame::ALL.len()],
            verb: u32,
        }
        let mut table: BTreeMap<String, Counts> = BTreeMap::new();
        let empty = Lexicon::default();
        for a in &self.articles {
            let is_cue = Self::is_cue(a);
            for view in Self::views(a, &empty) {
                for i in 0..view.len() {
                    let word = lower(a.document.slice(view.spans[i]));
                    if word.contains(['\t', '\n', '#']) {
                        continue;
                    }
                    let entry = table.entry(word).or_insert(Counts {
                        all: Rate::default(),
                        frames: [Rate::default(); Frame::ALL.len()],
                        verb: 0,
                    });
                    let hit = u32::from(is_cue[view.first + i]);
                    let frame = &mut entry.frames[view.frames[i] as usize];
                    frame.seen += 1;
                    frame.cue += hit;
                    entry.all.seen += 1;
                    entry.all.cue += hit;
                    entry.verb += u32::from(view.tags[i].is_verb());
                }
            }
        }
        let mut out = String::from(
            "# form\tlemma\tclass\ttimes a cue\ttimes seen\tby frame: times a cue/times seen\n# learned by wirecopy-train lexicon\n",
        );
        for (word, counts) in &table {
            let verb = 2 * counts.verb >= counts.all.seen;
            let keep = match counts.all.cue {
                0 => verb && counts.all.seen >= 30,
                1 => verb || counts.all.seen < 30,
                _ => true,
            };
            if !keep {
                continue;
            }
            let frames: Vec<String> = Frame::ALL
                .iter()
                .filter(|f| counts.frames[**f as usize].seen > 0)
                .map(|f| {
                    let rate = counts.frames[*f as usize];
                    format!("{}:{}/{}", f.name(), rate.cue, rate.seen)
                })
                .collect();
            let best =
                Frame::ALL.iter().max_by_key(|f| (counts.frames[**f as usize].cue, std::cmp::Reverse(**f)));
            let lemma = lemma(word);
            let class = class(&lemma, best.map_or("other", |f| f.name()));
            let _ = writeln!(
                out,
                "{word}\t{lemma}\t{class}\t{}\t{}\t{}",
                counts.all.cue,
                counts.all.seen,
                frames.join(" ")
            );
        }
        out
    }
}
