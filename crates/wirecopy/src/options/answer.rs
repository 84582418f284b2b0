//! The shape of answers: which attributions are listed, how their spans are cut.

use std::str::FromStr;

use crate::{Error, ErrorKind, Result, Unit};

/// Which attributions an answer lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scope {
    /// What people call quotes: things said or written, and gestures.
    #[default]
    Speech,
    /// Also beliefs, wishes, plans, expectations, polls.
    All,
}

impl Scope {
    /// Its name in options and JSON: `speech` or `all`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Speech => "speech",
            Self::All => "all",
        }
    }
}

impl FromStr for Scope {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "speech" => Ok(Self::Speech),
            "all" => Ok(Self::All),
            _ => {
                Err(Error::new(ErrorKind::InvalidOption, format!("the scope is speech or all, not {name:?}")))
            }
        }
    }
}

/// How the spans of an answer are cut, and which attributions stand alone.
///
/// ```
/// use wirecopy::{Analyzer, JsonOptions, Style, schema};
/// let text = "“He told me ‘run’ and I ran,” Owen Marsh said.";
/// let found = Analyzer::english().analyze_text(text)?;
/// let json = |style| schema::attributions_json(&found, &JsonOptions::default().with_style(style));
/// assert!(json(Style::Full).contains("nested_in\":\"a0"));
/// assert!(!json(Style::Polnear).contains("nested_in\":\"a0"));
/// # Ok::<(), wirecopy::Error>(())
/// ```
#[non_exhaustive]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Style {
    /// All that was found: marks and "that" are content, what is nested and what goes on stands alone.
    #[default]
    Full,
    /// As `PolNeAR` is labelled: nothing nested, no gestures, what goes on without a cue is a piece of what it
    /// goes on from.
    Polnear,
    /// Contents without their outer marks and without "that"; only what has a cue.
    Parc,
    /// As novels are labelled in `PDNC`: nothing nested, no gestures, contents without their outer marks; what goes on
    /// in the same paragraph is a piece, and each further paragraph of a quotation stands alone.
    Pdnc,
}

impl Style {
    /// Its name in options and JSON: `full`, `polnear`, `parc` or `pdnc`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Polnear => "polnear",
            Self::Parc => "parc",
            Self::Pdnc => "pdnc",
        }
    }
}

impl FromStr for Style {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "full" => Ok(Self::Full),
            "polnear" => Ok(Self::Polnear),
            "parc" => Ok(Self::Parc),
            "pdnc" => Ok(Self::Pdnc),
            _ => Err(Error::new(
                ErrorKind::InvalidOption,
                format!("the style is full, polnear, parc or pdnc, not {name:?}"),
            )),
        }
    }
}

/// The shape of a JSON answer.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct JsonOptions {
    /// The unit offsets are counted in; `chars` by default.
    pub offsets: Unit,
    /// Which attributions are listed; `speech` by default.
    pub scope: Scope,
    /// How spans are cut; `full` by default.
    pub style: Style,
    /// Attributions whose [`certainty`](crate::Attribution::certainty) is under this are left out; 0 by default.
    pub min_confidence: f64,
}

impl JsonOptions {
    /// Sets the unit of offsets.
    #[must_use]
    pub fn with_offsets(mut self, unit: Unit) -> Self {
        self.offsets = unit;
        self
    }

    /// Sets which attributions are listed.
    #[must_use]
    pub fn with_scope(mut self, scope: Scope) -> Self {
        self.scope = scope;
        self
    }

    /// Sets how spans are cut.
    #[must_use]
    pub fn with_style(mut self, style: Style) -> Self {
        self.style = style;
        self
    }

    /// Sets the least certainty, from 0 to 1.
    #[must_use]
    pub fn with_min_confidence(mut self, least: f64) -> Self {
        self.min_confidence = least;
        self
    }

    /// Whether an attribution is of the asked scope and sure enough.
    pub fn lists(&self, attribution: &crate::Attribution) -> bool {
        (self.scope == Scope::All || attribution.is_speech())
            && f64::from(attribution.certainty()) >= self.min_confidence
    }
}
