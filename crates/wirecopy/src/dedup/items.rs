//! Short items (a title and a line or two, as feeds give them) that tell of the same thing.
//!
//! They share too few shingles to be measured. Their words are weighed by how few of the short items of the index
//! have them: two are the same item when the title of each is found, by weight, in the other, and so is much of
//! the text. With few short items the weights say nothing, and none are looked for.

use std::collections::{HashMap, HashSet};

use super::index::Index;
use super::links::Link;
use super::pair::{Overlap, PairKind};

/// Most words of a short item.
pub(super) const LONGEST: usize = 64;
/// Fewest short items of which words can be weighed.
const LEAST: usize = 64;
/// Most items that have a word by which others are looked for.
const CROWD: usize = 64;
/// Least weight of a title found in the other item, and of the lighter text in the other.
const TITLE: f64 = 0.4;
const TEXT: f64 = 0.4;

/// The words of a short item, each once and in order; first those of the title.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) title: Box<[u32]>,
    pub(super) all: Box<[u32]>,
}

impl Item {
    /// The item of a text with some words, of which the first `title` are those of the title.
    pub(super) fn of(words: &[u64], title: usize) -> Self {
        let set = |words: &[u64]| {
            let mut out: Vec<u32> = words.iter().map(|h| (h >> 32) as u32).collect();
            out.sort_unstable();
            out.dedup();
            out.into_boxed_slice()
        };
        Self { title: set(&words[..title.min(words.len())]), all: set(words) }
    }
}

/// The pairs of classes, given in an order of content, that are short items telling of the same.
pub(super) fn find(index: &Index, order: &[u32], known: &[Link]) -> Vec<Link> {
    let items: Vec<(u32, &Item)> =
        order.iter().filter_map(|c| Some((*c, index.lead(*c).item.as_deref()?))).collect();
    if items.len() < LEAST {
        return Vec::new();
    }
    let mut having: HashMap<u32, Vec<u32>> = HashMap::new();
    for ((_, item), number) in items.iter().zip(0..) {
        item.all.iter().for_each(|word| having.entry(*word).or_default().push(number));
    }
    let weight = |word: &u32| {
        let documents = having.get(word).map_or(1, Vec::len);
        ((items.len() + 1) as f64 / documents as f64).ln()
    };
    let sum = |words: &[u32]| words.iter().map(weight).sum::<f64>();
    let shared =
        |x: &[u32], y: &[u32]| x.iter().filter(|w| y.binary_search(w).is_ok()).map(weight).sum::<f64>();
    let known: HashSet<(u32, u32)> = known.iter().flat_map(|l| [(l.a, l.b), (l.b, l.a)]).collect();
    let mut out = Vec::new();
    let mut others: Vec<u32> = Vec::new();
    for ((class, item), number) in items.iter().zip(0..) {
        others.clear();
        for group in item.title.iter().filter_map(|word| having.get(word)).filter(|g| g.len() <= CROWD) {
            others.extend(group.iter().filter(|n| **n > number));
        }
        others.sort_unstable();
        for same in others.chunk_by(|x, y| x == y) {
            let (theirs, other) = items[same[0] as usize];
            if known.contains(&(*class, theirs)) {
                continue;
            }
            let title = |x: &Item, y: &Item| shared(&x.title, &y.all) / sum(&x.title);
            let text = shared(&item.all, &other.all) / sum(&item.all).min(sum(&other.all));
            let common = item.title.iter().filter(|w| other.title.binary_search(w).is_ok()).count();
            if common >= 2 && title(item, other).min(title(other, item)) >= TITLE && text >= TEXT {
                let overlap = Overlap::of(
                    grams_shared(index, *class, theirs),
                    index.lead(*class).distinct as usize,
                    index.lead(theirs).distinct as usize,
                );
                out.push(Link { a: *class, b: theirs, overlap, kind: PairKind::Item, runs: Vec::new() });
            }
        }
    }
    out
}

fn grams_shared(index: &Index, a: u32, b: u32) -> usize {
    let grams = |class: u32| {
        let mut grams = index.lead(class).grams.to_vec();
        grams.sort_unstable();
        grams.dedup();
        grams
    };
    let b = grams(b);
    grams(a).iter().filter(|g| b.binary_search(g).is_ok()).count()
}
