//! Bytes of an encoding to text, noting for every stretch which bytes its characters came from.

use encoding_rs::{CoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::input::byte_map::ByteMap;

/// The text of `input` from byte `skip` on. No byte makes it fail: what stands for nothing is U+FFFD, as the
/// encoding standard says.
pub(super) fn transcode(input: &[u8], skip: usize, encoding: &'static Encoding) -> (String, ByteMap) {
    let mut map = ByteMap::default();
    map.skip(skip);
    let bytes = &input[skip..];
    let text = if encoding == UTF_8 {
        utf8(bytes, &mut map)
    } else if encoding == UTF_16LE || encoding == UTF_16BE {
        utf16(bytes, encoding == UTF_16LE, &mut map)
    } else if encoding.is_single_byte() {
        let text = encoding.decode_without_bom_handling(bytes).0.into_owned();
        note_chars(&text, &mut map, |_| 1);
        text
    } else {
        multi_byte(bytes, encoding, &mut map)
    };
    map.shrink();
    (text, map)
}

/// Notes every character of `text`; `width` says how many bytes of the source one takes.
fn note_chars(text: &str, map: &mut ByteMap, width: impl Fn(char) -> u8) {
    let (mut step, mut units) = ((1, 1), 0);
    for c in text.chars() {
        let own = (c.len_utf8() as u8, width(c));
        if own != step {
            map.push(step, units);
            (step, units) = (own, 0);
        }
        units += 1;
    }
    map.push(step, units);
}

const BROKEN: char = char::REPLACEMENT_CHARACTER;

fn utf8(bytes: &[u8], map: &mut ByteMap) -> String {
    let mut text = String::with_capacity(bytes.len() + 64);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        map.push((1, 1), chunk.valid().len());
        if !chunk.invalid().is_empty() {
            text.push(BROKEN);
            map.push((3, chunk.invalid().len() as u8), 1);
        }
    }
    text
}

fn utf16(bytes: &[u8], little: bool, map: &mut ByteMap) -> String {
    let pairs = bytes.chunks_exact(2).map(|pair| {
        let pair = [pair[0], pair[1]];
        if little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) }
    });
    // A surrogate alone becomes U+FFFD, which takes two bytes of UTF-16, as the surrogate did.
    let mut text: String = char::decode_utf16(pairs).map(|c| c.unwrap_or(BROKEN)).collect();
    note_chars(&text, map, |c| c.len_utf16() as u8 * 2);
    if bytes.len() % 2 == 1 {
        // Half a unit; a high surrogate before it has become U+FFFD for both.
        let before = bytes.len().checked_sub(if little { 2 } else { 3 }).map(|at| bytes[at]);
        if before.is_some_and(|high| (0xd8..0xdc).contains(&high)) {
            map.skip(1);
        } else {
            text.push(BROKEN);
            map.push((3, 1), 1);
        }
    }
    text
}

/// Encodings of one to four bytes a character: stretches of ASCII as they are, the rest byte by byte, so that
/// each character is seen to come out of its bytes.
fn multi_byte(bytes: &[u8], encoding: &'static Encoding, map: &mut ByteMap) -> String {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 2);
    // In ISO-2022-JP bytes of ASCII stand for other characters after an escape.
    let ascii = encoding.is_ascii_compatible();
    let (mut at, mut pending) = (0, 0);
    while at < bytes.len() {
        if ascii && pending == 0 {
            let length = Encoding::ascii_valid_up_to(&bytes[at..]);
            if let Ok(plain) = std::str::from_utf8(&bytes[at..at + length]) {
                text.push_str(plain);
                map.push((1, 1), length);
                at += length;
            }
            if at == bytes.len() {
                break;
            }
        }
        let before = text.len();
        feed(&mut decoder, &bytes[at..=at], &mut text, false);
        at += 1;
        pending += 1;
        if text.len() > before {
            note_group(&text[before..], bytes[at - 1], pending, map);
            pending = 0;
        }
    }
    let before = text.len();
    feed(&mut decoder, &[], &mut text, true);
    if text.len() > before {
        note_group(&text[before..], 0xff, pending, map);
    } else {
        map.skip(pending);
    }
    text
}

fn feed(decoder: &mut encoding_rs::Decoder, bytes: &[u8], text: &mut String, last: bool) {
    let mut from = 0;
    loop {
        text.reserve(16);
        let (result, read, _) = decoder.decode_to_string(&bytes[from..], text, last);
        from += read;
        if result == CoderResult::InputEmpty {
            return;
        }
    }
}

