//! [`Clusters`]: documents grouped by verified exact and near copies, without chaining.
//!
//! Documents joined by links are not yet a group: a like b and b like c may leave a and c strangers. Every
//! group therefore grows from one document, its centre, along links, and takes in only what is still like
//! the centre. Partial copies never join.

use std::cmp::Reverse;
use std::sync::Arc;

use super::PairKind;
use super::grams::GramTable;
use super::index::Index;
use super::links::Links;

/// How alike a member and the centre of its group must be, as a share of the threshold.
const COHERENCE: f64 = 0.5;

/// A group of documents that are copies of one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    members: Vec<(u64, Arc<str>)>,
    representative: usize,
}

impl Cluster {
    /// Its name: the smallest key.
    pub fn name(&self) -> &str {
        self.members.first().map_or("", |m| &m.1)
    }

    /// Numbers and keys of its documents, in order of the keys.
    pub fn members(&self) -> impl ExactSizeIterator<Item = (u64, &str)> {
        self.members.iter().map(|(id, key)| (*id, &**key))
    }

    /// How many documents it holds.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether it is empty; never so in an answer.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// The document to keep when only one is: the one with the most words, then the smallest key.
    pub fn representative(&self) -> (u64, &str) {
        self.members.get(self.representative).map_or((0, ""), |(id, key)| (*id, &**key))
    }
}

/// All documents of an index in groups, those that are alone too, in order of the groups' names.
#[derive(Clone, Debug, PartialEq, Eq)]
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

pub(super) fn clusters(index: &Index, links: &Links) -> Clusters {
    let n = index.classes().len();
    let mut edges: Vec<Vec<u32>> = vec![Vec::new(); n];
    for link in links.links.iter().filter(|l| l.kind != PairKind::Partial) {
        edges[link.a as usize].push(link.b);
        edges[link.b as usize].push(link.a);
    }
    // The best connected first, then the longest; content decides between equals, never arrival.
    let mut order: Vec<u32> = (0..n as u32).collect();
    order.sort_by_cached_key(|c| {
        let lead = index.lead(*c);
        (Reverse(edges[*c as usize].len()), Reverse(lead.words), lead.exact)
    });
    let mut group_of = vec![u32::MAX; n];
    let mut groups: Vec<Vec<u32>> = Vec::new();
    let mut table = GramTable::default();
    let least = index.options().threshold * COHERENCE;
    for centre in order {
        if group_of[centre as usize] != u32::MAX {
            continue;
        }
        let group = groups.len() as u32;
        group_of[centre as usize] = group;
        let mut members = vec![centre];
        if !edges[centre as usize].is_empty() {
            table.read(&index.lead(centre).grams);
        }
        let mut at = 0;
        while let Some(&here) = members.get(at) {
            at += 1;
            for &next in &edges[here as usize] {
                if group_of[next as usize] != u32::MAX {
                    continue;
                }
                let other = index.lead(next);
                let shared = table.shared(&other.grams) as f64;
                let either = table.distinct() as f64 + f64::from(other.distinct) - shared;
                if shared >= least * either {
                    group_of[next as usize] = group;
                    members.push(next);
                }
            }
        }
        groups.push(members);
    }
    named(index, &groups)
}

/// Groups of classes as groups of documents, in order of names.
fn named(index: &Index, groups: &[Vec<u32>]) -> Clusters {
    let kept = index.kept();
    let mut out: Vec<Cluster> = Vec::with_capacity(groups.len());
    let alone: Vec<u32> = (0..kept.len() as u32)
        .filter(|id| kept[*id as usize].words == 0 && index.holds(*id as usize))
        .collect();
    let documents = groups
        .iter()
        .map(|g| g.iter().flat_map(|c| index.classes()[*c as usize].members.iter().copied()).collect())
        .chain(alone.into_iter().map(|id| vec![id]));
    for mut ids in documents {
        let ids: &mut Vec<u32> = &mut ids;
        ids.sort_unstable_by(|x, y| kept[*x as usize].key.cmp(&kept[*y as usize].key));
        let representative =
            (0..ids.len()).max_by_key(|k| (kept[ids[*k] as usize].words, Reverse(*k))).unwrap_or(0);
        let members = ids.iter().map(|id| (u64::from(*id), kept[*id as usize].key.clone())).collect();
        out.push(Cluster { members, representative });
    }
    out.sort_unstable_by(|x, y| x.name().cmp(y.name()));
    let mut of = vec![u32::MAX; kept.len()];
    for (k, cluster) in out.iter().enumerate() {
        for (id, _) in &cluster.members {
            of[*id as usize] = k as u32;
        }
    }
    Clusters { groups: out, of }
}
