//! `dedup`, `story`, `speakers` and `verify`: one answer over all documents.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

use wirecopy::dedup::{Boilerplate, DedupOptions, Index, Normalize};
use wirecopy::people::{self, SpeakersOptions};
use wirecopy::story::{self, Story, StoryOptions};
use wirecopy::{Analysis, AnalyzeOptions, Analyzer, JsonOptions, schema};

use super::{analyze, analyze_with, complain, each};
use crate::args::{CopiesArg, DedupArgs, OutArgs, Output, ReadArgs, SpeakersArgs, StoryArgs, VerifyArgs};
use crate::inputs::Inputs;
use crate::output::{Answers, csv};
use crate::screens::{self, Screen};

pub(super) fn dedup(args: &DedupArgs) -> io::Result<usize> {
    let options = dedup_options(args)?;
    let mut index = Index::new(&options).map_err(io::Error::other)?;
    let reader = Index::new(&options).map_err(io::Error::other)?;
    let carry: Vec<String> = args.rank_field.iter().cloned().collect();
    let mut inputs = Inputs::new(&args.files.files, &args.read, &carry);
    let mut failed = 0;
    let english = Analyzer::english();
    let prepare = |entry: crate::inputs::Entry| {
        let document = entry.parse()?;
        let signature = match &args.signatures {
            Some(_) => Some(schema::signature_line(&document, reader.options())?),
            None => None,
        };
        let mut prepared = if args.quotes {
            let analysis = analyze_with(&document, &english, &AnalyzeOptions::default())?;
            let quotes =
                analysis.attributions().iter().enumerate().map(|(k, a)| (format!("a{k}"), a.quoted()));
            reader.prepare_quotes(document.id(), &document, quotes)?
        } else {
            vec![reader.prepare(document.id(), &document)?]
        };
        if let Some(rank) = entry.carried.first().and_then(|(_, rank)| rank.trim_matches('"').parse().ok()) {
            prepared = prepared.into_iter().map(|p| p.with_rank(rank)).collect();
        }
        Ok((entry.name, prepared, signature))
    };
    let mut signatures = Vec::new();
    failed += each(&mut inputs, &args.read, prepare, |(name, prepared, signature)| {
        signatures.extend(signature);
        for unit in prepared {
            if let Err(error) = index.insert_prepared(unit) {
                complain(&name, &error.to_string());
                failed += 1;
            }
        }
        Ok(())
    })?;
    drop(english);
    if let Some(path) = &args.learn_boilerplate {
        std::fs::write(path, Boilerplate::learn(&index, args.least).to_bytes())
            .map_err(|e| io::Error::new(e.kind(), format!("{}: {e}", path.display())))?;
    }
    if let Some(path) = &args.signatures {
        save(path, signatures.into_iter())?;
    }
    let (pairs, clusters) = (index.pairs(), index.clusters());
    let json = JsonOptions::default().with_offsets(args.out.offsets);
    if let Some(path) = &args.pairs {
        save(path, schema::pair_lines(&index, &pairs, &json))?;
    }
    if let Some(path) = &args.clusters {
        save(path, schema::cluster_lines(&clusters))?;
    }
    let pairs_json = || schema::pairs_json(&index, &pairs, &json);
    let clusters_json = || schema::clusters_json(&index, &clusters, &json);
    print(&match args.out.format {
        Output::Table => screens::dedup::render(&index, &pairs, &clusters, Screen::new(args.out.width)),
        Output::Json => format!("{{\"pairs\":{},\"clusters\":{}}}", pairs_json(), clusters_json()),
        Output::Jsonl => format!("{}\n{}", pairs_json(), clusters_json()),
        Output::Csv => {
            let mut out = csv::row(["a", "b", "kind", "score", "jaccard", "containment_a", "containment_b"]);
            for p in &pairs {
                let figures = [p.score(), p.jaccard(), p.containment_a(), p.containment_b()];
                let mut cells = vec![p.a_key().to_owned(), p.b_key().to_owned(), p.kind().name().to_owned()];
                cells.extend(figures.map(|x| format!("{x:.4}")));
                out.push_str(&csv::row(cells));
            }
            out
        }
    })?;
    Ok(failed)
}

