//! Character references in text: which bytes of the page each decoded piece came from.

use html5gum::{Token, Tokenizer};

/// Calls `each` with every decoded piece of `raw` and the bytes of `raw` it stands for; a piece that reads as
/// it stands has as many bytes as its range.
pub(super) fn pieces(raw: &str, mut each: impl FnMut(&str, std::ops::Range<usize>)) {
    let bytes = raw.as_bytes();
    let mut from = 0;
    let mut search = 0;
    while let Some(found) = memchr::memchr3(b'&', b'\r', 0, &bytes[search..]) {
        let at = search + found;
        let (decoded, length) = match bytes[at] {
            b'\r' if bytes.get(at + 1) == Some(&b'\n') => ("\n".to_owned(), 2),
            b'\r' => ("\n".to_owned(), 1),
            b'&' => {
                let Some(found) = reference(&raw[at..]) else {
                    search = at + 1;
                    continue;
                };
                found
            }
            _ => ("\u{fffd}".to_owned(), 1),
        };
        if from < at {
            each(&raw[from..at], from..at);
        }
        whole(&decoded, at..at + length, &mut each);
        from = at + length;
        search = from;
    }
    if from < raw.len() {
        each(&raw[from..], from..raw.len());
    }
}

/// Hands on what a reference of `range` stands for. Some stand for two characters that are as long as the reference
/// itself and must not be taken for a copy of it: then the second has the empty range at the end.
fn whole(decoded: &str, range: std::ops::Range<usize>, each: &mut impl FnMut(&str, std::ops::Range<usize>)) {
    let first = decoded.chars().next().map_or(0, char::len_utf8);
    if decoded.len() == range.len() && first < decoded.len() {
        each(&decoded[..first], range.clone());
        each(&decoded[first..], range.end..range.end);
    } else {
        each(decoded, range);
    }
}

/// The character reference at the start of `text`: what it stands for and how many bytes it takes.
fn reference(text: &str) -> Option<(String, usize)> {
    let rest = &text.as_bytes()[1..];
    let name = rest.iter().take(34).take_while(|b| b.is_ascii_alphanumeric() || **b == b'#').count();
    if name == 0 {
        return None;
    }
    let length = 1 + name + usize::from(rest.get(name) == Some(&b';'));
    let common = match &text[..length] {
        "&amp;" => "&",
        "&lt;" => "<",
        "&gt;" => ">",
        "&quot;" => "\"",
        "&nbsp;" => "\u{a0}",
        "&rsquo;" | "&#8217;" | "&#x2019;" => "’",
        "&#39;" | "&#039;" | "&apos;" | "&#x27;" => "'",
        _ => "",
    };
    if !common.is_empty() {
        return Some((common.to_owned(), length));
    }
    let mut decoded = String::new();
    for token in Tokenizer::new(&text[..length]).flatten() {
        if let Token::String(value) = token {
            decoded.push_str(&String::from_utf8_lossy(&value.value));
        }
    }
    (decoded != text[..length] && !decoded.is_empty()).then_some((decoded, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_know_their_bytes() {
        let mut got = Vec::new();
        pieces("a&ldquo;b&amp;c &bogus; &#8212;\r\nd & e&", |p, r| got.push((p.to_owned(), r)));
        let text: String = got.iter().map(|(p, _)| p.as_str()).collect();
        assert_eq!(text, "a“b&c &bogus; —\nd & e&");
        assert_eq!(got[1], ("“".to_owned(), 1..8));
        let mut long = Vec::new();
        pieces("&nvle;", |p, r| long.push((p.len(), r)));
        assert_eq!(long, [(3, 0..6), (3, 6..6)]);
        let mut at = 0;
        for (_, range) in &got {
            assert_eq!(range.start, at);
            at = range.end;
        }
    }
}
