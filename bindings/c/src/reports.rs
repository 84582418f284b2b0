//! Reports on one document: its sources, the terms of the unnamed, who had their say; the text without what was said.

use wirecopy::reports::{AnonymousSource, Masked, Reply, SourceReport};
use wirecopy::schema::reports_json;
use wirecopy::{Analysis, EntityId};

use crate::analysis::{models, wirecopy_analysis};
use crate::error::{wirecopy_error, wirecopy_status};
use crate::ffi;
use crate::guard::{Failure, guard, value};
use crate::options::{or_default, wirecopy_options};
use crate::types::{WIRECOPY_NONE, wirecopy_buf, wirecopy_reply, wirecopy_source_report, wirecopy_span};

/// Reports on one analysis, which they keep. Never change; may be used from any thread.
#[derive(Debug)]
pub struct wirecopy_reports {
    analysis: Analysis,
    sources: Vec<wirecopy_source_report>,
    said: Vec<Vec<u32>>,
    replies: Vec<Told>,
}

/// An accusation with its lists.
#[derive(Debug)]
struct Told {
    reply: wirecopy_reply,
    asked: Vec<u32>,
    answers: Vec<u32>,
}

fn numbers(list: &[usize]) -> Vec<u32> {
    list.iter().map(|&n| n as u32).collect()
}

fn entity(id: Option<EntityId>) -> u32 {
    id.map_or(WIRECOPY_NONE, |id| id.index() as u32)
}

fn source(
    analysis: &Analysis,
    found: &SourceReport,
    terms: Option<&AnonymousSource>,
) -> wirecopy_source_report {
    let known = analysis.entity(found.entity);
    let anonymity = terms.map(|t| t.anonymity).or_else(|| known.map(wirecopy::Entity::anonymity));
    wirecopy_source_report {
        entity: entity(Some(found.entity)),
        attributions: found.attributions.len() as u32,
        words: found.words as u32,
        quoted: found.quoted as f32,
        position: found.position as f32,
        verifiability: found.verifiability as u32,
        unnamed: terms.is_some().into(),
        anonymity: anonymity.map_or(WIRECOPY_NONE, |a| a as u32),
        basis: terms.map_or(WIRECOPY_NONE, |t| t.basis as u32),
        basis_words: wirecopy_span::maybe(terms.and_then(|t| t.basis_span)),
        reason: terms.map_or(WIRECOPY_NONE, |t| t.reason as u32),
        reason_words: wirecopy_span::maybe(terms.and_then(|t| t.reason_span)),
    }
}

impl Told {
    fn of(reply: &Reply) -> Self {
        Self {
            reply: wirecopy_reply {
                accusation: reply.accusation as u32,
                accused: entity(reply.accused),
                named: wirecopy_span::of(reply.named),
                given: reply.is_given().into(),
                asked: reply.asked.len() as u32,
                answers: reply.answers.len() as u32,
            },
            asked: numbers(&reply.asked),
            answers: numbers(&reply.answers),
        }
    }
}

impl wirecopy_reports {
    fn new(analysis: Analysis) -> Self {
        let (found, audit) = (analysis.sources(), analysis.anonymous_audit());
        let mut terms = audit.sources.iter().peekable();
        // Both are in the order they come up.
        let sources = found
            .iter()
            .map(|s| source(&analysis, s, terms.next_if(|t| t.source.entity == s.entity)))
            .collect();
        Self {
            sources,
            said: found.iter().map(|s| numbers(&s.attributions)).collect(),
            replies: analysis.right_of_reply().iter().map(Told::of).collect(),
            analysis,
        }
    }
}

/// Reports on a document: who is cited and how much, on which terms the unnamed are, and for each accusation whether
/// the accused was asked or had their say. The analysis may be freed afterwards. On success `*out` is to be freed with
/// wirecopy_reports_free.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_reports_new(
    a: *const wirecopy_analysis,
    out: *mut *mut wirecopy_reports,
    error: *mut *mut wirecopy_error,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (a, out) = unsafe { (ffi::shared(a, "a")?, ffi::out(out, "out")?) };
        if cfg!(not(feature = "lang-en")) {
            return models();
        }
        out.hand_over(wirecopy_reports::new(a.inner.clone()))
    };
    // SAFETY: the contract of the header.
    unsafe { guard(error, body) }
}

/// Number of sources; 0 when `r` is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_reports_source_count(r: *const wirecopy_reports) -> usize {
    // SAFETY: the contract of the header.
    value(0, || Ok(unsafe { ffi::shared(r, "r") }?.sources.len()))
}

/// Source `i`, from 0, in the order they come up. `out_size` is `sizeof *out`, as for wirecopy_analysis_attribution.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_reports_source(
    r: *const wirecopy_reports,
    i: usize,
    out: *mut wirecopy_source_report,
    out_size: usize,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let told = unsafe { ffi::shared(r, "r") }?.sources.get(i).ok_or(Failure::OutOfRange("i"))?;
        // SAFETY: the contract of the header; the struct holds 4-byte numbers alone.
        unsafe { ffi::write_sized(out, out_size, told, "out") }
    };
    // SAFETY: no error object is asked for.
    unsafe { guard(std::ptr::null_mut(), body) }
}

/// Numbers of attributions out of the reports.
///
/// # Safety
///
/// As for the functions of the header.
unsafe fn list(
    r: *const wirecopy_reports,
    ptr: *mut *const u32,
    len: *mut usize,
    one: impl FnOnce(&wirecopy_reports) -> Option<&Vec<u32>>,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (r, ptr, len) = unsafe { (ffi::shared(r, "r")?, ffi::out(ptr, "ptr")?, ffi::out(len, "len")?) };
        let found = one(r).ok_or(Failure::OutOfRange("i"))?;
        ptr.write(found.as_ptr())?;
        len.write(found.len())
    };
    // SAFETY: no error object is asked for.
    unsafe { guard(std::ptr::null_mut(), body) }
}

