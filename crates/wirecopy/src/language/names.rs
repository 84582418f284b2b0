//! Named entities: their kinds, the labels of their words, and the lists of the pack that hint at them.

use rustc_hash::FxHashMap;

use super::Pack;
use super::forms::{Form, fold, hash};
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

/// The kind of a label, and whether a name begins with it.
pub(crate) fn read_label(label: Label) -> Option<(NameKind, bool)> {
    let at = usize::from(label.checked_sub(1)?);
    Some((*NameKind::ALL.get(at / 2)?, at % 2 == 0))
}

/// Words that names are made of, from the tables of the pack.
#[derive(Debug, Default)]
pub(crate) struct Gazetteer(FxHashMap<u32, u32>);

impl Gazetteer {
    pub(crate) fn load(pack: &Pack) -> Self {
        let mut out: FxHashMap<u32, u32> = FxHashMap::default();
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

    pub(crate) fn hints(&self, form: &Form) -> u32 {
        if form.capital() { self.0.get(&form.word).copied().unwrap_or(0) } else { 0 }
    }
}

/// The label of a corpus's name for it: `B-PERSON`, `O`; `None` where it does not say.
#[cfg(feature = "training")]
pub(crate) fn label_of(text: &str) -> Option<Label> {
    if text == "O" {
        return Some(0);
    }
    let (part, kind) = text.split_once('-')?;
    let kind = NameKind::ALL.iter().position(|k| k.name() == kind)?;
    Some((2 * kind + if part == "B" { 1 } else { 2 }) as Label)
}
