//! What the lines of an article are, once they stand one after the other: dates, credits, kickers, the title
//! told twice, and where the article ends and the page goes on with something else.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::Favor;
use crate::document::{BlockKind, Metadata};
use crate::plain::shapes::ends_clause;
use crate::plain::{dates, label, tables};

/// A block in the making: where it starts and ends in the text, what it is, and for debris which kind.
pub(super) type Made = (usize, usize, BlockKind, Option<&'static str>);

/// A line as long as this is running text, not a label.
const LABEL: usize = 80;

struct EndMatter {
    kinds: HashMap<&'static str, &'static str>,
    /// Phrases of several words, by their first word.
    starts: HashMap<&'static str, Vec<(&'static str, &'static str)>>,
}

static END_MATTER: LazyLock<EndMatter> = LazyLock::new(|| {
    let mut out = EndMatter { kinds: HashMap::new(), starts: HashMap::new() };
    for line in include_str!("data/end_matter.tsv").lines().filter(|l| !l.starts_with('#')) {
        let mut cells = line.split('\t');
        let (Some(kind), _, Some(phrase)) = (cells.next(), cells.next(), cells.next()) else { continue };
        out.kinds.insert(phrase, kind);
        if let Some((first, _)) = phrase.split_once(' ') {
            out.starts.entry(first).or_default().push((phrase, kind));
        }
    }
    out
});

/// Which kind of end matter a line announces.
fn end_matter(words: &str) -> Option<&'static str> {
    if words.len() > LABEL || words.ends_with('.') {
        return None;
    }
    let lower = words.to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphabetic() && c != '*');
    if let Some(kind) = END_MATTER.kinds.get(bare) {
        return Some(kind);
    }
    let (first, _) = bare.split_once(' ')?;
    let starts = END_MATTER.starts.get(first)?;
    starts.iter().find(|(p, _)| bare.starts_with(p) && bare.len() <= p.len() + 30).map(|(_, kind)| *kind)
}

/// Whether a line is about when it was published.
fn is_date_line(words: &str) -> bool {
    if words.len() > 140 || !words.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    let lower = words.to_lowercase();
    let stated = ["published", "modified"].iter().any(|kind| tables::starts_with(kind, &lower).is_some());
    match dates::find(words, None) {
        Some(found) => {
            let rest = letters(&words[..found.start]) + letters(&words[found.end..]);
            rest <= if stated { 60 } else { 24 }
        }
        None => letters(words) <= 8 && words.len() < 30 && words.contains(':'),
    }
}

/// Whether a line says who made a picture: "Photo: Jan Moor", "© KPA", "(Credit: Jan Moor)".
fn is_credit(words: &str) -> bool {
    if words.len() > 120 {
        return false;
    }
    let lower = words.to_lowercase();
    let bare = lower.trim_start_matches(['(', '[', '|', ' ']);
    bare.starts_with('©')
        || tables::CREDITS.labels.iter().any(|label| {
            bare.strip_prefix(label).is_some_and(|rest| {
                let rest = rest.trim_start();
                rest.starts_with([':', '©']) || rest.starts_with("by ")
            })
        })
}

fn letters(words: &str) -> usize {
    words.chars().filter(|c| c.is_alphabetic()).count()
}

