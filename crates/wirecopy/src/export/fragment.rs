//! Addresses that lead to a quote on its page: text fragments (`#:~:text=…`), as browsers read them.
//!
//! A browser scrolls to the first place where the words stand, in whole words, letter case aside. So a fragment
//! that would also fit another place gets the words before it or after it as context, and a long quote is given
//! by its first and its last words.

use std::collections::HashMap;

use xxhash_rust::xxh3::xxh3_64;

use crate::{Attribution, Document, Span};

/// The longest text that is given in full, in bytes.
const LONG: usize = 300;
/// How many words the ends of a longer text are given by, at first and at most.
const END_WORDS: (usize, usize) = (5, 24);
/// Most words of context.
const CONTEXT: usize = 8;
/// How many other places with the same first words are looked at.
const PLACES: usize = 64;

/// The address of the document with a text fragment for each piece of the content of an attribution; of a gesture,
/// for the whole of it. `None` when the address of the document is not known.
///
/// ```
/// use wirecopy::{Analyzer, Document, ParseOptions, export};
///
/// let options = ParseOptions::plain().with_url("https://courier.example/wall");
/// let page = "“The wall — all of it — will hold,” said Petra Quill.";
/// let found = Analyzer::english().analyze(&Document::parse(page.as_bytes(), &options)?)?;
/// let link = export::link(found.document(), &found.attributions()[0]);
/// assert_eq!(
///     link.as_deref(),
///     Some("https://courier.example/wall#:~:text=The%20wall%20%E2%80%94%20all%20of%20it%20%E2%80%94%20will%20hold")
/// );
/// # Ok::<(), wirecopy::Error>(())
/// ```
pub fn link(document: &Document, attribution: &Attribution) -> Option<String> {
    match attribution.content() {
        [] => link_to(document, &[attribution.extent()]),
        content => link_to(document, content),
    }
}

/// The address of the document with a text fragment for each span. `None` when the address is not known, or when
/// no span has a word.
pub fn link_to(document: &Document, spans: &[Span]) -> Option<String> {
    let url = &document.metadata().url.as_ref()?.value;
    let words = document.words();
    let text = document.text();
    let fragments: Vec<String> = spans.iter().filter_map(|&s| words.fragment(text, s)).collect();
    if fragments.is_empty() {
        return None;
    }
    let base = url.split_once(":~:").map_or(url.as_str(), |(base, _)| base);
    let hash = if base.contains('#') { "" } else { "#" };
    Some(format!("{base}{hash}:~:text={}", fragments.join("&text=")))
}

/// One word of a text.
#[derive(Clone, Copy, Debug)]
struct Word {
    start: u32,
    end: u32,
    /// Of its letters, in lower case.
    hash: u64,
    /// The number of its line.
    line: u32,
}

/// The words of a text, and where the same ones stand.
#[derive(Debug)]
pub(crate) struct Words {
    words: Vec<Word>,
    /// The numbers of words, by the hash of the word.
    places: HashMap<u64, Vec<u32>>,
}

impl Words {
    pub(crate) fn of(text: &str) -> Self {
        let mut words = Vec::new();
        let (mut line, mut line_at, mut lower) = (0, 0, String::new());
        let mut at = 0;
        while let Some((start, end)) = next_word(text, at) {
            line += memchr::memchr_iter(b'\n', &text.as_bytes()[line_at..start]).count() as u32;
            line_at = start;
            lower.clear();
            lower.extend(text[start..end].chars().flat_map(char::to_lowercase));
            let hash = xxh3_64(lower.as_bytes());
            words.push(Word { start: start as u32, end: end as u32, hash, line });
            at = end;
        }
        let mut places: HashMap<u64, Vec<u32>> = HashMap::new();
        for (k, word) in words.iter().enumerate() {
            places.entry(word.hash).or_default().push(k as u32);
        }
        Self { words, places }
    }

    /// The directive for a span, percent-encoded: `[prefix-,]start[,end][,-suffix]`.
    fn fragment(&self, text: &str, span: Span) -> Option<String> {
        let first = self.words.partition_point(|w| w.end as usize <= span.start());
        let last = self.words.partition_point(|w| (w.start as usize) < span.end());
        if first >= last {
            return None;
        }
        let slice = |a: usize, b: usize| {
            let (start, end) = (self.words[a].start as usize, self.words[b - 1].end as usize);
            encoded(&text[start..end])
        };
        let long = self.words[last - 1].end - self.words[first].start > LONG as u32;
        let lines = self.words[first].line != self.words[last - 1].line;
        if !long && !lines {
            let (before, after) = self.context(text, first, last);
            return Some(format!("{before}{}{after}", slice(first, last)));
        }
        let Some((start, end)) = self.ends(first, last) else {
            return Some(slice(first, last));
        };
        let (before, _) = self.context(text, first, start);
        Some(format!("{before}{},{}", slice(first, start), slice(end, last)))
    }

    /// Where the first words of a long text end and its last words begin: as many as it takes for the first to
    /// stand nowhere else and the last nowhere between.
    fn ends(&self, first: usize, last: usize) -> Option<(usize, usize)> {
        let same_line = |a: usize, b: usize| self.words[a].line == self.words[b].line;
        let most = ((last - first) / 2).min(END_WORDS.1);
        if most == 0 {
            return None;
        }
        let mut start = first + 1;
        while start - first < most && same_line(first, start) {
            if start - first >= END_WORDS.0 && self.only(first, start) {
                break;
            }
            start += 1;
        }
        let mut end = last - 1;
        while last - end < most && end > start && same_line(end - 1, last - 1) {
            if last - end >= END_WORDS.0 && !self.stands_between(end, last, start) {
                break;
            }
            end -= 1;
        }
        Some((start, end))
    }

