//! What the models see of a word: hashes of its form, its ending, its shape, the tags it can have.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::{Pack, Tag};

/// What the models see of a word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Form {
    /// Hash of the word in small letters.
    pub(crate) word: u32,
    /// Hashes of its last two and three letters.
    pub(crate) ends: [u32; 2],
    /// Capital, digit, hyphen, all capitals: bits.
    pub(crate) shape: u32,
    /// The tags it can have, a bit each.
    pub(crate) tags: u32,
}

pub(crate) const CAPITAL: u32 = 1;
const DIGIT: u32 = 2;
const HYPHEN: u32 = 4;
const SHOUT: u32 = 8;

/// Tags a word outside the table can have.
const OPEN: u32 = bit(Tag::Noun)
    | bit(Tag::Nouns)
    | bit(Tag::Name)
    | bit(Tag::Adjective)
    | bit(Tag::Adverb)
    | bit(Tag::Verb)
    | bit(Tag::Past)
    | bit(Tag::Participle)
    | bit(Tag::Gerund)
    | bit(Tag::Present)
    | bit(Tag::PresentPlural)
    | bit(Tag::Other);

pub(crate) const fn bit(tag: Tag) -> u32 {
    1 << tag as u32
}

/// The tags each frequent word can have.
#[derive(Clone, Debug, Default)]
pub(crate) struct TagTable {
    words: HashMap<u64, u32, BuildHasherDefault<Identity>>,
}

/// The keys are hashes already.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Identity(u64);

impl Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, _: &[u8]) {}
    fn write_u64(&mut self, n: u64) {
        self.0 = n;
    }
}

/// FNV-1a over the word in small letters, every apostrophe alike.
pub(crate) fn hash(word: &str) -> u64 {
    let mut h: u64 = 0xcbf2_9ce4_8422_2325;
    let mut eat = |byte: u8| h = (h ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    if word.is_ascii() {
        word.bytes().for_each(|b| eat(b.to_ascii_lowercase()));
    } else {
        for c in word.chars().flat_map(char::to_lowercase) {
            let c = if matches!(c, '’' | 'ʼ' | '´' | '‘') { '\'' } else { c };
            let mut buffer = [0; 4];
            c.encode_utf8(&mut buffer).bytes().for_each(&mut eat);
        }
    }
    h ^ (h >> 29)
}

/// A hash folded to what features are made of.
pub(crate) fn fold(hash: u64) -> u32 {
    (hash ^ (hash >> 32)) as u32
}

impl TagTable {
    pub(crate) fn load(pack: &Pack) -> Self {
        Self::of(pack.rows("tags").filter_map(|row| Some((*row.first()?, *row.get(1)?))))
    }

    /// From rows of a word and its tags' names, the likeliest first, with points between.
    pub(crate) fn of<'a>(rows: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let words = rows
            .map(|(word, tags)| {
                (hash(word), tags.split(' ').filter_map(Tag::from_name).fold(0, |m, t| m | bit(t)))
            })
            .collect();
        Self { words }
    }

    /// What is known of a word before its neighbours are looked at.
    pub(crate) fn form(&self, word: &str) -> Form {
        let whole = hash(word);
        let initial = word.chars().next().unwrap_or(' ');
        let capital = initial.is_uppercase();
        let mut shape = if capital { CAPITAL } else { 0 };
        if word.bytes().any(|b| b.is_ascii_digit()) {
            shape |= DIGIT;
        }
        if word.contains('-') {
            shape |= HYPHEN;
        }
        if capital && word.len() > 1 && !word.chars().any(char::is_lowercase) {
            shape |= SHOUT;
        }
        let ending = |n: usize| {
            let start = word.char_indices().rev().nth(n - 1).map_or(0, |(i, _)| i);
            fold(hash(&word[start..]))
        };
        let tags = match mark(word) {
            Some(tag) => bit(tag),
            None => match self.words.get(&whole) {
                Some(&tags) if capital => tags | bit(Tag::Name),
                Some(&tags) => tags,
                None if shape & DIGIT != 0 => {
                    bit(Tag::Number) | bit(Tag::Adjective) | bit(Tag::Noun) | bit(Tag::Name)
                }
                None if capital => OPEN,
                None => OPEN & !bit(Tag::Name),
            },
        };
        Form { word: fold(whole), ends: [ending(2), ending(3)], shape, tags }
    }
}

/// The tag of a mark; `None` for words.
pub(crate) fn mark(word: &str) -> Option<Tag> {
    let tag = match word {
        "," => Tag::Comma,
        ":" | ";" | "--" | "–" | "—" | "-" | "..." | "…" | "―" => Tag::Colon,
        "“" | "‘" | "``" | "(" | "[" | "{" | "«" | "„" => Tag::Open,
        "”" | "’" | "''" | ")" | "]" | "}" | "»" | "\"" | "'" => Tag::Close,
        _ if word.starts_with(['.', '!', '?']) => Tag::Stop,
        _ if !word.chars().any(char::is_alphanumeric) => Tag::Other,
        _ => return None,
    };
    Some(tag)
}
