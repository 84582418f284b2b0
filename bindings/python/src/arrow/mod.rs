//! Arrow's C data interface: columns in and out without a copy of the Arrow library.
//!
//! The three structs are those of the specification. What is read stands in `read.rs`, what is given out in
//! `write.rs`; nothing else of the binding has unsafe code for Arrow.

#![allow(clippy::cast_ptr_alignment, reason = "what may be unaligned is read as unaligned")]

mod read;
mod write;

pub(crate) use read::Texts;
pub(crate) use write::{schema_capsule, stream_capsule};

use std::ffi::{CStr, c_char, c_void};

const STREAM: &CStr = c"arrow_array_stream";
const SCHEMA: &CStr = c"arrow_schema";
const ARRAY: &CStr = c"arrow_array";

#[repr(C)]
pub(crate) struct Schema {
    format: *const c_char,
    name: *const c_char,
    metadata: *const c_char,
    flags: i64,
    n_children: i64,
    children: *mut *mut Schema,
    dictionary: *mut Schema,
    release: Option<unsafe extern "C" fn(*mut Schema)>,
    private_data: *mut c_void,
}

#[repr(C)]
pub(crate) struct Array {
    length: i64,
    null_count: i64,
    offset: i64,
    n_buffers: i64,
    n_children: i64,
    buffers: *mut *const c_void,
    children: *mut *mut Array,
    dictionary: *mut Array,
    release: Option<unsafe extern "C" fn(*mut Array)>,
    private_data: *mut c_void,
}

#[repr(C)]
pub(crate) struct Stream {
    get_schema: Option<unsafe extern "C" fn(*mut Stream, *mut Schema) -> i32>,
    get_next: Option<unsafe extern "C" fn(*mut Stream, *mut Array) -> i32>,
    get_last_error: Option<unsafe extern "C" fn(*mut Stream) -> *const c_char>,
    release: Option<unsafe extern "C" fn(*mut Stream)>,
    private_data: *mut c_void,
}

macro_rules! released_on_drop {
    ($($name:ident),*) => {$(
        // SAFETY: the specification lets a struct and its buffers be used from any thread, one at a time.
        unsafe impl Send for $name {}

        impl Drop for $name {
            fn drop(&mut self) {
                if let Some(release) = self.release {
                    // SAFETY: not released yet, since `release` is set; it clears it.
                    unsafe { release(self) }
                }
            }
        }

        impl $name {
            /// One that holds nothing, for another to be moved into.
            fn empty() -> Self {
                // SAFETY: null pointers, zeros and no functions are what the specification calls released.
                unsafe { std::mem::zeroed() }
            }
        }
    )*};
}

released_on_drop!(Schema, Array, Stream);
