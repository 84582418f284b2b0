//! Learning parts of speech from treebanks: the table of words and the tagger's weights.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::{Learner, TreeSentence, shuffled};
use crate::language::Tag;
use crate::language::forms::{Form, TagTable};
use crate::language::model::Weights;
use crate::language::{Pack, tagger};

/// Which tags each word was seen with.
#[derive(Clone, Debug, Default)]
pub struct TagLexicon {
    words: BTreeMap<String, BTreeMap<Tag, u32>>,
}

impl TagLexicon {
    /// Counts the words of treebanks.
    pub fn of<'a>(sentences: impl Iterator<Item = &'a TreeSentence>) -> Self {
        let mut words: BTreeMap<String, BTreeMap<Tag, u32>> = BTreeMap::new();
        for sentence in sentences {
            for (word, penn) in sentence.words.iter().zip(&sentence.penn) {
                let word = word.to_lowercase().replace('’', "'");
                if word.contains(['\t', '\n']) || !word.chars().any(char::is_alphabetic) {
                    continue;
                }
                *words.entry(word).or_default().entry(Tag::from_penn(penn)).or_default() += 1;
            }
        }
        Self { words }
    }

    /// The table: words seen at least `least` times, their tags by falling count, tags under a fiftieth of the
    /// uses left out.
    pub fn table(&self, least: u32) -> String {
        let mut out = String::from("# word\ttags, the most frequent first\n");
        for (word, tags) in &self.words {
            let total: u32 = tags.values().sum();
            if total < least {
                continue;
            }
            let mut tags: Vec<(u32, Tag)> =
                tags.iter().map(|(t, n)| (*n, *t)).filter(|(n, _)| n * 50 >= total).collect();
            tags.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
            // A regular past form seen in one use has the other too.
            for (one, other) in [(Tag::Past, Tag::Participle), (Tag::Participle, Tag::Past)] {
                let has = |tag: Tag| tags.iter().any(|&(_, t)| t == tag);
                if word.ends_with("ed") && has(one) && !has(other) {
                    tags.push((0, other));
                }
            }
            let names: Vec<&str> = tags.iter().map(|(_, t)| t.name()).collect();
            let _ = writeln!(out, "{word}\t{}", names.join(" "));
        }
        out
    }
}

fn table_of(rows: &str) -> TagTable {
    TagTable::of(rows.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t')))
}

pub(super) fn forms_of(sentence: &TreeSentence, table: &TagTable) -> Vec<Form> {
    sentence.words.iter().map(|w| table.form(w)).collect()
}

/// Learns the tagger's weights.
pub fn learn_tagger(sentences: &[TreeSentence], table: &str, rounds: u64, bits: u32) -> Vec<u8> {
    let table = table_of(table);
    let mut learner = Learner::new(bits);
    let (mut list, mut tags) = (Vec::new(), Vec::new());
    let data: Vec<(Vec<Form>, Vec<Tag>)> = sentences
        .iter()
        .map(|s| (forms_of(s, &table), s.penn.iter().map(|p| Tag::from_penn(p)).collect()))
        .collect();
    for round in 0..rounds {
        for k in shuffled(data.len(), round + 1) {
            let (forms, gold) = &data[k];
            tags.clear();
            for (i, form) in forms.iter().enumerate() {
                let possible = form.tags;
                if possible.is_power_of_two() {
                    tags.push(Tag::ALL[possible.trailing_zeros() as usize]);
                    continue;
                }
                tagger::features(forms, &tags, i, &mut list);
                let guess = Tag::ALL
                    .iter()
                    .copied()
                    .filter(|t| possible & (1 << t.index()) != 0)
                    .max_by_key(|t| (learner.score(&list, t.index()), std::cmp::Reverse(t.index())))
                    .unwrap_or_default();
                learner.tick();
                if guess != gold[i] && possible & (1 << gold[i].index()) != 0 {
                    learner.update(&list, gold[i].index(), 1);
                    learner.update(&list, guess.index(), -1);
                }
                tags.push(guess);
            }
        }
    }
    learner.finish()
}

/// The share of words a pack's tagger gets right.
pub fn tag_accuracy(sentences: &[TreeSentence], pack: &Pack) -> f64 {
    let models = pack.resource(crate::language::Models::load);
    let (mut right, mut all) = (0u32, 0u32);
    let mut tags = Vec::new();
    for sentence in sentences {
        let forms = forms_of(sentence, &models.words);
        tagger::tag(&forms, &models.tagger, &mut tags);
        for (k, penn) in sentence.penn.iter().enumerate() {
            if sentence.words[k].chars().any(char::is_alphanumeric) {
                all += 1;
                right += u32::from(tags[k] == Tag::from_penn(penn));
            }
        }
    }
    f64::from(right) / f64::from(all.max(1))
}
