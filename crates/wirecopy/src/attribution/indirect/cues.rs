//! Which words are cues: a linear model over the word, its frame, its tree and the lexicon.

use super::view::View;
use crate::attribution::clause;
use crate::language::model::{Table, Weights, feature};
use crate::language::{Relation, Tag};

/// Whether word `i` may be a cue at all.
pub(crate) fn is_candidate(view: &View<'_>, i: usize) -> bool {
    view.rates[i].0.cue > 0 || (view.tags[i].is_verb() && view.rates[i].0.seen < 40)
}

/// What the model goes by.
pub(crate) fn features(view: &View<'_>, i: usize, out: &mut Vec<u32>) {
    let n = view.len();
    let before = |k: usize| i.checked_sub(k).unwrap_or(n);
    let word = view.word(i);
    let tag = view.tag(i);
    let (all, framed) = (view.rates[i].0.step(), view.rates[i].1.step());
    let frame = view.frames[i] as u32;
    let head = view.heads[i];
    let subject = view.subject(i).unwrap_or(n);
    let (left, right) = view.edges[i];
    // The first verb that hangs on the right, and the first word of its branch.
    let clause = (i + 1..=right).find(|&k| view.heads[k] == i && view.tags[k].is_verb()).unwrap_or(n);
    let clause_first = view.edges.get(clause).map_or(n, |e| e.0);
    let clause_subject = if clause < n { u32::from(view.subject(clause).is_some()) } else { 2 };
    let object = (i + 1..=right)
        .find(|&k| view.heads[k] == i && (view.tags[k].is_noun() || view.tags[k] == Tag::Pronoun))
        .unwrap_or(n);
    // Which relations hang on it.
    let below = (left..=right)
        .filter(|&k| view.heads[k] == i && view.relation(k) != Relation::Punct as u32)
        .fold(0u64, |kinds, k| kinds | 1 << view.relation(k));
    let below = feature(0, below as u32, (below >> 32) as u32);
    let inside = u32::from(view.quote[i] != 0);
    let near_quote = {
        let any = |from: usize, to: usize| {
            u32::from((from..to.min(n)).any(|k| view.quote[k] != 0 && view.quote[k] != view.quote[i]))
        };
        any(i.saturating_sub(6), i) | any(i + 1, i + 7) << 1
    };
    let role = if head >= n { 2 } else { u32::from(head > i) };
    out.clear();
    out.extend([
        feature(1, 0, 0),
        feature(2, word, 0),
        feature(3, word, tag),
        feature(4, tag, frame),
        feature(5, word, frame),
        feature(6, all, 0),
        feature(7, framed, all),
        feature(8, framed, frame),
        feature(9, view.word(i + 1), tag),
        feature(10, view.word(before(1)), tag),
        feature(11, view.tag(before(1)), feature(0, view.tag(i + 1), tag)),
        feature(12, view.tag(i + 1), view.tag(i + 2)),
        feature(13, view.tag(before(1)), view.tag(before(2))),
        feature(14, word, view.word(i + 1)),
        feature(15, word, view.word(before(1))),
        feature(16, all, view.word(i + 1)),
        feature(17, all, view.tag(subject)),
        feature(18, view.word(subject), tag),
        feature(19, view.tag(subject), frame),
        feature(20, view.tag(head), role),
        feature(21, view.word(head), role),
        feature(22, all, feature(0, role, view.tag(head))),
        feature(23, view.tag(clause), feature(0, clause_subject, view.word(clause_first))),
        feature(24, all, feature(0, view.tag(clause), clause_subject)),
        feature(25, word, view.tag(clause)),
        feature(26, view.tag(object), frame),
        feature(27, word, view.word(object)),
        feature(28, view.word(object), all),
        feature(29, inside, all),
        feature(30, inside, tag),
        feature(31, near_quote, all),
        feature(32, near_quote, tag),
        feature(33, near_quote, word),
        feature(34, u32::from(view.title), all),
        feature(35, u32::from(view.title), word),
        feature(36, u32::from(left == i) + 2 * u32::from(right == i), tag),
        feature(37, view.forms[i].ends[1], tag),
        feature(38, view.word(subject), all),
        feature(39, view.word(head), word),
        feature(40, view.word(before(2)), word),
        feature(41, view.word(i + 2), word),
        feature(42, view.tag(subject), feature(0, view.tag(object), all)),
        feature(43, view.word(before(1)), feature(0, view.word(i + 1), 0)),
        feature(44, inside, feature(0, frame, all)),
        feature(45, view.word(subject), frame),
        feature(46, view.forms[i].ends[0], all),
        feature(47, view.relation(i), all),
        feature(48, view.relation(i), word),
        feature(49, view.relation(clause), all),
        feature(50, view.relation(clause), word),
        feature(51, below, all),
        feature(52, below, word),
        feature(53, below, feature(0, tag, frame)),
        feature(54, view.relation(i), feature(0, view.tag(head), tag)),
    ]);
}

/// The cues of a sentence, with their probability.
pub(crate) fn find(view: &View<'_>, weights: &Table, least: f32, out: &mut Vec<(usize, f32)>) {
    out.clear();
    let mut list = Vec::with_capacity(48);
    for i in 0..view.len() {
        if is_candidate(view, i) {
            features(view, i, &mut list);
            let p = weights.probability(weights.score(&list, 0));
            if p >= least {
                out.push((i, p));
            }
        }
    }
}

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
    use crate::attribution::lexicon::Frame;
    let Some(&(first, _)) = found.first() else { return };
    let more: Vec<(usize, f32)> = (first + 1..view.len())
        .filter(|&k| {
            let (all, framed) = view.rates[k];
            view.tags[k].is_verb()
                && matches!(view.frames[k], Frame::That | Frame::Clause)
                && framed.step().max(all.step()) >= 8
                && all.seen >= 20
                && view.subject(k).is_some()
                && !found.iter().any(|&(other, _)| other == k)
        })
        .map(|k| (k, 0.5))
        .collect();
    found.extend(more);
    found.sort_by_key(|&(k, _)| k);
}
