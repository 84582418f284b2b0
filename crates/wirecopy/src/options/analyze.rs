//! How to look for attributions: the engine, the dial between precision and recall, words of the caller's own.

use std::str::FromStr;

use crate::{Error, ErrorKind, Result};

/// What finds the attributions.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Engine {
    /// Rules and learned models together.
    #[default]
    Model,
    /// Rules and tables alone: no learned weights.
    Rules,
}

impl Engine {
    /// Its name in options and JSON: `model` or `rules`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Model => "model",
            Self::Rules => "rules",
        }
    }
}

impl FromStr for Engine {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "model" => Ok(Self::Model),
            "rules" => Ok(Self::Rules),
            _ => Err(Error::new(
                ErrorKind::InvalidOption,
                format!("the engine is model or rules, not {name:?}"),
            )),
        }
    }
}

/// What counts more where it is not plain whether something is an attribution.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Dial {
    /// Both alike.
    #[default]
    Balanced,
    /// Rather too few.
    Precision,
    /// Rather too many.
    Recall,
}

impl Dial {
    /// Its name in options: `balanced`, `precision` or `recall`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Balanced => "balanced",
            Self::Precision => "precision",
            Self::Recall => "recall",
        }
    }

    /// The least probability of a cue that the models find.
    pub(crate) fn least_cue(self) -> f32 {
        match self {
            Self::Balanced => 0.35,
            Self::Precision => 0.6,
            Self::Recall => 0.25,
        }
    }

    /// The least certainty of what is kept.
    pub(crate) fn least_certainty(self) -> f32 {
        if self == Self::Precision { 0.7 } else { 0.0 }
    }
}

impl FromStr for Dial {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "balanced" => Ok(Self::Balanced),
            "precision" => Ok(Self::Precision),
            "recall" => Ok(Self::Recall),
            _ => Err(Error::new(
                ErrorKind::InvalidOption,
                format!("the dial is balanced, precision or recall, not {name:?}"),
            )),
        }
    }
}

/// How to look for attributions.
///
/// ```
/// use wirecopy::{AnalyzeOptions, Analyzer};
/// let options = AnalyzeOptions::default().with_words("verb opine\ntitle Portreeve\nalias the Ferry = Janek Moor");
/// let analyzer = Analyzer::english().with_options(&options)?;
/// let found = analyzer.analyze_text("“The wall will hold,” opined the Ferry.")?;
/// assert_eq!(found.speaker(&found.attributions()[0]).unwrap().name(), "Janek Moor");
/// # Ok::<(), wirecopy::Error>(())
/// ```
#[non_exhaustive]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnalyzeOptions {
    /// What finds them.
    pub engine: Engine,
    /// Between precision and recall.
    pub dial: Dial,
    /// Words of the caller's own beside those of the pack, an entry a line or parted by `;`; `#` begins a note:
    ///
    /// - `verb LEMMA [PAST [PARTICIPLE [GERUND [THIRD]]]]`: a verb of saying, its regular forms made where
    ///   none are given, `-` standing for a regular one;
    /// - `title WORD`: a title before names;
    /// - `alias OTHER NAME = NAME`: another name of somebody.
    pub words: String,
}

impl AnalyzeOptions {
    /// Sets the engine.
    #[must_use]
    pub fn with_engine(mut self, engine: Engine) -> Self {
        self.engine = engine;
        self
    }

    /// Sets the dial.
    #[must_use]
    pub fn with_dial(mut self, dial: Dial) -> Self {
        self.dial = dial;
        self
    }

    /// Sets the words of the caller's own, an entry a line.
    #[must_use]
    pub fn with_words(mut self, words: impl Into<String>) -> Self {
        self.words = words.into();
        self
    }
}