/// The numbers of the attributions of source `i`, gestures among them. The array lives as long as the reports.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_reports_said(
    r: *const wirecopy_reports,
    i: usize,
    ptr: *mut *const u32,
    len: *mut usize,
) -> wirecopy_status {
    // SAFETY: the contract of the header.
    unsafe { list(r, ptr, len, |r| r.said.get(i)) }
}

/// Number of accusations; 0 when `r` is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_reports_reply_count(r: *const wirecopy_reports) -> usize {
    // SAFETY: the contract of the header.
    value(0, || Ok(unsafe { ffi::shared(r, "r") }?.replies.len()))
}

/// Accusation `i`, from 0, in text order, and what became of it. `out_size` is `sizeof *out`, as for
/// wirecopy_analysis_attribution.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_reports_reply(
    r: *const wirecopy_reports,
    i: usize,
    out: *mut wirecopy_reply,
    out_size: usize,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let told = unsafe { ffi::shared(r, "r") }?.replies.get(i).ok_or(Failure::OutOfRange("i"))?;
        // SAFETY: the contract of the header; the struct holds 4-byte numbers alone.
        unsafe { ffi::write_sized(out, out_size, &told.reply, "out") }
    };
    // SAFETY: no error object is asked for.
    unsafe { guard(std::ptr::null_mut(), body) }
}

/// The numbers of the gestures that show that the accused of accusation `i` was asked: requests, refusals, silences.
/// The array lives as long as the reports.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_reports_asked(
    r: *const wirecopy_reports,
    i: usize,
    ptr: *mut *const u32,
    len: *mut usize,
) -> wirecopy_status {
    // SAFETY: the contract of the header.
    unsafe { list(r, ptr, len, |r| r.replies.get(i).map(|t| &t.asked)) }
}

/// The numbers of the attributions in which the accused of accusation `i` answers. The array lives as long as the
/// reports.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_reports_answers(
    r: *const wirecopy_reports,
    i: usize,
    ptr: *mut *const u32,
    len: *mut usize,
) -> wirecopy_status {
    // SAFETY: the contract of the header.
    unsafe { list(r, ptr, len, |r| r.replies.get(i).map(|t| &t.answers)) }
}

/// The answer wirecopy.reports/1 as JSON, offsets in the unit of WIRECOPY_OPTION_OFFSETS; `o` may be NULL.
/// On success `*out` is to be freed with wirecopy_buf_free.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_reports_to_json(
    r: *const wirecopy_reports,
    o: *const wirecopy_options,
    out: *mut wirecopy_buf,
    error: *mut *mut wirecopy_error,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (r, given, out) = unsafe { (ffi::shared(r, "r")?, or_default(o), ffi::out(out, "out")?) };
        if cfg!(not(feature = "lang-en")) {
            return models();
        }
        out.hand_over_bytes(reports_json(&r.analysis, &given.json))
    };
    // SAFETY: the contract of the header.
    unsafe { guard(error, body) }
}

/// Frees reports; NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_reports_free(r: *mut wirecopy_reports) {
    // SAFETY: the contract of the header.
    unsafe { ffi::free(r) }
}

/// The kinds of a number of WIRECOPY_MASK_… added up.
fn masked(kinds: u32) -> Result<Vec<Masked>, Failure> {
    if kinds >> Masked::ALL.len() != 0 {
        return Err(Failure::Option(format!("no kinds have the number {kinds}")));
    }
    Ok(Masked::ALL.iter().copied().filter(|k| (kinds >> *k as u32) & 1 == 1).collect())
}

/// The text of an analysis with what is of some kinds, WIRECOPY_MASK_… added up, blanked: each byte of it is a space,
/// line breaks stay, so that all offsets hold. WIRECOPY_STATUS_INVALID_OPTION for a kind that is not there.
/// On success `*out` is to be freed with wirecopy_buf_free.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_analysis_mask(
    a: *const wirecopy_analysis,
    kinds: u32,
    out: *mut wirecopy_buf,
    error: *mut *mut wirecopy_error,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (a, out) = unsafe { (ffi::shared(a, "a")?, ffi::out(out, "out")?) };
        if cfg!(not(feature = "lang-en")) {
            return models();
        }
        out.hand_over_bytes(a.inner.mask(&masked(kinds)?))
    };
    // SAFETY: the contract of the header.
    unsafe { guard(error, body) }
}

/// The stretches of the body that are not of some kinds, WIRECOPY_MASK_… added up, in text order. `out` has room for
/// `cap` spans and may be NULL when that is 0; `*n` becomes how many there are, of which the first `cap` are
/// written. WIRECOPY_STATUS_INVALID_OPTION for a kind that is not there.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_analysis_narration(
    a: *const wirecopy_analysis,
    kinds: u32,
    out: *mut wirecopy_span,
    cap: usize,
    n: *mut usize,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (a, n) = unsafe { (ffi::shared(a, "a")?, ffi::out(n, "n")?) };
        if cfg!(not(feature = "lang-en")) {
            return models();
        }
        let left: Vec<wirecopy_span> =
            a.inner.narration(&masked(kinds)?).into_iter().map(wirecopy_span::of).collect();
        // SAFETY: the contract of the header.
        unsafe { ffi::write_array(out, &left[..left.len().min(cap)], "out") }?;
        n.write(left.len())
    };
    // SAFETY: no error object is asked for.
    unsafe { guard(std::ptr::null_mut(), body) }
}
