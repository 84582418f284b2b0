//! [`Language`] and [`Words`]: a document in, its tokens and what is known of them out.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::forms::{Form, form};
use super::lemma::Lemmas;
use super::names::{self, Name, NameKind};
use super::net::reader::Said;
use super::{Models, Pack, Penn, ROOT, Relation, Sentence, Upos, sentences, tokens, universal};
use crate::{BlockKind, Document, Format, Result, Span};

/// How far a text is read; each layer needs those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// Tokens and sentences.
    Tokens,
    /// Parts of speech.
    Tags,
    /// Named entities.
    Names,
    /// Heads and relations.
    Syntax,
}

/// The reader of a language: cheap to copy, shared by any number of threads.
#[derive(Clone, Debug)]
pub struct Language {
    pack: &'static Pack,
    models: Arc<Models>,
}

impl Language {
    /// English, with the pack compiled in.
    ///
    /// # Panics
    ///
    /// Never in a build whose tests pass: the pack compiled in is checked there.
    #[cfg(feature = "lang-en")]
    pub fn english() -> Self {
        Self::with_pack(crate::Analyzer::english().pack())
    }

    /// With a pack of the caller's own: see [`Pack::leak`].
    pub fn with_pack(pack: &'static Pack) -> Self {
        Self { pack, models: pack.resource(Models::load) }
    }

    /// For a language by its BCP 47 name.
    ///
    /// # Errors
    ///
    /// [`UnsupportedLanguage`](crate::ErrorKind::UnsupportedLanguage) when there is no pack for it.
    pub fn new(language: &str) -> Result<Self> {
        Ok(Self::with_pack(crate::Analyzer::new(language)?.pack()))
    }

    /// The pack it works with.
    pub fn pack(&self) -> &'static Pack {
        self.pack
    }

    /// Cuts a document into tokens and sentences. A sentence never crosses a block.
    pub fn read(&self, document: &Document) -> Words {
        let known = &self.models.known;
        let text = document.text();
        let mut found = Vec::with_capacity(text.len() / 5);
        for block in document.blocks() {
            let quoted = document.format() == Format::Plain && block.kind() == BlockKind::BlockQuote;
            tokens::tokenize(text, block.span(), quoted, known, &mut found);
        }
        tokens::unglue(text, known, &mut found);
        let mut cut = Vec::new();
        let mut first = 0;
        for (index, block) in document.blocks().iter().enumerate() {
            let end = first + found[first..].partition_point(|t| t.span.start() < block.span().end());
            sentences::split(text, &found[..end], first, index, known, &mut cut);
            first = end;
        }
        Words {
            document: document.clone(),
            pack: self.pack,
            lemmas: OnceLock::new(),
            models: Arc::clone(&self.models),
            spans: found.iter().map(|t| t.span).collect(),
            sentences: cut,
            forms: OnceLock::new(),
            tagged: OnceLock::new(),
            parsed: OnceLock::new(),
        }
    }

    /// Reads documents as far as `layer`, in the order given, on at most `threads` threads (0: one a core) of a pool
    /// that this call owns. One document is read on the caller's thread.
    ///
    /// # Errors
    ///
    /// [`Io`](crate::ErrorKind::Io) when the threads cannot be started.
    #[cfg(feature = "parallel")]
    pub fn read_all(&self, documents: &[Document], layer: Layer, threads: usize) -> Result<Vec<Words>> {
        use rayon::prelude::*;
        let one = |document: &Document| {
            let words = self.read(document);
            words.find(layer);
            words
        };
        if documents.len() < 2 || threads == 1 {
            return Ok(documents.iter().map(one).collect());
        }
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let pool = pool.map_err(|e| crate::Error::new(crate::ErrorKind::Io, format!("threads: {e}")))?;
        Ok(pool.install(|| documents.par_iter().map(one).collect()))
    }
}

#[derive(Clone, Debug)]
struct Tagged {
    penn: Vec<Penn>,
    names: Vec<Name>,
}

#[derive(Clone, Debug)]
struct Parsed {
    heads: Vec<u32>,
    relations: Vec<Relation>,
}

/// The tokens of a document, by number, and what is found of them when it is first asked for.
///
/// Tokens and sentences are in text order; spans are of [`Document::text`].
#[derive(Clone, Debug)]
pub struct Words {
    document: Document,
    pack: &'static Pack,
    models: Arc<Models>,
    lemmas: OnceLock<Arc<Lemmas>>,
    spans: Vec<Span>,
    sentences: Vec<Sentence>,
    forms: OnceLock<Vec<Form>>,
    tagged: OnceLock<Tagged>,
    parsed: OnceLock<Parsed>,
}

impl Words {
    /// The document.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// Where each token is.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// A token as it is written.
    ///
    /// # Panics
    ///
    /// When there is no token of that number; so do all methods that take one.
    pub fn form(&self, token: usize) -> &str {
        self.document.slice(self.spans[token])
    }

