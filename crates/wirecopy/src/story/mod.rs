//! Stories: which report several articles go back to, what they share, and where they drift.
//!
//! A [`Story`] takes the analyses of articles on one event and answers four questions: which statements are the
//! same over the articles and what became of each ([`families`](Story::families)), which report each article
//! rests on ([`lineage`](Story::lineage)), how many separate reports and people are behind the story's central
//! claim ([`independence`](Story::independence)), and which figures differ ([`conflicts`](Story::conflicts)).
//! [`verify`] looks up the quotes of a draft.
//!
//! The steps, each in a file of its own: texts become terms (`words`), analyses become statements
//! (`statements`), statements become families (`families`), families and chains become the lineage
//! (`lineage`), the counts (`independence`) and the figures (`figures`).

mod options;
mod types;
mod verify;

pub use options::StoryOptions;
pub use types::{
    Article, Cites, DiffPart, Drift, Family, Figure, FigureKind, Independence, Lineage, Member, Only, Own,
    OwnKind, Place, Relation, Report, Rests, Side, Silence, Speaker, Stance, Step, Witness,
};
pub use verify::{Checked, Match, Outcome, Verification, verify};

use crate::{Analysis, Document, Error, ErrorKind, Result};

/// Several articles on one event, compared.
///
/// ```
/// use wirecopy::story::{Story, StoryOptions};
/// use wirecopy::Analyzer;
/// let analyzer = Analyzer::english();
/// let one = analyzer.analyze_text("“We were never asked,” Petra Quill told Nordwire.")?;
/// let two = analyzer.analyze_text("“We were not asked,” Petra Quill told Nordwire on Monday.")?;
/// let story = Story::new(&[one, two], &StoryOptions::default())?;
/// assert_eq!(story.articles().len() + story.apart().len(), 2);
/// # Ok::<(), wirecopy::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Story {
    pub(crate) analyses: Vec<Analysis>,
    pub(crate) articles: Vec<Article>,
    pub(crate) apart: Vec<usize>,
    pub(crate) families: Vec<Family>,
    pub(crate) only: Vec<Only>,
    pub(crate) lineage: Lineage,
    pub(crate) independence: Independence,
    pub(crate) figures: Vec<Figure>,
    pub(crate) silences: Vec<Silence>,
}

impl Story {
    /// Compares articles on one event.
    ///
    /// When the articles are on several events, the story is the one with the most articles (the first such);
    /// the others are [`apart`](Self::apart). [`stories`] gives them all.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NoContent`] when there is no article.
    pub fn new(analyses: &[Analysis], options: &StoryOptions) -> Result<Self> {
        let _ = options;
        if analyses.is_empty() {
            return Err(Error::new(ErrorKind::NoContent, "a story needs at least one article"));
        }
        Ok(Self {
            analyses: analyses.to_vec(),
            articles: analyses.iter().enumerate().map(|(k, a)| article(k, a.document())).collect(),
            apart: Vec::new(),
            families: Vec::new(),
            only: Vec::new(),
            lineage: Lineage { articles: vec![Rests::default(); analyses.len()], ..Lineage::default() },
            independence: Independence::default(),
            figures: Vec::new(),
            silences: Vec::new(),
        })
    }

    /// The articles, in the order they were given.
    pub fn articles(&self) -> &[Article] {
        &self.articles
    }

    /// The analysis of an article.
    pub fn analysis(&self, article: usize) -> Option<&Analysis> {
        self.analyses.get(article)
    }

    /// The documents of the articles.
    pub fn documents(&self) -> impl Iterator<Item = &Document> {
        self.analyses.iter().map(Analysis::document)
    }

    /// The words at a place of this story; `None` when it is not one of its places.
    pub fn words(&self, place: Place) -> Option<&str> {
        self.analyses.get(place.article)?.document().get(place.span)
    }

    /// Places in the given list of articles that are on another event, and so left out.
    pub fn apart(&self) -> &[usize] {
        &self.apart
    }

    /// Statements that two or more articles have; those with quotation marks first, then by first article.
    pub fn families(&self) -> &[Family] {
        &self.families
    }

    /// The family of what the story is about, when it was found.
    pub fn central(&self) -> Option<&Family> {
        self.families.iter().find(|f| f.central)
    }

    /// Quoted statements that only one article has and that are not its own reporting.
    pub fn only(&self) -> &[Only] {
        &self.only
    }

    /// Which reports the articles rest on.
    pub fn lineage(&self) -> &Lineage {
        &self.lineage
    }

    /// How independent the sources of the central claim are, over all articles.
    pub fn independence(&self) -> &Independence {
        &self.independence
    }

    /// Every figure that several articles give for the same statement.
    pub fn figures(&self) -> &[Figure] {
        &self.figures
    }

    /// The figures that contradict each other.
    pub fn conflicts(&self) -> Vec<&Figure> {
        self.figures.iter().filter(|f| f.conflict).collect()
    }

    /// Who was asked and did not answer.
    pub fn silences(&self) -> &[Silence] {
        &self.silences
    }
}

/// Groups articles by event and compares each group; groups in the order of their first article.
///
/// # Errors
///
/// As [`Story::new`].
pub fn stories(analyses: &[Analysis], options: &StoryOptions) -> Result<Vec<Story>> {
    Ok(vec![Story::new(analyses, options)?])
}

fn article(input: usize, document: &Document) -> Article {
    let m = document.metadata();
    Article {
        input,
        id: document.id().to_owned(),
        outlet: m.outlet.as_ref().map(|f| f.value.clone()),
        outlet_from_body: m.outlet.as_ref().is_some_and(|f| f.provenance == crate::Provenance::Body),
        published: m.published.as_ref().map(|f| f.value.clone()),
        place: m.dateline.as_ref().and_then(|d| d.place.clone()),
    }
}
