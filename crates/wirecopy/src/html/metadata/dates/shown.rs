//! Dates that a page shows its readers, and the evidence that one of them is the article's.

use std::collections::{HashMap, HashSet};

use super::names::{Named, named};
use crate::document::{Date, Field, Precision, Provenance};
use crate::html::content::Weighed;
use crate::html::flatten::plain;
use crate::html::metadata::page::Page;
use crate::html::tags::Tag;
use crate::html::tree::{NodeId, Tree};
use crate::plain::dates::{self, Found};
use crate::plain::tables;

/// A date shown with less evidence is not the article's.
const ENOUGH: i32 = 44;
/// A date shown with this much evidence is, whatever a `<meta>` says.
pub(super) const SURE: i32 = 56;

pub(super) struct Shown<'a> {
    pub(super) tree: &'a Tree<'a>,
    pub(super) weighed: &'a Weighed,
    pub(super) page: &'a Page,
    pub(super) headline: Option<NodeId>,
    pub(super) day_first: Option<bool>,
    /// The date in the page's address.
    pub(super) address: Option<&'a Date>,
}

/// The best candidates and their scores.
pub(super) struct Best {
    pub(super) published: Option<(Field<Date>, i32)>,
    pub(super) modified: Option<(Field<Date>, i32)>,
}

/// Where a date stands: the element that holds its line, and the innermost one around it.
#[derive(Clone, Copy)]
struct Place {
    id: NodeId,
    named: NodeId,
}

/// A date the page shows, and the evidence that it is the article's.
struct Candidate {
    date: Date,
    score: i32,
    /// A label says that it is the date of a change.
    modified: bool,
    /// Only the names of its elements say so.
    called: bool,
    apart: bool,
    provenance: Provenance,
    /// The element and its names: a list of teasers repeats them.
    alike: (Option<Tag>, u64),
}

