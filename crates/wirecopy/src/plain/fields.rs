//! Header fields of mail, feeds and wire copy: `Subject: …`, `Date: …`, `Keywords: …`.

use super::dates;
use super::label::Labels;
use super::shapes;
use super::tables::{self, FIELDS};
use crate::Span;
use crate::document::{BlockKind, Dateline, Field, Provenance};

impl Labels<'_> {
    /// Reads a unit as a header field when it stands where those do: before the text, among others of its kind
    /// or with a name that is enough alone; inside the text only among others.
    pub(super) fn field(&mut self, k: usize) -> bool {
        let unit = self.units[k];
        let words = &self.text[unit.start..unit.end];
        let Some((what, alone, at)) = known(words) else { return false };
        let near = |n: Option<usize>| {
            n.and_then(|n| self.units.get(n))
                .is_some_and(|u| u.group == unit.group && known(&self.text[u.start..u.end]).is_some())
        };
        let among = near(k.checked_sub(1)) || near(Some(k + 1));
        let mail = || self.blocks.last().is_some_and(|b| matches!(b.3, Some("mail_header" | "header_field")));
        if if self.body { !among || !mail() } else { !among && !alone } {
            return false;
        }
        let value = Span::of(unit.start + at, unit.end);
        if self.body {
            self.debris(unit.start, unit.end, "header_field");
        } else {
            self.read(what, unit.start, value);
        }
        true
    }

    fn read(&mut self, what: &'static str, start: usize, value: Span) {
        let words = &self.text[value.range()];
        let (from, end) = (value.start(), value.end());
        let text = || Field::new(words.to_owned(), Provenance::Header).with_span(value);
        let metadata = &mut self.builder.metadata;
        let mut label_only = None;
        match what {
            _ if words.is_empty() => {}
            "title" if metadata.title.is_none() => {
                let title = words.split_whitespace().collect::<Vec<_>>().join(" ");
                metadata.title = Some(Field::new(title, Provenance::Header).with_span(value));
                label_only = Some(BlockKind::Title);
            }
            "description" => {
                metadata.description = metadata.description.take().or_else(|| Some(text()));
                label_only = Some(BlockKind::Paragraph);
            }
            "author" => {
                self.mail |= words.contains('@');
                // Not the address after the name: `Ada Lund <lund@nordwire.example>`.
                let name = words.find(['<', '[']).filter(|&at| at > 0).unwrap_or(words.len());
                self.byline(from, from + name, Provenance::Header);
                return self.add(start, end, BlockKind::Byline, None);
            }
            "published" | "modified" => {
                if let Some(found) = dates::find(words, None).or_else(|| dates::month_alone(words)) {
                    let span = Span::of(from + found.start, from + found.end);
                    if what == "published" {
                        self.published(found.date, span.start(), span.end());
                    } else if metadata.modified.is_none() {
                        metadata.modified = Some(Field::new(found.date, Provenance::Header).with_span(span));
                    }
                    return self.add(start, end, BlockKind::Dateline, None);
                }
            }
            "outlet" => metadata.outlet = metadata.outlet.take().or_else(|| Some(text())),
            "section" => metadata.section = metadata.section.take().or_else(|| Some(text())),
            "url" if words.contains("://") && !words.contains(char::is_whitespace) => {
                metadata.url = metadata.url.take().or_else(|| Some(text()));
            }
            "language" if tables::is_language(words) => {
                metadata.language = metadata.language.take().or_else(|| Some(text()));
            }
            "tags" => self.tags(value),
            "place" => {
                metadata.dateline = metadata.dateline.take().or_else(|| {
                    Some(Dateline { span: value, place: Some(words.to_owned()), date: None, agency: None })
                });
                return self.add(start, end, BlockKind::Dateline, None);
            }
            _ => {}
        }
        let Some(kind) = label_only else { return self.debris(start, end, "header_field") };
        self.debris(start, from, "header_field");
        if kind == BlockKind::Paragraph {
            self.paragraph(from, end);
        } else {
            self.add(from, end, kind, None);
        }
    }

    fn tags(&mut self, value: Span) {
        if !self.builder.metadata.tags.is_empty() {
            return;
        }
        let mut at = value.start();
        for part in self.text[value.range()].split_inclusive([',', ';']) {
            let name = part.trim_matches(|c: char| c.is_whitespace() || c == ',' || c == ';');
            if !name.is_empty() {
                let from = at + part.find(name).unwrap_or(0);
                let field = Field::new(name.to_owned(), Provenance::Header);
                self.builder.metadata.tags.push(field.with_span(Span::of(from, from + name.len())));
            }
            at += part.len();
        }
    }
}

/// What a line says as a field, whether its name is enough alone, and where its value begins.
fn known(words: &str) -> Option<(&'static str, bool, usize)> {
    let (key, at) = shapes::field(words)?;
    let &(what, alone) = FIELDS.get(key.to_lowercase().as_str())?;
    Some((what, alone, at))
}