    /// The sentences.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// The number of the sentence a token is in.
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences.partition_point(|s| s.tokens.end <= token)
    }

    /// Finds everything up to `layer` now, not when it is first asked for.
    pub fn find(&self, layer: Layer) {
        match layer {
            Layer::Tokens => {}
            Layer::Tags | Layer::Names => _ = self.tagged(),
            // Tags and names come with it.
            Layer::Syntax => _ = self.parsed(),
        }
    }

    pub(crate) fn forms(&self) -> &[Form] {
        self.forms.get_or_init(|| {
            let text = self.document.text();
            let n = self.spans.len();
            let touches = |k: usize| k > 0 && k < n && self.spans[k - 1].end() == self.spans[k].start();
            (0..n).map(|k| form(&text[self.spans[k].range()], [touches(k), touches(k + 1)])).collect()
        })
    }

    /// What the network says; of a pack without one, that every word is a noun and stands alone.
    fn said(&self, syntax: bool) -> Said {
        let n = self.spans.len();
        match &self.models.network {
            Some(network) => network.read(self.forms(), self.sentences.iter().map(Sentence::tokens), syntax),
            None => Said {
                tags: vec![Penn::NN as u8; n],
                names: vec![0; n],
                heads: (0..n as u32).collect(),
                relations: vec![Relation::Root as u8; n],
            },
        }
    }

    fn tagged(&self) -> &Tagged {
        self.tagged.get_or_init(|| self.as_tagged(&self.said(false)))
    }

    fn as_tagged(&self, said: &Said) -> Tagged {
        let penn = |t: &u8| Penn::ALL.get(usize::from(*t)).copied().unwrap_or_default();
        let mut out: Vec<Name> = Vec::new();
        for s in &self.sentences {
            let mut open = false;
            for k in s.tokens() {
                let Some((kind, begins)) = names::read_label(said.names[k]) else {
                    open = false;
                    continue;
                };
                match out.last_mut() {
                    Some(name) if open && !begins && name.kind == kind => {
                        name.tokens.end = k + 1;
                        name.span = name.span.cover(self.spans[k]);
                    }
                    _ => out.push(Name { span: self.spans[k], tokens: k..k + 1, kind }),
                }
                open = true;
            }
        }
        Tagged { penn: said.tags.iter().map(penn).collect(), names: out }
    }

    fn parsed(&self) -> &Parsed {
        self.parsed.get_or_init(|| {
            let said = self.said(true);
            let _ = self.tagged.set(self.as_tagged(&said));
            let relation = |l: &u8| Relation::ALL.get(usize::from(*l)).copied().unwrap_or_default();
            let head = |(k, &h): (usize, &u32)| if h as usize == k { ROOT } else { h };
            Parsed {
                heads: said.heads.iter().enumerate().map(head).collect(),
                relations: said.relations.iter().map(relation).collect(),
            }
        })
    }

    /// The part of speech of each token, by the Penn treebank's tags.
    pub fn penn(&self) -> &[Penn] {
        &self.tagged().penn
    }

    /// The universal part of speech of a token; needs its relation.
    pub fn upos(&self, token: usize) -> Upos {
        universal::upos(self.form(token), self.penn()[token], self.relation(token))
    }

    /// The dictionary form of a token.
    pub fn lemma(&self, token: usize) -> Cow<'_, str> {
        let lemmas = self.lemmas.get_or_init(|| self.pack.resource(Lemmas::load));
        lemmas.lemma(self.form(token), self.penn()[token])
    }

    /// The named entities, in text order; they do not overlap.
    pub fn names(&self) -> &[Name] {
        &self.tagged().names
    }

    /// Of which kind of name a token is a part, and whether the name begins with it.
    pub fn name_part(&self, token: usize) -> Option<(NameKind, bool)> {
        let names = self.names();
        let at = names.partition_point(|n| n.tokens.end <= token);
        let name = names.get(at).filter(|n| n.tokens.contains(&token))?;
        Some((name.kind, name.tokens.start == token))
    }

    /// The token another depends on; `None` for the root of a sentence.
    pub fn head(&self, token: usize) -> Option<usize> {
        Some(self.parsed().heads[token]).filter(|&h| h != ROOT).map(|h| h as usize)
    }

    /// The relation of a token to its head.
    pub fn relation(&self, token: usize) -> Relation {
        self.parsed().relations[token]
    }

    /// The relation of each token to its head.
    pub fn relations(&self) -> &[Relation] {
        &self.parsed().relations
    }

    /// The tokens that depend on a token, in order.
    pub fn dependants(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        let sentence = self.sentences[self.sentence_of(token)].tokens();
        let heads = &self.parsed().heads;
        sentence.filter(move |&k| heads[k] as usize == token && heads[k] != ROOT)
    }

    /// The stretch of tokens that depend on a token, directly or not, and the token: trees do not cross.
    pub fn branch(&self, token: usize) -> Range<usize> {
        let sentence = self.sentences[self.sentence_of(token)].tokens();
        let under = |mut k: usize| {
            loop {
                if k == token {
                    return true;
                }
                match self.head(k) {
                    Some(h) => k = h,
                    None => return false,
                }
            }
        };
        let first = (sentence.start..token).rev().take_while(|&k| under(k)).last().unwrap_or(token);
        let last = (token + 1..sentence.end).take_while(|&k| under(k)).last().unwrap_or(token);
        first..last + 1
    }

    /// The subject of the clause a token heads.
    pub fn subject(&self, token: usize) -> Option<usize> {
        self.dependants(token).find(|&k| self.relation(k).is_subject())
    }

    /// The noun phrase a token heads: its branch, without clauses, appositions, conjuncts and marks at its ends.
    pub fn noun_phrase(&self, token: usize) -> Range<usize> {
        let branch = self.branch(token);
        let (mut start, mut end) = (branch.start, branch.end);
        for k in self.dependants(token) {
            let apart = self.relation(k).is_clause()
                || matches!(
                    self.relation(k),
                    Relation::Appos | Relation::Conj | Relation::Cc | Relation::Case | Relation::Punct
                );
            if apart && k < token {
                start = start.max(self.branch(k).end);
            } else if apart {
                end = end.min(self.branch(k).start);
            }
        }
        start.min(token)..end.max(token + 1)
    }

    /// The clause a token is in: the branch of the nearest head of a clause, the token itself included.
    pub fn clause(&self, token: usize) -> Range<usize> {
        let mut at = token;
        while !self.relation(at).is_clause() {
            match self.head(at) {
                Some(h) => at = h,
                None => break,
            }
        }
        self.branch(at)
    }
}
