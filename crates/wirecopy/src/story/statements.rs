//! Analyses as statements: what can stand for the same thing in two articles.
//!
//! A quotation gives a statement for each of its pieces that stands by itself; an attribution without marks
//! gives one; every sentence, and every clause of it, can tell a statement without attributing it.

use super::source::Source;
use super::types::Stance;
use super::words::{Lexicon, Word, words};
use crate::attribution::{Act, Attribution, CueClass, Flag, Kind, Polarity, SourceType};
use crate::language::Sentence;
use crate::{Analysis, BlockKind, Span};

/// How many sentences of the body, and the headline, can carry what the article is about.
const LEAD: usize = 6;

/// One statement of one article.
#[allow(clippy::struct_excessive_bools, reason = "they are independent facts, not states")]
#[derive(Clone, Debug)]
pub(super) struct Statement {
    pub(super) article: usize,
    pub(super) attribution: Option<usize>,
    /// What is compared and shown: the words inside marks, or the content, or the clause.
    pub(super) spans: Vec<Span>,
    pub(super) quoted: bool,
    pub(super) unclosed: bool,
    /// The words of `spans`.
    pub(super) words: Vec<Word>,
    /// Their terms.
    pub(super) terms: Vec<String>,
    /// The terms of the whole content, outside marks too.
    pub(super) content: Vec<String>,
    /// The terms of the sentence around, without `spans`.
    pub(super) context: Vec<String>,
    pub(super) source: Option<Source>,
    /// Where no source is given: whom the sentence says that the report cites.
    pub(super) cited: Option<Source>,
    pub(super) stance: Stance,
    pub(super) via: Vec<String>,
    pub(super) first_party: bool,
    /// Whether it only reports an act, not words.
    pub(super) gesture: bool,
    /// Whether it stands where an article says what it is about.
    pub(super) lead: bool,
    /// The sentence it starts in.
    pub(super) sentence: Span,
}

/// What one article holds.
#[derive(Clone, Debug, Default)]
pub(super) struct Statements {
    /// From attributions, in text order.
    pub(super) attributed: Vec<Statement>,
    /// From sentences and clauses of the body, in text order; they overlap the attributed ones.
    pub(super) told: Vec<Statement>,
    /// The terms of each sentence that was read.
    pub(super) sentences: Vec<Vec<String>>,
}

impl Statements {
    /// As the article of another number.
    pub(super) fn renumbered(mut self, article: usize) -> Self {
        for s in self.attributed.iter_mut().chain(&mut self.told) {
            s.article = article;
        }
        self
    }
}

/// Takes an article apart.
pub(super) fn statements(article: usize, analysis: &Analysis, lexicon: &Lexicon) -> Statements {
    let document = analysis.document();
    let reader = Reader { article, analysis, lexicon, text: document.text() };
    let mut out = Statements::default();
    let mut body = 0;
    let mut leads = Vec::new();
    for sentence in analysis.sentences() {
        let kind = document.blocks().get(sentence.block()).map_or(BlockKind::Paragraph, crate::Block::kind);
        let in_body = kind.is_body() && kind != BlockKind::Heading;
        let lead = in_body && body < LEAD;
        if lead {
            leads.push(sentence.span());
        }
        body += usize::from(in_body);
        if in_body || kind == BlockKind::Title {
            out.sentences.push(lexicon.terms(&words(reader.text, sentence.span())));
        }
        if in_body {
            for clause in clauses(reader.text, sentence, lexicon) {
                out.told.push(reader.told(clause, sentence.span(), lead));
            }
        }
    }
    let read = |a: &&Attribution| a.zone().is_body() && !a.flags().has(Flag::Display);
    let marked: Vec<Span> =
        analysis.attributions().iter().filter(read).flat_map(Attribution::quoted).copied().collect();
    out.told.retain(|t| {
        let inside = |s: &Span| marked.iter().map(|q| common(*q, *s)).sum::<usize>();
        t.spans.iter().all(|s| inside(s) * 2 < s.len())
    });
    for (number, a) in analysis.attributions().iter().enumerate() {
        if a.flags().has(Flag::Display) || !(a.zone().is_body() || a.zone() == BlockKind::BlockQuote) {
            continue;
        }
        // "sources said the ministry had agreed to …": quoted words belong to the outer telling.
        let outer = a.nested_in().and_then(|n| analysis.attributions().get(n as usize));
        let told_again = !a.quoted().is_empty()
            && outer.is_some_and(|o| a.quoted().iter().all(|q| o.quoted().contains(q)));
        if told_again {
            continue;
        }
        reader.attributed(number, a, &leads, &mut out.attributed);
    }
    out.attributed.sort_by_key(|s| (s.spans.first().copied(), s.attribution));
    once(&mut out.attributed, analysis);
    for statement in out.attributed.iter_mut().filter(|s| s.source.is_none()) {
        // Kept apart: whom the sentence cites says who is behind the words, not whether two tellings are one.
        reader.cited(statement);
        statement.cited = statement.source.take();
    }
    for told in &mut out.told {
        inherit(told, &out.attributed);
        if told.source.is_none() {
            reader.cited(told);
        }
    }
    out
}

