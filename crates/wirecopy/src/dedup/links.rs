//! From candidates to verified pairs.
//!
//! Documents with the same words form a class; classes are compared, then their members paired. Each
//! similarity is counted on all shingles.

use xxhash_rust::xxh3::xxh3_64;

use super::candidates::{KeyMap, evidence, weight};
use super::grams::GramTable;
use super::index::{Class, Index};
use super::kept::Kept;
use super::pair::{Match, Overlap, Pair, PairKind, Passage};
use super::passages::{Run, runs};
use crate::Span;

/// Neighbours that a document is compared with among too many that share a key.
const NEIGHBOURS: usize = 8;

/// Two classes that are copies.
#[derive(Clone, Debug)]
pub(super) struct Link {
    pub(super) a: u32,
    pub(super) b: u32,
    pub(super) overlap: Overlap,
    pub(super) kind: PairKind,
    pub(super) runs: Vec<Run>,
}

/// All verified links of an index.
#[derive(Debug, Default)]
pub(super) struct Links {
    pub(super) links: Vec<Link>,
    /// Keys shared by too many documents.
    pub(super) capped: usize,
}

/// Finds and measures all pairs of classes. Classes are numbered by content, so that nothing hangs on arrival.
pub(super) fn find(index: &Index) -> Links {
    let classes = index.classes();
    let mut order: Vec<u32> = (0..classes.len() as u32).collect();
    order.sort_unstable_by_key(|c| index.lead(*c).exact);
    let meetings = Meetings::of(classes, &order, index.options().cap);
    let mut out = Links { links: Vec::new(), capped: meetings.capped };
    let mut table = GramTable::default();
    let mut counts = vec![0u32; order.len()];
    let mut touched: Vec<u32> = Vec::new();
    for (rank, &a) in order.iter().enumerate() {
        meetings.of_rank(rank, |other, weight| {
            let count = &mut counts[other as usize];
            if *count == 0 {
                touched.push(other);
            }
            *count = if weight == CROWD { *count | CROWD } else { *count + weight };
        });
        touched.sort_unstable();
        let (kept, keys) = (index.lead(a), classes[a as usize].keys.len());
        let mut loaded = false;
        for other in touched.drain(..) {
            let count = std::mem::take(&mut counts[other as usize]);
            let b = order[other as usize];
            if count & CROWD == 0 && count < evidence(keys, classes[b as usize].keys.len(), index.options()) {
                continue;
            }
            if !loaded {
                table.read(&kept.grams);
                loaded = true;
            }
            if let Some((overlap, kind, runs)) = compare(index, &mut table, kept, b, count & !CROWD) {
                out.links.push(Link { a, b, overlap, kind, runs });
            }
        }
    }
    out
}

/// Set in a count when a pair was met among too many that share a key.
const CROWD: u32 = 1 << 31;

/// Who shares a key with whom.
struct Meetings {
    /// Key and rank of class, in order.
    entries: Vec<(u32, u32)>,
    /// For each rank, where in `visits` its own begin.
    starts: Vec<u32>,
    /// A stretch of `entries` to meet, and the weight of its key: `CROWD` when it was cut.
    visits: Vec<(u32, u32, u32)>,
    /// Keys that too many classes share; there each meets only the next few by content.
    capped: usize,
}

impl Meetings {
    fn of(classes: &[Class], order: &[u32], cap: usize) -> Self {
        let mut entries: Vec<(u32, u32)> = Vec::with_capacity(classes.iter().map(|c| c.keys.len()).sum());
        for (rank, &class) in order.iter().enumerate() {
            entries.extend(classes[class as usize].keys.iter().map(|key| (*key, rank as u32)));
        }
        entries.sort_unstable();
        let mut starts = vec![0u32; order.len() + 1];
        let mut capped = 0;
        let mut groups: Vec<(u32, u32)> = Vec::new();
        let mut from = 0;
        for group in entries.chunk_by(|x, y| x.0 == y.0) {
            let to = from + group.len() as u32;
            if group.len() > 1 {
                groups.push((from, to));
                capped += usize::from(group.len() > cap);
                // The last of a group has nobody left to meet.
                group[..group.len() - 1].iter().for_each(|e| starts[e.1 as usize + 1] += 1);
            }
            from = to;
        }
        for k in 1..starts.len() {
            starts[k] += starts[k - 1];
        }
        let mut next = starts.clone();
        let mut visits = vec![(0, 0, 0); starts.last().copied().unwrap_or(0) as usize];
        for (from, to) in groups {
            let crowd = (to - from) as usize > cap;
            for at in from..to - 1 {
                let end = if crowd { to.min(at + 1 + NEIGHBOURS as u32) } else { to };
                let place = &mut next[entries[at as usize].1 as usize];
                visits[*place as usize] =
                    (at + 1, end, if crowd { CROWD } else { weight((to - from) as usize) });
                *place += 1;
            }
        }
        Self { entries, starts, visits, capped }
    }

