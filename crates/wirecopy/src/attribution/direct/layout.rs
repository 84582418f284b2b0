//! Attribution by layout: a signature under a quotation, a clause inside marks that were never closed.

use super::clause::{Finder, Found};
use super::frame::{Frame, Word};
use super::verbs::{SpeechVerbs, is_auxiliary, is_finite};
use crate::Span;

/// The longest signature, in words.
const LONGEST: usize = 24;

/// A signature: `— Commissioner Ada Lund`, or a name and an office alone on their line. Gives the items of the
/// name with what is said of it, and whether a dash begins it.
pub(super) fn signature(frame: &Frame<'_>, from: usize, to: usize) -> Option<((usize, usize), bool)> {
    let mut first = from;
    while first < to && frame.word(first).is_some_and(|w| !w.is_wordlike() && !w.is_dash()) {
        first += 1;
    }
    let dash = frame.word(first).is_some_and(Word::is_dash);
    if dash {
        first += 1;
    }
    let mut end = to;
    while end > first && frame.word(end - 1).is_some_and(|w| !w.is_wordlike() && w.text != ")") {
        end -= 1;
    }
    let length = end.saturating_sub(first);
    if !(1..=if dash { LONGEST } else { 12 }).contains(&length) || !frame.word(first)?.is_capital() {
        return None;
    }
    let words: Vec<&Word<'_>> = (first..end).map_while(|k| frame.word(k)).collect();
    if words.len() < length || words.iter().any(|w| matches!(w.text, ":" | ";" | "!" | "?")) {
        return None;
    }
    let name = words.iter().position(|w| w.is_comma()).unwrap_or(words.len());
    let verb =
        |w: &&Word<'_>| is_auxiliary(&w.lower) || is_finite(&w.lower, w.tag, frame.tagged) && !w.is_capital();
    if words[..name].iter().any(&verb) || (!dash && words.iter().any(|w| verb(w) || w.is_pronoun())) {
        return None;
    }
    let capitals = words[..name].iter().filter(|w| w.is_capital()).count();
    if !dash && capitals * 2 < name {
        return None;
    }
    // "— President Moor, writing after the vote": what follows a participle is no part of the name.
    let tail = words.iter().position(|w| w.lower.ends_with("ing") && !w.is_capital()).unwrap_or(words.len());
    let mut stop = first + tail;
    while stop > first && frame.word(stop - 1).is_some_and(|w| !w.is_wordlike() && w.text != ")") {
        stop -= 1;
    }
    (stop > first).then_some(((first, stop), dash))
}

/// A clause of attribution inside marks: “It was dark, Marsh said, and nobody had a torch. With `fenced`, only one
/// between two dashes: «It was dark, — Marsh said, — and nobody had a torch».
///
/// Gives the clause, and the spans of the words before and, when fenced, after it.
pub(super) fn inside(
    frame: &Frame<'_>,
    verbs: &SpeechVerbs,
    span: Span,
    fenced: bool,
) -> Option<(Found, Span, Option<Span>)> {
    let finder = Finder { frame, verbs };
    for at in 1..frame.items.len().min(400) {
        let word = frame.word(at)?;
        if !(if fenced { word.is_dash() } else { word.is_comma() }) || at + 2 >= frame.items.len() {
            continue;
        }
        let Some(found) =
            finder.after(at + 1, false).filter(|f| !f.fallback && f.rule != "quote-according-to-np")
        else {
            continue;
        };
        let close = frame.word(found.end);
        let closed = close.is_none_or(|w| w.is_comma() || w.is_dash() || w.ends);
        if !closed || found.end - at > 14 {
            continue;
        }
        let end = if word.is_comma() { word.span.end() } else { frame.word(at - 1)?.span.end() };
        let before = Span::of(span.start(), end);
        if !fenced {
            return Some((found, before, None));
        }
        let mut next = found.end;
        while frame.word(next).is_some_and(Word::is_comma) {
            next += 1;
        }
        if frame.word(next).is_some_and(Word::is_dash)
            && let Some(resumed) = frame.word(next + 1)
        {
            return Some((found, before, Some(Span::of(resumed.span.start(), span.end()))));
        }
    }
    None
}
