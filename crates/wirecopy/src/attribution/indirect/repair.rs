//! What labels alone cannot know: a source is one noun phrase, content does not run into the next attribution,
//! a participle shares its subject with the verb before it.

use super::roles::{CONTENT, CUE, OUT, SOURCE};
use super::view::View;
use crate::attribution::clause;
use crate::language::{Relation, Tag};

/// One cue with the labels of its sentence.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) cue: usize,
    pub(crate) p: f32,
    pub(crate) labels: Vec<u8>,
    /// What found it: the model, or a rule.
    pub(crate) rule: &'static str,
}

impl Found {
    fn run(&self, label: u8, near: usize) -> Option<(usize, usize)> {
        let mut best: Option<(usize, usize)> = None;
        let mut i = 0;
        while i < self.labels.len() {
            if self.labels[i] != label {
                i += 1;
                continue;
            }
            let from = i;
            while i < self.labels.len() && self.labels[i] == label {
                i += 1;
            }
            let gap = |(a, b): (usize, usize)| if b <= near { near - b } else { a.saturating_sub(near) };
            if best.is_none_or(|b| gap((from, i)) < gap(b)) {
                best = Some((from, i));
            }
        }
        best
    }

    fn clear(&mut self, from: usize, to: usize, label: u8) {
        for slot in self.labels.iter_mut().take(to).skip(from).filter(|l| **l == label) {
            *slot = OUT;
        }
    }
}

/// Mends all attributions of a sentence.
pub(super) fn sentence(text: &str, view: &View<'_>, all: &mut [Found]) {
    for found in all.iter_mut() {
        stay_in_clause(text, view, found);
        source(text, view, found);
    }
    let cues: Vec<usize> = all.iter().map(|f| f.cue).collect();
    for found in all.iter_mut() {
        coordination(view, found, &cues);
        fill(view, found);
    }
    shared_subjects(view, all);
    outer_attribution(view, all);
    tail(view, all);
    participles(text, view, all);
    for found in all.iter_mut() {
        scraps(view, found);
    }
}

/// Nothing is taken from beyond a semicolon outside quotations.
fn stay_in_clause(text: &str, view: &View<'_>, found: &mut Found) {
    let (from, to) = (clause::start(text, view, found.cue), clause::end(text, view, found.cue));
    let n = found.labels.len();
    for label in [SOURCE, CONTENT, CUE] {
        found.clear(0, from, label);
        found.clear(to, n, label);
    }
}

/// A source is one stretch, and holds no sentence.
fn source(text: &str, view: &View<'_>, found: &mut Found) {
    let Some((mut from, mut to)) = found.run(SOURCE, found.cue) else { return };
    // "He has been critical of the handling and referred to …": what is said of the source is not the source.
    let predicate = (from..to).find(|&k| {
        view.relations.iter().zip(&view.heads).any(|(r, &h)| *r == Relation::Cop && h == k)
            && view.subject(k).is_some_and(|s| s < from)
    });
    if to <= found.cue
        && let Some(subject) = predicate.and_then(|k| view.subject(k))
    {
        found.clear(from, to, SOURCE);
        (from, to) = (view.edges[subject].0, view.edges[subject].1 + 1);
        found.labels[from..to].fill(SOURCE);
    }
    if to <= found.cue {
        // "In a statement on Feb. 27, the board said": the day is no part of the board.
        let date = from > 0 && view.tags[from - 1] == Tag::Preposition && found.labels[from - 1] == OUT;
        if let Some(mark) = (from..to).find(|&k| date && view.tags[k] == Tag::Comma)
            && (mark + 1..to).any(|k| view.tags[k].is_noun() || view.tags[k] == Tag::Pronoun)
        {
            from = mark + 1;
        }
        let last = clause::bare_finite(view, from, to).last();
        if let Some(verb) = last {
            let boundary =
                (verb + 1..to.saturating_sub(1)).rev().find(|&k| clause::is_boundary(text, view, k));
            if let Some(k) = boundary {
                from = k + 1;
            } else {
                let first = clause::bare_finite(view, from, to).next().unwrap_or(to);
                if first > from {
                    to = first;
                }
            }
        }
    } else if from > found.cue
        && let Some(verb) = clause::bare_finite(view, from, to).next()
        && let Some(mark) = (from..verb).rev().find(|&k| matches!(view.tags[k], Tag::Comma | Tag::Colon))
    {
        to = mark;
    }
    for (k, label) in found.labels.iter_mut().enumerate() {
        if *label == SOURCE && !(from..to).contains(&k) {
            *label = OUT;
        }
    }
}

