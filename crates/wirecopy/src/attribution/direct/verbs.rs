//! The verbs that attribute a complete quotation, with all their forms.

use std::collections::HashMap;

use crate::attribution::CueClass;
use crate::language::{Pack, Tag};

/// Which form of a verb a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Base,
    Present,
    Past,
    Participle,
    Gerund,
}

/// One form of one verb.
#[derive(Clone, Debug)]
pub(super) struct SpeechVerb {
    pub(super) lemma: &'static str,
    pub(super) class: CueClass,
    pub(super) form: Form,
}

impl SpeechVerb {
    /// Whether it can be the verb of a clause by itself.
    pub(super) fn is_finite(&self) -> bool {
        matches!(self.form, Form::Past | Form::Present)
    }

    /// Verbs that stand for saying only with more words: "went on", "put it", "shot back", "called out".
    pub(super) fn needs_company(&self) -> bool {
        matches!(
            self.lemma,
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
                self.lemma,
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
pub(super) struct SpeechVerbs {
    forms: HashMap<String, SpeechVerb>,
}

impl SpeechVerbs {
    pub(super) fn load(pack: &Pack) -> Self {
        let mut forms = HashMap::new();
        for row in pack.rows("speech_verbs") {
            let [lemma, class, past, participle, gerund, third, ..] = row[..] else { continue };
            let Some(class) = CueClass::from_name(class) else { continue };
            let given = |form: &str, regular: String| if form == "-" { regular } else { form.to_owned() };
            let stem = lemma.strip_suffix('e').unwrap_or(lemma);
            let mut put = |word: String, form: Form| {
                // The first form of a word wins: "read" is the past before it is the base.
                forms.entry(word).or_insert(SpeechVerb { lemma, class, form });
            };
            put(given(past, format!("{stem}ed")), Form::Past);
            put(given(third, format!("{lemma}s")), Form::Present);
            put(given(gerund, format!("{lemma}ing")), Form::Gerund);
            put(given(participle, format!("{stem}ed")), Form::Participle);
            put(lemma.to_owned(), Form::Base);
        }
        Self { forms }
    }

    /// The verb a word, in small letters, is a form of.
    pub(super) fn get(&self, word: &str) -> Option<&SpeechVerb> {
        self.forms.get(word)
    }
}

/// Whether a word is, by tag or else by look, the verb of a clause.
pub(super) fn is_finite(word: &str, tag: Tag, tagged: bool) -> bool {
    if tagged {
        return matches!(tag, Tag::Past | Tag::Present | Tag::PresentPlural | Tag::Modal);
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
