//! Statements as families: the same thing said in several articles.
//!
//! Quotations join first, then attributions without marks, then sentences that tell it without attributing it.
//! A family holds no two different statements of one article, so that chains of likeness cannot grow; each
//! sentence goes to the family it fits best.

use super::diff::likeness;
use super::source::Bond;
use super::statements::{Statement, Statements, common};
use super::types::Stance;
use super::words::{Bag, Overlap, Weights, overlap};
use crate::Span;

/// From here on two statements are one.
const JOIN: f32 = 0.5;
/// How many words a quotation may have to be told by its surroundings.
const SHORT: usize = 5;

/// A family in the making.
#[derive(Debug, Default)]
pub(super) struct Group {
    pub(super) central: bool,
    /// Statements, with how sure it is that they belong.
    pub(super) members: Vec<(Statement, f32)>,
}

impl Group {
    /// Where it first stands.
    pub(super) fn first(&self) -> Option<(usize, Span)> {
        self.members.iter().filter_map(|(m, _)| Some((m.article, *m.spans.first()?))).min()
    }
}

/// A statement with its terms weighed.
struct Weighed<'a> {
    statement: &'a Statement,
    terms: Bag,
    content: Bag,
    context: Bag,
}

impl<'a> Weighed<'a> {
    fn new(statement: &'a Statement, weights: &mut Weights) -> Self {
        Self {
            statement,
            terms: weights.bag(&statement.terms),
            content: weights.bag(&statement.content),
            context: weights.bag(&statement.context),
        }
    }
}

/// Puts the statements of several articles into families, and those that stayed alone.
pub(super) fn families(articles: &[Statements], min_score: f32) -> (Vec<Group>, Vec<Statement>) {
    let mut weights = Weights::default();
    for terms in articles.iter().flat_map(|a| &a.sentences) {
        weights.add(terms);
    }
    let attributed: Vec<Weighed<'_>> =
        articles.iter().flat_map(|a| &a.attributed).map(|s| Weighed::new(s, &mut weights)).collect();
    let told: Vec<Weighed<'_>> =
        articles.iter().flat_map(|a| &a.told).map(|s| Weighed::new(s, &mut weights)).collect();

    let central = central(articles.len(), &attributed, &told);
    let taken = |s: &Statement| {
        central
            .members
            .iter()
            .any(|(m, _)| m.article == s.article && overlap_of(&m.spans, &s.spans) && !s.quoted)
    };
    let free: Vec<&Weighed<'_>> = attributed.iter().filter(|w| !taken(w.statement)).collect();
    let mut groups = join(&free);
    attach(&mut groups, &free, &told, &central, min_score);

    let mut alone = Vec::new();
    let mut out = Vec::new();
    if !central.members.is_empty() {
        out.push(central);
    }
    for (members, scored) in groups {
        let mut list: Vec<(Statement, f32)> =
            members.iter().map(|&(k, s)| (free[k].statement.clone(), s)).collect();
        list.extend(scored.into_iter().map(|(k, s)| (told[k].statement.clone(), s)));
        let group = Group { central: false, members: list };
        if group.members.iter().any(|(m, _)| m.article != group.members[0].0.article) {
            out.push(group);
        } else {
            alone.extend(group.members.into_iter().map(|(m, _)| m));
        }
    }
    let shadow: Vec<bool> = (0..out.len()).map(|k| shadowed(&out, k)).collect();
    let mut keep = shadow.iter().map(|s| !s);
    out.retain(|_| keep.next().unwrap_or(true));
    (out, alone)
}

/// Whether all members of an unquoted family are other readings of the words of another family.
fn shadowed(groups: &[Group], k: usize) -> bool {
    let group = &groups[k];
    if group.central || group.members.iter().any(|(m, _)| m.quoted) {
        return false;
    }
    groups.iter().enumerate().any(|(other, g)| {
        let covers = |(m, _): &(Statement, f32)| {
            g.members.iter().any(|(o, _)| o.article == m.article && overlap_of(&o.spans, &m.spans))
        };
        let larger = (g.members.len(), k) > (group.members.len(), other);
        other != k && larger && group.members.iter().all(covers)
    })
}

