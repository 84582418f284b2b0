//! What a caller may set for finding copies.

use std::str::FromStr;
use std::sync::Arc;

use super::Boilerplate;
use crate::{Error, ErrorKind, Result};

/// How two texts are made comparable before they are compared.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Normalize {
    /// Entities unescaped, compatible characters folded (NFKC), quote marks, soft hyphens and case gone.
    Basic,
    /// As `Basic`; also the house style of newsrooms: numbers in words or digits, units, currencies,
    /// abbreviations, British and American spelling.
    #[default]
    News,
}

impl Normalize {
    /// Its name in options and JSON: `basic` or `news`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Basic => "basic",
            Self::News => "news",
        }
    }
}

impl FromStr for Normalize {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "basic" => Ok(Self::Basic),
            "news" => Ok(Self::News),
            _ => Err(Error::new(
                ErrorKind::InvalidOption,
                format!("the normalisation is basic or news, not {name:?}"),
            )),
        }
    }
}

/// Which document of a group is kept when only one is.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Keep {
    /// The one with the most words.
    #[default]
    Longest,
    /// The one that was published first; those without a date come last.
    Earliest,
    /// The one with the smallest rank the caller gave; those without one come last.
    Rank,
}

impl Keep {
    /// Its name in options and JSON: `longest`, `earliest` or `rank`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Longest => "longest",
            Self::Earliest => "earliest",
            Self::Rank => "rank",
        }
    }
}

impl FromStr for Keep {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        [Self::Longest, Self::Earliest, Self::Rank].into_iter().find(|k| k.name() == name).ok_or_else(|| {
            Error::new(
                ErrorKind::InvalidOption,
                format!("what is kept is longest, earliest or rank, not {name:?}"),
            )
        })
    }
}

/// How copies are looked for.
///
/// ```
/// use wirecopy::dedup::{DedupOptions, Normalize};
/// let options = DedupOptions::default().with_threshold(0.7).with_normalize(Normalize::Basic);
/// assert_eq!((options.threshold, options.shingle), (0.7, 5));
/// ```
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub struct DedupOptions {
    /// Least Jaccard similarity of the shingles of a near copy; 0.8.
    pub threshold: f64,
    /// What is folded before comparing.
    pub normalize: Normalize,
    /// Words in a shingle, or characters in scripts written without spaces; 5.
    pub shingle: usize,
    /// Whether shingles are of characters in every script, with a blank between words; no. Goes with `Basic`
    /// normalisation and without passages.
    pub characters: bool,
    /// Values in a MinHash signature; 128.
    pub permutations: usize,
    /// Number of the way signatures are made; 1 is the only one yet.
    pub scheme: u16,
    /// Least share of the shorter text that the longer one holds for a partial copy, whatever the length of
    /// the passages; 0.8.
    pub containment: f64,
    /// Whether partial copies are looked for too, and passages given; yes.
    pub passages: bool,
    /// Least length of a copied passage in words; 40.
    pub passage_words: usize,
    /// Most documents a shared shingle may occur in before pairs are looked for only between neighbours in
    /// an order given by the keys; 128.
    pub cap: usize,
    /// Whether only signatures are kept: a fraction of the memory, no passages, and similarities that are
    /// estimates with a standard error.
    pub estimate: bool,
    /// Bands a signature is cut into and the values in each, when candidates are to be those that agree in one;
    /// none, by shared shingles.
    pub bands: Option<(usize, usize)>,
    /// What is boilerplate: not counted where pairs are measured; none.
    pub boilerplate: Option<Arc<Boilerplate>>,
    /// Which document of a group is kept when only one is; of equals the longest, then the one with the smallest
    /// key.
    pub keep: Keep,
    /// Threads that look for pairs, 0 for one on each core; 1. Answers are the same for any number.
    pub threads: usize,
}

impl Default for DedupOptions {
    fn default() -> Self {
        Self {
            threshold: 0.8,
            normalize: Normalize::News,
            shingle: 5,
            characters: false,
            permutations: 128,
            scheme: 1,
            containment: 0.8,
            passages: true,
            passage_words: 40,
            cap: 128,
            estimate: false,
            bands: None,
            boilerplate: None,
            keep: Keep::Longest,
            threads: 1,
        }
    }
}

