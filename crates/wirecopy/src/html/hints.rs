//! What the names in a page's markup say about its elements.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::tags::Tag;
use super::tree::{NodeId, Tree};

/// What an element is taken for by its names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hint {
    /// Never the article.
    Apart,
    /// A column beside the article; the layout of both, when a frame word stands with it.
    Side,
    /// Not the article, unless it is most of the page.
    Drop,
    /// The words under a picture.
    Caption,
    /// Not shown before the reader does something.
    Hidden,
    /// Written for machines and readers aloud, not shown.
    Unseen,
    /// Layout around the article and what stands beside it; only with another word.
    Frame,
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
                "apart" => Hint::Apart,
                "side" => Hint::Side,
                "hidden" => Hint::Hidden,
                "drop" => Hint::Drop,
                "frame" => Hint::Frame,
                "unseen" => Hint::Unseen,
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
        Some(Tag::Nav | Tag::Footer) => return Some(Hint::Apart),
        Some(Tag::Form | Tag::Menu) => return Some(Hint::Drop),
        None
        | Some(
            Tag::Body
            | Tag::Html
            | Tag::Article
            | Tag::Main
            | Tag::Tr
            | Tag::Td
            | Tag::Th
            | Tag::Tbody
            | Tag::Thead,
        ) => return None,
        _ => {}
    }
    let mut found = None;
    for (name, value) in tree.attributes(id) {
        match name {
            "itemprop" if value.eq_ignore_ascii_case("articleBody") => return Some(Hint::Body),
            "role"
                if matches!(value, "navigation" | "complementary" | "banner" | "contentinfo" | "search") =>
            {
                return Some(Hint::Apart);
            }
            "hidden" => return Some(Hint::Apart),
            "aria-hidden" if value == "true" => return Some(Hint::Drop),
            "style" if hides(value) => return Some(Hint::Apart),
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

/// The hint of a word that begins with one of the stems.
fn stem(word: &str) -> Option<&'static Hint> {
    static STEMS: LazyLock<Vec<(&'static str, Hint)>> = LazyLock::new(|| {
        let mut stems: Vec<_> =
            WORDS.iter().filter_map(|(word, hint)| Some((word.strip_prefix('^')?, *hint))).collect();
        // In an order of their own, not that of the table.
        stems.sort_unstable_by_key(|(stem, _)| *stem);
        stems
    });
    STEMS.iter().find(|(stem, _)| word.starts_with(stem)).map(|(_, hint)| hint)
}

/// The hint of the names in an attribute. "article-body" counts as "articlebody" too.
fn words(value: &str) -> Option<Hint> {
    let mut found = None;
    let (mut frames, mut body) = (false, false);
    for name in value.split_ascii_whitespace().take(24) {
        if name.contains([':', '[']) {
            // A condition on the style ("print:hidden"), not a name.
            continue;
        }
        let mut whole = String::with_capacity(name.len() + 1);
        whole.push('=');
        let mut from = 1;
        let mut before = 1..1;
        let mut lower = false;
        for c in name.chars().chain(['-']) {
            let new_part = !c.is_ascii_alphanumeric() || (c.is_ascii_uppercase() && lower);
            if new_part && from < whole.len() {
                let joined = if before.end == from { Some(before.start) } else { None };
                for start in [Some(from), joined].into_iter().flatten() {
                    match WORDS.get(&whole[start..]).or_else(|| stem(&whole[start..])) {
                        Some(Hint::Body) => body = true,
                        Some(Hint::Frame) => frames = true,
                        Some(&hint) => found = found.or(Some(hint)),
                        None => {}
                    }
                }
                before = from..whole.len();
                from = whole.len();
            }
            if c.is_ascii_alphanumeric() {
                whole.push(c.to_ascii_lowercase());
            }
            lower = c.is_ascii_lowercase();
        }
        if let Some(&hint) = WORDS.get(whole.as_str())
            && (found.is_none() || hint == Hint::Hidden)
        {
            found = Some(hint);
        }
    }
    match found {
        Some(Hint::Hidden) => Some(Hint::Drop),
        _ if body => Some(Hint::Body),
        Some(Hint::Apart) if frames => Some(Hint::Drop),
        Some(Hint::Side) => (!frames).then_some(Hint::Apart),
        found => found,
    }
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
