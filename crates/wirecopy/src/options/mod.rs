//! What a caller may set: formats, facts known beforehand, limits; how to look; the shape of answers.

mod analyze;
mod answer;

pub use analyze::{AnalyzeOptions, Dial, Engine};
pub use answer::{JsonOptions, Scope, Style};

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use crate::{Error, ErrorKind, Result};

/// How the input is to be read.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// Decide from the bytes.
    #[default]
    Auto,
    /// A web page or fragment.
    Html,
    /// A page saved in one file, with its pictures or without: MIME `multipart/related`.
    Mhtml,
    /// `CommonMark` text.
    Markdown,
    /// Plain text: [`Document::text`](crate::Document::text) is then the input, byte for byte.
    Plain,
}

impl Format {
    /// Its name in options and JSON: `auto`, `html`, `mhtml`, `markdown` or `plain`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Html => "html",
            Self::Mhtml => "mhtml",
            Self::Markdown => "markdown",
            Self::Plain => "plain",
        }
    }
}

impl FromStr for Format {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "auto" => Ok(Self::Auto),
            "html" => Ok(Self::Html),
            "mhtml" => Ok(Self::Mhtml),
            "markdown" => Ok(Self::Markdown),
            "plain" => Ok(Self::Plain),
            _ => Err(Error::new(
                ErrorKind::InvalidOption,
                format!("the input format is auto, plain, markdown, html or mhtml, not {name:?}"),
            )),
        }
    }
}

/// What to prefer where it is not plain whether a part of a page is the article.
///
/// ```
/// use wirecopy::{Document, Favor, ParseOptions};
/// let page = b"<h1>The wall</h1><p>The wall of Port Vellin will hold until spring, the mayor said on Sunday.</p>\
///     <p>It has stood for three hundred years, and nobody needs to leave, she said.</p>\
///     <p>Read more: <a href=/ferry>The ferry strike goes on, and the port is empty</a></p>";
/// let words = |favor| {
///     let document = Document::parse(page, &ParseOptions::default().with_favor(favor)).unwrap();
///     document.body().split_whitespace().count()
/// };
/// assert!(words(Favor::Recall) >= words(Favor::Balanced));
/// assert!(words(Favor::Balanced) >= words(Favor::Precision));
/// ```
#[non_exhaustive]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Favor {
    /// As many words of the article as possible with as few others as possible.
    #[default]
    Balanced,
    /// Rather too little: no standfirst, no lists of links, nothing that ends no sentence.
    Precision,
    /// Rather too much: also link-heavy paragraphs, parts whose names are doubtful, what comes after the end.
    Recall,
}

impl Favor {
    /// Its name in options: `balanced`, `precision` or `recall`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Balanced => "balanced",
            Self::Precision => "precision",
            Self::Recall => "recall",
        }
    }
}

impl FromStr for Favor {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "balanced" => Ok(Self::Balanced),
            "precision" => Ok(Self::Precision),
            "recall" => Ok(Self::Recall),
            _ => Err(Error::new(
                ErrorKind::InvalidOption,
                format!("what to favor is balanced, precision or recall, not {name:?}"),
            )),
        }
    }
}

/// How to read an input, and what the caller already knows of it.
///
/// What the caller knows always wins over what the input says, with
/// [`Provenance::Caller`](crate::Provenance::Caller).
///
/// ```
/// use wirecopy::{Document, ParseOptions};
/// let options = ParseOptions::plain().with_id("a1").with_outlet("The Harbour Courier");
/// let document = Document::parse("The wall will hold.".as_bytes(), &options)?;
/// assert_eq!(document.metadata().outlet.as_ref().unwrap().value, "The Harbour Courier");
/// # Ok::<(), wirecopy::Error>(())
/// ```
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseOptions {
    /// How the bytes are to be read.
    pub format: Format,
    /// The caller's name for the document; empty when it has none.
    pub id: String,
    /// Where it was published.
    pub url: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// When it was published, ISO 8601, from a year to a second.
    pub published: Option<String>,
    /// Its language, BCP 47.
    pub language: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// The character encoding a transport header gave, for HTML.
    pub encoding: Option<String>,
    /// What to prefer where it is not plain which part of a page is the article.
    pub favor: Favor,
    /// Most bytes of input that are read; more is [`ErrorKind::TooLarge`].
    pub max_bytes: usize,
    /// Deepest nesting of elements that is read; more is [`ErrorKind::TooDeep`].
    pub max_depth: usize,
    /// Most elements, texts and attributes of a page that are read; more is [`ErrorKind::TooManyNodes`].
    pub max_nodes: usize,
    /// Asked about every 64 KB of work whether to stop, in every format; none by default.
    pub cancel: Option<Cancel>,
}

