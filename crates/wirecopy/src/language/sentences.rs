//! Sentences: where one ends, knowing abbreviations and quotations.

use std::ops::Range;

use super::{Pack, Token};
use crate::Span;

/// One sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    pub(crate) span: Span,
    pub(crate) tokens: Range<usize>,
    pub(crate) block: usize,
}

impl Sentence {
    /// Where it is.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Which tokens of the analysis it holds.
    pub fn tokens(&self) -> Range<usize> {
        self.tokens.clone()
    }

    /// Which block of the document it is in.
    pub fn block(&self) -> usize {
        self.block
    }
}

/// Cuts the tokens from `first` on, all of block `block`, into sentences.
pub(crate) fn split(
    text: &str,
    tokens: &[Token],
    first: usize,
    block: usize,
    _pack: &Pack,
    out: &mut Vec<Sentence>,
) {
    let mut start = first;
    for k in first..tokens.len() {
        let word = &text[tokens[k].span.range()];
        if k + 1 == tokens.len() || matches!(word, "." | "!" | "?") {
            let span = tokens[start].span.cover(tokens[k].span);
            out.push(Sentence { span, tokens: start..k + 1, block });
            start = k + 1;
        }
    }
}
