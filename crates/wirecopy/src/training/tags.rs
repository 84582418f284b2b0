//! Learning parts of speech from treebanks: the table of words and the tagger's weights.

use std::collections::BTreeMap;

use super::{Learner, TreeSentence, shuffled};
use crate::language::Penn;
use crate::language::forms::Form;
use crate::language::model::Weights;
use crate::language::tagger;
use crate::language::words::{WordTable, bit, ending_key, write_words};

/// How much a gold word counts against a silver one.
const GOLD: u32 = 4;

/// The table of words (`words.bin`): words seen at least `least` times (gold ones count for several), with the tags
/// of at least a hundredth of their uses. A word in capitals has an entry of its own when it was seen often enough.
pub fn learn_words(sentences: &[TreeSentence], least: u32) -> Vec<u8> {
    let mut counts: BTreeMap<(String, bool), BTreeMap<Penn, u32>> = BTreeMap::new();
    for s in sentences {
        let weight = if s.silver { 1 } else { GOLD };
        for (k, (word, penn)) in s.words.iter().zip(&s.penn).enumerate() {
            let Some(penn) = *penn else { continue };
            let numeric = word.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b':'));
            if numeric && word.bytes().any(|b| b.is_ascii_digit()) || word.contains(['\t', '\n']) {
                continue;
            }
            let small = word.to_lowercase().replace(['’', 'ʼ', '´', '‘'], "'");
            if k > 0 && word.starts_with(char::is_uppercase) {
                *counts.entry((word.clone(), true)).or_default().entry(penn).or_default() += weight;
            }
            *counts.entry((small, false)).or_default().entry(penn).or_default() += weight;
        }
    }
    let mut rows = Vec::new();
    for ((word, exact), tags) in &counts {
        let total: u32 = tags.values().sum();
        if total < if *exact { 2 * least } else { least } {
            continue;
        }
        let mut mask = tags.iter().filter(|&(_, &n)| n * 100 >= total).fold(0, |m, (&t, _)| m | bit(t));
        let pairs: [(Penn, Penn, fn(&str) -> bool); 3] = [
            (Penn::VBD, Penn::VBN, |w| w.ends_with("ed")),
            (Penn::VB, Penn::VBP, |_| true),
            (Penn::NNP, Penn::NNPS, |w| w.ends_with('s') && w.len() > 3),
        ];
        for (one, other, fits) in pairs {
            if mask & (bit(one) | bit(other)) != 0 && fits(word) && total < 2000 {
                mask |= bit(one) | bit(other);
            }
        }
        rows.push((word.as_str(), *exact, mask));
    }
    let endings = endings(&counts);
    write_words(rows.into_iter().chain(endings.iter().map(|(ending, mask)| (ending.as_str(), true, *mask))))
}

/// A word seen less often than this shows what words never seen are like.
const RARE: u32 = 40;

/// The tags of rare words by their last two and three letters: those of at least a fiftieth of the words.
fn endings(counts: &BTreeMap<(String, bool), BTreeMap<Penn, u32>>) -> Vec<(String, u64)> {
    let mut types: BTreeMap<&str, BTreeMap<Penn, u32>> = BTreeMap::new();
    for ((word, exact), tags) in counts {
        let plain = word.len() > 4 && word.bytes().all(|b| b.is_ascii_lowercase());
        if *exact || !plain || tags.values().sum::<u32>() > RARE {
            continue;
        }
        for &tag in tags.keys().filter(|t| !matches!(t, Penn::NNP | Penn::NNPS)) {
            for n in [2, 3] {
                *types.entry(&word[word.len() - n..]).or_default().entry(tag).or_default() += 1;
            }
        }
    }
    let kept = types.into_iter().filter_map(|(ending, tags)| {
        let total: u32 = tags.values().sum();
        let mask = tags.iter().filter(|&(_, &n)| n * 50 >= total).fold(0, |m, (&t, _)| m | bit(t));
        (total >= 20).then(|| (ending_key(ending), mask))
    });
    kept.collect()
}

/// How often a round shows a gold sentence, for one showing of a silver one.
const TIMES: usize = 3;

/// How far the right tag must be ahead of the next while learning.
const MARGIN: i32 = 150;

/// Learns the tagger's weights.
pub fn learn_tagger(sentences: &[TreeSentence], words: &'static [u8], rounds: u64, bits: u32) -> Vec<u8> {
    let known = WordTable::read(words).unwrap_or_default();
    let mut learner = Learner::new(bits);
    let (mut list, mut tags) = (Vec::new(), Vec::new());
    let data: Vec<(Vec<Form>, &[Option<Penn>])> =
        sentences.iter().map(|s| (s.forms(&known), &s.penn[..])).collect();
    // Gold sentences come several times in a round, so that the program's conventions do not win.
    let order: Vec<usize> = (0..data.len())
        .flat_map(|k| std::iter::repeat_n(k, if sentences[k].silver { 1 } else { TIMES }))
        .collect();
    for round in 0..rounds {
        for k in shuffled(order.len(), round + 1) {
            let (forms, gold) = &data[order[k]];
            tags.clear();
            let style = tagger::style(forms);
            for (i, form) in forms.iter().enumerate() {
                if form.tags.is_power_of_two() {
                    tags.push(Penn::ALL[form.tags.trailing_zeros() as usize]);
                    continue;
                }
                tagger::features(forms, &tags, i, style, &mut list);
                let guess = tagger::choose(form.tags, &list, &learner);
                learner.tick();
                if let Some(gold) = gold[i]
                    && form.tags & bit(gold) != 0
                {
                    let rival = if guess == gold as usize {
                        tagger::choose(form.tags & !bit(gold), &list, &learner)
                    } else {
                        guess
                    };
                    if learner.score(&list, gold as usize) - learner.score(&list, rival) < MARGIN {
                        learner.update(&list, gold as usize, 1);
                        learner.update(&list, rival, -1);
                    }
                }
                tags.push(Penn::ALL[guess]);
            }
        }
    }
    learner.finish()
}
