//! What a noun phrase says of a source: type, how far it is named, how many, on what basis, in which role.

use std::ops::Range;

use super::classes::Class;
use super::counting;
use super::lexicon::{Body, Gender, Lexicon, NounKind, SourceNoun};
use super::names::{self, NameKind};
use super::phrase::{Part, Phrases};
use super::view::View;
use crate::Span;
use crate::attribution::{Anonymity, Count, SourceType};

/// A personal pronoun, as far as it tells who it can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pronoun {
    First,
    Masculine,
    Feminine,
    Plural,
    Neuter,
    Relative,
    You,
}

/// What a noun phrase says.
#[derive(Clone, Debug)]
pub(super) struct Described {
    /// The smallest name or noun.
    pub(super) head: Span,
    pub(super) kind: SourceType,
    pub(super) anonymity: Anonymity,
    pub(super) count: Option<Count>,
    pub(super) gender: Option<Gender>,
    pub(super) plural: bool,
    pub(super) pronoun: Option<Pronoun>,
    /// The name, when it is one: its tokens.
    pub(super) name: Option<Range<usize>>,
    /// The dictionary form of the head noun, when it is not a name.
    pub(super) noun: Option<String>,
    /// "the", "this", a possessor: points back.
    pub(super) definite: bool,
    /// "another", "one of": not who was spoken of before.
    pub(super) distinct: bool,
    /// The words that tell it from others, in small letters, articles and numbers left out.
    pub(super) key: Vec<String>,
    /// The description as it is shown when there is no name.
    pub(super) label: String,
    pub(super) role: Option<Span>,
    pub(super) affiliation: Option<Span>,
    pub(super) speaks_for: Option<Span>,
    pub(super) basis: Option<Span>,
    pub(super) reason: Option<Span>,
}

/// Reads noun phrases as sources.
#[derive(Clone, Copy, Debug)]
pub(super) struct Typing<'v, 'a> {
    pub(super) phrases: Phrases<'v, 'a>,
}

impl<'v, 'a> Typing<'v, 'a> {
    pub(super) fn new(view: &'v View<'a>, lexicon: &'v Lexicon) -> Self {
        Self { phrases: Phrases { view, lexicon } }
    }

    pub(super) fn view(&self) -> &'v View<'a> {
        self.phrases.view
    }

