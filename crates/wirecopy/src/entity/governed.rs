//! Sources as the tree of their sentence has them: the subject of the cue where no source was found, the whole subject
//! where only a part of it was, the subject of the verb a cue is joined to where it stands nearer.

use std::ops::Range;

use super::phrase::Part;
use super::view::View;
use crate::attribution::{Anonymity, Attribution, Kind, SourceMention, SourceType};
use crate::language::{Relation, Tag};

/// How many words up a tree are looked at.
const UP: usize = 8;

/// Mends the source of a direct or mixed quotation.
pub(super) fn settle(view: &View<'_>, a: &mut Attribution) {
    if !matches!(a.kind, Kind::Direct | Kind::Mixed) {
        return;
    }
    let Some(cue) = a.cue.as_ref().map(|c| view.token_at(c.head.start())).filter(|&k| k < view.len()) else {
        return;
    };
    if let Some(source) = &mut a.source
        && let Some(named) = named_before(view, &view.tokens_in(source.extent()))
    {
        source.head = view.span(named);
        source.spans = vec![view.cover(&phrase(view, named, cue)).cover(source.extent())];
        return;
    }
    let Some(subject) = subject_of(view, cue, 3)
        .filter(|&s| !view.is_quoted(s) && !matches!(view.part(s), Part::Wh | Part::Article))
    else {
        return;
    };
    let phrase = phrase(view, subject, cue);
    let [start, end] = match &a.source {
        None if phrase.start < cue || view.relation(cue) == Relation::Advcl => [phrase.start, phrase.end],
        None => return,
        Some(source) => {
            let tokens = view.tokens_in(source.extent());
            if tokens.is_empty() || tokens.contains(&subject) || tokens.end > cue || subject > cue {
                return;
            }
            let part = tokens.start > subject && hangs_by(view, tokens.end - 1, subject);
            if part {
                // "A document on the campaign's website states"
                [phrase.start, tokens.end]
            } else if tokens.end <= phrase.start && is_apart(view, cue) {
                // "the Republican, after she attacked … and blamed"
                [phrase.start, phrase.end]
            } else {
                return;
            }
        }
    };
    let span = view.cover(&(start..end));
    if a.content.iter().any(|c| c.overlaps(span)) {
        return;
    }
    let found = a.source.get_or_insert_with(|| SourceMention {
        spans: Vec::new(),
        head: span,
        kind: SourceType::Person,
        anonymity: Anonymity::Named,
        count: None,
        entity: None,
    });
    found.spans = vec![span];
    found.head = view.span(subject);
    a.confidence.source = a.confidence.source.clamp(0.5, 0.7);
}

/// Whether a cue is in a clause of its own, so that who stands before that clause is not its subject.
fn is_apart(view: &View<'_>, cue: usize) -> bool {
    match view.relation(cue) {
        Relation::Acl => true,
        Relation::Conj => view.head(cue).is_some_and(|h| view.relation(h) != Relation::Ccomp),
        _ => false,
    }
}

/// "Steven Rosenthal, a tax lawyer, put it": the name before a description that is its apposition.
fn named_before(view: &View<'_>, source: &Range<usize>) -> Option<usize> {
    let top = source.clone().find(|&k| view.head(k).is_some_and(|h| !source.contains(&h)))?;
    let named = view.head(top).filter(|&h| view.relation(top) == Relation::Appos && h < source.start)?;
    let between = |k: usize| view.part(k) == Part::Comma || hangs_by(view, k, named);
    (view.tag(named) == Tag::Name && (named + 1..source.start).all(between)).then_some(named)
}

/// The subject of a verb, or of the verb it is joined to or hangs by without a subject of its own.
fn subject_of(view: &View<'_>, verb: usize, up: usize) -> Option<usize> {
    let sentence = view.sentence(verb);
    let near = verb.saturating_sub(40).max(sentence.start)..(verb + 12).min(sentence.end);
    if view.relation(verb) == Relation::Acl && view.tag(verb) == Tag::Gerund {
        // "footage of Marsh saying"
        let near = |&k: &usize| view.head(verb).is_some_and(|h| h == k || hangs_by(view, k, h));
        return verb.checked_sub(1).filter(near).filter(|&k| view.tag(k) == Tag::Name);
    }
    let own = near.clone().find(|&k| view.head(k) == Some(verb) && view.relation(k).is_subject());
    own.or_else(|| {
        let joined = match view.relation(verb) {
            Relation::Conj => true,
            Relation::Xcomp | Relation::Advcl => matches!(view.tag(verb), Tag::Gerund | Tag::Verb),
            _ => false,
        };
        let above = view.head(verb).filter(|h| joined && up > 0 && sentence.contains(h))?;
        subject_of(view, above, up - 1)
    })
}

/// Whether a word hangs by another within a few steps.
fn hangs_by(view: &View<'_>, word: usize, by: usize) -> bool {
    let mut at = word;
    for _ in 0..UP {
        match view.head(at) {
            Some(head) if head == by => return true,
            Some(head) => at = head,
            None => return false,
        }
    }
    false
}

/// The words of a subject without clauses and what stands behind a comma.
fn phrase(view: &View<'_>, subject: usize, verb: usize) -> Range<usize> {
    let sentence = view.sentence(subject);
    let holds = |k: usize| view.is_word(k) && hangs_by(view, k, subject);
    let mut start = subject;
    while start > sentence.start && holds(start - 1) {
        start -= 1;
    }
    let mut end = subject + 1;
    let limit = if verb > subject { verb } else { sentence.end };
    while end < limit
        && (holds(end) || view.is_genitive(end))
        && !matches!(view.relation(end), Relation::AclRelcl | Relation::Acl)
    {
        end += 1;
    }
    start..end
}
