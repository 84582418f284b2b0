//! What a page says of its article: JSON-LD, `OpenGraph`, `<meta>`, microdata, elements, bylines; in the order
//! in which they are to be trusted for each fact.

use super::content::Weighed;
use super::flatten::plain;
use super::hints::Hint;
use super::json_ld;
use super::tags::Tag;
use super::tree::{NodeId, Tree};
use crate::document::{Date, Field, Metadata, Provenance};
use crate::input::bylines as names;

/// A value that a page gives, and where.
type Given = (String, Provenance);

/// The facts of a page, and its headline's element when it has one.
pub(super) fn read(tree: &Tree<'_>, weighed: &Weighed) -> (Metadata, Option<NodeId>) {
    let page = Page::gather(tree);
    let facts = json_ld::read(page.scripts.iter().map(String::as_str));
    let mut out = Metadata::default();
    let ld = |value: &Option<String>| value.clone().map(|v| (v, Provenance::JsonLd));

    let site =
        page.meta(&["og:site_name"], Provenance::OpenGraph).or_else(|| ld(&facts.publisher)).or_else(|| {
            page.meta(
                &["application-name", "twitter:app:name:iphone", "dc.publisher", "publisher"],
                Provenance::Meta,
            )
        });
    let heading = headline(tree, weighed, &page, &facts);
    let title = heading
        .map(|id| (plain(tree, id), Provenance::Element))
        .or_else(|| ld(&facts.title))
        .or_else(|| page.meta(&["og:title"], Provenance::OpenGraph))
        .or_else(|| page.meta(&["twitter:title", "dc.title", "headline"], Provenance::Meta))
        .or_else(|| page.title.clone().map(|t| (t, Provenance::Element)));
    out.title =
        title.map(|(t, p)| Field::new(names::without_site(&t, site.as_ref().map(|s| s.0.as_str())), p));
    out.outlet = site.map(|(name, p)| Field::new(names::site(&name), p)).filter(|f| !f.value.is_empty());

    out.published = ld(&facts.published)
        .or_else(|| {
            page.meta(
                &["article:published_time", "og:article:published_time", "og:published_time"],
                Provenance::OpenGraph,
            )
        })
        .or_else(|| page.meta(PUBLISHED, Provenance::Meta))
        .or_else(|| page.item("datepublished"))
        .or_else(|| page.times.first().cloned().map(|t| (t, Provenance::Element)))
        .and_then(|(value, p)| date(&value).map(|d| Field::new(d, p)));
    out.modified = ld(&facts.modified)
        .or_else(|| page.meta(&["article:modified_time", "og:updated_time"], Provenance::OpenGraph))
        .or_else(|| page.meta(&["last-modified", "dcterms.modified", "dc.date.modified"], Provenance::Meta))
        .or_else(|| page.item("datemodified"))
        .and_then(|(value, p)| date(&value).map(|d| Field::new(d, p)));

    let outlet = out.outlet.as_ref().map(|f| f.value.clone());
    out.authors = authors(tree, weighed, &page, &facts, outlet.as_deref());
    out.language = page
        .language
        .clone()
        .map(|v| (v, Provenance::Element))
        .or_else(|| ld(&facts.language))
        .or_else(|| page.meta(&["og:locale"], Provenance::OpenGraph))
        .or_else(|| page.meta(&["content-language", "language", "dc.language"], Provenance::Meta))
        .filter(|(v, _)| v.len() >= 2 && v.len() <= 12)
        .map(|(v, p)| Field::new(v.replace('_', "-"), p));
    out.url = page
        .canonical
        .clone()
        .map(|v| (v, Provenance::Element))
        .or_else(|| page.meta(&["og:url"], Provenance::OpenGraph))
        .or_else(|| ld(&facts.url))
        .filter(|(v, _)| v.starts_with("http"))
        .map(|(v, p)| Field::new(v, p));
    out.description = page
        .meta(&["og:description"], Provenance::OpenGraph)
        .or_else(|| page.meta(&["description", "twitter:description", "dc.description"], Provenance::Meta))
        .or_else(|| ld(&facts.description))
        .map(|(v, p)| Field::new(v, p));
    out.section = page
        .meta(&["article:section"], Provenance::OpenGraph)
        .or_else(|| ld(&facts.section))
        .map(|(v, p)| Field::new(v, p));
    out.image = page
        .meta(&["og:image"], Provenance::OpenGraph)
        .or_else(|| ld(&facts.image))
        .map(|(v, p)| Field::new(v, p));
    out.tags = tags(&page, &facts);
    (out, heading)
}

const PUBLISHED: &[&str] = &[
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "published_at",
    "datepublished",
    "dc.date",
    "dc.date.issued",
    "dc.date.created",
    "dcterms.created",
    "dcterms.date",
    "dcterms.issued",
    "sailthru.date",
    "parsely-pub-date",
    "article_date_original",
    "cxenseparse:recs:publishtime",
    "originalpublicationdate",
    "article.published",
    "publication_date",
    "rnews:datepublished",
];

/// What is strewn over a page, gathered in one pass.
#[derive(Debug, Default)]
struct Page {
    metas: Vec<(String, String)>,
    items: Vec<(String, String)>,
    scripts: Vec<String>,
    times: Vec<String>,
    title: Option<String>,
    canonical: Option<String>,
    language: Option<String>,
    headings: Vec<NodeId>,
}

