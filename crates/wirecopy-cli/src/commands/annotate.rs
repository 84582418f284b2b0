//! `annotate`: the page itself, with what was found marked in it.

use std::io::{self, Write};

use wirecopy::export::{self, AnnotateOptions};

use super::{analyze, complain};
use crate::args::AnnotateArgs;
use crate::inputs;

pub(super) fn annotate(args: &AnnotateArgs) -> io::Result<usize> {
    let entry = match inputs::one(&args.file, args.input_format) {
        Ok(entry) => entry,
        Err(problem) => {
            complain(&problem.name, &problem.message);
            return Ok(1);
        }
    };
    let answer = if args.strip {
        Ok(export::strip(&entry.bytes))
    } else {
        let options = AnnotateOptions::default().with_scope(args.scope).with_style(args.style);
        let analysis = entry.parse().and_then(|document| analyze(&document));
        analysis.and_then(|found| export::annotate(&found, &entry.bytes, &options))
    };
    match answer {
        Ok(page) => {
            match &args.output {
                Some(path) => std::fs::write(path, page)
                    .map_err(|e| io::Error::other(format!("{}: {e}", path.display())))?,
                None => io::stdout().lock().write_all(&page)?,
            }
            Ok(0)
        }
        Err(error) => {
            complain(&entry.name, &error.to_string());
            Ok(1)
        }
    }
}
