//! Named entities: persons, organisations, places and the rest, found left to right by a linear model over words,
//! tags, neighbours, lists of names, and what the same word was earlier in the text.

use std::collections::HashMap;

use super::forms::{Form, fold, hash};
use super::model::{Weights, feature};
use super::{Pack, Penn};
use crate::Span;

/// What a name is the name of.
#[non_exhaustive]
#[repr(u8)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// A person, real or invented.
    Person,
    /// A company, a government body, a party, a team, an outlet.
    Organization,
    /// A country, a town, a region, a building.
    Place,
    /// Anything else: peoples, laws, events, works.
    Misc,
}

impl NameKind {
    /// All, in the order of the numbers.
    pub const ALL: &[Self] = &[Self::Person, Self::Organization, Self::Place, Self::Misc];

    /// Its name in corpora: `PERSON`, `ORGANIZATION`, `LOCATION`, `MISC`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "PERSON",
            Self::Organization => "ORGANIZATION",
            Self::Place => "LOCATION",
            Self::Misc => "MISC",
        }
    }
}

/// A name in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    pub(crate) span: Span,
    pub(crate) tokens: std::ops::Range<usize>,
    pub(crate) kind: NameKind,
}

impl Name {
    /// Where it is.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Which tokens it consists of.
    pub fn tokens(&self) -> std::ops::Range<usize> {
        self.tokens.clone()
    }

    /// What it is the name of.
    pub fn kind(&self) -> NameKind {
        self.kind
    }
}

/// A token's part in names: 0 for none, `1 + 2 * kind` where a name begins, `2 + 2 * kind` where it goes on.
pub(crate) type Label = u8;

#[cfg(feature = "training")]
pub(crate) const LABELS: usize = 9;

/// The kind of a label, and whether a name begins with it.
pub(crate) fn read_label(label: Label) -> Option<(NameKind, bool)> {
    let at = usize::from(label.checked_sub(1)?);
    Some((*NameKind::ALL.get(at / 2)?, at % 2 == 0))
}

/// Words that names are made of, from the tables of the pack.
#[derive(Debug, Default)]
pub(crate) struct Gazetteer(HashMap<u32, u32>);

impl Gazetteer {
    pub(crate) fn load(pack: &Pack) -> Self {
        let mut out: HashMap<u32, u32> = HashMap::new();
        let mut add = |words: &str, bit: u32| {
            for (k, word) in words.split([' ', '_']).filter(|w| w.len() > 1).enumerate() {
                // The first word of a name of several is another hint than the others.
                *out.entry(fold(hash(word))).or_default() |= 1 << (2 * bit + u32::from(k > 0));
            }
        };
        for row in pack.rows("first_names").filter(|r| r.len() > 1) {
            row[1].split(' ').for_each(|w| add(w, 0));
        }
        for row in pack.rows("titles") {
            add(row[0], 1);
        }
        for row in pack.rows("bodies") {
            add(row[0], if row.get(1) == Some(&"place") { 2 } else { 3 });
        }
        for row in pack.rows("body_words") {
            add(row[0], 4);
        }
        for row in pack.rows("outlets") {
            add(row[0], 5);
        }
        for row in pack.rows("story_countries") {
            add(row[0], 2);
            row.get(1).into_iter().for_each(|c| c.split(' ').for_each(|w| add(w, 6)));
            row.get(2).into_iter().for_each(|p| p.split(' ').for_each(|w| add(w, 7)));
        }
        Self(out)
    }

    fn hints(&self, form: &Form) -> u32 {
        if form.capital() { self.0.get(&form.word).copied().unwrap_or(0) } else { 0 }
    }
}

/// What words were earlier in the text: the label each had last, in the middle of a sentence or not.
pub(crate) type Seen = HashMap<u32, Label>;

/// Whether word `i` can be in a name at all, the label before it known.
pub(crate) fn may_be(form: &Form, tag: Penn, before: Label, next: Option<&Form>) -> bool {
    form.capital()
        || matches!(tag, Penn::NNP | Penn::NNPS)
        || before != 0 && (next.is_some_and(Form::capital) || form.shape & 2 != 0)
        || form.shape & 2 != 0 && next.is_some_and(Form::capital)
}

