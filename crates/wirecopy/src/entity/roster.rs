//! The entities of a document while they are gathered: drafts, and the ways to find one again.

use std::collections::HashMap;

use super::grounds::{Basis, Reason};
use super::lexicon::Gender;
use super::names;
use super::typing::Described;
use super::{Entity, EntityId};
use crate::Span;
use crate::attribution::{Anonymity, Count, SourceType};

/// An entity in the making.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) name: String,
    pub(super) kind: SourceType,
    pub(super) anonymity: Anonymity,
    pub(super) gender: Option<Gender>,
    /// How far "he" (1) or "she" (-1) seems to stand for it, where nothing shows its gender.
    pub(super) called: f32,
    /// How many of its mentions the network takes for the name of a person, for none, for another name.
    pub(super) tagged: (u32, u32, u32),
    pub(super) plural: bool,
    pub(super) mentions: Vec<Span>,
    /// Where the earliest of them starts.
    pub(super) first: usize,
    /// The words of its name, or empty.
    pub(super) words: Vec<String>,
    /// The words of its description, the head noun last, or empty.
    pub(super) key: Vec<String>,
    pub(super) noun: Option<String>,
    /// The words of its role, for "the minister".
    pub(super) role_words: Vec<String>,
    pub(super) role: Option<Span>,
    pub(super) affiliation: Option<Span>,
    pub(super) speaks_for: Option<Span>,
    pub(super) count: Option<Count>,
    pub(super) basis: Option<Span>,
    pub(super) reason: Option<Span>,
    /// Met only where a sentence starts: perhaps no name at all.
    pub(super) only_initial: bool,
    /// For an outlet: agency, newspaper, broadcaster, magazine, site; empty when no list has it.
    pub(super) outlet_kind: &'static str,
}

impl Draft {
    /// Adds a mention.
    pub(super) fn meet(&mut self, span: Span) {
        self.mentions.push(span);
        self.first = self.first.min(span.start());
    }

    /// Drops some mentions.
    pub(super) fn forget(&mut self, goes: impl Fn(Span) -> bool) {
        self.mentions.retain(|&m| !goes(m));
        self.first = self.mentions.iter().map(|m| m.start()).min().unwrap_or(usize::MAX);
    }
}

/// All drafts of a document.
#[derive(Debug, Default)]
pub(super) struct Roster {
    pub(super) drafts: Vec<Draft>,
    by_last: HashMap<String, Vec<usize>>,
    by_first: HashMap<String, Vec<usize>>,
    by_name: HashMap<String, usize>,
    by_key: HashMap<String, usize>,
}

/// Most drafts compared when a name is looked up: bounds the work on hostile input.
const MOST: usize = 24;

