//! The English language pack of `wirecopy`: data, no code.
//!
//! [`PACK`] is built from the reviewable tables in `data/*.tsv` by `cargo xtask pack`; `data/SOURCES.md`
//! names the origin and licence of each. The container format is documented in `wirecopy`'s
//! `language::pack` module.
#![forbid(unsafe_code)]

/// The packed tables, in the format of `wirecopy::language::Pack`.
pub static PACK: &[u8] = include_bytes!("../data/en.pack");
