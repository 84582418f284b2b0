//! What the Rust library answers to a vector.

use std::error::Error;
use std::sync::Arc;

use serde_json::Value;
use wirecopy::dedup::{Boilerplate, DedupOptions, Index, parse_bands};
use wirecopy::export::{AnnotateOptions, annotate, strip};
use wirecopy::people::{SpeakersOptions, speakers};
use wirecopy::story::{Story, StoryOptions, verify};
use wirecopy::{Analysis, AnalyzeOptions, Analyzer, Document, JsonOptions, ParseOptions};

use crate::case::{Case, Input, Op, Options};

/// The answer to a vector.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The bytes that every binding must give: JSON, several answers on lines of their own; of `annotate`, the page.
    pub json: String,
    /// The texts that offsets point into, by the order of the inputs.
    pub texts: Vec<String>,
}

impl Options {
    /// These options with the own ones of an input put over them.
    ///
    /// # Errors
    ///
    /// A message that names the field that is none or of the wrong type.
    pub fn over(&self, input: &Input) -> Result<Self, String> {
        let own: Self = serde_json::from_value(Value::Object(input.options.clone().into_iter().collect()))
            .map_err(|e| format!("input {:?}: {e}", input.id))?;
        Ok(Self {
            format: own.format.or_else(|| self.format.clone()),
            url: own.url.or_else(|| self.url.clone()),
            outlet: own.outlet.or_else(|| self.outlet.clone()),
            published: own.published.or_else(|| self.published.clone()),
            language: own.language.or_else(|| self.language.clone()),
            title: own.title.or_else(|| self.title.clone()),
            favor: own.favor.or_else(|| self.favor.clone()),
            offsets: self.offsets.clone(),
            scope: self.scope.clone(),
            style: self.style.clone(),
            min_confidence: self.min_confidence,
            engine: self.engine.clone(),
            dial: self.dial.clone(),
            words: self.words.clone(),
            aliases: self.aliases.clone(),
            threshold: self.threshold,
            rank: own.rank,
            copies: self.copies.clone(),
        })
    }

    fn parse(&self, id: &str) -> Result<ParseOptions, String> {
        let mut out = ParseOptions::default().with_id(id);
        if let Some(format) = &self.format {
            out.format = format.parse().map_err(|e: wirecopy::Error| e.to_string())?;
        }
        if let Some(favor) = &self.favor {
            out.favor = favor.parse().map_err(|e: wirecopy::Error| e.to_string())?;
        }
        out.url.clone_from(&self.url);
        out.outlet.clone_from(&self.outlet);
        out.published.clone_from(&self.published);
        out.language.clone_from(&self.language);
        out.title.clone_from(&self.title);
        Ok(out)
    }

    fn analyzer(&self) -> Result<Analyzer, String> {
        let mut out = AnalyzeOptions::default().with_words(self.words.clone().unwrap_or_default());
        if let Some(engine) = &self.engine {
            out.engine = engine.parse().map_err(|e: wirecopy::Error| e.to_string())?;
        }
        if let Some(dial) = &self.dial {
            out.dial = dial.parse().map_err(|e: wirecopy::Error| e.to_string())?;
        }
        Analyzer::english().with_options(&out).map_err(|e| e.to_string())
    }

    fn dedup(&self) -> Result<DedupOptions, Box<dyn Error>> {
        let mut out = match (&self.copies.scheme, self.copies.quotes) {
            (Some(scheme), _) => DedupOptions::published(scheme)?,
            (None, Some(true)) => DedupOptions::for_quotes(),
            (None, _) => DedupOptions::default(),
        };
        for (name, value) in self.copies.given() {
            match name {
                "normalize" => out.normalize = value.parse()?,
                "shingle" => out.shingle = value.parse()?,
                "characters" => out.characters = value.parse()?,
                "permutations" => out.permutations = value.parse()?,
                "bands" => out.bands = Some(parse_bands(&value)?),
                "containment" => out.containment = value.parse()?,
                "passages" => out.passages = value.parse()?,
                "passage_words" => out.passage_words = value.parse()?,
                "cap" => out.cap = value.parse()?,
                "estimate" => out.estimate = value.parse()?,
                "keep" => out.keep = value.parse()?,
                "threads" => out.threads = value.parse()?,
                other => return Err(format!("no option {other}").into()),
            }
        }
        out.threshold = self.threshold.unwrap_or(out.threshold);
        Ok(out)
    }

    fn json(&self) -> Result<JsonOptions, String> {
        let mut out = JsonOptions::default();
        if let Some(unit) = &self.offsets {
            out.offsets = unit.parse().map_err(|e: wirecopy::Error| e.to_string())?;
        }
        if let Some(scope) = &self.scope {
            out.scope = scope.parse().map_err(|e: wirecopy::Error| e.to_string())?;
        }
        if let Some(style) = &self.style {
            out.style = style.parse().map_err(|e: wirecopy::Error| e.to_string())?;
        }
        out.min_confidence = self.min_confidence.unwrap_or(0.0);
        Ok(out)
    }
}

