//! Paragraphs of plain text: across single line ends in hard-wrapped copy, one a line otherwise.

use super::lines::{self, Line};
use super::shapes;
use super::wrap::{self, Break};
use crate::input::watch::Watch;

/// One paragraph-like stretch of text, and what its markup said of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) markup: Markup,
    /// Number of the group of lines it stands in, with no empty line between them.
    pub(crate) group: u32,
}

/// What markup said of a stretch of text; plain text says little.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Markup {
    None,
    Title,
    Heading,
    Item,
    Quote,
    Table,
    Code,
    /// A line of marks between parts.
    Rule,
    /// The words of a picture.
    Caption,
    /// A footnote.
    Note,
}

/// Cuts a text into units, as many as the caller waits for.
pub(crate) fn cut(text: &str, watch: &Watch) -> Vec<Unit> {
    let lines = lines::lines(text);
    if !watch.spend(text.len()) {
        return Vec::new();
    }
    let whole = wrap::of_text(text, &lines);
    let mut out = Vec::with_capacity(lines.len().min(1 << 16));
    let (mut first, mut number) = (0, 0);
    while first < lines.len() {
        let apart = |k: usize| lines[k].gap || lines[k].depth != lines[first].depth;
        let end = (first + 1..lines.len()).find(|&k| apart(k)).unwrap_or(lines.len());
        if !watch.spend((lines[end - 1].end - lines[first].start) as usize) {
            return out;
        }
        group(text, &lines[first..end], whole, number, &mut out);
        first = end;
        number += 1;
    }
    join_broken(text, &mut out);
    out
}

/// What the form of a line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Text,
    /// An item of a list; its text begins so many columns in.
    Item(u16),
    Row,
    Rule,
    /// `Subject: …`, `CLERK: …`
    Field,
}

/// Cuts the lines between two empty ones.
fn group(text: &str, lines: &[Line], whole: Option<usize>, number: u32, out: &mut Vec<Unit>) {
    let shapes = shapes_of(text, lines);
    let breaks: Vec<Break> = lines.windows(2).map(|p| Break::new(text, p[0], p[1])).collect();
    let last = lines.last().map_or(0, |&l| if lines.len() > 1 { wrap::width(text, l) } else { 0 });
    let (width, wrapped) = if breaks.is_empty() { (0, false) } else { wrap::of_group(&breaks, last, whole) };
    let base = lines.iter().map(|l| l.indent).min().unwrap_or(0);
    // All but the first indented: the rest hangs under it.
    let hangs = lines.len() > 1 && lines[1..].iter().all(|l| l.indent > lines[0].indent);
    let mut start = 0;
    for k in 1..=lines.len() {
        let joined = k < lines.len() && shapes[k] == Shape::Text && {
            let indented = lines[k].indent > base + 1;
            match shapes[start] {
                Shape::Item(column) => {
                    lines[k].indent >= column.max(1) || wrap::joins(&breaks, k - 1, width, wrapped)
                }
                Shape::Text => (!indented || hangs) && wrap::joins(&breaks, k - 1, width, wrapped),
                Shape::Field => {
                    lines[k].indent > lines[start].indent || wrap::joins(&breaks, k - 1, width, wrapped)
                }
                Shape::Row | Shape::Rule => false,
            }
        };
        if joined {
            continue;
        }
        let markup = match shapes[start] {
            _ if lines[start].depth > 0 => Markup::Quote,
            Shape::Item(_) => Markup::Item,
            Shape::Row => Markup::Table,
            Shape::Rule => Markup::Rule,
            Shape::Text | Shape::Field => Markup::None,
        };
        out.push(Unit {
            start: lines[start].start as usize,
            end: lines[k - 1].end as usize,
            markup,
            group: number,
        });
        start = k;
    }
}

fn shapes_of(text: &str, lines: &[Line]) -> Vec<Shape> {
    let mut out: Vec<Shape> = Vec::with_capacity(lines.len());
    let numbered = lines
        .iter()
        .filter(|l| shapes::item(l.words(text)).is_some() && shapes::is_numbered(l.words(text)))
        .take(2)
        .count();
    let words = |k: usize| lines[k].words(text);
    let fields = lines.len() > 1
        && shapes::field(words(0)).is_some()
        && (1..lines.len()).any(|k| shapes::field(words(k)).is_some());
    for k in 0..lines.len() {
        let line = words(k);
        let shape = if shapes::is_rule(line) {
            Shape::Rule
        } else if let Some(mark) = shapes::item(line)
            && (numbered > 1 || !shapes::is_numbered(line))
            && starts_item(text, lines, &out, k)
        {
            Shape::Item(lines[k].indent.saturating_add(mark as u16))
        } else if lines.len() > 1 && shapes::is_row(line) && next_to_row(text, lines, k) {
            Shape::Row
        } else if fields && shapes::field(line).is_some() {
            Shape::Field
        } else {
            Shape::Text
        };
        out.push(shape);
    }
    out
}

/// Whether the mark at the start of a line makes it an item: it stands where a list does.
fn starts_item(text: &str, lines: &[Line], before: &[Shape], k: usize) -> bool {
    let Some(last) = k.checked_sub(1) else { return true };
    before.iter().rev().take(12).any(|s| matches!(s, Shape::Item(_)))
        || lines[last].words(text).ends_with([':', ';', '.', '!', '?'])
        || lines.get(k + 1).is_some_and(|l| shapes::item(l.words(text)).is_some())
        || lines[k].indent > lines[last].indent
}

fn next_to_row(text: &str, lines: &[Line], k: usize) -> bool {
    let row = |k: Option<usize>| k.and_then(|k| lines.get(k)).is_some_and(|l| shapes::is_row(l.words(text)));
    row(k.checked_sub(1)) || row(Some(k + 1))
}

/// Joins a paragraph that an empty line or a new page broke in the middle of a sentence.
pub(crate) fn join_broken(text: &str, units: &mut Vec<Unit>) {
    let mut kept = 0usize;
    for k in 0..units.len() {
        let b = units[k];
        if let Some(a) = kept.checked_sub(1).map(|last| &mut units[last])
            && a.markup == Markup::None
            && b.markup == Markup::None
            && breaks_off(&text[a.start..a.end])
            && goes_on(&text[b.start..b.end])
        {
            a.end = b.end;
            continue;
        }
        units[kept] = b;
        kept += 1;
    }
    units.truncate(kept);
}

fn breaks_off(head: &str) -> bool {
    head.len() > 60 && head.ends_with(|c: char| c.is_lowercase() || c == ',')
}

fn goes_on(tail: &str) -> bool {
    tail.starts_with(char::is_lowercase) && tail.ends_with(['.', '!', '?', '"', '”', '’'])
}
