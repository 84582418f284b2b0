//! Names: which capitals of a noun phrase are one, and what it is the name of.

use std::ops::Range;

use super::classes::Class;
use super::lexicon::{Body, Gender, NounKind};
use super::phrase::{Part, Phrases};
use super::typing::Typing;
use super::view::View;
use crate::attribution::SourceType;
use crate::language::{self, Relation, Tag};

/// What a name is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NameKind {
    Person,
    /// "the Houthis"
    People,
    Of(SourceType),
}

/// A name in a noun phrase.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub(super) kind: NameKind,
    /// Its tokens, title and role left out.
    pub(super) head: Range<usize>,
    /// The tokens of a role or title before it.
    pub(super) role: Range<usize>,
    pub(super) gender: Option<Gender>,
    /// Whether an article stands before it.
    pub(super) article: bool,
}

/// A word in the form names are compared in: small letters, no points, one kind of hyphen and apostrophe.
pub(super) fn fold(word: &str) -> String {
    word.chars()
        .filter(|c| *c != '.')
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            '’' | '´' | 'ʼ' | '`' => '\'',
            '‐' | '‑' | '–' => '-',
            _ => c,
        })
        .collect()
}

/// The words of a person's name in compared form; hyphens part words, suffixes and initials stay.
pub(super) fn words(phrases: Phrases<'_, '_>, tokens: &Range<usize>) -> Vec<String> {
    let mut out = Vec::new();
    for k in tokens.clone() {
        if !phrases.view.is_word(k) {
            continue;
        }
        let folded = fold(phrases.view.word(k));
        let classes = phrases.lexicon.classes(&folded);
        let noble = k == tokens.start && k + 1 < tokens.end && classes.has(Class::Noble);
        if classes.has(Class::Suffix) && k > tokens.start || noble {
            continue;
        }
        out.extend(folded.split('-').filter(|w| !w.is_empty()).map(str::to_owned));
    }
    out
}

/// Reads the name a plain noun phrase ends in; `full` is where its complements end.
pub(super) fn read(phrases: Phrases<'_, '_>, base: &Range<usize>, full: usize) -> Option<Name> {
    let (view, lexicon) = (phrases.view, phrases.lexicon);
    if base.is_empty() {
        return None;
    }
    let last = base.end - 1;
    if !view.is_capital(last) && !view.word(last).starts_with('@') {
        return None;
    }
    let mut start = last;
    while start > base.start {
        let k = start - 1;
        let joins = match phrases.part(k) {
            Part::Name | Part::Mark => true,
            Part::Noun | Part::Adjective | Part::Number => view.is_capital(k),
            Part::Participle | Part::Verb | Part::Adverb => view.is_capital(k) && k > base.start,
            _ => {
                k > base.start
                    && view.classes(k).has(Class::Particle)
                    && view.is_capital(k - 1)
                    && view.is_capital(start)
            }
        };
        if !joins {
            break;
        }
        start = k;
    }
    while start < last && !view.is_word(start) {
        start += 1;
    }
    // "As Dorian Gray", "Poor Alice": small words in capitals only because a sentence starts, and epithets.
    while start < last && view.is_capital(start + 1) {
        let opens = view.is_sentence_start(start)
            && (view.classes(start).any(&[Class::SentenceInitial, Class::Preposition])
                || says_when(phrases, start));
        if !opens && !view.classes(start).has(Class::Epithet) {
            break;
        }
        start += 1;
    }
    let article = start > base.start && view.classes(start - 1).has(Class::Article);
    // A noun at the start of a sentence is in capitals only because of that.
    if start == last
        && view.is_sentence_start(last)
        && (is_common(phrases, last)
            || looks_common(phrases, last)
            || says_when(phrases, last)
            || lexicon.number(view.low(last)).is_some())
    {
        return None;
    }
    let run = start..base.end;
    let whole = |tokens: &Range<usize>| view.text(view.cover(tokens)).to_owned();
    let name = |kind, head, role, gender| Some(Name { kind, head, role, gender, article });
    let none = base.start..base.start;

    // Listed names first, the longest reading first: with the article, with what follows.
    for end in [full, base.end] {
        for from in [start.saturating_sub(usize::from(article)), start] {
            let tokens = from..end;
            if tokens.is_empty() {
                continue;
            }
            let text = whole(&tokens);
            if lexicon.outlet(&text).is_some_and(|o| !o.needs_frame) {
                return name(NameKind::Of(SourceType::MediaOutlet), start..end, none, None);
            }
            match lexicon.body(&text) {
                Some(Body::Of(kind)) => return name(NameKind::Of(kind), start..end, none, None),
                Some(Body::Place) => {
                    return name(NameKind::Of(Typing::body_kind(Body::Place)), start..end, none, None);
                }
                None => {}
            }
        }
    }

    // A title or a role before the name.
    let lower_role = start > base.start
        && matches!(phrases.part(start - 1), Part::Noun)
        && lexicon.nouns(view.low(start - 1)).iter().any(|n| n.kind == NounKind::Person);
    let mut split = start;
    let mut gender = None;
    let mut honorific = true;
    let mut k = start;
    while k < base.end {
        let mut width = 0;
        for w in (1..=3.min(base.end - k)).rev() {
            if let Some((g, form)) = lexicon.title(&whole(&(k..k + w))) {
                gender = g.or(gender);
                honorific &= form;
                width = w;
                break;
            }
        }
        if width > 0 {
            split = k + width;
            k = split;
        } else {
            k += 1;
        }
    }
    let titled = split > start;
    if titled && split >= base.end {
        // "the President", "the Prime Minister": a description, not a name.
        return None;
    }
    let role = if lower_role {
        let from = base.start + usize::from(matches!(phrases.part(base.start), Part::Article));
        gender = gender.or_else(|| lexicon.nouns(view.low(start - 1)).iter().find_map(|n| n.gender));
        from..start
    } else if titled && !honorific {
        start..split
    } else {
        none.clone()
    };
    // "Lord Henry", "Queen Maud": the title stays with the name.
    let noble = titled && view.classes(split - 1).has(Class::Noble) && view.is_capital(split - 1);
    let head = if titled { split - usize::from(noble)..base.end } else { run.clone() };
    if titled || lower_role {
        return name(NameKind::Person, head, role, gender);
    }
    let given = lexicon.is_given_name(view.word(start)) && run.len() > 1;
    if !given && let Some(kind) = body_kind(phrases, &run, article) {
        let end = body_end(phrases, base.end, full);
        return name(NameKind::Of(kind), start..end, none, None);
    }
    if run.len() == 1 {
        let word = view.word(last);
        let acronym = word.chars().filter(|c| c.is_alphabetic()).count() >= 2
            && word.chars().all(|c| c.is_uppercase() || !c.is_alphabetic())
            && word.len() <= 7;
        if acronym {
            return name(NameKind::Of(SourceType::Organisation), run, none, None);
        }
        if article && word.ends_with('s') {
            return name(NameKind::People, run, none, None);
        }
        if !article && word.ends_with('s') && is_common(phrases, last) {
            return None;
        }
    }
    if article && !given {
        return name(NameKind::Of(SourceType::Organisation), run, none, None);
    }
    name(tagged(view, &run).unwrap_or(NameKind::Person), run, none, None)
}

