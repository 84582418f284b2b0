//! Names as bylines give them: without "by", job titles, places, dates. The words are those of
//! `plain/data/header_words.tsv`, in all its languages.

use crate::plain::tables::{CREDITS, MONTHS, header_words, starts_with};

/// Where the words come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trust {
    /// A field made for authors: what it says is a name.
    Field,
    /// An element made for one author: one word may be a name.
    Element,
    /// A line that may say other things: only what looks like a person's name is taken.
    Line,
}

/// The people in what is given as authors; the outlet itself is none.
pub(crate) fn people(given: &[String], outlet: Option<&str>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for text in given {
        for name in names(text, Trust::Line) {
            if outlet.is_none_or(|o| !o.eq_ignore_ascii_case(&name)) && !out.contains(&name) {
                out.push(name);
            }
        }
    }
    out
}

/// The names in one byline, in order.
pub(crate) fn names(text: &str, trust: Trust) -> Vec<String> {
    let text: String = text
        .split_whitespace()
        .filter(|w| trust != Trust::Field || !w.contains('@') || !w.contains('.'))
        .map(|w| w.trim_matches(['\u{200b}', '\u{feff}']))
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    if text.is_empty() || text.contains("://") || text.starts_with("www.") || text.len() > 400 {
        return Vec::new();
    }
    let (rest, opened) = without_opener(without_date(&text, trust), trust);
    let rest = if trust == Trust::Field { rest } else { before_dates(rest) };
    let mut out: Vec<String> = Vec::new();
    for (k, part) in parts(rest, trust).into_iter().enumerate() {
        let part = without_opener(part.trim(), trust).0;
        let part = part.split(" (").next().unwrap_or(part);
        let part =
            part.trim_matches(|c: char| c.is_whitespace() || ".:-–—@*,\"“”()[]".contains(c) && c != '.');
        let part = part.strip_suffix('.').filter(|p| p.len() > 3 && !ends_initial(p)).unwrap_or(part);
        let part = without_place(part, trust);
        let part = without_role(part, trust);
        let after_name = k > 0 && !out.is_empty();
        let trust = if trust == Trust::Line && opened && !after_name { Trust::Element } else { trust };
        if is_name(part, trust, after_name) && !out.iter().any(|n| n == part) {
            out.push(part.to_owned());
        }
    }
    out
}

/// Whether a name is that of the staff as a whole: "Redaktion", "News Desk", "admin".
pub(crate) fn is_collective(name: &str) -> bool {
    let lower = name.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).any(|w| header_words("collective").contains(&w))
}

/// A line without the date it starts with: `04.03.2031 - Ada Lund`.
fn without_date(text: &str, trust: Trust) -> &str {
    if trust == Trust::Field || !text.starts_with(|c: char| c.is_ascii_digit()) {
        return text;
    }
    match crate::plain::dates::find(text, Some(true)) {
        Some(found) if found.start == 0 => text[found.end..].trim_start_matches(|c: char| !c.is_alphabetic()),
        _ => text,
    }
}

/// The words after "by" in any language, and whether there was one. In a line that starts with a date, those
/// after the "by" that follows it.
fn without_opener(text: &str, trust: Trust) -> (&str, bool) {
    let mut rest = text;
    let mut opened = false;
    for _ in 0..3 {
        let lower = rest.to_lowercase();
        if lower.len() != rest.len() {
            break;
        }
        let Some(length) = opener(rest, &lower) else { break };
        rest = rest[length..].trim_start_matches(|c: char| c.is_whitespace() || c == ':');
        opened = true;
    }
    if !opened && trust == Trust::Line && text.contains(|c: char| c.is_ascii_digit()) {
        let lower = text.to_lowercase();
        let found = (lower.len() == text.len())
            .then(|| {
                lower
                    .match_indices(' ')
                    .find_map(|(at, _)| Some(at + 1 + opener(text.get(at + 1..)?, &lower[at + 1..])?))
            })
            .flatten();
        if let Some(at) = found
            && text[..at].contains(|c: char| c.is_ascii_digit())
        {
            return (text[at..].trim_start_matches([' ', ':']), true);
        }
    }
    (rest, opened)
}

