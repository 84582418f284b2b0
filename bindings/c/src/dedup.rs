//! Copies: an index that answers while it grows, and its clusters.

use std::collections::HashMap;

use wirecopy::dedup::Index;
use wirecopy::schema::{clusters_json, matches_json, pairs_json};

use crate::analysis::wirecopy_analysis;
use crate::document::wirecopy_document;
use crate::error::{wirecopy_error, wirecopy_status};
use crate::ffi;
use crate::guard::{Failure, guard, value};
use crate::options::{or_default, wirecopy_options};
use crate::types::{wirecopy_buf, wirecopy_str};

/// Documents by what they are made of. May be asked from several threads, but not while it is being changed.
#[derive(Debug)]
pub struct wirecopy_index {
    pub(crate) inner: Index,
}

/// The documents of an index grouped, as it was when they were asked for. Never changes.
#[derive(Debug)]
pub struct wirecopy_clusters {
    members: Vec<Vec<u64>>,
    representatives: Vec<u64>,
    of: HashMap<u64, usize>,
}

/// An empty index; WIRECOPY_OPTION_THRESHOLD and those after it are its options. `o` may be NULL.
/// On success `*out` is to be freed with wirecopy_index_free.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_index_new(
    o: *const wirecopy_options,
    out: *mut *mut wirecopy_index,
    error: *mut *mut wirecopy_error,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (given, out) = unsafe { (or_default(o), ffi::out(out, "out")?) };
        out.hand_over(wirecopy_index { inner: Index::new(&given.dedup)? })
    };
    // SAFETY: the contract of the header.
    unsafe { guard(error, body) }
}

/// Adds a document under a key of the caller's, which must be new; `*id` is its number, from 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_index_insert(
    x: *mut wirecopy_index,
    key: wirecopy_str,
    d: *const wirecopy_document,
    id: *mut u64,
    error: *mut *mut wirecopy_error,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (x, key) = unsafe { (ffi::unique(x, "x")?, ffi::text(key, "key")?) };
        // SAFETY: the contract of the header.
        let (d, id) = unsafe { (ffi::shared(d, "d")?, ffi::out(id, "id")?) };
        id.write(x.inner.insert(key, &d.inner)?)
    };
    // SAFETY: the contract of the header.
    unsafe { guard(error, body) }
}

/// Adds a plain text under a key of the caller's, which must be new; `*id` is its number, from 0. The text is
/// not kept.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_index_insert_text(
    x: *mut wirecopy_index,
    key: wirecopy_str,
    text: wirecopy_str,
    id: *mut u64,
    error: *mut *mut wirecopy_error,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (x, key) = unsafe { (ffi::unique(x, "x")?, ffi::text(key, "key")?) };
        // SAFETY: the contract of the header.
        let (text, id) = unsafe { (ffi::text(text, "text")?, ffi::out(id, "id")?) };
        id.write(x.inner.insert_text(key, text)?)
    };
    // SAFETY: the contract of the header.
    unsafe { guard(error, body) }
}

/// Adds the quotations of an analysis as units, each under `key`, `#` and the id of its attribution; `*added` is how many
/// there were of at least WIRECOPY_OPTION_PASSAGE_WORDS. Best with WIRECOPY_OPTION_QUOTES.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_index_insert_quotes(
    x: *mut wirecopy_index,
    key: wirecopy_str,
    a: *const wirecopy_analysis,
    added: *mut usize,
    error: *mut *mut wirecopy_error,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (x, key) = unsafe { (ffi::unique(x, "x")?, ffi::text(key, "key")?) };
        // SAFETY: the contract of the header.
        let (a, added) = unsafe { (&ffi::shared(a, "a")?.inner, ffi::out(added, "added")?) };
        let quotes = a.attributions().iter().enumerate().map(|(k, a)| (format!("a{k}"), a.quoted()));
        added.write(x.inner.insert_quotes(key, a.document(), quotes)?)
    };
    // SAFETY: the contract of the header.
    unsafe { guard(error, body) }
}

