//! How copies are looked for, as Python's keyword arguments say it.

use std::sync::Arc;

use pyo3::prelude::*;
use wirecopy::dedup::{DedupOptions, Normalize};

use crate::boilerplate::Boilerplate;
use crate::error::raise;

/// The keyword arguments; what is None is the default, or what the scheme says.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
pub(crate) struct Settings {
    threshold: Option<f64>,
    normalize: Option<String>,
    scheme: Option<String>,
    shingle: Option<usize>,
    characters: Option<bool>,
    permutations: Option<usize>,
    bands: Option<(usize, usize)>,
    containment: Option<f64>,
    passages: Option<bool>,
    passage_words: Option<usize>,
    cap: Option<usize>,
    estimate: Option<bool>,
    keep: Option<String>,
    boilerplate: Option<Py<Boilerplate>>,
    quotes: Option<bool>,
}

impl Settings {
    /// The options of the core, checked.
    pub(crate) fn options(&self) -> PyResult<DedupOptions> {
        self.read().and_then(|options| options.check().map(|()| options)).map_err(|e| raise(&e))
    }

    /// Whether quotations are compared, not documents.
    pub(crate) fn quotes(&self) -> bool {
        self.quotes == Some(true)
    }

    fn read(&self) -> wirecopy::Result<DedupOptions> {
        let mut out = match &self.scheme {
            Some(scheme) => DedupOptions::published(scheme)?,
            None if self.quotes() => DedupOptions::for_quotes(),
            None => DedupOptions::default(),
        };
        out.characters = self.characters.unwrap_or(out.characters);
        match &self.normalize {
            Some(name) => out.normalize = name.parse()?,
            None if out.characters => out.normalize = Normalize::Basic,
            None => {}
        }
        // What other tools measure: the similarity of the whole.
        out.passages = self.passages.unwrap_or(out.normalize != Normalize::Basic);
        out.threshold = self.threshold.unwrap_or(out.threshold);
        out.shingle = self.shingle.unwrap_or(out.shingle);
        out.permutations = self.permutations.unwrap_or(out.permutations);
        out.bands = self.bands.or(out.bands);
        out.containment = self.containment.unwrap_or(out.containment);
        out.passage_words = self.passage_words.unwrap_or(out.passage_words.max(out.shingle));
        out.cap = self.cap.unwrap_or(out.cap);
        out.estimate = self.estimate.unwrap_or(out.estimate);
        if let Some(name) = &self.keep {
            out.keep = name.parse()?;
        }
        out.boilerplate = self.boilerplate.as_ref().map(|table| Arc::clone(&table.get().inner));
        Ok(out)
    }
}
