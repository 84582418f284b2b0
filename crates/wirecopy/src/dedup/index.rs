//! [`Index`]: documents in, copies out.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::{Arc, OnceLock};

use sha2::{Digest, Sha256};

use super::candidates::{KeyHasher, Postings, bands, seeds};
use super::kept::Kept;
use super::links::{self, Links};
use super::shingle::Tokens;
use super::threads::each;
use super::{Clusters, DedupOptions, Match, Pair, Signature, clusters};
use crate::{Document, Error, ErrorKind, Result};

/// Documents that copies are looked for among, kept as hashes, without their text.
///
/// Answers do not depend on the order of insertion: everything is ordered by the callers' keys.
#[derive(Clone, Debug)]
pub struct Index {
    options: DedupOptions,
    pub(super) kept: Vec<Kept>,
    pub(super) by_key: HashMap<Arc<str>, u32>,
    /// Documents with the same words; the postings lead to these.
    pub(super) classes: Vec<Class>,
    pub(super) by_words: HashMap<u128, u32, BuildHasherDefault<KeyHasher>>,
    /// Made when the first question is asked, then kept up.
    pub(super) postings: OnceLock<Postings>,
    tokens: Tokens,
    /// Numbers of documents that were taken out.
    pub(super) free: Vec<u32>,
    pub(super) links: OnceLock<Arc<Links>>,
}

/// A document made ready for an index by [`Index::prepare`].
#[derive(Clone, Debug)]
pub struct Prepared {
    pub(super) kept: Kept,
    /// What it is looked up by.
    pub(super) keys: Vec<u32>,
}

impl Prepared {
    /// Sets when it was published, in seconds of any clock: [`Keep::Earliest`](super::Keep::Earliest) goes by it.
    #[must_use]
    pub fn with_time(mut self, time: i64) -> Self {
        self.kept.time = time;
        self
    }

    /// Sets its rank, the smallest being the best: [`Keep::Rank`](super::Keep::Rank) goes by it.
    #[must_use]
    pub fn with_rank(mut self, rank: i64) -> Self {
        self.kept.rank = rank;
        self
    }
}

/// Documents with the same words in the same order.
#[derive(Clone, Debug)]
pub(super) struct Class {
    pub(super) members: Vec<u32>,
    pub(super) keys: Box<[u32]>,
}

impl Index {
    /// An empty index.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidOption`] when an option has a value it cannot have.
    pub fn new(options: &DedupOptions) -> Result<Self> {
        options.check()?;
        Ok(Self {
            options: options.clone(),
            kept: Vec::new(),
            by_key: HashMap::new(),
            classes: Vec::new(),
            by_words: HashMap::default(),
            postings: OnceLock::new(),
            tokens: Tokens::default(),
            free: Vec::new(),
            links: OnceLock::new(),
        })
    }

    /// Adds a document under a key; returns its number. Compared are the body of a page and all of a plain text;
    /// passages will be spans of [`Document::text`]. Its date of publication is the one of its metadata.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidOption`] when the key is there already.
    pub fn insert(&mut self, key: &str, document: &Document) -> Result<u64> {
        let prepared = self.prepare(key, document)?;
        self.insert_prepared(prepared)
    }

    /// Adds a text under a key; returns its number. All of the text is compared.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidOption`] when the key is there already, [`ErrorKind::TooLarge`] over 4 GB.
    pub fn insert_text(&mut self, key: &str, text: &str) -> Result<u64> {
        let mut tokens = std::mem::take(&mut self.tokens);
        let prepared = self.prepared(key, text, &mut tokens);
        self.tokens = tokens;
        self.insert_prepared(prepared?)
    }

