//! Analyzers and analyses; what is in an analysis is told in `attribution`.

use std::hash::{DefaultHasher, Hasher};
use std::sync::{Mutex, OnceLock, PoisonError};

use wirecopy::language::Pack;
use wirecopy::schema::attributions_json;
use wirecopy::{Analysis, Analyzer, Attribution, Document, Entity, Span};

use crate::document::{slice, wirecopy_document};
use crate::error::{wirecopy_error, wirecopy_status};
use crate::ffi;
use crate::guard::{Failure, Outcome, guard, value};
use crate::limits::{Limits, Set};
use crate::options::{or_default, wirecopy_options};
use crate::types::{wirecopy_buf, wirecopy_span, wirecopy_str};

/// Finds who said what, in one language. Never changes; may be used from any thread.
#[derive(Debug)]
pub struct wirecopy_analyzer {
    pub(crate) inner: Analyzer,
    limits: Set,
}

/// What was found in one document, which it keeps. Never changes; may be used from any thread.
#[derive(Debug)]
pub struct wirecopy_analysis {
    pub(crate) inner: Analysis,
    spans: OnceLock<Spans>,
}

/// Spans as C sees them, made when first asked for.
#[derive(Debug)]
pub(crate) struct Spans {
    pub(crate) sentences: Vec<wirecopy_span>,
    pub(crate) contents: Lists,
    pub(crate) quoted: Lists,
    pub(crate) cues: Lists,
    pub(crate) sources: Lists,
    pub(crate) mentions: Lists,
}

/// Lists of spans, one after another.
#[derive(Debug)]
pub(crate) struct Lists {
    spans: Vec<wirecopy_span>,
    ends: Vec<u32>,
}

impl Lists {
    fn of<'a>(lists: impl Iterator<Item = &'a [Span]>) -> Self {
        let (mut spans, mut ends) = (Vec::new(), Vec::new());
        for list in lists {
            spans.extend(list.iter().map(|s| wirecopy_span::of(*s)));
            ends.push(spans.len() as u32);
        }
        Self { spans, ends }
    }

    pub(crate) fn get(&self, i: usize) -> Option<&[wirecopy_span]> {
        let start = i.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.spans.get(start as usize..*self.ends.get(i)? as usize)
    }
}

impl wirecopy_analysis {
    fn new(inner: Analysis) -> Self {
        Self { inner, spans: OnceLock::new() }
    }

    pub(crate) fn spans(&self) -> &Spans {
        let all = || self.inner.attributions().iter();
        self.spans.get_or_init(|| Spans {
            sentences: self.inner.sentences().iter().map(|s| wirecopy_span::of(s.span())).collect(),
            contents: Lists::of(all().map(Attribution::content)),
            quoted: Lists::of(all().map(Attribution::quoted)),
            cues: Lists::of(all().map(|a| a.cue().map_or(&[][..], |c| &c.spans))),
            sources: Lists::of(all().map(|a| a.source().map_or(&[][..], |s| &s.spans))),
            mentions: Lists::of(self.inner.entities().iter().map(Entity::mentions)),
        })
    }

    pub(crate) fn attribution(&self, i: usize) -> Result<&Attribution, Failure> {
        self.inner.attributions().get(i).ok_or(Failure::OutOfRange("i"))
    }
}

/// The models of this build, unless it has none.
pub(crate) fn models() -> Outcome {
    if cfg!(feature = "lang-en") { Ok(()) } else { Err(Failure::NoModels) }
}

/// Analyzes a document within the limits of a call.
pub(crate) fn run(analyzer: &Analyzer, d: &Document, limits: &Limits) -> Result<wirecopy_analysis, Failure> {
    if cfg!(not(feature = "lang-en")) {
        return Err(Failure::NoModels);
    }
    limits.check()?;
    let found = analyzer.analyze(d)?;
    limits.check()?;
    Ok(wirecopy_analysis::new(found))
}

/// Who said what in a text: reads it (as WIRECOPY_OPTION_FORMAT says, by default plain) and analyzes it with
/// the pack of WIRECOPY_OPTION_LANGUAGE, by default English. `o` may be NULL. The text is copied.
/// On success `*out` is to be freed with wirecopy_analysis_free.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_analyze(
    text: wirecopy_str,
    o: *const wirecopy_options,
    out: *mut *mut wirecopy_analysis,
    error: *mut *mut wirecopy_error,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (text, out, given) = unsafe { (ffi::bytes(text, "text")?, ffi::out(out, "out")?, or_default(o)) };
        models()?;
        let limits = given.limits.start();
        let document = given.read(text, given.parse.format, &limits)?;
        let analyzer =
            Analyzer::new(given.parse.language.as_deref().unwrap_or("en"))?.with_options(&given.find)?;
        out.hand_over(run(&analyzer, &document, &limits)?)
    };
    // SAFETY: the contract of the header.
    unsafe { guard(error, body) }
}

/// An analyzer for a language by its BCP 47 name; empty means English. `o` may be NULL.
/// On success `*out` is to be freed with wirecopy_analyzer_free.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_analyzer_new(
    language: wirecopy_str,
    o: *const wirecopy_options,
    out: *mut *mut wirecopy_analyzer,
    error: *mut *mut wirecopy_error,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (language, out, given) =
            unsafe { (ffi::text(language, "language")?, ffi::out(out, "out")?, or_default(o)) };
        models()?;
        let inner =
            Analyzer::new(if language.is_empty() { "en" } else { language })?.with_options(&given.find)?;
        out.hand_over(wirecopy_analyzer { inner, limits: given.limits })
    };
    // SAFETY: the contract of the header.
    unsafe { guard(error, body) }
}

