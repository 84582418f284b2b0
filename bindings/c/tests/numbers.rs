//! The numbers in the header are those of the library.

use wirecopy::ErrorKind;
use wirecopy::attribution::{Flag, Kind};
use wirecopy::reports::Masked;
use wirecopy_capi::error::*;
use wirecopy_capi::names::*;
use wirecopy_capi::types::*;

#[test]
fn statuses_are_the_codes_of_errors() {
    for (status, kind) in [
        (WIRECOPY_STATUS_INVALID_UTF8, ErrorKind::InvalidUtf8),
        (WIRECOPY_STATUS_INVALID_SPAN, ErrorKind::InvalidSpan),
        (WIRECOPY_STATUS_INVALID_OPTION, ErrorKind::InvalidOption),
        (WIRECOPY_STATUS_TOO_LARGE, ErrorKind::TooLarge),
        (WIRECOPY_STATUS_TOO_DEEP, ErrorKind::TooDeep),
        (WIRECOPY_STATUS_TOO_MANY_NODES, ErrorKind::TooManyNodes),
        (WIRECOPY_STATUS_UNSUPPORTED_FORMAT, ErrorKind::UnsupportedFormat),
        (WIRECOPY_STATUS_MALFORMED, ErrorKind::Malformed),
        (WIRECOPY_STATUS_NO_CONTENT, ErrorKind::NoContent),
        (WIRECOPY_STATUS_UNSUPPORTED_LANGUAGE, ErrorKind::UnsupportedLanguage),
        (WIRECOPY_STATUS_CORRUPT_MODEL, ErrorKind::CorruptModel),
        (WIRECOPY_STATUS_MODEL_VERSION, ErrorKind::ModelVersion),
        (WIRECOPY_STATUS_SCHEMA_VERSION, ErrorKind::SchemaVersion),
        (WIRECOPY_STATUS_CORRUPT_INDEX, ErrorKind::CorruptIndex),
        (WIRECOPY_STATUS_IO, ErrorKind::Io),
        (WIRECOPY_STATUS_CANCELLED, ErrorKind::Cancelled),
    ] {
        assert_eq!(status, kind.code(), "{kind:?}");
    }
}

#[test]
fn kinds_and_flags_are_those_of_attributions() {
    let kinds = [
        (WIRECOPY_KIND_DIRECT, Kind::Direct),
        (WIRECOPY_KIND_MIXED, Kind::Mixed),
        (WIRECOPY_KIND_INDIRECT, Kind::Indirect),
        (WIRECOPY_KIND_GESTURE, Kind::Gesture),
    ];
    assert_eq!(kinds.len(), Kind::ALL.len());
    for (number, kind) in kinds {
        assert_eq!(number, kind as u32, "{kind:?}");
    }
    let flags = [
        (WIRECOPY_FLAG_CONTINUATION, Flag::Continuation),
        (WIRECOPY_FLAG_UNCLOSED, Flag::Unclosed),
        (WIRECOPY_FLAG_UNOPENED, Flag::Unopened),
        (WIRECOPY_FLAG_IRREGULAR, Flag::Irregular),
        (WIRECOPY_FLAG_EDITED, Flag::Edited),
        (WIRECOPY_FLAG_TRANSLATED, Flag::Translated),
        (WIRECOPY_FLAG_UNREALISED, Flag::Unrealised),
        (WIRECOPY_FLAG_PUBLISHER_UNKNOWN, Flag::PublisherUnknown),
        (WIRECOPY_FLAG_NEG_RAISING, Flag::NegRaising),
        (WIRECOPY_FLAG_DISPLAY, Flag::Display),
        (WIRECOPY_FLAG_FLATTENED, Flag::Flattened),
    ];
    assert_eq!(flags.len(), Flag::ALL.len());
    for (number, flag) in flags {
        assert_eq!(number, 1 << flag as u32, "{flag:?}");
    }
}

#[test]
fn the_name_of_the_shared_library_has_the_number_of_the_abi() {
    let named = format!("libwirecopy.so.{}\"", wirecopy_capi::WIRECOPY_ABI_VERSION);
    assert!(include_str!("../build.rs").contains(&named));
}

