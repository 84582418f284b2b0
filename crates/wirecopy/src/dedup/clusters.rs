//! [`Clusters`]: documents grouped by verified exact and near copies, without chaining.
//!
//! Documents joined by links are not yet a group: a like b and b like c may leave a and c strangers. Every
//! group therefore grows from one document, its centre, along links, and takes in only what is still like
//! the centre. Partial copies never join.

use std::cmp::Reverse;
use std::sync::Arc;

use super::grams::GramTable;
use super::index::Index;
use super::links::{self, Links};
use super::{Keep, PairKind};

/// How alike a member and the centre of its group must be, as a share of the threshold.
const COHERENCE: f64 = 0.5;

/// A group of documents that are copies of one another.
#[derive(Clone, Debug, PartialEq)]
pub struct Cluster {
    members: Vec<Member>,
    representative: usize,
}

/// A document of a group, and why it is in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    id: u64,
    key: Arc<str>,
    joined: Option<Joined>,
}

/// The link by which a document came into its group.
#[derive(Clone, Debug, PartialEq)]
pub struct Joined {
    by: Arc<str>,
    kind: PairKind,
    jaccard: f64,
    centre: f64,
}

impl Member {
    /// Its number in the index.
    pub fn id(&self) -> u64 {
        self.id
    }

    /// The caller's key of it.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The link by which it came in; none for the document that the group grew from.
    pub fn joined(&self) -> Option<&Joined> {
        self.joined.as_ref()
    }
}

impl Joined {
    /// The key of the document it is a copy of, which was in the group before.
    pub fn by(&self) -> &str {
        &self.by
    }

    /// In what way the two are copies: exact or near.
    pub fn kind(&self) -> PairKind {
        self.kind
    }

    /// The Jaccard similarity of the two.
    pub fn jaccard(&self) -> f64 {
        self.jaccard
    }

    /// The Jaccard similarity with the document that the group grew from.
    pub fn centre(&self) -> f64 {
        self.centre
    }
}

impl Cluster {
    /// Its name: the smallest key.
    pub fn name(&self) -> &str {
        self.members.first().map_or("", |m| &m.key)
    }

    /// Numbers and keys of its documents, in order of the keys.
    pub fn members(&self) -> impl ExactSizeIterator<Item = (u64, &str)> {
        self.members.iter().map(|m| (m.id, &*m.key))
    }

    /// Its documents with why they are in it, in order of the keys.
    pub fn evidence(&self) -> &[Member] {
        &self.members
    }

    /// How many documents it holds.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether it is empty; never so in an answer.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// The document to keep when only one is, by [`DedupOptions::keep`](super::DedupOptions::keep).
    pub fn representative(&self) -> (u64, &str) {
        self.members.get(self.representative).map_or((0, ""), |m| (m.id, &*m.key))
    }
}

/// All documents of an index in groups, those that are alone too, in order of the groups' names.
#[derive(Clone, Debug, PartialEq)]
pub struct Clusters {
    groups: Vec<Cluster>,
    of: Vec<u32>,
}

impl Clusters {
    /// The groups, in order of their names.
    pub fn iter(&self) -> std::slice::Iter<'_, Cluster> {
        self.groups.iter()
    }

    /// The number of groups, those of one document included.
    pub fn len(&self) -> usize {
        self.groups.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// The group of a document by its number in the index.
    pub fn of(&self, id: u64) -> Option<&Cluster> {
        let group = *self.of.get(usize::try_from(id).ok()?)?;
        self.groups.get(group as usize)
    }
}

