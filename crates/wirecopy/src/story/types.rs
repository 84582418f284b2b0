//! What a [`Story`](super::Story) answers with: articles, families, lineage, independence, conflicts.
//!
//! Articles are numbered as in [`Story::articles`](super::Story::articles), reports as in
//! [`Lineage::reports`], families as in [`Story::families`](super::Story::families).

use crate::attribution::{Act, Count, SourceType};
use crate::names::names;
use crate::{Date, Span};

names! {
    /// What became of a statement in one article, against the fullest version of its family.
    Relation {
        /// It is the fullest version.
        Fullest = "fullest",
        /// The same words and marks.
        Verbatim = "verbatim",
        /// The same words, in a row, but fewer.
        Excerpt = "excerpt",
        /// The same words; punctuation or case differ.
        Punctuation = "punctuation",
        /// An editor added words in brackets, left words out, or changed a few.
        Edited = "edited",
        /// The same said in other words, inside quotation marks.
        Reworded = "reworded",
        /// Told without quotation marks.
        Indirect = "indirect",
    }
}

names! {
    /// What became of the source of a statement, against the fullest version of its family.
    Drift {
        /// Part of the description was lost ("senior").
        DetailLost = "detail_lost",
        /// Part of the description was added.
        DetailAdded = "detail_added",
        /// The same body, another role (an official, a spokesman).
        RoleChanged = "role_changed",
        /// Another source altogether.
        SourceChanged = "source_changed",
        /// No source is given.
        SourceDropped = "source_dropped",
        /// A source is given where the fullest version has none.
        SourceAdded = "source_added",
        /// The number of sources differs.
        CountChanged = "count_changed",
    }
}

names! {
    /// Where a speaker stands to a statement.
    Stance {
        /// Says it is so.
        Asserts = "asserts",
        /// Says it is not so, or knows nothing of it.
        Denies = "denies",
        /// Judges it, or speaks of it under a condition.
        Comments = "comments",
    }
}

names! {
    /// A step of a word diff.
    Step {
        /// Words both have.
        Same = "same",
        /// Words that stand for others.
        Changed = "changed",
        /// Words only the second has.
        Added = "added",
        /// Words only the first has.
        Dropped = "dropped",
    }
}

names! {
    /// What an outlet obtained by itself.
    OwnKind {
        /// What somebody told it about the story.
        Comment = "comment",
        /// Somebody it asked.
        Request = "request",
        /// Something from before the story.
        Background = "background",
    }
}

names! {
    /// What two articles disagree about, or agree about in other terms.
    FigureKind {
        /// How many sources a statement has.
        Sources = "sources",
        /// A measure with a unit.
        Measure = "measure",
        /// A number of things or times.
        Number = "number",
    }
}

/// A place in one article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The article.
    pub article: usize,
    /// The words.
    pub span: Span,
}

/// One run of a word diff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiffPart {
    /// What happened.
    pub step: Step,
    /// The words of the first text; empty for [`Step::Added`].
    pub from: String,
    /// The words of the second text; empty for [`Step::Dropped`].
    pub to: String,
}

/// The source of a statement as one article gives it.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// Its fullest name in the article, or its description.
    pub name: String,
    /// What it is.
    pub kind: SourceType,
    /// Whether it has a name.
    pub named: bool,
    /// How many people it is.
    pub count: Option<Count>,
    /// The words at the statement, when there are any.
    pub span: Option<Span>,
    /// Whether it was not given with the statement but found elsewhere in the article.
    pub inferred: bool,
}

/// A statement as one article has it.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The article.
    pub article: usize,
    /// The number of the attribution it is (part of); `None` for a sentence with no attribution.
    pub attribution: Option<usize>,
    /// Its words: what stands inside marks, or else the clause that tells it.
    pub spans: Vec<Span>,
    /// Its words as one line, without the outer marks.
    pub text: String,
    /// Whether it stands inside quotation marks.
    pub quoted: bool,
    /// Whether its quotation was never closed.
    pub unclosed: bool,
    /// What became of it.
    pub relation: Relation,
    /// The way from the fullest version; empty when nothing changed or it is told without marks.
    pub diff: Vec<DiffPart>,
    /// Who said it, as this article has it.
    pub speaker: Option<Speaker>,
    /// What became of the source; empty when nothing did.
    pub drift: Vec<Drift>,
    /// Where the speaker stands.
    pub stance: Stance,
    /// The outlets it came through, outermost first.
    pub via: Vec<String>,
    /// Whether the publishing outlet obtained it itself.
    pub first_party: bool,
    /// How sure it is that this is the same statement, from 0 to 1.
    pub score: f32,
}

impl Member {
    /// Whether its place in the family is likely rather than sure.
    pub fn likely(&self) -> bool {
        self.score < 0.5
    }

    /// From its first to its last word.
    pub fn place(&self) -> Place {
        let span = self.spans.iter().copied().reduce(Span::cover).unwrap_or(Span::of(0, 0));
        Place { article: self.article, span }
    }
}

