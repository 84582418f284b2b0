//! Who publishes a text, when only the text can tell: the address at its end, or what only a publisher writes
//! of itself ("The Courier contacted the ministry for comment"). A name that is merely cited is never taken.

use super::header::is_outlet_like;
use super::label::Made;
use super::tables::{EVIDENCE, EVIDENCE_WORDS, OUTLET_WORDS, OUTLETS};
use crate::Span;
use crate::document::{BlockKind, Field, Metadata, Provenance};

/// The outlet of the address the text gives: by the table of hosts, or the host's words as the text or the
/// language of outlets' names spells them.
pub(crate) fn from_url(metadata: &Metadata, text: &str) -> Option<Field<String>> {
    let url = &metadata.url.as_ref()?.value;
    let host = url.split("://").nth(1)?.split(['/', ':', '?']).next()?.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    if let Some(name) = OUTLETS.by_host.get(host) {
        return Some(Field::new((*name).to_owned(), Provenance::Url));
    }
    let label = host.split('.').next()?;
    spelled(label, text).map(|name| Field::new(name, Provenance::Url))
}

/// Splits a host's label into words: those that outlets are called by, "the", and words of the text.
fn spelled(label: &str, text: &str) -> Option<String> {
    let (the, rest) = match label.strip_prefix("the") {
        Some(rest) if rest.len() > 3 => ("The ", rest),
        _ => ("", label),
    };
    let rest_words: Vec<&str> = rest.split('-').collect();
    if rest_words.len() > 1 {
        let named = rest_words.iter().any(|w| OUTLET_WORDS.contains(w));
        return named.then(|| {
            format!("{the}{}", rest_words.iter().map(|w| capital(w)).collect::<Vec<_>>().join(" "))
        });
    }
    let mut cuts: Vec<usize> =
        (2..rest.len().saturating_sub(1)).filter(|&at| rest.is_char_boundary(at)).collect();
    cuts.sort_by_key(|&at| std::cmp::Reverse(at));
    for at in cuts {
        let (head, tail) = rest.split_at(at);
        if OUTLET_WORDS.contains(tail) && in_text(text, head) {
            return Some(format!("{the}{} {}", capital(head), capital(tail)));
        }
    }
    None
}

fn in_text(text: &str, word: &str) -> bool {
    let capital = capital(word);
    text.match_indices(&capital).any(|(at, _)| !text[at + capital.len()..].starts_with(char::is_alphanumeric))
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// A word of the body and where it stands; marks are words of their own.
struct Word<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

/// The outlet that the text shows to be its publisher; `None` when it shows none or more than one.
pub(crate) fn from_body(text: &str, blocks: &[Made]) -> Option<Field<String>> {
    let mut found: Vec<(String, Span)> = Vec::new();
    for &(start, end, kind, _) in blocks {
        if !kind.is_body() && kind != BlockKind::Caption {
            continue;
        }
        if EVIDENCE_WORDS.as_ref().is_some_and(|any| !any.is_match(&text[start..end])) {
            continue;
        }
        let words = words(text, start, end);
        for (a, b) in names(&words) {
            let name = &text[words[a].start..words[b - 1].end];
            if is_outlet_like(name) && is_own(&words, a, b) {
                found.push((name.to_owned(), Span::of(words[a].start, words[b - 1].end)));
            }
        }
    }
    let key = |name: &str| name.to_lowercase().trim_start_matches("the ").to_owned();
    let (name, span) = found.first()?.clone();
    found
        .iter()
        .all(|(other, _)| key(other) == key(&name))
        .then(|| Field::new(name, Provenance::Body).with_span(span))
}

fn words(text: &str, start: usize, end: usize) -> Vec<Word<'_>> {
    let mut out: Vec<Word<'_>> = Vec::new();
    let mut from = None;
    for (k, c) in text[start..end].char_indices() {
        let at = start + k;
        if c.is_alphanumeric() || (from.is_some() && matches!(c, '’' | '\'' | '-' | '&')) {
            from.get_or_insert(at);
            continue;
        }
        if let Some(a) = from.take() {
            out.push(Word { start: a, end: at, text: &text[a..at] });
        }
        if !c.is_whitespace() {
            out.push(Word { start: at, end: at + c.len_utf8(), text: &text[at..at + c.len_utf8()] });
        }
    }
    if let Some(a) = from {
        out.push(Word { start: a, end, text: &text[a..end] });
    }
    out
}

/// Runs of capitalised words, at most six long.
fn names(words: &[Word<'_>]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut k = 0;
    while k < words.len() {
        if !words[k].text.starts_with(char::is_uppercase) {
            k += 1;
            continue;
        }
        let start = k;
        while k < words.len() && words[k].text.starts_with(char::is_uppercase) {
            k += 1;
        }
        if k - start <= 6 {
            out.push((start, k));
        }
    }
    out
}

/// Whether the words around a name are those only its own text has.
fn is_own(words: &[Word<'_>], a: usize, b: usize) -> bool {
    EVIDENCE.iter().any(|e| {
        if e.before.is_empty() && e.after.is_empty() {
            return false;
        }
        let before = a >= e.before.len()
            && e.before
                .iter()
                .zip(&words[a - e.before.len()..a])
                .all(|(w, word)| word.text.eq_ignore_ascii_case(w));
        before && follows(&words[b..], &e.after)
    })
}

/// Whether `words` begin with a pattern: `*` is up to eight words of one sentence, `$` the end of a clause.
fn follows(words: &[Word<'_>], pattern: &[&str]) -> bool {
    let Some((&first, rest)) = pattern.split_first() else { return true };
    match first {
        "*" if rest.is_empty() => words.first().is_some_and(|w| w.text.starts_with(char::is_alphanumeric)),
        "*" => (1..=8.min(words.len())).any(|n| {
            words[..n].iter().all(|w| !matches!(w.text, "." | "!" | "?" | ";")) && follows(&words[n..], rest)
        }),
        "$" => {
            words.first().is_none_or(|w| !w.text.starts_with(char::is_alphanumeric)) && follows(words, rest)
        }
        word => {
            words.first().is_some_and(|w| w.text.eq_ignore_ascii_case(word)) && follows(&words[1..], rest)
        }
    }
}
