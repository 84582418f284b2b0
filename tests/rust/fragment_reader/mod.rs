//! Reads text fragments as browsers do (WICG "Text Fragments", 3.3 and 3.5): the first place that fits, letter case
//! aside, white space folded, in whole words.

use std::ops::Range;

/// Where a directive (`[prefix-,]start[,end][,-suffix]`) leads to in a text.
pub(crate) fn find(text: &str, directive: &str) -> Option<Range<usize>> {
    let mut parts: Vec<&str> = directive.split(',').collect();
    let prefix = parts.first().and_then(|p| p.strip_suffix('-')).map(decoded);
    if prefix.is_some() {
        parts.remove(0);
    }
    let suffix = parts.last().and_then(|p| p.strip_prefix('-')).map(decoded);
    if suffix.is_some() {
        parts.pop();
    }
    let (start, end) = match parts.as_slice() {
        [start] => (decoded(start), None),
        [start, end] => (decoded(start), Some(decoded(end))),
        _ => return None,
    };
    let mut from = 0;
    loop {
        let at = if let Some(prefix) = &prefix {
            let before = search(text, prefix, from, true, false)?;
            from = next(text, before.start);
            let gap = text[before.end..].len() - text[before.end..].trim_start().len();
            let here = search(text, &start, before.end + gap, false, end.is_some() || suffix.is_none());
            match here {
                Some(at) if at.start == before.end + gap => at,
                _ => continue,
            }
        } else {
            let at = search(text, &start, from, true, end.is_some() || suffix.is_none())?;
            from = next(text, at.start);
            at
        };
        let whole = match &end {
            Some(end) => at.start..search(text, end, at.end, true, suffix.is_none())?.end,
            None => at,
        };
        match &suffix {
            None => return Some(whole),
            Some(suffix) => {
                let gap = text[whole.end..].len() - text[whole.end..].trim_start().len();
                let after = search(text, suffix, whole.end + gap, false, true);
                if after.is_some_and(|a| a.start == whole.end + gap) {
                    return Some(whole);
                }
            }
        }
    }
}

fn next(text: &str, at: usize) -> usize {
    at + text[at..].chars().next().map_or(1, char::len_utf8)
}

fn decoded(part: &str) -> String {
    let bytes = part.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'%' {
            out.push(u8::from_str_radix(&part[at + 1..at + 3], 16).expect("two digits"));
            at += 3;
        } else {
            assert!(!b"&-,".contains(&bytes[at]), "not encoded: {part}");
            out.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8(out).expect("UTF-8")
}

/// The first place at or after `from` where `words` stand, within one line.
fn search(text: &str, words: &str, from: usize, word_start: bool, word_end: bool) -> Option<Range<usize>> {
    let starts = text[from..].char_indices().map(|(k, _)| from + k);
    for start in starts {
        if let Some(end) = matches(&text[start..], words).map(|n| start + n) {
            let before = text[..start].chars().next_back();
            let after = text[end..].chars().next();
            let first = words.chars().next();
            let last = words.chars().next_back();
            let cuts = |a: Option<char>, b: Option<char>| {
                a.is_some_and(char::is_alphanumeric) && b.is_some_and(char::is_alphanumeric)
            };
            if (!word_start || !cuts(before, first)) && (!word_end || !cuts(last, after)) {
                return Some(start..end);
            }
        }
    }
    None
}

/// How many bytes of `text` read as `words`.
fn matches(text: &str, words: &str) -> Option<usize> {
    let mut rest = text.char_indices().peekable();
    for c in words.chars() {
        if c.is_whitespace() {
            let (_, space) = rest.next()?;
            if !space.is_whitespace() || space == '\n' {
                return None;
            }
            while rest.peek().is_some_and(|(_, s)| s.is_whitespace() && *s != '\n') {
                rest.next();
            }
        } else {
            let (_, other) = rest.next()?;
            if !c.to_lowercase().eq(other.to_lowercase()) {
                return None;
            }
        }
    }
    Some(rest.peek().map_or(text.len(), |(k, _)| *k))
}
