//! Many texts in one call.

use wirecopy::Document;

use crate::analysis::{run, wirecopy_analysis, wirecopy_analyzer};
use crate::error::{WIRECOPY_STATUS_OK, wirecopy_error, wirecopy_status};
use crate::ffi;
use crate::guard::{Failure, guard};
use crate::limits::Limits;
use crate::options::{or_default, wirecopy_options};
use crate::types::wirecopy_str;

/// Reads `n` texts, as WIRECOPY_OPTION_FORMAT says, by default plain, and finds who said what in each, one after
/// another, on the caller's thread. `o` may be NULL. `out` has room for `n` objects and `statuses`, which may be NULL,
/// for `n` statuses: a text that fails has NULL and its status, and the others go on. When the call is stopped or its
/// time is over it gives WIRECOPY_STATUS_CANCELLED; what was done by then stands in `out`. Each object in `out` is to
/// be freed with wirecopy_analysis_free, whatever the status of the call; on WIRECOPY_STATUS_NULL nothing is written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_analyzer_run_batch(
    a: *const wirecopy_analyzer,
    texts: *const wirecopy_str,
    n: usize,
    o: *const wirecopy_options,
    out: *mut *mut wirecopy_analysis,
    statuses: *mut wirecopy_status,
    error: *mut *mut wirecopy_error,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (a, texts, given) =
            unsafe { (ffi::shared(a, "a")?, ffi::array(texts, n, "texts")?, or_default(o)) };
        if n == 0 {
            return Ok(());
        }
        // SAFETY: the contract of the header.
        let inputs: Vec<&[u8]> =
            texts.iter().map(|t| unsafe { ffi::bytes(*t, "texts[i]") }).collect::<Result<_, _>>()?;
        let limits = given.limits.start();
        // SAFETY: the contract of the header.
        let mut slots = unsafe { ffi::slots(out, statuses, n, "out") }?;
        let mut ended = Ok(());
        for (i, input) in inputs.into_iter().enumerate() {
            if ended.is_ok() {
                ended = limits.check();
            }
            let one = match &ended {
                Ok(()) => analyze(a, input, &given, &limits),
                Err(_) => Err(Failure::Stopped("the batch was stopped")),
            };
            match one {
                Ok(found) => slots.put(i, ffi::boxed(found), WIRECOPY_STATUS_OK),
                Err(failure) => slots.put(i, std::ptr::null_mut(), failure.status()),
            }
        }
        ended.and_then(|()| limits.check())
    };
    // SAFETY: the contract of the header.
    unsafe { guard(error, body) }
}

fn analyze(
    a: &wirecopy_analyzer,
    input: &[u8],
    given: &wirecopy_options,
    limits: &Limits,
) -> Result<wirecopy_analysis, Failure> {
    let document: Document = given.read(input, given.parse.format, limits)?;
    run(&a.inner, &document, limits)
}
