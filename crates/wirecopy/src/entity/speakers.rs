//! Who each attribution comes from: its source led to an entity, or the speaker it goes on from.

use super::EntityId;
use super::classes::Class;
use super::coref::Cast;
use super::dialogue;
use super::display;
use super::governed;
use super::phrase::Part;
use super::typing::Pronoun;
use crate::Span;
use crate::attribution::{Anonymity, Attribution, Count, Flag, Kind, SourceType};
use crate::document::BlockKind;

/// Fills in the sources and answers the speaker of each attribution, by draft number.
pub(super) fn resolve(cast: &mut Cast<'_, '_>, attributions: &mut [Attribution]) -> Vec<Option<usize>> {
    let mut speakers: Vec<Option<usize>> = vec![None; attributions.len()];
    for k in 0..attributions.len() {
        nest(attributions, k);
        let (before, rest) = attributions.split_at_mut(k);
        let a = &mut rest[0];
        speakers[k] = source(cast, a, before, &speakers);
    }
    for k in 0..attributions.len() {
        if speakers[k].is_none() && attributions[k].source.is_none() {
            speakers[k] = continued(cast, attributions, k, &speakers);
        }
    }
    // "…," he said. Marsh, 61, kept the depot: nobody before "he", but somebody right after.
    for k in 0..attributions.len() {
        let third = attributions[k].source.as_ref().filter(|_| speakers[k].is_none()).and_then(|s| {
            let view = cast.view();
            cast.typing.describe(view.tokens_in(s.extent()))?.pronoun
        });
        if !matches!(third, Some(Pronoun::Masculine | Pronoun::Feminine)) {
            continue;
        }
        let Some(next) = cast.named_next(whole(&attributions[k]).end()) else { continue };
        speakers[k] = Some(next);
        attributions[k].confidence.entity = 0.5;
        if let Some(source) = &mut attributions[k].source {
            source.entity = Some(EntityId(next as u32));
        }
    }
    cast.conditions();
    // What was learned later holds for earlier mentions too.
    for a in attributions.iter_mut() {
        if let Some(source) = &mut a.source
            && let Some(entity) = source.entity
            && cast.roster.drafts[entity.index()].anonymity == Anonymity::Condition
        {
            source.kind = cast.roster.drafts[entity.index()].kind;
            source.anonymity = Anonymity::Condition;
        }
    }
    for a in attributions.iter_mut() {
        not_named_in_full(cast, a);
    }
    displays(cast, attributions, &mut speakers);
    speakers
}

/// "who gave her name only as Mila", "The Courier is not naming the boy": said near a source.
fn not_named_in_full(cast: &Cast<'_, '_>, a: &mut Attribution) {
    let end = whole(a).end();
    let Some(source) = &mut a.source else { return };
    if !matches!(source.kind, SourceType::Person | SourceType::AnonymousPerson) {
        return;
    }
    let text = cast.view().document().text();
    let near = |from: usize, to: usize| {
        let mut to = to.min(text.len());
        while !text.is_char_boundary(to) {
            to -= 1;
        }
        text[from..to.max(from)].to_lowercase()
    };
    let says = |class: Class, words: &str| cast.lexicon().phrases(class).any(|p| words.contains(p.whole));
    if says(Class::Partial, &near(source.extent().start(), source.extent().end() + 80)) {
        source.anonymity = Anonymity::PartialName;
        source.count = source.count.or(Some(Count::exact(1)));
    } else if source.anonymity == Anonymity::UnnamedRole && says(Class::Withheld, &near(end, end + 120)) {
        source.anonymity = Anonymity::WithheldByOutlet;
    }
}

/// Sets the attribution whose content an attribution stands in, when it has not been set.
fn nest(attributions: &mut [Attribution], k: usize) {
    if attributions[k].nested_in.is_some() {
        return;
    }
    let inner = whole(&attributions[k]);
    let found = (k.saturating_sub(6)..(k + 6).min(attributions.len())).find(|&o| {
        o != k
            && attributions[o].kind != Kind::Gesture
            && attributions[o].content.iter().any(|c| c.contains(inner) && c.len() > inner.len())
    });
    attributions[k].nested_in = found.map(|n| n as u32);
}

/// From the first to the last byte of content, cue and source.
fn whole(a: &Attribution) -> Span {
    let mut out = a.extent();
    for span in a.cue.iter().flat_map(|c| c.spans.iter()) {
        out = out.cover(*span);
    }
    if let Some(source) = &a.source {
        out = out.cover(source.extent());
    }
    out
}

