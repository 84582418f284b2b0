//! Who is one person across documents, and who is not.

use super::{MergeReason, Person, SpeakersOptions, speakers};
use crate::Analyzer;

fn read(texts: &[&str], options: &SpeakersOptions) -> Vec<Person> {
    let english = Analyzer::english();
    let analyses: Vec<_> = texts.iter().map(|t| english.analyze_text(t).unwrap()).collect();
    speakers(&analyses, options)
}

fn said_by(who: &str) -> String {
    format!("“We will see,” said {who}.")
}

#[test]
fn a_merge_says_why() {
    for (a, b, reason) in [
        ("Petra Quill, a nurse", "Petra Quill", MergeReason::SameName),
        ("Petra Quill, a nurse", "Petra Quill, a nurse at the clinic", MergeReason::Role),
        ("Sen. W. J. Brandt", "Walter J. Brandt, the senator", MergeReason::Initials),
        ("Bill Hargrove, the governor", "Governor William Hargrove", MergeReason::ShortForm),
        ("Ebrahim Karzani", "Ibrahim Karzani", MergeReason::Transliteration),
        ("the mayor, Owen Tarrant", "Mayor Tarrant", MergeReason::LastName),
    ] {
        let people = read(&[&said_by(a), &said_by(b)], &SpeakersOptions::default());
        assert_eq!(people.len(), 1, "{a} / {b}: {people:?}");
        assert_eq!(people[0].merges[0].reason, reason, "{a} / {b}");
        assert_eq!(people[0].said.len(), 2);
    }
}

#[test]
fn the_undecided_stay_apart_and_know_of_each_other() {
    let options = SpeakersOptions::default();
    let people =
        read(&[&said_by("Paul Harte, a plumber"), &said_by("Paul Harte, the defence secretary")], &options);
    assert_eq!(people.len(), 2, "{people:?}");
    assert_eq!((people[0].maybe.clone(), people[1].maybe.clone()), (vec![1], vec![0]));
    let told = options.with_alias("Paul Harte", "Paul Harte");
    assert_eq!(read(&[&said_by("Paul Harte, a plumber"), &said_by("Paul Harte, a judge")], &told).len(), 1);
}

#[test]
fn a_table_of_aliases_wins() {
    let options = SpeakersOptions::default().with_alias("Ada Sommer", "Ada Lund");
    let people = read(&[&said_by("Ada Sommer, a judge"), &said_by("Ada Lund, a nurse")], &options);
    assert_eq!(people.len(), 1);
    assert_eq!(people[0].merges[0].reason, MergeReason::Alias);
}
