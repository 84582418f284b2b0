//! The characters that can be quotation marks, where they stand, and what their neighbours make of them.

use crate::Span;

/// Which marks belong together. A quotation opened by one family is closed by the same, unless it is irregular.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Family {
    /// Double marks, straight, curly, low, and two single signs that make one.
    Double,
    /// Single marks and the backtick.
    Single,
    /// `«` `»` `<<` `>>`
    Guillemet,
    /// `‹` `›`
    SingleGuillemet,
    /// `「` `」`
    Corner,
    /// `『` `』`
    WhiteCorner,
}

/// What a mark is before its paragraph is read as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Open,
    Close,
    Either,
    /// An apostrophe, a prime, or nothing at all.
    None,
}

/// One candidate: a character, or two that make one mark.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    pub(crate) span: Span,
    pub(crate) family: Family,
    /// The glyph, `2` for two apostrophes, `5` for two backticks, `6` for two commas, `<` and `>` for two of them.
    pub(crate) glyph: char,
    /// The nearest character to the left that is no mark; `None` at the edge of the block.
    pub(crate) left: Option<char>,
    /// The same to the right.
    pub(crate) right: Option<char>,
    pub(crate) role: Role,
    /// Its neighbours contradict its shape.
    pub(crate) odd: bool,
    /// For a closing single mark: it follows punctuation, so it is hardly an apostrophe.
    pub(crate) strong: bool,
}

/// Characters that are not seen: soft hyphens, zero-width and direction marks.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn family_of(c: char) -> Option<Family> {
    Some(match c {
        '"' | '“' | '”' | '„' | '‟' | '＂' | '2' | '5' | '6' => Family::Double,
        '\'' | '‘' | '’' | '‚' | '‛' | '`' => Family::Single,
        '«' | '»' | '<' | '>' => Family::Guillemet,
        '‹' | '›' => Family::SingleGuillemet,
        '「' | '」' => Family::Corner,
        '『' | '』' => Family::WhiteCorner,
        _ => return None,
    })
}

/// Whether `open` and `close` are a pair of one of the known conventions.
pub(crate) fn is_pair(open: char, close: char) -> bool {
    matches!(
        (open, close),
        ('"', '"')
            | ('“' | '„' | '‟', '”')
            | ('„', '“')
            | ('＂', '＂')
            | ('5' | '2', '2')
            | ('\'' | '`', '\'')
            | ('‘' | '‚' | '‛', '’')
            | ('‚', '‘')
            | ('«', '»')
            | ('»', '«')
            | ('<', '>')
            | ('‹', '›')
            | ('›', '‹')
            | ('「', '」')
            | ('『', '』')
    )
}

/// The candidates of `within`, each with its neighbours; roles are not set yet.
pub(crate) fn candidates(text: &str, within: Span, out: &mut Vec<Mark>) {
    out.clear();
    let words = &text[within.range()];
    let base = within.start();
    let mut chars = words.char_indices().peekable();
    // The last visible character that is no mark, if nothing visible stands between it and the next mark.
    let mut left = None;
    while let Some((at, c)) = chars.next() {
        if is_invisible(c) {
            continue;
        }
        let next = words[at + c.len_utf8()..].chars().next();
        let (glyph, width) = match (c, next) {
            ('\'', Some('\'')) if !is_closing_triple(words, at) => ('2', 2),
            ('`', Some('`')) => ('5', 2),
            (',', Some(',')) if opens_low(words, at, left) => ('6', 2),
            ('<', Some('<')) => ('<', 2),
            ('>', Some('>')) => ('>', 2),
            (',' | '<' | '>', _) => ('\0', 1),
            _ => (c, c.len_utf8()),
        };
        let family = if glyph.is_ascii_digit() && width == 1 { None } else { family_of(glyph) };
        let Some(family) = family else {
            left = Some(c);
            continue;
        };
        if width == 2 && c.len_utf8() == 1 {
            chars.next();
        }
        out.push(Mark {
            span: Span::of(base + at, base + at + width),
            family,
            glyph,
            left,
            right: None,
            role: Role::None,
            odd: false,
            strong: false,
        });
    }
    set_right(text, within, out);
}

/// In `'''` after a letter or a stop the single mark comes first: it closes the inner quotation.
fn is_closing_triple(words: &str, at: usize) -> bool {
    let rest = &words.as_bytes()[at..];
    rest.starts_with(b"'''")
        && !rest.starts_with(b"''''")
        && at > 0
        && !words.as_bytes()[at - 1].is_ascii_whitespace()
        && words.as_bytes()[at - 1] != b'\''
        && rest.get(3).is_none_or(|b| !b.is_ascii_alphanumeric())
}

/// `,,` opens a quotation only before a letter and not behind one.
fn opens_low(words: &str, at: usize, left: Option<char>) -> bool {
    words[at + 2..].chars().next().is_some_and(char::is_alphabetic)
        && left.is_none_or(|c| c.is_whitespace() || c == '(')
}

fn set_right(text: &str, within: Span, marks: &mut [Mark]) {
    let mut right = None;
    let mut edge = within.end();
    for mark in marks.iter_mut().rev() {
        let gap = &text[mark.span.end()..edge];
        if let Some(c) = gap.chars().find(|&c| !is_invisible(c)) {
            right = Some(c);
        }
        mark.right = right;
        edge = mark.span.start();
    }
}

/// The role by neighbours alone.
pub(crate) fn position(left: Option<char>, right: Option<char>) -> Role {
    let opens = left.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '{' | '¿' | '¡'));
    let space_right = right.is_none_or(char::is_whitespace);
    let closes = space_right
        || right.is_some_and(|c| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '…'));
    match (opens, closes) {
        (true, false) => Role::Open,
        (true, true) if right.is_some_and(|c| matches!(c, '.' | '…')) => Role::Open,
        (false, true) => Role::Close,
        (false, false) if right.is_some_and(is_dash) && !left.is_some_and(is_dash) => Role::Close,
        _ => Role::Either,
    }
}

/// Dashes of every length.
pub(crate) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '―' | '‒' | '‑')
}

/// The role by shape and neighbours; `swapped` when the document writes »…«.
pub(crate) fn set_role(mark: &mut Mark, swapped: bool) {
    let here = position(mark.left, mark.right);
    let prior = match mark.glyph {
        '«' if swapped => Role::Close,
        '»' if swapped => Role::Open,
        '“' | '„' | '‟' | '5' | '6' | '‘' | '‚' | '‛' | '`' | '«' | '‹' | '<' | '「' | '『' => {
            Role::Open
        }
        '”' | '’' | '»' | '›' | '>' | '」' | '』' => Role::Close,
        _ => Role::Either,
    };
    (mark.role, mark.odd) = match (prior, here) {
        (Role::Either, here) => (here, false),
        (Role::Open, Role::Close) => (Role::Close, true),
        (Role::Close, Role::Open) => (Role::Open, true),
        (prior, _) => (prior, false),
    };
    // Writing that has corner brackets has no spaces for neighbours.
    if matches!(mark.family, Family::Corner | Family::WhiteCorner) {
        (mark.role, mark.odd) = (prior, false);
    }
    if mark.family == Family::Guillemet && mark.odd {
        // A document that writes both ways is read by shape, or «a» b «c» falls apart.
        (mark.role, mark.odd) = (prior, false);
    }
}