impl Page {
    fn gather(tree: &Tree<'_>) -> Self {
        let mut page = Self::default();
        for id in 0..tree.nodes.len() as NodeId {
            let Some(tag) = tree.tag(id) else { continue };
            let has = |name: &str| tree.attribute(id, name).map(str::trim).filter(|v| !v.is_empty());
            if let Some(item) = has("itemprop") {
                let value = has("content").or(has("datetime")).map(str::to_owned);
                if let Some(value) = value {
                    page.items.push((item.to_ascii_lowercase(), value));
                }
            }
            match tag {
                Tag::Meta => {
                    let name = has("property").or(has("name")).or(has("http-equiv"));
                    if let (Some(name), Some(value)) = (name, has("content")) {
                        page.metas.push((name.to_ascii_lowercase(), squeeze(value)));
                    }
                }
                Tag::Script if has("type").is_some_and(|t| t.to_ascii_lowercase().contains("ld+json")) => {
                    page.scripts.push(tree.children(id).map(|c| tree.text(c)).collect());
                }
                Tag::Link if has("rel").is_some_and(|r| r.eq_ignore_ascii_case("canonical")) => {
                    page.canonical = page.canonical.take().or_else(|| has("href").map(str::to_owned));
                }
                Tag::Title if page.title.is_none() => {
                    page.title = Some(plain(tree, id)).filter(|t| !t.is_empty());
                }
                Tag::Html => {
                    page.language =
                        page.language.take().or_else(|| has("lang").or(has("xml:lang")).map(str::to_owned));
                }
                Tag::Time => page.times.extend(has("datetime").map(str::to_owned)),
                Tag::H1 => page.headings.push(id),
                _ => {}
            }
        }
        page
    }

    fn meta(&self, names: &[&str], provenance: Provenance) -> Option<Given> {
        names
            .iter()
            .find_map(|name| self.metas.iter().find(|(n, _)| n == name))
            .map(|(_, value)| (value.clone(), provenance))
    }

    fn item(&self, name: &str) -> Option<Given> {
        let (_, value) = self.items.iter().find(|(n, _)| n == name)?;
        Some((value.clone(), Provenance::Microdata))
    }
}

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn date(value: &str) -> Option<Date> {
    crate::plain::dates::read(value, None)
}

/// The `<h1>` that is the article's headline: the one whose words the page's own titles repeat, or the only one.
fn headline(tree: &Tree<'_>, weighed: &Weighed, page: &Page, facts: &json_ld::Facts) -> Option<NodeId> {
    let shown: Vec<NodeId> = page
        .headings
        .iter()
        .copied()
        .filter(|&id| !weighed.silent[id as usize] && weighed.mass[id as usize].text > 3)
        .collect();
    let given = [
        facts.title.clone(),
        page.meta(&["og:title"], Provenance::OpenGraph).map(|m| m.0),
        page.title.clone(),
    ];
    let letters = |text: &str| {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
    };
    for title in given.iter().flatten() {
        let title = letters(title);
        let found = shown.iter().copied().find(|&id| {
            let words = letters(&plain(tree, id));
            words == title || words.len() > 8 && (title.starts_with(&words) || title.ends_with(&words))
        });
        if found.is_some() {
            return found;
        }
    }
    match shown.as_slice() {
        [only] if weighed.mass[*only as usize].text > 15 => Some(*only),
        _ => None,
    }
}

fn authors(
    tree: &Tree<'_>,
    weighed: &Weighed,
    page: &Page,
    facts: &json_ld::Facts,
    outlet: Option<&str>,
) -> Vec<Field<String>> {
    let metas = |names: &[&str]| -> Vec<String> {
        page.metas.iter().filter(|(n, _)| names.contains(&n.as_str())).map(|(_, v)| v.clone()).collect()
    };
    let bylines = || -> Vec<String> {
        (0..tree.nodes.len() as NodeId)
            .filter(|&id| {
                let i = id as usize;
                weighed.hints[i] == Some(Hint::Byline) && (4..120).contains(&weighed.mass[i].text)
            })
            .take(3)
            .map(|id| plain(tree, id))
            .collect()
    };
    let rel = || -> Vec<String> {
        (0..tree.nodes.len() as NodeId)
            .filter(|&id| {
                tree.tag(id) == Some(Tag::A)
                    && tree.attribute(id, "rel").is_some_and(|r| r.contains("author"))
                    || tree.tag(id).is_some() && tree.attribute(id, "itemprop") == Some("author")
            })
            .take(6)
            .map(|id| plain(tree, id))
            .collect()
    };
    let sources: [(Vec<String>, Provenance); 4] = [
        (facts.authors.clone(), Provenance::JsonLd),
        (
            metas(&[
                "author",
                "article:author",
                "dc.creator",
                "parsely-author",
                "sailthru.author",
                "byl",
                "dcterms.creator",
                "citation_author",
            ]),
            Provenance::Meta,
        ),
        (rel(), Provenance::Element),
        (bylines(), Provenance::Byline),
    ];
    for (given, provenance) in sources {
        let people = names::people(&given, outlet);
        if !people.is_empty() {
            return people.into_iter().map(|name| Field::new(name, provenance)).collect();
        }
    }
    Vec::new()
}

fn tags(page: &Page, facts: &json_ld::Facts) -> Vec<Field<String>> {
    let own: Vec<String> =
        page.metas.iter().filter(|(n, _)| n == "article:tag").map(|(_, v)| v.clone()).collect();
    let (given, provenance) = if own.is_empty() {
        if facts.tags.is_empty() {
            let list =
                page.meta(&["news_keywords", "keywords"], Provenance::Meta).map(|m| m.0).unwrap_or_default();
            (list.split(',').map(squeeze).collect(), Provenance::Meta)
        } else {
            (facts.tags.clone(), Provenance::JsonLd)
        }
    } else {
        (own, Provenance::OpenGraph)
    };
    let mut out: Vec<Field<String>> = Vec::new();
    for tag in given.into_iter().filter(|t: &String| !t.is_empty()).take(64) {
        if out.iter().all(|f| f.value != tag) {
            out.push(Field::new(tag, provenance));
        }
    }
    out
}
