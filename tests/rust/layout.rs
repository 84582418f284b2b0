//! Lines that are not the article, in each format; agency layout; texts made to slow a reader down or trip it.

use std::time::{Duration, Instant};

use wirecopy::{BlockKind, Document, Format, ParseOptions};

const TITLE: &str = "Kaldova to sell the pumps of Port Vellin";
const BODY: [&str; 4] = [
    "The Republic of Kaldova is to sell the pumps of Port Vellin, the harbour office said on Monday.",
    "Petra Quill, the mayor, said that the wall would hold until spring and that nobody had to leave the town.",
    "The pumps were bought nine years ago, after the last flood, and have stood in the lower town ever since.",
    "Nobody in the lower town was asked, said Owen Marsh, who has lived by the harbour for thirty years.",
];

fn read(format: Format, line: &str) -> Document {
    let [a, b, c, d] = BODY;
    let text = match format {
        Format::Plain => format!("{TITLE}\n\n{a}\n\n{b}\n\n{line}\n\n{c}\n\n{d}\n"),
        Format::Markdown => format!("# {TITLE}\n\n{a}\n\n{b}\n\n{line}\n\n{c}\n\n{d}\n"),
        _ => format!(
            "<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1><p>{a}</p><p>{b}</p>\
             <p>{line}</p><p>{c}</p><p>{d}</p></article></body></html>"
        ),
    };
    Document::parse(text.as_bytes(), &ParseOptions::default().with_format(format)).expect("a document")
}

#[test]
fn debris_is_no_body_in_any_format() {
    let mut wrong = Vec::new();
    for (line, note) in [
        ("• 16,240 views", "view_counter"),
        ("Related article: Mayor of Estmark steps down", "related"),
        ("Read also: Mayor of Estmark steps down", "related"),
        ("Lesen Sie auch: Bürgermeister von Estmark tritt ab", "related"),
        ("This audio is created with AI assistance", "audio_notice"),
        ("Listen to this article", "audio_notice"),
        ("Advertisement", "advertisement"),
        ("Sign up for our morning newsletter", "subscribe"),
        ("Share on Facebook", "share_bar"),
        ("Facebook Twitter WhatsApp", "share_bar"),
        ("Leave a comment", "comments"),
        ("All rights reserved", "copyright"),
        ("We use cookies to make this site better", "cookie_notice"),
        ("AddendumAddendum", "doubled_label"),
        ("Original url: https://courier.example/pumps", "original_url"),
    ] {
        for format in [Format::Plain, Format::Markdown, Format::Html] {
            let document = read(format, line);
            let body = document.body();
            if body.contains(line) || BODY.iter().any(|p| !body.contains(p)) {
                wrong.push(format!("{} body: {line}", format.name()));
            }
            let label = document.blocks().iter().find(|b| b.note().is_some()).and_then(wirecopy::Block::note);
            if format != Format::Html && label != Some(note) {
                wrong.push(format!("{} label {label:?}: {line}", format.name()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn sentences_that_look_like_debris_stay() {
    for line in [
        "Related services such as the ferry and the night bus will run as they did before the sale.",
        "Comments that the mayor made on Sunday were struck from the record of the meeting.",
        "More from the harbour is expected on Tuesday, the office said in a short statement.",
        "By Monday the river had reached the wall, and the office had sent two barges.",
        "Nearly 200 views were heard at the meeting, which went on until the morning.",
    ] {
        let document = read(Format::Plain, line);
        assert!(document.body().contains(line), "{line}: {:?}", document.blocks());
    }
}

#[test]
fn who_reported_is_read_from_the_last_line() {
    let text = "PORT VELLIN (Nordwire) — The wall will hold, the mayor said on Monday.\n\nNobody was asked.\n\n\
                (Reporting by Ada Lund in Estmark and Jan Moor; additional reporting by Vellipress; editing by Owen Bell)";
    let document = Document::from_text(text).expect("a document");
    let m = document.metadata();
    let values = |list: &[wirecopy::Field<String>]| -> Vec<String> {
        list.iter()
            .inspect(|f| {
                if let Some(span) = f.span {
                    assert_eq!(document.slice(span), f.value);
                }
            })
            .map(|f| f.value.clone())
            .collect()
    };
    assert_eq!(values(&m.authors), ["Ada Lund", "Jan Moor"]);
    assert_eq!(values(&m.wire), ["Nordwire", "Vellipress"]);
    assert_eq!(document.blocks().last().map(wirecopy::Block::kind), Some(BlockKind::Byline));
    assert!(!document.body().contains("Reporting by"));
}

#[test]
fn letters_that_change_length_in_lower_case_are_no_trouble() {
    for words in [
        "İİ\u{212a}| Photo: KPA",
        "\u{212a}\u{212a}İİİİ.İ Photo: KPA/x",
        "date 4 \u{212a} 2031 İ",
        "DATE 4 o\u{212a}tober 2031 İİİ\u{212a}",
        "By İ\u{212a}",
        "x\n\nBY İ\u{212a}İ Lund\n\nA. B. C.",
        "One.\n\nTwo.\n\n(reporting by İ\u{212a} and İ; İ)",
    ] {
        for format in [Format::Plain, Format::Markdown, Format::Html, Format::Auto] {
            let document = Document::parse(words.as_bytes(), &ParseOptions::default().with_format(format))
                .expect("a document");
            for block in document.blocks() {
                assert!(document.get(block.span()).is_some_and(|w| !w.is_empty()));
            }
        }
    }
}

/// Sixteen times the text must not take a hundred times as long. The bound is wide: this runs unoptimised,
/// beside other tests.
#[test]
fn time_is_linear_on_hostile_texts() {
    let sentences = "One.\n\nTwo.\n\nThree.\n\n";
    let half = format!("{} and then\n\n", "w".repeat(61));
    for (name, unit) in [
        ("open quotes", "\"a\n\n".to_owned()),
        ("broken sentences", half),
        ("goes on", format!("{} a\n\n{} b.\n\n", "x".repeat(64), "y".repeat(9))),
        ("brackets", "](".to_owned()),
        ("links", "[a](b".to_owned()),
        ("tags", "<".to_owned()),
        ("divs", "<div>".to_owned()),
        ("slashes", "a/b | (. ".to_owned()),
        ("by", "The Courier contacted x \n\n".to_owned()),
        ("nul", "\0\n".to_owned()),
        ("stars", "**a ".to_owned()),
        ("quotes of mail", "> ".to_owned()),
        ("dates", "2031-03-04 4 March 2031 ".to_owned()),
    ] {
        for format in [Format::Plain, Format::Markdown, Format::Html, Format::Auto] {
            let time = |bytes: usize| -> Duration {
                let text = format!("{sentences}{}", unit.repeat(bytes / unit.len()));
                let start = Instant::now();
                // Too deep a nesting may be refused; it must be refused soon.
                let _ = Document::parse(text.as_bytes(), &ParseOptions::default().with_format(format));
                start.elapsed()
            };
            let small = time(16 << 10);
            let large = time(256 << 10);
            assert!(
                large < small * 100 + Duration::from_millis(400),
                "{name} as {}: {small:?} for 16 KB, {large:?} for 256 KB",
                format.name()
            );
        }
    }
}
