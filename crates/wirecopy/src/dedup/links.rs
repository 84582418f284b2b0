//! From candidates to verified pairs.
//!
//! Documents with the same words form a class; classes are compared, then their members paired. Each
//! similarity is counted on all shingles.

use xxhash_rust::xxh3::xxh3_64;

use super::candidates::{KeyMap, evidence};
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

/// Finds and measures all pairs of classes.
pub(super) fn find(index: &Index) -> Links {
    let cap = index.options().cap;
    let n = index.classes().len();
    let mut out = Links::default();
    let mut table = GramTable::default();
    let mut counts = vec![0u32; n];
    let mut touched: Vec<u32> = Vec::new();
    let mut crowds = Crowds::default();
    for a in 0..n as u32 {
        let kept = index.lead(a);
        let own = &index.classes()[a as usize].keys;
        for &key in own {
            let many = index.postings().count(key);
            if many > cap {
                crowds.near(index, key, kept.exact, |b| {
                    if b <= a {
                        return;
                    }
                    if counts[b as usize] == 0 {
                        touched.push(b);
                    }
                    counts[b as usize] |= CROWD;
                });
            } else if many > 1 {
                for b in index.postings().of(key).take_while(|b| *b > a) {
                    if counts[b as usize] == 0 {
                        touched.push(b);
                    }
                    counts[b as usize] += 1;
                }
            }
        }
        if touched.is_empty() {
            continue;
        }
        touched.sort_unstable();
        let mut loaded = false;
        for b in touched.drain(..) {
            let count = std::mem::take(&mut counts[b as usize]);
            let needed = evidence(own.len(), index.classes()[b as usize].keys.len(), index.options());
            if count & CROWD == 0 && count < needed {
                continue;
            }
            if !loaded {
                table.read(&kept.grams);
                loaded = true;
            }
            let found = compare(index, &mut table, kept, index.lead(b), count & !CROWD);
            if let Some((overlap, kind, runs)) = found {
                out.links.push(Link { a, b, overlap, kind, runs });
            }
        }
    }
    out.capped = crowds.orders.len();
    out
}

/// Set in a count when a pair was met among too many that share a key.
const CROWD: u32 = 1 << 31;

/// Keys with too many documents: each document meets only its neighbours in an order given by content.
#[derive(Debug, Default)]
struct Crowds {
    orders: KeyMap<Vec<(u128, u32)>>,
}

impl Crowds {
    /// Calls `meet` for the neighbours of a document with the words `exact`.
    fn near(&mut self, index: &Index, key: u32, exact: u128, mut meet: impl FnMut(u32)) {
        let order = self.orders.entry(key).or_insert_with(|| {
            let mut all: Vec<(u128, u32)> =
                index.postings().of(key).map(|c| (index.lead(c).exact, c)).collect();
            all.sort_unstable();
            all
        });
        let at = order.partition_point(|e| e.0 < exact);
        let from = at.saturating_sub(NEIGHBOURS);
        for &(_, b) in &order[from..order.len().min(at + NEIGHBOURS + 1)] {
            meet(b);
        }
    }
}

/// Measures `b` against `a`, whose shingles are in the table. `rare` is the number of keys both have that
/// few others have: a passage must have some, or it is what many documents carry.
fn compare(
    index: &Index,
    table: &mut GramTable,
    a: &Kept,
    b: &Kept,
    rare: u32,
) -> Option<(Overlap, PairKind, Vec<Run>)> {
    let options = index.options();
    let shared = table.shared(&b.grams);
    let overlap = Overlap::of(shared, table.distinct(), b.distinct as usize);
    if a.exact == b.exact {
        return Some((Overlap::SAME, PairKind::Exact, whole(a)));
    }
    let near = overlap.jaccard >= options.threshold;
    if !options.passages {
        return near.then(|| (overlap, PairKind::Near, Vec::new()));
    }
    let least = options.passage_words.saturating_sub(options.shingle) / 2;
    if !near && (rare == 0 || shared < least && overlap.in_a.max(overlap.in_b) < options.containment) {
        return None;
    }
    let mut runs = runs(table, &b.grams, 4);
    if near {
        return Some((overlap, PairKind::Near, runs));
    }
    runs.retain(|r| r.density() >= DENSITY);
    let contained = overlap.in_a.max(overlap.in_b) >= options.containment;
    let long = |r: &Run| r.words(options.shingle) >= options.passage_words;
    if !contained {
        runs.retain(long);
    }
    let shared: u32 = runs.iter().map(|r| r.shared).sum();
    if runs.is_empty() || rare < EVIDENCE.min(shared / 8) || form(a, b, &runs, options.shingle) {
        return None;
    }
    Some((overlap, PairKind::Partial, runs))
}

/// Least share of a passage's shingles that must be the same.
const DENSITY: f64 = 0.5;
/// Least number of sampled shingles of a passage that few other documents have.
const EVIDENCE: u32 = 3;

/// Whether two texts are a form filled in twice: what differs inside their passages is names and figures.
fn form(a: &Kept, b: &Kept, runs: &[Run], shingle: usize) -> bool {
    let _ = (a, b, runs, shingle);
    false
}

fn whole(kept: &Kept) -> Vec<Run> {
    let last = (kept.grams.len() as u32).saturating_sub(1);
    vec![Run { a: (0, last), b: (0, last), shared: last + 1 }]
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
    let mut crowds = Crowds::default();
    if let Some(class) = index.class_of(kept) {
        counts.insert(class, CROWD);
        seen.push(class);
    }
    for &key in keys {
        let mut meet = |class: u32, crowd: bool| {
            let count = counts.entry(class).or_insert_with(|| {
                seen.push(class);
                0
            });
            if crowd {
                *count |= CROWD;
            } else {
                *count += 1;
            }
        };
        if index.postings().count(key) > options.cap {
            crowds.near(index, key, kept.exact, |class| meet(class, true));
        } else {
            index.postings().of(key).for_each(|class| meet(class, false));
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
        let Some((overlap, kind, runs)) = compare(index, &mut table, kept, index.lead(class), count & !CROWD)
        else {
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
