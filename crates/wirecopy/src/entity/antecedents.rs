//! What speaks for an entity as the one a pronoun stands for: traits with weights, learned from texts whose coreference
//! is marked (`wirecopy-train pronouns`). A ranking of mentions as of Denis and Baldridge (2007), linear.

use super::classes::Class;
use super::coref::{Cast, Mention, WINDOW};
use super::lexicon::Gender;
use super::roster::Draft;
use super::typing::Pronoun;
use super::view::View;
use crate::attribution::SourceType;
use crate::language::{Pack, Relation};

macro_rules! traits {
    ($($name:ident $text:literal,)*) => {
        /// What can hold of an entity before a pronoun.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        enum Trait { $($name,)* }

        /// The names of the traits, in the order of their values.
        pub(crate) const TRAITS: &[&str] = &[$($text,)*];
    };
}

traits! {
    // How far back it was last spoken of, in sentences outside quotations.
    Here "here",
    One "one",
    Two "two",
    Three "three",
    Five "five",
    Far "far",
    // Its place among the entities, the last one spoken of first.
    Last "last",
    Second "second",
    Later "later",
    Paragraph "paragraph",
    // How it was last spoken of.
    Subject "subject",
    TreeSubject "tree-subject",
    Object "object",
    Oblique "oblique",
    Genitive "genitive",
    Source "source",
    ByPronoun "by-pronoun",
    Opens "opens-sentence",
    OnlyInitial "only-initial",
    // The pronoun and it.
    SubjectBoth "subject-both",
    SourceBoth "source-both",
    SpokeLast "spoke-last",
    SpokeLastSource "spoke-last-source",
    SpokeLastTurn "spoke-last-turn",
    SpokeBefore "spoke-before-turn",
    SubjectOfClauseAround "subject-of-clause-around",
    SameClause "same-clause",
    HereSubjectPossessive "here-subject-possessive",
    HereSubjectSubject "here-subject-subject",
    HereSubjectObject "here-subject-object",
    QuotedBoth "quoted-both",
    QuotedNarrative "quoted-narrative",
    QuotedSpeaker "quoted-speaker",
    // What it is.
    Often "often",
    Known "known",
    Early "early",
    Gendered "gendered",
    Called "called",
    Named "named",
    NameAlone "name-alone",
    Tagged "tagged-person",
    Untagged "one-word-not-tagged-person",
    UntaggedWords "words-not-tagged-person",
    Together "subject-with-pronoun-source",
    Described "described",
    Plural "plural",
    Group "group",
    Generic "generic",
    Organisation "organisation",
    Government "government",
    Outlet "outlet",
    Paper "document",
}

/// The number of traits.
const N: usize = TRAITS.len();

/// The kinds of pronouns that have weights of their own.
pub(crate) const GROUPS: &[&str] = &["person", "plural", "neuter"];

/// The weights of the traits, a row a group.
#[derive(Clone, Debug)]
pub(super) struct Weights([[f32; N]; GROUPS.len()]);

impl Weights {
    /// Reads the table `pronoun_weights`: a trait and its weights a line.
    pub(super) fn load(pack: &Pack) -> Self {
        let mut out = [[0.0; N]; GROUPS.len()];
        for row in pack.rows("pronoun_weights") {
            let Some(at) = TRAITS.iter().position(|t| Some(t) == row.first()) else { continue };
            for (weights, field) in out.iter_mut().zip(&row[1..]) {
                weights[at] = field.parse().unwrap_or(0.0);
            }
        }
        Self(out)
    }
}

/// The row of weights for a pronoun; `None` where nothing is weighed.
pub(super) fn group(pronoun: Pronoun) -> Option<usize> {
    match pronoun {
        Pronoun::Masculine | Pronoun::Feminine => Some(0),
        Pronoun::Plural => Some(1),
        Pronoun::Neuter => Some(2),
        _ => None,
    }
}

/// An entity that a pronoun can stand for.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) entity: usize,
    pub(crate) traits: [f32; N],
}

impl Candidate {
    fn set(&mut self, which: Trait, holds: bool) {
        self.traits[which as usize] = f32::from(u8::from(holds));
    }

