//! One form for what newsrooms write differently: numbers, units, currencies, abbreviations, spelling.
//!
//! Every rule is applied to both texts, so a rule that goes too far (`four` is safe, `flour` becomes `flor`)
//! costs nothing as long as two different words stay different. The rules and `house_style.tsv` are part of
//! signature scheme 1 and frozen with it.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::LazyLock;

use xxhash_rust::xxh3::xxh3_64;

use super::candidates::KeyHasher;
use super::tokens::{Word, Words};

/// What is known of a word.
#[derive(Clone, Debug, Default)]
struct Entry {
    /// What it is written as: hashes of words.
    form: Vec<u64>,
    /// The number it means.
    number: Option<u32>,
}

/// Words by hash.
type Lexicon = HashMap<u64, Entry, BuildHasherDefault<KeyHasher>>;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon::default();
    let lines = include_str!("house_style.tsv").lines().filter(|l| !l.starts_with('#'));
    for (word, form) in lines.filter_map(|l| l.split_once('\t')) {
        lexicon.entry(hash(word)).or_default().form = form.split(' ').map(hash).collect();
    }
    let units = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    let tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    for (word, number) in units.into_iter().zip(0..).chain(tens.into_iter().zip((20..).step_by(10))) {
        lexicon.entry(hash(word)).or_default().number = Some(number);
    }
    lexicon
});

/// Bits of the hashes of all words that are more than a word: few others have the same bits.
static KNOWN: LazyLock<[u64; 128]> = LazyLock::new(|| {
    let mut bits = [0; 128];
    for hash in LEXICON.keys().copied().chain([hash("per")]) {
        bits[(hash >> 6) as usize % 128] |= 1 << (hash % 64);
    }
    bits
});

static PERCENT: LazyLock<u64> = LazyLock::new(|| hash("percent"));

fn hash(word: &str) -> u64 {
    xxh3_64(word.as_bytes())
}

fn small(word: &str) -> Option<u32> {
    if word.len() > 9 { None } else { LEXICON.get(&hash(word))?.number }
}

fn scale(word: &str) -> Option<usize> {
    match word {
        "thousand" | "k" => Some(3),
        "million" | "m" | "mn" | "mln" => Some(6),
        "billion" | "b" | "bn" | "bln" => Some(9),
        "trillion" | "tn" | "trn" => Some(12),
        _ => None,
    }
}

/// Rewrites words into one style. `sink` takes the hash of each word of the result with the first and the last
/// word of the input it stands for.
pub(super) fn fold(words: &Words, mut sink: impl FnMut(u64, Word, Word)) {
    let list = &words.list;
    let known = &*KNOWN;
    let mut buffer = String::new();
    let mut at = 0;
    while at < list.len() {
        let first = list[at];
        // Most words are just words.
        let bytes = words.bytes(first);
        if bytes.len() > 1 && bytes[0].is_ascii_lowercase() {
            let plain = xxh3_64(bytes);
            if known[(plain >> 6) as usize % 128] >> (plain % 64) & 1 == 0 {
                sink(spelling(bytes).unwrap_or(plain), first, first);
                at += 1;
                continue;
            }
        }
        let text = words.get(first);
        // U.S., U.K., a.m.
        let mut to = at + 1;
        if single_letter(text) {
            while to < list.len() && list[to].glue == b'.' && single_letter(words.get(list[to])) {
                to += 1;
            }
            if to - at > 1 {
                buffer.clear();
                list[at..to].iter().for_each(|w| buffer.push_str(words.get(*w)));
                emit(&buffer, first, list[to - 1], &mut sink);
                at = to;
                continue;
            }
        }
        // "$5 million" and "5 million dollars"
        if matches!(text, "$" | "£" | "€" | "¥") && list.get(at + 1).is_some_and(|w| digit(words.get(*w)))
        {
            let to = number(words, at + 1, &mut buffer).max(at + 2);
            sink_number(&buffer, first, list[to - 1], &mut sink);
            emit(text, first, first, &mut sink);
            at = to;
            if list.get(at).is_some_and(|w| same_unit(words.get(*w), text)) {
                at += 1;
            }
            continue;
        }
        let plain = hash(text);
        let entry = LEXICON.get(&plain);
        let numeric = digit(text) || entry.is_some_and(|e| e.number.is_some());
        let to = if numeric { number(words, at, &mut buffer) } else { at };
        if to > at {
            sink_number(&buffer, first, list[to - 1], &mut sink);
            at = to;
        } else if text == "per" && list.get(at + 1).is_some_and(|w| words.get(*w) == "cent") {
            sink(*PERCENT, first, list[at + 1]);
            at += 2;
        } else {
            emit_known(text, plain, entry, (first, first), &mut sink);
            at += 1;
        }
    }
}

