//! Tests of the whole layer on short texts.
