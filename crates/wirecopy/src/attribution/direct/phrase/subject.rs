//! The noun phrases that end before a verb: subjects, with their appositions.

use super::{is_time, starts_noun_phrase, trim_end};
use crate::attribution::direct::clause::is_speech_adverb;
use crate::attribution::direct::frame::{Frame, Word};
use crate::attribution::direct::verbs::is_finite;
use crate::language::Tag;

fn is_break(word: &Word<'_>) -> bool {
    matches!(word.text, "," | ":" | ";" | "(" | "." | "!" | "?" | "…" | "...")
        || word.is_dash()
        || word.is_any(&[
            "that", "when", "as", "while", "because", "if", "although", "though", "before", "where", "but",
            "or", "so", "yet", "then", "whether", "until", "unless", "since", "what", "which", "than",
        ])
}

/// The noun phrase that ends before item `to`.
pub(crate) fn ending_at(frame: &Frame<'_>, from: usize, to: usize) -> Option<(usize, usize)> {
    let last = frame.word(to.checked_sub(1)?).filter(|_| to > from)?;
    if last.is_pronoun() {
        return Some((to - 1, to));
    }
    let mut at = to;
    while at > from {
        let Some(word) = frame.word(at - 1) else { break };
        if word.text == ")" {
            let open = (from..at).rev().take(12).find(|&k| frame.word(k).is_some_and(|w| w.text == "("));
            let Some(open) = open else { break };
            at = open;
            continue;
        }
        if is_break(word) {
            break;
        }
        if word.is("and") && !joins_names(frame, from, at - 1, to) {
            break;
        }
        if frame.tagged && is_finite(&word.lower, word.tag, true) && !has_relative(frame, from, at) {
            break;
        }
        at -= 1;
    }
    let at = trim_start(frame, at, to);
    (at < to).then_some((at, to))
}

/// Whether a relative pronoun stands not far before item `at`.
fn has_relative(frame: &Frame<'_>, from: usize, at: usize) -> bool {
    (from..at)
        .rev()
        .take(8)
        .map_while(|k| frame.word(k))
        .take_while(|w| !is_break(w))
        .any(|w| w.is_any(&["who", "whose"]))
}

/// "Quill and Tarrant": both sides of "and" look like sources.
fn joins_names(frame: &Frame<'_>, from: usize, at: usize, to: usize) -> bool {
    let side = |k: usize| frame.word(k).is_some_and(|w| w.is_capital() || w.tag.is_noun());
    at > from
        && at + 1 < to
        && side(at - 1)
        && frame
            .word(at + 1)
            .is_some_and(|w| w.is_capital() || w.is_any(&["the", "a", "his", "her", "other"]))
        && !(from..at).any(|k| frame.word(k).is_some_and(|w| is_finite(&w.lower, w.tag, frame.tagged)))
}

/// Leaves out "On Tuesday", "In 2012", "Later" before a subject.
fn trim_start(frame: &Frame<'_>, from: usize, to: usize) -> usize {
    let mut at = from;
    while at + 1 < to {
        let Some(word) = frame.word(at) else {
            at += 1;
            continue;
        };
        let light = is_speech_adverb(word)
            || word.is_any(&[
                "and",
                "but",
                "instead",
                "still",
                "yet",
                "so",
                "however",
                "meanwhile",
                "later",
                "earlier",
                "indeed",
                "soon",
            ])
            || !word.is_wordlike() && !matches!(word.text, "$" | "@" | "“" | "\"" | "‘");
        let time = is_time(word)
            && !word.is("may")
            && !(word.is("march") || word.is("april") || word.is("june") || word.is("august"));
        if light || time || word.is_any(&["week", "month", "year", "night"]) && at > from {
            at += 1;
            continue;
        }
        if word.is_any(&[
            "in", "on", "at", "during", "after", "for", "by", "from", "with", "to", "of", "over", "under",
            "about",
        ]) {
            // The subject is what stands at the end, after the phrase of time or place.
            let name = (at + 1..to).rev().take_while(|&k| {
                frame.word(k).is_some_and(|w| {
                    w.is_capital() && w.is_wordlike() && !is_time(w) || w.is_any(&["the", "a"])
                })
            });
            if let Some(first) = name.last()
                && first > at + 1
            {
                return first;
            }
            at += 1;
            continue;
        }
        break;
    }
    at
}