    /// Adds texts with their keys, read by as many [`threads`](DedupOptions::threads) as the options say.
    ///
    /// # Errors
    ///
    /// Those of [`insert_text`](Self::insert_text); the texts before the first that fails are in the index.
    ///
    /// ```
    /// use wirecopy::dedup::{DedupOptions, Index};
    /// let mut index = Index::new(&DedupOptions::default().with_threads(0))?;
    /// index.insert_texts(&[("a", "The pumps were sold in August."), ("b", "the pumps were sold in August")])?;
    /// assert_eq!(index.pairs().len(), 1);
    /// # Ok::<(), wirecopy::Error>(())
    /// ```
    pub fn insert_texts<K: AsRef<str> + Sync, T: AsRef<str> + Sync>(
        &mut self,
        texts: &[(K, T)],
    ) -> Result<()> {
        for some in texts.chunks(8192) {
            let read = each(some.len(), 64, self.options.threads, Tokens::default, |tokens, range| {
                let one = |(key, text): &(K, T)| self.prepared(key.as_ref(), text.as_ref(), tokens);
                some[range].iter().map(one).collect::<Vec<_>>()
            });
            for prepared in read.into_iter().flatten() {
                self.insert_prepared(prepared?)?;
            }
        }
        Ok(())
    }

    /// Reads a document for [`insert_prepared`](Self::insert_prepared): the work that several threads can do at
    /// a time.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::TooLarge`] over 4 GB.
    pub fn prepare(&self, key: &str, document: &Document) -> Result<Prepared> {
        check(document.text())?;
        let tokens = Tokens::of_document(document, &self.options);
        let mut prepared = self.kept_of(key, document.text(), &tokens);
        prepared.kept.sha256 = unhex(document.input_sha256());
        prepared.kept.bytes = document.input_bytes();
        if let Some(date) = &document.metadata().published {
            prepared.kept.time = date.value.moment();
        }
        Ok(prepared)
    }

    /// Reads a text for [`insert_prepared`](Self::insert_prepared).
    ///
    /// # Errors
    ///
    /// [`ErrorKind::TooLarge`] over 4 GB.
    pub fn prepare_text(&self, key: &str, text: &str) -> Result<Prepared> {
        self.prepared(key, text, &mut Tokens::default())
    }

    /// Adds quotations of a document as units, each under the document's key, `#` and its id; passages will be
    /// spans of [`Document::text`]. Best with [`DedupOptions::for_quotes`]. Returns how many were added: those of
    /// at least [`passage_words`](DedupOptions::passage_words) words.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidOption`] when a key is there already, [`ErrorKind::TooLarge`] over 4 GB.
    ///
    /// ```
    /// use wirecopy::dedup::{DedupOptions, Index};
    /// use wirecopy::{Analyzer, Document};
    /// let mut index = Index::new(&DedupOptions::for_quotes())?;
    /// let said = ["“We were never asked about the sale of the pumps,” said Petra Quill.",
    ///     "Quill said on Friday: “We were never asked about the sale.”"];
    /// for (key, text) in ["a", "b"].iter().zip(said) {
    ///     let document = Document::from_text(text)?;
    ///     let analysis = Analyzer::english().analyze(&document)?;
    ///     let quotes = analysis.attributions().iter().zip(0..).map(|(a, n)| (format!("a{n}"), a.quoted()));
    ///     index.insert_quotes(key, &document, quotes)?;
    /// }
    /// assert_eq!(index.pairs().len(), 1);
    /// # Ok::<(), wirecopy::Error>(())
    /// ```
    pub fn insert_quotes<'q, I: AsRef<str>>(
        &mut self,
        key: &str,
        document: &Document,
        quotes: impl IntoIterator<Item = (I, &'q [crate::Span])>,
    ) -> Result<usize> {
        let mut added = 0;
        for prepared in self.prepare_quotes(key, document, quotes)? {
            self.insert_prepared(prepared)?;
            added += 1;
        }
        Ok(added)
    }

