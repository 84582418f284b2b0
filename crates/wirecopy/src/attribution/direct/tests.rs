//! Direct quotations under damage, on hostile input, and in time; the constructions are in `tests/vectors`.

use crate::attribution::{Attribution, Kind};
use crate::{Analysis, Analyzer, Document};

fn analyze(text: &str) -> Analysis {
    Analyzer::english().analyze_text(text).unwrap()
}

/// A generator of pseudo-random numbers (`SplitMix64`), the same in each run.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % n as u64) as usize
    }
}

const PARAGRAPHS: [&str; 7] = [
    "Engineers met in Port Vellin on Friday to look at the Orrin Dam, which was built in 1951.",
    "“The wall will hold until spring,” Mayor Petra Quill said. “After that, nobody knows.”",
    "The ministry did not answer questions about the pumps and the 1998 audit.",
    "Owen Marsh, a ward nurse, said: “We were never asked. Not once.”",
    "Residents of the lower town have left for the hills since Monday.",
    "“We have no water,” he said, “and the road is gone.”",
    "The council is to vote on the works in March, the mayor’s office added.",
];

fn contents(text: &str) -> Vec<String> {
    let found = analyze(text);
    let direct = found.attributions().iter().filter(|a| a.kind() == Kind::Direct);
    direct.flat_map(|a| a.content().iter().map(|&c| found.document().slice(c).to_owned())).collect()
}

#[test]
fn one_stray_mark_changes_nothing_outside_its_paragraph() {
    let mut random = Random(1);
    let whole: Vec<Vec<String>> = PARAGRAPHS.iter().map(|p| contents(p)).collect();
    for _ in 0..150 {
        let hurt = random.below(PARAGRAPHS.len());
        let mut paragraph: Vec<char> = PARAGRAPHS[hurt].chars().collect();
        let marks: Vec<usize> = (0..paragraph.len()).filter(|&k| matches!(paragraph[k], '“' | '”')).collect();
        if !marks.is_empty() && random.below(2) == 0 {
            paragraph.remove(marks[random.below(marks.len())]);
        } else {
            let mark = ['“', '”', '"', '\'', '‘', '’', '«', '»'][random.below(8)];
            paragraph.insert(random.below(paragraph.len() + 1), mark);
        }
        let hurt_text: String = paragraph.iter().collect();
        let parts: Vec<&str> =
            (0..PARAGRAPHS.len()).map(|k| if k == hurt { &*hurt_text } else { PARAGRAPHS[k] }).collect();
        let text = parts.join("\n\n");
        let found = contents(&text);
        for (k, wanted) in whole.iter().enumerate().filter(|(k, _)| *k != hurt) {
            for content in wanted {
                assert!(
                    found.contains(content),
                    "paragraph {k} lost {content:?} when {hurt} became {hurt_text:?}"
                );
            }
        }
    }
}

fn check(document: &Document, a: &Attribution, text: &str) {
    let source = a.source().map(|s| s.spans.iter().chain([&s.head])).into_iter().flatten();
    let cue = a.cue().map(|c| c.spans.iter().chain([&c.head])).into_iter().flatten();
    let spans = a.content().iter().chain(a.quoted()).chain(source).chain(cue);
    for span in spans.copied().chain(a.addressee()).chain(a.when()) {
        assert!(document.get(span).is_some_and(|w| !w.is_empty()), "{span:?} does not slice {text:?}");
    }
    for pair in a.content().windows(2) {
        assert!(pair[0].end() <= pair[1].start(), "pieces out of order in {text:?}");
    }
}

#[test]
fn words_before_a_quotation_hold_an_earlier_one_once() {
    let text = "he said, she said called itshe “‘ \u{a0}we ? he said, she said  \r“We were never asked,”she (\u{85} \\ \
                reported ΑΒΓ told \n\n Dr. Ishecould not be reached";
    for format in [crate::Format::Plain, crate::Format::Markdown] {
        let options = crate::ParseOptions::default().with_format(format);
        let document = Document::parse(text.as_bytes(), &options).unwrap();
        let found = crate::Analyzer::english().analyze(&document).unwrap();
        for a in found.attributions() {
            check(&document, a, text);
        }
    }
}

#[test]
fn every_span_slices_hostile_text() {
    let pieces = [
        "“",
        "”",
        "\"",
        "'",
        "’",
        "‘",
        "''",
        "``",
        "«",
        "»",
        "„",
        "「",
        "」",
        "—",
        "- ",
        ":",
        ",",
        ".",
        "?",
        "!",
        "…",
        " ",
        " ",
        " ",
        "\n",
        "\n\n",
        "said ",
        "told ",
        "Quill ",
        "she ",
        "Marsh, who left, ",
        "according to ",
        "é",
        "\u{301}",
        "\u{200b}",
        "😀",
        "中",
        "the ",
        "Q: ",
        "A: ",
        "(",
        ")",
        "[",
        "]",
        "U.S. ",
        "1998",
        "put it ",
        "adding ",
    ];
    let mut random = Random(7);
    for _ in 0..10_000 {
        let text: String = (0..=random.below(24)).map(|_| pieces[random.below(pieces.len())]).collect();
        let found = analyze(&text);
        for a in found.attributions() {
            check(found.document(), a, &text);
        }
    }
}

#[test]
fn time_grows_with_length_alone() {
    let pack = crate::language::english().unwrap();
    for unit in [
        "“It was dark,” Marsh said. ",
        "\"a\" ",
        "\"a.\"",
        "“a, ",
        "he said “a” and “b” ",
        "“a ‘b’ c” ",
        "\"a\" b ",
    ] {
        let document = Document::from_text(&unit.repeat(300_000 / unit.len())).unwrap();
        let marks = crate::attribution::marks::scan(&document, pack);
        let (words, _) = crate::language::segment(&document, pack, crate::Engine::Model);
        let start = std::time::Instant::now();
        super::extract(&document, &words, pack, &marks);
        // Quadratic time would take many minutes.
        assert!(start.elapsed().as_secs() < 20, "{unit:?} took {:?}", start.elapsed());
    }
}
