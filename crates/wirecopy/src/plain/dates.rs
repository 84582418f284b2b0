//! Dates in running words and in machine form, in any of the languages of `data/months.tsv`.

use super::tables::{MONTHS, header_words};
use crate::document::Date;

/// A date found in text, and the bytes it stands in.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) date: Date,
}

struct Token<'a> {
    start: usize,
    end: usize,
    word: &'a str,
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut out: Vec<Token<'_>> = Vec::new();
    let mut start = None;
    let mut digits = false;
    for (at, c) in text.char_indices() {
        let inside = c.is_alphanumeric();
        let digit = digit(c).is_some();
        if let Some(s) = start
            && (!inside || digit != digits)
        {
            out.push(Token { start: s, end: at, word: &text[s..at] });
            start = None;
        }
        if inside && start.is_none() {
            start = Some(at);
            digits = digit;
        }
    }
    if let Some(s) = start {
        out.push(Token { start: s, end: text.len(), word: &text[s..] });
    }
    out
}

/// The value of a digit, European or Arabic.
fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(u32::from(c) - u32::from('0')),
        '٠'..='٩' => Some(u32::from(c) - u32::from('٠')),
        '۰'..='۹' => Some(u32::from(c) - u32::from('۰')),
        _ => None,
    }
}

/// The number a word is, and how many digits it has.
fn value(word: &str) -> Option<(u32, usize)> {
    let mut n = 0u32;
    let mut count = 0;
    for c in word.chars() {
        n = n.checked_mul(10)?.checked_add(digit(c)?)?;
        count += 1;
    }
    (count > 0).then_some((n, count))
}

/// The first date in `text`. `day_first` decides what `03/04/2024` means; without it such a date is not read.
pub(crate) fn find(text: &str, day_first: Option<bool>) -> Option<Found> {
    let tokens = tokens(text);
    (0..tokens.len()).find_map(|k| at(text, &tokens, k, day_first))
}

/// A date that starts the text.
pub(crate) fn find_at_start(text: &str, day_first: Option<bool>) -> Option<Found> {
    let head = super::prefix(text, 120);
    let tokens = tokens(head);
    at(head, &tokens, 0, day_first).filter(|f| f.start == 0)
}

/// The whole of a machine-written value, ISO 8601 or any form that is read in running words.
pub(crate) fn read(value: &str, day_first: Option<bool>) -> Option<Date> {
    let value = super::prefix(value.trim(), 120);
    let squeezed = value.replace(" +", "+").replace(" -", "-").replace(" UTC", "Z").replace(" Z", "Z");
    if value.as_bytes().first().is_some_and(u8::is_ascii_digit)
        && let Ok(date) = Date::parse(&squeezed)
    {
        return plausible(&date).then_some(date);
    }
    find(value, day_first).or_else(|| month_alone(value)).map(|f| f.date)
}

/// Words that are a month and its year, and no others: "September 2024", "septiembre de 2024".
pub(crate) fn month_alone(text: &str) -> Option<Found> {
    if text.len() > 40 {
        return None;
    }
    let tokens = tokens(text);
    let (m, length) = month(&tokens, 0)?;
    let at = length + tokens.get(length..)?.iter().take_while(|t| is_filler(t)).count();
    let last = tokens.get(at).filter(|_| at + 1 == tokens.len())?;
    let date = Date::parse(&format!("{:04}-{m:02}", year(last)?)).ok()?;
    plausible(&date).then_some(Found { start: tokens[0].start, end: last.end, date })
}

fn plausible(date: &Date) -> bool {
    date.as_str().get(..4).and_then(|y| y.parse::<u32>().ok()).is_some_and(|y| (1600..=2199).contains(&y))
}

fn year(t: &Token<'_>) -> Option<u32> {
    value(t.word).filter(|&(y, digits)| digits == 4 && (1900..=2199).contains(&y)).map(|(y, _)| y)
}

