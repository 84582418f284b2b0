//! The clause that attributes a quotation: a verb of speech and its subject, after it or (in [`before`]) before it.

mod before;

use super::frame::{Frame, Word};
use super::phrase;
use super::verbs::{Form, SpeechVerb, SpeechVerbs, is_auxiliary, is_finite};
use crate::attribution::CueClass;
use crate::language::Tag;

/// A source and a cue, as ranges of the items of a frame.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) source: Option<(usize, usize)>,
    pub(super) cue: (usize, usize),
    pub(super) head: usize,
    pub(super) class: CueClass,
    pub(super) lemma: String,
    pub(super) rule: &'static str,
    /// The verb is not a known verb of speech.
    pub(super) fallback: bool,
    /// The first item after the clause.
    pub(super) end: usize,
    /// The subject is the one of the clause before ("…, adding: “…”").
    pub(super) shares_subject: bool,
}

/// What looks for clauses.
#[derive(Clone, Copy, Debug)]
pub(super) struct Finder<'a> {
    pub(super) frame: &'a Frame<'a>,
    pub(super) verbs: &'a SpeechVerbs,
}

/// A subject is looked for no further than this many words from its quotation.
const REACH: usize = 60;

impl<'a> Finder<'a> {
    fn verb(&self, at: usize) -> Option<&'a SpeechVerb> {
        self.verbs.get(&self.frame.word(at)?.lower)
    }

    /// The clause that starts at item `from`, right after a quotation: “…,” said NP; “…,” NP said.
    /// `tight` takes only clauses that leave no doubt.
    pub(super) fn after(&self, from: usize, tight: bool) -> Option<Found> {
        let end = self.frame.gap_end(from).min(from + REACH);
        let mut at = from;
        while self.frame.word(at).is_some_and(|w| w.is_comma() || w.is_dash() || w.is_any(&["as", "so"]))
            && at < end
        {
            at += 1;
        }
        let comma = at > from;
        if at >= end {
            return None;
        }
        self.inversion(at, end)
            .or_else(|| self.according(at, end))
            .or_else(|| self.that_was_how(at, end))
            .or_else(|| self.subject_first(at, end, tight))
            .or_else(|| (comma || !tight).then(|| self.unknown_inversion(at, end)).flatten())
            .or_else(|| (comma || !tight).then(|| self.unknown_verb(at, end)).flatten())
    }

    /// said NP
    fn inversion(&self, at: usize, end: usize) -> Option<Found> {
        let mut head = at;
        while self.frame.word(head).is_some_and(|w| is_speech_adverb(w)) {
            head += 1;
        }
        let verb = self.verb(head)?;
        if !verb.is_finite() || verb.needs_company() || verb.lemma == "tell" {
            return None;
        }
        let mut from = head + 1;
        while from < end && self.frame.word(from).is_some_and(is_speech_adverb) {
            from += 1;
        }
        let first = self.frame.word(from).filter(|_| from < end)?;
        if !phrase::starts_noun_phrase(first) || first.is_any(&["that", "it", "there"]) {
            return None;
        }
        let to = phrase::end_after(self.frame, from, end);
        (to > from).then(|| found(Some((from, to)), (head, head + 1), head, verb, "quote-said-np", to))
    }

    /// subjoined NP; broke in NP: a verb that is not known as a verb of speech.
    fn unknown_inversion(&self, at: usize, end: usize) -> Option<Found> {
        let word = |k: usize| self.frame.word(k).filter(|_| k < end);
        let head = (at..end).find(|&k| !word(k).is_some_and(is_speech_adverb))?;
        let verb = word(head).filter(|w| self.frame.tagged && w.tag.is_finite() && !w.is_capital())?;
        if is_auxiliary(&verb.lower) || self.verb(head).is_some() {
            return None;
        }
        let particle = word(head + 1).is_some_and(|w| w.is_any(&["in", "out", "up", "on", "back", "off"]));
        let from = head + 1 + usize::from(particle);
        let first = word(from).filter(|w| w.is_pronoun() || w.tag == Tag::Name || is_determiner(w))?;
        let to = phrase::end_after(self.frame, from, end);
        let rest = word(to).is_none_or(|w| {
            !w.is_wordlike() || matches!(w.tag, Tag::Preposition | Tag::To) || is_speech_adverb(w)
        });
        (to > from && rest && !first.is_any(&["it", "you"])).then(|| Found {
            source: Some((from, to)),
            cue: (head, from),
            head,
            class: CueClass::Say,
            lemma: verb.lower.clone(),
            rule: "quote-verb-np",
            fallback: true,
            end: to,
            shares_subject: false,
        })
    }

    /// That was how NP described …
    fn that_was_how(&self, at: usize, end: usize) -> Option<Found> {
        let word = |k: usize| self.frame.word(k).filter(|_| k < end);
        if !(word(at)?.is_any(&["that", "this"])
            && word(at + 1)?.is_any(&["is", "was"])
            && word(at + 2)?.is("how"))
        {
            return None;
        }
        let from = at + 3;
        let finite = |w: &Word<'_>| is_finite(&w.lower, w.tag, self.frame.tagged) && !is_auxiliary(&w.lower);
        let head = (from + 1..end.min(from + 12)).find(|&k| word(k).is_some_and(finite))?;
        Some(Found {
            source: Some((from, head)),
            cue: (head, head + 1),
            head,
            class: CueClass::Say,
            lemma: self.verb(head).map_or_else(
                || word(head).map_or_else(String::new, |w| w.lower.clone()),
                |v| v.lemma.to_string(),
            ),
            rule: "that-was-how",
            fallback: false,
            end: head + 1,
            shares_subject: false,
        })
    }

    /// according to NP
    fn according(&self, at: usize, end: usize) -> Option<Found> {
        let first = self.frame.word(at)?;
        let length = if first.is("according") && self.frame.word(at + 1)?.is("to") {
            2
        } else if first.is("per") {
            1
        } else {
            return None;
        };
        let from = at + length;
        let to = phrase::end_after(self.frame, from, end);
        (to > from).then(|| Found {
            source: Some((from, to)),
            cue: (at, from),
            head: at,
            class: CueClass::Say,
            lemma: first.lower.clone(),
            rule: "quote-according-to-np",
            fallback: false,
            end: to,
            shares_subject: false,
        })
    }

    /// NP said; NP, apposition, said
    fn subject_first(&self, at: usize, end: usize, tight: bool) -> Option<Found> {
        if !phrase::starts_noun_phrase(self.frame.word(at)?) {
            return None;
        }
        let mut relative = None;
        let mut segment = at;
        let mut k = at + 1;
        while k < end {
            let word = self.frame.word(k)?;
            if word.is_any(&["who", "which", "whose", "whom", "that"]) {
                relative = Some(k);
            }
            if word.is_comma() {
                segment = k + 1;
                relative = None;
            }
            if word.is_any(&[":", ";"]) || (word.is_dash() && word.text.len() > 1 && tight) {
                return None;
            }
            let lead = self.lead(segment, k);
            let in_first = segment == at;
            if let Some(verb) = self.verb(k)
                && (in_first || lead)
                && self.takes_quote(k, verb, end)
                && (relative.is_none() || (in_first && !self.governs_more(k, end)))
                && k > at
            {
                let mut to = if in_first { k } else { segment - 1 };
                let mut cue = k;
                while cue > at + 1
                    && self.frame.word(cue - 1).is_some_and(|w| is_speech_adverb(w) || is_auxiliary(&w.lower))
                {
                    cue -= 1;
                }
                if in_first {
                    to = cue;
                }
                if to <= at || (in_first && self.is_clause(at, to)) {
                    return None;
                }
                let cue_end = self.particles(k, end);
                let from = self.aux_start(cue, k);
                let to = phrase::trim_end(self.frame, at, phrase::before_participle(self.frame, at, to));
                return Some(found(Some((at, to)), (from, cue_end), k, verb, "quote-np-said", cue_end));
            }
            k += 1;
        }
        None
    }

    /// Whether between the start of a segment and item `k` stand only adverbs and auxiliaries.
    fn lead(&self, segment: usize, k: usize) -> bool {
        (segment..k)
            .all(|i| self.frame.word(i).is_some_and(|w| is_speech_adverb(w) || is_auxiliary(&w.lower)))
    }

    /// Whether after the verb at `k` another verb of speech follows before the clause ends.
    fn governs_more(&self, k: usize, end: usize) -> bool {
        (k + 1..end).any(|i| self.verb(i).is_some_and(|v| v.is_finite() && !v.needs_company()))
    }

    /// A finite verb among the words that should be a subject, outside relative clauses: no subject then.
    fn is_clause(&self, from: usize, to: usize) -> bool {
        let mut relative = false;
        for k in from..to {
            let Some(word) = self.frame.word(k) else { continue };
            if word.is_any(&["who", "which", "whose", "that", "whom"]) {
                relative = true;
            }
            if !relative && is_auxiliary(&word.lower) && !word.is_any(&["'s", "’s", "may", "will"]) {
                return true;
            }
        }
        false
    }

    /// Whether the verb at `k` can have the quotation as its object.
    fn takes_quote(&self, k: usize, verb: &SpeechVerb, end: usize) -> bool {
        let next = self.frame.word(k + 1).filter(|_| k + 1 < end);
        let before = self.frame.word(k.wrapping_sub(1));
        match verb.form {
            Form::Past | Form::Present => {}
            Form::Participle => {
                if !before.is_some_and(|w| {
                    w.is_any(&["has", "have", "had", "'s", "’s", "'d", "’d"]) || is_speech_adverb(w)
                }) {
                    return false;
                }
            }
            Form::Base => {
                let tagged = self.frame.word(k).is_some_and(|w| w.tag == Tag::PresentPlural);
                let plural = tagged
                    || before.is_some_and(|w| {
                        is_auxiliary(&w.lower)
                            || w.is_any(&["i", "we", "they", "you", "to"])
                            || (w.lower.ends_with('s') && !w.lower.ends_with("ss"))
                    });
                if !plural {
                    return false;
                }
            }
            Form::Gerund => return before.is_some_and(|w| w.is_any(&["is", "was", "are", "were"])),
        }
        if next.is_some_and(|w| w.is_any(&["that", "whether"])) {
            return false;
        }
        !verb.needs_company() || is_company(verb, next)
    }

    /// Where the cue ends: "went on to say", "put it", "shot back".
    fn particles(&self, k: usize, end: usize) -> usize {
        let Some(verb) = self.verb(k) else { return k + 1 };
        let word = |at: usize| self.frame.word(at).filter(|_| at < end);
        let mut to = k + 1;
        if word(to).is_some_and(|w| w.is("in"))
            && word(to + 1).is_some_and(|w| w.is_any(&["a", "an"]))
            && word(to + 2).is_some_and(|w| w.is("statement"))
        {
            return to + 3;
        }
        if verb.needs_company() && is_company(verb, word(to)) {
            to += 1;
            if verb.lemma == "put" && word(to).is_some_and(is_speech_adverb) {
                to += 1;
            }
            if word(to).is_some_and(|w| w.is("to"))
                && self.verb(to + 1).is_some_and(|v| v.form == Form::Base)
                && to + 1 < end
            {
                to += 2;
            }
        }
        to
    }

    /// From the auxiliaries before the verb on, adverbs left out.
    fn aux_start(&self, from: usize, head: usize) -> usize {
        (from..head).find(|&k| self.frame.word(k).is_some_and(|w| is_auxiliary(&w.lower))).unwrap_or(head)
    }

    /// A short subject and one verb that is not known as a verb of speech.
    fn unknown_verb(&self, at: usize, end: usize) -> Option<Found> {
        let first = self.frame.word(at)?;
        if !phrase::starts_noun_phrase(first) {
            return None;
        }
        let stop = (at..end.min(at + 9)).find(|&k| self.frame.word(k).is_none_or(|w| !w.is_wordlike()));
        let stop = stop.unwrap_or(end.min(at + 9));
        let head = (at + 1..stop).find(|&k| {
            self.frame.word(k).is_some_and(|w| {
                let last = w.tag == Tag::Participle && k + 1 == stop;
                let finite = is_finite(&w.lower, w.tag, self.frame.tagged) || last;
                finite && !is_auxiliary(&w.lower) && !w.is_capital()
            })
        })?;
        let subject = (at..head).all(|k| {
            self.frame.word(k).is_some_and(|w| {
                k == at
                    || w.is_capital()
                    || w.is_any(&["of", "the"])
                    || is_speech_adverb(w)
                    || is_determiner(first)
            })
        });
        let word = self.frame.word(head)?;
        if !subject {
            return None;
        }
        let mut to = head;
        while to > at + 1 && self.frame.word(to - 1).is_some_and(is_speech_adverb) {
            to -= 1;
        }
        Some(Found {
            source: Some((at, to)),
            cue: (head, head + 1),
            head,
            class: CueClass::Say,
            lemma: word.lower.clone(),
            rule: "quote-np-verb",
            fallback: true,
            end: head + 1,
            shares_subject: false,
        })
    }
}

