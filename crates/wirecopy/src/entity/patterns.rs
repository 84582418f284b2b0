//! Patterns of gestures: sequences of words with alternatives, as the table `gestures` writes them.

use super::classes::Class;
use super::lexicon::Lexicon;
use super::view::View;
use crate::attribution::Act;

/// Where the matter of a gesture stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Matter {
    /// Not given.
    None,
    /// After "on", "about", "over", "to", "for".
    On,
    /// Right after.
    Next,
    /// Not given, and the clause must start with "neither".
    Neither,
    /// Not given, and the clause must end: "was not available."
    End,
    /// What was asked: "Asked whether …, Marsh nodded".
    Asked,
}

#[derive(Clone, Debug)]
enum Step {
    Words(Vec<&'static str>),
    Negation,
    Adverbs,
}

/// One pattern.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    pub(super) act: Act,
    pub(super) matter: Matter,
    steps: Vec<Step>,
    head: usize,
}

/// Where a pattern was found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Match {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) head: usize,
}

impl Pattern {
    /// Reads a row: act, pattern, where the matter stands.
    pub(super) fn parse(row: &[&'static str]) -> Option<Self> {
        let [act, pattern, matter, ..] = row else { return None };
        let mut steps = Vec::new();
        let mut head = 0;
        for item in pattern.split(' ') {
            match item {
                "%" => steps.push(Step::Negation),
                "~" => steps.push(Step::Adverbs),
                words => {
                    let words = words.strip_prefix('^').inspect(|_| head = steps.len()).unwrap_or(words);
                    let words = words.strip_prefix('#').unwrap_or(words);
                    steps.push(Step::Words(words.split('|').collect()));
                }
            }
        }
        let matter = match *matter {
            "on" => Matter::On,
            "np" => Matter::Next,
            "neither" => Matter::Neither,
            "asked" => Matter::Asked,
            "end" => Matter::End,
            _ => Matter::None,
        };
        Some(Self { act: Act::from_name(act)?, matter, steps, head })
    }

    /// The words it can start with.
    pub(super) fn first_words(&self) -> &[&'static str] {
        match self.steps.first() {
            Some(Step::Words(words)) => words,
            _ => &[],
        }
    }

    /// Matches from token `at` on, within the sentence that ends at `end`.
    pub(super) fn at(&self, view: &View<'_>, lexicon: &Lexicon, at: usize, end: usize) -> Option<Match> {
        let mut k = at;
        let mut head = at;
        for (n, step) in self.steps.iter().enumerate() {
            match step {
                Step::Words(words) => {
                    if k >= end || !view.is(k, words) {
                        return None;
                    }
                    if n == self.head {
                        head = k;
                    }
                    k += 1;
                }
                Step::Negation => {
                    if k >= end || !view.classes(k).has(Class::Negation) {
                        return None;
                    }
                    k += 1;
                }
                Step::Adverbs => {
                    let next = match self.steps.get(n + 1) {
                        Some(Step::Words(words)) => words.as_slice(),
                        _ => &[],
                    };
                    for _ in 0..4 {
                        if k >= end || view.is(k, next) || !is_filler(view, lexicon, k) {
                            break;
                        }
                        k += 1;
                    }
                }
            }
        }
        Some(Match { start: at, end: k, head })
    }
}

/// Adverbs, articles, quantities and possessors that may stand between the words of a pattern.
fn is_filler(view: &View<'_>, lexicon: &Lexicon, k: usize) -> bool {
    let low = view.low(k);
    low.ends_with("ly")
        || view.is_genitive(k)
        || view.classes(k).any(&[
            Class::Time,
            Class::Article,
            Class::Determiner,
            Class::Possessive,
            Class::GestureFiller,
        ])
        || lexicon.number(low).is_some()
        // "the paper's findings": the possessor
        || (k + 1 < view.len() && view.is_genitive(k + 1))
        || (view.is_capital(k) && !view.is_sentence_start(k))
}
