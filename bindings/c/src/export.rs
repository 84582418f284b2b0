//! The way back into the page: marks put in and taken out.

use wirecopy::export::{AnnotateOptions, annotate, strip};

use crate::analysis::{models, wirecopy_analysis};
use crate::error::{wirecopy_error, wirecopy_status};
use crate::ffi;
use crate::guard::guard;
use crate::options::{or_default, wirecopy_options};
use crate::types::{wirecopy_buf, wirecopy_str};

/// The page an analysis is of, byte for byte, with `<mark data-wirecopy="…">` around content, cue and source of
/// each attribution of WIRECOPY_OPTION_SCOPE; with a style sheet when WIRECOPY_OPTION_STYLE is yes. `input` is what
/// the document was read from, else WIRECOPY_STATUS_INVALID_OPTION; WIRECOPY_STATUS_UNSUPPORTED_FORMAT when it is
/// no page, WIRECOPY_STATUS_MALFORMED when it is annotated already. `o` may be NULL.
/// On success `*out` is to be freed with wirecopy_buf_free.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_analysis_annotate(
    a: *const wirecopy_analysis,
    input: wirecopy_str,
    o: *const wirecopy_options,
    out: *mut wirecopy_buf,
    error: *mut *mut wirecopy_error,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (a, input, given, out) = unsafe {
            (ffi::shared(a, "a")?, ffi::bytes(input, "input")?, or_default(o), ffi::out(out, "out")?)
        };
        if cfg!(not(feature = "lang-en")) {
            return models();
        }
        let options = AnnotateOptions::default().with_scope(given.json.scope).with_style(given.style);
        out.hand_over_bytes(annotate(&a.inner, input, &options)?)
    };
    // SAFETY: the contract of the header.
    unsafe { guard(error, body) }
}

/// A page without what wirecopy_analysis_annotate put in: the bytes that it was given.
/// On success `*out` is to be freed with wirecopy_buf_free.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_strip(page: wirecopy_str, out: *mut wirecopy_buf) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (page, out) = unsafe { (ffi::bytes(page, "page")?, ffi::out(out, "out")?) };
        out.hand_over_bytes(strip(page))
    };
    // SAFETY: no error object is asked for.
    unsafe { guard(std::ptr::null_mut(), body) }
}
