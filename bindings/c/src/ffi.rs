//! The only room where raw pointers are read, written and made. Every pointer is checked for NULL.

use crate::guard::{Failure, Outcome};
use crate::types::{wirecopy_buf, wirecopy_str};

/// The object behind a handle that is only read.
///
/// # Safety
///
/// `ptr` is NULL or points to a live `T` that nobody changes while the result is used.
pub(crate) unsafe fn shared<'a, T>(ptr: *const T, name: &'static str) -> Result<&'a T, Failure> {
    // SAFETY: the caller's promise; `as_ref` checks for NULL.
    unsafe { ptr.as_ref() }.ok_or(Failure::Null(name))
}

/// The object behind a handle that is changed.
///
/// # Safety
///
/// `ptr` is NULL or points to a live `T` that nobody else uses while the result is used.
pub(crate) unsafe fn unique<'a, T>(ptr: *mut T, name: &'static str) -> Result<&'a mut T, Failure> {
    // SAFETY: the caller's promise; `as_mut` checks for NULL.
    unsafe { ptr.as_mut() }.ok_or(Failure::Null(name))
}

/// The elements of an array; NULL stands for an array of none.
///
/// # Safety
///
/// `ptr` is NULL or points to `len` live elements that nobody changes while the result is used.
pub(crate) unsafe fn array<'a, T>(ptr: *const T, len: usize, name: &'static str) -> Result<&'a [T], Failure> {
    match (ptr.is_null(), len) {
        (_, 0) => Ok(&[]),
        (true, _) => Err(Failure::Null(name)),
        // SAFETY: the caller's promise; NULL was checked.
        (false, _) => Ok(unsafe { std::slice::from_raw_parts(ptr, len) }),
    }
}

/// The bytes of a text that came in.
///
/// # Safety
///
/// As [`array`] for its pointer and length.
pub(crate) unsafe fn bytes<'a>(text: wirecopy_str, name: &'static str) -> Result<&'a [u8], Failure> {
    // SAFETY: the caller's promise.
    unsafe { array(text.ptr.cast(), text.len, name) }
}

/// A text that came in and must be UTF-8.
///
/// # Safety
///
/// As [`array`] for its pointer and length.
pub(crate) unsafe fn text<'a>(text: wirecopy_str, name: &'static str) -> Result<&'a str, Failure> {
    // SAFETY: the caller's promise.
    std::str::from_utf8(unsafe { bytes(text, name) }?).map_err(|_| Failure::Utf8(name))
}

/// Where an answer is to be written: checked before any work is done.
///
/// # Safety
///
/// `ptr` is NULL or can be written to until the result is used.
pub(crate) unsafe fn out<T>(ptr: *mut T, name: &'static str) -> Result<Out<T>, Failure> {
    if ptr.is_null() { Err(Failure::Null(name)) } else { Ok(Out(ptr)) }
}

/// A checked place to write an answer to.
pub(crate) struct Out<T>(*mut T);

impl<T> Out<T> {
    /// Writes the answer; what was there is not looked at.
    #[allow(clippy::unnecessary_wraps, reason = "the last thing most calls do")]
    pub(crate) fn write(self, value: T) -> Outcome {
        // SAFETY: `out` was promised that it can be written to.
        unsafe { self.0.write(value) };
        Ok(())
    }
}

impl<T> Out<*mut T> {
    /// Hands an object over to the caller.
    pub(crate) fn hand_over(self, value: T) -> Outcome {
        self.write(boxed(value))
    }
}

impl Out<wirecopy_buf> {
    /// Hands bytes over to the caller.
    pub(crate) fn hand_over_bytes(self, bytes: impl Into<Vec<u8>>) -> Outcome {
        let mut bytes = std::mem::ManuallyDrop::new(bytes.into());
        self.write(wirecopy_buf { ptr: bytes.as_mut_ptr(), len: bytes.len(), cap: bytes.capacity() })
    }
}

/// An object for the caller to own.
pub(crate) fn boxed<T>(value: T) -> *mut T {
    Box::into_raw(Box::new(value))
}

/// Frees an object that was handed over; NULL is no object.
///
/// # Safety
///
/// `ptr` is NULL or came from [`boxed`] and was not freed before.
pub(crate) unsafe fn free<T>(ptr: *mut T) {
    if !ptr.is_null() {
        // SAFETY: the caller's promise.
        drop(unsafe { Box::from_raw(ptr) });
    }
}

/// Frees bytes that were handed over.
///
/// # Safety
///
/// `buf` came from this library, unchanged, and was not freed before; or its pointer is NULL.
#[allow(clippy::needless_pass_by_value, reason = "the bytes are given back")]
pub(crate) unsafe fn free_bytes(buf: wirecopy_buf) {
    let wirecopy_buf { ptr, len, cap } = buf;
    if !ptr.is_null() {
        // SAFETY: the caller's promise.
        drop(unsafe { Vec::from_raw_parts(ptr, len, cap) });
    }
}

/// Writes the first `size` bytes of `value`, as far as it goes, and zeros for the rest of `size`.
///
/// # Safety
///
/// `ptr` is NULL or `size` bytes can be written there; `T` is plain data without padding.
pub(crate) unsafe fn write_sized<T: Copy>(
    ptr: *mut T,
    size: usize,
    value: &T,
    name: &'static str,
) -> Outcome {
    if ptr.is_null() {
        return Err(Failure::Null(name));
    }
    let known = size.min(size_of::<T>());
    // SAFETY: the caller's promise; `known` is at most the size of both.
    unsafe {
        std::ptr::copy_nonoverlapping(std::ptr::from_ref(value).cast::<u8>(), ptr.cast::<u8>(), known);
        ptr.cast::<u8>().add(known).write_bytes(0, size - known);
    }
    Ok(())
}

/// Room for as many objects and, if the caller wants them, statuses; all empty at first.
///
/// # Safety
///
/// `objects` is NULL or has room for `n`, `statuses` the same.
pub(crate) unsafe fn slots<T>(
    objects: *mut *mut T,
    statuses: *mut u32,
    n: usize,
    name: &'static str,
) -> Result<Slots<T>, Failure> {
    if objects.is_null() {
        return Err(Failure::Null(name));
    }
    for i in 0..n {
        // SAFETY: the caller's promise.
        unsafe { objects.add(i).write(std::ptr::null_mut()) };
    }
    Ok(Slots { objects, statuses, n })
}

/// A checked place to write objects and statuses to.
pub(crate) struct Slots<T> {
    objects: *mut *mut T,
    statuses: *mut u32,
    n: usize,
}

impl<T> Slots<T> {
    /// Writes one object, or none, and its status.
    pub(crate) fn put(&mut self, i: usize, object: *mut T, status: u32) {
        assert!(i < self.n, "a slot that is there");
        // SAFETY: `slots` was promised room for `n`.
        unsafe {
            self.objects.add(i).write(object);
            if !self.statuses.is_null() {
                self.statuses.add(i).write(status);
            }
        }
    }
}

/// Writes values to an array of the caller's.
///
/// # Safety
///
/// `ptr` is NULL or as many values can be written there.
pub(crate) unsafe fn write_array<T: Copy>(ptr: *mut T, values: &[T], name: &'static str) -> Outcome {
    if values.is_empty() {
        return Ok(());
    }
    if ptr.is_null() {
        return Err(Failure::Null(name));
    }
    // SAFETY: the caller's promise.
    unsafe { std::ptr::copy_nonoverlapping(values.as_ptr(), ptr, values.len()) };
    Ok(())
}
