//! Choices of the answers as numbers, and their names.
//!
//! The numbers are the stable numbers of the library's own types; `tests/numbers.rs` compares.

use wirecopy::attribution::{
    Act, Anonymity, ChainRole, CueClass, Factivity, Flag, Kind, Polarity, Presentation, SourceType,
};
use wirecopy::dedup::PairKind;
use wirecopy::entity::{Basis, Reason, Verifiability};
use wirecopy::people::MergeReason;
use wirecopy::reports::Masked;
use wirecopy::story::Outcome;
use wirecopy::{BlockKind, ErrorKind};

use crate::error::{
    WIRECOPY_STATUS_NULL, WIRECOPY_STATUS_OK, WIRECOPY_STATUS_OUT_OF_RANGE, WIRECOPY_STATUS_PANIC,
    wirecopy_status,
};
use crate::guard::value;
use crate::types::{WIRECOPY_NONE, wirecopy_str};

/// Direct speech.
pub const WIRECOPY_PRESENTATION_DS: u32 = 0;
/// Indirect speech.
pub const WIRECOPY_PRESENTATION_IS: u32 = 1;
/// Free direct speech.
pub const WIRECOPY_PRESENTATION_FDS: u32 = 2;
/// Free indirect speech.
pub const WIRECOPY_PRESENTATION_FIS: u32 = 3;
/// Narrator's report of a speech act.
pub const WIRECOPY_PRESENTATION_NRSA: u32 = 4;
/// Direct thought.
pub const WIRECOPY_PRESENTATION_DT: u32 = 5;
/// Indirect thought.
pub const WIRECOPY_PRESENTATION_IT: u32 = 6;
/// Free indirect thought.
pub const WIRECOPY_PRESENTATION_FIT: u32 = 7;
/// Narrator's report of a thought act.
pub const WIRECOPY_PRESENTATION_NRTA: u32 = 8;
/// Direct writing.
pub const WIRECOPY_PRESENTATION_DW: u32 = 9;
/// Indirect writing.
pub const WIRECOPY_PRESENTATION_IW: u32 = 10;
/// Free direct writing.
pub const WIRECOPY_PRESENTATION_FDW: u32 = 11;
/// Free indirect writing.
pub const WIRECOPY_PRESENTATION_FIW: u32 = 12;
/// Narrator's report of a writing act.
pub const WIRECOPY_PRESENTATION_NRWA: u32 = 13;

/// Neutral saying.
pub const WIRECOPY_CUE_SAY: u32 = 0;
/// Saying from which the writer keeps a distance.
pub const WIRECOPY_CUE_CLAIM: u32 = 1;
/// Saying whose content the writer takes as so.
pub const WIRECOPY_CUE_REVEAL: u32 = 2;
/// Denying: the content is what is denied.
pub const WIRECOPY_CUE_DENIAL: u32 = 3;
/// Confirming.
pub const WIRECOPY_CUE_CONFIRMATION: u32 = 4;
/// Asking.
pub const WIRECOPY_CUE_QUESTION: u32 = 5;
/// Telling someone to act.
pub const WIRECOPY_CUE_DIRECTIVE: u32 = 6;
/// Promising or threatening.
pub const WIRECOPY_CUE_COMMISSIVE: u32 = 7;
/// Doing by saying.
pub const WIRECOPY_CUE_PERFORMATIVE: u32 = 8;
/// Thinking.
pub const WIRECOPY_CUE_COGNITION: u32 = 9;
/// Feeling.
pub const WIRECOPY_CUE_EMOTION: u32 = 10;
/// Wanting.
pub const WIRECOPY_CUE_VOLITION: u32 = 11;
/// Predicting.
pub const WIRECOPY_CUE_FORECAST: u32 = 12;
/// Judging.
pub const WIRECOPY_CUE_EVALUATION: u32 = 13;
/// How it was said.
pub const WIRECOPY_CUE_MANNER: u32 = 14;
/// Writing.
pub const WIRECOPY_CUE_WRITTEN: u32 = 15;
/// Passing on what another said.
pub const WIRECOPY_CUE_CITATION: u32 = 16;
/// A gesture.
pub const WIRECOPY_CUE_GESTURE: u32 = 17;
/// Hearsay: no one is named.
pub const WIRECOPY_CUE_HEARSAY: u32 = 18;
/// Layout: a colon, a dash, a label.
pub const WIRECOPY_CUE_LAYOUT: u32 = 19;

