//! The parts of speech: the Penn treebank's as GUM and EWT use them, and the universal ones.

use super::Tag;

macro_rules! tags {
    ($enum:ident, $doc:literal, [$($name:ident $text:literal $meaning:literal),* $(,)?]) => {
        #[doc = $doc]
        #[non_exhaustive]
        #[repr(u8)]
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(clippy::upper_case_acronyms, reason = "the tags' own names")]
        pub enum $enum {
            #[default]
            $(#[doc = concat!("`", $text, "`: ", $meaning, ".")] $name),*
        }

        impl $enum {
            /// All, in the order of the numbers.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// Its name in treebanks.
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $text),* }
            }

            /// The one of a name in treebanks.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$name),)* _ => None }
            }
        }
    };
}

tags!(Penn, "A part of speech of the Penn treebank, with the additions of GUM and EWT.", [
    XX "XX" "unknown",
    CC "CC" "and, or, but",
    CD "CD" "number",
    DT "DT" "article, determiner",
    EX "EX" "there in “there is”",
    FW "FW" "foreign word",
    IN "IN" "preposition, conjunction that subordinates",
    JJ "JJ" "adjective",
    JJR "JJR" "adjective, comparative",
    JJS "JJS" "adjective, superlative",
    LS "LS" "mark of a list's item",
    MD "MD" "modal verb",
    NN "NN" "noun, singular",
    NNS "NNS" "noun, plural",
    NNP "NNP" "proper noun, singular",
    NNPS "NNPS" "proper noun, plural",
    PDT "PDT" "word before a determiner",
    POS "POS" "'s of a possessor",
    PRP "PRP" "personal pronoun",
    PRPS "PRP$" "possessive pronoun",
    RB "RB" "adverb",
    RBR "RBR" "adverb, comparative",
    RBS "RBS" "adverb, superlative",
    RP "RP" "particle of a verb",
    SYM "SYM" "symbol",
    TO "TO" "to before a verb",
    UH "UH" "interjection",
    VB "VB" "verb, base form",
    VBD "VBD" "verb, past tense",
    VBG "VBG" "verb, -ing form",
    VBN "VBN" "verb, past participle",
    VBP "VBP" "verb, present, not third person singular",
    VBZ "VBZ" "verb, present, third person singular",
    WDT "WDT" "which, that as determiner or relative",
    WP "WP" "who, what",
    WPS "WP$" "whose",
    WRB "WRB" "where, when, how, why",
    Stop "." "mark that ends a sentence",
    Comma "," "comma",
    Colon ":" "colon, semicolon, dash",
    Open "``" "opening quotation mark",
    Close "''" "closing quotation mark",
    LeftBracket "-LRB-" "opening bracket",
    RightBracket "-RRB-" "closing bracket",
    HYPH "HYPH" "hyphen",
    NFP "NFP" "superfluous mark, smiley",
    ADD "ADD" "address",
    AFX "AFX" "affix",
    GW "GW" "part of a word written apart",
    Dollar "$" "currency",
]);

tags!(Upos, "A universal part of speech.", [
    X "X" "other",
    ADJ "ADJ" "adjective",
    ADP "ADP" "adposition",
    ADV "ADV" "adverb",
    AUX "AUX" "auxiliary",
    CCONJ "CCONJ" "conjunction that coordinates",
    DET "DET" "determiner",
    INTJ "INTJ" "interjection",
    NOUN "NOUN" "noun",
    NUM "NUM" "number",
    PART "PART" "particle",
    PRON "PRON" "pronoun",
    PROPN "PROPN" "proper noun",
    PUNCT "PUNCT" "mark",
    SCONJ "SCONJ" "conjunction that subordinates",
    SYM "SYM" "symbol",
    VERB "VERB" "verb",
]);

impl Penn {
    /// The class the grammar patterns of this crate read.
    pub fn class(self) -> Tag {
        match self {
            Self::NN => Tag::Noun,
            Self::NNS => Tag::Nouns,
            Self::NNP | Self::NNPS => Tag::Name,
            Self::PRP => Tag::Pronoun,
            Self::PRPS => Tag::Possessive,
            Self::DT | Self::PDT => Tag::Determiner,
            Self::JJ | Self::JJR | Self::JJS | Self::AFX => Tag::Adjective,
            Self::RB | Self::RBR | Self::RBS => Tag::Adverb,
            Self::CD => Tag::Number,
            Self::CC => Tag::Conjunction,
            Self::IN => Tag::Preposition,
            Self::TO => Tag::To,
            Self::RP => Tag::Particle,
            Self::POS => Tag::Genitive,
            Self::EX => Tag::Existential,
            Self::MD => Tag::Modal,
            Self::VB => Tag::Verb,
            Self::VBD => Tag::Past,
            Self::VBN => Tag::Participle,
            Self::VBG => Tag::Gerund,
            Self::VBZ => Tag::Present,
            Self::VBP => Tag::PresentPlural,
            Self::WP | Self::WDT | Self::WRB | Self::WPS => Tag::Wh,
            Self::Stop => Tag::Stop,
            Self::Comma => Tag::Comma,
            Self::Colon => Tag::Colon,
            Self::Open | Self::LeftBracket => Tag::Open,
            Self::Close | Self::RightBracket => Tag::Close,
            _ => Tag::Other,
        }
    }
}
