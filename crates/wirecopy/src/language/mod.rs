//! The language layer: tokens, sentences, and the packs that hold what is known of a language.

pub(crate) mod forms;
pub(crate) mod model;
pub mod pack;
mod plain_tags;
#[cfg(feature = "lang-en")]
mod registry;
mod sentences;
pub(crate) mod syntax;
pub(crate) mod tagger;
mod tokens;

pub use pack::Pack;
#[cfg(feature = "lang-en")]
pub(crate) use registry::english;
pub use sentences::Sentence;
pub use tagger::Tag;
pub use tokens::Token;

use crate::{BlockKind, Document, Engine, Format};

/// The learned models of a language, made once from its pack.
#[derive(Debug)]
pub(crate) struct Models {
    pub(crate) words: forms::TagTable,
    pub(crate) tagger: model::Table,
    pub(crate) parser: model::Table,
}

impl Models {
    pub(crate) fn load(pack: &Pack) -> Self {
        Self {
            words: forms::TagTable::load(pack),
            tagger: model::Table::load(pack, "tagger.bin"),
            parser: model::Table::load(pack, "parser.bin"),
        }
    }
}

/// A document cut into sentences and tokens.
#[derive(Clone, Debug)]
pub(crate) struct Segmented {
    pub(crate) tokens: Vec<Token>,
    pub(crate) sentences: Vec<Sentence>,
    /// What the models see of each token.
    pub(crate) forms: Vec<forms::Form>,
    /// The head of each token, a number of a token of the same sentence, or [`syntax::ROOT`].
    pub(crate) heads: Vec<u32>,
}

/// Cuts the blocks that are read into sentences and tokens, tags and parses them; a sentence never crosses a
/// block. Without learned weights words are tagged by table and not parsed.
pub(crate) fn segment(document: &Document, pack: &Pack, engine: Engine) -> Segmented {
    let known = pack.resource(tokens::Abbreviations::load);
    let text = document.text();
    let (mut tokens, mut sentences) = (Vec::new(), Vec::new());
    let blocks = || document.blocks().iter().enumerate().filter(|(_, b)| b.kind().is_read());
    for (_, block) in blocks() {
        let quoted = document.format() == Format::Plain && block.kind() == BlockKind::BlockQuote;
        tokens::tokenize(text, block.span(), quoted, &known, &mut tokens);
    }
    tokens::unglue(text, &known, &mut tokens);
    let mut first = 0;
    for (index, block) in blocks() {
        let end = first + tokens[first..].partition_point(|t| t.span.start() < block.span().end());
        sentences::split(text, &tokens[..end], first, index, &known, &mut sentences);
        first = end;
    }
    let models = pack.resource(Models::load);
    let forms: Vec<forms::Form> = tokens.iter().map(|t| models.words.form(&text[t.span.range()])).collect();
    let mut heads = Vec::with_capacity(tokens.len());
    let (mut found_tags, mut found_heads) = (Vec::new(), Vec::new());
    for sentence in &sentences {
        let range = sentence.tokens();
        if engine == Engine::Rules {
            let words: Vec<&str> = tokens[range.clone()].iter().map(|t| &text[t.span.range()]).collect();
            pack.resource(plain_tags::PlainTags::load).tag(&words, &mut found_tags);
            heads.extend(range.clone().map(|_| syntax::ROOT));
            for (token, tag) in tokens[range].iter_mut().zip(&found_tags) {
                token.tag = *tag;
            }
            continue;
        }
        tagger::tag(&forms[range.clone()], &models.tagger, &mut found_tags);
        syntax::parse(&forms[range.clone()], &found_tags, &models.parser, &mut found_heads);
        let first = range.start as u32;
        heads.extend(found_heads.iter().map(|&h| if h == syntax::ROOT { h } else { h + first }));
        for (token, tag) in tokens[range].iter_mut().zip(&found_tags) {
            token.tag = *tag;
        }
    }
    Segmented { tokens, sentences, forms, heads }
}
