//! Saved pages in one file: MIME `multipart/related` (RFC 2557), as browsers and mail programs write it.
//!
//! Only the page itself is read: the part that the headers name, else the first HTML in the file. Pictures and style
//! sheets are passed over without being decoded.

use std::borrow::Cow;
use std::ops::Range;

use super::byte_map::ByteMap;
use crate::{Error, ErrorKind, Result};

/// How deep parts may lie in parts.
const NESTED: usize = 8;

/// The page of a saved file.
#[derive(Debug)]
pub(crate) struct Saved<'a> {
    /// Its bytes, the transfer encoding undone.
    pub(crate) page: Cow<'a, [u8]>,
    /// Where they stand in the file.
    pub(crate) map: ByteMap,
    /// How they are written there.
    pub(crate) transfer: Transfer,
    /// The value of its `Content-Type`.
    pub(crate) content_type: Option<String>,
    pub(crate) url: Option<String>,
    /// When it was saved, as the headers say.
    pub(crate) date: Option<String>,
}

/// How the bytes of a part are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Transfer {
    AsIs,
    QuotedPrintable,
    Base64,
}

/// Whether bytes begin with the headers of such a file: header lines alone, two of which say so.
pub(crate) fn is_saved(head: &[u8]) -> bool {
    let (headers, _) = Headers::read(head, 0);
    let kind = headers.get("content-type").unwrap_or_default().to_ascii_lowercase();
    let saved = kind.starts_with("multipart/related") || kind.starts_with("multipart/alternative");
    (saved && headers.get("mime-version").is_some())
        || (kind.starts_with("text/html") && headers.get("content-transfer-encoding").is_some())
}

/// Finds the page in a file.
pub(crate) fn open(file: &[u8]) -> Result<Saved<'_>> {
    let (top, body) = Headers::read(file, 0);
    if top.lines.is_empty() {
        return Err(Error::at(ErrorKind::Malformed, 0, "no headers of a saved page"));
    }
    let mut wanted = Wanted {
        id: top.parameter("content-type", "start").map(|id| id.trim_matches(['<', '>']).to_owned()),
        location: top.get("snapshot-content-location").or(top.get("content-location")).map(str::to_owned),
    };
    let (mut headers, mut body) = (top.clone(), body..file.len());
    for _ in 0..NESTED {
        let kind = headers.get("content-type").unwrap_or("text/html").to_ascii_lowercase();
        if !kind.starts_with("multipart/") {
            break;
        }
        let boundary = headers.parameter("content-type", "boundary").filter(|b| !b.is_empty());
        let Some(boundary) = boundary else {
            return Err(Error::at(ErrorKind::Malformed, body.start, "the parts have no boundary"));
        };
        let parts = parts(file, body.clone(), &boundary);
        let Some((inner, at)) = wanted.choose(parts) else {
            return Err(Error::at(ErrorKind::Malformed, body.start, "no part of the saved page is HTML"));
        };
        if let Some(id) = inner.parameter("content-type", "start") {
            wanted.id = Some(id.trim_matches(['<', '>']).to_owned());
        }
        (headers, body) = (inner, at);
    }
    let kind = headers.get("content-type").unwrap_or("text/html").to_ascii_lowercase();
    if !is_page(&kind) {
        return Err(Error::at(ErrorKind::Malformed, body.start, "no part of the saved page is HTML"));
    }
    let coding = headers.get("content-transfer-encoding").unwrap_or_default().trim().to_ascii_lowercase();
    let transfer = match coding.as_str() {
        "quoted-printable" => Transfer::QuotedPrintable,
        "base64" => Transfer::Base64,
        _ => Transfer::AsIs,
    };
    let mut map = ByteMap::default();
    map.skip(body.start);
    let raw = &file[body];
    let page = match transfer {
        Transfer::AsIs => {
            map.push((1, 1), raw.len());
            Cow::Borrowed(raw)
        }
        Transfer::QuotedPrintable => Cow::Owned(printable(raw, &mut map)),
        Transfer::Base64 => Cow::Owned(base64(raw, &mut map)),
    };
    map.shrink();
    let address = |headers: &Headers, name: &str| {
        headers.get(name).map(|l| l.split_whitespace().collect::<String>()).filter(|l| l.starts_with("http"))
    };
    let url = address(&top, "snapshot-content-location").or_else(|| address(&headers, "content-location"));
    Ok(Saved {
        page,
        map,
        transfer,
        content_type: headers.get("content-type").map(str::to_owned),
        url: url.or_else(|| address(&top, "content-location")),
        date: top.get("date").map(str::to_owned),
    })
}