impl Default for ParseOptions {
    fn default() -> Self {
        Self {
            format: Format::Auto,
            id: String::new(),
            url: None,
            outlet: None,
            published: None,
            language: None,
            title: None,
            encoding: None,
            favor: Favor::Balanced,
            max_bytes: 256 << 20,
            max_depth: 100_000,
            max_nodes: 16 << 20,
            cancel: None,
        }
    }
}

macro_rules! with {
    ($($name:ident, $field:ident, $doc:literal;)*) => {$(
        #[doc = $doc]
        #[must_use]
        pub fn $name(mut self, value: impl Into<String>) -> Self {
            self.$field = Some(value.into());
            self
        }
    )*};
}

impl ParseOptions {
    /// Options to read plain text.
    pub fn plain() -> Self {
        Self { format: Format::Plain, ..Self::default() }
    }

    /// Sets the format.
    #[must_use]
    pub fn with_format(mut self, format: Format) -> Self {
        self.format = format;
        self
    }

    /// Sets the caller's name for the document.
    #[must_use]
    pub fn with_id(mut self, id: impl Into<String>) -> Self {
        self.id = id.into();
        self
    }

    with! {
        with_url, url, "Sets where it was published.";
        with_outlet, outlet, "Sets who published it.";
        with_published, published, "Sets when it was published, ISO 8601.";
        with_language, language, "Sets its language.";
        with_title, title, "Sets its title.";
        with_encoding, encoding, "Sets the encoding a transport header gave.";
    }

    /// Sets what to prefer.
    #[must_use]
    pub fn with_favor(mut self, favor: Favor) -> Self {
        self.favor = favor;
        self
    }

    /// Sets the most bytes that are read.
    #[must_use]
    pub fn with_max_bytes(mut self, max: usize) -> Self {
        self.max_bytes = max;
        self
    }

    /// Sets the deepest nesting that is read.
    #[must_use]
    pub fn with_max_depth(mut self, max: usize) -> Self {
        self.max_depth = max;
        self
    }

    /// Sets the most elements, texts and attributes that are read.
    #[must_use]
    pub fn with_max_nodes(mut self, max: usize) -> Self {
        self.max_nodes = max;
        self
    }

    /// Sets the question whether to stop.
    #[must_use]
    pub fn with_cancel(mut self, cancel: Cancel) -> Self {
        self.cancel = Some(cancel);
        self
    }
}

/// A question that is asked while an input is read: whether to stop. A yes ends the call with
/// [`ErrorKind::Cancelled`].
///
/// ```
/// use std::time::{Duration, Instant};
/// use wirecopy::{Cancel, Document, ErrorKind, ParseOptions};
///
/// let deadline = Instant::now() + Duration::from_secs(5);
/// let options = ParseOptions::default().with_cancel(Cancel::new(move || Instant::now() > deadline));
/// assert!(Document::parse(b"<p>The wall will hold.</p>", &options).is_ok());
/// let options = options.with_cancel(Cancel::new(|| true));
/// let error = Document::parse(b"<p>The wall will hold.</p>", &options).unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::Cancelled);
/// ```
#[derive(Clone)]
pub struct Cancel(Arc<dyn Fn() -> bool + Send + Sync>);

impl Cancel {
    /// A question that `asked` answers; it is called on the thread that reads, and should be quick.
    pub fn new(asked: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        Self(Arc::new(asked))
    }

    pub(crate) fn is_asked(&self) -> bool {
        (self.0)()
    }
}

impl fmt::Debug for Cancel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Cancel")
    }
}

/// Two are equal when one is a copy of the other.
impl PartialEq for Cancel {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Cancel {}
