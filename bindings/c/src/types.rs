//! The plain types: text in and out, spans, and what is given of an attribution.

use std::os::raw::c_char;

use wirecopy::Span;

/// No entity, no number.
pub const WIRECOPY_NONE: u32 = 0xFFFF_FFFF;

/// Borrowed UTF-8 with its length. Not ended by NUL, and may hold NUL. {NULL, 0} is the empty text.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct wirecopy_str {
    /// The first byte.
    pub ptr: *const c_char,
    /// Number of bytes.
    pub len: usize,
}

impl wirecopy_str {
    pub(crate) const EMPTY: Self = Self { ptr: std::ptr::null(), len: 0 };

    pub(crate) fn of(text: &str) -> Self {
        Self { ptr: text.as_ptr().cast(), len: text.len() }
    }
}

/// Owned bytes, to be freed with wirecopy_buf_free. Not ended by NUL.
#[repr(C)]
#[derive(Debug)]
pub struct wirecopy_buf {
    /// The first byte.
    pub ptr: *mut u8,
    /// Number of bytes.
    pub len: usize,
    /// For wirecopy_buf_free alone.
    pub cap: usize,
}

/// The bytes start..end of a text; never start > end. {WIRECOPY_NONE, WIRECOPY_NONE} is no span.
/// This type never changes, so arrays of it may be passed on.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct wirecopy_span {
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl wirecopy_span {
    pub(crate) const NONE: Self = Self { start: WIRECOPY_NONE, end: WIRECOPY_NONE };

    pub(crate) fn of(span: Span) -> Self {
        Self { start: span.start() as u32, end: span.end() as u32 }
    }

    pub(crate) fn maybe(span: Option<Span>) -> Self {
        span.map_or(Self::NONE, Self::of)
    }
}

/// All words of the content are inside quotation marks.
pub const WIRECOPY_KIND_DIRECT: u32 = 0;
/// Some words of the content are inside quotation marks.
pub const WIRECOPY_KIND_MIXED: u32 = 1;
/// No words of the content are inside quotation marks.
pub const WIRECOPY_KIND_INDIRECT: u32 = 2;
/// A speech act whose words are not given, such as "declined to comment".
pub const WIRECOPY_KIND_GESTURE: u32 = 3;

/// The speaker goes on from an earlier quote.
pub const WIRECOPY_FLAG_CONTINUATION: u32 = 1;
/// The quotation was never closed.
pub const WIRECOPY_FLAG_UNCLOSED: u32 = 2;
/// The quotation was never opened.
pub const WIRECOPY_FLAG_UNOPENED: u32 = 4;
/// The quotation marks are mixed or the wrong way round.
pub const WIRECOPY_FLAG_IRREGULAR: u32 = 8;
/// Words were put in or left out by an editor.
pub const WIRECOPY_FLAG_EDITED: u32 = 16;
/// It was said in another language.
pub const WIRECOPY_FLAG_TRANSLATED: u32 = 32;
/// It was not said: a condition, a future, an image.
pub const WIRECOPY_FLAG_UNREALISED: u32 = 64;
/// The publisher is not known, so it cannot be told whether the outlet asked itself.
pub const WIRECOPY_FLAG_PUBLISHER_UNKNOWN: u32 = 128;
/// The negation belongs to the content.
pub const WIRECOPY_FLAG_NEG_RAISING: u32 = 256;
/// A caption or display line that repeats a quote of the body.
pub const WIRECOPY_FLAG_DISPLAY: u32 = 512;
/// Paragraph breaks of the text seem lost.
pub const WIRECOPY_FLAG_FLATTENED: u32 = 1024;

/// What is given of an attribution at a fixed place. It only ever grows at the end.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct wirecopy_attribution {
    /// From the first to the last byte of its content (of its cue and source for a gesture).
    pub extent: wirecopy_span,
    /// The words that signal it, or no span.
    pub cue: wirecopy_span,
    /// The words for who it comes from, or no span.
    pub source: wirecopy_span,
    /// WIRECOPY_KIND_…
    pub kind: u32,
    /// WIRECOPY_FLAG_… added up.
    pub flags: u32,
    /// Number of the entity that said it, or WIRECOPY_NONE when undecided.
    pub speaker: u32,
    /// How sure the extent of the content is, 0 to 1.
    pub confidence_content: f32,
    /// How sure the cue is, 0 to 1.
    pub confidence_cue: f32,
    /// How sure the words of the source are, 0 to 1.
    pub confidence_source: f32,
    /// How sure it is who the source is, 0 to 1.
    pub confidence_entity: f32,
    /// How sure the chain is, 0 to 1.
    pub confidence_chain: f32,
    /// Number of nodes of the chain, or WIRECOPY_NONE when it is not known to its end.
    pub depth: u32,
    /// Number of the attribution whose content it stands in, or WIRECOPY_NONE.
    pub nested_in: u32,
    /// 1 when the publishing outlet itself obtained it, else 0.
    pub first_party: u32,
    /// 1 when it is said or written (the scope "speech"), 0 when thought, felt or wanted.
    pub speech: u32,
}