    /// Calls `meet` with each class of a greater rank that shares a key, once for each key, with its weight.
    fn of_rank(&self, rank: usize, mut meet: impl FnMut(u32, u32)) {
        let own = self.starts[rank] as usize..self.starts[rank + 1] as usize;
        for &(from, to, weight) in &self.visits[own] {
            self.entries[from as usize..to as usize].iter().for_each(|e| meet(e.1, weight));
        }
    }
}

/// The classes next to the words `exact` among too many that share a key, in the order of content.
fn neighbours(index: &Index, key: u32, exact: u128, meet: impl FnMut(u32)) {
    let mut all: Vec<(u128, u32)> = index.postings().of(key).map(|c| (index.lead(c).exact, c)).collect();
    all.sort_unstable();
    let at = all.partition_point(|e| e.0 < exact);
    all[at.saturating_sub(NEIGHBOURS)..all.len().min(at + NEIGHBOURS + 1)].iter().map(|e| e.1).for_each(meet);
}

/// Measures class `b` against `a`, whose shingles are in the table. `rare` is the number of keys both have that
/// few others have, weighed: a passage must have some, or it is what many documents carry.
fn compare(
    index: &Index,
    table: &mut GramTable,
    a: &Kept,
    b: u32,
    rare: u32,
) -> Option<(Overlap, PairKind, Vec<Run>)> {
    let options = index.options();
    let (b, keys) = (index.lead(b), &index.classes()[b as usize].keys);
    let shared = table.shared(&b.grams);
    let overlap = Overlap::of(shared, table.distinct(), b.distinct as usize);
    if a.exact == b.exact {
        return Some((Overlap::SAME, PairKind::Exact, whole(a)));
    }
    let near = overlap.jaccard >= options.threshold;
    if !options.passages {
        return near.then(|| (overlap, PairKind::Near, Vec::new()));
    }
    let contained = overlap.in_a.max(overlap.in_b) >= options.containment;
    let least = options.passage_words.saturating_sub(options.shingle) / 2;
    if !near && (rare == 0 || shared < least && !contained) {
        return None;
    }
    let mut runs = runs(table, a, b, options.shingle, 4);
    if near {
        return Some((overlap, PairKind::Near, runs));
    }
    let own = |run: &Run| {
        // Of the sampled shingles of a passage, most must be in few other documents.
        let (mut all, mut few) = (0, 0);
        for gram in &b.grams[run.b.0 as usize..=run.b.1 as usize] {
            if keys.binary_search(gram).is_ok() {
                all += 1;
                few += usize::from(index.postings().count(*gram) <= options.cap);
            }
        }
        2 * few > all
    };
    let whole_enough = |run: &Run| {
        let words = run.words(options.shingle);
        let inside = run.b.0 as usize..run.b.1 as usize + options.shingle;
        words >= options.passage_words && (2 * words >= 3 * options.passage_words || b.has_stop(inside))
    };
    let form = is_form(&runs, options.shingle);
    runs.retain(|r| r.density() >= DENSITY && (contained || whole_enough(r)) && own(r));
    if runs.is_empty() || form {
        return None;
    }
    Some((overlap, PairKind::Partial, runs))
}

/// Least share of a passage's shingles that must be the same.
const DENSITY: f64 = 0.4;

/// Whether two texts are a form filled in twice (results, weather, earnings): names and figures stand for
/// others at least every fifty words of what they share, and little else does.
fn is_form(runs: &[Run], shingle: usize) -> bool {
    let edits: u32 = runs.iter().map(|r| r.edits).sum();
    let renamed: u32 = runs.iter().map(|r| r.renamed).sum();
    let words: usize = runs.iter().map(|r| r.words(shingle)).sum();
    renamed >= 2 && 2 * renamed >= edits && renamed as usize * 50 >= words
}

fn whole(kept: &Kept) -> Vec<Run> {
    let last = (kept.grams.len() as u32).saturating_sub(1);
    vec![Run { a: (0, last), b: (0, last), shared: last + 1, edits: 0, renamed: 0 }]
}

/// The spans of runs, given where the words of both texts are.
fn passages(runs: &[Run], a: &[(u32, u32)], b: &[(u32, u32)], shingle: usize) -> Vec<Passage> {
    let span = |places: &[(u32, u32)], (first, last): (u32, u32)| {
        let start = places.get(first as usize)?.0;
        let to = (last as usize + shingle).min(places.len());
        let end = places.get(first as usize..to)?.iter().map(|p| p.1).max()?;
        Some(Span::of(start as usize, end as usize))
    };
    let mut out: Vec<Passage> =
        runs.iter().filter_map(|r| Some(Passage { a: span(a, r.a)?, b: span(b, r.b)? })).collect();
    out.sort_unstable();
    out
}

