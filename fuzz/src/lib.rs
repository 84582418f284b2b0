//! What must hold of any input, one function for each fuzz target. `tests/rust/fuzz_regressions.rs` includes this
//! file and runs the same functions on the kept inputs.

mod pack;

pub use pack::pack;
use wirecopy::export::{self, AnnotateOptions, Mark, annotate_marks};
use wirecopy::{Analyzer, Document, ErrorKind, Format, JsonOptions, ParseOptions, Scope, Span, Unit, schema};

/// A web page.
pub fn html(input: &[u8]) {
    read(input, &ParseOptions::default().with_format(Format::Html));
}

/// A page saved in one file.
pub fn mhtml(input: &[u8]) {
    read(input, &ParseOptions::default().with_format(Format::Mhtml));
}

/// Plain text, whose document has it byte for byte.
pub fn plain(input: &[u8]) {
    if let Some(document) = read(input, &ParseOptions::plain()) {
        assert_eq!(document.text().as_bytes(), input, "plain text was changed");
    }
}

/// Markdown.
pub fn markdown(input: &[u8]) {
    read(input, &ParseOptions::default().with_format(Format::Markdown));
}

/// The first line is the encoding that a transport header names, the rest the page.
pub fn encoding(input: &[u8]) {
    let end = input.iter().position(|&b| b == b'\n').unwrap_or(input.len());
    let label = String::from_utf8_lossy(&input[..end]);
    let page = input.get(end + 1..).unwrap_or_default();
    read(page, &ParseOptions::default().with_format(Format::Html).with_encoding(label));
}

/// Any page, with every word marked and with what an analysis finds: the marks come out again byte for byte.
pub fn annotate(input: &[u8]) {
    let Some(document) = read(input, &ParseOptions::default()) else { return };
    if matches!(document.format(), Format::Plain | Format::Markdown) {
        return;
    }
    let mut marks = Vec::new();
    let mut at = 0;
    for piece in document.text().split_inclusive(char::is_whitespace) {
        let word = span(at, at + piece.trim_end().len());
        marks.push(Mark { span: word, label: "w".to_owned() });
        at += piece.len();
    }
    marks.push(Mark { span: span(0, document.text().len()), label: "all".to_owned() });
    let analysis = Analyzer::english().analyze(&document).expect("an analysis");
    let options = AnnotateOptions::default().with_scope(Scope::All).with_style(true);
    for answer in [annotate_marks(&document, input, &marks), export::annotate(&analysis, input, &options)] {
        match answer {
            Ok(page) => assert!(export::strip(&page) == input, "not the page that was given"),
            Err(error) => {
                let known = [ErrorKind::Malformed, ErrorKind::UnsupportedFormat];
                assert!(known.contains(&error.kind()), "{error}");
            }
        }
    }
}

fn span(start: usize, end: usize) -> Span {
    Span::new(start, end).expect("a span")
}

/// Reads and checks one document; `None` when it is refused, as it may be.
fn read(input: &[u8], options: &ParseOptions) -> Option<Document> {
    match Document::parse(input, options) {
        Ok(document) => {
            check(&document, input);
            Some(document)
        }
        Err(error) => {
            let known = [
                ErrorKind::InvalidUtf8,
                ErrorKind::InvalidOption,
                ErrorKind::UnsupportedFormat,
                ErrorKind::Malformed,
                ErrorKind::NoContent,
                ErrorKind::TooDeep,
                ErrorKind::TooManyNodes,
            ];
            assert!(known.contains(&error.kind()), "{error}");
            assert!(error.offset().is_none_or(|at| at <= input.len()), "{error}");
            None
        }
    }
}

/// Blocks and facts slice the text and lead into the input, and offsets convert there and back.
fn check(document: &Document, input: &[u8]) {
    let text = document.text();
    assert_eq!(document.input_bytes(), input.len());
    for pair in document.blocks().windows(2) {
        assert!(pair[0].span().end() <= pair[1].span().start(), "blocks overlap: {pair:?}");
    }
    let mut spans: Vec<Span> = document.blocks().iter().map(wirecopy::Block::span).collect();
    spans.extend(facts(document));
    spans.push(span(0, text.len()));
    for &whole in &spans {
        assert!(document.get(whole).is_some(), "{whole:?} does not slice a text of {} bytes", text.len());
        for unit in [Unit::Chars, Unit::Bytes, Unit::Utf16] {
            for at in [whole.start(), whole.end()] {
                let there = document.offset(at, unit);
                assert_eq!(document.offsets().to_bytes(text, there, unit), at, "{unit} {there}");
            }
        }
    }
    spans.extend(text.char_indices().map(|(at, c)| span(at, at + c.len_utf8())));
    for part in spans {
        for range in document.input_ranges(part) {
            let inside = range.start <= range.end && range.end <= input.len();
            assert!(inside, "{part:?} came from {range:?} of {} bytes", input.len());
        }
    }
    let body = document.body();
    assert!(body.len() <= text.len() + 2 * document.blocks().len(), "a body longer than the text");
    assert!(schema::document_json(document, &JsonOptions::default()).starts_with('{'));
}

/// Where the words of the facts stand.
fn facts(document: &Document) -> Vec<Span> {
    let m = document.metadata();
    let one = [&m.title, &m.outlet, &m.language, &m.url, &m.description, &m.section, &m.image];
    let mut out: Vec<Span> = one.into_iter().flatten().filter_map(|f| f.span).collect();
    out.extend([&m.authors, &m.tags, &m.wire].into_iter().flatten().filter_map(|f| f.span));
    out.extend([&m.published, &m.modified].into_iter().flatten().filter_map(|f| f.span));
    out.extend(m.dateline.iter().map(|d| d.span));
    out
}
