//! [`Tag`]: the classes of words the grammar patterns read.

/// A part of speech: the Penn treebank's, the finest distinctions left out: what grammar patterns read. See [`Penn`](super::Penn).
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

    /// Whether it is a form that a clause has for itself: finite, or a modal.
    pub(crate) fn is_finite(self) -> bool {
        matches!(self, Self::Past | Self::Present | Self::PresentPlural | Self::Modal)
    }

    /// Whether it is a noun or name.
    pub fn is_noun(self) -> bool {
        matches!(self, Self::Noun | Self::Nouns | Self::Name)
    }
}

/// The names of the tags in tables.
const NAMES: [&str; 29] = [
    "X", "NN", "NNS", "NNP", "PRP", "PRP$", "DT", "JJ", "RB", "CD", "CC", "IN", "TO", "RP", "POS", "EX",
    "MD", "VB", "VBD", "VBN", "VBG", "VBZ", "VBP", "WH", ".", ",", ":", "(", ")",
];

impl Tag {
    /// The tag of a name in tables.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        NAMES.iter().position(|n| *n == name).map(|k| Self::ALL[k])
    }
}
