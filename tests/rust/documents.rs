//! Documents: what each stretch of text is labelled as, in three formats, and the way back to the input.

use wirecopy::{BlockKind, Document, Format, ParseOptions};

fn parse(text: &str) -> Document {
    Document::parse(text.as_bytes(), &ParseOptions::default()).expect("a document")
}

/// `(kind, note, words)` of every block.
fn blocks(document: &Document) -> Vec<(&'static str, &'static str, &str)> {
    document
        .blocks()
        .iter()
        .map(|b| (b.kind().name(), b.note().unwrap_or(""), document.slice(b.span())))
        .collect()
}

#[test]
fn a_scraped_page_of_plain_text() {
    let text = "Nordwire: Kaldova sells its pumps, river board objects\n\n\
        Nordwire: Kaldova sells its pumps, river board objects\n\n\
        Estmark  •  VNA\n\n • 2141 views\n\n\
        Kaldova is selling the flood pumps of the Orrin Dam.\n\n\
        Details\n\n\
        The buyer is Brantholm Energy, Nordwire reported on Monday.\n\n\
        Barges moored below the Orrin Dam on the last day of February\n\n\
        AddendumAddendum\n\n\
        The wall will stand. The river board has said so twice.\n\n\
        Related article: Port Vellin ferry strike enters third week\n\n\
        Original url:\n\nhttps://www.estmarktimes.example/2025/03/05/pumps\n";
    let document = parse(text);
    assert_eq!(document.text(), text);
    let kinds: Vec<(&str, &str)> = blocks(&document).iter().map(|b| (b.0, b.1)).collect();
    assert_eq!(
        kinds,
        [
            ("title", ""),
            ("debris", "repeated_title"),
            ("dateline", ""),
            ("debris", "view_counter"),
            ("paragraph", ""),
            ("heading", ""),
            ("paragraph", ""),
            ("caption", ""),
            ("debris", "doubled_label"),
            ("paragraph", ""),
            ("debris", "related"),
            ("debris", "original_url"),
            ("debris", "original_url"),
        ]
    );
    let m = document.metadata();
    assert_eq!(m.outlet.as_ref().map(|o| o.value.as_str()), Some("VNA"));
    assert_eq!(
        m.url.as_ref().map(|u| u.value.as_str()),
        Some("https://www.estmarktimes.example/2025/03/05/pumps")
    );
}

#[test]
fn a_line_can_hold_several_blocks() {
    let document = parse(
        " date 2025-03 The Orrin Dam at high water | Photo: KPA/JAN MOOR/POOL\n\nKaldova is selling.\n",
    );
    assert_eq!(
        blocks(&document),
        [
            ("dateline", "", "date 2025-03"),
            ("caption", "", "The Orrin Dam at high water"),
            ("credit", "", "| Photo: KPA/JAN MOOR/POOL"),
            ("paragraph", "", "Kaldova is selling."),
        ]
    );
    let published = document.metadata().published.as_ref().expect("a date");
    assert_eq!(published.value.as_str(), "2025-03");
    assert!(document.metadata().outlet.is_none(), "a photo credit is no outlet");
}

#[test]
fn an_outlet_is_taken_from_what_only_it_would_write() {
    let own = parse(
        "The wall will hold, the mayor said.\n\nThe Harbour Courier contacted the ministry for comment.\n",
    );
    assert_eq!(own.metadata().outlet.as_ref().map(|o| o.value.as_str()), Some("The Harbour Courier"));
    for cited in [
        "The wall will hold, Nordwire reported.\n\nThe ministry told The Harbour Courier that it is safe.\n",
        "Petra Quill contacted Owen Marsh for comment.\n\nHe told Nordwire that the wall holds.\n",
        "The wall holds. Photo: The Harbour Courier\n\nNobody was asked.\n",
    ] {
        assert_eq!(parse(cited).metadata().outlet, None, "{cited}");
    }
}

