//! Corrections for single constructions, after the labels are mended: clauses after a noun, agents of passives,
//! "according to", contents that are no content.

use super::patterns::{PatternWords, lower};
use super::repair::Found;
use super::roles::{CONTENT, CUE, OUT, SOURCE};
use super::view::View;
use crate::attribution::lexicon::Frame;
use crate::attribution::{clause, phrase};
use crate::language::Tag;

/// Corrects each attribution of a sentence, and drops those that are none.
pub(super) fn sentence(text: &str, view: &View<'_>, known: &PatternWords, all: &mut Vec<Found>) {
    let words = lower(text, view);
    for found in all.iter_mut().filter(|f| f.rule == "model") {
        complementizer(view, &words, found);
        noun_clause(view, &words, found);
        addressee(view, found);
        speaking(view, &words, found);
        agent(view, &words, found);
        according(view, &words, found);
        cue(view, found);
    }
    all.retain(|f| f.rule != "model" || is_one(view, &words, known, f));
    let others = all.clone();
    all.retain(|f| f.rule != "model" || !others.iter().any(|o| o.cue != f.cue && yields(view, f, o)));
}

/// Whether `found` gives way to `other`: it takes the other's cue for its source, or tells of a deed inside the
/// other's content.
fn yields(view: &View<'_>, found: &Found, other: &Found) -> bool {
    let according = other.labels.get(other.cue + 1) == Some(&CUE) && view.tags[other.cue + 1] == Tag::To;
    let robs = (found.p < other.p || according)
        && (0..view.len()).any(|k| found.labels[k] == SOURCE && other.labels[k] == CUE && k != found.cue);
    let deed = other.labels[found.cue] == CONTENT
        && (found.p < 0.6 || view.tags[found.cue] == Tag::Gerund)
        && !(0..view.len()).any(|k| {
            found.labels[k] == CONTENT
                && (clause::is_finite(view, k)
                    || view.quote[k] != 0
                    || view.tags[k] == Tag::To && view.tags.get(k + 1) == Some(&Tag::Verb))
        });
    robs || deed
}

/// A cue is one stretch of words around its head, and crosses no comma after it.
fn cue(view: &View<'_>, found: &mut Found) {
    let n = view.len();
    let mut to = found.cue + 1;
    while to < n && found.labels[to] == CUE && view.tags[to] != Tag::Comma {
        to += 1;
    }
    for slot in found.labels[to..].iter_mut().filter(|l| **l == CUE) {
        *slot = OUT;
    }
}

/// Content that begins a few words late begins at "that", or right after the verb.
fn complementizer(view: &View<'_>, words: &[String], found: &mut Found) {
    let cue = found.cue;
    let Some(first) = (cue + 1..view.len()).find(|&k| found.labels[k] == CONTENT) else { return };
    let start = match view.frames[cue] {
        Frame::That => (cue + 1..first).find(|&k| words[k] == "that"),
        Frame::Clause | Frame::Wh | Frame::To => Some(cue + 1),
        _ => None,
    };
    let Some(start) = start else { return };
    let near = first - start <= 4 && first > start;
    let open = found.labels[start..first].iter().all(|&l| l == OUT);
    let plain =
        (start..first).all(|k| !matches!(view.tags[k], Tag::Comma | Tag::Colon | Tag::Open | Tag::Close));
    let phrase = matches!(view.tags[start], Tag::Preposition | Tag::Adverb) && words[start] != "that";
    if near && open && plain && !phrase {
        found.labels[start..first].fill(CONTENT);
    }
}

/// "had told her the reserve was empty": the pronoun is who is told.
fn addressee(view: &View<'_>, found: &mut Found) {
    let next = found.cue + 1;
    let told = view.frames[found.cue] == Frame::Clause
        && found.labels.get(next) == Some(&CONTENT)
        && view.tags[next] == Tag::Pronoun
        && view.tags.get(next + 1).is_some_and(|t| {
            t.is_noun() || matches!(t, Tag::Pronoun | Tag::Determiner | Tag::Possessive | Tag::Adjective)
        });
    if told {
        found.labels[next] = OUT;
    }
}

