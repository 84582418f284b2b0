//! Constructions that need no learning: they are made of few fixed words, and too rare to be learned well.
//!
//! | rule | example |
//! |---|---|
//! | `passive` | *The minister **is believed** to have left.* |
//! | `impersonal` | ***It emerged** that the pumps had been sold.* |
//! | `quoted-as` | *Vasko **was quoted** by Nordwire **as saying** …* |
//! | `that-quote` | *Engineers **assessed** in July that “the wall had moved”.* |
//! | `as-aside` | *The wall is, **as** its builders like to **say**, older than the town.* |
//! | `hearsay` | *The pumps were **reportedly** sold in August.* |
//! | `colon` | *Wall will hold**:** mayor* |

use rustc_hash::FxHashMap;

use super::repair::Found;
use super::roles::{CONTENT, CUE, OUT, SOURCE};
use super::view::View;
use crate::attribution::{clause, phrase};
use crate::language::{Pack, Tag};

/// The word lists of the rules.
#[derive(Debug, Default)]
pub(crate) struct PatternWords {
    /// What each word is used for.
    uses: FxHashMap<&'static str, Vec<&'static str>>,
}

impl PatternWords {
    pub(crate) fn load(pack: &Pack) -> Self {
        let mut out = Self::default();
        for row in pack.rows("cue_patterns") {
            if let [word, kind] = row[..] {
                out.uses.entry(word).or_default().push(kind);
            }
        }
        out
    }

    pub(crate) fn has(&self, kind: &str, word: &str) -> bool {
        self.uses.get(word).is_some_and(|kinds| kinds.contains(&kind))
    }
}

/// The words of a sentence in small letters.
pub(crate) fn lower(text: &str, view: &View<'_>) -> Vec<String> {
    view.spans.iter().map(|s| text[s.range()].to_lowercase()).collect()
}

const BE: [&str; 11] = ["is", "are", "was", "were", "be", "been", "being", "'s", "’s", "'re", "’re"];

/// Puts what the rules find in place of what the model found for the same cue.
pub(super) fn apply(
    text: &str,
    view: &View<'_>,
    words: &[String],
    known: &PatternWords,
    all: &mut Vec<Found>,
) {
    let mut made: Vec<Found> = Vec::new();
    for i in 0..view.len() {
        let found = passive(text, view, words, known, i)
            .or_else(|| impersonal(text, view, words, known, i))
            .or_else(|| quoted_as(text, view, words, i))
            .or_else(|| that_quote(text, view, words, known, i))
            .or_else(|| put_at(text, view, words, known, i))
            .or_else(|| in_view(text, view, words, known, i))
            .or_else(|| as_aside(view, words, i))
            .or_else(|| hearsay(text, view, words, known, i));
        made.extend(found);
    }
    made.extend(colon(view, words));
    for one in made {
        all.retain(|f| f.cue != one.cue && one.labels[f.cue] != CUE);
        all.push(one);
    }
    all.sort_by_key(|f| f.cue);
}

fn found(view: &View<'_>, cue: usize, rule: &'static str) -> Found {
    let mut labels = vec![OUT; view.len()];
    labels[cue] = CUE;
    Found { cue, p: 0.8, labels, rule }
}

/// "The wall is, as its builders like to say, older than the town": between two commas "as", who, and a verb often used
/// as a cue, with hardly anything after it.
fn as_aside(view: &View<'_>, words: &[String], i: usize) -> Option<Found> {
    let starts = matches!(
        view.tags.get(i + 1)?,
        Tag::Determiner
            | Tag::Possessive
            | Tag::Name
            | Tag::Pronoun
            | Tag::Noun
            | Tag::Nouns
            | Tag::Adjective
    );
    if words[i] != "as" || i < 2 || view.tags[i - 1] != Tag::Comma || !starts || words[i + 1] == "it" {
        return None;
    }
    let close = (i + 3..view.len().min(i + 14)).find(|&k| view.tags[k] == Tag::Comma)?;
    let often = |k: &usize| {
        let rate = view.rates[*k].0;
        view.tags[*k].is_verb() && rate.seen >= 20 && rate.step() >= 5
    };
    let cue = (i + 2..close).rev().find(often).filter(|cue| close - cue <= 3)?;
    let verb = (i + 2..=cue).find(|&k| clause::is_finite(view, k))?;
    let end = view.len() - usize::from(view.tags.last() == Some(&Tag::Stop));
    let told = (0..i - 1).chain(close + 1..end);
    let plain = (0..end).all(|k| view.quote[k] == 0) && told.clone().any(|k| clause::is_finite(view, k));
    if !plain || close + 1 >= end {
        return None;
    }
    let mut out = found(view, cue, "as-aside");
    told.for_each(|k| out.labels[k] = CONTENT);
    out.labels[i + 1..verb].fill(SOURCE);
    Some(out)
}

