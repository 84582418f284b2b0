//! The way back into the page: marks go in and come out byte for byte, on any page; links lead to the words.
#![allow(clippy::print_stdout, reason = "the test says what it has run")]

mod fragment_reader;

use std::io::Read as _;
use std::path::Path;

use proptest::prelude::*;
use wirecopy::export::{self, AnnotateOptions, Mark, annotate_marks};
use wirecopy::{Analyzer, Document, ErrorKind, Format, ParseOptions, Scope, Span};

fn html(input: &[u8]) -> Document {
    Document::parse(input, &ParseOptions::default().with_format(Format::Html)).expect("a page")
}

/// Marks in the page, each `(labels, what it is around)`; checks that each is around text alone.
fn marked(page: &str) -> Vec<(&str, &str)> {
    let mut out = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find("<mark data-wirecopy=\"") {
        let labels = &rest[at + 21..];
        let (labels, tail) = labels.split_once("\">").expect("a whole start tag");
        let (inside, tail) = tail.split_once("</mark>").expect("an end tag");
        let tag = inside.match_indices('<').any(|(k, _)| {
            inside[k + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c))
        });
        assert!(!tag, "a mark across a tag: {inside:?}");
        out.push((labels, inside));
        rest = tail;
    }
    out
}

/// Marks every word of a document, and everything an analysis finds; both come out again.
fn round_trip(input: &[u8]) -> usize {
    let document = html(input);
    let text = document.text();
    let mut words = Vec::new();
    let mut at = 0;
    for piece in text.split_inclusive(char::is_whitespace) {
        let end = at + piece.trim_end().len();
        words.push(Mark { span: Span::new(at, end).expect("a span"), label: "w".to_owned() });
        at += piece.len();
    }
    // The whole, too: a mark that lies across everything.
    words.push(Mark { span: Span::new(0, text.len()).expect("a span"), label: "all".to_owned() });
    let analysis = Analyzer::english().analyze(&document).expect("an analysis");
    let styled = AnnotateOptions::default().with_scope(Scope::All).with_style(true);
    let mut count = 0;
    for answer in [annotate_marks(&document, input, &words), export::annotate(&analysis, input, &styled)] {
        match answer {
            Ok(page) => {
                assert!(export::strip(&page) == input, "not the page that was given");
                count += marked(&String::from_utf8_lossy(&page)).len();
            }
            Err(error) => {
                let known = [ErrorKind::Malformed, ErrorKind::UnsupportedFormat];
                assert!(known.contains(&error.kind()), "{error}");
            }
        }
    }
    count
}

#[test]
fn a_page_is_marked_in_its_own_bytes() {
    let source = "<html>\r\n<head><title>“Sound,” said Quill</title></head>\n<p title='“Sound,” said Petra Quill.'>\
                  &ldquo;The wall is\r\n   <b>so&uuml;nd</b>,&rdquo; said <a href=x>Petra Quill</a>, mayor of Port \
                  Vellin.<script>“Sound,” said Petra Quill.</script></p>";
    let document = html(source.as_bytes());
    let analysis = Analyzer::english().analyze(&document).expect("an analysis");
    let page = export::annotate(&analysis, source.as_bytes(), &AnnotateOptions::default()).expect("marks");
    let page = String::from_utf8(page).expect("text");
    assert_eq!(
        marked(&page),
        [
            ("content:a0", "&ldquo;The wall is\r\n"),
            ("content:a0", "so&uuml;nd"),
            ("content:a0", ",&rdquo;"),
            ("cue:a0", "said"),
            ("source:a0", "Petra Quill"),
            ("source:a0", ", mayor of Port Vellin"),
        ]
    );
    assert_eq!(export::strip(page.as_bytes()), source.as_bytes());
    let again = export::annotate(
        &Analyzer::english().analyze(&html(page.as_bytes())).expect("an analysis"),
        page.as_bytes(),
        &AnnotateOptions::default(),
    );
    assert_eq!(again.expect_err("annotated twice").kind(), ErrorKind::Malformed);
}

