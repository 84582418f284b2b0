//! What is to be read: files, folders, the standard input, JSON lines, manifests; one document at a time.

mod ids;
mod lines;
mod manifest;
mod read;
mod walk;

use std::path::{Path, PathBuf};

use wirecopy::{Document, Format, ParseOptions};

use crate::args::ReadArgs;
use lines::Lines;

/// One document as it came in.
#[derive(Debug)]
pub(crate) struct Entry {
    /// What to call it in messages: the file's name, with the line for JSON lines.
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) options: ParseOptions,
    /// Fields of the input line that go to the output line: name and JSON, in the order asked for.
    pub(crate) carried: Vec<(String, String)>,
}

impl Entry {
    pub(crate) fn parse(&self) -> wirecopy::Result<Document> {
        Document::parse(&self.bytes, &self.options)
    }
}

/// Something that could not be read.
#[derive(Debug)]
pub(crate) struct Problem {
    pub(crate) name: String,
    pub(crate) message: String,
}

impl Problem {
    fn new(name: impl Into<String>, message: impl std::fmt::Display) -> Self {
        Self { name: name.into(), message: message.to_string() }
    }
}

/// Where documents come from.
#[derive(Debug)]
enum Source {
    File { path: PathBuf, id: String, url: Option<String>, carried: Vec<(String, String)> },
    Lines(PathBuf),
    Problem(Problem),
}

/// All documents of a command line, in order, each read when it is asked for.
pub(crate) struct Inputs {
    sources: std::vec::IntoIter<Source>,
    lines: Option<Lines>,
    read: ReadArgs,
    carry: Vec<String>,
    single: bool,
    total: Option<u64>,
}

impl Inputs {
    pub(crate) fn new(files: &[PathBuf], read: &ReadArgs, carry: &[String]) -> Self {
        let (sources, single) = match &read.manifest {
            Some(path) => (manifest::sources(path, carry), false),
            None => (walk::sources(files, read), true),
        };
        let single =
            single && matches!(&*sources, [Source::File { .. }]) && files.iter().all(|f| !f.is_dir());
        let total = sources.iter().all(|s| !matches!(s, Source::Lines(_))).then_some(sources.len() as u64);
        Self {
            sources: sources.into_iter(),
            lines: None,
            read: read.clone(),
            carry: carry.to_vec(),
            single,
            total,
        }
    }

    /// Whether just one file of one document was named.
    pub(crate) fn is_single(&self) -> bool {
        self.single
    }

    /// How many documents there are, where that is known beforehand.
    pub(crate) fn total(&self) -> Option<u64> {
        self.total
    }
}

impl Iterator for Inputs {
    type Item = Result<Entry, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(lines) = &mut self.lines {
                match lines.next(&self.read, &self.carry) {
                    Some(item) => return Some(item),
                    None => self.lines = None,
                }
            }
            match self.sources.next()? {
                Source::Problem(problem) => return Some(Err(problem)),
                Source::Lines(path) => match Lines::open(&path) {
                    Ok(lines) => self.lines = Some(lines),
                    Err(problem) => return Some(Err(problem)),
                },
                Source::File { path, id, url, carried } => {
                    let mut options = ParseOptions::default().with_id(id);
                    options.format = match self.read.input_format {
                        Format::Auto => walk::format(&path),
                        asked => asked,
                    };
                    options.favor = self.read.favor;
                    options.url = url;
                    let name = name(&path);
                    return Some(match read::all(&path, options.max_bytes) {
                        Ok(bytes) => Ok(Entry { name, bytes, options, carried }),
                        Err(error) => Err(Problem::new(name, error)),
                    });
                }
            }
        }
    }
}

/// One file, whole.
pub(crate) fn one(path: &Path, format: Format) -> Result<Entry, Problem> {
    let mut options = ParseOptions::default();
    options.format = if format == Format::Auto { walk::format(path) } else { format };
    let name = name(path);
    match read::all(path, options.max_bytes) {
        Ok(bytes) => Ok(Entry { name, bytes, options, carried: Vec::new() }),
        Err(error) => Err(Problem::new(name, error)),
    }
}

/// A path as it is named to people.
fn name(path: &Path) -> String {
    if path == Path::new("-") { "standard input".to_owned() } else { path.display().to_string() }
}
