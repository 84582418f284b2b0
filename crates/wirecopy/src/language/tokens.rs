//! Tokens: words, numbers, marks.

use crate::Span;

/// One token: a word, a number, a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Token {
    pub(crate) span: Span,
}

impl Token {
    /// Where it is.
    pub fn span(self) -> Span {
        self.span
    }
}

/// Cuts `within` into tokens: runs of letters and digits, with inner apostrophes, points and hyphens; every
/// other character that is not white space by itself.
pub(crate) fn tokenize(text: &str, within: Span, out: &mut Vec<Token>) {
    let words = &text[within.range()];
    let mut at = None;
    let mut chars = words.char_indices().peekable();
    let mut emit = |a: usize, b: usize| {
        out.push(Token { span: Span::of(within.start() + a, within.start() + b) });
    };
    while let Some((i, c)) = chars.next() {
        let next = chars.peek().map(|&(_, n)| n);
        let joins = at.is_some()
            && matches!(c, '\'' | '’' | '-' | '.' | ',' | '@' | '_' | '&')
            && next.is_some_and(char::is_alphanumeric);
        if c.is_alphanumeric() || joins {
            at.get_or_insert(i);
            continue;
        }
        if let Some(start) = at.take() {
            emit(start, i);
        }
        if !c.is_whitespace() {
            emit(i, i + c.len_utf8());
        }
    }
    if let Some(start) = at {
        emit(start, words.len());
    }
}