fn squeezed(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Reads the lines again with what stands around them. `headline` is how many blocks stood before the headline.
pub(super) fn tidy(
    text: &str,
    mut made: Vec<Made>,
    headline: Option<usize>,
    facts: &Metadata,
    favor: Favor,
) -> Vec<Made> {
    boilerplate(text, &mut made);
    lines(text, &mut made);
    titles(text, &mut made, facts);
    repeats(text, &mut made);
    if favor != Favor::Recall {
        before_headline(text, &mut made, headline);
        kickers(text, &mut made);
        endings(text, &mut made, facts);
    }
    if favor == Favor::Precision {
        scraps(text, &mut made);
    }
    nothing_headed(&mut made);
    made
}

fn debris(block: &mut Made, note: &'static str) {
    block.2 = BlockKind::Debris;
    block.3 = Some(note);
}

fn boilerplate(text: &str, made: &mut [Made]) {
    for block in made {
        let words = &text[block.0..block.1];
        if matches!(block.2, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Heading)
            && words.len() < 300
            && let Some(note) = label::debris(words)
        {
            debris(block, note);
        }
    }
}

/// Date lines and picture credits.
fn lines(text: &str, made: &mut [Made]) {
    for block in made.iter_mut() {
        if !matches!(block.2, BlockKind::Paragraph | BlockKind::Heading) {
            continue;
        }
        let words = &text[block.0..block.1];
        if is_date_line(words) {
            block.2 = BlockKind::Byline;
        } else if block.2 == BlockKind::Paragraph && is_credit(words) {
            block.2 = BlockKind::Credit;
        }
    }
}

/// Scraps before the headline: sections, badges, what was on the page above.
fn before_headline(text: &str, made: &mut [Made], headline: Option<usize>) {
    let Some(count) = headline else { return };
    let size = |made: &[Made]| -> usize { made.iter().filter(|b| b.2.is_body()).map(|b| b.1 - b.0).sum() };
    let (before, whole) = (size(&made[..count]), size(made));
    for block in &mut made[..count] {
        let short = block.1 - block.0 < LABEL && !ends_clause(&text[block.0..block.1]);
        if block.2.is_body() && (short || before * 4 < whole) {
            debris(block, "before_title");
        }
    }
}

fn titles(text: &str, made: &mut [Made], facts: &Metadata) {
    let Some(title) = facts.title.as_ref().map(|t| squeezed(&t.value)).filter(|t| t.len() > 8) else {
        return;
    };
    for block in made.iter_mut().filter(|b| matches!(b.2, BlockKind::Paragraph | BlockKind::Heading)) {
        let words = &text[block.0..block.1];
        if words.len() < title.len() * 2 + 40 && squeezed(words) == title {
            debris(block, "repeated_title");
        }
    }
}

/// A line told twice on end: a caption and the words that stand for its picture.
fn repeats(text: &str, made: &mut [Made]) {
    let mut count: HashMap<&str, u32> = HashMap::new();
    for block in made.iter().filter(|b| b.2 == BlockKind::Paragraph) {
        *count.entry(&text[block.0..block.1]).or_default() += 1;
    }
    let mut before = "";
    for block in made.iter_mut().filter(|b| b.2 == BlockKind::Paragraph) {
        let words = &text[block.0..block.1];
        if before == words && count[words] == 2 && (LABEL / 2..200).contains(&words.len()) {
            debris(block, "repeated");
        }
        before = words;
    }
}

/// Scraps before the first running text.
fn kickers(text: &str, made: &mut [Made]) {
    let running = |b: &Made| {
        let words = &text[b.0..b.1];
        match b.2 {
            BlockKind::Paragraph | BlockKind::BlockQuote => words.len() >= LABEL || ends_clause(words),
            BlockKind::ListItem | BlockKind::Table => true,
            _ => false,
        }
    };
    let Some(first) = made.iter().position(running) else { return };
    for block in made[..first].iter_mut().filter(|b| b.2 == BlockKind::Paragraph) {
        debris(block, "kicker");
    }
}

/// Lines that end no sentence.
fn scraps(text: &str, made: &mut [Made]) {
    for block in made.iter_mut().filter(|b| matches!(b.2, BlockKind::Paragraph | BlockKind::ListItem)) {
        let words = &text[block.0..block.1];
        if words.len() < LABEL && !ends_clause(words) {
            debris(block, "scrap");
        }
    }
}

/// Whether what was found reads like an article: running text that is more than the texts of teasers. A page
/// that calls itself an article needs less of it.
pub(super) fn is_article(text: &str, made: &[Made], teasers: usize, claimed: bool) -> bool {
    let running = made.iter().filter(|b| {
        let words = &text[b.0..b.1];
        matches!(b.2, BlockKind::Paragraph | BlockKind::BlockQuote | BlockKind::ListItem)
            && words.len() >= LABEL
            && ends_clause(words)
    });
    let (count, size) = running.fold((0, 0), |(n, size), b| (n + 1, size + b.1 - b.0));
    if claimed { size >= 120 } else { size >= 250 && count >= 2 && teasers * 2 < count + 3 }
}

/// Where the article ends.
fn endings(text: &str, made: &mut [Made], facts: &Metadata) {
    let prose = |b: &Made| -> usize {
        if matches!(
            b.2,
            BlockKind::Paragraph | BlockKind::BlockQuote | BlockKind::ListItem | BlockKind::Table
        ) {
            b.1 - b.0
        } else {
            0
        }
    };
    let whole: usize = made.iter().map(prose).sum();
    let mut before = 0;
    let mut k = 0;
    while k < made.len() {
        let words = &text[made[k].0..made[k].1];
        let candidate = matches!(made[k].2, BlockKind::Paragraph | BlockKind::Heading);
        if let Some(kind) = candidate.then(|| end_matter(words)).flatten() {
            let after = whole - before;
            let little = match kind {
                "related" => after * 8 < whole,
                "comments" | "about_author" => after * 2 < whole,
                _ => after * 4 < whole,
            };
            if before * 2 > whole && little {
                for block in &mut made[k..] {
                    if block.2.is_body() {
                        debris(block, kind);
                    }
                }
                return;
            }
            if kind == "related" && made[k].2.is_body() {
                debris(&mut made[k], kind);
                for block in &mut made[k + 1..] {
                    let words = &text[block.0..block.1];
                    if block.2 == BlockKind::ListItem && words.len() < 200
                        || block.2 == BlockKind::Paragraph && words.len() < 120 && !ends_clause(words)
                    {
                        debris(block, kind);
                    } else {
                        break;
                    }
                }
            }
        }
        before += prose(&made[k]);
        k += 1;
    }
    about_author(text, made, facts);
}

/// The last paragraphs, when they tell of the author.
fn about_author(text: &str, made: &mut [Made], facts: &Metadata) {
    let authors: Vec<String> =
        facts.authors.iter().map(|a| a.value.to_lowercase()).filter(|a| a.contains(' ')).collect();
    let mut left = 3;
    for block in made.iter_mut().rev() {
        if !block.2.is_body() {
            continue;
        }
        if left == 0 {
            break;
        }
        left -= 1;
        let words = text[block.0..block.1].to_lowercase();
        if block.2 == BlockKind::Paragraph && authors.iter().any(|a| words.starts_with(a.as_str())) {
            debris(block, "about_author");
        }
    }
}

/// Headings at the end head something that was left out.
fn nothing_headed(made: &mut [Made]) {
    for block in made.iter_mut().rev() {
        match block.2 {
            BlockKind::Heading => debris(block, "heading_of_nothing"),
            BlockKind::Paragraph | BlockKind::ListItem | BlockKind::BlockQuote | BlockKind::Table => break,
            _ => {}
        }
    }
}