fn is_determiner(word: &Word<'_>) -> bool {
    word.is_any(&["the", "a", "an", "one"]) || matches!(word.tag, Tag::Determiner | Tag::Possessive)
}

fn found(
    source: Option<(usize, usize)>,
    cue: (usize, usize),
    head: usize,
    verb: &SpeechVerb,
    rule: &'static str,
    end: usize,
) -> Found {
    Found {
        source,
        cue,
        head,
        class: verb.class,
        lemma: verb.lemma.clone().into_owned(),
        rule,
        fallback: false,
        end,
        shares_subject: false,
    }
}

fn is_company(verb: &SpeechVerb, next: Option<&Word<'_>>) -> bool {
    let Some(next) = next else { return false };
    match &*verb.lemma {
        "go" => next.is("on"),
        "put" => next.is("it"),
        "shoot" | "hit" | "fire" => next.is_any(&["back", "off"]),
        "call" | "point" => next.is("out"),
        "sum" => next.is_any(&["up", "it"]),
        "crack" | "voice" | "address" | "open" | "close" => next.is_any(&[":", ","]),
        _ => false,
    }
}

/// Adverbs that stand between a subject and its verb, or between a verb and its subject.
pub(super) fn is_speech_adverb(word: &Word<'_>) -> bool {
    word.is_any(&[
        "also",
        "then",
        "later",
        "once",
        "now",
        "again",
        "often",
        "just",
        "even",
        "still",
        "always",
        "never",
        "further",
        "too",
        "only",
        "simply",
        "twice",
        "once",
        "soon",
        "first",
        "all",
        "both",
        "reportedly",
        "already",
        "himself",
        "herself",
        "themselves",
        "itself",
        "previously",
        "famously",
        "back",
        "n't",
        "n’t",
        "not",
    ]) || (word.lower.len() > 4
        && word.lower.ends_with("ly")
        && !word.is_capital()
        && !word.is_any(&["family", "assembly", "ally", "bully", "july"]))
}
