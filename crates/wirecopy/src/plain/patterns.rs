//! Patterns of header lines: an agency's dateline, a counter of views.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::tables;

/// `PORT VELLIN, Kaldova, March 4 (Nordwire) — `, `ESTMARK, March 4, 2031 /NordNewswire/ -- `
static DATELINE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r#"(?x) ^
        (?P<place> \p{Lu}[\p{Lu}\s.'’/-]{2,40}? | \p{Lu}[\p{L}.'’-]* (?:\s[\p{L}.'’-]+){0,3}? )
        (?: ,\s* (?P<date> [^()“"—–]{2,44}? ) )?
        (?: \s* \( (?P<agency> \p{Lu}[^()]{1,38} ) \) | \s* / (?P<wire> \p{Lu}[\p{L}\ .-]{1,38} ) / )?
        \s* (?: — | – | -- | \s-\s | \s-$ )"#,
    )
    .ok()
});

/// `March 4 (Nordwire) - `, `(Nordwire) — `: no place.
static AGENCY_ONLY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x) ^
        (?P<date> \p{Lu}\p{L}{2,8}\.?\ \d{1,2} \s+ )? \( (?P<agency> \p{Lu}[\p{L}\ .&-]{1,28} ) \)
        \s* (?: — | – | -- | -\s )",
    )
    .ok()
});

/// `• 16,980`, `2.1k`
static NUMBER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^[^\w\s]*\s*\d[\d\s.,\u{a0}]*(?:[km]\b)?\s*").ok());

/// The parts of a dateline at the start of a paragraph.
pub(super) struct DatelineParts<'a> {
    /// All of it, the dash included.
    pub(super) whole: Range<usize>,
    pub(super) place: Option<&'a str>,
    pub(super) date: Option<&'a str>,
    pub(super) agency: Option<&'a str>,
}

/// The dateline a paragraph starts with: its place is in capitals, or an agency is named.
pub(super) fn dateline(words: &str) -> Option<DatelineParts<'_>> {
    let head = super::prefix(words, 140);
    if head.starts_with('(') || head.as_bytes().get(..14).is_some_and(|h| h.contains(&b'(')) {
        let found = AGENCY_ONLY.as_ref().and_then(|r| r.captures(head));
        if let Some(found) = found {
            return Some(DatelineParts {
                whole: found.get_match().range(),
                place: None,
                date: found.name("date").map(|d| d.as_str().trim()),
                agency: found.name("agency").map(|a| a.as_str()),
            });
        }
    }
    let found = DATELINE.as_ref()?.captures(head)?;
    let place = found.name("place")?;
    let agency = found.name("agency").or(found.name("wire")).map(|a| a.as_str());
    let letters = || place.as_str().chars().filter(|c| c.is_alphabetic());
    let high = letters().count() > 2 && letters().all(char::is_uppercase);
    (high || agency.is_some()).then(|| {
        let after = found.name("date").map_or((place.end(), None), |d| split_date(head, d.range()));
        DatelineParts {
            whole: found.get_match().range(),
            place: Some(head[place.start()..after.0].trim_matches([' ', ',', '\n', '\r'])),
            date: after.1,
            agency,
        }
    })
}

/// What stands between the place and the agency: a region, which is of the place, and a date.
fn split_date(head: &str, range: Range<usize>) -> (usize, Option<&str>) {
    let words = &head[range.clone()];
    let month = |part: &str| {
        part.split(|c: char| !c.is_alphabetic())
            .any(|w| tables::MONTHS.contains_key(w.to_lowercase().as_str()))
    };
    let mut at = range.start;
    for part in words.split_inclusive(',') {
        if month(part) || part.contains(|c: char| c.is_ascii_digit()) {
            let date = head[at..range.end].trim();
            return (at, Some(date).filter(|d| !d.is_empty()));
        }
        at += part.len();
    }
    (range.end, None)
}

