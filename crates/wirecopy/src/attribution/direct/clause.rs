//! The clause that attributes a quotation: a verb of speech and its subject, after it or before it.

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
                let verb_like = is_finite(&w.lower, w.tag, self.frame.tagged) && !is_auxiliary(&w.lower);
                verb_like && !w.is_capital()
            })
        })?;
        let subject = (at..head).all(|k| {
            self.frame.word(k).is_some_and(|w| {
                k == at
                    || w.is_capital()
                    || w.is_any(&["of", "the"])
                    || is_speech_adverb(w)
                    || first.is_any(&["the", "a", "an", "one"])
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

    /// The clause that ends right before item `to`, a quotation: NP said, “…”; NP told reporters: “…”.
    /// `from` is where the sentence starts, `floor` the first item that no other quotation has used.
    /// `whole` is whether the quotation looks like a whole utterance.
    pub(super) fn before(&self, from: usize, floor: usize, to: usize, whole: bool) -> Option<Found> {
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
        "sum" => next.is("up"),
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
