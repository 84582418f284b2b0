//! Tokens: words, numbers, marks.
//!
//! Cut as treebanks of English cut them, so that taggers learned from those fit: endings that are words of
//! their own stand apart (`Quill` `'s`, `did` `n't`, `we` `'ll`), hyphenated words and numbers with points
//! stay whole (`anti-ship`, `1,200.50`), an abbreviation keeps its point (`U.S.`, `Mr.`, `J.`), web addresses
//! and handles are one token, and so are `...`, `--`, `''` and ` `` `. Every other mark is a token by itself.

use std::collections::{HashMap, HashSet};

use super::Pack;
use super::tagger::Tag;
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

/// What the tokenizer and the sentence splitter know of a language, read once from its pack.
#[derive(Debug, Default)]
pub(crate) struct Abbreviations {
    entries: HashMap<&'static str, Ending>,
    openers: HashSet<&'static str>,
    sayers: HashSet<&'static str>,
    glued: Vec<&'static str>,
}

/// Whether a sentence may end at an abbreviation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// Something follows it always.
    Never,
    /// It may end one: what follows decides.
    May,
}

impl Abbreviations {
    pub(crate) fn load(pack: &Pack) -> Self {
        let entries = pack
            .rows("abbreviations")
            .filter_map(|row| {
                let word = *row.first()?;
                let ending =
                    if row.get(1).is_none_or(|class| *class == "may") { Ending::May } else { Ending::Never };
                Some((word, ending))
            })
            .collect();
        let used_to = |wanted: &str| -> HashSet<&'static str> {
            pack.rows("sentence_words")
                .filter(|row| row.get(1).is_some_and(|u| *u == wanted))
                .map(|row| row[0])
                .collect()
        };
        let mut glued: Vec<&'static str> = used_to("glued").into_iter().collect();
        glued.sort_unstable();
        Self { entries, openers: used_to("opens"), sayers: used_to("says"), glued }
    }

    /// Whether `word` starts sentences.
    pub(crate) fn opens(&self, word: &str) -> bool {
        self.openers.contains(word)
    }

    /// Whether `word` is a verb that attributes a question closed before it.
    pub(crate) fn says(&self, word: &str) -> bool {
        self.sayers.contains(word)
    }

    /// What kind of abbreviation `word`, its point included, is.
    pub(crate) fn ending(&self, word: &str) -> Option<Ending> {
        if let Some(&ending) = self.entries.get(word) {
            return Some(ending);
        }
        let letters = word.strip_suffix('.')?;
        let mut chars = letters.chars();
        match (chars.next(), chars.next()) {
            // An initial: "J." in "J. Doll".
            (Some(c), None) if c.is_uppercase() => Some(Ending::Never),
            // "U.N.", "p.m.": single letters with points between.
            (Some(_), Some('.')) if letters.split('.').all(|part| part.chars().count() == 1) => {
                Some(Ending::May)
            }
            _ => None,
        }
    }
}

