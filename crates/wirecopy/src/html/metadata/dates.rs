//! When it was published and last changed: what the page declares, what it shows near its headline, what its
//! address says. Dates of teasers, comments, calendars and copyright lines are not the article's.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::page::Page;
use crate::document::{Date, Field, Precision, Provenance};
use crate::html::content::Weighed;
use crate::html::flatten::plain;
use crate::html::json_ld::Facts;
use crate::html::tags::Tag;
use crate::html::tree::{NodeId, Tree};
use crate::plain::dates::{self, Found};
use crate::plain::tables;

const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "article:published",
    "article_date_original",
    "datepublished",
    "og:pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "published_at",
    "published-date",
    "published",
    "pubdate",
    "publication_date",
    "publicationdate",
    "originalpublicationdate",
    "dc.date.issued",
    "dc.date.created",
    "dcterms.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "dc:date",
    "dc:created",
    "citation_publication_date",
    "citation_date",
    "citation_online_date",
    "sailthru.date",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "article.published",
    "article.created",
    "rnews:datepublished",
    "schema:datecreated",
    "schema:datepublished",
    "shareaholic:article_published_time",
    "video:release_date",
    "og:regdate",
    "ptime",
    "timestamp",
    "created",
    "create_date",
    "date",
];

const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:article:modified_time",
    "og:updated_time",
    "article:modified",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "dc.modified",
    "modificationdate",
    "lastmod",
    "last-modified",
    "revised",
    "shareaholic:article_modified_time",
];

/// A date shown with less evidence is not the article's.
const ENOUGH: i32 = 44;
/// A date shown with this much evidence is, whatever a `<meta>` says.
const SURE: i32 = 56;

/// When the article was published, and when it was changed.
pub(super) struct Dates {
    pub(super) published: Option<Field<Date>>,
    pub(super) modified: Option<Field<Date>>,
}

/// What the page says of its dates; `day_first` tells what `03/04/2031` means in its language.
pub(super) fn read(
    tree: &Tree<'_>,
    weighed: &Weighed,
    page: &Page,
    facts: &Facts,
    headline: Option<NodeId>,
    url: Option<&str>,
    day_first: Option<bool>,
) -> Dates {
    let date = |(value, provenance): (String, Provenance)| {
        dates::read(&value, day_first).map(|d| Field::new(d, provenance))
    };
    let declared = |own: &Option<String>, metas: &[&str], item: &[&str]| {
        own.clone()
            .and_then(|v| date((v, Provenance::JsonLd)))
            .or_else(|| metas.iter().find_map(|name| date(page.meta(&[name])?)))
            .or_else(|| item.iter().find_map(|name| date(page.item(tree, name)?)))
    };
    let mut out = Dates {
        published: declared(&facts.published, PUBLISHED, &["datepublished", "datecreated", "uploaddate"]),
        modified: declared(&facts.modified, MODIFIED, &["datemodified", "dateupdate"]),
    };
    let weak = out.published.as_ref().is_none_or(|f| f.provenance == Provenance::Meta);
    let address = url.and_then(in_address);
    if weak || out.modified.is_none() {
        let shown = Shown { tree, weighed, page, headline, day_first, address: address.as_ref() }.best();
        // A bare `<meta name="date">` may be that of the template or of the last build.
        let plain = shown.published.as_ref().is_some_and(|(_, score)| *score >= SURE);
        if out.published.is_none() || weak && plain {
            out.published = shown.published.map(|(field, _)| field).or(out.published);
        }
        out.modified = out.modified.or(shown.modified.map(|(field, _)| field));
    }
    if out.published.is_none() {
        out.published = address.map(|date| Field::new(date, Provenance::Url));
    }
    out
}

/// The date in an address: `/2031/03/04/`, `/2031-03-04-dam`, `/20310304`, `/04-03-2031`; else `/2031/03/`.
fn in_address(url: &str) -> Option<Date> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest).split_once('/')?.1;
    let numbers: Vec<(usize, &str)> = path
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map(|part| (part.as_ptr() as usize - path.as_ptr() as usize, part))
        .take(40)
        .collect();
    let value = |part: &str| part.parse::<u32>().unwrap_or(0);
    let joined = |a: (usize, &str), b: (usize, &str)| {
        b.0 == a.0 + a.1.len() + 1 && matches!(&path[b.0 - 1..b.0], "/" | "-" | "_" | ".")
    };
    let made = |y: u32, m: u32, d: u32| {
        (1990..=2099).contains(&y).then(|| Date::parse(&format!("{y:04}-{m:02}-{d:02}")).ok()).flatten()
    };
    for (k, &first) in numbers.iter().enumerate() {
        if first.1.len() == 8
            && let Some(date) = made(value(&first.1[..4]), value(&first.1[4..6]), value(&first.1[6..]))
        {
            return Some(date);
        }
        let (Some(&second), Some(&third)) = (numbers.get(k + 1), numbers.get(k + 2)) else { continue };
        if !joined(first, second) || !joined(second, third) || second.1.len() > 2 {
            continue;
        }
        let found = match (first.1.len(), third.1.len()) {
            (4, 1 | 2) => made(value(first.1), value(second.1), value(third.1)),
            (1 | 2, 4) => made(value(third.1), value(second.1), value(first.1)),
            _ => None,
        };
        if found.is_some() {
            return found;
        }
    }
    numbers.windows(2).find_map(|pair| {
        let (year, month) = (value(pair[0].1), value(pair[1].1));
        let whole = joined(pair[0], pair[1])
            && path[pair[1].0 - 1..].starts_with('/')
            && path[pair[1].0 + pair[1].1.len()..].starts_with('/');
        (whole && pair[0].1.len() == 4 && pair[1].1.len() == 2 && (1990..=2099).contains(&year))
            .then(|| Date::parse(&format!("{year:04}-{month:02}")).ok())
            .flatten()
    })
}

