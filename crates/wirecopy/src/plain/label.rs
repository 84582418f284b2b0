//! What each stretch of text is: title, header line, paragraph, caption, credit or debris.
//!
//! Shared by plain text and Markdown, where markup has said a part of it already.

use super::tables::{self, BOILERPLATE, CREDITS, OUTLET_WORDS, OUTLETS};
use super::units::{Markup, Unit};
use super::{dates, outlet, patterns};
use crate::Span;
use crate::document::{BlockKind, Builder, Date, Dateline, Field, Provenance};

/// Labels the units of the builder's text, fills in the metadata they hold, adds the blocks.
pub(crate) fn label(builder: &mut Builder, units: &[Unit]) {
    let text = std::mem::take(&mut builder.text);
    let mut labels = Labels {
        text: &text,
        builder,
        formed: units.iter().filter(|u| ends_sentence(&text[u.start..u.end])).count() >= 3,
        body: false,
        blocks: Vec::new(),
        url_next: false,
        looks: 64,
    };
    for (k, &unit) in units.iter().enumerate() {
        let rest = units.get(k + 1..).unwrap_or_default();
        labels.unit(unit, k, units, rest);
    }
    let blocks = std::mem::take(&mut labels.blocks);
    builder.text = text;
    let longest = blocks.iter().filter(|b| b.2.is_body()).map(|b| b.1 - b.0).max().unwrap_or(0);
    builder.flattened = longest > 3000 && longest * 10 > builder.text.len() * 7;
    if builder.metadata.outlet.is_none() {
        builder.metadata.outlet = outlet::from_url(&builder.metadata, &builder.text)
            .or_else(|| outlet::from_body(&builder.text, &blocks));
    }
    for (start, end, kind, note) in blocks {
        builder.block(start, end, kind, note);
    }
}

/// A block in the making.
pub(super) type Made = (usize, usize, BlockKind, Option<&'static str>);

struct Labels<'a> {
    text: &'a str,
    builder: &'a mut Builder,
    /// Whether there are other units, and enough paragraphs end as sentences do for a line without an end to
    /// mean something.
    formed: bool,
    /// Whether the first paragraph has been seen.
    body: bool,
    blocks: Vec<Made>,
    /// Whether an address is announced.
    url_next: bool,
    /// How many more lines may be looked for in the whole text, so that time stays linear.
    looks: usize,
}

