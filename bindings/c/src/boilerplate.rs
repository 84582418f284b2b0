//! Boilerplate: a table of what many otherwise different documents carry, learned once.

use std::sync::Arc;

use wirecopy::dedup::Boilerplate;

use crate::dedup::wirecopy_index;
use crate::error::{wirecopy_error, wirecopy_status};
use crate::ffi;
use crate::guard::{guard, value};
use crate::options::wirecopy_options;
use crate::types::{wirecopy_buf, wirecopy_str};

/// What many otherwise different documents carry. Never changes; may be used from any thread.
#[derive(Debug)]
pub struct wirecopy_boilerplate {
    inner: Arc<Boilerplate>,
}

/// Learns what at least `least` documents of an index carry that are no copies of each other.
/// On success `*out` is to be freed with wirecopy_boilerplate_free.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_boilerplate_learn(
    x: *const wirecopy_index,
    least: usize,
    out: *mut *mut wirecopy_boilerplate,
    error: *mut *mut wirecopy_error,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (x, out) = unsafe { (ffi::shared(x, "x")?, ffi::out(out, "out")?) };
        out.hand_over(wirecopy_boilerplate { inner: Arc::new(Boilerplate::learn(&x.inner, least)) })
    };
    // SAFETY: the contract of the header.
    unsafe { guard(error, body) }
}

/// A table from the bytes that wirecopy_boilerplate_to_bytes gave. WIRECOPY_STATUS_CORRUPT_INDEX when they are none,
/// WIRECOPY_STATUS_SCHEMA_VERSION when they are of a kind this library does not read.
/// On success `*out` is to be freed with wirecopy_boilerplate_free.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_boilerplate_from_bytes(
    bytes: wirecopy_str,
    out: *mut *mut wirecopy_boilerplate,
    error: *mut *mut wirecopy_error,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (bytes, out) = unsafe { (ffi::bytes(bytes, "bytes")?, ffi::out(out, "out")?) };
        out.hand_over(wirecopy_boilerplate { inner: Arc::new(Boilerplate::from_bytes(bytes)?) })
    };
    // SAFETY: the contract of the header.
    unsafe { guard(error, body) }
}

/// The bytes of a table, the same on every platform; `wirecopy dedup --boilerplate` reads them, too.
/// On success `*out` is to be freed with wirecopy_buf_free.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_boilerplate_to_bytes(
    b: *const wirecopy_boilerplate,
    out: *mut wirecopy_buf,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (b, out) = unsafe { (ffi::shared(b, "b")?, ffi::out(out, "out")?) };
        out.hand_over_bytes(b.inner.to_bytes())
    };
    // SAFETY: no error object is asked for.
    unsafe { guard(std::ptr::null_mut(), body) }
}

/// The name that answers give a table, a hash of its bytes; empty when `b` is NULL. It lives as long as the table.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_boilerplate_name(b: *const wirecopy_boilerplate) -> wirecopy_str {
    // SAFETY: the contract of the header.
    value(wirecopy_str::EMPTY, || Ok(wirecopy_str::of(unsafe { ffi::shared(b, "b") }?.inner.name())))
}

/// How many runs of words a table holds; 0 when `b` is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_boilerplate_count(b: *const wirecopy_boilerplate) -> usize {
    // SAFETY: the contract of the header.
    value(0, || Ok(unsafe { ffi::shared(b, "b") }?.inner.len()))
}

/// Sets what does not count where copies are measured; none when `b` is NULL. The options keep what they need of it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_options_set_boilerplate(
    o: *mut wirecopy_options,
    b: *const wirecopy_boilerplate,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let o = unsafe { ffi::unique(o, "o") }?;
        // SAFETY: the contract of the header.
        o.dedup.boilerplate = unsafe { ffi::shared(b, "b") }.ok().map(|b| Arc::clone(&b.inner));
        Ok(())
    };
    // SAFETY: no error object is asked for.
    unsafe { guard(std::ptr::null_mut(), body) }
}

/// Frees a table; NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_boilerplate_free(b: *mut wirecopy_boilerplate) {
    // SAFETY: the contract of the header.
    unsafe { ffi::free(b) }
}
