//! What each stretch of text is: title, header line, paragraph, caption, credit or debris.
//!
//! Shared by plain text and Markdown, where markup has said a part of it already. The lines before the text are
//! read in `header`, header fields in `fields`, what agencies write in `wire`.

use super::boilerplate::{BOILERPLATE, LONGEST, WIRE_LINES};
use super::shapes::{doubled, ends_open, ends_sentence, is_signed, starts_quoted};
use super::tables::CREDITS;
use super::units::{Markup, Unit};
use super::{credit, flat, outlet, patterns, titles};
use crate::Span;
use crate::document::{BlockKind, Builder, Field, Provenance};
use crate::input::watch::Watch;

/// How much of a unit is put in lower case; what is longer is no line of a header.
const LINE: usize = 600;

/// Labels the units of the builder's text, fills in the metadata they hold, adds the blocks; as far as the caller
/// waits for it.
pub(crate) fn label(builder: &mut Builder, units: &[Unit], watch: &Watch) {
    let text = std::mem::take(&mut builder.text);
    let sentences: Vec<bool> = units.iter().map(|u| ends_sentence(&text[u.start..u.end])).collect();
    let mut labels = Labels {
        text: &text,
        builder,
        units,
        formed: sentences.iter().filter(|&&s| s).count() >= 3,
        loose: loose(units, &sentences),
        sentences,
        body: false,
        opened: false,
        titled: false,
        mail: false,
        blocks: Vec::with_capacity(units.len() + 8),
        url_next: false,
        trailing: None,
        looks: 64,
    };
    let mut lower = String::new();
    for k in 0..units.len() {
        let words = &text[units[k].start..units[k].end];
        if !watch.spend(words.len()) {
            break;
        }
        lower_into(super::prefix(words, LINE), &mut lower);
        labels.unit(k, &lower);
    }
    let blocks = std::mem::take(&mut labels.blocks);
    builder.text = text;
    builder.flattened = flat::is_flattened(&builder.text, &blocks);
    if builder.metadata.outlet.is_none() {
        builder.metadata.outlet = outlet::from_url(&builder.metadata, &builder.text)
            .or_else(|| outlet::from_body(&builder.text, &blocks));
    }
    for (start, end, kind, note) in blocks {
        builder.block(start, end, kind, note);
    }
}

/// Lower case, quick for the letters most texts are made of.
fn lower_into(words: &str, out: &mut String) {
    out.clear();
    if words.is_ascii() {
        out.push_str(words);
        out.make_ascii_lowercase();
        return;
    }
    for c in words.chars() {
        match c {
            '\0'..='\x7f' => out.push(c.to_ascii_lowercase()),
            // Quotation marks, dashes and spaces.
            '\u{2000}'..='\u{20ff}' => out.push(c),
            _ => out.extend(c.to_lowercase()),
        }
    }
}

/// For each unit, whether it is one of a group of lines most of which do not end as sentences: verse, an address.
fn loose(units: &[Unit], sentences: &[bool]) -> Vec<bool> {
    let mut out = vec![false; units.len()];
    let mut first = 0;
    while first < units.len() {
        let end = first + units[first..].partition_point(|u| u.group <= units[first].group);
        let ends = sentences[first..end].iter().filter(|&&s| s).count();
        if end - first > 1 && ends * 2 < end - first {
            out[first..end].fill(true);
        }
        first = end;
    }
    out
}

