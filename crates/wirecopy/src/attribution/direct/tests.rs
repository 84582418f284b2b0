//! Direct quotations in sentences of every kind.
