//! What `WIRECOPY_OPTION_MAX_MEMORY` reckons with is more than reading and analyzing take.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};

use wirecopy_capi::analysis::{wirecopy_analysis_free, wirecopy_analyze};
use wirecopy_capi::options::{
    WIRECOPY_FORMAT_HTML, WIRECOPY_FORMAT_PLAIN, WIRECOPY_OPTION_FORMAT, WIRECOPY_OPTION_MAX_MEMORY,
    wirecopy_options_free, wirecopy_options_new, wirecopy_options_set_u64,
};
use wirecopy_capi::types::wirecopy_str;

struct Counting;

static NOW: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

// SAFETY: all is done by the system's allocator; the sizes are only noted.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let now = NOW.fetch_add(layout.size(), Ordering::Relaxed) + layout.size();
        MOST.fetch_max(now, Ordering::Relaxed);
        // SAFETY: the caller's promise.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, ptr: *mut u8, layout: Layout) {
        NOW.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: the caller's promise.
        unsafe { System.dealloc(ptr, layout) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

/// Status, and the most bytes that were taken at a time.
fn analyze(text: &str, format: u32, most: u64) -> (u32, usize) {
    let mut found = std::ptr::null_mut();
    let input = wirecopy_str { ptr: text.as_ptr().cast(), len: text.len() };
    let o = wirecopy_options_new();
    // SAFETY: the options are live, the text and the place for the answer too; both objects are freed once.
    unsafe {
        assert_eq!(wirecopy_options_set_u64(o, WIRECOPY_OPTION_FORMAT, format.into()), 0);
        assert_eq!(wirecopy_options_set_u64(o, WIRECOPY_OPTION_MAX_MEMORY, most), 0);
        let before = NOW.load(Ordering::Relaxed);
        MOST.store(before, Ordering::Relaxed);
        let status = wirecopy_analyze(input, o, &raw mut found, std::ptr::null_mut());
        let taken = MOST.load(Ordering::Relaxed) - before;
        wirecopy_analysis_free(found);
        wirecopy_options_free(o);
        (status, taken)
    }
}

#[test]
#[ignore = "long; .ci/full runs it"]
fn what_is_reckoned_with_is_enough() {
    let story = "“We were never asked,” said Petra Quill, mayor of Port Vellin, on Monday. The pumps were sold in \
                 August, Nordwire reported, citing three people close to the deal.\n\n";
    let texts = [
        ("articles", WIRECOPY_FORMAT_PLAIN, story.repeat(100)),
        ("one-letter words", WIRECOPY_FORMAT_PLAIN, "a b ".repeat(4000)),
        ("names", WIRECOPY_FORMAT_PLAIN, "A. B said. ".repeat(1000)),
        ("marks", WIRECOPY_FORMAT_PLAIN, "“a” ".repeat(2000)),
        ("one-letter paragraphs", WIRECOPY_FORMAT_PLAIN, "a\n\n".repeat(4000)),
        ("punctuation", WIRECOPY_FORMAT_PLAIN, ".!\"'-".repeat(2500)),
        ("paragraphs of a page", WIRECOPY_FORMAT_HTML, format!("<p>{}", "a b<p>".repeat(2000))),
        ("elements", WIRECOPY_FORMAT_HTML, "<b>a</b>".repeat(1500)),
    ];
    analyze(story, WIRECOPY_FORMAT_PLAIN, u64::MAX); // the pack is read
    for (name, format, text) in texts {
        let (status, taken) = analyze(&text, format, u64::MAX);
        assert_eq!(status, 0, "{name}");
        let least = text.len() as u64 * 400 + (16 << 20);
        println!("memory: {name}: {} bytes a byte of input", taken / text.len());
        assert!((taken as u64) < least, "{name}: {taken} bytes for {}", text.len());
        assert_eq!(analyze(&text, format, least - 1).0, 13, "{name}");
    }
}
