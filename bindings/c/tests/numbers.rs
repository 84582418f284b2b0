//! The numbers in the header are those of the library.

use wirecopy::ErrorKind;
use wirecopy::attribution::{Flag, Kind};
use wirecopy_capi::error::*;
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