#[test]
fn what_overlaps_shares_a_mark() {
    let tail = " and what else there is to make a paragraph of it";
    let source = format!("<p>one two <i>three</i> four{tail}</p>");
    let source = source.as_bytes();
    let document = html(source);
    let mark = |a: usize, b: usize, label: &str| Mark {
        span: Span::new(a, b).expect("a span"),
        label: label.to_owned(),
    };
    let page = annotate_marks(&document, source, &[mark(0, 13, "a"), mark(4, 18, "b"), mark(4, 7, "c")]);
    assert_eq!(
        String::from_utf8(page.expect("marks")).expect("text"),
        format!(
            "<p><mark data-wirecopy=\"a\">one </mark><mark data-wirecopy=\"a b c\">two</mark>\
             <mark data-wirecopy=\"a b\"> </mark><i><mark data-wirecopy=\"a b\">three</mark></i>\
             <mark data-wirecopy=\"b\"> four</mark>{tail}</p>"
        )
    );
    let error = |marks: &[Mark]| annotate_marks(&document, source, marks).expect_err("no marks").kind();
    assert_eq!(error(&[mark(0, 1, "a\">")]), ErrorKind::InvalidOption);
    assert_eq!(error(&[mark(0, 99, "a")]), ErrorKind::InvalidSpan);
    assert_eq!(
        annotate_marks(&document, b"<p>other</p>", &[]).expect_err("another page").kind(),
        ErrorKind::InvalidOption
    );
    let plain = Document::from_text("“Sound,” said Petra Quill.").expect("a document");
    let error = annotate_marks(&plain, plain.text().as_bytes(), &[]).expect_err("no page");
    assert_eq!(error.kind(), ErrorKind::UnsupportedFormat);
}

#[test]
fn pages_in_other_encodings_stay_valid() {
    use encoding_rs::Encoding;
    for (label, words) in [
        ("windows-1252", "“The café will hold,” said Petra Quill, mayor of Port Vellin."),
        ("windows-1251", "Стена выдержит, сказала мэр."),
        ("Shift_JIS", "市長は、港の壁は春まで持ちこたえると述べた。ソ表"),
        ("gb18030", "市长说，港口的墙会撑到春天。"),
        ("EUC-KR", "시장은 항구의 벽이 봄까지 버틸 것이라고 말했다."),
        ("UTF-16LE", "“The wall will hold,” said Petra Quill."),
        ("UTF-16BE", "“The wall will hold,” said Petra Quill."),
    ] {
        let source = format!("<html><p>{words} <b>{words}</b></p>");
        let bytes: Vec<u8> = match label {
            "UTF-16LE" => {
                [0xff, 0xfe].into_iter().chain(source.encode_utf16().flat_map(u16::to_le_bytes)).collect()
            }
            "UTF-16BE" => {
                [0xfe, 0xff].into_iter().chain(source.encode_utf16().flat_map(u16::to_be_bytes)).collect()
            }
            _ => Encoding::for_label(label.as_bytes()).expect("a label").encode(&source).0.into_owned(),
        };
        let options = ParseOptions::default().with_format(Format::Html).with_encoding(label);
        let document = Document::parse(&bytes, &options).expect("a page");
        let marks: Vec<Mark> = document
            .text()
            .char_indices()
            .filter(|(_, c)| !c.is_whitespace())
            .map(|(at, c)| Mark {
                span: Span::new(at, at + c.len_utf8()).expect("a span"),
                label: "c".to_owned(),
            })
            .collect();
        let page = annotate_marks(&document, &bytes, &marks).expect("marks");
        assert_eq!(export::strip(&page), bytes, "{label}");
        let again = Document::parse(&page, &options).expect("a page");
        assert_eq!(again.text(), document.text(), "{label}");
    }
}

#[test]
fn the_page_sets() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/eval/html/zyte-dev");
    let Ok(ground) = std::fs::read(folder.join("ground.json")) else {
        println!("skipped: the pages are not here (../shared/eval/html/zyte-dev)");
        return;
    };
    let ground: serde_json::Value = serde_json::from_slice(&ground).expect("JSON");
    let (mut pages, mut marks) = (0, 0);
    for item in ground["items"].as_object().expect("items").values() {
        let file = std::fs::File::open(folder.join(item["file"].as_str().expect("a file"))).expect("a page");
        let mut page = Vec::new();
        flate2::read::MultiGzDecoder::new(file).read_to_end(&mut page).expect("a page");
        marks += round_trip(&page);
        pages += 1;
    }
    println!("export: {pages} pages, {marks} marks");
    assert!(marks > pages * 100);
}

