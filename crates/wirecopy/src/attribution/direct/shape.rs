//! What the look of a quotation says, and whether the words after it can be its attribution.

use super::clause::{Finder, Found};
use super::frame::{Frame, Word};
use super::layout;
use super::phrase;
use super::verbs::is_finite;
use crate::attribution::CueClass;
use crate::language::Tag;

/// How a quotation begins and ends.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "four questions, each with its own answer")]
pub(super) struct Shape {
    /// It begins like a sentence.
    pub(super) capital: bool,
    /// It ends like a sentence.
    pub(super) stop: bool,
    /// It ends with a mark after which an attribution is usual.
    pub(super) open: bool,
    /// Its words all begin with capitals, as in the name of a work.
    pub(super) title: bool,
    /// Its last character.
    last: Option<char>,
}

impl Shape {
    pub(super) fn ends_with(self, any: &[char]) -> bool {
        self.last.is_some_and(|c| any.contains(&c))
    }
}

/// The shape of a quotation, by the words inside its marks.
pub(super) fn shape(words: &str) -> Shape {
    let words = words.trim();
    let trimmed = words.trim_end_matches(['\'', '"', '’', '”', ')', ']', ' ', '\u{2009}', '\u{a0}']);
    let first = words
        .chars()
        .find(|c| !matches!(c, '“' | '‘' | '"' | '\'' | '[' | '(' | '.' | '…' | '@' | '#' | ' ' | '—' | '-'));
    Shape {
        capital: first
            .is_some_and(|c| c.is_uppercase() || c.is_ascii_digit() || c == '$' || !c.is_alphabetic()),
        stop: trimmed.ends_with(['.', '!', '?', '…', '—', '–', '-']),
        open: trimmed.ends_with([',', '!', '?', '…', '—', '–', '-', ';', ':'])
            || trimmed.ends_with("...")
            || trimmed.ends_with(". . ."),
        last: trimmed.chars().next_back(),
        title: is_title(words),
    }
}

/// Whether the words all begin with capitals but for short ones, and not only the first does.
fn is_title(words: &str) -> bool {
    let long = |w: &&str| w.len() > 3;
    let alone = words.split_whitespace().nth(1).is_none();
    let later = alone || words.split_whitespace().skip(1).any(|w| long(&w));
    later && words.split_whitespace().filter(long).all(|w| w.starts_with(|c: char| !c.is_lowercase()))
}

/// The clause after a quotation, when it does not start a sentence of its own.
pub(super) fn clause_after(finder: &Finder<'_>, at: usize, shape: Shape, start: bool) -> Option<Found> {
    let frame = finder.frame;
    let comma = frame.word(at + 1).is_some_and(|w| w.is_comma() || w.is_dash());
    let tight = !(shape.open || comma);

    if tight && !start {
        return None;
    }
    if start && let Some(found) = signed(frame, at) {
        return Some(found);
    }
    let found = finder.after(at + 1, tight)?;
    if found.rule == "that-was-how" {
        return (start && shape.stop).then_some(found);
    }
    if found.fallback && (!start || shape.title) {
        return None;
    }
    let end = frame.gap_end(found.end.max(at + 1));
    let rest = || frame.words(found.end, end).into_iter();
    if shape.stop
        && !comma
        && begins_sentence(frame, at + 1)
        && (found.fallback || rest().any(Word::is_wordlike))
    {
        return None;
    }
    let inverted = found.rule == "quote-said-np";
    if tight && !inverted {
        // “… .” Marsh said the gate was shut: a sentence of its own.
        return (rest().filter(|w| w.is_wordlike()).count() == 0 && !found.fallback).then_some(found);
    }
    if !inverted && shape.stop && !comma {
        let clause = rest()
            .take_while(|w| !w.is_comma())
            .any(|w| is_finite(&w.lower, w.tag, frame.tagged) && !w.is_any(&["'s", "’s"]));
        let first = rest().next();
        let adjunct = first.is_none_or(|w| {
            !w.is_wordlike()
                || phrase::is_time(w)
                || !phrase::starts_noun_phrase(w)
                || found.lemma == "tell"
                || found.lemma == "ask"
        });
        if clause && !adjunct || found.fallback && rest().filter(|w| w.is_wordlike()).count() > 3 {
            return None;
        }
    }
    Some(found)
}

/// “Why?” The hall was dark: a capital that is no name's.
fn begins_sentence(frame: &Frame<'_>, at: usize) -> bool {
    frame.word(at).is_some_and(|w| w.is_capital() && w.tag != Tag::Name && !w.is("i"))
}

/// Whether the clause ends with the quotation: nothing of the sentence depends on it any more.
pub(super) fn ends_clause(frame: &Frame<'_>, at: usize) -> bool {
    match frame.word(at + 1) {
        None => true,
        Some(word) => {
            !word.is_wordlike()
                || word.is_capital()
                || word.is_any(&[
                    "and",
                    "but",
                    "or",
                    "as",
                    "when",
                    "while",
                    "in",
                    "on",
                    "at",
                    "after",
                    "before",
                    "during",
                    "because",
                    "to",
                    "toward",
                    "towards",
                    "throughout",
                    "outside",
                    "inside",
                    "from",
                    "with",
                    "until",
                    "if",
                    "by",
                    "about",
                ])
        }
    }
}

/// “…” — Commissioner Ada Lund; “…” (Ada Lund, commissioner)
fn signed(frame: &Frame<'_>, at: usize) -> Option<Found> {
    let first = frame.word(at + 1)?;
    let end = frame.gap_end(at + 1);
    let to = if first.text == "(" {
        (at + 2..end).find(|&k| frame.word(k).is_some_and(|w| w.text == ")"))?
    } else if first.is_dash() {
        end
    } else {
        return None;
    };
    let rest = frame.words(to, end).into_iter().any(Word::is_wordlike);
    let (source, dash) = layout::signature(frame, at + 1, to)?;
    // A bracket may hold anything: an office must follow the name.
    let office = dash || (source.0..source.1).any(|k| frame.word(k).is_some_and(Word::is_comma));
    (!rest && office && frame.quote(end).is_none()).then(|| Found {
        source: Some(source),
        cue: (at + 1, at + 2),
        head: at + 1,
        class: CueClass::Layout,
        lemma: if dash { "—" } else { "(" }.to_owned(),
        rule: "signature",
        fallback: false,
        end: source.1,
        shares_subject: false,
    })
}