/// Notes characters that came out together after `pending` bytes. After a broken sequence its last byte may
/// be read anew, as a character of its own.
fn note_group(made: &str, last_byte: u8, pending: usize, map: &mut ByteMap) {
    let mut made = made;
    let mut pending = pending;
    let own =
        pending > 1 && made.len() > 1 && last_byte.is_ascii() && made.as_bytes().ends_with(&[last_byte]);
    if own {
        made = &made[..made.len() - 1];
        pending -= 1;
    }
    // Escapes and broken sequences are short; were one longer, its first bytes would stand for nothing.
    let taken = pending.min(200);
    map.skip(pending - taken);
    map.push((made.len() as u8, taken as u8), 1);
    if own {
        map.push((1, 1), 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{
        BIG5, EUC_JP, EUC_KR, GB18030, GBK, ISO_2022_JP, SHIFT_JIS, WINDOWS_1251, WINDOWS_1252,
    };

    /// Every character of the text leads to bytes that decode to it alone.
    fn check(encoding: &'static Encoding, bytes: &[u8]) -> String {
        let (text, map) = transcode(bytes, 0, encoding);
        assert_eq!(text, encoding.decode_without_bom_handling(bytes).0, "{}", encoding.name());
        let mut end = 0;
        for (at, c) in text.char_indices() {
            let (a, b) = (map.start(at), map.end(at + c.len_utf8()));
            assert!(end <= a && a < b && b <= bytes.len(), "{c:?} of {text:?}: {a}..{b} after {end}");
            end = b;
            if c != BROKEN && encoding != ISO_2022_JP {
                assert_eq!(encoding.decode_without_bom_handling(&bytes[a..b]).0, c.to_string(), "{text:?}");
            }
        }
        text
    }

    #[test]
    fn characters_lead_back_in_every_encoding() {
        for (encoding, words) in [
            (WINDOWS_1251, "Стена <b>выдержит</b>, сказала мэр"),
            (WINDOWS_1252, "“The café – at last”"),
            (SHIFT_JIS, "壁は<b>春まで</b>もつ、ｱｲｳと市長。"),
            (EUC_JP, "壁は<b>春まで</b>もつ、ｱｲｳ"),
            (EUC_KR, "벽은 <b>봄까지</b> 버틸 것이다"),
            (GBK, "墙会<b>撑到</b>春天"),
            (GB18030, "墙会<b>撑到</b>春天 𝄞 é"),
            (BIG5, "牆會<b>撐到</b>春天"),
            (ISO_2022_JP, "壁は<b>春まで</b>もつ a"),
        ] {
            let (bytes, _, lost) = encoding.encode(words);
            assert!(!lost, "{}", encoding.name());
            assert_eq!(check(encoding, &bytes), words);
        }
        for little in [true, false] {
            let encoding = if little { UTF_16LE } else { UTF_16BE };
            let words = "Стена 𝄞 <b>é</b>";
            let bytes: Vec<u8> = words
                .encode_utf16()
                .flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() })
                .collect();
            assert_eq!(check(encoding, &bytes), words);
            assert!(check(encoding, &bytes[..bytes.len() - 1]).ends_with(BROKEN));
        }
    }

    #[test]
    fn broken_bytes_are_no_end() {
        let mut state = 9u32;
        let mut bytes = Vec::new();
        for _ in 0..4000 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            bytes.push(if state >> 31 == 0 {
                (state >> 20) as u8
            } else {
                b"<0A~\x1b$B("[(state >> 24) as usize & 7]
            });
        }
        for encoding in [UTF_8, SHIFT_JIS, EUC_JP, EUC_KR, GBK, GB18030, WINDOWS_1252, UTF_16LE] {
            for chunk in bytes.chunks(37) {
                let (text, map) = transcode(chunk, 0, encoding);
                assert_eq!(
                    text,
                    encoding.decode_without_bom_handling(chunk).0,
                    "{} {chunk:x?}",
                    encoding.name()
                );
                let mut last = 0;
                for at in (0..=text.len()).filter(|&at| text.is_char_boundary(at)) {
                    assert!(last <= map.start(at) && map.start(at) <= chunk.len());
                    last = map.start(at);
                }
            }
        }
    }
}
