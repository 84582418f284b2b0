//! Parts of speech without a model: the commonest of each listed word, the look of others, a few neighbours.

use rustc_hash::FxHashMap;

use super::forms::hash;
use super::{Pack, Tag};

/// The commonest tag of each listed word.
#[derive(Debug, Default)]
pub(crate) struct PlainTags {
    words: FxHashMap<u64, (Tag, bool)>,
}

impl PlainTags {
    pub(crate) fn load(pack: &Pack) -> Self {
        let words = pack.rows("tags").filter_map(|row| {
            let mut tags = row.get(1)?.split(' ').filter_map(Tag::from_name);
            let first = tags.next()?;
            Some((hash(row.first()?), (first, first.is_verb() || tags.any(Tag::is_verb))))
        });
        Self { words: words.collect() }
    }

    /// Tags the words of a sentence.
    pub(crate) fn tag(&self, words: &[&str], out: &mut Vec<Tag>) {
        out.clear();
        for (k, word) in words.iter().enumerate() {
            let before = out.last().copied().unwrap_or(Tag::Stop);
            let opens = matches!(before, Tag::Stop | Tag::Open | Tag::Close) || k == 0;
            out.push(self.one(word, before, opens));
        }
    }

    fn one(&self, word: &str, before: Tag, opens: bool) -> Tag {
        if let Some(tag) = mark(word) {
            return tag;
        }
        let known = self.words.get(&hash(word)).copied();
        let capital = word.starts_with(char::is_uppercase);
        if capital && (!opens || known.is_none()) {
            return Tag::Name;
        }
        let nominal = matches!(before, Tag::Determiner | Tag::Possessive | Tag::Adjective | Tag::Genitive);
        match known {
            Some((Tag::Name, _)) if !capital => Tag::Noun,
            Some((Tag::Past | Tag::Participle, _)) if nominal => Tag::Adjective,
            Some((tag, _)) if tag.is_verb() && nominal && tag != Tag::Gerund => Tag::Noun,
            Some((Tag::Noun, true)) if matches!(before, Tag::To | Tag::Modal) => Tag::Verb,
            Some((Tag::Nouns, true)) if matches!(before, Tag::Name | Tag::Pronoun) => Tag::Present,
            Some((tag, _)) => tag,
            None if word.starts_with(|c: char| c.is_ascii_digit()) => Tag::Number,
            None if word.ends_with("ly") => Tag::Adverb,
            None if word.ends_with("ing") => Tag::Gerund,
            None if word.ends_with("ed") && nominal => Tag::Adjective,
            None if word.ends_with("ed") => Tag::Past,
            None if word.ends_with('s') => Tag::Nouns,
            None => Tag::Noun,
        }
    }
}

/// The tag of a mark; `None` for words.
fn mark(word: &str) -> Option<Tag> {
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

#[cfg(test)]
#[cfg(feature = "lang-en")]
mod tests {
    use super::*;

    #[test]
    fn tags_by_table_look_and_neighbours() {
        let known = PlainTags::load(crate::language::english().unwrap());
        let mut tags = Vec::new();
        known.tag(&["The", "mayor", "said", "Vasko", "yabbered", "."], &mut tags);
        assert_eq!(tags, [Tag::Determiner, Tag::Noun, Tag::Past, Tag::Name, Tag::Past, Tag::Stop]);
    }
}
