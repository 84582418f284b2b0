//! What ends a call early: a stop from another thread, a time, an amount of memory.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use wirecopy::Cancel;

use crate::error::wirecopy_status;
use crate::ffi;
use crate::guard::{Failure, Outcome, guard, value};
use crate::options::wirecopy_options;

/// Stops calls from another thread. May be used from any thread at any time.
#[derive(Debug)]
pub struct wirecopy_cancel {
    flag: Arc<AtomicBool>,
}

/// Bytes of memory that reading and analyzing a byte of input takes at most, and what any call takes. `tests/memory.rs` measures.
const EACH: u64 = 400;
const ANY: u64 = 16 << 20;

/// The limits of one call, from its beginning on.
#[derive(Clone, Debug)]
pub(crate) struct Limits {
    flag: Option<Arc<AtomicBool>>,
    until: Option<Instant>,
    memory: Option<u64>,
}

/// The limits as the caller set them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Set {
    pub(crate) flag: Option<Arc<AtomicBool>>,
    pub(crate) millis: Option<u64>,
    pub(crate) memory: Option<u64>,
}

impl Set {
    /// The limits of a call that begins now.
    pub(crate) fn start(&self) -> Limits {
        let until = self.millis.and_then(|ms| Instant::now().checked_add(Duration::from_millis(ms)));
        Limits { flag: self.flag.clone(), until, memory: self.memory }
    }
}

impl Limits {
    /// Whether to go on.
    pub(crate) fn check(&self) -> Outcome {
        if self.flag.as_ref().is_some_and(|f| f.load(Ordering::Relaxed)) {
            return Err(Failure::Stopped("the caller asked to stop"));
        }
        if self.until.is_some_and(|until| Instant::now() >= until) {
            return Err(Failure::Stopped("the time given is over"));
        }
        Ok(())
    }

    /// Whether an input can be read within the memory given.
    pub(crate) fn fits(&self, bytes: usize) -> Outcome {
        let Some(most) = self.memory else { return Ok(()) };
        let needs = (bytes as u64).saturating_mul(EACH).saturating_add(ANY);
        if needs <= most {
            return Ok(());
        }
        Err(Failure::Memory(format!(
            "an input of {bytes} bytes may need {needs} bytes of memory, not {most}"
        )))
    }

    /// The question for the core, when there is anything to ask.
    pub(crate) fn cancel(&self) -> Option<Cancel> {
        if self.flag.is_none() && self.until.is_none() {
            return None;
        }
        let limits = self.clone();
        Some(Cancel::new(move || limits.check().is_err()))
    }
}

/// A new stop, not asked for yet. To be freed with wirecopy_cancel_free.
#[unsafe(no_mangle)]
pub extern "C" fn wirecopy_cancel_new() -> *mut wirecopy_cancel {
    ffi::boxed(wirecopy_cancel { flag: Arc::default() })
}

/// Asks every call whose options hold this stop to end, now and from now on, with WIRECOPY_STATUS_CANCELLED; NULL
/// is allowed. May be called from another thread and from a signal handler.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_cancel_stop(c: *const wirecopy_cancel) {
    // SAFETY: the contract of the header. Nothing here locks, allocates or panics.
    if let Some(c) = unsafe { c.as_ref() } {
        c.flag.store(true, Ordering::Relaxed);
    }
}

/// Whether a stop was asked for; no when `c` is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_cancel_is_stopped(c: *const wirecopy_cancel) -> bool {
    // SAFETY: the contract of the header.
    value(false, || Ok(unsafe { ffi::shared(c, "c") }?.flag.load(Ordering::Relaxed)))
}

/// Frees a stop; NULL is allowed. Options that hold it stay as they are.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_cancel_free(c: *mut wirecopy_cancel) {
    // SAFETY: the contract of the header.
    unsafe { ffi::free(c) }
}

/// Lets a stop end the calls that use these options; NULL takes it out again. It is asked every 64 KB of reading,
/// before and after every analysis and comparison, and between the documents of a batch.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_options_set_cancel(
    o: *mut wirecopy_options,
    c: *const wirecopy_cancel,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (o, c) = unsafe { (ffi::unique(o, "o")?, c.as_ref()) };
        o.limits.flag = c.map(|c| Arc::clone(&c.flag));
        Ok(())
    };
    // SAFETY: no error object is asked for.
    unsafe { guard(std::ptr::null_mut(), body) }
}