impl Roster {
    /// A person by the words of a name: `Ok(None)` when no one is called so, `Err` when several are.
    pub(super) fn person(
        &self,
        words: &[String],
        gender: Option<Gender>,
    ) -> Result<Option<usize>, Vec<usize>> {
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return Ok(None) };
        let fits = |&&d: &&usize| {
            let draft = &self.drafts[d];
            let gendered = gender.is_none() || draft.gender.is_none() || draft.gender == gender;
            gendered && same_person(words, &draft.words)
        };
        let mut found: Vec<usize> =
            self.by_last.get(last).into_iter().flatten().take(MOST).filter(fits).copied().collect();
        // "Dorian" can be Dorian Gray when somebody else goes by that name alone.
        let alone = found.iter().all(|&d| self.drafts[d].words.len() == 1);
        if alone && words.len() == 1 && first.len() > 2 {
            found.extend(self.by_first.get(first).into_iter().flatten().take(MOST).filter(fits));
            found.sort_unstable();
            found.dedup();
        }
        match found.as_slice() {
            [] => Ok(None),
            [one] => Ok(Some(*one)),
            _ => match found.iter().find(|&&d| self.drafts[d].words == words) {
                Some(&exact) if words.len() > 1 => Ok(Some(exact)),
                _ => Err(found),
            },
        }
    }

    /// Anything but a person by its name.
    pub(super) fn body(&self, name: &str) -> Option<usize> {
        self.by_name.get(&fold_name(name)).copied()
    }

    /// An unnamed source by its description.
    pub(super) fn described(&self, found: &Described) -> Option<usize> {
        self.by_key.get(&full_key(found)).copied()
    }

    /// Adds an entity for a described phrase; `name` is shown.
    pub(super) fn add(&mut self, found: &Described, name: String, words: Vec<String>) -> usize {
        let at = self.drafts.len();
        if let (Some(first), Some(last)) = (words.first(), words.last()) {
            self.by_last.entry(last.clone()).or_default().push(at);
            if words.len() > 1 {
                self.by_first.entry(first.clone()).or_default().push(at);
            }
        }
        if found.name.is_some() && found.kind != SourceType::Person {
            self.by_name.entry(fold_name(&name)).or_insert(at);
        }
        if found.name.is_none() && !found.distinct && !found.key.is_empty() {
            self.by_key.entry(full_key(found)).or_insert(at);
        }
        self.drafts.push(Draft {
            name,
            kind: found.kind,
            anonymity: found.anonymity,
            gender: found.gender,
            called: 0.0,
            tagged: (0, 0, 0),
            plural: found.plural,
            mentions: Vec::new(),
            first: usize::MAX,
            words,
            key: found.key.clone(),
            noun: found.noun.clone(),
            role_words: Vec::new(),
            role: None,
            affiliation: None,
            speaks_for: None,
            count: found.count,
            basis: None,
            reason: None,
            only_initial: false,
            outlet_kind: "",
        });
        at
    }

    /// Adds an outlet by its name.
    pub(super) fn add_outlet(&mut self, name: String, kind: &'static str) -> usize {
        let at = self.drafts.len();
        self.by_name.entry(fold_name(&name)).or_insert(at);
        self.drafts.push(Draft {
            name,
            kind: SourceType::MediaOutlet,
            anonymity: Anonymity::Named,
            gender: None,
            called: 0.0,
            tagged: (0, 0, 0),
            plural: false,
            mentions: Vec::new(),
            first: usize::MAX,
            words: Vec::new(),
            key: Vec::new(),
            noun: None,
            role_words: Vec::new(),
            role: None,
            affiliation: None,
            speaks_for: None,
            count: None,
            basis: None,
            reason: None,
            only_initial: false,
            outlet_kind: kind,
        });
        at
    }

    /// Takes over what a further mention says of an entity.
    pub(super) fn learn(&mut self, at: usize, found: &Described, text: impl Fn(Span) -> String) {
        let draft = &mut self.drafts[at];
        draft.gender = draft.gender.or(found.gender);
        if let Some(role) = found.role {
            draft.role_words.extend(text(role).split_whitespace().map(names::fold));
            draft.role.get_or_insert(role);
        }
        draft.affiliation = draft.affiliation.or(found.affiliation);
        draft.speaks_for = draft.speaks_for.or(found.speaks_for);
        draft.basis = draft.basis.or(found.basis);
        draft.reason = draft.reason.or(found.reason);
        if draft.words.is_empty() {
            draft.count = draft.count.or(found.count);
        }
        if found.anonymity == Anonymity::Condition {
            draft.anonymity = Anonymity::Condition;
        }
    }

    /// Lets a person's fullest name be the one shown and found by.
    pub(super) fn rename(&mut self, at: usize, name: String, words: Vec<String>) {
        let shouted = |name: &str| !name.chars().any(char::is_lowercase);
        if words.len() == self.drafts[at].words.len() && shouted(&self.drafts[at].name) && !shouted(&name) {
            self.drafts[at].name = name;
            return;
        }
        if words.len() <= self.drafts[at].words.len() {
            return;
        }
        if let Some(last) = words.last() {
            let list = self.by_last.entry(last.clone()).or_default();
            if !list.contains(&at) {
                list.push(at);
            }
        }
        if let Some(first) = words.first() {
            self.by_first.entry(first.clone()).or_default().push(at);
        }
        let draft = &mut self.drafts[at];
        draft.name = name;
        draft.words = words;
    }

    /// Makes outlets of what a frame shows to be one.
    pub(super) fn make_outlet(&mut self, at: usize) {
        let draft = &mut self.drafts[at];
        draft.kind = SourceType::MediaOutlet;
        draft.anonymity = Anonymity::Named;
        let name = fold_name(&draft.name);
        self.by_name.entry(name).or_insert(at);
    }

    /// The entities that matter, numbered in the order given; the other drafts are dropped.
    pub(super) fn finish(self, order: &[usize]) -> (Vec<Entity>, Vec<Option<EntityId>>) {
        let mut ids = vec![None; self.drafts.len()];
        let mut out = Vec::new();
        for &at in order {
            let id = EntityId(out.len() as u32);
            ids[at] = Some(id);
            let draft = &self.drafts[at];
            let mut mentions = draft.mentions.clone();
            mentions.sort_unstable();
            mentions.dedup();
            out.push(Entity {
                id,
                name: draft.name.clone(),
                kind: draft.kind,
                anonymity: draft.anonymity,
                mentions,
                role: draft.role,
                affiliation: draft.affiliation,
                speaks_for: draft.speaks_for,
                count: draft.count,
                basis: draft.basis,
                reason: draft.reason,
                basis_kind: Basis::Unstated,
                reason_kind: Reason::Unstated,
            });
        }
        (out, ids)
    }
}

/// Whether two names can be one person's: the shorter is the end or the start of the longer, or first and last
/// agree, an initial standing for a name.
fn same_person(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.is_empty() {
        return false;
    }
    if long.ends_with(short) || (short.len() == 1 && long.first() == short.first()) {
        return true;
    }
    if short.len() < 2 || short.last() != long.last() {
        return false;
    }
    let (one, other) = (&short[0], &long[0]);
    let initial = |letter: &str, name: &str| letter.chars().count() == 1 && name.starts_with(letter);
    if one != other && !initial(one, other) && !initial(other, one) {
        return false;
    }
    // The middles agree as far as both give them: "Petra J. Quill" is "Petra Quill".
    let middle = |w: &[String]| w[1..w.len() - 1].to_vec();
    let (few, all) = (middle(short), middle(long));
    few.iter().all(|w| all.iter().any(|v| v == w || initial(w, v) || initial(v, w)))
}

/// A body's name in compared form: no article, no points, no spaces.
pub(super) fn fold_name(name: &str) -> String {
    let folded = names::fold(name);
    let bare = folded.strip_prefix("the ").unwrap_or(&folded);
    bare.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn full_key(found: &Described) -> String {
    let count = found.count.map_or(String::new(), |c| format!("{}-{:?}", c.min, c.max));
    format!("{}/{}/{}", found.key.join(" "), found.plural, if found.plural { count } else { String::new() })
}
