//! Plain text: paragraphs, header lines, captions, debris; the text itself is left as it is.
//!
//! - `lines`, `wrap`, `units`: where lines and paragraphs begin and end
//! - `label`: what each is (shared with Markdown); with it `titles`, `header`, `fields`, `wire`, `credit`, `flat`
//! - `shapes`, `patterns`: the form of a line, an agency's dateline, counters
//! - `outlet`: who publishes it, when only the text can tell
//! - `boilerplate`, `dates`, `tables`: lines that are no article, dates in words, the word lists of `data/`

mod boilerplate;
mod credit;
pub(crate) mod dates;
mod fields;
mod flat;
mod header;
pub(crate) mod label;
mod lines;
mod outlet;
mod patterns;
pub(crate) mod shapes;
pub(crate) mod tables;
mod titles;
pub(crate) mod units;
mod wire;
mod wrap;

use crate::document::Builder;
use crate::input::watch::Watch;
use crate::{Document, Format, ParseOptions, Result};

/// Reads plain text; the text of the document is the input as it is.
pub(crate) fn parse(input: &[u8], options: &ParseOptions) -> Result<Document> {
    let watch = Watch::new(options.cancel.as_ref());
    let text = crate::input::utf8(input)?;
    watch.check(0)?;
    let mut builder = Builder::identity(Format::Plain, text);
    let units = units::cut(text, &watch);
    watch.check(input.len())?;
    label::label(&mut builder, &units, &watch);
    watch.check(input.len())?;
    builder.finish(input, options)
}

/// The agency's dateline that a paragraph starts with, its span counted from `at`.
#[cfg(feature = "html")]
pub(crate) fn dateline(words: &str, at: usize) -> Option<crate::Dateline> {
    let found = patterns::dateline(words)?;
    Some(crate::Dateline {
        span: crate::Span::of(at, at + found.whole.end),
        place: found.place.map(str::to_owned),
        date: found.date.map(str::to_owned),
        agency: found.agency.map(str::to_owned),
    })
}

/// At most the first `length` bytes, cut at a character.
pub(crate) fn prefix(text: &str, length: usize) -> &str {
    let mut end = length.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
