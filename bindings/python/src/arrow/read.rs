//! A column of texts taken in: strings or bytes of any Arrow layout, as arrays or as a stream of them.

use std::ffi::CStr;
use std::ptr;

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyCapsuleMethods, PyTuple};

use super::{ARRAY, Array, SCHEMA, STREAM, Schema, Stream};

/// How strings stand in their buffers.
#[derive(Clone, Copy, Debug)]
enum Layout {
    /// Offsets of 32 bits.
    Small,
    /// Offsets of 64 bits.
    Large,
    /// Views of 16 bytes.
    View,
}

impl Layout {
    fn of(format: &str) -> Option<Self> {
        match format {
            "u" | "z" => Some(Self::Small),
            "U" | "Z" => Some(Self::Large),
            "vu" | "vz" => Some(Self::View),
            _ => None,
        }
    }
}

/// The texts of an Arrow array or stream, one after the other.
pub(crate) struct Texts {
    /// Where further arrays come from.
    stream: Option<Stream>,
    layout: Layout,
    /// Width in bytes and sign of the numbers, when the strings stand in a dictionary.
    index: Option<(usize, bool)>,
    array: Array,
    at: usize,
}

impl Texts {
    /// The texts of an object that offers Arrow's capsules; None when it offers none.
    pub(crate) fn of(given: &Bound<'_, PyAny>) -> PyResult<Option<Self>> {
        if given.hasattr("__arrow_c_stream__")? {
            let capsule = match given.call_method0("__arrow_c_stream__") {
                Ok(capsule) => capsule,
                // pandas offers the method and needs pyarrow for it: the values can still be walked.
                Err(error) if error.is_instance_of::<pyo3::exceptions::PyImportError>(given.py()) => {
                    return Ok(None);
                }
                Err(error) => return Err(error),
            };
            return Self::of_stream(capsule.cast::<PyCapsule>()?).map(Some);
        }
        if given.hasattr("__arrow_c_array__")? {
            let pair = given.call_method0("__arrow_c_array__")?;
            let pair = pair.cast::<PyTuple>()?;
            let (schema, array) = (pair.get_item(0)?, pair.get_item(1)?);
            let schema = schema.cast::<PyCapsule>()?.pointer_checked(Some(SCHEMA))?;
            let array = array.cast::<PyCapsule>()?.pointer_checked(Some(ARRAY))?;
            // SAFETY: capsules of these names hold these structs; what is moved out is left released.
            let (schema, array) = unsafe {
                (
                    ptr::replace(schema.as_ptr().cast::<Schema>(), Schema::empty()),
                    ptr::replace(array.as_ptr().cast::<Array>(), Array::empty()),
                )
            };
            let (layout, index) = layout_of(&schema)?;
            return Ok(Some(Self { stream: None, layout, index, array, at: 0 }));
        }
        Ok(None)
    }

    fn of_stream(capsule: &Bound<'_, PyCapsule>) -> PyResult<Self> {
        let pointer = capsule.pointer_checked(Some(STREAM))?;
        // SAFETY: a capsule of this name holds a stream; what is moved out is left released.
        let mut stream = unsafe { ptr::replace(pointer.as_ptr().cast::<Stream>(), Stream::empty()) };
        let mut schema = Schema::empty();
        let asked = stream.get_schema.ok_or_else(used)?;
        // SAFETY: the stream is not released, `schema` is room for a schema.
        let code = unsafe { asked(&raw mut stream, &raw mut schema) };
        if code != 0 {
            return Err(failed(&mut stream, code));
        }
        let (layout, index) = layout_of(&schema)?;
        Ok(Self { stream: Some(stream), layout, index, array: Array::empty(), at: 0 })
    }

    /// How many texts there are, when that is known before they are walked.
    pub(crate) fn total(&self) -> Option<usize> {
        self.stream.is_none().then_some(self.array.length as usize)
    }

    /// The next text: None at the end, `Some(None)` for a missing one.
    #[allow(clippy::option_option, reason = "the end and a missing text are two things")]
    pub(crate) fn next(&mut self) -> PyResult<Option<Option<&[u8]>>> {
        while self.at >= usize::try_from(self.array.length).unwrap_or(0) {
            let Some(stream) = &mut self.stream else { return Ok(None) };
            let more = stream.get_next.ok_or_else(used)?;
            let mut array = Array::empty();
            // SAFETY: the stream is not released, `array` is room for an array.
            let code = unsafe { more(&raw mut *stream, &raw mut array) };
            if code != 0 {
                return Err(failed(stream, code));
            }
            if array.release.is_none() {
                return Ok(None);
            }
            self.array = array;
            self.at = 0;
        }
        let at = self.at;
        self.at += 1;
        // SAFETY: `at` is below the length of an array that is laid out as its schema says; the text that is
        // borrowed lives as long as the array, which the borrow of `self` keeps.
        unsafe { Ok(Some(text(&self.array, at, self.layout, self.index))) }
    }
}

