//! Marks what was found in the very bytes of a page.

use std::collections::BTreeSet;
use std::ops::Range;

use super::strip::is_annotated;
use super::tags::Writing;
use crate::{Analysis, Document, Error, ErrorKind, Format, Result, Scope, Span};

/// A stretch of a document to be marked, and what the mark is to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where, in the text of the document.
    pub span: Span,
    /// What stands in `data-wirecopy`: ASCII letters, digits and `:`, `.`, `-`, `_`.
    pub label: String,
}

/// How a page is marked.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AnnotateOptions {
    /// Which attributions are marked.
    pub scope: Scope,
    /// Whether a small style sheet is put in before the first mark, too; no by default. [`strip`](super::strip())
    /// takes it out again.
    pub style: bool,
}

impl AnnotateOptions {
    /// Sets which attributions are marked.
    #[must_use]
    pub fn with_scope(mut self, scope: Scope) -> Self {
        self.scope = scope;
        self
    }

    /// Sets whether a style sheet is put in.
    #[must_use]
    pub fn with_style(mut self, style: bool) -> Self {
        self.style = style;
        self
    }
}

/// The marks of an analysis: content, cue and source of each attribution, labelled `content:a0`, `cue:a0`,
/// `source:a0` by its id in JSON. A gesture, which has no content, is marked whole as `gesture:a0`.
pub fn marks(analysis: &Analysis, scope: Scope) -> Vec<Mark> {
    let mut out = Vec::new();
    for (number, a) in analysis.attributions().iter().enumerate() {
        if scope == Scope::Speech && !a.is_speech() {
            continue;
        }
        let mut put = |role: &str, spans: &[Span]| {
            out.extend(spans.iter().map(|&span| Mark { span, label: format!("{role}:a{number}") }));
        };
        if a.content().is_empty() {
            put("gesture", &[a.extent()]);
        }
        put("content", a.content());
        put("cue", a.cue().map_or(&[][..], |c| &c.spans));
        put("source", a.source().map_or(&[][..], |s| &s.spans));
    }
    out
}

/// The page that an analysis is of, byte for byte, with `<mark data-wirecopy="…">` put in around the content, cue
/// and source of each attribution: one for each stretch of text, never across a tag and never where text is no
/// text (scripts, styles, titles, attributes). Where parts overlap, the labels of all of them stand in one mark,
/// set apart by spaces, so `mark[data-wirecopy~="content:a0"]` selects a part.
///
/// [`strip`](super::strip()) gives `input` back.
///
/// # Errors
///
/// [`ErrorKind::InvalidOption`] when `input` is not what the document was read from;
/// [`ErrorKind::UnsupportedFormat`] when it is no page (plain text and Markdown have no place for marks), and for
/// pages in ISO-2022-JP or in base64, where no tag can be put between characters; [`ErrorKind::Malformed`] when it
/// is annotated already.
pub fn annotate(analysis: &Analysis, input: &[u8], options: &AnnotateOptions) -> Result<Vec<u8>> {
    put_in(analysis.document(), input, &marks(analysis, options.scope), options.style)
}

/// As [`annotate`], with marks of your own.
///
/// # Errors
///
/// As [`annotate`]; [`ErrorKind::InvalidOption`] too when a label has other characters than it may, and
/// [`ErrorKind::InvalidSpan`] when a span does not slice the document's text.
pub fn annotate_marks(document: &Document, input: &[u8], marks: &[Mark]) -> Result<Vec<u8>> {
    for mark in marks {
        let plain = |b: u8| b.is_ascii_alphanumeric() || b":.-_".contains(&b);
        if mark.label.is_empty() || !mark.label.bytes().all(plain) {
            return Err(Error::new(ErrorKind::InvalidOption, format!("not a label: {:?}", mark.label)));
        }
        if document.get(mark.span).is_none() {
            return Err(Error::new(
                ErrorKind::InvalidSpan,
                format!("not a span of the text: {:?}", mark.span),
            ));
        }
    }
    put_in(document, input, marks, false)
}

/// What a style sheet says of the marks.
const STYLE: &str = "mark[data-wirecopy]{background:#fff3b0;color:inherit}\
                     mark[data-wirecopy*=\"cue:\"]{background:#d8f0d0}\
                     mark[data-wirecopy*=\"source:\"]{background:#cfe4ff}";

fn put_in(document: &Document, input: &[u8], marks: &[Mark], style: bool) -> Result<Vec<u8>> {
    if crate::document::digest(input) != document.input_sha256() {
        let message = "these bytes are not what the document was read from";
        return Err(Error::new(ErrorKind::InvalidOption, message));
    }
    if is_annotated(input) {
        return Err(Error::new(ErrorKind::Malformed, "the page is annotated already: strip it first"));
    }
    let (places, writing) = places(document, input)?;
    let mut parts = parts(document, input, marks, &places);
    // Half a unit at the end of UTF-16 stays outside.
    for (range, _) in &mut parts {
        range.end -= range.end % writing.unit();
    }
    parts.retain(|(range, _)| !range.is_empty());
    let segments = segments(&parts, marks);
    let mut out = Vec::with_capacity(input.len() + segments.len() * 64);
    let mut from = 0;
    let tags = writing.mark();
    for (k, (range, labels)) in segments.iter().enumerate() {
        out.extend_from_slice(&input[from..range.start]);
        if k == 0 && style {
            let sheet = writing.style();
            for part in [&sheet.open, &sheet.open_end, &writing.write(STYLE), &sheet.close] {
                out.extend_from_slice(part);
            }
        }
        out.extend_from_slice(&tags.open);
        out.extend_from_slice(&writing.write(&labels.join(" ")));
        out.extend_from_slice(&tags.open_end);
        out.extend_from_slice(&input[range.clone()]);
        out.extend_from_slice(&tags.close);
        from = range.end;
    }
    out.extend_from_slice(&input[from..]);
    Ok(out)
}

