//! JSON lines: one document a line.

use std::collections::BTreeMap;
use std::io::{BufRead, Read};
use std::path::Path;

use serde_json::value::RawValue;
use wirecopy::{Date, Format, ParseOptions};

use super::{Entry, Problem, name, read, walk};
use crate::args::ReadArgs;

/// No line may be longer.
const LONGEST: u64 = 1 << 30;

pub(super) type Fields<'a> = BTreeMap<String, &'a RawValue>;

pub(super) struct Lines {
    reader: read::Reader,
    name: String,
    stem: String,
    number: usize,
    done: bool,
}

impl Lines {
    pub(super) fn open(path: &Path) -> Result<Self, Problem> {
        let name = name(path);
        let reader = read::open(path).map_err(|e| Problem::new(&*name, e))?;
        let last = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(Self { reader, name, stem: walk::stem(&last).0.to_owned(), number: 0, done: false })
    }

    pub(super) fn next(&mut self, read: &ReadArgs, carry: &[String]) -> Option<Result<Entry, Problem>> {
        while !self.done {
            let mut line = Vec::new();
            self.number += 1;
            let place = format!("{}:{}", self.name, self.number);
            match (&mut self.reader).take(LONGEST).read_until(b'\n', &mut line) {
                Ok(0) => self.done = true,
                Ok(n) if n as u64 == LONGEST => {
                    self.done = true;
                    return Some(Err(Problem::new(
                        place,
                        "the line is longer than 1 GB; the rest is not read",
                    )));
                }
                Ok(_) => {
                    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&line);
                    if line.trim_ascii().is_empty() {
                        continue;
                    }
                    let unnamed = format!("{}:{}", self.stem, self.number);
                    let entry = entry(line, &place, unnamed, read, carry);
                    return Some(entry.map_err(|message| Problem::new(place, message)));
                }
                Err(error) => {
                    self.done = true;
                    return Some(Err(Problem::new(place, error)));
                }
            }
        }
        None
    }
}

fn entry(
    line: &[u8],
    place: &str,
    unnamed: String,
    read: &ReadArgs,
    carry: &[String],
) -> Result<Entry, String> {
    let fields: Fields<'_> = serde_json::from_slice(line).map_err(|e| format!("not a JSON object: {e}"))?;
    let known = |asked: &Option<String>, usual: &str| match asked {
        Some(field) => string(&fields, field),
        None => Ok(string(&fields, usual).unwrap_or_default()),
    };
    let id = match (&read.id_field, known(&read.id_field, "id")?) {
        (_, Some(id)) => id,
        (Some(field), None) => return Err(format!("no field {field:?}")),
        (None, None) => unnamed,
    };
    let html = read.html_field.is_some()
        || (read.text_field.is_none() && !fields.contains_key("text") && fields.contains_key("html"));
    let field = read.text_field.as_deref().or(read.html_field.as_deref());
    let field = field.unwrap_or(if html { "html" } else { "text" });
    let text = string(&fields, field)?.ok_or_else(|| format!("no field {field:?}"))?;
    let mut options = ParseOptions::default().with_id(id);
    options.format = match read.input_format {
        // A field is what it was said to be: plain text is never sniffed for markup.
        _ if html => Format::Html,
        Format::Auto => Format::Plain,
        asked => asked,
    };
    options.favor = read.favor;
    options.url = known(&read.url_field, "url")?;
    options.outlet = known(&read.outlet_field, "outlet")?;
    options.published = known(&read.date_field, "date")?;
    options.language = known(&read.lang_field, "lang")?;
    options.title = known(&read.title_field, "title")?;
    if read.date_field.is_none() {
        // Nobody said that this field is a date.
        options.published = options.published.filter(|d| Date::parse(d).is_ok());
    }
    Ok(Entry { name: place.to_owned(), bytes: text.into_bytes(), options, carried: carried(&fields, carry) })
}

/// A field as text: a string, a number as it is written; `None` when it is missing or null.
pub(super) fn string(fields: &Fields<'_>, field: &str) -> Result<Option<String>, String> {
    let Some(raw) = fields.get(field).map(|v| v.get()) else { return Ok(None) };
    match raw.as_bytes().first() {
        Some(b'n') => Ok(None),
        Some(b'"') => serde_json::from_str(raw).map(Some).map_err(|e| format!("field {field:?}: {e}")),
        Some(b'-' | b'0'..=b'9') => Ok(Some(raw.to_owned())),
        _ => Err(format!("field {field:?} is neither text nor a number")),
    }
}

pub(super) fn carried(fields: &Fields<'_>, carry: &[String]) -> Vec<(String, String)> {
    carry.iter().map(|f| (f.clone(), fields.get(f).map_or("null", |v| v.get()).to_owned())).collect()
}
