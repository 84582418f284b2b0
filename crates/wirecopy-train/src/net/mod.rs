//! Small neural networks: learned here in floats, kept in the packs in bytes.
#![expect(clippy::needless_range_loop, reason = "several rows are walked side by side by one number")]
#![expect(
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "rows are picked by signed numbers, -1 for none; texts are short"
)]
#![expect(
    clippy::many_single_char_names,
    reason = "the letters that matrices and their sizes have everywhere"
)]

pub(crate) mod attribution;
mod chain;
mod export;
pub(crate) mod language;
pub(crate) mod learn;
mod matrix;
mod parts;
mod tape;
pub(crate) mod vectors;
mod weights;
