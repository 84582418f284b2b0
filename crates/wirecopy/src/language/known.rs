//! What the tokenizer and the sentence splitter know of a language, read once from its pack.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Pack;

/// Abbreviations, words that open sentences, prefixes, contractions, units.
#[derive(Debug, Default)]
pub(crate) struct Known {
    pub(super) entries: FxHashMap<&'static str, Ending>,
    openers: FxHashSet<&'static str>,
    sayers: FxHashSet<&'static str>,
    pub(super) glued: Vec<&'static str>,
    parts: FxHashMap<&'static str, Part>,
    /// A bit for each first letter, last letter and length of a word that is two: most words are none.
    two: u64,
}

/// What the tokenizer does with a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Joins what follows its hyphen.
    Prefix,
    /// Is two words; the first has this many bytes.
    Two(usize),
    /// Stands apart from the number before it.
    Unit,
    /// Keeps the apostrophe before it.
    Clipped,
    /// Keeps the `$` after it.
    Currency,
    /// Begins an address.
    Scheme,
}

/// Whether a sentence may end at an abbreviation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// A name follows it always.
    Title,
    /// Something follows it always.
    Never,
    /// It may end one: what follows decides.
    May,
    /// Only before a number is it an abbreviation.
    Number,
    /// Only after a number is it an abbreviation.
    Unit,
}

fn key(word: &str) -> u64 {
    let b = word.as_bytes();
    let (first, last) = (b[0] | 0x20, b[b.len() - 1] | 0x20);
    1 << ((u32::from(first) * 7 + u32::from(last) * 3 + b.len() as u32) & 63)
}

impl Known {
    pub(crate) fn load(pack: &Pack) -> Self {
        let mut out = Self::default();
        for row in pack.rows("abbreviations") {
            let ending = match row.get(1) {
                None | Some(&"may") => Ending::May,
                Some(&"title") => Ending::Title,
                Some(&"number") => Ending::Number,
                Some(&"unit") => Ending::Unit,
                _ => Ending::Never,
            };
            out.entries.insert(row[0], ending);
        }
        for row in pack.rows("sentence_words") {
            match row.get(1) {
                Some(&"opens") => _ = out.openers.insert(row[0]),
                Some(&"says") => _ = out.sayers.insert(row[0]),
                Some(&"glued") => out.glued.push(row[0]),
                _ => {}
            }
        }
        out.glued.sort_unstable();
        for row in pack.rows("word_parts") {
            let part = match row.get(1) {
                Some(&"prefix") => Part::Prefix,
                Some(&"unit") => Part::Unit,
                Some(&"clipped") => Part::Clipped,
                Some(&"currency") => Part::Currency,
                Some(&"scheme") => Part::Scheme,
                Some(&"two") => match row.get(2).and_then(|n| n.parse().ok()) {
                    Some(cut) if row[0].is_char_boundary(cut) && cut > 0 && cut < row[0].len() => {
                        out.two |= key(row[0]);
                        Part::Two(cut)
                    }
                    _ => continue,
                },
                _ => continue,
            };
            out.parts.insert(row[0], part);
        }
        out
    }

    fn part(&self, word: &str) -> Option<Part> {
        if word.bytes().any(|b| b.is_ascii_uppercase()) {
            return self.parts.get(&*word.to_ascii_lowercase()).copied();
        }
        self.parts.get(word).copied()
    }

    /// Where the second word begins in a word that is two.
    pub(super) fn two_words(&self, word: &str) -> Option<usize> {
        if self.two & key(word) == 0 {
            return None;
        }
        match self.part(word) {
            Some(Part::Two(cut)) => Some(cut),
            _ => None,
        }
    }

    pub(super) fn is_prefix(&self, word: &str) -> bool {
        self.part(word) == Some(Part::Prefix)
    }

    pub(super) fn is_unit(&self, word: &str) -> bool {
        self.part(word) == Some(Part::Unit)
    }

    pub(super) fn is_clipped(&self, word: &str) -> bool {
        self.part(word) == Some(Part::Clipped)
    }

    pub(super) fn is_currency(&self, word: &str) -> bool {
        word.len() <= 3 && self.part(word) == Some(Part::Currency)
    }

    pub(super) fn is_scheme(&self, word: &str) -> bool {
        self.part(word) == Some(Part::Scheme)
    }

    /// Whether `word` starts sentences.
    pub(crate) fn opens(&self, word: &str) -> bool {
        self.openers.contains(word)
    }

    /// Whether `word` is a verb that attributes a question closed before it.
    pub(crate) fn says(&self, word: &str) -> bool {
        self.sayers.contains(word)
    }

    /// What kind of abbreviation `word`, its point included, is.
    pub(crate) fn ending(&self, word: &str) -> Option<Ending> {
        if let Some(&ending) = self.entries.get(word) {
            return Some(ending);
        }
        let letters = word.strip_suffix('.')?;
        let mut chars = letters.chars();
        match (chars.next(), chars.next()) {
            // An initial: "J." in "J. Doll".
            (Some(c), None) if c.is_uppercase() => Some(Ending::Title),
            // "U.N.", "p.m.": single letters with points between.
            (Some(_), Some('.')) if letters.split('.').all(|part| part.chars().count() == 1) => {
                Some(Ending::May)
            }
            _ => None,
        }
    }
}
