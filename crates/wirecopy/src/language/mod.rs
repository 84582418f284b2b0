//! The language layer: tokens, sentences, and the packs that hold what is known of a language.

pub mod pack;
#[cfg(feature = "lang-en")]
mod registry;
mod sentences;
mod tagger;
mod tokens;

pub use pack::Pack;
#[cfg(feature = "lang-en")]
pub(crate) use registry::english;
pub use sentences::Sentence;
pub use tagger::Tag;
pub use tokens::Token;

use crate::Document;

/// A document cut into sentences and tokens.
#[derive(Clone, Debug)]
pub(crate) struct Segmented {
    pub(crate) tokens: Vec<Token>,
    pub(crate) sentences: Vec<Sentence>,
}

/// Cuts the blocks that are read into sentences and tokens; a sentence never crosses a block.
pub(crate) fn segment(document: &Document, pack: &Pack) -> Segmented {
    let known = pack.resource(tokens::Abbreviations::load);
    let mut out = Segmented { tokens: Vec::new(), sentences: Vec::new() };
    for (index, block) in document.blocks().iter().enumerate().filter(|(_, b)| b.kind().is_read()) {
        let first = out.tokens.len();
        tokens::tokenize(document.text(), block.span(), &known, &mut out.tokens);
        sentences::split(document.text(), &out.tokens, first, index, &known, &mut out.sentences);
    }
    out
}
