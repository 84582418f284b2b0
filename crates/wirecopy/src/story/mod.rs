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

mod dates;
mod diff;
mod families;
mod figures;
mod independence;
mod lineage;
mod members;
mod options;
mod partition;
mod quantities;
mod silences;
mod source;
mod statements;
mod stem;
mod types;
mod verify;
mod words;

pub use options::StoryOptions;
pub use types::{
    Article, Cites, DiffPart, Drift, Family, Figure, FigureKind, Independence, Lineage, Member, Only, Own,
    OwnKind, Place, Relation, Report, Rests, Side, Silence, Speaker, Stance, Step, Witness,
};
pub use verify::{Checked, Match, Outcome, Verification, verify};

use std::sync::Arc;

use crate::language::Pack;
use crate::{Analysis, Document, Error, ErrorKind, Result};
use dates::Calendar;
use quantities::Numbers;
use statements::{Statement, Statements};
use words::Lexicon;

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
        if analyses.is_empty() {
            return Err(Error::new(ErrorKind::NoContent, "a story needs at least one article"));
        }
        let read = read_all(analyses);
        let mut events = partition::events(analyses, &read, options.same_event);
        let chosen = if events.is_empty() { Vec::new() } else { events.swap_remove(0) };
        Ok(Self::of(analyses, read, &chosen, *options))
    }

    /// The story of the articles `chosen` out of the given.
    fn of(analyses: &[Analysis], read: Vec<Statements>, chosen: &[usize], options: StoryOptions) -> Self {
        let apart = (0..analyses.len()).filter(|k| !chosen.contains(k)).collect();
        let articles: Vec<Article> = chosen.iter().map(|&k| article(k, analyses[k].document())).collect();
        let ours: Vec<Analysis> = chosen.iter().map(|&k| analyses[k].clone()).collect();
        let mut read = read;
        let statements: Vec<Statements> = chosen
            .iter()
            .enumerate()
            .map(|(number, &k)| std::mem::take(&mut read[k]).renumbered(number))
            .collect();
        let tables = tables(&ours);
        let (mut groups, alone) = families::families(&statements, options.min_score);
        groups.sort_by_key(|g| (!g.central, !g.members.iter().any(|(m, _)| m.quoted), g.first()));
        let central = groups.iter().find(|g| g.central);
        let lineage = lineage::lineage(&articles, &ours, central, &groups, &tables.calendar, &tables.lexicon);
        let mut families: Vec<Family> = groups.iter().map(|g| members::family(g, &ours)).collect();
        for (family, group) in families.iter_mut().zip(&groups) {
            family.independence = independence::of_group(group, &lineage);
        }
        let numbered: Vec<Option<usize>> = (0..groups.len()).map(Some).collect();
        let mut figures = figures::of_sources(&groups, &numbered);
        figures.extend(figures::of_things(&ours, &tables.numbers, &tables.lexicon));
        figures.sort_by_key(|f| !f.conflict);
        let old =
            |name: &str| lineage.older.iter().any(|r| lineage::folded(&r.outlet) == lineage::folded(name));
        let from_older = |s: &Statement| {
            s.via.iter().any(|v| old(v))
                || s.source.as_ref().is_some_and(|x| x.is_outlet() && old(&x.speaker.name))
        };
        let own = |s: &Statement| {
            s.first_party || lineage.articles[s.article].own.iter().any(|o| o.attribution == s.attribution)
        };
        let only = alone.iter().filter(|s| s.quoted && ours.len() > 1 && !own(s) && !from_older(s));
        Self {
            only: only.map(|s| Only { member: members::single(s, &ours) }).collect(),
            independence: independence::of_story(central, &groups, &alone, &lineage),
            silences: silences::silences(&articles, &ours, &tables.lexicon),
            analyses: ours,
            articles,
            apart,
            families,
            lineage,
            figures,
        }
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
    if analyses.is_empty() {
        return Err(Error::new(ErrorKind::NoContent, "a story needs at least one article"));
    }
    let read = read_all(analyses);
    let mut events = partition::events(analyses, &read, options.same_event);
    events.sort_by_key(|e| e[0]);
    Ok(events.iter().map(|event| Story::of(analyses, read.clone(), event, *options)).collect())
}

/// What the story module knows of a language, made once for a pack.
#[derive(Debug)]
pub(crate) struct Tables {
    lexicon: Lexicon,
    numbers: Numbers,
    calendar: Calendar,
}

impl Tables {
    fn load(pack: &Pack) -> Self {
        Self { lexicon: Lexicon::load(pack), numbers: Numbers::load(pack), calendar: Calendar::load(pack) }
    }
}

/// The tables of the language most articles are read in: that of the first.
fn tables(analyses: &[Analysis]) -> Arc<Tables> {
    analyses[0].pack().resource(Tables::load)
}

fn read_all(analyses: &[Analysis]) -> Vec<Statements> {
    let read =
        |(k, a): (usize, &Analysis)| statements::statements(k, a, &a.pack().resource(Tables::load).lexicon);
    analyses.iter().enumerate().map(read).collect()
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
