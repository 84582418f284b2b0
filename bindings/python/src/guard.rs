//! Work with the interpreter released; a panic becomes a `WirecopyError` of the kind "internal".

use std::panic::{AssertUnwindSafe, catch_unwind};

use pyo3::prelude::*;

use crate::error::{internal, raise};

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
    match py.detach(|| catch_unwind(AssertUnwindSafe(work))) {
        Ok(made) => made.map_err(|e| raise(&e)),
        Err(panic) => Err(internal(&words(&*panic))),
    }
}