#[test]
fn an_agency_dateline_is_set_apart() {
    let document =
        parse("PORT VELLIN, March 4 (Nordwire) — The wall will hold, the mayor said.\n\nNobody was asked.\n");
    let dateline = document.metadata().dateline.as_ref().expect("a dateline");
    assert_eq!(
        (dateline.place.as_deref(), dateline.date.as_deref(), dateline.agency.as_deref()),
        (Some("PORT VELLIN"), Some("March 4"), Some("Nordwire"))
    );
    assert_eq!(document.body(), "The wall will hold, the mayor said.\n\nNobody was asked.");
    let no = parse("The wall — old as it is — will hold, the mayor said.\n\nNobody was asked.\n");
    assert_eq!(no.metadata().dateline, None);
}

#[test]
fn markdown_loses_its_marks_and_keeps_its_brackets() {
    let source = "# The pumps – Nordwire\n\nNordwire [reported](#) that the \"[six] pumps\" were **gone**.\n\n\
                  > We were never asked.\n\n- one\n- two\n\n<https://courier.example/a>\n";
    let document = parse(source);
    assert_eq!(document.format(), Format::Markdown);
    assert_eq!(
        blocks(&document),
        [
            ("title", "", "The pumps – Nordwire"),
            ("paragraph", "", "Nordwire reported that the \"[six] pumps\" were gone."),
            ("block_quote", "", "We were never asked."),
            ("list_item", "", "one"),
            ("list_item", "", "two"),
            ("debris", "original_url", "https://courier.example/a"),
        ]
    );
    check_ranges(&document, source.as_bytes());
}

#[test]
fn a_page_keeps_its_article_and_labels_the_rest() {
    let filler =
        "The harbour wall of Port Vellin will hold until spring, the mayor said, and nobody needs to leave.";
    let source = format!(
        "<!doctype html><html lang=en><head><title>The wall | The Harbour Courier</title>\
         <meta property=og:site_name content='The Harbour Courier'>\
         <script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"headline\":\"The wall\",\
         \"datePublished\":\"2025-03-04T10:00:00+01:00\",\"author\":{{\"name\":\"Ada Lund\"}}}}</script></head><body>\
         <nav><a href=/>Home</a> <a href=/news>News</a></nav><article><h1>The wall</h1>\
         <p>{filler} &ldquo;It&rsquo;s <b>sound</b>,&rdquo; she said.</p><figure><img src=x><figcaption>The wall \
         on Sunday</figcaption></figure><p>{filler}</p><div class='related-links'><a href=/x>The ferry strike</a></div>\
         <p>{filler}<br><br>{filler}</p></article><footer>All rights reserved</footer></body></html>"
    );
    let document = parse(&source);
    assert_eq!(document.format(), Format::Html);
    let kinds: Vec<&str> = blocks(&document).iter().map(|b| b.0).collect();
    assert_eq!(kinds, ["title", "paragraph", "caption", "paragraph", "debris", "paragraph", "paragraph"]);
    assert!(document.body().contains("“It’s sound,” she said."));
    assert!(!document.text().contains("All rights reserved") && !document.text().contains("Home"));
    let m = document.metadata();
    assert_eq!(m.title.as_ref().map(|t| t.value.as_str()), Some("The wall"));
    assert_eq!(m.outlet.as_ref().map(|t| t.value.as_str()), Some("The Harbour Courier"));
    assert_eq!(m.authors.first().map(|t| t.value.as_str()), Some("Ada Lund"));
    assert_eq!(m.published.as_ref().map(|t| t.value.as_str()), Some("2025-03-04T10:00:00+01:00"));
    check_ranges(&document, source.as_bytes());
}