/// The first word of the auxiliaries and adverbs that end just before word `i`, when a form of "be" is among
/// them.
fn passive_group(view: &View<'_>, words: &[String], i: usize) -> Option<usize> {
    let mut at = i;
    let mut be = false;
    while at > 0 {
        let word = words[at - 1].as_str();
        let is_be = BE.contains(&word);
        be |= is_be;
        if !(is_be
            || view.tags[at - 1] == Tag::Modal
            || view.tags[at - 1] == Tag::Adverb
            || matches!(word, "has" | "have" | "had" | "not" | "n't" | "n’t"))
        {
            break;
        }
        at -= 1;
    }
    be.then_some(at)
}

/// One past the last word of content that begins at `from`: the end of the clause, or a comma before "but",
/// "while", "according", "citing".
fn content_end(text: &str, view: &View<'_>, words: &[String], from: usize) -> usize {
    let end = clause::end(text, view, from);
    let stop = (from + 1..end).find(|&k| {
        view.tags[k] == Tag::Comma
            && view.quote[k] == view.quote[from]
            && words.get(k + 1).is_some_and(|w| {
                matches!(
                    w.as_str(),
                    "but" | "while" | "although" | "though" | "according" | "citing" | "who" | "which"
                ) || (w == "and" && (k + 2..end.min(k + 7)).any(|j| clause::is_finite(view, j)))
            })
    });
    let mut end = stop.unwrap_or(end);
    while end > from && matches!(view.tags[end - 1], Tag::Stop | Tag::Comma | Tag::Colon) {
        end -= 1;
    }
    end
}

/// The subject before word `end`: a noun phrase, or what an apposition or relative word makes of it.
fn subject(view: &View<'_>, floor: usize, end: usize) -> std::ops::Range<usize> {
    let from = phrase::start(view, floor, end);
    if from == end && end > floor && view.tags[end - 1] == Tag::Wh {
        return end - 1..end;
    }
    from..end
}

/// "Organisers put the number at twenty": a figure that somebody gives.
fn put_at(text: &str, view: &View<'_>, words: &[String], known: &PatternWords, i: usize) -> Option<Found> {
    if !known.has("figure", &words[i]) || !view.tags[i].is_verb() {
        return None;
    }
    let number = |k: usize| {
        let day = known.has("time", &text[view.spans[k].range()]);
        day || view.tags[k] == Tag::Number || known.has("number", &words[k])
    };
    let near = i + 2..view.len().saturating_sub(1).min(i + 9);
    let at = near.clone().find(|&k| words[k] == "at")?;
    let from = (at + 1..view.len()).find(|&k| !known.has("quantity", &words[k]))?;
    let subject = subject(view, clause::start(text, view, i), i);
    if subject.is_empty() || !number(from) {
        return None;
    }
    let mut out = found(view, i, "put-at");
    out.labels[subject].fill(SOURCE);
    out.labels[i + 1..content_end(text, view, words, i + 1)].fill(CONTENT);
    Some(out)
}

/// Whether word `i` is what is somebody's in "In Calder's view, …".
pub(super) fn in_somebodys(view: &View<'_>, words: &[String], i: usize) -> bool {
    i > 1
        && words[0] == "in"
        && matches!(view.tags[i - 1], Tag::Genitive | Tag::Possessive)
        && view.tags.get(i + 1) == Some(&Tag::Comma)
}

/// "In Calder's view, the referee had no choice".
fn in_view(text: &str, view: &View<'_>, words: &[String], known: &PatternWords, i: usize) -> Option<Found> {
    if i > 8 || !known.has("opinion", &words[i]) || !in_somebodys(view, words, i) {
        return None;
    }
    let mut out = found(view, i, "in-view");
    out.labels[1..i].fill(SOURCE);
    out.labels[i + 2..content_end(text, view, words, i + 2)].fill(CONTENT);
    Some(out)
}

