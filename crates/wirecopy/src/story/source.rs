//! Sources over articles: are two descriptions one speaker, and what was lost between them?

use std::collections::BTreeSet;

use super::types::{Drift, Speaker};
use super::words::{Lexicon, words};
use crate::attribution::{Anonymity, Attribution, ChainRole, Count, CueClass, SourceMention, SourceType};
use crate::{Analysis, Span};

/// The source of a statement, ready to be compared.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Source {
    pub(super) speaker: Speaker,
    pub(super) kind: SourceType,
    pub(super) anonymity: Anonymity,
    /// The words of the name, in the form they are compared; empty when it has none.
    name: BTreeSet<String>,
    /// The words of the description: role, body, rank; without what only says how the source knows.
    pub(super) description: BTreeSet<String>,
    /// The noun at the centre of the description.
    head: Option<String>,
    /// Names of two persons, or one source of two bodies.
    pub(super) span: Option<Span>,
}

/// How two sources go together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Bond {
    /// The same name.
    Same,
    /// Descriptions that can be one source; how much they share, 0 to 1.
    Fits(f32),
    /// One or both are not given.
    Open,
    /// Two different sources.
    Apart,
}

impl Source {
    /// The one who said it, as far as the article tells; `None` when nobody is named or described.
    pub(super) fn of(analysis: &Analysis, a: &Attribution, lexicon: &Lexicon) -> Option<Self> {
        let text = analysis.document().text();
        let entity = analysis.speaker(a);
        let mention = a.source();
        let utterer = a.chain().iter().rev().find(|n| n.role == ChainRole::Utterer);
        let kind = utterer.map(|n| n.kind).or(mention.map(|m| m.kind)).or(entity.map(crate::Entity::kind))?;
        // "Reportedly" names nobody, whoever stands near it.
        let hearsay = a.cue().is_some_and(|c| c.class == CueClass::Hearsay) && a.speaker().is_none();
        if kind == SourceType::Unspecified || hearsay {
            return None;
        }
        let anonymity = entity
            .map(crate::Entity::anonymity)
            .or(mention.map(|m| m.anonymity))
            .unwrap_or(Anonymity::Unspecified);
        let span = utterer.and_then(|n| n.span).or_else(|| mention.map(SourceMention::extent));
        let said = span.and_then(|s| text.get(s.range()));
        let known = entity.map(|e| e.name().to_owned());
        let label = utterer.map(|n| n.name.clone()).filter(|n| !n.is_empty());
        let name = known.or(label).or_else(|| said.map(str::to_owned))?;
        let named = matches!(anonymity, Anonymity::Named | Anonymity::PartialName | Anonymity::Pseudonym)
            && matches!(kind, SourceType::Person | SourceType::GroupOfPersons);
        // "A ministry spokesman" is more than the ministry.
        let name = match said.map(|s| without_basis(s, lexicon)) {
            Some(s) if !named && s.len() > name.len() && s.contains(name.as_str()) => s.to_owned(),
            _ => name,
        };
        let own = named && said.is_some_and(|s| shares_a_name(s, &name));
        let head = mention.and_then(|m| text.get(m.head.range()));
        let mut described = String::new();
        if named {
            for part in entity.iter().flat_map(|e| [e.role(), e.affiliation(), e.speaks_for()]).flatten() {
                described.push_str(text.get(part.range()).unwrap_or(""));
                described.push(' ');
            }
            if own {
                described.push_str(said.unwrap_or(""));
            }
        } else {
            without_basis(&name, lexicon).clone_into(&mut described);
        }
        let name_words = keys(if named { &name } else { "" }, lexicon);
        let description: BTreeSet<String> = &keys(&described, lexicon) - &name_words;
        Some(Self {
            head: if named { None } else { head.and_then(|h| keys_in_order(h, lexicon).pop()) }
                .or_else(|| keys_in_order(without_basis(&described, lexicon), lexicon).pop()),
            speaker: Speaker {
                name: tidy(&name),
                kind,
                named,
                count: entity.and_then(crate::Entity::count).or(mention.and_then(|m| m.count)),
                span,
                inferred: utterer.is_some_and(|n| n.inferred),
            },
            kind,
            anonymity,
            name: name_words,
            description,
            span,
        })
    }