/// Leads the source of an attribution to its entity and types it.
fn source(
    cast: &mut Cast<'_, '_>,
    a: &mut Attribution,
    before: &[Attribution],
    speakers: &[Option<usize>],
) -> Option<usize> {
    governed::settle(cast.view(), a);
    trim(cast, a);
    let mention = a.source.as_ref()?;
    let extent = mention.extent();
    let span = if mention.spans.len() > 1 { mention.spans[0] } else { extent };
    let start = cast.view().token_at(span.start());
    let found = cast.typing.describe(cast.view().tokens_in(span));
    let resolved = match found.as_ref().and_then(|f| f.pronoun) {
        // "I" inside a quotation is whoever says the quotation.
        Some(Pronoun::First) if start < cast.view().len() && cast.view().is_quoted(start) => {
            let outer = a.nested_in.map(|n| n as usize).filter(|n| *n < before.len());
            outer.and_then(|n| speakers[n]).map(|e| (e, 0.9))
        }
        _ => cast.resolve(span).map(|(e, c, _)| (e, c)),
    };
    let basis = found.as_ref().and_then(|f| f.basis);
    let mention = a.source.as_mut()?;
    if let Some(found) = &found {
        mention.head = found.head;
        mention.kind = found.kind;
        mention.anonymity = found.anonymity;
        mention.count = found.count;
        if found.pronoun.is_some() && resolved.is_none() {
            mention.kind =
                if found.pronoun == Some(Pronoun::First) { SourceType::Author } else { SourceType::Person };
        }
    }
    let (entity, confidence) = resolved?;
    let condition = cast.condition_near(extent, found.as_ref().is_some_and(|f| f.pronoun.is_some()));
    let draft = &mut cast.roster.drafts[entity];
    if let Some((span, reason)) = condition
        && matches!(
            draft.kind,
            SourceType::AnonymousPerson
                | SourceType::AnonymousGroup
                | SourceType::Person
                | SourceType::GroupOfPersons
        )
        && draft.words.is_empty()
    {
        draft.anonymity = Anonymity::Condition;
        draft.kind = match draft.kind {
            SourceType::Person => SourceType::AnonymousPerson,
            SourceType::GroupOfPersons => SourceType::AnonymousGroup,
            kind => kind,
        };
        draft.reason = draft.reason.or(reason).or(Some(span));
    }
    draft.basis = draft.basis.or(basis);
    mention.kind = draft.kind;
    mention.anonymity = draft.anonymity;
    mention.count = mention.count.or(draft.count);
    // Numbers of drafts until the end: see `finish`.
    mention.entity = Some(EntityId(entity as u32));
    a.confidence.entity = confidence;
    Some(entity)
}

/// A source that runs over a verb is cut down to the subject of the cue, when that lies inside it.
fn trim(cast: &Cast<'_, '_>, a: &mut Attribution) {
    let (Some(source), Some(cue)) = (&a.source, &a.cue) else { return };
    if source.spans.is_empty() || a.kind == Kind::Gesture {
        return;
    }
    let view = cast.view();
    let phrases = cast.typing.phrases;
    let tokens = view.tokens_in(source.extent());
    let cue_at = view.token_at(cue.head.start());
    if cue_at > tokens.end && cue_at < view.len() && view.is(cue_at - 1, &["but"]) {
        // "An official declined to name the systems but confirmed": the object before is not the subject.
        let subject = phrases.subjects(cue_at).into_iter().next();
        let apart = |s: &std::ops::Range<usize>| {
            s.end < tokens.start && (s.end..tokens.start).any(|k| phrases.part(k) == Part::Verb)
        };
        if let (Some(subject), Some(source)) = (subject.filter(apart), &mut a.source) {
            source.spans = vec![view.cover(&subject)];
            source.head = source.spans[0];
            return;
        }
    }
    let named = tokens.clone().any(|k| {
        matches!(
            phrases.part(k),
            Part::Noun
                | Part::Name
                | Part::Pronoun
                | Part::Number
                | Part::Wh
                | Part::Article
                | Part::Possessive
        )
    });
    if !named {
        // "only" and the like: a slip of the model; the subject of the cue is meant.
        let head = view.token_at(cue.head.start());
        let subject = if head < view.len() { phrases.subjects(head).into_iter().next() } else { None };
        if let (Some(subject), Some(source)) = (subject, &mut a.source) {
            source.spans = vec![view.cover(&subject)];
            source.head = source.spans[0];
        }
        return;
    }
    let Some(verb) = tokens.clone().find(|&k| matches!(phrases.part(k), Part::Verb | Part::Wh)) else {
        return;
    };
    if phrases.part(verb) == Part::Wh {
        return;
    }
    let head = view.token_at(cue.head.start());
    if head >= view.len() {
        return;
    }
    if head < tokens.start {
        return;
    }
    let subject = phrases.subjects(head).into_iter().next();
    if let Some(subject) = subject
        && subject.start >= tokens.start
        && subject.end <= tokens.end
        && subject.len() < tokens.len()
        && let Some(source) = &mut a.source
    {
        source.spans = vec![view.cover(&subject)];
        source.head = source.spans[0];
    }
}

