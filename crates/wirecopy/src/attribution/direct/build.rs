//! Turns what was found into attributions.

use super::clause::Found;
use super::frame::{Frame, Word};
use super::phrase;
use crate::attribution::marks::Quotation;
use crate::attribution::{
    Anonymity, Attribution, Confidence, Cue, CueClass, Flag, Kind, Presentation, SourceMention, SourceType,
};
use crate::document::BlockKind;
use crate::{Document, Span};

/// A frame found for a quotation, in spans of the text.
#[derive(Clone, Debug)]
pub(super) struct Parts {
    pub(super) source: Option<SourceMention>,
    pub(super) cue: Option<Cue>,
    pub(super) addressee: Option<Span>,
    pub(super) when: Option<Span>,
    pub(super) medium: Option<&'static str>,
    pub(super) translated: bool,
    pub(super) rule: &'static str,
    pub(super) fallback: bool,
    /// The source is the subject of an earlier verb.
    pub(super) shared: bool,
}

impl Parts {
    /// From a clause in the sentence that starts at `from`; `to` is where the words that belong to it end.
    pub(super) fn of(found: &Found, frame: &Frame<'_>, from: usize, to: usize) -> Self {
        let head = frame.word(found.head).map_or(Span::of(0, 0), |w| w.span);
        let cue = range(frame, found.cue).map(|span| Cue {
            spans: vec![span],
            head,
            class: found.class,
            lemma: found.lemma.clone(),
        });
        let rest: Vec<&Word<'_>> =
            frame.words(found.cue.1.max(found.source.map_or(0, |s| s.1)), to.max(found.end));
        let source_words = found.source.map_or_else(Vec::new, |(a, b)| frame.words(a, b));
        let lead = frame.words(from, found.cue.0);
        Self {
            source: mention(frame, found.source),
            cue,
            addressee: addressee(&found.lemma, frame, found.cue.1, to.max(found.end)),
            when: time(&rest),
            medium: medium(found, &rest, &lead, &source_words),
            translated: rest.iter().any(|w| w.is_any(&["interpreter", "translator", "translation"])),
            rule: found.rule,
            fallback: found.fallback,
            shared: found.shares_subject,
        }
    }

    /// A source without a cue.
    pub(super) fn source_only(frame: &Frame<'_>, source: Option<(usize, usize)>, rule: &'static str) -> Self {
        Self {
            source: mention(frame, source),
            cue: None,
            addressee: None,
            when: None,
            medium: None,
            translated: false,
            rule,
            fallback: false,
            shared: false,
        }
    }

    /// An attribution of `content`.
    pub(super) fn attribution(&self, kind: Kind, content: Vec<Span>, zone: BlockKind) -> Attribution {
        let mut out = Attribution::of(kind, content, zone);
        let written = matches!(self.medium, Some(m) if m != "speech");
        let thought = self.cue.as_ref().is_some_and(|c| c.class == CueClass::Cognition);
        out.presentation = match (kind, written, thought) {
            (Kind::Direct, true, _) => Presentation::Dw,
            (Kind::Direct, _, true) => Presentation::Dt,
            (Kind::Direct, ..) if self.cue.is_none() => Presentation::Fds,
            (Kind::Direct, ..) => Presentation::Ds,
            (_, true, _) => Presentation::Iw,
            (_, _, true) => Presentation::It,
            _ => Presentation::Is,
        };
        out.source.clone_from(&self.source);
        out.cue.clone_from(&self.cue);
        out.addressee = self.addressee;
        out.when = self.when;
        out.medium = self.medium;
        if self.translated {
            out.flags.set(Flag::Translated);
        }
        out.evidence.push(self.rule.to_owned());
        if self.fallback {
            out.evidence.push("fallback".to_owned());
        }
        let known = |yes: bool| if yes { 0.95 } else { 0.6 };
        out.confidence = Confidence {
            content: sure(self.rule).min(if self.fallback { 0.6 } else { 1.0 }).min(match kind {
                Kind::Mixed => 0.75,
                _ => 1.0,
            }),
            cue: if self.cue.is_none() { 0.5 } else { known(!self.fallback) },
            source: match &self.source {
                None => 0.3,
                Some(_) if self.shared => 0.6,
                Some(_) => known(!self.fallback),
            },
            entity: 0.5,
            chain: 0.5,
        };
        out
    }
}

