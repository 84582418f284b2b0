//! Texts as terms: words in a form in which two tellings of one thing meet.
//!
//! A term is the stem of a word, with words that stand for each other ("talks", "negotiations"), names of one
//! country ("Tehran", "the Iranians", "Iran") and numbers ("three", "3") brought to one form by tables of the
//! language pack.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::stem::stem;
use crate::Span;
use crate::language::Pack;

/// One word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Where it is.
    pub(super) span: Span,
    /// In lower case, one kind of apostrophe, no points inside.
    pub(super) lower: String,
    /// Whether it starts with a capital letter.
    pub(super) capital: bool,
}

/// What the language pack knows that helps to compare statements.
#[derive(Debug)]
pub(super) struct Lexicon {
    stop: HashSet<&'static str>,
    attributing: HashSet<&'static str>,
    synonyms: HashMap<String, String>,
    countries: HashMap<String, String>,
    numbers: HashMap<&'static str, u64>,
    basis: HashSet<&'static str>,
    opens: HashSet<&'static str>,
    reporters: HashSet<&'static str>,
    before: Vec<&'static str>,
    cites: Vec<&'static str>,
    unnamed: HashSet<&'static str>,
    denying: Vec<&'static str>,
    conditions: Vec<&'static str>,
}

impl Lexicon {
    /// Reads the tables of a pack.
    pub(super) fn load(pack: &Pack) -> Self {
        let column = |section: &str| pack.rows(section).map(|row| row[0]).collect::<HashSet<_>>();
        let mut synonyms = HashMap::new();
        for row in pack.rows("story_synonyms") {
            let mut set = row[0].split(' ').map(stem);
            let Some(first) = set.next() else { continue };
            let target = synonyms.get(&first).cloned().unwrap_or_else(|| first.clone());
            synonyms.insert(first, target.clone());
            for word in set {
                synonyms.entry(word).or_insert_with(|| target.clone());
            }
        }
        let mut countries = HashMap::new();
        for row in pack.rows("story_countries") {
            let key = format!("@{}", row[0].to_lowercase().replace(' ', "_"));
            let others = row[1..].iter().flat_map(|cell| cell.split(' '));
            for name in std::iter::once(row[0]).chain(others).filter(|n| !n.is_empty()) {
                let name = name.replace('_', " ").to_lowercase();
                countries.entry(format!("{name}s")).or_insert_with(|| key.clone());
                countries.insert(name, key.clone());
            }
        }
        let marker = |kind: &'static str| {
            pack.rows("story_markers").filter(move |row| row.get(1) == Some(&kind)).map(|row| row[0])
        };
        let phrases = |stance: &str| {
            let rows = pack.rows("story_stance").filter(|row| row.get(1) == Some(&stance));
            rows.map(|row| row[0]).collect::<Vec<_>>()
        };
        let numbers = pack
            .rows("figure_numbers")
            .filter(|row| row.len() > 2 && row[2] == "one")
            .filter_map(|row| Some((row[0], row[1].parse().ok()?)))
            .collect();
        Self {
            stop: column("story_stopwords"),
            attributing: column("story_attributing"),
            synonyms,
            countries,
            numbers,
            basis: marker("basis").collect(),
            opens: marker("opens").collect(),
            reporters: marker("reporter").collect(),
            before: marker("before").collect(),
            cites: marker("cites").collect(),
            unnamed: marker("unnamed").collect(),
            denying: phrases("denies"),
            conditions: phrases("condition"),
        }
    }

    /// Whether what is said (in lower case) says that something is not so.
    pub(super) fn denies(&self, said: &str) -> bool {
        self.denying.iter().any(|p| has_phrase(said, p))
    }

    /// Whether what is said (in lower case) is said under a condition.
    pub(super) fn sets_condition(&self, said: &str) -> bool {
        self.conditions.iter().any(|p| has_phrase(said, p))
    }

    /// Whether a word carries no content by itself.
    pub(super) fn is_stop(&self, lower: &str) -> bool {
        self.stop.contains(lower) || lower.len() < 2 && !lower.bytes().all(|b| b.is_ascii_digit())
    }

    /// Whether a word after a description says how the source knows.
    pub(super) fn opens_basis(&self, lower: &str) -> bool {
        self.basis.contains(lower)
    }

    /// Whether a word after a comma opens a clause.
    pub(super) fn opens_clause(&self, word: &str) -> bool {
        self.opens.contains(word)
    }

    /// Whether a word names someone who reports for an outlet.
    pub(super) fn is_reporter(&self, lower: &str) -> bool {
        self.reporters.contains(lower)
    }

    /// Whether what follows an outlet's name (in lower case) tells of an older report.
    pub(super) fn is_older_report(&self, after: &str) -> bool {
        self.before.iter().any(|p| after.starts_with(p))
    }

    /// Words that bring in the sources of a report.
    pub(super) fn cites(&self) -> &[&'static str] {
        &self.cites
    }

    /// Whether a noun stands for people who are not named.
    pub(super) fn is_unnamed(&self, lower: &str) -> bool {
        self.unnamed.contains(lower)
    }

    /// The number a word stands for.
    pub(super) fn number(&self, lower: &str) -> Option<u64> {
        self.numbers.get(lower).copied().or_else(|| lower.parse().ok())
    }

    /// Whether a word is a number, in digits or written out.
    pub(super) fn is_number(&self, lower: &str) -> bool {
        self.numbers.contains_key(lower) || lower.bytes().all(|b| b.is_ascii_digit())
    }

    /// The form in which a word is compared.
    pub(super) fn key(&self, word: &Word) -> String {
        let bare = word.lower.strip_suffix("'s").unwrap_or(&word.lower);
        if word.capital
            && let Some(country) = self.countries.get(bare)
        {
            return country.clone();
        }
        if let Some(number) = self.numbers.get(bare) {
            return number.to_string();
        }
        let root = stem(bare);
        self.synonyms.get(&root).cloned().unwrap_or(root)
    }

    /// The terms of words that carry content, those that only report speech left out, in text order.
    pub(super) fn terms(&self, words: &[Word]) -> Vec<String> {
        let mut out = Vec::with_capacity(words.len());
        let mut k = 0;
        while k < words.len() {
            let word = &words[k];
            if word.capital
                && let Some(next) = words.get(k + 1).filter(|n| n.capital)
                && let Some(country) = self.countries.get(&format!("{} {}", word.lower, bare(&next.lower)))
            {
                out.push(country.clone());
                k += 2;
                continue;
            }
            k += 1;
            // "US" is a country, "us" is not.
            let country = word.capital && self.countries.contains_key(bare(&word.lower));
            if country || !self.is_stop(&word.lower) && !self.attributing.contains(word.lower.as_str()) {
                out.push(self.key(word));
            }
        }
        out
    }
}

