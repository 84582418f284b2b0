//! What a pair of marks is for, by the look of it: speech, or a scare quote, a title, a nickname, a mention.

use rustc_hash::FxHashSet;

use super::{Quotation, Use, is_invisible};
use crate::Document;
use crate::language::Pack;

/// The words that tell, from the pack's table `mark_words`.
#[derive(Debug, Default)]
pub(crate) struct MarkWords {
    elisions: FxHashSet<&'static str>,
    mentions: FxHashSet<&'static str>,
    means: FxHashSet<&'static str>,
    works: FxHashSet<&'static str>,
    nicknames: FxHashSet<&'static str>,
}

impl MarkWords {
    pub(crate) fn load(pack: &Pack) -> Self {
        let mut out = Self::default();
        for row in pack.rows("mark_words") {
            let [usage, word, ..] = row[..] else { continue };
            match usage {
                "elision" => out.elisions.insert(word),
                "mention" => out.mentions.insert(word),
                "means" => out.means.insert(word),
                "work" => out.works.insert(word),
                "nickname" => out.nicknames.insert(word),
                _ => false,
            };
        }
        out
    }

    /// Whether an apostrophe before `word` stands for letters left out.
    pub(super) fn is_elision(&self, word: &str) -> bool {
        !word.is_empty() && self.elisions.contains(word.to_lowercase().as_str())
    }
}

/// A quotation longer than this is never a title, a nickname or a word held at arm's length.
const LONGEST: usize = 60;

/// Sets the use of every quotation that is not speech by its looks.
pub(super) fn classify(document: &Document, words: &MarkWords, quotations: &mut [Quotation]) {
    let text = document.text();
    for q in quotations.iter_mut() {
        if q.unclosed
            || q.unopened
            || q.continues.is_some()
            || q.inner.len() > LONGEST
            || q.usage != Use::Speech
        {
            continue;
        }
        let block = document.blocks()[q.block].span();
        let around = Around {
            inner: text[q.inner.range()].trim(),
            before: tail(&text[block.start()..q.span.start()]),
            after: head(&text[q.span.end()..block.end()]),
        };
        q.usage = around.usage(words);
    }
}

struct Around<'a> {
    inner: &'a str,
    before: &'a str,
    after: &'a str,
}

impl Around<'_> {
    fn usage(&self, words: &MarkWords) -> Use {
        let count = self.inner.split_whitespace().count();
        let stops = self.inner.ends_with(['.', '!', '?', '…', '—']);
        let comma = self.inner.ends_with(',');
        let previous = word_before(self.before);
        let next = word_after(self.after);
        let capital = |w: &str| w.starts_with(char::is_uppercase);
        if words.nicknames.contains(previous.to_lowercase().as_str())
            || self.before.trim_end().ends_with("goes by")
        {
            return Use::Nickname;
        }
        if count <= 4
            && !stops
            && !comma
            && capital(previous)
            && capital(next)
            && self.touches_words()
            && self.name_like()
        {
            return Use::Nickname;
        }
        if words.mentions.contains(previous.to_lowercase().as_str())
            && count <= 6
            && !self.before.trim_end().ends_with([',', ':'])
        {
            return Use::Mention;
        }
        if count <= 3 && !stops && !comma && words.means.contains(next) && next_is_near(self.after) {
            return Use::Mention;
        }
        if self.is_title_case() {
            let near = self.before.rsplit([' ', ',']).filter(|w| !w.is_empty()).take(4);
            let work = near.map(bare).any(|w| words.works.contains(w.to_lowercase().as_str()));
            let within = self.before.trim_end().ends_with(char::is_alphanumeric);
            if work || ((2..=8).contains(&count) && (within || !stops && !comma)) {
                return Use::Title;
            }
        }
        let small = self.inner.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
        let goes_on = next.starts_with(char::is_lowercase) && next_is_near(self.after);
        if small && count <= 3 && !stops && !comma && goes_on {
            return Use::Scare;
        }
        Use::Speech
    }

    /// Nothing but a space between the marks and the words around them.
    fn touches_words(&self) -> bool {
        let before = self.before.trim_end().ends_with(char::is_alphanumeric);
        before && next_is_near(self.after)
    }

    fn name_like(&self) -> bool {
        self.inner.split_whitespace().any(|w| w.starts_with(char::is_uppercase))
            && self.inner.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '.' | '’' | '\''))
    }

    /// Every word of four letters and more begins with a capital, and the first and the last do.
    fn is_title_case(&self) -> bool {
        let mut count = 0;
        let mut last = false;
        for (k, word) in self.inner.split_whitespace().enumerate() {
            let word = bare(word);
            let capital = word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
            if (k == 0 || word.chars().count() > 3) && !capital && !word.is_empty() {
                return false;
            }
            last = capital;
            count += 1;
        }
        last && (count > 1 || self.inner.chars().count() > 2)
    }
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// The last of a text, enough for a few words.
fn tail(text: &str) -> &str {
    let mut from = text.len().saturating_sub(80);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    &text[from..]
}

/// The first of a text, enough for a few words.
fn head(text: &str) -> &str {
    let mut to = text.len().min(40);
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    &text[..to]
}

fn word_before(text: &str) -> &str {
    bare(text.split_whitespace().next_back().unwrap_or(""))
}

fn word_after(text: &str) -> &str {
    bare(text.split_whitespace().next().unwrap_or(""))
}

/// Whether a word follows after nothing but a space.
fn next_is_near(after: &str) -> bool {
    let mut chars = after.chars().filter(|&c| !is_invisible(c));
    chars.next() == Some(' ') && chars.next().is_some_and(char::is_alphanumeric)
}
