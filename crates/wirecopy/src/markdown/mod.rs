//! Markdown: `CommonMark` blocks with tables and footnotes, flattened with the way back kept; then labelled as
//! plain text is.
//!
//! - `front`: front matter, YAML or TOML
//! - `raw`: HTML inside

mod front;
mod raw;

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::document::{Builder, Field, Provenance};
use crate::input::watch::Watch;
use crate::plain::label;
use crate::plain::units::{Markup, Unit, join_broken};
use crate::{Document, Format, ParseOptions, Result};

/// Reads Markdown.
pub(crate) fn parse(input: &[u8], options: &ParseOptions) -> Result<Document> {
    let watch = Watch::new(options.cancel.as_ref());
    let source = crate::input::utf8(input)?;
    watch.check(0)?;
    let mut builder = Builder::gather(Format::Markdown, "UTF-8");
    let front = front::read(source, &mut builder.metadata);
    let mut reader = Reader {
        source,
        builder,
        units: Vec::new(),
        start: None,
        markup: Vec::new(),
        cell: false,
        emphasis: 0,
        slanted: 0,
        image: None,
        after_image: false,
        html: None,
    };
    let extensions = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    for (event, range) in Parser::new_ext(&source[front..], extensions).into_offset_iter() {
        if !watch.spend(range.len()) {
            watch.check(front + range.start)?;
        }
        reader.event(event, range.start + front..range.end + front);
    }
    reader.close();
    let Reader { mut builder, mut units, .. } = reader;
    join_broken(&builder.text, &mut units);
    label::label(&mut builder, &units, &watch);
    watch.check(input.len())?;
    builder.finish(input, options)
}

struct Reader<'a> {
    source: &'a str,
    builder: Builder,
    units: Vec<Unit>,
    /// Where the block being written starts.
    start: Option<usize>,
    /// What the open containers say of the text in them.
    markup: Vec<Markup>,
    /// Whether a table cell has just ended.
    cell: bool,
    /// Open emphasis, and how many bytes of the block being written stand in some.
    emphasis: u32,
    slanted: usize,
    /// The words of an open picture, or of one that no text has followed yet in its block.
    image: Option<Image>,
    /// Whether the last unit is the words of a picture.
    after_image: bool,
    /// The state of an open block of HTML.
    html: Option<raw::Scan>,
}

