//! Puts gestures among the attributions: sorted by where they start, numbers that refer to others kept right.

use crate::attribution::Attribution;

/// Drops those marked in `dropped`, adds `added`, sorts.
pub(super) fn merge(attributions: &mut Vec<Attribution>, dropped: &[bool], added: Vec<Attribution>) {
    let old = std::mem::take(attributions);
    let mut all: Vec<(Option<usize>, Attribution)> = old
        .into_iter()
        .enumerate()
        .filter(|(k, _)| !dropped.get(*k).copied().unwrap_or(false))
        .map(|(k, a)| (Some(k), a))
        .chain(added.into_iter().map(|a| (None, a)))
        .collect();
    all.sort_by_key(|(k, a)| {
        (a.extent().start(), std::cmp::Reverse(a.extent().end()), k.unwrap_or(usize::MAX))
    });
    let mut place = vec![None; dropped.len()];
    for (now, (before, _)) in all.iter().enumerate() {
        if let Some(slot) = before.and_then(|k| place.get_mut(k)) {
            *slot = Some(now as u32);
        }
    }
    let moved = |n: Option<u32>| n.and_then(|k| place.get(k as usize).copied().flatten());
    attributions.extend(all.into_iter().map(|(_, mut a)| {
        a.follows = moved(a.follows);
        a.nested_in = moved(a.nested_in);
        a
    }));
}