fn is_page(kind: &str) -> bool {
    kind.starts_with("text/html") || kind.starts_with("application/xhtml+xml")
}

/// Which part is the page.
struct Wanted {
    id: Option<String>,
    location: Option<String>,
}

impl Wanted {
    /// The part with the id that the headers name, the part at the address they name, or the first page; a group
    /// of parts may hold it too.
    fn choose(&self, parts: Vec<(Headers, Range<usize>)>) -> Option<(Headers, Range<usize>)> {
        let (mut best, mut rank) = (None, 0);
        for (headers, body) in parts {
            let kind = headers.get("content-type").unwrap_or_default().to_ascii_lowercase();
            let group = kind.starts_with("multipart/");
            if !group && !is_page(&kind) {
                continue;
            }
            let same = |name: &str, wanted: Option<&String>| {
                let given = headers.get(name).map(|v| v.trim().trim_matches(['<', '>']));
                given.is_some() && given == wanted.map(|w| w.trim())
            };
            let own = if same("content-id", self.id.as_ref()) {
                4
            } else if same("content-location", self.location.as_ref()) {
                3
            } else if group {
                1
            } else {
                2
            };
            if own > rank {
                (best, rank) = (Some((headers, body)), own);
            }
        }
        best
    }
}

/// The header lines of a part: names in lower case, folded lines joined.
#[derive(Clone, Debug, Default)]
struct Headers {
    lines: Vec<(String, String)>,
}

