//! The Python extension module `wirecopy._native`; the package around it stands in `python/wirecopy`.
//!
//! Offsets are code points, texts are `str`, the JSON is that of the core crate as it is. Calls that do real
//! work release the interpreter.
#![allow(clippy::doc_markdown, reason = "the comments become Python docstrings")]
#![allow(clippy::doc_link_with_quotes, reason = "the comments become Python docstrings")]
#![allow(clippy::type_complexity, reason = "`__reduce__` gives tuples of tuples")]
#![allow(clippy::unsafe_derive_deserialize, reason = "the unsafe methods are those that pyo3 makes")]
#![allow(
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "Arrow counts lengths and offsets in i64"
)]
#![allow(clippy::needless_pass_by_value, reason = "pyo3 hands arguments over")]

#[cfg(panic = "abort")]
compile_error!("wirecopy._native turns panics into exceptions and must not be built with panic = \"abort\"");

mod arrow;
mod attribution;
mod batch;
mod boilerplate;
mod dedup;
mod document;
mod error;
mod frame;
mod given;
mod guard;
mod many;
mod parts;
mod people;
mod settings;
mod story;
mod tokens;

use pyo3::prelude::*;

/// The compiled part of wirecopy.
#[pymodule]
mod _native {
    #[pymodule_export]
    use crate::attribution::{_attribution, Attribution};
    #[pymodule_export]
    use crate::boilerplate::Boilerplate;
    #[pymodule_export]
    use crate::dedup::{Copies, Pair, find_copies};
    #[pymodule_export]
    use crate::document::{_again, Document, parse, strip};
    #[pymodule_export]
    use crate::error::WirecopyError;
    #[pymodule_export]
    use crate::frame::Frame;
    #[pymodule_export]
    use crate::many::{attribution_frame, document_frame, signature_frame};
    #[pymodule_export]
    use crate::parts::{_value, Block, ChainNode, Cue, Entity, Piece, Source};
    #[pymodule_export]
    use crate::people::speakers_json;
    #[pymodule_export]
    use crate::story::{Story, Verification, story, verify};
    #[pymodule_export]
    use crate::tokens::Tokens;

    use pyo3::prelude::*;

    #[pymodule_export]
    #[allow(non_upper_case_globals, reason = "the name in Python")]
    const __version__: &str = wirecopy::VERSION;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        crate::guard::watch_forks(module.py())?;
        crate::error::set_up(module.py())
    }
}
