//! Columns given out: a `Frame` as a stream of struct arrays. The buffers are the frame's own, kept alive by a
//! reference count.

use std::ffi::{CStr, CString, c_char, c_void};
use std::ptr;
use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use super::{Array, SCHEMA, STREAM, Schema, Stream};
use crate::frame::{Batch, Column, Kind, Shape};

/// Arrow's flag for a column that may have missing values.
const NULLABLE: i64 = 2;

/// What a schema points to.
struct SchemaParts {
    _format: CString,
    _name: CString,
    children: Vec<*mut Schema>,
}

unsafe extern "C" fn release_schema(schema: *mut Schema) {
    // SAFETY: called once, by the owner, with a schema that `schema_of` made.
    unsafe {
        let parts = Box::from_raw((*schema).private_data.cast::<SchemaParts>());
        for &child in &parts.children {
            drop(Box::from_raw(child));
        }
        (*schema).release = None;
    }
}

fn schema_of(format: &str, name: &str, children: Vec<Schema>) -> Schema {
    let format = CString::new(format).unwrap_or_default();
    let name = CString::new(name).unwrap_or_default();
    let mut made = Schema::empty();
    made.format = format.as_ptr();
    made.name = name.as_ptr();
    made.flags = NULLABLE;
    let children: Vec<*mut Schema> = children.into_iter().map(|c| Box::into_raw(Box::new(c))).collect();
    let mut parts = Box::new(SchemaParts { _format: format, _name: name, children });
    made.n_children = parts.children.len() as i64;
    made.children = parts.children.as_mut_ptr();
    made.private_data = Box::into_raw(parts).cast();
    made.release = Some(release_schema);
    made
}

fn schema_of_frame(shape: &Shape) -> Schema {
    let one = |(name, kind): &(String, Kind)| match kind {
        Kind::Text => schema_of("U", name, Vec::new()),
        Kind::Int => schema_of("l", name, Vec::new()),
        Kind::Real => schema_of("g", name, Vec::new()),
        Kind::Flag => schema_of("b", name, Vec::new()),
        Kind::Numbers(width) => {
            schema_of(&format!("+w:{width}"), name, vec![schema_of("I", "item", Vec::new())])
        }
    };
    schema_of("+s", "", shape.columns.iter().map(one).collect())
}

/// What an array points to.
struct ArrayParts {
    _batch: Arc<Batch>,
    buffers: Vec<*const c_void>,
    children: Vec<*mut Array>,
}

unsafe extern "C" fn release_array(array: *mut Array) {
    // SAFETY: called once, by the owner, with an array that `array_of` made.
    unsafe {
        let parts = Box::from_raw((*array).private_data.cast::<ArrayParts>());
        for &child in &parts.children {
            drop(Box::from_raw(child));
        }
        (*array).release = None;
    }
}

fn array_of(
    batch: &Arc<Batch>,
    length: usize,
    nulls: usize,
    buffers: Vec<*const c_void>,
    children: Vec<Array>,
) -> Array {
    let children: Vec<*mut Array> = children.into_iter().map(|c| Box::into_raw(Box::new(c))).collect();
    let mut parts = Box::new(ArrayParts { _batch: Arc::clone(batch), buffers, children });
    let mut made = Array::empty();
    made.length = length as i64;
    made.null_count = nulls as i64;
    made.n_buffers = parts.buffers.len() as i64;
    made.buffers = parts.buffers.as_mut_ptr();
    made.n_children = parts.children.len() as i64;
    made.children = parts.children.as_mut_ptr();
    made.private_data = Box::into_raw(parts).cast();
    made.release = Some(release_array);
    made
}

fn array_of_batch(batch: &Arc<Batch>) -> Array {
    let length = batch.len();
    let one = |column: &Column| {
        let (valid, nulls) = column.validity();
        let valid = valid.map_or(ptr::null(), |bits| bits.as_ptr().cast());
        match column {
            Column::Text { offsets, data, .. } => array_of(
                batch,
                length,
                nulls,
                vec![valid, offsets.as_ptr().cast(), data.as_ptr().cast()],
                vec![],
            ),
            Column::Int { values, .. } => {
                array_of(batch, length, nulls, vec![valid, values.as_ptr().cast()], vec![])
            }
            Column::Real { values, .. } => {
                array_of(batch, length, nulls, vec![valid, values.as_ptr().cast()], vec![])
            }
            Column::Flag { values, .. } => {
                array_of(batch, length, nulls, vec![valid, values.bytes().as_ptr().cast()], vec![])
            }
            Column::Numbers { values, .. } => {
                let items =
                    array_of(batch, values.len(), 0, vec![ptr::null(), values.as_ptr().cast()], vec![]);
                array_of(batch, length, nulls, vec![valid], vec![items])
            }
        }
    };
    array_of(batch, length, 0, vec![ptr::null()], batch.columns().iter().map(one).collect())
}

/// What a stream gives out.
struct StreamParts {
    shape: Arc<Shape>,
    batches: std::vec::IntoIter<Arc<Batch>>,
}

unsafe extern "C" fn get_schema(stream: *mut Stream, out: *mut Schema) -> i32 {
    // SAFETY: `stream` is one that `stream_capsule` made, `out` is room for a schema.
    unsafe {
        let parts = &*(*stream).private_data.cast::<StreamParts>();
        ptr::write(out, schema_of_frame(&parts.shape));
    }
    0
}

unsafe extern "C" fn get_next(stream: *mut Stream, out: *mut Array) -> i32 {
    // SAFETY: as in `get_schema`; a released array says that there are no more.
    unsafe {
        let parts = &mut *(*stream).private_data.cast::<StreamParts>();
        let next = parts.batches.next();
        ptr::write(out, next.map_or_else(Array::empty, |batch| array_of_batch(&batch)));
    }
    0
}

unsafe extern "C" fn get_last_error(_stream: *mut Stream) -> *const c_char {
    const NONE: &CStr = c"no error";
    NONE.as_ptr()
}

unsafe extern "C" fn release_stream(stream: *mut Stream) {
    // SAFETY: called once, by the owner, with a stream that `stream_capsule` made.
    unsafe {
        drop(Box::from_raw((*stream).private_data.cast::<StreamParts>()));
        (*stream).release = None;
    }
}

/// What `__arrow_c_stream__` returns.
pub(crate) fn stream_capsule(
    py: Python<'_>,
    shape: Arc<Shape>,
    batches: Vec<Arc<Batch>>,
) -> PyResult<Bound<'_, PyCapsule>> {
    let parts = Box::new(StreamParts { shape, batches: batches.into_iter() });
    let stream = Stream {
        get_schema: Some(get_schema),
        get_next: Some(get_next),
        get_last_error: Some(get_last_error),
        release: Some(release_stream),
        private_data: Box::into_raw(parts).cast(),
    };
    PyCapsule::new_with_value(py, stream, STREAM)
}

/// What `__arrow_c_schema__` returns.
pub(crate) fn schema_capsule<'py>(py: Python<'py>, shape: &Shape) -> PyResult<Bound<'py, PyCapsule>> {
    PyCapsule::new_with_value(py, schema_of_frame(shape), SCHEMA)
}
