//! What is strewn over a page, gathered in one pass over its tree.

use crate::document::Provenance;
use crate::html::content::Weighed;
use crate::html::flatten::plain;
use crate::html::hints::Hint;
use crate::html::tags::Tag;
use crate::html::tree::{NodeId, NodeKind, Tree};

/// A value that a page gives, and where.
pub(super) type Given = (String, Provenance);

/// The longest stretch of text in which a line with a date is looked for.
const LONGEST_LINE: usize = 240;
/// The work that a node is, in bytes.
const NODE: usize = 16;
/// How many places of one kind are kept.
const MOST: usize = 400;

#[derive(Debug, Default)]
pub(super) struct Page {
    metas: Vec<(String, String)>,
    /// `itemprop` in lower case, and its element.
    items: Vec<(String, NodeId)>,
    pub(super) scripts: Vec<String>,
    pub(super) title: Option<String>,
    pub(super) canonical: Option<String>,
    pub(super) base: Option<String>,
    pub(super) language: Option<String>,
    /// All `<h1>`.
    pub(super) headings: Vec<NodeId>,
    /// The first `<h2>`.
    pub(super) subheadings: Vec<NodeId>,
    /// Elements that markup calls an author, and links to an author's page.
    pub(super) people: Vec<NodeId>,
    /// Elements whose names say byline.
    pub(super) bylines: Vec<NodeId>,
    /// `<time>`, and other elements that hold a date in an attribute.
    pub(super) times: Vec<NodeId>,
    /// Short stretches of text with a figure in them.
    pub(super) figures: Vec<NodeId>,
    /// Nodes inside what is not the article: navigation, comments, teasers.
    pub(super) apart: Vec<bool>,
}

impl Page {
    pub(super) fn gather(tree: &Tree<'_>, weighed: &Weighed) -> Self {
        let words = |k: usize| weighed.mass[k].text - weighed.mass[k].linked;
        let mut page = Self { apart: vec![false; tree.nodes.len()], ..Self::default() };
        for id in 0..tree.nodes.len() as NodeId {
            if !tree.watch.spend(NODE) {
                break;
            }
            let k = id as usize;
            let node = &tree.nodes[k];
            let tag = match node.kind {
                NodeKind::Element(tag) => tag,
                NodeKind::Text | NodeKind::Escaped => {
                    page.apart[k] = page.apart[node.parent as usize];
                    let raw = &tree.page.as_bytes()[node.start as usize..node.end as usize];
                    // Of a paragraph only the beginning may be a date.
                    let raw = &raw[..if raw.len() <= LONGEST_LINE { raw.len() } else { 48 }];
                    if raw.len() > 3
                        && !weighed.silent[k]
                        && page.figures.len() < MOST
                        && raw.iter().any(|b| b.is_ascii_digit() || matches!(b, 0xd9 | 0xdb))
                    {
                        page.figures.push(id);
                    }
                    continue;
                }
            };
            if id > 0 {
                page.apart[k] = page.apart[node.parent as usize]
                    || words(k).saturating_mul(5) < words(0).saturating_mul(2)
                        && (weighed.hints[k] == Some(Hint::Drop)
                            || matches!(tag, Tag::Nav | Tag::Aside | Tag::Footer | Tag::Form | Tag::Select));
            }
            page.element(tree, id, tag);
            if weighed.hints[k] == Some(Hint::Byline) && page.bylines.len() < MOST {
                page.bylines.push(id);
            }
        }
        page
    }