/// The year of `04.03.31`: day, month and year of two digits each, nothing but dots or slashes between.
fn short_year(parts: &[Token<'_>], mark: &str) -> Option<u32> {
    let whole = parts[2].end - parts[0].start == 8 && parts.iter().all(|t| t.word.len() == 2);
    let (year, _) = value(parts[2].word).filter(|_| whole && matches!(mark, "." | "/"))?;
    Some(if year >= 70 { 1900 + year } else { 2000 + year })
}

/// The letter between hours and minutes: "10h05".
fn is_hour_mark(word: &str) -> bool {
    matches!(word, "h" | "H" | "u" | "時" | "시")
}

fn number(t: &Token<'_>, max: u32) -> Option<u32> {
    value(t.word).filter(|&(n, digits)| digits <= 2 && (1..=max).contains(&n)).map(|(n, _)| n)
}

/// The month whose name starts at token `k`, and how many tokens the name has.
fn month(tokens: &[Token<'_>], k: usize) -> Option<(u32, usize)> {
    let first = tokens.get(k)?;
    if first.word.chars().count() < 2 || first.word.starts_with(|c| digit(c).is_some()) {
        return None;
    }
    let lower = first.word.to_lowercase();
    if let Some(second) = tokens.get(k + 1).filter(|t| t.start - first.end == 1) {
        let name = format!("{lower}_{}", second.word.to_lowercase());
        if let Some(&m) = MONTHS.get(name.as_str()) {
            return Some((m, 2));
        }
    }
    let &m = MONTHS.get(lower.as_str())?;
    // "أغسطس/آب": both names of one month.
    let again = tokens.get(k + 1).is_some_and(|t| MONTHS.get(t.word.to_lowercase().as_str()) == Some(&m));
    Some((m, if again { 2 } else { 1 }))
}

/// Words that may stand between the parts of a date: "25 de septiembre de 2024", "25th of September".
fn is_filler(t: &Token<'_>) -> bool {
    t.word.chars().count() <= 3 && header_words("date_filler").contains(&t.word.to_lowercase().as_str())
}

#[expect(clippy::many_single_char_names, reason = "day, month and year, and the two that may be either")]
fn at(text: &str, tokens: &[Token<'_>], k: usize, day_first: Option<bool>) -> Option<Found> {
    let first = tokens.get(k)?;
    // At most two: "1º de maio".
    let next = |from: usize| -> usize {
        from + tokens[from.min(tokens.len())..].iter().take(2).take_while(|t| is_filler(t)).count()
    };
    let between = |a: usize, b: usize| -> &str { &text[tokens[a].end..tokens[b].start] };
    let near = |a: usize, b: usize| b < tokens.len() && tokens[b].start - tokens[a].end <= 8;
    let done = |last: usize, iso: String| -> Option<Found> {
        let (end, iso) = with_time(text, tokens, last, &iso);
        let date = Date::parse(&iso).ok()?;
        plausible(&date).then_some(Found { start: first.start, end, date })
    };
    // 2024-09-25, 2024/09/25, 2024. 09. 25., 2024年9月25日, 2024년 9월 25일, 2024-09
    if let Some(y) = year(first) {
        let east = tokens.get(k + 1).is_some_and(|t| t.word.starts_with(['年', '년']));
        if k + 1 < tokens.len()
            && matches!(between(k, k + 1).trim(), "-" | "/" | ".")
            && month(tokens, k + 1).is_none()
            || east
        {
            let m_at = if east { k + 2 } else { k + 1 };
            let m = tokens.get(m_at).and_then(|t| number(t, 12))?;
            let d_at = if east { m_at + 2 } else { m_at + 1 };
            let day = tokens
                .get(d_at)
                .filter(|_| east || between(m_at, d_at).trim() == between(k, m_at).trim())
                .and_then(|t| number(t, 31));
            return match day {
                Some(d) => done(d_at, format!("{y:04}-{m:02}-{d:02}")),
                None if tokens[m_at].word.len() == 2 && text[first.end..].starts_with('-') => {
                    done(m_at, format!("{y:04}-{m:02}"))
                }
                None => None,
            };
        }
        // 2024. szeptember 25.
        let m_at = k + 1;
        let (m, length) = month(tokens, m_at).filter(|_| near(k, m_at))?;
        let d_at = m_at + length;
        let d = tokens.get(d_at).filter(|_| near(d_at - 1, d_at)).and_then(|t| number(t, 31))?;
        return done(d_at, format!("{y:04}-{m:02}-{d:02}"));
    }
    // September 25, 2024
    if let Some((m, length)) = month(tokens, k) {
        let d_at = k + length;
        if near(d_at - 1, d_at)
            && let Some(d) = number(&tokens[d_at], 31)
        {
            let y_at = next(d_at + 1);
            if near(d_at, y_at)
                && let Some(y) = year(&tokens[y_at])
            {
                return done(y_at, format!("{y:04}-{m:02}-{d:02}"));
            }
        }
        return None;
    }
    let a = number(first, 31)?;
    // 25 September 2024, 25. September 2024, 25 de septiembre de 2024
    let m_at = next(k + 1);
    if near(k, m_at)
        && let Some((m, length)) = month(tokens, m_at)
    {
        let y_at = next(m_at + length);
        if near(m_at + length - 1, y_at)
            && let Some(y) = year(&tokens[y_at])
        {
            return done(y_at, format!("{y:04}-{m:02}-{a:02}"));
        }
        return None;
    }
    // 25.09.2024, 25/09/2024, 25-09-2024, 25. 09. 2024, 25 | 09 | 2024
    if k + 2 < tokens.len() && first.word.len() <= 2 {
        let (s1, s2) = (between(k, k + 1).trim(), between(k + 1, k + 2).trim());
        let set_apart = s1 == "|" && tokens[k + 1].word.len() == 2 && first.word.len() == 2;
        if s1 == s2 && (["/", ".", "-"].contains(&s1) || set_apart) {
            let b = number(&tokens[k + 1], 31)?;
            let y = year(&tokens[k + 2]).or_else(|| short_year(&tokens[k..k + 3], s1))?;
            let (d, m) = match (a > 12, b > 12, s1) {
                (true, false, _) | (false, false, "." | "-" | "|") => (a, b),
                (false, true, _) => (b, a),
                (false, false, _) if a == b => (a, b),
                (false, false, _) => {
                    if day_first? {
                        (a, b)
                    } else {
                        (b, a)
                    }
                }
                _ => return None,
            };
            return done(k + 2, format!("{y:04}-{m:02}-{d:02}"));
        }
    }
    None
}

/// A time of day right after the date at token `last`, added to `iso`.
fn with_time(text: &str, tokens: &[Token<'_>], last: usize, iso: &str) -> (usize, String) {
    let end = tokens[last].end;
    let plain = (end, iso.to_owned());
    if iso.len() < 10 {
        return plain;
    }
    // "at", "um", "à", "a las", "T"; "г.", "日".
    let mut k = last + 1;
    let mut named = false;
    for _ in 0..3 {
        let Some(t) = tokens.get(k) else { break };
        let lower = t.word.to_lowercase();
        let known = header_words("time_at").contains(&lower.as_str());
        let mark = t.word.chars().count() <= 2 && t.word.chars().all(char::is_alphabetic);
        if !known && !mark {
            break;
        }
        named |= known;
        k += 1;
    }
    let (Some(h), Some(m)) = (tokens.get(k), tokens.get(k + 1)) else { return plain };
    let (Some((mut hour, h_digits)), Some((minute, m_digits))) = (
        value(h.word),
        value(m.word).or_else(|| {
            // "10h05": the letter is a token of its own.
            tokens.get(k + 2).filter(|_| is_hour_mark(m.word)).and_then(|t| value(t.word))
        }),
    ) else {
        return plain;
    };
    let lettered = is_hour_mark(m.word);
    let m = if lettered { &tokens[k + 2] } else { m };
    let mark = text[h.end..m.start].trim();
    let after = &text[m.end..];
    let dotted = mark == "."
        && m_digits == 2
        && !after.trim_start_matches('.').starts_with(|c| digit(c).is_some())
        && (named
            || h_digits == 2
            || header_words("time_after").iter().any(|w| after.to_lowercase().trim_start().starts_with(w)));
    if h.start - end > 16 || m_digits != 2 || h_digits > 2 || !(mark == ":" || lettered || dotted) {
        return plain;
    }
    let mut end = m.end;
    let mut second = None;
    let mut after = k + if lettered { 3 } else { 2 };
    if let Some(s) = tokens.get(after)
        && &text[end..s.start] == ":"
        && s.word.len() == 2
        && let Ok(n) = s.word.parse::<u32>()
        && n < 60
    {
        second = Some(n);
        end = s.end;
        after += 1;
    }
    if let Some(t) = tokens.get(after)
        && t.start - end <= 1
    {
        if t.word.eq_ignore_ascii_case("pm") || t.word == "م" {
            hour = if hour < 12 { hour + 12 } else { hour };
            end = t.end;
        } else if t.word.eq_ignore_ascii_case("am") || t.word == "ص" {
            hour %= 12;
            end = t.end;
        }
    }
    if hour > 23 || minute > 59 {
        return plain;
    }
    let mut time = format!("{iso}T{hour:02}:{minute:02}");
    if let Some(s) = second {
        time = format!("{time}:{s:02}");
    }
    let zone = text[end..].trim_start();
    let skipped = text.len() - end - zone.len();
    let named = zone.starts_with("GMT") || zone.starts_with("UTC");
    let (zone, skipped) = match zone.get(3..) {
        Some(offset) if named && offset.starts_with(['+', '-']) => (offset, skipped + 3),
        _ => (zone, skipped),
    };
    if zone.starts_with("GMT") || zone.starts_with("UTC") {
        time.push('Z');
        end += skipped + 3;
    } else if zone.starts_with(['+', '-'])
        && zone.len() >= 5
        && zone.as_bytes()[1..5].iter().filter(|b| b.is_ascii_digit()).count() >= 3
    {
        let width = zone.bytes().skip(1).take_while(|b| b.is_ascii_digit() || *b == b':').count() + 1;
        time.push_str(&zone[..width]);
        end += skipped + width;
    }
    (end, time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_dates_as_they_are_written() {
        for (words, iso) in [
            ("March 4, 2031", "2031-03-04"),
            ("Tuesday, 4 March 2031 at 10:05", "2031-03-04T10:05"),
            ("4. März 2031", "2031-03-04"),
            ("4 de marzo de 2031", "2031-03-04"),
            ("le 4 mars 2031", "2031-03-04"),
            ("4 марта 2031", "2031-03-04"),
            ("2031年3月4日", "2031-03-04"),
            ("04.03.2031", "2031-03-04"),
            ("2031-03", "2031-03"),
            ("Sept. 14, 2031 3:05 PM", "2031-09-14T15:05"),
            ("Tue, 04 Mar 2031 10:05:06 GMT", "2031-03-04T10:05:06Z"),
            ("2031-03-04T10:05:06.000+01:00", "2031-03-04T10:05:06.000+01:00"),
            ("2031-03-04 10:05:06 +0100", "2031-03-04T10:05:06+0100"),
            ("Tue Mar 04 2031 10:05:06 GMT+0100 (Central European Time)", "2031-03-04T10:05:06+0100"),
            ("04 | 03 | 2031", "2031-03-04"),
            ("March 2031", "2031-03"),
            ("marzo de 2031", "2031-03"),
            ("März 2031", "2031-03"),
        ] {
            assert_eq!(read(words, None).map(|d| d.to_string()).as_deref(), Some(iso), "{words}");
        }
        for no in [
            "",
            "March",
            "31 people",
            "2031",
            "4/3/2031",
            "13/13/2031",
            "99.99.2031",
            "P-800",
            "May 2031 be",
            "in May 2031",
            "4 | 3 | 2031",
        ] {
            assert!(read(no, None).is_none_or(|d| d.as_str() == no), "{no}");
        }
        assert_eq!(read("4/3/2031", Some(true)).unwrap().as_str(), "2031-03-04");
    }
}
