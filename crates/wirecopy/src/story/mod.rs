//! Stories: which report several articles go back to, what they share, and where they drift.
