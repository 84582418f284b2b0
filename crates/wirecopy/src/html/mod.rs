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
//! - `wire`: what the first and last lines of the article say of agencies
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
mod wire;

pub(crate) use places::places;

use crate::document::{Builder, Field, Provenance};
use crate::input::mhtml::{self, Saved};
use crate::input::watch::Watch;
use crate::{Document, Format, ParseOptions, Result};

/// Reads a page.
pub(crate) fn parse(input: &[u8], options: &ParseOptions) -> Result<Document> {
    read(input, input, None, options)
}

/// Reads the page of a saved file.
pub(crate) fn parse_saved(input: &[u8], options: &ParseOptions) -> Result<Document> {
    let saved = mhtml::open(input)?;
    read(&saved.page, input, Some(&saved), options)
}

/// Reads `page`, which `input` is, or has in it as `saved` says.
fn read(page: &[u8], input: &[u8], saved: Option<&Saved<'_>>, options: &ParseOptions) -> Result<Document> {
    let watch = Watch::new(options.cancel.as_ref());
    let told = options.encoding.as_deref().or(saved.and_then(|s| s.content_type.as_deref()));
    let decoded = charset::decode(page, told, options.url.as_deref());
    let file = |at: usize| saved.map_or(at, |s| s.map.start(at));
    watch.check(0)?;
    let limits = tree::Limits { depth: options.max_depth, nodes: options.max_nodes };
    let tree =
        tree::build(&decoded.text, limits, &watch).map_err(|e| e.moved(|at| file(decoded.input(at))))?;
    let note = saved_from(&decoded.text);
    let (address, date) = match saved {
        Some(saved) => (saved.url.clone().or(note.0), saved.date.clone().or(note.1)),
        None => note,
    };
    let url = options.url.as_deref().or(address.as_deref());
    let weighed = content::weigh(&tree);
    watch.check(input.len())?;
    let about = metadata::read(&tree, &weighed, url);
    watch.check(input.len())?;
    let region = region::find(&tree, &weighed, about.headline, options.favor);
    watch.check(input.len())?;
    let mut builder =
        Builder::gather(if saved.is_some() { Format::Mhtml } else { Format::Html }, decoded.encoding.name());
    builder.metadata = about.metadata;
    builder.article = about.article;
    builder.metadata.saved = date
        .and_then(|date| crate::plain::dates::read(&date, None))
        .map(|date| Field::new(date, Provenance::Header));
    if builder.metadata.url.is_none() {
        builder.metadata.url = address.map(|url| Field::new(url, Provenance::Header));
    }
    flatten::flatten(&tree, &weighed, about.headline, region.as_ref(), options.favor, &mut builder);
    wire::complete(&mut builder);
    watch.check(input.len())?;
    // What is not needed for the way back goes first: with that, it would be the most that is held.
    drop(weighed);
    drop(tree);
    let map = decoded.map;
    drop(decoded.text);
    if let Some(map) = &map {
        builder.decoded_from(map);
    }
    if let Some(saved) = saved {
        builder.decoded_from(&saved.map);
    }
    builder.finish(input, options)
}

/// The address, and the date, that a browser or `SingleFile` wrote into a comment at the top of a page it saved.
fn saved_from(page: &str) -> (Option<String>, Option<String>) {
    let head = crate::plain::prefix(page, 4096);
    let (rest, date) = if let Some((_, rest)) = head.split_once("<!-- saved from url=(") {
        (rest.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix(')'), None)
    } else {
        let note = head.split_once("Page saved with SingleFile").map(|(_, rest)| rest);
        let note = note.map(|rest| rest.split_once("-->").map_or(rest, |(note, _)| note));
        let after = |label: &str| note.and_then(|note| note.split_once(label)).map(|(_, rest)| rest);
        (after("url:"), after("saved date:").and_then(|rest| rest.lines().next()))
    };
    let url = rest.and_then(|rest| rest.split_whitespace().next());
    let url = url.map(|url| url.strip_suffix("-->").unwrap_or(url)).filter(|url| url.starts_with("http"));
    (url.map(str::to_owned), date.map(|date| date.trim().to_owned()))
}
