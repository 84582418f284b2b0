//! Classes of words the entity layer asks for, as a set a word: one look at the table a word, not one a question.

use rustc_hash::FxHashMap;

use crate::language::Pack;
use std::borrow::Cow;

macro_rules! classes {
    ($($class:ident $name:literal,)*) => {
        /// A class of the tables `entity_words` and `first_names`; the last few are of words that begin a phrase of
        /// a class of `source_phrases`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Class { $($class,)* }

        const NAMES: &[(&str, Class)] = &[$(($name, Class::$class),)*];
    };
}

classes! {
    Affiliation "affiliation",
    Allowed "allowed",
    Article "article",
    AskingCover "asking_cover",
    Auxiliary "auxiliary",
    Be "be",
    Conjunction "conjunction",
    DeniedThing "denied_thing",
    DescribedBy "described_by",
    Determiner "determiner",
    Epithet "epithet",
    Feminine "feminine",
    First "first",
    FrameStart "frame_start",
    GestureFiller "gesture_filler",
    Given "given",
    Glued "glued",
    Hidden "hidden",
    Identity "identity",
    Linking "linking",
    Masculine "masculine",
    Negation "negation",
    Neuter "neuter",
    NoAgent "no_agent",
    Noble "noble",
    Particle "particle",
    Plural "plural",
    PointingBack "pointing_back",
    Possessive "possessive",
    Preposition "preposition",
    ReportNoun "report_noun",
    Saying "saying",
    SentenceInitial "sentence_initial",
    SpeakingOut "speaking_out",
    SpeaksFor "speaks_for",
    Suffix "suffix",
    Time "time",
    Unnamed "unnamed",
    Weekday "weekday",
    Wh "wh",
    Basis "begins basis",
    Condition "begins condition",
    Reason "begins reason",
    Withheld "begins withheld",
    Partial "begins partial",
}

impl Class {
    fn named(name: &str) -> Option<Self> {
        NAMES.iter().find(|(n, _)| *n == name).map(|&(_, class)| class)
    }

    /// The class of the words that begin a phrase of a class of `source_phrases`.
    pub(super) fn that_begins(class: &str) -> Option<Self> {
        Self::named(&format!("begins {class}"))
    }
}

/// The classes a word is in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Classes(u64);

impl Classes {
    pub(super) fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u64) != 0
    }

    /// Whether it is in one of them.
    pub(super) fn any(self, classes: &[Class]) -> bool {
        classes.iter().any(|&c| self.has(c))
    }
}

/// The words with their classes.
#[derive(Debug, Default)]
pub(super) struct ClassTable(FxHashMap<Cow<'static, str>, Classes>);

impl ClassTable {
    pub(super) fn load(pack: &Pack) -> Self {
        let mut out = Self::default();
        for row in pack.rows("entity_words").chain(pack.rows("first_names")) {
            if let [class, list, ..] = row.as_slice() {
                for word in list.split(' ') {
                    out.add(Cow::Borrowed(word), Class::named(class));
                }
            }
        }
        for row in pack.rows("source_phrases") {
            if let [class, phrase, ..] = row.as_slice() {
                let first = phrase.split(' ').next().unwrap_or_default();
                out.add(Cow::Owned(first.to_ascii_lowercase()), Class::that_begins(class));
            }
        }
        out
    }

    fn add(&mut self, word: Cow<'static, str>, class: Option<Class>) {
        if let Some(class) = class {
            self.0.entry(word).or_default().0 |= 1 << class as u64;
        }
    }

    /// The classes of a word as it is written in the tables.
    pub(super) fn of(&self, word: &str) -> Classes {
        self.0.get(word).copied().unwrap_or_default()
    }
}