/// Whether two lists of spans share more than half of the smaller.
fn overlap_of(a: &[Span], b: &[Span]) -> bool {
    let length = |spans: &[Span]| spans.iter().map(|s| s.len()).sum::<usize>();
    let shared: usize = a.iter().flat_map(|x| b.iter().map(|y| common(*x, *y))).sum();
    shared * 2 > length(a).min(length(b))
}

/// What the articles are about: of each, the sentence of its lead that is most like those of the others.
fn central(articles: usize, attributed: &[Weighed<'_>], told: &[Weighed<'_>]) -> Group {
    let mut candidates: Vec<Vec<&Weighed<'_>>> = vec![Vec::new(); articles];
    for w in attributed.iter().chain(told) {
        let s = w.statement;
        if s.lead && !s.quoted && !s.gesture && !s.first_party && w.terms.len() >= 3 {
            candidates[s.article].push(w);
        }
    }
    let mut chosen: Vec<(&Weighed<'_>, f32)> = Vec::new();
    for (article, own) in candidates.iter().enumerate() {
        let mut best: Option<(f32, &Weighed<'_>)> = None;
        for (k, &w) in own.iter().enumerate() {
            let mut score: f32 = 0.0;
            for (_, others) in candidates.iter().enumerate().filter(|&(other, _)| other != article) {
                score += others.iter().map(|o| overlap(&w.terms, &o.terms).dice).fold(0.0, f32::max);
            }
            score /= articles.saturating_sub(1).max(1) as f32;
            if score < 0.25 && articles > 1 {
                continue;
            }
            score -= 0.005 * k as f32;
            if best.is_none_or(|(s, _)| score > s) {
                best = Some((score, w));
            }
        }
        // The same told with where it comes from is worth more than without.
        let Some((score, plain)) = best else { continue };
        let sourced =
            |w: &&&Weighed<'_>| w.statement.source.is_some() && overlap(&w.terms, &plain.terms).dice >= 0.5;
        let rank = |w: &Weighed<'_>| (!w.statement.via.is_empty(), overlap(&w.terms, &plain.terms).dice);
        let better = own.iter().filter(sourced).max_by(|a, b| {
            let (a, b) = (rank(a), rank(b));
            a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))
        });
        chosen.push((better.copied().unwrap_or(plain), score));
    }
    // One event can have two claims; keep the articles that agree with most of the others.
    let kept: Vec<(&Weighed<'_>, f32)> = chosen
        .iter()
        .filter(|(w, _)| {
            let like = chosen
                .iter()
                .filter(|(o, _)| o.statement.article != w.statement.article)
                .map(|(o, _)| overlap(&w.terms, &o.terms).dice)
                .fold(0.0, f32::max);
            articles == 1 || like >= 0.3
        })
        .copied()
        .collect();
    Group {
        central: true,
        members: kept.into_iter().map(|(w, s)| (w.statement.clone(), s.min(1.0))).collect(),
    }
}

type Grown = Vec<(Vec<(usize, f32)>, Vec<(usize, f32)>)>;

/// Joins attributed statements, the surest pairs first.
fn join(free: &[&Weighed<'_>]) -> Grown {
    let mut pairs: Vec<(u8, f32, usize, usize)> = Vec::new();
    for (i, a) in free.iter().enumerate() {
        for (j, b) in free.iter().enumerate().skip(i + 1) {
            let score = same(a, b);
            if score >= JOIN {
                let tier = u8::from(!a.statement.quoted) + u8::from(!b.statement.quoted);
                pairs.push((tier, score, i, j));
            }
        }
    }
    pairs.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)).then((a.2, a.3).cmp(&(b.2, b.3))));
    let mut home: Vec<usize> = (0..free.len()).collect();
    let mut groups: Vec<Vec<(usize, f32)>> = (0..free.len()).map(|k| vec![(k, 1.0)]).collect();
    for (_, score, i, j) in pairs {
        let (a, b) = (home[i].min(home[j]), home[i].max(home[j]));
        if a == b {
            continue;
        }
        let clash = groups[a].iter().any(|&(x, _)| {
            groups[b].iter().any(|&(y, _)| {
                let (x, y) = (free[x], free[y]);
                x.statement.article == y.statement.article && !repeats(x.statement, y.statement)
                    || bond(x.statement, y.statement) == Bond::Apart
                        && !same_frame(x, y)
                        && likeness(&x.statement.words, &y.statement.words) < 0.6
            })
        });
        if clash {
            continue;
        }
        let moved = std::mem::take(&mut groups[b]);
        for (k, old) in moved {
            home[k] = a;
            groups[a].push((k, old.min(score)));
        }
        for entry in &mut groups[a] {
            if entry.0 == i {
                entry.1 = entry.1.min(score.max(JOIN));
            }
        }
    }
    groups.into_iter().filter(|g| !g.is_empty()).map(|g| (g, Vec::new())).collect()
}

