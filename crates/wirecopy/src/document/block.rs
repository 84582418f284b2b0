//! The parts of a document: what each stretch of text is.

use crate::Span;

/// What a stretch of text is.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// The headline.
    Title,
    /// A heading inside the body.
    Heading,
    /// A paragraph of the body.
    Paragraph,
    /// A quotation set apart.
    BlockQuote,
    /// An item of a list.
    ListItem,
    /// A table, row by row.
    Table,
    /// The words under a picture.
    Caption,
    /// Who made a picture.
    Credit,
    /// Who wrote it.
    Byline,
    /// Place, agency or date set before the text.
    Dateline,
    /// Anything that is not the article: counters, notices, teasers, links, share bars.
    Debris,
}

impl BlockKind {
    /// Its name in JSON: `title`, `heading`, `paragraph`, …
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Heading => "heading",
            Self::Paragraph => "paragraph",
            Self::BlockQuote => "block_quote",
            Self::ListItem => "list_item",
            Self::Table => "table",
            Self::Caption => "caption",
            Self::Credit => "credit",
            Self::Byline => "byline",
            Self::Dateline => "dateline",
            Self::Debris => "debris",
        }
    }

    /// Whether it is part of the body.
    pub fn is_body(self) -> bool {
        matches!(self, Self::Heading | Self::Paragraph | Self::BlockQuote | Self::ListItem | Self::Table)
    }

    /// Whether attributions are looked for in it.
    pub fn is_read(self) -> bool {
        self.is_body() || matches!(self, Self::Title | Self::Caption)
    }
}

/// One part of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    pub(crate) span: Span,
    pub(crate) kind: BlockKind,
    pub(crate) note: Option<&'static str>,
}

impl Block {
    /// Where it is, without white space at its ends.
    pub fn span(&self) -> Span {
        self.span
    }

    /// What it is.
    pub fn kind(&self) -> BlockKind {
        self.kind
    }

    /// Which kind of debris (`view_counter`, `related`, `audio_notice`, `original_url`, `repeated_title`, …).
    pub fn note(&self) -> Option<&'static str> {
        self.note
    }
}
