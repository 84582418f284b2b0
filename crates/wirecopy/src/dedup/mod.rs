//! Copies: exact, near and partial, verified and explained.
//!
//! Text is folded ([`Normalize`]) and cut into shingles, runs of five words. Pairs that may be copies are found
//! by shared shingles and then measured on all of them: every similarity in an answer is exact, unless the
//! [options](DedupOptions::estimate) say that only signatures are kept. Nothing depends on the order in which
//! documents came, nor on the number of threads.
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

mod boilerplate;
mod candidates;
mod clusters;
mod entities;
mod grams;
mod house_style;
mod index;
mod items;
mod kept;
mod links;
mod meetings;
mod options;
mod pair;
mod passages;
mod published;
mod remove;
mod shingle;
mod signature;
mod simhash;
mod sketch;
mod threads;
mod tokens;

pub use boilerplate::Boilerplate;
pub use clusters::{Cluster, Clusters, Joined, Member};
pub use index::{Index, Prepared};
pub use options::{DedupOptions, Keep, Normalize, parse_bands};
pub use pair::{Match, Pair, PairKind, Passage};
pub use signature::Signature;
pub use simhash::SimHash;
pub use sketch::Sketch;

pub(crate) use kept::{Kept, Places};
