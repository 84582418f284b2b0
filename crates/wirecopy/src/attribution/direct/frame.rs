//! A block as a row of words and quotations, the shape in which frames are looked for.

use super::verbs::{SpeechVerb, SpeechVerbs};
use crate::attribution::marks::{Marks, Quotation, Use};
use crate::language::{Segmented, Tag};
use crate::{Document, Span};

/// One word or mark outside quotations.
#[derive(Clone, Debug)]
pub(super) struct Word<'a> {
    pub(super) span: Span,
    pub(super) text: &'a str,
    pub(super) lower: String,
    pub(super) tag: Tag,
    /// A sentence ends with it.
    pub(super) ends: bool,
}

impl Word<'_> {
    pub(super) fn is(&self, word: &str) -> bool {
        self.lower == word
    }

    pub(super) fn is_any(&self, words: &[&str]) -> bool {
        words.contains(&self.lower.as_str())
    }

    pub(super) fn is_wordlike(&self) -> bool {
        self.text.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '@' | '#' | '$'))
    }

    pub(super) fn is_capital(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    pub(super) fn is_pronoun(&self) -> bool {
        self.is_any(&["he", "she", "they", "it", "i", "we", "you", "who", "one"])
    }

    pub(super) fn is_comma(&self) -> bool {
        self.text == ","
    }

    pub(super) fn is_dash(&self) -> bool {
        self.text.chars().all(crate::attribution::marks::is_dash) && !self.text.is_empty()
    }
}

/// A word, or a quotation as one thing.
#[derive(Clone, Debug)]
pub(super) enum Item<'a> {
    Word(Word<'a>),
    /// Its number in [`Marks::quotations`].
    Quote(usize),
}

/// One block.
#[derive(Debug)]
pub(super) struct Frame<'a> {
    pub(super) block: usize,
    pub(super) items: Vec<Item<'a>>,
    /// Whether the tokens carry parts of speech.
    pub(super) tagged: bool,
}

impl<'a> Frame<'a> {
    /// Puts the words and the outermost quotations of a block in a row. Marks that hold a title, a nickname or
    /// a single word are read as words, unless a verb of speech or a colon stands right before them.
    pub(super) fn of(
        document: &'a Document,
        words: &Segmented,
        marks: &Marks,
        verbs: &SpeechVerbs,
        block: usize,
    ) -> Self {
        let text = document.text();
        let mut quotes = marks.outer_in(block).peekable();
        let mut inside = 0;
        Self::gather(document, words, block, document.blocks()[block].span(), |items, token| {
            if token.start() < inside {
                return false;
            }
            while quotes.next_if(|(_, q)| q.span.end() <= token.start()).is_some() {}
            if let Some(&(number, q)) = quotes.peek()
                && q.span.start() < token.end()
            {
                quotes.next();
                if is_speech(q, items, verbs) {
                    end_abbreviation(items, &text[q.inner.range()]);
                    inside = q.span.end();
                    items.push(Item::Quote(number));
                    return false;
                }
            }
            true
        })
    }

    /// The words of a quotation and the quotations inside it.
    pub(super) fn inside(
        document: &'a Document,
        words: &Segmented,
        marks: &Marks,
        verbs: &SpeechVerbs,
        outer: usize,
    ) -> Self {
        let around = &marks.quotations[outer];
        let held = &marks.quotations[outer + 1..];
        let mut quotes = held
            .iter()
            .enumerate()
            .take_while(|(_, q)| q.span.start() < around.span.end())
            .filter(|(_, q)| q.parent == Some(outer))
            .map(|(k, q)| (outer + 1 + k, q))
            .peekable();
        let mut inside = 0;
        Self::gather(document, words, around.block, around.inner, |items, token| {
            if token.start() < inside {
                return false;
            }
            if let Some((number, q)) = quotes.next_if(|(_, q)| q.span.start() < token.end())
                && is_speech(q, items, verbs)
            {
                inside = q.span.end();
                items.push(Item::Quote(number));
                return false;
            }
            true
        })
    }

