//! From candidates to verified pairs.
//!
//! Documents with the same words form a class; classes are compared, then their members paired. Each
//! similarity is counted on all shingles.

use xxhash_rust::xxh3::xxh3_64;

use super::candidates::{KeyMap, enough, weight};
use super::grams::GramTable;
use super::index::{Class, Index, Prepared};
use super::items;
use super::kept::{self, Kept};
use super::meetings::{CROWD, Evidence, Meetings, NEIGHBOURS};
use super::pair::{Match, Overlap, Pair, PairKind, Passage};
use super::passages::{Run, runs};
use super::sketch;
use super::threads::each;
use crate::Span;

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

/// Classes that a thread works on at a time.
const PIECE: usize = 64;

/// Finds and measures all pairs of classes. Classes are numbered by content, so that nothing hangs on arrival.
pub(super) fn find(index: &Index) -> Links {
    let classes = index.classes();
    let options = index.options();
    let mut order: Vec<u32> = (0..classes.len() as u32).collect();
    order.sort_unstable_by_key(|c| index.lead(*c).exact);
    let meetings = Meetings::of(classes, &order, options.cap, options.threads);
    let state = || (GramTable::default(), vec![Evidence::default(); order.len()], Vec::<u32>::new());
    let found = each(order.len(), PIECE, options.threads, state, |(table, counts, touched), ranks| {
        let mut out = Vec::new();
        for rank in ranks {
            meetings.of_rank(rank, |other, weight| {
                let count = &mut counts[other as usize];
                if count.is_none() {
                    touched.push(other);
                }
                count.add(weight);
            });
            touched.sort_unstable();
            let a = order[rank];
            let (kept, keys) = (index.lead(a), classes[a as usize].keys.len());
            let mut loaded = false;
            for other in touched.drain(..) {
                let count = std::mem::take(&mut counts[other as usize]);
                let b = order[other as usize];
                if !enough(count, keys, classes[b as usize].keys.len(), options) {
                    continue;
                }
                if !loaded {
                    table.read(&kept.grams);
                    loaded = true;
                }
                let crowded = |key| meetings.is_crowded(key);
                if let Some((overlap, kind, runs)) = compare(index, table, kept, b, count.rare(), crowded) {
                    out.push(Link { a, b, overlap, kind, runs });
                }
            }
        }
        out
    });
    let mut links: Vec<Link> = found.into_iter().flatten().collect();
    if options.passages {
        links.extend(items::find(index, &order, &links));
    }
    Links { links, capped: meetings.crowds() }
}

/// The classes next to the words `exact` among too many that share a key, in the order of content.
fn neighbours(index: &Index, key: u32, exact: u128, meet: impl FnMut(u32)) {
    let mut all: Vec<(u128, u32)> = index.postings().of(key).map(|c| (index.lead(c).exact, c)).collect();
    all.sort_unstable();
    let at = all.partition_point(|e| e.0 < exact);
    all[at.saturating_sub(NEIGHBOURS)..all.len().min(at + NEIGHBOURS + 1)].iter().map(|e| e.1).for_each(meet);
}

/// How two documents overlap, the shingles of `a` being in the table unless only signatures are kept.
pub(super) fn overlap(index: &Index, table: &mut GramTable, a: &Kept, b: &Kept) -> Overlap {
    let (options, distinct) = (index.options(), (a.distinct as usize, b.distinct as usize));
    if options.estimate {
        let jaccard = sketch::similarity(&a.sketch, &b.sketch, 8, options.permutations);
        let error = sketch::standard_error(jaccard, 8, options.permutations);
        return Overlap::estimated(jaccard, error, distinct);
    }
    match &options.boilerplate {
        None => Overlap::of(table.shared(&b.grams), distinct.0, distinct.1),
        Some(table_of) => {
            // What both have besides boilerplate; texts of nothing else are measured as they are.
            let own =
                |kept: &Kept| kept.grams.iter().copied().filter(|g| !table_of.has(*g)).collect::<Vec<_>>();
            let (ours, theirs) = (own(a), own(b));
            if ours.is_empty() || theirs.is_empty() {
                return Overlap::of(0, distinct.0, distinct.1);
            }
            Overlap::of(table.shared(&theirs), kept::distinct(&ours), kept::distinct(&theirs))
        }
    }
}

