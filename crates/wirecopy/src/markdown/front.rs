//! Front matter: what stands between `---` or `+++` before the text, as YAML or TOML.
//!
//! Read are names with a value, quoted or not, and lists of values; deeper structure is passed over.

use crate::document::{Date, Field, Metadata, Provenance};
use crate::plain::{dates, tables};

/// Reads the front matter into the metadata; returns where the text after it begins, 0 without any.
pub(super) fn read(source: &str, metadata: &mut Metadata) -> usize {
    let Some((rows, end)) = block(source) else { return 0 };
    let mut k = 0;
    while k < rows.len() {
        let row = rows[k];
        k += 1;
        if row.starts_with([' ', '\t', '#', '-', '[']) {
            continue;
        }
        let Some((key, value)) = row.split_once([':', '=']) else { continue };
        let mut values: Vec<String> = list(value.trim());
        // Indented lines and items under a name without a value are its values.
        while let Some(next) = rows.get(k).filter(|r| r.starts_with([' ', '\t', '-'])) {
            k += 1;
            let next = next.trim();
            if let Some(item) = next.strip_prefix('-') {
                // Of an item with names of its own, the first value is the item.
                let item = item.trim();
                let bare = item.split_once(": ").map_or(item, |(_, value)| value.trim());
                values.extend(Some(scalar(bare)).filter(|v| !v.is_empty()));
            } else if matches!(value.trim(), ">" | "|" | ">-" | "|-" | ">+" | "|+") {
                values = vec![[values.first().map_or("", String::as_str), next].join(" ").trim().to_owned()];
            }
        }
        store(key.trim().trim_matches('"'), values, metadata);
    }
    end
}

/// The lines between the marks, and where the text after them begins.
fn block(source: &str) -> Option<(Vec<&str>, usize)> {
    let body = source.trim_start_matches(['\u{feff}', '\n', '\r']);
    let start = source.len() - body.len();
    let mark =
        ["---", "+++"].into_iter().find(|m| body.lines().next().is_some_and(|l| l.trim_end() == *m))?;
    let mut rows = Vec::new();
    let mut at = start;
    for (k, line) in body.split_inclusive('\n').enumerate() {
        at += line.len();
        let row = line.trim_end();
        if k > 0 && (row == mark || mark == "---" && row == "...") {
            return (!rows.is_empty()).then_some((rows, at));
        }
        if k > 0 {
            let named = row.split_once([':', '=']).is_some_and(|(key, _)| is_key(key.trim_end()));
            if !(row.is_empty() || row.starts_with([' ', '\t', '#', '-', '[', ']']) || named) {
                return None;
            }
            rows.push(row);
        }
    }
    None
}

fn is_key(key: &str) -> bool {
    let key = key.trim_matches('"');
    !key.is_empty()
        && key.len() < 40
        && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

/// `[a, "b"]` or one value.
fn list(value: &str) -> Vec<String> {
    let inner = value.strip_prefix('[').and_then(|v| v.strip_suffix(']'));
    let values: Vec<String> = match inner {
        Some(inner) => inner.split(',').map(|v| scalar(v.trim())).collect(),
        None => vec![scalar(value)],
    };
    values
        .into_iter()
        .filter(|v| !v.is_empty() && !matches!(v.as_str(), ">" | "|" | ">-" | "|-" | ">+" | "|+"))
        .collect()
}

/// A value without its quotation marks, or without the comment after it.
fn scalar(value: &str) -> String {
    for mark in ['"', '\''] {
        if let Some(inner) = value.strip_prefix(mark)
            && let Some(end) = inner.rfind(mark)
        {
            let inner = &inner[..end];
            return if mark == '"' { inner.replace("\\\"", "\"") } else { inner.replace("''", "'") };
        }
    }
    let value = value.find(" #").map_or(value, |at| &value[..at]).trim();
    if matches!(value, "null" | "~" | "{}" | "[]") { String::new() } else { value.to_owned() }
}

fn store(key: &str, values: Vec<String>, metadata: &mut Metadata) {
    let Some(first) = values.first().cloned() else { return };
    let field = |value: String| Field::new(value, Provenance::Header);
    let set = |slot: &mut Option<Field<String>>| {
        if slot.is_none() {
            *slot = Some(field(first.clone()));
        }
    };
    let date = |slot: &mut Option<Field<Date>>| {
        if slot.is_none()
            && let Some(date) = dates::read(&first, None)
        {
            *slot = Some(Field::new(date, Provenance::Header));
        }
    };
    match tables::field(&key.to_lowercase().replace('_', "-")) {
        Some("title") => set(&mut metadata.title),
        Some("author") if metadata.authors.is_empty() => {
            metadata.authors = crate::input::bylines::people(&values, None).into_iter().map(field).collect();
        }
        Some("published") => date(&mut metadata.published),
        Some("modified") => date(&mut metadata.modified),
        Some("outlet") => set(&mut metadata.outlet),
        Some("section") => set(&mut metadata.section),
        Some("description") => set(&mut metadata.description),
        Some("image") => set(&mut metadata.image),
        Some("url") if first.contains("://") => set(&mut metadata.url),
        Some("language") if tables::is_language(&first) => set(&mut metadata.language),
        Some("tags") if metadata.tags.is_empty() => metadata.tags = values.into_iter().map(field).collect(),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_and_toml() {
        let yaml = "---\ntitle: \"The wall: it holds\"\nauthors:\n  - name: Ada Lund\n    desk: Estmark\n  - Jan Moor\n\
                    date: 2031-03-04 # first\ntags: [pumps, 'the river']\ndescription: >\n  The pumps\n  are sold.\n\
                    lang: en\nlayout: post\n---\nThe wall.";
        let toml = "+++\ntitle = \"The wall: it holds\"\nauthors = [\"Ada Lund\", \"Jan Moor\"]\ndate = 2031-03-04\n\
                    tags = [\"pumps\", \"the river\"]\ndescription = \"The pumps are sold.\"\nlang = 'en'\n[params]\n+++\nThe wall.";
        for source in [yaml, toml] {
            let mut m = Metadata::default();
            let at = read(source, &mut m);
            assert_eq!(&source[at..], "The wall.");
            let values = |list: &[Field<String>]| list.iter().map(|f| f.value.clone()).collect::<Vec<_>>();
            assert_eq!(m.title.unwrap().value, "The wall: it holds");
            assert_eq!(values(&m.authors), ["Ada Lund", "Jan Moor"]);
            assert_eq!(m.published.unwrap().value.as_str(), "2031-03-04");
            assert_eq!(values(&m.tags), ["pumps", "the river"]);
            assert_eq!(m.description.unwrap().value, "The pumps are sold.");
            assert_eq!(m.language.unwrap().value, "en");
        }
    }

    #[test]
    fn rules_are_no_front_matter() {
        for source in
            ["---\n\nThe wall will hold.\n\n---\n", "---\ntitle: x\n", "--- \n---\n", "title: x\n---\n", ""]
        {
            assert_eq!(read(source, &mut Metadata::default()), 0, "{source:?}");
        }
    }
}