/// How often what a rule finds is one that annotators mark, rounded, on the training part of `PolNeAR`
/// (`scripts/attributions.py` prints it by rule).
fn sure(rule: &str) -> f32 {
    match rule {
        "quote-said-np" => 0.98,
        "quote-np-said" => 0.96,
        "np-verb-colon-quote" => 0.9,
        "np-said-quote" => 0.77,
        "sentence-before" | "np-colon-quote" | "signature" | "headline" => 0.7,
        "marks-alone" | "words-before" => 0.55,
        _ => 0.8,
    }
}

/// The span of a range of items.
pub(super) fn range(frame: &Frame<'_>, (from, to): (usize, usize)) -> Option<Span> {
    let words: Vec<Span> = (from..to).filter_map(|k| frame.word(k)).map(|w| w.span).collect();
    words.iter().copied().reduce(Span::cover)
}

pub(super) fn mention(frame: &Frame<'_>, source: Option<(usize, usize)>) -> Option<SourceMention> {
    let (from, to) = source?;
    let span = range(frame, (from, to))?;
    let words = frame.words(from, to);
    let head = head(&words)?;
    let named = words.iter().any(|w| w.is_capital() && head.overlaps(w.span));
    Some(SourceMention {
        spans: vec![span],
        head,
        kind: SourceType::Person,
        anonymity: if named || words[0].is_pronoun() { Anonymity::Named } else { Anonymity::UnnamedRole },
        count: None,
        entity: None,
    })
}