/// Whether one article says the same twice.
fn repeats(a: &Statement, b: &Statement) -> bool {
    likeness(&a.words, &b.words) >= 0.8 || overlap_of(&a.spans, &b.spans)
}

/// Whether two quotations stand in one and the same sentence otherwise; then a source misread in one of them
/// does not keep them apart.
fn same_frame(a: &Weighed<'_>, b: &Weighed<'_>) -> bool {
    let named = |w: &Weighed<'_>| w.statement.source.as_ref().is_some_and(|s| s.speaker.named);
    let framed = overlap(&a.context, &b.context);
    a.statement.quoted
        && b.statement.quoted
        && framed.shared >= 6
        && framed.dice >= 0.6
        && !(named(a) && named(b))
}

fn bond(a: &Statement, b: &Statement) -> Bond {
    match (&a.source, &b.source) {
        (Some(a), Some(b)) => a.bond(b),
        _ => Bond::Open,
    }
}

/// How surely two statements of two articles are one, from 0 to 1.
fn same(a: &Weighed<'_>, b: &Weighed<'_>) -> f32 {
    let (s, t) = (a.statement, b.statement);
    if s.article == t.article {
        return if s.quoted && t.quoted && repeats(s, t) { 0.95 } else { 0.0 };
    }
    let bond = match bond(s, t) {
        Bond::Apart if same_frame(a, b) => Bond::Fits(0.0),
        other => other,
    };
    let text = overlap(&a.terms, &b.terms);
    let content = overlap(&a.content, &b.content);
    let cross = [overlap(&a.terms, &b.content), overlap(&a.content, &b.terms)];
    let mut score = if s.quoted && t.quoted { text.dice.max(content.dice) } else { content.dice };
    for o in cross {
        score = score.max(o.dice);
    }
    // What is told must be what was quoted, not the sentence around it.
    let told = match (s.quoted, t.quoted) {
        (true, false) => cross[0],
        (false, true) => cross[1],
        _ => content,
    };
    if s.quoted != t.quoted && told.shared == 0 {
        return 0.0;
    }
    // What is told in fewer words than a quotation and its sentence, by a source that fits, is a summary of it.
    if s.quoted != t.quoted && matches!(bond, Bond::Same | Bond::Fits(_)) {
        let share = if s.quoted { content.second } else { content.first };
        if content.shared >= 3 && share >= 0.45 {
            score = score.max(0.85 * share);
        }
    }
    if s.quoted && t.quoted {
        let like = likeness(&s.words, &t.words);
        if s.words.len().min(t.words.len()) >= 4 {
            score = score.max(like);
        }
        score = score.max(excerpt(s, t, text));
        let framed = overlap(&a.context, &b.context);
        let short = s.words.len().min(t.words.len()) <= SHORT;
        if short && framed.shared >= 4 && framed.dice >= 0.5 && matches!(bond, Bond::Same | Bond::Fits(_)) {
            score = score.max(framed.dice);
        }
    }
    let long = s.words.len().min(t.words.len()) >= 6;
    let denial = s.stance == Stance::Denies && t.stance == Stance::Denies;
    if (s.stance == Stance::Denies) != (t.stance == Stance::Denies) {
        score -= 0.2;
    }
    score
        + match bond {
            Bond::Same if denial => 0.35,
            Bond::Same => 0.2,
            Bond::Fits(share) => 0.05 + 0.1 * share,
            Bond::Open => 0.0,
            Bond::Apart if long => -0.15,
            Bond::Apart => -0.4,
        }
}

