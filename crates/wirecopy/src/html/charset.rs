//! Which encoding a page is in.

use std::borrow::Cow;

use encoding_rs::{
    Encoding, ISO_2022_JP, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED,
};

use super::transcode::transcode;
use crate::input::byte_map::ByteMap;

/// A page as text, with the way back to its bytes.
#[derive(Debug)]
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) encoding: &'static Encoding,
    /// `None` when the text is the bytes as they are.
    pub(super) map: Option<ByteMap>,
}

impl Decoded<'_> {
    /// The byte of the page that byte `at` of the text begins at.
    pub(super) fn input(&self, at: usize) -> usize {
        self.map.as_ref().map_or(at, |map| map.start(at))
    }
}

/// Decodes a page: byte order mark; what the caller was told; UTF-8 that is valid and more than ASCII; what
/// the page says of itself; statistics; in this order. `url` helps the statistics by its country.
pub(super) fn decode<'a>(input: &'a [u8], told: Option<&str>, url: Option<&str>) -> Decoded<'a> {
    let (encoding, skip) = match Encoding::for_bom(input) {
        Some((encoding, length)) => (encoding, length),
        None => (choose(input, told, url), 0),
    };
    if encoding == UTF_8
        && let Ok(text) = std::str::from_utf8(&input[skip..])
    {
        let map = (skip > 0).then(|| {
            let mut map = ByteMap::default();
            map.skip(skip);
            map.push((1, 1), text.len());
            map
        });
        return Decoded { text: Cow::Borrowed(text), encoding, map };
    }
    let (text, map) = transcode(input, skip, encoding);
    Decoded { text: Cow::Owned(text), encoding, map: Some(map) }
}

fn choose(input: &[u8], told: Option<&str>, url: Option<&str>) -> &'static Encoding {
    if let Some(encoding) = told.and_then(|label| labelled(label.as_bytes())) {
        return if encoding == UTF_8 { utf8_or_guess(input, url) } else { encoding };
    }
    if let Some(encoding) = wide(input) {
        return encoding;
    }
    let valid = std::str::from_utf8(input).is_ok();
    let escapes = valid && memchr::memchr(0x1b, input).is_some();
    if valid && !escapes {
        return UTF_8;
    }
    let declared = declared(&input[..input.len().min(4096)]);
    if valid {
        // Bytes of ISO-2022-JP are all ASCII: a page of it is valid UTF-8, and means something else.
        let japanese =
            declared == Some(ISO_2022_JP) || declared.is_none() && guess(input, url) == ISO_2022_JP;
        return if japanese && input.is_ascii() { ISO_2022_JP } else { UTF_8 };
    }
    match declared {
        Some(encoding) if encoding != UTF_8 => encoding,
        Some(_) => utf8_or_guess(input, url),
        None => guess(input, url),
    }
}

/// For pages said to be UTF-8: UTF-8 when most of what is not ASCII is, otherwise a guess.
fn utf8_or_guess(input: &[u8], url: Option<&str>) -> &'static Encoding {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in input.utf8_chunks() {
        good += chunk.valid().bytes().filter(|b| !b.is_ascii()).count() / 2;
        bad += usize::from(!chunk.invalid().is_empty());
    }
    if bad <= good { UTF_8 } else { guess(input, url) }
}

/// UTF-16 without a byte order mark: the first characters are ASCII, each beside a zero byte.
fn wide(input: &[u8]) -> Option<&'static Encoding> {
    let head = &input[..input.len().min(64) & !1];
    let zeros = |first: usize| head.iter().skip(first).step_by(2).all(|&b| b == 0);
    let ascii = |first: usize| head.iter().skip(first).step_by(2).all(|b| b.is_ascii() && *b != 0);
    match head.len() {
        0..8 => None,
        _ if ascii(0) && zeros(1) => Some(UTF_16LE),
        _ if zeros(0) && ascii(1) => Some(UTF_16BE),
        _ => None,
    }
}

/// The encoding of a label or of a whole `Content-Type` value. Labels that the standard maps to no encoding
/// (`iso-2022-kr`) are passed over; `iso-8859-1` and its like are read as the wider windows encodings.
fn labelled(label: &[u8]) -> Option<&'static Encoding> {
    let label = match find_ignoring_case(label, b"charset") {
        Some(at) => value(&label[at + 7..])?,
        None => label,
    };
    Encoding::for_label(label).filter(|&e| e != REPLACEMENT)
}

fn find_ignoring_case(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|w| w.eq_ignore_ascii_case(needle))
}

/// What stands after `=`, without quotes.
fn value(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or(rest.strip_prefix(b"'")).unwrap_or(rest);
    let end = rest.iter().position(|b| b"\"' ;/>\t\r\n?".contains(b)).unwrap_or(rest.len());
    Some(&rest[..end])
}

/// The encoding a page declares in its first bytes: `charset=…` in a `<meta>` or an XML declaration.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let lower = head.to_ascii_lowercase();
    let meta = memchr::memmem::find_iter(&lower, b"charset").map(|at| (at, 7));
    let xml = lower.trim_ascii_start().starts_with(b"<?xml");
    let xml = xml.then(|| memchr::memmem::find(&lower, b"encoding")).flatten().map(|at| (at, 8));
    for (at, length) in meta.chain(xml) {
        let Some(label) = value(&head[at + length..]) else { continue };
        match Encoding::for_label(label) {
            Some(encoding) if encoding == REPLACEMENT => {}
            // The standard's exceptions: bytes that were read this far are not UTF-16, and `x-user-defined`
            // in a page means windows-1252.
            Some(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => return Some(UTF_8),
            Some(encoding) if encoding == X_USER_DEFINED => return Some(WINDOWS_1252),
            Some(encoding) => return Some(encoding),
            None => {}
        }
    }
    None
}

