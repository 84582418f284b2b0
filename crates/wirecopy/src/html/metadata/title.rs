//! The title: the form that most of the page agrees on, in the spelling of its headline, without the site.

use std::sync::LazyLock;

use super::page::{Page, squeeze};
use crate::document::{Field, Provenance};
use crate::html::content::Weighed;
use crate::html::flatten::plain;
use crate::html::json_ld::Facts;
use crate::html::tags::Tag;
use crate::html::tree::{NodeId, Tree};
use crate::input::sites::{Sites, letters};

/// A form of the title, and how much its place counts.
struct Form {
    text: String,
    letters: String,
    provenance: Provenance,
    weight: u32,
}

/// The title, and the element of the headline when the page has one.
pub(super) fn read(
    tree: &Tree<'_>,
    weighed: &Weighed,
    page: &Page,
    facts: &Facts,
    sites: &Sites,
) -> (Option<Field<String>>, Option<NodeId>) {
    let mut forms: Vec<Form> = Vec::new();
    let mut add = |text: &str, provenance, weight| {
        let text = sites.strip(&squeeze(text));
        let letters = letters(&text);
        if !letters.is_empty() && !sites.is_name(&text) {
            forms.push(Form { text, letters, provenance, weight });
        }
    };
    if let Some(text) = &facts.title {
        add(text, Provenance::JsonLd, JSON_LD);
    }
    if let Some((text, provenance)) = page.meta(&["og:title"]) {
        add(&text, provenance, OPEN_GRAPH);
    }
    if let Some(text) = facts.name.as_ref().filter(|n| Some(*n) != facts.title.as_ref()) {
        add(text, Provenance::JsonLd, NAME);
    }
    if let Some((text, provenance)) = page.meta(&["dc.title", "dcterms.title", "citation_title", "headline"])
    {
        add(&text, provenance, 0);
    }
    if let Some(text) = &page.title {
        add(text, Provenance::Element, TITLE);
    }
    let headline = headline(tree, weighed, page, &forms, sites);
    if let Some(id) = headline {
        let (whole, part) = (squeeze(&plain(tree, id)), sites.strip(&squeeze(&shown(tree, id))));
        let whole_letters = letters(&whole);
        let text = if forms.iter().any(|f| f.letters == whole_letters) { whole } else { part };
        let letters = letters(&text);
        forms.insert(0, Form { text, letters, provenance: Provenance::Element, weight: HEADLINE });
    }
    let chosen = choose(&forms).map(|form| Field::new(form.text.clone(), form.provenance));
    // A page about the site itself is called by its name.
    let own = || page.title.as_ref().map(|t| Field::new(squeeze(t), Provenance::Element));
    (chosen.or_else(own), headline)
}

/// How much the places count. The headline of JSON-LD is the article's own, whatever else is shown to readers
/// or to search engines; the `<h1>` outweighs Open Graph; `<title>` is for when there is nothing else.
const JSON_LD: u32 = 20;
const HEADLINE: u32 = 10;
const OPEN_GRAPH: u32 = 8;
const NAME: u32 = 3;
const TITLE: u32 = 0;

static ABOVE: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    include_str!("../data/headline_names.tsv")
        .lines()
        .filter(|l| !l.starts_with('#') && !l.is_empty())
        .collect()
});

/// The words of a headline without those that stand above it.
fn shown(tree: &Tree<'_>, headline: NodeId) -> String {
    let above = |id: NodeId| {
        tree.attributes(id).filter(|(key, _)| matches!(*key, "class" | "id" | "data-test-id")).any(
            |(_, value)| {
                let value = value.to_ascii_lowercase();
                ABOVE.iter().any(|word| value.contains(word))
            },
        )
    };
    let end = tree.after(headline);
    let mut out = String::new();
    let mut id = headline + 1;
    let mut left = false;
    while id < end && id < headline + 400 {
        if tree.tag(id).is_some() {
            if above(id) {
                left = true;
                id = tree.after(id);
                continue;
            }
            if tree.tag(id) == Some(Tag::Br) {
                out.push(' ');
            }
        } else {
            out.push_str(&tree.text(id));
        }
        id += 1;
    }
    let out = out.trim_start_matches(|c: char| c.is_whitespace() || ":|-–—·".contains(c));
    let kept = left && out.len() > 8 && out.len() * 3 > plain(tree, headline).len();
    if kept { out.to_owned() } else { plain(tree, headline) }
}

/// The form with the most weight behind it, its own and that of those that say the same; the first of equals
/// in weight, and of equals in words the one that stands first.
fn choose(forms: &[Form]) -> Option<&Form> {
    let backing = |form: &Form| -> u32 {
        forms.iter().filter(|f| same(&f.letters, &form.letters)).map(|f| f.weight).sum()
    };
    let mut best: Option<(&Form, u32)> = None;
    for form in forms {
        let weight = backing(form);
        if best.is_none_or(|b| weight > b.1) {
            best = Some((form, weight));
        }
    }
    let (best, _) = best?;
    // A form that was cut short gives way to the whole.
    let cut = best.text.ends_with('…') || best.text.ends_with("...");
    let whole = forms
        .iter()
        .find(|f| cut && f.letters.len() > best.letters.len() && f.letters.starts_with(&best.letters));
    Some(whole.unwrap_or(best))
}

/// Whether two forms are one title; a long one may have been cut.
fn same(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    a == b || short.len() >= 60 && long.starts_with(short)
}

/// The `<h1>` that is the article's headline: the one whose words the page's own titles repeat, or an `<h2>`
/// that says just what they say, or the only `<h1>` that may be one.
fn headline(
    tree: &Tree<'_>,
    weighed: &Weighed,
    page: &Page,
    forms: &[Form],
    sites: &Sites,
) -> Option<NodeId> {
    let heads = |ids: &[NodeId], least: u32| -> Vec<(NodeId, String)> {
        ids.iter()
            .copied()
            .filter(|&id| !weighed.silent[id as usize] && weighed.mass[id as usize].text > least)
            .take(40)
            .map(|id| (id, letters(&squeeze(&shown(tree, id)))))
            .collect()
    };
    let headings = heads(&page.headings, 3);
    for form in forms {
        let title = &form.letters;
        let found = headings.iter().find(|(_, words)| {
            words == title
                || words.len() > 8 && (title.starts_with(words) || title.ends_with(words))
                || title.len() >= 16
                    && words.len() <= title.len() + title.len() / 3
                    && words.starts_with(title.as_str())
        });
        if let Some(&(id, _)) = found {
            return Some(id);
        }
    }
    let subheadings = heads(&page.subheadings, 15);
    if let Some(&(id, _)) = subheadings.iter().find(|(_, words)| forms.iter().any(|f| f.letters == *words)) {
        return Some(id);
    }
    let may = |id: &NodeId| {
        weighed.mass[*id as usize].text > 15 && !page.apart[*id as usize] && !sites.is_name(&plain(tree, *id))
    };
    let mut left = headings.iter().map(|h| h.0).filter(may);
    match (left.next(), left.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    }
}
