//! Limits hold, time grows no faster than the input, and memory stays in bounds: on the pages that are made to
//! break readers. `WIRECOPY_GROWTH_MB` sets the size of the large pages (4 without it).
#![allow(clippy::print_stdout, reason = "the test prints its figures")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use wirecopy::{Cancel, Document, ErrorKind, Format, ParseOptions};

/// Counts what is held, and the most that ever was.
struct Counting;

static HELD: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

fn grown(by: usize) {
    let held = HELD.fetch_add(by, Ordering::Relaxed) + by;
    MOST.fetch_max(held, Ordering::Relaxed);
}

// SAFETY: every call is handed on to the system's allocator as it is; only numbers are kept beside it.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        grown(layout.size());
        // SAFETY: the caller's promise is handed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: the caller's promise is handed on.
        unsafe { System.dealloc(at, layout) }
    }

    unsafe fn realloc(&self, at: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // While it is moved, both are there.
        grown(size);
        // SAFETY: the caller's promise is handed on.
        let moved = unsafe { System.realloc(at, layout, size) };
        HELD.fetch_sub(layout.size(), Ordering::Relaxed);
        moved
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// The tests measure: one at a time.
static ALONE: Mutex<()> = Mutex::new(());

fn alone() -> std::sync::MutexGuard<'static, ()> {
    ALONE.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

const PROSE: &str = "<p>The harbour wall of Port Vellin will hold until spring, the mayor said, and nobody needs to leave.</p>\n";

/// A page of about `size` bytes: the same piece again and again between a head and a foot.
fn page(head: &str, piece: &str, size: usize) -> Vec<u8> {
    let mut out = format!("<html><body>{PROSE}{PROSE}{head}").into_bytes();
    while out.len() < size {
        out.extend_from_slice(piece.as_bytes());
    }
    out
}

fn open() -> ParseOptions {
    let most = usize::MAX;
    ParseOptions::default().with_format(Format::Html).with_max_depth(most).with_max_nodes(most)
}

/// What pages can be blown up with: name, what stands before, what is repeated.
const BOMBS: &[(&str, &str, &str)] = &[
    ("prose", "", PROSE),
    ("nested div", "", "<div>"),
    ("nested div with text", "", "<div>a wall "),
    ("deep, then wide", "DEEP", "<b>wall</b> "),
    ("unclosed b", "", "<b>"),
    ("unclosed b with text", "<p>", "<b>a wall "),
    ("closed out of order", "", "<b><i></b></i>"),
    ("end tags", "", "</div></p></b>"),
    ("attributes", "<a ", "a "),
    ("attributes with values", "<a ", "b=\"c\" "),
    ("tags with attributes", "", "<a href=\"x\" class=\"y z\">w</a> "),
    ("one long attribute", "<img src=\"data:image/png;base64,", "QUJDREVGR0hJSktMTU5PUA"),
    ("class of many names", "<div class=\"", "share-bar-"),
    ("style", "", "<i style=\"color: red; display : none\">w</i>"),
    ("entities", "<p>", "&amp;&#8220;&hellip;"),
    ("bogus entities", "<p>", "&nosuchthing"),
    ("ampersands", "<p>", "&"),
    ("entities in an attribute", "<a title=\"", "&amp;&nosuch"),
    ("unclosed comment", "<!--", " a wall -- - "),
    ("comments", "", "<!-- a -->"),
    ("comment starts", "", "<!--"),
    ("unclosed script", "<script>", "if (a < b) { \"</b>\" } <!-- "),
    ("scripts", "", "<script>a</script>"),
    ("unclosed title", "<title>", "a wall <b>"),
    ("less-than", "<p>", "<"),
    ("end tag starts", "<p>", "</"),
    ("declarations", "", "<!a>"),
    ("paragraphs", "", "<p>"),
    ("paragraphs in spans", "<span><span><span>", "<p>a<span>"),
    ("list items over spans", "<ul>", "<li><span>"),
    ("cells", "<table>", "<tr><td>a"),
    ("tables", "", "<table><tr><td>"),
    ("breaks", "<p>", "<br>a"),
    ("one word", "<p>", "wall"),
    ("white space", "<p>", " \n\t"),
    ("words", "<p>", "a wall "),
    ("headings", "", "<h1>The wall holds</h1>"),
    ("open headings", "", "<h1>wall "),
    ("links", "", "<a href=x rel=author>Ada Lund</a> "),
    ("bylines", "", "<div class=byline>By Ada Lund</div>"),
    ("metas", "", "<meta name=author content='Ada Lund'>"),
    ("times", "", "<time datetime=2025-03-04>today</time>"),
    ("items", "", "<i itemprop=author>Ada Lund</i>"),
    ("linked data", "<script type='application/ld+json'>", "[{\"@type\":"),
    (
        "article in articles",
        "",
        "<article class=article-body><p>The wall will hold until the spring, she said.",
    ),
    ("figures", "", "<figure><figcaption>The wall</figcaption></figure>"),
    ("quotations", "", "<blockquote>The wall"),
    ("zero bytes", "<p>", "\0"),
    ("carriage returns", "<p>", "a\r"),
];

fn bomb(head: &str, piece: &str, size: usize) -> Vec<u8> {
    if head == "DEEP" {
        return page(&"<div>".repeat(size / 20), piece, size);
    }
    let mut out = page(head, piece, size);
    // A tag that never ends is no tag.
    if ["<a ", "<img ", "<div "].iter().any(|tag| head.starts_with(tag)) {
        out.extend_from_slice(b"\">wall");
    }
    out
}

/// Seconds of the best of `times` runs.
fn cost(input: &[u8], times: usize) -> f64 {
    let mut best = f64::INFINITY;
    for _ in 0..times {
        let begin = Instant::now();
        let _ = std::hint::black_box(Document::parse(std::hint::black_box(input), &open()));
        best = best.min(begin.elapsed().as_secs_f64());
    }
    best
}

#[test]
fn time_grows_with_the_page_and_no_faster() {
    let _alone = alone();
    let large = std::env::var("WIRECOPY_GROWTH_MB").ok().and_then(|n| n.parse().ok()).unwrap_or(4usize);
    let only = std::env::var("WIRECOPY_GROWTH_ONLY").unwrap_or_default();
    let mut slow = Vec::new();
    for (name, head, piece) in BOMBS.iter().filter(|b| b.0.contains(&only)) {
        let pages = [bomb(head, piece, 1 << 20), bomb(head, piece, large << 20)];
        let mut small = cost(&pages[0], 2);
        // A machine that does other work, too, has its pauses.
        let mut most = small * large as f64 * 2.0 + 0.05;
        let mut big = if small > 3.0 { f64::INFINITY } else { cost(&pages[1], 1) };
        // Twice more, small and large one after the other: one of three pairs is enough.
        for _ in 0..2 {
            if big > most && big.is_finite() {
                small = cost(&pages[0], 1);
                most = small * large as f64 * 2.0 + 0.05;
                big = cost(&pages[1], 1);
            }
        }
        let speed = |seconds: f64, page: &[u8]| seconds * 1e9 / page.len() as f64;
        let figures = format!(
            "{name}: {:.1} ns a byte at 1 MB, {:.1} at {large} MB",
            speed(small, &pages[0]),
            speed(big, &pages[1])
        );
        println!("growth: {figures}");
        if big > most {
            slow.push(figures);
        }
    }
    assert!(slow.is_empty(), "{slow:#?}");
}

/// The most held while `input` is read beyond what was held before, in times its size.
fn peak(input: &[u8]) -> f64 {
    let before = HELD.load(Ordering::Relaxed);
    MOST.store(before, Ordering::Relaxed);
    let document = Document::parse(input, &ParseOptions::default().with_format(Format::Html));
    let most = MOST.load(Ordering::Relaxed);
    drop(document);
    (most - before) as f64 / input.len() as f64
}

#[test]
fn memory_is_bounded_and_none_is_kept() {
    let _alone = alone();
    let news = format!(
        "<div class=\"story-card wide\" id=\"c7\"><a href=\"/news/2025/wall?from=home&amp;at=3\" class=\"link\">\
         <img src=\"/i/wall.jpg\" alt=\"The wall\" width=\"300\"></a><h2><a href=\"/news/wall\">The wall \
         holds</a></h2>{PROSE}<ul><li><a href=\"/x\">Home</a></li><li><b>News</b></li></ul></div>\n"
    );
    let pages = [
        ("prose", page("", PROSE, 4 << 20)),
        ("a news page", page("", &news, 4 << 20)),
        (
            "data in addresses",
            page("", &format!("{PROSE}<img src=\"data:,{}\">", "Q".repeat(1 << 20)), 20 << 20),
        ),
        ("a script", page("<script>", "if (a < b) {} ", 4 << 20)),
        (
            "Cyrillic in one byte a letter",
            encoding_rs::WINDOWS_1251
                .encode(
                    &String::from_utf8(page(
                        "<meta charset=windows-1251>",
                        "<p>Городская стена выдержит до весны, сказала мэр.</p>",
                        4 << 20,
                    ))
                    .expect("text"),
                )
                .0
                .into_owned(),
        ),
    ];
    // What is made once, such as tables, is made before.
    for (_, page) in &pages {
        peak(&page[..page.len().min(1 << 20)]);
    }
    let before = HELD.load(Ordering::Relaxed);
    for (name, page) in &pages {
        let times = peak(page);
        println!("memory: {name}: {times:.1} times the page");
        assert!(times < 15.0, "{name}: {times:.1} times the page");
    }
    let kept = HELD.load(Ordering::Relaxed).saturating_sub(before);
    assert!(kept < 1024, "{kept} bytes are kept");
}

fn error(input: &[u8], options: &ParseOptions) -> wirecopy::Error {
    Document::parse(input, options).expect_err("over a limit")
}

#[test]
fn limits_are_typed_and_say_where() {
    let _alone = alone();
    let html = || ParseOptions::default().with_format(Format::Html);
    let found = error(b"<p>The wall", &html().with_max_bytes(5));
    assert_eq!((found.kind(), found.offset()), (ErrorKind::TooLarge, None));
    let deep = "<i>".repeat(1_000_000);
    let found = error(deep.as_bytes(), &html());
    assert_eq!((found.kind(), found.offset()), (ErrorKind::TooDeep, Some(3 * 99_999)));
    let found = error(b"<p>a<b>b<i>c", &html().with_max_depth(3));
    assert_eq!((found.kind(), found.offset()), (ErrorKind::TooDeep, Some(8)));
    let found = error(b"<p>a<b>b<i>c", &html().with_max_nodes(4));
    assert_eq!((found.kind(), found.offset()), (ErrorKind::TooManyNodes, Some(7)));
    let found = error(b"<p a b c d>e", &html().with_max_nodes(4));
    assert_eq!((found.kind(), found.offset()), (ErrorKind::TooManyNodes, Some(9)));
    let wide = "<br>".repeat(20 << 20);
    assert_eq!(error(wide.as_bytes(), &html()).kind(), ErrorKind::TooManyNodes);
    // In another encoding the place is a byte of what was given.
    let wide: Vec<u8> = "<p>é<b>b<i>c".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let found = error(&wide, &html().with_encoding("utf-16le").with_max_depth(3));
    assert_eq!((found.kind(), found.offset()), (ErrorKind::TooDeep, Some(16)));
}

#[test]
fn a_caller_can_stop_at_any_step() {
    use std::sync::Arc;
    let _alone = alone();
    let input = page("", PROSE, 2 << 20);
    let asked = Arc::new(AtomicUsize::new(0));
    let counting = |stop_at: usize| {
        let asked = Arc::clone(&asked);
        asked.store(0, Ordering::Relaxed);
        let cancel = Cancel::new(move || asked.fetch_add(1, Ordering::Relaxed) >= stop_at);
        ParseOptions::default().with_format(Format::Html).with_cancel(cancel)
    };
    assert!(Document::parse(&input, &counting(usize::MAX)).is_ok());
    let times = asked.load(Ordering::Relaxed);
    assert!(times >= input.len() >> 16, "asked {times} times");
    for stop_at in (0..times).step_by(3).chain([times - 1]) {
        let found = error(&input, &counting(stop_at));
        assert_eq!(found.kind(), ErrorKind::Cancelled);
        assert!(found.offset().is_some_and(|at| at <= input.len()));
        assert_eq!(asked.load(Ordering::Relaxed), stop_at + 1, "asked again after a yes");
    }
    let long = page("<img src=\"", "Q", 20 << 20);
    assert!(Document::parse(&long, &counting(usize::MAX)).is_ok());
    assert!(asked.load(Ordering::Relaxed) >= long.len() >> 16);
    let text = "The harbour wall of Port Vellin will hold until spring, the mayor said.\n\n".repeat(20_000);
    for format in [Format::Plain, Format::Markdown] {
        let counting = |stop_at: usize| counting(stop_at).with_format(format);
        assert!(Document::parse(text.as_bytes(), &counting(usize::MAX)).is_ok());
        let times = asked.load(Ordering::Relaxed);
        assert!(times >= text.len() >> 16, "{format:?}: asked {times} times");
        for stop_at in 0..times {
            let found = error(text.as_bytes(), &counting(stop_at));
            assert_eq!(found.kind(), ErrorKind::Cancelled);
            assert_eq!(asked.load(Ordering::Relaxed), stop_at + 1, "asked again after a yes");
        }
    }
}
