//! Lines of a screen: width, wrapping, colours, and the small words.

use std::fmt::Write as _;

/// A screen in the making.
#[derive(Debug)]
pub(super) struct Page {
    out: String,
    width: usize,
    color: bool,
}

const BOLD: &str = "\x1b[1m";
const DIM: &str = "\x1b[2m";
const RED: &str = "\x1b[31m";
const PLAIN: &str = "\x1b[0m";

impl Page {
    pub(super) fn new(width: usize, color: bool) -> Self {
        Self { out: String::new(), width: width.max(60), color }
    }

    pub(super) fn width(&self) -> usize {
        self.width
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    /// An empty line, unless there is one already.
    pub(super) fn blank(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    pub(super) fn line(&mut self, text: &str) {
        self.out.push_str(text.trim_end());
        self.out.push('\n');
    }

    fn painted(&mut self, paint: &str, text: &str) {
        if self.color {
            let _ = write!(self.out, "{paint}{text}{PLAIN}");
        } else {
            self.out.push_str(text);
        }
    }

    /// A line that stands out, wrapped.
    pub(super) fn strong(&mut self, text: &str) {
        for line in wrap(text, self.width) {
            self.painted(BOLD, &line);
            self.out.push('\n');
        }
    }

    /// A line that stands back.
    pub(super) fn dim(&mut self, text: &str) {
        self.painted(DIM, text.trim_end());
        self.out.push('\n');
    }

    /// A heading and what stands beside it.
    pub(super) fn heading(&mut self, title: &str, beside: &str) {
        self.painted(BOLD, title);
        self.painted(DIM, beside);
        self.out.push('\n');
    }

    /// Text behind a lead, later lines set in as far as the lead is long.
    pub(super) fn wrapped(&mut self, lead: &str, text: &str) {
        let indent = lead.chars().count();
        for (k, line) in wrap(text, self.width.saturating_sub(indent)).iter().enumerate() {
            if k == 0 {
                self.line(&format!("{lead}{line}"));
            } else {
                self.line(&format!("{:indent$}{line}", ""));
            }
        }
    }

    /// A label in bold, then text.
    pub(super) fn labelled(&mut self, label: &str, text: &str) {
        let indent = label.chars().count() + 1;
        for (k, line) in wrap(text, self.width.saturating_sub(indent)).iter().enumerate() {
            if k == 0 {
                self.painted(BOLD, label);
                self.out.push(' ');
                self.line(line);
            } else {
                self.line(&format!("{:indent$}{line}", ""));
            }
        }
    }

    /// A label, a sign in red when it is `bad`, then text.
    pub(super) fn label_and_sign(&mut self, label: &str, sign: &str, bad: bool, text: &str) {
        const INDENT: usize = 11;
        for (k, line) in wrap(text, self.width.saturating_sub(INDENT)).iter().enumerate() {
            if k == 0 {
                self.painted(BOLD, &format!("{label:<8}"));
                self.painted(if bad { RED } else { "" }, sign);
                self.line(&format!(" {line}"));
            } else {
                self.line(&format!("{:INDENT$}{line}", ""));
            }
        }
    }
}

/// A space at which no line is broken.
pub(super) const GLUE: char = '\u{1f}';

/// A short note that stays on one line; a long one may break.
pub(super) fn glued(note: &str) -> String {
    if note.chars().count() > 32 { note.to_owned() } else { note.replace(' ', "\u{1f}") }
}

/// Lines of at most `width` columns, broken between words.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(12);
    let mut lines = vec![String::new()];
    let mut used = 0;
    // Several spaces are kept, they set notes apart.
    for word in text.split(' ') {
        let n = word.chars().count();
        let Some(line) = lines.last_mut() else { break };
        if used > 0 && used + 1 + n > width {
            lines.push(word.to_owned());
            used = n;
        } else {
            if used > 0 || !line.is_empty() {
                line.push(' ');
                used += 1;
            }
            line.push_str(word);
            used += n;
        }
    }
    lines.into_iter().map(|l| l.trim_end().replace(GLUE, " ")).collect()
}

/// At most `width` characters, an ellipsis for what is left out.
pub(super) fn cut(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    let kept: String = text.chars().take(width.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// In quotation marks; marks inside become single.
pub(super) fn quoted(text: &str) -> String {
    let inner: String = text
        .chars()
        .map(|c| {
            if c == '“' || c == '"' {
                '‘'
            } else if c == '”' {
                '’'
            } else {
                c
            }
        })
        .collect();
    format!("\"{inner}\"")
}

/// In curly marks, cut.
pub(super) fn quoted_short(text: &str, width: usize) -> String {
    format!("“{}”", cut(text.trim_end_matches(['.', ',']), width))
}

/// Article numbers from 1, each once, apart by spaces.
pub(super) fn listed(articles: &[usize]) -> String {
    let mut sorted = articles.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    sorted.iter().map(|a| (a + 1).to_string()).collect::<Vec<_>>().join(" ")
}

/// Small numbers as words.
pub(super) fn number(n: usize) -> String {
    const WORDS: [&str; 11] =
        ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    WORDS.get(n).map_or_else(|| n.to_string(), |w| (*w).to_owned())
}

/// The word, with an s for any number but one.
pub(super) fn plural(n: usize, word: &str) -> String {
    if n == 1 { word.to_owned() } else { format!("{word}s") }
}

/// "a, b and c".
pub(super) fn joined(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// "24 Sept. 2024" of an ISO date.
pub(super) fn date(iso: &str) -> String {
    const MONTHS: [&str; 12] =
        ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."];
    let mut parts = iso.split('T').next().unwrap_or(iso).split('-');
    let year = parts.next().unwrap_or("");
    let month =
        parts.next().and_then(|m| m.parse::<usize>().ok()).and_then(|m| MONTHS.get(m.wrapping_sub(1)));
    let day = parts.next().map(|d| d.trim_start_matches('0'));
    match (month, day) {
        (Some(month), Some(day)) => format!("{day} {month} {year}"),
        (Some(month), None) => format!("{month} {year}"),
        _ => year.to_owned(),
    }
}
