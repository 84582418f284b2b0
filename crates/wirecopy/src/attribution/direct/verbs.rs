//! The verbs that attribute a complete quotation, with all their forms.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::attribution::CueClass;
use crate::language::{Pack, Tag};

/// Which form of a verb a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Base,
    Present,
    Past,
    Participle,
    Gerund,
}

/// One form of one verb.
#[derive(Clone, Debug)]
pub(crate) struct SpeechVerb {
    pub(super) lemma: Cow<'static, str>,
    pub(super) class: CueClass,
    pub(crate) form: Form,
}

impl SpeechVerb {
    /// Whether it can be the verb of a clause by itself.
    pub(super) fn is_finite(&self) -> bool {
        matches!(self.form, Form::Past | Form::Present)
    }

    /// Verbs that stand for saying only with more words: "went on", "put it", "shot back", "called out".
    pub(crate) fn needs_company(&self) -> bool {
        matches!(
            &*self.lemma,
            "go" | "put"
                | "shoot"
                | "hit"
                | "fire"
                | "call"
                | "point"
                | "sum"
                | "open"
                | "close"
                | "crack"
                | "address"
                | "voice"
        )
    }

    /// Verbs that also name, so that what follows in marks is rather a name than speech.
    pub(super) fn is_weak(&self) -> bool {
        self.needs_company()
            || matches!(
                self.class,
                CueClass::Cognition | CueClass::Emotion | CueClass::Citation | CueClass::Performative
            )
            || matches!(
                &*self.lemma,
                "suggest"
                    | "publish"
                    | "introduce"
                    | "offer"
                    | "rule"
                    | "order"
                    | "question"
                    | "object"
                    | "reason"
                    | "pen"
                    | "brief"
                    | "tout"
                    | "slam"
                    | "blast"
                    | "begin"
                    | "finish"
                    | "address"
                    | "maintain"
                    | "deny"
                    | "mock"
                    | "ridicule"
                    | "reveal"
                    | "propose"
                    | "recommend"
                    | "thank"
                    | "sing"
                    | "recite"
                    | "signal"
                    | "hint"
                    | "counter"
                    | "charge"
                    | "report"
                    | "comment"
                    | "mention"
                    | "promise"
                    | "demand"
                    | "echo"
                    | "repeat"
                    | "caption"
            )
    }
}

/// All forms of the verbs of the pack's table `speech_verbs`.
#[derive(Debug, Default)]
pub(crate) struct SpeechVerbs {
    forms: FxHashMap<String, SpeechVerb>,
}

impl SpeechVerbs {
    pub(crate) fn load(pack: &Pack) -> Self {
        let mut out = Self::default();
        for row in pack.rows("speech_verbs") {
            let [lemma, class, past, participle, gerund, third, ..] = row[..] else { continue };
            let Some(class) = CueClass::from_name(class) else { continue };
            for (word, form) in forms(lemma, [past, participle, gerund, third]) {
                // The first form of a word wins: "read" is the past before it is the base.
                out.forms.entry(word).or_insert(SpeechVerb { lemma: lemma.into(), class, form });
            }
        }
        out
    }

    /// Adds a verb of saying of the caller's own; `given` are its forms, `-` where regular.
    pub(crate) fn add(&mut self, lemma: &str, given: [&str; 4]) {
        for (word, form) in forms(lemma, given) {
            let verb = SpeechVerb { lemma: lemma.to_owned().into(), class: CueClass::Say, form };
            self.forms.entry(word).or_insert(verb);
        }
    }

    /// The verb a word, in small letters, is a form of.
    pub(crate) fn get(&self, word: &str) -> Option<&SpeechVerb> {
        self.forms.get(word)
    }
}

/// The forms of a verb: past, participle, gerund, third person as given, `-` where regular, and the base.
pub(crate) fn forms(
    lemma: &str,
    [past, participle, gerund, third]: [&str; 4],
) -> impl Iterator<Item = (String, Form)> {
    let given = |form: &str, regular: String| if form == "-" { regular } else { form.to_owned() };
    let stem = lemma.strip_suffix('e').unwrap_or(lemma);
    [
        (given(past, format!("{stem}ed")), Form::Past),
        (given(third, format!("{lemma}s")), Form::Present),
        (given(gerund, format!("{}ing", if lemma.ends_with("ee") { lemma } else { stem })), Form::Gerund),
        (given(participle, format!("{stem}ed")), Form::Participle),
        (lemma.to_owned(), Form::Base),
    ]
    .into_iter()
}

/// Whether a word is, by tag or else by look, the verb of a clause.
pub(super) fn is_finite(word: &str, tag: Tag, tagged: bool) -> bool {
    if tagged {
        return tag.is_finite();
    }
    is_auxiliary(word) || (word.len() > 4 && word.ends_with("ed"))
}

/// Forms of be, have, do, and the modal verbs.
pub(super) fn is_auxiliary(word: &str) -> bool {
    matches!(
        word,
        "is" | "are"
            | "was"
            | "were"
            | "be"
            | "been"
            | "am"
            | "has"
            | "have"
            | "had"
            | "do"
            | "does"
            | "did"
            | "will"
            | "would"
            | "can"
            | "could"
            | "may"
            | "might"
            | "shall"
            | "should"
            | "must"
            | "'s"
            | "’s"
            | "'d"
            | "’d"
            | "'ve"
            | "’ve"
            | "'ll"
            | "’ll"
            | "wo"
            | "ca"
    )
}