fn dedup_options(args: &DedupArgs) -> io::Result<DedupOptions> {
    let mut options = match &args.scheme {
        Some(scheme) => DedupOptions::published(scheme).map_err(io::Error::other)?,
        None if args.quotes => DedupOptions::for_quotes(),
        None => DedupOptions::default(),
    };
    options.characters |= args.characters;
    match args.normalize {
        Some(normalize) => options.normalize = normalize,
        None if options.characters => options.normalize = Normalize::Basic,
        None => {}
    }
    let all = match args.copies {
        Some(asked) => asked == CopiesArg::All,
        // What other tools measure: the similarity of the whole.
        None => options.normalize != Normalize::Basic,
    };
    if let Some(threshold) = args.threshold {
        options = options.with_threshold(threshold);
    }
    if let Some(path) = &args.boilerplate {
        let bytes =
            std::fs::read(path).map_err(|e| io::Error::new(e.kind(), format!("{}: {e}", path.display())))?;
        let table = Boilerplate::from_bytes(&bytes).map_err(io::Error::other)?;
        options = options.with_boilerplate(Some(Arc::new(table)));
    }
    options.shingle = args.shingle.unwrap_or(options.shingle);
    options.permutations = args.permutations.unwrap_or(options.permutations);
    options.bands = args.bands.or(options.bands);
    options.containment = args.containment.unwrap_or(options.containment);
    options.passage_words = args.passage_words.unwrap_or(options.passage_words.max(options.shingle));
    options.cap = args.cap.unwrap_or(options.cap);
    Ok(options
        .with_passages(all)
        .with_estimate(args.estimate)
        .with_keep(args.keep)
        .with_threads(args.read.threads.unwrap_or(0)))
}

pub(super) fn story(args: &StoryArgs) -> io::Result<usize> {
    let mut inputs = Inputs::new(&args.files.files, &args.read, &[]);
    let (analyses, failed) = analyses(&mut inputs, &args.read)?;
    let story = match Story::new(&analyses, &StoryOptions::default()) {
        Ok(story) => story,
        Err(error) => {
            complain("story", &error.to_string());
            return Ok(failed + 1);
        }
    };
    let screen = Screen::new(args.out.width);
    print(&match args.out.format {
        Output::Table => {
            screens::story::render(&story, screen.width.unwrap_or(screens::TARGET), screen.color, args.all)
        }
        Output::Csv => return Ok(no_csv("story", failed)),
        _ => schema::story_json(&story, &json(&args.out)),
    })?;
    Ok(failed)
}

pub(super) fn speakers(args: &SpeakersArgs) -> io::Result<usize> {
    let mut options = SpeakersOptions::default();
    if let Some(path) = &args.aliases {
        let named = |e: &dyn std::fmt::Display| io::Error::other(format!("{}: {e}", path.display()));
        let table = std::fs::read_to_string(path).map_err(|e| named(&e))?;
        options = options.with_aliases(&table).map_err(|e| named(&e))?;
    }
    let mut inputs = Inputs::new(&args.files.files, &args.read, &[]);
    let (analyses, failed) = analyses(&mut inputs, &args.read)?;
    let people = people::speakers(&analyses, &options);
    print(&match args.out.format {
        Output::Table => screens::speakers::render(&analyses, &people, Screen::new(args.out.width)),
        Output::Csv => csv::speakers(&analyses, &people, args.out.offsets),
        _ => schema::speakers_json(&analyses, &people, &json(&args.out)),
    })?;
    Ok(failed)
}

pub(super) fn verify(args: &VerifyArgs) -> io::Result<usize> {
    let mut read = args.read.clone();
    let mut inputs = Inputs::new(&args.against, &read, &[]);
    let (against, mut failed) = analyses(&mut inputs, &args.read)?;
    read.manifest = None;
    read.text_field = None;
    read.html_field = None;
    let mut draft = Inputs::new(std::slice::from_ref(&args.draft), &read, &[]);
    let (drafts, unread) = analyses(&mut draft, &read)?;
    failed += unread;
    let mut answers = Answers::new(args.out.format, drafts.len() < 2)?;
    for draft in &drafts {
        let checked = story::verify(draft, &against);
        answers.put(&match args.out.format {
            Output::Table => screens::verify::render(&checked, Screen::new(args.out.width)),
            Output::Csv => return Ok(no_csv("verify", failed)),
            _ => schema::verification_json(&checked, &json(&args.out)),
        })?;
    }
    answers.finish()?;
    Ok(failed)
}

fn analyses(inputs: &mut Inputs, read: &ReadArgs) -> io::Result<(Vec<Analysis>, usize)> {
    let mut found = Vec::new();
    let failed = each(
        inputs,
        read,
        |entry| analyze(&entry.parse()?),
        |a| {
            found.push(a);
            Ok(())
        },
    )?;
    Ok((found, failed))
}

fn json(out: &OutArgs) -> JsonOptions {
    JsonOptions::default().with_offsets(out.offsets)
}

fn print(answer: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(answer.as_bytes())?;
    if !answer.ends_with('\n') {
        out.write_all(b"\n")?;
    }
    out.flush()
}

fn no_csv(command: &str, failed: usize) -> usize {
    complain(command, "the answer has no rows; use --format table, json or jsonl");
    failed + 1
}

fn save(path: &Path, lines: impl Iterator<Item = String>) -> io::Result<()> {
    let named = |e: io::Error| io::Error::other(format!("{}: {e}", path.display()));
    let mut file = BufWriter::new(File::create(path).map_err(named)?);
    for line in lines {
        writeln!(file, "{line}").map_err(named)?;
    }
    file.flush().map_err(named)
}
