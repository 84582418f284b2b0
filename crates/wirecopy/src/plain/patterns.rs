//! Patterns of header lines: an agency's dateline, a counter of views.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::tables;

/// `PORT VELLIN, March 4 (Nordwire) — `
static DATELINE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r#"(?x) ^
        (?P<place> \p{Lu}[\p{Lu}\s.'’/-]{2,40}? | \p{Lu}[\p{L}.'’-]* (?:\s[\p{L}.'’-]+){0,3}? )
        (?: ,\s* (?P<date> [^()“"—–]{2,30}? ) )?
        (?: \s* \( (?P<agency> \p{Lu}[^()]{1,38} ) \) )?
        \s* (?: — | – | -- | \s-\s )"#,
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
    pub(super) place: &'a str,
    pub(super) date: Option<&'a str>,
    pub(super) agency: Option<&'a str>,
}

/// The dateline a paragraph starts with: its place is in capitals, or an agency is named.
pub(super) fn dateline(words: &str) -> Option<DatelineParts<'_>> {
    let found = DATELINE.as_ref()?.captures(super::prefix(words, 120))?;
    let place = found.name("place")?.as_str().trim();
    let agency = found.name("agency").map(|a| a.as_str());
    let letters = || place.chars().filter(|c| c.is_alphabetic());
    let high = letters().count() > 2 && letters().all(char::is_uppercase);
    (high || agency.is_some()).then(|| DatelineParts {
        whole: found.get_match().range(),
        place,
        date: found.name("date").map(|d| d.as_str().trim()).filter(|d| !d.is_empty()),
        agency,
    })
}

/// Whether a line in lower case counts views or minutes and says nothing else.
pub(super) fn is_counter(lower: &str) -> bool {
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
        assert_eq!(
            read("PORT VELLIN, March 4 (Nordwire) — The wall"),
            Some(("PORT VELLIN", Some("March 4"), Some("Nordwire")))
        );
        assert_eq!(read("ESTMARK – The wall"), Some(("ESTMARK", None, None)));
        assert_eq!(read("Port Vellin (Nordwire) - The wall"), Some(("Port Vellin", None, Some("Nordwire"))));
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
}