impl Labels<'_> {
    fn add(&mut self, start: usize, end: usize, kind: BlockKind, note: Option<&'static str>) {
        self.blocks.push((start, end, kind, note));
    }

    fn unit(&mut self, unit: Unit, k: usize, units: &[Unit], rest: &[Unit]) {
        let (start, end) = (unit.start, unit.end);
        let words = &self.text[start..end];
        let lower = words.to_lowercase();
        match unit.markup {
            Markup::Table => return self.add(start, end, BlockKind::Table, None),
            Markup::Code => return self.add(start, end, BlockKind::Debris, Some("code")),
            _ => {}
        }
        if self.address(words, &lower, start, end) || self.header(words, &lower, start, end) {
            return;
        }
        if let Some(note) = BOILERPLATE.note(&lower) {
            return self.add(start, end, BlockKind::Debris, Some(note));
        }
        if let Some(title) = &self.builder.metadata.title
            && title.value == words
        {
            return self.add(start, end, BlockKind::Debris, Some("repeated_title"));
        }
        match unit.markup {
            Markup::Title if self.builder.metadata.title.is_none() => return self.title(start, end),
            Markup::Title | Markup::Heading => return self.add(start, end, BlockKind::Heading, None),
            Markup::Item => {
                self.body = true;
                return self.add(start, end, BlockKind::ListItem, None);
            }
            Markup::Quote => {
                self.body = true;
                return self.add(start, end, BlockKind::BlockQuote, None);
            }
            _ => {}
        }
        if k == 0 && is_title(words, rest) {
            return self.title(start, end);
        }
        if let Some(at) = credit_at(words) {
            return self.caption(start, at, end);
        }
        if self.is_reporting(&lower, start, end) {
            return;
        }
        if self.formed && !ends_open(words) && !is_signed(words) {
            if doubled(words) {
                return self.add(start, end, BlockKind::Debris, Some("doubled_label"));
            }
            let opens =
                words.split_whitespace().next().unwrap_or_default().trim_matches(['.', ':']).to_lowercase();
            let known = CREDITS.captions.contains(opens.as_str());
            if starts_quoted(words) {
                let look = self.looks > 0;
                self.looks = self.looks.saturating_sub(1);
                if look && repeats(self.text, words, units, k) {
                    return self.add(start, end, BlockKind::Caption, None);
                }
            } else if known || words.split_whitespace().count() >= 9 {
                return self.add(start, end, BlockKind::Caption, None);
            } else {
                return self.add(start, end, BlockKind::Heading, None);
            }
        }
        self.paragraph(start, end);
    }

    fn title(&mut self, start: usize, end: usize) {
        let words = self.text[start..end].split_whitespace().collect::<Vec<_>>().join(" ");
        let span = Span::of(start, end);
        if self.builder.metadata.title.is_none() {
            self.builder.metadata.title = Some(Field::new(words, Provenance::Heading).with_span(span));
        }
        self.add(start, end, BlockKind::Title, None);
    }

    /// "Original url:" and the address after it; a line that is nothing but an address.
    fn address(&mut self, words: &str, lower: &str, start: usize, end: usize) -> bool {
        let label = BOILERPLATE.note(lower) == Some("original_url");
        let found = words.find("https://").or_else(|| words.find("http://"));
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
                self.add(start, end, BlockKind::Debris, Some("original_url"));
                return true;
            }
        }
        if label {
            self.url_next = true;
            self.add(start, end, BlockKind::Debris, Some("original_url"));
        }
        label
    }

    /// Lines before the text: dates, counters, places and outlets, bylines.
    fn header(&mut self, words: &str, lower: &str, start: usize, end: usize) -> bool {
        if lower.starts_with("date ")
            && let Some(rest) = words.get(5..)
            && let Some(found) = dates::find_at_start(rest, None).filter(|f| f.start == 0)
        {
            self.published(found.date, start + 5, start + 5 + found.end, Provenance::Header);
            self.add(start, start + 5 + found.end, BlockKind::Dateline, None);
            let from = start + 5 + found.end;
            let tail = &self.text[from..end];
            let from = from + (tail.len() - tail.trim_start().len());
            if from < end {
                let tail = &self.text[from..end];
                if let Some(note) = BOILERPLATE.note(&tail.to_lowercase()) {
                    self.add(from, end, BlockKind::Debris, Some(note));
                } else if let Some(at) = credit_at(tail) {
                    self.caption(from, at, end);
                } else if ends_sentence(tail) {
                    self.paragraph(from, end);
                } else {
                    self.add(from, end, BlockKind::Caption, None);
                }
            }
            return true;
        }
        if words.len() > 160 {
            return false;
        }
        if patterns::is_counter(lower) {
            self.add(start, end, BlockKind::Debris, Some("view_counter"));
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
        if let Some(found) = dates::find(words, None)
            && (found.end - found.start) * 10 >= words.len() * 5
            && words.split_whitespace().count() <= 10
        {
            self.published(found.date, start + found.start, start + found.end, Provenance::Header);
            self.add(start, end, BlockKind::Dateline, None);
            return true;
        }
        if let Some(length) = tables::starts_with("byline", lower)
            && words.is_char_boundary(length)
            && is_names(&words[length..])
            && !self.blocks.is_empty()
        {
            self.byline(start + length, end);
            self.add(start, end, BlockKind::Byline, None);
            return true;
        }
        false
    }

    fn published(&mut self, date: Date, start: usize, end: usize, provenance: Provenance) {
        if self.builder.metadata.published.is_none() {
            self.builder.metadata.published =
                Some(Field::new(date, provenance).with_span(Span::of(start, end)));
        }
    }

    fn byline(&mut self, start: usize, end: usize) {
        if !self.builder.metadata.authors.is_empty() {
            return;
        }
        for name in crate::input::bylines::people(&[self.text[start..end].to_owned()], None) {
            let mut field = Field::new(name.clone(), Provenance::Byline);
            if let Some(at) = self.text[start..end].find(&name) {
                field = field.with_span(Span::of(start + at, start + at + name.len()));
            }
            self.builder.metadata.authors.push(field);
        }
    }

    /// A caption that ends with who made the picture, from `at` on.
    fn caption(&mut self, start: usize, at: usize, end: usize) {
        let at = start + at;
        self.add(start, at, BlockKind::Caption, None);
        self.add(at, end, BlockKind::Credit, None);
    }

    /// "(Reporting by …; editing by …)" at the end.
    fn is_reporting(&mut self, lower: &str, start: usize, end: usize) -> bool {
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

    fn paragraph(&mut self, start: usize, end: usize) {
        let mut from = start;
        if !self.body
            && let Some(length) = self.dateline(start, end)
        {
            from = start + length;
            self.add(start, from, BlockKind::Dateline, None);
        }
        self.body = true;
        self.add(from, end, BlockKind::Paragraph, None);
    }

    /// The agency's line before the first paragraph: its length, white space after it included.
    fn dateline(&mut self, start: usize, end: usize) -> Option<usize> {
        let words = &self.text[start..end];
        let found = patterns::dateline(words)?;
        let rest = &words[found.whole.end..];
        self.builder.metadata.dateline = Some(Dateline {
            span: Span::of(start, start + found.whole.end),
            place: Some(found.place.to_owned()),
            date: found.date.map(str::to_owned),
            agency: found.agency.map(str::to_owned),
        });
        if let Some(agency) = found.agency {
            self.builder.metadata.wire.push(Field::new(agency.to_owned(), Provenance::Header));
        }
        Some(words.len() - rest.trim_start().len())
    }
}

/// The first line is a title when it does not end as a sentence, or reads like a headline.
fn is_title(words: &str, rest: &[Unit]) -> bool {
    if rest.is_empty() || words.len() > 300 || words.ends_with(':') {
        return false;
    }
    if !ends_open(words) || is_quotation_title(words, rest) {
        return true;
    }
    let all: Vec<&str> = words.split_whitespace().filter(|w| w.chars().count() > 3).collect();
    let high =
        all.iter().filter(|w| w.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase()));
    all.len() >= 4 && high.count() * 10 >= all.len() * 8 && !words.contains('“') && !words.contains('"')
}

