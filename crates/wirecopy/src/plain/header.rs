//! Lines before the text: addresses, dates, counters, places and outlets, bylines.

use super::boilerplate::BOILERPLATE;
use super::credit::credit_at;
use super::label::Labels;
use super::shapes::ends_sentence;
use super::tables::{self, OUTLET_WORDS, OUTLETS};
use super::{dates, patterns};
use crate::Span;
use crate::document::{BlockKind, Date, Dateline, Field, Provenance};

impl Labels<'_> {
    /// "Original url:" and the address after it; a line that is nothing but an address.
    pub(super) fn address(&mut self, words: &str, lower: &str, start: usize, end: usize) -> bool {
        let short = words.len() <= super::boilerplate::LONGEST;
        let found = memchr::memmem::find(words.as_bytes(), b"://").and_then(|at| {
            let scheme = words[..at].strip_suffix("https").or(words[..at].strip_suffix("http"))?;
            Some(scheme.len())
        });
        // A label ends with a colon or is followed by an address.
        let label = short
            && (found.is_some() || words.ends_with(':') || words.len() < 40)
            && BOILERPLATE.note(lower) == Some("original_url");
        if let Some(at) = found {
            let url = &words[at..];
            let url =
                &url[..url.find(|c: char| c.is_whitespace() || c == '>' || c == ')').unwrap_or(url.len())];
            let bare = words.trim_matches(['<', '>', '(', ')', ' ']) == url;
            if label || bare {
                if (label || self.url_next || self.blocks.is_empty()) && self.builder.metadata.url.is_none() {
                    let span = Span::of(start + at, start + at + url.len());
                    self.builder.metadata.url =
                        Some(Field::new(url.to_owned(), Provenance::Header).with_span(span));
                }
                self.debris(start, end, "original_url");
                return true;
            }
        }
        if label {
            self.url_next = true;
            self.debris(start, end, "original_url");
        }
        label
    }

    /// Dates, counters, places and outlets, bylines.
    pub(super) fn header(&mut self, words: &str, lower: &str, start: usize, end: usize) -> bool {
        if lower.starts_with("date ")
            && let Some(rest) = words.get(5..)
            && let Some(found) = dates::find_at_start(rest, None).filter(|f| f.start == 0)
        {
            self.dated(found.date, start, start + 5 + found.end, end);
            return true;
        }
        if words.len() > 160 {
            return false;
        }
        if patterns::is_counter(lower) {
            self.debris(start, end, "view_counter");
            return true;
        }
        if self.body {
            return false;
        }
        if let Some(place) = place_and_outlet(words) {
            if let Some((name, at)) = place.1
                && self.builder.metadata.outlet.is_none()
            {
                let span = Span::of(start + at, start + at + name.len());
                self.builder.metadata.outlet =
                    Some(Field::new(name.to_owned(), Provenance::Header).with_span(span));
            }
            self.builder.metadata.dateline = Some(Dateline {
                span: Span::of(start, end),
                place: Some(place.0.to_owned()),
                date: None,
                agency: None,
            });
            self.add(start, end, BlockKind::Dateline, None);
            return true;
        }
        if words.bytes().any(|b| b.is_ascii_digit())
            && let Some(found) = dates::find(words, None).or_else(|| dates::month_alone(words))
            && (found.end - found.start) * 10 >= words.len() * 5
            && words.split_whitespace().count() <= 10
        {
            self.published(found.date, start + found.start, start + found.end);
            self.add(start, end, BlockKind::Dateline, None);
            return true;
        }
        if let Some(length) = tables::starts_with("byline", lower)
            && words.is_char_boundary(length)
            && is_names(&words[length..])
            && !self.blocks.is_empty()
        {
            self.byline(start + length, end, Provenance::Byline);
            self.add(start, end, BlockKind::Byline, None);
            return true;
        }
        false
    }

    /// "date 2024-09-25 …": the date up to `until`, then something else on the same line.
    fn dated(&mut self, date: Date, start: usize, until: usize, end: usize) {
        self.published(date, start + 5, until);
        self.add(start, until, BlockKind::Dateline, None);
        let tail = self.text[until..end].trim_start();
        let from = end - tail.len();
        if tail.is_empty() {
            return;
        }
        let lower = tail.to_lowercase();
        if let Some(note) = BOILERPLATE.note(&lower) {
            self.debris(from, end, note);
        } else if let Some(at) = credit_at(tail, &lower) {
            self.caption(from, at, end);
        } else if ends_sentence(tail) {
            self.paragraph(from, end);
        } else {
            self.add(from, end, BlockKind::Caption, None);
        }
    }

    pub(super) fn published(&mut self, date: Date, start: usize, end: usize) {
        if self.builder.metadata.published.is_none() {
            self.builder.metadata.published =
                Some(Field::new(date, Provenance::Header).with_span(Span::of(start, end)));
        }
    }

    /// The people a stretch of text names, as authors.
    pub(super) fn byline(&mut self, start: usize, end: usize, provenance: Provenance) {
        if !self.builder.metadata.authors.is_empty() {
            return;
        }
        for name in crate::input::bylines::people(&[self.text[start..end].to_owned()], None) {
            let mut field = Field::new(name.clone(), provenance);
            if let Some(at) = self.text[start..end].find(&name) {
                field = field.with_span(Span::of(start + at, start + at + name.len()));
            }
            self.builder.metadata.authors.push(field);
        }
    }
}

/// "Estmark  •  VNA": a place, and an outlet with its offset when it looks like one.
fn place_and_outlet(words: &str) -> Option<(&str, Option<(&str, usize)>)> {
    let (head, tail) = words.split_once('•').or_else(|| words.split_once(" | "))?;
    let (place, name) = (head.trim(), tail.trim());
    let short =
        |part: &str| (1..=4).contains(&part.split_whitespace().count()) && !part.contains(['.', '•', '|']);
    let high =
        |part: &str| part.starts_with(char::is_uppercase) && !part.contains(|c: char| c.is_ascii_digit());
    if !short(place) || !short(name) || !high(place) || !high(name) {
        return None;
    }
    let at = words.len() - tail.len() + (tail.len() - tail.trim_start().len());
    Some((place, is_outlet_like(name).then_some((name, at))))
}

/// Whether a name looks like an outlet's: known, in capitals, or with a word outlets are called by.
pub(super) fn is_outlet_like(name: &str) -> bool {
    let lower = name.to_lowercase();
    let bare = lower.strip_prefix("the ").unwrap_or(&lower);
    OUTLETS.names.contains(&lower)
        || OUTLETS.names.contains(bare)
        || OUTLETS.names.contains(&format!("the {bare}"))
        || (name.len() <= 6 && name.len() >= 2 && name.chars().all(char::is_uppercase))
        || name.chars().skip(1).zip(name.chars()).any(|(c, before)| c.is_uppercase() && before.is_lowercase())
        || lower.split(|c: char| !c.is_alphanumeric()).any(|w| OUTLET_WORDS.contains(w))
}

/// Whether what follows "by" is names.
fn is_names(words: &str) -> bool {
    let words = words.trim();
    let parts: Vec<&str> = words.split_whitespace().collect();
    (1..=10).contains(&parts.len())
        && !words.ends_with(['.', '!', '?'])
        && parts.iter().filter(|w| w.starts_with(char::is_uppercase)).count() * 2 > parts.len()
}
