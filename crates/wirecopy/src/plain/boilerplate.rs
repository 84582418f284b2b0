//! Lines that are not the article, by the tables of `data/`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use regex::Regex;

use super::tables::rows;

/// What sites put around an article: `data/boilerplate.tsv`.
pub(super) static BOILERPLATE: LazyLock<Boilerplate> =
    LazyLock::new(|| Boilerplate::load(include_str!("data/boilerplate.tsv")));

/// What agencies and press offices put around a text: `data/wire_lines.tsv`.
pub(super) static WIRE_LINES: LazyLock<Boilerplate> =
    LazyLock::new(|| Boilerplate::load(include_str!("data/wire_lines.tsv")));

/// No boilerplate line is longer.
pub(super) const LONGEST: usize = 400;
/// A line longer than this with a stop at its end is a sentence, not a teaser.
const SENTENCE: usize = 60;

/// Lines that are not the article, by how they are recognised.
#[derive(Debug, Default)]
pub(super) struct Boilerplate {
    is: HashMap<&'static str, &'static str>,
    longest_is: usize,
    starts: HashMap<char, Vec<(&'static str, &'static str)>>,
    has: HashMap<&'static str, &'static str>,
    /// All of `has` at once.
    any: Option<Regex>,
    words: Vec<(HashSet<&'static str>, &'static str)>,
    /// All words of `words`.
    known: HashSet<&'static str>,
}

impl Boilerplate {
    fn load(text: &'static str) -> Self {
        let mut table = Self::default();
        for row in rows(text) {
            let [note, _, how, phrase] = row[..] else { continue };
            match how {
                "is" => {
                    table.longest_is = table.longest_is.max(phrase.len());
                    table.is.insert(phrase, note);
                }
                "starts" => {
                    if let Some(first) = phrase.chars().next() {
                        table.starts.entry(first).or_default().push((phrase, note));
                    }
                }
                "has" => drop(table.has.insert(phrase, note)),
                _ => {
                    let set: HashSet<&str> = phrase.split(' ').collect();
                    table.known.extend(&set);
                    table.words.push((set, note));
                }
            }
        }
        let mut phrases: Vec<String> = table.has.keys().map(|phrase| regex::escape(phrase)).collect();
        phrases.sort_unstable();
        if !phrases.is_empty() {
            table.any = Regex::new(&phrases.join("|")).ok();
        }
        table
    }

    /// Which kind of debris a line is, given in lower case; `None` when it may be the article.
    pub(super) fn note(&self, line: &str) -> Option<&'static str> {
        if line.len() > LONGEST {
            return None;
        }
        let bare = line.trim_matches(|c: char| !c.is_alphanumeric() && c != '©' && c != '&');
        if bare.len() <= self.longest_is
            && let Some(note) = self.is.get(bare)
        {
            return Some(note);
        }
        let line = line.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©');
        let first = line.chars().next()?;
        for &(phrase, note) in self.starts.get(&first).map_or(&[][..], Vec::as_slice) {
            if let Some(rest) = line.strip_prefix(phrase)
                && (!phrase.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphanumeric))
                && !goes_on_as_sentence(phrase, line)
            {
                return Some(note);
            }
        }
        if let Some(found) = self.any.as_ref().and_then(|any| any.find(line)) {
            return self.has.get(found.as_str()).copied();
        }
        self.made_of(line)
    }

    /// Lines made of nothing but the words of one row.
    fn made_of(&self, line: &str) -> Option<&'static str> {
        if line.len() >= 120 {
            return None;
        }
        let words = || line.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        if !words().next().is_some_and(|first| self.known.contains(first)) {
            return None;
        }
        let fits = |set: &HashSet<&str>| words().all(|w| set.contains(w)) && words().any(|w| w.len() > 3);
        self.words.iter().find(|(set, _)| fits(set)).map(|&(_, note)| note)
    }
}

/// "More from the harbour was expected.", "Watch: the wall will hold until spring, the mayor said.": a teaser is
/// short, or has no stop, or is a label and a headline.
fn goes_on_as_sentence(phrase: &str, line: &str) -> bool {
    let short = phrase.split(' ').count() <= 3 && !phrase.contains("http");
    let rest = if phrase.ends_with(':') { line[phrase.len()..].trim_start() } else { line };
    short
        && rest.len() > SENTENCE
        && rest.trim_end_matches(['"', '”', '’', '\'', ')']).ends_with(['.', '!', '?'])
        && !rest.contains(": ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn teasers_are_not_sentences() {
        for teaser in [
            "related: port vellin ferry strike enters third week",
            "watch: mayor on the wall.",
            "more from the harbour",
            "read more: nordwire: the pumps are gone and nobody in the lower town was asked about it.",
            "share tweet email",
            "© 2031 nordwire. all rights reserved.",
        ] {
            assert!(BOILERPLATE.note(teaser).is_some(), "{teaser}");
        }
        for sentence in [
            "watch: the wall will hold until the spring, the mayor said, but the pumps are gone for good.",
            "related: the board has also sold two barges, three people who know of the sale told nordwire.",
            "more from the harbour was expected by the end of the week, the mayor said on monday.",
            "share prices fell.",
        ] {
            assert_eq!(BOILERPLATE.note(sentence), None, "{sentence}");
        }
    }

    #[test]
    fn wire_lines() {
        for (line, note) in [
            ("-end-", "end_mark"),
            ("(more)", "more_mark"),
            ("embargoed until 0001 gmt march 5", "embargo"),
            ("for immediate release", "release_line"),
            ("editors: adds statement of the board.", "advisory"),
        ] {
            assert_eq!(WIRE_LINES.note(line), Some(note), "{line}");
        }
        for body in ["the end of the wall", "more than a wall", "editors were asked to leave the town hall."]
        {
            assert_eq!(WIRE_LINES.note(body), None, "{body}");
        }
    }
}
