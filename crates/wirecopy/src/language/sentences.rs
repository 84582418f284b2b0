//! Sentences: where one ends, knowing abbreviations and quotations.
//!
//! A sentence ends at a final mark; closing marks that touch it go with it. It goes on after an abbreviation
//! that needs something to follow, when the next word is in small letters (“Why?” she asked), and when a
//! question or exclamation inside marks is followed by its attribution (“Why?” Quill asked.). Sentences inside
//! a quotation are sentences of their own.

use std::ops::Range;

use super::Token;
use super::known::{Ending, Known};
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

/// No sentence is longer: a guard against input without any marks.
const LONGEST: usize = 400;

/// Cuts the tokens from `first` on, all of block `block`, into sentences.
pub(crate) fn split(
    text: &str,
    tokens: &[Token],
    first: usize,
    block: usize,
    known: &Known,
    out: &mut Vec<Sentence>,
) {
    let bytes = text.as_bytes();
    let mut start = first;
    let mut k = first;
    while k < tokens.len() {
        let mut end = k + 1;
        let last = bytes[tokens[k].span.end() - 1];
        // Only what ends in ".", "!", "?" or "…" (its last byte) can end a sentence.
        let may_end = matches!(last, b'.' | b'!' | b'?' | 0xa6);
        if !may_end && end < tokens.len() && end - start < LONGEST {
            k = end;
            continue;
        }
        let ends = end == tokens.len() || end - start >= LONGEST || {
            let (closed, after) = closing(text, tokens, k);
            let is_end = after < tokens.len() && ends_at(text, tokens, k, closed, after, known);
            let is_last = after == tokens.len() && is_final(&text[tokens[k].span.range()]);
            if is_end || is_last {
                end = reference(text, tokens, after);
            }
            is_end || is_last
        };
        if ends {
            out.push(Sentence {
                span: tokens[start].span.cover(tokens[end - 1].span),
                tokens: start..end,
                block,
            });
            start = end;
        }
        k = end;
    }
}

/// No more marks than this close at one place.
const MOST_CLOSING: usize = 12;

fn is_final(word: &str) -> bool {
    word.starts_with(['.', '!', '?', '…'])
}

/// Whether quotation marks close after token `k`, and the first token after all that closes there.
fn closing(text: &str, tokens: &[Token], k: usize) -> (bool, usize) {
    let mut quoted = false;
    let mut at = k + 1;
    while at < tokens.len() && at - k < MOST_CLOSING && tokens[at].span.start() == tokens[at - 1].span.end() {
        match &text[tokens[at].span.range()] {
            "”" | "\"" | "’" | "'" | "''" | "»" | "“" => quoted = true,
            ")" | "]" => {}
            // "of it.'.''": the point again, after the inner mark.
            "." if quoted => {}
            _ => break,
        }
        at += 1;
    }
    (quoted, at)
}

/// The first token after references that follow an end: "[12]", "[3][4]".
fn reference(text: &str, tokens: &[Token], mut at: usize) -> usize {
    let word = |k: usize| tokens.get(k).map_or("", |t| &text[t.span.range()]);
    while word(at) == "[" && word(at + 2) == "]" && word(at + 1).bytes().all(|b| b.is_ascii_digit()) {
        at += 3;
    }
    at
}

/// Whether a sentence ends at token `k`, when `after` is the first token that does not belong to its end.
fn ends_at(text: &str, tokens: &[Token], k: usize, quoted: bool, after: usize, known: &Known) -> bool {
    let word = &text[tokens[k].span.range()];
    let next = &text[tokens[after].span.range()];
    let touches = tokens[after].span.start() == tokens[after - 1].span.end();
    let Some(initial) = next.chars().next() else { return false };
    let starts_new =
        !initial.is_lowercase() && !matches!(initial, ',' | ';' | ':' | ')' | ']' | '-' | '–' | '—');
    if is_final(word) {
        let opens = |c: char| c.is_uppercase() || matches!(c, '“' | '‘' | '«' | '"' | '―' | '@' | '#');
        if !starts_new || touches && !opens(initial) && !next.contains("://") {
            return false;
        }
        if is_ellipsis(word) && follows_end(text, tokens, k) {
            // "… of it. … I think": what is left out stands before the second sentence.
            return false;
        }
        if quoted && (word.starts_with(['!', '?', '…']) || word.len() > 1) {
            return !attribution_follows(text, tokens, after, known);
        }
        if !quoted && word.starts_with('!') && is_name_like(text, tokens, k) {
            // "Yahoo! Finance": a mark inside a name; rare enough to ask for a further capital.
            return !(touches && initial.is_uppercase());
        }
        return true;
    }
    match known.ending(word) {
        Some(Ending::May | Ending::Unit) => starts_new && initial.is_uppercase() && known.opens(next),
        _ => false,
    }
}

fn is_ellipsis(word: &str) -> bool {
    word.starts_with("..") || word.starts_with('…')
}

/// Whether a sentence's end stands, apart by a space, before token `k`.
fn follows_end(text: &str, tokens: &[Token], k: usize) -> bool {
    let Some(before) = k.checked_sub(1).map(|b| tokens[b].span) else { return false };
    before.end() < tokens[k].span.start() && matches!(&text[before.range()], "." | "!" | "?" | "”" | "\"")
}

fn is_name_like(text: &str, tokens: &[Token], k: usize) -> bool {
    k > 0 && text[tokens[k - 1].span.range()].starts_with(char::is_uppercase)
}

/// After “Why?”: a name or pronoun of up to five words, then a small-letter word ending in a past or present
/// tense, before any mark — the attribution of the same sentence.
fn attribution_follows(text: &str, tokens: &[Token], after: usize, known: &Known) -> bool {
    for token in tokens[after..].iter().take(6) {
        let word = &text[token.span.range()];
        if known.says(word) {
            return true;
        }
        if !word.chars().all(|c| c.is_alphanumeric() || c == '.' || c == '-') {
            return false;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokenize;
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let pack = super::super::english().unwrap();
        let known = Known::load(pack);
        let mut tokens = Vec::new();
        tokenize(text, Span::of(0, text.len()), false, &known, &mut tokens);
        let mut out = Vec::new();
        split(text, &tokens, 0, 0, &known, &mut out);
        assert_eq!(out.iter().map(|s| s.tokens.len()).sum::<usize>(), tokens.len());
        out.iter().map(|s| &text[s.span.range()]).collect()
    }

    #[test]
    fn abbreviations_do_not_end_sentences_unless_one_starts() {
        assert_eq!(
            cut("Mr. Doll met Sen. Quill in the U.S. on Jan. 3. It rained."),
            ["Mr. Doll met Sen. Quill in the U.S. on Jan. 3.", "It rained."]
        );
        assert_eq!(cut("They left at 5 p.m. The dam held."), ["They left at 5 p.m.", "The dam held."]);
        assert_eq!(cut("The U.S. Embassy spoke."), ["The U.S. Embassy spoke."]);
    }

    #[test]
    fn closing_marks_go_with_their_sentence() {
        assert_eq!(cut("“It was dark.” Nobody slept."), ["“It was dark.”", "Nobody slept."]);
        assert_eq!(
            cut("“Why?” she asked. “Who knows!” Ada Lund said."),
            ["“Why?” she asked.", "“Who knows!” Ada Lund said."]
        );
        assert_eq!(cut("“We left. We ran,” he said."), ["“We left.", "We ran,” he said."]);
        assert_eq!(cut("(It rained.) Then not."), ["(It rained.)", "Then not."]);
    }
}
