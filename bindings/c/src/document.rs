//! Documents.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use wirecopy::schema::document_json;
use wirecopy::{Document, Span};

use crate::error::{wirecopy_error, wirecopy_status};
use crate::ffi;
use crate::guard::{Failure, guard, value};
use crate::options::{self, or_default, wirecopy_options};
use crate::types::{wirecopy_buf, wirecopy_span, wirecopy_str};

/// One article: its text, its parts, what is known about it. Never changes; may be used from any thread.
#[derive(Debug)]
pub struct wirecopy_document {
    pub(crate) inner: Document,
}

/// Reads a document. `format` is WIRECOPY_FORMAT_…; `o` may be NULL. The input is copied.
/// On success `*out` is to be freed with wirecopy_document_free.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_document_parse(
    input: wirecopy_str,
    format: u32,
    o: *const wirecopy_options,
    out: *mut *mut wirecopy_document,
    error: *mut *mut wirecopy_error,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (input, out, given) =
            unsafe { (ffi::bytes(input, "input")?, ffi::out(out, "out")?, or_default(o)) };
        let inner = given.read(input, options::format(format.into())?, &given.limits.start())?;
        out.hand_over(wirecopy_document { inner })
    };
    // SAFETY: the contract of the header.
    unsafe { guard(error, body) }
}

/// Reads a document from a file. `path` is as the system has it, on Windows UTF-8; else as wirecopy_document_parse.
/// WIRECOPY_STATUS_IO when the file cannot be read. On success `*out` is to be freed with wirecopy_document_free.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_document_read_file(
    path: wirecopy_str,
    format: u32,
    o: *const wirecopy_options,
    out: *mut *mut wirecopy_document,
    error: *mut *mut wirecopy_error,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (path, out, given) = unsafe { (ffi::bytes(path, "path")?, ffi::out(out, "out")?, or_default(o)) };
        let limits = given.limits.start();
        // One byte over the limit is enough to be refused.
        let most = (given.parse.max_bytes as u64).saturating_add(1);
        let mut input = Vec::new();
        let read = |path: &Path| File::open(path)?.take(most).read_to_end(&mut input);
        on_path(path, read)?.map_err(Failure::Io)?;
        let inner = given.read(&input, options::format(format.into())?, &limits)?;
        out.hand_over(wirecopy_document { inner })
    };
    // SAFETY: the contract of the header.
    unsafe { guard(error, body) }
}

#[cfg(unix)]
#[allow(clippy::unnecessary_wraps, reason = "elsewhere a path must be UTF-8")]
fn on_path<T>(path: &[u8], read: impl FnOnce(&Path) -> T) -> Result<T, Failure> {
    Ok(read(Path::new(<std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(path))))
}

#[cfg(not(unix))]
fn on_path<T>(path: &[u8], read: impl FnOnce(&Path) -> T) -> Result<T, Failure> {
    Ok(read(Path::new(std::str::from_utf8(path).map_err(|_| Failure::Utf8("path"))?)))
}

/// The text all spans point into. It lives as long as the document. Empty when `d` is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_document_text(d: *const wirecopy_document) -> wirecopy_str {
    // SAFETY: the contract of the header.
    value(wirecopy_str::EMPTY, || Ok(wirecopy_str::of(unsafe { ffi::shared(d, "d") }?.inner.text())))
}

/// The headline; empty when there is none. It lives as long as the document.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_document_title(d: *const wirecopy_document) -> wirecopy_str {
    value(wirecopy_str::EMPTY, || {
        // SAFETY: the contract of the header.
        let title = &unsafe { ffi::shared(d, "d") }?.inner.metadata().title;
        Ok(title.as_ref().map_or(wirecopy_str::EMPTY, |t| wirecopy_str::of(&t.value)))
    })
}

/// The words of a span; empty when it does not slice the text. They live as long as the document.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_document_slice(
    d: *const wirecopy_document,
    span: wirecopy_span,
) -> wirecopy_str {
    // SAFETY: the contract of the header.
    value(wirecopy_str::EMPTY, || Ok(slice(&unsafe { ffi::shared(d, "d") }?.inner, span)))
}

pub(crate) fn slice(document: &Document, span: wirecopy_span) -> wirecopy_str {
    let span = Span::new(span.start as usize, span.end as usize).ok();
    span.and_then(|s| document.get(s)).map_or(wirecopy_str::EMPTY, wirecopy_str::of)
}

/// Converts `n` byte offsets into the text to another unit (WIRECOPY_UNIT_…). `bytes` and `out` may be the same.
/// WIRECOPY_STATUS_INVALID_SPAN when one lies beyond the text or inside a character; nothing is written then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_document_convert_offsets(
    d: *const wirecopy_document,
    unit: u32,
    bytes: *const u32,
    n: usize,
    out: *mut u32,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (document, bytes) = unsafe { (&ffi::shared(d, "d")?.inner, ffi::array(bytes, n, "bytes")?) };
        let unit = options::unit(unit.into())?;
        if !bytes.iter().all(|&at| document.text().is_char_boundary(at as usize)) {
            return Err(Failure::Span("bytes"));
        }
        let converted: Vec<u32> = bytes.iter().map(|&at| document.offset(at as usize, unit) as u32).collect();
        // SAFETY: the contract of the header.
        unsafe { ffi::write_array(out, &converted, "out") }
    };
    // SAFETY: no error object is asked for.
    unsafe { guard(std::ptr::null_mut(), body) }
}

/// The answer wirecopy.document/1 as JSON, offsets in the unit of WIRECOPY_OPTION_OFFSETS; `o` may be NULL.
/// On success `*out` is to be freed with wirecopy_buf_free.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_document_to_json(
    d: *const wirecopy_document,
    o: *const wirecopy_options,
    out: *mut wirecopy_buf,
    error: *mut *mut wirecopy_error,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (document, given, out) = unsafe { (ffi::shared(d, "d")?, or_default(o), ffi::out(out, "out")?) };
        out.hand_over_bytes(document_json(&document.inner, &given.json))
    };
    // SAFETY: the contract of the header.
    unsafe { guard(error, body) }
}

/// Frees a document; NULL is allowed. Analyses made of it live on.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_document_free(d: *mut wirecopy_document) {
    // SAFETY: the contract of the header.
    unsafe { ffi::free(d) }
}
