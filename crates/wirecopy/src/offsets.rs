//! Conversion of byte offsets to code points and UTF-16 units, and back.

use std::fmt;
use std::str::FromStr;

use crate::{Error, ErrorKind, Result};

/// The unit offsets are counted in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Unicode code points, as Python counts.
    #[default]
    Chars,
    /// Bytes of UTF-8, as Rust and C count.
    Bytes,
    /// UTF-16 code units, as JavaScript and Java count.
    Utf16,
}

impl Unit {
    /// Its name in options and JSON: `chars`, `bytes` or `utf16`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chars => "chars",
            Self::Bytes => "bytes",
            Self::Utf16 => "utf16",
        }
    }
}

impl FromStr for Unit {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "chars" => Ok(Self::Chars),
            "bytes" => Ok(Self::Bytes),
            "utf16" => Ok(Self::Utf16),
            _ => Err(Error::new(
                ErrorKind::InvalidOption,
                format!("offsets are chars, bytes or utf16, not {name:?}"),
            )),
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Bytes between two checkpoints.
const STEP: usize = 256;

/// Converts offsets into one text between bytes and the other units.
///
/// Built in one pass; a look-up scans at most 256 bytes. For text that is all ASCII it holds nothing.
/// An offset beyond the text counts as its end; one inside a character as that character's start.
///
/// ```
/// use wirecopy::{OffsetMap, Unit};
/// let text = "“né”";
/// let map = OffsetMap::new(text);
/// assert_eq!(map.from_bytes(text, 3, Unit::Chars), 1);
/// assert_eq!(map.to_bytes(text, 3, Unit::Chars), 6);
/// ```
#[derive(Clone, Debug)]
pub struct OffsetMap {
    ascii: bool,
    /// Code points and UTF-16 units before the first character that starts at or after each checkpoint.
    marks: Vec<(u32, u32, u32)>,
}

impl OffsetMap {
    /// The map of a text.
    pub fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self { ascii: true, marks: Vec::new() };
        }
        let mut marks = Vec::with_capacity(text.len() / STEP + 1);
        let (mut chars, mut utf16, mut next) = (0u32, 0u32, 0usize);
        for (at, c) in text.char_indices() {
            if at >= next {
                marks.push((at as u32, chars, utf16));
                next = (at / STEP + 1) * STEP;
            }
            chars += 1;
            utf16 += c.len_utf16() as u32;
        }
        Self { ascii: false, marks }
    }

    /// The offset in `unit` of byte `at` of `text`, the text the map was made of.
    pub fn from_bytes(&self, text: &str, at: usize, unit: Unit) -> usize {
        let at = at.min(text.len());
        if self.ascii || unit == Unit::Bytes {
            return at;
        }
        let k = self.marks.partition_point(|m| m.0 as usize <= at).saturating_sub(1);
        let Some(&(start, chars, utf16)) = self.marks.get(k) else { return at };
        let mut n = if unit == Unit::Chars { chars } else { utf16 } as usize;
        for (i, c) in text[start as usize..].char_indices() {
            if start as usize + i + c.len_utf8() > at {
                break;
            }
            n += if unit == Unit::Chars { 1 } else { c.len_utf16() };
        }
        n
    }

    /// The byte of `text`, the text the map was made of, that offset `at` in `unit` stands for.
    pub fn to_bytes(&self, text: &str, at: usize, unit: Unit) -> usize {
        if self.ascii || unit == Unit::Bytes {
            let mut at = at.min(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            return at;
        }
        let pick = |m: &(u32, u32, u32)| if unit == Unit::Chars { m.1 } else { m.2 } as usize;
        let k = self.marks.partition_point(|m| pick(m) <= at).saturating_sub(1);
        let Some(mark) = self.marks.get(k) else { return text.len() };
        let (start, mut n) = (mark.0 as usize, pick(mark));
        for (i, c) in text[start..].char_indices() {
            let width = if unit == Unit::Chars { 1 } else { c.len_utf16() };
            if n + width > at {
                return start + i;
            }
            n += width;
        }
        text.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_trips_at_every_boundary() {
        let text = "a“b”𝄞é\u{301}\r\n".repeat(100);
        let map = OffsetMap::new(&text);
        for unit in [Unit::Chars, Unit::Bytes, Unit::Utf16] {
            for at in (0..=text.len()).filter(|&i| text.is_char_boundary(i)) {
                let there = map.from_bytes(&text, at, unit);
                let want = match unit {
                    Unit::Chars => text[..at].chars().count(),
                    Unit::Bytes => at,
                    Unit::Utf16 => text[..at].encode_utf16().count(),
                };
                assert_eq!(there, want);
                assert_eq!(map.to_bytes(&text, there, unit), at);
            }
        }
    }
}
