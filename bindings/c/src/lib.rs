//! The C interface of `wirecopy`.
