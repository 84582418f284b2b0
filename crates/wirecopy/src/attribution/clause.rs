//! Where clauses begin and end, told from tags and marks alone.

use super::indirect::view::View;
use crate::language::Tag;

/// Whether word `k` is a verb that can head a sentence of its own.
pub(crate) fn is_finite(view: &View<'_>, k: usize) -> bool {
    view.tags[k].is_finite()
}

/// Whether two verbs can be joined by "and": the same form, a participle being taken for a past.
pub(crate) fn same_form(view: &View<'_>, a: usize, b: usize) -> bool {
    let form = |k: usize| if view.tags[k] == Tag::Participle { Tag::Past } else { view.tags[k] };
    form(a) == form(b) && matches!(form(a), Tag::Past | Tag::Present | Tag::PresentPlural)
}

/// Whether word `k` stands outside quotations, or in the same one as word `with`.
pub(crate) fn is_level(view: &View<'_>, k: usize, with: usize) -> bool {
    view.quote[k] == 0 || view.quote[k] == view.quote[with]
}

/// Whether word `k` is a semicolon outside quotations.
pub(crate) fn is_semicolon(text: &str, view: &View<'_>, k: usize) -> bool {
    view.tags[k] == Tag::Colon && view.quote[k] == 0 && &text[view.spans[k].range()] == ";"
}

/// Whether something new begins after word `k`: a mark, "that", "and", "but", "who".
pub(crate) fn is_boundary(text: &str, view: &View<'_>, k: usize) -> bool {
    match view.tags[k] {
        Tag::Comma | Tag::Colon | Tag::Conjunction | Tag::Stop => true,
        Tag::Preposition => text[view.spans[k].range()].eq_ignore_ascii_case("that"),
        _ => false,
    }
}

/// The first word of the clause of word `i`: after the last semicolon, or the start of the sentence.
pub(crate) fn start(text: &str, view: &View<'_>, i: usize) -> usize {
    (0..i).rev().find(|&k| is_semicolon(text, view, k)).map_or(0, |k| k + 1)
}

/// One past the last word of the clause of word `i`: the next semicolon, or the end of the sentence.
pub(crate) fn end(text: &str, view: &View<'_>, i: usize) -> usize {
    (i + 1..view.len()).find(|&k| is_semicolon(text, view, k)).unwrap_or(view.len())
}

/// Finite verbs of `from..to` that no relative word between them and the last mark explains.
pub(crate) fn bare_finite(view: &View<'_>, from: usize, to: usize) -> impl Iterator<Item = usize> {
    (from..to).filter(move |&k| {
        is_finite(view, k) && {
            let relative = (from..k).rev().take_while(|&j| !is_finite(view, j)).any(|j| {
                view.tags[j] == Tag::Wh
                    || (j > from && view.tags[j] == Tag::Preposition && view.tags[j + 1] == Tag::Pronoun)
            });
            !relative
        }
    })
}
