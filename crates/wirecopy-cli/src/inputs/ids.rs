//! Ids of files that no manifest names: the shortest of name, relative path and full path that is unique.

use std::collections::BTreeMap;
use std::path::Path;

use super::walk::stem;

/// The forms an id can take, shortest first.
pub(super) struct Place {
    at: usize,
    forms: [String; 4],
}

impl Place {
    /// `folder` is the folder of the command line it was found in.
    pub(super) fn new(at: usize, path: &Path, folder: Option<&std::path::PathBuf>) -> Self {
        let whole = path.to_string_lossy().replace('\\', "/");
        let whole = whole.strip_prefix("./").unwrap_or(&whole).to_owned();
        let inside = folder.and_then(|f| path.strip_prefix(f).ok());
        let relative = inside.map_or_else(|| whole.clone(), |p| p.to_string_lossy().replace('\\', "/"));
        let last = path.file_name().map_or_else(|| whole.clone(), |n| n.to_string_lossy().into_owned());
        Self { at, forms: [stem(&last).0.to_owned(), stem(&relative).0.to_owned(), relative, whole] }
    }
}

/// The id of each place.
pub(super) fn assign(places: &[Place]) -> Vec<(usize, String)> {
    let mut level = vec![0; places.len()];
    for step in 1..4 {
        let mut count: BTreeMap<&str, usize> = BTreeMap::new();
        for (place, &l) in places.iter().zip(&level) {
            *count.entry(&place.forms[l]).or_default() += 1;
        }
        let same: Vec<bool> = places
            .iter()
            .zip(&level)
            .map(|(p, &l)| count.get(&*p.forms[l]).is_some_and(|&n| n > 1))
            .collect();
        for (l, same) in level.iter_mut().zip(same) {
            if same {
                *l = step;
            }
        }
    }
    places.iter().zip(level).map(|(p, l)| (p.at, p.forms[l].clone())).collect()
}
