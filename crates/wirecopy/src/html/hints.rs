//! What the names in a page's markup say about its elements.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::tags::Tag;
use super::tree::{NodeId, Tree};

/// What an element is taken for by its names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hint {
    /// Not the article.
    Drop,
    /// The words under a picture.
    Caption,
    /// Who made a picture.
    Credit,
    /// Who wrote it and when.
    Byline,
    /// The article.
    Body,
}

static WORDS: LazyLock<HashMap<&'static str, Hint>> = LazyLock::new(|| {
    include_str!("data/hints.tsv")
        .lines()
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| l.split_once('\t'))
        .filter_map(|(word, what)| {
            let hint = match what {
                "drop" => Hint::Drop,
                "caption" => Hint::Caption,
                "credit" => Hint::Credit,
                "byline" => Hint::Byline,
                "body" => Hint::Body,
                _ => return None,
            };
            Some((word, hint))
        })
        .collect()
});

/// What an element is taken for; `None` when its names say nothing.
pub(super) fn hint(tree: &Tree<'_>, id: NodeId) -> Option<Hint> {
    match tree.tag(id) {
        Some(Tag::Figcaption) => return Some(Hint::Caption),
        Some(Tag::Nav | Tag::Footer | Tag::Form | Tag::Menu) => return Some(Hint::Drop),
        None | Some(Tag::Body | Tag::Html | Tag::Article | Tag::Main) => return None,
        _ => {}
    }
    let mut found = None;
    for (name, value) in tree.attributes(id) {
        match &**name {
            "itemprop" if value.eq_ignore_ascii_case("articleBody") => return Some(Hint::Body),
            "role"
                if matches!(
                    &**value,
                    "navigation" | "complementary" | "banner" | "contentinfo" | "search"
                ) =>
            {
                return Some(Hint::Drop);
            }
            "hidden" => return Some(Hint::Drop),
            "aria-hidden" if &**value == "true" => return Some(Hint::Drop),
            "style" if hides(value) => return Some(Hint::Drop),
            "class" | "id" | "data-component" | "data-testid" | "data-module" | "rel" => {
                found = found.or_else(|| words(value));
            }
            _ => {}
        }
    }
    found
}

fn hides(style: &str) -> bool {
    let squeezed: String =
        style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    squeezed.contains("display:none") || squeezed.contains("visibility:hidden")
}

/// The hint of the names in an attribute. "article-body" counts as "articlebody" too.
fn words(value: &str) -> Option<Hint> {
    let mut found = None;
    for name in value.split_ascii_whitespace().take(24) {
        let mut before = String::new();
        let mut part = String::new();
        let mut lower = false;
        for c in name.chars().chain(['-']) {
            let new_part = !c.is_ascii_alphanumeric() || (c.is_ascii_uppercase() && lower);
            if new_part && !part.is_empty() {
                let joined = before + &part;
                for word in [part.as_str(), joined.as_str()] {
                    match WORDS.get(word) {
                        Some(Hint::Body) => return Some(Hint::Body),
                        Some(&hint) => found = found.or(Some(hint)),
                        None => {}
                    }
                }
                before = std::mem::take(&mut part);
            }
            if c.is_ascii_alphanumeric() {
                part.push(c.to_ascii_lowercase());
            }
            lower = c.is_ascii_lowercase();
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_by_their_parts() {
        assert_eq!(words("share-bar wide"), Some(Hint::Drop));
        assert_eq!(words("ArticleBody"), Some(Hint::Body));
        assert_eq!(words("story-body"), Some(Hint::Body));
        assert_eq!(words("c-imageCaption"), Some(Hint::Caption));
        assert_eq!(words("shared gradient"), None);
        assert!(hides("color: red; display : none"));
    }
}