/// A number and the name JSON has for it.
fn named(names: u32, number: u32) -> String {
    let found = wirecopy_name(names, number);
    if found.len == 0 {
        return String::new();
    }
    // SAFETY: the name lives for ever.
    let bytes = unsafe { std::slice::from_raw_parts(found.ptr.cast::<u8>(), found.len) };
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn numbers_have_the_names_of_json() {
    for (names, all) in [
        (
            WIRECOPY_NAMES_PRESENTATION,
            &[
                (WIRECOPY_PRESENTATION_DS, "DS"),
                (WIRECOPY_PRESENTATION_IS, "IS"),
                (WIRECOPY_PRESENTATION_FDS, "FDS"),
                (WIRECOPY_PRESENTATION_FIS, "FIS"),
                (WIRECOPY_PRESENTATION_NRSA, "NRSA"),
                (WIRECOPY_PRESENTATION_DT, "DT"),
                (WIRECOPY_PRESENTATION_IT, "IT"),
                (WIRECOPY_PRESENTATION_FIT, "FIT"),
                (WIRECOPY_PRESENTATION_NRTA, "NRTA"),
                (WIRECOPY_PRESENTATION_DW, "DW"),
                (WIRECOPY_PRESENTATION_IW, "IW"),
                (WIRECOPY_PRESENTATION_FDW, "FDW"),
                (WIRECOPY_PRESENTATION_FIW, "FIW"),
                (WIRECOPY_PRESENTATION_NRWA, "NRWA"),
            ][..],
        ),
        (
            WIRECOPY_NAMES_CUE,
            &[
                (WIRECOPY_CUE_SAY, "say"),
                (WIRECOPY_CUE_CLAIM, "claim"),
                (WIRECOPY_CUE_REVEAL, "reveal"),
                (WIRECOPY_CUE_DENIAL, "denial"),
                (WIRECOPY_CUE_CONFIRMATION, "confirmation"),
                (WIRECOPY_CUE_QUESTION, "question"),
                (WIRECOPY_CUE_DIRECTIVE, "directive"),
                (WIRECOPY_CUE_COMMISSIVE, "commissive"),
                (WIRECOPY_CUE_PERFORMATIVE, "performative"),
                (WIRECOPY_CUE_COGNITION, "cognition"),
                (WIRECOPY_CUE_EMOTION, "emotion"),
                (WIRECOPY_CUE_VOLITION, "volition"),
                (WIRECOPY_CUE_FORECAST, "forecast"),
                (WIRECOPY_CUE_EVALUATION, "evaluation"),
                (WIRECOPY_CUE_MANNER, "manner"),
                (WIRECOPY_CUE_WRITTEN, "written"),
                (WIRECOPY_CUE_CITATION, "citation"),
                (WIRECOPY_CUE_GESTURE, "gesture"),
                (WIRECOPY_CUE_HEARSAY, "hearsay"),
                (WIRECOPY_CUE_LAYOUT, "layout"),
            ][..],
        ),
        (
            WIRECOPY_NAMES_SOURCE,
            &[
                (WIRECOPY_SOURCE_PERSON, "person"),
                (WIRECOPY_SOURCE_GROUP_OF_PERSONS, "group_of_persons"),
                (WIRECOPY_SOURCE_ORGANISATION, "organisation"),
                (WIRECOPY_SOURCE_GOVERNMENT_BODY, "government_body"),
                (WIRECOPY_SOURCE_INTERNATIONAL_BODY, "international_body"),
                (WIRECOPY_SOURCE_MEDIA_OUTLET, "media_outlet"),
                (WIRECOPY_SOURCE_DOCUMENT, "document"),
                (WIRECOPY_SOURCE_OBJECT, "object"),
                (WIRECOPY_SOURCE_ANONYMOUS_PERSON, "anonymous_person"),
                (WIRECOPY_SOURCE_ANONYMOUS_GROUP, "anonymous_group"),
                (WIRECOPY_SOURCE_GENERIC, "generic"),
                (WIRECOPY_SOURCE_UNSPECIFIED, "unspecified"),
                (WIRECOPY_SOURCE_AUTHOR, "author"),
            ][..],
        ),
        (
            WIRECOPY_NAMES_ANONYMITY,
            &[
                (WIRECOPY_ANONYMITY_NAMED, "named"),
                (WIRECOPY_ANONYMITY_PARTIAL_NAME, "partial_name"),
                (WIRECOPY_ANONYMITY_PSEUDONYM, "pseudonym"),
                (WIRECOPY_ANONYMITY_UNNAMED_ROLE, "unnamed_role"),
                (WIRECOPY_ANONYMITY_DESCRIBED, "described"),
                (WIRECOPY_ANONYMITY_CONDITION, "condition"),
                (WIRECOPY_ANONYMITY_WITHHELD_BY_OUTLET, "withheld_by_outlet"),
                (WIRECOPY_ANONYMITY_BARE, "bare"),
                (WIRECOPY_ANONYMITY_UNIDENTIFIED, "unidentified"),
                (WIRECOPY_ANONYMITY_GENERIC, "generic"),
                (WIRECOPY_ANONYMITY_UNSPECIFIED, "unspecified"),
            ][..],
        ),
        (
            WIRECOPY_NAMES_ACT,
            &[
                (WIRECOPY_ACT_REFUSAL_TO_COMMENT, "refusal_to_comment"),
                (WIRECOPY_ACT_NO_RESPONSE, "no_response"),
                (WIRECOPY_ACT_NOT_REACHED, "not_reached"),
                (WIRECOPY_ACT_REQUEST, "request"),
                (WIRECOPY_ACT_DENIAL, "denial"),
                (WIRECOPY_ACT_CONFIRMATION, "confirmation"),
                (WIRECOPY_ACT_NON_CONFIRMATION, "non_confirmation"),
                (WIRECOPY_ACT_APOLOGY, "apology"),
                (WIRECOPY_ACT_CONDEMNATION, "condemnation"),
                (WIRECOPY_ACT_PRAISE, "praise"),
                (WIRECOPY_ACT_RETRACTION, "retraction"),
                (WIRECOPY_ACT_CORRECTION, "correction"),
                (WIRECOPY_ACT_AFFIRMATION, "affirmation"),
            ][..],
        ),
        (
            WIRECOPY_NAMES_POLARITY,
            &[(WIRECOPY_POLARITY_POSITIVE, "positive"), (WIRECOPY_POLARITY_NEGATED, "negated")][..],
        ),
        (
            WIRECOPY_NAMES_FACTIVITY,
            &[
                (WIRECOPY_FACTIVITY_SOURCE_COMMITS, "source_commits"),
                (WIRECOPY_FACTIVITY_NEUTRAL, "neutral"),
                (WIRECOPY_FACTIVITY_WRITER_DOUBTS, "writer_doubts"),
                (WIRECOPY_FACTIVITY_WRITER_ENDORSES, "writer_endorses"),
            ][..],
        ),
        (
            WIRECOPY_NAMES_CHAIN,
            &[(WIRECOPY_CHAIN_CONDUIT, "conduit"), (WIRECOPY_CHAIN_UTTERER, "utterer")][..],
        ),
        (
            WIRECOPY_NAMES_OUTCOME,
            &[
                (WIRECOPY_OUTCOME_VERBATIM, "verbatim"),
                (WIRECOPY_OUTCOME_EDITED, "edited"),
                (WIRECOPY_OUTCOME_OTHER_SPEAKER, "other_speaker"),
                (WIRECOPY_OUTCOME_NOT_FOUND, "not_found"),
            ][..],
        ),
        (
            WIRECOPY_NAMES_BLOCK,
            &[
                (WIRECOPY_BLOCK_TITLE, "title"),
                (WIRECOPY_BLOCK_HEADING, "heading"),
                (WIRECOPY_BLOCK_PARAGRAPH, "paragraph"),
                (WIRECOPY_BLOCK_BLOCK_QUOTE, "block_quote"),
                (WIRECOPY_BLOCK_LIST_ITEM, "list_item"),
                (WIRECOPY_BLOCK_TABLE, "table"),
                (WIRECOPY_BLOCK_CAPTION, "caption"),
                (WIRECOPY_BLOCK_CREDIT, "credit"),
                (WIRECOPY_BLOCK_BYLINE, "byline"),
                (WIRECOPY_BLOCK_DATELINE, "dateline"),
                (WIRECOPY_BLOCK_DEBRIS, "debris"),
            ],
        ),
        (
            WIRECOPY_NAMES_COPY,
            &[
                (WIRECOPY_COPY_EXACT, "exact"),
                (WIRECOPY_COPY_NEAR, "near"),
                (WIRECOPY_COPY_PARTIAL, "partial"),
                (WIRECOPY_COPY_ITEM, "item"),
            ],
        ),
        (
            WIRECOPY_NAMES_BASIS,
            &[
                (WIRECOPY_BASIS_FIRST_HAND, "first_hand"),
                (WIRECOPY_BASIS_DOCUMENT_SEEN, "document_seen"),
                (WIRECOPY_BASIS_BRIEFED, "briefed"),
                (WIRECOPY_BASIS_FAMILIAR, "familiar"),
                (WIRECOPY_BASIS_INVOLVED, "involved"),
                (WIRECOPY_BASIS_SECOND_HAND, "second_hand"),
                (WIRECOPY_BASIS_UNSTATED, "unstated"),
            ],
        ),
        (
            WIRECOPY_NAMES_REASON,
            &[
                (WIRECOPY_REASON_NOT_AUTHORISED, "not_authorised"),
                (WIRECOPY_REASON_REPRISAL, "reprisal"),
                (WIRECOPY_REASON_SAFETY, "safety"),
                (WIRECOPY_REASON_SENSITIVITY, "sensitivity"),
                (WIRECOPY_REASON_LEGAL, "legal"),
                (WIRECOPY_REASON_ONGOING_INQUIRY, "ongoing_inquiry"),
                (WIRECOPY_REASON_PRIVACY, "privacy"),
                (WIRECOPY_REASON_MINOR, "minor"),
                (WIRECOPY_REASON_EMPLOYER_POLICY, "employer_policy"),
                (WIRECOPY_REASON_DIPLOMATIC, "diplomatic"),
                (WIRECOPY_REASON_UNSTATED, "unstated"),
            ],
        ),
        (
            WIRECOPY_NAMES_VERIFIABILITY,
            &[
                (WIRECOPY_VERIFIABILITY_V0, "V0"),
                (WIRECOPY_VERIFIABILITY_V1, "V1"),
                (WIRECOPY_VERIFIABILITY_V2, "V2"),
                (WIRECOPY_VERIFIABILITY_V3, "V3"),
                (WIRECOPY_VERIFIABILITY_V4, "V4"),
                (WIRECOPY_VERIFIABILITY_V5, "V5"),
            ],
        ),
        (
            WIRECOPY_NAMES_MERGE,
            &[
                (WIRECOPY_MERGE_ALIAS, "alias"),
                (WIRECOPY_MERGE_SAME_NAME, "same_name"),
                (WIRECOPY_MERGE_ROLE, "role"),
                (WIRECOPY_MERGE_INITIALS, "initials"),
                (WIRECOPY_MERGE_SHORT_FORM, "short_form"),
                (WIRECOPY_MERGE_TRANSLITERATION, "transliteration"),
                (WIRECOPY_MERGE_LAST_NAME, "last_name"),
            ],
        ),
        (
            WIRECOPY_NAMES_MASK,
            &[
                (WIRECOPY_MASK_QUOTED, "quoted"),
                (WIRECOPY_MASK_CONTENT, "content"),
                (WIRECOPY_MASK_DIRECT, "direct"),
                (WIRECOPY_MASK_MIXED, "mixed"),
                (WIRECOPY_MASK_INDIRECT, "indirect"),
                (WIRECOPY_MASK_CUE, "cue"),
                (WIRECOPY_MASK_SOURCE, "source"),
                (WIRECOPY_MASK_NAME, "name"),
            ],
        ),
        (
            WIRECOPY_NAMES_STATUS,
            &[(WIRECOPY_STATUS_OK, "ok"), (WIRECOPY_STATUS_PANIC, "panic"), (WIRECOPY_STATUS_IO, "io")],
        ),
        (WIRECOPY_NAMES_KIND, &[(WIRECOPY_KIND_GESTURE, "gesture")]),
        (WIRECOPY_NAMES_FLAG, &[(WIRECOPY_FLAG_EDITED, "edited"), (WIRECOPY_FLAG_FLATTENED, "flattened")]),
    ] {
        for (number, name) in all {
            assert_eq!(named(names, *number), *name);
        }
        // None is left out.
        let told_apart =
            [WIRECOPY_NAMES_STATUS, WIRECOPY_NAMES_FLAG, WIRECOPY_NAMES_KIND, WIRECOPY_NAMES_MASK];
        if !told_apart.contains(&names) {
            assert_eq!(named(names, all.len() as u32), "");
        }
    }
    assert_eq!(named(WIRECOPY_NAMES_MASK, 1 << Masked::ALL.len()), "");
    assert_eq!(named(99, 0), "");
}