/// A block in the making.
pub(super) type Made = (usize, usize, BlockKind, Option<&'static str>);

#[expect(clippy::struct_excessive_bools, reason = "each says what has been seen so far")]
pub(super) struct Labels<'a> {
    pub(super) text: &'a str,
    pub(super) builder: &'a mut Builder,
    pub(super) units: &'a [Unit],
    /// Whether each unit ends as a sentence does.
    sentences: Vec<bool>,
    /// Whether enough paragraphs end as sentences do for a line without an end to mean something.
    formed: bool,
    loose: Vec<bool>,
    /// Whether the first paragraph has been seen.
    pub(super) body: bool,
    /// Whether anything but debris has been seen.
    opened: bool,
    /// Whether there is a title block.
    titled: bool,
    /// Whether it has the header fields of mail.
    pub(super) mail: bool,
    pub(super) blocks: Vec<Made>,
    /// Whether an address is announced.
    pub(super) url_next: bool,
    /// What the rest of a group of lines is: its number and the kind of debris.
    trailing: Option<(u32, &'static str)>,
    /// How many more lines may be looked for in the whole text, so that time stays linear.
    looks: usize,
}

impl Labels<'_> {
    pub(super) fn add(&mut self, start: usize, end: usize, kind: BlockKind, note: Option<&'static str>) {
        self.opened |= kind != BlockKind::Debris;
        self.titled |= kind == BlockKind::Title;
        self.blocks.push((start, end, kind, note));
    }

    pub(super) fn debris(&mut self, start: usize, end: usize, note: &'static str) {
        self.add(start, end, BlockKind::Debris, Some(note));
    }

    fn unit(&mut self, k: usize, lower: &str) {
        let unit = self.units[k];
        let (start, end) = (unit.start, unit.end);
        let words = &self.text[start..end];
        if let Some((group, note)) = self.trailing
            && group == unit.group
        {
            return self.debris(start, end, note);
        }
        match unit.markup {
            Markup::Table => return self.add(start, end, BlockKind::Table, None),
            Markup::Code => return self.debris(start, end, "code"),
            Markup::Note => return self.debris(start, end, "footnote"),
            Markup::Caption => {
                return match credit::credit_at(words, lower) {
                    Some(at) => self.caption(start, at, end),
                    None => self.add(start, end, BlockKind::Caption, None),
                };
            }
            Markup::Rule => return self.rule(unit, words),
            _ => {}
        }
        if self.field(k)
            || self.address(words, lower, start, end)
            || self.header(words, lower, start, end)
            || self.wire_line(unit, words, lower)
        {
            return;
        }
        if words.len() <= LONGEST
            && let Some(note) = BOILERPLATE.note(lower)
        {
            return self.debris(start, end, note);
        }
        if self.titled
            && let Some(title) = &self.builder.metadata.title
            && title.value == words
        {
            return self.debris(start, end, "repeated_title");
        }
        match unit.markup {
            Markup::Title if !self.titled => return self.title(start, end),
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
        if !self.opened && self.is_title(k, words) {
            return self.title(start, end);
        }
        if let Some(at) = credit::credit_at(words, lower) {
            return self.caption(start, at, end);
        }
        if self.is_reporting(lower, start, end) {
            return;
        }
        if self.formed && !self.loose[k] && !ends_open(words) && !is_signed(words) {
            return self.unended(k, words);
        }
        self.paragraph(start, end);
    }

    fn is_title(&self, k: usize, words: &str) -> bool {
        // The first of several lines is a headline when sentences follow it at once.
        let led = !self.loose[k] || self.sentences.get(k + 1).is_some_and(|&s| s);
        self.builder.metadata.title.is_none() && led && titles::is_title(words, &self.units[k + 1..])
    }

    /// A line without an end, among lines that have one: a heading or a caption.
    fn unended(&mut self, k: usize, words: &str) {
        let (start, end) = (self.units[k].start, self.units[k].end);
        if doubled(words) {
            return self.debris(start, end, "doubled_label");
        }
        let opens =
            words.split_whitespace().next().unwrap_or_default().trim_matches(['.', ':']).to_lowercase();
        let known = CREDITS.captions.contains(opens.as_str());
        if starts_quoted(words) {
            let look = self.looks > 0;
            self.looks = self.looks.saturating_sub(1);
            if look && repeats(self.text, words, self.units, k) {
                return self.add(start, end, BlockKind::Caption, None);
            }
            self.paragraph(start, end);
        } else if known || words.split_whitespace().count() >= 9 {
            self.add(start, end, BlockKind::Caption, None);
        } else {
            self.add(start, end, BlockKind::Heading, None);
        }
    }

    /// Marks between parts; what stands under the mark of a signature is the signature.
    fn rule(&mut self, unit: Unit, words: &str) {
        if words == "--" && (self.mail || self.text[unit.end..].starts_with(' ')) {
            self.trailing = Some((unit.group, "signature"));
            return self.debris(unit.start, unit.end, "signature");
        }
        let end = words.bytes().all(|b| matches!(b, b'#' | b' ')) && words.len() < 12;
        self.debris(unit.start, unit.end, if end { "end_mark" } else { "separator" });
    }

    /// What agencies and press offices put around a text.
    fn wire_line(&mut self, unit: Unit, words: &str, lower: &str) -> bool {
        if words.len() > LONGEST {
            return false;
        }
        let note = WIRE_LINES.note(lower).or_else(|| patterns::is_word_count(lower).then_some("word_count"));
        let note = note.or_else(|| (!self.body && patterns::is_slug(words, lower)).then_some("slug"));
        let Some(note) = note else { return false };
        if note == "contact" {
            self.trailing = Some((unit.group, note));
        }
        self.debris(unit.start, unit.end, note);
        true
    }

    pub(super) fn title(&mut self, start: usize, end: usize) {
        let words = self.text[start..end].split_whitespace().collect::<Vec<_>>().join(" ");
        let span = Span::of(start, end);
        if self.builder.metadata.title.is_none() {
            self.builder.metadata.title = Some(Field::new(words, Provenance::Heading).with_span(span));
        }
        self.add(start, end, BlockKind::Title, None);
    }

    /// A caption that ends with who made the picture, from `at` on.
    pub(super) fn caption(&mut self, start: usize, at: usize, end: usize) {
        let at = start + at;
        self.add(start, at, BlockKind::Caption, None);
        self.add(at, end, BlockKind::Credit, None);
    }

    pub(super) fn paragraph(&mut self, start: usize, end: usize) {
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
}

/// Whether a line that opens with a quotation repeats words that stand elsewhere.
fn repeats(text: &str, words: &str, units: &[Unit], k: usize) -> bool {
    let head = super::prefix(words, 48);
    let finder = memchr::memmem::Finder::new(head);
    units.iter().enumerate().any(|(n, u)| n != k && finder.find(&text.as_bytes()[u.start..u.end]).is_some())
}

/// Which kind of debris a line is by its form or its words.
pub(crate) fn debris(words: &str) -> Option<&'static str> {
    let mut lower = String::new();
    lower_into(super::prefix(words, LINE), &mut lower);
    if patterns::is_counter(&lower) {
        Some("view_counter")
    } else if doubled(words) && words.len() < 80 && !words.contains(char::is_whitespace) {
        Some("doubled_label")
    } else if words.len() <= LONGEST {
        BOILERPLATE.note(&lower)
    } else {
        None
    }
}
