//! Reports on short texts about invented events.

use super::Masked;
use crate::attribution::Anonymity;
use crate::entity::{Basis, Reason, Verifiability};
use crate::{Analysis, Analyzer};

fn read(text: &str) -> Analysis {
    Analyzer::english().analyze_text(text).unwrap()
}

#[test]
fn an_audit_gives_terms_and_grounds() {
    let found = read(
        "“The gate was left open,” said an engineer briefed on the inquiry, who asked not to be named because she \
         feared losing her job. Mayor Owen Tarrant said that it was shut.",
    );
    let audit = found.anonymous_audit();
    assert_eq!(audit.sources.len(), 1, "{audit:?}");
    let source = &audit.sources[0];
    assert_eq!(source.anonymity, Anonymity::Condition);
    assert_eq!((source.basis, source.reason), (Basis::Briefed, Reason::Reprisal));
    assert_eq!(source.source.verifiability, Verifiability::V1);
    assert_eq!((audit.unnamed_words, audit.named_words > 0), (5, true));
}

#[test]
fn grades_follow_from_the_text() {
    for (text, grade) in [
        ("“It holds,” Petra Quill said.", Verifiability::V4),
        ("“It holds,” Petra Quill told Reuters.", Verifiability::V3),
        ("A spokesman for Brantholm Energy said that it held.", Verifiability::V2),
        ("Sources said that it held.", Verifiability::V0),
    ] {
        let found = read(text);
        assert_eq!(found.sources()[0].verifiability, grade, "{text}");
    }
}

#[test]
fn a_reply_is_found() {
    let found = read(
        "Petra Quill accused Brantholm Energy of hiding the leak. Brantholm Energy declined to comment on Sunday.",
    );
    let replies = found.right_of_reply();
    assert_eq!(replies.len(), 1, "{replies:?}");
    assert_eq!(found.entity(replies[0].accused.unwrap()).unwrap().name(), "Brantholm Energy");
    assert_eq!((replies[0].asked.len(), replies[0].answers.len()), (1, 0));
}

#[test]
fn nobody_asked_the_accused() {
    let found = read("Petra Quill accused Brantholm Energy of hiding the leak. “It is a scandal,” she said.");
    let replies = found.right_of_reply();
    assert_eq!(replies.len(), 1, "{replies:?}");
    assert_eq!(found.document().slice(replies[0].named), "Brantholm Energy");
    assert_eq!((replies[0].accused, replies[0].is_given()), (None, false));
}

#[test]
fn masked_text_keeps_its_offsets() {
    let text = "“Était-ce sûr?” asked Zoë Marsh.\n\nShe said that it was “quite dark” at ten.";
    let found = read(text);
    for kinds in [&[Masked::Quoted][..], &[Masked::Content, Masked::Cue, Masked::Source]] {
        let masked = found.mask(kinds);
        assert_eq!(masked.len(), text.len());
        assert_eq!(masked.find("\n\n"), text.find("\n\n"));
    }
    let pieces: Vec<&str> =
        found.narration(&[Masked::Quoted]).into_iter().map(|s| found.document().slice(s)).collect();
    assert_eq!(pieces, [" asked Zoë Marsh.", "She said that it was ", " at ten."]);
    let masked = found.mask_chars(&[Masked::Name, Masked::Direct], '#');
    assert_eq!(masked.lines().next(), Some("############### asked #########."));
    assert_eq!(masked.chars().count(), text.chars().count());
}
