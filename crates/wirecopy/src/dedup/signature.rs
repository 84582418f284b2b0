//! [`Signature`]: a short sketch of a text that tells how similar two texts are without the texts.

use super::shingle::{Tokens, mix};
use super::{DedupOptions, Normalize, Sketch};
use crate::{Document, Error, ErrorKind, Result};

const MAGIC: [u8; 4] = *b"WCSG";
const HEADER: usize = 32;

/// A `MinHash` signature of a text, with the hash of its words.
///
/// Scheme 1: shingles of words hashed by XXH3, one permutation split into equal bins, empty bins filled from
/// others in a fixed order. The same text gives the same bytes on every platform and in every release that
/// knows the scheme.
///
/// ```
/// use wirecopy::dedup::{DedupOptions, Signature};
/// let options = DedupOptions::default();
/// let a = Signature::of("The harbour wall at Port Vellin will hold, the minister said.", &options)?;
/// let b = Signature::of("The harbor wall at Port Vellin “will hold”, the minister said.", &options)?;
/// assert_eq!(a.similarity(&b)?, 1.0);
/// assert_eq!(Signature::from_bytes(&a.to_bytes())?, a);
/// # Ok::<(), wirecopy::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Signature {
    scheme: u16,
    normalize: Normalize,
    characters: bool,
    shingle: u8,
    /// Words of the text, or its characters.
    words: u32,
    exact: u128,
    values: Vec<u32>,
}

impl Signature {
    /// The signature of a text under the options' normalisation, shingle, permutations and scheme.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidOption`] when an option has a value it cannot have.
    pub fn of(text: &str, options: &DedupOptions) -> Result<Self> {
        options.check()?;
        Ok(Self::read(&Tokens::of(text, options), options))
    }

    /// The signature of a document: of the body of a page, of all of a plain text, as an [`Index`](super::Index) has it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidOption`] when an option has a value it cannot have.
    pub fn of_document(document: &Document, options: &DedupOptions) -> Result<Self> {
        options.check()?;
        Ok(Self::read(&Tokens::of_document(document, options), options))
    }

    pub(super) fn read(tokens: &Tokens, options: &DedupOptions) -> Self {
        let shingles = tokens.shingles(options.shingle);
        Self::made(tokens, &shingles, options)
    }

    pub(super) fn made(tokens: &Tokens, shingles: &[u64], options: &DedupOptions) -> Self {
        Self {
            scheme: options.scheme,
            normalize: options.normalize,
            characters: options.characters,
            shingle: options.shingle as u8,
            words: tokens.hashes.len() as u32,
            exact: tokens.exact,
            values: sketch(shingles, options.permutations),
        }
    }

    /// The number of the way it was made.
    pub fn scheme(&self) -> u16 {
        self.scheme
    }

    /// The lowest bits of its values, for storage: 1, 2, 4 or 8 of each.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidOption`] for any other number of bits.
    pub fn sketch(&self, bits: u8) -> Result<Sketch> {
        Sketch::made(self, bits)
    }

    /// Scheme, normalisation and shingle as they are stored.
    pub(super) fn way(&self) -> [u8; 4] {
        let [low, high] = self.scheme.to_le_bytes();
        [low, high, folding(self.normalize, self.characters), self.shingle]
    }

    /// The number of words of the text; of characters, and blanks between words, where shingles are of these.
    pub fn words(&self) -> usize {
        self.words as usize
    }

    /// The hash of all words in order: equal for texts that differ only in what is folded.
    pub fn exact(&self) -> u128 {
        self.exact
    }

    /// Its `MinHash` values.
    pub fn values(&self) -> &[u32] {
        &self.values
    }

    /// The Jaccard similarity of the two texts' shingles, estimated; 0 for a text without words.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidOption`] when the two were not made in the same way.
    pub fn similarity(&self, other: &Self) -> Result<f64> {
        let way = |s: &Self| (s.way(), s.values.len());
        if way(self) != way(other) {
            return Err(Error::new(
                ErrorKind::InvalidOption,
                "signatures of different scheme, normalisation, shingle or length cannot be compared",
            ));
        }
        if self.words == 0 || other.words == 0 {
            return Ok(0.0);
        }
        let same = self.values.iter().zip(&other.values).filter(|(a, b)| a == b).count();
        Ok(same as f64 / self.values.len() as f64)
    }

