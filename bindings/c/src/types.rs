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
    /// The one word at the centre of the cue, or no span.
    pub cue_head: wirecopy_span,
    /// WIRECOPY_CUE_…, or WIRECOPY_NONE without a cue.
    pub cue_class: u32,
    /// The smallest name or noun of the source, or no span.
    pub source_head: wirecopy_span,
    /// WIRECOPY_SOURCE_…, or WIRECOPY_NONE without a source.
    pub source_type: u32,
    /// WIRECOPY_ANONYMITY_…, or WIRECOPY_NONE without a source.
    pub anonymity: u32,
    /// How many people the source is at least, or WIRECOPY_NONE when the text does not say.
    pub count_min: u32,
    /// How many people the source is at most, or WIRECOPY_NONE when the text does not say.
    pub count_max: u32,
    /// Number of nodes that are known of the chain: see wirecopy_analysis_chain_node.
    pub chain_len: u32,
    /// WIRECOPY_PRESENTATION_…
    pub presentation: u32,
    /// WIRECOPY_POLARITY_…
    pub polarity: u32,
    /// WIRECOPY_FACTIVITY_…
    pub factivity: u32,
    /// For a gesture WIRECOPY_ACT_…, else WIRECOPY_NONE.
    pub act: u32,
    /// For a gesture, what it is about; or no span.
    pub about: wirecopy_span,
    /// Who it was said to, or no span.
    pub addressee: wirecopy_span,
    /// On which occasion, or no span.
    pub occasion: wirecopy_span,
    /// When it was said, or no span.
    pub when: wirecopy_span,
    /// Number of the attribution it goes on from or repeats, or WIRECOPY_NONE.
    pub follows: u32,
    /// WIRECOPY_BLOCK_…: the kind of block it stands in.
    pub zone: u32,
    /// WIRECOPY_VERIFIABILITY_…: how far a reader could check who said it, or WIRECOPY_NONE when that is undecided.
    pub verifiability: u32,
}

/// One node of the way a statement took: the outermost conduit first, the utterer last. It only ever grows at the end.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct wirecopy_chain_node {
    /// WIRECOPY_CHAIN_…
    pub role: u32,
    /// WIRECOPY_SOURCE_…
    pub source_type: u32,
    /// Where it stands in the text, or no span.
    pub span: wirecopy_span,
    /// The words that make it a node ("told", "citing"), or no span.
    pub cue: wirecopy_span,
    /// Number of its entity, or WIRECOPY_NONE.
    pub entity: u32,
    /// 1 when it was taken from elsewhere in the document, else 0.
    pub inferred: u32,
}

/// Someone or something that statements come from or pass through. It only ever grows at the end.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct wirecopy_entity {
    /// WIRECOPY_SOURCE_…
    pub source_type: u32,
    /// WIRECOPY_ANONYMITY_…
    pub anonymity: u32,
    /// How many people it is at least, or WIRECOPY_NONE when the text does not say.
    pub count_min: u32,
    /// How many people it is at most, or WIRECOPY_NONE when the text does not say.
    pub count_max: u32,
    /// Number of its mentions: see wirecopy_analysis_mentions.
    pub mentions: u32,
    /// The words that give its role, or no span.
    pub role: wirecopy_span,
    /// The words for the body it belongs to, or no span.
    pub affiliation: wirecopy_span,
    /// The words for whom it speaks for, or no span.
    pub speaks_for: wirecopy_span,
    /// The words for how it claims to know, or no span.
    pub basis: wirecopy_span,
    /// The words for why it is not named, or no span.
    pub reason: wirecopy_span,
    /// WIRECOPY_BASIS_…: how it claims to know.
    pub basis_kind: u32,
    /// WIRECOPY_REASON_…: why it is not named.
    pub reason_kind: u32,
}

/// One part of a document. It only ever grows at the end.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct wirecopy_block {
    /// Where it is, without white space at its ends.
    pub span: wirecopy_span,
    /// WIRECOPY_BLOCK_…
    pub kind: u32,
}

/// A document of an index that is a copy of what was asked about. It only ever grows at the end.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct wirecopy_match {
    /// Its number in the index.
    pub id: u64,
    /// Shingles in both by shingles in either, from 0 to 1.
    pub jaccard: f64,
    /// The share of what was asked about that it has.
    pub containment_query: f64,
    /// The share of it that is in what was asked about.
    pub containment_match: f64,
    /// WIRECOPY_COPY_…
    pub kind: u32,
    /// Number of copied passages: see wirecopy_matches_passages.
    pub passages: u32,
    /// The standard error of `jaccard` when it is an estimate (WIRECOPY_OPTION_ESTIMATE); 0 when it was counted.
    pub standard_error: f64,
}

