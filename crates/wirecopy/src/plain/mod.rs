//! Plain text: paragraphs, header lines, captions, debris; the text itself is left as it is.
//!
//! - `units`: where paragraphs begin and end
//! - `label`: what each is (shared with Markdown)
//! - `outlet`: who publishes it, when only the text can tell
//! - `patterns`: an agency's dateline, counters
//! - `dates`, `tables`: dates in words, and the word lists of `data/`

pub(crate) mod dates;
pub(crate) mod label;
pub(crate) mod outlet;
mod patterns;
pub(crate) mod tables;
pub(crate) mod units;

use crate::document::Builder;
use crate::{Document, Format, ParseOptions, Result};

/// Reads plain text; the text of the document is the input as it is.
pub(crate) fn parse(input: &[u8], options: &ParseOptions) -> Result<Document> {
    let text = crate::input::utf8(input)?;
    let mut builder = Builder::identity(Format::Plain, text);
    let units = units::cut(text);
    label::label(&mut builder, &units);
    builder.finish(input, options)
}

/// At most the first `length` bytes, cut at a character.
pub(crate) fn prefix(text: &str, length: usize) -> &str {
    let mut end = length.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
