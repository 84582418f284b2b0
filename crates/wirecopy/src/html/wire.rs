//! What the article's own lines say of agencies: the dateline of its first paragraph, the credit at its end,
//! agencies among its authors. And where the title stands in the text.

use crate::Span;
use crate::document::{Block, BlockKind, Builder, Field, Metadata, Provenance};
use crate::plain::tables::{header_words, starts_with};

/// How many blocks at the end may hold a credit, and how long it may be.
const LAST: usize = 4;
const LONGEST: usize = 400;

/// Fills in dateline, agencies and the title's span from the blocks of a page.
pub(super) fn complete(builder: &mut Builder) {
    let blocks: Vec<Block> = builder.blocks().to_vec();
    let text = std::mem::take(&mut builder.text);
    let metadata = &mut builder.metadata;
    title(metadata, &text, &blocks);
    if let Some(first) = blocks.iter().find(|b| b.kind() == BlockKind::Paragraph)
        && let Some(dateline) = crate::plain::dateline(&text[first.span().range()], first.span().start())
    {
        let agency = dateline.agency.clone();
        if let Some(name) = agency {
            let at = text[dateline.span.range()].find(&name).map(|k| dateline.span.start() + k);
            let field = Field::new(name.clone(), Provenance::Body);
            add(
                metadata,
                match at {
                    Some(at) => field.with_span(Span::of(at, at + name.len())),
                    None => field,
                },
            );
        }
        metadata.dateline = Some(dateline);
    }
    for author in metadata.authors.clone() {
        if is_agency(&author.value) {
            add(metadata, author);
        }
    }
    let last = blocks.iter().rev().filter(|b| b.kind() != BlockKind::Debris).take(LAST);
    for block in last {
        for (start, end) in credits(&text[block.span().range()], block.span().start()) {
            let field = Field::new(text[start..end].to_owned(), Provenance::Body);
            add(metadata, field.with_span(Span::of(start, end)));
        }
    }
    builder.text = text;
}

/// A title that is the headline's words stands where the headline stands.
fn title(metadata: &mut Metadata, text: &str, blocks: &[Block]) {
    let Some(title) = metadata.title.as_mut().filter(|t| t.provenance == Provenance::Element) else { return };
    let found = blocks.iter().find(|b| b.kind() == BlockKind::Title);
    let same = |b: &&Block| text[b.span().range()].split_whitespace().eq(title.value.split_whitespace());
    title.span = found.filter(same).map(Block::span);
}

fn add(metadata: &mut Metadata, field: Field<String>) {
    if metadata.wire.iter().all(|w| !w.value.eq_ignore_ascii_case(&field.value)) {
        metadata.wire.push(field);
    }
}

/// Whether a name is that of a known agency.
fn is_agency(name: &str) -> bool {
    header_words("wire").contains(&name.to_lowercase().as_str())
}

/// The agencies a line at the end credits, as bytes from `at` on: "(Reporting by …)", "(dpa)", "AFP/Reuters".
fn credits(line: &str, at: usize) -> Vec<(usize, usize)> {
    let trimmed = line.trim();
    let bare = trimmed.trim_start_matches(['(', '[', '*', '—', '–', '-', ' ']).to_lowercase();
    let reporting = trimmed.len() <= LONGEST && starts_with("reporting", &bare).is_some();
    // What stands in brackets at the very end, or all of a short line.
    let from = match line.rfind(['(', '[']) {
        _ if reporting || trimmed.len() < 40 => 0,
        Some(open) if line.trim_end().ends_with([')', ']']) && line.len() - open < 40 => open,
        _ => return Vec::new(),
    };
    let mut out = Vec::new();
    let mut rest = 0;
    for part in line[from..].split_inclusive(['/', ',', ';', '(', ')', '[', ']', '.', '—', '–', ':']) {
        let start = from + rest;
        rest += part.len();
        let word = part.trim_matches(|c: char| !c.is_alphanumeric());
        if word.is_empty() {
            continue;
        }
        let begin = start + part.find(word).unwrap_or_default();
        let high = word.chars().any(|c| !c.is_lowercase() || !c.is_ascii());
        if is_agency(word) && (high || from > 0 || trimmed.len() < 40) {
            out.push((at + begin, at + begin + word.len()));
        } else if !reporting && from == 0 {
            // A short line that says anything else is no credit.
            return Vec::new();
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_at_the_end() {
        let names = |line: &str| -> Vec<String> {
            credits(line, 0).into_iter().map(|(a, b)| line[a..b].to_owned()).collect()
        };
        assert_eq!(names("(dpa)"), ["dpa"]);
        assert_eq!(names("AFP/Reuters"), ["AFP", "Reuters"]);
        assert_eq!(
            names("The wall will hold until the spring, the mayor said on Monday. (APA/dpa)"),
            ["APA", "dpa"]
        );
        assert_eq!(names("(Reporting by Ada Lund in Estmark; Reuters)"), ["Reuters"]);
        assert_eq!(names("The AFP said so."), Vec::<String>::new());
        assert_eq!(
            names("The wall will hold until spring, said the mayor of the town (AFP is an agency)."),
            Vec::<String>::new()
        );
    }
}