/// A stretch of one text and its copy in another. This type never changes, so arrays of it may be passed on.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct wirecopy_passage {
    /// Where it is in the text asked about.
    pub a: wirecopy_span,
    /// Where it is in the text of the index.
    pub b: wirecopy_span,
}

/// A story in a few numbers; WIRECOPY_NONE for a greatest number that is not known. It only ever grows at the end.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct wirecopy_story_summary {
    /// Articles on the event.
    pub articles: u32,
    /// Articles that are on something else, and left out.
    pub apart: u32,
    /// Statements that two or more articles have.
    pub families: u32,
    /// Quoted statements that one article alone has.
    pub only: u32,
    /// Figures that contradict each other.
    pub conflicts: u32,
    /// Those who did not answer, declined or were asked.
    pub silences: u32,
    /// Separate reports behind the central claim, at least.
    pub reports_min: u32,
    /// Separate reports behind the central claim, at most.
    pub reports_max: u32,
    /// People who assert the central claim, at least.
    pub people_min: u32,
    /// People who assert the central claim, at most.
    pub people_max: u32,
}

/// One quote of a draft that was looked up. It only ever grows at the end.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct wirecopy_checked {
    /// Its quoted words in the draft.
    pub span: wirecopy_span,
    /// Number of the attribution in the draft.
    pub attribution: u32,
    /// WIRECOPY_OUTCOME_…
    pub outcome: u32,
    /// In how many places it was found: see wirecopy_verification_match.
    pub matches: u32,
}

/// Where a quote of a draft was found. It only ever grows at the end.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct wirecopy_found {
    /// Number of the article among those given.
    pub article: u32,
    /// The words there.
    pub span: wirecopy_span,
    /// Number of the attribution there, or WIRECOPY_NONE when the words stand outside any.
    pub attribution: u32,
    /// 1 when the words are the same, else 0.
    pub same: u32,
}

/// Something in one of several articles: an entity or an attribution. This type never changes, so arrays of it may be
/// passed on.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct wirecopy_place {
    /// Number of the article among those given.
    pub article: u32,
    /// Its number there.
    pub number: u32,
}

/// A person gathered from several articles, in a few numbers. It only ever grows at the end.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct wirecopy_person {
    /// Number of entities it was gathered from: see wirecopy_people_bearers.
    pub bearers: u32,
    /// Number of reasons why they are one: see wirecopy_people_merge.
    pub merges: u32,
    /// Number of people it may be too: see wirecopy_people_maybe.
    pub maybe: u32,
    /// Number of attributions: see wirecopy_people_said.
    pub said: u32,
}

/// Two entities of different articles taken for one person. It only ever grows at the end.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct wirecopy_merge {
    /// The one.
    pub a: wirecopy_place,
    /// The other.
    pub b: wirecopy_place,
    /// WIRECOPY_MERGE_…
    pub reason: u32,
    /// How sure, 0 to 1.
    pub score: f32,
}

/// A source of a document, and how much it says. It only ever grows at the end.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct wirecopy_source_report {
    /// Number of its entity.
    pub entity: u32,
    /// Number of its attributions, gestures among them: see wirecopy_reports_said.
    pub attributions: u32,
    /// Words attributed to it.
    pub words: u32,
    /// The share of them inside quotation marks, 0 to 1.
    pub quoted: f32,
    /// How far into the text it first comes up, 0 to 1.
    pub position: f32,
    /// WIRECOPY_VERIFIABILITY_…: the best of its attributions.
    pub verifiability: u32,
    /// 1 when it is kept unnamed or goes by a description alone, else 0.
    pub unnamed: u32,
    /// WIRECOPY_ANONYMITY_…
    pub anonymity: u32,
    /// For an unnamed one WIRECOPY_BASIS_…, how it claims to know; else WIRECOPY_NONE.
    pub basis: u32,
    /// The words that say so, or no span.
    pub basis_words: wirecopy_span,
    /// For an unnamed one WIRECOPY_REASON_…, why it is not named; else WIRECOPY_NONE.
    pub reason: u32,
    /// The words that say so, or no span.
    pub reason_words: wirecopy_span,
}

/// An accusation and what became of it. It only ever grows at the end.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct wirecopy_reply {
    /// Number of the attribution that accuses.
    pub accusation: u32,
    /// Number of the entity that is accused; WIRECOPY_NONE for somebody who says nothing in the document and is not said
    /// to have been asked.
    pub accused: u32,
    /// Where the accusation first names who is accused.
    pub named: wirecopy_span,
    /// 1 when the text shows that they were asked or had their say, else 0.
    pub given: u32,
    /// Number of gestures that show they were asked: see wirecopy_reports_asked.
    pub asked: u32,
    /// Number of answers: see wirecopy_reports_answers.
    pub answers: u32,
}
