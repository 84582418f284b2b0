//! The same person across documents: [`speakers`] gathers the speakers of many analyses.
//!
//! Names are compared with initials, short forms and transliterations (`name`), roles as the texts give them
//! (`role`); what speaks for and against one person is weighed (`gather`). Where it is not decided, people stay apart
//! and know of each other.

mod gather;
mod name;
mod role;
#[cfg(test)]
mod tests;

use crate::{Analysis, EntityId, Error, ErrorKind, Result};

crate::names::names! {
    /// Why two speakers were taken for one person.
    MergeReason {
        /// The caller's table says so.
        Alias = "alias",
        /// The same name.
        SameName = "same_name",
        /// The same name and the same role.
        Role = "role",
        /// Initials stand for names: "W. J. Brandt".
        Initials = "initials",
        /// A short form stands for a name: "Bill" for "William".
        ShortForm = "short_form",
        /// Another spelling of the same name: "Ebrahim" and "Ibrahim".
        Transliteration = "transliteration",
        /// The family name alone, with the same role.
        LastName = "last_name",
    }
}

/// How speakers are gathered.
#[non_exhaustive]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpeakersOptions {
    /// Other names and the names they stand for; they win over everything else.
    pub aliases: Vec<(String, String)>,
}

impl SpeakersOptions {
    /// Says that `other` is another name of `name`.
    #[must_use]
    pub fn with_alias(mut self, other: impl Into<String>, name: impl Into<String>) -> Self {
        self.aliases.push((other.into(), name.into()));
        self
    }

    /// With the aliases of a table: lines `OTHER NAME = NAME`, or parted by `;`; what follows a `#` is a comment.
    ///
    /// # Errors
    ///
    /// [`InvalidOption`](ErrorKind::InvalidOption) for a line without `=`, or with nothing beside it.
    ///
    /// ```
    /// let options = wirecopy::people::SpeakersOptions::default().with_aliases("Jo Marsh = Joanna Marsh # née")?;
    /// assert_eq!(options.aliases, [("Jo Marsh".to_owned(), "Joanna Marsh".to_owned())]);
    /// # Ok::<(), wirecopy::Error>(())
    /// ```
    pub fn with_aliases(mut self, table: &str) -> Result<Self> {
        for (number, line) in table.split(['\n', ';']).enumerate() {
            let line = line.split('#').next().unwrap_or("").trim();
            if line.is_empty() {
                continue;
            }
            let (other, name) = line.split_once('=').map_or(("", ""), |(a, b)| (a.trim(), b.trim()));
            if other.is_empty() || name.is_empty() {
                let message =
                    format!("aliases, entry {}: an alias is OTHER NAME = NAME: {line:?}", number + 1);
                return Err(Error::new(ErrorKind::InvalidOption, message));
            }
            self = self.with_alias(other, name);
        }
        Ok(self)
    }
}

/// An entity of one of the analyses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bearer {
    /// The number of the analysis.
    pub article: usize,
    /// The entity in it.
    pub entity: EntityId,
}

/// Two entities taken for one person, and why.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Merge {
    /// The one.
    pub a: Bearer,
    /// The other.
    pub b: Bearer,
    /// Why.
    pub reason: MergeReason,
    /// How sure, from 0 to 1.
    pub score: f32,
}

/// An attribution of one of the analyses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Said {
    /// The number of the analysis.
    pub article: usize,
    /// The attribution in it.
    pub attribution: usize,
}

/// A speaker, with all they said in all documents.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// The fullest name.
    pub name: String,
    /// Whom it was gathered from.
    pub bearers: Vec<Bearer>,
    /// Why they are one.
    pub merges: Vec<Merge>,
    /// The numbers of people it may be too: not decided.
    pub maybe: Vec<usize>,
    /// What they said, by day of publication, then in the order of the documents.
    pub said: Vec<Said>,
}

/// The speakers of many documents: who said something or made a gesture, and has a name.
///
/// ```
/// use wirecopy::people::{SpeakersOptions, speakers};
///
/// let english = wirecopy::Analyzer::english();
/// let articles = [
///     english.analyze_text("“Enough,” said Foreign Minister Ebrahim Karzani.")?,
///     english.analyze_text("“We will vote,” said Ibrahim Karzani, the foreign minister.")?,
/// ];
/// let people = speakers(&articles, &SpeakersOptions::default());
/// assert_eq!((people.len(), people[0].said.len()), (1, 2));
/// assert_eq!(people[0].merges[0].reason.name(), "transliteration");
/// # Ok::<(), wirecopy::Error>(())
/// ```
pub fn speakers(analyses: &[Analysis], options: &SpeakersOptions) -> Vec<Person> {
    gather::gather(analyses, options)
}
