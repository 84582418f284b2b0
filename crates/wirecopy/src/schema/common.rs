//! What all answers share: spans in the asked unit, who produced them, from what.

use serde::Serialize;

use crate::attribution::Act;
use crate::language::Pack;
use crate::{Attribution, Document, Engine, JsonOptions, Span, Style, Unit};

/// A span in the unit of the answer.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct SpanOut {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// Converts the spans of one document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Units<'a> {
    document: &'a Document,
    unit: Unit,
}

impl<'a> Units<'a> {
    pub(crate) fn new(document: &'a Document, unit: Unit) -> Self {
        Self { document, unit }
    }

    pub(crate) fn span(&self, span: Span) -> SpanOut {
        SpanOut {
            start: self.document.offset(span.start(), self.unit),
            end: self.document.offset(span.end(), self.unit),
        }
    }

    pub(crate) fn spans(&self, spans: &[Span]) -> Vec<SpanOut> {
        spans.iter().map(|&s| self.span(s)).collect()
    }
}

/// What made the answer.
#[derive(Debug, Serialize)]
pub(crate) struct ProducedBy {
    name: &'static str,
    version: &'static str,
    schema: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pack: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    style: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    min_confidence: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    engine: Option<&'static str>,
}

impl ProducedBy {
    pub(crate) fn new(schema: &'static str) -> Self {
        Self {
            name: "wirecopy",
            version: crate::VERSION,
            schema,
            pack: None,
            scope: None,
            style: None,
            min_confidence: None,
            engine: None,
        }
    }

    /// With the language pack: `en:` and its digest.
    pub(crate) fn with_language(mut self, pack: &Pack) -> Self {
        self.pack = Some(format!("{}:{}", pack.language(), pack.digest()));
        self
    }

    /// With the language pack and the scope the answer was asked for.
    pub(crate) fn with_pack(mut self, pack: &Pack, options: JsonOptions) -> Self {
        self.scope = Some(options.scope.name());
        self.style = (options.style != Style::Full).then(|| options.style.name());
        self.min_confidence = (options.min_confidence > 0.0).then_some(options.min_confidence);
        self.with_language(pack)
    }

    /// With the engine, when it is not the usual one.
    pub(crate) fn with_engine(mut self, engine: Engine) -> Self {
        self.engine = (engine != Engine::default()).then(|| engine.name());
        self
    }
}

/// What the answer was made from.
#[derive(Debug, Serialize)]
pub(crate) struct Input {
    id: String,
    sha256: String,
    bytes: usize,
}

impl Input {
    pub(crate) fn of(document: &Document) -> Self {
        Self::new(document.id(), document.input_sha256(), document.input_bytes())
    }

    pub(crate) fn new(id: &str, sha256: &str, bytes: usize) -> Self {
        Self { id: id.to_owned(), sha256: sha256.to_owned(), bytes }
    }
}

/// What an attribution says, without the rest of it.
#[derive(Debug, Serialize)]
pub(crate) struct Words {
    kind: &'static str,
    act: Option<&'static str>,
    start: usize,
    end: usize,
    content: Vec<SpanOut>,
    text: String,
}

impl Words {
    /// The content, pieces joined by " … "; for a gesture, its words.
    pub(crate) fn of(document: &Document, a: &Attribution, unit: Unit) -> Self {
        let extent = [a.extent()];
        let shown = if a.content().is_empty() { &extent } else { a.content() };
        let text: Vec<&str> = shown.iter().map(|&span| document.slice(span)).collect();
        let units = Units::new(document, unit);
        let SpanOut { start, end } = units.span(a.extent());
        Self {
            kind: a.kind().name(),
            act: a.act().map(Act::name),
            start,
            end,
            content: units.spans(a.content()),
            text: text.join(" … "),
        }
    }
}

/// A fraction to four digits.
pub(crate) fn round4(x: f32) -> f64 {
    digits4(f64::from(x))
}

/// The same of a longer fraction.
pub(crate) fn digits4(x: f64) -> f64 {
    (x * 10_000.0).round() / 10_000.0
}

/// The JSON of a transfer type: these hold only what always serialises.
pub(crate) fn to_string(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