#[test]
fn a_page_in_another_encoding_leads_back_to_its_bytes() {
    let mut source = b"<html><meta charset=windows-1252><p>".to_vec();
    source.extend(
        b"The caf\xe9 by the wall will hold until spring, \x93said\x94 the mayor of Port Vellin today.</p>",
    );
    let document = Document::parse(&source, &ParseOptions::default()).expect("a document");
    assert_eq!(document.encoding(), "windows-1252");
    let whole = document.input_ranges(document.blocks()[0].span());
    assert_eq!(&source[whole[0].start..whole[0].start + 7], b"The caf");
    assert!(document.text().contains("café") && document.text().contains("“said”"));
}

#[test]
fn what_the_caller_knows_wins() {
    let options =
        ParseOptions::plain().with_outlet("Capital Ledger").with_title("Wall").with_published("2025-03-04");
    let document =
        Document::parse("Estmark • VNA\n\nThe wall holds.".as_bytes(), &options).expect("a document");
    let m = document.metadata();
    assert_eq!(
        m.outlet.as_ref().map(|o| (o.value.as_str(), o.provenance.name())),
        Some(("Capital Ledger", "caller"))
    );
    assert_eq!(m.published.as_ref().map(|o| o.value.as_str()), Some("2025-03-04"));
    assert!(Document::parse(b"x", &ParseOptions::plain().with_published("yesterday")).is_err());
}

#[test]
fn plain_is_never_sniffed() {
    let text = "<tweet id=\"1\" author=\"quill\">The wall &amp; the river</tweet> [x](y) <p>no page</p>";
    let document = Document::parse(text.as_bytes(), &ParseOptions::plain()).expect("a document");
    assert_eq!(document.text(), text);
}

/// Every run of a document leads back to bytes that read the same, white space and references aside.
fn check_ranges(document: &Document, input: &[u8]) {
    for block in document.blocks() {
        let mut back = String::new();
        for range in document.input_ranges(block.span()) {
            back.push_str(std::str::from_utf8(&input[range]).expect("ranges lie on characters"));
        }
        let letters = |text: &str| {
            let text = text.replace("&ldquo;", "“").replace("&rdquo;", "”").replace("&rsquo;", "’");
            text.chars().filter(|c| !c.is_whitespace()).collect::<String>()
        };
        assert_eq!(letters(&back), letters(document.slice(block.span())));
    }
}

#[test]
fn the_seeds() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/seeds");
    let Ok(listing) = std::fs::read_dir(&folder) else {
        println!("skipped: the seeds are not here (../shared/seeds)");
        return;
    };
    let mut paths: Vec<_> = listing.filter_map(|e| e.ok().map(|e| e.path())).collect();
    paths.sort();
    let documents: Vec<Document> = paths
        .iter()
        .map(|p| {
            Document::parse(&std::fs::read(p).expect("a seed"), &ParseOptions::default()).expect("a document")
        })
        .collect();
    let outlet =
        |k: usize| documents[k].metadata().outlet.as_ref().map(|o| (o.value.as_str(), o.provenance.name()));
    assert_eq!(outlet(0), Some(("MailOnline", "body")));
    assert_eq!(outlet(1), Some(("UNN", "header")));
    assert_eq!(outlet(2), Some(("The Moscow Times", "url")));
    assert_eq!(outlet(3), Some(("Kyiv Independent", "body")));
    assert_eq!(outlet(4), None);
    let date = |k: usize| documents[k].metadata().published.as_ref().map(|d| d.value.as_str());
    assert_eq!(
        [0, 1, 2, 3, 4].map(date),
        [None, None, Some("2024-09-25"), Some("2024-09-25"), Some("2024-09")]
    );
    let count = |k: usize, kind: BlockKind| documents[k].blocks().iter().filter(|b| b.kind() == kind).count();
    assert_eq!(count(0, BlockKind::Caption), 10);
    assert_eq!(count(1, BlockKind::Debris), 3);
    assert_eq!(count(2, BlockKind::Debris), 3);
    assert_eq!((count(3, BlockKind::Debris), count(4, BlockKind::Credit)), (1, 1));
    let joined = documents[2].blocks().iter().any(|b| {
        let words = documents[2].slice(b.span());
        words.contains("with similar\n\nweapons")
    });
    assert!(joined, "the paragraph broken in two is one block");
    assert!(
        documents[2].text().contains("Reuters reported Tuesday") && documents[2].text().contains("[P-800]")
    );
}

