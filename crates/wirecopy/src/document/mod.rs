//! [`Document`]: one article, its text, its blocks, what is known about it, and the way back to the input.

mod block;
mod builder;
mod date;
mod metadata;
mod run;

pub use block::{Block, BlockKind};
pub(crate) use builder::{Builder, digest};
pub use date::{Date, Precision};
pub use metadata::{Dateline, Field, Metadata, Provenance};
pub(crate) use run::Run;

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::{Format, OffsetMap, ParseOptions, Result, Span, Unit};

/// One document: immutable, cheap to clone, safe to share between threads.
///
/// For plain text [`text`](Self::text) is the input byte for byte; otherwise it is the decoded text with the
/// markup gone, and [`input_ranges`](Self::input_ranges) leads back.
///
/// ```
/// use wirecopy::{Document, ParseOptions};
/// let document = Document::parse(b"Dam to hold\n\nThe wall will hold.", &ParseOptions::default())?;
/// assert_eq!(document.metadata().title.as_ref().unwrap().value, "Dam to hold");
/// assert_eq!(document.body(), "The wall will hold.");
/// # Ok::<(), wirecopy::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Document {
    inner: Arc<Inner>,
}

#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) format: Format,
    pub(crate) encoding: &'static str,
    pub(crate) blocks: Vec<Block>,
    pub(crate) metadata: Metadata,
    /// Text runs in order, each copied from one stretch of the input; empty when text and input are one.
    pub(crate) runs: Vec<Run>,
    pub(crate) flattened: bool,
    /// Made on first use when the text is the input.
    pub(crate) input_sha256: OnceLock<String>,
    pub(crate) article: bool,
    pub(crate) input_bytes: usize,
    pub(crate) offsets: OnceLock<OffsetMap>,
    pub(crate) words: OnceLock<crate::export::Words>,
}

impl Document {
    /// Reads one document.
    ///
    /// # Errors
    ///
    /// [`TooLarge`](crate::ErrorKind::TooLarge) and [`TooDeep`](crate::ErrorKind::TooDeep) over the limits of
    /// the options; [`InvalidUtf8`](crate::ErrorKind::InvalidUtf8) with the place when plain text or Markdown
    /// is not UTF-8; [`InvalidOption`](crate::ErrorKind::InvalidOption) when `published` is no date.
    pub fn parse(input: &[u8], options: &ParseOptions) -> Result<Self> {
        crate::input::parse(input, options)
    }

    /// A document of plain text, nothing else known.
    ///
    /// # Errors
    ///
    /// [`TooLarge`](crate::ErrorKind::TooLarge) over 256 MB.
    pub fn from_text(text: &str) -> Result<Self> {
        Self::parse(text.as_bytes(), &ParseOptions::plain())
    }

    pub(crate) fn of(inner: Inner) -> Self {
        Self { inner: Arc::new(inner) }
    }

    /// The caller's name for it; empty when it has none.
    pub fn id(&self) -> &str {
        &self.inner.id
    }

    /// The text all spans point into.
    pub fn text(&self) -> &str {
        &self.inner.text
    }

    /// The words of a span of this document.
    ///
    /// # Panics
    ///
    /// When the span is not one of this document's and does not slice its text; [`get`](Self::get) does not.
    pub fn slice(&self, span: Span) -> &str {
        &self.inner.text[span.range()]
    }

    /// The words of a span, or `None` when it does not slice this text.
    pub fn get(&self, span: Span) -> Option<&str> {
        self.inner.text.get(span.range())
    }

    /// How the input was read: never [`Format::Auto`].
    pub fn format(&self) -> Format {
        self.inner.format
    }

    /// The character encoding of the input, by its WHATWG name.
    pub fn encoding(&self) -> &str {
        self.inner.encoding
    }

    /// The blocks in text order; they do not overlap.
    pub fn blocks(&self) -> &[Block] {
        &self.inner.blocks
    }

    /// The block that holds byte `at`, if any.
    pub fn block_at(&self, at: usize) -> Option<&Block> {
        let k = self.inner.blocks.partition_point(|b| b.span().start() <= at);
        self.inner.blocks[..k].last().filter(|b| at < b.span().end())
    }