    /// Reads the quotations of a document for [`insert_prepared`](Self::insert_prepared), as
    /// [`insert_quotes`](Self::insert_quotes) does.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::TooLarge`] over 4 GB.
    pub fn prepare_quotes<'q, I: AsRef<str>>(
        &self,
        key: &str,
        document: &Document,
        quotes: impl IntoIterator<Item = (I, &'q [crate::Span])>,
    ) -> Result<Vec<Prepared>> {
        check(document.text())?;
        let mut tokens = Tokens::default();
        let mut out = Vec::new();
        for (id, spans) in quotes {
            tokens.read(spans.iter().map(|s| (s.start(), document.slice(*s))), &self.options);
            if tokens.hashes.len() < self.options.passage_words {
                continue;
            }
            let key = format!("{key}#{}", id.as_ref());
            let mut prepared = self.kept_of(&key, document.text(), &tokens);
            prepared.kept.sha256 = unhex(document.input_sha256());
            prepared.kept.bytes = document.input_bytes();
            if let Some(date) = &document.metadata().published {
                prepared.kept.time = date.value.moment();
            }
            out.push(prepared);
        }
        Ok(out)
    }

    fn prepared(&self, key: &str, text: &str, tokens: &mut Tokens) -> Result<Prepared> {
        check(text)?;
        tokens.read([(0, text)], &self.options);
        let mut prepared = self.kept_of(key, text, tokens);
        prepared.kept.sha256 = Sha256::digest(text.as_bytes()).into();
        Ok(prepared)
    }

    /// Adds a document that was [prepared](Self::prepare) by this index or one with the same options; returns
    /// its number.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidOption`] when the key is there already.
    pub fn insert_prepared(&mut self, prepared: Prepared) -> Result<u64> {
        let key = &prepared.kept.key;
        if self.by_key.contains_key(key) {
            return Err(Error::new(
                ErrorKind::InvalidOption,
                format!("the key {key:?} is in the index already"),
            ));
        }
        if self.kept.len() >= u32::MAX as usize {
            return Err(Error::new(ErrorKind::TooLarge, "an index holds less than four billion documents"));
        }
        Ok(self.add(prepared))
    }

    fn kept_of(&self, key: &str, text: &str, tokens: &Tokens) -> Prepared {
        let shingles = tokens.shingles(self.options.shingle);
        let banded = self.options.estimate || self.options.bands.is_some();
        let signature = banded.then(|| Signature::made(tokens, &shingles, &self.options));
        let kept = Kept::new(key, text, tokens, &shingles, signature.as_ref(), &self.options);
        let keys = match &signature {
            // Texts without words have no likeness, and nothing to be found by.
            Some(_) if tokens.hashes.is_empty() => Vec::new(),
            Some(signature) => bands(signature.values(), self.options.bands, self.options.threshold),
            None => seeds(&kept.grams),
        };
        Prepared { kept, keys }
    }

    fn add(&mut self, Prepared { kept, keys }: Prepared) -> u64 {
        self.links.take();
        let id = self.free.last().copied().unwrap_or(self.kept.len() as u32);
        self.by_key.insert(kept.key.clone(), id);
        if kept.words > 0 {
            let classes = &mut self.classes;
            let class = *self.by_words.entry(kept.exact).or_insert(classes.len() as u32);
            if class as usize == classes.len() {
                if let Some(postings) = self.postings.get_mut() {
                    for key in &keys {
                        postings.insert(*key, class);
                    }
                }
                classes.push(Class { members: vec![id], keys: keys.into() });
            } else {
                let members = &mut classes[class as usize].members;
                members.push(id);
                // The lead has the smallest key, whatever came first.
                if kept.key < self.kept[members[0] as usize].key {
                    let last = members.len() - 1;
                    members.swap(0, last);
                }
            }
        }
        if self.free.pop().is_some() {
            self.kept[id as usize] = kept;
        } else {
            self.kept.push(kept);
        }
        u64::from(id)
    }

    /// Sets when a document was published, by its number, in seconds of any clock; whether it is there.
    /// [`Keep::Earliest`](super::Keep::Earliest) goes by it.
    pub fn set_time(&mut self, id: u64, time: i64) -> bool {
        self.held(id).map(|kept| kept.time = time).is_some()
    }

    /// Sets the rank of a document, by its number, the smallest being the best; whether it is there.
    /// [`Keep::Rank`](super::Keep::Rank) goes by it.
    pub fn set_rank(&mut self, id: u64, rank: i64) -> bool {
        self.held(id).map(|kept| kept.rank = rank).is_some()
    }

