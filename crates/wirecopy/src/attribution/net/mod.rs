//! The network that finds cues and what each of them says of whom.
#![expect(clippy::cast_possible_wrap, reason = "words of a document are fewer than 2^31")]

pub(crate) mod input;
pub(crate) mod network;
