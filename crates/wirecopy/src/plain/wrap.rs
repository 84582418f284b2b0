//! Hard-wrapped copy: whether a line end is white space inside a paragraph or the end of one.
//!
//! Two kinds of evidence. Of the page: a wrapped line could not have taken the first word of the next. Of the
//! language: it stops in the middle of a sentence, and the next goes on in small letters. A text, or a group of
//! lines between empty ones, is taken to be wrapped when both agree; verse, lists, addresses and one paragraph a
//! line fail one of them.

use super::lines::Line;

/// Lines wider than this are not made by wrapping.
const WIDEST: usize = 180;
/// Lines of one wrapped text differ by no more than a long word.
const WINDOW: usize = 16;
/// Narrower lines that end in the middle of a sentence are of verse or a list.
const LEAST: u32 = 36;
/// A hand that breaks lines is not exact.
const SLACK: usize = 3;

/// What is seen where one line of a group ends and the next begins.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing seen")]
pub(super) struct Break {
    /// Width of the line, its indent included.
    width: u32,
    /// The same without what it is indented more than the next, which may have been done after the wrapping.
    bare: u32,
    /// Width of the next line's first word.
    word: u32,
    /// Whether the line ends as no sentence does.
    open: bool,
    /// Whether the next line begins with a small letter.
    small: bool,
    /// Whether the last word of the line begins with a small letter.
    inner: bool,
    /// Whether either line has small letters at all.
    cased: bool,
}

impl Break {
    pub(super) fn new(text: &str, line: Line, next: Line) -> Self {
        let (words, after) = (line.words(text), next.words(text));
        let first = after.split_whitespace().next().unwrap_or(after);
        let last = words.rsplit(char::is_whitespace).next().unwrap_or(words);
        let address = first.contains(['@', '/']);
        let cased = |words: &str| super::prefix(words, 64).contains(char::is_lowercase);
        Self {
            width: width(text, line),
            bare: Self::bare(text, line, next),
            word: if first.len() > 60 { 1 } else { first.chars().count() as u32 },
            open: !stops(words),
            small: !address
                && after
                    .trim_start_matches(['“', '"', '‘', '\'', '«', '„', '(', '[', '_'])
                    .starts_with(char::is_lowercase),
            inner: last.starts_with(char::is_lowercase),
            cased: cased(words) && cased(after),
        }
    }

    fn bare(text: &str, line: Line, next: Line) -> u32 {
        width(text, line) - u32::from(line.indent.saturating_sub(next.indent))
    }

    /// Whether the line could not have taken the next line's first word.
    fn is_full(self, width: usize, slack: usize) -> bool {
        self.width as usize + 1 + self.word as usize + slack > width
    }
}

/// Columns of a line.
pub(super) fn width(text: &str, line: Line) -> u32 {
    let words = line.words(text);
    let count = if words.len() > 4 * WIDEST { words.len() } else { words.chars().count() };
    u32::from(line.indent) + count as u32
}

/// Whether words end as a sentence or a quotation does.
fn stops(words: &str) -> bool {
    let bare = words.trim_end_matches(['"', '”', '’', '\'', ')', '»', ']', '*', '_']);
    bare.ends_with(['.', '!', '?', '…', ':', '。', '！', '？'])
}

/// The width a whole text is wrapped at, when it is.
pub(super) fn of_text(text: &str, lines: &[Line]) -> Option<usize> {
    let pairs = || lines.windows(2).filter(|p| !p[1].gap && p[0].depth == p[1].depth);
    let mut widths = [0u32; WIDEST + 1];
    let mut some = false;
    for pair in pairs() {
        let width = Break::bare(text, pair[0], pair[1]) as usize;
        if (25..=WIDEST).contains(&width) {
            widths[width] += 1;
            some = true;
        }
    }
    if !some {
        return None;
    }
    let mut sum: u32 = widths[..WINDOW].iter().sum();
    let (mut most, mut at) = (sum, WINDOW - 1);
    for end in WINDOW..=WIDEST {
        sum = sum + widths[end] - widths[end - WINDOW];
        if sum >= most {
            (most, at) = (sum, end);
        }
    }
    let widest = (at + 1 - WINDOW..=at).rev().find(|&w| widths[w] > 0)?;
    let mut seen = Evidence::default();
    for pair in pairs() {
        let b = Break::new(text, pair[0], pair[1]);
        // Addresses and verse among the paragraphs say nothing of those.
        if b.width as usize * 10 >= widest * 6 {
            seen.add(b, widest);
        }
    }
    seen.is_wrapped(3).then_some(widest)
}

/// The width of a group of lines, and whether it is wrapped at it.
pub(super) fn of_group(breaks: &[Break], last: u32, whole: Option<usize>) -> (usize, bool) {
    let widest = breaks.iter().map(|b| b.bare).max().unwrap_or(0).max(last) as usize;
    if let Some(width) = whole
        && widest <= width + 2
        && widest + WINDOW > width
    {
        return (width, true);
    }
    let mut seen = Evidence::default();
    for &b in breaks {
        seen.add(b, widest);
    }
    (widest, widest <= WIDEST && seen.is_wrapped(2))
}

#[derive(Debug, Default)]
struct Evidence {
    breaks: usize,
    /// Lines that stop inside a sentence, those of them that are full, and those followed by a small letter.
    open: usize,
    full: usize,
    small: usize,
    uncased: usize,
}

impl Evidence {
    fn add(&mut self, b: Break, width: usize) {
        self.breaks += 1;
        if b.open {
            self.open += 1;
            self.full += usize::from(b.is_full(width, SLACK) && b.bare as usize <= width + 2);
            self.small += usize::from(b.small);
        }
        self.uncased += usize::from(!b.cased);
    }

    fn is_wrapped(&self, least: usize) -> bool {
        let uncased = self.uncased * 4 > self.breaks * 3;
        self.breaks >= least
            && self.open * 2 >= self.breaks
            && self.full * 10 >= self.open * 8
            && (self.small * 4 >= self.open || uncased)
    }
}

/// Whether line `k` of a group and the next are of one paragraph.
pub(super) fn joins(breaks: &[Break], k: usize, width: usize, wrapped: bool) -> bool {
    let b = breaks[k];
    let goes_on = b.open && b.small;
    if !wrapped {
        // A link on a line of its own goes on twice: "The council regularly / denies / that it was told."
        let long = |b: Break| b.width >= LEAST;
        let after_link = k > 0 && breaks[k - 1].open && breaks[k - 1].small && long(breaks[k - 1]);
        return goes_on && (long(b) || after_link);
    }
    let near = |part: usize| b.width as usize * 100 >= width * part;
    goes_on && near(40) || b.is_full(width, SLACK) && near(40) || k > 0 && b.open && b.inner && near(75)
}
