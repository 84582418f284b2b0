//! Files and folders: what is a document, what holds documents, in which format.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use wirecopy::Format;

use super::{Problem, Source, ids, name};
use crate::args::ReadArgs;

const DOCUMENTS: &[&str] = &["txt", "md", "markdown", "html", "htm", "xhtml", "mhtml", "mht"];
const LINES: &[&str] = &["jsonl", "ndjson"];

/// The name of a file less `.gz` and one known extension, and that extension in lower case.
pub(super) fn stem(name: &str) -> (&str, Option<String>) {
    let less_gz = match name.len().checked_sub(3) {
        Some(at) if at > 0 && name.is_char_boundary(at) && name[at..].eq_ignore_ascii_case(".gz") => {
            &name[..at]
        }
        _ => name,
    };
    if let Some((stem, extension)) = less_gz.rsplit_once('.') {
        let extension = extension.to_ascii_lowercase();
        let known = DOCUMENTS.contains(&&*extension) || LINES.contains(&&*extension);
        if known && !stem.is_empty() && !stem.ends_with('/') {
            return (stem, Some(extension));
        }
    }
    (less_gz, None)
}

fn extension(path: &Path) -> Option<String> {
    stem(&path.file_name()?.to_string_lossy()).1
}

/// The format a file's name says; its bytes decide for the rest.
pub(super) fn format(path: &Path) -> Format {
    match extension(path).as_deref() {
        Some("md" | "markdown") => Format::Markdown,
        Some("html" | "htm" | "xhtml") => Format::Html,
        Some("mhtml" | "mht") => Format::Mhtml,
        _ => Format::Auto,
    }
}

/// What the files and folders of the command line hold, in order, each file once.
pub(super) fn sources(files: &[PathBuf], read: &ReadArgs) -> Vec<Source> {
    let fields = read.text_field.is_some() || read.html_field.is_some();
    let mut out = Vec::new();
    let mut found: Vec<ids::Place> = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for file in files {
        let mut inside = Vec::new();
        let folder = file != Path::new("-") && file.is_dir();
        if folder && files.len() > 1 && belongs_to_a_page(file) {
            continue;
        }
        if folder {
            walk(file, &mut inside, &mut out);
            if inside.is_empty() {
                out.push(Source::Problem(Problem::new(name(file), "no documents in this folder")));
            }
        } else {
            inside.push(file.clone());
        }
        for path in inside {
            if !seen.insert(path.clone()) {
                continue;
            }
            let lines = extension(&path).is_some_and(|e| LINES.contains(&&*e)) || (fields && !folder);
            if lines {
                out.push(Source::Lines(path));
            } else if !(fields && folder) {
                found.push(ids::Place::new(out.len(), &path, folder.then_some(file)));
                out.push(Source::File { path, id: String::new(), url: None, carried: Vec::new() });
            }
        }
    }
    for (at, given) in ids::assign(&found) {
        if let Some(Source::File { id, .. }) = out.get_mut(at) {
            *id = given;
        }
    }
    out
}

/// What browsers add to a page's name for the folder of its pictures and scripts.
static COMPANIONS: LazyLock<Vec<&str>> =
    LazyLock::new(|| include_str!("companions.tsv").lines().filter(|l| !l.starts_with('#')).collect());

/// Whether a folder holds what a page beside it was saved with: `wall_files` beside `wall.html`.
fn belongs_to_a_page(folder: &Path) -> bool {
    let Some(name) = folder.file_name().map(|n| n.to_string_lossy()) else { return false };
    COMPANIONS.iter().filter_map(|ending| name.strip_suffix(ending)).any(|stem| {
        !stem.is_empty()
            && ["html", "htm", "xhtml"].iter().any(|e| folder.with_file_name(format!("{stem}.{e}")).is_file())
    })
}

/// The documents under a folder, sorted by name; hidden files, links to folders and the folders that belong to
/// saved pages are left out.
fn walk(folder: &Path, found: &mut Vec<PathBuf>, out: &mut Vec<Source>) {
    let entries = std::fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let mut entries = match entries {
        Ok(entries) => entries,
        Err(error) => return out.push(Source::Problem(Problem::new(name(folder), error))),
    };
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if entry.file_type().is_ok_and(|t| t.is_dir()) {
            if belongs_to_a_page(&path) {
                continue;
            }
            walk(&path, found, out);
        } else if extension(&path).is_some() && path.is_file() {
            found.push(path);
        }
    }
}
