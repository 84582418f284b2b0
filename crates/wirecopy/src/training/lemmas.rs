//! Learning dictionary forms: the rules of the table `lemmas`.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::TreeSentence;
use crate::language::Penn;
use crate::language::lemma::{LONGEST, base};

/// What is cut from a word and put in place of it.
type Edit = (usize, String);

fn edit(word: &str, lemma: &str) -> Option<Edit> {
    let common = word.chars().zip(lemma.chars()).take_while(|(a, b)| a == b).count();
    let put: String = lemma.chars().skip(common).collect();
    let fits = put.chars().count() <= 8 && !put.contains(['\t', '\n', '#']);
    (fits && !word.contains(['\t', '\n', '#'])).then(|| (word.chars().count() - common, put))
}

/// The table: for each tag and ending what most words with it do, where a shorter ending would say something else;
/// whole words where their ending would.
pub fn learn_lemmas(sentences: &[TreeSentence]) -> String {
    let mut words: BTreeMap<(Penn, String), BTreeMap<Edit, u32>> = BTreeMap::new();
    for s in sentences {
        for (k, lemma) in s.lemmas.iter().enumerate() {
            let Some(tag) = s.penn[k] else { continue };
            if lemma.is_empty() || lemma == "_" {
                continue;
            }
            let word = base(&s.words[k], tag);
            let lemma =
                if matches!(tag, Penn::NNP | Penn::NNPS) { lemma.clone() } else { lemma.to_lowercase() };
            if let Some(edit) = edit(&word, &lemma) {
                // A program's word counts only where the treebanks have none.
                let weight = if s.silver { 1 } else { 10_000 };
                *words.entry((tag, word.into_owned())).or_default().entry(edit).or_default() += weight;
            }
        }
    }
    let most = |edits: &BTreeMap<Edit, u32>| {
        edits.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0))).map(|(e, n)| (e.clone(), *n))
    };
    // Every word counts once for its endings: frequent words are irregular.
    let mut endings: BTreeMap<(Penn, String), BTreeMap<Edit, u32>> = BTreeMap::new();
    let chosen: BTreeMap<&(Penn, String), (Edit, u32)> =
        words.iter().filter_map(|(key, edits)| Some((key, most(edits)?))).collect();
    for ((tag, word), (edit, _)) in &chosen {
        let starts: Vec<usize> = word.char_indices().rev().map(|(i, _)| i).take(LONGEST).collect();
        for start in starts.into_iter().chain([word.len()]) {
            *endings.entry((*tag, word[start..].to_owned())).or_default().entry(edit.clone()).or_default() +=
                1;
        }
    }
    let mut rules: BTreeMap<(Penn, String), Edit> = BTreeMap::new();
    // Shorter endings first: a longer one is kept where it says something else.
    let mut order: Vec<_> = endings.iter().collect();
    order.sort_by_key(|((tag, ending), _)| (ending.chars().count(), *tag, ending.clone()));
    let shorter = |rules: &BTreeMap<(Penn, String), Edit>, tag: Penn, ending: &str| {
        let mut rest = ending;
        while let Some(c) = rest.chars().next() {
            rest = &rest[c.len_utf8()..];
            if let Some(edit) = rules.get(&(tag, rest.to_owned())) {
                return Some(edit.clone());
            }
        }
        None
    };
    for ((tag, ending), edits) in order {
        let Some((edit, count)) = most(edits) else { continue };
        if ending.is_empty() || (count >= 3 && shorter(&rules, *tag, ending).as_ref() != Some(&edit)) {
            rules.insert((*tag, ending.clone()), edit);
        }
    }
    let mut out = String::from("# tag\tending, ^ before a whole word\tcharacters cut\tput in their place\n");
    for ((tag, word), (edit, count)) in &chosen {
        let tail: String = {
            let skip = word.chars().count().saturating_sub(LONGEST);
            word.chars().skip(skip).collect()
        };
        let by_ending = rules.get(&(*tag, tail.clone())).cloned().or_else(|| shorter(&rules, *tag, &tail));
        if *count >= 4 && by_ending.as_ref() != Some(edit) {
            let _ = writeln!(out, "{}\t^{word}\t{}\t{}", tag.name(), edit.0, edit.1);
        }
    }
    for ((tag, ending), edit) in &rules {
        let _ = writeln!(out, "{}\t{ending}\t{}\t{}", tag.name(), edit.0, edit.1);
    }
    out
}
