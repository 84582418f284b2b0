//! [`Analyzer`] and [`Analysis`]: one document in, its attributions and speakers out.

use std::sync::Arc;

use crate::attribution::{Attribution, Kind};
use crate::entity::{Entity, EntityId};
use crate::language::{Pack, Sentence, Token, Words};
use crate::{AnalyzeOptions, Dial, Document, Engine, Result};

/// Finds who said what. Made once, used for any number of documents, from any thread.
///
/// ```
/// let text = "“We were never asked,” said Petra Quill, mayor of Port Vellin.";
/// let found = wirecopy::Analyzer::english().analyze_text(text)?;
/// for a in found.attributions() {
///     assert!(found.document().get(a.extent()).is_some());
/// }
/// # Ok::<(), wirecopy::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Analyzer {
    pack: &'static Pack,
    /// The pack with the caller's own words laid over it.
    own: Option<Arc<Pack>>,
    engine: Engine,
    dial: Dial,
}

impl Analyzer {
    /// For English news, with the pack compiled in.
    ///
    /// # Panics
    ///
    /// Never in a build whose tests pass: the pack compiled in is checked there.
    #[cfg(feature = "lang-en")]
    pub fn english() -> Self {
        match crate::language::english() {
            Ok(pack) => Self::with_pack(pack),
            Err(error) => panic!("the English pack compiled in: {error}"),
        }
    }

    /// With a pack of the caller's own.
    pub fn with_pack(pack: &'static Pack) -> Self {
        Self { pack, own: None, engine: Engine::default(), dial: Dial::default() }
    }

    /// The same with other options.
    ///
    /// # Errors
    ///
    /// [`InvalidOption`](crate::ErrorKind::InvalidOption) when a line of the caller's own words is no entry.
    pub fn with_options(mut self, options: &AnalyzeOptions) -> Result<Self> {
        self.engine = options.engine;
        self.dial = options.dial;
        let words = options.words.trim();
        self.own = match words {
            "" => None,
            _ => Some(Arc::new(crate::own_words::laid_over(self.pack, words)?)),
        };
        Ok(self)
    }

    /// For a language by its BCP 47 name.
    ///
    /// # Errors
    ///
    /// [`UnsupportedLanguage`](crate::ErrorKind::UnsupportedLanguage) when there is no pack for it.
    pub fn new(language: &str) -> Result<Self> {
        match language.split(['-', '_']).next().map(str::to_ascii_lowercase).as_deref() {
            #[cfg(feature = "lang-en")]
            Some("en") => Ok(Self::with_pack(crate::language::english()?)),
            _ => Err(crate::Error::new(
                crate::ErrorKind::UnsupportedLanguage,
                format!("no language pack for {language:?}"),
            )),
        }
    }

    /// The pack it works with.
    pub fn pack(&self) -> &'static Pack {
        self.pack
    }

    /// Who said what in a document.
    ///
    /// # Errors
    ///
    /// None today; kept for limits and cancelling.
    pub fn analyze(&self, document: &Document) -> Result<Analysis> {
        let pack = self.own.as_deref().unwrap_or(self.pack);
        let (merged, words) = crate::language::segment(document, self.pack, self.engine);
        let mut attributions = crate::attribution::extract(document, &merged, pack, self.engine, self.dial);
        let entities = crate::entity::resolve(document, &merged, pack, &mut attributions);
        Ok(Analysis {
            document: document.clone(),
            pack: self.pack,
            engine: self.engine,
            words,
            tokens: merged.tokens,
            sentences: merged.sentences,
            attributions,
            entities,
        })
    }

    /// Who said what in a plain text.
    ///
    /// # Errors
    ///
    /// As [`Document::from_text`].
    pub fn analyze_text(&self, text: &str) -> Result<Analysis> {
        self.analyze(&Document::from_text(text)?)
    }
}

/// What was found in one document.
#[derive(Clone, Debug)]
pub struct Analysis {
    document: Document,
    pack: &'static Pack,
    engine: Engine,
    words: Words,
    tokens: Vec<Token>,
    sentences: Vec<Sentence>,
    attributions: Vec<Attribution>,
    entities: Vec<Entity>,
}

impl Analysis {
    /// The document.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The language pack it was found with.
    pub fn pack(&self) -> &'static Pack {
        self.pack
    }

    /// What found it.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// What the language layer knows of it: tokens, tags, names, syntax.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// The words attribution reads, in text order: tokens, hyphenated compounds whole, of the blocks that are read.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The sentences attribution reads, in text order; they count [`tokens`](Self::tokens).
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// Its attributions, by where they start; the place of each is its number.
    pub fn attributions(&self) -> &[Attribution] {
        &self.attributions
    }

    /// Those with words inside marks: direct and mixed.
    pub fn quotes(&self) -> impl Iterator<Item = &Attribution> {
        self.attributions.iter().filter(|a| matches!(a.kind(), Kind::Direct | Kind::Mixed))
    }

    /// Its entities, in the order of their numbers.
    pub fn entities(&self) -> &[Entity] {
        &self.entities
    }

    /// An entity by its number.
    pub fn entity(&self, id: EntityId) -> Option<&Entity> {
        self.entities.get(id.index())
    }

    /// Who said it; `None` when undecided.
    pub fn speaker(&self, attribution: &Attribution) -> Option<&Entity> {
        self.entity(attribution.speaker()?)
    }
}