/// What names of elements say of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Named {
    Date,
    Modified,
    Other,
}

static NAMES: LazyLock<Vec<(Named, bool, &'static str)>> = LazyLock::new(|| {
    include_str!("../data/date_names.tsv")
        .lines()
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| {
            let mut cells = l.split('\t');
            let named = match cells.next()? {
                "date" => Named::Date,
                "modified" => Named::Modified,
                _ => Named::Other,
            };
            Some((named, cells.next()? == "part", cells.next()?))
        })
        .collect()
});

/// What the class and id of an element say; `Other` wins, then `Modified`.
fn named(tree: &Tree<'_>, id: NodeId) -> Option<Named> {
    let mut found = None;
    for (key, value) in tree.attributes(id) {
        if !matches!(key, "class" | "id" | "itemprop" | "data-testid" | "property") || value.len() > 300 {
            continue;
        }
        let lower = value.to_ascii_lowercase();
        for part in lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|p| !p.is_empty()) {
            for &(named, whole, word) in NAMES.iter() {
                let hit = if whole { part == word } else { part.contains(word) };
                if hit {
                    match named {
                        Named::Other => return Some(Named::Other),
                        Named::Modified => found = Some(Named::Modified),
                        Named::Date => found = found.or(Some(Named::Date)),
                    }
                }
            }
        }
    }
    found
}

struct Shown<'a> {
    tree: &'a Tree<'a>,
    weighed: &'a Weighed,
    page: &'a Page,
    headline: Option<NodeId>,
    day_first: Option<bool>,
    /// The date in the page's address.
    address: Option<&'a Date>,
}

/// The best candidates and their scores.
struct Best {
    published: Option<(Field<Date>, i32)>,
    modified: Option<(Field<Date>, i32)>,
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
    fn best(&self) -> Best {
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
                    (true, false) => 24,
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
                let score = self.evidence(id) + 28;
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
                let Some(found) = dates::find(&line[rest..], self.day_first) else { break };
                let Found { start, end, date } = found;
                let (start, end) = (rest + start, rest + end);
                if date.precision() >= Precision::Day {
                    let covered = ((end - start) * 30 / line.trim().len().max(1)).min(30);
                    let opens = if start <= 1 { 10 } else { 0 };
                    let first = if self.headline.is_none() && out.iter().all(|c| c.apart) { 14 } else { 0 };
                    let score =
                        self.evidence(parent) + i32::try_from(covered).unwrap_or_default() + opens + first;
                    let place = Place { id, named: parent };
                    let mut label = before(&line, start);
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
        if !changed && (says("published") || says("byline")) {
            score += 25;
        }
        let names = self.names(place.named);
        score += match names {
            Some(Named::Other) => -30,
            Some(_) => 22,
            None => 0,
        };
        let called = !changed && names == Some(Named::Modified) && !says("published");
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

    /// What the place of an element says: near the headline, or among what is not the article.
    fn evidence(&self, id: NodeId) -> i32 {
        let apart = if self.page.apart[id as usize] { -45 } else { 0 };
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
    words.trim_matches(|c: char| c.is_whitespace() || ":|•·-–—,(".contains(c)).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_hold_dates() {
        for (url, want) in [
            ("https://c.example/2031/03/04/dam", Some("2031-03-04")),
            ("https://c.example/news/2031-3-4-dam", Some("2031-03-04")),
            ("https://c.example/a/20310304-dam", Some("2031-03-04")),
            ("https://c.example/a/04-03-2031", Some("2031-03-04")),
            ("https://c.example/2031/03/dam", Some("2031-03")),
            ("https://c.example/a/99310304", None),
            ("https://c.example/a-12345678.html", None),
            ("https://c.example/1/2/3", None),
        ] {
            assert_eq!(in_address(url).map(|d| d.to_string()).as_deref(), want, "{url}");
        }
    }
}