    fn weigh(&self, weights: &[f32; N]) -> f32 {
        self.traits.iter().zip(weights).map(|(t, w)| t * w).sum()
    }
}

/// What the pronoun itself shows.
#[allow(clippy::struct_excessive_bools, reason = "independent findings about one pronoun")]
struct Asked {
    place: usize,
    block: usize,
    quoted: bool,
    possessive: bool,
    subject: bool,
    source: bool,
    /// The words it hangs by, the nearest first.
    above: Vec<usize>,
}

impl Cast<'_, '_> {
    /// The entities a pronoun can stand for, with what speaks for each.
    pub(super) fn candidates(&self, pronoun: Pronoun, token: usize) -> Vec<Candidate> {
        let view = self.view();
        let asked = self.asked(token);
        let mut out: Vec<Candidate> = Vec::new();
        let mut spoke: Vec<(usize, usize)> = Vec::new();
        for mention in self.before(token).iter().rev().take(WINDOW) {
            // Words inside a quotation are never antecedents outside.
            if mention.quoted && !asked.quoted {
                continue;
            }
            let distance = asked.place.saturating_sub(mention.place);
            if distance > 8 {
                break;
            }
            let draft = &self.roster.drafts[mention.entity];
            // "one", "two": whoever is meant, it is said in the same breath.
            let counted = draft.noun.as_deref().is_some_and(|n| self.lexicon().number(n).is_some());
            if counted || !agrees(pronoun, draft) {
                continue;
            }
            if mention.source && spoke.len() < 4 {
                spoke.push((mention.entity, view.block_of(mention.token)));
            }
            if let Some(known) = out.iter_mut().find(|c| c.entity == mention.entity) {
                known.traits[Trait::Often as usize] += 1.0;
                continue;
            }
            let mut found = Candidate { entity: mention.entity, traits: [0.0; N] };
            found.set([Trait::Last, Trait::Second].get(out.len()).copied().unwrap_or(Trait::Later), true);
            self.describe_mention(&mut found, mention, &asked, distance);
            found.set(Trait::SameClause, same_clause(view, mention, &asked));
            found.set(Trait::SubjectOfClauseAround, subject_around(view, mention, &asked));
            describe_entity(&mut found, draft, pronoun);
            out.push(found);
        }
        for found in &mut out {
            let last = spoke.first().is_some_and(|s| s.0 == found.entity);
            let turn = asked.source && self.dialogue && spoke.first().is_some_and(|s| s.1 != asked.block);
            found.set(Trait::SpokeLast, last);
            found.set(Trait::SpokeLastSource, last && asked.source && !turn);
            found.set(Trait::SpokeLastTurn, last && turn);
            found.set(Trait::SpokeBefore, turn && !last && spoke.iter().any(|s| s.0 == found.entity));
            let often = &mut found.traits[Trait::Often as usize];
            *often = often.ln_1p();
            let draft = &self.roster.drafts[found.entity];
            found.traits[Trait::Known as usize] = (draft.mentions.len() as f32).ln_1p();
            found.set(Trait::Early, draft.first < 400);
        }
        out
    }