impl Headers {
    /// Reads header lines from byte `at` on; one past the empty line after them.
    fn read(file: &[u8], at: usize) -> (Self, usize) {
        let mut lines: Vec<(String, String)> = Vec::new();
        let mut at = at;
        while at < file.len() && lines.len() < 200 {
            let end = memchr::memchr(b'\n', &file[at..]).map_or(file.len(), |n| at + n + 1);
            let line = file[at..end].trim_ascii_end();
            if line.is_empty() {
                return (Self { lines }, end);
            }
            if line[0] == b' ' || line[0] == b'\t' {
                if let Some((_, value)) = lines.last_mut() {
                    value.push(' ');
                    value.push_str(&String::from_utf8_lossy(line.trim_ascii()));
                }
            } else {
                let colon = memchr::memchr(b':', line)
                    .filter(|&c| c > 0 && line[..c].iter().all(|b| b.is_ascii_alphanumeric() || *b == b'-'));
                let Some(colon) = colon else {
                    return (Self { lines }, at);
                };
                let name = String::from_utf8_lossy(&line[..colon]).to_ascii_lowercase();
                let value = String::from_utf8_lossy(line[colon + 1..].trim_ascii()).into_owned();
                lines.push((name, value));
            }
            at = end;
        }
        (Self { lines }, at)
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.lines.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// A parameter of a header: `boundary="x"`.
    fn parameter(&self, header: &str, name: &str) -> Option<String> {
        let value = self.get(header)?;
        let mut rest = &value[value.find(';')? + 1..];
        loop {
            let (key, tail) = rest.split_once('=')?;
            let tail = tail.trim_start();
            let (word, after) = match tail.strip_prefix('"') {
                Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
                None => tail.split_at(tail.find(';').unwrap_or(tail.len())),
            };
            if key.trim().eq_ignore_ascii_case(name) {
                return Some(word.trim().to_owned());
            }
            rest = &after[after.find(';')? + 1..];
        }
    }
}

/// The parts of a body: headers, and where the content stands.
fn parts(file: &[u8], body: Range<usize>, boundary: &str) -> Vec<(Headers, Range<usize>)> {
    let mark = format!("--{boundary}");
    let mut bounds: Vec<(usize, usize, bool)> = Vec::new();
    for found in memchr::memmem::find_iter(&file[body.clone()], mark.as_bytes()) {
        let at = body.start + found;
        if at > body.start && file[at - 1] != b'\n' {
            continue;
        }
        let after = at + mark.len();
        let line = memchr::memchr(b'\n', &file[after..body.end]).map_or(body.end, |n| after + n + 1);
        let tail = file[after..line].trim_ascii();
        if tail.is_empty() || tail == b"--" {
            bounds.push((at, line, tail == b"--"));
        }
    }
    let mut out = Vec::new();
    for (k, &(_, from, last)) in bounds.iter().enumerate() {
        if last {
            break;
        }
        let mut end = bounds.get(k + 1).map_or(body.end, |b| b.0);
        // The line end before a boundary belongs to the boundary.
        if bounds.get(k + 1).is_some() {
            end -= usize::from(end > from && file[end - 1] == b'\n');
            end -= usize::from(end > from && file[end - 1] == b'\r');
        }
        let (headers, content) = Headers::read(&file[..end], from);
        out.push((headers, content.min(end)..end));
    }
    out
}

fn hex(b: Option<&u8>) -> Option<u8> {
    b.and_then(|b| char::from(*b).to_digit(16)).map(|d| d as u8)
}

/// Undoes quoted-printable: `=E2` is a byte, `=` at the end of a line joins it to the next. What breaks the rules
/// stays as it is.
fn printable(raw: &[u8], map: &mut ByteMap) -> Vec<u8> {
    let mut out = Vec::with_capacity(raw.len());
    let mut at = 0;
    while at < raw.len() {
        let plain = memchr::memchr(b'=', &raw[at..]).map_or(raw.len(), |n| at + n);
        out.extend_from_slice(&raw[at..plain]);
        map.push((1, 1), plain - at);
        at = plain;
        if at == raw.len() {
            break;
        }
        if let (Some(high), Some(low)) = (hex(raw.get(at + 1)), hex(raw.get(at + 2))) {
            out.push(high << 4 | low);
            map.push((1, 3), 1);
            at += 3;
            continue;
        }
        // A soft line end; spaces before it count for nothing.
        let mut end = at + 1;
        while raw.get(end).is_some_and(|b| *b == b' ' || *b == b'\t') {
            end += 1;
        }
        end += usize::from(raw.get(end) == Some(&b'\r'));
        if raw.get(end) == Some(&b'\n') || end == raw.len() {
            end = raw.len().min(end + 1);
            map.skip(end - at);
            at = end;
        } else {
            out.push(b'=');
            map.push((1, 1), 1);
            at += 1;
        }
    }
    out
}

/// Undoes base64, four signs for three bytes; other signs are passed over.
fn base64(raw: &[u8], map: &mut ByteMap) -> Vec<u8> {
    let mut out = Vec::with_capacity(raw.len() / 4 * 3);
    let (mut bits, mut count, mut from, mut last) = (0u32, 0usize, 0, 0);
    for (at, &b) in raw.iter().enumerate() {
        let value = match b {
            b'A'..=b'Z' => b - b'A',
            b'a'..=b'z' => b - b'a' + 26,
            b'0'..=b'9' => b - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => continue,
        };
        if count == 0 {
            map.skip(at - last);
            from = at;
        }
        bits = bits << 6 | u32::from(value);
        count += 1;
        if count == 4 {
            out.extend_from_slice(&bits.to_be_bytes()[1..]);
            push_quantum(map, 3, at + 1 - from);
            (bits, count, last) = (0, 0, at + 1);
        }
    }
    if count > 1 {
        let bytes = (bits << (6 * (4 - count))).to_be_bytes();
        out.extend_from_slice(&bytes[1..count]);
        push_quantum(map, count as u8 - 1, raw.len().min(from + count) - from);
    }
    out
}

fn push_quantum(map: &mut ByteMap, bytes: u8, signs: usize) {
    // A line end inside four signs makes them longer; were it much longer, its end counts for nothing.
    map.push((bytes, signs.min(200) as u8), 1);
    map.skip(signs - signs.min(200));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transfer_encodings_are_undone_and_lead_back() {
        let mut map = ByteMap::default();
        let raw = b"a=3Db=\r\nc =E2=80=9Cd=zz=";
        let out = printable(raw, &mut map);
        assert_eq!(out, "a=bc “d=zz".as_bytes());
        assert_eq!((map.start(1), map.end(2)), (1, 4));
        assert_eq!((map.start(3), map.end(3)), (8, 5));
        assert_eq!((map.start(5), map.end(8)), (10, 19));
        let mut map = ByteMap::default();
        let out = base64(b"VGhl\r\nIHdh\r\nbGw=", &mut map);
        assert_eq!(out, b"The wall");
        assert_eq!((map.start(3), map.end(6)), (6, 10));
        assert_eq!((map.start(6), map.end(8)), (12, 15));
    }

    #[test]
    fn headers_are_unfolded_and_parameters_found() {
        let file = b"Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n boundary=\"--x;y\"\r\nX: y\r\n\r\nbody";
        let (headers, at) = Headers::read(file, 0);
        assert_eq!(headers.parameter("content-type", "boundary").as_deref(), Some("--x;y"));
        assert_eq!(headers.parameter("content-type", "type").as_deref(), Some("text/html"));
        assert_eq!(headers.parameter("content-type", "start"), None);
        assert_eq!(headers.get("x"), Some("y"));
        assert_eq!(&file[at..], b"body");
    }
}
