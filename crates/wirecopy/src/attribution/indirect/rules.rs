//! Cues, sources and contents by rules alone, for the engine without learned weights.
//!
//! | rule | example |
//! |---|---|
//! | `np-said-clause` | *Vasko **said** the reserve would last.* |
//! | `clause-np-said` | *The reserve would last, Vasko **said**.* |
//! | `according-to` | ***According to** the fire brigade, two boats were lost.* |

use super::repair::Found;
use super::roles::{CONTENT, CUE, OUT, SOURCE};
use super::view::View;
use crate::attribution::direct::verbs::{Form, SpeechVerbs};
use crate::attribution::lexicon::Frame;
use crate::attribution::{clause, phrase};
use crate::language::Tag;

/// The attributions of a sentence.
pub(super) fn find(text: &str, view: &View<'_>, words: &[String], verbs: &SpeechVerbs, out: &mut Vec<Found>) {
    for i in 0..view.len() {
        let found = according(text, view, words, i)
            .or_else(|| tail(text, view, words, verbs, i))
            .or_else(|| clause_after(text, view, words, verbs, i));
        out.extend(found);
    }
}

fn made(view: &View<'_>, cue: usize, rule: &'static str, p: f32) -> Found {
    Found { cue, p, labels: vec![OUT; view.len()], rule }
}

fn label(found: &mut Found, from: usize, to: usize, with: u8) {
    found.labels[from..to].fill(with);
}

/// The first word of the verb group of the verb at `i`: auxiliaries and adverbs before it.
fn group(view: &View<'_>, words: &[String], i: usize) -> usize {
    let mut at = i;
    while at > 0
        && (view.tags[at - 1] == Tag::Modal
            || view.tags[at - 1] == Tag::Adverb
            || matches!(
                words[at - 1].as_str(),
                "has" | "have" | "had" | "did" | "does" | "do" | "not" | "n't"
            ))
    {
        at -= 1;
    }
    at
}

/// Whether the verb at `i` can say something here.
fn says(view: &View<'_>, words: &[String], verbs: &SpeechVerbs, i: usize) -> bool {
    let Some(verb) = verbs.get(&words[i]) else { return false };
    let before = i.checked_sub(1).map(|k| view.tags[k]);
    let nominal = matches!(
        before,
        Some(Tag::Determiner | Tag::Possessive | Tag::Adjective | Tag::Genitive | Tag::Preposition)
    );
    let form = match verb.form {
        Form::Past | Form::Present => true,
        Form::Participle | Form::Base => group(view, words, i) < i,
        Form::Gerund => false,
    };
    form && !nominal && view.quote[i] == 0 && !verb.needs_company()
}

/// The source that ends before word `end`: a noun phrase, one apposition between commas left in.
fn source(text: &str, view: &View<'_>, end: usize) -> Option<(usize, usize)> {
    let floor = clause::start(text, view, end);
    let mut from = phrase::start(view, floor, end);
    if from == end && end > floor + 2 && view.tags[end - 1] == Tag::Comma {
        let comma = (floor..end - 1).rev().find(|&k| view.tags[k] == Tag::Comma)?;
        from = phrase::start(view, floor, comma);
        if from == comma {
            return None;
        }
    }
    while from < end && matches!(view.tags[from], Tag::Adverb | Tag::Preposition | Tag::Conjunction) {
        from += 1;
    }
    (from < end).then_some((from, end))
}

fn trimmed(view: &View<'_>, from: usize, mut to: usize) -> usize {
    while to > from && matches!(view.tags[to - 1], Tag::Stop | Tag::Comma | Tag::Colon) {
        to -= 1;
    }
    to
}

/// NP said (that) clause
fn clause_after(
    text: &str,
    view: &View<'_>,
    words: &[String],
    verbs: &SpeechVerbs,
    i: usize,
) -> Option<Found> {
    if !says(view, words, verbs, i) {
        return None;
    }
    let first = group(view, words, i);
    let end = clause::end(text, view, i);
    let from = match view.frames[i] {
        // "told reporters that": what stands between is who was told.
        Frame::That => (i + 1..end).find(|&k| words[k] == "that").filter(|&k| k < i + 9)?,
        Frame::Clause | Frame::Wh => i + 1,
        Frame::Noun | Frame::Prep => {
            let that = (i + 1..end.min(i + 9)).find(|&k| matches!(words[k].as_str(), "that" | "whether"))?;
            (!(i + 1..that).any(|k| view.tags[k] == Tag::Comma)).then_some(that)?
        }
        _ => return None,
    };
    let to = trimmed(view, from, end);
    let (a, b) = source(text, view, first)?;
    let mut out = made(view, i, "np-said-clause", 0.7);
    label(&mut out, a, b, SOURCE);
    label(&mut out, first, i + 1, CUE);
    label(&mut out, from, to, CONTENT);
    (to > from + 1).then_some(out)
}

/// clause, NP said.
fn tail(text: &str, view: &View<'_>, words: &[String], verbs: &SpeechVerbs, i: usize) -> Option<Found> {
    if view.frames[i] != Frame::Tail || !says(view, words, verbs, i) {
        return None;
    }
    let first = group(view, words, i);
    let floor = clause::start(text, view, i);
    let from = phrase::start(view, floor, first);
    let comma = from.checked_sub(1).filter(|&k| k > floor && view.tags[k] == Tag::Comma && from < first)?;
    let mut start = floor;
    while start < comma && matches!(view.tags[start], Tag::Conjunction | Tag::Close) {
        start += 1;
    }
    let clause = (start..comma).any(|k| clause::is_finite(view, k));
    let mut out = made(view, i, "clause-np-said", 0.8);
    label(&mut out, from, first, SOURCE);
    label(&mut out, first, i + 1, CUE);
    label(&mut out, start, comma, CONTENT);
    (clause && view.quote[start] == 0).then_some(out)
}

/// According to NP, clause; clause, according to NP
fn according(text: &str, view: &View<'_>, words: &[String], i: usize) -> Option<Found> {
    if words[i] != "according" || words.get(i + 1).is_none_or(|w| w != "to") || view.quote[i] != 0 {
        return None;
    }
    let (floor, end) = (clause::start(text, view, i), clause::end(text, view, i));
    let to = phrase::end(view, i + 2, end);
    let mut out = made(view, i, "according-to", 0.8);
    label(&mut out, i, i + 2, CUE);
    label(&mut out, i + 2, to, SOURCE);
    if i > floor + 1 {
        let stop = trimmed(view, floor, i);
        label(&mut out, floor, stop, CONTENT);
    } else {
        let comma = (to..end).find(|&k| view.tags[k] == Tag::Comma)?;
        let stop = trimmed(view, comma, end);
        label(&mut out, (comma + 1).min(stop), stop, CONTENT);
    }
    (to > i + 2 && out.labels.contains(&CONTENT)).then_some(out)
}
