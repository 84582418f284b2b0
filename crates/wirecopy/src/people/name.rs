//! Names of people in the forms they are compared in: initials, short forms, transliterations.

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

use crate::language::Pack;

/// A name of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// The family name, hyphens and articles left out.
    pub(super) last: String,
    /// The given names and initials before it.
    pub(super) given: Vec<String>,
    /// "jr", "iii".
    pub(super) suffix: Option<String>,
}

/// How two names go together, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    Same,
    Spelling,
    Initials,
    Short,
    LastAlone,
}

const SUFFIXES: [&str; 6] = ["jr", "sr", "ii", "iii", "iv", "v"];
const ARTICLES: [&str; 12] = ["al", "el", "ul", "bin", "ibn", "de", "den", "der", "van", "von", "da", "di"];

impl Name {
    /// Reads a name as it is shown, titles of nobility aside; `None` when no word is left.
    pub(super) fn read(shown: &str, variants: &Variants) -> Option<Self> {
        let plain = bare(shown);
        let mut words: Vec<&str> =
            plain.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|w| !w.is_empty()).collect();
        if words.len() > 1 && variants.titles.contains(words[0]) {
            words.remove(0);
        }
        let suffix = (words.len() > 1 && words.last().is_some_and(|w| SUFFIXES.contains(w)))
            .then(|| words.pop().unwrap_or_default().to_owned());
        let last = words.pop()?.to_owned();
        let given = words.into_iter().filter(|w| !ARTICLES.contains(w)).map(str::to_owned).collect();
        Some(Self { last, given, suffix })
    }

    /// What all spellings of the family name share: its first sound and its consonants.
    pub(super) fn block(&self) -> String {
        let plain = sounds(&self.last);
        let mut chars = plain.chars();
        let first: String = chars.next().into_iter().map(|c| if is_vowel(c) { 'a' } else { c }).collect();
        first + &chars.filter(|c| !is_vowel(*c) && !matches!(c, 'h' | 'i')).collect::<String>()
    }
}

/// Small letters, accents and points left out.
fn bare(shown: &str) -> String {
    let mut out = String::with_capacity(shown.len());
    for c in shown.nfd().flat_map(char::to_lowercase) {
        match c {
            'ø' => out.push('o'),
            'đ' | 'ð' => out.push('d'),
            'ł' => out.push('l'),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'þ' => out.push_str("th"),
            '.' | '’' | '\'' | '‘' => {}
            c if unicode_normalization::char::is_combining_mark(c) => {}
            c => out.push(c),
        }
    }
    out
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// Spellings of transliterations that are evened out, in this order.
const EVEN: [(&str, &str); 22] = [
    ("tch", "c"),
    ("sch", "s"),
    ("kh", "h"),
    ("gh", "g"),
    ("ph", "f"),
    ("ck", "k"),
    ("ch", "c"),
    ("zh", "z"),
    ("sh", "s"),
    ("x", "ks"),
    ("q", "g"),
    ("w", "v"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("ae", "a"),
    ("oe", "o"),
    ("ue", "u"),
    ("iy", "i"),
    ("ye", "e"),
    ("y", "i"),
    ("j", "i"),
];

/// A word with the habits of transliterations evened out: doubled letters, "ou" for "u", "kh" for "h".
fn sounds(word: &str) -> String {
    let mut s = word.to_owned();
    for (from, to) in EVEN {
        if s.contains(from) {
            s = s.replace(from, to);
        }
    }
    if s.ends_with("dr") {
        s.insert(s.len() - 1, 'e');
    }
    s = s
        .chars()
        .map(|c| match c {
            'o' => 'u',
            'e' => 'i',
            'c' => 'k',
            c => c,
        })
        .collect();
    let mut out = String::with_capacity(s.len());
    for c in s.chars() {
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

/// Short forms and spellings of given names.
#[derive(Debug, Default)]
pub(super) struct Variants {
    /// The rows of the table that a form stands in.
    rows: HashMap<&'static str, Vec<usize>>,
    /// What the forms of a row are to each other.
    fits: Vec<Fit>,
    /// Titles that are shown with a name ("Lord").
    titles: HashSet<&'static str>,
}

impl Variants {
    pub(super) fn load(pack: &Pack) -> Self {
        let noble = pack.rows("entity_words").filter(|row| row[0] == "noble");
        let titles = noble.filter_map(|row| row.get(1).copied()).flat_map(|words| words.split(' ')).collect();
        let mut out = Self { titles, ..Self::default() };
        for row in pack.rows("given_variants") {
            let [what, forms] = row[..] else { continue };
            for form in forms.split(' ') {
                out.rows.entry(form).or_default().push(out.fits.len());
            }
            out.fits.push(if what == "spelling" { Fit::Spelling } else { Fit::Short });
        }
        out
    }

    /// What two forms are to each other that stand in one row.
    fn shared(&self, a: &str, b: &str) -> Option<Fit> {
        let (a, b) = (self.rows.get(a)?, self.rows.get(b)?);
        a.iter().filter(|k| b.contains(k)).map(|&k| self.fits[k]).min()
    }

    /// How two given names go together.
    fn given(&self, a: &str, b: &str) -> Option<Fit> {
        let initial = |a: &str, b: &str| a.chars().count() == 1 && b.starts_with(a);
        if a == b {
            Some(Fit::Same)
        } else if initial(a, b) || initial(b, a) {
            Some(Fit::Initials)
        } else if a.len() > 3 && b.len() > 3 && sounds(a) == sounds(b) {
            Some(Fit::Spelling)
        } else {
            self.shared(a, b)
        }
    }

    /// How two names go together; `None` when they are two people's.
    pub(super) fn fit(&self, a: &Name, b: &Name) -> Option<Fit> {
        if a.suffix.is_some() && b.suffix.is_some() && a.suffix != b.suffix {
            return None;
        }
        let whole = |n: &Name| n.given.concat() + &n.last;
        let last = if a.last == b.last {
            Fit::Same
        } else if a.last.len() > 3 && sounds(&a.last) == sounds(&b.last) {
            Fit::Spelling
        } else {
            return None;
        };
        if a.given.is_empty() || b.given.is_empty() {
            let both = a.given.is_empty() && b.given.is_empty();
            return Some(if both && a.last != b.last { Fit::Spelling } else { Fit::LastAlone });
        }
        let joined = |n: &Name| servant(&n.given.concat());
        if joined(a) == joined(b) || whole(a) == whole(b) {
            return Some(last);
        }
        if a.given.len() != b.given.len() && sounds(&joined(a)) == sounds(&joined(b)) {
            return Some(Fit::Spelling);
        }
        let (few, many) = if a.given.len() <= b.given.len() { (a, b) } else { (b, a) };
        // The first names agree; further ones as far as both give them; "Peggy" of "Margaret “Peggy” Dunleavy".
        let first = self.given(&few.given[0], &many.given[0]);
        if first.is_none() && few.given.len() == 1 && many.given[1..].contains(&few.given[0]) {
            return Some(last.max(Fit::Short));
        }
        let mut fit = last.max(first?);
        for name in &few.given[1..] {
            let other = many.given[1..].iter().find_map(|o| self.given(name, o))?;
            fit = fit.max(other);
        }
        Some(fit)
    }
}

/// "abdel", "abdul", "abd": one word of many Arabic names.
fn servant(given: &str) -> String {
    for start in ["abdul", "abdel", "abdal", "abdol"] {
        if let Some(rest) = given.strip_prefix(start).filter(|rest| rest.len() > 2) {
            return format!("abd{rest}");
        }
    }
    given.to_owned()
}