/// Keeps of several readings of the same words the one whose content is closest around them: in "Nordwire says
/// that Quill said “…”" that is what Quill said.
fn once(list: &mut Vec<Statement>, analysis: &Analysis) {
    let rank = |s: &Statement| {
        let a = s.attribution.and_then(|n| analysis.attributions().get(n));
        let content = a.map_or(0, |a| a.content().iter().map(|c| c.len()).sum::<usize>());
        (s.source.is_none(), content)
    };
    let mut kept: Vec<Statement> = Vec::with_capacity(list.len());
    for s in list.drain(..) {
        match kept.iter_mut().rev().take(8).find(|k| k.quoted == s.quoted && k.spans == s.spans) {
            Some(known) if rank(&s) < rank(known) => *known = s,
            Some(_) => {}
            None => kept.push(s),
        }
    }
    *list = kept;
}

/// A clause inside the content of an attribution has its source.
fn inherit(told: &mut Statement, attributed: &[Statement]) {
    let Some(clause) = told.spans.first().copied() else { return };
    // Nearly all of the clause, or half of it where the rest is who told whom.
    let inside = |s: &&Statement| {
        let shared = s.spans.iter().map(|x| common(*x, clause)).sum::<usize>();
        s.attribution.is_some()
            && (shared * 4 >= clause.len() * 3
                || s.first_party && shared * 2 >= clause.len() && s.spans.iter().all(|x| clause.contains(*x)))
    };
    let smallest =
        attributed.iter().filter(inside).min_by_key(|s| s.spans.iter().map(|x| x.len()).sum::<usize>());
    if let Some(s) = smallest {
        told.attribution = s.attribution;
        told.source.clone_from(&s.source);
        told.stance = s.stance;
        told.via.clone_from(&s.via);
        told.first_party = s.first_party;
    }
}

/// Number of bytes two spans share.
pub(super) fn common(a: Span, b: Span) -> usize {
    a.end().min(b.end()).saturating_sub(a.start().max(b.start()))
}

struct Reader<'a> {
    article: usize,
    analysis: &'a Analysis,
    lexicon: &'a Lexicon,
    text: &'a str,
}

