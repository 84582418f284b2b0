//! The tokens of a document as the entity layer reads them: words, tags, whether they stand in a quotation.

use std::borrow::Cow;
use std::ops::Range;

use super::classes::Classes;
use super::lexicon::Lexicon;
use super::phrase::{Part, Phrases};
use crate::attribution::Attribution;
use crate::document::BlockKind;
use crate::language::{NameKind, ROOT, Relation, Segmented, Sentence, Tag};
use crate::{Document, Span};

/// Tokens with what the entity layer asks of them.
#[derive(Debug)]
pub(super) struct View<'a> {
    text: &'a str,
    document: &'a Document,
    words: &'a Segmented,
    quoted: Vec<bool>,
    governs: Vec<bool>,
    sentence_of: Vec<u32>,
    /// The first token of each sentence that is a word; its end when none is.
    first_word: Vec<u32>,
    /// Each word in small letters, its classes, and what it does in a phrase: asked for again and again.
    low: Vec<Cow<'a, str>>,
    classes: Vec<Classes>,
    parts: Vec<Part>,
}

impl<'a> View<'a> {
    pub(super) fn new(
        document: &'a Document,
        words: &'a Segmented,
        attributions: &[Attribution],
        lexicon: &Lexicon,
    ) -> Self {
        let low: Vec<_> = words.tokens.iter().map(|t| lowered(document.slice(t.span()))).collect();
        let mut sentence_of = vec![0; words.tokens.len()];
        for (k, sentence) in words.sentences.iter().enumerate() {
            for slot in &mut sentence_of[sentence.tokens.clone()] {
                *slot = k as u32;
            }
        }
        let mut view = Self {
            text: document.text(),
            document,
            words,
            quoted: vec![false; words.tokens.len()],
            governs: vec![false; words.tokens.len()],
            sentence_of,
            first_word: Vec::new(),
            classes: low.iter().map(|word| lexicon.classes(word)).collect(),
            low,
            parts: Vec::new(),
        };
        let first = |s: &Sentence| s.tokens().find(|&k| view.is_word(k)).unwrap_or(s.tokens.end) as u32;
        view.first_word = words.sentences.iter().map(first).collect();
        for span in attributions.iter().flat_map(|a| a.quoted.iter()) {
            for k in view.tokens_in(*span) {
                view.quoted[k] = true;
            }
        }
        for a in attributions {
            if let (Some(cue), Some(source)) = (&a.cue, &a.source)
                && cue.spans == [cue.head]
                && source.spans.iter().all(|s| s.end() <= cue.head.start())
            {
                for k in view.tokens_in(cue.head) {
                    view.governs[k] = true;
                }
            }
        }
        let phrases = Phrases { view: &view, lexicon };
        view.parts = (0..view.len()).map(|k| phrases.read_part(k)).collect();
        view
    }

    pub(super) fn len(&self) -> usize {
        self.words.tokens.len()
    }

