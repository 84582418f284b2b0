//! Examples that the weights of antecedents are learned from.

use crate::entity;
use crate::language::{Pack, segment};
use crate::{Dial, Document, Engine, Result, Span};

/// The kinds of pronouns that have weights of their own, in the order of [`PronounExample::group`].
pub const PRONOUN_GROUPS: &[&str] = entity::GROUPS;

/// The names of the traits of a candidate.
pub const PRONOUN_TRAITS: &[&str] = entity::TRAITS;

/// A pronoun with the entities before it that it can stand for.
#[derive(Clone, Debug)]
pub struct PronounExample {
    /// Its row in [`PRONOUN_GROUPS`].
    pub group: usize,
    /// The traits of each candidate, and whether it is the right one.
    pub candidates: Vec<(Vec<f32>, bool)>,
}

/// Reads the pronouns of a text whose coreference is given by `chains` of byte spans.
///
/// # Errors
///
/// As [`Document::from_text`].
pub fn pronoun_examples(
    text: &str,
    chains: &[Vec<Span>],
    pack: &'static Pack,
) -> Result<Vec<PronounExample>> {
    let document = Document::from_text(text)?;
    let (words, _) = segment(&document, pack, Engine::default());
    let attributions =
        crate::attribution::extract(&document, &words, pack, Engine::default(), Dial::default());
    let found = entity::examples(&document, &words, pack, &attributions, chains);
    let plain = |e: entity::Example| PronounExample {
        group: e.group,
        candidates: e.candidates.into_iter().map(|(t, right)| (t.to_vec(), right)).collect(),
    };
    Ok(found.into_iter().map(plain).collect())
}