impl Reader<'_> {
    fn attributed(&self, number: usize, a: &Attribution, leads: &[Span], out: &mut Vec<Statement>) {
        let gesture = a.kind() == Kind::Gesture;
        if gesture && !matches!(a.act(), Some(Act::Denial | Act::Confirmation)) {
            return;
        }
        if a.flags().has(Flag::Unrealised) || !gesture && a.content().is_empty() {
            return;
        }
        let groups: Vec<Vec<Span>> = match a.kind() {
            Kind::Direct => {
                standing_alone(self.text, if a.quoted().is_empty() { a.content() } else { a.quoted() })
            }
            Kind::Mixed if !a.quoted().is_empty() => vec![a.quoted().to_vec()],
            Kind::Gesture => vec![vec![a.about().map_or(a.extent(), |about| about.cover(a.extent()))]],
            _ => vec![a.content().to_vec()],
        };
        for spans in groups {
            let spans = trimmed(self.text, &spans);
            if spans.is_empty() {
                continue;
            }
            // One word in marks inside a clause is a word, not a quotation.
            let word = a.kind() == Kind::Mixed && words(self.text, spans[0]).len() < 2 && spans.len() == 1;
            let spans = if word { trimmed(self.text, a.content()) } else { spans };
            if spans.is_empty() {
                continue;
            }
            let mut made =
                self.statement(&spans, a.content(), a.kind() != Kind::Indirect && !gesture && !word);
            made.attribution = Some(number);
            made.unclosed = a.flags().has(Flag::Unclosed)
                && a.quoted().last().is_some_and(|q| spans.last().is_some_and(|s| q.contains(*s)));
            made.source = Source::of(self.analysis, a, self.lexicon);
            made.stance = stance(self.text, self.lexicon, a, &made);
            made.via = via(a);
            made.first_party = a.first_party() && made.via.is_empty();
            made.gesture = gesture;
            made.lead = leads.iter().any(|l| l.overlaps(a.extent()));
            out.push(made);
        }
    }

    fn told(&self, clause: Span, sentence: Span, lead: bool) -> Statement {
        let mut made = self.statement(&[clause], &[clause], false);
        made.lead = lead && clause.start() == sentence.start();
        made.sentence = sentence;
        made
    }

    /// A sentence that ends in "…, citing three people" has them as its source.
    fn cited(&self, told: &mut Statement) {
        let sentence = &self.text[told.sentence.range()];
        for (at, word) in self.lexicon.cites().iter().flat_map(|w| sentence.match_indices(*w)) {
            let from = told.sentence.start() + at + word.len();
            let rest = &self.text[from..told.sentence.end()];
            let end = rest.find([',', '.', ';']).unwrap_or(rest.len());
            let Some(span) = trim(self.text, Span::of(from, from + end)) else { continue };
            if rest.starts_with(char::is_whitespace)
                && let Some(source) = Source::cited(self.text, span, self.lexicon)
            {
                told.source = Some(source);
                return;
            }
        }
    }

    fn statement(&self, spans: &[Span], content: &[Span], quoted: bool) -> Statement {
        let of = |spans: &[Span]| spans.iter().flat_map(|&s| words(self.text, s)).collect::<Vec<Word>>();
        let own = of(spans);
        let mut whole: Vec<Span> = content.to_vec();
        whole.extend(spans.iter().filter(|s| !content.iter().any(|c| c.contains(**s))));
        whole.sort_unstable();
        let first = spans.first().copied().unwrap_or(Span::of(0, 0));
        let sentence = self.sentence_at(first);
        let around: Vec<Word> = words(self.text, sentence)
            .into_iter()
            .filter(|w| !spans.iter().any(|s| s.overlaps(w.span)))
            .collect();
        let is_content =
            spans.len() == whole.len() && spans.iter().zip(&whole).all(|(s, w)| s.len() + 4 > w.len());
        Statement {
            article: self.article,
            attribution: None,
            quoted,
            unclosed: false,
            terms: self.lexicon.terms(&own),
            content: if is_content { self.lexicon.terms(&own) } else { self.lexicon.terms(&of(&whole)) },
            context: self.lexicon.terms(&around),
            words: own,
            spans: spans.to_vec(),
            source: None,
            cited: None,
            stance: Stance::Asserts,
            via: Vec::new(),
            first_party: false,
            gesture: false,
            lead: false,
            sentence,
        }
    }

    fn sentence_at(&self, span: Span) -> Span {
        let sentences = self.analysis.sentences();
        let k = sentences.partition_point(|s| s.span().end() <= span.start());
        sentences.get(k).map(Sentence::span).filter(|s| s.overlaps(span)).unwrap_or(span)
    }
}

