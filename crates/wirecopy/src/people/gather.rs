//! Bearers of one name gathered into people, the surest pairs first.

use std::collections::HashMap;

use super::name::{Fit, Name, Variants};
use super::role::Role;
use super::{Bearer, Merge, MergeReason, Person, Said, SpeakersOptions};
use crate::Analysis;
use crate::attribution::{Anonymity, SourceType};

/// Bearers of names alike compared with one bearer: bounds the work where everybody has one name.
const MOST: usize = 256;

struct Candidate {
    bearer: Bearer,
    shown: String,
    name: Option<Name>,
    role: Role,
    person: bool,
}

/// A pair with what speaks for it.
struct Pair {
    a: usize,
    b: usize,
    reason: MergeReason,
    weight: f32,
}

/// What a name alone weighs; two or more make one person.
fn weight(fit: Fit) -> f32 {
    match fit {
        Fit::Same => 3.0,
        Fit::Spelling => 2.0,
        Fit::Initials => 1.6,
        Fit::Short => 1.5,
        Fit::LastAlone => 0.5,
    }
}

const ENOUGH: f32 = 2.0;

pub(super) fn gather(analyses: &[Analysis], options: &SpeakersOptions) -> Vec<Person> {
    let mut said: HashMap<Bearer, Vec<Said>> = HashMap::new();
    for (article, analysis) in analyses.iter().enumerate() {
        for (attribution, a) in analysis.attributions().iter().enumerate() {
            if let Some(entity) = a.speaker() {
                said.entry(Bearer { article, entity }).or_default().push(Said { article, attribution });
            }
        }
    }
    let variants = analyses.first().map_or_else(Variants::default, |a| Variants::load(a.pack()));
    let candidates = candidates(analyses, &said, &variants);
    let mut pairs = aliased(&candidates, options);
    let mut maybe = Vec::new();
    compared(&candidates, &variants, &mut pairs, &mut maybe);
    pairs.sort_by(|a, b| b.weight.total_cmp(&a.weight).then((a.a, a.b).cmp(&(b.a, b.b))));

    // Groups by their members; a merge must not bring two of one document together, or two that differ.
    let mut group: Vec<usize> = (0..candidates.len()).collect();
    let mut members: Vec<Vec<usize>> = (0..candidates.len()).map(|k| vec![k]).collect();
    let mut merges: Vec<Vec<Merge>> = vec![Vec::new(); candidates.len()];
    for pair in pairs {
        let (a, b) = (group[pair.a].min(group[pair.b]), group[pair.a].max(group[pair.b]));
        if a == b {
            continue;
        }
        let told = pair.reason == MergeReason::Alias;
        if !told && !may_join(&candidates, &members[a], &members[b]) {
            maybe.push((pair.a, pair.b));
            continue;
        }
        let moved = std::mem::take(&mut members[b]);
        for &k in &moved {
            group[k] = a;
        }
        members[a].extend(moved);
        let more = std::mem::take(&mut merges[b]);
        merges[a].extend(more);
        let score = (0.5 + pair.weight * 0.09).min(0.99);
        merges[a].push(Merge {
            a: candidates[pair.a].bearer,
            b: candidates[pair.b].bearer,
            reason: pair.reason,
            score,
        });
    }
    people(analyses, &candidates, &said, &group, members, merges, &maybe)
}

/// Everybody with a name who said something, in the order of the documents.
fn candidates(
    analyses: &[Analysis],
    said: &HashMap<Bearer, Vec<Said>>,
    variants: &Variants,
) -> Vec<Candidate> {
    let mut out = Vec::new();
    for (article, analysis) in analyses.iter().enumerate() {
        for entity in analysis.entities() {
            let bearer = Bearer { article, entity: entity.id() };
            let named = matches!(entity.anonymity(), Anonymity::Named | Anonymity::Pseudonym);
            if !named || !said.contains_key(&bearer) {
                continue;
            }
            let person = entity.kind() == SourceType::Person;
            let name = Name::read(entity.name(), variants).filter(|_| person);
            out.push(Candidate {
                bearer,
                shown: entity.name().to_owned(),
                name,
                role: if person { Role::of(analysis, entity) } else { Role::default() },
                person,
            });
        }
    }
    out
}

/// What the caller's table says.
fn aliased(candidates: &[Candidate], options: &SpeakersOptions) -> Vec<Pair> {
    let fold = |s: &str| s.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let table: HashMap<String, String> =
        options.aliases.iter().map(|(other, name)| (fold(other), fold(name))).collect();
    if table.is_empty() {
        return Vec::new();
    }
    let mut first: HashMap<String, usize> = HashMap::new();
    let mut out = Vec::new();
    for (k, c) in candidates.iter().enumerate() {
        let shown = fold(&c.shown);
        let target = table.get(&shown).cloned().unwrap_or(shown);
        if !table.values().any(|name| *name == target) {
            continue;
        }
        match first.get(&target) {
            Some(&a) => out.push(Pair { a, b: k, reason: MergeReason::Alias, weight: 9.0 }),
            None => {
                first.insert(target, k);
            }
        }
    }
    out
}

