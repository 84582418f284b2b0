//! The clause before a quotation: NP said, “…”; NP told reporters: “…”; According to NP, “…”; NP: “…”.

use super::{Finder, Found, REACH, found, is_company, is_speech_adverb};
use crate::attribution::CueClass;
use crate::attribution::direct::frame::Word;
use crate::attribution::direct::phrase;
use crate::attribution::direct::verbs::{Form, SpeechVerb, is_auxiliary, is_finite};
use crate::language::Tag;

impl Finder<'_> {
    /// The clause that ends right before item `to`, a quotation: NP said, “…”; NP told reporters: “…”.
    /// `from` is where the sentence starts, `floor` the first item that no other quotation has used.
    /// `whole` is whether the quotation looks like a whole utterance.
    pub(in crate::attribution::direct) fn before(
        &self,
        from: usize,
        floor: usize,
        to: usize,
        whole: bool,
    ) -> Option<Found> {
        let floor = floor
            .max(from)
            .max(to.saturating_sub(REACH))
            .max((floor..to).rev().find(|&k| self.frame.quote(k).is_some()).map_or(floor, |k| k + 1));
        let last = self.frame.word(to.checked_sub(1)?).filter(|_| to > floor)?;
        let separated = last.is_comma() || last.text == ":" || last.is_dash();
        let colon = last.text == ":";
        let stop = if separated { to - 1 } else { to };
        let found = self.nearest_verb(from, floor, stop, separated, colon, whole);
        let found = found.or_else(|| if separated { self.according_before(floor, stop) } else { None });
        if found.is_some() || !colon {
            return found;
        }
        self.colon(from.max(floor), stop, to, whole)
    }

    fn nearest_verb(
        &self,
        from: usize,
        floor: usize,
        stop: usize,
        separated: bool,
        colon: bool,
        whole: bool,
    ) -> Option<Found> {
        for k in (floor..stop).rev() {
            let Some(verb) = self.verb(k) else { continue };
            let word = self.frame.word(k)?;
            if word.is_capital() && k > from {
                continue;
            }
            let participle =
                verb.form == Form::Gerund && k > from && self.frame.word(k - 1).is_some_and(Word::is_comma);
            if self.frame.tagged && !participle && (word.tag.is_noun() || word.tag == Tag::Adjective) {
                continue;
            }
            if k > 0
                && self.frame.word(k - 1).is_some_and(|w| {
                    w.is_any(&["the", "a", "an", "his", "her", "their", "its", "my", "'s", "’s"])
                })
            {
                continue;
            }
            let next = self.frame.word(k + 1).filter(|_| k + 1 < stop);
            if verb.needs_company() && !is_company(verb, next) {
                continue;
            }
            let between = self.particles(k, stop)..stop;
            if !self.is_light(between.start, between.end, verb, separated, colon, whole) {
                // A verb that takes something else as its object ends the search.
                if separated && whole && !self.has_clause(between.start, between.end) {
                    continue;
                }
                return None;
            }
            let plain = matches!(
                verb.class,
                CueClass::Say | CueClass::Manner | CueClass::Written | CueClass::Question | CueClass::Claim
            );
            if !separated && !whole && (verb.is_weak() || verb.form == Form::Base || !plain) {
                return None;
            }
            let (source, shares_subject) = self.subject(from, k, verb);
            let mut cue = k;
            while cue > from
                && self
                    .frame
                    .word(cue - 1)
                    .is_some_and(|w| is_auxiliary(&w.lower) || is_speech_adverb(w) || w.is("to"))
            {
                cue -= 1;
            }
            let cue = self.aux_start(cue, k);
            let mut clause = found(source, (cue, between.start), k, verb, "np-said-quote", stop);
            clause.shares_subject = shares_subject;
            return Some(clause);
        }
        None
    }

    /// Whether the words between a verb and its quotation are only who was told, when, where and how.
    fn is_light(
        &self,
        from: usize,
        to: usize,
        verb: &SpeechVerb,
        separated: bool,
        colon: bool,
        whole: bool,
    ) -> bool {
        if from >= to {
            return true;
        }
        let Some(first) = self.frame.word(from) else { return false };
        if first.is_any(&["that", "whether", "if", "how", "why", "what", "no", "not"]) && !(colon && whole) {
            return false;
        }
        if colon {
            return whole || !self.has_clause(from, to);
        }
        if (from..to).any(|k| self.frame.word(k).is_some_and(|w| w.is_any(&["that", "whether"])))
            && !(separated && whole)
        {
            return false;
        }
        let adjunct = first.is_any(&[
            "in", "on", "at", "during", "of", "to", "by", "after", "about", "with", "via", "through", "from",
            "before", "last", "this", "earlier", "later", "recently", "when", "as", "while", "over", "upon",
            "into", "outside",
        ]) || phrase::is_time(first)
            || first.is_comma()
            || is_speech_adverb(first);
        let told = matches!(
            &*verb.lemma,
            "tell"
                | "ask"
                | "remind"
                | "assure"
                | "warn"
                | "inform"
                | "urge"
                | "text"
                | "email"
                | "answer"
                | "advise"
                | "address"
        );
        if !separated {
            return to - from <= 8 && !self.has_clause(from, to) && (told || (adjunct && whole));
        }
        if !whole {
            return (told || adjunct) && !self.has_clause(from, to);
        }
        told || adjunct || !self.has_clause(from, to)
    }

    /// Whether a finite verb stands in items `from..to`.
    fn has_clause(&self, from: usize, to: usize) -> bool {
        (from..to).any(|k| {
            self.frame
                .word(k)
                .is_some_and(|w| is_finite(&w.lower, w.tag, self.frame.tagged) && !w.is_any(&["'s", "’s"]))
        })
    }

    /// The subject of the verb at `k`. The flag says that it is the subject of an earlier verb.
    fn subject(&self, from: usize, k: usize, verb: &SpeechVerb) -> (Option<(usize, usize)>, bool) {
        let mut at = k;
        let mut to_infinitive = false;
        while at > from
            && let Some(word) = self.frame.word(at - 1)
            && (is_speech_adverb(word) || is_auxiliary(&word.lower) || word.is("to"))
        {
            to_infinitive |= word.is("to");
            at -= 1;
        }
        while at > from + 1
            && self
                .frame
                .word(at - 1)
                .is_some_and(|w| phrase::is_time(w) || matches!(w.text, "”" | "\"" | "''" | "’"))
        {
            at -= 1;
        }
        let finite =
            verb.is_finite() && !to_infinitive || at < k && !to_infinitive && verb.form != Form::Gerund;
        let before = if at > from { self.frame.word(at - 1) } else { None };
        let shared = !finite && verb.form != Form::Base
            || to_infinitive
            || before.is_none()
            || before.is_some_and(|w| {
                w.is_any(&["and", "but", "or", "by", "before", "after", "while", "then", "without", "also"])
            });
        if let Some(relative) = before.filter(|w| w.is_any(&["who", "which", "that"])) {
            let noun = if relative.is("that") {
                phrase::ending_at(self.frame, from, at - 1)
            } else {
                Some((at - 1, at))
            };
            return (noun, false);
        }
        if shared {
            let subject = phrase::main_subject(self.frame, from, at);
            let coordinated = before.is_some_and(|w| w.is_any(&["and", "but"])) && subject.is_some();
            return (subject, !coordinated);
        }
        if before.is_some_and(|w| w.is_comma() || w.is_dash()) {
            // NP, apposition, said
            return match phrase::before_apposition(self.frame, from, at - 1) {
                Some(source) => (Some(source), false),
                None => (phrase::main_subject(self.frame, from, at), true),
            };
        }
        let source = phrase::ending_at(self.frame, from, at);
        (source, false)
    }

    /// According to NP, “…”
    fn according_before(&self, from: usize, to: usize) -> Option<Found> {
        let at = (from..to.saturating_sub(1)).rev().find(|&k| {
            self.frame.word(k).is_some_and(|w| w.is("according"))
                && self.frame.word(k + 1).is_some_and(|w| w.is("to"))
        })?;
        let source = (at + 2, phrase::end_after(self.frame, at + 2, to));
        (source.1 > source.0).then(|| Found {
            source: Some(source),
            cue: (at, at + 2),
            head: at,
            class: CueClass::Say,
            lemma: "according".to_owned(),
            rule: "according-to-np-quote",
            fallback: false,
            end: to,
            shares_subject: false,
        })
    }

    /// NP: “…”; NP … : “…” with no verb of speech.
    fn colon(&self, from: usize, stop: usize, to: usize, whole: bool) -> Option<Found> {
        if from >= stop {
            return None;
        }
        let verb = (from + 1..stop).find(|&k| {
            self.frame
                .word(k)
                .is_some_and(|w| is_finite(&w.lower, w.tag, self.frame.tagged) && !w.is_any(&["'s", "’s"]))
        });
        if verb.is_some() && !whole {
            return None;
        }
        let mut first = from;
        while first < stop
            && self.frame.word(first).is_some_and(|w| w.is_any(&["and", "but", "from", "as", "then", ","]))
        {
            first += 1;
        }
        let (source, rule) = match verb {
            Some(verb) => (phrase::main_subject(self.frame, first, verb), "np-verb-colon-quote"),
            None => (Some((first, stop)), "np-colon-quote"),
        };
        let source = source.filter(|s| s.1 > s.0)?;
        let (cue, head, lemma) = match verb {
            Some(verb) => ((verb, stop), verb, self.frame.word(verb)?.lower.clone()),
            None => ((to - 1, to), to - 1, ":".to_owned()),
        };
        Some(Found {
            source: Some(source),
            cue,
            head,
            class: if verb.is_some() { CueClass::Say } else { CueClass::Layout },
            lemma,
            rule,
            fallback: verb.is_some(),
            end: to,
            shares_subject: false,
        })
    }
}