/// The smallest name or noun of a source: "Petra Quill" of "Mayor Petra Quill of Port Vellin".
fn head(words: &[&Word<'_>]) -> Option<Span> {
    let core: Vec<&&Word<'_>> = words
        .iter()
        .enumerate()
        .take_while(|(k, w)| {
            let stops = w.is_comma() || w.text == "(" || w.is_dash();
            *k == 0
                || !stops
                    && !w.is_any(&[
                        "of", "in", "for", "at", "from", "on", "who", "whose", "with", "that", "which", "to",
                    ])
        })
        .map(|(_, w)| w)
        .collect();
    let name: Vec<Span> = core
        .iter()
        .rev()
        .skip_while(|w| !w.is_capital())
        .take_while(|w| w.is_capital() || matches!(w.text, "“" | "”" | "\""))
        .filter(|w| !is_title(w))
        .map(|w| w.span)
        .collect();
    let last_is_name = core.last().is_some_and(|w| w.is_capital() || !w.is_wordlike());
    if last_is_name && let Some(span) = name.into_iter().reduce(Span::cover) {
        return Some(span);
    }
    core.iter().rev().find(|w| w.is_wordlike()).map(|w| w.span).or_else(|| words.first().map(|w| w.span))
}

fn is_title(word: &Word<'_>) -> bool {
    word.text.ends_with('.') && word.text.len() > 2
        || word.is_any(&[
            "mr",
            "mrs",
            "ms",
            "dr",
            "sir",
            "dame",
            "lord",
            "lady",
            "president",
            "senator",
            "mayor",
            "governor",
            "minister",
            "secretary",
            "judge",
            "justice",
            "professor",
            "commissioner",
            "general",
            "colonel",
            "captain",
            "king",
            "queen",
            "prince",
            "princess",
            "pope",
            "father",
            "sister",
            "the",
            "former",
            "chairman",
            "director",
            "speaker",
        ])
}

/// Who was told.
fn addressee(lemma: &str, frame: &Frame<'_>, from: usize, end: usize) -> Option<Span> {
    let first = frame.word(from)?;
    let from = if first.is("to") { from + 1 } else { from };
    if !matches!(
        lemma,
        "tell"
            | "ask"
            | "assure"
            | "remind"
            | "inform"
            | "warn"
            | "urge"
            | "text"
            | "email"
            | "address"
            | "advise"
    ) && !first.is("to")
    {
        return None;
    }
    if !frame
        .word(from)
        .is_some_and(|w| phrase::starts_noun_phrase(w) || w.is_any(&["him", "her", "them", "me", "us"]))
    {
        return None;
    }
    let stop = (from + 1..end)
        .find(|&k| {
            frame.word(k).is_none_or(|w| {
                !w.is_wordlike() && !w.is_any(&["'s", "’s", "&", "‘", "’", "'", "“", "”", "\""])
                    || phrase::is_time(w)
                    || w.is_any(&[
                        "in", "on", "at", "during", "after", "before", "that", "when", "as", "via", "by",
                        "outside", "who", "while", "about", "over", "through", "inside", "from", "with",
                        "and", "if",
                    ])
            })
        })
        .unwrap_or(end);
    range(frame, (from, stop))
}

/// "on Tuesday evening", "last week", "Sunday".
fn time(words: &[&Word<'_>]) -> Option<Span> {
    let at = words.iter().take(25).position(|w| {
        phrase::is_time(w) && (w.is_capital() || w.is_any(&["yesterday", "today", "tonight", "last"]))
    })?;
    let mut span = words[at].span;
    if at > 0 && words[at - 1].is_any(&["on", "in", "late", "early", "this"]) {
        span = span.cover(words[at - 1].span);
    }
    for word in words[at + 1..].iter().take(3) {
        let more = word.is_any(&["morning", "afternoon", "evening", "night", "week", "month", "year"])
            || word.text.starts_with(|c: char| c.is_ascii_digit());
        if !more {
            break;
        }
        span = span.cover(word.span);
    }
    Some(span)
}

fn medium(
    found: &Found,
    rest: &[&Word<'_>],
    lead: &[&Word<'_>],
    source: &[&Word<'_>],
) -> Option<&'static str> {
    let near = |list: &[&str]| {
        // "In an e-mail seen by …, a manager warned"
        let opening = lead.first().is_some_and(|w| w.is("in")) && lead.iter().take(5).any(|w| w.is_any(list));
        opening || rest.iter().take(12).any(|w| w.is_any(list))
    };
    if matches!(found.lemma.as_str(), "tweet" | "retweet" | "post" | "blog")
        || near(&["twitter", "facebook", "instagram", "tweet", "tweets", "telegram", "channel"])
    {
        return Some("post");
    }
    if matches!(found.lemma.as_str(), "email" | "e-mail") || near(&["e-mail", "email"]) {
        return Some("e-mail");
    }
    if found.lemma == "text" {
        return Some("message");
    }
    let document = source.iter().any(|w| {
        w.is_any(&[
            "statement",
            "letter",
            "memo",
            "report",
            "release",
            "banner",
            "sign",
            "petition",
            "filing",
            "poster",
        ])
    });
    (matches!(found.class, CueClass::Written)
        || near(&["statement", "letter", "memo", "op-ed", "column"])
        || document)
        .then_some("writing")
}

/// Puts the marks' own flags on an attribution.
pub(super) fn set_flags(attribution: &mut Attribution, document: &Document, quotation: &Quotation) {
    if quotation.unclosed {
        attribution.flags.set(Flag::Unclosed);
    }
    if quotation.unopened {
        attribution.flags.set(Flag::Unopened);
    }
    if quotation.irregular {
        attribution.flags.set(Flag::Irregular);
    }
    let words = document.slice(quotation.inner);
    if words.find('[').is_some_and(|a| words[a..].contains(']')) {
        attribution.flags.set(Flag::Edited);
    }
    if document.flattened() {
        attribution.flags.set(Flag::Flattened);
    }
}
