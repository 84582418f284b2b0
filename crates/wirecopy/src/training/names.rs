//! Learning named entities from silver and gold labels.

use super::{Learner, TreeSentence, shuffled};
use crate::language::forms::Form;
use crate::language::model::{Table, Weights};
use crate::language::names::{self, Gazetteer, LABELS, Label, NameKind, Seen};
use crate::language::words::WordTable;
use crate::language::{Pack, Penn, tagger};

/// How far the right label must be ahead of the next while learning.
const MARGIN: i32 = 100;

/// The label of a corpus's name for it: `B-PERSON`, `O`; `None` where it does not say.
pub(crate) fn label_of(text: &str) -> Option<Label> {
    if text == "O" {
        return Some(0);
    }
    let (part, kind) = text.split_once('-')?;
    let kind = NameKind::ALL.iter().position(|k| k.name() == kind)?;
    Some((2 * kind + if part == "B" { 1 } else { 2 }) as Label)
}

/// The labels a word may have: one, or where the corpus does not say, none and those of the kind it does not mark.
fn allowed(text: &str) -> u64 {
    let misc = 1 + 2 * NameKind::Misc as u64;
    label_of(text).map_or(1 | 1 << misc | 1 << (misc + 1), |l| 1 << l)
}

/// Learns the weights (`names.bin`) from documents, each its sentences in order. Gold documents are shown `times`
/// times a round.
pub fn learn_names(
    documents: &[Vec<TreeSentence>],
    pack: &Pack,
    words: &'static [u8],
    tagger: &'static [u8],
    rounds: u64,
    bits: u32,
    times: usize,
) -> Vec<u8> {
    let known = WordTable::read(words).unwrap_or_default();
    let Some(table) = Table::read(tagger) else { return Vec::new() };
    let lists = Gazetteer::load(pack);
    let mut list = Vec::new();
    type Case = (Vec<Form>, Vec<Penn>, Vec<u64>);
    let data: Vec<Vec<Case>> = documents
        .iter()
        .map(|d| {
            let named = d.iter().filter(|s| s.names.len() == s.words.len());
            named
                .map(|s| {
                    let forms = s.forms(&known);
                    let mut tags = Vec::new();
                    tagger::tag(&forms, &table, &mut tags, &mut list);
                    (forms, tags, s.names.iter().map(|n| allowed(n)).collect())
                })
                .collect()
        })
        .collect();
    let order: Vec<usize> = (0..data.len())
        .flat_map(|k| {
            let silver = documents[k].first().is_some_and(|s| s.silver);
            std::iter::repeat_n(k, if silver { 1 } else { times })
        })
        .collect();
    let mut learner = Learner::new(bits);
    let mut labels: Vec<Label> = Vec::new();
    for round in 0..rounds {
        for k in shuffled(order.len(), round + 21) {
            let mut seen = Seen::new();
            for (forms, tags, gold) in &data[order[k]] {
                labels.clear();
                let style = tagger::style(forms);
                for i in 0..forms.len() {
                    let before = labels.last().copied().unwrap_or(0);
                    if !names::may_be(&forms[i], tags[i], before, forms.get(i + 1)) {
                        labels.push(0);
                        continue;
                    }
                    names::features(forms, tags, &labels, i, style, &lists, &seen, &mut list);
                    let possible = names::possible(before);
                    let guess = tagger::choose(possible, &list, &learner);
                    learner.tick();
                    let (good, bad) = (gold[i] & possible, possible & !gold[i]);
                    if good != 0 && bad != 0 {
                        let (wanted, rival) =
                            (tagger::choose(good, &list, &learner), tagger::choose(bad, &list, &learner));
                        if learner.score(&list, wanted) - learner.score(&list, rival) < MARGIN {
                            learner.update(&list, wanted, 1);
                            learner.update(&list, rival, -1);
                        }
                    }
                    labels.push((guess % LABELS) as Label);
                }
                names::remember(forms, &labels, style, &mut seen);
            }
        }
    }
    learner.finish()
}
