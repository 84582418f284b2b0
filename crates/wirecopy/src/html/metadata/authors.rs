//! Who wrote it: what fields made for authors say, when they name people; else what the page shows near its
//! headline; else the organisation that the fields name.

use super::page::Page;
use crate::document::{Field, Provenance};
use crate::html::content::Weighed;
use crate::html::flatten::plain;
use crate::html::json_ld::Facts;
use crate::html::tags::Tag;
use crate::html::tree::{NodeId, NodeKind, Tree};
use crate::input::bylines::{Trust, is_collective, names};
use crate::input::sites::Sites;
use crate::plain::dates;

const METAS: &[&str] = &[
    "author",
    "article:author",
    "article:author_name",
    "og:article:author",
    "dc.creator",
    "dcterms.creator",
    "dc.contributor",
    "parsely-author",
    "sailthru.author",
    "byl",
    "byline",
    "citation_author",
    "cxenseparse:author",
    "rnews:author",
];

/// How far apart, in nodes, two authors of one article may stand.
const NEAR: u32 = 80;
/// How far from the headline a line that opens with "by" is looked for.
const HEAD: u32 = 400;

/// The authors of a page, in order.
pub(super) fn read(
    tree: &Tree<'_>,
    weighed: &Weighed,
    page: &Page,
    facts: &Facts,
    sites: &Sites,
    headline: Option<NodeId>,
) -> Vec<Field<String>> {
    let mut people: Vec<Field<String>> = Vec::new();
    let mut bodies: Vec<Field<String>> = Vec::new();
    let mut given: Vec<(String, bool)> = Vec::new();
    for author in &facts.authors {
        if author.organisation {
            given.push((author.name.clone(), true));
        } else {
            given.extend(names(&author.name, Trust::Field).into_iter().map(|name| (name, false)));
        }
    }
    let is_body = |name: &str, said: bool| said || sites.is_name(name) || is_collective(name);
    let personal = given.iter().any(|(name, said)| !is_body(name, *said));
    for (name, said) in given {
        // Beside people, staff that the page names too has its part in the text; the outlet as such has not.
        let staff = is_body(&name, said) && (!personal || sites.is_name(&name));
        add(if staff { &mut bodies } else { &mut people }, name, Provenance::JsonLd);
    }
    if people.is_empty() {
        for (value, provenance) in page.all(METAS) {
            for name in names(value, Trust::Field) {
                let body = sites.is_name(&name) || sites.holds(&name) || is_collective(&name);
                add(if body { &mut bodies } else { &mut people }, name, provenance);
            }
        }
    }
    if people.is_empty() {
        people = shown(tree, weighed, page, sites, headline);
    }
    if people.is_empty() { bodies } else { people }
}

fn add(to: &mut Vec<Field<String>>, name: String, provenance: Provenance) {
    // Two fields that name the same people do not add up.
    let other = to.first().is_some_and(|f| f.provenance != provenance);
    if !other && to.len() < 32 && to.iter().all(|f| !f.value.eq_ignore_ascii_case(&name)) {
        to.push(Field::new(name, provenance));
    }
}

/// The people the page shows as its authors: microdata and author links, bylines, lines under the headline.
fn shown(
    tree: &Tree<'_>,
    weighed: &Weighed,
    page: &Page,
    sites: &Sites,
    headline: Option<NodeId>,
) -> Vec<Field<String>> {
    let seen = |id: &NodeId| !weighed.silent[*id as usize] && !page.apart[*id as usize];
    let short = |id: &NodeId| (2..160).contains(&weighed.mass[*id as usize].text);
    let people: Vec<NodeId> = page.people.iter().copied().filter(|id| seen(id) && short(id)).collect();
    let bylines: Vec<NodeId> = page.bylines.iter().copied().filter(|id| seen(id) && short(id)).collect();
    let opened = opened(tree, weighed, page, headline);
    for (ids, trust, provenance) in [
        (people, Trust::Element, Provenance::Element),
        (bylines, Trust::Line, Provenance::Byline),
        (opened, Trust::Line, Provenance::Byline),
    ] {
        let mut out: Vec<Field<String>> = Vec::new();
        let mut last: Option<NodeId> = None;
        for id in from_headline(&ids, headline) {
            if !out.is_empty() && last.is_some_and(|l| id > l && id - l > NEAR) {
                break;
            }
            let provenance =
                if tree.attribute(id, "itemprop").is_some() { Provenance::Microdata } else { provenance };
            for name in names(&words(tree, id), trust) {
                if !sites.is_name(&name) && !is_collective(&name) && !repeated(&out, &name) {
                    out.push(Field::new(name, provenance));
                }
            }
            if !out.is_empty() {
                last = Some(tree.after(id));
            }
        }
        if !out.is_empty() {
            return out;
        }
    }
    Vec::new()
}