/// Length of the opener of a byline at the start of `text`.
fn opener(text: &str, lower: &str) -> Option<usize> {
    header_words("byline").iter().find_map(|word| {
        let rest = lower.strip_prefix(word)?;
        let cased =
            text[word.len()..].starts_with(char::is_uppercase) && text.starts_with(char::is_uppercase);
        let ends = rest.starts_with([' ', ':'])
            || word.ends_with(':')
            || cased && word.len() > 1 && !text[..word.len()].ends_with(char::is_uppercase);
        (ends && !rest.trim().is_empty()).then_some(word.len())
    })
}

/// A line up to the first figure or label of a date.
fn before_dates(text: &str) -> &str {
    let mut at = 0;
    for word in text.split_inclusive(' ') {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let label = at > 0
            && (header_words("published").contains(&bare.as_str())
                || header_words("modified").contains(&bare.as_str())
                || header_words("ends_byline").contains(&bare.as_str())
                || bare.chars().count() > 4 && MONTHS.contains_key(bare.as_str()));
        if label || word.contains(|c: char| c.is_ascii_digit()) && !word.starts_with(char::is_alphabetic) {
            return &text[..at];
        }
        at += word.len();
    }
    text
}

/// The parts of a list of names. In a field, words before and after "and" are two names only when both look
/// like whole names: "Center for Drug Evaluation and Research" is one.
fn parts(text: &str, trust: Trust) -> Vec<&str> {
    let mut out = Vec::new();
    for piece in text.split([',', ';', '|', '•', '·', '\n', '、', '،', '・']) {
        let slashes = piece
            .split('/')
            .all(|p| p.trim().split(' ').count() > 1 || p.trim().starts_with(char::is_uppercase));
        let pieces: Vec<&str> = if slashes { piece.split('/').collect() } else { vec![piece] };
        for piece in pieces.into_iter().flat_map(|p| p.split(" – ")).flat_map(|p| p.split(" - ")) {
            let (mut start, mut at) = (0, 0);
            for word in piece.split(' ') {
                let after = (at + word.len() + 1).min(piece.len());
                let joins = at > start && header_words("and").contains(&word.to_lowercase().as_str());
                if joins && (trust != Trust::Field || is_full(&piece[start..at]) && is_full(&piece[after..]))
                {
                    out.push(&piece[start..at]);
                    start = after;
                }
                at = after;
            }
            out.push(&piece[start.min(piece.len())..]);
        }
    }
    out
}

/// Two to four words, all capitalised or particles.
fn is_full(name: &str) -> bool {
    let mut words =
        name.split(' ').filter(|w| !w.is_empty()).take_while(|w| !header_words("and").contains(w)).peekable();
    words.peek().is_some() && {
        let words: Vec<&str> = words.collect();
        (2..=4).contains(&words.len())
            && words.iter().all(|w| {
                w.starts_with(char::is_uppercase) || header_words("particle").contains(w) || !w.is_ascii()
            })
    }
}

/// "Ada Lund in Port Vellin": the name alone.
fn without_place(part: &str, trust: Trust) -> &str {
    let mut at = 0;
    for (k, word) in part.split(' ').enumerate() {
        if k > 0 && trust != Trust::Field && header_words("place").contains(&word) {
            return part[..at].trim_end();
        }
        at += word.len() + 1;
    }
    part
}

/// A name without the job before or after it.
fn without_role(part: &str, trust: Trust) -> &str {
    let roles = header_words("role");
    let is_role = |word: &str| {
        roles.contains(&word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().as_str())
    };
    let mut rest = part;
    while let Some((head, last)) = rest.rsplit_once(' ')
        && is_role(last)
        && (trust != Trust::Field || head.contains(' ') || !head.is_ascii())
    {
        rest = head.trim_end();
    }
    while trust != Trust::Field
        && let Some((first, tail)) = rest.split_once(' ')
        && is_role(first)
    {
        rest = tail.trim_start();
    }
    rest
}

