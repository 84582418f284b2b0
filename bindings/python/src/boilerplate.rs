//! `Boilerplate`: what many otherwise different texts carry, as a value of Python.

use std::hash::{Hash, Hasher};
use std::path::PathBuf;
use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyType};
use wirecopy::dedup::Boilerplate as Core;

use crate::error::raise;

/// A table of what many otherwise different texts carry, learned once: `wirecopy.boilerplate` makes one.
///
/// It never changes, is no part of a signature, and is named in every answer it was used for.
#[pyclass(frozen, eq, hash, module = "wirecopy")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Boilerplate {
    pub(crate) inner: Arc<Core>,
}

impl Hash for Boilerplate {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.inner.name().hash(state);
    }
}

impl Boilerplate {
    pub(crate) fn new(inner: Core) -> Self {
        Self { inner: Arc::new(inner) }
    }
}

#[pymethods]
impl Boilerplate {
    /// The name that answers give it: a hash of its bytes.
    #[getter]
    fn name(&self) -> &str {
        self.inner.name()
    }

    /// Its bytes, the same on every platform.
    #[pyo3(signature = () -> "bytes")]
    fn to_bytes<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &self.inner.to_bytes())
    }

    /// A table from the bytes that `to_bytes` gave.
    #[classmethod]
    #[pyo3(signature = (table: "bytes"))]
    fn from_bytes(_: &Bound<'_, PyType>, table: &[u8]) -> PyResult<Self> {
        Core::from_bytes(table).map(Self::new).map_err(|e| raise(&e))
    }

    /// Writes it to a file.
    #[pyo3(signature = (path: "str | Path"))]
    fn save(&self, py: Python<'_>, path: PathBuf) -> PyResult<()> {
        Ok(py.detach(|| std::fs::write(path, self.inner.to_bytes()))?)
    }

    /// A table from a file that `save`, or `wirecopy dedup --learn-boilerplate`, wrote.
    #[classmethod]
    #[pyo3(signature = (path: "str | Path"))]
    fn load(_: &Bound<'_, PyType>, py: Python<'_>, path: PathBuf) -> PyResult<Self> {
        let bytes = py.detach(|| std::fs::read(path))?;
        Core::from_bytes(&bytes).map(Self::new).map_err(|e| raise(&e))
    }

    /// How many runs of words it holds.
    fn __len__(&self) -> usize {
        self.inner.len()
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        let make = slf.get_type().getattr("from_bytes")?;
        Ok((make, (slf.get().to_bytes(slf.py()),)))
    }

    fn __repr__(&self) -> String {
        format!("<Boilerplate {}: {} runs of words>", self.inner.name(), self.inner.len())
    }
}