/// One statement over the articles that have it.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub struct Family {
    /// Whether it is what the story is about: the claim of its headlines and first sentences.
    pub central: bool,
    /// Its members: the fullest version first, then by article.
    pub members: Vec<Member>,
    /// How independent its sources are.
    pub independence: Independence,
}

impl Family {
    /// Its fullest version.
    pub fn fullest(&self) -> &Member {
        &self.members[0]
    }

    /// Whether any article has it inside quotation marks.
    pub fn quoted(&self) -> bool {
        self.members.iter().any(|m| m.quoted)
    }

    /// The articles that have it, in order.
    pub fn articles(&self) -> Vec<usize> {
        let mut out: Vec<usize> = self.members.iter().map(|m| m.article).collect();
        out.sort_unstable();
        out.dedup();
        out
    }
}

/// A statement that only one article has.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub struct Only {
    /// The statement.
    pub member: Member,
}

/// One article of a story.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// Its place in the list the story was made from.
    pub input: usize,
    /// The id of its document.
    pub id: String,
    /// Who published it; `None` when it does not say.
    pub outlet: Option<String>,
    /// Whether the outlet is named only in the body.
    pub outlet_from_body: bool,
    /// When it was published; `None` when it does not say.
    pub published: Option<Date>,
    /// The place of its dateline.
    pub place: Option<String>,
}

/// A report that articles rest on or mention.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The outlet whose report it is.
    pub outlet: String,
    /// When it was published, as far as the articles say.
    pub date: Option<Date>,
    /// The words of the date, when they could not be read as one ("July").
    pub date_words: Option<String>,
    /// The article of this story that is the report itself; `None` when its text is not here.
    pub article: Option<usize>,
    /// Where the articles name it.
    pub places: Vec<Place>,
}

/// Who the report cites, as one article tells it.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub struct Cites {
    /// The sources as the article words them.
    pub words: String,
    /// Where.
    pub place: Place,
    /// How many people.
    pub count: Option<Count>,
    /// Whether it is for the story's central claim.
    pub central: bool,
}

/// Something an outlet obtained by itself.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub struct Own {
    /// What it is.
    pub kind: OwnKind,
    /// Who spoke or was asked.
    pub who: Option<String>,
    /// The attribution.
    pub attribution: Option<usize>,
    /// Where.
    pub place: Place,
}

/// What one article rests on.
#[non_exhaustive]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rests {
    /// The reports, by number, the main one first.
    pub reports: Vec<usize>,
    /// Whether that is inferred from shared words and not stated in the article.
    pub inferred: bool,
    /// Whom the report cites, as this article tells it.
    pub cites: Vec<Cites>,
    /// What the outlet obtained by itself.
    pub own: Vec<Own>,
}

/// Which reports the articles go back to.
#[non_exhaustive]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lineage {
    /// The reports the story rests on, the most used first.
    pub reports: Vec<Report>,
    /// Older reports that are mentioned; no origin of the central claim.
    pub older: Vec<Report>,
    /// Other outlets that are named for something else.
    pub others: Vec<Report>,
    /// For each article, what it rests on.
    pub articles: Vec<Rests>,
}

/// Somebody behind a statement.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub struct Witness {
    /// Name or description, in its fullest form.
    pub name: String,
    /// Whether it has a name.
    pub named: bool,
    /// Where it stands.
    pub stance: Stance,
    /// How many people, as far as stated.
    pub count: Option<Count>,
    /// Where the articles have it.
    pub places: Vec<Place>,
}

/// How many separate ways and people are behind a statement; never one number.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub struct Independence {
    /// Separate news-gathering paths.
    pub reports: Count,
    /// People who assert it.
    pub people: Count,
    /// Who they are, and who denies or comments.
    pub witnesses: Vec<Witness>,
}

impl Default for Independence {
    fn default() -> Self {
        Self { reports: Count::exact(0), people: Count::exact(0), witnesses: Vec::new() }
    }
}

/// One side of a [`Figure`].
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// Where the figure stands.
    pub place: Place,
    /// Its words ("about 186 miles").
    pub words: String,
    /// The least it can mean, in the unit of the comparison.
    pub min: f64,
    /// The most it can mean; `None` when open.
    pub max: Option<f64>,
}

/// A figure that several articles give for the same statement.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What kind of figure it is.
    pub kind: FigureKind,
    /// Whether the sides contradict each other.
    pub conflict: bool,
    /// What it is about, in a few words.
    pub about: String,
    /// The family it belongs to.
    pub family: Option<usize>,
    /// The sides, by article.
    pub sides: Vec<Side>,
}

/// Somebody who was asked and did not answer, over the articles.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub struct Silence {
    /// Who.
    pub who: String,
    /// What is reported: no response, refusal, not reached, or only that a request was made.
    pub act: Act,
    /// The outlet that asked, when it is the publisher itself.
    pub asked_by: Option<String>,
    /// Where.
    pub places: Vec<Place>,
}