/// Cuts words that a scraper glued together ("Nordwireciting"): a name that stands alone elsewhere in the
/// document, and a word that names take after them.
pub(crate) fn unglue(text: &str, known: &Abbreviations, tokens: &mut Vec<Token>) {
    let tail_of = |token: &Token| {
        let word = &text[token.span.range()];
        let tail = known.glued.iter().find(|t| word.len() > t.len() + 2 && word.ends_with(**t))?;
        word.starts_with(char::is_uppercase).then_some(token.span.end() - tail.len())
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

/// Cuts `within` into tokens; in quoted mail, the `>` before a line is white space.
pub(crate) fn tokenize(text: &str, within: Span, quoted: bool, known: &Abbreviations, out: &mut Vec<Token>) {
    let words = &text[within.range()];
    let mut at = 0;
    while at < words.len() {
        let rest = &words[at..];
        let Some(c) = rest.chars().next() else { break };
        if c.is_whitespace() || is_invisible(c) {
            at += c.len_utf8();
            if quoted && matches!(c, '\n' | '\r') {
                let line = words[at..].trim_start_matches(|c: char| c.is_whitespace() || c == '>');
                at = words.len() - line.len();
            }
            continue;
        }
        let length = token_length(rest, c, known);
        push_word(text, within.start() + at, length, c.is_alphanumeric(), out);
        at += length;
    }
}

/// Characters that show nothing and stand for nothing: zero-width space, bidi marks, byte order mark.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '´' | '`' | '‘')
}

/// Marks that do not end a word between two letters or digits.
fn joins(c: char) -> bool {
    is_apostrophe(c)
        || is_invisible(c)
        || matches!(c, '-' | '.' | ',' | '@' | '_' | '&' | '‐' | '‑' | ':' | '/')
}

fn token_length(rest: &str, c: char, known: &Abbreviations) -> usize {
    if let Some(length) = address_length(rest) {
        return length;
    }
    let next = rest[c.len_utf8()..].chars().next();
    if c.is_alphanumeric() || (matches!(c, '@' | '#') && next.is_some_and(|n| n.is_alphabetic() || n == '_'))
    {
        return word_length(rest, c, known);
    }
    if rest.starts_with("''") || rest.starts_with("``") {
        return 2;
    }
    if matches!(c, '.' | '-' | '!' | '?') {
        // "...", "--" and "?!" are one; "!" and "?" run together, a point only with points.
        let same = |n: char| n == c || (matches!(c, '!' | '?') && matches!(n, '!' | '?'));
        return rest.chars().take_while(|&n| same(n)).map(char::len_utf8).sum();
    }
    c.len_utf8()
}

/// A web address: up to white space, less marks that close the sentence or bracket around it.
fn address_length(rest: &str) -> Option<usize> {
    let head = rest.as_bytes();
    let starts = |prefix: &str| {
        head.len() > prefix.len() && head[..prefix.len()].eq_ignore_ascii_case(prefix.as_bytes())
    };
    if !(starts("http://") || starts("https://") || starts("www.")) {
        return None;
    }
    let stop = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”' | '«' | '»');
    let end = rest.find(stop).unwrap_or(rest.len());
    let trimmed = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '’']);
    Some(trimmed.len())
}

fn word_length(rest: &str, first: char, known: &Abbreviations) -> usize {
    let mut end = first.len_utf8();
    let mut chars = rest[end..].char_indices().map(|(i, c)| (i + first.len_utf8(), c)).peekable();
    let mut previous = first;
    while let Some((i, c)) = chars.next() {
        let next = chars.peek().map(|&(_, n)| n);
        let inner = match c {
            // "1,200", "9.30", "16:45" but not "one,two" or "said:We"
            ',' | ':' => previous.is_ascii_digit() && next.is_some_and(|n| n.is_ascii_digit()),
            // "and/or" stays whole when short; dates and fractions too
            '/' => next.is_some_and(char::is_alphanumeric),
            // "U.S.", "3.5", "nordwire.example"; but not two sentences run together: "fell.The"
            '.' => next.is_some_and(|n| {
                n.is_alphanumeric()
                    && !(n.is_uppercase() && previous.is_lowercase())
                    && (n.is_ascii_digit() == previous.is_ascii_digit() || !previous.is_ascii_digit())
            }),
            '‘' | '`' => false,
            _ if joins(c) => next.is_some_and(char::is_alphanumeric),
            _ => c.is_alphanumeric() || is_mark(c) || c == '_',
        };
        if !inner {
            break;
        }
        end = i + c.len_utf8();
        if !is_invisible(c) {
            previous = c;
        }
    }
    // An abbreviation keeps its point, unless it is the first of several ("U.S..." stays as it is).
    if rest[end..].starts_with('.') && !rest[end..].starts_with("..") && known.ending(&rest[..=end]).is_some()
    {
        // A lone capital before white space and a small letter is no initial: "plan B. it".
        return end + 1;
    }
    end
}

/// Combining marks belong to the letter before them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// Adds a token, its English ending apart.
fn push_word(text: &str, start: usize, length: usize, is_word: bool, out: &mut Vec<Token>) {
    let end = start + length;
    let cut = if is_word { clitic(&text[start..end]) } else { 0 };
    if cut > 0 && cut < length {
        out.push(Token::new(Span::of(start, end - cut)));
        out.push(Token::new(Span::of(end - cut, end)));
    } else {
        out.push(Token::new(Span::of(start, end)));
    }
}

