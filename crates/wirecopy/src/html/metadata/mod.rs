//! What a page says of its article: JSON-LD, `OpenGraph`, `<meta>`, microdata, elements, bylines, its address;
//! in the order in which they are to be trusted for each fact.
//!
//! - `page`: what is strewn over the page, gathered once
//! - `title`, `authors`, `dates`, `outlet`: the facts that take more than looking up

mod authors;
mod dates;
mod outlet;
mod page;
mod title;

use page::Page;

use super::content::Weighed;
use super::json_ld::{self, Facts};
use super::tree::{NodeId, Tree};
use crate::document::{Field, Metadata, Provenance};
use crate::input::sites::host_of;

/// What a page says of itself.
pub(super) struct About {
    pub(super) metadata: Metadata,
    /// The element of its headline.
    pub(super) headline: Option<NodeId>,
    /// Whether it calls itself an article.
    pub(super) article: bool,
}

/// The facts of a page. `url` is its address if the caller knows it.
pub(super) fn read(tree: &Tree<'_>, weighed: &Weighed, url: Option<&str>) -> About {
    let page = Page::gather(tree, weighed);
    let facts = json_ld::read(page.scripts.iter().map(String::as_str), tree.watch);
    let mut out = Metadata::default();
    let ld = |value: &Option<String>| value.clone().map(|v| (v, Provenance::JsonLd));
    let field = |(value, provenance): (String, Provenance)| Field::new(value, provenance);

    out.url = address(&page, &facts, url);
    let own = url.or(out.url.as_ref().map(|f| f.value.as_str())).map(str::to_owned);
    let sites = outlet::sites(&page, &facts, own.as_deref());
    (out.outlet, out.outlet_local) = outlet::read(tree, &page, &sites, own.as_deref());

    let (title, headline) = title::read(tree, weighed, &page, &facts, &sites);
    out.title = title;
    out.language = language(&page, &facts);
    let code = out.language.as_ref().map(|f| f.value.to_ascii_lowercase());
    let day_first = Some(day_first(code.as_deref(), own.as_deref()));
    let dates = dates::read(tree, weighed, &page, &facts, headline, own.as_deref(), day_first);
    out.published = dates.published;
    out.modified = dates.modified;
    out.authors = authors::read(tree, weighed, &page, &facts, &sites, headline);
    out.description = page
        .meta(&["og:description"])
        .or_else(|| ld(&facts.description))
        .or_else(|| {
            page.meta(&["description", "twitter:description", "dc.description", "dcterms.description"])
        })
        .map(field);
    out.section = page
        .meta(&["article:section"])
        .or_else(|| ld(&facts.section))
        .or_else(|| page.meta(&["parsely-section", "cxenseparse:section", "section", "category"]))
        .map(field);
    out.image = page
        .meta(&["og:image", "og:image:url", "og:image:secure_url"])
        .or_else(|| ld(&facts.image))
        .or_else(|| page.meta(&["twitter:image", "twitter:image:src"]))
        .map(|(value, provenance)| Field::new(resolved(&value, &page, own.as_deref()), provenance));
    out.tags = tags(&page, &facts);
    let kinds = page.all(&["og:type"]);
    let article = kinds.into_iter().any(|(kind, _)| kind.to_ascii_lowercase().contains("article"));
    About { metadata: out, headline, article }
}

/// The canonical address, whole: what is given in part is completed from the page's base and own address.
fn address(page: &Page, facts: &Facts, url: Option<&str>) -> Option<Field<String>> {
    page.canonical
        .clone()
        .map(|v| (v, Provenance::Element))
        .or_else(|| page.meta(&["og:url"]))
        .or_else(|| facts.url.clone().map(|v| (v, Provenance::JsonLd)))
        .map(|(value, provenance)| Field::new(resolved(&value, page, url), provenance))
        .filter(|f| f.value.starts_with("http://") || f.value.starts_with("https://"))
}

/// An address completed from `<base>` and the page's own.
fn resolved(value: &str, page: &Page, url: Option<&str>) -> String {
    let value = value.trim();
    let join = |base: &str, value: &str| -> Option<String> {
        if value.contains("://") {
            return Some(value.to_owned());
        }
        let (scheme, rest) = base.split_once("://")?;
        if value.starts_with("//") {
            return Some(format!("{scheme}:{value}"));
        }
        let host = rest.split(['/', '?', '#']).next()?;
        let path = &rest[host.len()..rest.find(['?', '#']).unwrap_or(rest.len())];
        let folder = path.rfind('/').map_or("/", |at| &path[..=at]);
        Some(match value.strip_prefix('/') {
            Some(rooted) => format!("{scheme}://{host}/{rooted}"),
            None if value.is_empty() || value.starts_with(['#', '?']) => {
                format!("{scheme}://{host}{path}{value}")
            }
            None => format!("{scheme}://{host}{folder}{}", value.trim_start_matches("./")),
        })
    };
    let base =
        page.base.as_deref().and_then(|b| join(url.unwrap_or(b), b)).or_else(|| url.map(str::to_owned));
    base.and_then(|base| join(&base, value)).unwrap_or_else(|| value.to_owned())
}

/// The language the page declares.
fn language(page: &Page, facts: &Facts) -> Option<Field<String>> {
    page.language
        .clone()
        .map(|v| (v, Provenance::Element))
        .into_iter()
        .chain(facts.language.clone().map(|v| (v, Provenance::JsonLd)))
        .chain(page.meta(&["og:locale"]))
        .chain(page.meta(&["content-language", "language", "dc.language", "dcterms.language"]))
        .map(|(v, p)| (v.trim().replace('_', "-"), p))
        .find(|(v, _)| is_language(v))
        .map(|(v, p)| Field::new(v, p))
}

/// Whether a value has the form of a language tag.
fn is_language(value: &str) -> bool {
    let mut parts = value.split('-');
    let first = parts.next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && first.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|p| (2..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// Whether `03/04/2031` is a day of April: so everywhere but in American English.
fn day_first(language: Option<&str>, url: Option<&str>) -> bool {
    let host = url.and_then(host_of);
    let end = host.as_deref().and_then(|h| h.rsplit('.').next()).unwrap_or_default();
    // These two letters are sold to anyone.
    let national = end.len() == 2 && !matches!(end, "us" | "tv" | "io" | "co" | "me" | "ai");
    match language {
        Some("en-us") => false,
        Some("en") | None => national,
        Some(_) => true,
    }
}

fn tags(page: &Page, facts: &Facts) -> Vec<Field<String>> {
    let own: Vec<(String, Provenance)> =
        page.all(&["article:tag", "og:article:tag"]).map(|(v, p)| (v.to_owned(), p)).collect();
    let given: Vec<(String, Provenance)> = if !own.is_empty() {
        own
    } else if !facts.tags.is_empty() {
        facts.tags.iter().map(|t| (t.clone(), Provenance::JsonLd)).collect()
    } else {
        let list = page.meta(&["news_keywords", "keywords", "parsely-tags", "sailthru.tags", "dc.subject"]);
        list.into_iter()
            .flat_map(|(list, p)| {
                list.split([',', ';', '、', '،']).map(|t| (page::squeeze(t), p)).collect::<Vec<_>>()
            })
            .collect()
    };
    let mut out: Vec<Field<String>> = Vec::new();
    for (tag, provenance) in given.into_iter().filter(|t| !t.0.is_empty()).take(64) {
        if out.iter().all(|f| f.value != tag) {
            out.push(Field::new(tag, provenance));
        }
    }
    out
}
