//! Analyzers and analyses: who said what.

use std::sync::OnceLock;

use wirecopy::schema::attributions_json;
use wirecopy::{Analysis, Analyzer, Attribution, Document};

use crate::document::{slice, wirecopy_document};
use crate::error::{wirecopy_error, wirecopy_status};
use crate::ffi;
use crate::guard::{Failure, guard, value};
use crate::options::{or_default, wirecopy_options};
use crate::types::{WIRECOPY_NONE, wirecopy_attribution, wirecopy_buf, wirecopy_span, wirecopy_str};

/// Finds who said what, in one language. Never changes; may be used from any thread.
#[derive(Debug)]
pub struct wirecopy_analyzer {
    inner: Analyzer,
}

/// What was found in one document, which it keeps. Never changes; may be used from any thread.
#[derive(Debug)]
pub struct wirecopy_analysis {
    pub(crate) inner: Analysis,
    spans: OnceLock<Spans>,
}

/// Spans as C sees them, made when first asked for.
#[derive(Debug)]
struct Spans {
    sentences: Vec<wirecopy_span>,
    contents: Vec<Vec<wirecopy_span>>,
}

impl wirecopy_analysis {
    fn new(inner: Analysis) -> Self {
        Self { inner, spans: OnceLock::new() }
    }

    fn spans(&self) -> &Spans {
        let all = |spans: &[wirecopy::Span]| spans.iter().map(|&s| wirecopy_span::of(s)).collect();
        self.spans.get_or_init(|| Spans {
            sentences: self.inner.sentences().iter().map(|s| wirecopy_span::of(s.span())).collect(),
            contents: self.inner.attributions().iter().map(|a| all(a.content())).collect(),
        })
    }

    fn attribution(&self, i: usize) -> Result<&Attribution, Failure> {
        self.inner.attributions().get(i).ok_or(Failure::OutOfRange("i"))
    }
}

fn told(a: &Attribution) -> wirecopy_attribution {
    let number = |n: Option<u32>| n.unwrap_or(WIRECOPY_NONE);
    let cue = a.cue().map(|c| c.spans.iter().copied().reduce(wirecopy::Span::cover).unwrap_or(c.head));
    let sure = a.confidence();
    wirecopy_attribution {
        extent: wirecopy_span::of(a.extent()),
        cue: wirecopy_span::maybe(cue),
        source: wirecopy_span::maybe(a.source().map(wirecopy::attribution::SourceMention::extent)),
        kind: a.kind() as u32,
        flags: a.flags().bits(),
        speaker: number(a.speaker().map(|e| e.index() as u32)),
        confidence_content: sure.content,
        confidence_cue: sure.cue,
        confidence_source: sure.source,
        confidence_entity: sure.entity,
        confidence_chain: sure.chain,
        depth: number(a.depth()),
        nested_in: number(a.nested_in()),
        first_party: a.first_party().into(),
        speech: a.is_speech().into(),
    }
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
        let document = Document::parse(text, &given.parse)?;
        let analyzer =
            Analyzer::new(given.parse.language.as_deref().unwrap_or("en"))?.with_options(&given.find)?;
        out.hand_over(wirecopy_analysis::new(analyzer.analyze(&document)?))
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
        let inner =
            Analyzer::new(if language.is_empty() { "en" } else { language })?.with_options(&given.find)?;
        out.hand_over(wirecopy_analyzer { inner })
    };
    // SAFETY: the contract of the header.
    unsafe { guard(error, body) }
}

/// Frees an analyzer; NULL is allowed. Analyses made by it live on.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_analyzer_free(a: *mut wirecopy_analyzer) {
    // SAFETY: the contract of the header.
    unsafe { ffi::free(a) }
}

/// Who said what in a document. On success `*out` is to be freed with wirecopy_analysis_free.
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
        out.hand_over(wirecopy_analysis::new(a.inner.analyze(&d.inner)?))
    };
    // SAFETY: the contract of the header.
    unsafe { guard(error, body) }
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

/// Number of attributions; 0 when `a` is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_analysis_attribution_count(a: *const wirecopy_analysis) -> usize {
    // SAFETY: the contract of the header.
    value(0, || Ok(unsafe { ffi::shared(a, "a") }?.inner.attributions().len()))
}

/// The attribution of number `i`, from 0. `out_size` is `sizeof *out`: a program built against an older header
/// gets what it knows, one built against a newer header gets zeros for what the library does not know.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_analysis_attribution(
    a: *const wirecopy_analysis,
    i: usize,
    out: *mut wirecopy_attribution,
    out_size: usize,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let found = told(unsafe { ffi::shared(a, "a") }?.attribution(i)?);
        // SAFETY: the contract of the header; the struct holds 4-byte numbers alone.
        unsafe { ffi::write_sized(out, out_size, &found, "out") }
    };
    // SAFETY: no error object is asked for.
    unsafe { guard(std::ptr::null_mut(), body) }
}

/// The content of attribution `i`, in text order; several pieces are still one statement, none is a gesture.
/// The array lives as long as the analysis.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_analysis_content(
    a: *const wirecopy_analysis,
    i: usize,
    ptr: *mut *const wirecopy_span,
    len: *mut usize,
) -> wirecopy_status {
    let body = || {
        // SAFETY: the contract of the header.
        let (a, ptr, len) = unsafe { (ffi::shared(a, "a")?, ffi::out(ptr, "ptr")?, ffi::out(len, "len")?) };
        let content = a.spans().contents.get(i).ok_or(Failure::OutOfRange("i"))?;
        ptr.write(content.as_ptr())?;
        len.write(content.len())
    };
    // SAFETY: no error object is asked for.
    unsafe { guard(std::ptr::null_mut(), body) }
}

/// The name of the entity of number `speaker`; empty when there is none. It lives as long as the analysis.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_analysis_speaker_name(
    a: *const wirecopy_analysis,
    speaker: u32,
) -> wirecopy_str {
    value(wirecopy_str::EMPTY, || {
        // SAFETY: the contract of the header.
        let entity = unsafe { ffi::shared(a, "a") }?.inner.entities().get(speaker as usize);
        Ok(entity.map_or(wirecopy_str::EMPTY, |e| wirecopy_str::of(e.name())))
    })
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