/// "… and said", "but confirmed": content ends before a second verb of the same subject.
fn coordination(view: &View<'_>, found: &mut Found, cues: &[usize]) {
    let n = found.labels.len();
    for &other in cues.iter().filter(|&&c| c > found.cue + 1) {
        let same = clause::same_form(view, other, found.cue);
        let joint = other - 1 - usize::from(view.tags[other - 1] == Tag::Adverb);
        if same
            && view.tags[joint] == Tag::Conjunction
            && joint > found.cue
            && clause::is_level(view, joint, found.cue)
            && found.labels[joint..].contains(&CONTENT)
        {
            found.clear(joint, n, CONTENT);
            return;
        }
    }
}

/// "declined to name … but confirmed that …": a verb right after "and" or "but" has the subject of the first.
fn shared_subjects(view: &View<'_>, all: &mut [Found]) {
    for k in 1..all.len() {
        let cue = all[k].cue;
        let joint = cue - 1 - usize::from(cue > 1 && view.tags[cue - 1] == Tag::Adverb);
        if view.tags[joint] != Tag::Conjunction {
            continue;
        }
        let first = (0..k).find(|&g| {
            clause::same_form(view, all[g].cue, cue)
                && all[g].labels.contains(&SOURCE)
                && view.quote[all[g].cue] == view.quote[cue]
                && all[g].cue < joint
        });
        let Some(g) = first else { continue };
        let subject: Vec<usize> = (0..view.len()).filter(|&i| all[g].labels[i] == SOURCE).collect();
        if subject.last().is_none_or(|&last| last > all[g].cue) {
            continue;
        }
        let n = all[k].labels.len();
        all[k].clear(0, n, SOURCE);
        all[k].clear(0, joint + 1, CUE);
        all[k].clear(0, joint + 1, CONTENT);
        for i in subject {
            all[k].labels[i] = SOURCE;
        }
    }
}

/// Between two pieces of content on the same side of the cue lies content, unless source or cue stand there.
fn fill(view: &View<'_>, found: &mut Found) {
    let content: Vec<usize> = (0..found.labels.len()).filter(|&k| found.labels[k] == CONTENT).collect();
    for pair in content.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        if b - a > 1 && b - a <= 9 && found.labels[a + 1..b].iter().all(|&l| l == OUT) {
            // A gap that begins with a comma and ends with one may hold another attribution.
            let fenced = view.tags[a + 1] == Tag::Comma && view.tags[b - 1] == Tag::Comma && b - a > 3;
            if !fenced {
                found.labels[a + 1..b].fill(CONTENT);
            }
        }
    }
}

/// Where one attribution's content holds another's cue, the inner one does not take the outer one's words.
fn outer_attribution(view: &View<'_>, all: &mut [Found]) {
    for outer in 0..all.len() {
        for inner in 0..all.len() {
            let holds = outer != inner
                && all[outer].labels[all[inner].cue] == CONTENT
                && all[inner].labels[all[outer].cue] == CONTENT;
            if !holds {
                continue;
            }
            let (outer_cue, inner_cue) = (all[outer].cue, all[inner].cue);
            // The one whose words stand at the edge, fenced off by a comma, is the outer one.
            let last = (0..view.len())
                .rev()
                .find(|&k| matches!(all[outer].labels[k], CUE | SOURCE))
                .unwrap_or(outer_cue);
            let first =
                (0..view.len()).find(|&k| matches!(all[outer].labels[k], CUE | SOURCE)).unwrap_or(outer_cue);
            let at_end = last + 2 >= view.len() || matches!(view.tags[last + 1], Tag::Comma | Tag::Stop);
            let fenced = first > 0 && view.tags[first - 1] == Tag::Comma;
            if first > inner_cue && fenced && at_end {
                for k in first - 1..=last {
                    if all[inner].labels[k] == CONTENT {
                        all[inner].labels[k] = OUT;
                    }
                }
            }
        }
    }
}

