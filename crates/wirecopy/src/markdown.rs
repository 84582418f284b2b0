//! Markdown: `CommonMark` blocks, flattened with the way back kept.
