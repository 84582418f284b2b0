//! What the networks see of a word: hashes of its form, its beginning and its endings, and its shape.

/// What the networks see of a word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Form {
    /// Hash of the word in small letters.
    pub(crate) word: u32,
    /// Hashes of its last two and three letters.
    pub(crate) ends: [u32; 2],
    /// Its last four letters, and its first three.
    pub(crate) far: [u32; 2],
    /// Capital, digit, hyphen, all capitals, what it touches: bits.
    pub(crate) shape: u32,
}

pub(crate) const CAPITAL: u32 = 1;
const DIGIT: u32 = 2;
const HYPHEN: u32 = 4;
const SHOUT: u32 = 8;
/// No letter or digit in it.
const MARK: u32 = 16;
/// Touches the token before, the token after.
const GLUED: u32 = 32;
const GLUES: u32 = 64;
/// All digits and the marks of numbers.
const NUMBER: u32 = 128;
const POINT: u32 = 256;
/// A capital after the first letter, with small letters.
const CAMEL: u32 = 512;

/// FNV-1a over the word in small letters, every apostrophe alike.
pub(crate) fn hash(word: &str) -> u64 {
    let mut h: u64 = 0xcbf2_9ce4_8422_2325;
    let mut eat = |byte: u8| h = (h ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    if word.is_ascii() {
        word.bytes().for_each(|b| eat(b.to_ascii_lowercase()));
    } else {
        for c in word.chars().flat_map(char::to_lowercase) {
            let c = if matches!(c, '’' | 'ʼ' | '´' | '‘') { '\'' } else { c };
            let mut buffer = [0; 4];
            c.encode_utf8(&mut buffer).bytes().for_each(&mut eat);
        }
    }
    h ^ (h >> 29)
}

/// A hash folded to what features are made of.
pub(crate) fn fold(hash: u64) -> u32 {
    (hash ^ (hash >> 32)) as u32
}

/// What a word is made of, before its neighbours are looked at. `glued` says whether it touches the token before
/// it and the token after.
pub(crate) fn form(word: &str, glued: [bool; 2]) -> Form {
    let bytes = word.as_bytes();
    let ascii = word.is_ascii();
    let (mut shape, mut small, mut letters, mut digits, mut inner) = (0, false, false, false, false);
    let mut numeric = true;
    for (k, &b) in bytes.iter().enumerate() {
        match b {
            b'a'..=b'z' => (small, letters, numeric) = (true, true, false),
            b'A'..=b'Z' => {
                (letters, numeric) = (true, false);
                inner |= k > 0;
            }
            b'0'..=b'9' => digits = true,
            b'.' | b',' => shape |= POINT,
            b':' => {}
            b'-' => (shape, numeric) = (shape | HYPHEN, false),
            _ => numeric = false,
        }
    }
    let mut capital = bytes.first().is_some_and(u8::is_ascii_uppercase);
    if !ascii {
        capital |= word.chars().next().is_some_and(char::is_uppercase);
        letters |= word.chars().any(char::is_alphanumeric);
        small |= word.chars().any(char::is_lowercase);
    }
    shape |= if capital { CAPITAL } else { 0 } | if digits { DIGIT } else { 0 };
    shape |= if capital && bytes.len() > 1 && !small { SHOUT } else { 0 };
    shape |= if !letters && !digits { MARK } else { 0 } | if numeric && digits { NUMBER } else { 0 };
    shape |= if inner && small { CAMEL } else { 0 };
    shape |= if glued[0] { GLUED } else { 0 } | if glued[1] { GLUES } else { 0 };
    // Numbers are alike: only how many digits they have.
    let whole = if numeric && digits { hash("0") ^ bytes.len() as u64 } else { hash(word) };
    let ending = |n: usize| {
        let mut h = n as u32;
        if ascii {
            for &b in &bytes[bytes.len().saturating_sub(n)..] {
                h = h << 8
                    ^ u32::from(if b.is_ascii_digit() { b'0' } else { b.to_ascii_lowercase() })
                    ^ h >> 24;
            }
        } else {
            let start = word.char_indices().rev().nth(n - 1).map_or(0, |(i, _)| i);
            h = fold(hash(&word[start..]));
        }
        h
    };
    let start = bytes.iter().take(3).fold(0, |h, &b| h << 8 | u32::from(b.to_ascii_lowercase()));
    Form { word: fold(whole), ends: [ending(2), ending(3)], far: [ending(4), start], shape }
}

impl Form {
    /// Whether it begins with a capital.
    pub(crate) fn capital(&self) -> bool {
        self.shape & CAPITAL != 0
    }

    /// Whether it has no letter or digit.
    pub(crate) fn mark(&self) -> bool {
        self.shape & MARK != 0
    }
}
