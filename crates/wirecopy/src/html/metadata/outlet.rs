//! Who published the page: the name that most of it agrees on, and its form in Latin letters.

use super::page::Page;
use crate::document::{Field, Provenance};
use crate::html::json_ld::Facts;
use crate::html::tree::{NodeId, NodeKind, Tree};
use crate::input::sites::{Sites, host_of};
use crate::plain::tables::header_words;

/// How many nodes are looked at for the line of the rights, from the end of the page.
const FOOT: usize = 4000;

/// The outlet's name, and the same in the script of its readers when that is another.
pub(super) fn read(
    tree: &Tree<'_>,
    page: &Page,
    sites: &Sites,
    url: Option<&str>,
) -> (Option<Field<String>>, Option<Field<String>>) {
    let name = sites.outlet().or_else(|| known(url)).or_else(|| sites.host());
    // "Courier!ニュース" can be read anywhere.
    let foreign = |name: &str| !name.chars().all(is_latin) && !sites.is_host(name);
    let Some(local) = name.as_ref().filter(|f| foreign(&f.value)) else { return (name, None) };
    match latin(tree, page, sites) {
        Some(form) => (Some(form), Some(local.clone())),
        None => (name, None),
    }
}

/// The names the site goes by on this page, each with its weight.
pub(super) fn sites(page: &Page, facts: &Facts, url: Option<&str>) -> Sites {
    let mut given: Vec<(String, Provenance, i32)> = Vec::new();
    let mut add = |found: Option<(String, Provenance)>, weight: i32| {
        given.extend(found.map(|(text, provenance)| (text, provenance, weight)));
    };
    add(page.meta(&["og:site_name"]), 6);
    add(facts.publisher.clone().map(|v| (v, Provenance::JsonLd)), 5);
    add(facts.site.clone().map(|v| (v, Provenance::JsonLd)), 3);
    for name in ["application-name", "apple-mobile-web-app-title", "dc.publisher", "publisher", "sitename"] {
        add(page.meta(&[name]).filter(|(v, _)| !v.contains("://")), 2);
    }
    let og = page.meta(&["og:title"]).map(|m| m.0);
    let titles: Vec<&str> = page.title.as_deref().into_iter().chain(og.as_deref()).collect();
    Sites::new(given, &titles, url)
}

/// The outlet of a host that is widely known.
fn known(url: Option<&str>) -> Option<Field<String>> {
    let host = host_of(url?)?;
    let name = crate::plain::tables::OUTLETS.by_host.get(host.as_str())?;
    Some(Field::new((*name).to_owned(), Provenance::Url))
}

/// The name in Latin letters that the page gives besides: in the line of its rights, when the host agrees; else
/// the account it names, when that is the host's name.
fn latin(tree: &Tree<'_>, page: &Page, sites: &Sites) -> Option<Field<String>> {
    let meta = page.all(&["copyright", "dcterms.rightsholder", "rights"]);
    let line = meta.map(|(text, provenance)| (owner(text), provenance));
    let foot = (0..tree.nodes.len()).rev().take(FOOT).filter_map(|k| {
        let node = &tree.nodes[k];
        let raw = &tree.page[node.start as usize..node.end as usize];
        let text = matches!(node.kind, NodeKind::Text | NodeKind::Escaped) && raw.len() < 400;
        (text && has_mark(raw)).then(|| (owner(&tree.text(k as NodeId)), Provenance::Element))
    });
    let owner = line.chain(foot).find(|(name, _)| !name.is_empty() && sites.is_host(name));
    let account = || {
        let (handle, provenance) = page.meta(&["twitter:site"])?;
        let handle = handle.strip_prefix('@')?;
        (handle.len() > 3 && sites.is_host_alone(handle)).then(|| (handle.to_owned(), provenance))
    };
    owner.or_else(account).map(|(name, provenance)| Field::new(name, provenance))
}

fn has_mark(raw: &str) -> bool {
    ["©", "ⓒ", "&copy", "(c)", "(C)", "Copyright", "COPYRIGHT", "copyright"]
        .iter()
        .any(|mark| raw.contains(mark))
}

/// Whose the rights are, in Latin letters: "© 2031 The Harbour Courier. All rights reserved."
fn owner(line: &str) -> String {
    let end = ["©", "ⓒ", "(c)", "(C)", "Copyright", "COPYRIGHT", "copyright"]
        .iter()
        .filter_map(|mark| line.rfind(mark).map(|at| at + mark.len()))
        .max()
        .unwrap_or(0);
    let rest = line[end..].trim_start_matches(|c: char| !c.is_alphabetic());
    let rest = &rest[..rest.find(['.', ',', '|', '/', '(', ';', '©']).unwrap_or(rest.len())];
    let lower = rest.to_lowercase();
    let rest = match lower.find(" all rights").filter(|_| lower.len() == rest.len()) {
        Some(at) => &rest[..at],
        None => rest,
    };
    let mut name = rest.trim();
    while let Some((head, last)) = name.rsplit_once(' ')
        && (!last.contains(char::is_alphabetic)
            || header_words("company").contains(&last.to_lowercase().as_str()))
    {
        name = head.trim_end();
    }
    let fits = name.len() > 2 && name.len() <= 60 && name.chars().all(is_latin);
    if fits { name.to_owned() } else { String::new() }
}

/// A Latin letter, or no letter at all.
fn is_latin(c: char) -> bool {
    !c.is_alphabetic() || matches!(c, '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn owners_of_rights() {
        for (line, want) in [
            ("© 2031 The Harbour Courier. All rights reserved.", "The Harbour Courier"),
            ("Copyright (C) Harbour Courier All Rights Reserved", "Harbour Courier"),
            ("© 2031 Harbour Courier Corporation", "Harbour Courier"),
            ("© АО «Курьер», 2031", ""),
            ("© 2031", ""),
        ] {
            assert_eq!(owner(line), want, "{line}");
        }
        assert!("Nordblatt – Süd".chars().all(is_latin) && !"港湾新聞Web".chars().all(is_latin));
    }
}