/// Every character of a page, in an encoding, leads back to bytes that read as that character alone.
#[test]
fn every_character_leads_back_in_every_encoding() {
    use encoding_rs::Encoding;
    let western = "The café by the wall – “it’s open”, she said – costs £5 &amp; more, and it &#8364;arns.";
    for (label, words) in [
        ("UTF-8", western),
        ("windows-1252", western),
        ("windows-1251", "Стена выдержит до <b>весны</b>, «как мы и говорили», сказала мэр города."),
        (
            "Shift_JIS",
            "市長は、港の壁は春まで<b>持ちこたえる</b>と述べ、「誰も避難する必要はない」と語った。",
        ),
        ("gb18030", "市长说，港口的墙会<b>撑到春天</b>，“谁也不需要离开”。"),
        ("EUC-KR", "시장은 항구의 벽이 <b>봄까지</b> 버틸 것이며 “아무도 떠날 필요가 없다”고 말했다."),
        ("Big5", "市長說，港口的牆會<b>撐到春天</b>，「誰也不需要離開」。"),
        ("UTF-16LE", western),
        ("UTF-16BE", western),
    ] {
        let source = format!("<html>\r\n<p>{words}</p>\r\n<p>{words}\r\n{words}</p>");
        let bytes = match label {
            "UTF-16LE" => source.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            "UTF-16BE" => source.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            _ => Encoding::for_label(label.as_bytes()).expect("a label").encode(&source).0.into_owned(),
        };
        let options = ParseOptions::default().with_format(Format::Html).with_encoding(label);
        let document = Document::parse(&bytes, &options).expect("a document");
        assert_eq!(document.encoding().to_ascii_lowercase(), label.to_ascii_lowercase());
        let encoding = Encoding::for_label(label.as_bytes()).expect("a label");
        let (mut seen, mut last) = (0, 0);
        for (at, c) in document.text().char_indices().filter(|(_, c)| !c.is_whitespace()) {
            let span = wirecopy::Span::new(at, at + c.len_utf8()).expect("a span");
            let ranges = document.input_ranges(span);
            assert_eq!(ranges.len(), 1, "{label}: {c:?}");
            assert!(last <= ranges[0].start, "{label}: {c:?} stands before what is before it");
            last = ranges[0].end;
            let back = encoding.decode_without_bom_handling(&bytes[ranges[0].clone()]).0.into_owned();
            let back = back.replace("&amp;", "&").replace("&#8364;", "€");
            assert_eq!(back, c.to_string(), "{label}");
            seen += 1;
        }
        assert!(seen > 60, "{label}: {seen} characters");
    }
}

/// A saved page as browsers write it; `body` is the page in its transfer encoding.
fn saved(transfer: &str, charset: &str, body: &str) -> Vec<u8> {
    format!(
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://courier.example/wall\r\nSubject: The wall\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--=_x--y\"\r\n\r\n\r\n\
         ----=_x--y\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nQUJD\r\n\
         ----=_x--y\r\nContent-Type: text/html\r\nContent-Location: https://ads.example/frame\r\n\r\n<p>An advertisement.\r\n\
         ----=_x--y\r\nContent-Type: text/html; charset={charset}\r\nContent-Transfer-Encoding: {transfer}\r\n\
         Content-Location: https://courier.example/wall\r\n\r\n{body}\r\n----=_x--y--\r\n"
    )
    .into_bytes()
}

