//! [`Index`]: documents in, copies out.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use sha2::{Digest, Sha256};

use super::candidates::{Postings, keys};
use super::kept::Kept;
use super::links::{self, Links};
use super::shingle::Tokens;
use super::{Clusters, DedupOptions, Match, Pair, Signature, clusters};
use crate::{Document, Error, ErrorKind, Format, Result};

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
    pub(super) by_words: HashMap<u128, u32>,
    pub(super) postings: Postings,
    tokens: Tokens,
    /// Numbers of documents that were taken out.
    pub(super) free: Vec<u32>,
    pub(super) links: OnceLock<Arc<Links>>,
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
            by_words: HashMap::new(),
            postings: Postings::default(),
            tokens: Tokens::default(),
            free: Vec::new(),
            links: OnceLock::new(),
        })
    }

    /// Adds a document under a key; returns its number. Compared are the body of a page and all of a plain text;
    /// passages will be spans of [`Document::text`].
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidOption`] when the key is there already.
    pub fn insert(&mut self, key: &str, document: &Document) -> Result<u64> {
        self.check(key, document.text())?;
        let mut tokens = std::mem::take(&mut self.tokens);
        tokens.read(parts(document), self.options.normalize);
        let mut kept = self.kept_of(key, document.text(), &tokens);
        kept.0.sha256 = document.input_sha256().into();
        kept.0.bytes = document.input_bytes();
        let id = self.add(kept);
        self.tokens = tokens;
        Ok(id)
    }

    /// Adds a text under a key; returns its number. All of the text is compared.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidOption`] when the key is there already, [`ErrorKind::TooLarge`] over 4 GB.
    pub fn insert_text(&mut self, key: &str, text: &str) -> Result<u64> {
        self.check(key, text)?;
        let mut tokens = std::mem::take(&mut self.tokens);
        tokens.read([(0, text)], self.options.normalize);
        let mut kept = self.kept_of(key, text, &tokens);
        kept.0.sha256 = hex(&Sha256::digest(text.as_bytes()));
        let id = self.add(kept);
        self.tokens = tokens;
        Ok(id)
    }

    fn check(&self, key: &str, text: &str) -> Result<()> {
        if self.by_key.contains_key(key) {
            return Err(Error::new(
                ErrorKind::InvalidOption,
                format!("the key {key:?} is in the index already"),
            ));
        }
        if u32::try_from(text.len()).is_err() || self.kept.len() >= u32::MAX as usize {
            return Err(Error::new(ErrorKind::TooLarge, "a text of an index must be smaller than 4 GB"));
        }
        Ok(())
    }

    fn kept_of(&self, key: &str, text: &str, tokens: &Tokens) -> (Kept, Vec<u32>) {
        let shingles = tokens.shingles(self.options.shingle);
        let kept = Kept::new(key, text, tokens, &shingles, &self.options);
        let keys = keys(&kept.grams, || Signature::made(tokens, &shingles, &self.options), &self.options);
        (kept, keys)
    }

    fn add(&mut self, (kept, keys): (Kept, Vec<u32>)) -> u64 {
        self.links.take();
        let id = self.free.last().copied().unwrap_or(self.kept.len() as u32);
        self.by_key.insert(kept.key.clone(), id);
        if kept.words > 0 {
            let classes = &mut self.classes;
            let class = *self.by_words.entry(kept.exact).or_insert(classes.len() as u32);
            if class as usize == classes.len() {
                for key in &keys {
                    self.postings.insert(*key, class);
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
        let mut tokens = Tokens::default();
        tokens.read(parts(document), self.options.normalize);
        links::query(self, &self.kept_of("", document.text(), &tokens))
    }

    /// The copies of a text, the most alike first.
    pub fn query_text(&self, text: &str) -> Vec<Match> {
        if u32::try_from(text.len()).is_err() {
            return Vec::new();
        }
        let mut tokens = Tokens::default();
        tokens.read([(0, text)], self.options.normalize);
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
        &self.postings
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

/// The parts of a document that are compared: the body of a page; all of a plain text, where what is not body
/// is a guess, and of a document without a body.
fn parts(document: &Document) -> Vec<(usize, &str)> {
    let body = document.blocks().iter().filter(|b| document.format() != Format::Plain && b.kind().is_body());
    let mut parts: Vec<(usize, &str)> = body.map(|b| (b.span().start(), document.slice(b.span()))).collect();
    if parts.is_empty() {
        parts.push((0, document.text()));
    }
    parts
}

fn hex(bytes: &[u8]) -> Box<str> {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|b| [b >> 4, b & 15]).map(|d| char::from(DIGITS[d as usize])).collect()
}