/// A person.
pub const WIRECOPY_SOURCE_PERSON: u32 = 0;
/// Several persons.
pub const WIRECOPY_SOURCE_GROUP_OF_PERSONS: u32 = 1;
/// A company, union, party, university, club.
pub const WIRECOPY_SOURCE_ORGANISATION: u32 = 2;
/// A ministry, court, army, or a place that stands for one.
pub const WIRECOPY_SOURCE_GOVERNMENT_BODY: u32 = 3;
/// A body of several countries.
pub const WIRECOPY_SOURCE_INTERNATIONAL_BODY: u32 = 4;
/// An agency, newspaper, broadcaster, site.
pub const WIRECOPY_SOURCE_MEDIA_OUTLET: u32 = 5;
/// A report, letter, filing, survey, recording.
pub const WIRECOPY_SOURCE_DOCUMENT: u32 = 6;
/// A banner, a plaque.
pub const WIRECOPY_SOURCE_OBJECT: u32 = 7;
/// One unnamed source.
pub const WIRECOPY_SOURCE_ANONYMOUS_PERSON: u32 = 8;
/// Several unnamed sources.
pub const WIRECOPY_SOURCE_ANONYMOUS_GROUP: u32 = 9;
/// Voices in general: "experts", "critics".
pub const WIRECOPY_SOURCE_GENERIC: u32 = 10;
/// No one is named.
pub const WIRECOPY_SOURCE_UNSPECIFIED: u32 = 11;
/// The reporter.
pub const WIRECOPY_SOURCE_AUTHOR: u32 = 12;

/// By name.
pub const WIRECOPY_ANONYMITY_NAMED: u32 = 0;
/// By part of the name.
pub const WIRECOPY_ANONYMITY_PARTIAL_NAME: u32 = 1;
/// By another name.
pub const WIRECOPY_ANONYMITY_PSEUDONYM: u32 = 2;
/// By role alone, nothing withheld: "a spokesman", "a neighbour".
pub const WIRECOPY_ANONYMITY_UNNAMED_ROLE: u32 = 3;
/// By description: "a senior official".
pub const WIRECOPY_ANONYMITY_DESCRIBED: u32 = 4;
/// On an explicit condition of anonymity.
pub const WIRECOPY_ANONYMITY_CONDITION: u32 = 5;
/// The outlet keeps the name back.
pub const WIRECOPY_ANONYMITY_WITHHELD_BY_OUTLET: u32 = 6;
/// "A source", "sources".
pub const WIRECOPY_ANONYMITY_BARE: u32 = 7;
/// Not known to anyone: "a voice".
pub const WIRECOPY_ANONYMITY_UNIDENTIFIED: u32 = 8;
/// Voices in general.
pub const WIRECOPY_ANONYMITY_GENERIC: u32 = 9;
/// No one.
pub const WIRECOPY_ANONYMITY_UNSPECIFIED: u32 = 10;

/// Declined to comment.
pub const WIRECOPY_ACT_REFUSAL_TO_COMMENT: u32 = 0;
/// Did not respond.
pub const WIRECOPY_ACT_NO_RESPONSE: u32 = 1;
/// Could not be reached.
pub const WIRECOPY_ACT_NOT_REACHED: u32 = 2;
/// Was asked; no answer is reported.
pub const WIRECOPY_ACT_REQUEST: u32 = 3;
/// Denied something not spelled out.
pub const WIRECOPY_ACT_DENIAL: u32 = 4;
/// Confirmed something not spelled out.
pub const WIRECOPY_ACT_CONFIRMATION: u32 = 5;
/// Neither confirmed nor denied.
pub const WIRECOPY_ACT_NON_CONFIRMATION: u32 = 6;
/// Apologised.
pub const WIRECOPY_ACT_APOLOGY: u32 = 7;
/// Condemned.
pub const WIRECOPY_ACT_CONDEMNATION: u32 = 8;
/// Praised or thanked.
pub const WIRECOPY_ACT_PRAISE: u32 = 9;
/// Withdrew a report.
pub const WIRECOPY_ACT_RETRACTION: u32 = 10;
/// Corrected a report.
pub const WIRECOPY_ACT_CORRECTION: u32 = 11;
/// Nodded.
pub const WIRECOPY_ACT_AFFIRMATION: u32 = 12;

/// Said.
pub const WIRECOPY_POLARITY_POSITIVE: u32 = 0;
/// Not said.
pub const WIRECOPY_POLARITY_NEGATED: u32 = 1;

/// The source.
pub const WIRECOPY_FACTIVITY_SOURCE_COMMITS: u32 = 0;
/// No one in particular.
pub const WIRECOPY_FACTIVITY_NEUTRAL: u32 = 1;
/// The writer doubts it.
pub const WIRECOPY_FACTIVITY_WRITER_DOUBTS: u32 = 2;
/// The writer takes it as so.
pub const WIRECOPY_FACTIVITY_WRITER_ENDORSES: u32 = 3;

