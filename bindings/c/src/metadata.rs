//! What is known about a document, and its parts.

use wirecopy::{Date, Document, Field, Span};

use crate::document::wirecopy_document;
use crate::error::wirecopy_status;
use crate::ffi;
use crate::guard::{Failure, guard, value};
use crate::names::block;
use crate::options::number;
use crate::types::{WIRECOPY_NONE, wirecopy_block, wirecopy_span, wirecopy_str};

/// For wirecopy_document_field: the caller's name for the document.
pub const WIRECOPY_FIELD_ID: u32 = 0;
/// The headline.
pub const WIRECOPY_FIELD_TITLE: u32 = 1;
/// Who published it.
pub const WIRECOPY_FIELD_OUTLET: u32 = 2;
/// The outlet's name in the script of its readers, when the outlet is not in it.
pub const WIRECOPY_FIELD_OUTLET_LOCAL: u32 = 3;
/// When it was published, ISO 8601 as precise as it was given.
pub const WIRECOPY_FIELD_PUBLISHED: u32 = 4;
/// When it was last changed.
pub const WIRECOPY_FIELD_MODIFIED: u32 = 5;
/// When the file it was read from was saved.
pub const WIRECOPY_FIELD_SAVED: u32 = 6;
/// Its language, BCP 47.
pub const WIRECOPY_FIELD_LANGUAGE: u32 = 7;
/// Its address.
pub const WIRECOPY_FIELD_URL: u32 = 8;
/// A summary given with it.
pub const WIRECOPY_FIELD_DESCRIPTION: u32 = 9;
/// The section it stood in.
pub const WIRECOPY_FIELD_SECTION: u32 = 10;
/// Its picture.
pub const WIRECOPY_FIELD_IMAGE: u32 = 11;
/// The place of its dateline.
pub const WIRECOPY_FIELD_PLACE: u32 = 12;
/// The character encoding of the input.
pub const WIRECOPY_FIELD_ENCODING: u32 = 13;
/// SHA-256 of the input in hexadecimal.
pub const WIRECOPY_FIELD_SHA256: u32 = 14;

fn words(f: Option<&Field<String>>) -> Option<&str> {
    f.map(|f| f.value.as_str())
}

fn date(f: Option<&Field<Date>>) -> Option<&str> {
    f.map(|f| f.value.as_str())
}

fn field(d: &Document, key: u32) -> Option<&str> {
    let m = d.metadata();
    match key {
        WIRECOPY_FIELD_ID => Some(d.id()),
        WIRECOPY_FIELD_TITLE => words(m.title.as_ref()),
        WIRECOPY_FIELD_OUTLET => words(m.outlet.as_ref()),
        WIRECOPY_FIELD_OUTLET_LOCAL => words(m.outlet_local.as_ref()),
        WIRECOPY_FIELD_PUBLISHED => date(m.published.as_ref()),
        WIRECOPY_FIELD_MODIFIED => date(m.modified.as_ref()),
        WIRECOPY_FIELD_SAVED => date(m.saved.as_ref()),
        WIRECOPY_FIELD_LANGUAGE => words(m.language.as_ref()),
        WIRECOPY_FIELD_URL => words(m.url.as_ref()),
        WIRECOPY_FIELD_DESCRIPTION => words(m.description.as_ref()),
        WIRECOPY_FIELD_SECTION => words(m.section.as_ref()),
        WIRECOPY_FIELD_IMAGE => words(m.image.as_ref()),
        WIRECOPY_FIELD_PLACE => m.dateline.as_ref()?.place.as_deref(),
        WIRECOPY_FIELD_ENCODING => Some(d.encoding()),
        WIRECOPY_FIELD_SHA256 => Some(d.input_sha256()),
        _ => None,
    }
}

