//! Trains what the language packs hold: one command a model.
fn main() {}
