//! Noun phrases by tags: where one that ends or begins at a word reaches, and which of its words is the head.

use super::indirect::view::View;
use crate::language::Tag;

/// Whether a word can stand inside a noun phrase before its end.
fn is_inside(tag: Tag) -> bool {
    tag.is_noun()
        || matches!(
            tag,
            Tag::Pronoun
                | Tag::Possessive
                | Tag::Determiner
                | Tag::Adjective
                | Tag::Number
                | Tag::Genitive
                | Tag::Existential
        )
}

/// The noun phrase that ends just before word `end`: its first word. Prepositions tie phrases together, and
/// "and" does between nouns.
pub(crate) fn start(view: &View<'_>, floor: usize, end: usize) -> usize {
    let mut at = end;
    while at > floor {
        let tag = view.tags[at - 1];
        let ties = matches!(tag, Tag::Preposition | Tag::Conjunction | Tag::To)
            && at < end
            && at - 1 > floor
            && view.tags[at - 2].is_noun()
            && is_inside(view.tags[at]);
        if !(is_inside(tag) || ties || (tag == Tag::Adverb && at < end)) {
            break;
        }
        at -= 1;
    }
    at
}

/// The noun phrase that starts at word `start`: one past its last word, with what "of", "for" and "with" tie to
/// it.
pub(crate) fn end(view: &View<'_>, start: usize, ceiling: usize) -> usize {
    let mut at = start;
    while at < ceiling {
        let tag = view.tags[at];
        let ties = matches!(tag, Tag::Preposition | Tag::Conjunction)
            && at > start
            && at + 1 < ceiling
            && is_inside(view.tags[at + 1]);
        if !(is_inside(tag) || ties) {
            break;
        }
        at += 1;
    }
    at
}

/// The head of the noun phrase `from..to`: the last noun before anything that hangs on it, with the names it
/// runs on with.
pub(crate) fn head(view: &View<'_>, from: usize, to: usize) -> (usize, usize) {
    let stop = (from + 1..to)
        .find(|&k| {
            matches!(
                view.tags[k],
                Tag::Preposition
                    | Tag::Comma
                    | Tag::Wh
                    | Tag::Colon
                    | Tag::Open
                    | Tag::Close
                    | Tag::Conjunction
            ) || view.tags[k].is_verb()
                || view.tags[k] == Tag::Modal
        })
        .unwrap_or(to);
    let last = (from..stop)
        .rev()
        .find(|&k| view.tags[k].is_noun() || view.tags[k] == Tag::Pronoun)
        .unwrap_or(stop.max(from + 1) - 1);
    let mut first = last;
    while view.tags[last] == Tag::Name && first > from && view.tags[first - 1] == Tag::Name {
        first -= 1;
    }
    (first, last)
}

/// Participles that tell where, when or to whom a source speaks: "an official, speaking to Nordwire, said".
pub(crate) fn is_occasion_participle(word: &str) -> bool {
    matches!(
        word,
        "speaking" | "talking" | "writing" | "testifying" | "appearing" | "addressing" | "responding"
    )
}