/// Pairs whose names go together: merged where enough speaks for it, kept in mind where not.
fn compared(
    candidates: &[Candidate],
    variants: &Variants,
    pairs: &mut Vec<Pair>,
    maybe: &mut Vec<(usize, usize)>,
) {
    let mut blocks: HashMap<String, Vec<usize>> = HashMap::new();
    for (k, c) in candidates.iter().enumerate() {
        let key = c.name.as_ref().map_or_else(|| format!("={}", c.shown.to_lowercase()), Name::block);
        let block = blocks.entry(key).or_default();
        for &j in block.iter().rev().take(MOST) {
            let (a, b) = (&candidates[j], &candidates[k]);
            if a.bearer.article == b.bearer.article {
                continue;
            }
            let (Some(x), Some(y)) = (&a.name, &b.name) else {
                if a.shown.eq_ignore_ascii_case(&b.shown) && a.person == b.person {
                    pairs.push(Pair { a: j, b: k, reason: MergeReason::SameName, weight: 3.0 });
                }
                continue;
            };
            let Some(fit) = variants.fit(x, y) else { continue };
            let role = a.role.weigh(&b.role);
            let weight = weight(fit) + role;
            let reason = match fit {
                Fit::Same if role > 0.0 => MergeReason::Role,
                Fit::Same => MergeReason::SameName,
                Fit::Spelling => MergeReason::Transliteration,
                Fit::Initials => MergeReason::Initials,
                Fit::Short => MergeReason::ShortForm,
                Fit::LastAlone => MergeReason::LastName,
            };
            if weight >= ENOUGH {
                pairs.push(Pair { a: j, b: k, reason, weight });
            } else if weight > 0.0 || (fit == Fit::Same && weight >= 0.0) {
                maybe.push((j, k));
            }
        }
        block.push(k);
    }
}

/// Whether two groups can be one person: no two of one document, no roles or ages that differ.
fn may_join(candidates: &[Candidate], a: &[usize], b: &[usize]) -> bool {
    a.iter().take(MOST).all(|&x| {
        b.iter().take(MOST).all(|&y| {
            let (x, y) = (&candidates[x], &candidates[y]);
            let suffix = |c: &Candidate| c.name.as_ref().and_then(|n| n.suffix.clone());
            let suffixes = suffix(x).is_none() || suffix(y).is_none() || suffix(x) == suffix(y);
            x.bearer.article != y.bearer.article && suffixes && x.role.weigh(&y.role) > -5.0
        })
    })
}

fn people(
    analyses: &[Analysis],
    candidates: &[Candidate],
    said: &HashMap<Bearer, Vec<Said>>,
    group: &[usize],
    members: Vec<Vec<usize>>,
    mut merges: Vec<Vec<Merge>>,
    maybe: &[(usize, usize)],
) -> Vec<Person> {
    let mut number = vec![usize::MAX; candidates.len()];
    let mut out = Vec::new();
    for (k, mut who) in members.into_iter().enumerate() {
        if who.is_empty() {
            continue;
        }
        who.sort_unstable();
        number[k] = out.len();
        let bearers: Vec<Bearer> = who.iter().map(|&c| candidates[c].bearer).collect();
        let words = |c: &usize| candidates[*c].shown.split_whitespace().count();
        let fullest = who.iter().rev().max_by_key(|c| (words(c), candidates[**c].shown.len()));
        let name = fullest.map_or_else(String::new, |&c| candidates[c].shown.clone());
        let mut all: Vec<Said> =
            bearers.iter().flat_map(|b| said.get(b).into_iter().flatten().copied()).collect();
        let day = |s: &Said| {
            let published = analyses[s.article].document().metadata().published.as_ref();
            published.map(|d| d.value.to_string())
        };
        all.sort_by_cached_key(|s| (day(s), *s));
        out.push(Person {
            name,
            bearers,
            merges: std::mem::take(&mut merges[k]),
            maybe: Vec::new(),
            said: all,
        });
    }
    for &(a, b) in maybe {
        let (a, b) = (number[group[a]], number[group[b]]);
        if a != b {
            out[a].maybe.push(b);
            out[b].maybe.push(a);
        }
    }
    for person in &mut out {
        person.maybe.sort_unstable();
        person.maybe.dedup();
    }
    out
}