#[test]
fn a_saved_page_leads_back_into_its_file() {
    let page = "<html><p>=E2=80=9CThe wall will hold until =\r\nspring,=E2=80=9D said Petra Quill, the mayor=\r\n of Port \
                Vellin, and <b class=3D\"x\">nobody</b> needs to leave the town.</p>";
    let source = saved("quoted-printable", "utf-8", page);
    let document = parse(std::str::from_utf8(&source).expect("text"));
    assert_eq!(document.format(), Format::Mhtml);
    let url = document.metadata().url.as_ref().expect("an address");
    assert_eq!((url.value.as_str(), url.provenance.name()), ("https://courier.example/wall", "header"));
    let text = "“The wall will hold until spring,” said Petra Quill, the mayor of Port Vellin, and nobody needs to leave \
                the town.";
    assert_eq!(document.text(), text);
    for (at, c) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        let ranges = document.input_ranges(wirecopy::Span::new(at, at + c.len_utf8()).expect("a span"));
        let back = std::str::from_utf8(&source[ranges[0].clone()]).expect("text");
        let back = back.replace("=E2=80=9C", "“").replace("=E2=80=9D", "”");
        assert_eq!((ranges.len(), back), (1, c.to_string()));
    }
    let analysis = wirecopy::Analyzer::english().analyze(&document).expect("an analysis");
    let marked =
        wirecopy::export::annotate(&analysis, &source, &wirecopy::export::AnnotateOptions::default());
    let marked = marked.expect("marks");
    assert_eq!(wirecopy::export::strip(&marked), source);
    assert!(marked.split(|b| *b == b'\n').all(|line| line.len() <= 78 || line.starts_with(b"<html>")));
    let again = Document::parse(&marked, &ParseOptions::default()).expect("a document");
    assert_eq!(again.text(), text);
}

#[test]
fn saved_pages_come_in_other_encodings_and_may_be_broken() {
    let page =
        "<html><p>=93The caf=E9 by the wall will hold until spring,=94 said the mayor of Port Vellin.</p>";
    let source = saved("quoted-printable", "windows-1252", page);
    let document = Document::parse(&source, &ParseOptions::default()).expect("a document");
    assert_eq!(document.encoding(), "windows-1252");
    assert!(document.text().starts_with("“The café by"));
    let at = document.text().find('é').expect("a letter");
    let ranges = document.input_ranges(wirecopy::Span::new(at, at + 2).expect("a span"));
    assert_eq!(&source[ranges[0].clone()], b"=E9");
    let coded = "PGh0bWw+PHA+VGhlIHdhbGwgd2lsbCBob2xkIHVudGlsIHNwcmluZywgdGhlIG1heW9yIHNhaWQsIGFu\r\n\
                 ZCBub2JvZHkgbmVlZHMgdG8gbGVhdmUuPC9wPg==";
    let document =
        Document::parse(&saved("base64", "utf-8", coded), &ParseOptions::default()).expect("a document");
    assert_eq!(
        document.text(),
        "The wall will hold until spring, the mayor said, and nobody needs to leave."
    );
    for broken in [
        "MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\nno boundary",
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: image/png\r\n\r\nx\r\n--x--",
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\nno parts",
    ] {
        let error = Document::parse(broken.as_bytes(), &ParseOptions::default()).expect_err("no page");
        assert_eq!(error.kind(), wirecopy::ErrorKind::Malformed);
        assert!(error.offset().is_some());
    }
}

#[test]
fn comments_of_browsers_give_the_address() {
    for comment in [
        "<!-- saved from url=(0029)https://courier.example/wall -->",
        "<!--\n Page saved with SingleFile \n url: https://courier.example/wall \n saved date: Sat Mar 01 2025\n-->",
    ] {
        let document =
            parse(&format!("<!DOCTYPE html>\n{comment}\n<html><p>The wall will hold until spring.</p>"));
        assert_eq!(
            document.metadata().url.as_ref().map(|u| u.value.as_str()),
            Some("https://courier.example/wall")
        );
    }
}
