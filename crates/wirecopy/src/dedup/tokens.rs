//! The words of a text, folded for comparison, each with the bytes it came from.
//!
//! One pass, linear in the text. Entities are unescaped (twice, as doubly escaped feeds need), characters
//! folded by NFKC, quote marks and invisible characters dropped, case folded; a word is then a run of letters,
//! digits and underscores. In scripts written without spaces every character is a word.

use unicode_normalization::char::{canonical_combining_class, is_combining_mark};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

use super::entities;

/// Most characters that are normalised together; longer heaps of combining marks are cut.
const SEGMENT: usize = 32;

/// A word: where it is in the folded text and where in the original.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Bytes of [`Words::text`].
    pub(super) from: u32,
    pub(super) to: u32,
    /// Bytes of the original.
    pub(super) start: u32,
    pub(super) end: u32,
    /// What stands right before it, when that is a single character; otherwise 0.
    pub(super) glue: u8,
    /// Whether it began with a capital letter or a digit.
    pub(super) marked: bool,
    /// Whether a sentence or a paragraph may have ended before it.
    pub(super) stop: bool,
}

/// The folded words of a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    pub(super) text: String,
    pub(super) list: Vec<Word>,
}

impl Words {
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.list.clear();
    }

    pub(super) fn get(&self, word: Word) -> &str {
        &self.text[word.from as usize..word.to as usize]
    }
}

/// Adds the words of `text` to `out`, offsets counted from `base`; `symbols` makes `%`, `$`, `€` and `£` words.
pub(super) fn scan(text: &str, base: usize, symbols: bool, out: &mut Words) {
    let mut s = Scanner {
        text,
        out,
        base,
        symbols,
        open: false,
        single: false,
        marked: false,
        stop: false,
        line: false,
        start: 0,
        end: 0,
        from: 0,
    };
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let b = bytes[at];
        let followed = bytes.get(at + 1).is_some_and(|n| *n >= 0x80);
        if b < 0x80 && b != b'&' && !followed {
            s.ascii(b, at);
            at += 1;
        } else {
            at = s.segment(text, at);
        }
    }
    s.finish();
}

/// Whether a script is written without spaces between words.
pub(super) fn unspaced(c: char) -> bool {
    matches!(c as u32,
        0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3005..=0x3007 | 0x3040..=0x30FF
        | 0x31F0..=0x31FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x323AF)
}

/// Whether a character belongs to the one before it when both are normalised.
fn extends(c: char) -> bool {
    c >= '\u{300}'
        && (canonical_combining_class(c) != 0
            || matches!(c, '\u{1160}'..='\u{11FF}' | '\u{FF9E}' | '\u{FF9F}')
            || is_combining_mark(c))
}

#[allow(clippy::struct_excessive_bools, reason = "independent facts of the word being read")]
struct Scanner<'a> {
    text: &'a str,
    out: &'a mut Words,
    base: usize,
    symbols: bool,
    /// Whether a word is open, and whether it is one character of an unspaced script.
    open: bool,
    single: bool,
    marked: bool,
    stop: bool,
    /// Whether a line has ended since the last word: a second end is that of a paragraph.
    line: bool,
    start: usize,
    end: usize,
    from: usize,
}

