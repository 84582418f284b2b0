//! Figures over articles: which agree when units are converted, which contradict each other.

use super::families::Group;
use super::independence::stated_total;
use super::quantities::{Numbers, Quantity, agree};
use super::types::{Figure, FigureKind, Place, Side};
use super::words::{Bag, Lexicon, Weights, overlap, words};
use crate::attribution::SourceType;
use crate::{Analysis, BlockKind, Span};

/// From here on two sentences are about the same, for figures that agree and for figures that do not.
const SAME_TOPIC: f32 = 0.2;
const SAME_CLAIM: f32 = 0.42;
/// The same for sentences of few words.
const SAME_WORDS: f32 = 0.7;

/// A figure and the sentence it stands in.
struct Found {
    article: usize,
    quantity: Quantity,
    around: Bag,
}

/// How many sources articles give for the statements they share.
pub(super) fn of_sources(groups: &[Group], family_of: &[Option<usize>]) -> Vec<Figure> {
    let mut out = Vec::new();
    for (group, family) in groups.iter().zip(family_of) {
        let mut sides: Vec<Side> = Vec::new();
        for (m, _) in &group.members {
            let Some(source) = m.source.as_ref().filter(|s| s.is_anonymous()) else { continue };
            let (Some(total), Some(span)) = (stated_total(source), source.span) else { continue };
            let place = Place { article: m.article, span };
            if sides.iter().any(|s| s.place == place) {
                continue;
            }
            sides.push(Side {
                place,
                words: source.speaker.name.clone(),
                min: f64::from(total),
                max: Some(f64::from(total)),
            });
        }
        sides.sort_by_key(|s| s.place);
        if let Some(first) = sides.first()
            && sides.iter().any(|s| s.min.to_bits() != first.min.to_bits())
        {
            let about = if group.central { "sources for the central claim" } else { "sources" };
            out.push(Figure {
                kind: FigureKind::Sources,
                conflict: true,
                about: about.to_owned(),
                family: *family,
                sides,
            });
        }
    }
    out
}

/// Measures and numbers of things that articles give for the same.
pub(super) fn of_things(analyses: &[Analysis], numbers: &Numbers, lexicon: &Lexicon) -> Vec<Figure> {
    let found = find(analyses, numbers, lexicon);
    let mut group_of: Vec<usize> = (0..found.len()).collect();
    let mut conflicts: Vec<(usize, usize)> = Vec::new();
    for i in 0..found.len() {
        for j in i + 1..found.len() {
            match compare(&found[i], &found[j]) {
                Some(true) => {
                    let (from, to) = (group_of[j], group_of[i]);
                    for g in &mut group_of {
                        if *g == from {
                            *g = to;
                        }
                    }
                }
                Some(false) => conflicts.push((i, j)),
                None => {}
            }
        }
    }
    // Sides that contradict each other belong to one figure, unless both articles have the other's figure too.
    let mut torn: Vec<usize> = Vec::new();
    for (i, j) in conflicts {
        let (a, b) = (group_of[i], group_of[j]);
        let has = |group: usize, article: usize| {
            (0..found.len()).any(|k| group_of[k] == group && found[k].article == article)
        };
        if a == b || has(a, found[j].article) || has(b, found[i].article) {
            continue;
        }
        for g in &mut group_of {
            if *g == b {
                *g = a;
            }
        }
        torn.push(a);
    }
    let mut out = Vec::new();
    for group in 0..found.len() {
        let sides: Vec<&Found> =
            (0..found.len()).filter(|&k| group_of[k] == group).map(|k| &found[k]).collect();
        let articles = sides.iter().map(|f| f.article).collect::<std::collections::BTreeSet<_>>();
        if articles.len() < 2 {
            continue;
        }
        let words = |f: &Found| analyses[f.article].document().slice(f.quantity.span).to_owned();
        let conflict = torn.contains(&group);
        let plain: std::collections::BTreeSet<String> =
            sides.iter().map(|f| words(f).to_lowercase()).collect();
        if !conflict && plain.len() < 2 {
            continue;
        }
        let first = &sides[0].quantity;
        out.push(Figure {
            kind: if first.dimension.is_some() { FigureKind::Measure } else { FigureKind::Number },
            conflict,
            about: sides
                .iter()
                .find_map(|f| f.quantity.about.clone())
                .or_else(|| first.dimension.map(str::to_owned))
                .unwrap_or_default(),
            family: None,
            sides: sides
                .iter()
                .map(|f| Side {
                    place: Place { article: f.article, span: f.quantity.span },
                    words: words(f),
                    min: f.quantity.min,
                    max: f.quantity.max,
                })
                .collect(),
        });
    }
    out
}

/// The figures of all articles that are neither a number of sources nor inside a headline.
fn find(analyses: &[Analysis], numbers: &Numbers, lexicon: &Lexicon) -> Vec<Found> {
    let mut weights = Weights::default();
    let mut sentences: Vec<(usize, Span)> = Vec::new();
    for (article, analysis) in analyses.iter().enumerate() {
        let document = analysis.document();
        for s in analysis.sentences() {
            let kind = document.blocks().get(s.block()).map_or(BlockKind::Debris, crate::Block::kind);
            if kind.is_body() && kind != BlockKind::Heading {
                weights.add(&lexicon.terms(&words(document.text(), s.span())));
                sentences.push((article, s.span()));
            }
        }
    }
    let mut out = Vec::new();
    for (article, sentence) in sentences {
        let analysis = &analyses[article];
        let text = analysis.document().text();
        for quantity in numbers.read(text, sentence, lexicon) {
            let of_sources = analysis.attributions().iter().any(|a| {
                let mention = a.source().is_some_and(|s| s.extent().contains(quantity.span));
                let node = a.chain().iter().any(|n| {
                    n.kind != SourceType::MediaOutlet && n.span.is_some_and(|s| s.overlaps(quantity.span))
                });
                mention || node
            });
            if of_sources && quantity.dimension.is_none() {
                continue;
            }
            let around: Vec<_> =
                words(text, sentence).into_iter().filter(|w| !w.span.overlaps(quantity.span)).collect();
            out.push(Found { article, around: weights.bag(&lexicon.terms(&around)), quantity });
        }
    }
    out
}

/// Whether two figures are about the same: `Some(true)` when they can be one, `Some(false)` when they contradict.
fn compare(a: &Found, b: &Found) -> Option<bool> {
    if a.quantity.dimension != b.quantity.dimension {
        return None;
    }
    let noun = a.quantity.noun.is_some() && a.quantity.noun == b.quantity.noun;
    let same = agree(&a.quantity, &b.quantity);
    if a.article == b.article {
        // "300 km (186 miles)": two units side by side.
        let close = a.quantity.span.end().abs_diff(b.quantity.span.start()) <= 4;
        return (same && close && a.quantity.unit != b.quantity.unit).then_some(true);
    }
    let measured = a.quantity.dimension.is_some();
    if !noun && !(measured && (a.quantity.noun.is_none() || b.quantity.noun.is_none())) {
        return None;
    }
    let topic = overlap(&a.around, &b.around);
    let exact = a.quantity.min.to_bits() == b.quantity.min.to_bits();
    if same
        && (topic.dice >= SAME_TOPIC || measured && noun && topic.shared >= 1 || exact && topic.shared >= 3)
    {
        return Some(true);
    }
    let claim =
        topic.shared >= 3 && topic.dice >= SAME_CLAIM || topic.shared == 2 && topic.dice >= SAME_WORDS;
    (!same && noun && claim).then_some(false)
}