/// "An official, speaking to Nordwire, said": where and to whom somebody speaks is no part of who it is.
fn speaking(view: &View<'_>, words: &[String], found: &mut Found) {
    let labels = &found.labels;
    let first = (1..view.len()).find(|&k| {
        phrase::is_occasion_participle(&words[k])
            && view.tags[k - 1] == Tag::Comma
            && labels[k] == SOURCE
            && labels[..k].contains(&SOURCE)
    });
    if let Some(k) = first {
        let end = (k..view.len()).find(|&i| labels[i] != SOURCE).unwrap_or(view.len());
        found.labels[k - 1..end].fill(OUT);
    }
}

/// "The claim that the pumps were sold has never been tested": the clause ends before the verb of the noun.
fn noun_clause(view: &View<'_>, words: &[String], found: &mut Found) {
    let cue = found.cue;
    if !matches!(view.tags[cue], Tag::Noun | Tag::Nouns) {
        // "Quill's warning that …" may pass for a verb.
        let owned =
            cue > 0 && matches!(view.tags[cue - 1], Tag::Genitive | Tag::Possessive | Tag::Determiner);
        if !owned {
            return;
        }
    }
    if words.get(cue + 1).is_none_or(|w| w != "that") || found.labels[cue + 1] != CONTENT {
        return;
    }
    let n = view.len();
    let Some(verb) = (cue + 2..n).find(|&k| clause::is_finite(view, k)) else { return };
    let mut at = verb + 1;
    while at < n && (view.tags[at].is_verb() || matches!(view.tags[at], Tag::Adverb | Tag::Modal)) {
        // The verb group goes on, unless a new finite verb begins another.
        if matches!(view.tags[at], Tag::Present | Tag::PresentPlural | Tag::Modal)
            || (view.tags[at] == Tag::Past && view.tags[at - 1] != Tag::Adverb)
        {
            break;
        }
        at += 1;
    }
    for (k, word) in words.iter().enumerate().skip(at) {
        match view.tags[k] {
            Tag::Comma | Tag::Conjunction | Tag::Wh | Tag::Colon | Tag::Stop => return,
            Tag::Preposition if word == "that" => return,
            _ => {}
        }
        // "that the ice was thin went unheard": a past tense may pass for a participle.
        let past = view.tags[k] == Tag::Participle && view.tags[k - 1] == Tag::Adjective;
        if clause::is_finite(view, k) || past {
            let mut end = k;
            while end > verb + 1 && view.tags[end - 1] == Tag::Adverb {
                end -= 1;
            }
            for slot in found.labels[end..].iter_mut().filter(|l| **l == CONTENT) {
                *slot = OUT;
            }
            // "The claim that he filed was denied": a relative clause leaves nothing after its verb.
            if end == verb + 1 && view.tags[verb] == Tag::Past {
                found.labels.fill(OUT);
            }
            return;
        }
    }
}

/// "were reported lost by the fire brigade": who follows "by" is the source.
fn agent(view: &View<'_>, words: &[String], found: &mut Found) {
    let cue = found.cue;
    let n = view.len();
    let passive = view.tags[cue] == Tag::Participle && found.labels[..cue].contains(&CUE);
    if !passive || found.labels.contains(&SOURCE) {
        return;
    }
    let Some(by) = (cue + 1..n.min(cue + 7)).find(|&k| words[k] == "by") else { return };
    let end = phrase::end(view, by + 1, n);
    let closes = end >= n || matches!(view.tags[end], Tag::Stop | Tag::Comma | Tag::Colon);
    if end > by + 1 && closes && view.tags[by + 1] != Tag::Gerund {
        found.labels[by] = OUT;
        found.labels[by + 1..end].fill(SOURCE);
    }
}

