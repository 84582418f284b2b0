//! Plain text: paragraphs by empty lines, header lines, captions, debris.

use crate::document::{BlockKind, Builder, Field, Provenance};
use crate::{Document, Format, ParseOptions, Result};

/// Reads plain text; the text of the document is the input as it is.
pub(crate) fn parse(input: &[u8], options: &ParseOptions) -> Result<Document> {
    let text = crate::input::utf8(input)?;
    let mut builder = Builder::identity(Format::Plain, text);
    let mut at = 0;
    let mut first = true;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        if !words.is_empty() {
            let is_title = first && words.len() < 200 && !words.ends_with(['.', '”', '"']);
            let kind = if is_title { BlockKind::Title } else { BlockKind::Paragraph };
            builder.block(at, at + line.len(), kind, None);
            if is_title {
                builder.metadata.title = Some(Field::new(words.to_owned(), Provenance::Heading));
            }
            first = false;
        }
        at += line.len();
    }
    builder.finish(input, options)
}
