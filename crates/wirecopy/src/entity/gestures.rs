//! Gestures: speech acts whose words are not given, such as "declined to comment".

use std::ops::Range;

use super::classes::Class;
use super::lexicon::Lexicon;
use super::patterns::{Match, Matter, Pattern};
use super::phrase::{Part, Phrases};
use super::typing::Typing;
use super::view::View;
use crate::Span;
use crate::attribution::{
    Act, Anonymity, Attribution, Cue, CueClass, Kind, Presentation, SourceMention, SourceType,
};

/// Gestures found, and the attributions they take the place of.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) gestures: Vec<Attribution>,
    /// By number: attributions that claimed the same cue without quoted words.
    pub(super) replaced: Vec<bool>,
}

/// Looks for gestures in the narration.
pub(super) fn find(view: &View<'_>, lexicon: &Lexicon, attributions: &[Attribution]) -> Found {
    let finder =
        Finder { phrases: Phrases { view, lexicon }, typing: Typing::new(view, lexicon), view, lexicon };
    let mut out = Found { gestures: Vec::new(), replaced: vec![false; attributions.len()] };
    let mut claimed: Vec<Option<u32>> = vec![None; view.len()];
    for (number, a) in attributions.iter().enumerate() {
        if let Some(cue) = &a.cue {
            let k = view.token_at(cue.head.start());
            if k < view.len() {
                claimed[k] = Some(number as u32);
                // "who asked not to be named": the terms on which a source speaks, not what it says.
                out.replaced[number] = a.quoted.is_empty()
                    && finder
                        .typing
                        .condition_in(k.saturating_sub(3)..view.sentence(k).end)
                        .is_some_and(|terms| terms.contains(cue.head));
            }
        }
    }
    let mut k = 0;
    while k < view.len() {
        if view.is_quoted(k) {
            k += 1;
            continue;
        }
        let end = view.sentence(k).end;
        let made = finder.requested(k, end).or_else(|| finder.matched(k, end, &claimed, attributions));
        let Some((m, gestures)) = made else {
            k += 1;
            continue;
        };
        for number in claimed[m.start..m.end].iter().flatten() {
            out.replaced[*number as usize] = true;
        }
        out.gestures.extend(gestures);
        k = m.end.max(k + 1);
    }
    out
}

struct Finder<'v, 'a> {
    phrases: Phrases<'v, 'a>,
    typing: Typing<'v, 'a>,
    view: &'v View<'a>,
    lexicon: &'v Lexicon,
}

impl Finder<'_, '_> {
    fn matched(
        &self,
        k: usize,
        end: usize,
        claimed: &[Option<u32>],
        attributions: &[Attribution],
    ) -> Option<(Match, Vec<Attribution>)> {
        let word = self.view.low(k);
        let mut best: Option<(Match, &Pattern)> = None;
        for pattern in self.lexicon.gestures_at(word) {
            if let Some(m) = pattern.at(self.view, self.lexicon, k, end)
                && best.is_none_or(|(b, _)| m.end > b.end)
            {
                best = Some((m, pattern));
            }
        }
        let (mut m, pattern) = best?;
        let ends =
            m.end >= end || matches!(self.phrases.part(m.end), Part::Comma | Part::Mark | Part::Conjunction);
        if pattern.matter == Matter::End && !ends {
            return None;
        }
        // "withdrew the report", "rejected the claims": the noun is what it is about.
        if pattern.matter == Matter::Next
            && matches!(pattern.act, Act::Denial | Act::Retraction | Act::Correction)
        {
            m.end = m.head + 1;
        }
        let kept = (m.start..m.end)
            .any(|at| claimed[at].is_some_and(|number| !attributions[number as usize].quoted.is_empty()));
        if kept || (pattern.matter == Matter::Next && !self.takes_noun(&m, pattern.act)) {
            return None;
        }
        let start = self.group_start(m.start);
        // "did not deny the figure" is no denial.
        let undone = matches!(pattern.act, Act::Denial | Act::Confirmation | Act::Apology)
            && (start..m.head).any(|k| self.view.classes(k).has(Class::Negation));
        if undone || self.is_conditional(start) {
            return None;
        }
        let mut subjects = self.phrases.subjects(start);
        if pattern.act == Act::NotReached && matches!(self.view.low(m.head), "reach" | "contact") {
            // "Attempts to reach the owner were unsuccessful": who was looked for.
            subjects = self.phrases.full(m.head + 1, false).into_iter().collect();
        }
        if subjects.is_empty()
            && let Some(source) = (m.start..m.end)
                .find_map(|at| claimed[at])
                .and_then(|number| attributions[number as usize].source.as_ref())
        {
            subjects = vec![self.view.tokens_in(source.extent())];
        }
        if pattern.matter == Matter::Neither {
            let from = subjects.first()?.start;
            let neither = from > 0 && self.view.is(from - 1, &["neither"]);
            if !neither && !self.view.is(from, &["neither", "none"]) {
                return None;
            }
        }
        let subjects: Vec<Range<usize>> =
            subjects.into_iter().filter(|s| self.can_act(s, pattern.act)).collect();
        if subjects.is_empty() {
            return None;
        }
        let (about, addressee) = self.matter(&m, pattern, end);
        let when = self.when(m.end, end);
        let cue_start = if self.view.is(m.start, &["neither"]) && start < m.start { start } else { m.start };
        let out = subjects
            .into_iter()
            .map(|s| self.gesture(pattern.act, cue_start..m.end, m.head, &s, about, addressee, when))
            .collect();
        Some((m, out))
    }

