//! The shared test vectors: small inputs with what is expected of them, run by every binding.
//!
//! `tests/vectors/README.md` tells how a vector is written. This crate reads them ([`read`]), gives the
//! answer of the Rust library ([`answer`]) and compares the two ([`check`]); `answers` (the program of this
//! crate) writes inputs and answers to a folder, for the runners in C and Python to compare byte for byte.
#![forbid(unsafe_code)]

mod answer;
mod case;
mod check;
mod texts;

pub use answer::{Answer, answer};
pub use case::{Case, Input, Op, Options, read, vectors_dir};
pub use check::{Outcome, check, differences, run};