/// Passes on what another said.
pub const WIRECOPY_CHAIN_CONDUIT: u32 = 0;
/// Said it.
pub const WIRECOPY_CHAIN_UTTERER: u32 = 1;

/// It stands there word for word, from the same speaker.
pub const WIRECOPY_OUTCOME_VERBATIM: u32 = 0;
/// It stands there in other words or shortened, from the same speaker.
pub const WIRECOPY_OUTCOME_EDITED: u32 = 1;
/// It stands there, from another speaker.
pub const WIRECOPY_OUTCOME_OTHER_SPEAKER: u32 = 2;
/// It does not stand there.
pub const WIRECOPY_OUTCOME_NOT_FOUND: u32 = 3;

/// The headline.
pub const WIRECOPY_BLOCK_TITLE: u32 = 0;
/// A heading inside the body.
pub const WIRECOPY_BLOCK_HEADING: u32 = 1;
/// A paragraph of the body.
pub const WIRECOPY_BLOCK_PARAGRAPH: u32 = 2;
/// A quotation set apart.
pub const WIRECOPY_BLOCK_BLOCK_QUOTE: u32 = 3;
/// An item of a list.
pub const WIRECOPY_BLOCK_LIST_ITEM: u32 = 4;
/// A table, row by row.
pub const WIRECOPY_BLOCK_TABLE: u32 = 5;
/// The words under a picture.
pub const WIRECOPY_BLOCK_CAPTION: u32 = 6;
/// Who made a picture.
pub const WIRECOPY_BLOCK_CREDIT: u32 = 7;
/// Who wrote it.
pub const WIRECOPY_BLOCK_BYLINE: u32 = 8;
/// Place, agency or date set before the text.
pub const WIRECOPY_BLOCK_DATELINE: u32 = 9;
/// Anything that is not the article.
pub const WIRECOPY_BLOCK_DEBRIS: u32 = 10;

/// The same words in the same order; only what is folded differs.
pub const WIRECOPY_COPY_EXACT: u32 = 0;
/// Alike as a whole.
pub const WIRECOPY_COPY_NEAR: u32 = 1;
/// Alike in part.
pub const WIRECOPY_COPY_PARTIAL: u32 = 2;
/// Short items that tell of the same thing in other words.
pub const WIRECOPY_COPY_ITEM: u32 = 3;

/// Was present, saw, wrote.
pub const WIRECOPY_BASIS_FIRST_HAND: u32 = 0;
/// Saw or read a document.
pub const WIRECOPY_BASIS_DOCUMENT_SEEN: u32 = 1;
/// Was briefed.
pub const WIRECOPY_BASIS_BRIEFED: u32 = 2;
/// Is familiar with the matter.
pub const WIRECOPY_BASIS_FAMILIAR: u32 = 3;
/// Takes part in it.
pub const WIRECOPY_BASIS_INVOLVED: u32 = 4;
/// Was told by another.
pub const WIRECOPY_BASIS_SECOND_HAND: u32 = 5;
/// The text does not say how it knows.
pub const WIRECOPY_BASIS_UNSTATED: u32 = 6;

/// Not authorised to speak.
pub const WIRECOPY_REASON_NOT_AUTHORISED: u32 = 0;
/// Fears for a job, or of being punished.
pub const WIRECOPY_REASON_REPRISAL: u32 = 1;
/// Fears for life or limb.
pub const WIRECOPY_REASON_SAFETY: u32 = 2;
/// The matter is sensitive.
pub const WIRECOPY_REASON_SENSITIVITY: u32 = 3;
/// The law forbids it.
pub const WIRECOPY_REASON_LEGAL: u32 = 4;
/// An inquiry goes on.
pub const WIRECOPY_REASON_ONGOING_INQUIRY: u32 = 5;
/// Wants to be left alone.
pub const WIRECOPY_REASON_PRIVACY: u32 = 6;
/// Is a child.
pub const WIRECOPY_REASON_MINOR: u32 = 7;
/// An employer's rule.
pub const WIRECOPY_REASON_EMPLOYER_POLICY: u32 = 8;
/// A diplomatic custom.
pub const WIRECOPY_REASON_DIPLOMATIC: u32 = 9;
/// The text does not say why.
pub const WIRECOPY_REASON_UNSTATED: u32 = 10;