    /// The unnamed people of "citing three people close to the deal"; `None` when the words are something else.
    pub(super) fn cited(text: &str, span: Span, lexicon: &Lexicon) -> Option<Self> {
        let said = text.get(span.range())?;
        let list = words(said, Span::of(0, said.len()));
        let noun = list.iter().take(7).find(|w| lexicon.is_unnamed(&w.lower))?;
        let number = list.iter().take(3).find_map(|w| lexicon.number(&w.lower));
        let count = match number.and_then(|n| u32::try_from(n).ok()) {
            Some(n) => Count::exact(n),
            None if noun.lower.ends_with('s') || noun.lower == "people" => Count::at_least(2),
            None => Count::exact(1),
        };
        let group = count != Count::exact(1);
        let kind = if group { SourceType::AnonymousGroup } else { SourceType::AnonymousPerson };
        Some(Self {
            speaker: Speaker {
                name: tidy(said),
                kind,
                named: false,
                count: Some(count),
                span: Some(span),
                inferred: false,
            },
            kind,
            anonymity: Anonymity::Described,
            name: BTreeSet::new(),
            description: keys(without_basis(said, lexicon), lexicon),
            head: Some(lexicon.key(noun)),
            span: Some(span),
        })
    }

    /// A source made by hand, for tests.
    #[cfg(test)]
    pub(super) fn described(text: &str, named: bool, lexicon: &Lexicon) -> Self {
        let name = keys(if named { text } else { "" }, lexicon);
        Self {
            speaker: Speaker {
                name: text.to_owned(),
                kind: SourceType::Person,
                named,
                count: None,
                span: None,
                inferred: false,
            },
            kind: if named { SourceType::Person } else { SourceType::AnonymousPerson },
            anonymity: if named { Anonymity::Named } else { Anonymity::Described },
            head: if named { None } else { keys_in_order(text, lexicon).pop() },
            description: if named { BTreeSet::new() } else { keys(text, lexicon) },
            name,
            span: None,
        }
    }

    /// Whether it is an outlet and so no one who could know by himself.
    pub(super) fn is_outlet(&self) -> bool {
        self.kind == SourceType::MediaOutlet
    }

    /// Whether it is unnamed on purpose or by habit: sources, officials, aides.
    pub(super) fn is_anonymous(&self) -> bool {
        matches!(self.kind, SourceType::AnonymousPerson | SourceType::AnonymousGroup)
            || matches!(
                self.anonymity,
                Anonymity::Described | Anonymity::Condition | Anonymity::Bare | Anonymity::UnnamedRole
            )
    }

    /// How it goes together with the source of another article.
    pub(super) fn bond(&self, other: &Self) -> Bond {
        match (self.speaker.named, other.speaker.named) {
            (true, true) => {
                let last = |s: &Self| s.last_name();
                if last(self) == last(other) && last(self).is_some() { Bond::Same } else { Bond::Apart }
            }
            (false, false) => {
                if self.is_outlet() != other.is_outlet() {
                    return Bond::Open;
                }
                let share = share(&self.description, &other.description);
                // "A source" and "sources" with nothing else in common are not one.
                let heads = [self.head.as_ref(), other.head.as_ref()];
                let more =
                    self.description.intersection(&other.description).any(|w| !heads.contains(&Some(w)));
                if one_against_many(self, other) && !more {
                    return Bond::Apart;
                }
                if share >= 0.4 {
                    Bond::Fits(share)
                } else if self.head.is_some() && self.head == other.head {
                    Bond::Fits(0.3)
                } else {
                    Bond::Apart
                }
            }
            _ => {
                let (named, other) = if self.speaker.named { (self, other) } else { (other, self) };
                if other.is_outlet() {
                    return Bond::Open;
                }
                let known = other.description.intersection(&named.description).count();
                if known > 0 && known * 2 >= other.description.len() { Bond::Fits(0.5) } else { Bond::Apart }
            }
        }
    }

