//! Character references: what they stand for, and which bytes of the page each decoded piece came from.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// Calls `each` with every decoded piece of `raw` and the bytes of `raw` it stands for; a piece that reads as
/// it stands has as many bytes as its range.
pub(super) fn pieces(raw: &str, mut each: impl FnMut(&str, Range<usize>)) {
    decode(raw, false, &mut each);
}

/// Adds an attribute's value to `out`, references resolved as the standard says for attributes.
pub(super) fn attribute(raw: &str, out: &mut String) {
    decode(raw, true, &mut |piece, _| out.push_str(piece));
}

fn decode(raw: &str, in_attribute: bool, each: &mut impl FnMut(&str, Range<usize>)) {
    let bytes = raw.as_bytes();
    let mut from = 0;
    let mut search = 0;
    while let Some(found) = memchr::memchr3(b'&', b'\r', 0, &bytes[search..]) {
        let at = search + found;
        let mut buffer = [0; 8];
        let (decoded, length) = match bytes[at] {
            b'\r' if bytes.get(at + 1) == Some(&b'\n') => ("\n", 2),
            b'\r' => ("\n", 1),
            b'&' => {
                let Some(found) = reference(&raw[at..], in_attribute, &mut buffer) else {
                    search = at + 1;
                    continue;
                };
                found
            }
            _ => ("\u{fffd}", 1),
        };
        if from < at {
            each(&raw[from..at], from..at);
        }
        whole(decoded, at..at + length, each);
        from = at + length;
        search = from;
    }
    if from < raw.len() {
        each(&raw[from..], from..raw.len());
    }
}

/// Hands on what a reference of `range` stands for. Some stand for two characters that are as long as the reference
/// itself and must not be taken for a copy of it: then the second has the empty range at the end.
fn whole(decoded: &str, range: Range<usize>, each: &mut impl FnMut(&str, Range<usize>)) {
    let first = decoded.chars().next().map_or(0, char::len_utf8);
    if decoded.len() == range.len() && first < decoded.len() {
        each(&decoded[..first], range.clone());
        each(&decoded[first..], range.end..range.end);
    } else {
        each(decoded, range);
    }
}

/// Names and what they stand for. `&amp` and a hundred others may stand without a semicolon.
static NAMES: LazyLock<HashMap<&'static str, String>> = LazyLock::new(|| {
    include_str!("data/references.tsv")
        .lines()
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| l.split_once('\t'))
        .map(|(name, points)| {
            let point = |hex: &str| u32::from_str_radix(hex, 16).ok().and_then(char::from_u32);
            (name, points.split(' ').filter_map(point).collect())
        })
        .collect()
});

/// The longest name, and the longest one that may stand without a semicolon.
const LONGEST: usize = 32;
const LONGEST_OPEN: usize = 6;

/// The character reference at the start of `text`: what it stands for and how many bytes it takes.
fn reference<'b>(text: &str, in_attribute: bool, buffer: &'b mut [u8; 8]) -> Option<(&'b str, usize)> {
    let rest = &text.as_bytes()[1..];
    if rest.first() == Some(&b'#') {
        return number(rest, buffer);
    }
    let name = rest.iter().take(LONGEST).take_while(|b| b.is_ascii_alphanumeric()).count();
    if name == 0 {
        return None;
    }
    let find = |length: usize| -> Option<&'static str> {
        match &text[1..=length] {
            "amp;" => Some("&"),
            "lt;" => Some("<"),
            "gt;" => Some(">"),
            "quot;" => Some("\""),
            "nbsp;" => Some("\u{a0}"),
            "rsquo;" => Some("’"),
            other => NAMES.get(other).map(String::as_str),
        }
    };
    if rest.get(name) == Some(&b';')
        && let Some(found) = find(name + 1)
    {
        return Some((found, name + 2));
    }
    for length in (2..=name.min(LONGEST_OPEN)).rev() {
        if let Some(found) = find(length) {
            // In an attribute `&copy=` and `&copyx` are no references: addresses are full of them.
            let next = rest.get(length);
            let plain = in_attribute && next.is_some_and(|b| *b == b'=' || b.is_ascii_alphanumeric());
            return (!plain).then_some((found, length + 1));
        }
    }
    None
}

/// What numbers 128 to 159 stand for: the characters of windows-1252.
const WINDOWS: [u16; 32] = [
    0x20ac, 0x81, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0x8d,
    0x17d, 0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a,
    0x153, 0x9d, 0x17e, 0x178,
];

/// `#8212;` or `#x2014;`, the semicolon at will.
fn number<'b>(rest: &[u8], buffer: &'b mut [u8; 8]) -> Option<(&'b str, usize)> {
    let hex = matches!(rest.get(1), Some(b'x' | b'X'));
    let from = if hex { 2 } else { 1 };
    let digit = |b: &u8| char::from(*b).to_digit(if hex { 16 } else { 10 });
    let mut value = 0u32;
    let mut end = from;
    while let Some(d) = rest.get(end).and_then(digit) {
        value = value.saturating_mul(if hex { 16 } else { 10 }).saturating_add(d);
        end += 1;
    }
    if end == from {
        return None;
    }
    let length = 1 + end + usize::from(rest.get(end) == Some(&b';'));
    let point = match value {
        0 => 0xfffd,
        128..=159 => u32::from(WINDOWS[value as usize - 128]),
        _ => value,
    };
    let c = char::from_u32(point).unwrap_or(char::REPLACEMENT_CHARACTER);
    Some((c.encode_utf8(buffer), length))
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

    #[test]
    fn every_name_of_the_standard_is_there() {
        assert_eq!(NAMES.len(), 2231);
        let open = NAMES.keys().filter(|n| !n.ends_with(';'));
        assert_eq!(open.map(|n| n.len()).max(), Some(LONGEST_OPEN));
        assert_eq!(NAMES.keys().map(|n| n.len()).max(), Some(LONGEST));
        assert!(NAMES.values().all(|v| !v.is_empty()));
    }
}