/// What the network takes a name for that no list knows, when it does not take it for a person's.
fn tagged(view: &View<'_>, run: &Range<usize>) -> Option<NameKind> {
    // One word is often a surname in a headline, where the network is weak.
    if run.len() < 2 {
        return None;
    }
    let kinds = |kind| run.clone().filter(|&k| view.is_word(k)).all(|k| view.name_kind(k) == Some(kind));
    if kinds(language::NameKind::Organization) {
        Some(NameKind::Of(SourceType::Organisation))
    } else if kinds(language::NameKind::Place) {
        Some(NameKind::Of(Typing::body_kind(Body::Place)))
    } else {
        None
    }
}

/// "Ministry of Defence", "Institute for Strategic Studies": on over linking words as long as capitals follow.
fn body_end(phrases: Phrases<'_, '_>, mut at: usize, full: usize) -> usize {
    let view = phrases.view;
    while at + 1 < full && view.is(at, &["of", "for", "on", "and", "&"]) {
        let mut next = at + 1;
        while next < full && view.is(next, &["the", "and"]) {
            next += 1;
        }
        if next >= full || !view.is_capital(next) {
            break;
        }
        while next < full && view.is_capital(next) {
            next += 1;
        }
        at = next;
    }
    at
}

/// "To-day Kemp", "Wednesday, he": a word that says when, before a name or by itself.
fn says_when(phrases: Phrases<'_, '_>, k: usize) -> bool {
    matches!(phrases.view.relation(k), Relation::OblUnmarked | Relation::NmodUnmarked | Relation::Advmod)
}

/// Whether a capitalised word is also a listed common noun.
fn is_common(phrases: Phrases<'_, '_>, k: usize) -> bool {
    let low = phrases.view.low(k);
    !phrases.lexicon.nouns(low).is_empty() || phrases.view.classes(k).has(Class::SentenceInitial)
}

/// Whether a capitalised word at the start of a sentence has the look of a common noun or an adverb.
fn looks_common(phrases: Phrases<'_, '_>, k: usize) -> bool {
    let low = phrases.view.low(k);
    let ending = ["tion", "sion", "ment", "ness", "ity", "ing", "ance", "ence", "ism", "ship", "ly"];
    match phrases.view.tag(k) {
        Tag::Name | Tag::Other => false,
        Tag::Nouns => true,
        _ => ending.iter().any(|e| low.ends_with(e)) || phrases.view.classes(k).has(Class::Preposition),
    }
}

/// What a run of capitals is, by the words in it that say so.
fn body_kind(phrases: Phrases<'_, '_>, run: &Range<usize>, article: bool) -> Option<SourceType> {
    let (view, lexicon) = (phrases.view, phrases.lexicon);
    if run.len() == 1 && !article {
        return None;
    }
    if run.len() > 1 && view.is(run.start, &["Port", "Lake", "Mount", "Fort", "Cape"]) {
        return Some(SourceType::GovernmentBody);
    }
    let last = lexicon.body_word(view.word(run.end - 1));
    let first = lexicon.body_word(view.word(run.start));
    let media_first = first.filter(|k| {
        *k == SourceType::MediaOutlet
            && matches!(view.word(run.start), "Radio" | "Agence" | "Daily" | "Evening" | "TV")
    });
    last.or(media_first).or_else(|| {
        // "Ministry of …", "Bank of …" end in the word by themselves; "University of Estmark" starts with it.
        first.filter(|k| *k != SourceType::MediaOutlet && view.is(run.start + 1, &["of", "for"]))
    })
}
