//! What a word is to a cue, by the numbers of the network's labels.

pub(crate) const OUT: u8 = 0;
pub(crate) const SOURCE: u8 = 1;
pub(crate) const CONTENT: u8 = 2;
pub(crate) const CUE: u8 = 3;
