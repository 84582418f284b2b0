//! Who is who: names, descriptions and pronouns of a document, each led to its entity, in text order.

use std::collections::HashMap;
use std::ops::Range;

use super::antecedents::head_word;
use super::classes::Class;
use super::dialogue::is_dialogue;
use super::lexicon::{Lexicon, NounKind};
use super::names;
use super::phrase::Part;
use super::roster::Roster;
use super::typing::{Described, Pronoun, Typing};
use super::view::View;
use crate::Span;
use crate::attribution::{Attribution, Count, SourceType};
use crate::language::{NameKind, Relation};

/// One mention.
#[derive(Clone, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "independent findings about one mention")]
pub(super) struct Mention {
    pub(super) token: usize,
    pub(super) entity: usize,
    pub(super) subject: bool,
    pub(super) source: bool,
    pub(super) quoted: bool,
    /// A possessor ("Quill's deputy").
    pub(super) genitive: bool,
    pub(super) pronoun: bool,
    /// The number of narrative sentences before it.
    pub(super) place: usize,
}

/// The mentions of a document and the entities they lead to.
#[derive(Debug)]
pub(super) struct Cast<'v, 'a> {
    pub(super) typing: Typing<'v, 'a>,
    pub(super) roster: Roster,
    pub(super) mentions: Vec<Mention>,
    /// Entity and confidence by the token of a mention's head or pronoun.
    pub(super) at: HashMap<usize, (usize, f32)>,
    /// The number of sentences with narrative words before each sentence.
    pub(super) places: Vec<usize>,
    is_source: Vec<bool>,
    /// Whether speakers take turns, a paragraph each.
    pub(super) dialogue: bool,
    /// The tokens of pronouns.
    pub(super) pronouns: Vec<(usize, Pronoun)>,
}

/// How often pronouns are read again with what was learned of the people.
const READINGS: usize = 2;

/// How many mentions back an antecedent is looked for.
pub(super) const WINDOW: usize = 120;

impl<'v, 'a> Cast<'v, 'a> {
    /// Gathers all mentions.
    pub(super) fn gather(view: &'v View<'a>, lexicon: &'v Lexicon, attributions: &[Attribution]) -> Self {
        let typing = Typing::new(view, lexicon);
        let mut is_source = vec![false; view.len()];
        for span in attributions.iter().filter_map(|a| a.source.as_ref()).flat_map(|s| s.spans.iter()) {
            for k in view.tokens_in(*span) {
                is_source[k] = true;
            }
        }
        let mut places = Vec::with_capacity(view.sentences().len());
        let mut seen = 0;
        for sentence in view.sentences() {
            places.push(seen);
            seen += usize::from(sentence.tokens().any(|k| !view.is_quoted(k) && view.is_word(k)));
        }
        let mut cast = Self {
            typing,
            roster: Roster::default(),
            mentions: Vec::new(),
            at: HashMap::new(),
            places,
            is_source,
            dialogue: is_dialogue(view),
            pronouns: Vec::new(),
        };
        let mut phrases = cast.phrases();
        // In a headline in title case every run of words looks like a name: only those met again are.
        phrases.retain(|tokens| {
            !view.is_title_case(tokens.start) || {
                let words = view.text(view.cover(tokens));
                view.document().text().matches(words).nth(1).is_some()
            }
        });
        // Full names first, so that a surname in a headline finds its bearer.
        let describe = |tokens: Range<usize>| Some((tokens.clone(), typing.describe(tokens)?));
        let phrases: Vec<_> = phrases.into_iter().filter_map(describe).collect();
        for (_, found) in &phrases {
            if found.kind == SourceType::Person && found.name.as_ref().is_some_and(|n| n.len() > 1) {
                let token = view.token_at(found.head.start());
                cast.enter(found, token);
            }
        }
        cast.promote_outlets(&phrases);
        let mut pronouns = Vec::new();
        for (tokens, found) in &phrases {
            cast.mention(tokens, found, &mut pronouns);
        }
        for _ in 0..READINGS {
            cast.again(&pronouns);
        }
        cast.pronouns = pronouns;
        cast
    }

    pub(super) fn view(&self) -> &'v View<'a> {
        self.typing.view()
    }

