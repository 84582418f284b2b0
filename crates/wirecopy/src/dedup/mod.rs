//! Copies: exact, near and partial, verified and explained.
//!
//! Text is folded ([`Normalize`]) and cut into shingles, runs of five words. Pairs that may be copies are found
//! by shared shingles (or, when passages are not asked for, by bands of a `MinHash` [`Signature`]) and then
//! measured on all their shingles: every similarity in an answer is exact. Nothing depends on the order in
//! which documents came.
//!
//! ```
//! use wirecopy::dedup::{DedupOptions, Index, PairKind};
//! let mut index = Index::new(&DedupOptions::default())?;
//! index.insert_text("courier", "The harbour wall at Port Vellin will hold, the minister said on Monday.")?;
//! index.insert_text("nordwire", "The harbor wall at Port Vellin “will hold”, the minister said on Monday")?;
//! index.insert_text("other", "Kaldova's parliament meets on Tuesday to vote on the budget.")?;
//! let pairs = index.pairs();
//! assert_eq!(pairs.len(), 1);
//! assert_eq!((pairs[0].a_key(), pairs[0].b_key()), ("courier", "nordwire"));
//! assert_eq!(pairs[0].kind(), PairKind::Exact);
//! assert_eq!(index.clusters().len(), 2);
//! # Ok::<(), wirecopy::Error>(())
//! ```

mod candidates;
mod clusters;
mod entities;
mod grams;
mod house_style;
mod index;
mod kept;
mod links;
mod options;
mod pair;
mod passages;
mod remove;
mod shingle;
mod signature;
mod tokens;

pub use clusters::{Cluster, Clusters};
pub use index::Index;
pub use options::{DedupOptions, Normalize};
pub use pair::{Match, Pair, PairKind, Passage};
pub use signature::Signature;

pub(crate) use kept::{Kept, Places};