/// Sets when a document was published, in seconds of any clock: WIRECOPY_OPTION_KEEP "earliest" goes by it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_index_set_time(
    x: *mut wirecopy_index,
    id: u64,
    time: i64,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let x = unsafe { ffi::unique(x, "x") }?;
        if x.inner.set_time(id, time) { Ok(()) } else { Err(Failure::OutOfRange("id")) }
    };
    // SAFETY: no error object is asked for.
    unsafe { guard(std::ptr::null_mut(), body) }
}

/// Sets the rank of a document, the smallest being the best: WIRECOPY_OPTION_KEEP "rank" goes by it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_index_set_rank(
    x: *mut wirecopy_index,
    id: u64,
    rank: i64,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let x = unsafe { ffi::unique(x, "x") }?;
        if x.inner.set_rank(id, rank) { Ok(()) } else { Err(Failure::OutOfRange("id")) }
    };
    // SAFETY: no error object is asked for.
    unsafe { guard(std::ptr::null_mut(), body) }
}

/// Takes a document out by its number: what was kept of it is freed, its key is free again, its number is given to the
/// next document. WIRECOPY_STATUS_OUT_OF_RANGE when it is not there.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_index_remove(x: *mut wirecopy_index, id: u64) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let x = unsafe { ffi::unique(x, "x") }?;
        if x.inner.remove(id) { Ok(()) } else { Err(Failure::OutOfRange("id")) }
    };
    // SAFETY: no error object is asked for.
    unsafe { guard(std::ptr::null_mut(), body) }
}

/// The number of a document by its key. WIRECOPY_STATUS_OUT_OF_RANGE when there is none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_index_id(
    x: *const wirecopy_index,
    key: wirecopy_str,
    id: *mut u64,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (x, key, id) = unsafe { (ffi::shared(x, "x")?, ffi::text(key, "key")?, ffi::out(id, "id")?) };
        id.write(x.inner.id(key).ok_or(Failure::OutOfRange("key"))?)
    };
    // SAFETY: no error object is asked for.
    unsafe { guard(std::ptr::null_mut(), body) }
}

/// Number of documents; 0 when `x` is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_index_count(x: *const wirecopy_index) -> u64 {
    // SAFETY: the contract of the header.
    value(0, || Ok(unsafe { ffi::shared(x, "x") }?.inner.len() as u64))
}

/// The key of a document by its number; empty when there is none. It lives as long as the index.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_index_key(x: *const wirecopy_index, id: u64) -> wirecopy_str {
    value(wirecopy_str::EMPTY, || {
        // SAFETY: the contract of the header.
        Ok(unsafe { ffi::shared(x, "x") }?.inner.key(id).map_or(wirecopy_str::EMPTY, wirecopy_str::of))
    })
}

/// What the index holds that is like a document, which is not added: wirecopy.matches/1 as JSON, the most alike
/// first. `o` may be NULL. On success `*out` is to be freed with wirecopy_buf_free.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_index_query(
    x: *const wirecopy_index,
    d: *const wirecopy_document,
    o: *const wirecopy_options,
    out: *mut wirecopy_buf,
    error: *mut *mut wirecopy_error,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (x, d) = unsafe { (ffi::shared(x, "x")?, ffi::shared(d, "d")?) };
        // SAFETY: the contract of the header.
        let (given, out) = unsafe { (or_default(o), ffi::out(out, "out")?) };
        out.hand_over_bytes(matches_json(&x.inner, &d.inner, &x.inner.query(&d.inner), &given.json))
    };
    // SAFETY: the contract of the header.
    unsafe { guard(error, body) }
}

/// Every pair of copies: wirecopy.pairs/1 as JSON, in order of the keys. `o` may be NULL.
/// On success `*out` is to be freed with wirecopy_buf_free.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_index_pairs_to_json(
    x: *const wirecopy_index,
    o: *const wirecopy_options,
    out: *mut wirecopy_buf,
    error: *mut *mut wirecopy_error,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (x, given, out) = unsafe { (ffi::shared(x, "x")?, or_default(o), ffi::out(out, "out")?) };
        out.hand_over_bytes(pairs_json(&x.inner, &x.inner.pairs(), &given.json))
    };
    // SAFETY: the contract of the header.
    unsafe { guard(error, body) }
}

