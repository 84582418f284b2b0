//! On random and hostile texts, in every format: nothing panics, every span slices the text, offsets convert
//! there and back in every unit, and plain text stays as it was.
//!
//! The texts come from a seeded generator, so a failure can be run again: `WIRECOPY_HOSTILE_SEED`;
//! `WIRECOPY_HOSTILE_COUNT` sets how many (10,000 without it).
#![allow(clippy::print_stdout, reason = "the test says what it has run")]

use wirecopy::story::{Story, StoryOptions, verify};
use wirecopy::{Analysis, Analyzer, Document, Format, JsonOptions, ParseOptions, Span, Unit, schema};

/// `SplitMix64`: small, and the same on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

/// What news is made of.
const NEWS: &[&str] = &[
    "Petra Quill",
    "Mr Marsh",
    "Vasko",
    "a senior official",
    "two people close to the deal",
    "Nordwire",
    "she",
    "the ministry",
    "said",
    "told",
    "denied",
    "according to",
    "declined to comment",
    "asked whether",
    "added:",
    "the wall would hold",
    "in a statement",
    "on Friday",
    "citing",
    "reported",
    "that",
    "who",
    "not",
    "would",
    "he said, she said",
    "Q:",
    "A:",
    "Dr.",
    "U.S.",
    "p.m.",
    "£1.5m",
    "300 km",
    "called it",
    "warned",
    "By Ada Lund",
    "PORT VELLIN, March 4 (Nordwire) —",
    "Related article:",
    "1,204 views",
    "https://example.org/a?b=c",
    "Photo: X",
    "did not respond",
    "could not be reached",
    "I",
    "we",
    "“We were never asked,”",
    "‘late’",
    "'timid'",
];

/// Marks, in and out of order.
const MARKS: &[&str] = &[
    "“", "”", "\"", "‘", "’", "'", "«", "»", "„", "‟", "「", "」", "``", "''", "(", ")", "[", "]", "—", "–",
    "-", "…", "...", ".", ",", ":", ";", "?", "!", "″", "′", "‹", "›", "\"\"\"", "“‘", "’”", ".”", ",\"",
    "\u{ff02}",
];

/// White space and what looks like none.
const SPACE: &[&str] = &[
    " ", " ", " ", "\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "\t", "\u{a0}", "\u{2028}", "\u{2029}", "\u{85}",
    "\u{b}", "\u{200b}", "\u{feff}", "\u{ad}", "\u{3000}", "\u{2060}", "", "  ", "\n \n",
];

/// Letters and signs of all kinds.
const ODD: &[&str] = &[
    "\0",
    "\u{1}",
    "\u{7f}",
    "\u{1b}[31m",
    "e\u{301}",
    "\u{301}\u{301}\u{301}",
    "𝄞",
    "👩‍👩‍👧",
    "🇦🇺",
    "שלום",
    "مرحبا",
    "\u{202e}",
    "\u{2066}",
    "日本語",
    "Привет",
    "ΑΒΓ",
    "İ",
    "ß",
    "ﬁ",
    "ǅ",
    "\u{10ffff}",
    "\u{fffd}",
    "\u{e000}",
    "नमस्ते",
    "ไทย",
    "K",
    "ſ",
    "\u{1e9e}",
    "\u{345}",
    "½",
    "①",
    "ＡＢ",
    "\u{d7ff}",
    "\u{fdfa}",
];

