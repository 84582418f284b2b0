//! The border: every failure becomes a status, every panic is caught.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;

use crate::error::{
    WIRECOPY_STATUS_CANCELLED, WIRECOPY_STATUS_INVALID_OPTION, WIRECOPY_STATUS_INVALID_SPAN,
    WIRECOPY_STATUS_INVALID_UTF8, WIRECOPY_STATUS_IO, WIRECOPY_STATUS_NULL, WIRECOPY_STATUS_OK,
    WIRECOPY_STATUS_OUT_OF_RANGE, WIRECOPY_STATUS_PANIC, WIRECOPY_STATUS_TOO_LARGE,
    WIRECOPY_STATUS_UNSUPPORTED_LANGUAGE, wirecopy_error, wirecopy_status,
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
    /// The caller asked to stop, or the time given is over.
    Stopped(&'static str),
    /// The input needs more memory than the caller allows.
    Memory(String),
    /// A file cannot be read.
    Io(std::io::Error),
    /// This build has no language packs.
    NoModels,
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
    pub(crate) fn status(self) -> wirecopy_status {
        self.told().0
    }

    fn told(self) -> (wirecopy_status, String) {
        match self {
            Self::Null(name) => (WIRECOPY_STATUS_NULL, format!("`{name}` is NULL")),
            Self::Utf8(name) => (WIRECOPY_STATUS_INVALID_UTF8, format!("`{name}` is not UTF-8")),
            Self::Span(name) => {
                (WIRECOPY_STATUS_INVALID_SPAN, format!("an offset in `{name}` is on no character boundary"))
            }
            Self::OutOfRange(name) => (WIRECOPY_STATUS_OUT_OF_RANGE, format!("`{name}` is out of range")),
            Self::Option(message) => (WIRECOPY_STATUS_INVALID_OPTION, message),
            Self::Stopped(why) => (WIRECOPY_STATUS_CANCELLED, why.to_owned()),
            Self::Memory(message) => (WIRECOPY_STATUS_TOO_LARGE, message),
            Self::Io(error) => (WIRECOPY_STATUS_IO, error.to_string()),
            Self::NoModels => (
                WIRECOPY_STATUS_UNSUPPORTED_LANGUAGE,
                "this build of wirecopy finds copies alone: it has no language packs".to_owned(),
            ),
            Self::Library(error) => (error.kind().code(), error.to_string()),
        }
    }
}

thread_local! {
    /// Whether the thread is inside a call of this library.
    static INSIDE: Cell<bool> = const { Cell::new(false) };
}

/// Catches panics of the body, which print nothing: the hook that would print is passed over inside a call.
fn caught<T>(body: impl FnOnce() -> T) -> Option<T> {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !INSIDE.try_with(Cell::get).unwrap_or(false) {
                before(panic);
            }
        }));
    });
    let outer = INSIDE.replace(true);
    // What the body was changing is only ever an object of the caller's, who is told by the status.
    let out = catch_unwind(AssertUnwindSafe(body));
    INSIDE.set(outer);
    out.ok()
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
    let (status, message) = match caught(body) {
        Some(Ok(())) => return WIRECOPY_STATUS_OK,
        Some(Err(failure)) => failure.told(),
        None => (WIRECOPY_STATUS_PANIC, "a bug in wirecopy: the call panicked".to_owned()),
    };
    // SAFETY: the caller's promise.
    if let Ok(out) = unsafe { ffi::out(error, "error") } {
        let _ = out.hand_over(wirecopy_error { status, message });
    }
    status
}

/// Runs the body of a call that answers with a value; `fallback` when there is none, or on a panic.
pub(crate) fn value<T>(fallback: T, body: impl FnOnce() -> Result<T, Failure>) -> T {
    match caught(body) {
        Some(Ok(found)) => found,
        Some(Err(_)) | None => fallback,
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

    #[test]
    fn a_panic_prints_nothing() {
        let one = "guard::tests::a_panic_becomes_a_status";
        let me = std::env::current_exe().unwrap();
        let said = std::process::Command::new(me).args(["--exact", one, "--nocapture"]).output().unwrap();
        assert!(String::from_utf8_lossy(&said.stdout).contains("1 passed"));
        assert_eq!(String::from_utf8_lossy(&said.stderr), "");
    }
}
