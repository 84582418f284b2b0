//! Statuses and error objects.

use crate::types::{wirecopy_buf, wirecopy_str};
use crate::{ffi, guard};

/// How a call went: WIRECOPY_STATUS_OK or what went wrong. The numbers never change.
pub type wirecopy_status = u32;

/// All went well.
pub const WIRECOPY_STATUS_OK: u32 = 0;
/// A pointer that must not be NULL is.
pub const WIRECOPY_STATUS_NULL: u32 = 1;
/// A bug in the library, caught at its border.
pub const WIRECOPY_STATUS_PANIC: u32 = 2;
/// A number of something that is not there.
pub const WIRECOPY_STATUS_OUT_OF_RANGE: u32 = 3;
/// Bytes that should have been UTF-8 are not.
pub const WIRECOPY_STATUS_INVALID_UTF8: u32 = 10;
/// A span or offset is reversed, out of range or not on a character boundary.
pub const WIRECOPY_STATUS_INVALID_SPAN: u32 = 11;
/// An option that is not there or cannot have this value.
pub const WIRECOPY_STATUS_INVALID_OPTION: u32 = 12;
/// The input is larger than the limit.
pub const WIRECOPY_STATUS_TOO_LARGE: u32 = 13;
/// The input is nested more deeply than the limit.
pub const WIRECOPY_STATUS_TOO_DEEP: u32 = 14;
/// The input has more parts than the limit.
pub const WIRECOPY_STATUS_TOO_MANY_NODES: u32 = 15;
/// The format cannot be read.
pub const WIRECOPY_STATUS_UNSUPPORTED_FORMAT: u32 = 20;
/// The input breaks the rules of its format.
pub const WIRECOPY_STATUS_MALFORMED: u32 = 21;
/// There is nothing to read in the input.
pub const WIRECOPY_STATUS_NO_CONTENT: u32 = 22;
/// No language pack is there for the language.
pub const WIRECOPY_STATUS_UNSUPPORTED_LANGUAGE: u32 = 30;
/// A language pack is damaged.
pub const WIRECOPY_STATUS_CORRUPT_MODEL: u32 = 31;
/// A language pack is of a version this library does not read.
pub const WIRECOPY_STATUS_MODEL_VERSION: u32 = 32;
/// JSON is of a schema this library does not read.
pub const WIRECOPY_STATUS_SCHEMA_VERSION: u32 = 40;
/// A stored index is damaged.
pub const WIRECOPY_STATUS_CORRUPT_INDEX: u32 = 41;
/// Reading or writing failed.
pub const WIRECOPY_STATUS_IO: u32 = 50;
/// The caller asked to stop.
pub const WIRECOPY_STATUS_CANCELLED: u32 = 60;

/// What went wrong, in words. To be freed with wirecopy_error_free.
#[derive(Debug)]
pub struct wirecopy_error {
    pub(crate) status: wirecopy_status,
    pub(crate) message: String,
}

/// The status of an error; WIRECOPY_STATUS_NULL when `e` is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_error_status(e: *const wirecopy_error) -> wirecopy_status {
    // SAFETY: the contract of the header.
    guard::value(WIRECOPY_STATUS_NULL, || Ok(unsafe { ffi::shared(e, "e") }?.status))
}

/// One line that names the problem. It lives as long as the error. Empty when `e` is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_error_message(e: *const wirecopy_error) -> wirecopy_str {
    // SAFETY: the contract of the header.
    guard::value(wirecopy_str::EMPTY, || Ok(wirecopy_str::of(&unsafe { ffi::shared(e, "e") }?.message)))
}

/// Frees an error; NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_error_free(e: *mut wirecopy_error) {
    // SAFETY: the contract of the header.
    unsafe { ffi::free(e) }
}

/// Frees bytes that a call handed over; {NULL, 0, 0} is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_buf_free(buf: wirecopy_buf) {
    // SAFETY: the contract of the header.
    unsafe { ffi::free_bytes(buf) }
}