/// Bare, in general, or no one.
pub const WIRECOPY_VERIFIABILITY_V0: u32 = 0;
/// Unnamed, with a role and a claim to know.
pub const WIRECOPY_VERIFIABILITY_V1: u32 = 1;
/// An unnamed role that speaks for a named body.
pub const WIRECOPY_VERIFIABILITY_V2: u32 = 2;
/// Named, through a conduit.
pub const WIRECOPY_VERIFIABILITY_V3: u32 = 3;
/// Named, speaking to the outlet or in public.
pub const WIRECOPY_VERIFIABILITY_V4: u32 = 4;
/// A document or recording that the text identifies.
pub const WIRECOPY_VERIFIABILITY_V5: u32 = 5;

/// The caller's table says so.
pub const WIRECOPY_MERGE_ALIAS: u32 = 0;
/// The same name.
pub const WIRECOPY_MERGE_SAME_NAME: u32 = 1;
/// The same name and the same role.
pub const WIRECOPY_MERGE_ROLE: u32 = 2;
/// Initials stand for names.
pub const WIRECOPY_MERGE_INITIALS: u32 = 3;
/// A short form stands for a name.
pub const WIRECOPY_MERGE_SHORT_FORM: u32 = 4;
/// Another spelling of the same name.
pub const WIRECOPY_MERGE_TRANSLITERATION: u32 = 5;
/// The family name alone, with the same role.
pub const WIRECOPY_MERGE_LAST_NAME: u32 = 6;

/// Words inside quotation marks, the marks included.
pub const WIRECOPY_MASK_QUOTED: u32 = 1;
/// All that is attributed, quoted or not.
pub const WIRECOPY_MASK_CONTENT: u32 = 2;
/// The content of attributions that are wholly inside quotation marks.
pub const WIRECOPY_MASK_DIRECT: u32 = 4;
/// The content of those that are so in part.
pub const WIRECOPY_MASK_MIXED: u32 = 8;
/// The content of those without quotation marks.
pub const WIRECOPY_MASK_INDIRECT: u32 = 16;
/// The words that signal an attribution.
pub const WIRECOPY_MASK_CUE: u32 = 32;
/// The words for who it comes from.
pub const WIRECOPY_MASK_SOURCE: u32 = 64;
/// Mentions of named people, bodies and documents.
pub const WIRECOPY_MASK_NAME: u32 = 128;

/// For wirecopy_name: WIRECOPY_STATUS_…
pub const WIRECOPY_NAMES_STATUS: u32 = 0;
/// For wirecopy_name: WIRECOPY_KIND_…
pub const WIRECOPY_NAMES_KIND: u32 = 1;
/// For wirecopy_name: One of WIRECOPY_FLAG_…
pub const WIRECOPY_NAMES_FLAG: u32 = 2;
/// For wirecopy_name: WIRECOPY_PRESENTATION_…
pub const WIRECOPY_NAMES_PRESENTATION: u32 = 3;
/// For wirecopy_name: WIRECOPY_CUE_…
pub const WIRECOPY_NAMES_CUE: u32 = 4;
/// For wirecopy_name: WIRECOPY_SOURCE_…
pub const WIRECOPY_NAMES_SOURCE: u32 = 5;
/// For wirecopy_name: WIRECOPY_ANONYMITY_…
pub const WIRECOPY_NAMES_ANONYMITY: u32 = 6;
/// For wirecopy_name: WIRECOPY_ACT_…
pub const WIRECOPY_NAMES_ACT: u32 = 7;
/// For wirecopy_name: WIRECOPY_POLARITY_…
pub const WIRECOPY_NAMES_POLARITY: u32 = 8;
/// For wirecopy_name: WIRECOPY_FACTIVITY_…
pub const WIRECOPY_NAMES_FACTIVITY: u32 = 9;
/// For wirecopy_name: WIRECOPY_CHAIN_…
pub const WIRECOPY_NAMES_CHAIN: u32 = 10;
/// For wirecopy_name: WIRECOPY_OUTCOME_…
pub const WIRECOPY_NAMES_OUTCOME: u32 = 11;
/// For wirecopy_name: WIRECOPY_BLOCK_…
pub const WIRECOPY_NAMES_BLOCK: u32 = 12;
/// For wirecopy_name: WIRECOPY_COPY_…
pub const WIRECOPY_NAMES_COPY: u32 = 13;
/// For wirecopy_name: WIRECOPY_BASIS_…
pub const WIRECOPY_NAMES_BASIS: u32 = 14;
/// For wirecopy_name: WIRECOPY_REASON_…
pub const WIRECOPY_NAMES_REASON: u32 = 15;
/// For wirecopy_name: WIRECOPY_VERIFIABILITY_…
pub const WIRECOPY_NAMES_VERIFIABILITY: u32 = 16;
/// For wirecopy_name: WIRECOPY_MERGE_…
pub const WIRECOPY_NAMES_MERGE: u32 = 17;
/// For wirecopy_name: One of WIRECOPY_MASK_…
pub const WIRECOPY_NAMES_MASK: u32 = 18;