/// The speaker of a quotation that names none: the one it goes on from, the one before it in the paragraph, the
/// last one of the paragraph before.
fn continued(
    cast: &Cast<'_, '_>,
    attributions: &mut [Attribution],
    k: usize,
    speakers: &[Option<usize>],
) -> Option<usize> {
    let a = &attributions[k];
    if a.kind == Kind::Gesture
        || a.content.is_empty()
        || a.zone == BlockKind::Caption
        || a.zone == BlockKind::Title
    {
        return None;
    }
    let view = cast.view();
    let new_turn = |n: usize| {
        let (own, other) = (dialogue::block_of(view, a), dialogue::block_of(view, &attributions[n]));
        cast.dialogue && own != other && dialogue::is_closed(view, &attributions[n])
    };
    if let Some(before) = a.follows.map(|n| n as usize).filter(|n| *n < speakers.len() && *n != k)
        && speakers[before].is_some()
        && !new_turn(before)
    {
        attributions[k].confidence.entity = 0.85;
        return speakers[before];
    }
    if a.kind != Kind::Direct || a.cue.is_some() {
        return None;
    }
    let token = view.token_at(a.content[0].start());
    if token >= view.len() {
        return None;
    }
    let block = view.block_of(token);
    let is_speech = |b: &Attribution| {
        b.kind != Kind::Gesture
            && matches!(b.zone, BlockKind::Paragraph | BlockKind::BlockQuote | BlockKind::ListItem)
    };
    let block_of = |b: &Attribution| {
        b.content
            .first()
            .map(|s| view.token_at(s.start()))
            .filter(|t| *t < view.len())
            .map(|t| view.block_of(t))
    };
    // Same paragraph, an attributed quote or statement before it.
    let earlier = (0..k).rev().take(8).find(|&j| {
        is_speech(&attributions[j]) && block_of(&attributions[j]) == Some(block) && speakers[j].is_some()
    });
    if let Some(j) = earlier {
        set_follows(&mut attributions[k], j, 0.75);
        return speakers[j];
    }
    let start = view.token_at(cast.block_start(block));
    let opens = (start..token).all(|t| !view.is_word(t));
    if !opens {
        // "Marsh was blunter. “They lied.”"
        let person = cast.person_before(token)?;
        attributions[k].confidence.entity = 0.5;
        return Some(person);
    }
    if cast.dialogue {
        let speaker = dialogue::turn(view, attributions, k, speakers)?;
        attributions[k].confidence.entity = 0.5;
        return Some(speaker);
    }
    let previous = cast.paragraph_before(block)?;
    let earlier = (0..k).rev().take(8).find(|&j| {
        is_speech(&attributions[j])
            && block_of(&attributions[j]) == Some(previous)
            && !attributions[j].quoted.is_empty()
            && speakers[j].is_some()
            && attributions[j].nested_in.is_none()
    });
    if let Some(j) = earlier {
        set_follows(&mut attributions[k], j, 0.75);
        return speakers[j];
    }
    let indirect = (0..k).rev().take(8).find(|&j| {
        is_speech(&attributions[j])
            && block_of(&attributions[j]) == Some(previous)
            && attributions[j].nested_in.is_none()
    })?;
    speakers[indirect]?;
    set_follows(&mut attributions[k], indirect, 0.55);
    speakers[indirect]
}

fn set_follows(a: &mut Attribution, before: usize, confidence: f32) {
    a.flags.set(Flag::Continuation);
    a.follows = Some(before as u32);
    a.confidence.entity = confidence;
    a.confidence.source = a.confidence.source.min(confidence);
}

/// Links captions and headlines to the quotes they repeat; such a display has the speaker of the quote.
fn displays(cast: &Cast<'_, '_>, attributions: &mut [Attribution], speakers: &mut [Option<usize>]) {
    let by_quote: Vec<Option<usize>> = speakers.to_vec();
    let place = |a: &Attribution| a.source.as_ref().and_then(|s| s.entity).map(EntityId::index);
    display::link(cast.view().document(), attributions, |shown, body| {
        let Some(who) = place(shown) else { return Some(1) };
        let said = place(body);
        if Some(who) == said {
            return Some(4);
        }
        let Some(said) = said else { return Some(1) };
        let (a, b) = (&cast.roster.drafts[who], &cast.roster.drafts[said]);
        // "an expert" can be Fabian Hinz, an expert; another name cannot.
        match &a.noun {
            Some(noun) if b.role_words.iter().any(|w| w == noun) => Some(3),
            Some(_) => Some(0),
            None => None,
        }
    });
    for k in 0..attributions.len() {
        if attributions[k].flags.has(Flag::Display)
            && let Some(body) = attributions[k].follows
            && let Some(speaker) = by_quote.get(body as usize).copied().flatten()
        {
            speakers[k] = Some(speaker);
            attributions[k].confidence.entity = 0.8;
        }
    }
}
