//! Paragraphs of plain text in the layouts news comes in: `tests/paragraphs`, figures and gates.
#![allow(clippy::print_stdout, reason = "the test says what it has measured")]

use wirecopy::{BlockKind, Document, ParseOptions};

struct Marked {
    name: String,
    text: String,
    /// Kind letter, start and end of each block.
    blocks: Vec<(char, usize, usize)>,
}

fn letter(kind: BlockKind) -> char {
    match kind {
        BlockKind::Title => 'T',
        BlockKind::Heading => 'H',
        BlockKind::Paragraph => 'P',
        BlockKind::BlockQuote => 'Q',
        BlockKind::ListItem => 'L',
        BlockKind::Table => 'B',
        BlockKind::Caption => 'C',
        BlockKind::Credit => 'R',
        BlockKind::Byline => 'Y',
        BlockKind::Dateline => 'D',
        _ => 'X',
    }
}

/// Reads one file of marked texts.
fn marked(file: &str) -> Vec<Marked> {
    let mut out = Vec::new();
    for part in file.split("=== ").skip(1) {
        let (head, body) = part.split_once('\n').expect("a name");
        let (name, eol) = head.split_once(" eol=").unwrap_or((head, "lf"));
        let eol = match eol {
            "lf" => "\n",
            "crlf" => "\r\n",
            "cr" => "\r",
            "ls" => "\u{2028}",
            "nel" => "\u{85}",
            other => panic!("{name}: no line end {other}"),
        };
        let body = body.trim_end_matches('\n').replace('\n', eol);
        let mut text = String::new();
        let mut marks: Vec<(char, usize)> = Vec::new();
        for piece in body.split_inclusive('⟧') {
            let (words, mark) = piece.split_once('⟦').unwrap_or((piece, ""));
            text.push_str(words);
            marks.extend(mark.chars().next().map(|kind| (kind, text.len())));
        }
        let ends = marks.iter().skip(1).map(|m| m.1).chain([text.len()]);
        let blocks = marks.iter().zip(ends).map(|(&(kind, start), end)| {
            let mut words = text[start..end].trim_end();
            while let Some(shorter) =
                words.strip_suffix("\n>").or(words.strip_suffix("> >")).or(words.strip_suffix("\r>"))
            {
                words = shorter.trim_end();
            }
            (kind, start, start + words.len())
        });
        let blocks = blocks.collect();
        out.push(Marked { name: name.to_owned(), text, blocks });
    }
    out
}

/// Blocks expected, blocks found, blocks with the very ends, of these with the kind too; texts read wholly right.
#[derive(Debug, Default)]
struct Score {
    texts: usize,
    whole: usize,
    expected: usize,
    found: usize,
    cut: usize,
    kinds: usize,
}

fn measure(file: &str) -> Score {
    let mut score = Score::default();
    for text in marked(file) {
        let document = Document::parse(text.text.as_bytes(), &ParseOptions::plain()).expect("a document");
        assert_eq!(document.text(), text.text, "{}: plain text was changed", text.name);
        let found: Vec<(char, usize, usize)> =
            document.blocks().iter().map(|b| (letter(b.kind()), b.span().start(), b.span().end())).collect();
        let cut = |b: &(char, usize, usize)| text.blocks.iter().any(|e| (e.1, e.2) == (b.1, b.2));
        score.texts += 1;
        score.expected += text.blocks.len();
        score.found += found.len();
        score.cut += found.iter().filter(|b| cut(b)).count();
        score.kinds += found.iter().filter(|b| text.blocks.contains(b)).count();
        let same = found.len() == text.blocks.len() && found.iter().all(cut);
        score.whole += usize::from(same);
        if std::env::var_os("WIRECOPY_SHOW").is_some() {
            for (kind, start, end) in found.iter().filter(|b| !text.blocks.contains(b)) {
                println!("  {} found {kind} {:?}", text.name, &text.text[*start..*end]);
            }
            for (kind, start, end) in text.blocks.iter().filter(|b| !found.contains(b)) {
                println!("  {} expected {kind} {:?}", text.name, &text.text[*start..*end]);
            }
        }
    }
    score
}

fn report(name: &str, score: &Score) {
    println!(
        "accuracy: paragraphs {name}: {} of {} texts cut right; blocks: {} expected, {} found, {} cut right, {} with their kind",
        score.whole, score.texts, score.expected, score.found, score.cut, score.kinds
    );
}

#[test]
fn paragraphs_are_found() {
    let a = measure(include_str!("../paragraphs/a.txt"));
    let b = measure(include_str!("../paragraphs/b.txt"));
    report("a", &a);
    report("b", &b);
}
