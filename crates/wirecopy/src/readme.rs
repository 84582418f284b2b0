//! Runs the Rust code of the README as a test.
#![doc = include_str!("../../../README.md")]