impl Scanner<'_> {
    #[inline]
    fn ascii(&mut self, b: u8, at: usize) {
        if b.is_ascii_alphanumeric() || b == b'_' {
            if self.single {
                self.finish();
            }
            self.begin(at, !b.is_ascii_lowercase() && b != b'_');
            self.out.text.push(char::from(b.to_ascii_lowercase()));
            self.end = at + 1;
        } else if b != b'\'' && b != b'`' {
            self.finish();
            self.stop |=
                matches!(b, b'.' | b'!' | b'?') || b == b'\n' && std::mem::replace(&mut self.line, true);
            if self.symbols && (b == b'%' || b == b'$') {
                self.symbol(char::from(b), at, at + 1);
            }
        }
    }

    /// Normalises the character at `at` with those that belong to it; returns where the next one starts.
    fn segment(&mut self, text: &str, at: usize) -> usize {
        let Some((first, mut to)) = decode(text, at) else { return text.len() };
        let mut seg = [first; SEGMENT];
        let mut n = 1;
        while n < SEGMENT {
            match text[to..].chars().next() {
                Some(c) if extends(c) => {
                    seg[n] = c;
                    n += 1;
                    to += c.len_utf8();
                }
                _ => break,
            }
        }
        if n == 1 && (first.is_ascii() || is_nfkc_quick(std::iter::once(first)) == IsNormalized::Yes) {
            self.character(first, at, to);
        } else {
            for c in seg[..n].iter().copied().nfkc() {
                self.character(c, at, to);
            }
        }
        to
    }

    fn character(&mut self, c: char, at: usize, to: usize) {
        if dropped(c) {
            return;
        }
        if is_combining_mark(c) {
            if self.open {
                self.out.text.push(c);
                self.end = to;
            }
        } else if c.is_alphanumeric() || c == '_' {
            let alone = unspaced(c);
            if self.single || alone {
                self.finish();
            }
            self.begin(at, c.is_uppercase() || c.is_numeric());
            self.single = alone;
            match c {
                'ß' | 'ẞ' => self.out.text.push_str("ss"),
                'ς' => self.out.text.push('σ'),
                _ if c.is_ascii() => self.out.text.push(c.to_ascii_lowercase()),
                _ => self.out.text.extend(c.to_lowercase()),
            }
            self.end = to;
        } else {
            self.finish();
            self.stop |= matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '\u{2029}')
                || c == '\n' && std::mem::replace(&mut self.line, true);
            if self.symbols && matches!(c, '%' | '$' | '€' | '£' | '¥') {
                self.symbol(c, at, to);
            }
        }
    }

    #[inline]
    fn begin(&mut self, at: usize, marked: bool) {
        if !self.open {
            self.open = true;
            self.line = false;
            self.start = at;
            self.from = self.out.text.len();
            self.marked = marked;
        }
    }

    fn symbol(&mut self, c: char, at: usize, to: usize) {
        self.begin(at, true);
        self.out.text.push(c);
        self.end = to;
        self.finish();
    }

    #[inline]
    fn finish(&mut self) {
        if self.open {
            self.open = false;
            self.single = false;
            let glue = match self.out.list.last() {
                Some(w) if self.start > 0 && w.end as usize + 1 == self.base + self.start => {
                    let glue = self.text.as_bytes()[self.start - 1];
                    if glue.is_ascii_whitespace() { b' ' } else { glue }
                }
                _ => 0,
            };
            self.out.list.push(Word {
                from: self.from as u32,
                to: self.out.text.len() as u32,
                start: (self.base + self.start) as u32,
                end: (self.base + self.end) as u32,
                glue,
                marked: self.marked,
                stop: std::mem::take(&mut self.stop) && glue == 0,
            });
        }
    }
}

/// Characters that neither belong to a word nor end it: apostrophes and what cannot be seen.
fn dropped(c: char) -> bool {
    matches!(
        c,
        '\'' | '`' | '´' | '‘' | '’' | '‛' | '′' | '\u{AD}' | '\u{200B}'
            ..='\u{200D}' | '\u{2060}' | '\u{FEFF}'
    )
}

/// The character at `at`, entities unescaped twice, and where the next one starts.
fn decode(text: &str, at: usize) -> Option<(char, usize)> {
    let rest = text.get(at..)?;
    let first = rest.chars().next()?;
    if first != '&' {
        return Some((first, at + first.len_utf8()));
    }
    match entities::decode(&rest[1..]) {
        Some(('&', used)) => Some(match entities::decode(&rest[1 + used..]) {
            Some((c, more)) => (c, at + 1 + used + more),
            None => ('&', at + 1 + used),
        }),
        Some((c, used)) => Some((c, at + 1 + used)),
        None => Some(('&', at + 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut out = Words::default();
        scan(text, 0, false, &mut out);
        for w in &out.list {
            assert!(
                text.get(w.start as usize..w.end as usize).is_some_and(|s| !s.is_empty()),
                "{text}: {w:?}"
            );
        }
        out.list.iter().map(|w| out.get(*w).to_owned()).collect()
    }

    #[test]
    fn words_are_folded() {
        assert_eq!(words("Don’t stop—“Now”, AT&amp;T"), ["dont", "stop", "now", "at", "t"]);
        assert_eq!(words("caf&eacute; cafe\u{301} CAFÉ"), ["café", "café", "café"]);
        assert_eq!(words("so\u{ad}lid ﬁn Ⅷ ｆｕｌｌ Straße"), ["solid", "fin", "viii", "full", "strasse"]);
        assert_eq!(words("漢字ab ไทย"), ["漢", "字", "ab", "ไ", "ท", "ย"]);
        assert_eq!(words("ｶﾞ ガ"), ["ガ", "ガ"]);
        assert_eq!(words("''' \u{200B} &nbsp;"), Vec::<String>::new());
    }
}
