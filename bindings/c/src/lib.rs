//! The C API of wirecopy; `include/wirecopy.h` is generated from this crate by `tests/header.rs`.
//!
//! Conventions stand in the preamble of the header (`preamble.h`). Pointers are read and written only in
//! `ffi`, panics are caught only in `guard`; all else is safe code.
#![allow(non_camel_case_types, reason = "the names are those of the C types")]
#![allow(clippy::missing_safety_doc, reason = "the preamble of the header is the contract of all functions")]
#![allow(clippy::doc_markdown, reason = "the comments become those of the C header")]

#[cfg(panic = "abort")]
compile_error!("wirecopy-capi turns panics into a status and must not be built with panic = \"abort\"");

pub mod analysis;
pub mod attribution;
pub mod batch;
pub mod boilerplate;
pub mod dedup;
pub mod document;
pub mod error;
pub mod export;
mod ffi;
mod guard;
pub mod limits;
pub mod matches;
pub mod metadata;
pub mod names;
pub mod options;
pub mod people;
pub mod reports;
pub mod signature;
pub mod story;
pub mod types;
pub mod verify;

use types::wirecopy_str;

/// Rises only when a program built against an older header would break.
pub const WIRECOPY_ABI_VERSION: u32 = 1;

/// The ABI of the library that is linked; equal to `WIRECOPY_ABI_VERSION` when header and library fit.
#[unsafe(no_mangle)]
pub extern "C" fn wirecopy_abi_version() -> u32 {
    WIRECOPY_ABI_VERSION
}

/// The version of the library that is linked, such as "0.1.0". It lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn wirecopy_version() -> wirecopy_str {
    wirecopy_str::of(wirecopy::VERSION)
}