impl<'a> IntoIterator for &'a Clusters {
    type Item = &'a Cluster;
    type IntoIter = std::slice::Iter<'a, Cluster>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// A class in a group: the class it was found through, with how alike they are, and how alike it and the
/// centre are.
#[derive(Clone, Copy)]
struct Found {
    class: u32,
    through: u32,
    kind: PairKind,
    jaccard: f64,
    centre: f64,
}

pub(super) fn clusters(index: &Index, links: &Links) -> Clusters {
    let n = index.classes().len();
    let mut edges: Vec<Vec<(u32, f64)>> = vec![Vec::new(); n];
    for link in links.links.iter().filter(|l| l.kind <= PairKind::Near) {
        edges[link.a as usize].push((link.b, link.overlap.jaccard));
        edges[link.b as usize].push((link.a, link.overlap.jaccard));
    }
    // The best connected first, then the longest; content decides between equals, never arrival.
    let mut order: Vec<u32> = (0..n as u32).collect();
    order.sort_by_cached_key(|c| {
        let lead = index.lead(*c);
        (Reverse(edges[*c as usize].len()), Reverse(lead.words), lead.exact)
    });
    let mut taken = vec![false; n];
    let mut groups: Vec<Vec<Found>> = Vec::new();
    let mut table = GramTable::default();
    let least = index.options().threshold * COHERENCE;
    for centre in order {
        if std::mem::replace(&mut taken[centre as usize], true) {
            continue;
        }
        let mut members =
            vec![Found { class: centre, through: centre, kind: PairKind::Exact, jaccard: 1.0, centre: 1.0 }];
        if !edges[centre as usize].is_empty() {
            table.read(&index.lead(centre).grams);
        }
        let mut at = 0;
        while let Some(&Found { class: here, .. }) = members.get(at) {
            at += 1;
            for &(next, jaccard) in &edges[here as usize] {
                if taken[next as usize] {
                    continue;
                }
                let alike = links::overlap(index, &mut table, index.lead(centre), index.lead(next)).jaccard;
                if alike >= least {
                    taken[next as usize] = true;
                    let found =
                        Found { class: next, through: here, kind: PairKind::Near, jaccard, centre: alike };
                    members.push(found);
                }
            }
        }
        groups.push(members);
    }
    named(index, &groups)
}

/// Groups of classes as groups of documents, in order of names.
fn named(index: &Index, groups: &[Vec<Found>]) -> Clusters {
    let kept = index.kept();
    let mut out: Vec<Cluster> = Vec::with_capacity(groups.len());
    let member = |id: u32, joined| Member { id: u64::from(id), key: kept[id as usize].key.clone(), joined };
    for group in groups {
        let mut members = Vec::new();
        for found in group {
            let through = index.lead(found.through).key.clone();
            let lead = index.lead(found.class).key.clone();
            for (k, &id) in index.classes()[found.class as usize].members.iter().enumerate() {
                let joined = match (k, found.class == found.through) {
                    (0, true) => None,
                    (0, false) => Some((through.clone(), found.kind, found.jaccard)),
                    _ => Some((lead.clone(), PairKind::Exact, 1.0)),
                };
                let joined =
                    joined.map(|(by, kind, jaccard)| Joined { by, kind, jaccard, centre: found.centre });
                members.push(member(id, joined));
            }
        }
        out.push(Cluster { members, representative: 0 });
    }
    let alone =
        (0..kept.len() as u32).filter(|id| kept[*id as usize].words == 0 && index.holds(*id as usize));
    out.extend(alone.map(|id| Cluster { members: vec![member(id, None)], representative: 0 }));
    for cluster in &mut out {
        cluster.members.sort_unstable_by(|x, y| x.key.cmp(&y.key));
        let keep = index.options().keep;
        let order = |m: &Member| {
            let kept = &kept[m.id as usize];
            let first = match keep {
                Keep::Longest => 0,
                Keep::Earliest => kept.time,
                Keep::Rank => kept.rank,
            };
            (first, Reverse(kept.words))
        };
        // The first of equals has the smallest key.
        let best = cluster.members.iter().enumerate().min_by_key(|(k, m)| (order(m), *k));
        cluster.representative = best.map_or(0, |(k, _)| k);
    }
    out.sort_unstable_by(|x, y| x.name().cmp(y.name()));
    let mut of = vec![u32::MAX; kept.len()];
    for (k, cluster) in out.iter().enumerate() {
        for member in &cluster.members {
            of[member.id as usize] = k as u32;
        }
    }
    Clusters { groups: out, of }
}