/// Whether the phrase stands in the text between word boundaries; a star at its end lets the last word go on.
fn has_phrase(text: &str, phrase: &str) -> bool {
    let (words, open) = phrase.strip_suffix('*').map_or((phrase, false), |p| (p, true));
    text.match_indices(words).any(|(at, _)| {
        let free = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
        free(text[..at].chars().next_back()) && (open || free(text[at + words.len()..].chars().next()))
    })
}

fn bare(lower: &str) -> &str {
    lower.strip_suffix("'s").unwrap_or(lower)
}

/// The words of part of a text: runs of letters and digits, with apostrophes inside ("don't"), points inside
/// ("U.S.", "3.5"), commas inside numbers, and hyphens only next to a digit ("P-800").
pub(super) fn words(text: &str, within: Span) -> Vec<Word> {
    let Some(body) = text.get(within.range()) else { return Vec::new() };
    let chars: Vec<(usize, char)> = body.char_indices().collect();
    let mut out: Vec<Word> = Vec::new();
    let mut k = 0;
    while k < chars.len() {
        if !chars[k].1.is_alphanumeric() && chars[k].1 != '%' {
            k += 1;
            continue;
        }
        let first = k;
        while k < chars.len() && (chars[k].1.is_alphanumeric() || k > first && joins(&chars, first, k)) {
            k += 1;
        }
        if k == first {
            k += 1;
        }
        let start = chars[first].0;
        let end = chars.get(k).map_or(body.len(), |c| c.0);
        let span = Span::of(within.start() + start, within.start() + end);
        out.push(Word {
            span,
            lower: lower(&body[start..end]),
            capital: chars[first].1.is_uppercase() || chars[first].1.is_numeric(),
        });
    }
    out
}

/// Whether the character at `k`, no letter or digit, belongs inside the word that began at `first`.
fn joins(chars: &[(usize, char)], first: usize, k: usize) -> bool {
    let before = chars[k - 1].1;
    let Some(after) = chars.get(k + 1).map(|c| c.1).filter(|c| c.is_alphanumeric()) else { return false };
    match chars[k].1 {
        '\'' | '’' | '´' | '`' | 'ʼ' => true,
        ',' => before.is_ascii_digit() && after.is_ascii_digit(),
        '-' | '‑' => before.is_ascii_digit() || after.is_ascii_digit() && k - first < 3,
        '.' => {
            before.is_ascii_digit() && after.is_ascii_digit()
                || k == first + 1 && before.is_uppercase()
                || k >= 2 && chars[k - 2].1 == '.' && before.is_uppercase()
        }
        _ => false,
    }
}

