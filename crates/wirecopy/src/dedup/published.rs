//! Settings that others published, by name.

use super::{DedupOptions, Normalize};
use crate::{Error, ErrorKind, Result};

/// Name, words in a shingle, permutations, bands, rows, threshold.
const SETTINGS: [(&str, usize, usize, usize, usize, f64); 5] = [
    // Lee et al. 2022, Deduplicating Training Data Makes Language Models Better: 9,000 hashes, 20 bands of 450.
    ("lee2022", 5, 9000, 20, 450, 0.8),
    // Penedo et al. 2023, RefinedWeb: the same, without the check by edit distance.
    ("refinedweb", 5, 9000, 20, 450, 0.8),
    // Soboleva et al. 2023, SlimPajama: shingles of 13 words.
    ("slimpajama", 13, 128, 9, 13, 0.8),
    // Li et al. 2023, StarCoder: 256 permutations.
    ("starcoder", 5, 256, 25, 10, 0.7),
    // Penedo et al. 2024, FineWeb: 112 hashes, 14 bands of 8.
    ("fineweb", 5, 112, 14, 8, 0.75),
];

impl DedupOptions {
    /// The names [`published`](Self::published) knows.
    pub fn published_names() -> impl ExactSizeIterator<Item = &'static str> {
        SETTINGS.iter().map(|s| s.0)
    }

    /// The settings of a publication: shingle, permutations, bands and threshold, with `basic` folding and near
    /// copies only. Candidates are those whose signatures agree in a band, as there; what they are is then counted,
    /// unless [`estimate`](Self::estimate) is set. The hashes are ours, so which pairs a band misses differs.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidOption`] for a name it does not know.
    ///
    /// ```
    /// use wirecopy::dedup::DedupOptions;
    /// let options = DedupOptions::published("fineweb")?;
    /// assert_eq!((options.permutations, options.bands, options.threshold), (112, Some((14, 8)), 0.75));
    /// # Ok::<(), wirecopy::Error>(())
    /// ```
    pub fn published(name: &str) -> Result<Self> {
        let Some(&(_, shingle, permutations, bands, rows, threshold)) = SETTINGS.iter().find(|s| s.0 == name)
        else {
            let known: Vec<&str> = Self::published_names().collect();
            let known = known.join(", ");
            return Err(Error::new(
                ErrorKind::InvalidOption,
                format!("the schemes are {known}, not {name:?}"),
            ));
        };
        let mut options = Self::default().with_normalize(Normalize::Basic).with_passages(false);
        (options.shingle, options.permutations, options.threshold) = (shingle, permutations, threshold);
        options.bands = Some((bands, rows));
        Ok(options)
    }
}
