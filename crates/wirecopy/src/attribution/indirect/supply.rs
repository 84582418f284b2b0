//! What the network leaves out and the sentence tells: cues inside contents, contents before a source at the end,
//! clauses of nouns, the whole of a number of people.

use super::cues;
use super::patterns::{self, PatternWords};
use super::repair::Found;
use super::roles::{CONTENT, CUE, OUT, SOURCE};
use super::view::View;
use crate::attribution::clause;
use crate::attribution::lexicon::Frame;
use crate::language::Tag;

/// A participle after a comma needs no more than this when it has the source of another cue.
const SHARED: f32 = 0.2;

/// Keeps the cues that are as likely as is asked, and those that the sentence makes likelier; completes what is kept.
pub(super) fn sentence(
    view: &View<'_>,
    words: &[String],
    known: &PatternWords,
    least: f32,
    all: &mut Vec<Found>,
) {
    let mut found: Vec<(usize, f32)> = all.iter().map(|f| (f.cue, f.p)).filter(|f| f.1 >= least).collect();
    cues::coordinated(view, &mut found);
    cues::embedded(view, &mut found);
    let likelier = |f: &Found| {
        shares_source(view, f, all, least)
            || is_view(view, words, f)
            || is_tail(view, f)
            || is_claim(view, words, f)
    };
    let shares: Vec<bool> = all.iter().map(likelier).collect();
    let mut k = 0;
    found.retain(|&(cue, _)| !all.iter().any(|f| f.cue == cue && is_manner(view, f)));
    all.retain(|f| {
        k += 1;
        shares[k - 1] || found.iter().any(|&(cue, _)| cue == f.cue)
    });
    for &(cue, p) in &found {
        if !all.iter().any(|f| f.cue == cue) {
            let made = clause_of(view, cue, p, all);
            all.extend(made);
        }
    }
    all.sort_by_key(|f| f.cue);
    for found in all.iter_mut() {
        tail_source(view, found);
        before(view, found);
        inverted(view, found);
        after_noun(view, found);
        between(view, found);
        quantity(view, words, known, found);
        citing(view, words, found);
    }
}

fn source_of(found: &Found) -> impl Iterator<Item = usize> + '_ {
    (0..found.labels.len()).filter(|&k| found.labels[k] == SOURCE)
}

/// ", calling the coverage unfair": a participle whose source is that of a likely cue before it.
fn shares_source(view: &View<'_>, found: &Found, all: &[Found], least: f32) -> bool {
    let cue = found.cue;
    let after_comma = cue > 0 && view.tags[cue] == Tag::Gerund && view.tags[cue - 1] == Tag::Comma;
    let same = |other: &Found| {
        other.p >= least
            && other.cue < cue
            && source_of(other).next().is_some_and(|k| found.labels[k] == SOURCE)
    };
    after_comma && found.p >= SHARED && found.p < least && all.iter().any(same)
}

/// A cue inside another's content, by the tree: its subject, and the clause after it.
fn clause_of(view: &View<'_>, cue: usize, p: f32, all: &[Found]) -> Option<Found> {
    if view.tags.get(cue + 1)?.is_verb() {
        return None;
    }
    let subject = view.subject(cue)?;
    let outer = all.iter().find(|f| f.labels[cue] == CONTENT)?;
    let end = (cue + 1..view.len()).find(|&k| outer.labels[k] != CONTENT).unwrap_or(view.len());
    let mut labels = vec![OUT; view.len()];
    let (from, to) = view.edges[subject];
    labels[from..(to + 1).min(cue)].fill(SOURCE);
    labels[cue] = CUE;
    labels[cue + 1..end].fill(CONTENT);
    Some(Found { cue, p, labels, rule: "model" })
}

/// "The inspectors resigned, people close to the agency said": where a clause stands before the last comma and none
/// between it and the verb at the end, all the words between are the source when the last of them is.
fn tail_source(view: &View<'_>, found: &mut Found) {
    let cue = found.cue;
    let Some(comma) = (0..cue).rev().find(|&k| view.tags[k] == Tag::Comma) else { return };
    let own = comma + 1..cue;
    let told = (0..comma).any(|k| found.labels[k] == CONTENT && clause::is_finite(view, k));
    let ends = view.tags.get(cue + 1).is_none_or(|t| *t == Tag::Stop);
    let plain = |k: usize| {
        let word = !clause::is_finite(view, k) && view.tags[k] != Tag::Adverb;
        word && view.quote[k] == 0 && found.labels[k] != CUE
    };
    if told && ends && found.labels[cue - 1] == SOURCE && own.clone().all(plain) {
        found.labels[own].fill(SOURCE);
    }
}

/// "The pumps were sold, two officials told Nordwire": content left out before a comma and the source.
fn before(view: &View<'_>, found: &mut Found) {
    if found.labels.contains(&CONTENT) {
        return;
    }
    let Some(first) = found.labels.iter().position(|&l| l == SOURCE || l == CUE) else { return };
    let Some(comma) = first.checked_sub(1).filter(|&k| view.tags[k] == Tag::Comma) else { return };
    let start = (0..comma).rev().find(|&k| view.tags[k] == Tag::Colon).map_or(0, |k| k + 1);
    let told = source_of(found).next().is_some_and(|k| k < found.cue);
    if told && comma - start >= 3 && (start..comma).any(|k| clause::is_finite(view, k)) {
        found.labels[start..comma].fill(CONTENT);
    }
}

