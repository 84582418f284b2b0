//! What is known about a document, each fact with where it came from.

use super::Date;
use crate::Span;

/// Where a fact came from.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Provenance {
    /// The caller said so.
    Caller,
    /// JSON-LD in the page.
    JsonLd,
    /// `OpenGraph` properties.
    OpenGraph,
    /// Dublin Core and other `<meta>` elements.
    Meta,
    /// Microdata.
    Microdata,
    /// An element made for it: `<title>`, `<h1>`, `<time>`, `<html lang>`.
    Element,
    /// A heading of plain text or Markdown.
    Heading,
    /// A header line before the text.
    Header,
    /// A byline.
    Byline,
    /// The address of the page.
    Url,
    /// The running text.
    Body,
    /// The language of the words, by statistics.
    Detected,
    /// The date of the last change, for want of one of publication.
    Modified,
}

impl Provenance {
    /// Its name in JSON: `caller`, `json_ld`, `open_graph`, …
    pub fn name(self) -> &'static str {
        match self {
            Self::Caller => "caller",
            Self::JsonLd => "json_ld",
            Self::OpenGraph => "open_graph",
            Self::Meta => "meta",
            Self::Microdata => "microdata",
            Self::Element => "element",
            Self::Heading => "heading",
            Self::Header => "header",
            Self::Byline => "byline",
            Self::Url => "url",
            Self::Body => "body",
            Self::Detected => "detected",
            Self::Modified => "modified",
        }
    }
}

/// A fact, where it came from, and where its words stand in the text if they do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field<T> {
    /// The fact.
    pub value: T,
    /// Where it came from.
    pub provenance: Provenance,
    /// Its words in the text.
    pub span: Option<Span>,
}

impl<T> Field<T> {
    pub(crate) fn new(value: T, provenance: Provenance) -> Self {
        Self { value, provenance, span: None }
    }

    pub(crate) fn with_span(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }
}

/// The line before an agency story: `PORT VELLIN, March 4 (Nordwire) —`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// All of it in the text.
    pub span: Span,
    /// The place.
    pub place: Option<String>,
    /// The date as written.
    pub date: Option<String>,
    /// The agency.
    pub agency: Option<String>,
}

/// What is known about a document. What is not known is absent, never guessed.
#[non_exhaustive]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The headline, without the outlet's name.
    pub title: Option<Field<String>>,
    /// The people who wrote it.
    pub authors: Vec<Field<String>>,
    /// Who published it; in Latin letters when the page gives such a form.
    pub outlet: Option<Field<String>>,
    /// The outlet's name in the script of its readers, when [`outlet`](Self::outlet) is not in it.
    pub outlet_local: Option<Field<String>>,
    /// When it was first published.
    pub published: Option<Field<Date>>,
    /// When it was last changed.
    pub modified: Option<Field<Date>>,
    /// When the file it was read from was saved.
    pub saved: Option<Field<Date>>,
    /// Its language, BCP 47.
    pub language: Option<Field<String>>,
    /// Its address.
    pub url: Option<Field<String>>,
    /// A summary given with it.
    pub description: Option<Field<String>>,
    /// The section it stood in.
    pub section: Option<Field<String>>,
    /// Its topics.
    pub tags: Vec<Field<String>>,
    /// Its picture.
    pub image: Option<Field<String>>,
    /// Its dateline.
    pub dateline: Option<Dateline>,
    /// Agencies credited with the text ("Reporting by …", "(Nordwire)").
    pub wire: Vec<Field<String>>,
}
