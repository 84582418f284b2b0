//! The Python interface of `wirecopy`.
