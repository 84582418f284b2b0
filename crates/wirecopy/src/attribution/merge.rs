//! One list of what the reading of quotations and the reading of clauses found.
//!
//! Where both found the same words, the reading of quotations wins: it knows where pieces belong together.

use super::Attribution;
use super::agree::{self, Agreement, Others};
use super::follow;
use super::marks::Marks;
use crate::language::Segmented;
use crate::{Document, Span};

/// Puts both lists together in text order; references between attributions are renumbered.
pub(super) fn merge(
    document: &Document,
    words: &Segmented,
    marks: &Marks,
    mut direct: Vec<Attribution>,
    indirect: Vec<Attribution>,
) -> Vec<Attribution> {
    let others = Others::new(&indirect);
    for a in &mut direct {
        agree::release(words, marks, a, &others);
    }
    let mut taken: Vec<(Span, usize)> =
        direct.iter().enumerate().flat_map(|(k, a)| a.content.iter().map(move |&c| (c, k))).collect();
    taken.sort();
    // Outer ones alone, so that starts and ends both rise.
    let mut reach = 0;
    taken.retain(|(t, _)| {
        let outer = t.end() > reach;
        reach = reach.max(t.end());
        outer
    });
    let free = |a: &Attribution| {
        let free_of = |c: Span, may_hold: bool| {
            let from = taken.partition_point(|(t, _)| t.end() <= c.start());
            taken[from..].iter().take_while(|(t, _)| t.start() < c.end()).all(|&(_, k)| {
                // "Quill said Vasko told her “no”": one that holds cue and content of the other is its outer one.
                let inner = &direct[k];
                let cue = inner.cue.as_ref().map(|c| c.head);
                may_hold
                    && cue.is_some()
                    && cue != a.cue.as_ref().map(|c| c.head)
                    && inner.content.iter().copied().chain(cue).all(|s| c.contains(s) && c != s)
            })
        };
        // A cue inside somebody's words cannot reach out of them.
        a.content.iter().all(|&c| free_of(c, true)) && a.cue.as_ref().is_none_or(|c| free_of(c.head, false))
    };
    let keeps: Vec<bool> = indirect.iter().map(free).collect();
    let kept = direct.len();
    let mut out = direct;
    let mut by_cue: Vec<(Span, usize)> =
        indirect.iter().enumerate().filter_map(|(k, o)| Some((o.cue.as_ref()?.head, k))).collect();
    by_cue.sort();
    let agreement = Agreement { document, words, marks, taken: &taken };
    for (number, a) in out.iter_mut().enumerate() {
        if let Some(head) = a.cue.as_ref().map(|c| c.head)
            && let Some(&(_, k)) =
                by_cue.get(by_cue.partition_point(|&(h, _)| h < head)).filter(|c| c.0 == head)
        {
            agreement.settle(a, number, &indirect[k]);
        } else {
            agreement.adopt(a, number, &others);
        }
    }
    out.extend(indirect.into_iter().zip(keeps).filter_map(|(a, keep)| keep.then_some(a)));
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
    let mut out: Vec<Attribution> = order.iter().filter_map(|&k| sorted[k].take()).collect();
    nest(&mut out);
    follow::link(document, words, marks, &mut out);
    out
}

/// Leaves out what is less certain; references to it are dropped, others renumbered.
pub(super) fn keep_certain(all: &mut Vec<Attribution>, least: f32) {
    let mut place = Vec::with_capacity(all.len());
    let mut kept = 0u32;
    for a in all.iter() {
        let keeps = a.certainty() >= least;
        place.push(keeps.then_some(kept));
        kept += u32::from(keeps);
    }
    all.retain(|a| a.certainty() >= least);
    for a in all.iter_mut() {
        a.follows = a.follows.and_then(|k| place[k as usize]);
        a.nested_in = a.nested_in.and_then(|k| place[k as usize]);
    }
}

/// An attribution whose cue and content stand in another's content is nested in the smallest such one.
///
/// Attributions come in the order they start in, so those that may hold one are few: a stack of what has not
/// ended yet.
fn nest(all: &mut [Attribution]) {
    let inside = |piece: Span, outer: &Attribution| outer.content.iter().any(|c| c.contains(piece));
    let mut open: Vec<usize> = Vec::new();
    for k in 0..all.len() {
        let own = all[k].extent();
        open.retain(|&o| all[o].extent().end() > own.start());
        if all[k].nested_in.is_none() {
            let holder = open
                .iter()
                .copied()
                .filter(|&o| {
                    let outer = &all[o];
                    outer.extent() != own
                        && all[k].content.iter().all(|&c| inside(c, outer))
                        && all[k].cue.as_ref().is_none_or(|c| inside(c.head, outer))
                })
                .min_by_key(|&o| all[o].extent().len());
            all[k].nested_in = holder.map(|o| o as u32);
        }
        open.push(k);
    }
}
