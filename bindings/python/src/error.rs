//! `WirecopyError`: a `ValueError` with the stable `kind` and `code` of the core's error.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

pyo3::create_exception!(
    wirecopy,
    WirecopyError,
    PyValueError,
    "What wirecopy could not do.\n\n`kind` is the stable name of the problem (\"invalid_utf8\"), `code` its stable \
     number, `offset` the byte of the input it is at, or None."
);

/// Gives the class the attributes of its instances, with empty values.
pub(crate) fn set_up(py: Python<'_>) -> PyResult<()> {
    let class = py.get_type::<WirecopyError>();
    class.setattr("kind", "")?;
    class.setattr("code", 0)?;
    class.setattr("offset", py.None())
}

/// The exception for an error of the core.
pub(crate) fn raise(error: &wirecopy::Error) -> PyErr {
    Python::attach(|py| {
        let made = WirecopyError::new_err(error.to_string());
        let value = made.value(py);
        let set = value
            .setattr("kind", error.kind().name())
            .and_then(|()| value.setattr("code", error.kind().code()))
            .and_then(|()| value.setattr("offset", error.offset()));
        match set {
            Ok(()) => made,
            Err(other) => other,
        }
    })
}

/// The exception for a panic: a mistake in wirecopy, not in what it was given.
pub(crate) fn internal(words: &str) -> PyErr {
    Python::attach(|py| {
        let made = WirecopyError::new_err(format!("a mistake in wirecopy, please report it: {words}"));
        let value = made.value(py);
        let set = value.setattr("kind", "internal").and_then(|()| value.setattr("code", 2));
        match set {
            Ok(()) => made,
            Err(other) => other,
        }
    })
}
