//! What the networks are learned from: inputs as the crate makes them, and the section of word vectors.
#![expect(clippy::cast_possible_wrap, reason = "words of a document are fewer than 2^31")]

use super::{Corpus, TreeSentence};
use crate::attribution::lexicon::Lexicon;
use crate::attribution::net::input::{Input, TABLES, far, tree as tree_ties, window};
use crate::language::forms::form;
use crate::language::names::{Gazetteer, label_of};
use crate::language::net::input;
use crate::language::net::vectors::{self, Vectors};
use crate::language::{Pack, Relation};

/// The tables of learned rows of the network of attribution: name, rows, numbers a row.
pub const ATTRIBUTION_TABLES: &[(&str, usize, usize)] = &TABLES;

/// The shape of the network of attribution.
pub mod attribution_shape {
    use crate::attribution::indirect::roles;
    use crate::attribution::net::{input, network};

    /// How wide the layers over a paragraph are.
    pub const WIDE: usize = network::WIDE;
    /// How far apart the words are that each of them joins.
    pub const STEPS: &[usize] = &network::STEPS;
    /// How wide the layers around a cue are.
    pub const NARROW: usize = network::NARROW;
    /// How far apart the words are that each of them joins.
    pub const NEAR_STEPS: &[usize] = &network::NEAR_STEPS;
    /// What a word can be to a cue.
    pub const LABELS: usize = network::LABELS;
    /// The label of a source.
    pub const SOURCE: u8 = roles::SOURCE;
    /// The label of a content.
    pub const CONTENT: u8 = roles::CONTENT;
    /// The label of a cue.
    pub const CUE: u8 = roles::CUE;
    /// Kinds of distances from the cue.
    pub const FAR: usize = input::FAR;
    /// Kinds of ways through the tree to the cue.
    pub const TREE: usize = input::TREE;
}

/// The shape of the network of the language layer.
pub mod language_shape {
    use crate::language::net::reader;

    /// How wide the layers are.
    pub const WIDE: usize = reader::WIDE;
    /// How far apart the words are that each layer for tags and names joins.
    pub const STEPS: &[usize] = &reader::STEPS;
    /// The same for the further layers for syntax.
    pub const MORE: &[usize] = &reader::MORE;
    /// Scores of tags.
    pub const TAGS: usize = reader::TAGS;
    /// Labels of names.
    pub const NAMES: usize = reader::NAMES;
    /// Numbers by which a word and a head are compared.
    pub const ARCS: usize = reader::ARCS;
    /// Numbers by which a relation is told.
    pub const KINDS: usize = reader::KINDS;
    /// Scores of relations.
    pub const RELATIONS: usize = reader::RELATIONS;
    /// Kinds of distances from a word to its head.
    pub const FAR: usize = reader::FAR;

    /// The kind of the distance from a word to its head.
    pub fn far(distance: i64) -> usize {
        reader::far(distance)
    }
}

/// What a network sees of the words of a text.
#[derive(Debug, Default)]
pub struct NetWords {
    /// The hash of each word.
    pub hashes: Vec<u32>,
    /// The vector of each word; zeros for a word without one.
    pub vectors: Vec<f32>,
    /// Whether each word has a vector.
    pub known: Vec<bool>,
    /// The row of each word in each table.
    pub rows: Vec<Vec<u32>>,
}

impl NetWords {
    fn new<const TABLES: usize>(
        vectors: &Vectors<'_>,
        words: impl Iterator<Item = (u32, [u16; TABLES])>,
    ) -> Self {
        let mut out = Self { rows: vec![Vec::new(); TABLES], ..Self::default() };
        for (hash, rows) in words {
            let from = out.vectors.len();
            out.vectors.resize(from + vectors.len(), 0.0);
            let found = vectors.find(hash);
            if let Some(k) = found {
                vectors.write(k, &mut out.vectors[from..]);
            }
            out.known.push(found.is_some());
            out.hashes.push(hash);
            for (list, row) in out.rows.iter_mut().zip(rows) {
                list.push(u32::from(row));
            }
        }
        out
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }

    /// How many numbers a vector has.
    pub fn width(&self) -> usize {
        self.vectors.len() / self.len().max(1)
    }
}

/// An article as the network of attribution sees it, with what it should answer.
#[derive(Debug)]
pub struct NetArticle {
    /// What the network sees of its words.
    pub words: NetWords,
    /// The head of each word; -1 for none.
    pub heads: Vec<i32>,
    /// The block of each word.
    pub blocks: Vec<u32>,
    /// The sentence of each word.
    pub sentences: Vec<u32>,
    /// For each attribution the centre of its cue, and the words of source, cue and content.
    pub gold: Vec<(usize, [Vec<usize>; 3])>,
}

impl NetArticle {
    /// The words around a cue in which its source and content are looked for.
    pub fn window(&self, cue: usize) -> std::ops::Range<usize> {
        window(&self.blocks, cue)
    }

