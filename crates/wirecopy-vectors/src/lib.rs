//! Reads the shared vectors of `tests/vectors`.
