//! Paragraphs of plain text: across single line ends in hard-wrapped copy, one a line otherwise.

/// One paragraph-like stretch of text, and what its markup said of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) markup: Markup,
}

/// What markup said of a stretch of text; plain text says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Markup {
    None,
    Title,
    Heading,
    Item,
    Quote,
    Table,
    Code,
}

/// A line: its bytes without white space at its ends.
type Line = (usize, usize);

/// Cuts a text into units.
pub(crate) fn cut(text: &str) -> Vec<Unit> {
    let mut out = Vec::new();
    let mut group: Vec<Line> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if words.is_empty() {
            close(text, &mut group, &mut out);
        } else {
            let start = at + (words.as_ptr() as usize - line.as_ptr() as usize);
            group.push((start, start + words.len()));
        }
        at += line.len();
    }
    close(text, &mut group, &mut out);
    join_broken(text, &mut out);
    out
}

fn close(text: &str, group: &mut Vec<Line>, out: &mut Vec<Unit>) {
    if let (true, Some(first), Some(last)) = (is_wrapped(text, group), group.first(), group.last()) {
        out.push(unit(text, first.0, last.1));
    } else {
        out.extend(group.iter().map(|&(start, end)| unit(text, start, end)));
    }
    group.clear();
}

fn unit(text: &str, start: usize, end: usize) -> Unit {
    let words = &text[start..end];
    let item = ["- ", "* ", "• ", "– "].iter().any(|b| words.starts_with(b)) && words.len() < 400;
    let counter =
        words.trim_start_matches(['•', ' ', '\t', '-', '*']).starts_with(|c: char| c.is_ascii_digit());
    let markup = if item && !counter { Markup::Item } else { Markup::None };
    Unit { start, end, markup }
}

/// Whether the lines of a group are one paragraph broken at a fixed width: none but the last could have taken
/// the first word of the next. Verse, lists and one paragraph a line are not.
fn is_wrapped(text: &str, lines: &[Line]) -> bool {
    let width = |line: &Line| text[line.0..line.1].chars().count();
    let Some((_, body)) = lines.split_last() else { return false };
    let widest = lines.iter().map(width).max().unwrap_or(0);
    if body.is_empty() || !(40..=100).contains(&widest) {
        return false;
    }
    let full = body
        .iter()
        .zip(&lines[1..])
        .filter(|(line, next)| {
            let word = text[next.0..next.1].split_whitespace().next().map_or(0, |w| w.chars().count());
            let bullet = ["- ", "* ", "• "].iter().any(|b| text[next.0..].starts_with(b));
            !bullet && width(line) * 2 > widest && width(line) + 1 + word + 2 > widest
        })
        .count();
    full * 10 >= body.len() * 9
}

/// Joins a paragraph that an empty line broke in the middle of a sentence.
pub(crate) fn join_broken(text: &str, units: &mut Vec<Unit>) {
    let mut joined: Vec<Unit> = Vec::with_capacity(units.len());
    for b in units.drain(..) {
        if let Some(a) = joined.last_mut() {
            let head = &text[a.start..a.end];
            let tail = &text[b.start..b.end];
            let breaks_off = head.ends_with(|c: char| c.is_lowercase() || c == ',') && head.len() > 60;
            let goes_on =
                tail.starts_with(char::is_lowercase) && tail.ends_with(['.', '!', '?', '"', '”', '’']);
            if a.markup == Markup::None && b.markup == Markup::None && breaks_off && goes_on {
                a.end = b.end;
                continue;
            }
        }
        joined.push(b);
    }
    *units = joined;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        cut(text).iter().map(|u| &text[u.start..u.end]).collect()
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        let wrapped = "The harbour wall at Port Vellin will hold until the spring, the mayor said\n\
                       on Monday, but the pumps that kept the river out of the lower town are\n\
                       gone.\n\nNobody was asked.";
        assert_eq!(texts(wrapped).len(), 2);
    }

    #[test]
    fn verse_lists_and_lines_are_not_joined() {
        assert_eq!(texts("The river came by night\nIt came by day\nAnd no one woke\nTo say").len(), 4);
        assert_eq!(texts("- six pumps\n- two barges\n- one wall").len(), 3);
        let lines = "The mayor said that the wall will hold until spring and that nobody needs to leave the town now.\n\
                     Nobody was asked.\nThe pumps were sold in August, and the buyer paid for them in one instalment.";
        assert_eq!(texts(lines).len(), 3);
    }

    #[test]
    fn a_sentence_broken_by_an_empty_line_is_one() {
        let broken = "The loss of all six pumps would soon leave the long harbour wall\r\n\r\nof the town alone.\r\n\r\nIt is old.";
        assert_eq!(texts(broken).len(), 2);
        assert_eq!(
            texts("A headline without end\n\nthe text. More of it."),
            ["A headline without end", "the text. More of it."]
        );
    }
}