/// An analyzer with a language pack of the caller's own, which is copied and kept as long as the process runs; the
/// same pack given again is not kept twice. `o` may be NULL. WIRECOPY_STATUS_CORRUPT_MODEL when it is damaged,
/// WIRECOPY_STATUS_MODEL_VERSION when it is of a version that is not read.
/// On success `*out` is to be freed with wirecopy_analyzer_free.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_analyzer_from_pack(
    pack: wirecopy_str,
    o: *const wirecopy_options,
    out: *mut *mut wirecopy_analyzer,
    error: *mut *mut wirecopy_error,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (pack, out, given) = unsafe { (ffi::bytes(pack, "pack")?, ffi::out(out, "out")?, or_default(o)) };
        models()?;
        let inner = Analyzer::with_pack(kept(pack)?).with_options(&given.find)?;
        out.hand_over(wirecopy_analyzer { inner, limits: given.limits })
    };
    // SAFETY: the contract of the header.
    unsafe { guard(error, body) }
}

/// A pack that is kept for good. Two are the same when their heads, which hold a SHA-256 of the rest, and a hash of
/// their bytes are.
fn kept(bytes: &[u8]) -> Result<&'static Pack, Failure> {
    type Known = (Box<[u8]>, u64, &'static Pack);
    static PACKS: Mutex<Vec<Known>> = Mutex::new(Vec::new());
    let mut hash = DefaultHasher::new();
    hash.write(bytes);
    let (head, hash) = (&bytes[..bytes.len().min(56)], hash.finish());
    let mut packs = PACKS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((.., pack)) = packs.iter().find(|(h, n, _)| **h == *head && *n == hash) {
        return Ok(pack);
    }
    let pack = Pack::leak(bytes.to_vec())?;
    packs.push((head.into(), hash, pack));
    Ok(pack)
}

/// Frees an analyzer; NULL is allowed. Analyses made by it live on.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_analyzer_free(a: *mut wirecopy_analyzer) {
    // SAFETY: the contract of the header.
    unsafe { ffi::free(a) }
}

/// Who said what in a document, within the limits of the options the analyzer was made with. On success `*out` is to be freed with wirecopy_analysis_free.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_analyzer_run(
    a: *const wirecopy_analyzer,
    d: *const wirecopy_document,
    out: *mut *mut wirecopy_analysis,
    error: *mut *mut wirecopy_error,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (a, d, out) = unsafe { (ffi::shared(a, "a")?, ffi::shared(d, "d")?, ffi::out(out, "out")?) };
        out.hand_over(run(&a.inner, &d.inner, &a.limits.start())?)
    };
    // SAFETY: the contract of the header.
    unsafe { guard(error, body) }
}

/// The document of an analysis, as one more object that shares its memory: to be freed with
/// wirecopy_document_free.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_analysis_document(
    a: *const wirecopy_analysis,
    out: *mut *mut wirecopy_document,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (a, out) = unsafe { (ffi::shared(a, "a")?, ffi::out(out, "out")?) };
        out.hand_over(wirecopy_document { inner: a.inner.document().clone() })
    };
    // SAFETY: no error object is asked for.
    unsafe { guard(std::ptr::null_mut(), body) }
}

/// The text all spans of the analysis point into. It lives as long as the analysis. Empty when `a` is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_analysis_text(a: *const wirecopy_analysis) -> wirecopy_str {
    value(wirecopy_str::EMPTY, || {
        // SAFETY: the contract of the header.
        Ok(wirecopy_str::of(unsafe { ffi::shared(a, "a") }?.inner.document().text()))
    })
}

/// The words of a span; empty when it does not slice the text. They live as long as the analysis.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_analysis_slice(
    a: *const wirecopy_analysis,
    span: wirecopy_span,
) -> wirecopy_str {
    // SAFETY: the contract of the header.
    value(wirecopy_str::EMPTY, || Ok(slice(unsafe { ffi::shared(a, "a") }?.inner.document(), span)))
}

/// Number of sentences; 0 when `a` is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_analysis_sentence_count(a: *const wirecopy_analysis) -> usize {
    // SAFETY: the contract of the header.
    value(0, || Ok(unsafe { ffi::shared(a, "a") }?.inner.sentences().len()))
}

/// All sentences, in text order. The array lives as long as the analysis.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_analysis_sentences(
    a: *const wirecopy_analysis,
    ptr: *mut *const wirecopy_span,
    len: *mut usize,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (a, ptr, len) = unsafe { (ffi::shared(a, "a")?, ffi::out(ptr, "ptr")?, ffi::out(len, "len")?) };
        let sentences = &a.spans().sentences;
        ptr.write(sentences.as_ptr())?;
        len.write(sentences.len())
    };
    // SAFETY: no error object is asked for.
    unsafe { guard(std::ptr::null_mut(), body) }
}

/// The answer wirecopy.attributions/1 as JSON, as WIRECOPY_OPTION_OFFSETS and WIRECOPY_OPTION_SCOPE say; `o` may
/// be NULL. On success `*out` is to be freed with wirecopy_buf_free.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_analysis_to_json(
    a: *const wirecopy_analysis,
    o: *const wirecopy_options,
    out: *mut wirecopy_buf,
    error: *mut *mut wirecopy_error,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (a, given, out) = unsafe { (ffi::shared(a, "a")?, or_default(o), ffi::out(out, "out")?) };
        if cfg!(not(feature = "lang-en")) {
            return Err(Failure::NoModels);
        }
        out.hand_over_bytes(attributions_json(&a.inner, &given.json))
    };
    // SAFETY: the contract of the header.
    unsafe { guard(error, body) }
}

/// Frees an analysis; NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_analysis_free(a: *mut wirecopy_analysis) {
    // SAFETY: the contract of the header.
    unsafe { ffi::free(a) }
}
