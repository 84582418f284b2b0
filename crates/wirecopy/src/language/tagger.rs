//! Parts of speech, found left to right by a linear model over the word, its ending and its neighbours.

use super::Penn;
use super::forms::Form;
use super::model::{Weights, feature};

/// The features of word `i`, the tags before it known.
pub(crate) fn features(forms: &[Form], tags: &[Penn], i: usize, style: u32, out: &mut Vec<u32>) {
    let at = |k: Option<usize>| k.and_then(|j| forms.get(j)).copied().unwrap_or_default();
    let before = |k: usize| if i >= k { tags[i - k] as u32 } else { 77 };
    let (own, left, right) = (at(Some(i)), at(i.checked_sub(1)), at(Some(i + 1)));
    let (far, back) = (at(Some(i + 2)), at(i.checked_sub(2)));
    let (t1, t2) = (before(1), before(2));
    let (amb, next, after) = (own.class(), right.class(), far.class());
    let look = own.look();
    out.clear();
    out.extend([
        feature(1, own.word, own.shape & 1),
        feature(2, own.ends[0], look),
        feature(3, own.ends[1], look),
        feature(4, own.shape, u32::from(i == 0)),
        feature(5, left.word, amb),
        feature(6, right.word, amb),
        feature(7, t1, own.word),
        feature(8, t1, t2),
        feature(9, t1, own.ends[1]),
        feature(10, own.word, right.word),
        feature(11, own.word, next),
        feature(12, t1, next),
        feature(13, right.ends[1], amb),
        feature(14, t1, feature(0, t2, own.word)),
        feature(15, next, after),
        feature(16, amb, t1),
        feature(17, amb, next),
        feature(18, left.word, own.word),
        feature(19, look, feature(0, left.look(), right.look())),
        feature(20, own.far[0], look),
        feature(21, own.far[1], look & 1),
        feature(22, back.word, amb),
        feature(23, far.word, amb),
        feature(24, feature(0, t1, t2), amb),
        feature(25, left.ends[1], amb),
        feature(26, feature(0, t1, next), amb),
        feature(27, right.shape, own.shape),
        feature(28, style, look),
        feature(29, feature(0, style, look), amb),
        feature(30, feature(0, t1, own.ends[0]), look),
        feature(31, feature(0, left.word, right.word), amb),
        feature(32, feature(0, t1, t2), feature(0, amb, next)),
        feature(33, feature(0, t1, next), own.word),
    ]);
}

/// How a sentence is written: 0 in small letters, 1 with some capitals, 2 in title case, 3 all in capitals.
pub(crate) fn style(forms: &[Form]) -> u32 {
    let (mut words, mut capitals, mut shouted) = (0, 0, 0);
    for form in forms.iter().filter(|f| f.wordlike()) {
        words += 1;
        capitals += usize::from(form.capital());
        shouted += usize::from(form.shouted());
    }
    if 10 * shouted >= 7 * words && words > 1 {
        3
    } else if 10 * capitals >= 6 * words && words > 2 {
        2
    } else {
        u32::from(capitals > 0)
    }
}

/// The likeliest tags of a sentence's words, left to right.
pub(crate) fn tag(forms: &[Form], weights: &impl Weights, tags: &mut Vec<Penn>, list: &mut Vec<u32>) {
    tags.clear();
    let style = style(forms);
    for (i, form) in forms.iter().enumerate() {
        let best = if form.tags.is_power_of_two() {
            form.tags.trailing_zeros() as usize
        } else {
            features(forms, tags, i, style, list);
            choose(form.tags, list, weights)
        };
        tags.push(Penn::ALL[best % Penn::ALL.len()]);
    }
}

/// The best of the tags whose bits are set; the first of equals.
pub(crate) fn choose(mut possible: u64, list: &[u32], weights: &impl Weights) -> usize {
    let mut best = (i32::MIN, 0);
    while possible != 0 {
        let tag = possible.trailing_zeros() as usize;
        possible &= possible - 1;
        let score = weights.score(list, tag);
        if score > best.0 {
            best = (score, tag);
        }
    }
    best.1
}