    pub(super) fn lexicon(&self) -> &'v Lexicon {
        self.typing.lexicon()
    }

    /// The noun phrases of the document, possessors by themselves, names with their appositions.
    fn phrases(&self) -> Vec<Range<usize>> {
        let view = self.view();
        let phrases = self.typing.phrases;
        let mut out: Vec<Range<usize>> = Vec::new();
        let mut k = 0;
        while k < view.len() {
            let part = phrases.part(k);
            let starts = matches!(
                part,
                Part::Article
                    | Part::Possessive
                    | Part::Number
                    | Part::Adjective
                    | Part::Noun
                    | Part::Name
                    | Part::Pronoun
                    | Part::Participle
            ) || (part == Part::Wh && view.is(k, &["who"]))
                || phrases.is_number_frame(k);
            let base = if part == Part::Wh && starts {
                Some(k..k + 1)
            } else if starts {
                phrases.base(k)
            } else {
                None
            };
            let Some(base) = base else {
                k += 1;
                continue;
            };
            // "Trump 's line", "Iran 's U.N. mission": the possessor is a mention too.
            for g in base.start..base.end {
                if phrases.part(g) == Part::Genitive && g > base.start {
                    out.push(base.start..g);
                }
            }
            if phrases.part(base.start) == Part::Possessive && base.len() > 1 {
                out.push(base.start..base.start + 1);
            }
            let mut end = base.end;
            let last = base.end - 1;
            let limit = view.sentence(k).end;
            if view.is_capital(last) || self.is_role(&base) || self.typing.may_be_role(&base) {
                end = self.apposition_end(base.end, limit);
            }
            if end == base.end {
                end = phrases.full(base.start, true).map_or(base.end, |f| f.end.min(limit));
            }
            out.push(base.start..end);
            k = base.end.max(k + 1);
        }
        out
    }

    fn is_role(&self, base: &Range<usize>) -> bool {
        let low = self.view().low(base.end - 1);
        self.lexicon().nouns(low).iter().any(|n| n.kind == NounKind::Person && !n.plural)
    }

    /// Up to the end of appositions between commas; the commas of a sentence bound it.
    fn apposition_end(&self, from: usize, limit: usize) -> usize {
        let phrases = self.typing.phrases;
        let mut end = from;
        // "spokesman for X, Ada Lund" needs the complement first.
        let mut at = from;
        for _ in 0..3 {
            let mut k = at;
            while k < limit
                && k < at + 30
                && !matches!(phrases.part(k), Part::Comma | Part::Mark | Part::Verb | Part::Wh)
            {
                k += 1;
            }
            if k < limit
                && phrases.part(k) == Part::Comma
                && let Some(inner) = phrases.full(k + 1, false)
            {
                let next = inner.end;
                let closes = next >= limit
                    || matches!(phrases.part(next), Part::Comma | Part::Mark | Part::Conjunction);
                if closes {
                    end = next.min(limit);
                    at = end;
                    continue;
                }
            }
            break;
        }
        end
    }

    fn mention(&mut self, tokens: &Range<usize>, found: &Described, pronouns: &mut Vec<(usize, Pronoun)>) {
        let token = self.view().token_at(found.head.start());
        if let Some(pronoun) = found.pronoun {
            pronouns.push((token, pronoun));
            self.point(token, pronoun);
            return;
        }
        // "the former", "the latter": of two things, not of people.
        if found.name.is_none() && self.view().classes(token).has(Class::PointingBack) {
            return;
        }
        let Some((entity, confidence)) = self.described_as(found, token).or_else(|| self.lead(found, token))
        else {
            return;
        };
        let span = if found.name.is_none() {
            self.view().cover(&(tokens.start..self.view().token_at(found.head.end())))
        } else {
            found.head
        };
        self.note(entity, token, span, confidence, false);
    }

    /// "Dean, a medical doctor, then …": the person before the comma.
    fn described_as(&self, found: &Described, token: usize) -> Option<(usize, f32)> {
        let view = self.view();
        let head = head_word(view, token);
        if found.name.is_some() || view.relation(head) != Relation::Appos {
            return None;
        }
        let by = view.head(head)?;
        let mut near = self.before(token).iter().rev().take(4);
        let named = near.find(|m| !m.pronoun && head_word(view, m.token) == by)?;
        let draft = &self.roster.drafts[named.entity];
        (draft.kind == SourceType::Person && !draft.words.is_empty()).then_some((named.entity, 0.85))
    }

    pub(super) fn note(&mut self, entity: usize, token: usize, span: Span, confidence: f32, pronoun: bool) {
        let view = self.view();
        let place = self.places.get(view.sentence_of(token)).copied().unwrap_or(0);
        if !pronoun {
            let initial = view.is_sentence_start(token) && self.lexicon().title(view.word(token)).is_none();
            let draft = &mut self.roster.drafts[entity];
            draft.only_initial = initial && (draft.only_initial || draft.mentions.is_empty());
            match view.name_kind(token) {
                Some(NameKind::Person) => draft.tagged.0 += 1,
                None => draft.tagged.1 += 1,
                Some(_) => draft.tagged.2 += 1,
            }
        }
        self.roster.drafts[entity].meet(span);
        self.at.insert(token, (entity, confidence));
        let last = view.token_at(span.end()).max(token + 1) - 1;
        let next = (last + 1).min(view.len().saturating_sub(1));
        let subject = (last + 1 < view.len()
            && matches!(self.typing.phrases.part(next), Part::Verb | Part::Adverb))
            || view.is_sentence_start(view.token_at(span.start()));
        let mention = Mention {
            token,
            entity,
            subject,
            source: self.is_source(token),
            quoted: view.is_quoted(token),
            genitive: view.is_genitive(last + 1) && last + 1 < view.len(),
            pronoun,
            place,
        };
        let slot = self.mentions.partition_point(|m| m.token <= token);
        self.mentions.insert(slot, mention);
    }

    /// The entity a name or description leads to, made when there is none.
    fn lead(&mut self, found: &Described, token: usize) -> Option<(usize, f32)> {
        let view = self.view();
        let said = found.name.as_ref().map_or(found.head, |name| view.cover(name));
        if let Some(name) = self.lexicon().alias(view.text(said)) {
            return Some((self.known_as(name, found), 0.95));
        }
        if found.name.is_none()
            && found.definite
            && let Some(aged) = self.of_age(found.head)
        {
            return Some((aged, 0.8));
        }
        if found.name.is_some() || !found.definite {
            return self.enter(found, token);
        }
        match self.definite(found, token) {
            Antecedent::Found(entity, confidence) => {
                let view = self.view();
                self.roster.learn(entity, found, |s| view.text(s).to_owned());
                Some((entity, confidence))
            }
            Antecedent::Several => None,
            Antecedent::None => self.enter(found, token),
        }
    }

    /// The entity that the caller knows by another name, made when it has not come up yet.
    fn known_as(&mut self, name: &str, found: &Described) -> usize {
        let words: Vec<String> = name.split_whitespace().map(names::fold).collect();
        if let Some(body) = self.roster.body(name) {
            return body;
        }
        match self.roster.person(&words, None) {
            Ok(Some(known)) => known,
            _ => self.roster.add(found, name.to_owned(), words),
        }
    }

    /// Finds or makes the entity of a name or an indefinite description.
    fn enter(&mut self, found: &Described, token: usize) -> Option<(usize, f32)> {
        let view = self.view();
        let text = |s: Span| view.text(s).to_owned();
        let (entity, confidence) = match &found.name {
            Some(name) if found.kind == SourceType::Person => {
                let words = names::words(self.typing.phrases, name);
                let shown = clean(view.text(view.cover(name)));
                if words.len() == 1
                    && let Some(body) = self.roster.body(&shown)
                {
                    return Some((body, 0.9));
                }
                match self.roster.person(&words, found.gender) {
                    Ok(Some(known)) => {
                        self.roster.rename(known, shown, words);
                        (known, 0.95)
                    }
                    Ok(None) => (self.roster.add(found, shown, words), 0.95),
                    Err(several) => {
                        let alone = |&&d: &&usize| self.roster.drafts[d].words == words;
                        let one = self.nearest(&several, token);
                        (one.or_else(|| several.iter().find(alone).copied())?, 0.45)
                    }
                }
            }
            Some(name) => {
                let shown = clean(view.text(view.cover(name)));
                let known = self.roster.body(&shown);
                let at = known.unwrap_or_else(|| self.roster.add(found, shown.clone(), Vec::new()));
                if let Some(outlet) = self.lexicon().outlet(&shown) {
                    self.roster.drafts[at].outlet_kind = outlet.kind;
                }
                (at, 0.95)
            }
            None => match self.roster.described(found).filter(|_| !found.distinct) {
                Some(known) => (known, 0.8),
                None => (self.roster.add(found, found.label.clone(), Vec::new()), 0.85),
            },
        };
        self.roster.learn(entity, found, text);
        Some((entity, confidence))
    }

    /// Whether a word stands in the source of an attribution.
    pub(super) fn is_source(&self, token: usize) -> bool {
        self.is_source.get(token).copied().unwrap_or(false)
    }

    /// The mentions before a token.
    pub(super) fn before(&self, token: usize) -> &[Mention] {
        &self.mentions[..self.mentions.partition_point(|m| m.token < token)]
    }

    /// The entity of the phrase in `span`, and how sure.
    pub(super) fn resolve(&mut self, span: Span) -> Option<(usize, f32, Described)> {
        let tokens = self.view().tokens_in(span);
        let found = self.typing.describe(tokens)?;
        let token = self.view().token_at(found.head.start());
        if let Some(&(entity, confidence)) = self.at.get(&token) {
            let view = self.view();
            self.roster.learn(entity, &found, |s| view.text(s).to_owned());
            return Some((entity, confidence, found));
        }
        if found.pronoun.is_some() {
            return None;
        }
        let (entity, confidence) = self.lead(&found, token)?;
        self.note(entity, token, found.head, confidence, false);
        Some((entity, confidence, found))
    }

    /// The entity of the mention whose head is at `token`.
    pub(super) fn mention_at(&self, token: usize) -> Option<usize> {
        self.at.get(&token).map(|&(entity, _)| entity)
    }

    /// Adds an outlet that a frame names.
    pub(super) fn add_outlet(&mut self, name: &str, span: Span) -> usize {
        let token = self.view().token_at(span.start());
        let kind = self.lexicon().outlet(name).map_or("", |o| o.kind);
        let at = self.roster.add_outlet(clean(name), kind);
        self.note(at, token, span, 0.9, false);
        at
    }

    /// The first byte of a block.
    pub(super) fn block_start(&self, block: usize) -> usize {
        self.view().document().blocks().get(block).map_or(0, |b| b.span().start())
    }

    /// The paragraph before a block, captions and the like passed over; none over a heading.
    pub(super) fn paragraph_before(&self, block: usize) -> Option<usize> {
        let blocks = self.view().document().blocks();
        (0..block.min(blocks.len()))
            .rev()
            .find(|&b| blocks[b].kind().is_body())
            .filter(|&b| blocks[b].kind() != crate::document::BlockKind::Heading)
    }

    /// The last narrative mention of a person that is the subject of the sentence token `token` is in or the
    /// one before it.
    pub(super) fn person_before(&self, token: usize) -> Option<usize> {
        let view = self.view();
        let block = view.block_of(token);
        self.before(token)
            .iter()
            .rev()
            .take(12)
            .find(|m| {
                !m.quoted
                    && m.subject
                    && view.block_of(m.token) == block
                    && matches!(
                        self.roster.drafts[m.entity].kind,
                        SourceType::Person | SourceType::AnonymousPerson
                    )
            })
            .map(|m| m.entity)
    }
}

pub(super) enum Antecedent {
    Found(usize, f32),
    Several,
    None,
}

impl super::roster::Draft {
    pub(super) fn words_are_description(&self) -> bool {
        self.noun.is_some()
    }
}

/// Whether two counts can be of the same people.
pub(super) fn may_be_equal(a: Option<Count>, b: Option<Count>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return true };
    a.max.is_none_or(|max| b.min <= max) && b.max.is_none_or(|max| a.min <= max)
}

/// Whether "the newspaper" can be an outlet of a kind.
pub(super) fn outlet_fits(noun: &str, kind: &str) -> bool {
    match noun {
        "news agency" | "agency" | "wire service" | "newswire" => matches!(kind, "agency" | ""),
        "newspaper" | "paper" | "daily" | "tabloid" => matches!(kind, "newspaper" | ""),
        "broadcaster" | "network" | "channel" | "station" | "television" | "TV channel"
        | "television station" | "radio station" | "news channel" => matches!(kind, "broadcaster" | ""),
        "magazine" | "weekly" => matches!(kind, "magazine" | "newspaper" | ""),
        _ => true,
    }
}

/// A name on one line.
pub(super) fn clean(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}