    /// Title, authors, outlet, dates and more, each with where it came from.
    pub fn metadata(&self) -> &Metadata {
        &self.inner.metadata
    }

    /// Whether paragraph breaks seem lost: long text in one block. Attributions are then less sure.
    pub fn flattened(&self) -> bool {
        self.inner.flattened
    }

    /// Whether it seems to be an article. A front page, a list of results or a form is read too, as well as it
    /// goes; plain text and Markdown are taken for articles when they hold any words.
    pub fn is_article(&self) -> bool {
        self.inner.article
    }

    /// The body alone: paragraphs, headings, list items and block quotes, joined by an empty line. No title,
    /// caption or debris. Line ends inside a paragraph of plain text are one space each, with the indent or the
    /// `>` of quoted mail after them.
    pub fn body(&self) -> String {
        let mut out = String::new();
        for block in self.blocks().iter().filter(|b| b.kind().is_body()) {
            if !out.is_empty() {
                out.push_str("\n\n");
            }
            let words = self.slice(block.span());
            if self.inner.format == Format::Plain {
                unwrap_lines(words, &mut out);
            } else {
                out.push_str(words);
            }
        }
        out
    }

    /// Whether a stretch of one block holds a line end that is not white space inside a paragraph, as those of
    /// plain text are.
    pub(crate) fn has_break(&self, span: Span) -> bool {
        self.inner.format != Format::Plain && self.slice(span).contains('\n')
    }

    /// The bytes of the input a span came from, one range for each stretch that is contiguous there.
    ///
    /// A character leads to all bytes it was read from: a character reference, two bytes of `Shift_JIS`, `=E2=80=9C`
    /// in a saved page. White space that was squeezed leads to its first character, glue between blocks to nothing.
    /// For plain text the range is the span itself.
    pub fn input_ranges(&self, span: Span) -> Vec<Range<usize>> {
        let runs = &self.inner.runs;
        if runs.is_empty() {
            let range: Range<usize> = span.range();
            return vec![range];
        }
        let first = runs.partition_point(|r| r.text.end() <= span.start());
        let mut out: Vec<Range<usize>> = Vec::new();
        for run in runs[first..].iter().take_while(|r| r.text.start() < span.end()) {
            let (a, b) = run.part(span);
            match out.last_mut() {
                Some(last) if last.end == a => last.end = b,
                _ => out.push(a..b),
            }
        }
        out
    }

    /// The converter of offsets into this text, made on first use.
    pub fn offsets(&self) -> &OffsetMap {
        self.inner.offsets.get_or_init(|| OffsetMap::new(&self.inner.text))
    }

    /// The words of the text and their places, made on first use.
    pub(crate) fn words(&self) -> &crate::export::Words {
        self.inner.words.get_or_init(|| crate::export::Words::of(&self.inner.text))
    }

    /// A byte offset into the text in another unit.
    pub fn offset(&self, byte: usize, unit: Unit) -> usize {
        self.offsets().from_bytes(self.text(), byte, unit)
    }

    /// SHA-256 of the input, in lower-case hexadecimal.
    pub fn input_sha256(&self) -> &str {
        self.inner.input_sha256.get_or_init(|| builder::digest(self.inner.text.as_bytes()))
    }

    /// Length of the input in bytes.
    pub fn input_bytes(&self) -> usize {
        self.inner.input_bytes
    }

    /// Who said what in it, with the default language pack.
    ///
    /// # Errors
    ///
    /// As [`Analyzer::analyze`](crate::Analyzer::analyze).
    #[cfg(feature = "lang-en")]
    pub fn analyze(&self) -> Result<crate::Analysis> {
        crate::Analyzer::english().analyze(self)
    }
}

/// Writes words with one space for each line end and what white space and quote marks are around it.
fn unwrap_lines(words: &str, out: &mut String) {
    const ENDS: [char; 7] = ['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];
    let mut rest = words;
    while let Some(at) = rest.find(ENDS) {
        out.push_str(rest[..at].trim_end());
        out.push(' ');
        rest = rest[at..].trim_start_matches(|c: char| c.is_whitespace() || c == '>');
    }
    out.push_str(rest);
}
