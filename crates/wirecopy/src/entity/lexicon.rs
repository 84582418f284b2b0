//! What the language pack knows of names and sources: titles, outlets, bodies, source nouns, numbers.

use rustc_hash::{FxHashMap, FxHashSet};

use super::antecedents::Weights;
use super::classes::{Class, ClassTable, Classes};
use crate::attribution::{Anonymity, SourceType};
use crate::language::Pack;

/// Grammatical gender as the text shows it; never a guess from a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Masculine,
    Feminine,
}

/// What is known of a noun that can name a source.
#[derive(Clone, Copy, Debug)]
pub(super) struct SourceNoun {
    pub(super) singular: &'static str,
    pub(super) kind: NounKind,
    pub(super) anonymity: Anonymity,
    pub(super) gender: Option<Gender>,
    pub(super) plural: bool,
}

/// What a source noun stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NounKind {
    Person,
    Generic,
    Group,
    Of(SourceType),
}

/// What is known of an outlet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Outlet {
    pub(super) kind: &'static str,
    /// Also a common word: an outlet only where it passes something on.
    pub(super) needs_frame: bool,
}

/// A phrase, whole and cut into words.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    pub(super) whole: &'static str,
    pub(super) words: Vec<&'static str>,
}

/// What a listed name is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Body {
    Place,
    Of(SourceType),
}

/// How a frame changes the number after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NumberFrame {
    Min,
    Over,
    Max,
    Under,
    About,
    Exact,
}

/// The tables, made once from a pack.
#[derive(Debug)]
pub(crate) struct Lexicon {
    /// Titles of the caller's own.
    own_titles: FxHashSet<String>,
    /// Other names of the caller's own, in compared form without an article, with the names they stand for.
    aliases: FxHashMap<String, String>,
    titles: FxHashMap<&'static str, (Option<Gender>, bool)>,
    nouns: FxHashMap<&'static str, Vec<SourceNoun>>,
    outlets: FxHashMap<&'static str, Outlet>,
    bodies: FxHashMap<&'static str, Body>,
    body_words: FxHashMap<&'static str, SourceType>,
    numbers: FxHashMap<&'static str, (u32, Option<u32>)>,
    frames: FxHashMap<&'static str, NumberFrame>,
    phrases: Vec<(Class, Phrase)>,
    classes: ClassTable,
    gestures: Vec<super::patterns::Pattern>,
    gestures_by: FxHashMap<&'static str, Vec<usize>>,
    lemmas: FxHashMap<&'static str, &'static str>,
    /// Kinds of bases and reasons by words that show them, in the order of the table.
    grounds: FxHashMap<&'static str, Vec<(&'static str, &'static str)>>,
    pub(super) weights: Weights,
}

fn gender(field: Option<&&'static str>) -> Option<Gender> {
    match field.copied() {
        Some("m") => Some(Gender::Masculine),
        Some("f") => Some(Gender::Feminine),
        _ => None,
    }
}

impl Lexicon {
    pub(crate) fn load(pack: &Pack) -> Self {
        let mut nouns: FxHashMap<&'static str, Vec<SourceNoun>> = FxHashMap::default();
        for row in pack.rows("source_nouns") {
            let [singular, plural, kind, anonymity, rest @ ..] = row.as_slice() else { continue };
            let kind = match *kind {
                "person" => NounKind::Person,
                "generic" => NounKind::Generic,
                "group" => NounKind::Group,
                "media" => NounKind::Of(SourceType::MediaOutlet),
                other => match SourceType::from_name(other) {
                    Some(kind) => NounKind::Of(kind),
                    None => continue,
                },
            };
            let anonymity = Anonymity::from_name(anonymity).unwrap_or(Anonymity::UnnamedRole);
            let mut noun =
                SourceNoun { singular, kind, anonymity, gender: gender(rest.first()), plural: false };
            if !matches!(kind, NounKind::Generic | NounKind::Group) || singular == plural {
                nouns.entry(singular).or_default().push(noun);
            }
            noun.plural = true;
            if singular != plural {
                nouns.entry(plural).or_default().push(noun);
            }
        }
        let phrases = pack
            .rows("source_phrases")
            .filter_map(|r| {
                let whole = *r.get(1)?;
                Some((Class::that_begins(r.first()?)?, Phrase { whole, words: whole.split(' ').collect() }))
            })
            .collect();
        let gestures: Vec<_> =
            pack.rows("gestures").filter_map(|r| super::patterns::Pattern::parse(&r)).collect();
        let mut gestures_by: FxHashMap<&'static str, Vec<usize>> = FxHashMap::default();
        for (k, pattern) in gestures.iter().enumerate() {
            for word in pattern.first_words() {
                gestures_by.entry(word).or_default().push(k);
            }
        }
        let lemmas = pack
            .rows("gesture_lemmas")
            .filter_map(|r| Some((*r.first()?, *r.get(1)?)))
            .flat_map(|(lemma, forms)| forms.split(' ').map(move |f| (f, lemma)))
            .collect();
        let mut grounds: FxHashMap<&'static str, Vec<(&'static str, &'static str)>> = FxHashMap::default();
        for row in pack.rows("source_grounds") {
            if let [what, kind, words, ..] = row.as_slice() {
                grounds.entry(what).or_default().push((kind, words));
            }
        }
        Self {
            own_titles: FxHashSet::default(),
            aliases: FxHashMap::default(),
            titles: pack
                .rows("titles")
                .map(|r| (r[0], (gender(r.get(1)), r.get(2).is_some_and(|c| *c == "honorific"))))
                .collect(),
            nouns,
            outlets: pack
                .rows("outlets")
                .map(|r| {
                    let outlet = Outlet {
                        kind: r.get(1).copied().unwrap_or("site"),
                        needs_frame: r.get(4).is_some_and(|f| *f == "frame"),
                    };
                    (r[0], outlet)
                })
                .collect(),
            bodies: pack
                .rows("bodies")
                .filter_map(|r| {
                    let kind = *r.get(1)?;
                    let body =
                        if kind == "place" { Body::Place } else { Body::Of(SourceType::from_name(kind)?) };
                    Some((r[0], body))
                })
                .collect(),
            body_words: pack
                .rows("body_words")
                .filter_map(|r| Some((r[0], SourceType::from_name(r.get(1)?)?)))
                .collect(),
            numbers: pack
                .rows("numbers")
                .filter_map(|r| {
                    Some((r[0], (r.get(1)?.parse().ok()?, r.get(2).and_then(|m| m.parse().ok()))))
                })
                .collect(),
            frames: pack
                .rows("number_frames")
                .filter_map(|r| {
                    let frame = match *r.get(1)? {
                        "min" => NumberFrame::Min,
                        "over" => NumberFrame::Over,
                        "max" => NumberFrame::Max,
                        "under" => NumberFrame::Under,
                        "about" => NumberFrame::About,
                        _ => NumberFrame::Exact,
                    };
                    Some((r[0], frame))
                })
                .collect(),
            phrases,
            classes: ClassTable::load(pack),
            gestures,
            gestures_by,
            lemmas,
            grounds,
            weights: Weights::load(pack),
        }
    }