#[derive(Debug, Default)]
struct Image {
    /// Pictures open inside one another.
    open: u32,
    words: Vec<(String, Range<usize>)>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.open(&tag, &range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, range),
            Event::Code(code) => {
                let place = code_place(&self.source[range.clone()], &code);
                let range = place.map_or(range.clone(), |at| range.start + at..range.start + at + code.len());
                self.text(&code, range);
            }
            Event::SoftBreak => self.text(" ", range),
            Event::HardBreak => self.line_break(range),
            Event::Html(html) => self.html(&html, &range),
            Event::InlineHtml(html) if html.get(..3).is_some_and(|t| t.eq_ignore_ascii_case("<br")) => {
                self.line_break(range);
            }
            Event::Rule => self.close(),
            _ => {}
        }
    }

    fn open(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        let markup = match tag {
            Tag::Heading { level: HeadingLevel::H1, .. } => Markup::Title,
            // A paragraph right above a line of hyphens is no heading, whatever the rules say.
            Tag::Heading { .. } if self.is_underlined_text(range) => Markup::None,
            Tag::Heading { .. } => Markup::Heading,
            Tag::Item => Markup::Item,
            Tag::BlockQuote(_) => Markup::Quote,
            Tag::CodeBlock(_) => Markup::Code,
            Tag::TableHead | Tag::TableRow => Markup::Table,
            Tag::FootnoteDefinition(_) => Markup::Note,
            Tag::HtmlBlock => {
                self.html = Some(raw::Scan::default());
                self.container()
            }
            Tag::Paragraph => self.container(),
            Tag::TableCell => {
                if self.cell && self.start.is_some() {
                    self.builder.push_glue("\t");
                }
                return;
            }
            Tag::Emphasis => {
                self.emphasis += 1;
                return;
            }
            Tag::Image { dest_url, .. } => {
                self.image.get_or_insert_with(Image::default).open += 1;
                if self.builder.metadata.image.is_none() && dest_url.contains("://") {
                    self.builder.metadata.image = Some(Field::new(dest_url.to_string(), Provenance::Element));
                }
                return;
            }
            _ => return,
        };
        self.close();
        self.markup.push(markup);
    }

    fn container(&self) -> Markup {
        self.markup.last().copied().unwrap_or(Markup::None)
    }

    fn is_underlined_text(&self, range: &Range<usize>) -> bool {
        let words = &self.source[range.clone()];
        let text = words.trim_end().trim_end_matches(['-', '=']).trim_end();
        !words.starts_with('#') && text.len() > 120 && text.ends_with(['.', '!', '?', '"', '”'])
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_)
            | TagEnd::Item
            | TagEnd::BlockQuote(_)
            | TagEnd::CodeBlock
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::FootnoteDefinition
            | TagEnd::HtmlBlock
            | TagEnd::Paragraph => {
                self.close();
                self.markup.pop();
                self.cell = false;
                self.html = None;
            }
            TagEnd::TableCell => self.cell = true,
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Image => {
                if let Some(image) = &mut self.image {
                    image.open = image.open.saturating_sub(1);
                    // Before the text of its block, a picture stands by itself.
                    if image.open == 0 && self.start.is_none() {
                        self.caption();
                    }
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        if let Some(image) = self.image.as_mut().filter(|i| i.open > 0) {
            image.words.push((text.to_owned(), range));
            return;
        }
        if !text.trim().is_empty() {
            // In the middle of a text a picture is a sign; its words are not of the sentence.
            self.image = None;
        } else if self.start.is_none() {
            return;
        }
        self.begin();
        self.slanted += if self.emphasis > 0 { text.len() } else { 0 };
        self.builder.push(text, (range.start, range.end));
    }

    fn begin(&mut self) {
        if self.start.is_none() {
            if !self.builder.text.is_empty() {
                self.builder.push_glue("\n\n");
            }
            self.start = Some(self.builder.text.len());
            self.slanted = 0;
        }
    }

    fn line_break(&mut self, range: Range<usize>) {
        if self.start.is_some() {
            self.text("\n", range);
        }
    }

    fn html(&mut self, html: &str, range: &Range<usize>) {
        // Where the text is not the very bytes of the page, the way back is the whole stretch.
        let exact = self.source.get(range.clone()) == Some(html);
        let Some(mut scan) = self.html.take() else { return };
        for piece in scan.pieces(html) {
            let place = |at: Range<usize>| {
                if exact { range.start + at.start..range.start + at.end } else { range.clone() }
            };
            match piece {
                raw::Piece::Text(text, at) => self.text_of_html(text, &place(at), exact),
                raw::Piece::Char(c, at) => self.text(c.encode_utf8(&mut [0; 4]), place(at)),
                raw::Piece::Break(at) => self.line_break(place(at)),
                raw::Piece::Block(name) => {
                    let markup = self.container();
                    self.close();
                    if let Some(top) = self.markup.last_mut() {
                        *top = match name.to_ascii_lowercase().as_str() {
                            "figcaption" => Markup::Caption,
                            "blockquote" => Markup::Quote,
                            "h1" => Markup::Title,
                            "h2" | "h3" | "h4" => Markup::Heading,
                            "li" => Markup::Item,
                            "/blockquote" => Markup::None,
                            _ if markup == Markup::Quote => Markup::Quote,
                            _ => Markup::None,
                        };
                    }
                }
            }
        }
        self.html = Some(scan);
    }

    /// Text between tags: line ends in it are white space.
    fn text_of_html(&mut self, text: &str, range: &Range<usize>, exact: bool) {
        let mut at = 0;
        for piece in text.split_inclusive('\n') {
            let words = piece.trim_end_matches(['\n', '\r']);
            let place = |from: usize, to: usize| {
                if exact { range.start + from..range.start + to } else { range.clone() }
            };
            self.text(words, place(at, at + words.len()));
            if words.len() < piece.len() && self.start.is_some() {
                self.text(" ", place(at + words.len(), at + piece.len()));
            }
            at += piece.len();
        }
    }

    /// Writes the words of the last picture as a unit.
    fn caption(&mut self) {
        let Some(image) = self.image.take() else { return };
        if image.words.iter().all(|(words, _)| words.trim().is_empty()) {
            self.after_image = true;
            return;
        }
        self.begin();
        for (words, range) in image.words {
            self.builder.push(&words, (range.start, range.end));
        }
        self.unit(Markup::Caption);
        self.after_image = true;
    }

    fn close(&mut self) {
        let markup = self.container();
        if let Some(start) = self.start {
            let length = self.builder.text[start..].trim().len();
            // A paragraph all in italics under a picture is what it shows.
            let shown = self.after_image && markup == Markup::None && self.slanted >= length;
            self.unit(if shown { Markup::Caption } else { markup });
            self.after_image = false;
        }
        if self.image.as_ref().is_some_and(|i| i.open == 0) {
            self.caption();
        }
    }

    fn unit(&mut self, markup: Markup) {
        let Some(start) = self.start.take() else { return };
        let written = &self.builder.text[start..];
        let words = written.trim();
        if words.is_empty() {
            return;
        }
        let start = start + (written.len() - written.trim_start().len());
        let group = self.units.len() as u32;
        self.units.push(Unit { start, end: start + words.len(), markup, group });
    }
}

/// Where the words of a code span stand in its source; line ends in it have become spaces.
fn code_place(source: &str, code: &str) -> Option<usize> {
    let fence = source.bytes().take_while(|&b| b == b'`').count();
    let same = |(a, b): (u8, u8)| a == b || b == b' ' && matches!(a, b'\n' | b'\r');
    (fence..=fence + 1).find(|&at| {
        source
            .as_bytes()
            .get(at..at + code.len())
            .is_some_and(|s| s.iter().copied().zip(code.bytes()).all(same))
    })
}