/// `BC-KALDOVA-PUMPS`, `Kaldova-Pumps, 1st Ld-Writethru`, `KALDOVA-PUMPS/1 (UPDATE 2)`
pub(super) fn is_slug(words: &str, lower: &str) -> bool {
    if words.len() > 80 || words.len() < 6 || words.contains('\n') {
        return false;
    }
    let end = words.find([' ', ',', '(']).unwrap_or(words.len());
    let (token, rest) = words.split_at(end);
    let parts: Vec<&str> = token.split(['-', '/']).collect();
    let number = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let named = parts.len() > 1
        && parts[0].starts_with(char::is_uppercase)
        && parts.iter().all(|p| !p.is_empty() && p.chars().all(char::is_alphanumeric))
        && parts.iter().any(|p| p.len() > 3 && !number(p))
        && parts.iter().filter(|p| !number(p)).count() > 1;
    if !named {
        return false;
    }
    let high = token.chars().all(|c| !c.is_lowercase());
    if rest.is_empty() {
        return high && token.len() >= 8
            || parts.len() > 2
            || parts.last().is_some_and(|p| number(p) && token.contains('/'));
    }
    let take = || {
        lower[end..].split(|c: char| !c.is_alphanumeric()).any(|w| tables::header_words("take").contains(&w))
    };
    rest.starts_with([',', ' ', '('])
        && rest.len() < 50
        && take()
        && (high || rest.trim_start().starts_with([',', '(']) || parts.len() > 2)
}

/// `(412 words)`, `412 words`
pub(super) fn is_word_count(lower: &str) -> bool {
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
    bare.len() < 24
        && bare.starts_with(|c: char| c.is_ascii_digit())
        && bare.split_once(' ').is_some_and(|(number, word)| {
            number.bytes().all(|b| b.is_ascii_digit() || b == b',')
                && tables::header_words("words").contains(&word)
        })
}

/// Whether a line in lower case counts views or minutes and says nothing else.
pub(super) fn is_counter(lower: &str) -> bool {
    let start = lower.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '_');
    if !start.starts_with(|c: char| c.is_numeric()) {
        return false;
    }
    let Some(number) = NUMBER.as_ref().and_then(|n| n.find(lower)) else { return false };
    let rest = lower[number.end()..].trim_matches(|c: char| !c.is_alphanumeric());
    tables::header_words("views").contains(&rest) || tables::starts_with("minutes", rest).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines() {
        let read = |words| dateline(words).map(|d| (d.place, d.date, d.agency));
        for (words, place, date, agency) in [
            (
                "PORT VELLIN, March 4 (Nordwire) — The wall",
                Some("PORT VELLIN"),
                Some("March 4"),
                Some("Nordwire"),
            ),
            ("ESTMARK – The wall", Some("ESTMARK"), None, None),
            ("Port Vellin (Nordwire) - The wall", Some("Port Vellin"), None, Some("Nordwire")),
            (
                "PORT VELLIN, Kaldova, March 4 (Nordwire) -- The wall",
                Some("PORT VELLIN, Kaldova"),
                Some("March 4"),
                Some("Nordwire"),
            ),
            ("PORT VELLIN, Kaldova (NW) — The wall", Some("PORT VELLIN, Kaldova"), None, Some("NW")),
            (
                "ESTMARK, March 4, 2031 /NordNewswire/ -- The",
                Some("ESTMARK"),
                Some("March 4, 2031"),
                Some("NordNewswire"),
            ),
            ("March 4 (Nordwire) - The wall", None, Some("March 4"), Some("Nordwire")),
            ("(Nordwire) — The wall", None, None, Some("Nordwire")),
        ] {
            assert_eq!(read(words), Some((place, date, agency)), "{words}");
        }
        for no in [
            "The wall — old as it is — holds",
            "Quill (the mayor) said — twice",
            "A dam – no",
            "“NO — never”",
        ] {
            assert_eq!(read(no), None, "{no}");
        }
    }

    #[test]
    fn counters() {
        assert!(is_counter("• 16980 views") && is_counter("2.1k reads") && is_counter("5 min read"));
        assert!(
            !is_counter("5 men read") && !is_counter("views differ") && !is_counter("3 views on the dam")
        );
    }

    #[test]
    fn slugs_and_word_counts() {
        for slug in [
            "BC-KALDOVA-PUMPS",
            "BC-Kaldova-Pumps, 1st Ld-Writethru",
            "Kaldova-Pumps/1 (UPDATE 2, PICTURES)",
            "KALDOVA-PUMPS/",
            "AM-Kaldova-Pumps,Bjt",
        ] {
            assert!(is_slug(slug.trim_end_matches('/'), &slug.to_lowercase()), "{slug}");
        }
        for no in
            ["Anglo-Irish deal", "Port Vellin", "The wall-to-wall take", "COVID-19", "F-16", "Anglo-Irish"]
        {
            assert!(!is_slug(no, &no.to_lowercase()), "{no}");
        }
        assert!(is_word_count("(412 words)") && is_word_count("1,412 words"));
        assert!(
            !is_word_count("words") && !is_word_count("two words") && !is_word_count("412 words were cut")
        );
    }
}
