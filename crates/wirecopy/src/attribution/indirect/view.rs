//! One sentence as the models of attribution see it.

use crate::attribution::lexicon::{Frame, Lexicon, Rate};
use crate::attribution::marks::Marks;
use crate::document::BlockKind;
use crate::language::forms::{Form, hash};
use crate::language::{ROOT, Relation, Segmented, Sentence, Tag};
use crate::{Document, Span};

/// One sentence: its words, tags, tree, quotations, and what the lexicon says of each word.
#[derive(Debug)]
pub(crate) struct View<'a> {
    /// The number of its first token in the document.
    #[cfg(feature = "training")]
    pub(crate) first: usize,
    pub(crate) forms: &'a [Form],
    pub(crate) tags: Vec<Tag>,
    /// The head of each word, counted from the sentence's start; the number of words for a root.
    pub(crate) heads: Vec<usize>,
    /// The relation of each word to its head.
    pub(crate) relations: &'a [Relation],
    /// First and last word of the branch under each word.
    pub(crate) edges: Vec<(usize, usize)>,
    /// The outermost quotation each word stands in, counted from 1; 0 for none.
    pub(crate) quote: Vec<u32>,
    pub(crate) frames: Vec<Frame>,
    /// What the lexicon knows of each word, in all frames and in its own.
    pub(crate) rates: Vec<(Rate, Rate)>,
    pub(crate) spans: Vec<Span>,
    pub(crate) title: bool,
}

impl<'a> View<'a> {
    pub(crate) fn new(
        document: &Document,
        words: &'a Segmented,
        sentence: &Sentence,
        marks: &Marks,
        lexicon: &Lexicon,
    ) -> Self {
        let range = sentence.tokens();
        let tokens = &words.tokens[range.clone()];
        let forms = &words.forms[range.clone()];
        let n = tokens.len();
        let tags: Vec<Tag> = tokens.iter().map(|t| t.tag).collect();
        let heads: Vec<usize> = words.heads[range.clone()]
            .iter()
            .map(|&h| if h == ROOT { n } else { h as usize - range.start })
            .collect();
        let mut view = Self {
            #[cfg(feature = "training")]
            first: range.start,
            forms,
            tags,
            edges: edges(&heads),
            heads,
            relations: &words.relations[range.clone()],
            quote: tokens
                .iter()
                .map(|t| marks.outermost_at(t.span.start()).map_or(0, |k| k as u32 + 1))
                .collect(),
            frames: Vec::new(),
            rates: Vec::new(),
            spans: tokens.iter().map(|t| t.span).collect(),
            title: document.blocks()[sentence.block()].kind() == BlockKind::Title,
        };
        view.frames = (0..n).map(|i| view.frame(document.text(), i)).collect();
        view.rates = (0..n)
            .map(|i| {
                let entry = lexicon.get_hash(hash(&document.text()[view.spans[i].range()]));
                entry.map_or_else(Default::default, |e| (e.all, e.frames[view.frames[i] as usize]))
            })
            .collect();
        view
    }

    pub(crate) fn len(&self) -> usize {
        self.tags.len()
    }

    /// What stands next to word `i`.
    fn frame(&self, text: &str, i: usize) -> Frame {
        let n = self.len();
        let is = |k: usize, word: &str| text[self.spans[k].range()].eq_ignore_ascii_case(word);
        let Some(next) = (i + 1 < n).then_some(i + 1) else {
            return self.tail(i);
        };
        let outside = self.quote[i] == 0;
        let mark = |k: usize| matches!(self.tags[k], Tag::Comma | Tag::Colon);
        if outside && (self.quote[next] != 0 || (mark(next) && next + 1 < n && self.quote[next + 1] != 0)) {
            return Frame::Quote;
        }
        match self.tags[next] {
            Tag::Stop => return self.tail(i),
            Tag::Comma | Tag::Colon => {
                return if self.tail(i) == Frame::Tail { Frame::Tail } else { Frame::Mark };
            }
            Tag::To => return Frame::To,
            Tag::Wh => return Frame::Wh,
            _ => {}
        }
        match next {
            _ if is(next, "that") => Frame::That,
            _ if is(next, "whether") || is(next, "if") => Frame::Wh,
            _ if is(next, "as") => Frame::As,
            _ => {
                // The first verb or mark that follows tells a clause from a noun phrase.
                let ahead = (next..n.min(next + 9)).find(|&k| {
                    self.tags[k] == Tag::Modal
                        || matches!(self.tags[k], Tag::Past | Tag::Present | Tag::PresentPlural)
                        || matches!(self.tags[k], Tag::Comma | Tag::Stop | Tag::Colon | Tag::Wh)
                        || (self.tags[k] == Tag::Preposition && is(k, "that"))
                });
                match ahead.map(|k| self.tags[k]) {
                    Some(Tag::Preposition) if self.tags[next] != Tag::Preposition => Frame::That,
                    Some(Tag::Modal | Tag::Past | Tag::Present | Tag::PresentPlural)
                        if self.tags[next] != Tag::Preposition =>
                    {
                        Frame::Clause
                    }
                    _ if self.tags[next] == Tag::Preposition => Frame::Prep,
                    _ if matches!(
                        self.tags[next],
                        Tag::Noun
                            | Tag::Nouns
                            | Tag::Name
                            | Tag::Determiner
                            | Tag::Possessive
                            | Tag::Pronoun
                            | Tag::Adjective
                            | Tag::Number
                            | Tag::Gerund
                    ) =>
                    {
                        Frame::Noun
                    }
                    _ => Frame::Other,
                }
            }
        }
    }

    /// Whether a comma, a quotation's end or the sentence's start stands close before word `i`.
    fn tail(&self, i: usize) -> Frame {
        let from = i.saturating_sub(8);
        let before = (from..i).rev().find(|&k| {
            self.tags[k] == Tag::Comma || (self.quote[k] != 0 && self.quote[i] == 0) || self.tags[k].is_verb()
        });
        match before {
            Some(k) if self.tags[k].is_verb() && self.quote[k] == self.quote[i] => Frame::Other,
            Some(_) => Frame::Tail,
            None => Frame::Other,
        }
    }

    /// Whether a noun or pronoun hangs on the left of word `i`: its subject.
    pub(crate) fn subject(&self, i: usize) -> Option<usize> {
        let from = self.edges.get(i)?.0;
        (from..i).rev().find(|&k| {
            self.heads[k] == i
                && (self.tags[k].is_noun()
                    || matches!(self.tags[k], Tag::Pronoun | Tag::Wh | Tag::Determiner | Tag::Number))
        })
    }
}

/// First and last word of the branch under each word.
fn edges(heads: &[usize]) -> Vec<(usize, usize)> {
    let n = heads.len();
    let mut out: Vec<(usize, usize)> = (0..n).map(|i| (i, i)).collect();
    // A branch is read before its head when words are taken from the ends of the sentence inwards; climbing
    // stops as soon as a head knows the edge.
    for i in 0..n {
        let mut at = heads[i];
        while at < n && out[at].0 > i {
            out[at].0 = i;
            at = heads[at];
        }
    }
    for i in (0..n).rev() {
        let mut at = heads[i];
        while at < n && out[at].1 < i {
            out[at].1 = i;
            at = heads[at];
        }
    }
    out
}
