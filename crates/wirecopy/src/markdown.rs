//! Markdown: `CommonMark` blocks, flattened with the way back kept; then labelled as plain text is.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::document::Builder;
use crate::plain::label;
use crate::plain::units::{Markup, Unit, join_broken};
use crate::{Document, Format, ParseOptions, Result};

/// Reads Markdown.
pub(crate) fn parse(input: &[u8], options: &ParseOptions) -> Result<Document> {
    let source = crate::input::utf8(input)?;
    let mut reader = Reader {
        source,
        builder: Builder::gather(Format::Markdown, "UTF-8"),
        units: Vec::new(),
        start: None,
        markup: Vec::new(),
        cell: false,
    };
    for (event, range) in Parser::new_ext(source, Options::ENABLE_TABLES).into_offset_iter() {
        reader.event(event, range);
    }
    reader.close();
    let Reader { mut builder, mut units, .. } = reader;
    join_broken(&builder.text, &mut units);
    label::label(&mut builder, &units);
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
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.open(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, range),
            Event::Code(code) => {
                let inner = self.source[range.clone()].find(&*code).map(|at| range.start + at);
                let range = inner.map_or(range, |at| at..at + code.len());
                self.text(&code, range);
            }
            Event::SoftBreak => self.text(" ", range.start..range.start + 1),
            Event::HardBreak if self.start.is_some() => self.text("\n", range),
            _ => {}
        }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        let markup = match tag {
            Tag::Heading { level: HeadingLevel::H1, .. } => Markup::Title,
            Tag::Heading { .. } => Markup::Heading,
            Tag::Item => Markup::Item,
            Tag::BlockQuote(_) => Markup::Quote,
            Tag::CodeBlock(_) => Markup::Code,
            Tag::TableHead | Tag::TableRow => Markup::Table,
            Tag::Paragraph => self.markup.last().copied().unwrap_or(Markup::None),
            Tag::TableCell => {
                if self.cell && self.start.is_some() {
                    self.builder.push_glue("\t");
                }
                return;
            }
            _ => return,
        };
        self.close();
        self.markup.push(markup);
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_)
            | TagEnd::Item
            | TagEnd::BlockQuote(_)
            | TagEnd::CodeBlock
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::Paragraph => {
                self.close();
                self.markup.pop();
                self.cell = false;
            }
            TagEnd::TableCell => self.cell = true,
            _ => {}
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        if self.start.is_none() {
            if text.trim().is_empty() {
                return;
            }
            if !self.builder.text.is_empty() {
                self.builder.push_glue("\n\n");
            }
            self.start = Some(self.builder.text.len());
        }
        self.builder.push(text, (range.start, range.end));
    }

    fn close(&mut self) {
        let Some(start) = self.start.take() else { return };
        let written = &self.builder.text[start..];
        let words = written.trim();
        if words.is_empty() {
            return;
        }
        let start = start + (written.len() - written.trim_start().len());
        let markup = self.markup.last().copied().unwrap_or(Markup::None);
        let group = self.units.len() as u32;
        self.units.push(Unit { start, end: start + words.len(), markup, group });
    }
}
