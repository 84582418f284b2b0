//! Stories and the check of a draft.

use wirecopy::Analysis;
use wirecopy::schema::{story_json, verification_json};
use wirecopy::story::{Story, StoryOptions, verify};

use crate::analysis::wirecopy_analysis;
use crate::error::{wirecopy_error, wirecopy_status};
use crate::ffi;
use crate::guard::{Failure, guard};
use crate::options::{or_default, wirecopy_options};
use crate::types::wirecopy_buf;

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
unsafe fn gather(ptr: *const *const wirecopy_analysis, n: usize) -> Result<Vec<Analysis>, Failure> {
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
        let (list, out, _) = unsafe { (gather(analyses, n)?, ffi::out(out, "out")?, or_default(o)) };
        out.hand_over(wirecopy_story { inner: Story::new(&list, &StoryOptions::default())? })
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
        out.hand_over_bytes(story_json(&s.inner, &given.json))
    };
    // SAFETY: the contract of the header.
    unsafe { guard(error, body) }
}

/// Frees a story; NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_story_free(s: *mut wirecopy_story) {
    // SAFETY: the contract of the header.
    unsafe { ffi::free(s) }
}

/// Looks up each quote of a draft in `n` other articles: verbatim, edited, from another speaker, or not found.
/// The answer is wirecopy.verification/1 as JSON, offsets in the unit of WIRECOPY_OPTION_OFFSETS; `o` may be
/// NULL. On success `*out` is to be freed with wirecopy_buf_free.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_verify(
    draft: *const wirecopy_analysis,
    against: *const *const wirecopy_analysis,
    n: usize,
    o: *const wirecopy_options,
    out: *mut wirecopy_buf,
    error: *mut *mut wirecopy_error,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (draft, list) = unsafe { (ffi::shared(draft, "draft")?, gather(against, n)?) };
        // SAFETY: the contract of the header.
        let (given, out) = unsafe { (or_default(o), ffi::out(out, "out")?) };
        out.hand_over_bytes(verification_json(&verify(&draft.inner, &list), &given.json))
    };
    // SAFETY: the contract of the header.
    unsafe { guard(error, body) }
}