    /// For each word of a cue's window the kind of its distance from it, and how the tree ties them.
    pub fn ties(&self, cue: usize) -> (Vec<u32>, Vec<u32>) {
        let mut kinds = Vec::new();
        tree_ties(&self.heads, &self.sentences, self.window(cue), cue, &mut kinds);
        let distances = self.window(cue).map(|t| far(t, cue) as u32);
        (distances.collect(), kinds.into_iter().map(|k| k as u32).collect())
    }
}

impl Corpus {
    /// The articles as the network sees them.
    pub fn net(&self, pack: &Pack) -> Vec<NetArticle> {
        let (vectors, known) = (Vectors::load(pack), Lexicon::default());
        self.articles
            .iter()
            .map(|a| {
                let input = Input::new(&a.document, &a.words, &a.marks, &known);
                let words = input.words.iter().copied().zip(input.rows.iter().copied());
                NetArticle {
                    words: NetWords::new(&vectors, words),
                    heads: input.heads,
                    blocks: input.blocks,
                    sentences: input.sentences,
                    gold: a.gold.clone(),
                }
            })
            .collect()
    }
}

/// The tables of learned rows of the network of the language layer: name, rows, numbers a row.
pub const LANGUAGE_TABLES: &[(&str, usize, usize)] = &input::TABLES;

/// A document as the network of the language layer sees it, with what it should answer; `u8::MAX` and -1 where the
/// treebank does not say.
#[derive(Debug, Default)]
pub struct NetDocument {
    /// What the network sees of its words.
    pub words: NetWords,
    /// The words of each sentence.
    pub sentences: Vec<std::ops::Range<usize>>,
    /// The number of each word's tag.
    pub tags: Vec<u8>,
    /// The label of each word in names.
    pub names: Vec<u8>,
    /// The head of each word in its document; its own number for a root, -1 where the treebank does not say.
    pub heads: Vec<i32>,
    /// The number of each word's relation.
    pub relations: Vec<u8>,
    /// Whether a program said all this.
    pub silver: bool,
}

impl NetDocument {
    /// Sentences of a document, in order.
    pub fn new(sentences: &[TreeSentence], pack: &Pack) -> Self {
        let vectors = Vectors::load(pack);
        let lists = Gazetteer::load(pack);
        let mut out = Self::default();
        let mut words = Vec::new();
        for s in sentences {
            let first = words.len();
            out.silver |= s.silver;
            for (k, f) in s.forms().iter().enumerate() {
                words.push((f.word, input::rows(f, lists.hints(f))));
                out.tags.push(s.penn[k].map_or(u8::MAX, |p| p as u8));
                out.names.push(s.names.get(k).and_then(|n| label_of(n)).unwrap_or(u8::MAX));
                let relation = s.relations.get(k).and_then(|r| Relation::from_name(r));
                out.relations.push(relation.map_or(u8::MAX, |r| r as u8));
                out.heads.push(match s.heads.get(k) {
                    Some(0) => (first + k) as i32,
                    Some(&h) if h <= s.words.len() => (first + h - 1) as i32,
                    _ => -1,
                });
            }
            out.sentences.push(first..words.len());
        }
        out.words = NetWords::new(&vectors, words.into_iter());
        out
    }
}

/// The hash under which a word has its vector.
pub fn vector_key(word: &str) -> u32 {
    form(word, [false; 2]).word
}

/// The section of word vectors: hashes and codes of words, numbers a group, what a unit is worth, 256 centres a group.
pub fn vector_section(words: Vec<(u32, Vec<u8>)>, width: usize, unit: f32, centres: &[i8]) -> Vec<u8> {
    vectors::build(words, width, unit, centres)
}

/// The best tree of a sentence of `n` words: `scores` holds a row a word, a column a head, and the root last.
pub fn tree(scores: &[f32], n: usize) -> Vec<usize> {
    crate::language::net::tree::Trees::default().find_rows(scores, n)
}

/// What a unit of the word vectors of a pack is worth.
pub fn vector_unit(pack: &Pack) -> f32 {
    Vectors::load(pack).unit()
}

/// Writes the section of a network.
#[derive(Debug, Default)]
pub struct NetWriter(crate::language::net::tensors::Writer);

impl NetWriter {
    /// A matrix of floats, inputs by outputs; `units` says what a unit of each input is worth.
    pub fn dense(&mut self, name: &str, weights: &[f32], offsets: &[f32], units: &[f32]) {
        self.0.dense(name, weights, offsets, units);
    }

    /// A table of rows of `columns` floats; gives what a unit of its bytes is worth.
    pub fn table(&mut self, name: &str, columns: usize, numbers: &[f32]) -> f32 {
        self.0.table(name, columns, numbers)
    }

    /// Plain numbers.
    pub fn numbers(&mut self, name: &str, numbers: &[f32]) {
        self.0.numbers(name, numbers);
    }

    /// The section.
    pub fn finish(self) -> Vec<u8> {
        self.0.finish()
    }
}
