//! Reads block after block and decides for each quotation whose it is.

mod alone;

use super::build::{Parts, set_flags};
use super::clause::{Finder, Found};
use super::frame::{Frame, Word};
use super::layout;
use super::nested;
use super::row::{Previous, Row, leads_on, sentence_start};
use super::shape::{clause_after, ends_clause, shape};
use super::transcript;
use super::verbs::{SpeechVerbs, is_finite};
use crate::attribution::marks::{Marks, Use};
use crate::attribution::{Attribution, Cue, CueClass, Kind};
use crate::document::BlockKind;
use crate::language::Segmented;
use crate::{Document, Span};

/// Reads the blocks of a document in order.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    document: &'a Document,
    words: &'a Segmented,
    marks: &'a Marks,
    verbs: &'a SpeechVerbs,
    out: Vec<Attribution>,
    /// For each quotation, the attribution it became part of.
    taken: Vec<Option<usize>>,
    /// The frame at the end of the block before, when that ends with a colon.
    intro: Option<Parts>,
    /// The last attribution, and the block it stands in.
    last: Option<(usize, usize)>,
    /// A quotation alone in its block, and that block: it may be signed in the next.
    waiting: Option<(usize, usize)>,
    /// The last block that was a signature: its marks hold no speech.
    signed: Option<usize>,
    /// The blocks of transcripts in marks.
    dialogue: Vec<usize>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        document: &'a Document,
        words: &'a Segmented,
        marks: &'a Marks,
        verbs: &'a SpeechVerbs,
    ) -> Self {
        let taken = vec![None; marks.quotations.len()];
        let (out, dialogue) = transcript::quoted(document, words, marks);
        Self {
            document,
            words,
            marks,
            verbs,
            out,
            taken,
            intro: None,
            last: None,
            waiting: None,
            signed: None,
            dialogue,
        }
    }

    pub(super) fn finish(mut self) -> Vec<Attribution> {
        self.out.extend(nested::find(self.document, self.words, self.marks, self.verbs, &self.taken));
        self.turns();
        for a in &mut self.out {
            a.content.sort();
            // The words before a quotation can reach over an earlier one that it goes on from.
            a.content.dedup_by(|next, last| {
                let meets = next.start() < last.end();
                if meets {
                    *last = last.cover(*next);
                }
                meets
            });
            a.quoted.sort();
        }
        let mut order: Vec<usize> = (0..self.out.len()).collect();
        order.sort_by_key(|&k| (self.out[k].extent().start(), k));
        let mut place = vec![0u32; order.len()];
        for (new, &old) in order.iter().enumerate() {
            place[old] = new as u32;
        }
        let mut sorted: Vec<Attribution> = order.iter().map(|&k| self.out[k].clone()).collect();
        for a in &mut sorted {
            a.follows = a.follows.map(|k| place[k as usize]);
            a.nested_in = a.nested_in.map(|k| place[k as usize]);
        }
        sorted
    }

    /// Adds the turns of transcripts that hold no quotation found already.
    fn turns(&mut self) {
        let mut taken: Vec<Span> = self.out.iter().flat_map(|a| a.content.iter().copied()).collect();
        taken.sort();
        let free = |span: Span| {
            let k = taken.partition_point(|t| t.end() <= span.start());
            taken.get(k).is_none_or(|t| t.start() >= span.end())
        };
        let turns = transcript::find(self.document, self.words);
        self.out.extend(turns.into_iter().filter(|t| t.content.iter().all(|&c| free(c))));
    }

    /// Reads one block.
    pub(super) fn read(&mut self, block: usize) {
        if self.dialogue.binary_search(&block).is_ok() {
            return;
        }
        let frame = Frame::of(self.document, self.words, self.marks, self.verbs, block);
        if self.set_off(block) {
            return;
        }
        let finder = Finder { frame: &frame, verbs: self.verbs };
        let mut row = Row { sentence: 0, floor: 0, previous: None, words: false, pending: Vec::new() };
        self.sign(block);
        if self.signed == Some(block) {
            return;
        }
        for at in 0..frame.items.len() {
            if let Some(word) = frame.word(at) {
                row.words = true;
                if word.ends {
                    row.sentence = at + 1;
                    row.words = false;
                }
                row.pending.clear();
            } else if let Some(q) = frame.quote(at) {
                self.quotation(&finder, &mut row, at, q);
            }
        }
        let n = frame.items.len();
        let only = |k: usize| frame.word(k).is_none_or(|w| !w.is_wordlike());
        if let Some(q) = frame.quote(0).filter(|_| n < 4 && (1..n).all(only))
            && self.taken[q].is_none_or(|k| self.out[k].cue.is_none())
        {
            self.waiting = Some((q, block));
        }
        self.intro = frame.word(n.wrapping_sub(1)).filter(|w| w.text == ":").and_then(|_| {
            let start = sentence_start(&frame, n - 1);
            let found = finder.before(start, start, n, true)?;
            Some(Parts::of(&found, &frame, start, n))
        });
    }

    /// A block quote without marks after a line that ends with a colon is what that line announces; blocks after
    /// it are further pieces.
    fn set_off(&mut self, block: usize) -> bool {
        let this = &self.document.blocks()[block];
        if this.kind() != BlockKind::BlockQuote || self.marks.outer_in(block).next().is_some() {
            return false;
        }
        if let Some(intro) = self.intro.take() {
            let mut made = intro.attribution(Kind::Direct, vec![this.span()], this.kind());
            made.presentation = crate::attribution::Presentation::Fdw;
            made.evidence.push("set-off".to_owned());
            self.out.push(made);
        } else if let Some((last, _)) = self.last.filter(|&(_, at)| at + 1 == block)
            && self.out[last].evidence.iter().any(|e| e == "set-off")
        {
            self.out[last].content.push(this.span());
            self.last = Some((last, block));
            return true;
        } else {
            return false;
        }
        self.last = Some((self.out.len() - 1, block));
        true
    }

    fn quotation(&mut self, finder: &Finder<'_>, row: &mut Row, at: usize, q: usize) {
        let frame = finder.frame;
        let shape = shape(self.document.slice(self.marks.quotations[q].inner));
        let start = !row.words;
        let before = finder.before(
            row.sentence,
            row.floor,
            at,
            shape.capital && (shape.stop || shape.open || self.marks.quotations[q].unclosed),
        );
        let before = before.filter(|_| shape.capital || shape.stop || ends_clause(frame, at));
        let mut after = clause_after(finder, at, shape, start);
        let mut before = before.filter(|b| !is_aside(frame, row, at, b));
        let mut led = false;
        if let (Some(b), Some(a)) = (&before, &after) {
            // “…,” with a clause on both sides: the one after it, unless that one leads on to the next quotation.
            let leads_on =
                b.cue.1 + 1 == at && !b.shares_subject && b.source.is_some() && leads_on(frame, a.end);
            if a.fallback || !shape.open || shape.stop || leads_on {
                after = None;
            } else {
                before = None;
                led = true;
            }
        }
        let led = led
            || frame
                .word(at.wrapping_sub(1))
                .is_some_and(|w| matches!(w.text, ":" | ";" | "(") || w.is_dash())
            || frame.word(at.wrapping_sub(1)).is_some_and(Word::is_comma)
                && shape.capital
                && !shape.title
                && !begins_with_i(self.document.slice(self.marks.quotations[q].inner));
        let own = if before.is_none() && after.is_none() { self.inside(frame, q) } else { None };
        let done = if let Some(k) = own {
            Some((k, at + 1, true))
        } else if let Some(parent) = self.marks.quotations[q].continues.and_then(|k| self.taken[k]) {
            self.take(parent, q);
            self.complete(parent, after.as_ref(), frame);
            Some((parent, after.as_ref().map_or(at + 1, |f| f.end), after.is_some()))
        } else if let Some(found) = before {
            let parts = self.shared(Parts::of(&found, frame, row.sentence, at), &found, row);
            Some((self.add(&parts, Kind::Direct, q, None), at + 1, false))
        } else if let Some(found) = after {
            Some((self.add_after(frame, row, at, q, start || led, &found), found.end, true))
        } else {
            self.without_clause(finder, row, at, q, shape, start).map(|k| (k, at + 1, false))
        };
        if let Some((attribution, end, post)) = done {
            let post = post || row.previous.is_some_and(|p| p.attribution == attribution && p.post);
            row.previous = Some(Previous { item: at, attribution, end, post });
            row.floor = end;
            self.last = Some((attribution, frame.block));
            row.pending.clear();
        } else if start && (shape.stop || shape.open) {
            row.pending.push(at);
        }
        let next_new = match frame.word(at + 1) {
            Some(word) => word.is_capital() || !word.is_wordlike() && !word.is_comma() && !word.is_dash(),
            None => true,
        };
        if shape.stop && next_new && !row.previous.is_some_and(|p| p.item == at && p.end > at + 1) {
            row.sentence = at + 1;
            row.words = false;
        }
    }

    /// A quotation whose attribution stands inside its marks.
    fn inside(&mut self, frame: &Frame<'_>, q: usize) -> Option<usize> {
        let quotation = self.marks.quotations[q];
        let words = Frame::within(self.document, self.words, frame.block, quotation.inner);
        if quotation.continues.is_none() && self.document.has_break(quotation.inner) {
            let last = (0..words.items.len()).rev().find(|&k| {
                words
                    .word(k.wrapping_sub(1))
                    .zip(words.word(k))
                    .is_some_and(|(a, b)| self.document.text()[a.span.end()..b.span.start()].contains('\n'))
            });
            if let Some(k) = last.filter(|&k| words.word(k - 1).is_some_and(|w| !w.is_wordlike()))
                && let Some((name, _)) = layout::signature(&words, k, words.items.len())
            {
                let end = words.word(k - 1)?.span.end();
                let parts = Parts::source_only(&words, Some(name), "signature");
                return Some(self.add_part(&parts, q, &[Span::of(quotation.span.start(), end)]));
            }
        }
        let fenced = !quotation.unclosed;
        if fenced && !self.document.slice(quotation.inner).contains(['–', '—', '―']) {
            return None;
        }
        let (found, first, second) = layout::inside(&words, self.verbs, quotation.span, fenced)?;
        let parts = Parts::of(&found, &words, found.cue.0, found.end);
        let mut content = vec![first];
        content.extend(second);
        Some(self.add_part(&parts, q, &content))
    }

    /// Adds a quotation of which only some stretches are content.
    fn add_part(&mut self, parts: &Parts, q: usize, content: &[Span]) -> usize {
        let k = self.add(parts, Kind::Direct, q, None);
        self.out[k].content = content.to_vec();
        self.out[k].quoted = content.to_vec();
        k
    }

    /// Whether the block is the signature of the quotation alone in the block before.
    fn sign(&mut self, block: usize) {
        let Some((q, _)) = self.waiting.take().filter(|&(_, b)| b + 1 == block) else { return };
        let words = Frame::within(self.document, self.words, block, self.document.blocks()[block].span());
        let Some((name, dash)) = layout::signature(&words, 0, words.items.len()) else { return };
        if !dash && !self.marks.quotations[q].unclosed {
            return;
        }
        let mut parts = Parts::source_only(&words, Some(name), "signature");
        if dash
            && let Some(mark) = words.items.iter().find_map(|i| match i {
                super::frame::Item::Word(w) if w.is_dash() => Some(w.span),
                _ => None,
            })
        {
            parts.cue =
                Some(Cue { spans: vec![mark], head: mark, class: CueClass::Layout, lemma: "—".to_owned() });
        }
        match self.taken[q] {
            Some(k) => {
                let content = std::mem::take(&mut self.out[k].content);
                let quoted = std::mem::take(&mut self.out[k].quoted);
                let zone = self.out[k].zone;
                self.out[k] = parts.attribution(Kind::Direct, content, zone);
                self.out[k].quoted = quoted;
            }
            None => {
                self.add(&parts, Kind::Direct, q, None);
            }
        }
        self.signed = Some(block);
    }

    /// "…, adding: “…”": the subject is the one of the clause before, when a quotation stands between.
    fn shared(&self, mut parts: Parts, found: &Found, row: &Row) -> Parts {
        if let Some(previous) = row.previous
            && (parts.source.is_none()
                || (found.shares_subject && previous.post && row.sentence <= previous.item))
        {
            parts.source.clone_from(&self.out[previous.attribution].source);
        }
        parts
    }

    /// Adds the attribution of a quotation whose clause follows it.
    fn add_after(
        &mut self,
        frame: &Frame<'_>,
        row: &Row,
        at: usize,
        q: usize,
        start: bool,
        found: &Found,
    ) -> usize {
        let to = frame.gap_end(found.end);
        let parts = Parts::of(found, frame, found.cue.0, to);
        // “…,” Moor said in a low voice, “…”: words of the clause before.
        let how = row
            .previous
            .is_some_and(|p| p.post && !(p.item + 1..at).any(|k| frame.word(k).is_some_and(|w| w.ends)));
        let lead = if start || how { None } else { self.lead(frame, row, at) };
        let kind = if lead.is_some() { Kind::Mixed } else { Kind::Direct };
        let k = self.add(&parts, kind, q, lead);
        if let Some(rest) = rest_of_sentence(frame, found) {
            self.out[k].content.push(rest);
            self.out[k].kind = Kind::Mixed;
        }
        for &p in &row.pending {
            // One that this quotation continues has come with it.
            if let Some(earlier) = frame.quote(p).filter(|&e| self.taken[e].is_none()) {
                self.take(k, earlier);
            }
        }
        k
    }

    /// The words of the sentence before a quotation that belong to the content with it.
    fn lead(&self, frame: &Frame<'_>, row: &Row, at: usize) -> Option<Span> {
        let from = (row.sentence.max(row.floor)..at)
            .find(|&k| frame.word(k).is_some_and(|w| w.is_wordlike() && !w.is_any(&["and", "but", "or"])))?;
        let first = frame.word(from)?.span;
        let q = frame.quote(at).map(|q| self.marks.quotations[q].span)?;
        Some(Span::of(first.start(), q.start()))
    }

    /// Adds an attribution of quotation `q`, with `lead` before it.
    fn add(&mut self, parts: &Parts, kind: Kind, q: usize, lead: Option<Span>) -> usize {
        let zone = self.document.blocks()[self.marks.quotations[q].block].kind();
        self.out.push(parts.attribution(kind, Vec::new(), zone));
        let k = self.out.len() - 1;
        self.take(k, q);
        if let (Some(lead), Some(last)) = (lead, self.out[k].content.last_mut()) {
            *last = last.cover(lead);
        }
        // What it goes on from, as long as no one has it.
        let mut at = self.marks.quotations[q].continues;
        while let Some(earlier) = at {
            if self.taken[earlier].is_some() {
                break;
            }
            self.take(k, earlier);
            at = self.marks.quotations[earlier].continues;
        }
        k
    }

    /// Makes a quotation part of an attribution.
    fn take(&mut self, attribution: usize, q: usize) {
        let quotation = &self.marks.quotations[q];
        debug_assert!(quotation.usage != Use::Nickname, "a nickname is no speech");
        self.taken[q] = Some(attribution);
        let a = &mut self.out[attribution];
        a.content.push(quotation.span);
        a.quoted.push(quotation.span);
        set_flags(a, self.document, quotation);
    }

    /// Fills in what a later clause tells of an attribution that had none.
    fn complete(&mut self, attribution: usize, found: Option<&Found>, frame: &Frame<'_>) {
        let Some(found) = found else { return };
        let a = &self.out[attribution];
        if a.cue.is_some() {
            return;
        }
        let parts = Parts::of(found, frame, found.cue.0, frame.gap_end(found.end));
        let fresh = parts.attribution(a.kind, a.content.clone(), a.zone);
        let a = &mut self.out[attribution];
        a.cue = fresh.cue;
        a.source = fresh.source.or_else(|| a.source.clone());
        a.evidence.extend(fresh.evidence);
        a.confidence = fresh.confidence;
    }
}