/// "— Nobody ever does, said Calder.": a name alone after the verb is who says it.
fn inverted(view: &View<'_>, found: &mut Found) {
    let from = found.cue + 1;
    let names = view.tags[from.min(view.len())..].iter().take_while(|t| **t == Tag::Name).count();
    let ends = view.tags.get(from + names).is_none_or(|t| *t == Tag::Stop);
    let said = found.labels[..found.cue].contains(&CONTENT) && !found.labels.contains(&SOURCE);
    if names > 0 && ends && said {
        found.labels[from..from + names].fill(SOURCE);
    }
}

/// "The pumps were sold, two officials told Nordwire": a clause, a comma, the source, and a verb often used as a cue.
fn is_tail(view: &View<'_>, found: &Found) -> bool {
    let cue = found.cue;
    let from = source_of(found).next().filter(|&k| k > 2 && k < cue);
    let Some(from) = from.filter(|&k| view.tags[k - 1] == Tag::Comma) else { return false };
    let whole = (from..cue).all(|k| found.labels[k] == SOURCE || view.tags[k] == Tag::Adverb);
    let told = (0..from - 1).any(|k| clause::is_finite(view, k)) && view.quote[cue] == 0;
    whole && told && view.tags[cue].is_verb() && view.rates[cue].0.seen >= 20 && view.rates[cue].0.step() >= 5
}

/// "In Calder's view, …": a noun that is somebody's, after "in" and before a comma.
fn is_view(view: &View<'_>, words: &[String], found: &Found) -> bool {
    let cue = found.cue;
    cue <= 5 && patterns::in_somebodys(view, words, cue) && found.labels[cue + 1..].contains(&CONTENT)
}

/// "The claim that the pumps were sold": a noun often used as a cue, before a clause.
fn is_claim(view: &View<'_>, words: &[String], found: &Found) -> bool {
    let (cue, (all, framed)) = (found.cue, view.rates[found.cue]);
    matches!(view.tags[cue], Tag::Noun | Tag::Nouns)
        && words.get(cue + 1).is_some_and(|w| w == "that")
        && found.p >= SHARED
        && all.seen >= 20
        && framed.step().max(all.step()) >= 5
}

/// ", waving the “Orrin file” about": a participle that was never a cue, without a clause.
fn is_manner(view: &View<'_>, found: &Found) -> bool {
    let cue = found.cue;
    let alone = cue > 0 && view.tags[cue] == Tag::Gerund && view.tags[cue - 1] == Tag::Comma;
    let told = |k: usize| found.labels[k] == CONTENT && clause::is_finite(view, k);
    alone && view.rates[cue].0.cue == 0 && !(0..view.len()).any(told)
}

/// "The claim that the pumps were sold": the clause of a noun.
fn after_noun(view: &View<'_>, found: &mut Found) {
    let cue = found.cue;
    let noun = matches!(view.tags[cue], Tag::Noun | Tag::Nouns) && view.frames[cue] == Frame::That;
    if !noun || found.labels.contains(&CONTENT) {
        return;
    }
    let end = view.len() - usize::from(view.tags.last() == Some(&Tag::Stop));
    found.labels[cue] = CUE;
    found.labels[cue + 1..end.max(cue + 1)].fill(CONTENT);
}

/// "Sanna, whose surname is being withheld, said …": what stands between source and cue is not said.
fn between(view: &View<'_>, found: &mut Found) {
    let Some(first) = source_of(found).next().filter(|&k| k < found.cue) else { return };
    let said = found.labels[found.cue..].contains(&CONTENT);
    let inside = first..found.cue;
    let relative = inside.clone().any(|k| found.labels[k] == CONTENT && view.tags[k] == Tag::Wh);
    if said && relative {
        for k in inside.filter(|&k| view.quote[k] == 0) {
            if found.labels[k] == CONTENT {
                found.labels[k] = OUT;
            }
        }
    }
}

/// "More than a dozen staff said": words that bound a number belong to it.
fn quantity(view: &View<'_>, words: &[String], known: &PatternWords, found: &mut Found) {
    let Some(first) = source_of(found).next() else { return };
    let number = source_of(found).find(|&k| !known.has("quantity", &words[k])).unwrap_or(first);
    let dozen = matches!(words[number].as_str(), "a" | "an")
        && words.get(number + 1).is_some_and(|w| known.has("number", w));
    let counts = dozen || view.tags[number] == Tag::Number || known.has("number", &words[number]);
    let mut at = first;
    while counts && at > 0 && known.has("quantity", &words[at - 1]) && found.labels[at - 1] == OUT {
        at -= 1;
        found.labels[at] = SOURCE;
    }
}

/// "X reported, citing three people": who is cited is no part of what is reported.
fn citing(view: &View<'_>, words: &[String], found: &mut Found) {
    let end = view.len();
    let at = (found.cue + 1..end).find(|&k| {
        let next = words[k] == "citing" && view.quote[k] == 0;
        next && (view.tags[k - 1] == Tag::Comma || matches!(found.labels[k - 1], OUT | CUE | SOURCE))
    });
    let Some(at) = at.filter(|&k| found.labels[..k].contains(&CONTENT)) else { return };
    for slot in found.labels[at..].iter_mut().filter(|l| **l == CONTENT) {
        *slot = OUT;
    }
}