/// Markup, well formed and not.
const MARKUP: &[&str] = &[
    "<p>",
    "</p>",
    "<div>",
    "<blockquote>",
    "<b",
    "<!--",
    "-->",
    "<![CDATA[",
    "</",
    "<script>",
    "</script>",
    "<style>",
    "<title>",
    "<h1>",
    "<table><tr><td>",
    "<a href=\"x\">",
    "&amp;",
    "&#0;",
    "&#x110000;",
    "&nosuch;",
    "&lt",
    "<br/>",
    "<meta property=\"og:title\" content=\"x\">",
    "<html lang=en>",
    "<svg>",
    "<template>",
    "<tweet id=\"1\">",
    "# ",
    "## ",
    "> ",
    "* ",
    "1. ",
    "**",
    "_",
    "`",
    "```\n",
    "[x](y)",
    "[x]: y",
    "![a](b)",
    "|a|b|\n|-|-|\n",
    "---\n",
    "<",
    ">",
    "\\",
];

fn text(random: &mut Random) -> String {
    let mut out = String::new();
    let kind = random.below(20);
    if kind == 0 {
        // Any code points.
        for _ in 0..random.below(200) {
            out.extend(char::from_u32((random.next() % 0x11_0000) as u32));
        }
        return out;
    }
    if kind == 1 {
        // One thing, very often.
        let one = [NEWS, MARKS, SPACE, ODD, MARKUP][random.below(5)];
        return random.pick(one).repeat(1 + random.below(400));
    }
    for _ in 0..random.below(if kind == 2 { 300 } else { 40 }) {
        let list = match (kind, random.below(10)) {
            (3..=6, 0..=6) | (_, 0..=2) => NEWS,
            (_, 3 | 4) => MARKS,
            (7..=9, 5..=8) | (_, 6) => MARKUP,
            (_, 5) => ODD,
            _ => SPACE,
        };
        out.push_str(random.pick(list));
        if random.below(3) > 0 {
            out.push(' ');
        }
    }
    if random.below(200) == 0 {
        let long = random.pick(&["a", "“", "é", "A.", "x-"]).repeat(5_000);
        out.push_str(&long);
    }
    out
}

fn spans_of(analysis: &Analysis) -> Vec<Span> {
    let mut out: Vec<Span> = analysis.document().blocks().iter().map(wirecopy::Block::span).collect();
    let m = analysis.document().metadata();
    out.extend([&m.title, &m.outlet, &m.language, &m.url].into_iter().flatten().filter_map(|f| f.span));
    out.extend(m.published.iter().filter_map(|f| f.span));
    out.extend(m.authors.iter().chain(&m.wire).filter_map(|f| f.span));
    out.extend(m.dateline.iter().map(|d| d.span));
    for a in analysis.attributions() {
        out.push(a.extent());
        out.extend(a.content().iter().chain(a.quoted()));
        out.extend(a.cue().iter().flat_map(|c| c.spans.iter().copied().chain([c.head])));
        out.extend(a.source().iter().flat_map(|s| s.spans.iter().copied().chain([s.head])));
        out.extend(a.chain().iter().flat_map(|n| [n.span, n.cue]).flatten());
        out.extend([a.about(), a.addressee(), a.occasion(), a.when()].into_iter().flatten());
    }
    for e in analysis.entities() {
        out.extend(e.mentions());
        out.extend([e.role(), e.affiliation(), e.speaks_for(), e.basis(), e.reason()].into_iter().flatten());
    }
    out
}