/// "According to X, which cited Y, …": the relative clause is the source's, and the content comes after it.
fn according(view: &View<'_>, words: &[String], found: &mut Found) {
    let cue = found.cue;
    let n = view.len();
    if words[cue] != "according" || words.get(cue + 1).is_none_or(|w| w != "to") {
        return;
    }
    let first = cue + 2;
    let mut end = phrase::end(view, first, n);
    let citing = (first..end).find(|&k| words[k] == "citing");
    end = citing.unwrap_or(end);
    if end == first || (end >= n && cue <= 1) {
        return;
    }
    // A source on the left is content: who is meant follows "to".
    if cue > 1 {
        for k in 0..n {
            if found.labels[k] == SOURCE && k < cue {
                found.labels[k] = CONTENT;
            } else if found.labels[k] == SOURCE && !(first..end).contains(&k) && !(first..n).contains(&k) {
                found.labels[k] = OUT;
            }
        }
        if !found.labels[first..].contains(&SOURCE) {
            found.labels[first..end].fill(SOURCE);
        }
        return;
    }
    if (view.tags[end] == Tag::Comma && view.tags.get(end + 1) == Some(&Tag::Wh))
        || view.tags[end] == Tag::Gerund
    {
        let Some(close) = (end + 2..n).find(|&k| view.tags[k] == Tag::Comma) else { return };
        end = close;
    } else if view.tags[end] != Tag::Comma {
        return;
    }
    let last = if view.tags[n - 1] == Tag::Stop { n - 1 } else { n };
    let to = (end + 1..n).find(|&k| view.tags[k] == Tag::Colon && words[k] == ";").unwrap_or(last);
    if end + 1 >= to {
        return;
    }
    found.labels.fill(OUT);
    found.labels[cue..first].fill(CUE);
    let citing = (first..end).find(|&k| words[k] == "citing").unwrap_or(end);
    found.labels[first..citing].fill(SOURCE);
    found.labels[end + 1..to].fill(CONTENT);
}

/// Whether it is an attribution at all.
fn is_one(view: &View<'_>, words: &[String], known: &PatternWords, found: &Found) -> bool {
    let content: Vec<usize> = (0..view.len()).filter(|&k| found.labels[k] == CONTENT).collect();
    let Some(&first) = content.first() else { return false };
    let cue = words[found.cue].as_str();
    let verb = |k: &usize| view.tags[*k].is_verb() || view.tags[*k] == Tag::Modal;
    let quoted = content.iter().any(|&k| view.quote[k] != 0);
    // "said little"
    if content.len() == 1
        && !quoted
        && matches!(view.tags[first], Tag::Adverb | Tag::Adjective | Tag::Determiner | Tag::Pronoun)
        && view.rates[found.cue].0.step() >= 9
    {
        return false;
    }
    // "said a prayer": what is said is named, not told.
    if content.len() <= 3
        && !quoted
        && view.frames[found.cue] == Frame::Noun
        && matches!(words[first].as_str(), "a" | "an")
        && !content.iter().any(verb)
        && view.rates[found.cue].0.step() >= 9
    {
        return false;
    }
    // "Seats were assigned according to age."
    if cue == "according" {
        let source: Vec<usize> = (0..view.len()).filter(|&k| found.labels[k] == SOURCE).collect();
        if let [one] = source[..]
            && known.has("criterion", &words[one])
        {
            return false;
        }
    }
    // "citing three people": a link of a chain, not a content of its own.
    if matches!(cue, "citing" | "cited" | "cites") && !quoted && words[first] != "that" {
        return false;
    }
    // "The claim that he filed was denied": what is denied is the claim, and nobody says so.
    let passive = view.tags[found.cue] == Tag::Participle && found.labels[..found.cue].contains(&CUE);
    let noun =
        |k: &usize| view.tags[*k].is_noun() && view.frames[*k] == Frame::That && view.rates[*k].0.cue > 0;
    if passive && found.p < 0.6 && !quoted && !found.labels.contains(&SOURCE) && content.iter().any(noun) {
        return false;
    }
    // "waving the “Orrin file” about": a verb that was never a cue.
    if view.rates[found.cue].0.cue == 0 && found.p < 0.6 {
        return false;
    }
    // "imposed a freeze": a verb never seen with a bare noun phrase tells of a deed.
    !(view.rates[found.cue].1.step() <= 5 && !quoted && !content.iter().any(verb) && found.p < 0.9
        || view.rates[found.cue].0.seen == 0 && !quoted && !content.iter().any(verb) && found.p < 0.9)
}
