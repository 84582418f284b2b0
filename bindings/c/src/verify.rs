//! The check of a draft: what became of each of its quotes.

use wirecopy::Analysis;
use wirecopy::schema::verification_json;
use wirecopy::story::{Verification, verify};

use crate::analysis::{models, wirecopy_analysis};
use crate::error::{wirecopy_error, wirecopy_status};
use crate::ffi;
use crate::guard::{Failure, guard, value};
use crate::options::{or_default, wirecopy_options};
use crate::story::gather;
use crate::types::{
    WIRECOPY_NONE, wirecopy_buf, wirecopy_checked, wirecopy_found, wirecopy_span, wirecopy_str,
};

/// What became of the quotes of a draft. Never changes; may be used from any thread.
#[derive(Debug)]
pub struct wirecopy_verification {
    inner: Verification,
}

fn checked(
    draft: &Analysis,
    against: &[Analysis],
    given: &wirecopy_options,
) -> Result<Verification, Failure> {
    if cfg!(not(feature = "lang-en")) {
        return Err(Failure::NoModels);
    }
    let limits = given.limits.start();
    limits.check()?;
    let out = verify(draft, against);
    limits.check()?;
    Ok(out)
}

fn json(checked: &Verification, given: &wirecopy_options) -> Result<String, Failure> {
    if cfg!(not(feature = "lang-en")) {
        return Err(Failure::NoModels);
    }
    Ok(verification_json(checked, &given.json))
}

/// Looks up each quote of a draft in `n` other articles: verbatim, edited, from another speaker, or not found. `o` may
/// be NULL. The analyses may be freed afterwards. On success `*out` is to be freed with wirecopy_verification_free.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_verification_new(
    draft: *const wirecopy_analysis,
    against: *const *const wirecopy_analysis,
    n: usize,
    o: *const wirecopy_options,
    out: *mut *mut wirecopy_verification,
    error: *mut *mut wirecopy_error,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (draft, list) = unsafe { (ffi::shared(draft, "draft")?, gather(against, n)?) };
        // SAFETY: the contract of the header.
        let (given, out) = unsafe { (or_default(o), ffi::out(out, "out")?) };
        models()?;
        out.hand_over(wirecopy_verification { inner: checked(&draft.inner, &list, &given)? })
    };
    // SAFETY: the contract of the header.
    unsafe { guard(error, body) }
}

/// Number of quotes of the draft; 0 when `v` is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_verification_count(v: *const wirecopy_verification) -> usize {
    // SAFETY: the contract of the header.
    value(0, || Ok(unsafe { ffi::shared(v, "v") }?.inner.quotes().len()))
}

/// Quote `i` of the draft, from 0, in text order. `out_size` is `sizeof *out`, as for wirecopy_analysis_attribution.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_verification_quote(
    v: *const wirecopy_verification,
    i: usize,
    out: *mut wirecopy_checked,
    out_size: usize,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let found = unsafe { ffi::shared(v, "v") }?.inner.quotes().get(i).ok_or(Failure::OutOfRange("i"))?;
        let told = wirecopy_checked {
            span: wirecopy_span::of(found.span),
            attribution: found.attribution as u32,
            outcome: found.outcome as u32,
            matches: found.matches.len() as u32,
        };
        // SAFETY: the contract of the header; the struct holds 4-byte numbers alone.
        unsafe { ffi::write_sized(out, out_size, &told, "out") }
    };
    // SAFETY: no error object is asked for.
    unsafe { guard(std::ptr::null_mut(), body) }
}

/// Place `k`, from 0, the best first, where quote `i` was found. `out_size` is `sizeof *out`, as for
/// wirecopy_analysis_attribution.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_verification_match(
    v: *const wirecopy_verification,
    i: usize,
    k: usize,
    out: *mut wirecopy_found,
    out_size: usize,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let quote = unsafe { ffi::shared(v, "v") }?.inner.quotes().get(i).ok_or(Failure::OutOfRange("i"))?;
        let found = quote.matches.get(k).ok_or(Failure::OutOfRange("k"))?;
        let told = wirecopy_found {
            article: found.article as u32,
            span: wirecopy_span::of(found.span),
            attribution: found.attribution.map_or(WIRECOPY_NONE, |a| a as u32),
            same: found.diff.is_empty().into(),
        };
        // SAFETY: the contract of the header; the struct holds 4-byte numbers alone.
        unsafe { ffi::write_sized(out, out_size, &told, "out") }
    };
    // SAFETY: no error object is asked for.
    unsafe { guard(std::ptr::null_mut(), body) }
}

/// Who says place `k` of quote `i` there; empty when nobody does. It lives as long as the verification.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_verification_speaker(
    v: *const wirecopy_verification,
    i: usize,
    k: usize,
) -> wirecopy_str {
    value(wirecopy_str::EMPTY, || {
        // SAFETY: the contract of the header.
        let quote = unsafe { ffi::shared(v, "v") }?.inner.quotes().get(i);
        let speaker = quote.and_then(|q| q.matches.get(k)).and_then(|m| m.speaker.as_ref());
        Ok(speaker.map_or(wirecopy_str::EMPTY, |s| wirecopy_str::of(s)))
    })
}

/// The answer wirecopy.verification/1 as JSON, offsets in the unit of WIRECOPY_OPTION_OFFSETS; `o` may be NULL.
/// On success `*out` is to be freed with wirecopy_buf_free.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_verification_to_json(
    v: *const wirecopy_verification,
    o: *const wirecopy_options,
    out: *mut wirecopy_buf,
    error: *mut *mut wirecopy_error,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (v, given, out) = unsafe { (ffi::shared(v, "v")?, or_default(o), ffi::out(out, "out")?) };
        out.hand_over_bytes(json(&v.inner, &given)?)
    };
    // SAFETY: the contract of the header.
    unsafe { guard(error, body) }
}

/// Frees a verification; NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_verification_free(v: *mut wirecopy_verification) {
    // SAFETY: the contract of the header.
    unsafe { ffi::free(v) }
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
        let checked = checked(&draft.inner, &list, &given)?;
        out.hand_over_bytes(json(&checked, &given)?)
    };
    // SAFETY: the contract of the header.
    unsafe { guard(error, body) }
}
