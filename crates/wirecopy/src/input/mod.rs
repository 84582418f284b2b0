//! What came in: limits, the format, and what the caller knows.

pub(crate) mod bylines;
pub(crate) mod byte_map;
pub(crate) mod detect;
#[cfg(feature = "html")]
pub(crate) mod mhtml;
#[cfg(feature = "html")]
pub(crate) mod sites;
mod sniff;
pub(crate) mod watch;

use crate::document::{Date, Field, Metadata, Provenance};
use crate::{Document, Error, ErrorKind, Format, ParseOptions, Result};

/// Most bytes that are ever read: offsets into the text, which may be three times as long, fit `u32`.
const MOST: usize = u32::MAX as usize / 3;

/// Reads one document by its format.
pub(crate) fn parse(input: &[u8], options: &ParseOptions) -> Result<Document> {
    if input.len() > options.max_bytes.min(MOST) {
        return Err(Error::new(
            ErrorKind::TooLarge,
            format!("{} bytes of input; the limit is {}", input.len(), options.max_bytes.min(MOST)),
        ));
    }
    let format = if options.format == Format::Auto { sniff::sniff(input) } else { options.format };
    match format {
        #[cfg(feature = "html")]
        Format::Html => crate::html::parse(input, options),
        #[cfg(feature = "html")]
        Format::Mhtml => crate::html::parse_saved(input, options),
        #[cfg(feature = "markdown")]
        Format::Markdown => crate::markdown::parse(input, options),
        Format::Plain | Format::Auto => crate::plain::parse(input, options),
        #[cfg(not(all(feature = "html", feature = "markdown")))]
        left_out => Err(Error::new(
            ErrorKind::UnsupportedFormat,
            format!("this build reads no {}: its feature is off", left_out.name()),
        )),
    }
}

/// The bytes as UTF-8, or an error that names the first bad one.
pub(crate) fn utf8(input: &[u8]) -> Result<&str> {
    std::str::from_utf8(input)
        .map_err(|e| Error::at(ErrorKind::InvalidUtf8, e.valid_up_to(), "the input is not UTF-8"))
}

/// What the caller knows wins over what was read.
pub(crate) fn apply_caller(metadata: &mut Metadata, options: &ParseOptions) -> Result<()> {
    fn caller(value: &str) -> Field<String> {
        Field::new(value.to_owned(), Provenance::Caller)
    }
    if options.outlet.as_deref().is_some_and(|name| !name.trim().is_empty()) {
        metadata.outlet_local = None;
    }
    for (slot, given) in [
        (&mut metadata.title, &options.title),
        (&mut metadata.outlet, &options.outlet),
        (&mut metadata.language, &options.language),
        (&mut metadata.url, &options.url),
    ] {
        if let Some(value) = given.as_deref().filter(|v| !v.trim().is_empty()) {
            *slot = Some(caller(value));
        }
    }
    if let Some(published) = options.published.as_deref().filter(|v| !v.trim().is_empty()) {
        metadata.published = Some(Field::new(Date::parse(published)?, Provenance::Caller));
    }
    Ok(())
}