/// A fact about the document (WIRECOPY_FIELD_…); empty when it is not known. It lives as long as the document.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_document_field(d: *const wirecopy_document, key: u32) -> wirecopy_str {
    value(wirecopy_str::EMPTY, || {
        // SAFETY: the contract of the header.
        let d = unsafe { ffi::shared(d, "d") }?;
        Ok(field(&d.inner, key).map_or(wirecopy_str::EMPTY, wirecopy_str::of))
    })
}

/// Number of people who wrote it, as far as known; 0 when `d` is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_document_author_count(d: *const wirecopy_document) -> usize {
    // SAFETY: the contract of the header.
    value(0, || Ok(unsafe { ffi::shared(d, "d") }?.inner.metadata().authors.len()))
}

/// The name of author `i`, from 0; empty when there is none. It lives as long as the document.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_document_author(d: *const wirecopy_document, i: usize) -> wirecopy_str {
    value(wirecopy_str::EMPTY, || {
        // SAFETY: the contract of the header.
        let author = unsafe { ffi::shared(d, "d") }?.inner.metadata().authors.get(i);
        Ok(author.map_or(wirecopy_str::EMPTY, |f| wirecopy_str::of(&f.value)))
    })
}

/// How the input was read, WIRECOPY_FORMAT_…, never WIRECOPY_FORMAT_AUTO; WIRECOPY_NONE when `d` is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_document_format(d: *const wirecopy_document) -> u32 {
    // SAFETY: the contract of the header.
    value(WIRECOPY_NONE, || Ok(number(unsafe { ffi::shared(d, "d") }?.inner.format())))
}

/// Whether it seems to be an article, not a front page, a list or a form; no when `d` is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_document_is_article(d: *const wirecopy_document) -> bool {
    // SAFETY: the contract of the header.
    value(false, || Ok(unsafe { ffi::shared(d, "d") }?.inner.is_article()))
}

/// Number of its parts; 0 when `d` is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_document_block_count(d: *const wirecopy_document) -> usize {
    // SAFETY: the contract of the header.
    value(0, || Ok(unsafe { ffi::shared(d, "d") }?.inner.blocks().len()))
}

/// Part `i` of the document, from 0, in text order. `out_size` is `sizeof *out`, as for
/// wirecopy_analysis_attribution.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_document_block(
    d: *const wirecopy_document,
    i: usize,
    out: *mut wirecopy_block,
    out_size: usize,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let found = unsafe { ffi::shared(d, "d") }?.inner.blocks().get(i).ok_or(Failure::OutOfRange("i"))?;
        let told = wirecopy_block { span: wirecopy_span::of(found.span()), kind: block(found.kind()) };
        // SAFETY: the contract of the header; the struct holds 4-byte numbers alone.
        unsafe { ffi::write_sized(out, out_size, &told, "out") }
    };
    // SAFETY: no error object is asked for.
    unsafe { guard(std::ptr::null_mut(), body) }
}

/// The bytes of the input that a span came from: `*n` is set to the number of stretches, and as many of these as
/// `cap` allows are written to `out`. WIRECOPY_STATUS_INVALID_SPAN when the span does not slice the text.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_document_input_ranges(
    d: *const wirecopy_document,
    span: wirecopy_span,
    out: *mut wirecopy_span,
    cap: usize,
    n: *mut usize,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (d, n) = unsafe { (&ffi::shared(d, "d")?.inner, ffi::out(n, "n")?) };
        let span = Span::new(span.start as usize, span.end as usize).map_err(|_| Failure::Span("span"))?;
        if d.get(span).is_none() {
            return Err(Failure::Span("span"));
        }
        let all: Vec<wirecopy_span> = d
            .input_ranges(span)
            .iter()
            .map(|r| wirecopy_span { start: r.start as u32, end: r.end as u32 })
            .collect();
        // SAFETY: the contract of the header.
        unsafe { ffi::write_array(out, &all[..all.len().min(cap)], "out") }?;
        n.write(all.len())
    };
    // SAFETY: no error object is asked for.
    unsafe { guard(std::ptr::null_mut(), body) }
}