fn passive(text: &str, view: &View<'_>, words: &[String], known: &PatternWords, i: usize) -> Option<Found> {
    if !known.has("passive", &words[i]) {
        return None;
    }
    let to = (i + 1..view.len().min(i + 9)).find(|&k| words[k] == "to")?;
    let agent = words[i + 1] == "by" && phrase::end(view, i + 2, to) == to && to > i + 2;
    if !(to == i + 1 || agent) || !view.tags.get(to + 1).is_some_and(|t| matches!(t, Tag::Verb | Tag::Adverb))
    {
        return None;
    }
    let group = passive_group(view, words, i)?;
    let subject = subject(view, clause::start(text, view, i), group);
    if subject.is_empty() || words[subject.start] == "it" && words[i] != "expected" {
        return None;
    }
    let mut out = found(view, i, "passive");
    out.labels[group..=i].fill(CUE);
    out.labels[subject].fill(CONTENT);
    out.labels[to..content_end(text, view, words, to)].fill(CONTENT);
    if agent {
        out.labels[i + 2..to].fill(SOURCE);
    }
    Some(out)
}

fn impersonal(
    text: &str,
    view: &View<'_>,
    words: &[String],
    known: &PatternWords,
    i: usize,
) -> Option<Found> {
    if !known.has("impersonal", &words[i]) || i == 0 {
        return None;
    }
    let active = matches!(
        words[i].as_str(),
        "emerged" | "emerges" | "transpired" | "transpires" | "appears" | "appeared" | "seems" | "seemed"
    );
    let group = match passive_group(view, words, i) {
        Some(at) => at,
        None if active => i,
        None => return None,
    };
    if group == 0 || words[group - 1] != "it" {
        return None;
    }
    let that = (i + 1..view.len().min(i + 8)).find(|&k| words[k] == "that")?;
    let between = |k: usize| {
        matches!(
            view.tags[k],
            Tag::Preposition | Tag::Adverb | Tag::Number | Tag::Determiner | Tag::Adjective
        ) || known.has("time", &text[view.spans[k].range()])
    };
    if !(i + 1..that).all(between) {
        return None;
    }
    let mut out = found(view, i, "impersonal");
    out.labels[group - 1..=i].fill(CUE);
    out.labels[that..content_end(text, view, words, that)].fill(CONTENT);
    Some(out)
}

fn quoted_as(text: &str, view: &View<'_>, words: &[String], i: usize) -> Option<Found> {
    if !matches!(words[i].as_str(), "quoted" | "cited" | "reported") {
        return None;
    }
    let saying = (i + 2..view.len().min(i + 14)).find(|&k| words[k] == "saying" && words[k - 1] == "as")?;
    let mut out = found(view, i, "quoted-as");
    let passive = passive_group(view, words, i);
    match passive {
        Some(group) => {
            let subject = subject(view, clause::start(text, view, i), group);
            out.labels[group..=i].fill(CUE);
            out.labels[subject].fill(SOURCE);
        }
        // "Nordwire quoted Vasko as saying": the one quoted is the source.
        None => out.labels[i + 1..saying - 1].fill(SOURCE),
    }
    out.labels[saying - 1..=saying].fill(CUE);
    let end = content_end(text, view, words, saying);
    if saying + 1 < end && view.tags[saying + 1] != Tag::Comma {
        out.labels[saying + 1..end].fill(CONTENT);
        return Some(out);
    }
    // The words stand before it: “…,” an official was quoted as saying.
    let first = out.labels.iter().position(|&l| l != OUT)?;
    let mut before = first;
    while before > 0 && matches!(view.tags[before - 1], Tag::Comma) {
        before -= 1;
    }
    let start = clause::start(text, view, i);
    (before > start).then(|| {
        out.labels[start..before].fill(CONTENT);
        out
    })
}

