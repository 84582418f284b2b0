//! Web pages: tokens to tree, content found, pruned and flattened, metadata read.