/// How many bytes at the end of `word` are a word of their own: `n't`, `'s`, `'re`, `'ve`, `'ll`, `'d`, `'m`.
fn clitic(word: &str) -> usize {
    let Some((at, mark)) = word.char_indices().rev().find(|&(_, c)| is_apostrophe(c)) else { return 0 };
    let tail = &word[at + mark.len_utf8()..];
    if tail.len() > 2 || at == 0 {
        return 0;
    }
    if tail.eq_ignore_ascii_case("t") {
        let n = word[..at].chars().next_back();
        return match n {
            Some('n' | 'N') if at > 1 => word.len() - at + 1,
            _ => 0,
        };
    }
    let known = ["s", "re", "ve", "ll", "d", "m"].iter().any(|k| tail.eq_ignore_ascii_case(k));
    if known { word.len() - at } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let mut known = Abbreviations::default();
        known.entries.insert("Mr.", Ending::Never);
        known.entries.insert("Corp.", Ending::May);
        let mut out = Vec::new();
        tokenize(text, Span::of(0, text.len()), false, &known, &mut out);
        out.iter().map(|t| &text[t.span.range()]).collect()
    }

    #[test]
    fn endings_stand_apart() {
        assert_eq!(cut("Quill's dogs didn’t bark"), ["Quill", "'s", "dogs", "did", "n’t", "bark"]);
        assert_eq!(cut("what we´re told; O'Brien"), ["what", "we", "´re", "told", ";", "O'Brien"]);
        assert_eq!(cut("the players’ union"), ["the", "players", "’", "union"]);
    }

    #[test]
    fn abbreviations_numbers_and_hyphens_stay_whole() {
        assert_eq!(
            cut("Mr. J. Doll of U.S. Corp. paid $1,200.50 at 9.30 a.m. for anti-ship gear."),
            [
                "Mr.",
                "J.",
                "Doll",
                "of",
                "U.S.",
                "Corp.",
                "paid",
                "$",
                "1,200.50",
                "at",
                "9.30",
                "a.m.",
                "for",
                "anti-ship",
                "gear",
                "."
            ]
        );
        assert_eq!(
            cut("It fell.The end... well--no"),
            ["It", "fell", ".", "The", "end", "...", "well", "--", "no"]
        );
    }

    #[test]
    fn marks_addresses_and_handles() {
        assert_eq!(cut("“No,” ''yes''"), ["“", "No", ",", "”", "''", "yes", "''"]);
        assert_eq!(
            cut("(see https://nordwire.example/1?a=b.)"),
            ["(", "see", "https://nordwire.example/1?a=b", ".", ")"]
        );
        assert_eq!(cut("@ilse_t and #dam [P-800]"), ["@ilse_t", "and", "#dam", "[", "P-800", "]"]);
    }

    #[test]
    fn glued_words_are_cut_when_the_name_is_known() {
        let text = "Nordwireciting sources. Nordwire said. Abelciting no one.";
        let known = Abbreviations { glued: vec!["citing"], ..Abbreviations::default() };
        let mut out = Vec::new();
        tokenize(text, Span::of(0, text.len()), false, &known, &mut out);
        unglue(text, &known, &mut out);
        let words: Vec<&str> = out.iter().map(|t| &text[t.span.range()]).collect();
        assert_eq!(
            words,
            ["Nordwire", "citing", "sources", ".", "Nordwire", "said", ".", "Abelciting", "no", "one", "."]
        );
    }

    #[test]
    fn tokens_lie_apart_in_order_and_hold_no_white_space() {
        for text in
            ["a\u{301}b ’s 's n't 't", "\u{feff}.\u{200b}.", "....''``-- ", "x’’’’y", "é.É.é", "1.2.3,4:5/6/"]
        {
            let mut out = Vec::new();
            tokenize(text, Span::of(0, text.len()), false, &Abbreviations::default(), &mut out);
            let mut last = 0;
            for t in &out {
                assert!(t.span.start() >= last && !t.span.is_empty());
                assert!(!text[t.span.range()].contains(char::is_whitespace));
                last = t.span.end();
            }
        }
    }
}
