//! Sentences of treebanks, as all learners take them.

use crate::Span;
use crate::language::forms::{Form, form};
use crate::language::known::Known;
use crate::language::tokens::tokenize;
use crate::language::{Pack, Penn};

/// A sentence of a treebank.
#[derive(Clone, Debug, Default)]
pub struct TreeSentence {
    /// Its words.
    pub words: Vec<String>,
    /// Whether each touches the word before it.
    pub glued: Vec<bool>,
    /// Their Penn tags; `None` where the treebank does not say.
    pub penn: Vec<Option<Penn>>,
    /// Their dictionary forms; empty where the treebank does not say.
    pub lemmas: Vec<String>,
    /// The number of each word's head, counted from 1; 0 for the root.
    pub heads: Vec<usize>,
    /// Their relations to their heads; empty where the treebank does not say.
    pub relations: Vec<String>,
    /// What each is in a name: `B-PERSON`, `I-PERSON`, …, `O`; empty where the treebank does not say.
    pub names: Vec<String>,
    /// Whether it was annotated by a program.
    pub silver: bool,
}

impl TreeSentence {
    pub(crate) fn forms(&self) -> Vec<Form> {
        let n = self.words.len();
        let touches = |k: usize| k < n && self.glued.get(k).copied().unwrap_or(false);
        (0..n).map(|k| form(&self.words[k], [touches(k), touches(k + 1)])).collect()
    }
}

/// How this crate cuts a stretch of text into tokens: byte ranges.
pub fn cut(text: &str, pack: &Pack) -> Vec<std::ops::Range<usize>> {
    let known = pack.resource(Known::load);
    let mut out = Vec::new();
    tokenize(text, Span::of(0, text.len()), false, &known, &mut out);
    out.iter().map(|t| t.span.range()).collect()
}
