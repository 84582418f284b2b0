//! [`Span`]: a range of bytes of a document's text.

use crate::{Error, ErrorKind, Result};
use std::fmt;
use std::ops::Range;

/// A half-open range of **bytes** of [`Document::text`](crate::Document::text), always on character
/// boundaries of that text.
///
/// Other units (code points, UTF-16) exist only at the edges: see [`OffsetMap`](crate::OffsetMap).
///
/// ```
/// let span = wirecopy::Span::new(3, 10)?;
/// assert_eq!((span.start(), span.end(), span.len()), (3, 10, 7));
/// assert_eq!(format!("{span:?}"), "3..10");
/// assert!(wirecopy::Span::new(10, 3).is_err());
/// # Ok::<(), wirecopy::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// A span of the bytes `start..end`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidSpan`] when `start > end` or an end lies beyond 4 GB.
    pub fn new(start: usize, end: usize) -> Result<Self> {
        match (u32::try_from(start), u32::try_from(end)) {
            (Ok(s), Ok(e)) if s <= e => Ok(Self { start: s, end: e }),
            _ => Err(Error::new(ErrorKind::InvalidSpan, format!("not a span: {start}..{end}"))),
        }
    }

    /// For spans the crate made itself, in text whose length was checked to fit.
    pub(crate) fn of(start: usize, end: usize) -> Self {
        debug_assert!(start <= end && u32::try_from(end).is_ok(), "bad span {start}..{end}");
        Self { start: start as u32, end: end.max(start) as u32 }
    }

    /// First byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// The bytes as a range.
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// Number of bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}