    pub(super) fn lexicon(&self) -> &'v Lexicon {
        self.phrases.lexicon
    }

    /// Reads the phrase made of some tokens; `None` when there is no word in it.
    pub(super) fn describe(&self, tokens: Range<usize>) -> Option<Described> {
        let view = self.view();
        let mut tokens = tokens;
        while !tokens.is_empty()
            && (!starts_phrase(view, tokens.start)
                || tokens.len() > 1 && view.is(tokens.start, &["neither", "nor", "either", "both", "and"]))
        {
            tokens.start += 1;
        }
        while !tokens.is_empty() && !view.is_word(tokens.end - 1) && !view.is_genitive(tokens.end - 1) {
            tokens.end -= 1;
        }
        if tokens.len() > 2 && view.is(tokens.start, &["according"]) && view.is(tokens.start + 1, &["to"]) {
            tokens.start += 2;
        }
        // "Quill's" as a source: the possessor.
        if tokens.len() > 1 && view.is_genitive(tokens.end - 1) {
            tokens.end -= 1;
        }
        if tokens.is_empty() {
            return None;
        }
        if let Some(pronoun) = self.pronoun(tokens.start, tokens.end) {
            return Some(self.of_pronoun(tokens.start, pronoun));
        }
        let base = self.phrases.base(tokens.start).unwrap_or(tokens.start..tokens.start + 1);
        let base = base.start..base.end.min(tokens.end).max(base.start + 1);
        let base = self.compound(base, tokens.end);
        if let Some(found) = self.named(&base, &tokens) {
            return Some(found);
        }
        Some(self.nominal(&base, &tokens))
    }

    /// "a Department of Defense spokesman": the whole of it is one phrase, and the spokesman its head.
    fn compound(&self, base: Range<usize>, end: usize) -> Range<usize> {
        let view = self.view();
        let mut at = base.end;
        if !view.is_capital(base.end - 1) || !view.is(at, &["of", "for", "and"]) {
            return base;
        }
        while at < end
            && at < base.end + 8
            && (view.is_capital(at) || view.is(at, &["of", "for", "and", "the"]))
        {
            at += 1;
        }
        let person = at < end
            && view.is_capital(at - 1)
            && self.lexicon().nouns(view.low(at)).iter().any(|n| n.kind == NounKind::Person)
            && self.phrases.part(at) == Part::Noun;
        if person { base.start..at + 1 } else { base }
    }

    fn pronoun(&self, k: usize, end: usize) -> Option<Pronoun> {
        let view = self.view();
        let low = view.low(k);
        let classes = view.classes(k);
        let class = |class: Class| classes.has(class);
        let alone = k + 1 >= end || matches!(self.phrases.part(k + 1), Part::Comma | Part::Mark);
        if view.word(k) == "US" || view.word(k) == "IT" || !alone && low != "who" {
            return None;
        }
        if class(Class::Possessive) && !class(Class::Feminine) && !class(Class::Masculine)
            || class(Class::First)
        {
            return if class(Class::First) { Some(Pronoun::First) } else { Self::possessive(low) };
        }
        if class(Class::Masculine) {
            Some(Pronoun::Masculine)
        } else if class(Class::Feminine) {
            Some(Pronoun::Feminine)
        } else if class(Class::Plural) {
            Some(Pronoun::Plural)
        } else if class(Class::Neuter) {
            Some(Pronoun::Neuter)
        } else if matches!(low, "who" | "which" | "that" | "whom") {
            Some(Pronoun::Relative)
        } else if low == "you" {
            Some(Pronoun::You)
        } else {
            None
        }
    }

    fn possessive(low: &str) -> Option<Pronoun> {
        match low {
            "their" => Some(Pronoun::Plural),
            "its" => Some(Pronoun::Neuter),
            "my" | "our" => Some(Pronoun::First),
            _ => None,
        }
    }

    fn of_pronoun(&self, k: usize, pronoun: Pronoun) -> Described {
        let mut found = self.blank(k..k + 1);
        found.pronoun = Some(pronoun);
        found.plural = pronoun == Pronoun::Plural;
        found.gender = match pronoun {
            Pronoun::Masculine => Some(Gender::Masculine),
            Pronoun::Feminine => Some(Gender::Feminine),
            _ => None,
        };
        if pronoun == Pronoun::First {
            found.kind = SourceType::Author;
        }
        found
    }

    fn blank(&self, head: Range<usize>) -> Described {
        let head_span = self.view().cover(&head);
        Described {
            head: head_span,
            kind: SourceType::Person,
            anonymity: Anonymity::Named,
            count: None,
            gender: None,
            plural: false,
            pronoun: None,
            name: None,
            noun: None,
            definite: false,
            distinct: false,
            key: Vec::new(),
            label: self.view().text(head_span).to_owned(),
            role: None,
            affiliation: None,
            speaks_for: None,
            basis: None,
            reason: None,
        }
    }

    /// A name, by itself, after a role, or as the apposition of a role.
    fn named(&self, base: &Range<usize>, tokens: &Range<usize>) -> Option<Described> {
        let full =
            self.phrases.full(base.start, false).map_or(base.end, |f| f.end.min(tokens.end)).max(base.end);
        if let Some(name) = names::read(self.phrases, base, full) {
            let mut found = self.blank(name.head.clone());
            found.gender = name.gender;
            found.definite = name.article;
            match name.kind {
                NameKind::Person => {
                    found.name = Some(name.head.clone());
                    let role = (name.role.start..name.role.end).clone();
                    if !role.is_empty() {
                        self.read_role(&mut found, role, true);
                    }
                    self.appositions(&mut found, base.end, tokens.end);
                }
                NameKind::People => {
                    found.kind = SourceType::GroupOfPersons;
                    found.plural = true;
                    found.name = Some(name.head);
                }
                NameKind::Of(kind) => {
                    found.kind = kind;
                    found.name = Some(name.head);
                }
            }
            return Some(found);
        }
        // "the finance minister, Dorin Vasko", "its president, Jan Moor"
        let comma = full;
        if comma + 1 < tokens.end && self.phrases.part(comma) == Part::Comma {
            let inner = self.phrases.base(comma + 1)?;
            let name = names::read(self.phrases, &inner, inner.end)?;
            let noun = self.head_noun(base);
            // "The organist, Moira Quade,": a noun no list has is a role when a comma closes the name.
            let role = match noun {
                Some((_, noun)) => matches!(noun.kind, NounKind::Person),
                None => self.may_be_role(base) && self.closes(inner.end),
            };
            if name.kind == NameKind::Person && role {
                let shown = noun.and_then(|(_, n)| n.gender);
                let mut found = self.blank(name.head.clone());
                found.name = Some(name.head);
                found.gender = name.gender.or(shown);
                let lead = matches!(self.phrases.part(base.start), Part::Article | Part::Possessive);
                self.read_role(&mut found, base.start + usize::from(lead)..full, true);
                return Some(found);
            }
            // "The auditor, Grieve & Holm, did not reply": the firm.
            if let NameKind::Of(kind) = name.kind
                && matches!(self.phrases.part(base.start), Part::Article | Part::Possessive)
                && self.closes(inner.end)
                && noun.is_none_or(|(_, n)| n.kind != NounKind::Of(SourceType::MediaOutlet))
            {
                let mut found = self.blank(name.head.clone());
                found.kind = kind;
                found.name = Some(name.head);
                return Some(found);
            }
        }
        None
    }

    /// The source noun at the end of a plain noun phrase, up to three words, with its first token.
    pub(super) fn head_noun(&self, base: &Range<usize>) -> Option<(usize, SourceNoun)> {
        let view = self.view();
        let end = base.end;
        for width in (1..=3.min(base.len())).rev() {
            let words: Vec<_> = (end - width..end).map(|k| view.low(k)).collect();
            let joined = words.join(" ");
            if let Some(noun) = self.lexicon().nouns(&joined).first() {
                return Some((end - width, *noun));
            }
        }
        None
    }

    /// A description without a name.
    fn nominal(&self, base: &Range<usize>, tokens: &Range<usize>) -> Described {
        let view = self.view();
        let mut base = base.clone();
        let full =
            self.phrases.full(base.start, false).map_or(base.end, |f| f.end.min(tokens.end)).max(base.end);
        let counted = counting::read(self.phrases, &base);
        let mut partitive = false;
        let first = view.low(base.start);
        // "One of the sources", "some of the aides"
        if base.end < full
            && view.is(base.end, &["of"])
            && counted.first >= base.end
            && let Some(inner) = self.phrases.base(base.end + 1)
            && inner.end <= tokens.end
        {
            partitive = true;
            base = inner;
        }
        let head = self.head_noun(&base);
        let head_tokens = if partitive {
            tokens.start..tokens.start + 1
        } else {
            head.map_or(base.end - 1, |(k, _)| k)..base.end
        };
        let mut found = self.blank(head_tokens);
        found.definite = !partitive
            && (matches!(first, "the" | "this" | "that" | "these" | "those") || self.has_possessor(&base));
        found.distinct = partitive || first == "another" || first == "other";
        let low = view.low(base.end - 1);
        found.noun = Some(head.map_or_else(|| low.to_owned(), |(_, n)| n.singular.to_owned()));
        let content = counted.first.max(base.start)..base.end;
        found.key =
            self.key(&content, found.noun.as_deref().unwrap_or_default(), base.end..full.max(base.end));
        let modified = content.len() > head.map_or(1, |(k, _)| base.end - k) || full > base.end;
        found.basis = self.phrase_in(Class::Basis, tokens.start..tokens.end);
        let condition = self.condition_in(tokens.start..tokens.end);
        self.type_nominal(&mut found, &base, head, &counted, modified, partitive);
        if condition.is_some()
            && matches!(
                found.kind,
                SourceType::AnonymousPerson
                    | SourceType::AnonymousGroup
                    | SourceType::Person
                    | SourceType::GroupOfPersons
            )
        {
            found.anonymity = Anonymity::Condition;
            Self::make_anonymous(&mut found);
        }
        if found.basis.is_some()
            && matches!(found.anonymity, Anonymity::UnnamedRole | Anonymity::Bare | Anonymity::Generic)
        {
            found.anonymity = Anonymity::Described;
            Self::make_anonymous(&mut found);
            if found.plural && found.count.is_none() {
                found.count = Some(Count::at_least(2));
            }
        }
        let start = tokens.start.max(base.start.min(counted.start));
        let label_start = if partitive { tokens.start } else { start };
        found.label = self.label(&(label_start..full.max(base.end)));
        if head.is_some_and(|(k, _)| self.speaks(k)) {
            self.spoken_for(&mut found, &base, full);
        }
        found
    }

    fn make_anonymous(found: &mut Described) {
        match found.kind {
            SourceType::Person => found.kind = SourceType::AnonymousPerson,
            SourceType::GroupOfPersons | SourceType::Generic => found.kind = SourceType::AnonymousGroup,
            _ => {}
        }
    }

    pub(super) fn has_possessor(&self, base: &Range<usize>) -> bool {
        (base.start..base.end).any(|k| matches!(self.phrases.part(k), Part::Possessive | Part::Genitive))
    }

    fn type_nominal(
        &self,
        found: &mut Described,
        base: &Range<usize>,
        head: Option<(usize, SourceNoun)>,
        counted: &counting::Counted,
        modified: bool,
        partitive: bool,
    ) {
        let low = self.view().low(base.end - 1);
        let Some((head_at, noun)) = head else {
            self.unlisted(found, base, low);
            if matches!(found.kind, SourceType::Person | SourceType::GroupOfPersons) {
                let bare = found.plural && !found.definite && counted.count.is_none() && !partitive;
                if bare && !modified {
                    found.anonymity = Anonymity::Generic;
                } else {
                    let least = if found.plural { Count::at_least(2) } else { Count::exact(1) };
                    found.count = counted.count.or(Some(least));
                }
                self.modified_by(found, base, base.end - 1);
            }
            return;
        };
        let words: Vec<_> = (head_at..base.end).map(|k| self.view().low(k)).collect();
        let readings = self.lexicon().nouns(&words.join(" "));
        let one = partitive && counted.count.is_some_and(|c| c.max == Some(1));
        let single = one || counted.count.is_some_and(|c| c.max == Some(1));
        let many = counted.count.is_some_and(|c| c.min > 1);
        found.plural =
            !single && (many || noun.plural || readings.iter().any(|n| n.plural && n.singular == low));
        found.gender = noun.gender;
        let bare = !found.definite && counted.count.is_none() && found.plural && !partitive;
        let person = readings.iter().find(|n| n.kind == NounKind::Person);
        let other = readings.iter().find_map(|n| match n.kind {
            NounKind::Of(kind) => Some(kind),
            _ => None,
        });
        let voices = readings.iter().find(|n| matches!(n.kind, NounKind::Generic | NounKind::Group));
        if let Some(person) = person {
            let anonymous = matches!(person.anonymity, Anonymity::Described | Anonymity::Bare);
            // "Experts say", "Residents say", "Neighbours say": voices in general.
            if bare && !anonymous && found.basis.is_none() && (voices.is_some() || !modified) {
                let generic = voices.is_some_and(|v| v.kind == NounKind::Generic);
                found.kind = if generic { SourceType::Generic } else { SourceType::GroupOfPersons };
                found.anonymity = Anonymity::Generic;
                return;
            }
            found.anonymity = match person.anonymity {
                Anonymity::Bare if modified => Anonymity::Described,
                class => class,
            };
            found.kind = match (anonymous, found.plural) {
                (true, false) => SourceType::AnonymousPerson,
                (true, true) => SourceType::AnonymousGroup,
                (false, false) => SourceType::Person,
                (false, true) => SourceType::GroupOfPersons,
            };
            found.count = match (counted.count, found.plural) {
                (Some(count), _) => Some(count),
                (None, true) => Some(Count::at_least(2)),
                (None, false) => Some(Count::exact(1)),
            };
            self.modified_by(found, base, head_at);
            return;
        }
        if let Some(kind) = other {
            found.kind = kind;
            let named = found.definite || self.has_name(base);
            found.anonymity =
                if named && kind != SourceType::Document { Anonymity::Named } else { Anonymity::UnnamedRole };
            return;
        }
        if let Some(voice) = voices {
            let generic = voice.kind == NounKind::Generic;
            found.kind = if generic { SourceType::Generic } else { SourceType::GroupOfPersons };
            found.anonymity = Anonymity::Generic;
            found.count = counted.count.filter(|_| !generic);
            found.plural = true;
        }
    }

    /// "a senior officer", "an unnamed director": described, though the noun alone says only a role.
    fn modified_by(&self, found: &mut Described, base: &Range<usize>, head: usize) {
        let telling = (base.start..head).any(|k| self.view().classes(k).has(Class::DescribedBy));
        if telling && found.anonymity == Anonymity::UnnamedRole {
            found.anonymity = Anonymity::Described;
            Self::make_anonymous(found);
        }
    }

    fn has_name(&self, base: &Range<usize>) -> bool {
        (base.start..base.end).any(|k| self.phrases.part(k) == Part::Name)
    }

    /// A head noun no table has.
    fn unlisted(&self, found: &mut Described, base: &Range<usize>, low: &str) {
        let view = self.view();
        let last = base.end - 1;
        found.plural =
            view.tag(last) == crate::language::Tag::Nouns || (low.ends_with('s') && !low.ends_with("ss"));
        let stem = low.strip_suffix('s').unwrap_or(low);
        let agent = ["er", "or", "ist", "ian", "ant", "man", "woman", "eer", "ee", "year-old"]
            .iter()
            .any(|e| stem.ends_with(e))
            && !self.lexicon().classes(stem).has(Class::NoAgent);
        if matches!(
            low,
            "some"
                | "many"
                | "others"
                | "most"
                | "few"
                | "those"
                | "several"
                | "none"
                | "everyone"
                | "nobody"
                | "anyone"
                | "everybody"
        ) {
            found.kind = SourceType::Generic;
            found.anonymity = Anonymity::Generic;
            found.plural = true;
        } else if matches!(low, "one" | "another") {
            found.kind = SourceType::Person;
            found.anonymity = Anonymity::UnnamedRole;
        } else if agent {
            found.kind = if found.plural { SourceType::GroupOfPersons } else { SourceType::Person };
            found.anonymity = Anonymity::UnnamedRole;
        } else {
            found.kind = if found.plural && !found.definite {
                SourceType::GroupOfPersons
            } else {
                SourceType::Organisation
            };
            found.anonymity = Anonymity::UnnamedRole;
        }
    }

    /// The words that tell a description from others.
    fn key(&self, content: &Range<usize>, noun: &str, rest: Range<usize>) -> Vec<String> {
        let view = self.view();
        let mut key: Vec<String> = Vec::new();
        let head_words = noun.split(' ').count();
        let modifiers = content.start..content.end.saturating_sub(head_words).max(content.start);
        for k in modifiers.chain(rest) {
            let low = view.low(k);
            if view.is_word(k) && !view.classes(k).any(&[Class::Article, Class::Determiner]) {
                key.push(names::fold(low));
            }
        }
        key.push(noun.to_owned());
        key
    }

    fn label(&self, tokens: &Range<usize>) -> String {
        let view = self.view();
        let text = view.text(view.cover(tokens)).split_whitespace().collect::<Vec<_>>().join(" ");
        let first = view.word(tokens.start);
        let proper =
            self.phrases.part(tokens.start) == Part::Name || first.chars().skip(1).any(char::is_uppercase);
        let common =
            view.is_sentence_start(tokens.start) && !self.lexicon().nouns(view.low(tokens.start)).is_empty();
        if proper && !common {
            return text;
        }
        let mut chars = text.chars();
        chars.next().map_or_else(String::new, |c| c.to_lowercase().chain(chars).collect())
    }

    /// What a listed place or body is when it speaks.
    pub(super) fn body_kind(body: Body) -> SourceType {
        match body {
            Body::Place => SourceType::GovernmentBody,
            Body::Of(kind) => kind,
        }
    }
}

fn starts_phrase(view: &View<'_>, k: usize) -> bool {
    view.word(k).starts_with(|c: char| c.is_alphanumeric() || matches!(c, '@' | '#'))
}
