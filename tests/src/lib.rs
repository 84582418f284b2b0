//! Tests over the whole of `wirecopy`: vectors, the seeds, properties. Helpers shared by them.
