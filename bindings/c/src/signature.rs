//! Signatures: a text in half a kilobyte that tells how alike it is to another.

use wirecopy::dedup::{Signature, SimHash};
use wirecopy::schema::signature_line;

use crate::document::wirecopy_document;
use crate::error::{wirecopy_error, wirecopy_status};
use crate::ffi;
use crate::guard::{guard, value};
use crate::options::{or_default, wirecopy_options};
use crate::types::{wirecopy_buf, wirecopy_str};

/// A sketch of a text. Never changes; may be used from any thread.
#[derive(Debug)]
pub struct wirecopy_signature {
    inner: Signature,
}

/// The signature of a text, as WIRECOPY_OPTION_NORMALIZE, WIRECOPY_OPTION_SHINGLE and WIRECOPY_OPTION_PERMUTATIONS
/// say; `o` may be NULL. On success `*out` is to be freed with wirecopy_signature_free.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_signature_new(
    text: wirecopy_str,
    o: *const wirecopy_options,
    out: *mut *mut wirecopy_signature,
    error: *mut *mut wirecopy_error,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (text, out, given) = unsafe { (ffi::text(text, "text")?, ffi::out(out, "out")?, or_default(o)) };
        out.hand_over(wirecopy_signature { inner: Signature::of(text, &given.dedup)? })
    };
    // SAFETY: the contract of the header.
    unsafe { guard(error, body) }
}

/// The signature of a document, of the body of a page, of all of a plain text: one line of JSON with its id, the number of
/// its words, their hash, its SimHash and its values. `o` may be NULL; WIRECOPY_OPTION_SCHEME is one of its options.
/// On success `*out` is to be freed with wirecopy_buf_free.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_document_signature_to_json(
    d: *const wirecopy_document,
    o: *const wirecopy_options,
    out: *mut wirecopy_buf,
    error: *mut *mut wirecopy_error,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (d, out, given) = unsafe { (ffi::shared(d, "d")?, ffi::out(out, "out")?, or_default(o)) };
        out.hand_over_bytes(signature_line(&d.inner, &given.dedup)?)
    };
    // SAFETY: the contract of the header.
    unsafe { guard(error, body) }
}

/// The SimHash of a text: 64 bits of which few differ between texts that share most words. `o` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_simhash(
    text: wirecopy_str,
    o: *const wirecopy_options,
    out: *mut u64,
    error: *mut *mut wirecopy_error,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (text, out, given) = unsafe { (ffi::text(text, "text")?, ffi::out(out, "out")?, or_default(o)) };
        out.write(SimHash::of(text, &given.dedup)?.bits())
    };
    // SAFETY: the contract of the header.
    unsafe { guard(error, body) }
}

/// A signature from the bytes that wirecopy_signature_to_bytes gave. WIRECOPY_STATUS_CORRUPT_INDEX when they are
/// none, WIRECOPY_STATUS_SCHEMA_VERSION when they are of a kind this library does not read.
/// On success `*out` is to be freed with wirecopy_signature_free.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_signature_from_bytes(
    bytes: wirecopy_str,
    out: *mut *mut wirecopy_signature,
    error: *mut *mut wirecopy_error,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (bytes, out) = unsafe { (ffi::bytes(bytes, "bytes")?, ffi::out(out, "out")?) };
        out.hand_over(wirecopy_signature { inner: Signature::from_bytes(bytes)? })
    };
    // SAFETY: the contract of the header.
    unsafe { guard(error, body) }
}

/// The bytes of a signature, the same on every platform, to be kept and compared later.
/// On success `*out` is to be freed with wirecopy_buf_free.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_signature_to_bytes(
    s: *const wirecopy_signature,
    out: *mut wirecopy_buf,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (s, out) = unsafe { (ffi::shared(s, "s")?, ffi::out(out, "out")?) };
        out.hand_over_bytes(s.inner.to_bytes())
    };
    // SAFETY: no error object is asked for.
    unsafe { guard(std::ptr::null_mut(), body) }
}

/// Number of words of the text; 0 when `s` is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_signature_words(s: *const wirecopy_signature) -> usize {
    // SAFETY: the contract of the header.
    value(0, || Ok(unsafe { ffi::shared(s, "s") }?.inner.words()))
}

/// Whether two texts have the same words in the same order; no when one is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_signature_same(
    a: *const wirecopy_signature,
    b: *const wirecopy_signature,
) -> bool {
    value(false, || {
        // SAFETY: the contract of the header.
        let (a, b) = unsafe { (ffi::shared(a, "a")?, ffi::shared(b, "b")?) };
        Ok(a.inner.words() > 0 && a.inner.exact() == b.inner.exact())
    })
}

/// How alike two texts are: the Jaccard similarity of their shingles, estimated. WIRECOPY_STATUS_INVALID_OPTION when
/// the two signatures were not made with the same options.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_signature_similarity(
    a: *const wirecopy_signature,
    b: *const wirecopy_signature,
    out: *mut f64,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (a, b, out) = unsafe { (ffi::shared(a, "a")?, ffi::shared(b, "b")?, ffi::out(out, "out")?) };
        out.write(a.inner.similarity(&b.inner)?)
    };
    // SAFETY: no error object is asked for.
    unsafe { guard(std::ptr::null_mut(), body) }
}

/// Frees a signature; NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_signature_free(s: *mut wirecopy_signature) {
    // SAFETY: the contract of the header.
    unsafe { ffi::free(s) }
}