/// Everything that must hold of one document.
fn check(document: &Document, analysis: &Analysis) {
    let text = document.text();
    let blocks = document.blocks();
    for pair in blocks.windows(2) {
        assert!(pair[0].span().end() <= pair[1].span().start(), "blocks overlap: {pair:?}");
    }
    let words = analysis.tokens().iter().map(|t| t.span());
    let words = words.chain(analysis.sentences().iter().map(wirecopy::language::Sentence::span));
    for span in words {
        assert!(document.get(span).is_some(), "{span:?} does not slice a text of {} bytes", text.len());
    }
    for span in spans_of(analysis) {
        assert!(document.get(span).is_some(), "{span:?} does not slice a text of {} bytes", text.len());
        for range in document.input_ranges(span) {
            assert!(
                range.start <= range.end && range.end <= document.input_bytes(),
                "{span:?} came from {range:?}"
            );
        }
        for unit in [Unit::Chars, Unit::Bytes, Unit::Utf16] {
            for at in [span.start(), span.end()] {
                let there = document.offset(at, unit);
                assert_eq!(document.offsets().to_bytes(text, there, unit), at, "{unit} {there}");
            }
        }
    }
    for (k, a) in analysis.attributions().iter().enumerate() {
        let told = |what: &str| format!("a{k}: {what}: {a:?}");
        assert!(a.content().windows(2).all(|p| p[0].end() <= p[1].start()), "{}", told("pieces cross"));
        assert!(a.content().iter().all(|s| !s.is_empty()), "{}", told("an empty piece"));
        assert!(a.speaker().is_none_or(|e| analysis.entity(e).is_some()), "{}", told("no such speaker"));
        for other in [a.nested_in(), a.follows()].into_iter().flatten() {
            assert!((other as usize) < analysis.attributions().len(), "{}", told("no such attribution"));
            assert_ne!(other as usize, k, "{}", told("it is its own"));
        }
        for x in [a.confidence().content, a.confidence().cue, a.confidence().source, a.confidence().entity] {
            assert!((0.0..=1.0).contains(&x), "{}", told("a confidence"));
        }
    }
}

#[test]
fn every_span_slices_and_nothing_panics() {
    let number =
        |name: &str, default: u64| std::env::var(name).ok().map_or(default, |v| v.parse().expect("a number"));
    let (seed, count) = (number("WIRECOPY_HOSTILE_SEED", 7), number("WIRECOPY_HOSTILE_COUNT", 10_000));
    let mut random = Random(seed);
    let analyzer = Analyzer::english();
    let (mut documents, mut attributions, mut stories) = (0usize, 0usize, 0usize);
    let mut last: Vec<Analysis> = Vec::new();
    for k in 0..count {
        let text = text(&mut random);
        let show = || format!("text {k} of seed {seed}: {:?}", &text.chars().take(600).collect::<String>());
        for format in [Format::Plain, Format::Markdown, Format::Html, Format::Auto] {
            let run = std::panic::catch_unwind(|| {
                let document = Document::parse(text.as_bytes(), &ParseOptions::default().with_format(format));
                let document = match document {
                    Ok(document) => document,
                    Err(error) => panic!("{format:?} cannot read text: {error}"),
                };
                assert!(format != Format::Plain || document.text() == text, "plain text was changed");
                let analysis = analyzer.analyze(&document).expect("an analysis");
                check(&document, &analysis);
                if k % 50 == 0 {
                    for unit in [Unit::Chars, Unit::Bytes, Unit::Utf16] {
                        let options = JsonOptions::default().with_offsets(unit);
                        for json in [
                            schema::document_json(&document, &options),
                            schema::attributions_json(&analysis, &options),
                        ] {
                            serde_json::from_str::<serde_json::Value>(&json).expect("JSON");
                        }
                    }
                }
                analysis
            });
            let Ok(analysis) = run else { panic!("{}", show()) };
            documents += 1;
            attributions += analysis.attributions().len();
            if format == Format::Plain {
                last.push(analysis);
            }
        }
        if last.len() == 5 {
            let run = std::panic::catch_unwind(|| {
                let story = Story::new(&last, &StoryOptions::default()).expect("a story");
                let found = verify(&last[0], &last[1..]);
                for json in [
                    schema::story_json(&story, &JsonOptions::default()),
                    schema::verification_json(&found, &JsonOptions::default()),
                ] {
                    serde_json::from_str::<serde_json::Value>(&json).expect("JSON");
                }
            });
            assert!(run.is_ok(), "a story of the five texts up to {}", show());
            stories += 1;
            last.clear();
        }
    }
    println!("hostile: {count} texts, {documents} documents, {attributions} attributions, {stories} stories");
    assert!(attributions > 0, "the generator makes nothing that can be found");
}