    /// Whether words `a..b` also stand somewhere from word `from` on, before `a`.
    fn stands_between(&self, a: usize, b: usize, from: usize) -> bool {
        let places = self.places.get(&self.words[a].hash).map_or(&[][..], Vec::as_slice);
        let begin = places.partition_point(|&p| (p as usize) < from);
        let mut others = places[begin..].iter().map(|&p| p as usize).take_while(|&p| p < a).take(PLACES);
        others.any(|p| self.equal(p, a, b - a))
    }

    /// Whether words `a..b` stand only there. Places beyond the first [`PLACES`] are taken to be the same.
    fn only(&self, a: usize, b: usize) -> bool {
        let places = self.places.get(&self.words[a].hash).map_or(&[][..], Vec::as_slice);
        places.len() <= PLACES && places.iter().all(|&p| p as usize == a || !self.equal(p as usize, a, b - a))
    }

    fn equal(&self, p: usize, a: usize, length: usize) -> bool {
        p + length <= self.words.len()
            && (0..length).all(|k| self.words[p + k].hash == self.words[a + k].hash)
    }

    /// The context that tells words `a..b` from other places where they stand: words before them in their line,
    /// else words after them. Empty when they stand nowhere else, or when nothing tells them apart.
    fn context(&self, text: &str, a: usize, b: usize) -> (String, String) {
        if self.only(a, b) {
            return (String::new(), String::new());
        }
        let line = self.words[a].line;
        let before = (1..=CONTEXT.min(a)).take_while(|n| self.words[a - n].line == line);
        let mut best = None;
        for n in before {
            best = Some(n);
            if self.only(a - n, b) {
                break;
            }
        }
        if let Some(n) = best.filter(|n| self.only(a - n, b)) {
            return (self.prefix(text, a, n), String::new());
        }
        let after =
            (1..=CONTEXT.min(self.words.len() - b)).take_while(|n| self.words[b + n - 1].line == line);
        for m in after {
            let whole = a - best.unwrap_or(0);
            if self.only(a, b + m) || self.only(whole, b + m) {
                let before = if self.only(a, b + m) { None } else { best };
                let before = before.map_or_else(String::new, |n| self.prefix(text, a, n));
                let suffix = &text[self.words[b - 1].end as usize..self.words[b + m - 1].end as usize];
                return (before, format!(",-{}", encoded(suffix.trim_start())));
            }
        }
        (best.map_or_else(String::new, |n| self.prefix(text, a, n)), String::new())
    }

    fn prefix(&self, text: &str, a: usize, n: usize) -> String {
        let words = &text[self.words[a - n].start as usize..self.words[a].start as usize];
        format!("{}-,", encoded(words.trim_end()))
    }
}

/// The next word from byte `from` on: letters and digits, with single signs between them that do not end a word.
fn next_word(text: &str, from: usize) -> Option<(usize, usize)> {
    let start = from + text[from..].find(char::is_alphanumeric)?;
    let mut end = start;
    let mut chars = text[start..].char_indices().peekable();
    while let Some((k, c)) = chars.next() {
        let inside = c.is_alphanumeric() || is_mark(c);
        let joins =
            "'’.-‑_,:·/@&".contains(c) && chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        if !inside && !joins {
            break;
        }
        end = start + k + c.len_utf8();
    }
    Some((start, end))
}

/// Signs that belong to the letter before them: combining marks, soft hyphens, joiners.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c) || matches!(c, '\u{ad}' | '\u{200c}' | '\u{200d}')
}

/// Percent-encoded: all but ASCII letters, digits and `.`, `_`, `~`, `!`, `*`, `'`, `(`, `)`. White space is one
/// space.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for (k, word) in text.split_whitespace().enumerate() {
        if k > 0 {
            out.push_str("%20");
        }
        for b in word.bytes() {
            if b.is_ascii_alphanumeric() || b"._~!*'()".contains(&b) {
                out.push(char::from(b));
            } else {
                out.push('%');
                for nibble in [b >> 4, b & 15] {
                    out.push(char::from_digit(u32::from(nibble), 16).unwrap_or('0').to_ascii_uppercase());
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn directive(text: &str, words: &str, nth: usize) -> String {
        let at = text.match_indices(words).nth(nth).unwrap().0;
        Words::of(text).fragment(text, Span::of(at, at + words.len())).unwrap()
    }

    #[test]
    fn short_texts_are_given_whole_and_in_context_when_they_stand_twice() {
        let text = "He was late. She called it “late, very late” & P-800, then left.\n\nLate again, he said.";
        assert_eq!(directive(text, "“late, very late”", 0), "late%2C%20very%20late");
        assert_eq!(directive(text, "P-800,", 0), "P%2D800");
        assert_eq!(directive(text, "late", 0), "was-,late");
        assert_eq!(directive(text, "“late,", 0), "it%20%E2%80%9C-,late");
        assert_eq!(directive(text, "Late", 0), "Late,-again");
    }

    #[test]
    fn long_texts_are_given_by_their_ends() {
        let sentence = "The wall of the old harbour will hold until the spring and nobody needs to leave. ";
        let text = format!("{}It was said again.", sentence.repeat(5));
        let found = directive(&text, text.trim_end(), 0);
        assert!(found.starts_with("The%20wall%20of"), "{found}");
        assert!(found.contains(',') && found.ends_with("It%20was%20said%20again"), "{found}");
        let broken = "One line of verse,\nanother line of it.";
        assert_eq!(directive(broken, broken, 0), "One%20line%20of%20verse,another%20line%20of%20it");
    }
}
