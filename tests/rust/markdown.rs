//! Markdown: what each kind of block becomes, front matter, and the way back for every word.

use wirecopy::{Document, Format, ParseOptions};

fn parse(text: &str) -> Document {
    let options = ParseOptions::default().with_format(Format::Markdown);
    Document::parse(text.as_bytes(), &options).expect("a document")
}

/// `(kind, words)` of every block.
fn blocks(document: &Document) -> Vec<(&str, &str)> {
    document.blocks().iter().map(|b| (b.kind().name(), document.slice(b.span()))).collect()
}

#[test]
fn front_matter_is_metadata() {
    let document = parse(
        "---\ntitle: The pumps of Port Vellin\nauthor: [Ada Lund, Jan Moor]\ndate: 2031-03-04T10:05:00+01:00\n\
         tags:\n  - pumps\n  - river\n---\n\n# The pumps of Port Vellin\n\nThe wall will hold.\n",
    );
    assert_eq!(
        blocks(&document),
        [("title", "The pumps of Port Vellin"), ("paragraph", "The wall will hold.")]
    );
    let m = document.metadata();
    assert_eq!(m.title.as_ref().map(|t| t.provenance.name()), Some("header"));
    assert_eq!(m.authors.iter().map(|a| a.value.as_str()).collect::<Vec<_>>(), ["Ada Lund", "Jan Moor"]);
    assert_eq!(m.published.as_ref().map(|p| p.value.as_str()), Some("2031-03-04T10:05:00+01:00"));
    assert_eq!(m.tags.len(), 2);
    let none = parse("---\n\nThe wall will hold.\n\n---\n\nIt is old.\n");
    assert_eq!(blocks(&none), [("paragraph", "The wall will hold."), ("paragraph", "It is old.")]);
}

#[test]
fn pictures_are_captions() {
    let document = parse(
        "![The wall on Monday](https://courier.example/wall.jpg)\n*High water at the wall in March*\n\n\
         The wall will hold. ![icon](i.png) It is old.\n\n![The dam](dam.jpg)\n\n*The dam, seen from the town*\n\n\
         It *will* hold.\n\nThe pumps are gone.\n",
    );
    assert_eq!(
        blocks(&document),
        [
            ("caption", "The wall on Monday"),
            ("caption", "High water at the wall in March"),
            ("paragraph", "The wall will hold.  It is old."),
            ("caption", "The dam"),
            ("caption", "The dam, seen from the town"),
            ("paragraph", "It will hold."),
            ("paragraph", "The pumps are gone."),
        ]
    );
    let image = document.metadata().image.as_ref().expect("an image");
    assert_eq!(image.value, "https://courier.example/wall.jpg");
}

#[test]
fn every_kind_of_block() {
    let document = parse(
        "The wall\n========\n\nPart one\n--------\n\nOne \\*star\\* &amp; one line  \nend.[^1] ~~Gone~~ [link](#) [P-800].\n\n\
         > We were\n> never asked.\n>\n> Never.\n\n1. One\n2. Two\n   and more\n\n   * inner\n\n- [x] done\n\n\
         | Day | Level |\n|---|---|\n| Monday | 2.1 |\n\n```\ncode\n```\n\n***\n\n\
         <div class=\"x\">\n<p>The <b>board</b> sold &ldquo;all&rdquo;<br>of them.</p>\n<!-- no -->\n\
         <figure><figcaption>The board</figcaption></figure>\n<blockquote><p>Not all.</p></blockquote>\n</div>\n\n\
         A <!-- no --> word<br>more <sup>2</sup>.\n\nIt is old.\n\n[^1]: A note.\n",
    );
    assert_eq!(
        blocks(&document),
        [
            ("title", "The wall"),
            ("heading", "Part one"),
            ("paragraph", "One *star* & one line\nend. Gone link [P-800]."),
            ("block_quote", "We were never asked."),
            ("block_quote", "Never."),
            ("list_item", "One"),
            ("list_item", "Two and more"),
            ("list_item", "inner"),
            ("list_item", "done"),
            ("table", "Day\tLevel"),
            ("table", "Monday\t2.1"),
            ("debris", "code"),
            ("paragraph", "The board sold “all”\nof them."),
            ("caption", "The board"),
            ("block_quote", "Not all."),
            ("paragraph", "A  word\nmore 2."),
            ("paragraph", "It is old."),
            ("debris", "A note."),
        ]
    );
}

/// `SplitMix64`
fn next(state: &mut u64) -> usize {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (z >> 33) as usize
}

#[test]
fn every_word_leads_back_to_its_bytes() {
    const PIECES: &[&str] = &[
        "wall",
        "“pumps”",
        "the river",
        "\n",
        "\n\n",
        " ",
        "# ",
        "## ",
        "> ",
        "- ",
        "1. ",
        "**",
        "*",
        "_",
        "`",
        "```\n",
        "[link](#x)",
        "![alt words](https://a.example/b.png)",
        "\\*",
        "\\",
        "&amp;",
        "&#8212;",
        "<b>",
        "</b>",
        "<p>",
        "</p>\n",
        "<br>",
        "<!-- ",
        " -->",
        "<div>\n",
        "</div>\n\n",
        "| a | b |\n|---|---|\n| c | d |\n\n",
        "[^1]",
        "\n\n[^1]: note\n\n",
        "~~",
        "\t",
        "  \n",
        "é",
        "\r\n",
        "---\n",
        "title: x\n",
        "<https://a.example>",
        "***\n\n",
        "<figcaption>",
        "<script>",
        "</script>",
        "\u{feff}",
        "    ",
    ];
    let mut state = 3;
    let mut seen = 0;
    for _ in 0..4000 {
        let source: String =
            (0..next(&mut state) % 40).map(|_| PIECES[next(&mut state) % PIECES.len()]).collect();
        let document = parse(&source);
        let text = document.text();
        for (at, word) in text.match_indices(|c: char| c.is_alphanumeric()) {
            let span = wirecopy::Span::new(at, at + word.len()).expect("a span");
            let back: String = document.input_ranges(span).into_iter().map(|r| &source[r]).collect();
            // A code span over lines of a quotation or with escaped bars leads back as a whole.
            let code = back.starts_with('`') && back.contains(word);
            assert!(back == word || code, "byte {at} of {text:?} came from {back:?} in {source:?}");
            seen += 1;
        }
    }
    assert!(seen > 50_000, "{seen} characters are too few to say anything");
}
