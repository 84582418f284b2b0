//! Captions and headlines that repeat a quote of the body: the same quote once, shown twice.

use std::collections::HashMap;

use super::names;
use crate::attribution::{Attribution, Flag};
use crate::document::BlockKind;
use crate::{Document, Span};

/// The words inside marks of an attribution, in compared form.
fn words(document: &Document, spans: &[Span]) -> Vec<String> {
    spans
        .iter()
        .flat_map(|s| document.slice(*s).split(|c: char| !c.is_alphanumeric()))
        .filter(|w| !w.is_empty())
        .map(names::fold)
        .collect()
}

fn is_display(zone: BlockKind) -> bool {
    matches!(zone, BlockKind::Caption | BlockKind::Title)
}

/// Marks display quotes that repeat one of the body and links them to it. `fits` says whether the attribution
/// of the body can be the display's, and how well, by their sources.
pub(super) fn link(
    document: &Document,
    attributions: &mut [Attribution],
    fits: impl Fn(&Attribution, &Attribution) -> Option<u32>,
) {
    let mut shown: Vec<(usize, Vec<String>)> = Vec::new();
    let mut body: HashMap<String, Vec<usize>> = HashMap::new();
    let mut all: Vec<Vec<String>> = Vec::with_capacity(attributions.len());
    for (k, a) in attributions.iter().enumerate() {
        let found = words(document, &a.quoted);
        if !found.is_empty() {
            if is_display(a.zone) {
                shown.push((k, found.clone()));
            } else {
                // By pairs of words: enough to find candidates, cheap on any input.
                for pair in pairs(&found) {
                    let list = body.entry(pair).or_default();
                    if list.len() < 8 && list.last() != Some(&k) {
                        list.push(k);
                    }
                }
            }
        }
        all.push(found);
    }
    for (k, found) in shown {
        let mut candidates: Vec<usize> =
            pairs(&found).flat_map(|p| body.get(&p).into_iter().flatten().copied()).collect();
        candidates.sort_unstable();
        candidates.dedup();
        let best = candidates
            .into_iter()
            .filter(|&c| repeats(&found, &all[c]))
            .filter_map(|c| Some((fits(&attributions[k], &attributions[c])?, c)))
            .max_by_key(|&(fit, c)| (fit, std::cmp::Reverse(c)));
        if let Some((_, c)) = best {
            let a = &mut attributions[k];
            a.flags.set(Flag::Display);
            a.follows = Some(c as u32);
        }
    }
}

/// Neighbouring words; a single word by itself.
fn pairs(words: &[String]) -> impl Iterator<Item = String> + '_ {
    let single = (words.len() == 1).then(|| words[0].clone());
    words.windows(2).map(|w| format!("{} {}", w[0], w[1])).chain(single)
}

/// Whether at least four fifths of the words of `shown` stand in `body`, in order.
fn repeats(shown: &[String], body: &[String]) -> bool {
    let mut at = 0;
    let mut hits = 0;
    for word in shown {
        if let Some(step) = body[at..].iter().position(|w| w == word) {
            hits += 1;
            at += step + 1;
        }
    }
    hits * 5 >= shown.len() * 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shortened_repeat_counts_and_another_quote_does_not() {
        let cut = |s: &str| s.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let body = cut("one key aim is to show the wall is weak and so make the sale more likely");
        assert!(repeats(&cut("one key aim is to show the wall is weak"), &body));
        assert!(!repeats(&cut("the wall was never weak in any way"), &body));
    }
}
