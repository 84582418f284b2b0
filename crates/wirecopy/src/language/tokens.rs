//! Tokens: words, numbers, marks, cut as the treebanks GUM and EWT cut them.
//!
//! Endings that are words of their own stand apart (`Quill` `'s`, `did` `n't`, `can` `not`), and so do the parts of
//! a hyphenated word (`ten` `-` `year`) unless the first is a prefix (`anti-ship`). An abbreviation keeps its point
//! (`U.S.`, `Mr.`, `J.`); numbers with points, addresses, handles, smileys and runs of one mark are one token. Every
//! other mark is a token by itself. One pass over the bytes; what needs a look at the neighbours looks at a bounded
//! number of them.

use std::collections::HashSet;

use super::Tag;
use super::known::{Ending, Known};
use crate::Span;

/// One token: a word, a number, a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Token {
    pub(crate) span: Span,
    pub(crate) tag: Tag,
}

impl Token {
    pub(crate) fn new(span: Span) -> Self {
        Self { span, tag: Tag::default() }
    }

    /// Where it is.
    pub fn span(self) -> Span {
        self.span
    }

    /// Its part of speech.
    pub fn tag(self) -> Tag {
        self.tag
    }
}

/// Cuts words that a scraper glued together ("Nordwireciting"): a name that stands alone elsewhere in the
/// document, and a word that names take after them.
pub(crate) fn unglue(text: &str, known: &Known, tokens: &mut Vec<Token>) {
    let tail_of = |token: &Token| {
        let word = &text[token.span.range()];
        if !word.starts_with(char::is_uppercase) {
            return None;
        }
        let tail = known.glued.iter().find(|t| word.len() > t.len() + 2 && word.ends_with(**t))?;
        Some(token.span.end() - tail.len())
    };
    let cuts: Vec<(usize, usize)> =
        tokens.iter().enumerate().filter_map(|(k, t)| Some((k, tail_of(t)?))).collect();
    if cuts.is_empty() {
        return;
    }
    let names: HashSet<&str> =
        tokens.iter().map(|t| &text[t.span.range()]).filter(|w| w.starts_with(char::is_uppercase)).collect();
    let mut old = std::mem::take(tokens).into_iter().enumerate();
    for (k, cut) in cuts {
        for (at, token) in old.by_ref() {
            if at < k {
                tokens.push(token);
                continue;
            }
            let (start, end) = (token.span.start(), token.span.end());
            if names.contains(&text[start..cut]) {
                tokens.push(Token::new(Span::of(start, cut)));
                tokens.push(Token::new(Span::of(cut, end)));
            } else {
                tokens.push(token);
            }
            break;
        }
    }
    tokens.extend(old.map(|(_, token)| token));
}

/// What a byte may be part of.
const SPACE: u8 = 0;
const WORD: u8 = 1;
const MARK: u8 = 2;
const WIDE: u8 = 3;

const CLASS: [u8; 256] = {
    let mut table = [MARK; 256];
    let mut b = 0;
    while b < 256 {
        table[b] = match b as u8 {
            0..=b' ' | 0x7f => SPACE,
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => WORD,
            0x80.. => WIDE,
            _ => MARK,
        };
        b += 1;
    }
    table
};

/// Cuts `within` into tokens; in quoted mail, the `>` before a line is white space.
pub(crate) fn tokenize(text: &str, within: Span, quoted: bool, known: &Known, out: &mut Vec<Token>) {
    let mut cutter = Cutter { text: &text[..within.end()], first: within.start(), known, out };
    let bytes = cutter.text.as_bytes();
    let mut at = within.start();
    while at < bytes.len() {
        at = match CLASS[usize::from(bytes[at])] {
            SPACE if quoted && matches!(bytes[at], b'\n' | b'\r') => {
                let line = cutter.text[at + 1..].trim_start_matches(|c: char| c.is_whitespace() || c == '>');
                bytes.len() - line.len()
            }
            SPACE => at + 1,
            WORD => cutter.word(at),
            MARK => cutter.mark(at),
            _ => {
                let c = cutter.char_at(at).unwrap_or(' ');
                if c.is_whitespace() || is_invisible(c) {
                    at + c.len_utf8()
                } else if c.is_alphanumeric() {
                    cutter.word(at)
                } else {
                    cutter.mark(at)
                }
            }
        };
    }
}

