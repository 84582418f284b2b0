//! The word lists of this folder's `data/`, read once. All are lower case; other languages are more rows.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use regex::Regex;

pub(super) fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
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

/// Words around pictures.
#[derive(Debug, Default)]
pub(crate) struct Credits {
    /// "photo", "image credit": stand before a name.
    pub(crate) labels: HashSet<&'static str>,
    /// The same by their first byte.
    by_first: HashMap<u8, Vec<&'static str>>,
    /// "getty images", "afp".
    pub(crate) agencies: HashSet<&'static str>,
    /// "file", "pictured": open a caption.
    pub(crate) captions: HashSet<&'static str>,
}

pub(crate) static CREDITS: LazyLock<Credits> = LazyLock::new(|| {
    let mut credits = Credits::default();
    for row in rows(include_str!("data/credits.tsv")) {
        if let [kind, _, words] = row[..] {
            match kind {
                "label" => {
                    let first = words.bytes().next().unwrap_or_default();
                    if credits.labels.insert(words) {
                        credits.by_first.entry(first).or_default().push(words);
                    }
                }
                "agency" => drop(credits.agencies.insert(words)),
                _ => drop(credits.captions.insert(words)),
            }
        }
    }
    credits
});

impl Credits {
    /// Whether a line in lower case begins with a label that a name follows.
    pub(super) fn is_label(&self, line: &str) -> bool {
        let Some(labels) = line.as_bytes().first().and_then(|b| self.by_first.get(b)) else { return false };
        labels.iter().any(|label| {
            line.strip_prefix(label)
                .is_some_and(|rest| [":", " by ", " ©"].iter().any(|mark| rest.starts_with(mark)))
        })
    }
}

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

/// Words before and after a name that only its own text has.
#[derive(Debug)]
pub(crate) struct Evidence {
    pub(crate) before: Vec<&'static str>,
    pub(crate) after: Vec<&'static str>,
}

pub(crate) static EVIDENCE: LazyLock<Vec<Evidence>> = LazyLock::new(|| {
    rows(include_str!("data/outlet_evidence.tsv"))
        .filter(|row| row.len() >= 2)
        .map(|row| Evidence {
            before: row[1].split_whitespace().collect(),
            after: row.get(2).map(|a| a.split_whitespace().collect()).unwrap_or_default(),
        })
        .collect()
});

/// One word of each pattern of [`EVIDENCE`], in small letters as after a name: text without any holds none.
pub(crate) static EVIDENCE_WORDS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let longest =
        |e: &Evidence| e.before.iter().chain(&e.after).map(|w| w.to_lowercase()).max_by_key(String::len);
    let mut words: Vec<String> = EVIDENCE.iter().filter_map(longest).collect();
    words.sort_unstable();
    words.dedup();
    Regex::new(&words.join("|")).ok()
});

/// What header fields say, by their names in lower case; and whether one alone is enough to know it.
pub(super) static FIELDS: LazyLock<HashMap<&'static str, (&'static str, bool)>> = LazyLock::new(|| {
    rows(include_str!("data/fields.tsv"))
        .filter_map(
            |row| if let [what, _, names, alone] = row[..] { Some((what, names, alone)) } else { None },
        )
        .flat_map(|(what, names, alone)| names.split('|').map(move |name| (name, (what, alone == "yes"))))
        .collect()
});

/// What the header field of a name, in lower case, says.
#[cfg_attr(not(feature = "markdown"), allow(dead_code, reason = "front matter is of Markdown"))]
pub(crate) fn field(name: &str) -> Option<&'static str> {
    FIELDS.get(name).map(|f| f.0)
}

/// Whether a value has the form of a BCP 47 name.
pub(crate) fn is_language(value: &str) -> bool {
    let mut parts = value.split(['-', '_']);
    parts.next().is_some_and(|p| matches!(p.len(), 2 | 3) && p.bytes().all(|b| b.is_ascii_lowercase()))
        && parts.all(|p| (2..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()))
}

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