fn lower(word: &str) -> String {
    let acronym = word.contains('.') && !word.contains(|c: char| c.is_ascii_digit());
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            '’' | '´' | '`' | 'ʼ' => out.push('\''),
            '.' if acronym => {}
            '‑' => out.push('-'),
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// How much each term tells, by how many of a story's sentences have it.
#[derive(Debug, Default)]
pub(super) struct Weights {
    sentences: usize,
    numbers: HashMap<String, usize>,
    seen: Vec<usize>,
}

impl Weights {
    /// Counts the terms of one sentence.
    pub(super) fn add(&mut self, terms: &[String]) {
        self.sentences += 1;
        for term in terms.iter().collect::<BTreeSet<_>>() {
            let fresh = self.seen.len();
            let number = *self.numbers.entry(term.clone()).or_insert(fresh);
            if number == fresh {
                self.seen.push(0);
            }
            self.seen[number] += 1;
        }
    }

    /// The terms as a bag; a term of no sentence counts as one seen once.
    pub(super) fn bag(&mut self, terms: &[String]) -> Bag {
        let mut entries: Vec<(usize, f32)> = Vec::with_capacity(terms.len());
        for term in terms {
            let fresh = self.seen.len();
            let number = *self.numbers.entry(term.clone()).or_insert(fresh);
            if number == fresh {
                self.seen.push(1);
            }
            // 1 for a term met everywhere, more for a rare one.
            let rarity = self.sentences.max(1) as f32 / self.seen[number].max(1) as f32;
            entries.push((number, 1.0 + rarity.ln().max(0.0)));
        }
        entries.sort_unstable_by_key(|e| e.0);
        entries.dedup_by_key(|e| e.0);
        let total = entries.iter().map(|e| e.1).sum();
        Bag { entries, total }
    }
}

/// Terms with weights, each once.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Bag {
    entries: Vec<(usize, f32)>,
    total: f32,
}

impl Bag {
    /// Number of different terms.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }
}

/// How two bags of terms overlap.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Overlap {
    /// Number of different terms both have.
    pub(super) shared: usize,
    /// Weighted Dice coefficient, 0 to 1.
    pub(super) dice: f32,
    /// Weighted share of the first that the second has.
    pub(super) first: f32,
    /// Weighted share of the second that the first has.
    pub(super) second: f32,
}

/// Compares two bags of terms.
pub(super) fn overlap(a: &Bag, b: &Bag) -> Overlap {
    let (mut i, mut j, mut shared, mut common) = (0, 0, 0, 0.0);
    while let (Some(x), Some(y)) = (a.entries.get(i), b.entries.get(j)) {
        match x.0.cmp(&y.0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                shared += 1;
                common += x.1;
                (i, j) = (i + 1, j + 1);
            }
        }
    }
    let share = |of: f32| if of > 0.0 { common / of } else { 0.0 };
    Overlap {
        shared,
        dice: share(f32::midpoint(a.total, b.total)),
        first: share(a.total),
        second: share(b.total),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> Vec<String> {
        let lexicon = Lexicon::load(crate::language::english().unwrap());
        lexicon.terms(&words(text, Span::of(0, text.len())))
    }

    #[test]
    fn two_tellings_meet() {
        assert_eq!(terms("The Iranians are brokering the talks"), terms("Tehran mediates negotiations"));
        assert_eq!(terms("The U.S. told us"), ["@united_states"]);
        assert_eq!(terms("Saudi Arabia is alarmed"), terms("The Saudis are worried"));
        assert_eq!(terms("three supersonic anti-ship P-800"), terms("3 supersonic anti-ship P‑800"));
        assert_eq!(terms("Kaldova"), terms("Kaldovan"));
    }

    #[test]
    fn words_keep_what_belongs_inside() {
        let text = "don’t U.S.-backed 10,000 3.5 P-800 end. Next";
        let found: Vec<&str> =
            words(text, Span::of(0, text.len())).iter().map(|w| &text[w.span.range()]).collect();
        assert_eq!(found, ["don’t", "U.S", "backed", "10,000", "3.5", "P-800", "end", "Next"]);
    }
}