/// Characters that show nothing and stand for nothing: zero-width space, bidi marks, byte order mark.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '´' | '`' | '‘')
}

/// Combining marks belong to the letter before them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// Numbers with hyphens or strokes, and what stands before an address' first stroke, are not longer.
const LONGEST_NUMBER: usize = 64;

struct Cutter<'a> {
    text: &'a str,
    first: usize,
    known: &'a Known,
    out: &'a mut Vec<Token>,
}

impl Cutter<'_> {
    fn byte(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or(b' ')
    }

    fn char_at(&self, at: usize) -> Option<char> {
        let b = self.byte(at);
        if b < 0x80 { (at < self.text.len()).then_some(b as char) } else { self.text[at..].chars().next() }
    }

    fn char_before(&self, at: usize) -> Option<char> {
        if at > self.first { self.text[self.first..at].chars().next_back() } else { None }
    }

    fn alnum_at(&self, at: usize) -> bool {
        match CLASS[usize::from(self.byte(at))] {
            WORD => true,
            WIDE => self.char_at(at).is_some_and(char::is_alphanumeric),
            _ => false,
        }
    }

    fn push(&mut self, start: usize, end: usize) {
        self.out.push(Token::new(Span::of(start, end)));
    }

    /// The end of the letters and digits from `at` on, marks over letters and `_` between them included.
    fn run(&self, mut at: usize) -> usize {
        let bytes = self.text.as_bytes();
        loop {
            while at < bytes.len() && CLASS[usize::from(bytes[at])] == WORD {
                at += 1;
            }
            match bytes.get(at) {
                Some(b'_') if self.byte(at + 1) == b'_' || self.alnum_at(at + 1) => at += 1,
                Some(0x80..) => match self.char_at(at) {
                    Some(c) if c.is_alphanumeric() || is_mark(c) => at += c.len_utf8(),
                    // A soft hyphen or joiner inside a word.
                    Some(c) if is_invisible(c) && self.alnum_at(at + c.len_utf8()) => at += c.len_utf8(),
                    _ => return at,
                },
                _ => return at,
            }
        }
    }

    /// A token that begins with a letter or digit, and its endings; the answer is where it ends.
    fn word(&mut self, start: usize) -> usize {
        let mut at = self.run(start);
        loop {
            let b = self.byte(at);
            if b == b' ' || b == b',' && !self.byte(at + 1).is_ascii_digit() {
                break;
            }
            let go_on = match b {
                b'.' => self.point(start, at),
                b',' | b':' => self.number_mark(start, at),
                b'-' => self.hyphen(start, at),
                b'\'' | b'`' | 0xe2 | 0xc2 | 0xca => match self.apostrophe(start, at) {
                    Apostrophe::Ends => None,
                    Apostrophe::Joins(next) => Some(next),
                    Apostrophe::Cut(from, to) => {
                        self.push(start, from);
                        self.push(from, to);
                        return to;
                    }
                },
                b'/' => self.slash(start, at),
                b'@' => self.address(at),
                b'&' => {
                    let left = self.byte(at - 1);
                    let right = self.byte(at + 1);
                    (left.is_ascii_uppercase() && right.is_ascii_uppercase() && at - start <= 4)
                        .then_some(at + 1)
                }
                b'$' if self.known.is_currency(&self.text[start..at]) => {
                    self.push(start, at + 1);
                    return at + 1;
                }
                // "friend(s)"
                b'(' if self.text[at..].starts_with("(s)") && !self.alnum_at(at + 3) => {
                    self.push(start, at + 3);
                    return at + 3;
                }
                _ => None,
            };
            match go_on {
                Some(next) => {
                    let end = self.run(next);
                    if end == next {
                        at = next;
                        break;
                    }
                    at = end;
                }
                None => break,
            }
        }
        self.finish(start, at)
    }

    /// Ends a word at `end`: abbreviations keep their point, some words are two.
    fn finish(&mut self, start: usize, mut end: usize) -> usize {
        if self.byte(end) == b'.' && self.byte(end + 1) != b'.' && self.keeps_point(start, end) {
            end += 1;
            self.push(start, end);
            return end;
        }
        let word = &self.text[start..end];
        if word.len() <= 8
            && let Some(cut) = self.known.two_words(word)
        {
            self.push(start, start + cut);
            self.push(start + cut, end);
            return end;
        }
        if let Some(cut) = self.unit(word) {
            self.push(start, start + cut);
            self.push(start + cut, end);
            return end;
        }
        self.push(start, end);
        end
    }

    /// Whether the word up to `end` is an abbreviation, the point after it its own.
    fn keeps_point(&self, start: usize, end: usize) -> bool {
        let word = &self.text[start..=end];
        let next = || self.text[end + 1..].trim_start_matches([' ', '\u{a0}']).chars().next();
        match self.known.ending(word) {
            None => false,
            Some(Ending::Number) => next().is_some_and(|c| c.is_ascii_digit()),
            Some(Ending::Unit) => self.out.last().is_some_and(|t| self.byte(t.span.start()).is_ascii_digit()),
            // "So do I." and "plan B.", but "J. Doll", "U. S."
            Some(Ending::Title) if word.len() == 2 => {
                (next().is_some_and(char::is_uppercase) || is_nickname(&self.text[end + 1..]))
                    && (word != "I."
                        || self.out.last().is_some_and(|t| self.byte(t.span.start()).is_ascii_uppercase()))
            }
            Some(_) => true,
        }
    }

    /// Where a number ends in "5pm", "100km", "20k".
    fn unit(&self, word: &str) -> Option<usize> {
        if !word.as_bytes()[0].is_ascii_digit() {
            return None;
        }
        let cut = word.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | ':')))?;
        (self.known.is_unit(&word[cut..])).then_some(cut)
    }

    /// A point inside a word ("U.S", "3.5", "nordwire.example"), but not between sentences run together.
    fn point(&self, start: usize, at: usize) -> Option<usize> {
        let next = self.char_at(at + 1).filter(|c| c.is_alphanumeric())?;
        let before = self.char_before(at)?;
        if before.is_ascii_digit() {
            return next.is_ascii_digit().then_some(at + 1);
        }
        if next.is_ascii_digit() {
            return None;
        }
        if next.is_uppercase() && (before.is_lowercase() || at - start > 1 && !self.single(start, at)) {
            // "Quill.The", "DAM.THE"; but "U.S.G."
            return None;
        }
        Some(at + 1)
    }

    /// Whether one letter stands alone before `at`, with a point or nothing before it.
    fn single(&self, start: usize, at: usize) -> bool {
        at - start == 1 || self.byte(at.wrapping_sub(2)) == b'.'
    }

    fn number_mark(&self, start: usize, at: usize) -> Option<usize> {
        let digits = self.byte(at - 1).is_ascii_digit() && self.byte(at + 1).is_ascii_digit();
        if digits {
            return Some(at + 1);
        }
        // "https://", "mailto:"
        if self.byte(at) == b':'
            && self.text[at..].starts_with("://")
            && self.known.is_scheme(&self.text[start..at])
        {
            return Some(self.address_end(start, at));
        }
        None
    }

    /// The end of an address that runs from `start`: white space, less marks that close the sentence around it.
    fn address_end(&self, start: usize, from: usize) -> usize {
        let rest = &self.text[from..];
        let stop =
            |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”' | '«' | '»' | '[' | ']');
        let end = rest.find(stop).unwrap_or(rest.len());
        let mut trimmed = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '*']);
        while trimmed.ends_with(')') && trimmed.matches(')').count() > trimmed.matches('(').count() {
            trimmed =
                trimmed[..trimmed.len() - 1].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’']);
        }
        (from + trimmed.len()).max(start + 1)
    }

    fn hyphen(&mut self, start: usize, at: usize) -> Option<usize> {
        let word = &self.text[start..at];
        if !self.alnum_at(at + 1) {
            // A word broken off: "I wa- I was".
            let rest = self.text[at + 1..].strip_prefix(' ')?.trim_start_matches(['—', '–', ' ']);
            let again = word.len() <= 3 && rest.len() > word.len() && rest.starts_with(word);
            return again.then_some(at + 1);
        }
        if word.len() <= 8 && self.known.is_prefix(word) {
            return Some(at + 1);
        }
        // Telephone numbers, codes: "555-0100", "P-800".
        let digits =
            |w: &str| (1..=LONGEST_NUMBER).contains(&w.len()) && w.bytes().all(|b| b.is_ascii_digit());
        let end = self.run(at + 1);
        let next = &self.text[at + 1..end];
        if digits(word) && digits(next) {
            let more = self.byte(end) == b'-' && self.byte(end + 1).is_ascii_digit();
            return (more || word.len() >= 3 && next.len() == 4 && word.len() != 4).then_some(at + 1);
        }
        // A number that already has a hyphen goes on with one: "212-555-0100".
        (word.len() <= LONGEST_NUMBER
            && word.contains('-')
            && word.bytes().all(|b| b.is_ascii_digit() || b == b'-')
            && digits(next))
        .then_some(at + 1)
    }

    fn apostrophe(&self, start: usize, at: usize) -> Apostrophe {
        let Some(mark) = self.char_at(at).filter(|&c| is_apostrophe(c)) else { return Apostrophe::Ends };
        let after = at + mark.len_utf8();
        if !self.alnum_at(after) {
            return Apostrophe::Ends;
        }
        let end = self.run(after);
        let tail = &self.text[after..end];
        let ends = end - after <= 2;
        let word = &self.text[start..at];
        if ends {
            let low = |b: u8| b.to_ascii_lowercase();
            let t = tail.as_bytes();
            if tail.eq_ignore_ascii_case("t") {
                if matches!(self.byte(at - 1), b'n' | b'N') && at - start > 1 {
                    return Apostrophe::Cut(at - 1, end);
                }
            } else if tail.eq_ignore_ascii_case("s") && is_decade(word) {
                return Apostrophe::Joins(after);
            } else if matches!(
                (low(t[0]), t.get(1).map(|&b| low(b))),
                (b's' | b'd' | b'm', None) | (b'r' | b'v', Some(b'e')) | (b'l', Some(b'l'))
            ) {
                return Apostrophe::Cut(at, end);
            }
        }
        // "O'Brien", "Shi'ite"; an opening mark joins nothing.
        if matches!(mark, '‘' | '`') { Apostrophe::Ends } else { Apostrophe::Joins(after) }
    }

    /// "9/11", "11/28/2000", "w/o": numbers, and single letters, stay whole.
    fn slash(&self, start: usize, at: usize) -> Option<usize> {
        let next = self.byte(at + 1);
        let left = &self.text[start..at];
        if left.len() > LONGEST_NUMBER {
            return None;
        }
        if left.bytes().all(|b| b.is_ascii_digit() || b == b'/') && next.is_ascii_digit() {
            return Some(at + 1);
        }
        // An address without its scheme: "nordwire.example/a/b".
        if left.contains('.')
            && self.alnum_at(at + 1)
            && left
                .rsplit('.')
                .next()
                .is_some_and(|t| t.len() >= 2 && t.bytes().all(|b| b.is_ascii_lowercase()))
        {
            return Some(self.address_end(start, at));
        }
        let alone = at - start == 1 && next.is_ascii_alphabetic() && self.run(at + 1) <= at + 4;
        (alone && left.bytes().all(|b| matches!(b, b'w' | b's' | b'b' | b'c'))).then_some(at + 1)
    }

    /// "name@nordwire.example"
    fn address(&self, at: usize) -> Option<usize> {
        if !self.alnum_at(at + 1) {
            return None;
        }
        let rest = &self.text[at + 1..];
        let stop = |c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-' | '_'));
        let end = rest.find(stop).unwrap_or(rest.len());
        Some(at + 1 + rest[..end].trim_end_matches(['.', '-']).len())
    }

    /// A token that begins with a mark.
    fn mark(&mut self, start: usize) -> usize {
        let Some(c) = self.char_at(start) else { return start + 1 };
        let next = start + c.len_utf8();
        let end = match c {
            '#' | '@' if self.char_at(next).is_some_and(|n| n.is_alphabetic() || n == '_') => self.run(next),
            '\'' | '’' | '‘' | '`' => self.leading_apostrophe(start, c, next),
            '.' | '!' | '?' => {
                let same = |n: char| n == c || c != '.' && matches!(n, '!' | '?');
                let end = self.while_at(next, same);
                // ".doc", ".50"
                if c == '.' && end == next && self.byte(next).is_ascii_digit() && !self.touches(start) {
                    self.number_end(next)
                } else {
                    end
                }
            }
            '-' | '*' | '_' | '~' | '$' | '+' | '<' | '>' | '–' | '—' => {
                let end = self.while_at(next, |n| n == c);
                if end == next && c == '+' && self.byte(next).is_ascii_digit() && !self.touches(start) {
                    self.number_end(next)
                } else {
                    end
                }
            }
            ':' | ';' | '(' => self.smiley(start).unwrap_or(next),
            '=' => self.smiley(start).unwrap_or_else(|| self.while_at(next, |n| n == c)),
            '[' if self.text[next..].starts_with("...]") => next + 4,
            _ => self.while_at(next, is_mark),
        };
        self.push(start, end);
        end
    }

    /// Whether a token stands right before `at`.
    fn touches(&self, at: usize) -> bool {
        self.out.last().is_some_and(|t| t.span.end() == at)
    }

    fn number_end(&self, from: usize) -> usize {
        self.while_at(from, |n| n.is_ascii_digit())
    }

    fn while_at(&self, mut at: usize, same: impl Fn(char) -> bool) -> usize {
        while let Some(c) = self.char_at(at).filter(|&c| same(c)) {
            at += c.len_utf8();
        }
        at
    }

    /// `''`, ` `` `, "'70s", "'em", an ending after a bracket or mark ("(AP)'s").
    fn leading_apostrophe(&self, start: usize, c: char, next: usize) -> usize {
        if matches!(c, '\'' | '`') && self.byte(next) == c as u8 {
            return next + 1;
        }
        if self.byte(next).is_ascii_digit() && self.byte(next + 1).is_ascii_digit() && c != '‘' {
            let end = self.number_end(next);
            let end = if self.byte(end) == b's' { end + 1 } else { end };
            return if !self.alnum_at(end) && end - next <= 3 { end } else { next };
        }
        if !self.alnum_at(next) {
            return next;
        }
        let end = self.run(next);
        let word = &self.text[next..end];
        if self.touches(start) && word.eq_ignore_ascii_case("s") || self.known.is_clipped(word) && c != '`' {
            end
        } else {
            next
        }
    }

    /// ":)", ";-)", ":D", "(:" between spaces.
    fn smiley(&self, start: usize) -> Option<usize> {
        if self.char_before(start).is_some_and(char::is_alphanumeric) {
            return None;
        }
        let b = self.text.as_bytes();
        let rest = &b[start..b.len().min(start + 4)];
        let ends =
            |n: usize| (rest.len() == n || matches!(CLASS[usize::from(rest[n])], SPACE)).then_some(start + n);
        match rest {
            [b':' | b';' | b'=', b')' | b'(' | b'D' | b'P' | b'p' | b'/' | b'|', ..]
            | [b'(', b':' | b';', ..] => ends(2),
            [b':' | b';' | b'=', b'-', b')' | b'(' | b'D' | b'P' | b'/', ..] => {
                (rest.len() <= 3 || CLASS[usize::from(rest[3])] == SPACE).then_some(start + 3)
            }
            _ => None,
        }
    }
}

