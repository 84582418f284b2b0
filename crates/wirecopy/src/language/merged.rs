//! The words attribution reads: tokens of the language layer, hyphenated compounds whole ("ten-year-old"), since nobody
//! quotes, names or introduces a part of one. Tags are the coarse classes of [`Tag`].

use std::ops::Range;

use super::forms::{Form, form};
use super::plain_tags::PlainTags;
use super::{Language, NameKind, Pack, Penn, ROOT, Relation, Sentence, Tag, Token, Words};
use crate::{BlockKind, Document, Engine};

/// The parts of a document that are read, cut into sentences and words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Segmented {
    pub(crate) tokens: Vec<Token>,
    pub(crate) sentences: Vec<Sentence>,
    /// What the networks see of each word.
    pub(crate) forms: Vec<Form>,
    /// The head of each word, a number of a word of the same sentence, or [`ROOT`].
    pub(crate) heads: Vec<u32>,
    /// The relation of each word to its head.
    pub(crate) relations: Vec<Relation>,
    /// The kind of name each word is a part of.
    pub(crate) names: Vec<Option<NameKind>>,
}

impl Segmented {
    /// The number of the sentence that holds byte `at`, or of the next one.
    pub(crate) fn sentence_at(&self, at: usize) -> usize {
        let token = self.tokens.partition_point(|t| t.span().end() <= at);
        self.sentences.partition_point(|s| s.tokens().end <= token)
    }
}

/// Reads the blocks in which attributions are looked for.
pub(crate) fn segment(document: &Document, pack: &'static Pack, engine: Engine) -> (Segmented, Words) {
    let language = Language::with_pack(pack);
    let words = language.read(document);
    let merged = match engine {
        Engine::Rules => plain(&words, pack),
        _ => merge(&words),
    };
    (merged, words)
}

/// Without learned weights: words tagged by table, and no trees.
fn plain(words: &Words, pack: &Pack) -> Segmented {
    let document = words.document();
    let mut out = Segmented::default();
    let table = pack.resource(PlainTags::load);
    let mut tags = Vec::new();
    for sentence in words.sentences().iter().filter(|s| document.blocks()[s.block].kind().is_read()) {
        let first = out.tokens.len();
        let mut k = sentence.tokens().start;
        while k < sentence.tokens().end {
            let end = group_end(words, k, sentence.tokens().end);
            let span = words.spans()[k].cover(words.spans()[end - 1]);
            out.tokens.push(Token::new(span));
            out.forms.push(form(document.slice(span), [false; 2]));
            k = end;
        }
        let own: Vec<&str> = out.tokens[first..].iter().map(|t| document.slice(t.span)).collect();
        table.tag(&own, &mut tags);
        out.tokens[first..].iter_mut().zip(&tags).for_each(|(token, &tag)| token.tag = tag);
        out.heads.resize(out.tokens.len(), ROOT);
        out.relations.resize(out.tokens.len(), Relation::default());
        out.names.resize(out.tokens.len(), None);
        let tokens = first..out.tokens.len();
        out.sentences.push(Sentence { span: sentence.span, tokens, block: sentence.block });
    }
    out
}

fn merge(words: &Words) -> Segmented {
    let document = words.document();
    let blocks = document.blocks();
    let mut out = Segmented::default();
    let mut number = vec![0u32; words.len()];
    let mut groups: Vec<Range<usize>> = Vec::new();
    let mut depth = Vec::new();
    for sentence in words.sentences().iter().filter(|s| blocks[s.block].kind().is_read()) {
        let first = out.tokens.len();
        groups.clear();
        depth.clear();
        let own = sentence.tokens();
        let mut k = own.start;
        while k < own.end {
            let end = group_end(words, k, own.end);
            number[k..end].fill((first + groups.len()) as u32);
            groups.push(k..end);
            k = end;
        }
        for group in &groups {
            let span = words.spans()[group.start].cover(words.spans()[group.end - 1]);
            // The part nearest to the root: arcs of groups lead ever nearer to it, so none go round.
            let top = if group.len() == 1 {
                group.start
            } else {
                depths(words, &own, &mut depth);
                group.clone().min_by_key(|&k| depth[k - own.start]).unwrap_or(group.start)
            };
            let mut token = Token::new(span);
            token.tag = tag_of(words, group, top);
            out.tokens.push(token);
            out.forms.push(if group.len() == 1 {
                words.forms()[group.start]
            } else {
                form(document.slice(span), [false; 2])
            });
            out.heads.push(words.head(top).map_or(ROOT, |h| number[h]));
            out.relations.push(words.relation(top));
            out.names.push(words.name_part(top).map(|(kind, _)| kind));
        }
        // "Wall will hold – report": one word alone after the mark of a title is a noun.
        if blocks[sentence.block].kind() == BlockKind::Title
            && let [.., mark, last] = &mut out.tokens[first..]
            && (mark.tag, last.tag) == (Tag::Colon, Tag::Verb)
        {
            last.tag = Tag::Noun;
        }
        out.sentences.push(Sentence {
            span: sentence.span,
            tokens: first..out.tokens.len(),
            block: sentence.block,
        });
    }
    out
}

/// How far each token of a sentence is from its root; found once for a sentence.
fn depths(words: &Words, own: &Range<usize>, depth: &mut Vec<u32>) {
    if !depth.is_empty() {
        return;
    }
    depth.resize(own.len(), u32::MAX);
    let mut path = Vec::new();
    for k in own.clone() {
        let mut at = Some(k);
        while let Some(token) = at.filter(|&t| depth[t - own.start] == u32::MAX) {
            path.push(token);
            at = words.head(token);
        }
        let mut below = at.map_or(0, |t| depth[t - own.start] + 1);
        while let Some(token) = path.pop() {
            depth[token - own.start] = below;
            below += 1;
        }
    }
}

/// One past the last token of the compound that begins at `k`: words with hyphens or strokes between that touch.
fn group_end(words: &Words, k: usize, end: usize) -> usize {
    let spans = words.spans();
    let touches = |a: usize| a + 1 < end && spans[a].end() == spans[a + 1].start();
    let wordlike = |a: usize| !words.forms()[a].mark();
    let mut at = k;
    while wordlike(at)
        && touches(at)
        && matches!(words.form(at + 1), "-" | "‐" | "‑" | "/")
        && touches(at + 1)
        && wordlike(at + 2)
    {
        at += 2;
    }
    at + 1
}

fn tag_of(words: &Words, group: &Range<usize>, top: usize) -> Tag {
    let penn = words.penn();
    if group.len() == 1 {
        // Dashes have one tag, whatever a treebank calls them.
        let dash = matches!(words.form(top), "–" | "—" | "―" | "--");
        return if dash { Tag::Colon } else { penn[top].class() };
    }
    let last = penn[group.end - 1];
    if matches!(last, Penn::NNP | Penn::NNPS) {
        return Tag::Name;
    }
    let modifies = matches!(words.relation(top), Relation::Amod | Relation::Compound | Relation::Nummod);
    let numbers = group.clone().all(|k| penn[k] == Penn::CD || words.forms()[k].mark());
    match last.class() {
        Tag::Number if numbers => Tag::Number,
        _ if modifies => Tag::Adjective,
        Tag::Participle | Tag::Gerund | Tag::Particle | Tag::Preposition => Tag::Adjective,
        class => class,
    }
}
