//! The tags that are put into a page, as bytes of the page's encoding.

/// How characters are written in the file that is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Writing {
    /// ASCII is one byte a character.
    Ascii,
    Utf16Le,
    Utf16Be,
    /// ASCII in quoted-printable text; tags stand on soft lines of their own, which end as given.
    Printable {
        crlf: bool,
    },
}

/// All ways of writing, in the order in which marks are looked for: big endian before little endian, for at an
/// odd byte the one looks like the other.
pub(super) const ALL: [Writing; 5] = [
    Writing::Printable { crlf: true },
    Writing::Printable { crlf: false },
    Writing::Utf16Be,
    Writing::Utf16Le,
    Writing::Ascii,
];

/// The start of a tag, up to its labels.
const OPEN: &str = "<mark data-wirecopy=\"";
const OPEN_END: &str = "\">";
const CLOSE: &str = "</mark>";
const STYLE_OPEN: &str = "<style data-wirecopy=\"";
const STYLE_CLOSE: &str = "</style>";

/// One kind of element that is put in: its start tag up to the labels, what ends the start tag, its end tag.
#[derive(Clone, Debug)]
pub(super) struct Tags {
    pub(super) open: Vec<u8>,
    pub(super) open_end: Vec<u8>,
    pub(super) close: Vec<u8>,
}

impl Writing {
    pub(super) fn mark(self) -> Tags {
        self.tags(OPEN, CLOSE)
    }

    pub(super) fn style(self) -> Tags {
        self.tags(STYLE_OPEN, STYLE_CLOSE)
    }

    fn tags(self, open: &str, close: &str) -> Tags {
        let (before, after) = match self {
            Self::Printable { crlf: true } => ("=\r\n", "=\r\n"),
            Self::Printable { crlf: false } => ("=\n", "=\n"),
            _ => ("", ""),
        };
        let wrapped = |before: &str, text: &str, after: &str| {
            [before.as_bytes(), &self.write(text), after.as_bytes()].concat()
        };
        Tags {
            open: wrapped(before, open, ""),
            open_end: wrapped("", OPEN_END, after),
            close: wrapped(before, close, after),
        }
    }

    /// ASCII text in this writing.
    pub(super) fn write(self, text: &str) -> Vec<u8> {
        match self {
            Self::Ascii => text.as_bytes().to_vec(),
            Self::Utf16Le => text.bytes().flat_map(|b| [b, 0]).collect(),
            Self::Utf16Be => text.bytes().flat_map(|b| [0, b]).collect(),
            Self::Printable { .. } => text.replace('=', "=3D").into_bytes(),
        }
    }

    /// Bytes of one unit: a match must begin at a multiple of it.
    pub(super) fn unit(self) -> usize {
        if matches!(self, Self::Utf16Le | Self::Utf16Be) { 2 } else { 1 }
    }
}