/// The noun phrase before an apposition that ends with the comma at item `comma`: NP, who …, said.
pub(crate) fn before_apposition(frame: &Frame<'_>, from: usize, comma: usize) -> Option<(usize, usize)> {
    let open = (from..comma).rev().take(40).find(|&k| {
        frame.word(k).is_some_and(|w| w.is_comma() || w.is_dash() && w.text != "-" || w.text == "(")
    })?;
    // Further back over "Rep. Jan Moor, 61, a hydrologist from Estmark, Kaldova, said": each part is short
    // or begins like an apposition.
    let mut open = open;
    for _ in 0..3 {
        let Some(earlier) = (from..open).rev().take(30).find(|&k| frame.word(k).is_some_and(Word::is_comma))
        else {
            break;
        };
        let Some(next) = frame.word(earlier + 1) else { break };
        if next.is_any(&["who", "whose", "a", "an", "the", "one", "former", "his", "her"])
            && earlier + 1 < open
            && !next.is_capital()
        {
            open = earlier;
        } else {
            break;
        }
    }
    let (start, _) = ending_at(frame, from, open)?;
    // The words after the opening comma must not be the subject themselves.
    let next = frame.word(open + 1)?;
    if next.is_any(&["and", "but", "or", "so"]) {
        return None;
    }
    if next.lower.ends_with("ing") && !next.is_capital() && !next.is_any(&["acting", "leading", "managing"]) {
        // "Vasko, speaking in Estmark, said": not a part of the name.
        return Some((start, trim_end(frame, start, open)));
    }
    Some((start, trim_end(frame, start, comma)))
}

/// The subject of the first verb of the clause that starts at `from`; when none stands before `to`, of the verb
/// at `to`.
pub(crate) fn main_subject(frame: &Frame<'_>, from: usize, to: usize) -> Option<(usize, usize)> {
    // Past an introduction: "In an interview with Radio Estmark, Vasko …".
    let mut start = from;
    let adverb_first =
        frame.word(from).is_some_and(|w| w.tag == Tag::Adverb || w.is_any(&["even", "just", "only"]));
    let lead = |w: &Word<'_>| !starts_noun_phrase(w) || w.tag == Tag::Gerund;
    if (frame.word(from).is_some_and(lead) || adverb_first && frame.word(from + 1).is_some_and(lead))
        && let Some(comma) = (from..to).find(|&k| frame.word(k).is_some_and(Word::is_comma))
    {
        start = comma + 1;
    }
    let verb = (start + 1..to).find(|&k| {
        frame.word(k).is_some_and(|w| {
            is_finite(&w.lower, w.tag, frame.tagged)
                && !w.is_any(&["'s", "’s"])
                && !relative_before(frame, start, k)
        })
    });
    // "Engineers assessed the wall and found “…”": a past form taken for a participle.
    let joined = frame.word(to.wrapping_sub(1)).is_some_and(|w| w.is_any(&["and", "but"]));
    let verb = verb.or_else(|| {
        (start + 1..to).filter(|_| joined).find(|&k| {
            frame.word(k).is_some_and(|w| w.tag == Tag::Participle)
                && frame.word(k - 1).is_some_and(|w| w.tag.is_noun() || w.is_pronoun())
        })
    });
    let mut stop = verb.unwrap_or(to);
    while stop > start
        && frame
            .word(stop - 1)
            .is_some_and(|w| is_speech_adverb(w) || !w.is_wordlike() && !w.is_comma() && w.text != ")")
    {
        stop -= 1;
    }
    subject_before(frame, start, stop)
}

/// The noun phrase, its apposition included, that ends before item `to`.
fn subject_before(frame: &Frame<'_>, from: usize, to: usize) -> Option<(usize, usize)> {
    if to <= from {
        return None;
    }
    let apposed = frame.word(to - 1).is_some_and(Word::is_comma);
    let source = if apposed { before_apposition(frame, from, to - 1) } else { None };
    let source = source.or_else(|| ending_at(frame, from, phrase_end(frame, from, to)))?;
    let short = source.1 - source.0 <= 40;
    (short && frame.word(source.0).is_some_and(|w| starts_noun_phrase(w) || w.is_capital())).then_some(source)
}

/// `to`, less commas.
fn phrase_end(frame: &Frame<'_>, from: usize, to: usize) -> usize {
    let mut to = to;
    while to > from && frame.word(to - 1).is_some_and(Word::is_comma) {
        to -= 1;
    }
    to
}

/// Whether the word at `k` belongs to a relative clause begun after `from` and not closed by a comma.
fn relative_before(frame: &Frame<'_>, from: usize, k: usize) -> bool {
    (from..k)
        .rev()
        .map_while(|i| frame.word(i))
        .take_while(|w| !w.is_comma())
        .any(|w| w.is_any(&["who", "whose", "which", "that"]))
}