/// The features of word `i`, the labels before it known.
pub(crate) fn features(
    forms: &[Form],
    tags: &[Penn],
    labels: &[Label],
    i: usize,
    style: u32,
    lists: &Gazetteer,
    seen: &Seen,
    out: &mut Vec<u32>,
) {
    let at = |k: Option<usize>| k.and_then(|j| forms.get(j)).copied().unwrap_or_default();
    let tag = |k: Option<usize>| k.and_then(|j| tags.get(j)).map_or(88, |t| *t as u32);
    let (own, left, right) = (at(Some(i)), at(i.checked_sub(1)), at(Some(i + 1)));
    let (back, far) = (at(i.checked_sub(2)), at(Some(i + 2)));
    let (t, tl, tr) = (tag(Some(i)), tag(i.checked_sub(1)), tag(Some(i + 1)));
    let l1 = if i > 0 { u32::from(labels[i - 1]) } else { 20 };
    let l2 = if i > 1 { u32::from(labels[i - 2]) } else { 20 };
    let look = own.look();
    let hint = lists.hints(&own);
    let (hl, hr) = (lists.hints(&left), lists.hints(&right));
    let earlier = seen.get(&own.word).map_or(30, |l| u32::from(*l));
    let next_seen = seen.get(&right.word).map_or(30, |l| u32::from(*l));
    // The next words in capitals: how many, and the last of them.
    let run = forms[i + 1..].iter().take(4).take_while(|f| f.capital()).count();
    let end = at(Some(i + run));
    let after = at(Some(i + run + 1));
    let start = u32::from(i == 0 || i == 1 && left.mark());
    out.clear();
    out.extend([
        feature(1, own.word, own.shape & 1),
        feature(2, own.word, l1),
        feature(3, own.ends[1], look),
        feature(4, own.far[0], look),
        feature(5, own.far[1], look),
        feature(6, feature(0, look, start), feature(0, l1, style)),
        feature(7, left.word, l1),
        feature(8, right.word, l1),
        feature(9, left.word, own.word),
        feature(10, own.word, right.word),
        feature(11, back.word, left.word),
        feature(12, right.word, far.word),
        feature(13, t, feature(0, tl, tr)),
        feature(14, t, l1),
        feature(15, l1, l2),
        feature(16, hint, l1),
        feature(17, hint, look),
        feature(18, hr, feature(0, l1, look)),
        feature(19, hl, feature(0, l1, look)),
        feature(20, earlier, feature(0, l1, look)),
        feature(21, next_seen, feature(0, l1, look)),
        feature(22, earlier, hint),
        feature(23, end.word, l1),
        feature(24, after.word, feature(0, l1, run as u32)),
        feature(25, lists.hints(&end), feature(0, hint, l1)),
        feature(26, right.shape, feature(0, look, left.shape)),
        feature(27, left.ends[1], look),
        feature(28, right.ends[1], look),
        feature(29, back.word, look),
        feature(30, far.word, look),
        feature(31, feature(0, own.ends[0], right.ends[1]), look),
        feature(32, own.word, feature(0, style, start)),
        feature(33, tl, feature(0, left.word, look)),
        feature(34, after.word, hint),
    ]);
}

/// The labels of a sentence's words.
pub(crate) fn label(
    forms: &[Form],
    tags: &[Penn],
    lists: &Gazetteer,
    weights: &impl Weights,
    seen: &mut Seen,
    labels: &mut Vec<Label>,
    list: &mut Vec<u32>,
) {
    labels.clear();
    let style = super::tagger::style(forms);
    for i in 0..forms.len() {
        let before = labels.last().copied().unwrap_or(0);
        let label = if may_be(&forms[i], tags[i], before, forms.get(i + 1)) {
            features(forms, tags, labels, i, style, lists, seen, list);
            super::tagger::choose(possible(before), list, weights) as Label
        } else {
            0
        };
        labels.push(label);
    }
    remember(forms, labels, style, seen);
}

/// The labels that can follow one.
pub(crate) fn possible(before: Label) -> u64 {
    let begins = 0b0_1010_1011;
    match read_label(before) {
        Some((kind, _)) => begins | 1 << (2 + 2 * kind as u64),
        None => begins,
    }
}

/// Keeps what the words of a sentence were, for the sentences after it.
pub(crate) fn remember(forms: &[Form], labels: &[Label], style: u32, seen: &mut Seen) {
    if style >= 2 {
        return;
    }
    for (form, &label) in forms.iter().zip(labels) {
        if label != 0 && form.capital() {
            seen.insert(form.word, label);
        }
    }
}
