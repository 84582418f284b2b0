//! Settings that others published, by name.

use super::{DedupOptions, Normalize};
use crate::{Error, ErrorKind, Result};

/// Name; whether shingles are of characters; shingle, permutations, bands, rows, threshold.
const SETTINGS: [(&str, bool, usize, usize, usize, usize, f64); 5] = [
    // Lee et al. 2022, Deduplicating Training Data Makes Language Models Better, appendix A: 5-grams of words, 9,000
    // hashes, 450 bands of 20 (there b = 20, r = 450 in 1 - (1 - s^b)^r). Their check by edit distance is not made.
    ("lee2022", false, 5, 9000, 450, 20, 0.8),
    // Penedo et al. 2023, The RefinedWeb Dataset: the same. It says "20 buckets of 450 hashes", of
    // which none would agree at .8; FineWeb compares itself with it as 450 buckets of 20.
    ("refinedweb", false, 5, 9000, 450, 20, 0.8),
    // Soboleva et al. 2023, SlimPajama: 13-grams, which in its `to_hash.py` are of characters; 128 permutations; bands
    // and rows as datasketch chooses them for .8.
    ("slimpajama", true, 13, 128, 9, 13, 0.8),
    // Li et al. 2023, StarCoder: 5-grams, .7; 256 permutations as BigCode's scripts; bands and rows as
    // datasketch chooses them.
    ("starcoder", false, 5, 256, 25, 10, 0.7),
    // Penedo et al. 2024, The FineWeb Datasets: 5-grams of words, 112 hashes, 14 bands of 8, for .75.
    ("fineweb", false, 5, 112, 14, 8, 0.75),
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
        let Some(&(_, characters, shingle, permutations, bands, rows, threshold)) =
            SETTINGS.iter().find(|s| s.0 == name)
        else {
            let known: Vec<&str> = Self::published_names().collect();
            let known = known.join(", ");
            return Err(Error::new(
                ErrorKind::InvalidOption,
                format!("the schemes are {known}, not {name:?}"),
            ));
        };
        let mut options = Self::default().with_normalize(Normalize::Basic).with_passages(false);
        options.characters = characters;
        (options.shingle, options.permutations, options.threshold) = (shingle, permutations, threshold);
        options.bands = Some((bands, rows));
        Ok(options)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Chance that a pair of a similarity shares a band.
    fn found(name: &str, similarity: f64) -> f64 {
        let (bands, rows) = DedupOptions::published(name).unwrap().bands.unwrap();
        let power = |n: usize| i32::try_from(n).unwrap();
        1.0 - (1.0 - similarity.powi(power(rows))).powi(power(bands))
    }

    #[test]
    fn bands_find_as_often_as_published() {
        // FineWeb gives these four of itself; Lee et al. want nearly all pairs at .8.
        for (similarity, published) in [(0.7, 0.56), (0.75, 0.77), (0.8, 0.92), (0.85, 0.988)] {
            assert!((found("fineweb", similarity) - published).abs() < 0.01, "{similarity}");
        }
        assert!(found("lee2022", 0.8) > 0.99 && found("refinedweb", 0.8) > 0.99);
        for name in DedupOptions::published_names() {
            let options = DedupOptions::published(name).unwrap();
            options.check().unwrap();
            let far = options.threshold - 0.2;
            assert!(found(name, options.threshold) > 0.35 && found(name, far) < 0.35, "{name}");
        }
    }
}
