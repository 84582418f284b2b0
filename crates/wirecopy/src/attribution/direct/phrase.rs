//! How far a source reaches: noun phrases with their appositions, by words and marks.

mod subject;

pub(super) use subject::{before_apposition, ending_at, main_subject};

use super::clause::is_speech_adverb;
use super::frame::{Frame, Word};
use crate::attribution::phrase::is_occasion_participle;
use crate::language::Tag;

/// Whether a word can begin the name or description of a source.
pub(super) fn starts_noun_phrase(word: &Word<'_>) -> bool {
    if !word.is_wordlike() {
        return false;
    }
    if word.text == "Will" {
        return true;
    }
    if word.is_any(&[
        "and",
        "but",
        "or",
        "nor",
        "yet",
        "so",
        "in",
        "on",
        "at",
        "by",
        "of",
        "to",
        "with",
        "from",
        "for",
        "as",
        "if",
        "when",
        "while",
        "because",
        "before",
        "after",
        "since",
        "although",
        "though",
        "until",
        "than",
        "then",
        "is",
        "was",
        "are",
        "were",
        "be",
        "been",
        "has",
        "have",
        "had",
        "will",
        "would",
        "can",
        "could",
        "not",
        "during",
        "about",
        "into",
        "where",
        "which",
        "whose",
        "who",
        "what",
        "how",
        "why",
        "adding",
        "saying",
        "referring",
        "speaking",
        "citing",
    ]) {
        return false;
    }
    !matches!(word.tag, Tag::Preposition | Tag::Conjunction | Tag::Modal | Tag::To | Tag::Wh)
        || word.is_pronoun()
}

/// Words of time: days, months, "last", "earlier".
pub(super) fn is_time(word: &Word<'_>) -> bool {
    word.is_any(&[
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "yesterday",
        "today",
        "tonight",
        "tomorrow",
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan.",
        "feb.",
        "aug.",
        "sept.",
        "oct.",
        "nov.",
        "dec.",
        "last",
        "earlier",
        "later",
        "recently",
    ])
}

/// Nouns of occasions: "in an interview" does not belong to the name before it.
fn is_occasion(word: &Word<'_>) -> bool {
    word.is_any(&[
        "interview",
        "interviews",
        "statement",
        "speech",
        "email",
        "e-mail",
        "tweet",
        "post",
        "letter",
        "message",
        "memo",
        "conference",
        "appearance",
        "remarks",
        "call",
        "briefing",
        "address",
        "debate",
        "rally",
        "hearing",
        "column",
        "op-ed",
        "release",
        "response",
        "reference",
        "reply",
        "video",
        "text",
        "event",
        "meeting",
        "advance",
        "comments",
    ])
}

/// The end of a noun phrase that begins at `from` and stands after its verb, its apposition included.
pub(super) fn end_after(frame: &Frame<'_>, from: usize, end: usize) -> usize {
    let word = |k: usize| frame.word(k).filter(|_| k < end);
    if word(from).is_some_and(|w| w.is_any(&["he", "she", "they", "i", "we", "it", "you"])) {
        return from + 1;
    }
    let mut at = from;
    // In the core of the phrase a preposition after a name begins something else.
    let mut named = false;
    let mut apposed = false;
    while let Some(w) = word(at) {
        if w.text == "(" {
            let close = (at..end.min(at + 12)).find(|&k| word(k).is_some_and(|w| w.text == ")"));
            let Some(close) = close else { break };
            at = close + 1;
            continue;
        }
        if w.is_comma() {
            let Some(next) = word(at + 1) else { break };
            if matches!(next.text, "”" | "''" | "\"") && next.span.start() == w.span.end() {
                // The comma inside the marks of a title.
                at += 2;
                continue;
            }
            if !continues_apposition(frame, at + 1, end, next) {
                break;
            }
            apposed = true;
            named = false;
            at += 1;
            continue;
        }
        if !w.is_wordlike()
            && !w.is_any(&["'s", "’s", "'", "’", "&", "-", "/", ".", "\"", "“", "”", "‘", "''", "``"])
            || w.ends && !w.is_wordlike()
        {
            break;
        }
        if at > from {
            let late =
                w.is_any(&["after", "before", "during", "since", "until", "amid", "about", "as", "last"]);
            let stops = !(apposed && late)
                && w.is_any(&[
                    "when",
                    "while",
                    "after",
                    "before",
                    "during",
                    "as",
                    "because",
                    "if",
                    "since",
                    "though",
                    "although",
                    "until",
                    "about",
                    "amid",
                    "but",
                    "then",
                    "adding",
                    "saying",
                    "referring",
                    "speaking",
                    "citing",
                    "noting",
                    "describing",
                    "recently",
                    "earlier",
                    "later",
                    "yesterday",
                    "today",
                    "tonight",
                    "shortly",
                    "last",
                ]);
            let relative = apposed
                && (from..at)
                    .rev()
                    .take(30)
                    .any(|k| word(k).is_some_and(|w| w.is_any(&["who", "whose", "which"])));
            if stops && !relative {
                break;
            }
            let described = at == from + 1 && word(from).is_some_and(|f| f.is_any(&["a", "the"]));
            if is_time(w) && !relative && !described && !w.is("march") && !w.is("may") {
                break;
            }
            if w.is_any(&["in", "on", "at", "to", "via", "by", "with", "through", "over"]) && !relative {
                let next_occasion = (at + 1..end.min(at + 6))
                    .any(|k| word(k).is_some_and(|w| is_occasion(w) || is_time(w)))
                    || word(at + 1).is_some_and(|w| w.text.starts_with(|c: char| c.is_ascii_digit()));
                // "an aide briefed on the call"
                let described = at > from + 1
                    && word(at - 1).is_some_and(|w| {
                        matches!(w.tag, Tag::Participle | Tag::Past | Tag::Adjective) && !w.is_capital()
                    });
                if named || next_occasion && !described {
                    break;
                }
            }
            if w.is("of") && named && !apposed && !word(at + 1).is_some_and(|w| w.is("the") || w.is_capital())
            {
                break;
            }
            if w.is("and")
                && (word(at + 1)
                    .is_none_or(|n| !n.is_capital() && !n.is_any(&["the", "a", "his", "her"]) && !apposed))
            {
                break;
            }
        }
        if w.is_wordlike() {
            named = w.is_capital() && !apposed;
        }
        at += 1;
        if w.ends {
            break;
        }
    }
    trim_end(frame, from, at)
}