    pub(super) fn document(&self) -> &'a Document {
        self.document
    }

    pub(super) fn text(&self, span: Span) -> &'a str {
        &self.text[span.range()]
    }

    /// Where token `k` is; the end of the text when there is none, as all questions here have an answer past it.
    pub(super) fn span(&self, k: usize) -> Span {
        self.words.tokens.get(k).map_or_else(|| Span::of(self.text.len(), self.text.len()), |t| t.span())
    }

    /// From the first to the last of some tokens.
    pub(super) fn cover(&self, tokens: &Range<usize>) -> Span {
        if tokens.is_empty() {
            return Span::of(self.text.len(), self.text.len());
        }
        self.span(tokens.start).cover(self.span(tokens.end - 1))
    }

    pub(super) fn word(&self, k: usize) -> &'a str {
        self.text(self.span(k))
    }

    /// A word in small letters.
    pub(super) fn low(&self, k: usize) -> &str {
        self.low.get(k).map_or("", |word| word)
    }

    /// The classes of a word.
    pub(super) fn classes(&self, k: usize) -> Classes {
        self.classes.get(k).copied().unwrap_or_default()
    }

    /// What word `k` does in a phrase.
    pub(super) fn part(&self, k: usize) -> Part {
        self.parts.get(k).copied().unwrap_or(Part::Mark)
    }

    /// Whether token `k` is there and is one of `words`, capitals aside.
    pub(super) fn is(&self, k: usize, words: &[&str]) -> bool {
        k < self.len() && words.iter().any(|w| self.word(k).eq_ignore_ascii_case(w))
    }

    pub(super) fn tag(&self, k: usize) -> Tag {
        self.words.tokens.get(k).map_or(Tag::Other, |t| t.tag())
    }

    /// The word that word `k` hangs by; `None` where nothing is known of it, or nothing holds it.
    pub(super) fn head(&self, k: usize) -> Option<usize> {
        self.words.heads.get(k).filter(|&&h| h != ROOT).map(|&h| h as usize)
    }

    /// What word `k` is to its head.
    pub(super) fn relation(&self, k: usize) -> Relation {
        self.words.relations.get(k).copied().unwrap_or_default()
    }

    /// The kind of name that word `k` is a part of, as the network has it.
    pub(super) fn name_kind(&self, k: usize) -> Option<NameKind> {
        self.words.names.get(k).copied().flatten()
    }

    pub(super) fn is_capital(&self, k: usize) -> bool {
        self.word(k).starts_with(char::is_uppercase)
    }

    /// Whether a word stands in a headline whose words are nearly all capitalised.
    pub(super) fn is_title_case(&self, k: usize) -> bool {
        if !matches!(self.zone(k), BlockKind::Title | BlockKind::Heading) {
            return false;
        }
        let long = |&k: &usize| self.word(k).chars().filter(|c| c.is_alphabetic()).count() > 3;
        let words: Vec<usize> = self.sentence(k).filter(long).collect();
        words.len() >= 4 && words.iter().filter(|&&k| self.is_capital(k)).count() * 10 >= words.len() * 8
    }

    pub(super) fn is_word(&self, k: usize) -> bool {
        self.word(k).starts_with(char::is_alphanumeric)
    }

    /// `'s` and the like, or the bare apostrophe of a plural possessor.
    pub(super) fn is_genitive(&self, k: usize) -> bool {
        let word = self.word(k);
        let mut chars = word.chars();
        let apostrophe = matches!(chars.next(), Some('\'' | '’' | '´' | 'ʼ' | '`'));
        let rest = chars.as_str();
        apostrophe
            && (rest.eq_ignore_ascii_case("s")
                || (rest.is_empty()
                    && k > 0
                    && self.span(k - 1).end() == self.span(k).start()
                    && self.word(k - 1).ends_with(['s', 'S'])
                    && k + 1 < self.len()
                    && self.is_word(k + 1)))
    }

    /// Whether the word is a cue by itself, with its source before it: the verb of a clause.
    pub(super) fn governs(&self, k: usize) -> bool {
        self.governs.get(k).copied().unwrap_or(false)
    }

    /// Whether the word stands inside the marks of a quotation that was found.
    pub(super) fn is_quoted(&self, k: usize) -> bool {
        self.quoted.get(k).copied().unwrap_or(false)
    }

    pub(super) fn sentences(&self) -> &'a [Sentence] {
        &self.words.sentences
    }

    pub(super) fn sentence_of(&self, k: usize) -> usize {
        self.sentence_of.get(k).map_or(usize::MAX, |&s| s as usize)
    }

    /// The tokens of the sentence token `k` is in.
    pub(super) fn sentence(&self, k: usize) -> Range<usize> {
        self.words.sentences.get(self.sentence_of(k)).map_or(k..k, Sentence::tokens)
    }

    /// The number of the block token `k` is in.
    pub(super) fn block_of(&self, k: usize) -> usize {
        self.words.sentences.get(self.sentence_of(k)).map_or(0, Sentence::block)
    }

    pub(super) fn zone(&self, k: usize) -> BlockKind {
        self.document.blocks().get(self.block_of(k)).map_or(BlockKind::Paragraph, crate::Block::kind)
    }

    pub(super) fn is_sentence_start(&self, k: usize) -> bool {
        self.first_word.get(self.sentence_of(k)).is_none_or(|&first| k <= first as usize)
    }

    /// The first token that starts at or after byte `at`.
    pub(super) fn token_at(&self, at: usize) -> usize {
        self.words.tokens.partition_point(|t| t.span().start() < at)
    }

    /// The tokens that lie wholly in `span`.
    pub(super) fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.token_at(span.start());
        let end = self.words.tokens.partition_point(|t| t.span().end() <= span.end());
        start..end.max(start)
    }
}

fn lowered(word: &str) -> Cow<'_, str> {
    let capital = if word.is_ascii() {
        word.bytes().any(|b| b.is_ascii_uppercase())
    } else {
        word.chars().any(char::is_uppercase)
    };
    if capital { word.to_lowercase().into() } else { word.into() }
}
