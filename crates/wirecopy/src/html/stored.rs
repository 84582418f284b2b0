//! The article of a page that shows none in its markup: what its JSON-LD stores as `articleBody`.

use super::tags::Tag;
use super::tidy::Made;
use super::tree::{NodeKind, Tree};
use crate::document::{BlockKind, Builder};

const KEY: &str = "\"articleBody\"";

/// Writes the stored article into the builder when it holds more than twice the text found so far, and at
/// least a few sentences.
pub(super) fn write(tree: &Tree<'_>, found: usize, builder: &mut Builder) -> Option<Vec<Made>> {
    let (start, raw) = longest(tree)?;
    let mut writer = Writer { builder, made: Vec::new(), open: None, space: false };
    if raw.len() < 400 || raw.len() < found * 2 {
        return None;
    }
    let mut at = 0;
    let mut tag = false;
    while at < raw.len() {
        let (c, length) = next(&raw[at..])?;
        let range = (start + at, start + at + length);
        at += length;
        match c {
            '<' => tag = true,
            '>' if tag => {
                tag = false;
                writer.end();
            }
            _ if tag => {}
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => writer.end(),
            c if c.is_whitespace() => writer.space = true,
            c => writer.push(c, range),
        }
    }
    writer.end();
    Some(writer.made)
}

/// The longest `articleBody` of the page as it stands in the JSON, and where.
fn longest<'a>(tree: &Tree<'a>) -> Option<(usize, &'a str)> {
    let mut best: Option<(usize, &str)> = None;
    for node in &tree.nodes {
        let script =
            tree.nodes.get(node.parent as usize).is_some_and(|p| p.kind == NodeKind::Element(Tag::Script));
        if !script || !matches!(node.kind, NodeKind::Text | NodeKind::Escaped) {
            continue;
        }
        let text = &tree.page[node.start as usize..node.end as usize];
        for (key, _) in text.match_indices(KEY) {
            let rest = &text[key + KEY.len()..];
            let Some(value) = rest.trim_start().strip_prefix(':').map(str::trim_start) else { continue };
            let Some(value) = value.strip_prefix('"') else { continue };
            let at = node.start as usize + text.len() - value.len();
            let value = &value[..string_end(value)];
            if best.is_none_or(|(_, b)| value.len() > b.len()) {
                best = Some((at, value));
            }
        }
    }
    best
}

/// Where a JSON string ends, from after its opening mark.
fn string_end(value: &str) -> usize {
    let mut escaped = false;
    for (at, b) in value.bytes().enumerate() {
        match b {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at,
            _ => {}
        }
    }
    value.len()
}

/// The next character of a JSON string and how many bytes stand for it.
fn next(rest: &str) -> Option<(char, usize)> {
    let c = rest.chars().next()?;
    if c != '\\' {
        return Some((c, c.len_utf8()));
    }
    let escape = rest[1..].chars().next()?;
    let c = match escape {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'b' | 'f' => ' ',
        'u' => return Some(unicode(rest)),
        other => other,
    };
    Some((c, 1 + escape.len_utf8()))
}

/// `\uXXXX`, or two of them for a character outside the basic plane.
fn unicode(rest: &str) -> (char, usize) {
    let unit = |at: usize| {
        let digits = rest.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let units = [unit(0), unit(6)];
    let read = |n: usize| char::decode_utf16(units[..n].iter().map_while(|u| *u)).next()?.ok();
    match (read(1), read(2)) {
        (Some(c), _) => (c, 6),
        (None, Some(c)) => (c, 12),
        _ => (char::REPLACEMENT_CHARACTER, if units[0].is_some() { 6 } else { 2 }),
    }
}

struct Writer<'b> {
    builder: &'b mut Builder,
    made: Vec<Made>,
    open: Option<usize>,
    space: bool,
}

impl Writer<'_> {
    fn push(&mut self, c: char, range: (usize, usize)) {
        if self.open.is_none() {
            if !self.builder.text.is_empty() {
                self.builder.push_glue("\n\n");
            }
            self.open = Some(self.builder.text.len());
        } else if self.space {
            self.builder.push_glue(" ");
        }
        self.space = false;
        self.builder.push(c.encode_utf8(&mut [0; 4]), range);
    }

    fn end(&mut self) {
        self.space = false;
        if let Some(start) = self.open.take() {
            self.made.push((start, self.builder.text.len(), BlockKind::Paragraph, None));
        }
    }
}