    /// The best antecedent of a pronoun, and how likely it is.
    pub(super) fn antecedent(&self, pronoun: Pronoun, token: usize) -> Option<(usize, f32)> {
        let weights = &self.lexicon().weights.0[group(pronoun)?];
        let scored: Vec<(f32, usize)> =
            self.candidates(pronoun, token).iter().map(|c| (c.weigh(weights), c.entity)).collect();
        let &(best, entity) = scored.iter().max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))?;
        let all: f32 = scored.iter().map(|(s, _)| (s - best).exp()).sum();
        Some((entity, (1.0 / all).clamp(0.1, 0.95)))
    }

    fn asked(&self, token: usize) -> Asked {
        let view = self.view();
        let mut above = Vec::new();
        let mut at = token;
        while let Some(head) = view.head(at).filter(|h| above.len() < 8 && !above.contains(h)) {
            above.push(head);
            at = head;
        }
        let possessive = view.relation(token) == Relation::NmodPoss
            || view.head(token).is_none() && view.classes(token).has(Class::Possessive);
        Asked {
            place: self.places.get(view.sentence_of(token)).copied().unwrap_or(0),
            block: view.block_of(token),
            quoted: view.is_quoted(token),
            possessive,
            subject: view.relation(token).is_subject(),
            source: self.is_source(token),
            above,
        }
    }

    /// How an entity was last spoken of before a pronoun.
    fn describe_mention(&self, found: &mut Candidate, mention: &Mention, asked: &Asked, distance: usize) {
        let view = self.view();
        let near = match distance {
            0 => Trait::Here,
            1 => Trait::One,
            2 => Trait::Two,
            3 => Trait::Three,
            4 | 5 => Trait::Five,
            _ => Trait::Far,
        };
        found.set(near, true);
        let relation = view.relation(head_word(view, mention.token));
        let subject = relation.is_subject();
        let here = distance == 0 && mention.quoted == asked.quoted;
        found.set(Trait::Paragraph, view.block_of(mention.token) == asked.block);
        found.set(Trait::Subject, mention.subject);
        found.set(Trait::TreeSubject, subject);
        found.set(Trait::Object, matches!(relation, Relation::Obj | Relation::Iobj));
        found.set(Trait::Oblique, matches!(relation, Relation::Obl | Relation::Nmod | Relation::OblAgent));
        found.set(Trait::Genitive, mention.genitive || relation == Relation::NmodPoss);
        found.set(Trait::Source, mention.source);
        found.set(Trait::ByPronoun, mention.pronoun);
        found.set(Trait::Opens, view.is_sentence_start(mention.token));
        found.set(Trait::SubjectBoth, subject && asked.subject && distance > 0);
        found.set(Trait::SourceBoth, mention.source && asked.source);
        found.set(Trait::Together, subject && asked.source);
        found.set(Trait::HereSubjectPossessive, here && subject && asked.possessive);
        found.set(Trait::HereSubjectSubject, here && subject && asked.subject);
        found.set(Trait::HereSubjectObject, here && subject && !asked.subject && !asked.possessive);
        found.set(Trait::QuotedBoth, asked.quoted && mention.quoted);
        found.set(Trait::QuotedNarrative, asked.quoted && !mention.quoted);
        found.set(Trait::QuotedSpeaker, asked.quoted && mention.source);
        let draft = &self.roster.drafts[mention.entity];
        // A capital at the start of sentences alone is no sign of a name.
        let doubtful = draft.words.len() == 1 && draft.only_initial && !mention.source;
        found.set(Trait::OnlyInitial, doubtful);
    }
}

/// What an entity is.
fn describe_entity(found: &mut Candidate, draft: &Draft, pronoun: Pronoun) {
    use SourceType as S;
    found.set(
        Trait::Gendered,
        matches!(pronoun, Pronoun::Masculine | Pronoun::Feminine) && draft.gender.is_some(),
    );
    found.traits[Trait::Called as usize] = match pronoun {
        Pronoun::Masculine => draft.called,
        Pronoun::Feminine => -draft.called,
        _ => 0.0,
    };
    found.set(Trait::Named, draft.words.len() > 1);
    found.set(Trait::NameAlone, draft.words.len() == 1);
    let (person, other) = (draft.tagged.0 as f32, (draft.tagged.1 + draft.tagged.2) as f32);
    if !draft.words.is_empty() {
        found.traits[Trait::Tagged as usize] = person / (person + other).max(1.0);
        let untagged = person == 0.0 && draft.role.is_none();
        found.set(Trait::Untagged, untagged && draft.words.len() == 1);
        found.set(Trait::UntaggedWords, untagged && draft.words.len() > 1);
    }
    found.set(Trait::Described, draft.noun.is_some());
    found.set(Trait::Plural, draft.plural);
    found.set(Trait::Group, matches!(draft.kind, S::GroupOfPersons | S::AnonymousGroup));
    found.set(Trait::Generic, draft.kind == S::Generic);
    found.set(Trait::Organisation, draft.kind == S::Organisation);
    found.set(Trait::Government, matches!(draft.kind, S::GovernmentBody | S::InternationalBody));
    found.set(Trait::Outlet, draft.kind == S::MediaOutlet);
    found.set(Trait::Paper, draft.kind == S::Document);
}

