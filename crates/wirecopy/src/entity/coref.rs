//! Who is who: names, descriptions and pronouns of a document, each led to its entity, in text order.

use std::collections::HashMap;
use std::ops::Range;

use super::classes::Class;
use super::lexicon::{Gender, Lexicon, NounKind};
use super::names;
use super::phrase::Part;
use super::roster::Roster;
use super::typing::{Described, Pronoun, Typing};
use super::view::View;
use crate::Span;
use crate::attribution::{Anonymity, Attribution, SourceType};

/// One mention.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    pub(super) token: usize,
    pub(super) entity: usize,
    subject: bool,
    source: bool,
    quoted: bool,
    /// The number of narrative sentences before it.
    place: usize,
}

/// The mentions of a document and the entities they lead to.
#[derive(Debug)]
pub(super) struct Cast<'v, 'a> {
    pub(super) typing: Typing<'v, 'a>,
    pub(super) roster: Roster,
    mentions: Vec<Mention>,
    /// Entity and confidence by the token of a mention's head or pronoun.
    at: HashMap<usize, (usize, f32)>,
    /// The number of sentences with narrative words before each sentence.
    places: Vec<usize>,
    is_source: Vec<bool>,
}

/// How many mentions back an antecedent is looked for.
const WINDOW: usize = 120;

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
        for (tokens, found) in &phrases {
            cast.mention(tokens, found);
        }
        cast
    }

    /// Names of one word that no list has and no full name ends in are outlets where they report or cite.
    fn promote_outlets(&mut self, phrases: &[(Range<usize>, Described)]) {
        let view = self.view();
        for (tokens, found) in phrases {
            let k = tokens.start;
            let end = view.sentence(k).end;
            if !view.is_capital(k) || view.is_quoted(k) {
                continue;
            }
            let Some(name) = found.name.clone().filter(|n| n.len() == 1) else { continue };
            let next = name.end;
            if found.kind != SourceType::Person
                || found.role.is_some()
                || found.gender.is_some()
                || next >= end
            {
                continue;
            }
            let words = names::words(self.typing.phrases, &name);
            let shown = clean(view.text(view.cover(&name)));
            let taken =
                !matches!(self.roster.person(&words, None), Ok(None)) || self.lexicon().is_given_name(&shown);
            if !taken && self.passes_on(&name, end) && self.roster.body(&shown).is_none() {
                let kind = self.lexicon().outlet(&shown).map_or("", |o| o.kind);
                self.roster.add_outlet(shown, kind);
            }
        }
    }

    /// Whether a name reports, cites, is told or is quoted from.
    fn passes_on(&self, name: &Range<usize>, end: usize) -> bool {
        let view = self.view();
        let after = |w: &[&str]| {
            (name.end..end.min(name.end + 3)).take_while(|&k| !view.is(k, &[","])).any(|k| view.is(k, w))
        };
        if after(&["reported", "reports"])
            || view.is(name.end, &["report", "reporter", "correspondent", "dispatch"])
        {
            return true;
        }
        let told = name.start > 0 && view.is(name.start - 1, &["told", "tells", "telling"]);
        let by = name.start > 1
            && view.is(name.start - 1, &["by"])
            && view.is(name.start - 2, &["quoted", "cited", "reported", "seen", "obtained", "reviewed"]);
        if told || by {
            return true;
        }
        let says = after(&["said", "says", "wrote", "writes"]) || view.is(name.end, &[","]);
        says && (name.end..end.min(name.end + 8)).any(|k| {
            view.is(k, &["citing"]) || (view.is(k, &["which"]) && view.is(k + 1, &["cited", "quoted"]))
        })
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
            if view.is_capital(last) || self.is_role(&base) {
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

    fn mention(&mut self, tokens: &Range<usize>, found: &Described) {
        let token = self.view().token_at(found.head.start());
        let (entity, confidence) = match found.pronoun {
            Some(pronoun) => match self.pronoun(pronoun, token) {
                Some((entity, confidence)) => {
                    if confidence > 0.7 {
                        let gender = self.roster.drafts[entity].gender.or(found.gender);
                        self.roster.drafts[entity].gender = gender;
                    }
                    (entity, confidence)
                }
                None => return,
            },
            None => match self.lead(found, token) {
                Some(led) => led,
                None => return,
            },
        };
        let span = if found.pronoun.is_none() && found.name.is_none() {
            self.view().cover(&(tokens.start..self.view().token_at(found.head.end())))
        } else {
            found.head
        };
        self.note(entity, token, span, confidence);
    }

    fn note(&mut self, entity: usize, token: usize, span: Span, confidence: f32) {
        let view = self.view();
        let place = self.places.get(view.sentence_of(token)).copied().unwrap_or(0);
        self.roster.drafts[entity].mentions.push(span);
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
            source: self.is_source.get(token).copied().unwrap_or(false),
            quoted: view.is_quoted(token),
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

    /// "the 58-year-old": the person after whose name that age stands.
    fn of_age(&self, head: Span) -> Option<usize> {
        let text = self.view().document().text();
        let before = text[..head.end()].strip_suffix("-year-old")?;
        let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let age = &before[before.len() - digits..];
        let told = |s: &Span| {
            text[s.end()..]
                .strip_prefix(", ")
                .and_then(|rest| rest.strip_prefix(age))
                .is_some_and(|rest| rest.starts_with(|c: char| !c.is_alphanumeric() && c != '-'))
        };
        let people = self.roster.drafts.iter().enumerate().filter(|(_, d)| d.kind == SourceType::Person);
        let mut found = people.filter(|(_, d)| digits > 0 && d.mentions.iter().any(told)).map(|(k, _)| k);
        found.next().filter(|_| found.next().is_none())
    }

    /// The person whose name starts the sentence right after a place in the text.
    pub(super) fn named_next(&self, from: usize) -> Option<usize> {
        let text = self.view().document().text();
        let rest = text.get(from..)?;
        let gap = rest.len() - rest.trim_start_matches(|c: char| ".!?”\"’' ".contains(c)).len();
        let at = from + gap;
        let people = self.roster.drafts.iter().enumerate();
        let mut named = people.filter(|(_, d)| d.kind == SourceType::Person && !d.words.is_empty());
        named.find(|(_, d)| gap > 0 && d.mentions.iter().any(|s| s.start() == at)).map(|(k, _)| k)
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
                    Err(several) => (self.nearest(&several, token)?, 0.45),
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

    /// The mentions before a token.
    fn before(&self, token: usize) -> &[Mention] {
        &self.mentions[..self.mentions.partition_point(|m| m.token < token)]
    }

    /// Of several bearers of a surname, the one spoken of in the last two sentences, if it is one alone.
    fn nearest(&self, several: &[usize], token: usize) -> Option<usize> {
        let before = self.before(token);
        let last = before.last()?.place;
        let mut near: Vec<usize> = before
            .iter()
            .rev()
            .take(WINDOW)
            .take_while(|m| m.place + 1 >= last)
            .map(|m| m.entity)
            .filter(|e| several.contains(e))
            .collect();
        near.sort_unstable();
        near.dedup();
        match near.as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }

    /// The entity a "the …" points back to.
    fn definite(&self, found: &Described, token: usize) -> Antecedent {
        let Some(noun) = found.noun.as_deref() else { return Antecedent::None };
        let needed = &found.key;
        let media = !found.plural
            && needed.len() == 1
            && (found.kind == SourceType::MediaOutlet
                || matches!(noun, "agency" | "paper" | "station" | "site" | "website"));
        let mut by_role: Vec<usize> = Vec::new();
        let mut other_outlet = None;
        for mention in self.before(token).iter().rev().take(WINDOW) {
            if mention.quoted {
                continue;
            }
            let draft = &self.roster.drafts[mention.entity];
            if draft.noun.as_deref() == Some(noun)
                && draft.plural == found.plural
                && (found.count.is_none() || draft.count.is_none() || draft.count == found.count)
                && needed.iter().all(|w| draft.key.contains(w))
                && (draft.kind == found.kind
                    || draft.anonymity == Anonymity::Condition
                    || found.anonymity != Anonymity::Named)
            {
                return Antecedent::Found(mention.entity, 0.85);
            }
            if media && draft.kind == SourceType::MediaOutlet && !draft.words_are_description() {
                if outlet_fits(noun, draft.outlet_kind) {
                    return Antecedent::Found(mention.entity, 0.85);
                }
                other_outlet.get_or_insert(mention.entity);
            }
            if draft.kind == SourceType::Person
                && !found.plural
                && needed.iter().all(|w| draft.role_words.contains(w))
                && !by_role.contains(&mention.entity)
            {
                by_role.push(mention.entity);
            }
            let body = matches!(
                draft.kind,
                SourceType::Organisation | SourceType::GovernmentBody | SourceType::InternationalBody
            ) && draft.noun.is_none();
            if body && !found.plural && found.kind == draft.kind && needed.len() == 1 {
                let named_so = draft.name.split_whitespace().any(|w| w.eq_ignore_ascii_case(noun));
                if named_so
                    || matches!(
                        noun,
                        "company" | "firm" | "group" | "organisation" | "organization" | "charity"
                    )
                {
                    return Antecedent::Found(mention.entity, 0.75);
                }
            }
        }
        match (by_role.as_slice(), other_outlet) {
            ([one], _) => Antecedent::Found(*one, 0.85),
            ([], Some(outlet)) if media && found.kind == SourceType::MediaOutlet => {
                Antecedent::Found(outlet, 0.4)
            }
            ([], _) => Antecedent::None,
            _ => Antecedent::Several,
        }
    }

    /// The best antecedent of a pronoun.
    fn pronoun(&self, pronoun: Pronoun, token: usize) -> Option<(usize, f32)> {
        let view = self.view();
        match pronoun {
            Pronoun::First | Pronoun::You => return None,
            Pronoun::Relative => {
                let before = self.before(token).last()?;
                return (token - before.token < 25).then_some((before.entity, 0.85));
            }
            _ => {}
        }
        let quoted = view.is_quoted(token);
        let place = self.places.get(view.sentence_of(token)).copied().unwrap_or(0);
        let block = view.block_of(token);
        let mut best: Vec<(usize, f32)> = Vec::new();
        for mention in self.before(token).iter().rev().take(WINDOW) {
            // Words inside a quotation are never antecedents outside.
            if mention.quoted && !quoted {
                continue;
            }
            let distance = place.saturating_sub(mention.place);
            if distance > 8 {
                break;
            }
            let draft = &self.roster.drafts[mention.entity];
            let Some(fit) = fits(pronoun, draft) else { continue };
            let mut score = fit + 10.0 - 2.5 * distance as f32;
            score += if mention.subject { 3.0 } else { 0.0 };
            score += if mention.source { 2.5 } else { 0.0 };
            score += if view.block_of(mention.token) == block { 1.0 } else { 0.0 };
            match best.iter_mut().find(|(e, _)| *e == mention.entity) {
                Some((_, s)) => *s = s.max(score) + 0.3,
                None => best.push((mention.entity, score)),
            }
        }
        best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let &(entity, score) = best.first()?;
        let margin = best.get(1).map_or(4.0, |s| score - s.1);
        Some((entity, (0.5 + margin * 0.1).clamp(0.4, 0.9)))
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
        self.note(entity, token, found.head, confidence);
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
        self.note(at, token, span, 0.9);
        at
    }

    /// "on condition of anonymity" and the reason, in the sentence of a source, outside quotations.
    pub(super) fn condition_near(&self, source: Span, pronoun: bool) -> Option<(Span, Option<Span>)> {
        let view = self.view();
        let k = view.token_at(source.start());
        if k >= view.len() {
            return None;
        }
        let sentence = view.sentence(k);
        let span = self
            .typing
            .phrase_in(Class::Condition, if pronoun { sentence.start } else { k }..sentence.end)?;
        let from = view.token_at(span.start());
        if view.is_quoted(from) {
            return None;
        }
        Some((span, self.typing.phrase_in(Class::Reason, from..sentence.end)))
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

enum Antecedent {
    Found(usize, f32),
    Several,
    None,
}

impl super::roster::Draft {
    fn words_are_description(&self) -> bool {
        self.noun.is_some()
    }
}

/// Whether "the newspaper" can be an outlet of a kind.
fn outlet_fits(noun: &str, kind: &str) -> bool {
    match noun {
        "news agency" | "agency" | "wire service" | "newswire" => matches!(kind, "agency" | ""),
        "newspaper" | "paper" | "daily" | "tabloid" => matches!(kind, "newspaper" | ""),
        "broadcaster" | "network" | "channel" | "station" | "television" | "TV channel"
        | "television station" | "radio station" | "news channel" => matches!(kind, "broadcaster" | ""),
        "magazine" | "weekly" => matches!(kind, "magazine" | "newspaper" | ""),
        _ => true,
    }
}

/// Whether a pronoun can stand for an entity, and how well.
fn fits(pronoun: Pronoun, draft: &super::roster::Draft) -> Option<f32> {
    let person = matches!(draft.kind, SourceType::Person | SourceType::AnonymousPerson);
    let singular = |gender: Gender| match draft.gender {
        _ if !person || draft.plural => None,
        Some(g) if g == gender => Some(2.0),
        Some(_) => None,
        None if draft.words.len() > 1 => Some(1.0),
        None => Some(0.0),
    };
    match pronoun {
        Pronoun::Masculine => singular(Gender::Masculine),
        Pronoun::Feminine => singular(Gender::Feminine),
        Pronoun::Plural => match draft.kind {
            SourceType::GroupOfPersons | SourceType::AnonymousGroup | SourceType::Generic => Some(2.0),
            SourceType::Organisation | SourceType::GovernmentBody if draft.plural => Some(1.0),
            SourceType::Organisation | SourceType::GovernmentBody | SourceType::MediaOutlet => Some(-2.0),
            _ => None,
        },
        Pronoun::Neuter => match draft.kind {
            SourceType::Organisation
            | SourceType::GovernmentBody
            | SourceType::InternationalBody
            | SourceType::MediaOutlet
            | SourceType::Document => Some(0.0),
            _ => None,
        },
        _ => None,
    }
}

/// A name on one line.
pub(super) fn clean(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}
