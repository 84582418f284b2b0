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
    /// Each part in small letters, followed by the words of it that are not found there as they are.
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

    pub(super) fn bytes(&self, word: Word) -> &[u8] {
        &self.text.as_bytes()[word.from as usize..word.to as usize]
    }
}

/// What a byte is to the scanner.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// A letter, a digit or `_` of ASCII.
    Word,
    /// Neither part of a word nor the end of one.
    Dropped,
    /// `&`, or part of a character over one byte.
    Special,
    Other,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Other; 256];
    let mut b = 0;
    while b < 256 {
        classes[b] = match b as u8 {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'_' => Class::Word,
            b'\'' | b'`' => Class::Dropped,
            b'&' | 0x80.. => Class::Special,
            _ => Class::Other,
        };
        b += 1;
    }
    classes
};

/// Adds the words of `text` to `out`, offsets counted from `base`; `symbols` makes `%`, `$`, `€` and `£` words.
pub(super) fn scan(text: &str, base: usize, symbols: bool, out: &mut Words) {
    let copy = out.text.len();
    out.text.push_str(text);
    out.text[copy..].make_ascii_lowercase();
    let mut s = Scanner {
        text,
        out,
        base,
        copy,
        symbols,
        open: false,
        single: false,
        moved: false,
        marked: false,
        stop: false,
        line: false,
        start: 0,
        end: 0,
        from: 0,
        to: 0,
    };
    let bytes = text.as_bytes();
    s.out.list.reserve(bytes.len() / 4);
    let mut at = 0;
    while let Some(&b) = bytes.get(at) {
        let class = CLASSES[b as usize];
        if class == Class::Word {
            let to = word_end(bytes, at);
            if !s.open && bytes.get(to).is_none_or(|n| CLASSES[*n as usize] == Class::Other) {
                s.line = false;
                s.push(copy + at, copy + to, (at, to), !b.is_ascii_lowercase() && b != b'_');
                // Most words are followed by a blank, and the next word by no mark.
                let blank = bytes.get(to) == Some(&b' ') && bytes.get(to + 1).is_some_and(u8::is_ascii);
                at = to + usize::from(blank);
                continue;
            }
            // A mark that follows belongs to the last letter.
            let joined = bytes.get(to).is_some_and(|n| *n >= 0x80);
            let end = to - usize::from(joined);
            if end > at {
                s.run(at, end);
            }
            at = if joined { s.segment(text, end) } else { to };
        } else if class == Class::Special || bytes.get(at + 1).is_some_and(|n| *n >= 0x80) {
            at = s.segment(text, at);
        } else {
            if class == Class::Other {
                s.separator(b, at);
            }
            at += 1;
        }
    }
    s.finish();
}

/// Where the letters and digits of ASCII and `_` end that begin at `at`: looked at by eight.
#[inline]
fn word_end(bytes: &[u8], at: usize) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * ONES;
    // The high bit of each byte that is at least `least`, all being under 128.
    let from = |x: u64, least: u8| x + u64::from(0x80 - least) * ONES;
    let mut to = at;
    while let Some(eight) = bytes[to..].first_chunk::<8>() {
        let all = u64::from_le_bytes(*eight);
        let x = all & !HIGH;
        let small = x | (0x20 * ONES);
        let letter = from(small, b'a') & !from(small, b'z' + 1);
        let digit = from(x, b'0') & !from(x, b'9' + 1);
        let low = x ^ (u64::from(b'_') * ONES);
        let line = !(low + 0x7F * ONES);
        let other = !((letter | digit | line) & !all) & HIGH;
        to += other.trailing_zeros() as usize / 8;
        if other != 0 {
            return to;
        }
    }
    while bytes.get(to).is_some_and(|b| CLASSES[*b as usize] == Class::Word) {
        to += 1;
    }
    to
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
    /// Where the copy of the text in small letters begins.
    copy: usize,
    symbols: bool,
    /// Whether a word is open, whether it is one character of an unspaced script, and whether it stands behind
    /// the copy because it is not in there as it is.
    open: bool,
    single: bool,
    moved: bool,
    marked: bool,
    stop: bool,
    /// Whether a line has ended since the last word: a second end is that of a paragraph.
    line: bool,
    start: usize,
    end: usize,
    from: usize,
    to: usize,
}

impl Scanner<'_> {
    /// Letters, digits and `_` of ASCII.
    #[inline]
    fn run(&mut self, at: usize, to: usize) {
        if self.single {
            self.finish();
        }
        if self.open {
            self.apart();
            self.out.text.extend_from_within(self.copy + at..self.copy + to);
            self.to = self.out.text.len();
        } else {
            let b = self.text.as_bytes()[at];
            self.begin(at, !b.is_ascii_lowercase() && b != b'_');
            self.from = self.copy + at;
            self.to = self.copy + to;
        }
        self.end = to;
    }

    #[inline]
    fn separator(&mut self, b: u8, at: usize) {
        self.finish();
        if b != b' ' {
            self.stop |=
                matches!(b, b'.' | b'!' | b'?') || b == b'\n' && std::mem::replace(&mut self.line, true);
            if self.symbols && (b == b'%' || b == b'$') {
                self.symbol(char::from(b), at, at + 1);
            }
        }
    }

    /// Sees to it that more can be put to the end of the open word.
    fn apart(&mut self) {
        if !self.moved {
            let from = self.out.text.len();
            self.out.text.extend_from_within(self.from..self.to);
            (self.from, self.to, self.moved) = (from, self.out.text.len(), true);
        }
    }

    fn put(&mut self, c: char) {
        self.apart();
        self.out.text.push(c);
        self.to = self.out.text.len();
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
                self.put(c);
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
                'ß' | 'ẞ' => {
                    self.put('s');
                    self.put('s');
                }
                'ς' => self.put('σ'),
                _ if c.is_ascii() => self.put(c.to_ascii_lowercase()),
                _ => c.to_lowercase().for_each(|c| self.put(c)),
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
            self.moved = false;
            (self.from, self.to) = (self.copy, self.copy);
            self.marked = marked;
        }
    }

    fn symbol(&mut self, c: char, at: usize, to: usize) {
        self.begin(at, true);
        self.put(c);
        self.end = to;
        self.finish();
    }

    #[inline]
    fn finish(&mut self) {
        if self.open {
            self.open = false;
            self.single = false;
            self.push(self.from, self.to, (self.start, self.end), self.marked);
        }
    }

    #[inline]
    fn push(&mut self, from: usize, to: usize, (start, end): (usize, usize), marked: bool) {
        let glue = match self.out.list.last() {
            Some(w) if start > 0 && w.end as usize + 1 == self.base + start => {
                let glue = self.text.as_bytes()[start - 1];
                if glue.is_ascii_whitespace() { b' ' } else { glue }
            }
            _ => 0,
        };
        self.out.list.push(Word {
            from: from as u32,
            to: to as u32,
            start: (self.base + start) as u32,
            end: (self.base + end) as u32,
            glue,
            marked,
            stop: std::mem::take(&mut self.stop) && glue == 0,
        });
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
    fn a_word_ends_where_its_bytes_do() {
        for before in 0..20usize {
            for end in 0..=255u8 {
                let mut bytes = b"aZ09_zA5xY_7bQ3mN8k1vR"[..=before].to_vec();
                bytes.push(end);
                bytes.extend_from_slice(b" after it, more");
                let plain = bytes.iter().position(|b| CLASSES[*b as usize] != Class::Word).unwrap();
                assert_eq!(word_end(&bytes, 0), plain, "{before} {end}");
            }
        }
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