/// "Tim S": what ends with one letter had its stop for that letter.
fn ends_initial(part: &str) -> bool {
    part.rsplit(' ').next().is_some_and(|w| w.chars().count() <= 2)
}

/// Whether words can be a name, given where they stand; after another name they may also be its job or place.
fn is_name(name: &str, trust: Trust, after_name: bool) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let count = name.chars().count();
    let lower = name.to_lowercase();
    let cased = name.chars().any(|c| c.is_lowercase() || c.is_uppercase());
    if words.is_empty()
        || !(2..60).contains(&count)
        || words.len() > 7
        || name.contains(['@', '{', '<', '=', '?', '!', '#', '…'])
        || !name.starts_with(char::is_alphanumeric)
        || lower.starts_with("http")
        || starts_with("published", &lower).is_some()
        || starts_with("modified", &lower).is_some()
    {
        return false;
    }
    let role = |word: &&str| header_words("role").contains(&word.to_lowercase().as_str());
    let letters = words.len() == 1 && count <= 5 && !name.chars().any(char::is_lowercase) && cased;
    let degree = letters && !CREDITS.agencies.contains(lower.as_str());
    let aside = words.iter().any(role)
        || words.len() > 1 && name.starts_with(char::is_lowercase)
        || degree
        || name.contains(|c: char| c.is_ascii_digit());
    if after_name && aside || words.iter().all(role) {
        return false;
    }
    if trust == Trust::Field {
        return true;
    }
    let capitals = words.iter().filter(|w| w.starts_with(char::is_uppercase)).count();
    let small = words.iter().all(|w| {
        w.starts_with(char::is_uppercase)
            || header_words("particle").contains(w)
            || w.contains('\'')
            || w.contains('’')
    });
    let common = |w: &&str| header_words("no_name").contains(&w.to_lowercase().as_str());
    if name.contains(|c: char| c.is_ascii_digit()) || words.iter().any(common) {
        return false;
    }
    match trust {
        Trust::Element => words.len() <= 5 && (small && capitals > 0 || words.len() == 1 || !cased),
        _ if !cased => words.len() <= 4 && count <= 12 || words.len() > 1,
        _ => {
            (2..=5).contains(&words.len())
                && small
                && capitals >= 2
                && words.iter().all(|w| w.chars().count() < 25)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_become_people() {
        for (line, want) in [
            ("By Ada Lund and Jan Moor, Senior Correspondent", vec!["Ada Lund", "Jan Moor"]),
            ("Von Ada Lund, Port Vellin, 04.03.2031", vec!["Ada Lund", "Port Vellin"]),
            ("VonAda Lund", vec!["Ada Lund"]),
            ("Ada Lund in Estmark", vec!["Ada Lund"]),
            ("By ADA LUND 5 hours ago", vec!["ADA LUND"]),
            ("04.03.2031 13:30 von Olga", vec!["Olga"]),
            ("Published March 4, 2031", vec![]),
            ("Read more", vec![]),
            ("Staff Writer", vec![]),
            ("By Ada van der Lund", vec!["Ada van der Lund"]),
        ] {
            assert_eq!(names(line, Trust::Line), want, "{line}");
        }
    }

    #[test]
    fn fields_are_believed() {
        for (line, want) in [
            ("Ada Lund", vec!["Ada Lund"]),
            ("BR7 Redaktion", vec!["BR7 Redaktion"]),
            ("srf/hosb;kesm", vec!["srf/hosb", "kesm"]),
            ("Ada Lund ada@courier.example", vec!["Ada Lund"]),
            ("박준석 기자", vec!["박준석"]),
            ("https://courier.example/ada", vec![]),
            ("Courier Staff", vec!["Courier Staff"]),
            ("Dr. Ada Lund", vec!["Dr. Ada Lund"]),
        ] {
            assert_eq!(names(line, Trust::Field), want, "{line}");
        }
        assert!(is_collective("Nordblatt Redaktion") && !is_collective("Ada Lund"));
        assert_eq!(people(&["The Courier".to_owned()], Some("The Courier")), Vec::<String>::new());
    }
}