    fn element(&mut self, tree: &Tree<'_>, id: NodeId, tag: Tag) {
        let (mut name, mut property, mut content, mut item, mut rel, mut href) =
            (None, None, None, None, None, None);
        let (mut equiv, mut lang, mut kind, mut dated) = (None, None, None, false);
        for (key, value) in tree.attributes(id) {
            let value = value.trim();
            if value.is_empty() {
                continue;
            }
            match key {
                "name" => name = Some(value),
                "property" => property = Some(value),
                "content" => content = Some(value),
                "itemprop" => item = Some(value),
                "rel" => rel = Some(value),
                "href" => href = Some(value),
                "http-equiv" => equiv = Some(value),
                "lang" => lang = Some(value),
                "xml:lang" => lang = lang.or(Some(value)),
                "type" => kind = Some(value),
                "datetime" => dated = true,
                _ => {}
            }
        }
        if let Some(item) = item {
            for item in item.split_ascii_whitespace().take(3) {
                self.items.push((item.to_ascii_lowercase(), id));
            }
            if item.eq_ignore_ascii_case("author") && self.people.len() < MOST {
                self.people.push(id);
            }
        }
        if let (Some(name), Some(value)) = (property.or(name).or(equiv), content)
            && (tag == Tag::Meta || property.is_some())
        {
            for name in name.split_ascii_whitespace().take(3) {
                self.metas.push((name.to_ascii_lowercase(), squeeze(value)));
            }
        }
        match tag {
            Tag::Script
                if kind
                    .map_or_else(|| is_json_ld(tree, id), |t| t.to_ascii_lowercase().contains("ld+json")) =>
            {
                self.scripts.push(tree.children(id).map(|c| tree.text(c)).collect());
            }
            Tag::Link if rel.is_some_and(|r| r.eq_ignore_ascii_case("canonical")) => {
                self.canonical = self.canonical.take().or_else(|| href.map(str::to_owned));
            }
            Tag::Base => self.base = self.base.take().or_else(|| href.map(str::to_owned)),
            Tag::Title if self.title.is_none() => {
                self.title = Some(plain(tree, id)).filter(|t| !t.is_empty());
            }
            Tag::Html => self.language = self.language.take().or_else(|| lang.map(str::to_owned)),
            Tag::H1 if self.headings.len() < MOST => self.headings.push(id),
            Tag::H2 if self.subheadings.len() < 40 => self.subheadings.push(id),
            Tag::A
                if self.people.len() < MOST
                    && (rel.is_some_and(|r| {
                        r.split_ascii_whitespace().any(|w| w.eq_ignore_ascii_case("author"))
                    }) || href.is_some_and(is_authors_page)) =>
            {
                self.people.push(id);
            }
            _ => {}
        }
        let abbreviated = tag == Tag::Other
            && tree.attribute(id, "title").is_some_and(|t| t.len() > 7 && t.as_bytes()[0].is_ascii_digit());
        if (tag == Tag::Time || dated || abbreviated) && self.times.len() < MOST {
            self.times.push(id);
        }
    }

    /// The first of these `<meta>` names that has a value, in the order given.
    pub(super) fn meta(&self, names: &[&str]) -> Option<Given> {
        names.iter().find_map(|name| {
            let (_, value) = self.metas.iter().find(|(n, _)| n == name)?;
            Some((value.clone(), provenance(name)))
        })
    }

    /// All values of these `<meta>` names, in the order of the page.
    pub(super) fn all<'s>(&'s self, names: &'s [&str]) -> impl Iterator<Item = (&'s str, Provenance)> + 's {
        self.metas
            .iter()
            .filter(|(n, _)| names.contains(&n.as_str()))
            .map(|(n, value)| (value.as_str(), provenance(n)))
    }

    /// The first `<meta>` whose name ends in a part of these: `gallery:uploaded`.
    pub(super) fn meta_ending(&self, ends: &[&str]) -> Option<Given> {
        let (name, value) = self
            .metas
            .iter()
            .find(|(name, _)| name.rsplit_once([':', '.']).is_some_and(|(_, end)| ends.contains(&end)))?;
        Some((value.clone(), provenance(name)))
    }

    /// The value of a microdata property: its attribute, or its words.
    pub(super) fn item(&self, tree: &Tree<'_>, name: &str) -> Option<Given> {
        self.items.iter().filter(|(n, _)| n == name).find_map(|&(_, id)| {
            let value = ["content", "datetime", "title"]
                .iter()
                .find_map(|key| tree.attribute(id, key))
                .map_or_else(|| plain(tree, id), squeeze);
            (!value.is_empty()).then_some((value, Provenance::Microdata))
        })
    }
}

/// Whether a script without a type is JSON-LD all the same.
fn is_json_ld(tree: &Tree<'_>, script: NodeId) -> bool {
    tree.children(script).next().is_some_and(|text| {
        let node = &tree.nodes[text as usize];
        let raw = tree.page[node.start as usize..node.end as usize].trim_start();
        raw.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with("\"@context\""))
    })
}

/// Names of Open Graph have its prefixes.
fn provenance(name: &str) -> Provenance {
    let open = ["og:", "article:", "book:", "video:", "profile:"].iter().any(|p| name.starts_with(p));
    if open { Provenance::OpenGraph } else { Provenance::Meta }
}

/// Whether an address is that of one author: `/author/ada-lund`, `/autoren/lund.html`, not `/autoren/` itself.
fn is_authors_page(href: &str) -> bool {
    let path = href.split(['?', '#']).next().unwrap_or(href);
    let mut parts = path.split('/').filter(|p| !p.is_empty());
    parts.any(|part| crate::plain::tables::header_words("author_path").contains(&part))
        && parts.next().is_some()
}

pub(super) fn squeeze(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out.replace('\u{ad}', "")
}
