//! The cue lexicon: how often a word was a cue, in which frame, and what kind of act it reports.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::CueClass;
use crate::language::Pack;
use crate::language::forms::{Form, fold, form, hash};

/// What stands next to a possible cue.
#[repr(u8)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Frame {
    /// A quotation touches it, or comma and quotation.
    Quote,
    /// "that" follows.
    That,
    /// A clause without "that" follows.
    Clause,
    /// "to" and a verb follow.
    To,
    /// "who", "why", "whether" follow.
    Wh,
    /// "as" follows.
    As,
    /// Another preposition follows.
    Prep,
    /// A noun phrase follows.
    Noun,
    /// A comma or the start of the sentence before its subject, a stop after it: "…, she said."
    Tail,
    /// A colon or comma follows.
    Mark,
    /// Something else.
    Other,
}

impl Frame {
    pub(crate) const ALL: [Self; 11] = [
        Self::Quote,
        Self::That,
        Self::Clause,
        Self::To,
        Self::Wh,
        Self::As,
        Self::Prep,
        Self::Noun,
        Self::Tail,
        Self::Mark,
        Self::Other,
    ];

    /// Its name in the table.
    pub(crate) fn name(self) -> &'static str {
        ["quote", "that", "clause", "to", "wh", "as", "prep", "noun", "tail", "mark", "other"][self as usize]
    }

    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|f| f.name() == name)
    }
}

/// How often something was a cue, of how often it was seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Rate {
    pub(crate) cue: u32,
    pub(crate) seen: u32,
}

impl Rate {
    /// Log-odds in coarse steps, drawn towards rare for what was seldom seen; never seen is a step of its own.
    pub(crate) fn step(self) -> u32 {
        if self.seen == 0 {
            return 15;
        }
        let p = (f64::from(self.cue) + 0.2) / (f64::from(self.seen) + 1.5);
        let odds = (p / (1.0 - p)).ln() * 1.2;
        // From -7 to 6, counted from 0.
        (0..13).take_while(|&k| odds >= f64::from(k) - 6.5).count() as u32
    }
}

/// What is known of one word as a cue.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) lemma: Cow<'static, str>,
    pub(crate) class: CueClass,
    pub(crate) all: Rate,
    pub(crate) frames: [Rate; Frame::ALL.len()],
}

/// The cue lexicon of a pack.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    entries: FxHashMap<u64, Entry>,
    /// Classes that hold in one frame alone: "warn to" is directive.
    framed: FxHashMap<(u64, Frame), CueClass>,
    /// The class of each lemma that has one in all frames.
    classes: FxHashMap<&'static str, CueClass>,
    /// What the network sees in place of a caller's own verbs, which it was never shown.
    posing: FxHashMap<u32, Form>,
}

impl Lexicon {
    pub(crate) fn load(pack: &Pack) -> Self {
        let mut out = Self::default();
        for row in pack.rows("cues") {
            let [form, lemma, class, cue, seen, frames] = row[..] else { continue };
            let mut entry = Entry {
                lemma: lemma.into(),
                class: CueClass::from_name(class).unwrap_or(CueClass::Say),
                all: Rate { cue: cue.parse().unwrap_or(0), seen: seen.parse().unwrap_or(0) },
                frames: [Rate::default(); Frame::ALL.len()],
            };
            for part in frames.split(' ') {
                let Some((name, counts)) = part.split_once(':') else { continue };
                if let (Some(frame), Some((cue, seen))) = (Frame::from_name(name), counts.split_once('/')) {
                    entry.frames[frame as usize] =
                        Rate { cue: cue.parse().unwrap_or(0), seen: seen.parse().unwrap_or(0) };
                }
            }
            out.entries.insert(hash(form), entry);
        }
        for row in pack.rows("cue_classes") {
            let (Some(lemma), Some(class)) = (row.first(), row.get(1)) else { continue };
            let Some(class) = CueClass::from_name(class) else { continue };
            if row.get(2).is_none_or(|frames| frames.is_empty()) {
                out.classes.insert(lemma, class);
            }
            for frame in row.get(2).into_iter().flat_map(|f| f.split(' ')).filter_map(Frame::from_name) {
                out.framed.insert((hash(lemma), frame), class);
            }
        }
        out
    }

    /// Adds a verb of saying of the caller's own: each form is taken as that form of "say" is.
    pub(crate) fn add(&mut self, lemma: &str, forms: impl Iterator<Item = (String, &'static str)>) {
        for (word, like) in forms {
            if self.get(&word).is_none_or(|e| e.all.cue == 0) {
                self.posing.insert(fold(hash(&word)), form(like, [false; 2]));
            }
            if let Some(entry) = self.entries.get(&hash(like)).cloned() {
                let entry = Entry { lemma: lemma.to_owned().into(), ..entry };
                self.entries.insert(hash(&word), entry);
            }
        }
    }

    /// What the network sees of a word: a caller's own verb as the same form of "say", but for its look.
    pub(crate) fn seen(&self, form: Form) -> Form {
        self.posing.get(&form.word).map_or(form, |like| Form { shape: form.shape, ..*like })
    }

    pub(crate) fn get(&self, word: &str) -> Option<&Entry> {
        self.entries.get(&hash(word))
    }

    pub(crate) fn get_hash(&self, word: u64) -> Option<&Entry> {
        self.entries.get(&word)
    }

    /// The lemma and class of a cue in a frame; a word outside the table is neutral saying.
    pub(crate) fn class(&self, word: &str, frame: Frame) -> (String, CueClass) {
        if let Some(entry) = self.get(word) {
            let framed = self.framed.get(&(hash(&entry.lemma), frame)).copied();
            return (entry.lemma.clone().into_owned(), framed.unwrap_or(entry.class));
        }
        let word = word.to_lowercase();
        let lemma = self.lemma(&word).map(|(lemma, class)| (lemma.to_owned(), class));
        lemma.unwrap_or((word, CueClass::Say))
    }

    /// The lemma that a regular form belongs to, when it is known as one of a cue.
    fn lemma(&self, word: &str) -> Option<(&'static str, CueClass)> {
        let stems = ["", "s", "es", "d", "ed", "ing"].into_iter().filter_map(|end| word.strip_suffix(end));
        let known = |stem: &str| self.classes.get_key_value(stem).map(|(&lemma, &class)| (lemma, class));
        stems.into_iter().find_map(known).or_else(|| known(&format!("{}e", word.strip_suffix("ing")?)))
    }
}
