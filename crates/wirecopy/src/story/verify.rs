//! [`verify`]: looks up each quote of a draft in other articles.

use super::diff::{self, Version, likeness};
use super::source::Bond;
use super::statements::{Statement, Statements, statements};
use super::words::{Word, words};
use super::{DiffPart, Tables};
use crate::language::Pack;
use crate::names::names;
use crate::{Analysis, Document, Span};

/// Two quotations less alike than this have nothing to do with each other.
const LEAST: f32 = 0.55;
/// From here on a quotation of another speaker is the same words.
const SURE: f32 = 0.8;

names! {
    /// What became of a quote that was looked up.
    Outcome {
        /// It stands there word for word, from the same speaker.
        Verbatim = "verbatim",
        /// It stands there in other words or shortened, from the same speaker.
        Edited = "edited",
        /// It stands there, from another speaker.
        OtherSpeaker = "other_speaker",
        /// It does not stand there.
        NotFound = "not_found",
    }
}

/// Where a quote was found.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// The place of the article in the list the draft was checked against.
    pub article: usize,
    /// The words there.
    pub span: Span,
    /// The number of the attribution there; `None` when the words stand outside any.
    pub attribution: Option<usize>,
    /// Who says it there.
    pub speaker: Option<String>,
    /// The way from the words there to those of the draft; empty when they are the same.
    pub diff: Vec<DiffPart>,
}

/// One quote of the draft.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// The number of the attribution in the draft.
    pub attribution: usize,
    /// Its quoted words in the draft.
    pub span: Span,
    /// Who says it in the draft.
    pub speaker: Option<String>,
    /// What became of it.
    pub outcome: Outcome,
    /// Where it was found: the best match first.
    pub matches: Vec<Match>,
}

/// What became of each quote of a draft.
#[derive(Clone, Debug)]
pub struct Verification {
    pub(crate) draft: Document,
    pub(crate) pack: &'static Pack,
    pub(crate) against: Vec<Document>,
    pub(crate) quotes: Vec<Checked>,
}

impl Verification {
    /// The draft.
    pub fn draft(&self) -> &Document {
        &self.draft
    }

    /// The language pack it was read with.
    pub fn pack(&self) -> &'static Pack {
        self.pack
    }

    /// What it was checked against.
    pub fn against(&self) -> &[Document] {
        &self.against
    }

    /// The quotes of the draft, in text order.
    pub fn quotes(&self) -> &[Checked] {
        &self.quotes
    }
}

/// Looks up each quote of a draft: verbatim, edited (with the diff), from another speaker, or not found.
///
/// A quote is looked up among the quotations of the other articles, and then anywhere in their texts: words
/// that stand there outside quotation marks are found too, with no speaker.
pub fn verify(draft: &Analysis, against: &[Analysis]) -> Verification {
    let tables = draft.pack().resource(Tables::load);
    let lexicon = &tables.lexicon;
    let read = |(k, a): (usize, &Analysis)| statements(k, a, &a.pack().resource(Tables::load).lexicon);
    let there: Vec<Statements> = against.iter().enumerate().map(read).collect();
    let texts: Vec<Vec<Word>> =
        against.iter().map(|a| words(a.document().text(), Span::of(0, a.document().text().len()))).collect();
    let quotes = statements(0, draft, lexicon)
        .attributed
        .iter()
        .filter(|s| s.quoted)
        .map(|quote| check(quote, draft, against, &there, &texts))
        .collect();
    Verification {
        draft: draft.document().clone(),
        pack: draft.pack(),
        against: against.iter().map(|a| a.document().clone()).collect(),
        quotes,
    }
}