impl Shown<'_> {
    pub(super) fn best(&self) -> Best {
        let mut candidates = self.candidates();
        let mut count: HashMap<(Option<Tag>, u64), i32> = HashMap::new();
        for c in &candidates {
            *count.entry(c.alike).or_default() += 1;
        }
        let days: HashSet<String> =
            candidates.iter().filter(|c| !c.apart && !c.modified).map(|c| c.date.day().to_owned()).collect();
        for c in &mut candidates {
            if days.len() == 1 && !c.apart && !c.modified {
                c.score += 18;
            }
            if let Some(address) = self.address {
                let agrees = c.date.as_str().starts_with(address.as_str());
                c.score += match (agrees, address.precision() >= Precision::Day) {
                    (true, true) => 30,
                    (true, false) => 34,
                    (false, true) => -30,
                    (false, false) => -10,
                };
            }
            c.score -= (count[&c.alike] - 2).clamp(0, 7) * 5;
        }
        // Templates call the only date they show "updated": it is that of publication when there is no other.
        let enough = |c: &Candidate| c.score >= ENOUGH;
        let alone = !candidates.iter().any(|c| enough(c) && !c.modified && !c.called);
        let pick = |modified: bool| {
            let mut best: Option<&Candidate> = None;
            let fits = |c: &&Candidate| enough(c) && (c.modified || c.called && !alone) == modified;
            for c in candidates.iter().filter(fits) {
                let finer = |b: &Candidate| {
                    c.date.day() == b.date.day()
                        && c.date.precision() > b.date.precision()
                        && c.score + 15 >= b.score
                };
                if best.is_none_or(|b| {
                    c.score > b.score
                        && !(c.date.day() == b.date.day() && c.date.precision() < b.date.precision())
                        || finer(b)
                }) {
                    best = Some(c);
                }
            }
            best.map(|c| (Field::new(c.date.clone(), c.provenance), c.score))
        };
        Best { published: pick(false), modified: pick(true) }
    }

    fn candidates(&self) -> Vec<Candidate> {
        let mut out: Vec<Candidate> = Vec::new();
        for &id in &self.page.times {
            if self.weighed.silent[id as usize] {
                continue;
            }
            let value = ["datetime", "title"].iter().find_map(|key| self.tree.attribute(id, key));
            if let Some(date) = value.and_then(|v| dates::read(v, self.day_first)) {
                let line = plain(self.tree, id);
                // What readers see was written by the page's authors, the attribute by their software.
                let told = dates::find(&line, self.day_first).map(|f| f.date);
                let other = told.is_some_and(|d| d.precision() >= Precision::Day && d.day() != date.day());
                let score = self.evidence(id) + if other { 10 } else { 28 };
                let place = Place { id, named: id };
                self.push(&mut out, place, date, score, &before(&line, usize::MAX), Provenance::Element);
            }
        }
        let mut last = None;
        for &text in &self.page.figures {
            let block = self.block(text);
            let whole = self.weighed.mass[block as usize].text <= 160;
            if whole && last == Some(block) {
                continue;
            }
            last = Some(block);
            let parent = self.tree.nodes[text as usize].parent;
            let line = if whole { plain(self.tree, block) } else { self.tree.text(text).trim().to_owned() };
            let line = crate::plain::prefix(&line, if line.len() > 240 { 48 } else { 240 }).to_owned();
            let id = if whole { block } else { parent };
            let mut rest = 0;
            for _ in 0..3 {
                let month = || dates::month_alone(&line).filter(|_| rest == 0 && self.is_date(parent));
                let Some(found) = dates::find(&line[rest..], self.day_first).or_else(month) else { break };
                let Found { start, end, date } = found;
                let mut label = before(&line[rest..], start);
                let (start, end) = (rest + start, rest + end);
                if date.precision() >= Precision::Month {
                    let covered = ((end - start) * 30 / line.trim().len().max(1)).min(30);
                    let opens = if start <= 1 { 10 } else { 0 };
                    let first = if self.headline.is_none() && out.iter().all(|c| c.apart) { 14 } else { 0 };
                    let score =
                        self.evidence(parent) + i32::try_from(covered).unwrap_or_default() + opens + first;
                    let place = Place { id, named: parent };
                    if label.is_empty() && whole {
                        label = self.label_beside(block);
                    }
                    self.push(&mut out, place, date, score, &label, Provenance::Byline);
                }
                rest = end;
            }
        }
        out
    }

    fn push(
        &self,
        out: &mut Vec<Candidate>,
        place: Place,
        date: Date,
        mut score: i32,
        label: &str,
        provenance: Provenance,
    ) {
        let year: i32 = date.as_str().get(..4).and_then(|y| y.parse().ok()).unwrap_or(0);
        if !(1990..=2099).contains(&year) || label.contains(['©', '℗']) || label.contains("copyright") {
            return;
        }
        let says = |kind: &str| {
            tables::header_words(kind).iter().any(|w| label.ends_with(w) || label.starts_with(w))
        };
        let changed = says("modified");
        let published = !changed && says("published");
        if changed || published || says("byline") {
            let whole = |kind: &str| tables::header_words(kind).contains(&label) && label.contains(' ');
            score += if whole("modified") || whole("published") { 32 } else { 25 };
        }
        let names = self.names(place.named);
        score += match names {
            Some(Named::Other) => -30,
            Some(_) => 22,
            None => 0,
        };
        let called = !changed && names == Some(Named::Modified) && !published;
        let class = self.tree.attribute(place.named, "class").unwrap_or_default();
        let alike = (self.tree.tag(place.id), xxhash_rust::xxh3::xxh3_64(class.as_bytes()));
        let apart = self.page.apart[place.id as usize];
        out.push(Candidate { date, score, modified: changed, called, apart, provenance, alike });
    }

    /// What the names of an element and of the small elements around it say of its date.
    fn names(&self, id: NodeId) -> Option<Named> {
        let mut at = id;
        let mut found = None;
        for _ in 0..4 {
            match named(self.tree, at) {
                Some(Named::Other) => return Some(Named::Other),
                other => found = found.or(other),
            }
            at = self.tree.nodes[at as usize].parent;
            if at as usize >= self.tree.nodes.len() || self.weighed.mass[at as usize].text > 300 {
                break;
            }
        }
        found
    }

    /// Whether the names of an element say that it holds the date; a month needs that.
    fn is_date(&self, id: NodeId) -> bool {
        self.names(id) == Some(Named::Date)
    }

    /// What the place of an element says: near the headline, or among what is not the article.
    fn evidence(&self, id: NodeId) -> i32 {
        let beside = self.headline.is_some_and(|h| self.page.apart[h as usize] && id.abs_diff(h) <= 80);
        let apart = if self.page.apart[id as usize] && !beside { -45 } else { 0 };
        let mut link = 0;
        let mut at = id;
        for _ in 0..4 {
            if self.tree.tag(at) == Some(Tag::A) && self.weighed.mass[at as usize].text > 40 {
                link = -40;
            }
            at = self.tree.nodes[at as usize].parent;
            if at as usize >= self.tree.nodes.len() {
                break;
            }
        }
        let near = match self.headline {
            Some(h) if id >= h => match id - h {
                0..=80 => 40,
                81..=200 => 28,
                201..=500 => 12,
                _ => 0,
            },
            Some(h) => match h - id {
                0..=60 => 34,
                61..=150 => 10,
                _ => -12,
            },
            None => 14,
        };
        near + apart + link
    }

    /// The words of the short element before this one: `<dt>Date</dt><dd>…`.
    fn label_beside(&self, id: NodeId) -> String {
        let parent = self.tree.nodes[id as usize].parent;
        if parent as usize >= self.tree.nodes.len() {
            return String::new();
        }
        let mut before = None;
        for child in self.tree.children(parent).take(60) {
            if child == id {
                break;
            }
            if self.tree.tag(child).is_some() {
                before = Some(child);
            }
        }
        let short = before.filter(|&b| (2..30).contains(&self.weighed.mass[b as usize].text));
        short.map(|b| self::before(&plain(self.tree, b), usize::MAX)).unwrap_or_default()
    }

    /// The smallest block around a text.
    fn block(&self, text: NodeId) -> NodeId {
        let mut at = self.tree.nodes[text as usize].parent;
        for _ in 0..6 {
            let parent = self.tree.nodes[at as usize].parent;
            if self.tree.tag(at).is_some_and(Tag::is_block) || parent as usize >= self.tree.nodes.len() {
                break;
            }
            at = parent;
        }
        at
    }
}

/// The words before a date in lower case, for labels.
fn before(line: &str, at: usize) -> String {
    let words = line.get(..at.min(line.len())).unwrap_or_default().to_lowercase();
    words.trim_matches(|c: char| c.is_whitespace() || ":|•·-–—,([<>".contains(c)).to_owned()
}