/// A few words quoted out of a longer quotation.
fn excerpt(a: &Statement, b: &Statement, text: Overlap) -> f32 {
    let (short, share) = if a.words.len() <= b.words.len() { (a, text.first) } else { (b, text.second) };
    if short.words.len() >= 4 && short.terms.len() >= 2 && share >= 0.99 { 0.7 } else { 0.0 }
}

/// Gives each family, for each article that is not in it, the sentence or clause that tells the same.
fn attach(groups: &mut Grown, free: &[&Weighed<'_>], told: &[Weighed<'_>], central: &Group, min_score: f32) {
    let mut offers: Vec<(f32, usize, usize)> = Vec::new();
    for (g, (members, _)) in groups.iter().enumerate() {
        let worth =
            members.iter().any(|&(k, _)| free[k].statement.quoted || free[k].statement.source.is_some());
        if !worth {
            continue;
        }
        let quoted = members.iter().any(|&(k, _)| free[k].statement.quoted);
        for (k, clause) in told.iter().enumerate() {
            if members.iter().any(|&(m, _)| free[m].statement.article == clause.statement.article) {
                continue;
            }
            // Where there are the very words, they are what must be told, not another telling of them.
            let words = members.iter().filter(|&&(m, _)| free[m].statement.quoted || !quoted);
            let score = words.map(|&(m, _)| tells(free[m], clause)).fold(0.0, f32::max);
            // Without a source, the words alone must tell.
            let least = if clause.statement.source.is_some() { 0.4 } else { 0.44 };
            if score >= min_score.max(least) {
                offers.push((score, g, k));
            }
        }
    }
    offers.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut used: Vec<usize> = Vec::new();
    for (score, g, k) in offers {
        let s = told[k].statement;
        let full = groups[g].1.iter().any(|&(other, _)| told[other].statement.article == s.article);
        let clash = used.iter().any(|&u| {
            told[u].statement.article == s.article && overlap_of(&told[u].statement.spans, &s.spans)
        });
        let elsewhere = groups.iter().any(|(members, _)| {
            members.len() > 1
                && members.iter().any(|&(m, _)| {
                    let other = free[m].statement;
                    let whole = |spans: &[Span]| spans.iter().map(|s| s.len()).sum::<usize>();
                    other.article == s.article
                        && overlap_of(&other.spans, &s.spans)
                        && whole(&s.spans) * 3 > whole(&other.spans) * 2
                })
        });
        let about =
            central.members.iter().any(|(m, _)| m.article == s.article && overlap_of(&m.spans, &s.spans));
        if full || clash || about || elsewhere {
            continue;
        }
        used.push(k);
        groups[g].1.push((k, score));
    }
}

/// How surely a clause tells a statement, from 0 to 1.
fn tells(statement: &Weighed<'_>, clause: &Weighed<'_>) -> f32 {
    let o = overlap(&statement.content, &clause.terms);
    let whole = overlap(&statement.terms, &clause.terms);
    if statement.statement.quoted && whole.shared == 0 {
        return 0.0;
    }
    let best = if whole.dice > o.dice { whole } else { o };
    if best.shared < 3 && !(best.shared == 2 && best.dice > 0.7) {
        return 0.0;
    }
    let adjust = match bond(statement.statement, clause.statement) {
        Bond::Same => 0.2,
        Bond::Fits(share) => 0.05 + 0.1 * share,
        Bond::Open => 0.0,
        Bond::Apart => -0.1,
    };
    best.dice + adjust
}