    /// The kinds of bases or reasons, with words that show them.
    pub(super) fn grounds(&self, what: &str) -> &[(&'static str, &'static str)] {
        self.grounds.get(what).map_or(&[], Vec::as_slice)
    }

    /// A title before a name: its gender, and whether it is only a form of address.
    pub(super) fn title(&self, word: &str) -> Option<(Option<Gender>, bool)> {
        self.titles.get(word).copied().or_else(|| self.own_titles.contains(word).then_some((None, false)))
    }

    /// Adds a title of the caller's own.
    pub(crate) fn add_title(&mut self, word: &str) {
        self.own_titles.insert(word.to_owned());
    }

    /// Adds another name of somebody.
    pub(crate) fn add_alias(&mut self, other: &str, name: &str) {
        self.aliases.insert(alias_key(other), name.to_owned());
    }

    /// The name that words are another name for.
    pub(super) fn alias(&self, words: &str) -> Option<&str> {
        if self.aliases.is_empty() {
            return None;
        }
        self.aliases.get(&alias_key(words)).map(String::as_str)
    }

    /// The readings of a noun in small letters.
    pub(super) fn nouns(&self, word: &str) -> &[SourceNoun] {
        self.nouns.get(word).map_or(&[], Vec::as_slice)
    }

    pub(super) fn outlet(&self, name: &str) -> Option<Outlet> {
        let bare = name.strip_prefix("the ").unwrap_or(name);
        self.outlets.get(bare).or_else(|| self.outlets.get(bare.strip_prefix("The ")?)).copied()
    }

    pub(super) fn body(&self, name: &str) -> Option<Body> {
        self.bodies.get(name).copied()
    }

    /// What a capitalised word makes of the name it stands in.
    pub(super) fn body_word(&self, word: &str) -> Option<SourceType> {
        self.body_words.get(word).copied()
    }

    pub(super) fn number(&self, words: &str) -> Option<(u32, Option<u32>)> {
        if let Some(n) = words.strip_suffix("-odd").and_then(|n| self.number(n)) {
            return Some((n.0, None));
        }
        self.numbers.get(words).copied().or_else(|| {
            if !words.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'+')) {
                return None;
            }
            let digits = words.replace(',', "");
            let n: u32 = digits.parse().ok()?;
            Some((n, Some(n)))
        })
    }

    pub(super) fn number_frame(&self, words: &str) -> Option<NumberFrame> {
        self.frames.get(words).copied()
    }

    /// The phrases whose first words are of a class.
    pub(super) fn phrases(&self, class: Class) -> impl Iterator<Item = &Phrase> {
        self.phrases.iter().filter(move |(c, _)| *c == class).map(|(_, phrase)| phrase)
    }

    /// The classes of a word in small letters.
    pub(super) fn classes(&self, word: &str) -> Classes {
        self.classes.of(word)
    }

    /// Whether a capitalised word is a given name.
    pub(super) fn is_given_name(&self, word: &str) -> bool {
        self.classes(word).has(Class::Given)
    }

    /// The patterns of gestures that can start with a word in small letters.
    pub(super) fn gestures_at(&self, word: &str) -> impl Iterator<Item = &super::patterns::Pattern> {
        self.gestures_by.get(word).into_iter().flatten().map(|&k| &self.gestures[k])
    }

    /// The dictionary form of the head of a gesture.
    pub(super) fn lemma<'w>(&self, word: &'w str) -> &'w str
    where
        'static: 'w,
    {
        self.lemmas.get(word).copied().unwrap_or(word)
    }
}

/// A name in compared form, its article left out.
fn alias_key(words: &str) -> String {
    let folded = super::names::fold(&words.split_whitespace().collect::<Vec<_>>().join(" "));
    folded.strip_prefix("the ").map_or(folded.clone(), str::to_owned)
}
