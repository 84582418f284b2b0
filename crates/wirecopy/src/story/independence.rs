//! The two counts of independence: separate reports, and people behind a statement.
//!
//! Both are intervals. A shared report, a copy or a rewrite makes one path; what an outlet obtained itself is
//! a path of its own; an article that says nothing may be either. Anonymous descriptions merge unless the text
//! keeps them apart; a total that a report states for the statement bounds its people.

use super::families::Group;
use super::lineage::folded;
use super::source::{Bond, Source, head_count};
use super::statements::Statement;
use super::types::{Independence, Lineage, Place, Stance, Witness};
use crate::attribution::{Count, SourceType};

/// Counts for one family.
pub(super) fn of_group(group: &Group, lineage: &Lineage) -> Independence {
    let statements: Vec<&Statement> = group.members.iter().map(|(m, _)| m).collect();
    count(&statements, lineage)
}

/// Counts for the central claim, with everyone in the story who denies or judges it.
pub(super) fn of_story(
    central: Option<&Group>,
    groups: &[Group],
    alone: &[Statement],
    lineage: &Lineage,
) -> Independence {
    let mut statements: Vec<&Statement> = central.iter().flat_map(|g| &g.members).map(|(m, _)| m).collect();
    let others = groups.iter().filter(|g| !g.central).flat_map(|g| &g.members).map(|(m, _)| m).chain(alone);
    statements.extend(others.filter(|s| s.stance != Stance::Asserts && s.source.is_some()));
    count(&statements, lineage)
}

fn count(statements: &[&Statement], lineage: &Lineage) -> Independence {
    let asserting: Vec<&&Statement> = statements.iter().filter(|s| s.stance == Stance::Asserts).collect();
    Independence {
        reports: reports(&asserting, lineage),
        people: people(&asserting, lineage),
        witnesses: witnesses(statements),
    }
}

/// The path a statement took to its article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Path {
    Report(String),
    Own(usize),
    Unknown(usize),
}

fn path(s: &Statement, lineage: &Lineage) -> Path {
    if s.first_party {
        return Path::Own(s.article);
    }
    let known = |name: &str| lineage.reports.iter().any(|r| folded(&r.outlet) == folded(name));
    if let Some(outlet) = s.via.iter().rev().find(|v| known(v)) {
        return Path::Report(folded(outlet));
    }
    let rests = lineage.articles.get(s.article).map_or(&[][..], |r| &r.reports);
    match rests.first().and_then(|&r| lineage.reports.get(r)) {
        Some(report) => Path::Report(folded(&report.outlet)),
        None => Path::Unknown(s.article),
    }
}

fn reports(asserting: &[&&Statement], lineage: &Lineage) -> Count {
    let mut paths: Vec<Path> = asserting.iter().map(|s| path(s, lineage)).collect();
    paths.sort();
    paths.dedup();
    // A report whose own text is among the articles is one path, told or not.
    paths.retain(|p| {
        !matches!(p, Path::Unknown(a) if lineage.reports.iter().any(|r| r.article == Some(*a))
        && lineage.reports.iter().any(|r| r.article == Some(*a) && !r.places.is_empty()))
            || asserting.len() == 1
    });
    let unknown = paths.iter().filter(|p| matches!(p, Path::Unknown(_))).count() as u32;
    let known = paths.len() as u32 - unknown;
    let least = if known == 0 { unknown.min(1) } else { known };
    Count { min: least, max: Some(known + unknown) }
}

/// Everyone who is behind a statement on one path.
#[derive(Debug, Default)]
struct Crowd<'a> {
    named: Vec<&'a Source>,
    unnamed: Vec<&'a Source>,
    /// Totals the text states for the statement: "citing three people".
    totals: Vec<u32>,
}

