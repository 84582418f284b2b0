//! When it was published and last changed: what the page declares, what it shows near its headline, what its
//! address says. Dates of teasers, comments, calendars and copyright lines are not the article's.
//!
//! - `address`: the date in the page's address
//! - `shown`: dates that readers see; `names`: what class and id say of them

mod address;
mod names;
mod shown;

use super::page::Page;
use crate::document::{Date, Field, Provenance};
use crate::html::content::Weighed;
use crate::html::json_ld::Facts;
use crate::html::tree::{NodeId, Tree};
use crate::plain::dates;
use shown::{SURE, Shown};

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
];

/// Names that may be those of the template or of the last build.
const VAGUE: &[&str] = &["timestamp", "created", "create_date", "date"];

/// The last part of names that sites make up for themselves: `gallery:uploaded`.
const ENDS: &[&str] =
    &["published", "published_time", "datepublished", "publish_date", "pubdate", "uploaded"];

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
    let linked = |own: &Option<String>| own.clone().and_then(|v| date((v, Provenance::JsonLd)));
    let metas = |names: &[&str]| names.iter().find_map(|name| date(page.meta(&[name])?));
    let items = |names: &[&str]| names.iter().find_map(|name| date(page.item(tree, name)?));
    let stated = metas(PUBLISHED);
    let mut out = Dates {
        published: linked(&facts.published)
            .or_else(|| stated.clone())
            .or_else(|| items(&["datepublished"]))
            .or_else(|| metas(VAGUE))
            .or_else(|| items(&["datecreated", "uploaddate"]))
            .or_else(|| date(page.meta_ending(ENDS)?)),
        modified: linked(&facts.modified)
            .or_else(|| metas(MODIFIED))
            .or_else(|| items(&["datemodified", "dateupdate"])),
    };
    let weak = out.published.as_ref().is_none_or(|f| f.provenance == Provenance::Meta);
    let other = |f: &Field<Date>| out.published.as_ref().is_some_and(|p| p.value.day() != f.value.day());
    let disputed = stated.filter(other);
    let address = url.and_then(address::read);
    if weak || disputed.is_some() || out.modified.is_none() {
        let shown = Shown { tree, weighed, page, headline, day_first, address: address.as_ref() }.best();
        // A bare `<meta name="date">` may be that of the template or of the last build.
        let plain = shown.published.as_ref().is_some_and(|(_, score)| *score >= SURE);
        let seen = shown.published.as_ref().map(|(field, _)| field.value.day().to_owned());
        if let Some(stated) = disputed.filter(|d| plain && seen.as_deref() == Some(d.value.day())) {
            out.published = Some(stated);
        } else if out.published.is_none() || weak && plain {
            out.published = shown.published.map(|(field, _)| field).or(out.published);
        }
        out.modified = out.modified.or(shown.modified.map(|(field, _)| field));
    }
    let earlier = |date: &Date| {
        out.published.as_ref().is_none_or(|p| {
            let days = p.value.day_number().zip(date.day_number());
            days.is_some_and(|(published, address)| address + 1 < published)
        })
    };
    // An address keeps its date when the page is put out again.
    if let Some(date) = address.filter(earlier) {
        out.published = Some(Field::new(date, Provenance::Url));
    }
    if out.published.is_none() {
        // It was there on the day of its last change.
        out.published = out.modified.clone().map(|f| Field::new(f.value, Provenance::Modified));
    }
    out
}