    /// The first token of the verb group: auxiliaries and adverbs before it.
    fn group_start(&self, k: usize) -> usize {
        let first = self.view.sentence(k).start;
        let mut at = k;
        while at > first {
            let low = self.view.low(at - 1);
            let classes = self.view.classes(at - 1);
            if classes.has(Class::Auxiliary) && !self.view.is_genitive(at - 1)
                || classes.any(&[Class::Negation, Class::Time])
                || low.ends_with("ly")
            {
                at -= 1;
            } else {
                break;
            }
        }
        at
    }

    /// "If asked, he would not comment" is no gesture made; nor is a plan to respond.
    fn is_conditional(&self, k: usize) -> bool {
        let first = self.view.sentence(k).start;
        (first..k).rev().take(6).any(|j| self.view.is(j, &["if", "unless", "whether"]))
    }

    /// For "denied X": whether X is a noun phrase and no clause.
    fn takes_noun(&self, m: &Match, act: Act) -> bool {
        let (view, phrases) = (self.view, self.phrases);
        let end = view.sentence(m.head).end;
        // "was denied", "has been confirmed": no one is said to do it.
        let mut before = m.head;
        while before > 0 && phrases.part(before - 1) == Part::Adverb {
            before -= 1;
        }
        if matches!(act, Act::Denial | Act::Confirmation | Act::Condemnation | Act::Praise)
            && before > 0
            && (view.classes(before - 1).has(Class::Be)
                || matches!(
                    phrases.part(before - 1),
                    Part::Article | Part::Adjective | Part::Possessive | Part::Preposition | Part::Number
                ))
        {
            return false;
        }
        let next = m.end;
        if next >= end {
            return act != Act::Denial && act != Act::Confirmation;
        }
        if act == Act::Denial && view.classes(next).has(Class::DeniedThing) {
            return false;
        }
        match phrases.part(next) {
            Part::Pronoun => next + 1 >= end || !matches!(phrases.part(next + 1), Part::Verb | Part::Adverb),
            Part::Article | Part::Noun | Part::Name | Part::Adjective | Part::Possessive | Part::Number => {
                let Some(full) = phrases.full(next, false) else { return false };
                let mut after = full.end;
                while after < end && phrases.part(after) == Part::Adverb {
                    after += 1;
                }
                after >= end || phrases.part(after) != Part::Verb
            }
            Part::Participle => act != Act::Denial && act != Act::Confirmation,
            Part::Wh | Part::To => matches!(act, Act::RefusalToComment),
            _ => matches!(act, Act::RefusalToComment | Act::NoResponse | Act::NonConfirmation),
        }
    }

    fn can_act(&self, subject: &Range<usize>, act: Act) -> bool {
        let Some(found) = self.typing.describe(subject.clone()) else { return false };
        let thing = matches!(found.kind, SourceType::Document | SourceType::Object);
        let neuter = matches!(found.pronoun, Some(super::typing::Pronoun::Neuter));
        let withdraws = matches!(act, Act::Retraction | Act::Correction);
        let answers = matches!(act, Act::Confirmation | Act::Denial);
        (!thing || withdraws) && (!neuter || !answers)
    }