/// “Yes,” said Moor doubtfully: “it means …”; “But her brother,” he said, laughing, “sits up”: words that tell how it was
/// said, before a further piece of it.
fn is_aside(frame: &Frame<'_>, row: &Row, at: usize, before: &Found) -> bool {
    let Some(previous) = row.previous.filter(|p| p.post) else { return false };
    let ends = |k: usize| frame.word(k).is_some_and(|w| w.ends || w.text == ";");
    let manner = before.class == CueClass::Manner
        && before.shares_subject
        && frame.word(before.head).is_some_and(|w| w.lower.ends_with("ing"));
    (before.rule == "np-colon-quote" || manner) && !(previous.item + 1..at).any(ends)
}

/// “…,” she said, **would be a mistake**: words after the clause that go on with the content.
fn rest_of_sentence(frame: &Frame<'_>, found: &Found) -> Option<Span> {
    let from = found.end + 1;
    let end = frame.gap_end(from);
    let first = frame.word(from).filter(|_| frame.word(found.end).is_some_and(Word::is_comma))?;
    let goes_on = first.is("that") || is_finite(&first.lower, first.tag, frame.tagged) && !first.is_capital();
    if !goes_on || found.fallback || frame.quote(end).is_some() {
        return None;
    }
    let last = (from..end).rev().find(|&k| frame.word(k).is_some_and(Word::is_wordlike))?;
    Some(first.span.cover(frame.word(last)?.span))
}

/// "I" has its capital everywhere, so it tells nothing of where a sentence begins.
fn begins_with_i(words: &str) -> bool {
    words.trim_start().strip_prefix('I').is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}