/// "Kaldova has agreed to sell the pumps in a deal that could leave it dry, sources have warned.": what ends a sentence,
/// fenced off by a comma, gives all before it, and is part of nothing else.
fn tail(view: &View<'_>, all: &mut [Found]) {
    let n = view.len();
    for outer in 0..all.len() {
        let found = &all[outer];
        let own = |k: &usize| matches!(found.labels[*k], CUE | SOURCE);
        let (Some(first), Some(last)) = ((0..n).find(own), (0..n).rev().find(own)) else { continue };
        let ends = last + 2 >= n && found.labels.contains(&SOURCE) && found.p >= 0.6;
        let fenced = first > 2 && view.tags[first - 1] == Tag::Comma && found.labels[first - 2] == CONTENT;
        if !ends || !fenced || view.quote[first] != 0 {
            continue;
        }
        let from = (0..first - 1).rev().take_while(|&k| found.labels[k] == CONTENT).last().unwrap_or(0);
        let inside = from > 0
            && found.labels[..from].iter().all(|&l| l == OUT)
            && !matches!(
                view.tags[from - 1],
                Tag::Comma | Tag::Colon | Tag::Conjunction | Tag::Stop | Tag::Open | Tag::Close
            )
            && view.quote[from - 1] == view.quote[from];
        if inside {
            all[outer].labels[..from].fill(CONTENT);
        }
        for (_, other) in all.iter_mut().enumerate().filter(|(k, f)| *k != outer && f.cue < first - 1) {
            other.clear(first - 1, n, CONTENT);
        }
    }
}

/// ", adding that …": a participle without a subject has that of the attribution before it.
fn participles(text: &str, view: &View<'_>, all: &mut [Found]) {
    for k in 1..all.len() {
        let cue = all[k].cue;
        let before = cue.checked_sub(1 + usize::from(cue > 1 && view.tags[cue - 1] == Tag::Adverb));
        let shares = view.tags[cue] == Tag::Gerund && before.is_some_and(|b| view.tags[b] == Tag::Comma);
        if !shares {
            continue;
        }
        // The nearest cue on the left that is not itself inside another's content.
        let governor = (0..k).rev().find(|&g| {
            let word = &text[view.spans[all[g].cue].range()];
            !word.eq_ignore_ascii_case("citing")
                && !all.iter().enumerate().any(|(o, f)| o != g && o != k && f.labels[all[g].cue] == CONTENT)
                && all[g].labels.contains(&SOURCE)
        });
        if let Some(g) = governor {
            let from: Vec<bool> = all[g].labels.iter().map(|&l| l == SOURCE).collect();
            for (slot, is) in all[k].labels.iter_mut().zip(&from) {
                if *is {
                    *slot = SOURCE;
                } else if *slot == SOURCE {
                    *slot = OUT;
                }
            }
            let joint = before.unwrap_or(cue);
            let n = all[g].labels.len();
            for other in all.iter_mut().filter(|f| f.cue < joint) {
                other.clear(joint, n, CONTENT);
            }
        }
    }
}

/// A few words far from the cue, when there is a longer piece, are an error.
fn scraps(view: &View<'_>, found: &mut Found) {
    let mut runs = Vec::new();
    let mut i = 0;
    while i < found.labels.len() {
        let from = i;
        while i < found.labels.len() && found.labels[i] == CONTENT {
            i += 1;
        }
        if i > from {
            runs.push((from, i));
        } else {
            i += 1;
        }
    }
    let Some(longest) = runs.iter().map(|(a, b)| b - a).max() else { return };
    for &(from, to) in &runs {
        let short = to - from <= 3 && longest >= 6;
        let subject = to <= found.cue && longest > 0 && runs.iter().any(|r| r.0 > found.cue);
        let has_verb = (from..to).any(|k| view.tags[k].is_verb());
        let quoted = (from..to).any(|k| view.quote[k] != 0);
        if short && !subject && !has_verb && !quoted {
            found.clear(from, to, CONTENT);
        }
    }
}
