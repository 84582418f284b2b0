//! Small neural networks: word vectors, layers with weights of one byte, and the product they are made of.
#![expect(
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "bytes are signed or not by what they stand for; distances are small"
)]
#![expect(
    clippy::inline_always,
    reason = "work in floats is compiled anew for each width: see `kernel::Work`"
)]

pub(crate) mod arcs;
pub(crate) mod chain;
pub(crate) mod entry;
pub(crate) mod input;
pub(crate) mod kernel;
pub(crate) mod layers;
pub(crate) mod reader;
pub(crate) mod tensors;
pub(crate) mod tree;
pub(crate) mod vectors;