/// A nickname inside a name: `Robert C. "Bobby" Scott`.
fn is_nickname(rest: &str) -> bool {
    let rest = rest.trim_start_matches([' ', '\u{a0}']);
    let Some(inner) = rest.strip_prefix(['"', '“', '‘', '\'']) else { return false };
    let end = inner.find(|c: char| !c.is_alphabetic()).unwrap_or(inner.len());
    let after = inner[end..].trim_start_matches(['"', '”', '’', '\'']);
    inner.starts_with(char::is_uppercase)
        && after.len() < inner[end..].len()
        && after.strip_prefix(' ').is_some_and(|a| a.starts_with(char::is_uppercase))
}

enum Apostrophe {
    Ends,
    Joins(usize),
    Cut(usize, usize),
}

/// "80", "1980": what `'s` makes a decade of.
fn is_decade(word: &str) -> bool {
    matches!(word.len(), 2 | 4) && word.bytes().all(|b| b.is_ascii_digit()) && word.ends_with('0')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let known = Known::load(super::super::english().expect("the pack"));
        let mut out = Vec::new();
        tokenize(text, Span::of(0, text.len()), false, &known, &mut out);
        unglue(text, &known, &mut out);
        out.iter().map(|t| &text[t.span.range()]).collect()
    }

    #[test]
    fn endings_and_hyphens_stand_apart() {
        assert_eq!(cut("Quill's dogs didn’t bark"), ["Quill", "'s", "dogs", "did", "n’t", "bark"]);
        assert_eq!(cut("what we´re told; O'Brien"), ["what", "we", "´re", "told", ";", "O'Brien"]);
        assert_eq!(cut("the players’ union cannot"), ["the", "players", "’", "union", "can", "not"]);
        assert_eq!(cut("a ten-year-old"), ["a", "ten", "-", "year", "-", "old"]);
        assert_eq!(cut("anti-ship, co-founder, 555-0100"), ["anti-ship", ",", "co-founder", ",", "555-0100"]);
    }

    #[test]
    fn abbreviations_and_numbers_stay_whole() {
        assert_eq!(
            cut("Mr. J. Doll of U.S. Corp. paid $1,200.50 at 9.30 a.m. on 9/11."),
            [
                "Mr.", "J.", "Doll", "of", "U.S.", "Corp.", "paid", "$", "1,200.50", "at", "9.30", "a.m.",
                "on", "9/11", "."
            ]
        );
        assert_eq!(
            cut("It fell.The end... well--no"),
            ["It", "fell", ".", "The", "end", "...", "well", "--", "no"]
        );
        assert_eq!(
            cut("5pm, 100km, No. 3 but No."),
            ["5", "pm", ",", "100", "km", ",", "No.", "3", "but", "No", "."]
        );
        assert_eq!(cut("the 1980's and '70s"), ["the", "1980's", "and", "'70s"]);
    }

    #[test]
    fn marks_addresses_and_handles() {
        assert_eq!(cut("“No,” ''yes'' :)"), ["“", "No", ",", "”", "''", "yes", "''", ":)"]);
        assert_eq!(
            cut("(see https://nordwire.example/1?a=b.)"),
            ["(", "see", "https://nordwire.example/1?a=b", ".", ")"]
        );
        assert_eq!(cut("@ilse_t, #dam, a@b.example"), ["@ilse_t", ",", "#dam", ",", "a@b.example"]);
    }

    #[test]
    fn glued_words_are_cut_when_the_name_is_known() {
        let words = cut("Nordwireciting sources. Nordwire said. Abelciting no one.");
        assert_eq!(words[..3], ["Nordwire", "citing", "sources"]);
        assert!(words.contains(&"Abelciting"));
    }

    #[test]
    fn tokens_lie_apart_in_order_and_hold_no_white_space() {
        let known = Known::default();
        for text in [
            "a\u{301}b ’s 's n't 't",
            "\u{feff}.\u{200b}.",
            "....''``-- ",
            "x’’’’y",
            "é.É.é",
            "1.2.3,4:5/6/",
            "\u{a0}:)",
        ] {
            let mut out = Vec::new();
            tokenize(text, Span::of(0, text.len()), false, &known, &mut out);
            let mut last = 0;
            for t in &out {
                assert!(t.span.start() >= last && !t.span.is_empty());
                assert!(!text[t.span.range()].contains(char::is_whitespace));
                last = t.span.end();
            }
        }
    }
}