/// The answer of the Rust library.
///
/// # Errors
///
/// The library's error, or what is wrong with the vector.
pub fn answer(case: &Case) -> Result<Answer, String> {
    let json = case.options.json()?;
    let analyzer = case.options.analyzer()?;
    let mut documents = Vec::new();
    for input in case.inputs() {
        let options = case.options.over(input)?.parse(&input.id)?;
        documents.push(Document::parse(input.text.as_bytes(), &options).map_err(|e| e.to_string())?);
    }
    let texts = documents.iter().map(|d| d.text().to_owned()).collect();
    let json = match case.op {
        Op::Document => wirecopy::schema::document_json(only(&documents)?, &json),
        Op::Attributions => {
            only(&documents)?;
            wirecopy::schema::attributions_json(&analyses(&documents, &analyzer)?[0], &json)
        }
        Op::Dedup => {
            let index = index(case, &documents, &analyzer).map_err(|e| e.to_string())?;
            let pairs = wirecopy::schema::pairs_json(&index, &index.pairs(), &json);
            format!("{pairs}\n{}", wirecopy::schema::clusters_json(&index, &index.clusters(), &json))
        }
        Op::Signatures => {
            let options = case.options.dedup().map_err(|e| e.to_string())?;
            let line = |d: &Document| wirecopy::schema::signature_line(d, &options);
            let lines: Result<Vec<_>, _> = documents.iter().map(line).collect();
            lines.map_err(|e| e.to_string())?.join("\n")
        }
        Op::Story => {
            let story = Story::new(&analyses(&documents, &analyzer)?, &StoryOptions::default());
            wirecopy::schema::story_json(&story.map_err(|e| e.to_string())?, &json)
        }
        Op::Annotate => {
            only(&documents)?;
            let input = case.inputs()[0].text.as_bytes();
            let options = AnnotateOptions::default().with_scope(json.scope);
            let page =
                annotate(&analyses(&documents, &analyzer)?[0], input, &options).map_err(|e| e.to_string())?;
            if strip(&page) != input {
                return Err("the page without its marks is not the input".into());
            }
            String::from_utf8(page).map_err(|e| e.to_string())?
        }
        Op::Reports => {
            only(&documents)?;
            wirecopy::schema::reports_json(&analyses(&documents, &analyzer)?[0], &json)
        }
        Op::Speakers => {
            let aliases = case.options.aliases.as_deref().unwrap_or_default();
            let options = SpeakersOptions::default().with_aliases(aliases).map_err(|e| e.to_string())?;
            let analyses = analyses(&documents, &analyzer)?;
            wirecopy::schema::speakers_json(&analyses, &speakers(&analyses, &options), &json)
        }
        Op::Verify => {
            let analyses = analyses(&documents, &analyzer)?;
            wirecopy::schema::verification_json(&verify(&analyses[0], &analyses[1..]), &json)
        }
    };
    Ok(Answer { json, texts })
}

/// The documents in an index, as the vector's options say.
fn index(case: &Case, documents: &[Document], analyzer: &Analyzer) -> Result<Index, Box<dyn Error>> {
    let (copies, mut options) = (&case.options.copies, case.options.dedup()?);
    let fill = |options: &DedupOptions| -> Result<Index, Box<dyn Error>> {
        let mut index = Index::new(options)?;
        for (document, input) in documents.iter().zip(case.inputs()) {
            if copies.quotes == Some(true) {
                let analysis = analyzer.analyze(document)?;
                let quotes = analysis.attributions().iter().enumerate();
                index.insert_quotes(
                    document.id(),
                    document,
                    quotes.map(|(k, a)| (format!("a{k}"), a.quoted())),
                )?;
                continue;
            }
            let id = index.insert(document.id(), document)?;
            if let Some(rank) = case.options.over(input)?.rank {
                index.set_rank(id, rank);
            }
        }
        Ok(index)
    };
    if let Some(least) = copies.least {
        let table = Boilerplate::learn(&fill(&options)?, least as usize);
        options = options.with_boilerplate(Some(Arc::new(table)));
    }
    fill(&options)
}

fn analyses(documents: &[Document], analyzer: &Analyzer) -> Result<Vec<Analysis>, String> {
    let analyze = |d: &Document| analyzer.analyze(d);
    documents.iter().map(analyze).collect::<wirecopy::Result<_>>().map_err(|e| e.to_string())
}

fn only(documents: &[Document]) -> Result<&Document, String> {
    match documents {
        [one] => Ok(one),
        _ => Err(format!("{} inputs; this op takes one", documents.len())),
    }
}