/// The documents grouped: wirecopy.clusters/1 as JSON. `o` may be NULL.
/// On success `*out` is to be freed with wirecopy_buf_free.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_index_clusters_to_json(
    x: *const wirecopy_index,
    o: *const wirecopy_options,
    out: *mut wirecopy_buf,
    error: *mut *mut wirecopy_error,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (x, given, out) = unsafe { (ffi::shared(x, "x")?, or_default(o), ffi::out(out, "out")?) };
        out.hand_over_bytes(clusters_json(&x.inner, &x.inner.clusters(), &given.json))
    };
    // SAFETY: the contract of the header.
    unsafe { guard(error, body) }
}

/// The documents grouped, those that are alone too. On success `*out` is to be freed with
/// wirecopy_clusters_free; it stays as it is when the index grows or is freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_index_clusters(
    x: *const wirecopy_index,
    out: *mut *mut wirecopy_clusters,
    error: *mut *mut wirecopy_error,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (x, out) = unsafe { (ffi::shared(x, "x")?, ffi::out(out, "out")?) };
        let clusters = x.inner.clusters();
        let members: Vec<Vec<u64>> =
            clusters.iter().map(|c| c.members().map(|(id, _)| id).collect()).collect();
        let of = members.iter().enumerate().flat_map(|(i, ids)| ids.iter().map(move |id| (*id, i))).collect();
        let representatives = clusters.iter().map(|c| c.representative().0).collect();
        out.hand_over(wirecopy_clusters { members, representatives, of })
    };
    // SAFETY: the contract of the header.
    unsafe { guard(error, body) }
}

/// Number of groups; 0 when `c` is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_clusters_count(c: *const wirecopy_clusters) -> usize {
    // SAFETY: the contract of the header.
    value(0, || Ok(unsafe { ffi::shared(c, "c") }?.members.len()))
}

/// The numbers of the documents of group `i`. The array lives as long as the clusters.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_clusters_members(
    c: *const wirecopy_clusters,
    i: usize,
    ids: *mut *const u64,
    len: *mut usize,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (c, ids, len) = unsafe { (ffi::shared(c, "c")?, ffi::out(ids, "ids")?, ffi::out(len, "len")?) };
        let members = c.members.get(i).ok_or(Failure::OutOfRange("i"))?;
        ids.write(members.as_ptr())?;
        len.write(members.len())
    };
    // SAFETY: no error object is asked for.
    unsafe { guard(std::ptr::null_mut(), body) }
}

/// The number of the document of group `i` to keep when only one is, by WIRECOPY_OPTION_KEEP.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_clusters_representative(
    c: *const wirecopy_clusters,
    i: usize,
    id: *mut u64,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (c, id) = unsafe { (ffi::shared(c, "c")?, ffi::out(id, "id")?) };
        id.write(*c.representatives.get(i).ok_or(Failure::OutOfRange("i"))?)
    };
    // SAFETY: no error object is asked for.
    unsafe { guard(std::ptr::null_mut(), body) }
}

/// The number of the group that a document is in. WIRECOPY_STATUS_OUT_OF_RANGE when it is in none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_clusters_find(
    c: *const wirecopy_clusters,
    id: u64,
    i: *mut usize,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (c, i) = unsafe { (ffi::shared(c, "c")?, ffi::out(i, "i")?) };
        i.write(*c.of.get(&id).ok_or(Failure::OutOfRange("id"))?)
    };
    // SAFETY: no error object is asked for.
    unsafe { guard(std::ptr::null_mut(), body) }
}

/// Frees clusters; NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_clusters_free(c: *mut wirecopy_clusters) {
    // SAFETY: the contract of the header.
    unsafe { ffi::free(c) }
}

/// Frees an index; NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_index_free(x: *mut wirecopy_index) {
    // SAFETY: the contract of the header.
    unsafe { ffi::free(x) }
}