    /// What a gesture is about, and whom it is addressed to.
    fn matter(&self, m: &Match, pattern: &Pattern, end: usize) -> (Option<Span>, Option<Span>) {
        let view = self.view;
        let noun = |k: usize| {
            let full = self.phrases.full(k, false)?;
            let stop = full.end.min(end);
            (full.start < stop).then(|| view.cover(&(full.start..stop)))
        };
        match pattern.matter {
            Matter::None | Matter::End => (None, None),
            Matter::Asked => (self.asked(m), None),
            Matter::Next if m.end < end && matches!(self.phrases.part(m.end), Part::Wh | Part::To) => {
                (Some(view.cover(&(m.end..self.clause_stop(m.end, end)))), None)
            }
            Matter::Next if pattern.act == Act::NoResponse => (self.questions(m, end), None),
            Matter::Next => self.to_outlet(noun(m.end)),
            Matter::On | Matter::Neither => {
                if pattern.act == Act::NoResponse
                    && let Some(about) = self.questions(m, end)
                {
                    return (Some(about), None);
                }
                let mut addressee = None;
                for k in m.end..(m.end + 8).min(end.saturating_sub(1)) {
                    if matches!(self.phrases.part(k), Part::Comma | Part::Mark) {
                        break;
                    }
                    if pattern.act == Act::Apology
                        && view.is(k, &["to"])
                        && self.phrases.part(k + 1) != Part::Verb
                    {
                        addressee = noun(k + 1);
                    }
                    let opens = view.is(k, &["on", "about", "over", "regarding", "concerning"])
                        || (pattern.act == Act::Apology && view.is(k, &["for"]));
                    if opens && !view.classes(k + 1).has(Class::Weekday) {
                        return (noun(k + 1), addressee);
                    }
                }
                (None, addressee)
            }
        }
    }

    /// "Asked whether he had signed, Marsh nodded": the question.
    fn asked(&self, m: &Match) -> Option<Span> {
        let view = self.view;
        let first = view.sentence(m.head).start;
        let asked = (first..m.head).find(|&k| view.is(k, &["asked"]))?;
        let stop = (asked + 1..m.head).find(|&k| self.phrases.part(k) == Part::Comma)?;
        let from = asked + 1 + usize::from(view.is(asked + 1, &["about"]));
        (from < stop).then(|| view.cover(&(from..stop)))
    }

    /// "the sale to The Harbour Courier": an outlet at the end is whom it was said to.
    fn to_outlet(&self, about: Option<Span>) -> (Option<Span>, Option<Span>) {
        let view = self.view;
        let Some(span) = about else { return (None, None) };
        let tokens = view.tokens_in(span);
        let to = (tokens.start + 1..tokens.end).rev().find(|&k| view.is(k, &["to"]));
        if let Some(to) = to
            && let Some(found) = self.typing.describe(to + 1..tokens.end)
            && found.kind == SourceType::MediaOutlet
        {
            return (Some(view.cover(&(tokens.start..to))), Some(view.cover(&(to + 1..tokens.end))));
        }
        (about, None)
    }

    /// "a list of eleven questions": what was not answered, requests for comment aside.
    fn questions(&self, m: &Match, end: usize) -> Option<Span> {
        let view = self.view;
        let from = (m.head + 1..m.end).find(|&k| {
            matches!(
                self.phrases.part(k),
                Part::Article | Part::Noun | Part::Number | Part::Adjective | Part::Possessive
            )
        })?;
        let full = self.phrases.full(from, false)?;
        let stop = full.end.min(end);
        let asks =
            (full.start..stop).any(|k| view.is(k, &["question", "questions", "query", "queries", "letter"]));
        let comment = (full.start..stop).any(|k| view.is(k, &["comment"]));
        (asks && !comment && full.start < stop).then(|| view.cover(&(full.start..stop)))
    }

    fn clause_stop(&self, from: usize, end: usize) -> usize {
        (from..end)
            .find(|&k| {
                matches!(self.phrases.part(k), Part::Comma | Part::Mark)
                    || (k > from && self.view.is(k, &["but", "and"]))
            })
            .unwrap_or(end)
            .max(from + 1)
    }

    /// The first day or date after the cue, in the same clause.
    fn when(&self, from: usize, end: usize) -> Option<Span> {
        let view = self.view;
        let day = (from..end.min(from + 14))
            .take_while(|&k| !matches!(self.phrases.part(k), Part::Mark | Part::Comma))
            .find(|&k| {
                (view.classes(k).has(Class::Weekday) && view.is_capital(k))
                    || matches!(view.low(k), "yesterday" | "today" | "tonight")
            })?;
        let mut stop = day + 1;
        while stop < end
            && (self.phrases.part(stop) == Part::Number
                || view.is(stop, &["morning", "evening", "night", "afternoon"]))
        {
            stop += 1;
        }
        Some(view.cover(&(day..stop)))
    }

