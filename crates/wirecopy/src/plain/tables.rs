//! The word lists of this folder's `data/`, read once. All are lower case; other languages are more rows.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .filter(|l| !l.starts_with('#') && !l.trim().is_empty())
        .map(|l| l.split('\t').map(|cell| cell.trim_matches('\r')).collect())
}

/// Month number by its name in any language.
pub(crate) static MONTHS: LazyLock<HashMap<&'static str, u32>> = LazyLock::new(|| {
    let mut months = HashMap::new();
    for row in rows(include_str!("data/months.tsv")) {
        if let [_, number, names] = row[..]
            && let Ok(number) = number.parse()
        {
            for name in names.split(' ') {
                months.entry(name).or_insert(number);
            }
        }
    }
    months
});

/// Lines that are not the article, by how they are recognised.
#[derive(Debug, Default)]
pub(crate) struct Boilerplate {
    is: HashMap<&'static str, &'static str>,
    starts: HashMap<char, Vec<(&'static str, &'static str)>>,
    has: Vec<(&'static str, &'static str)>,
    words: Vec<(HashSet<&'static str>, &'static str)>,
}

pub(crate) static BOILERPLATE: LazyLock<Boilerplate> = LazyLock::new(|| {
    let mut table = Boilerplate::default();
    for row in rows(include_str!("data/boilerplate.tsv")) {
        let [note, _, how, phrase] = row[..] else { continue };
        match how {
            "is" => drop(table.is.insert(phrase, note)),
            "starts" => {
                if let Some(first) = phrase.chars().next() {
                    table.starts.entry(first).or_default().push((phrase, note));
                }
            }
            "has" => table.has.push((phrase, note)),
            _ => table.words.push((phrase.split(' ').collect(), note)),
        }
    }
    table
});

impl Boilerplate {
    /// Which kind of debris a line is, given in lower case; `None` when it may be the article.
    pub(crate) fn note(&self, line: &str) -> Option<&'static str> {
        let bare = line.trim_matches(|c: char| !c.is_alphanumeric() && c != '©' && c != '&');
        if let Some(note) = self.is.get(bare) {
            return Some(note);
        }
        if line.len() > 400 {
            return None;
        }
        let line = line.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©');
        if let Some(list) = line.chars().next().and_then(|c| self.starts.get(&c)) {
            for &(phrase, note) in list {
                if let Some(rest) = line.strip_prefix(phrase)
                    && (!phrase.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphanumeric))
                {
                    // "More from the harbour was expected." is a sentence; a teaser is short or has no end.
                    if opens_a_sentence(phrase) && is_sentence(line) {
                        continue;
                    }
                    return Some(note);
                }
            }
        }
        if let Some(&(_, note)) = self.has.iter().find(|(phrase, _)| line.contains(phrase)) {
            return Some(note);
        }
        if line.len() < 120 {
            let mut words = line.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).peekable();
            if words.peek().is_some() {
                let words: Vec<&str> = words.collect();
                for (set, note) in &self.words {
                    if words.iter().all(|w| set.contains(w)) && words.iter().any(|w| w.len() > 3) {
                        return Some(note);
                    }
                }
            }
        }
        None
    }
}

fn opens_a_sentence(phrase: &str) -> bool {
    !phrase.ends_with(':') && !phrase.contains("http") && phrase.split(' ').count() <= 3
}

fn is_sentence(line: &str) -> bool {
    line.len() > 60
        && line.trim_end_matches(['"', '”', '’', '\'', ')']).ends_with(['.', '!', '?'])
        && !line.contains(": ")
}

/// Words around pictures.
#[derive(Debug, Default)]
pub(crate) struct Credits {
    /// "photo", "image credit": stand before a name.
    pub(crate) labels: HashSet<&'static str>,
    /// "getty images", "afp".
    pub(crate) agencies: HashSet<&'static str>,
    /// "file", "pictured": open a caption.
    pub(crate) captions: HashSet<&'static str>,
}

pub(crate) static CREDITS: LazyLock<Credits> = LazyLock::new(|| {
    let mut credits = Credits::default();
    for row in rows(include_str!("data/credits.tsv")) {
        if let [kind, _, words] = row[..] {
            let set = match kind {
                "label" => &mut credits.labels,
                "agency" => &mut credits.agencies,
                _ => &mut credits.captions,
            };
            set.insert(words);
        }
    }
    credits
});

/// Words of header lines, by kind (`byline`, `and`, `role`, `published`, `modified`, `views`, …), longest first.
static HEADER_WORDS: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut words: HashMap<&'static str, Vec<&'static str>> = HashMap::new();
    for row in rows(include_str!("data/header_words.tsv")) {
        if let [kind, _, word] = row[..] {
            words.entry(kind).or_default().push(word);
        }
    }
    let mut sorted: Vec<_> = words.into_iter().collect();
    for (_, list) in &mut sorted {
        list.sort_by_key(|w| (std::cmp::Reverse(w.len()), *w));
        list.dedup();
    }
    sorted.into_iter().collect()
});

/// The words of one kind, longest first.
pub(crate) fn header_words(kind: &str) -> &'static [&'static str] {
    HEADER_WORDS.get(kind).map_or(&[], Vec::as_slice)
}

/// Length in bytes of the longest word of `kind` that `lower` starts with, whole words only.
pub(crate) fn starts_with(kind: &str, lower: &str) -> Option<usize> {
    header_words(kind).iter().find_map(|word| {
        let rest = lower.strip_prefix(word)?;
        (!rest.starts_with(char::is_alphanumeric)).then_some(word.len())
    })
}

/// How much a pattern says about who publishes a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weight {
    /// Only the publisher's own text says so.
    Own,
    /// So it is when there is other evidence: "…, X writes."
    Written,
    /// "told X": so it is when there is other evidence.
    Told,
    /// Said of others.
    Cited,
}

/// Words before and after a name, and what they say.
#[derive(Debug)]
pub(crate) struct Evidence {
    pub(crate) weight: Weight,
    pub(crate) before: Vec<&'static str>,
    pub(crate) after: Vec<&'static str>,
}

pub(crate) static EVIDENCE: LazyLock<Vec<Evidence>> = LazyLock::new(|| {
    rows(include_str!("data/outlet_evidence.tsv"))
        .filter(|row| row.len() >= 3)
        .map(|row| Evidence {
            weight: match row[0] {
                "own" => Weight::Own,
                "written" => Weight::Written,
                "told" => Weight::Told,
                _ => Weight::Cited,
            },
            before: row[2].split_whitespace().collect(),
            after: row.get(3).map(|a| a.split_whitespace().collect()).unwrap_or_default(),
        })
        .collect()
});

/// Words the names of outlets are made of.
pub(crate) static OUTLET_WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    rows(include_str!("data/outlet_words.tsv"))
        .filter_map(|row| row.get(1).copied())
        .flat_map(|words| words.split(' '))
        .collect()
});

/// Outlets by host, and all their names.
#[derive(Debug, Default)]
pub(crate) struct Outlets {
    pub(crate) by_host: HashMap<&'static str, &'static str>,
    pub(crate) names: HashSet<String>,
}

pub(crate) static OUTLETS: LazyLock<Outlets> = LazyLock::new(|| {
    let mut outlets = Outlets::default();
    for row in rows(include_str!("data/outlets.tsv")) {
        if let [host, name] = row[..] {
            outlets.by_host.insert(host, name);
            outlets.names.insert(name.to_lowercase());
        }
    }
    outlets
});
