//! The title: the form that most of the page agrees on, in the spelling of its headline, without the site.

use super::page::{Page, squeeze};
use crate::document::{Field, Provenance};
use crate::html::content::Weighed;
use crate::html::flatten::plain;
use crate::html::json_ld::Facts;
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
    if let Some((text, provenance)) = page.meta(&["og:title"]) {
        add(&text, provenance, 10);
    }
    if let Some(text) = &facts.title {
        add(text, Provenance::JsonLd, 10);
    }
    if let Some(text) = facts.name.as_ref().filter(|n| Some(*n) != facts.title.as_ref()) {
        add(text, Provenance::JsonLd, 1);
    }
    if let Some((text, provenance)) =
        page.meta(&["dc.title", "dcterms.title", "citation_title", "headline", "twitter:title"])
    {
        add(&text, provenance, 1);
    }
    if let Some(text) = &page.title {
        add(text, Provenance::Element, 9);
    }
    let headline = headline(tree, weighed, page, &forms);
    if let Some(id) = headline {
        let text = squeeze(&plain(tree, id));
        let letters = letters(&text);
        forms.insert(0, Form { text, letters, provenance: Provenance::Element, weight: 12 });
    }
    (choose(&forms).map(|form| Field::new(form.text.clone(), form.provenance)), headline)
}

/// The form with the most weight behind it, its own and that of those that say the same; the first of equals
/// in weight, and of equals in words the one that stands first.
fn choose(forms: &[Form]) -> Option<&Form> {
    let backing = |form: &Form| -> u32 { forms.iter().filter(|f| same(&f.letters, &form.letters)).map(|f| f.weight).sum() };
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
    let whole = forms.iter().find(|f| cut && f.letters.len() > best.letters.len() && f.letters.starts_with(&best.letters));
    Some(whole.unwrap_or(best))
}

/// Whether two forms are one title; a long one may have been cut.
fn same(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    a == b || short.len() >= 60 && long.starts_with(short)
}

/// The `<h1>` that is the article's headline: the one whose words the page's own titles repeat, or an `<h2>`
/// that says just what they say, or the only `<h1>`.
fn headline(tree: &Tree<'_>, weighed: &Weighed, page: &Page, forms: &[Form]) -> Option<NodeId> {
    let shown = |ids: &[NodeId], least: u32| -> Vec<(NodeId, String)> {
        ids.iter()
            .copied()
            .filter(|&id| !weighed.silent[id as usize] && weighed.mass[id as usize].text > least)
            .take(40)
            .map(|id| (id, letters(&squeeze(&plain(tree, id)))))
            .collect()
    };
    let headings = shown(&page.headings, 3);
    for form in forms {
        let title = &form.letters;
        let found = headings.iter().find(|(_, words)| {
            words == title || words.len() > 8 && (title.starts_with(words) || title.ends_with(words))
        });
        if let Some(&(id, _)) = found {
            return Some(id);
        }
    }
    let subheadings = shown(&page.subheadings, 15);
    if let Some(&(id, _)) = subheadings.iter().find(|(_, words)| forms.iter().any(|f| f.letters == *words)) {
        return Some(id);
    }
    match headings.as_slice() {
        [(only, _)] if weighed.mass[*only as usize].text > 15 => Some(*only),
        _ => None,
    }
}