macro_rules! with {
    ($($name:ident, $field:ident, $type:ty, $doc:literal;)*) => {$(
        #[doc = $doc]
        #[must_use]
        pub fn $name(mut self, value: $type) -> Self {
            self.$field = value;
            self
        }
    )*};
}

/// Reads a number of bands and the values in each, written `14x8`.
///
/// # Errors
///
/// [`ErrorKind::InvalidOption`] when it is written otherwise.
pub fn parse_bands(text: &str) -> Result<(usize, usize)> {
    let number = |part: &str| part.trim().parse().ok();
    let both = text.split_once('x').and_then(|(bands, rows)| Some((number(bands)?, number(rows)?)));
    both.ok_or_else(|| {
        Error::new(
            ErrorKind::InvalidOption,
            format!("bands are their number and the values in each, as in 14x8, not {text:?}"),
        )
    })
}

impl DedupOptions {
    with! {
        with_threshold, threshold, f64, "Sets the least Jaccard similarity of a near copy.";
        with_normalize, normalize, Normalize, "Sets what is folded before comparing.";
        with_shingle, shingle, usize, "Sets the words in a shingle.";
        with_characters, characters, bool, "Sets whether shingles are of characters.";
        with_permutations, permutations, usize, "Sets the values in a signature.";
        with_scheme, scheme, u16, "Sets the way signatures are made.";
        with_containment, containment, f64, "Sets the least containment of a partial copy.";
        with_passages, passages, bool, "Sets whether partial copies are looked for.";
        with_passage_words, passage_words, usize, "Sets the least words of a passage.";
        with_cap, cap, usize, "Sets the most documents a shared shingle may occur in.";
        with_estimate, estimate, bool, "Sets whether only signatures are kept.";
        with_bands, bands, Option<(usize, usize)>, "Sets the bands by which candidates are found.";
        with_boilerplate, boilerplate, Option<Arc<Boilerplate>>, "Sets what is boilerplate.";
        with_keep, keep, Keep, "Sets which document of a group is kept.";
        with_threads, threads, usize, "Sets the number of threads.";
    }

    /// For quotations as units: runs of three words, and copied stretches of five on.
    pub fn for_quotes() -> Self {
        Self { shingle: 3, passage_words: 5, containment: 0.7, ..Self::default() }
    }

    /// Whether every value is one it may have.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidOption`] with the name of the first that is not.
    pub fn check(&self) -> Result<()> {
        let wrong = if !(self.threshold > 0.0 && self.threshold <= 1.0) {
            format!("threshold must be over 0 and at most 1, not {}", self.threshold)
        } else if !(self.containment > 0.0 && self.containment <= 1.0) {
            format!("containment must be over 0 and at most 1, not {}", self.containment)
        } else if !(1..=32).contains(&self.shingle) {
            format!("shingle must be 1 to 32, not {}", self.shingle)
        } else if self.characters && (self.normalize != Normalize::Basic || self.passages) {
            "shingles of characters go with the normalisation basic and without passages".to_owned()
        } else if !(16..=16384).contains(&self.permutations) {
            format!("permutations must be 16 to 16384, not {}", self.permutations)
        } else if self.scheme != 1 {
            format!("scheme must be 1, not {}", self.scheme)
        } else if self.passage_words < self.shingle {
            format!("passage_words must be at least the shingle, not {}", self.passage_words)
        } else if self.cap < 2 {
            format!("cap must be at least 2, not {}", self.cap)
        } else if self.bands.is_some_and(|(b, r)| b == 0 || r == 0 || b.saturating_mul(r) > self.permutations)
        {
            format!("bands must fit the {} permutations", self.permutations)
        } else if self.boilerplate.is_some() && self.estimate {
            "boilerplate cannot be told where only signatures are kept".to_owned()
        } else if self.boilerplate.as_ref().is_some_and(|b| !b.fits(self)) {
            "the table of boilerplate was learned with another normalisation or shingle".to_owned()
        } else {
            return Ok(());
        };
        Err(Error::new(ErrorKind::InvalidOption, wrong))
    }
}