/// Whether a word and a symbol name the same unit.
fn same_unit(word: &str, symbol: &str) -> bool {
    let form = |w: &str| LEXICON.get(&hash(w)).map(|e| &e.form);
    form(word).is_some_and(|f| Some(f) == form(symbol))
}

fn single_letter(text: &str) -> bool {
    let mut c = text.chars();
    c.next().is_some_and(char::is_alphabetic) && c.next().is_none()
}

fn digit(text: &str) -> bool {
    text.as_bytes().first().is_some_and(u8::is_ascii_digit)
}

/// Reads the number at `at` into `out` (digits, perhaps a point, perhaps a trailing unit as in `3m` or `10km`,
/// set off by a space); returns where it ends, `at` when there is none.
fn number(words: &Words, at: usize, out: &mut String) -> usize {
    let list = &words.list;
    out.clear();
    let text = words.get(list[at]);
    let mut to = at + 1;
    let mut unit = "";
    if digit(text) {
        let all = text.bytes().take_while(u8::is_ascii_digit).count();
        out.push_str(&text[..all]);
        unit = &text[all..];
        // 1,234,567 and 1.5
        while unit.is_empty() && to < list.len() && list[to].glue == b',' {
            let next = words.get(list[to]);
            if next.len() < 3 || !next.as_bytes()[..3].iter().all(u8::is_ascii_digit) {
                break;
            }
            let all = next.bytes().take_while(u8::is_ascii_digit).count();
            if all != 3 {
                break;
            }
            out.push_str(&next[..3]);
            unit = &next[3..];
            to += 1;
        }
        if unit.is_empty() && to < list.len() && list[to].glue == b'.' && digit(words.get(list[to])) {
            let next = words.get(list[to]);
            let all = next.bytes().take_while(u8::is_ascii_digit).count();
            out.push('.');
            out.push_str(&next[..all]);
            unit = &next[all..];
            to += 1;
        }
    } else if let Some(mut n) = small(text) {
        if n >= 20
            && let Some(one) =
                list.get(to).filter(|w| matches!(w.glue, b'-' | b' ')).and_then(|w| small(words.get(*w)))
            && (1..10).contains(&one)
        {
            n += one;
            to += 1;
        }
        out.push_str(&n.to_string());
    } else {
        return at;
    }
    let zeros = if unit.is_empty() { list.get(to).and_then(|w| scale_after(words, *w)) } else { scale(unit) };
    if let Some(zeros) = zeros {
        to += usize::from(unit.is_empty());
        shift(out, zeros);
    } else if !unit.is_empty() {
        out.push(' ');
        out.push_str(unit);
    }
    to
}

/// A scale as a word of its own; `5 m` may be metres, so the letters alone do not count.
fn scale_after(words: &Words, w: Word) -> Option<usize> {
    let text = words.get(w);
    if text.len() > 1 { scale(text) } else { None }
}

/// Multiplies a decimal number in digits by a power of ten.
fn shift(number: &mut String, zeros: usize) {
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let part = part.trim_end_matches('0');
    let mut out = whole.to_owned();
    out.push_str(&part[..part.len().min(zeros)]);
    out.extend(std::iter::repeat_n('0', zeros.saturating_sub(part.len())));
    if part.len() > zeros {
        out.push('.');
        out.push_str(&part[zeros..]);
    }
    let kept = out.trim_start_matches('0').len().max(1);
    *number = out.split_off(out.len() - kept.min(out.len()));
}

fn sink_number(number: &str, first: Word, last: Word, sink: &mut impl FnMut(u64, Word, Word)) {
    match number.split_once(' ') {
        Some((digits, unit)) if LEXICON.contains_key(&hash(unit)) => {
            sink(hash(digits), first, last);
            emit(unit, first, last, sink);
        }
        Some((digits, unit)) => sink(hash(&format!("{digits}{unit}")), first, last),
        None => sink(hash(number), first, last),
    }
}

fn emit(text: &str, first: Word, last: Word, sink: &mut impl FnMut(u64, Word, Word)) {
    let plain = hash(text);
    emit_known(text, plain, LEXICON.get(&plain), (first, last), sink);
}