/// The word that holds a name or description together, from its first word.
pub(super) fn head_word(view: &View<'_>, token: usize) -> usize {
    let mut at = token;
    for _ in 0..6 {
        let inside = matches!(
            view.relation(at),
            Relation::Compound
                | Relation::Flat
                | Relation::Amod
                | Relation::Det
                | Relation::NmodDesc
                | Relation::Nummod
        );
        match view.head(at).filter(|&h| inside && h > at && h < at + 8) {
            Some(head) => at = head,
            None => break,
        }
    }
    at
}

/// "Quill told him": both hang by one verb, and only one of them can be meant.
fn same_clause(view: &View<'_>, mention: &Mention, asked: &Asked) -> bool {
    let by = view.head(head_word(view, mention.token));
    !asked.possessive && by.is_some() && by == asked.above.first().copied()
}

/// "Quill said he": the subject of a clause that holds the clause of the pronoun.
fn subject_around(view: &View<'_>, mention: &Mention, asked: &Asked) -> bool {
    let head = head_word(view, mention.token);
    let own = usize::from(!asked.possessive);
    view.relation(head).is_subject()
        && view.head(head).is_some_and(|by| asked.above.iter().skip(own).any(|&a| a == by))
}

/// Whether a pronoun can stand for an entity at all.
fn agrees(pronoun: Pronoun, draft: &Draft) -> bool {
    use SourceType as S;
    let singular = |gender: Gender| {
        matches!(draft.kind, S::Person | S::AnonymousPerson)
            && !draft.plural
            && draft.gender.is_none_or(|g| g == gender)
            // "of Ashton, Md."
            && (draft.words.len() != 1 || draft.tagged.0 > 0 || draft.tagged.2 == 0)
    };
    match pronoun {
        Pronoun::Masculine => singular(Gender::Masculine),
        Pronoun::Feminine => singular(Gender::Feminine),
        Pronoun::Plural => matches!(
            draft.kind,
            S::GroupOfPersons
                | S::AnonymousGroup
                | S::Generic
                | S::Organisation
                | S::GovernmentBody
                | S::InternationalBody
                | S::MediaOutlet
        ),
        Pronoun::Neuter => {
            !draft.plural
                && matches!(
                    draft.kind,
                    S::Organisation | S::GovernmentBody | S::InternationalBody | S::MediaOutlet | S::Document
                )
        }
        _ => false,
    }
}

/// A pronoun with the entities it can stand for, and which of them is right.
#[cfg(feature = "training")]
#[derive(Clone, Debug)]
pub(crate) struct Example {
    pub(crate) group: usize,
    pub(crate) candidates: Vec<([f32; N], bool)>,
}

/// The pronouns of a document whose coreference is marked by chains of spans: those for which something right is among
/// the candidates.
#[cfg(feature = "training")]
pub(crate) fn examples(
    document: &crate::Document,
    words: &crate::language::Segmented,
    pack: &Pack,
    attributions: &[crate::Attribution],
    chains: &[Vec<crate::Span>],
) -> Vec<Example> {
    let lexicon = pack.resource(super::lexicon::Lexicon::load);
    let view = View::new(document, words, attributions, &lexicon);
    let cast = Cast::gather(&view, &lexicon, attributions);
    let chain_at = |at: crate::Span| chains.iter().find(|c| c.contains(&at));
    let mut out = Vec::new();
    for &(token, pronoun) in &cast.pronouns {
        let (Some(group), Some(chain)) = (group(pronoun), chain_at(view.span(token))) else { continue };
        let found = cast.candidates(pronoun, token);
        // Pronouns tell nothing of who it is.
        let pronoun_at =
            |s: &crate::Span| cast.pronouns.binary_search_by_key(&view.token_at(s.start()), |p| p.0).is_ok();
        let right = |c: &Candidate| {
            let named = cast.roster.drafts[c.entity].mentions.iter().filter(|m| !pronoun_at(m));
            named.clone().any(|m| chain.iter().any(|s| s.overlaps(*m) && 3 * m.len() >= s.len().min(60)))
        };
        let candidates: Vec<_> = found.iter().map(|c| (c.traits, right(c))).collect();
        if candidates.iter().any(|c| c.1) {
            out.push(Example { group, candidates });
        }
    }
    out
}