/// A verb of judging that governs "that" and a quotation, adverbs and phrases of time and place between them.
fn that_quote(
    text: &str,
    view: &View<'_>,
    words: &[String],
    known: &PatternWords,
    i: usize,
) -> Option<Found> {
    if !known.has("that-quote", &words[i]) || view.tags[i].is_noun() || view.quote[i] != 0 {
        return None;
    }
    let that = (i + 1..view.len().min(i + 9)).find(|&k| words[k] == "that" && view.quote[k] == 0)?;
    let between = &view.tags[i + 1..that];
    let adjunct = between.first().is_none_or(|t| matches!(t, Tag::Preposition | Tag::Adverb))
        || known.has("time", &text[view.spans[i + 1].range()]);
    let broken =
        |t: &Tag| t.is_verb() || matches!(t, Tag::Modal | Tag::Comma | Tag::Colon | Tag::Wh | Tag::To);
    let quoted = (that + 1..view.len().min(that + 4)).any(|k| view.quote[k] != 0);
    if !adjunct || between.iter().any(broken) || !quoted || passive_group(view, words, i).is_some() {
        return None;
    }
    let floor = clause::start(text, view, i);
    let mut group = i;
    while group > floor
        && (matches!(view.tags[group - 1], Tag::Modal | Tag::Adverb)
            || matches!(words[group - 1].as_str(), "has" | "have" | "had"))
    {
        group -= 1;
    }
    let subject = subject(view, floor, group);
    if subject.is_empty() {
        return None;
    }
    let mut out = found(view, i, "that-quote");
    out.labels[group..=i].fill(CUE);
    out.labels[subject].fill(SOURCE);
    out.labels[that..content_end(text, view, words, that)].fill(CONTENT);
    Some(out)
}

fn hearsay(text: &str, view: &View<'_>, words: &[String], known: &PatternWords, i: usize) -> Option<Found> {
    if !(known.has("hearsay", &words[i]) || known.has("doubt", &words[i])) {
        return None;
    }
    // "the allegedly forged bill": it qualifies the one word.
    if i > 0
        && matches!(view.tags[i - 1], Tag::Determiner | Tag::Possessive | Tag::Preposition | Tag::Adjective)
    {
        return None;
    }
    let floor = clause::start(text, view, i);
    let verb = (floor..view.len().min(i + 6)).find(|&k| k + 4 > i && clause::is_finite(view, k))?;
    let mut group = i.min(verb);
    while group > floor
        && (BE.contains(&words[group - 1].as_str())
            || view.tags[group - 1] == Tag::Modal
            || matches!(words[group - 1].as_str(), "has" | "have" | "had"))
    {
        group -= 1;
    }
    let mut start = phrase::start(view, floor, group);
    if start > floor && view.tags[start - 1] == Tag::Wh {
        start -= 1;
    }
    // "According to X, …": what comes before the comma stays out.
    let end = content_end(text, view, words, i);
    let end = if view.tags[start] == Tag::Wh {
        (i + 1..end).find(|&k| view.tags[k] == Tag::Comma).unwrap_or(end)
    } else {
        end
    };
    if end <= i + 1 && start >= i {
        return None;
    }
    let mut out = found(view, i, "hearsay");
    out.labels[start..end].fill(CONTENT);
    out.labels[i] = CUE;
    Some(out)
}

/// In a headline: "Wall will hold: mayor", "Wall will hold – report".
fn colon(view: &View<'_>, words: &[String]) -> Option<Found> {
    let n = view.len();
    if !(4..=40).contains(&n) || !view.title {
        return None;
    }
    let capitals = view.forms.iter().filter(|f| f.shape & crate::language::forms::CAPITAL != 0).count();
    if 2 * capitals > n {
        return None;
    }
    let end = if view.tags[n - 1] == Tag::Stop { n - 1 } else { n };
    let at = (1..end).rev().find(|&k| view.tags[k] == Tag::Colon && view.quote[k] == 0)?;
    let mark = matches!(words[at].as_str(), ":" | "–" | "—" | "-" | "--");
    let verbs =
        |from: usize, to: usize| (from..to).any(|k| view.tags[k].is_verb() || view.tags[k] == Tag::Modal);
    let tail = at + 1..end;
    let noun = |k: usize| view.tags[k].is_noun() || view.tags[k] == Tag::Adjective;
    if mark && (1..=3).contains(&tail.len()) && tail.clone().all(noun) && verbs(0, at) {
        let mut out = found(view, at, "colon");
        out.labels[..at].fill(CONTENT);
        out.labels[tail].fill(SOURCE);
        return Some(out);
    }
    let first = (1..end).find(|&k| view.tags[k] == Tag::Colon && view.quote[k] == 0)?;
    if words[first] == ":" && first <= 3 && (0..first).all(noun) && verbs(first + 1, end) {
        let mut out = found(view, first, "colon");
        out.labels[first + 1..end].fill(CONTENT);
        out.labels[..first].fill(SOURCE);
        return Some(out);
    }
    None
}
