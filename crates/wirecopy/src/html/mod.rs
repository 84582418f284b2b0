//! Web pages: decoded, cut into tokens, put into a tree, the article found, flattened, its metadata read.
//!
//! - `charset`: bytes to text, with the way back for encodings other than UTF-8
//! - `tree`: an arena of nodes that know where they stand in the page; no recursion on depth
//! - `content`: which elements are the article
//! - `flatten`: the article as blocks of text, with the way back
//! - `metadata`: JSON-LD, `OpenGraph`, `<meta>`, `<time>`, bylines

#[allow(dead_code, reason = "read by the finder of the article, in progress")]
mod charset;
#[allow(dead_code, reason = "read by the finder of the article, in progress")]
mod escapes;
#[allow(dead_code, reason = "read by the finder of the article, in progress")]
mod tags;
#[allow(dead_code, reason = "read by the finder of the article, in progress")]
mod tree;