/// Whether a name, or one that holds it or is held by it, stands there already.
fn repeated(out: &[Field<String>], name: &str) -> bool {
    out.iter().any(|f| f.value.contains(name) || name.contains(&f.value))
}

/// Places in the order of the page, from the headline's own head on; those far before it come last.
fn from_headline(ids: &[NodeId], headline: Option<NodeId>) -> Vec<NodeId> {
    let start = headline.map_or(0, |h| h.saturating_sub(60));
    let split = ids.partition_point(|&id| id < start);
    ids[split..].iter().chain(&ids[..split]).copied().collect()
}

/// The words of an element; an element of microdata may keep the name in an attribute or in one inside.
fn words(tree: &Tree<'_>, id: NodeId) -> String {
    if tree.attribute(id, "itemprop").is_some() {
        if let Some(content) = tree.attribute(id, "content").filter(|c| !c.is_empty()) {
            return content.to_owned();
        }
        let inside =
            tree.within(id).skip(1).take(200).find(|&n| tree.attribute(n, "itemprop") == Some("name"));
        if let Some(name) = inside {
            return tree.attribute(name, "content").map_or_else(|| plain(tree, name), str::to_owned);
        }
    }
    lines(tree, id)
}

/// All text inside an element, a comma between what stands in blocks or links of its own.
fn lines(tree: &Tree<'_>, id: NodeId) -> String {
    let mut out = String::new();
    for node in tree.within(id).take(400) {
        match tree.nodes[node as usize].kind {
            NodeKind::Element(tag)
                if node != id && (tag.is_block() || tag == Tag::Br || tag == Tag::A && ends_name(&out)) =>
            {
                if !out.trim_end().is_empty() && !out.trim_end().ends_with([',', ':']) {
                    out.push_str(", ");
                }
            }
            NodeKind::Element(_) => {}
            _ if matches!(tree.tag(tree.nodes[node as usize].parent), Some(Tag::Style | Tag::Script)) => {}
            _ => out.push_str(&tree.text(node)),
        }
    }
    out
}

/// Whether the last word is capitalised, as that of a name is.
fn ends_name(text: &str) -> bool {
    text.split_whitespace().count() > 1
        && text.split_whitespace().next_back().is_some_and(|w| w.starts_with(char::is_uppercase))
}

/// Short blocks near the headline that open with "by".
fn opened(tree: &Tree<'_>, weighed: &Weighed, page: &Page, headline: Option<NodeId>) -> Vec<NodeId> {
    let Some(headline) = headline else { return Vec::new() };
    let start = headline.saturating_sub(60);
    let end = tree.after(headline).saturating_add(HEAD).min(tree.nodes.len() as NodeId);
    (start..end)
        .filter(|&id| {
            tree.tag(id).is_some_and(|t| !t.is_silent())
                && (5..90).contains(&weighed.mass[id as usize].text)
                && !page.apart[id as usize]
                && !weighed.silent[id as usize]
        })
        .filter(|&id| {
            let line = plain(tree, id);
            crate::plain::tables::starts_with("byline", &line.to_lowercase()).is_some() || is_signed(&line)
        })
        .collect()
}

/// `04.03.2031 - Ada Lund`: a date, a mark, and no more words than a name has.
fn is_signed(line: &str) -> bool {
    let Some(found) = dates::find(line, Some(true)).filter(|f| f.start == 0) else { return false };
    let rest = line[found.end..].trim_start();
    let name = rest.trim_start_matches(['-', '–', '|', '•', '·', ' ']);
    name.len() < rest.len() && (2..=4).contains(&name.split_whitespace().count())
}
