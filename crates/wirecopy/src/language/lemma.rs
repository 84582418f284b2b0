//! Dictionary forms: what is cut from the end of a word and what is put in its place, by its tag and its ending.
//!
//! Table `lemmas` of a pack: a tag, an ending (`^` before it when it is the whole word), how many characters are cut,
//! what is put in their place. The longest ending decides.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::{Pack, Penn};

/// Longest ending that is looked for, in characters.
pub(crate) const LONGEST: usize = 5;

/// The rules.
#[derive(Debug, Default)]
pub(crate) struct Lemmas {
    rules: FxHashMap<(Penn, &'static str), (usize, &'static str)>,
}

impl Lemmas {
    pub(crate) fn load(pack: &Pack) -> Self {
        let rules = pack
            .rows("lemmas")
            .filter_map(|row| {
                let &[tag, ending, cut, put] = row.as_slice() else { return None };
                Some(((Penn::from_name(tag)?, ending), (cut.parse().ok()?, put)))
            })
            .collect();
        Self { rules }
    }

    /// The dictionary form of a word.
    pub(crate) fn lemma<'a>(&self, word: &'a str, tag: Penn) -> Cow<'a, str> {
        let word = base(word, tag);
        let rule = self.whole(&word, tag).or_else(|| {
            let starts = word.char_indices().rev().map(|(i, _)| i).take(LONGEST).collect::<Vec<_>>();
            starts
                .iter()
                .rev()
                .chain(&[word.len()])
                .find_map(|&i| self.rules.get(&(tag, &word[i..])).copied())
        });
        match rule {
            Some((cut, put)) if cut > 0 || !put.is_empty() => {
                let kept = match cut {
                    0 => word.len(),
                    _ => word.char_indices().rev().nth(cut - 1).map_or(0, |(i, _)| i),
                };
                Cow::Owned(format!("{}{put}", &word[..kept]))
            }
            _ => word,
        }
    }

    fn whole(&self, word: &str, tag: Penn) -> Option<(usize, &'static str)> {
        if word.len() > 24 {
            return None;
        }
        self.rules.get(&(tag, &*format!("^{word}"))).copied()
    }
}

/// The form rules are applied to: small letters, except in names; one kind of apostrophe.
pub(crate) fn base(word: &str, tag: Penn) -> Cow<'_, str> {
    let mut out = Cow::Borrowed(word);
    if !matches!(tag, Penn::NNP | Penn::NNPS | Penn::ADD) && word.chars().any(char::is_uppercase) {
        out = Cow::Owned(word.to_lowercase());
    }
    if out.contains('’') {
        out = Cow::Owned(out.replace('’', "'"));
    }
    out
}
