//! Text inside the raw HTML of Markdown: tags, comments and scripts dropped, references resolved.

use std::ops::Range;

/// Something found in raw HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Text, and where it stands in the HTML given.
    Text(&'a str, Range<usize>),
    /// A character that a reference stands for.
    Char(char, Range<usize>),
    /// The start or end of an element that is no inline element; its name, in any case, after `/` at the end.
    Block(&'a str),
    /// `<br>`
    Break(Range<usize>),
}

/// Where a scan is, from one line of HTML to the next.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// What ends the part that is passed over.
    until: Option<&'static str>,
}

const INLINE: &[&str] = &[
    "a", "abbr", "b", "cite", "code", "del", "em", "font", "i", "img", "ins", "kbd", "mark", "q", "s",
    "small", "span", "strong", "sub", "sup", "time", "u",
];

impl Scan {
    /// Cuts a stretch of HTML into pieces.
    pub(super) fn pieces<'a>(&mut self, html: &'a str) -> Vec<Piece<'a>> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < html.len() {
            let rest = &html[at..];
            if let Some(end) = self.until {
                let Some(found) = find(rest, end) else { break };
                at += found + if end.starts_with("</") { 0 } else { end.len() };
                self.until = None;
            } else if rest.starts_with("<!--") {
                self.until = Some("-->");
                at += 4;
            } else if rest.starts_with('<') {
                let name = tag_name(rest, false);
                let Some(end) = rest.find('>') else {
                    self.until = Some(">");
                    break;
                };
                if name.eq_ignore_ascii_case("br") {
                    out.push(Piece::Break(at..at + end + 1));
                } else if name.is_empty() {
                    // `<!doctype …>`, `<?xml …>`
                } else if !INLINE.iter().any(|i| i.eq_ignore_ascii_case(name)) {
                    out.push(Piece::Block(tag_name(rest, true)));
                }
                if !rest.starts_with("</") {
                    self.until = [("script", "</script"), ("style", "</style")]
                        .iter()
                        .find(|(n, _)| n.eq_ignore_ascii_case(name))
                        .map(|(_, end)| *end);
                }
                at += end + 1;
            } else if let Some((c, length)) = reference(rest) {
                out.push(Piece::Char(c, at..at + length));
                at += length;
            } else {
                let skip = rest.chars().next().map_or(1, char::len_utf8);
                let end = rest[skip..].find(['<', '&']).map_or(rest.len(), |end| skip + end);
                out.push(Piece::Text(&rest[..end], at..at + end));
                at += end;
            }
        }
        out
    }
}

/// Where `end` is, letters in any case.
fn find(rest: &str, end: &str) -> Option<usize> {
    let first = end.get(..1)?;
    rest.match_indices(first).map(|(at, _)| at).find(|&at| {
        rest.as_bytes().get(at..at + end.len()).is_some_and(|b| b.eq_ignore_ascii_case(end.as_bytes()))
    })
}

/// The name of the tag at the start, with the `/` of an end tag or without.
fn tag_name(tag: &str, closing: bool) -> &str {
    let tag = tag.strip_prefix('<').unwrap_or(tag);
    let bare = tag.strip_prefix('/').unwrap_or(tag);
    let length = bare.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(bare.len());
    if closing { &tag[..tag.len() - bare.len() + length] } else { &bare[..length] }
}

/// The character of a reference at the start, and its length.
fn reference(rest: &str) -> Option<(char, usize)> {
    let body = rest.strip_prefix('&')?;
    let end = body.bytes().take(10).position(|b| b == b';')?;
    let name = &body[..end];
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "ldquo" => '“',
        "rdquo" => '”',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?).filter(|c| *c != '\0')?
        }
    };
    Some((c, end + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_comments_and_scripts_are_dropped() {
        let mut scan = Scan::default();
        let mut text = String::new();
        for line in [
            "<div class=a>One <b>two</b><!-- no",
            "no --> &amp; three<br/>",
            "<SCRIPT>no",
            "</script></div>&#8212;&x",
        ] {
            for piece in scan.pieces(line) {
                match piece {
                    Piece::Text(t, range) => {
                        assert_eq!(t, &line[range]);
                        text.push_str(t);
                    }
                    Piece::Char(c, _) => text.push(c),
                    Piece::Block(name) => text.push_str(&format!("[{}]", name.to_lowercase())),
                    Piece::Break(_) => text.push('/'),
                }
            }
        }
        assert_eq!(text, "[div]One two & three/[script][/script][/div]—&x");
    }
}
