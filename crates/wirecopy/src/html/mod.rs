//! Web pages: decoded, cut into tokens, put into a tree, the article found, flattened, its metadata read.
//!
//! - `charset`: bytes to text, with the way back for encodings other than UTF-8
//! - `tree`: an arena of nodes that know where they stand in the page; no recursion on depth
//! - `content`: which elements are the article
//! - `flatten`: the article as blocks of text, with the way back
//! - `metadata`: JSON-LD, `OpenGraph`, `<meta>`, `<time>`, bylines

mod charset;
mod content;
mod escapes;
mod flatten;
mod hints;
mod json_ld;
mod metadata;
mod tags;
mod tree;

use crate::document::Builder;
use crate::{Document, Format, ParseOptions, Result};

/// Reads a page.
pub(crate) fn parse(input: &[u8], options: &ParseOptions) -> Result<Document> {
    let decoded = charset::decode(input, options.encoding.as_deref());
    let tree = tree::build(&decoded.text, options.max_depth)?;
    let weighed = content::weigh(&tree);
    let (metadata, headline) = metadata::read(&tree, &weighed);
    let root = content::find(&tree, &weighed);
    let mut builder = Builder::gather(Format::Html, decoded.encoding);
    builder.metadata = metadata;
    flatten::flatten(&tree, &weighed, &decoded, headline, root, &mut builder);
    builder.finish(input, options)
}