fn used() -> PyErr {
    PyValueError::new_err("the Arrow stream was used already")
}

fn failed(stream: &mut Stream, code: i32) -> PyErr {
    let told = stream.get_last_error.map(|last| {
        // SAFETY: asked for right after a call that failed; null or a string that lives until the next call.
        unsafe {
            let words = last(&raw mut *stream);
            if words.is_null() { String::new() } else { CStr::from_ptr(words).to_string_lossy().into_owned() }
        }
    });
    PyValueError::new_err(format!("the Arrow stream failed with {code}: {}", told.unwrap_or_default()))
}

type Found = (Layout, Option<(usize, bool)>);

fn layout_of(schema: &Schema) -> PyResult<Found> {
    if schema.format.is_null() {
        return Err(used());
    }
    // SAFETY: the format of a schema that is not released is a string.
    let format = unsafe { CStr::from_ptr(schema.format) }.to_str().unwrap_or_default();
    if let Some(layout) = Layout::of(format) {
        return Ok((layout, None));
    }
    let index = match format {
        "c" => Some((1, true)),
        "C" => Some((1, false)),
        "s" => Some((2, true)),
        "S" => Some((2, false)),
        "i" => Some((4, true)),
        "I" => Some((4, false)),
        "l" => Some((8, true)),
        "L" => Some((8, false)),
        _ => None,
    };
    if let Some(index) = index.filter(|_| !schema.dictionary.is_null()) {
        // SAFETY: a dictionary that is not null is a schema.
        let words = unsafe { CStr::from_ptr((*schema.dictionary).format) }.to_str().unwrap_or_default();
        if let Some(layout) = Layout::of(words) {
            return Ok((layout, Some(index)));
        }
    }
    let what = match format {
        "+s" => "a table; give one column of it",
        "n" => "a column of nulls",
        other => other,
    };
    Err(PyTypeError::new_err(format!("texts are a column of strings or bytes, not {what}")))
}

/// # Safety
///
/// `at` is below the array's length, and its buffers are those of the layout.
unsafe fn text(array: &Array, at: usize, layout: Layout, index: Option<(usize, bool)>) -> Option<&[u8]> {
    let at = at + usize::try_from(array.offset).unwrap_or(0);
    // SAFETY: what the specification says of the buffers of each layout; lengths are checked by who made them.
    unsafe {
        let buffer = |n: usize| (*array.buffers.add(n)).cast::<u8>();
        let valid = buffer(0);
        if array.null_count != 0 && !valid.is_null() && (*valid.add(at / 8) >> (at % 8)) & 1 == 0 {
            return None;
        }
        if let Some((width, signed)) = index {
            let place = buffer(1).add(at * width);
            let number = match (width, signed) {
                (1, _) => usize::from(*place),
                (2, _) => usize::from(place.cast::<u16>().read_unaligned()),
                (4, _) => place.cast::<u32>().read_unaligned() as usize,
                _ => place.cast::<u64>().read_unaligned() as usize,
            };
            let words = &*array.dictionary;
            return (number < usize::try_from(words.length).unwrap_or(0))
                .then(|| text(words, number, layout, None))
                .flatten();
        }
        let (start, length) = match layout {
            Layout::Small => {
                let offsets = buffer(1).cast::<i32>().add(at);
                (
                    offsets.read_unaligned() as usize,
                    (offsets.add(1).read_unaligned() - offsets.read_unaligned()) as usize,
                )
            }
            Layout::Large => {
                let offsets = buffer(1).cast::<i64>().add(at);
                (
                    offsets.read_unaligned() as usize,
                    (offsets.add(1).read_unaligned() - offsets.read_unaligned()) as usize,
                )
            }
            Layout::View => {
                let view = buffer(1).add(16 * at);
                let length = view.cast::<i32>().read_unaligned() as usize;
                if length <= 12 {
                    return Some(std::slice::from_raw_parts(view.add(4), length));
                }
                let part = view.add(8).cast::<i32>().read_unaligned() as usize;
                let start = view.add(12).cast::<i32>().read_unaligned() as usize;
                return Some(std::slice::from_raw_parts(buffer(2 + part).add(start), length));
            }
        };
        if length == 0 {
            return Some(&[]);
        }
        Some(std::slice::from_raw_parts(buffer(2).add(start), length))
    }
}
