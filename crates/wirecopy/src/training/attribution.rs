//! Learning the cue lexicon, the cue model and the role model from articles with marked attributions.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::{Learner, Logistic, shuffled};
use crate::attribution::indirect::cues;
use crate::attribution::indirect::roles::{CONTENT, CUE, Lattice, OUT, SOURCE};
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

struct Prepared {
    document: Document,
    words: Segmented,
    marks: Marks,
    /// For each attribution: the token at the centre of its cue, the tokens of source, cue, content.
    gold: Vec<(usize, [Vec<usize>; 3])>,
}

/// Articles read once for all rounds of learning.
#[allow(missing_debug_implementations, reason = "large, and of no interest")]
pub struct Corpus {
    articles: Vec<Prepared>,
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
    /// Reads the articles, each with a pack whose tagger and parser were learned without it, so that the models
    /// of attribution see trees as wrong as those of new articles.
    ///
    /// # Errors
    ///
    /// As [`Document::from_text`].
    pub fn new<'a>(articles: &[GoldArticle], pack_for: impl Fn(usize) -> &'a Pack) -> Result<Self> {
        let mut out = Vec::new();
        for (k, article) in articles.iter().enumerate() {
            let pack = pack_for(k);
            let document = Document::from_text(&article.text)?;
            let words = segment(&document, pack, crate::Engine::Model);
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

    /// What the lexicon would say had it not been learned from this very word.
    fn forget(view: &mut View<'_>, is_cue: &[bool]) {
        for i in 0..view.len() {
            let hit = u32::from(is_cue[view.first + i]);
            let (all, frame) = &mut view.rates[i];
            for rate in [all, frame] {
                rate.seen = rate.seen.saturating_sub(1);
                rate.cue = rate.cue.saturating_sub(hit);
            }
        }
    }

    /// Learns the cue model from the articles `part` picks.
    pub fn learn_cues(&self, pack: &Pack, rounds: u64, bits: u32, part: impl Fn(usize) -> bool) -> Vec<u8> {
        let lexicon = pack.resource(Lexicon::load);
        let mut cases: Vec<(Vec<u32>, bool)> = Vec::new();
        let mut list = Vec::new();
        for (_, a) in self.articles.iter().enumerate().filter(|(k, _)| part(*k)) {
            let is_cue = Self::is_cue(a);
            for mut view in Self::views(a, &lexicon) {
                Self::forget(&mut view, &is_cue);
                for i in 0..view.len() {
                    let hit = is_cue[view.first + i];
                    if hit || cues::is_candidate(&view, i) {
                        cues::features(&view, i, &mut list);
                        cases.push((list.clone(), hit));
                    }
                }
            }
        }
        let mut model = Logistic::new(bits);
        for round in 0..rounds {
            for k in shuffled(cases.len(), round + 21) {
                model.learn(&cases[k].0, cases[k].1);
            }
        }
        model.finish()
    }

    /// The labels a gold attribution gives the words of the sentence of its cue.
    fn labels(view: &View<'_>, roles: &[&[Vec<usize>; 3]]) -> Vec<u8> {
        let mut out = vec![OUT; view.len()];
        for roles in roles {
            for (role, label) in [(2, CONTENT), (0, SOURCE), (1, CUE)] {
                for &k in &roles[role] {
                    if let Some(slot) = k.checked_sub(view.first).and_then(|i| out.get_mut(i)) {
                        *slot = label;
                    }
                }
            }
        }
        out
    }

    /// Learns the role model from the articles `part` picks.
    pub fn learn_roles(&self, pack: &Pack, rounds: u64, bits: u32, part: impl Fn(usize) -> bool) -> Vec<u8> {
        let lexicon = pack.resource(Lexicon::load);
        let mut cases: Vec<(usize, usize, usize)> = Vec::new();
        let mut views = Vec::new();
        for (k, a) in self.articles.iter().enumerate() {
            let is_cue = Self::is_cue(a);
            let mut own = if part(k) { Self::views(a, &lexicon) } else { Vec::new() };
            for view in &mut own {
                Self::forget(view, &is_cue);
            }
            for (s, view) in own.iter().enumerate() {
                for i in 0..view.len() {
                    if is_cue[view.first + i] {
                        cases.push((k, s, i));
                    }
                }
            }
            views.push(own);
        }
        let mut learner = Learner::new(bits);
        let mut lattice = Lattice::default();
        let mut guess = Vec::new();
        for round in 0..rounds {
            for c in shuffled(cases.len(), round + 31) {
                let (k, s, i) = cases[c];
                let view = &views[k][s];
                let roles: Vec<&[Vec<usize>; 3]> = self.articles[k]
                    .gold
                    .iter()
                    .filter(|(centre, _)| *centre == view.first + i)
                    .map(|(_, roles)| roles)
                    .collect();
                let mut gold = Self::labels(view, &roles);
                if !gold.contains(&CONTENT) {
                    continue;
                }
                gold[i] = CUE;
                lattice.fill(view, i);
                lattice.decode(&learner, &mut guess);
                learner.tick();
                if guess != gold {
                    lattice.credit(&gold, &guess, |f, class| learner.update(f, class, 1));
                    lattice.credit(&guess, &gold, |f, class| learner.update(f, class, -1));
                }
            }
        }
        learner.finish()
    }
}
