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
        "Watch: the wall will hold until the spring, said the mayor, but only if nobody opens the gate again.",
        "Related: the board has also sold two barges and a crane, three people who know of the sale said.",
        "Contact with the barges was lost at night, the harbour office said in a short statement on Monday.",
        "Embargoes on pumps have never worked, said Owen Marsh, who has sold them for most of his life.",
        "Keywords in the contract were struck out by hand, said three people who have seen a copy of it.",
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
fn header_fields_are_metadata() {
    let text = "From: Ada Lund <lund@nordwire.example>\nTo: desk@nordwire.example\nSubject: Pumps of Port Vellin sold\n\
                Date: Tue, 04 Mar 2031 10:05:06 +0100\nKeywords: pumps, river\n\nThe wall will hold.\n\nFrom: here on, no.\n";
    let document = Document::from_text(text).expect("a document");
    let m = document.metadata();
    let title = m.title.as_ref().expect("a title");
    assert_eq!((title.value.as_str(), title.provenance.name()), ("Pumps of Port Vellin sold", "header"));
    assert_eq!(m.authors.iter().map(|a| a.value.as_str()).collect::<Vec<_>>(), ["Ada Lund"]);
    assert_eq!(m.published.as_ref().map(|p| p.value.as_str()), Some("2031-03-04T10:05:06+0100"));
    assert_eq!(m.tags.iter().map(|t| t.value.as_str()).collect::<Vec<_>>(), ["pumps", "river"]);
    for field in m.tags.iter().chain(&m.authors).chain([title]) {
        assert_eq!(field.span.and_then(|s| document.get(s)), Some(field.value.as_str()));
    }
    assert_eq!(document.body(), "The wall will hold.\n\nFrom: here on, no.");
}

#[test]
fn agency_lines_are_no_body() {
    for (line, note) in [
        ("-END-", "end_mark"),
        ("ENDS", "end_mark"),
        ("# # #", "end_mark"),
        ("-30-", "end_mark"),
        ("(MORE)", "more_mark"),
        ("MORE TO COME", "more_mark"),
        ("EMBARGOED UNTIL 0001 GMT MARCH 5", "embargo"),
        ("FOR IMMEDIATE RELEASE", "release_line"),
        ("EDITORS: Adds statement of the river board.", "advisory"),
        ("(412 words)", "word_count"),
        ("(c) Copyright Nordwire 2031", "copyright"),
        ("Media contact: Lea Holt, +00 555 0100", "contact"),
        ("* * *", "separator"),
        ("_______________", "separator"),
    ] {
        let document = read(Format::Plain, line);
        let label = document.blocks().iter().find(|b| b.note().is_some()).and_then(wirecopy::Block::note);
        assert_eq!(label, Some(note), "{line}");
        assert!(!document.body().contains(line), "{line}");
    }
}

#[test]
fn lost_paragraphs_are_flagged() {
    let long = BODY.join(" ");
    let flat = |text: &str| Document::from_text(text).expect("a document").flattened();
    assert!(flat(&long.repeat(10)), "one long block");
    assert!(flat(&BODY.join("").repeat(2)), "sentences run together");
    assert!(!flat(&BODY.join("\n\n").repeat(2)) && !flat(&long) && !flat(""));
    let glued = format!(
        "{} “We were never asked,” said Petra Quill.The board did not answer.“No,” said Owen Marsh.",
        BODY[0]
    );
    let found = wirecopy::Analyzer::english().analyze_text(&glued).expect("an analysis");
    let quotes: Vec<&str> = found.quotes().map(|a| found.document().slice(a.content()[0])).collect();
    assert_eq!(quotes, ["“We were never asked,”", "“No,”"]);
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
