//! Puts a document together, run by run and block by block, keeping the way back to the input.

use std::sync::OnceLock;

use sha2::{Digest, Sha256};

use super::run::{Run, through};
use super::{Block, BlockKind, Document, Inner, Metadata};
use crate::input::byte_map::ByteMap;
use crate::{Format, ParseOptions, Span};

/// A document in the making.
#[derive(Debug)]
pub(crate) struct Builder {
    format: Format,
    encoding: &'static str,
    pub(crate) text: String,
    runs: Vec<Run>,
    blocks: Vec<Block>,
    pub(crate) metadata: Metadata,
    pub(crate) flattened: bool,
    /// Whether the text is the input as it is.
    identity: bool,
    /// Whether what was read seems to be an article.
    pub(crate) article: bool,
}

impl Builder {
    /// A document whose text is the input as it is.
    pub(crate) fn identity(format: Format, text: &str) -> Self {
        Self {
            format,
            encoding: "UTF-8",
            text: text.to_owned(),
            runs: Vec::new(),
            blocks: Vec::new(),
            metadata: Metadata::default(),
            flattened: false,
            identity: true,
            article: true,
        }
    }

    /// A document whose text is gathered by [`push`](Self::push).
    pub(crate) fn gather(format: Format, encoding: &'static str) -> Self {
        Self { encoding, identity: false, ..Self::identity(format, "") }
    }

    /// Adds text that stands for the bytes `input` of what was given.
    pub(crate) fn push(&mut self, text: &str, input: (usize, usize)) {
        if text.is_empty() {
            return;
        }
        let span = Span::of(self.text.len(), self.text.len() + text.len());
        self.text.push_str(text);
        let run = Run::new(span, input);
        if !self.runs.last_mut().is_some_and(|last| last.join(&run)) {
            self.runs.push(run);
        }
    }

    /// Leads the runs, whose input so far is what `map` decoded to, back to what it was decoded from.
    pub(crate) fn decoded_from(&mut self, map: &ByteMap) {
        self.runs = through(&self.runs, &self.text, map);
    }

    /// Adds text that stands for nothing in the input: the empty line between blocks.
    pub(crate) fn push_glue(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Adds a block over bytes of the text; white space at its ends is left out, an empty one is dropped.
    pub(crate) fn block(&mut self, start: usize, end: usize, kind: BlockKind, note: Option<&'static str>) {
        let words = &self.text[start..end];
        let trimmed = words.trim();
        if trimmed.is_empty() {
            return;
        }
        let start = start + (words.len() - words.trim_start().len());
        self.blocks.push(Block { span: Span::of(start, start + trimmed.len()), kind, note });
    }

    /// The blocks so far, in the order they were added.
    #[cfg(feature = "html")]
    pub(crate) fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Puts in what the caller knows and closes the document.
    pub(crate) fn finish(mut self, input: &[u8], options: &ParseOptions) -> crate::Result<Document> {
        crate::input::apply_caller(&mut self.metadata, options)?;
        self.blocks.sort_by_key(|b| b.span);
        crate::input::detect::complete(&mut self.metadata, &self.text, &self.blocks);
        let article = self.article && self.blocks.iter().any(|b| b.kind.is_body());
        Ok(Document::of(Inner {
            id: options.id.clone(),
            text: self.text,
            format: self.format,
            encoding: self.encoding,
            blocks: self.blocks,
            metadata: self.metadata,
            runs: self.runs,
            flattened: self.flattened,
            // What is the input byte for byte is hashed when asked for.
            input_sha256: if self.identity { OnceLock::new() } else { digest(input).into() },
            article,
            input_bytes: input.len(),
            offsets: OnceLock::new(),
            words: OnceLock::new(),
        }))
    }
}

/// SHA-256 in lower-case hexadecimal.
pub(crate) fn digest(input: &[u8]) -> String {
    Sha256::digest(input).iter().fold(String::with_capacity(64), |mut hex, byte| {
        for nibble in [byte >> 4, byte & 15] {
            hex.push(char::from_digit(u32::from(nibble), 16).unwrap_or('0'));
        }
        hex
    })
}
