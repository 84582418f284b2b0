//! One list of what the reading of quotations and the reading of clauses found.
//!
//! Where both found the same words, the reading of quotations wins: it knows where pieces belong together.

use super::Attribution;
use crate::Span;

/// Puts both lists together in text order; references between attributions are renumbered.
pub(super) fn merge(direct: Vec<Attribution>, indirect: Vec<Attribution>) -> Vec<Attribution> {
    let mut taken: Vec<Span> = direct.iter().flat_map(|a| a.content.iter().copied()).collect();
    taken.sort();
    let free = |a: &Attribution| {
        a.content.iter().all(|c| {
            let from = taken.partition_point(|t| t.end() <= c.start());
            taken.get(from).is_none_or(|t| t.start() >= c.end())
        })
    };
    let kept = direct.len();
    let mut out = direct;
    let mut by_cue: Vec<(Span, usize)> =
        indirect.iter().enumerate().filter_map(|(k, o)| Some((o.cue.as_ref()?.head, k))).collect();
    by_cue.sort();
    for a in &mut out {
        // A subject fetched from an earlier clause: the tree of the sentence knows better which.

        if a.confidence.source < 0.7
            && let Some(head) = a.cue.as_ref().map(|c| c.head)
            && let Some(&(_, k)) =
                by_cue.get(by_cue.partition_point(|&(h, _)| h < head)).filter(|c| c.0 == head)
            && let Some(source) = indirect[k].source.as_ref().filter(|s| s.spans.len() == 1)
        {
            let other = &indirect[k];
            a.source = Some(source.clone());
            a.confidence.source = other.confidence.source;
        }
    }
    out.extend(indirect.into_iter().filter(free));
    let mut order: Vec<usize> = (0..out.len()).collect();
    order.sort_by_key(|&k| (out[k].extent(), k));
    let mut place = vec![0u32; out.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old] = new as u32;
    }
    for a in &mut out[..kept] {
        a.follows = a.follows.and_then(|k| place.get(k as usize).copied());
        a.nested_in = a.nested_in.and_then(|k| place.get(k as usize).copied());
    }
    let mut sorted: Vec<Option<Attribution>> = out.into_iter().map(Some).collect();
    order.iter().filter_map(|&k| sorted[k].take()).collect()
}