fn check(
    quote: &Statement,
    draft: &Analysis,
    against: &[Analysis],
    there: &[Statements],
    texts: &[Vec<Word>],
) -> Checked {
    // Best first: the same speaker before others, then the likeness of the words, then the order given.
    let mut found: Vec<(bool, f32, Match)> = Vec::new();
    for (article, statements) in there.iter().enumerate() {
        for s in statements.attributed.iter().filter(|s| s.quoted) {
            let like = alike(quote, s);
            if like < LEAST {
                continue;
            }
            let other = match (&quote.source, &s.source) {
                (Some(a), Some(b)) => a.bond(b) == Bond::Apart,
                _ => false,
            };
            if other && like < SURE {
                continue;
            }
            found.push((other, like, matched(article, s, quote, draft, &against[article])));
        }
        if found.iter().all(|(_, _, m)| m.article != article)
            && let Some(span) = stands(&texts[article], &quote.words)
        {
            let plain = Match { article, span, attribution: None, speaker: None, diff: Vec::new() };
            found.push((false, 1.0, plain));
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)).then(a.2.article.cmp(&b.2.article)));
    let outcome = match found.first() {
        None => Outcome::NotFound,
        Some((true, ..)) => Outcome::OtherSpeaker,
        Some((false, _, m)) if m.diff.is_empty() => Outcome::Verbatim,
        Some(_) => Outcome::Edited,
    };
    Checked {
        attribution: quote.attribution.unwrap_or_default(),
        span: quote.spans.iter().copied().reduce(Span::cover).unwrap_or(Span::of(0, 0)),
        speaker: quote.source.as_ref().map(|s| s.speaker.name.clone()),
        outcome,
        matches: found.into_iter().map(|(_, _, m)| m).collect(),
    }
}

/// How alike two quotations are; a part of a quotation is as good as the whole.
fn alike(a: &Statement, b: &Statement) -> f32 {
    let like = likeness(&a.words, &b.words);
    if a.words.len() < 2 || b.words.len() < 2 {
        return if like > 0.99 { 1.0 } else { 0.0 };
    }
    if within(&b.words, &a.words).is_some() { 1.0 } else { like }
}

/// Where the words stand in a row among others.
fn within(among: &[Word], wanted: &[Word]) -> Option<(usize, usize)> {
    if wanted.is_empty() {
        return None;
    }
    let same = |w: &[Word]| w.iter().zip(wanted).all(|(a, b)| a.lower == b.lower);
    among.windows(wanted.len()).position(same).map(|at| (at, at + wanted.len()))
}

/// Where a quote of some length stands in a text, in marks or not.
fn stands(text: &[Word], quote: &[Word]) -> Option<Span> {
    if quote.len() < 4 {
        return None;
    }
    within(text, quote).map(|(from, to)| text[from].span.cover(text[to - 1].span))
}

fn matched(article: usize, s: &Statement, quote: &Statement, draft: &Analysis, other: &Analysis) -> Match {
    let all = s.spans.iter().copied().reduce(Span::cover).unwrap_or(Span::of(0, 0));
    let (span, diff) = if let Some((from, to)) = within(&s.words, &quote.words) {
        (s.words[from].span.cover(s.words[to - 1].span), Vec::new())
    } else {
        let there = Version { text: other.document().text(), words: s.words.clone() };
        let here = Version { text: draft.document().text(), words: quote.words.clone() };
        (all, diff::parts(&there, &here, &diff::runs(&there.words, &here.words)))
    };
    let speaker = s.source.as_ref().map(|x| x.speaker.name.clone());
    Match { article, span, attribution: s.attribution, speaker, diff }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Analyzer;

    fn outcomes(draft: &str, against: &str) -> Vec<(&'static str, Option<usize>)> {
        let analyzer = Analyzer::english();
        let draft = analyzer.analyze_text(draft).unwrap();
        let other = analyzer.analyze_text(against).unwrap();
        let checked = verify(&draft, &[other]);
        checked.quotes().iter().map(|c| (c.outcome.name(), c.matches.first().map(|m| m.article))).collect()
    }

    #[test]
    fn tells_what_became_of_each_quote() {
        let there = "“The wall will hold until spring,” Petra Quill said on Monday.\n\n\
                     “Nobody asked the harbour board about it,” said Owen Marsh.";
        assert_eq!(
            outcomes("“The wall will hold until spring,” said Petra Quill.", there),
            [("verbatim", Some(0))]
        );
        assert_eq!(
            outcomes("“The wall will hold until summer,” said Petra Quill.", there),
            [("edited", Some(0))]
        );
        assert_eq!(
            outcomes("“The wall will hold until spring,” said Owen Marsh.", there),
            [("other_speaker", Some(0))]
        );
        assert_eq!(
            outcomes("“We sold the turbines in August,” said Petra Quill.", there),
            [("not_found", None)]
        );
    }
}
