//! The one error type of the crate, with codes that the C and Python bindings pass on unchanged.

use std::fmt;
use std::sync::Arc;

/// The result of every fallible call in this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong. The number of each kind is stable: it is the C status code and the Python `code`.
///
/// Numbers 1 to 9 are reserved for the bindings (null pointers, caught panics).
#[non_exhaustive]
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ErrorKind {
    /// Bytes that should have been UTF-8 are not.
    InvalidUtf8 = 10,
    /// A span is reversed, out of range or not on a character boundary.
    InvalidSpan = 11,
    /// An option has a value that it cannot have.
    InvalidOption = 12,
    /// The input is larger than the limit.
    TooLarge = 13,
    /// The input is nested more deeply than the limit.
    TooDeep = 14,
    /// The input has more parts than the limit.
    TooManyNodes = 15,
    /// The format cannot be read.
    UnsupportedFormat = 20,
    /// The input breaks the rules of its format.
    Malformed = 21,
    /// There is nothing to read in the input.
    NoContent = 22,
    /// No language pack is there for the language.
    UnsupportedLanguage = 30,
    /// A language pack is damaged.
    CorruptModel = 31,
    /// A language pack is of a version this crate does not read.
    ModelVersion = 32,
    /// JSON is of a schema this crate does not read.
    SchemaVersion = 40,
    /// A stored index is damaged.
    CorruptIndex = 41,
    /// Reading or writing failed.
    Io = 50,
    /// The caller asked to stop.
    Cancelled = 60,
}

impl ErrorKind {
    /// The stable number of the kind.
    pub fn code(self) -> u32 {
        self as u32
    }

    /// The stable name of the kind, in lower case with underscores: `"too_large"`.
    pub fn name(self) -> &'static str {
        match self {
            Self::InvalidUtf8 => "invalid_utf8",
            Self::InvalidSpan => "invalid_span",
            Self::InvalidOption => "invalid_option",
            Self::TooLarge => "too_large",
            Self::TooDeep => "too_deep",
            Self::TooManyNodes => "too_many_nodes",
            Self::UnsupportedFormat => "unsupported_format",
            Self::Malformed => "malformed",
            Self::NoContent => "no_content",
            Self::UnsupportedLanguage => "unsupported_language",
            Self::CorruptModel => "corrupt_model",
            Self::ModelVersion => "model_version",
            Self::SchemaVersion => "schema_version",
            Self::CorruptIndex => "corrupt_index",
            Self::Io => "io",
            Self::Cancelled => "cancelled",
        }
    }
}

/// An error: its kind, a message that names the problem, and where known the byte of the input it is at.
///
/// One word wide and cheap to clone.
///
/// ```
/// use wirecopy::{Document, ErrorKind, ParseOptions};
/// let error = Document::parse(b"\xff\xfe\xfd plain", &ParseOptions::plain()).unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::InvalidUtf8);
/// assert_eq!(error.offset(), Some(0));
/// ```
#[derive(Clone)]
pub struct Error(Arc<Inner>);

struct Inner {
    kind: ErrorKind,
    message: String,
    offset: Option<usize>,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Arc::new(Inner { kind, message: message.into(), offset: None }))
    }

    pub(crate) fn at(kind: ErrorKind, offset: usize, message: impl Into<String>) -> Self {
        Self(Arc::new(Inner { kind, message: message.into(), offset: Some(offset) }))
    }

    /// The same problem, its place counted in what `place` leads to.
    #[cfg(feature = "html")]
    pub(crate) fn moved(self, place: impl FnOnce(usize) -> usize) -> Self {
        match self.offset() {
            Some(at) => Self::at(self.kind(), place(at), self.0.message.clone()),
            None => self,
        }
    }

    /// What kind of problem it is.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The byte of the input the problem is at, where there is one.
    pub fn offset(&self) -> Option<usize> {
        self.0.offset
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)?;
        match self.0.offset {
            Some(at) => write!(f, " (at byte {at})"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Error({}: {self})", self.0.kind.name())
    }
}

impl std::error::Error for Error {}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::new(ErrorKind::Io, error.to_string())
    }
}
