//! The way back into the page: what was found, marked in the very bytes that were given, and addresses that lead
//! to a quote on the page.
//!
//! ```
//! use wirecopy::{Analyzer, Document, ParseOptions, export};
//!
//! let page = b"<p>&ldquo;The <b>wall</b> will hold,&rdquo; said Petra Quill, mayor of Port Vellin.</p>";
//! let analysis = Analyzer::english().analyze(&Document::parse(page, &ParseOptions::default())?)?;
//! let marked = export::annotate(&analysis, page, &export::AnnotateOptions::default())?;
//! let shown = String::from_utf8_lossy(&marked);
//! assert!(shown.contains(r#"<mark data-wirecopy="content:a0">&ldquo;The </mark><b>"#));
//! assert!(shown.contains(r#"<mark data-wirecopy="source:a0">Petra Quill"#));
//! assert_eq!(export::strip(&marked), page);
//! # Ok::<(), wirecopy::Error>(())
//! ```

mod annotate;
mod fragment;
mod strip;
mod style;
mod tags;

pub use annotate::{AnnotateOptions, Mark, annotate, annotate_marks, marks};
pub(crate) use fragment::Words;
pub use fragment::{link, link_to};
pub use strip::strip;
pub use style::styled;