    /// The standard error of [`similarity`](Self::similarity) at a value of it.
    pub fn standard_error(&self, similarity: f64) -> f64 {
        let s = similarity.clamp(0.0, 1.0);
        (s * (1.0 - s) / self.values.len().max(1) as f64).sqrt()
    }

    /// Its bytes, little-endian: `WCSG`, scheme, normalisation, shingle, number of values, words, exact hash,
    /// values.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(HEADER + 4 * self.values.len());
        out.extend_from_slice(&MAGIC);
        out.extend_from_slice(&self.way());
        out.extend_from_slice(&(self.values.len() as u32).to_le_bytes());
        out.extend_from_slice(&self.words.to_le_bytes());
        out.extend_from_slice(&self.exact.to_le_bytes());
        for v in &self.values {
            out.extend_from_slice(&v.to_le_bytes());
        }
        out
    }

    /// Reads what [`to_bytes`](Self::to_bytes) wrote.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::SchemaVersion`] when the scheme is unknown, [`ErrorKind::CorruptIndex`] when the bytes
    /// are no signature.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let broken = || Error::new(ErrorKind::CorruptIndex, "not a signature");
        let (head, rest) = bytes.split_at_checked(HEADER).ok_or_else(broken)?;
        if head[..4] != MAGIC {
            return Err(broken());
        }
        let scheme = u16::from_le_bytes([head[4], head[5]]);
        if scheme != 1 {
            return Err(Error::new(
                ErrorKind::SchemaVersion,
                format!("signature scheme {scheme} is not known; this release knows 1"),
            ));
        }
        let (normalize, characters) = unfolding(head[6]).ok_or_else(broken)?;
        let int = |at: usize| u32::from_le_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]);
        let n = int(8) as usize;
        if rest.len() != 4 * n || n == 0 {
            return Err(broken());
        }
        let mut exact = [0; 16];
        exact.copy_from_slice(&head[16..32]);
        Ok(Self {
            scheme,
            normalize,
            characters,
            shingle: head[7],
            words: int(12),
            exact: u128::from_le_bytes(exact),
            values: rest.as_chunks::<4>().0.iter().map(|c| u32::from_le_bytes(*c)).collect(),
        })
    }
}

/// Normalisation, and whether shingles are of characters, as one stored byte.
pub(super) fn folding(normalize: Normalize, characters: bool) -> u8 {
    match normalize {
        Normalize::Basic if characters => 2,
        Normalize::Basic => 0,
        Normalize::News => 1,
    }
}

/// What [`folding`] stored.
pub(super) fn unfolding(byte: u8) -> Option<(Normalize, bool)> {
    match byte {
        0 => Some((Normalize::Basic, false)),
        1 => Some((Normalize::News, false)),
        2 => Some((Normalize::Basic, true)),
        _ => None,
    }
}

/// One-permutation `MinHash`: the least hash of each of `bins` equal ranges. An empty bin takes the value of
/// a bin drawn by a hash of its number and the draw, so that bins empty in both texts agree as often as the
/// texts do (optimal densification, Shrivastava 2017).
fn sketch(shingles: &[u64], bins: usize) -> Vec<u32> {
    let mut least = vec![u64::MAX; bins];
    for &h in shingles {
        let bin = ((u128::from(h) * bins as u128) >> 64) as usize;
        // The bits that chose the bin say nothing more: order by others.
        let value = mix(h ^ 0x5851_F42D_4C95_7F2D) >> 1;
        if value < least[bin] {
            least[bin] = value;
        }
    }
    if shingles.is_empty() {
        return vec![u32::MAX; bins];
    }
    (0..bins)
        .map(|bin| {
            let (mut from, mut draw) = (bin, 0u64);
            while least[from] == u64::MAX {
                draw += 1;
                let h = mix((bin as u64) << 32 | draw);
                from = ((u128::from(h) * bins as u128) >> 64) as usize;
            }
            (least[from] >> 31) as u32
        })
        .collect()
}
