//! Bytes to text: which encoding a page is in, and the way back from decoded text to the bytes.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};

/// A page as text, with the way back to its bytes.
#[derive(Debug)]
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) encoding: &'static str,
    /// (offset in the text, offset in the bytes) of places where both are known; empty when they are one.
    marks: Vec<(usize, usize)>,
}

impl Decoded<'_> {
    /// The byte of the page that byte `at` of the text came from: exact at every mark and between two marks
    /// that are as far apart in both; otherwise the mark before.
    pub(super) fn input(&self, at: usize) -> usize {
        if self.marks.is_empty() {
            return at;
        }
        let k = self.marks.partition_point(|m| m.0 <= at);
        let (text, bytes) = self.marks[k.saturating_sub(1)];
        match self.marks.get(k) {
            Some(next) if next.0 - text == next.1 - bytes => bytes + (at - text),
            _ => bytes,
        }
    }
}

/// Decodes a page: byte order mark, the encoding the caller was told, UTF-8 that is valid, what the page says
/// of itself, statistics; in this order.
pub(super) fn decode<'a>(input: &'a [u8], told: Option<&str>) -> Decoded<'a> {
    let (encoding, skip) = match Encoding::for_bom(input) {
        Some((encoding, length)) => (encoding, length),
        None => (choose(input, told), 0),
    };
    if encoding == UTF_8
        && let Ok(text) = std::str::from_utf8(&input[skip..])
    {
        let marks = if skip == 0 { Vec::new() } else { vec![(0, skip), (text.len(), input.len())] };
        return Decoded { text: Cow::Borrowed(text), encoding: encoding.name(), marks };
    }
    transcode(input, skip, encoding)
}

fn choose(input: &[u8], told: Option<&str>) -> &'static Encoding {
    if let Some(encoding) = told.and_then(|label| Encoding::for_label(label.trim().as_bytes())) {
        return encoding;
    }
    if std::str::from_utf8(input).is_ok() {
        return UTF_8;
    }
    if let Some(encoding) = declared(&input[..input.len().min(4096)]) {
        return encoding;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(&input[..input.len().min(1 << 16)], true);
    detector.guess(None, chardetng::Utf8Detection::Allow)
}

/// The encoding a page declares in its first bytes: `charset=…` in a `<meta>` or an XML declaration.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    for key in [&b"charset"[..], b"encoding"] {
        for at in memchr::memmem::find_iter(head, key) {
            let rest = &head[at + key.len()..];
            let rest = rest.trim_ascii_start().strip_prefix(b"=").map(<[u8]>::trim_ascii_start);
            let Some(rest) = rest else { continue };
            let rest = rest.strip_prefix(b"\"").or(rest.strip_prefix(b"'")).unwrap_or(rest);
            let end = rest.iter().position(|b| b"\"' ;/>\t\r\n?".contains(b)).unwrap_or(rest.len());
            if let Some(encoding) = Encoding::for_label(&rest[..end]) {
                // A page read as bytes this far is not in UTF-16, whatever it says.
                return Some(if encoding.is_ascii_compatible() { encoding } else { UTF_8 });
            }
        }
    }
    None
}

/// Decodes piece by piece, noting both offsets after every piece: pieces end after markup characters, which
/// no multi-byte encoding of the web uses inside a character.
fn transcode(input: &[u8], skip: usize, encoding: &'static Encoding) -> Decoded<'static> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(input.len() + input.len() / 8);
    let mut marks = vec![(0, skip)];
    let mut at = skip;
    while at < input.len() {
        let piece =
            input[at..].iter().position(|b| b"<>&;\n".contains(b)).map_or(input.len(), |k| at + k + 1);
        let last = piece == input.len();
        let mut from = at;
        loop {
            text.reserve(decoder.max_utf8_buffer_length(piece - from).unwrap_or(64).max(16));
            let (result, read, _) = decoder.decode_to_string(&input[from..piece], &mut text, last);
            from += read;
            if result == encoding_rs::CoderResult::InputEmpty {
                break;
            }
        }
        at = piece;
        if marks.last().is_none_or(|m| m.0 < text.len()) {
            marks.push((text.len(), at));
        }
    }
    Decoded { text: Cow::Owned(text), encoding: encoding.name(), marks }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_encoding_and_the_way_back() {
        let page = b"<meta charset=\"windows-1251\"><p>\xcf\xf0\xe8\xe2\xe5\xf2</p><b>x</b>";
        let decoded = decode(page, None);
        assert_eq!(decoded.encoding, "windows-1251");
        let at = decoded.text.find("Привет").unwrap();
        assert_eq!(decoded.input(at), 32);
        let b = decoded.text.find("<b>").unwrap();
        assert_eq!(&page[decoded.input(b)..decoded.input(b) + 3], b"<b>");
        assert_eq!(decode(b"\xef\xbb\xbf<p>\xc3\xa9", None).input(3), 6);
        assert_eq!(decode("<p>é".as_bytes(), None).encoding, "UTF-8");
        assert_eq!(decode(b"<p>\xe9t\xe9", Some("latin1")).text, "<p>été");
        assert_eq!(decode(b"", None).text, "");
    }
}