    fn last_name(&self) -> Option<String> {
        let word = self.speaker.name.split_whitespace().last()?;
        Some(word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
    }

    /// What became of it in the version `other`.
    pub(super) fn drift(full: Option<&Self>, other: Option<&Self>) -> Vec<Drift> {
        let (full, other) = match (full, other) {
            (None, None) => return Vec::new(),
            (None, Some(_)) => return vec![Drift::SourceAdded],
            (Some(_), None) => return vec![Drift::SourceDropped],
            (Some(a), Some(b)) => (a, b),
        };
        if full.bond(other) == Bond::Same {
            return Vec::new();
        }
        let mut out = Vec::new();
        let meets = full.description.intersection(&other.description).count() > 0;
        let many = one_against_many(full, other);
        if full.bond(other) == Bond::Apart && (!meets || many) || full.speaker.named != other.speaker.named {
            return vec![Drift::SourceChanged];
        }
        if let (Some(a), Some(b)) = (full.speaker.count, other.speaker.count)
            && (a.max.is_some_and(|max| max < b.min) || b.max.is_some_and(|max| max < a.min))
        {
            out.push(Drift::CountChanged);
        }
        if full.head.is_some() && other.head.is_some() && full.head != other.head {
            out.push(Drift::RoleChanged);
        }
        let without = |a: &Self, b: &Self| {
            a.description.iter().any(|w| {
                !b.description.contains(w)
                    && Some(w) != a.head.as_ref()
                    && !w.bytes().all(|c| c.is_ascii_digit())
            })
        };
        if without(full, other) {
            out.push(Drift::DetailLost);
        }
        if without(other, full) {
            out.push(Drift::DetailAdded);
        }
        out
    }
}

fn one_against_many(a: &Source, b: &Source) -> bool {
    let (a, b) = (head_count(a), head_count(b));
    let one = Count::exact(1);
    a == one && b.min > 1 || b == one && a.min > 1
}

/// Share of the words of the smaller description that the other has, weighed down when it has few.
fn share(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f32 {
    let common = a.intersection(b).count();
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    2.0 * common as f32 / (a.len() + b.len()) as f32
}

fn shares_a_name(said: &str, name: &str) -> bool {
    name.split_whitespace().any(|w| said.contains(w))
}

/// The description without how the source knows: "two officials aware of the talks" is "two officials".
fn without_basis<'a>(described: &'a str, lexicon: &Lexicon) -> &'a str {
    let list = words(described, Span::of(0, described.len()));
    let cut = list.iter().skip(1).find(|w| lexicon.opens_basis(&w.lower)).map(|w| w.span.start());
    let comma = described.find(", ");
    let end = cut.into_iter().chain(comma).filter(|&at| at > 0).min().unwrap_or(described.len());
    described[..end].trim_end()
}

fn keys(text: &str, lexicon: &Lexicon) -> BTreeSet<String> {
    keys_in_order(text, lexicon).into_iter().collect()
}

fn keys_in_order(text: &str, lexicon: &Lexicon) -> Vec<String> {
    words(text, Span::of(0, text.len()))
        .iter()
        .filter(|w| w.capital && w.lower == "us" || !lexicon.is_stop(&w.lower) || lexicon.is_number(&w.lower))
        .map(|w| lexicon.key(w))
        .collect()
}

/// One line, no article before it.
fn tidy(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The least and most people a source can be.
pub(super) fn head_count(source: &Source) -> Count {
    match (source.speaker.count, source.kind) {
        (Some(count), _) => count,
        (None, SourceType::AnonymousGroup | SourceType::GroupOfPersons) => Count::at_least(2),
        (None, SourceType::Generic) => Count::at_least(0),
        _ => Count::exact(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon() -> Lexicon {
        Lexicon::load(crate::language::english().unwrap())
    }

    #[test]
    fn tells_one_source_from_two() {
        let l = lexicon();
        let d = |text: &str| Source::described(text, false, &l);
        let n = |text: &str| Source::described(text, true, &l);
        assert_eq!(n("Petra Quill").bond(&n("Quill")), Bond::Same);
        assert_eq!(n("Petra Quill").bond(&n("Owen Marsh")), Bond::Apart);
        assert!(matches!(d("a senior U.S. official").bond(&d("a US official")), Bond::Fits(_)));
        assert!(matches!(d("a ministry official").bond(&d("a ministry spokesman")), Bond::Fits(_)));
        assert_eq!(d("a dam engineer").bond(&d("three Western diplomats")), Bond::Apart);
    }

    #[test]
    fn says_what_was_lost() {
        let l = lexicon();
        let d = |text: &str| Source::described(text, false, &l);
        let drift = |a: &str, b: &str| Source::drift(Some(&d(a)), Some(&d(b)));
        assert_eq!(drift("a senior U.S. official", "a US official"), [Drift::DetailLost]);
        assert_eq!(drift("a ministry official", "a ministry spokesman"), [Drift::RoleChanged]);
        assert_eq!(drift("a dam engineer", "three Western diplomats"), [Drift::SourceChanged]);
        assert_eq!(drift("a dam engineer", "a dam engineer"), []);
        assert_eq!(Source::drift(Some(&d("an aide")), None), [Drift::SourceDropped]);
    }
}
