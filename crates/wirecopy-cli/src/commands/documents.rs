//! `parse`, `quotes` and `sources`: one answer for each document, none held longer than needed.

use std::io;

use wirecopy::{AnalyzeOptions, Analyzer, Document, JsonOptions, schema};

use super::{analyze_with, each, own_pack};
use crate::args::{DocumentArgs, FindArgs, Output, QuotesArgs, SourcesArgs};
use crate::inputs::Inputs;
use crate::output::{Answers, csv, fields_of, with_carried};
use crate::screens::{self, Screen};

pub(super) fn parse(args: &DocumentArgs) -> io::Result<usize> {
    let json = JsonOptions::default().with_offsets(args.out.offsets);
    let own = Document::from_text("").map(|d| fields_of(&schema::document_json(&d, &json)));
    let own = own.unwrap_or_default();
    let screen = Screen::new(args.out.width);
    answer(args, csv::DOCUMENT, |entry| {
        let document = entry.parse()?;
        Ok(match args.out.format {
            Output::Table => screens::parse::render(&document, screen),
            Output::Csv => csv::document(&document, &entry.carried),
            _ => with_carried(schema::document_json(&document, &json), &entry.carried, &own),
        })
    })
}

pub(super) fn quotes(args: &QuotesArgs) -> io::Result<usize> {
    let json = JsonOptions::default()
        .with_offsets(args.document.out.offsets)
        .with_scope(args.scope)
        .with_style(args.style)
        .with_min_confidence(args.min_confidence);
    let (analyzer, find) = analyzer(&args.find)?;
    let own = analyzer.analyze_text("").map(|a| fields_of(&schema::attributions_json(&a, &json)));
    let own = own.unwrap_or_default();
    let screen = Screen::new(args.document.out.width);
    answer(&args.document, csv::QUOTES, |entry| {
        let analysis = analyze_with(&entry.parse()?, &analyzer, &find)?;
        Ok(match args.document.out.format {
            Output::Table => screens::quotes::render(&analysis, screen, args.all, json),
            Output::Csv => csv::quotes(&analysis, json, &entry.carried),
            _ => with_carried(schema::attributions_json(&analysis, &json), &entry.carried, &own),
        })
    })
}

pub(super) fn sources(args: &SourcesArgs) -> io::Result<usize> {
    let json = JsonOptions::default().with_offsets(args.document.out.offsets);
    let (analyzer, find) = analyzer(&args.find)?;
    let own = analyzer.analyze_text("").map(|a| fields_of(&schema::reports_json(&a, &json)));
    let own = own.unwrap_or_default();
    let screen = Screen::new(args.document.out.width);
    answer(&args.document, csv::SOURCES, |entry| {
        let analysis = analyze_with(&entry.parse()?, &analyzer, &find)?;
        Ok(match args.document.out.format {
            Output::Table => screens::sources::render(&analysis, screen, args.audit),
            Output::Csv => csv::sources(&analysis, args.audit, &entry.carried),
            _ => with_carried(schema::reports_json(&analysis, &json), &entry.carried, &own),
        })
    })
}

/// What looks for attributions, with the pack and the words of the caller's own.
fn analyzer(args: &FindArgs) -> io::Result<(Analyzer, AnalyzeOptions)> {
    let find = find(args)?;
    let analyzer = match &args.pack {
        Some(path) => Analyzer::with_pack(own_pack(path)?),
        None => Analyzer::english(),
    };
    Ok((analyzer.with_options(&find).map_err(io::Error::other)?, find))
}

/// How attributions are looked for, the file of words read.
fn find(args: &FindArgs) -> io::Result<AnalyzeOptions> {
    let words = match &args.words {
        Some(path) => std::fs::read_to_string(path)
            .map_err(|e| io::Error::new(e.kind(), format!("{}: {e}", path.display())))?,
        None => String::new(),
    };
    Ok(AnalyzeOptions::default().with_engine(args.engine).with_dial(args.dial).with_words(words))
}

fn answer(
    args: &DocumentArgs,
    header: &[&str],
    work: impl Fn(crate::inputs::Entry) -> wirecopy::Result<String> + Sync,
) -> io::Result<usize> {
    let mut inputs = Inputs::new(&args.files.files, &args.read, &args.carry);
    let mut answers = Answers::new(args.out.format, inputs.is_single())?;
    if args.out.format == Output::Csv {
        answers.put(&csv::row(header.iter().copied().chain(args.carry.iter().map(String::as_str))))?;
    }
    let failed = each(&mut inputs, &args.read, work, |answer| answers.put(&answer))?;
    answers.finish()?;
    Ok(failed)
}