/// The name JSON has for a number: wirecopy_name(WIRECOPY_NAMES_KIND, WIRECOPY_KIND_DIRECT) is "direct". Empty when
/// there is none. It lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn wirecopy_name(names: u32, number: u32) -> wirecopy_str {
    value(wirecopy_str::EMPTY, || Ok(name(names, number).map_or(wirecopy_str::EMPTY, wirecopy_str::of)))
}

fn name(names: u32, number: u32) -> Option<&'static str> {
    macro_rules! of {
        ($type:ident) => {
            $type::ALL.get(number as usize).map(|v| v.name())
        };
    }
    match names {
        WIRECOPY_NAMES_STATUS => status(number),
        WIRECOPY_NAMES_KIND => of!(Kind),
        WIRECOPY_NAMES_FLAG => Flag::ALL.iter().find(|f| 1 << **f as u32 == number).map(|f| f.name()),
        WIRECOPY_NAMES_PRESENTATION => of!(Presentation),
        WIRECOPY_NAMES_CUE => of!(CueClass),
        WIRECOPY_NAMES_SOURCE => of!(SourceType),
        WIRECOPY_NAMES_ANONYMITY => of!(Anonymity),
        WIRECOPY_NAMES_ACT => of!(Act),
        WIRECOPY_NAMES_POLARITY => of!(Polarity),
        WIRECOPY_NAMES_FACTIVITY => of!(Factivity),
        WIRECOPY_NAMES_CHAIN => of!(ChainRole),
        WIRECOPY_NAMES_OUTCOME => of!(Outcome),
        WIRECOPY_NAMES_BLOCK => BLOCKS.get(number as usize).map(|b| b.name()),
        WIRECOPY_NAMES_BASIS => of!(Basis),
        WIRECOPY_NAMES_REASON => of!(Reason),
        WIRECOPY_NAMES_VERIFIABILITY => of!(Verifiability),
        WIRECOPY_NAMES_MERGE => of!(MergeReason),
        WIRECOPY_NAMES_MASK => Masked::ALL.iter().find(|m| 1 << **m as u32 == number).map(|m| m.name()),
        WIRECOPY_NAMES_COPY => COPIES.get(number as usize).map(|c| c.name()),
        _ => None,
    }
}

fn status(number: wirecopy_status) -> Option<&'static str> {
    match number {
        WIRECOPY_STATUS_OK => Some("ok"),
        WIRECOPY_STATUS_NULL => Some("null"),
        WIRECOPY_STATUS_PANIC => Some("panic"),
        WIRECOPY_STATUS_OUT_OF_RANGE => Some("out_of_range"),
        _ => ERRORS.iter().find(|e| e.code() == number).map(|e| e.name()),
    }
}

const ERRORS: [ErrorKind; 16] = [
    ErrorKind::InvalidUtf8,
    ErrorKind::InvalidSpan,
    ErrorKind::InvalidOption,
    ErrorKind::TooLarge,
    ErrorKind::TooDeep,
    ErrorKind::TooManyNodes,
    ErrorKind::UnsupportedFormat,
    ErrorKind::Malformed,
    ErrorKind::NoContent,
    ErrorKind::UnsupportedLanguage,
    ErrorKind::CorruptModel,
    ErrorKind::ModelVersion,
    ErrorKind::SchemaVersion,
    ErrorKind::CorruptIndex,
    ErrorKind::Io,
    ErrorKind::Cancelled,
];

const BLOCKS: [BlockKind; 11] = [
    BlockKind::Title,
    BlockKind::Heading,
    BlockKind::Paragraph,
    BlockKind::BlockQuote,
    BlockKind::ListItem,
    BlockKind::Table,
    BlockKind::Caption,
    BlockKind::Credit,
    BlockKind::Byline,
    BlockKind::Dateline,
    BlockKind::Debris,
];

const COPIES: [PairKind; 4] = [PairKind::Exact, PairKind::Near, PairKind::Partial, PairKind::Item];

pub(crate) fn block(kind: BlockKind) -> u32 {
    BLOCKS.iter().position(|b| *b == kind).map_or(WIRECOPY_NONE, |n| n as u32)
}

pub(crate) fn copy(kind: PairKind) -> u32 {
    COPIES.iter().position(|c| *c == kind).map_or(WIRECOPY_NONE, |n| n as u32)
}