/// Whether what follows a comma still describes the name before it.
fn continues_apposition(frame: &Frame<'_>, at: usize, end: usize, next: &Word<'_>) -> bool {
    let word = |k: usize| frame.word(k).filter(|_| k < end);
    if next.is_any(&["who", "whose", "whom"]) {
        return true;
    }
    let place = next.is_any(&["of", "from"]) && word(at + 1).is_some_and(Word::is_capital);
    if place
        || next.is_any(&["managing", "acting", "founding", "leading", "deputy", "assistant", "associate"])
    {
        return true;
    }
    if next.is_any(&[
        "a",
        "an",
        "the",
        "one",
        "another",
        "his",
        "her",
        "its",
        "their",
        "former",
        "then",
        "chairman",
        "director",
        "president",
        "head",
        "senior",
        "chief",
        "executive",
        "vice",
        "spokesman",
        "spokeswoman",
        "leader",
        "member",
        "professor",
        "founder",
        "author",
        "co-founder",
        "secretary",
        "minister",
        "mayor",
        "governor",
        "manager",
        "himself",
        "herself",
        "now",
        "also",
    ]) {
        return true;
    }
    if next.text.starts_with(|c: char| c.is_ascii_digit())
        && word(at + 1).is_none_or(|w| w.is_comma() || w.ends || w.text == ".")
    {
        return true; // an age
    }
    if next.is_any(&["jr.", "sr.", "jr", "sr", "iii", "ii", "r", "d", "md"])
        || next.text.starts_with("R-")
        || next.text.starts_with("D-")
    {
        return true;
    }
    if is_time(next) {
        return false;
    }
    let noun_like = if frame.tagged {
        next.tag.is_noun() || next.tag == Tag::Adjective
    } else {
        next.is_wordlike()
            && starts_noun_phrase(next)
            && !next.lower.ends_with("ing")
            && !next.lower.ends_with("ed")
    };
    // A place or title in capitals, closed by another comma or the end.
    next.is_capital() && !next.is_any(&["but", "and", "in", "on", "at", "however", "meanwhile"])
        || noun_like && !frame.word(at).is_some_and(is_speech_adverb)
}

/// Drops commas, dashes and adverbs at the end of a range.
pub(super) fn trim_end(frame: &Frame<'_>, from: usize, to: usize) -> usize {
    let mut to = to;
    while to > from {
        let Some(word) = frame.word(to - 1) else { break };
        let loose = !word.is_wordlike() && !matches!(word.text, ")" | "'s" | "’s" | "'" | "’" | "”" | "\"");
        let adverb =
            is_speech_adverb(word) && !word.is_any(&["himself", "herself", "all", "both"]) && to - 1 > from;
        if loose || adverb {
            to -= 1;
        } else {
            break;
        }
    }
    to
}

/// The end of the source in items `from..to`, before ", speaking to Nordwire".
pub(super) fn before_participle(frame: &Frame<'_>, from: usize, to: usize) -> usize {
    (from + 1..to.saturating_sub(1))
        .find(|&k| {
            frame.word(k).is_some_and(Word::is_comma)
                && frame.word(k + 1).is_some_and(|w| is_occasion_participle(&w.lower))
        })
        .unwrap_or(to)
}