fn emit_known(
    text: &str,
    plain: u64,
    entry: Option<&Entry>,
    (first, last): (Word, Word),
    sink: &mut impl FnMut(u64, Word, Word),
) {
    match entry {
        Some(entry) if !entry.form.is_empty() => entry.form.iter().for_each(|h| sink(*h, first, last)),
        _ => sink(spelling(text.as_bytes()).unwrap_or(plain), first, last),
    }
}

/// The hash of a word with an ending that British and American spelling have each their own of, under one form:
/// colour(s), favourite, honoured; organize, organization; centre; travelled; defense; catalogue.
#[inline]
fn spelling(word: &[u8]) -> Option<u64> {
    let (stem, ending) = may_end(word).then(|| ending(word))??;
    let mut form = Vec::with_capacity(word.len() + 1);
    form.extend_from_slice(stem);
    form.extend_from_slice(ending);
    Some(xxh3_64(&form))
}

/// Bits for the last four letters of the endings, `.` standing for any.
const LAST: [u64; 64] = {
    let all = *b".our ours ured ring rite ites able hood .ize izes ized zing izer tion ions .tre tres lled ling ller lers ense nses ogue ";
    let mut bits = [0; 64];
    let mut k = 0;
    while k < all.len() {
        let mut first = 0;
        while first < 32 {
            if all[k] == b'.' || all[k] & 31 == first {
                let at = last([first, all[k + 1], all[k + 2], all[k + 3]]);
                bits[at / 64] |= 1 << (at % 64);
            }
            first += 1;
        }
        k += 5;
    }
    bits
};

/// Four letters as a number under 4,096: few of others have the number of an ending.
const fn last(letters: [u8; 4]) -> usize {
    ((u32::from_le_bytes(letters) & 0x1F1F_1F1F).wrapping_mul(0x9E37_79B1) >> 20) as usize
}

/// Whether a word may have one of the endings.
#[inline]
fn may_end(word: &[u8]) -> bool {
    let at = word.last_chunk().map_or(0, |letters| last(*letters));
    word.len() >= 5 && LAST[at / 64] >> (at % 64) & 1 == 1
}

#[rustfmt::skip]
fn ending(word: &[u8]) -> Option<(&[u8], &'static [u8])> {
    Some(match word {
        [stem @ .., b'o', b'u', b'r'] => (stem, b"or"),
        [stem @ .., b'o', b'u', b'r', b's'] => (stem, b"ors"),
        [stem @ .., b'o', b'u', b'r', b'e', b'd'] => (stem, b"ored"),
        [stem @ .., b'o', b'u', b'r', b'i', b'n', b'g'] => (stem, b"oring"),
        [stem @ .., b'o', b'u', b'r', b'i', b't', b'e'] => (stem, b"orite"),
        [stem @ .., b'o', b'u', b'r', b'i', b't', b'e', b's'] => (stem, b"orites"),
        [stem @ .., b'o', b'u', b'r', b'a', b'b', b'l', b'e'] => (stem, b"orable"),
        [stem @ .., b'o', b'u', b'r', b'h', b'o', b'o', b'd'] => (stem, b"orhood"),
        [stem @ .., b'i', b'z', b'e'] => (stem, b"ise"),
        [stem @ .., b'i', b'z', b'e', b's'] => (stem, b"ises"),
        [stem @ .., b'i', b'z', b'e', b'd'] => (stem, b"ised"),
        [stem @ .., b'i', b'z', b'i', b'n', b'g'] => (stem, b"ising"),
        [stem @ .., b'i', b'z', b'e', b'r'] => (stem, b"iser"),
        [stem @ .., b'i', b'z', b'a', b't', b'i', b'o', b'n'] => (stem, b"isation"),
        [stem @ .., b'i', b'z', b'a', b't', b'i', b'o', b'n', b's'] => (stem, b"isations"),
        [stem @ .., b't', b'r', b'e'] => (stem, b"ter"),
        [stem @ .., b't', b'r', b'e', b's'] => (stem, b"ters"),
        [stem @ .., b'l', b'l', b'e', b'd'] => (stem, b"led"),
        [stem @ .., b'l', b'l', b'i', b'n', b'g'] => (stem, b"ling"),
        [stem @ .., b'l', b'l', b'e', b'r'] => (stem, b"ler"),
        [stem @ .., b'l', b'l', b'e', b'r', b's'] => (stem, b"lers"),
        [stem @ .., b'e', b'n', b's', b'e'] => (stem, b"ence"),
        [stem @ .., b'e', b'n', b's', b'e', b's'] => (stem, b"ences"),
        [stem @ .., b'o', b'g', b'u', b'e'] => (stem, b"og"),
        _ => return None,
    })
}