/// How much text statistics look at.
const SAMPLE: usize = 1 << 20;

fn guess(input: &[u8], url: Option<&str>) -> &'static Encoding {
    let first = Encoding::ascii_valid_up_to(input).min(input.len());
    let from = if input.is_ascii() { 0 } else { first.saturating_sub(1024) };
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(&input[from..input.len().min(from + SAMPLE)], true);
    let country = url.and_then(country);
    detector.guess(country.as_deref().map(str::as_bytes), chardetng::Utf8Detection::Allow)
}

/// The last part of the host of an address, when it is plain ASCII letters.
fn country(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let (_, last) = host.rsplit_once('.')?;
    (!last.is_empty() && last.bytes().all(|b| b.is_ascii_alphabetic())).then(|| last.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(input: &[u8], told: Option<&str>) -> &'static str {
        decode(input, told, None).encoding.name()
    }

    #[test]
    fn finds_the_encoding_and_the_way_back() {
        let page = b"<meta charset=\"windows-1251\"><p>\xcf\xf0\xe8\xe2\xe5\xf2</p><b>x</b>";
        let decoded = decode(page, None, None);
        assert_eq!(decoded.encoding.name(), "windows-1251");
        let at = decoded.text.find("ивет").unwrap();
        assert_eq!(decoded.input(at), 34);
        let b = decoded.text.find("<b>").unwrap();
        assert_eq!(&page[decoded.input(b)..decoded.input(b) + 3], b"<b>");
        assert_eq!(decode(b"\xef\xbb\xbf<p>\xc3\xa9", None, None).input(3), 6);
        assert_eq!(decode(b"<p>\xe9t\xe9", Some("latin1"), None).text, "<p>été");
        assert_eq!(decode(b"", None, None).text, "");
    }

    #[test]
    fn marks_then_headers_then_the_page_decide() {
        assert_eq!(name("<p>é".as_bytes(), None), "UTF-8");
        assert_eq!(name(b"\xff\xfe<\0p\0>\0", Some("latin1")), "UTF-16LE");
        assert_eq!(name(b"\0<\0h\0t\0m\0l\0>\0a", None), "UTF-16BE");
        assert_eq!(name(b"<p>\xe9", Some("text/html; charset=\"ISO-8859-2\"; x=y")), "ISO-8859-2");
        assert_eq!(name(b"<p>\x93a\x94", Some("iso-8859-1")), "windows-1252");
        assert_eq!(name(b"<p>\x93a\x94", Some("us-ascii")), "windows-1252");
        assert_eq!(name(b"<meta charset=koi8-r><p>\xd7", Some("text/html")), "KOI8-R");
        assert_eq!(name(b"<meta charset=koi8-r><p>\xd7", Some("no such thing")), "KOI8-R");
        assert_eq!(
            name(b"<META HTTP-EQUIV=Content-Type CONTENT='text/html; CHARSET=Shift_JIS'>\x95\xc7", None),
            "Shift_JIS"
        );
        assert_eq!(name(b"<?xml version='1.0' encoding='EUC-KR'?>\xba\xae", None), "EUC-KR");
        assert_eq!(name(b"<meta charset=utf-16><p>\xe9 \xe8", None), "windows-1252");
        assert_eq!(name(b"<meta charset=iso-2022-kr><meta charset=big5>\xc0\xf0", None), "Big5");
        assert_eq!(name(b"<meta charset=iso-2022-jp>\x1b$BJI\x1b(B", None), "ISO-2022-JP");
    }

    #[test]
    fn utf8_wins_over_a_false_declaration_and_survives_broken_bytes() {
        assert_eq!(name("<meta charset=iso-8859-1><p>“é”".as_bytes(), None), "UTF-8");
        let mut page = "<meta charset=utf-8><p>“The café”, “the wall”".as_bytes().to_vec();
        page.push(0xe9);
        let decoded = decode(&page, None, None);
        assert_eq!(decoded.encoding, UTF_8);
        assert!(decoded.text.ends_with("wall”\u{fffd}"));
        assert_eq!(name(b"<meta charset=utf-8><p>Le caf\xe9 \xe0 c\xf4t\xe9", None), "windows-1252");
    }

    #[test]
    fn statistics_read_what_nobody_declares() {
        for (label, words) in [
            ("windows-1251", "Городская стена выдержит до весны, сказала мэр, и никому не нужно уезжать."),
            ("Shift_JIS", "市長は、港の壁は春まで持ちこたえると述べ、誰も避難する必要はないと語った。"),
            ("gb18030", "市长说，港口的墙会撑到春天，谁也不需要离开。"),
            ("EUC-KR", "시장은 항구의 벽이 봄까지 버틸 것이며 아무도 떠날 필요가 없다고 말했다."),
            ("EUC-JP", "市長は、港の壁は春まで持ちこたえると述べ、誰も避難する必要はないと語った。"),
            ("Big5", "市長說，港口的牆會撐到春天，誰也不需要離開。"),
            ("windows-1252", "Le maire a déclaré que la digue tiendrait jusqu’à l’été, à coup sûr."),
            ("windows-1253", "Ο δήμαρχος είπε ότι το τείχος θα αντέξει μέχρι την άνοιξη."),
        ] {
            let encoding = Encoding::for_label(label.as_bytes()).unwrap();
            let (bytes, _, lost) = encoding.encode(words);
            assert!(!lost);
            let page = [b"<html><body><p>", &*bytes].concat();
            let found = decode(&page, None, None);
            assert!(found.text.ends_with(words), "{label}: read as {}", found.encoding.name());
        }
    }
}
