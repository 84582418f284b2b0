//! What the form of a line says of it, whatever its words.

/// Whether a line ends as a sentence does, whatever closes after it.
pub(crate) fn ends_sentence(words: &str) -> bool {
    let bare = words.trim_end_matches(CLOSERS);
    bare.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '।', '։'])
}

/// As [`ends_sentence`], or with the colon that leads on to what comes next.
#[cfg(feature = "html")]
pub(crate) fn ends_clause(words: &str) -> bool {
    ends_sentence(words) || words.trim_end_matches(CLOSERS).ends_with(':')
}

/// Marks that may follow the end of a sentence.
const CLOSERS: [char; 12] = ['"', '”', '“', '»', '«', '’', '\'', ')', ']', '」', '』', '*'];

/// Whether a line ends as text does that stands where it stands: a sentence, a quotation, an introduction.
pub(super) fn ends_open(words: &str) -> bool {
    ends_sentence(words) || words.ends_with([':', ',', ';', '—', '–', '”', '’', '"', '»'])
}

pub(super) fn starts_quoted(words: &str) -> bool {
    words.starts_with(['“', '"', '‘', '«', '„', '\''])
}

/// `“…” — Ada Lund`
pub(super) fn is_signed(words: &str) -> bool {
    starts_quoted(words)
        && ["”—", "” —", "” –", "\" —", "\" –", "\" -", "’ —", "’ –"].iter().any(|m| words.contains(m))
}

/// "AddendumAddendum": one word twice.
pub(super) fn doubled(words: &str) -> bool {
    let half = words.len() / 2;
    words.len() >= 8
        && words.len().is_multiple_of(2)
        && words.is_char_boundary(half)
        && words[..half] == words[half..]
}

/// Whether a line is marks between parts: `* * *`, `-----`, `###`.
pub(super) fn is_rule(words: &str) -> bool {
    let mark = |c: char| matches!(c, '-' | '_' | '=' | '*' | '~' | '#' | '+' | '–' | '—' | '•');
    words.len() < 200
        && words.starts_with(mark)
        && words.chars().all(|c| mark(c) || c.is_whitespace())
        && (words == "--" || words.chars().filter(|&c| mark(c)).count() > 2)
}

/// Length of the mark that an item of a list starts with: `- `, `• `, `12. `, `3) `.
pub(super) fn item(words: &str) -> Option<usize> {
    let first = words.chars().next()?;
    let mark = if matches!(first, '-' | '*' | '•' | '–' | '·' | '▪' | '‣' | '◦') {
        (words.len() < 400 || first == '•').then_some(first.len_utf8())?
    } else {
        let digits = words.bytes().take(4).take_while(u8::is_ascii_digit).count();
        (1..=3).contains(&digits).then_some(())?;
        words[digits..].starts_with(['.', ')']).then_some(digits + 1)?
    };
    let rest = &words[mark..];
    let space = rest.len() - rest.trim_start().len();
    (space > 0 && space < rest.len()).then_some(mark + space)
}

/// Whether an item is numbered.
pub(super) fn is_numbered(words: &str) -> bool {
    words.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a line has columns.
pub(super) fn is_row(words: &str) -> bool {
    words.contains('\t') || words.contains("   ") || words.matches(" | ").count() > 1
}

/// The name before a colon and where what it names begins: `Subject: …`, `CLERK: …`.
pub(super) fn field(words: &str) -> Option<(&str, usize)> {
    let at = super::prefix(words, 32).find(':')?;
    let (key, rest) = (words[..at].trim_end(), &words[at + 1..]);
    let named = key.split(' ').count() <= 3
        && key.starts_with(char::is_alphabetic)
        && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | ' ' | '\'' | '’' | ':'));
    let space = rest.len() - rest.trim_start().len();
    (named && (space > 0 || rest.is_empty())).then_some((key, at + 1 + space))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_rules_and_fields() {
        assert_eq!(item("- six pumps"), Some(2));
        assert_eq!(item("12.  Six pumps"), Some(5));
        for no in ["-six", "1995. It", "- ", "3.5 million", "The - wall"] {
            assert_eq!(item(no), None, "{no}");
        }
        assert!(is_rule("* * *") && is_rule("--") && is_rule("-----") && !is_rule("- a") && !is_rule("*"));
        assert_eq!(field("Subject: the wall"), Some(("Subject", 9)));
        assert_eq!(field("Subject:"), Some(("Subject", 8)));
        assert!(field("https://a.example").is_none() && field("It began at 10:30").is_none());
        assert!(is_row("a\tb") && is_row("Zone    Now") && !is_row("Estmark  •  VNA"));
    }

    #[test]
    fn ends() {
        assert!(ends_sentence("It fell.”") && !ends_sentence("It fell") && ends_open("He said:"));
        assert!(doubled("AddendumAddendum") && !doubled("Addendum"));
    }
}
