//! Stories.

use wirecopy::Analysis;
use wirecopy::schema::story_json;
use wirecopy::story::{Story, StoryOptions};

use crate::analysis::models;
use crate::analysis::wirecopy_analysis;
use crate::error::{wirecopy_error, wirecopy_status};
use crate::ffi;
use crate::guard::{Failure, guard};
use crate::options::{or_default, wirecopy_options};
use crate::types::{WIRECOPY_NONE, wirecopy_buf, wirecopy_story_summary};

/// Several articles on one event, compared. Never changes; may be used from any thread.
#[derive(Debug)]
pub struct wirecopy_story {
    inner: Story,
}

/// The analyses behind an array of handles.
///
/// # Safety
///
/// As [`ffi::array`], and each handle as [`ffi::shared`].
pub(crate) unsafe fn gather(
    ptr: *const *const wirecopy_analysis,
    n: usize,
) -> Result<Vec<Analysis>, Failure> {
    // SAFETY: the caller's promise.
    let handles = unsafe { ffi::array(ptr, n, "analyses") }?;
    // SAFETY: the caller's promise.
    handles.iter().map(|&h| Ok(unsafe { ffi::shared(h, "analyses[i]") }?.inner.clone())).collect()
}

/// Compares articles on one event. `o` may be NULL. The analyses may be freed afterwards.
/// On success `*out` is to be freed with wirecopy_story_free. WIRECOPY_STATUS_NO_CONTENT when `n` is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_story_new(
    analyses: *const *const wirecopy_analysis,
    n: usize,
    o: *const wirecopy_options,
    out: *mut *mut wirecopy_story,
    error: *mut *mut wirecopy_error,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (list, out, given) = unsafe { (gather(analyses, n)?, ffi::out(out, "out")?, or_default(o)) };
        if cfg!(not(feature = "lang-en")) {
            return models();
        }
        let limits = given.limits.start();
        limits.check()?;
        let inner = Story::new(&list, &StoryOptions::default())?;
        limits.check()?;
        out.hand_over(wirecopy_story { inner })
    };
    // SAFETY: the contract of the header.
    unsafe { guard(error, body) }
}

/// The answer wirecopy.story/1 as JSON, offsets in the unit of WIRECOPY_OPTION_OFFSETS; `o` may be NULL.
/// On success `*out` is to be freed with wirecopy_buf_free.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_story_to_json(
    s: *const wirecopy_story,
    o: *const wirecopy_options,
    out: *mut wirecopy_buf,
    error: *mut *mut wirecopy_error,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (s, given, out) = unsafe { (ffi::shared(s, "s")?, or_default(o), ffi::out(out, "out")?) };
        if cfg!(not(feature = "lang-en")) {
            return models();
        }
        out.hand_over_bytes(story_json(&s.inner, &given.json))
    };
    // SAFETY: the contract of the header.
    unsafe { guard(error, body) }
}

/// The story in a few numbers. `out_size` is `sizeof *out`, as for wirecopy_analysis_attribution.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_story_summarize(
    s: *const wirecopy_story,
    out: *mut wirecopy_story_summary,
    out_size: usize,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let s = &unsafe { ffi::shared(s, "s") }?.inner;
        let (reports, people) = (s.independence().reports, s.independence().people);
        let told = wirecopy_story_summary {
            articles: s.articles().len() as u32,
            apart: s.apart().len() as u32,
            families: s.families().len() as u32,
            only: s.only().len() as u32,
            conflicts: s.conflicts().len() as u32,
            silences: s.silences().len() as u32,
            reports_min: reports.min,
            reports_max: reports.max.unwrap_or(WIRECOPY_NONE),
            people_min: people.min,
            people_max: people.max.unwrap_or(WIRECOPY_NONE),
        };
        // SAFETY: the contract of the header; the struct holds 4-byte numbers alone.
        unsafe { ffi::write_sized(out, out_size, &told, "out") }
    };
    // SAFETY: no error object is asked for.
    unsafe { guard(std::ptr::null_mut(), body) }
}

/// Frees a story; NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_story_free(s: *mut wirecopy_story) {
    // SAFETY: the contract of the header.
    unsafe { ffi::free(s) }
}
