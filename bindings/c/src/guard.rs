//! The border: every failure becomes a status, every panic is caught.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::error::{
    WIRECOPY_STATUS_INVALID_OPTION, WIRECOPY_STATUS_INVALID_SPAN, WIRECOPY_STATUS_INVALID_UTF8,
    WIRECOPY_STATUS_NULL, WIRECOPY_STATUS_OK, WIRECOPY_STATUS_OUT_OF_RANGE, WIRECOPY_STATUS_PANIC,
    wirecopy_error, wirecopy_status,
};
use crate::ffi;

/// Why a call did not succeed.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The argument of this name is NULL.
    Null(&'static str),
    /// The argument of this name is not UTF-8.
    Utf8(&'static str),
    /// An offset in the argument of this name lies beyond the text or inside a character.
    Span(&'static str),
    /// The argument of this name numbers something that is not there.
    OutOfRange(&'static str),
    /// An option that is not there, or cannot have this value.
    Option(String),
    /// The library's own error.
    Library(wirecopy::Error),
}

/// The result of a call.
pub(crate) type Outcome = Result<(), Failure>;

impl From<wirecopy::Error> for Failure {
    fn from(error: wirecopy::Error) -> Self {
        Self::Library(error)
    }
}

impl Failure {
    fn told(self) -> (wirecopy_status, String) {
        match self {
            Self::Null(name) => (WIRECOPY_STATUS_NULL, format!("`{name}` is NULL")),
            Self::Utf8(name) => (WIRECOPY_STATUS_INVALID_UTF8, format!("`{name}` is not UTF-8")),
            Self::Span(name) => {
                (WIRECOPY_STATUS_INVALID_SPAN, format!("an offset in `{name}` is on no character boundary"))
            }
            Self::OutOfRange(name) => (WIRECOPY_STATUS_OUT_OF_RANGE, format!("`{name}` is out of range")),
            Self::Option(message) => (WIRECOPY_STATUS_INVALID_OPTION, message),
            Self::Library(error) => (error.kind().code(), error.to_string()),
        }
    }
}

/// Runs the body of a call: a failure becomes a status and, if asked for, an error object.
///
/// # Safety
///
/// `error` is NULL or can be written to.
pub(crate) unsafe fn guard(
    error: *mut *mut wirecopy_error,
    body: impl FnOnce() -> Outcome,
) -> wirecopy_status {
    // What the body was changing is only ever an object of the caller's, who is told by the status.
    let (status, message) = match catch_unwind(AssertUnwindSafe(body)) {
        Ok(Ok(())) => return WIRECOPY_STATUS_OK,
        Ok(Err(failure)) => failure.told(),
        Err(_) => (WIRECOPY_STATUS_PANIC, "a bug in wirecopy: the call panicked".to_owned()),
    };
    // SAFETY: the caller's promise.
    if let Ok(out) = unsafe { ffi::out(error, "error") } {
        let _ = out.hand_over(wirecopy_error { status, message });
    }
    status
}

/// Runs the body of a call that answers with a value; `fallback` when there is none, or on a panic.
pub(crate) fn value<T>(fallback: T, body: impl FnOnce() -> Result<T, Failure>) -> T {
    match catch_unwind(AssertUnwindSafe(body)) {
        Ok(Ok(found)) => found,
        Ok(Err(_)) | Err(_) => fallback,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_status() {
        let mut error: *mut wirecopy_error = std::ptr::null_mut();
        // SAFETY: `error` can be written to.
        let status = unsafe { guard(&raw mut error, || panic!("on purpose")) };
        assert_eq!(status, WIRECOPY_STATUS_PANIC);
        // SAFETY: it was just handed over.
        assert_eq!(unsafe { ffi::shared(error, "error") }.unwrap().status, WIRECOPY_STATUS_PANIC);
        // SAFETY: as above, and freed once.
        unsafe { ffi::free(error) };
        assert_eq!(value(7, || panic!("on purpose")), 7);
    }
}