/// Pieces of a quotation that stand by themselves; pieces of one sentence stay together.
fn standing_alone(text: &str, pieces: &[Span]) -> Vec<Vec<Span>> {
    let mut out: Vec<Vec<Span>> = Vec::new();
    for &piece in pieces {
        let capital =
            text[piece.range()].chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
        let goes_on = out.last().and_then(|group| group.last()).is_some_and(|last: &Span| {
            let inside = text[last.range()].trim_end_matches(['”', '’', '"', '\'', '»', '“', ' ']);
            let gap = text.get(last.end()..piece.start()).unwrap_or("");
            !(inside.ends_with(['.', '?', '!', '…'])
                || capital && (gap.contains(['.', '?', '!']) || gap.matches('\n').count() > 1))
        });
        match out.last_mut() {
            Some(group) if goes_on => group.push(piece),
            _ => out.push(vec![piece]),
        }
    }
    out
}

/// Spans without the marks and white space at their ends; empty ones left out.
pub(super) fn trimmed(text: &str, spans: &[Span]) -> Vec<Span> {
    spans.iter().filter_map(|&s| trim(text, s)).collect()
}

fn trim(text: &str, span: Span) -> Option<Span> {
    const MARKS: [char; 14] = ['“', '”', '"', '‘', '’', '\'', '«', '»', '„', '‚', '`', ',', ' ', '\n'];
    let words = text.get(span.range())?;
    let start = words.len() - words.trim_start_matches(MARKS).len();
    let end = words.trim_end_matches(MARKS).len();
    (start < end).then(|| Span::of(span.start() + start, span.start() + end))
}

/// The sentence and the clauses that begin after a comma with a word that opens one.
fn clauses(text: &str, sentence: &Sentence, lexicon: &Lexicon) -> Vec<Span> {
    let span = sentence.span();
    let body = &text[span.range()];
    let mut cuts = vec![0];
    for (at, mark) in body.match_indices([',', ';', ':', '–', '—']) {
        let rest = body[at + mark.len()..].trim_start();
        let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let participle = word.len() > 4 && word.ends_with("ing");
        if mark != "," || participle || lexicon.opens_clause(word) {
            cuts.push(at + mark.len());
        }
    }
    cuts.push(body.len());
    let mut out = vec![span];
    if cuts.len() > 2 {
        out.extend(
            cuts.windows(2).filter_map(|w| trim(text, Span::of(span.start() + w[0], span.start() + w[1]))),
        );
    }
    out
}

/// The outlets a statement came through, outermost first.
fn via(a: &Attribution) -> Vec<String> {
    let outlets = a.chain().iter().filter(|n| n.kind == SourceType::MediaOutlet);
    outlets.map(|n| n.name.clone()).collect()
}

fn stance(text: &str, lexicon: &Lexicon, a: &Attribution, made: &Statement) -> Stance {
    let class = a.cue().map(|c| c.class);
    if class == Some(CueClass::Denial) || a.act() == Some(Act::Denial) || a.polarity() == Polarity::Negated {
        return Stance::Denies;
    }
    let content: String = a
        .content()
        .iter()
        .map(|s| &text[s.range()])
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
        .replace('’', "'");
    if lexicon.denies(&content) {
        return Stance::Denies;
    }
    let judges = matches!(class, Some(CueClass::Evaluation | CueClass::Emotion)) && made.words.len() < 6;
    // Who agrees to a thing, wants it or orders it is who the telling is about, not a witness to it.
    let acts = matches!(
        class,
        Some(CueClass::Commissive | CueClass::Volition | CueClass::Directive | CueClass::Performative)
    );
    if judges || acts || lexicon.sets_condition(&content) { Stance::Comments } else { Stance::Asserts }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_of_one_sentence_stay_together() {
        let text =
            "“The valves,” Marsh said, “were opened by hand.” He paused. “Nobody came,” he said. “Not one.”";
        let mut marks = Vec::new();
        let mut open = 0;
        for (at, c) in text.char_indices() {
            match c {
                '“' => open = at,
                '”' => marks.push(Span::of(open, at + c.len_utf8())),
                _ => {}
            }
        }
        let groups = standing_alone(text, &marks);
        assert_eq!(groups.iter().map(Vec::len).collect::<Vec<_>>(), [2, 1, 1]);
    }
}
