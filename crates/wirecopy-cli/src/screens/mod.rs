//! What people see: the answer first, what is unknown said as unknown, what was inferred in brackets.

pub(crate) mod dedup;
pub(crate) mod parse;
pub(crate) mod quotes;
pub(crate) mod sources;
pub(crate) mod speakers;
pub(crate) mod story;
pub(crate) mod verify;

use std::io::IsTerminal;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};
use wirecopy::{Document, Provenance};

/// The width that screens are made for.
pub(crate) const TARGET: usize = 100;

/// Where the screen is shown.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Screen {
    /// Columns; `None` when nothing is to be cut.
    pub(crate) width: Option<usize>,
    pub(crate) color: bool,
}

impl Screen {
    pub(crate) fn new(asked: Option<usize>) -> Self {
        let terminal = std::io::stdout().is_terminal();
        let known = || console::Term::stdout().size_checked().map_or(TARGET, |(_, w)| usize::from(w));
        let color = terminal && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
        let columns = || std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
        Self { width: asked.or_else(|| terminal.then(known)).or_else(columns).map(|w| w.max(40)), color }
    }

    pub(crate) fn bold(self, text: &str) -> String {
        if self.color { format!("\x1b[1m{text}\x1b[0m") } else { text.to_owned() }
    }

    /// What fits after `used` columns; what is cut ends in "…".
    pub(crate) fn fit(self, text: &str, used: usize) -> String {
        match self.width {
            Some(width) => cut(&clean(text), width.saturating_sub(used).max(10)),
            None => clean(text),
        }
    }
}

/// Text on one line, nothing in it that a terminal would obey.
pub(crate) fn clean(text: &str) -> String {
    let visible: String =
        text.chars().map(|c| if c.is_control() && !c.is_whitespace() { '\u{fffd}' } else { c }).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(crate) fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 1;
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used > width {
            break;
        }
        out.push(c);
    }
    out.push('…');
    out
}

/// Text in a column, filled up with spaces.
pub(crate) fn pad(text: &str, width: usize) -> String {
    let text = cut(text, width);
    let fill = width.saturating_sub(text.width());
    text + &" ".repeat(fill)
}

pub(crate) fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// The line number of each byte offset, from 1.
pub(crate) struct LineNumbers(Vec<usize>);

impl LineNumbers {
    pub(crate) fn of(text: &str) -> Self {
        Self(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(k, _)| k).collect())
    }

    pub(crate) fn at(&self, byte: usize) -> usize {
        self.0.partition_point(|&n| n < byte) + 1
    }
}

pub(crate) fn title(document: &Document) -> String {
    match &document.metadata().title {
        Some(title) => clean(&title.value),
        None if document.id().is_empty() => "untitled".to_owned(),
        None => clean(document.id()),
    }
}

/// The outlet and how it is known.
pub(crate) fn outlet(document: &Document) -> String {
    match &document.metadata().outlet {
        Some(outlet) => format!("{} ({})", clean(&outlet.value), from(outlet.provenance)),
        None => "outlet unknown".to_owned(),
    }
}

pub(crate) fn from(provenance: Provenance) -> &'static str {
    match provenance {
        Provenance::Caller => "as given",
        Provenance::Heading => "from the heading",
        Provenance::Header => "from the header",
        Provenance::Byline => "from the byline",
        Provenance::Url => "from the url",
        Provenance::Body => "from the text",
        Provenance::Detected => "detected",
        _ => "from the page",
    }
}
