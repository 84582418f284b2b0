//! Lines of plain text: every kind of line end, empty lines, indents, the `>` of quoted mail.

use memchr::{memchr3_iter, memmem};

/// A line that is not empty.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Its bytes without indent, quote marks and white space at its end.
    pub(super) start: u32,
    pub(super) end: u32,
    /// Columns before the text, quote marks not counted; a tab goes to the next eighth.
    pub(super) indent: u16,
    /// How often it is quoted.
    pub(super) depth: u8,
    /// Whether an empty line or the end of a page stands before it; so it is for the first line.
    pub(super) gap: bool,
}

impl Line {
    pub(super) fn words(self, text: &str) -> &str {
        &text[self.start as usize..self.end as usize]
    }
}

/// The lines of a text that are not empty.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut out = Cutter { text, gap: true, lines: Vec::new() };
    let bytes = text.as_bytes();
    let rare = [&b"\x0b"[..], b"\xc2\x85", b"\xe2\x80\xa8", b"\xe2\x80\xa9"];
    if rare.iter().any(|mark| memmem::find(bytes, mark).is_some()) {
        let mut start = 0;
        let ends =
            |c: char| matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
        for (at, mark) in text.match_indices(ends) {
            if mark == "\n" && at == start && at > 0 && bytes[at - 1] == b'\r' {
                start = at + 1;
                continue;
            }
            out.line(start, at);
            out.gap |= matches!(mark, "\u{c}" | "\u{2029}");
            start = at + mark.len();
        }
        out.line(start, text.len());
    } else {
        let mut start = 0;
        for at in memchr3_iter(b'\n', b'\r', b'\x0c', bytes) {
            if bytes[at] == b'\n' && at == start && at > 0 && bytes[at - 1] == b'\r' {
                start = at + 1;
                continue;
            }
            out.line(start, at);
            out.gap |= bytes[at] == b'\x0c';
            start = at + 1;
        }
        out.line(start, text.len());
    }
    out.lines
}

struct Cutter<'a> {
    text: &'a str,
    gap: bool,
    lines: Vec<Line>,
}

impl Cutter<'_> {
    fn line(&mut self, start: usize, end: usize) {
        let raw = &self.text[start..end];
        let (mut indent, mut depth, mut at) = (0u16, 0u8, 0);
        for (k, c) in raw.char_indices() {
            match c {
                ' ' => indent = indent.saturating_add(1),
                '\t' => indent = (indent & !7).saturating_add(8),
                '>' if (indent < 4 || depth > 0)
                    && !raw[k + 1..].starts_with(|n: char| n.is_ascii_digit() || n == '=') =>
                {
                    depth = depth.saturating_add(1);
                    indent = 0;
                }
                c if c.is_whitespace() => indent = indent.saturating_add(1),
                '\u{feff}' | '\u{200b}' => {}
                _ => break,
            }
            at = k + c.len_utf8();
        }
        let words = raw[at..].trim_end_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if words.is_empty() {
            self.gap = true;
            return;
        }
        // The space after the mark of quoted mail is part of the mark.
        let indent = if depth > 0 { indent.saturating_sub(1) } else { indent };
        self.lines.push(Line {
            start: (start + at) as u32,
            end: (start + at + words.len()) as u32,
            indent,
            depth,
            gap: std::mem::take(&mut self.gap),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(&str, u16, u8, bool)> {
        lines(text).iter().map(|l| (l.words(text), l.indent, l.depth, l.gap)).collect()
    }

    #[test]
    fn every_line_end_ends_a_line() {
        let all = [("a", 0, 0, true), ("b", 0, 0, false)];
        for end in ["\n", "\r", "\r\n", "\u{85}", "\u{2028}", "\u{b}"] {
            assert_eq!(read(&format!("a{end}b{end}")), all, "{end:?}");
            assert!(read(&format!("a{end}{end}b"))[1].3, "{end:?}");
        }
        assert!(read("a\u{c}b")[1].3 && read("a\u{2029}b")[1].3 && !read("a\n\u{feff}b")[1].3);
        assert!(read("a\n \u{a0}\t\nb")[1].3 && read("a\n>\nb")[1].3);
    }

    #[test]
    fn indents_and_quotes_are_counted() {
        assert_eq!(
            read("   a\n\tb \n> c\n> >  d\n\u{feff}e"),
            [
                ("a", 3, 0, true),
                ("b", 8, 0, false),
                ("c", 0, 1, false),
                ("d", 1, 2, false),
                ("e", 0, 0, false)
            ]
        );
        assert_eq!(read("a > b\n     > c")[1], ("> c", 5, 0, false));
        assert_eq!(read(">100 people")[0], (">100 people", 0, 0, true));
    }
}
