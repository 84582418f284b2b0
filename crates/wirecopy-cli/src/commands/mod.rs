//! The subcommands, and the way of documents through them: read in order, worked on in parallel, answered in
//! order.

mod annotate;
mod compare;
mod documents;
mod tokens;

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;
use wirecopy::language::Pack;
use wirecopy::{Analysis, AnalyzeOptions, Analyzer, Document, Provenance};

use crate::args::{Command, ReadArgs};
use crate::inputs::{Entry, Inputs};

/// Runs a command; the answer is how many documents could not be read.
pub(crate) fn run(command: &Command) -> io::Result<usize> {
    match command {
        Command::Parse(args) => documents::parse(args),
        Command::Quotes(args) => documents::quotes(args),
        Command::Sources(args) => documents::sources(args),
        Command::Tokens(args) => tokens::tokens(args),
        Command::Dedup(args) => compare::dedup(args),
        Command::Story(args) => compare::story(args),
        Command::Speakers(args) => compare::speakers(args),
        Command::Verify(args) => compare::verify(args),
        Command::Annotate(args) => annotate::annotate(args),
    }
}

/// Says on the standard error what went wrong with what.
fn complain(name: &str, message: &str) {
    let _ = writeln!(io::stderr(), "wirecopy: {name}: {message}");
}

/// Most documents and bytes held at a time.
const BATCH: usize = 64;
const BATCH_BYTES: usize = 8 << 20;

/// Works on every document and hands the results on in order. The answer is how many failed.
fn each<T: Send>(
    inputs: &mut Inputs,
    read: &ReadArgs,
    work: impl Fn(Entry) -> wirecopy::Result<T> + Sync,
    mut done: impl FnMut(T) -> io::Result<()>,
) -> io::Result<usize> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(read.threads.unwrap_or(0)).build();
    let pool = pool.map_err(io::Error::other)?;
    let mut progress = Progress::new(inputs.total());
    let (mut failed, mut size) = (0, 1);
    loop {
        let (mut batch, mut bytes) = (Vec::new(), 0);
        while batch.len() < size && bytes < BATCH_BYTES {
            let Some(item) = inputs.next() else { break };
            bytes += item.as_ref().map_or(0, |e| e.bytes.len());
            batch.push(item);
        }
        if batch.is_empty() {
            break;
        }
        size = (size * 2).min(BATCH);
        let one = |item| match item {
            Ok(entry) => {
                let entry: Entry = entry;
                let name = entry.name.clone();
                work(entry).map_err(|e| (name, e.to_string()))
            }
            Err(problem) => {
                let problem: crate::inputs::Problem = problem;
                Err((problem.name, problem.message))
            }
        };
        let results: Vec<Result<T, (String, String)>> =
            pool.install(|| batch.into_par_iter().map(one).collect());
        let count = results.len();
        progress.hide(|| {
            for result in results {
                match result {
                    Ok(answer) => done(answer)?,
                    Err((name, message)) => {
                        failed += 1;
                        complain(&name, &message);
                    }
                }
            }
            Ok::<(), io::Error>(())
        })?;
        progress.advance(count);
    }
    progress.end();
    Ok(failed)
}

/// Who said what in a document, by the pack of the language the caller gave, else the English one.
fn analyze(document: &Document) -> wirecopy::Result<Analysis> {
    analyze_with(document, &Analyzer::english(), &AnalyzeOptions::default())
}

/// The same by options; `analyzer` has them already, and is taken where its language is the caller's.
fn analyze_with(
    document: &Document,
    analyzer: &Analyzer,
    options: &AnalyzeOptions,
) -> wirecopy::Result<Analysis> {
    let own = analyzer.pack().language();
    let other = |name: &str| !name.split(['-', '_']).next().is_some_and(|n| n.eq_ignore_ascii_case(own));
    match &document.metadata().language {
        Some(l) if l.provenance == Provenance::Caller && other(&l.value) => {
            Analyzer::new(&l.value)?.with_options(options)?.analyze(document)
        }
        _ => analyzer.analyze(document),
    }
}

/// A pack from a file.
fn own_pack(path: &Path) -> io::Result<&'static Pack> {
    let fail = |kind, e: &dyn std::fmt::Display| io::Error::new(kind, format!("{}: {e}", path.display()));
    let bytes = std::fs::read(path).map_err(|e| fail(e.kind(), &e))?;
    Pack::leak(bytes).map_err(|e| fail(io::ErrorKind::InvalidData, &e))
}

/// A bar on the standard error, shown on a terminal once the work has lasted a second.
struct Progress {
    bar: ProgressBar,
    began: Instant,
    shown: bool,
}

impl Progress {
    fn new(total: Option<u64>) -> Self {
        let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::hidden());
        let look =
            if total.is_some() { "{bar:30} {pos}/{len} documents" } else { "{spinner} {pos} documents" };
        if let Ok(style) = ProgressStyle::with_template(look) {
            bar.set_style(style);
        }
        Self { bar, began: Instant::now(), shown: false }
    }

    fn advance(&mut self, by: usize) {
        self.bar.inc(by as u64);
        if !self.shown && self.began.elapsed() > Duration::from_secs(1) && io::stderr().is_terminal() {
            self.shown = true;
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    fn hide<R>(&self, work: impl FnOnce() -> R) -> R {
        self.bar.suspend(work)
    }

    fn end(&self) {
        self.bar.finish_and_clear();
    }
}