    fn held(&mut self, id: u64) -> Option<&mut Kept> {
        let at = usize::try_from(id).ok().filter(|at| self.holds(*at))?;
        self.kept.get_mut(at)
    }

    /// The options it was made with.
    pub fn options(&self) -> &DedupOptions {
        &self.options
    }

    /// How many documents it holds.
    pub fn len(&self) -> usize {
        self.by_key.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.by_key.is_empty()
    }

    /// The key of a document by its number.
    pub fn key(&self, id: u64) -> Option<&str> {
        usize::try_from(id).ok().filter(|id| self.holds(*id)).map(|id| &*self.kept[id].key)
    }

    /// The number of a document by its key.
    pub fn id(&self, key: &str) -> Option<u64> {
        self.by_key.get(key).map(|id| u64::from(*id))
    }

    /// The copies of a document, the most alike first. The document itself is not added.
    ///
    /// ```
    /// use wirecopy::Document;
    /// use wirecopy::dedup::{DedupOptions, Index};
    /// let mut index = Index::new(&DedupOptions::default())?;
    /// index.insert_text("nordwire", "The harbour wall at Port Vellin will hold, the minister said on Monday.")?;
    /// let seen = Document::from_text("The harbor wall at Port Vellin will hold, the minister said on Monday")?;
    /// assert_eq!(index.query(&seen)[0].key(), "nordwire");
    /// # Ok::<(), wirecopy::Error>(())
    /// ```
    pub fn query(&self, document: &Document) -> Vec<Match> {
        let tokens = Tokens::of_document(document, &self.options);
        links::query(self, &self.kept_of("", document.text(), &tokens))
    }

    /// The copies of a text, the most alike first.
    pub fn query_text(&self, text: &str) -> Vec<Match> {
        if u32::try_from(text.len()).is_err() {
            return Vec::new();
        }
        let tokens = Tokens::of(text, &self.options);
        links::query(self, &self.kept_of("", text, &tokens))
    }

    /// Every pair of copies, in order of their keys.
    pub fn pairs(&self) -> Vec<Pair> {
        links::pairs(self, self.links())
    }

    /// The documents grouped: those joined by exact and near copies and alike as a group.
    pub fn clusters(&self) -> Clusters {
        clusters::clusters(self, self.links())
    }

    /// How many shared shingles (or bands) were in more documents than
    /// [`cap`](DedupOptions::cap), so that only some of their pairs were looked at.
    pub fn capped(&self) -> usize {
        self.links().capped
    }

    fn links(&self) -> &Arc<Links> {
        self.links.get_or_init(|| Arc::new(links::find(self)))
    }

    pub(crate) fn kept(&self) -> &[Kept] {
        &self.kept
    }

    pub(super) fn classes(&self) -> &[Class] {
        &self.classes
    }

    pub(super) fn postings(&self) -> &Postings {
        self.postings.get_or_init(|| {
            let mut postings = Postings::default();
            for (class, number) in self.classes.iter().zip(0..) {
                for key in &class.keys {
                    postings.insert(*key, number);
                }
            }
            postings
        })
    }

    /// The class of the documents with the same words, if there is one.
    pub(super) fn class_of(&self, kept: &Kept) -> Option<u32> {
        self.by_words.get(&kept.exact).copied().filter(|_| kept.words > 0)
    }

    /// The document of a class with the smallest key, which speaks for all.
    pub(super) fn lead(&self, class: u32) -> &Kept {
        &self.kept[self.classes[class as usize].members[0] as usize]
    }
}

fn check(text: &str) -> Result<()> {
    match u32::try_from(text.len()) {
        Ok(_) => Ok(()),
        Err(_) => Err(Error::new(ErrorKind::TooLarge, "a text of an index must be smaller than 4 GB")),
    }
}

/// The bytes of a digest in hexadecimal.
fn unhex(digest: &str) -> [u8; 32] {
    let mut out = [0; 32];
    for (byte, digits) in out.iter_mut().zip(digest.as_bytes().as_chunks::<2>().0) {
        *byte = std::str::from_utf8(digits).map_or(0, |d| u8::from_str_radix(d, 16).unwrap_or(0));
    }
    out
}
