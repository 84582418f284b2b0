//! Parts of speech, found left to right by a linear model over the word, its ending and its neighbours.

use super::forms::{Form, bit};
use super::model::{Weights, feature};

/// A part of speech: the Penn treebank's, the finest distinctions left out.
#[non_exhaustive]
#[repr(u8)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tag {
    /// Anything else: foreign words, interjections, symbols.
    #[default]
    Other,
    /// Noun, singular.
    Noun,
    /// Noun, plural.
    Nouns,
    /// Proper noun.
    Name,
    /// Personal pronoun.
    Pronoun,
    /// Possessive pronoun.
    Possessive,
    /// Article or other determiner.
    Determiner,
    /// Adjective.
    Adjective,
    /// Adverb.
    Adverb,
    /// Number.
    Number,
    /// "and", "or", "but".
    Conjunction,
    /// Preposition, or conjunction that subordinates ("that", "if").
    Preposition,
    /// "to".
    To,
    /// Particle of a verb ("out" in "point out").
    Particle,
    /// "'s" of a possessor.
    Genitive,
    /// "there" in "there is".
    Existential,
    /// "can", "will".
    Modal,
    /// Verb, base form.
    Verb,
    /// Verb, past tense.
    Past,
    /// Verb, past participle.
    Participle,
    /// Verb, -ing form.
    Gerund,
    /// Verb, third person present.
    Present,
    /// Verb, other present.
    PresentPlural,
    /// "who", "which", "what", "where".
    Wh,
    /// Final mark.
    Stop,
    /// Comma.
    Comma,
    /// Colon, semicolon, dash.
    Colon,
    /// Opening quotation mark or bracket.
    Open,
    /// Closing quotation mark or bracket.
    Close,
}

impl Tag {
    /// Every tag, in the order of the numbers.
    pub const ALL: [Self; 29] = [
        Self::Other,
        Self::Noun,
        Self::Nouns,
        Self::Name,
        Self::Pronoun,
        Self::Possessive,
        Self::Determiner,
        Self::Adjective,
        Self::Adverb,
        Self::Number,
        Self::Conjunction,
        Self::Preposition,
        Self::To,
        Self::Particle,
        Self::Genitive,
        Self::Existential,
        Self::Modal,
        Self::Verb,
        Self::Past,
        Self::Participle,
        Self::Gerund,
        Self::Present,
        Self::PresentPlural,
        Self::Wh,
        Self::Stop,
        Self::Comma,
        Self::Colon,
        Self::Open,
        Self::Close,
    ];

    /// Its number in models.
    pub(crate) fn index(self) -> usize {
        self as usize
    }

    /// Whether it is a form of a verb, modals left out.
    pub fn is_verb(self) -> bool {
        matches!(
            self,
            Self::Verb | Self::Past | Self::Participle | Self::Gerund | Self::Present | Self::PresentPlural
        )
    }

    /// Whether it is a noun or name.
    pub fn is_noun(self) -> bool {
        matches!(self, Self::Noun | Self::Nouns | Self::Name)
    }
}

impl Tag {
    /// Its name in tables.
    #[cfg(feature = "training")]
    pub(crate) fn name(self) -> &'static str {
        NAMES[self.index()]
    }

    /// The tag of a name in tables.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        NAMES.iter().position(|n| *n == name).map(|k| Self::ALL[k])
    }

    /// The tag of a Penn treebank tag.
    #[cfg(feature = "training")]
    pub(crate) fn from_penn(penn: &str) -> Self {
        match penn {
            "NN" => Self::Noun,
            "NNS" => Self::Nouns,
            "NNP" | "NNPS" => Self::Name,
            "PRP" => Self::Pronoun,
            "PRP$" => Self::Possessive,
            "DT" | "PDT" => Self::Determiner,
            "JJ" | "JJR" | "JJS" | "AFX" => Self::Adjective,
            "RB" | "RBR" | "RBS" => Self::Adverb,
            "CD" => Self::Number,
            "CC" => Self::Conjunction,
            "IN" => Self::Preposition,
            "TO" => Self::To,
            "RP" => Self::Particle,
            "POS" => Self::Genitive,
            "EX" => Self::Existential,
            "MD" => Self::Modal,
            "VB" => Self::Verb,
            "VBD" => Self::Past,
            "VBN" => Self::Participle,
            "VBG" => Self::Gerund,
            "VBZ" => Self::Present,
            "VBP" => Self::PresentPlural,
            "WP" | "WDT" | "WRB" | "WP$" => Self::Wh,
            _ => Self::Other,
        }
    }
}

const NAMES: [&str; 29] = [
    "X", "NN", "NNS", "NNP", "PRP", "PRP$", "DT", "JJ", "RB", "CD", "CC", "IN", "TO", "RP", "POS", "EX",
    "MD", "VB", "VBD", "VBN", "VBG", "VBZ", "VBP", "WH", ".", ",", ":", "(", ")",
];

/// The features of word `i`, the tags before it known.
pub(crate) fn features(forms: &[Form], tags: &[Tag], i: usize, out: &mut Vec<u32>) {
    let at = |k: Option<usize>| k.and_then(|j| forms.get(j)).copied().unwrap_or_default();
    let before = |k: usize| if i >= k { tags[i - k].index() as u32 } else { 77 };
    let (own, left, right, far) = (at(Some(i)), at(i.checked_sub(1)), at(Some(i + 1)), at(Some(i + 2)));
    let (t1, t2) = (before(1), before(2));
    out.clear();
    out.extend([
        feature(1, own.word, 0),
        feature(2, own.ends[0], own.shape),
        feature(3, own.ends[1], own.shape),
        feature(4, own.shape, u32::from(i == 0)),
        feature(5, left.word, 0),
        feature(6, right.word, 0),
        feature(7, t1, own.word),
        feature(8, t1, t2),
        feature(9, t1, own.ends[1]),
        feature(10, own.word, right.word),
        feature(11, own.word, right.tags),
        feature(12, t1, right.tags),
        feature(13, right.ends[1], 0),
        feature(14, t1, feature(0, t2, own.word)),
        feature(15, right.tags, far.tags),
        feature(16, own.tags, t1),
        feature(17, own.tags, right.tags),
        feature(18, left.word, own.word),
        feature(19, own.shape, feature(0, left.shape, right.shape)),
    ]);
}

/// The likeliest tags of a sentence's words, left to right.
pub(crate) fn tag(forms: &[Form], weights: &impl Weights, tags: &mut Vec<Tag>) {
    tags.clear();
    let mut list = Vec::with_capacity(24);
    for (i, form) in forms.iter().enumerate() {
        let possible = form.tags;
        if possible.is_power_of_two() {
            tags.push(Tag::ALL[possible.trailing_zeros() as usize % Tag::ALL.len()]);
            continue;
        }
        features(forms, tags, i, &mut list);
        let best = Tag::ALL
            .iter()
            .copied()
            .filter(|&t| possible & bit(t) != 0)
            .max_by_key(|&t| (weights.score(&list, t.index()), std::cmp::Reverse(t.index())));
        tags.push(best.unwrap_or_default());
    }
}
