//! Cues the network is less sure of, and the lexicon or the sentence surer.

use super::view::View;
use crate::attribution::clause;
use crate::attribution::lexicon::Frame;
use crate::language::{Relation, Tag};

/// "described the plan as unworkable **and called** its author …": a verb often used as a cue, joined to one.
pub(crate) fn coordinated(view: &View<'_>, found: &mut Vec<(usize, f32)>) {
    let mut more = Vec::new();
    for &(cue, p) in found.iter() {
        let end = view.len().min(cue + 40);
        more.extend((cue + 2..end).filter_map(|k| {
            let joint = k - 1 - usize::from(view.tags[k - 1] == Tag::Adverb);
            let same = clause::same_form(view, k, cue)
                && view.tags[joint] == Tag::Conjunction
                && view.quote[k] == view.quote[cue]
                && view.rates[k].0.step() >= 7
                && !found.iter().any(|&(other, _)| other == k);
            same.then_some((k, p.min(0.6)))
        }));
    }
    more.sort_by_key(|&(k, _)| k);
    more.dedup_by_key(|&mut (k, _)| k);
    found.extend(more);
    found.sort_by_key(|&(k, _)| k);
}

/// "Quill said Vasko had told her the reserve was empty": inside a clause that is content already, only a word
/// that is nearly always a cue, with a subject of its own and a clause after it, is one more. The corpus the
/// model is learned from leaves these out, so they are asked of the lexicon.
pub(crate) fn embedded(view: &View<'_>, found: &mut Vec<(usize, f32)>) {
    if found.is_empty() {
        return;
    }
    let more: Vec<(usize, f32)> = (0..view.len())
        .filter(|&k| {
            let (all, framed) = view.rates[k];
            view.tags[k].is_verb()
                && (matches!(view.frames[k], Frame::That | Frame::Clause) || has_clause(view, k))
                && framed.step().max(all.step()) >= 5
                && all.seen >= 20
                && view.subject(k).is_some()
                && !found.iter().any(|&(other, _)| other == k)
        })
        .map(|k| (k, 0.5))
        .collect();
    found.extend(more);
    found.sort_by_key(|&(k, _)| k);
}

/// Whether a verb after it, with a subject of its own, hangs on the word as its clause.
fn has_clause(view: &View<'_>, k: usize) -> bool {
    let end = view.len().min(k + 40);
    let hangs = |i: usize| view.heads[i] == k && view.relations[i] == Relation::Ccomp;
    (k + 1..end).any(|i| hangs(i) && view.subject(i).is_some())
}