/// Where marks may stand, and how they are written there.
fn places(document: &Document, input: &[u8]) -> Result<(Vec<Range<usize>>, Writing)> {
    let no = |what: &str| Err(Error::new(ErrorKind::UnsupportedFormat, what.to_owned()));
    match document.encoding() {
        "ISO-2022-JP" => return no("no tag can be put between characters of ISO-2022-JP"),
        _ if document.format() == Format::Plain => return no("plain text has no place for marks"),
        _ if document.format() == Format::Markdown => return no("Markdown has no place for marks"),
        _ => {}
    }
    #[cfg(feature = "html")]
    {
        if document.format() == Format::Mhtml {
            return saved_places(document, input);
        }
        let writing = match document.encoding() {
            "UTF-16LE" => Writing::Utf16Le,
            "UTF-16BE" => Writing::Utf16Be,
            _ => Writing::Ascii,
        };
        Ok((crate::html::places(input, document.encoding())?, writing))
    }
    #[cfg(not(feature = "html"))]
    {
        let _ = input;
        no("this build reads no pages: its feature is off")
    }
}

/// As [`places`], in the page of a saved file.
#[cfg(feature = "html")]
fn saved_places(document: &Document, input: &[u8]) -> Result<(Vec<Range<usize>>, Writing)> {
    use crate::input::mhtml::{self, Transfer};
    let saved = mhtml::open(input)?;
    let wide = document.encoding().starts_with("UTF-16");
    let writing = match saved.transfer {
        Transfer::AsIs if !wide => Writing::Ascii,
        Transfer::QuotedPrintable if !wide => {
            Writing::Printable { crlf: memchr::memmem::find(input, b"\r\n").is_some() }
        }
        _ => {
            let message = "no tag can be put between characters of a page saved in base64 or UTF-16";
            return Err(Error::new(ErrorKind::UnsupportedFormat, message));
        }
    };
    let places = crate::html::places(&saved.page, document.encoding())?;
    let file = |place: Range<usize>| saved.map.start(place.start)..saved.map.end(place.end);
    Ok((places.into_iter().map(file).collect(), writing))
}

/// The stretches of bytes of each mark, by the number of the mark: each inside one stretch of text of the page.
fn parts(
    document: &Document,
    input: &[u8],
    marks: &[Mark],
    places: &[Range<usize>],
) -> Vec<(Range<usize>, usize)> {
    let mut out: Vec<(Range<usize>, usize)> = Vec::new();
    for (number, mark) in marks.iter().enumerate() {
        // The last stretch of this mark and its place: white space that was squeezed does not part it.
        let mut open: Option<(Range<usize>, usize)> = None;
        let mut close = |open: &mut Option<(Range<usize>, usize)>| {
            if let Some((range, _)) = open.take()
                && !input[range.clone()].iter().all(|b| b.is_ascii_whitespace() || *b == 0)
            {
                out.push((range, number));
            }
        };
        for range in document.input_ranges(mark.span) {
            let first = places.partition_point(|p| p.end <= range.start);
            for (k, place) in places.iter().enumerate().skip(first) {
                if place.start >= range.end {
                    break;
                }
                let part = range.start.max(place.start)..range.end.min(place.end);
                match &mut open {
                    Some((last, at)) if *at == k && last.end <= part.start => last.end = part.end,
                    _ => {
                        close(&mut open);
                        open = Some((part, k));
                    }
                }
            }
        }
        close(&mut open);
    }
    out
}

/// Stretches that do not overlap, in order, each with the labels of all marks it is part of.
fn segments<'a>(parts: &[(Range<usize>, usize)], marks: &'a [Mark]) -> Vec<(Range<usize>, Vec<&'a str>)> {
    let mut bounds: Vec<(usize, bool, usize)> = Vec::with_capacity(parts.len() * 2);
    for (range, number) in parts {
        bounds.push((range.start, true, *number));
        bounds.push((range.end, false, *number));
    }
    // At one byte what ends comes before what begins.
    bounds.sort_unstable();
    let mut out = Vec::new();
    let mut active: BTreeSet<usize> = BTreeSet::new();
    let mut from = 0;
    for (at, begins, number) in bounds {
        if at > from && !active.is_empty() {
            let mut labels: Vec<&str> = active.iter().map(|&n| marks[n].label.as_str()).collect();
            labels.dedup();
            out.push((from..at, labels));
        }
        from = at;
        if begins {
            active.insert(number);
        } else {
            active.remove(&number);
        }
    }
    out
}
