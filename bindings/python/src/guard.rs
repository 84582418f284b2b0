//! Work with the interpreter released; a panic becomes a `WirecopyError` of the kind "internal". A fork waits for it.
//!
//! The child of a fork has only the thread that forked. A lock that another thread held stays shut there for ever,
//! so a fork waits until no thread is at work, and no work begins meanwhile. `Busy` is never held inside another, nor
//! while Python is waited for.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::time::Duration;

use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::error::{internal, raise};

static AT_WORK: AtomicUsize = AtomicUsize::new(0);
static FORKING: AtomicBool = AtomicBool::new(false);
const MOMENT: Duration = Duration::from_micros(50);

/// A thread that is at work.
pub(crate) struct Busy(());

impl Busy {
    pub(crate) fn new() -> Self {
        loop {
            AT_WORK.fetch_add(1, SeqCst);
            if !FORKING.load(SeqCst) {
                return Self(());
            }
            AT_WORK.fetch_sub(1, SeqCst);
            std::thread::sleep(MOMENT);
        }
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        AT_WORK.fetch_sub(1, SeqCst);
    }
}

#[pyfunction]
fn before_fork(py: Python<'_>) {
    py.detach(|| {
        while FORKING.compare_exchange(false, true, SeqCst, SeqCst).is_err() {
            std::thread::sleep(MOMENT);
        }
        while AT_WORK.load(SeqCst) > 0 {
            std::thread::sleep(MOMENT);
        }
    });
}

#[pyfunction]
fn after_fork() {
    FORKING.store(false, SeqCst);
}

/// Has Python call the two around every `os.fork`, where there is one.
pub(crate) fn watch_forks(py: Python<'_>) -> PyResult<()> {
    let os = py.import("os")?;
    if !os.hasattr("register_at_fork")? {
        return Ok(());
    }
    let hooks = PyDict::new(py);
    let after = wrap_pyfunction!(after_fork, py)?;
    hooks.set_item("before", wrap_pyfunction!(before_fork, py)?)?;
    hooks.set_item("after_in_parent", &after)?;
    hooks.set_item("after_in_child", after)?;
    os.call_method("register_at_fork", (), Some(&hooks))?;
    Ok(())
}

/// The words of a panic.
pub(crate) fn words(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|s| (*s).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "no message".to_owned())
}

/// What `work` gives, found while other Python threads run.
pub(crate) fn released<T: Send>(
    py: Python<'_>,
    work: impl FnOnce() -> wirecopy::Result<T> + Send,
) -> PyResult<T> {
    let guarded = || {
        let _busy = Busy::new();
        catch_unwind(AssertUnwindSafe(work))
    };
    match py.detach(guarded) {
        Ok(made) => made.map_err(|e| raise(&e)),
        Err(panic) => Err(internal(&words(&*panic))),
    }
}