/// Every pair of documents of linked classes and within classes.
pub(super) fn pairs(index: &Index, links: &Links) -> Vec<Pair> {
    let kept = index.kept();
    let options = index.options();
    let mut out = Vec::new();
    let mut push = |x: u32, y: u32, overlap: Overlap, kind: PairKind, runs: &[Run]| {
        let (mut a, mut b) = (x, y);
        let (mut overlap, mut turned) = (overlap, false);
        if kept[a as usize].key > kept[b as usize].key {
            (a, b, turned, overlap) = (b, a, true, overlap.swapped());
        }
        let (ka, kb) = (&kept[a as usize], &kept[b as usize]);
        let passages = if options.passages {
            let runs: Vec<Run> =
                runs.iter().map(|r| if turned { Run { a: r.b, b: r.a, ..*r } } else { *r }).collect();
            passages(&runs, &ka.places(), &kb.places(), options.shingle)
        } else {
            Vec::new()
        };
        out.push(Pair {
            a: u64::from(a),
            b: u64::from(b),
            a_key: ka.key.clone(),
            b_key: kb.key.clone(),
            kind,
            overlap,
            passages,
        });
    };
    for class in index.classes() {
        let members = ordered(index, class);
        let reach = if members.len() > options.cap { NEIGHBOURS } else { members.len() };
        for (k, &x) in members.iter().enumerate() {
            for &y in members[k + 1..].iter().take(reach) {
                push(x, y, Overlap::SAME, PairKind::Exact, &whole(&kept[x as usize]));
            }
        }
    }
    for link in &links.links {
        let (a, b) = (&index.classes()[link.a as usize], &index.classes()[link.b as usize]);
        let (xs, ys) = (ordered(index, a), ordered(index, b));
        let all = xs.len() * ys.len() <= options.cap * options.cap;
        for (i, &x) in xs.iter().enumerate() {
            for (j, &y) in ys.iter().enumerate() {
                if all || i == 0 || j == 0 {
                    push(x, y, link.overlap, link.kind, &link.runs);
                }
            }
        }
    }
    out.sort_unstable_by(|p, q| (&p.a_key, &p.b_key).cmp(&(&q.a_key, &q.b_key)));
    out
}

/// The members of a class, by key while they are few, by hash of key when only some pairs are given.
fn ordered(index: &Index, class: &Class) -> Vec<u32> {
    let mut members = class.members.clone();
    if members.len() > 1 {
        let key = |id: &u32| &*index.kept()[*id as usize].key;
        members.sort_by_cached_key(|id| (xxh3_64(key(id).as_bytes()), key(id).to_owned()));
    }
    members
}

/// The copies of one document that is not in the index.
pub(super) fn query(index: &Index, (kept, keys): &(Kept, Vec<u32>)) -> Vec<Match> {
    let options = index.options();
    let mut counts: KeyMap<u32> = KeyMap::default();
    let mut seen: Vec<u32> = Vec::new();
    if let Some(class) = index.class_of(kept) {
        counts.insert(class, CROWD);
        seen.push(class);
    }
    for &key in keys {
        let mut meet = |class: u32, weight: u32| {
            let count = counts.entry(class).or_insert_with(|| {
                seen.push(class);
                0
            });
            *count = if weight == CROWD { *count | CROWD } else { *count + weight };
        };
        let count = index.postings().count(key);
        if count > options.cap {
            neighbours(index, key, kept.exact, |class| meet(class, CROWD));
        } else {
            index.postings().of(key).for_each(|class| meet(class, weight(count)));
        }
    }
    let mut table = GramTable::default();
    table.read(&kept.grams);
    let mut places = None;
    let mut out = Vec::new();
    for class in seen {
        let count = counts.get(&class).copied().unwrap_or(0);
        let needed = evidence(keys.len(), index.classes()[class as usize].keys.len(), options);
        if count & CROWD == 0 && count < needed {
            continue;
        }
        let Some((overlap, kind, runs)) = compare(index, &mut table, kept, class, count & !CROWD) else {
            continue;
        };
        for &id in &index.classes()[class as usize].members {
            let other = &index.kept()[id as usize];
            let passages = if options.passages {
                let places = places.get_or_insert_with(|| kept.places());
                passages(&runs, places, &other.places(), options.shingle)
            } else {
                Vec::new()
            };
            out.push(Match { id: u64::from(id), key: other.key.clone(), kind, overlap, passages });
        }
    }
    out.sort_by(|m, n| n.overlap.jaccard.total_cmp(&m.overlap.jaccard).then_with(|| m.key.cmp(&n.key)));
    out
}
