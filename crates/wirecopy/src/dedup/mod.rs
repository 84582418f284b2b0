//! Copies: exact, near and partial, verified and explained.
