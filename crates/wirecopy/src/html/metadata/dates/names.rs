//! What the names of elements say of the dates they show.

use std::sync::LazyLock;

use crate::html::tree::{NodeId, Tree};

/// What names of elements say of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    Date,
    Modified,
    Other,
}

static NAMES: LazyLock<Vec<(Named, bool, &'static str)>> = LazyLock::new(|| {
    include_str!("../../data/date_names.tsv")
        .lines()
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| {
            let mut cells = l.split('\t');
            let named = match cells.next()? {
                "date" => Named::Date,
                "modified" => Named::Modified,
                _ => Named::Other,
            };
            Some((named, cells.next()? == "part", cells.next()?))
        })
        .collect()
});

/// What the class and id of an element say; `Other` wins, then `Modified`.
pub(super) fn named(tree: &Tree<'_>, id: NodeId) -> Option<Named> {
    let mut found = None;
    for (key, value) in tree.attributes(id) {
        if !matches!(key, "class" | "id" | "itemprop" | "data-testid" | "property") || value.len() > 300 {
            continue;
        }
        let lower = value.to_ascii_lowercase();
        for part in lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|p| !p.is_empty()) {
            for &(named, whole, word) in NAMES.iter() {
                let hit = if whole { part == word } else { part.contains(word) };
                if hit {
                    match named {
                        Named::Other => return Some(Named::Other),
                        Named::Modified => found = Some(Named::Modified),
                        Named::Date => found = found.or(Some(Named::Date)),
                    }
                }
            }
        }
    }
    found
}