/// Measures class `b` against `a`, whose shingles are in the table. `rare` is the number of keys both have that
/// few others have, weighed: a passage must have some, or it is what many documents carry.
fn compare(
    index: &Index,
    table: &mut GramTable,
    a: &Kept,
    b: u32,
    rare: u32,
    crowded: impl Fn(u32) -> bool,
) -> Option<(Overlap, PairKind, Vec<Run>)> {
    let options = index.options();
    let (b, keys) = (index.lead(b), &index.classes()[b as usize].keys);
    let overlap = overlap(index, table, a, b);
    if a.exact == b.exact {
        return Some((Overlap::SAME, PairKind::Exact, whole(a)));
    }
    let near = overlap.jaccard >= options.threshold;
    if !options.passages || options.estimate {
        return near.then(|| (overlap, PairKind::Near, Vec::new()));
    }
    let contained = overlap.in_a.max(overlap.in_b) >= options.containment;
    let least = options.passage_words.saturating_sub(options.shingle) / 2;
    if !near && (rare == 0 || overlap.shared < least && !contained) {
        return None;
    }
    let mut runs = runs(table, a, b, options.shingle, 4);
    if near {
        return Some((overlap, PairKind::Near, runs));
    }
    let mut sampled = [0u64; 64];
    for key in keys {
        sampled[(key >> 6) as usize % 64] |= 1 << (key % 64);
    }
    let own = |run: &Run| {
        // Of the sampled shingles of a passage, most must be in few other documents.
        let (mut all, mut few) = (0, 0);
        for gram in &b.grams[run.b.0 as usize..=run.b.1 as usize] {
            if sampled[(gram >> 6) as usize % 64] >> (gram % 64) & 1 == 1 && keys.binary_search(gram).is_ok()
            {
                all += 1;
                few += usize::from(!crowded(*gram));
            }
        }
        let stock = options.boilerplate.as_ref().map_or(0, |table| {
            b.grams[run.b.0 as usize..=run.b.1 as usize].iter().filter(|g| table.has(**g)).count()
        });
        2 * few > all && 2 * stock <= (run.b.1 - run.b.0) as usize
    };
    let whole_enough = |run: &Run| {
        let words = run.words(options.shingle);
        // A short one must be more than a sentence, and not by a few words at its ends.
        let edge = (options.passage_words / 10).max(1);
        let inside = run.b.0 as usize + edge..(run.b.1 as usize + options.shingle + 1).saturating_sub(edge);
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

/// The spans of runs; `turned` when their `a` is of the second document.
fn passages(runs: &[Run], turned: bool, a: &Kept, b: &Kept, shingle: usize) -> Vec<Passage> {
    let span = |kept: &Kept, (first, last): (u32, u32)| {
        let (start, _) = kept.place(first as usize..first as usize + 1)?;
        let (_, end) = kept.place(last as usize..last as usize + shingle)?;
        Some(Span::of(start as usize, end as usize))
    };
    let one = |r: &Run| {
        let (ra, rb) = if turned { (r.b, r.a) } else { (r.a, r.b) };
        Some(Passage { a: span(a, ra)?, b: span(b, rb)? })
    };
    let mut out: Vec<Passage> = runs.iter().filter_map(one).collect();
    out.sort_unstable();
    out
}

/// Every pair of documents of linked classes and within classes.
pub(super) fn pairs(index: &Index, links: &Links) -> Vec<Pair> {
    let options = index.options();
    let classes = index.classes();
    let within = |range: std::ops::Range<usize>| {
        let mut out = Vec::new();
        for class in classes[range].iter().filter(|c| c.members.len() > 1) {
            let members = ordered(index, class);
            let reach = if members.len() > options.cap { NEIGHBOURS } else { members.len() };
            for (k, &x) in members.iter().enumerate() {
                for &y in members[k + 1..].iter().take(reach) {
                    let all = whole(&index.kept()[x as usize]);
                    out.push(pair(index, (x, y), Overlap::SAME, PairKind::Exact, &all));
                }
            }
        }
        out
    };
    let between = |range: std::ops::Range<usize>| {
        let mut out = Vec::new();
        for link in &links.links[range] {
            let (xs, ys) =
                (ordered(index, &classes[link.a as usize]), ordered(index, &classes[link.b as usize]));
            let all = xs.len() * ys.len() <= options.cap * options.cap;
            for (i, &x) in xs.iter().enumerate() {
                for (j, &y) in ys.iter().enumerate() {
                    if all || i == 0 || j == 0 {
                        out.push(pair(index, (x, y), link.overlap, link.kind, &link.runs));
                    }
                }
            }
        }
        out
    };
    let mut out: Vec<Pair> = each(classes.len(), 1024, options.threads, || (), |(), range| within(range))
        .into_iter()
        .chain(each(links.links.len(), 256, options.threads, || (), |(), range| between(range)))
        .flatten()
        .collect();
    out.sort_unstable_by(|p, q| (&p.a_key, &p.b_key).cmp(&(&q.a_key, &q.b_key)));
    out
}

/// Two documents as a pair, the one with the smaller key first.
fn pair(index: &Index, (x, y): (u32, u32), overlap: Overlap, kind: PairKind, runs: &[Run]) -> Pair {
    let (kept, options) = (index.kept(), index.options());
    let turned = kept[x as usize].key > kept[y as usize].key;
    let (a, b, overlap) = if turned { (y, x, overlap.swapped()) } else { (x, y, overlap) };
    let (ka, kb) = (&kept[a as usize], &kept[b as usize]);
    let passages =
        if options.passages { passages(runs, turned, ka, kb, options.shingle) } else { Vec::new() };
    Pair {
        a: u64::from(a),
        b: u64::from(b),
        a_key: ka.key.clone(),
        b_key: kb.key.clone(),
        kind,
        overlap,
        passages,
    }
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
pub(super) fn query(index: &Index, Prepared { kept, keys }: &Prepared) -> Vec<Match> {
    let options = index.options();
    let postings = index.postings();
    let mut counts: KeyMap<Evidence> = KeyMap::default();
    let mut seen: Vec<u32> = Vec::new();
    let same = index.class_of(kept);
    for &key in keys {
        let mut meet = |class: u32, weight: u32| {
            counts
                .entry(class)
                .or_insert_with(|| {
                    seen.push(class);
                    Evidence::default()
                })
                .add(weight);
        };
        let count = postings.count(key);
        if count > options.cap {
            neighbours(index, key, kept.exact, |class| meet(class, CROWD));
        } else {
            postings.of(key).for_each(|class| meet(class, weight(count)));
        }
    }
    seen.extend(same.filter(|class| !counts.contains_key(class)));
    let mut table = GramTable::default();
    table.read(&kept.grams);
    let mut out = Vec::new();
    for class in seen {
        let count = counts.get(&class).copied().unwrap_or_default();
        let theirs = index.classes()[class as usize].keys.len();
        if same != Some(class) && !enough(count, keys.len(), theirs, options) {
            continue;
        }
        let crowded = |key| postings.count(key) > options.cap;
        let Some((overlap, kind, runs)) = compare(index, &mut table, kept, class, count.rare(), crowded)
        else {
            continue;
        };
        for &id in &index.classes()[class as usize].members {
            let other = &index.kept()[id as usize];
            let passages = if options.passages {
                passages(&runs, false, kept, other, options.shingle)
            } else {
                Vec::new()
            };
            out.push(Match { id: u64::from(id), key: other.key.clone(), kind, overlap, passages });
        }
    }
    out.sort_by(|m, n| n.overlap.jaccard.total_cmp(&m.overlap.jaccard).then_with(|| m.key.cmp(&n.key)));
    out
}