/// A headline that ends with a quotation, without the stop that a quotation in a paragraph has: what follows is
/// a text of sentences.
fn is_quotation_title(words: &str, rest: &[Unit]) -> bool {
    let closed = words.ends_with(['”', '’', '"', '»', '\'']);
    let inside = words.trim_end_matches(['”', '’', '"', '»', '\'']);
    let stopped = ends_sentence(inside) || inside.ends_with([',', ';', ':', '—', '–']);
    closed
        && !stopped
        && words.len() <= 160
        && words.lines().count() == 1
        && rest.iter().any(|u| u.end - u.start > words.len())
}

/// Whether a line ends as a sentence does.
fn ends_sentence(words: &str) -> bool {
    let bare = words.trim_end_matches(['"', '”', '’', '\'', ')', '»', ']', '*']);
    bare.ends_with(['.', '!', '?', '…'])
}

/// Whether a line ends as text does that stands where it stands: a sentence, a quotation, an introduction.
fn ends_open(words: &str) -> bool {
    ends_sentence(words) || words.ends_with([':', ',', ';', '—', '–', '”', '’', '"', '»'])
}

/// `“…” — Ada Lund`
fn is_signed(words: &str) -> bool {
    starts_quoted(words)
        && ["”—", "” —", "” –", "\" —", "\" –", "\" -", "’ —", "’ –"].iter().any(|m| words.contains(m))
}

fn starts_quoted(words: &str) -> bool {
    words.starts_with(['“', '"', '‘', '«', '„', '\''])
}

/// Whether a line that opens with a quotation repeats words that stand elsewhere.
fn repeats(text: &str, words: &str, units: &[Unit], k: usize) -> bool {
    let head = super::prefix(words, 48);
    units.iter().enumerate().any(|(n, u)| n != k && text[u.start..u.end].contains(head))
}

/// Which kind of debris a line is by its form or its words.
pub(crate) fn debris(words: &str) -> Option<&'static str> {
    let lower = words.to_lowercase();
    if patterns::is_counter(&lower) {
        Some("view_counter")
    } else if doubled(words) && words.len() < 80 && !words.contains(char::is_whitespace) {
        Some("doubled_label")
    } else {
        BOILERPLATE.note(&lower)
    }
}

/// "AddendumAddendum": one word twice.
fn doubled(words: &str) -> bool {
    let half = words.len() / 2;
    words.len() >= 8
        && words.len().is_multiple_of(2)
        && words.is_char_boundary(half)
        && words[..half] == words[half..]
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

/// Where the credit of a picture begins in a line: "| Photo: EFE", "Jan Moor / KPA", "Photo: Jan Moor".
fn credit_at(words: &str) -> Option<usize> {
    if words.len() > 600 || ends_sentence(words) && words.len() > 200 {
        return None;
    }
    let lower = words.to_lowercase();
    if lower.len() == words.len() {
        for (at, _) in words.match_indices(['|', '(', '.', '/']).chain([(0, "")]) {
            let from = if at == 0 && !words.starts_with(['|', '(']) { 0 } else { at + 1 };
            // Letters can grow and shrink in lower case and the whole keep its length.
            let Some(tail) = lower.get(from..).map(str::trim_start) else { continue };
            let label = CREDITS.labels.iter().any(|l| {
                tail.strip_prefix(l).is_some_and(|rest| {
                    rest.starts_with(':') || rest.starts_with(" by ") || rest.starts_with(" ©")
                })
            });
            if label && words.len() - from < 160 {
                return Some(if from == 0 { 0 } else { at });
            }
        }
    }
    if !words.contains('/') || ends_sentence(words) {
        return None;
    }
    // The tail after the last sentence end, when it is names and agencies with slashes.
    let slash = words.find('/')?;
    let from = words[..slash].rfind(". ").map_or(0, |at| at + 2);
    let tail = &words[from..];
    let parts: Vec<&str> = tail.split('/').map(str::trim).collect();
    let agency = parts.iter().skip(1).any(|p| {
        CREDITS.agencies.contains(p.to_lowercase().as_str())
            || (p.len() > 1 && p.len() < 20 && p.chars().all(|c| c.is_uppercase() || c == ' '))
    });
    (agency && tail.len() < 120 && parts.iter().all(|p| p.split_whitespace().count() <= 5)).then_some(from)
}
