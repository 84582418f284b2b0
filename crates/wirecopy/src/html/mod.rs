//! Web pages: decoded, cut into tokens, put into a tree, the article found, flattened, its metadata read.
//!
//! - `charset`: which encoding a page is in
//! - `transcode`: bytes to text, with the way back for encodings other than UTF-8
//! - `tokens`: tags and text, by the HTML standard
//! - `tree`: an arena of nodes that know where they stand in the page; no recursion on depth
//! - `content`: how much text each element holds, what its names say
//! - `region`: which elements are the article
//! - `flatten`: the article as blocks of text, with the way back
//! - `tidy`: what its lines are, once they stand one after the other
//! - `stored`: the article of a page that shows none
//! - `places`: where marks can be put into a page
//! - `metadata`: JSON-LD, `OpenGraph`, `<meta>`, `<time>`, bylines

mod charset;
mod content;
mod escapes;
mod flatten;
mod hints;
mod json_ld;
mod metadata;
mod places;
mod region;
mod stored;
mod tags;
mod tidy;
mod tokens;
mod transcode;
mod tree;

pub(crate) use places::places;

use crate::document::Builder;
use crate::input::watch::Watch;
use crate::{Document, Format, ParseOptions, Result};

/// Reads a page.
pub(crate) fn parse(input: &[u8], options: &ParseOptions) -> Result<Document> {
    let watch = Watch::new(options.cancel.as_ref());
    let decoded = charset::decode(input, options.encoding.as_deref(), options.url.as_deref());
    watch.check(0)?;
    let limits = tree::Limits { depth: options.max_depth, nodes: options.max_nodes };
    let tree = tree::build(&decoded.text, limits, &watch).map_err(|e| e.moved(|at| decoded.input(at)))?;
    let weighed = content::weigh(&tree);
    watch.check(input.len())?;
    let (metadata, headline) = metadata::read(&tree, &weighed, options.url.as_deref());
    watch.check(input.len())?;
    let region = region::find(&tree, &weighed, headline);
    watch.check(input.len())?;
    let mut builder = Builder::gather(Format::Html, decoded.encoding.name());
    builder.metadata = metadata;
    flatten::flatten(&tree, &weighed, headline, region.as_ref(), &mut builder);
    watch.check(input.len())?;
    // What is not needed for the way back goes first: with that, it would be the most that is held.
    drop(weighed);
    drop(tree);
    let map = decoded.map;
    drop(decoded.text);
    if let Some(map) = &map {
        builder.decoded_from(map);
    }
    builder.finish(input, options)
}