    /// "The Courier contacted the ministry for comment", "the ministry was contacted for comment".
    fn requested(&self, k: usize, end: usize) -> Option<(Match, Vec<Attribution>)> {
        let view = self.view;
        if !view.is(
            k,
            &["contacted", "approached", "asked", "emailed", "e-mailed", "reached", "requested", "sought"],
        ) {
            return None;
        }
        let mut object = k + 1;
        if view.is(k, &["reached"]) {
            if !(view.is(k + 1, &["out"]) && view.is(k + 2, &["to"])) {
                return None;
            }
            object = k + 3;
        }
        if view.is(k, &["requested", "sought"]) {
            // "requested comment from the ministry"
            if !(view.is(k + 1, &["comment"]) && view.is(k + 2, &["from"])) {
                return None;
            }
            let asked = self.phrases.full(k + 3, false)?;
            return Some(self.request(k, k + 2, &asked, self.phrases.subjects(self.group_start(k)).first()));
        }
        let start = self.group_start(k);
        let passive = (start..k).any(|j| view.classes(j).has(Class::Be));
        if passive {
            let at = (k + 1..end.min(k + 6)).find(|&j| view.is(j, &["for"]) && self.is_comment(j + 1))?;
            let asked = self.phrases.subjects(start).into_iter().next()?;
            return Some(self.request(start.max(asked.end), at + 2, &asked, None));
        }
        let base = self.phrases.full(object, false)?;
        let at =
            (base.start..end.min(base.end + 8)).find(|&j| view.is(j, &["for"]) && self.is_comment(j + 1))?;
        let asked = base.start..base.end.min(at);
        if asked.is_empty() {
            return None;
        }
        let by = self.phrases.subjects(start);
        Some(self.request(k, (at + 2).min(end), &asked, by.first()))
    }

    fn is_comment(&self, k: usize) -> bool {
        (k..(k + 3).min(self.view.len()))
            .any(|j| self.view.is(j, &["comment", "comments", "response", "reply"]))
    }

    fn request(
        &self,
        start: usize,
        end: usize,
        asked: &Range<usize>,
        by: Option<&Range<usize>>,
    ) -> (Match, Vec<Attribution>) {
        let m = Match { start, end: end.max(start + 1), head: start };
        let cue = if asked.start > start && asked.end < m.end { start..asked.start } else { start..m.end };
        let head = (cue.start..cue.end)
            .find(|&k| {
                self.view.is(
                    k,
                    &[
                        "contacted",
                        "approached",
                        "asked",
                        "emailed",
                        "e-mailed",
                        "reached",
                        "requested",
                        "sought",
                    ],
                )
            })
            .unwrap_or(start);
        let addressee = by.map(|b| self.view.cover(b));
        let when = self.when(m.end, self.view.sentence(start).end);
        let mut made = self.gesture(Act::Request, cue.clone(), head, asked, None, addressee, when);
        if cue.end < m.end
            && asked.end < m.end
            && let Some(cue) = &mut made.cue
        {
            cue.spans.push(self.view.cover(&(asked.end..m.end)));
        }
        (m, vec![made])
    }

    #[allow(clippy::too_many_arguments, reason = "the parts of one gesture")]
    fn gesture(
        &self,
        act: Act,
        cue: Range<usize>,
        head: usize,
        subject: &Range<usize>,
        about: Option<Span>,
        addressee: Option<Span>,
        when: Option<Span>,
    ) -> Attribution {
        let view = self.view;
        let mut out = Attribution::of(Kind::Gesture, Vec::new(), view.zone(head));
        out.presentation = Presentation::Nrsa;
        out.act = Some(act);
        out.about = about;
        out.addressee = addressee;
        out.when = when;
        let class = match act {
            Act::Denial => CueClass::Denial,
            Act::Confirmation => CueClass::Confirmation,
            _ => CueClass::Gesture,
        };
        out.cue = Some(Cue {
            spans: vec![view.cover(&cue)],
            head: view.span(head),
            class,
            lemma: self.lexicon.lemma(view.low(head)).to_owned(),
        });
        let span = view.cover(subject);
        out.source = Some(SourceMention {
            spans: vec![span],
            head: span,
            kind: SourceType::Unspecified,
            anonymity: Anonymity::Unspecified,
            count: None,
            entity: None,
        });
        out.evidence.push(format!("gesture:{}", act.name()));
        out.confidence.cue = 0.9;
        out.confidence.source = 0.8;
        out.confidence.content = 0.9;
        out
    }
}