    /// The words of a stretch of a block, its marks read as words like others.
    pub(super) fn within(document: &'a Document, words: &Segmented, block: usize, within: Span) -> Self {
        Self::gather(document, words, block, within, |_, _| true)
    }

    /// Gathers the tokens of `within` that `wanted` does not deal with itself.
    fn gather(
        document: &'a Document,
        words: &Segmented,
        block: usize,
        within: Span,
        mut wanted: impl FnMut(&mut Vec<Item<'a>>, Span) -> bool,
    ) -> Self {
        let text = document.text();
        let first = words.tokens.partition_point(|t| t.span().start() < within.start());
        let last = words.tokens.partition_point(|t| t.span().start() < within.end());
        let sentence = words.sentences.partition_point(|s| s.tokens().end <= first);
        let mut ends = words.sentences[sentence..].iter().map(|s| s.tokens().end - 1).peekable();
        let mut items: Vec<Item<'a>> = Vec::with_capacity(last - first);
        let mut tagged = false;
        for k in first..last {
            let token = words.tokens[k];
            while ends.next_if(|&e| e < k).is_some() {}
            let is_end = ends.peek() == Some(&k);
            if !wanted(&mut items, token.span()) {
                continue;
            }
            let word = &text[token.span().range()];
            tagged |= token.tag() != Tag::Other;
            items.push(Item::Word(Word {
                span: token.span(),
                text: word,
                lower: word.to_lowercase(),
                tag: token.tag(),
                ends: is_end,
            }));
        }
        Self { block, items, tagged }
    }

    pub(super) fn word(&self, at: usize) -> Option<&Word<'a>> {
        match self.items.get(at) {
            Some(Item::Word(word)) => Some(word),
            _ => None,
        }
    }

    pub(super) fn quote(&self, at: usize) -> Option<usize> {
        match self.items.get(at) {
            Some(Item::Quote(q)) => Some(*q),
            _ => None,
        }
    }

    /// The words of items `from..to`, up to the first quotation.
    pub(super) fn words(&self, from: usize, to: usize) -> Vec<&Word<'a>> {
        self.items[from..to.min(self.items.len())]
            .iter()
            .map_while(|item| match item {
                Item::Word(word) => Some(word),
                Item::Quote(_) => None,
            })
            .collect()
    }

    /// The first item from `from` on after the words that end a sentence or before a quotation.
    pub(super) fn gap_end(&self, from: usize) -> usize {
        let mut at = from;
        while let Some(word) = self.word(at) {
            at += 1;
            if word.ends {
                break;
            }
        }
        at
    }
}

/// "… in Estmark, K.R. “It seems”": an abbreviation before a quotation that starts like a sentence ends one.
fn end_abbreviation(items: &mut [Item<'_>], quoted: &str) {
    let capital = quoted.trim_start_matches(['[', '‘', '\'', '“', '.', ' ']).starts_with(char::is_uppercase);
    if let Some(Item::Word(word)) = items.last_mut()
        && capital
        && word.text.len() > 1
        && word.text.ends_with('.')
    {
        word.ends = true;
    }
}

/// Whether a quotation is read as one thing.
fn is_speech(q: &Quotation, before: &[Item<'_>], verbs: &SpeechVerbs) -> bool {
    if q.usage == Use::Speech {
        return true;
    }
    // "told me ‘run’": the verb stands before the one who was told.
    let told = |item: &Item<'_>| matches!(item, Item::Word(w) if w.is_any(&["me", "him", "her", "us", "them", "you"]));
    let before = if before.last().is_some_and(told) { &before[..before.len() - 1] } else { before };
    match before.last() {
        Some(Item::Word(word)) => {
            let verb: Option<&SpeechVerb> = verbs.get(&word.lower);
            q.usage != Use::Nickname && (word.text == ":" || verb.is_some_and(|v| !v.is_weak()))
        }
        _ => false,
    }
}