fn people(asserting: &[&&Statement], lineage: &Lineage) -> Count {
    let mut crowds: Vec<(Path, Crowd<'_>)> = Vec::new();
    for s in asserting {
        let Some(source) = s.source.as_ref().filter(|s| !s.is_outlet()) else { continue };
        let path = path(s, lineage);
        let at = crowds.iter().position(|(p, _)| *p == path).unwrap_or_else(|| {
            crowds.push((path, Crowd::default()));
            crowds.len() - 1
        });
        let crowd = &mut crowds[at].1;
        if source.speaker.named {
            if !crowd.named.iter().any(|n| n.bond(source) == Bond::Same) {
                crowd.named.push(source);
            }
        } else if source.kind != SourceType::Generic {
            crowd.unnamed.push(source);
            if let Some(total) = stated_total(source) {
                crowd.totals.push(total);
            }
        }
    }
    let mut named: Vec<&Source> = Vec::new();
    for source in crowds.iter().flat_map(|(_, c)| &c.named) {
        if !named.iter().any(|n| n.bond(source) == Bond::Same) {
            named.push(source);
        }
    }
    let each: Vec<Count> = crowds.iter().map(|(_, c)| unnamed(c)).collect();
    let named = named.len() as u32;
    // Unnamed people of two reports may be the same people.
    let least = each.iter().map(|c| c.min).max().unwrap_or(0);
    let most = each.iter().try_fold(0u32, |sum, c| Some(sum + c.max?));
    Count { min: named + least, max: most.map(|m| named + m) }
}

/// The unnamed people on one path.
fn unnamed(crowd: &Crowd<'_>) -> Count {
    if let (Some(&least), Some(&most)) = (crowd.totals.iter().min(), crowd.totals.iter().max()) {
        return Count { min: least, max: Some(most) };
    }
    let least = crowd.unnamed.iter().map(|s| head_count(s).min).max().unwrap_or(0);
    let mut apart: Vec<&Source> = Vec::new();
    for source in &crowd.unnamed {
        if !apart.iter().any(|a| a.bond(source) != Bond::Apart) {
            apart.push(source);
        }
    }
    let most = apart.iter().try_fold(0u32, |sum, s| Some(sum + head_count(s).max?));
    Count { min: least, max: most.map(|m| m.max(least)) }
}

/// The number of people a source says it is, when it says a number of two or more.
pub(super) fn stated_total(source: &Source) -> Option<u32> {
    let count = source.speaker.count?;
    (count.max == Some(count.min) && count.min >= 2 && !source.speaker.named).then_some(count.min)
}

/// Everyone, each once, in the order of the articles; a description is replaced by its fullest form.
fn witnesses(statements: &[&Statement]) -> Vec<Witness> {
    let mut out: Vec<(Witness, &Source)> = Vec::new();
    for s in statements {
        let Some(source) = s.source.as_ref() else { continue };
        let place = Place {
            article: s.article,
            span: source.span.or(s.spans.first().copied()).unwrap_or(crate::Span::of(0, 0)),
        };
        let known = out.iter_mut().find(|(w, other)| {
            w.stance == s.stance
                && match other.bond(source) {
                    Bond::Same => true,
                    Bond::Fits(_) => {
                        stated_total(other) == stated_total(source) && other.is_outlet() == source.is_outlet()
                    }
                    Bond::Open | Bond::Apart => false,
                }
        });
        match known {
            Some((witness, _)) => {
                if !witness.places.contains(&place) {
                    witness.places.push(place);
                }
                if source.speaker.name.len() > witness.name.len() {
                    witness.name.clone_from(&source.speaker.name);
                }
                witness.count = witness.count.or(source.speaker.count);
            }
            None => out.push((
                Witness {
                    name: source.speaker.name.clone(),
                    named: source.speaker.named,
                    stance: s.stance,
                    count: source.speaker.count,
                    places: vec![place],
                },
                source,
            )),
        }
    }
    let mut witnesses: Vec<Witness> = out.into_iter().map(|(w, _)| w).collect();
    for w in &mut witnesses {
        w.places.sort_unstable();
    }
    witnesses.sort_by_key(|w| w.places.first().copied());
    witnesses
}
