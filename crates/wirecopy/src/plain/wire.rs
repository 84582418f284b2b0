//! What agencies write before and after a text: the dateline, who reported it.

use super::label::Labels;
use super::patterns;
use super::tables::{self, OUTLETS};
use crate::Span;
use crate::document::{BlockKind, Dateline, Field, Provenance};

impl Labels<'_> {
    /// "(Reporting by …; editing by …)" at the end.
    pub(super) fn is_reporting(&mut self, lower: &str, start: usize, end: usize) -> bool {
        let bare = lower.trim_start_matches(['(', '[', '*']);
        if !self.body || tables::starts_with("reporting", bare).is_none() || lower.len() > 400 {
            return false;
        }
        self.reporters(start, end);
        self.add(start, end, BlockKind::Byline, Some("reporting"));
        true
    }

    /// The people and agencies of "Reporting by A and B; editing by C": one word is an agency, more a person.
    fn reporters(&mut self, start: usize, end: usize) {
        let mut people: Vec<Field<String>> = Vec::new();
        let mut at = start;
        for part in self.text[start..end].split_inclusive([';', ',']) {
            let from = at;
            at += part.len();
            let lower = part.to_lowercase();
            let opening = part.len() - part.trim_start_matches(['(', '[', '*', ' ', '\n', '\r', '\t']).len();
            let Some(tail) = lower.get(opening..) else { continue };
            if tail.starts_with("editing") || tail.starts_with("writing") || tail.starts_with("compiled") {
                break;
            }
            let skip = opening + tables::starts_with("reporting", tail).unwrap_or(0);
            let Some(names) = part.get(skip..) else { continue };
            let mut place = from + skip;
            for piece in names.split_inclusive(" and ") {
                let name = piece.strip_suffix(" and ").unwrap_or(piece);
                let name = name.split(" in ").next().unwrap_or(name);
                let name = name.trim_matches(|c: char| c.is_whitespace() || ";,.()[]*".contains(c));
                let here = piece.find(name).map_or(place, |k| place + k);
                place += piece.len();
                if name.len() > 60 || !name.starts_with(char::is_uppercase) {
                    continue;
                }
                let field = Field::new(name.to_owned(), Provenance::Byline)
                    .with_span(Span::of(here, here + name.len()));
                let agency =
                    !name.contains(char::is_whitespace) || OUTLETS.names.contains(&name.to_lowercase());
                if !agency {
                    people.push(field);
                } else if self.builder.metadata.wire.iter().all(|w| w.value != name) {
                    self.builder.metadata.wire.push(field);
                }
            }
        }
        if self.builder.metadata.authors.is_empty() {
            self.builder.metadata.authors = people;
        }
    }

    /// The agency's line before the first paragraph: its length, white space after it included.
    pub(super) fn dateline(&mut self, start: usize, end: usize) -> Option<usize> {
        let words = &self.text[start..end];
        let found = patterns::dateline(words)?;
        let rest = &words[found.whole.end..];
        self.builder.metadata.dateline = Some(Dateline {
            span: Span::of(start, start + found.whole.end),
            place: found.place.map(str::to_owned),
            date: found.date.map(str::to_owned),
            agency: found.agency.map(str::to_owned),
        });
        if let Some(agency) = found.agency {
            self.builder.metadata.wire.push(Field::new(agency.to_owned(), Provenance::Header));
        }
        Some(words.len() - rest.trim_start().len())
    }
}
