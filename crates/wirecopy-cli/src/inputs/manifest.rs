//! Manifests: lines `{"id", "path", "url"?}` that name documents, so that nothing is guessed from file names.

use std::collections::BTreeSet;
use std::io::BufRead;
use std::path::Path;

use super::lines::{Fields, carried, string};
use super::{Problem, Source, name, read};

pub(super) fn sources(path: &Path, carry: &[String]) -> Vec<Source> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let reader = match read::open(path) {
        Ok(reader) => reader,
        Err(error) => return vec![Source::Problem(Problem::new(name(path), error))],
    };
    let mut seen = BTreeSet::new();
    let mut out = Vec::new();
    for (number, line) in reader.lines().enumerate() {
        let place = format!("{}:{}", name(path), number + 1);
        let failed = line.is_err();
        let source = line.map_err(|e| e.to_string()).and_then(|line| {
            if line.trim().is_empty() { Ok(None) } else { source(&line, folder, carry, &mut seen).map(Some) }
        });
        match source {
            Ok(source) => out.extend(source),
            Err(message) => out.push(Source::Problem(Problem::new(place, message))),
        }
        if failed {
            break;
        }
    }
    out
}

fn source(
    line: &str,
    folder: &Path,
    carry: &[String],
    seen: &mut BTreeSet<String>,
) -> Result<Source, String> {
    let line = line.trim_start_matches('\u{feff}');
    let fields: Fields<'_> = serde_json::from_str(line).map_err(|e| format!("not a JSON object: {e}"))?;
    let id = string(&fields, "id")?.ok_or("no field \"id\"")?;
    let path = string(&fields, "path")?.ok_or("no field \"path\"")?;
    if !seen.insert(id.clone()) {
        return Err(format!("the id {id:?} was given before"));
    }
    let carried = carried(&fields, carry);
    Ok(Source::File { path: folder.join(path), id, url: string(&fields, "url")?, carried })
}
