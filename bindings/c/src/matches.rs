//! What an index holds that is like a text, as objects.

use wirecopy::dedup::Match;

use crate::dedup::wirecopy_index;
use crate::document::wirecopy_document;
use crate::error::{wirecopy_error, wirecopy_status};
use crate::ffi;
use crate::guard::{Failure, guard, value};
use crate::names::copy;
use crate::types::{wirecopy_match, wirecopy_passage, wirecopy_span, wirecopy_str};

/// The documents of an index that are like one text, the most alike first. Never changes.
#[derive(Debug)]
pub struct wirecopy_matches {
    all: Vec<(wirecopy_match, Vec<wirecopy_passage>)>,
}

impl wirecopy_matches {
    fn of(found: &[Match]) -> Self {
        let one = |m: &Match| {
            let passages: Vec<wirecopy_passage> = m
                .passages()
                .iter()
                .map(|p| wirecopy_passage { a: wirecopy_span::of(p.a()), b: wirecopy_span::of(p.b()) })
                .collect();
            let told = wirecopy_match {
                id: m.id(),
                jaccard: m.jaccard(),
                containment_query: m.containment_query(),
                containment_match: m.containment_match(),
                kind: copy(m.kind()),
                passages: passages.len() as u32,
                standard_error: m.standard_error().unwrap_or(0.0),
            };
            (told, passages)
        };
        Self { all: found.iter().map(one).collect() }
    }
}

/// What the index holds that is like a document, which is not added: as wirecopy_index_query, without JSON.
/// On success `*out` is to be freed with wirecopy_matches_free; it stays as it is when the index grows or is freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_index_find(
    x: *const wirecopy_index,
    d: *const wirecopy_document,
    out: *mut *mut wirecopy_matches,
    error: *mut *mut wirecopy_error,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (x, d, out) = unsafe { (ffi::shared(x, "x")?, ffi::shared(d, "d")?, ffi::out(out, "out")?) };
        out.hand_over(wirecopy_matches::of(&x.inner.query(&d.inner)))
    };
    // SAFETY: the contract of the header.
    unsafe { guard(error, body) }
}

/// What the index holds that is like a plain text, which is not added.
/// On success `*out` is to be freed with wirecopy_matches_free; it stays as it is when the index grows or is freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_index_find_text(
    x: *const wirecopy_index,
    text: wirecopy_str,
    out: *mut *mut wirecopy_matches,
    error: *mut *mut wirecopy_error,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (x, text, out) =
            unsafe { (ffi::shared(x, "x")?, ffi::text(text, "text")?, ffi::out(out, "out")?) };
        out.hand_over(wirecopy_matches::of(&x.inner.query_text(text)))
    };
    // SAFETY: the contract of the header.
    unsafe { guard(error, body) }
}

/// Number of matches; 0 when `m` is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_matches_count(m: *const wirecopy_matches) -> usize {
    // SAFETY: the contract of the header.
    value(0, || Ok(unsafe { ffi::shared(m, "m") }?.all.len()))
}

/// Match `i`, from 0, the most alike first. `out_size` is `sizeof *out`, as for wirecopy_analysis_attribution.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_matches_get(
    m: *const wirecopy_matches,
    i: usize,
    out: *mut wirecopy_match,
    out_size: usize,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let found = unsafe { ffi::shared(m, "m") }?.all.get(i).ok_or(Failure::OutOfRange("i"))?;
        // SAFETY: the contract of the header; the struct is without padding.
        unsafe { ffi::write_sized(out, out_size, &found.0, "out") }
    };
    // SAFETY: no error object is asked for.
    unsafe { guard(std::ptr::null_mut(), body) }
}

/// The copied passages of match `i`, in order of the text asked about; none when WIRECOPY_OPTION_PASSAGES is no. The
/// array lives as long as the matches.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_matches_passages(
    m: *const wirecopy_matches,
    i: usize,
    ptr: *mut *const wirecopy_passage,
    len: *mut usize,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (m, ptr, len) = unsafe { (ffi::shared(m, "m")?, ffi::out(ptr, "ptr")?, ffi::out(len, "len")?) };
        let (_, passages) = m.all.get(i).ok_or(Failure::OutOfRange("i"))?;
        ptr.write(passages.as_ptr())?;
        len.write(passages.len())
    };
    // SAFETY: no error object is asked for.
    unsafe { guard(std::ptr::null_mut(), body) }
}

/// Frees matches; NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_matches_free(m: *mut wirecopy_matches) {
    // SAFETY: the contract of the header.
    unsafe { ffi::free(m) }
}
