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
    assert_eq!(
        (a.whole, a.kinds),
        (a.texts, a.expected),
        "a text of the half that is worked on is read wrongly"
    );
    assert!(
        b.whole + 1 >= b.texts && b.kinds + 2 >= b.expected,
        "the other half was read better before: {b:?}"
    );
}

/// The words of each attribution: its content and its source, line ends taken as spaces.
fn attributions(text: &str) -> Vec<String> {
    let found = wirecopy::Analyzer::english().analyze_text(text).expect("an analysis");
    let words = |spans: &[wirecopy::Span]| -> String {
        let joined = spans.iter().map(|&s| found.document().slice(s)).collect::<Vec<_>>().join(" | ");
        joined.replace("\n> ", "\n").split_whitespace().collect::<Vec<_>>().join(" ")
    };
    found
        .attributions()
        .iter()
        .map(|a| {
            format!("{} <- {}", words(a.content()), a.source().map_or(String::new(), |s| words(&s.spans)))
        })
        .collect()
}

/// Breaks each line at `width`, with `before` before each new line.
fn wrap(text: &str, width: usize, before: &str) -> String {
    let mut out = String::new();
    for line in text.split('\n') {
        let mut column = before.len();
        out.push_str(before);
        for (k, word) in line.split(' ').enumerate() {
            let length = word.chars().count();
            if k > 0 && column + 1 + length > width {
                out.push('\n');
                out.push_str(before);
                column = before.len();
            } else if k > 0 {
                out.push(' ');
                column += 1;
            }
            out.push_str(word);
            column += length;
        }
        out.push('\n');
    }
    out
}

#[test]
fn wrapped_copy_says_what_it_said() {
    let text = "PORT VELLIN, March 4 (Nordwire) - The harbour wall will hold until the spring, Mayor Petra Quill said \
                on Monday, but the pumps that kept the river out of the lower town are gone.\n\n\
                “We were never asked,” said Quill, who has been mayor for eleven years. “They came at night, with two \
                barges, and they took all six of them, and nobody in the whole town hall heard a thing.”\n\n\
                According to three people who have seen the contract, Brantholm Energy paid $1.2 million for the six \
                pumps. Owen Marsh, an engineer who worked on the wall, told the Harbour Courier that the sale was “a \
                gamble with the town and with everyone who lives below the wall”.\n\n\
                The river board said in a statement that it had acted within the law and that the pumps were no longer \
                needed. It declined to say who had signed the contract.";
    let expected = attributions(text);
    assert!(expected.len() >= 6, "{expected:#?}");
    for width in [40, 55, 64, 72, 80] {
        assert_eq!(attributions(&wrap(text, width, "")), expected, "at {width}");
        assert_eq!(attributions(&wrap(text, width, "").replace('\n', "\r\n")), expected, "CRLF at {width}");
    }
    let quoted = text.split_once(" - ").expect("a dateline").1;
    assert_eq!(attributions(&wrap(quoted, 70, "> ")), attributions(quoted), "as quoted mail");
    let body = Document::from_text(&wrap(text, 64, "")).expect("a document").body();
    assert_eq!(body, quoted);
}