/// Pieces that pages are made of, well formed and not.
const PIECES: &[&str] = &[
    "“The wall will hold,” said Petra Quill. ",
    "word ",
    "é",
    "市長",
    " ",
    "\r\n",
    "\n",
    "\t",
    "\0",
    "&amp;",
    "&lt",
    "&",
    "&nvle;",
    "&#8220;",
    "&#x1F600;",
    "&bogus;",
    "&NotEqualTilde;",
    "<",
    ">",
    "\"",
    "'",
    "=",
    "</",
    "<!",
    "<!--",
    "-->",
    "--!>",
    "<![CDATA[",
    "]]>",
    "<?",
    "<p>",
    "</p>",
    "<p title='“Sound,” said Quill'>",
    "<div class=\"a>b\">",
    "</div>",
    "<b>",
    "</b>",
    "<a href=x&y>",
    "</a>",
    "<br>",
    "<br/>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<script>",
    "</script>",
    "<script><!--",
    "<style>",
    "</style>",
    "<title>",
    "</title>",
    "<textarea>",
    "</textarea>",
    "<xmp>",
    "</xmp>",
    "<plaintext>",
    "<noscript>",
    "</noscript>",
    "<iframe>",
    "</iframe>",
    "<svg>",
    "<title/>",
    "</svg>",
    "<select><option>",
    "<mark>",
    "</mark>",
    "<mark data-wirecopy",
    "data-wirecopy=\"",
    "<html>",
    "<body>",
    "<h1>",
    "</h1>",
    "<li>",
    "<b",
    "<p/>",
    "<img src=\"data:,\">",
    "<template>",
    "</template>",
    "<button>",
    "<blockquote>",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(
        std::env::var("WIRECOPY_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(600)) })]

    #[test]
    fn any_page_comes_back(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60)) {
        round_trip(pieces.concat().as_bytes());
    }

    #[test]
    fn any_bytes_come_back(bytes in prop::collection::vec(any::<u8>(), 0..200), encoding in 0usize..8) {
        let label = ["utf-8", "shift_jis", "gb18030", "euc-kr", "utf-16le", "utf-16be", "windows-1252", "iso-2022-jp"][encoding];
        let options = ParseOptions::default().with_format(Format::Html).with_encoding(label);
        let page = [b"<p>wall ".as_slice(), &bytes, b"</p>"].concat();
        let document = Document::parse(&page, &options).expect("a page");
        let all = Mark { span: Span::new(0, document.text().len()).expect("a span"), label: "all".to_owned() };
        match annotate_marks(&document, &page, &[all]) {
            Ok(marked) => prop_assert_eq!(export::strip(&marked), page),
            Err(error) => prop_assert!(matches!(error.kind(), ErrorKind::Malformed | ErrorKind::UnsupportedFormat)),
        }
    }
}

/// What the reader of fragments finds for every link of the bundled examples: the words of the quote.
#[test]
fn links_lead_to_the_words() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/port-vellin");
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).expect("the examples") {
        let page = std::fs::read(entry.expect("a file").path()).expect("a page");
        let options = ParseOptions::default().with_url("https://example.org/a#top");
        let found = Analyzer::english().analyze(&Document::parse(&page, &options).expect("a document"));
        let found = found.expect("an analysis");
        let document = found.document();
        for a in found.attributions() {
            let link = export::link(document, a).expect("a link");
            let fragment = link.strip_prefix("https://example.org/a#top:~:").expect("a fragment");
            let pieces = if a.content().is_empty() { vec![a.extent()] } else { a.content().to_vec() };
            let directives: Vec<&str> = fragment.split('&').collect();
            assert_eq!(directives.len(), pieces.len(), "{link}");
            for (directive, piece) in directives.into_iter().zip(pieces) {
                let at =
                    fragment_reader::find(document.text(), directive.strip_prefix("text=").expect("a text"));
                let at =
                    at.unwrap_or_else(|| panic!("{directive} leads nowhere in {:?}", document.slice(piece)));
                let words = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
                assert_eq!(words(&document.text()[at.clone()]), words(document.slice(piece)), "{directive}");
                assert!(piece.start() <= at.start && at.end <= piece.end(), "{directive} leads elsewhere");
                seen += 1;
            }
        }
    }
    assert!(seen > 40, "{seen} links");
}
