//! Quotations without a clause of their own: pieces, what goes on, what the sentence before introduces.

use super::Reader;
use crate::attribution::direct::build::Parts;
use crate::attribution::direct::clause::Finder;
use crate::attribution::direct::frame::Frame;
use crate::attribution::direct::phrase;
use crate::attribution::direct::row::{Row, is_piece, sentence_start};
use crate::attribution::direct::shape::{Shape, shape};
use crate::attribution::{Attribution, Flag, Kind};
use crate::document::BlockKind;

impl Reader<'_> {
    /// A quotation with no clause of its own.
    pub(super) fn without_clause(
        &mut self,
        finder: &Finder<'_>,
        row: &Row,
        at: usize,
        q: usize,
        shape: Shape,
        start: bool,
    ) -> Option<usize> {
        let frame = finder.frame;
        // “Did you?” “I did.” with nothing between: another speaks, or it would be one quotation.
        let next_door = row.previous.is_some_and(|p| p.item + 1 == at);
        if next_door && shape.capital && frame.quote(at - 1).is_some_and(|before| self.is_closed(before)) {
            let parts = Parts::source_only(frame, None, "marks-alone");
            return Some(self.add(&parts, Kind::Direct, q, None));
        }
        if let Some(previous) = row.previous
            && is_piece(frame, row, &previous, at, start)
        {
            self.take(previous.attribution, q);
            return Some(previous.attribution);
        }
        let words = self.document.slice(self.marks.quotations[q].inner).split_whitespace().count();
        let zone = self.document.blocks()[frame.block].kind();
        if zone == BlockKind::Title && frame.items.len() == 1 {
            // A headline that is nothing but a quotation.
            let parts = Parts::source_only(frame, None, "headline");
            return Some(self.add(&parts, Kind::Direct, q, None));
        }
        // At the start of a paragraph even "Yes." is somebody's, and so is a sentence that breaks off.
        let alone = at == 0
            && (1..frame.items.len())
                .all(|k| frame.quote(k).is_some() || frame.word(k).is_some_and(|w| !w.is_wordlike()));
        let opens =
            at == 0 && (shape.stop && (shape.capital || words > 2) || alone && shape.capital && words > 4);
        let whole =
            start && (shape.stop || shape.open) && shape.capital && words > 1 && (words > 5 || !shape.title);
        // “Humbug!” “Gracie Miller?” “Fifty-eight.”
        let cry = start
            && shape.capital
            && shape.ends_with(if words == 1 { &['!', '?', '.'] } else { &['!', '?'] });
        // She turned to him – “You will have to wait.”
        let led = !start
            && words > 3
            && shape.capital
            && shape.stop
            && !shape.title
            && frame.word(at.wrapping_sub(1)).is_some_and(|w| w.is_comma() || w.is_dash() || w.text == ":");
        if led {
            let parts = Parts::source_only(frame, None, "words-before");
            return Some(self.add(&parts, Kind::Direct, q, None));
        }
        if !opens && !whole && !cry {
            return None;
        }
        if at == 0
            && let Some(intro) = self.intro.take()
        {
            return Some(self.add(&intro, Kind::Direct, q, None));
        }
        if let Some(previous) = row.previous {
            return Some(self.go_on(previous.attribution, q, "floating"));
        }
        if at > 0 {
            let end = at;
            let from = sentence_start(frame, end - 1);
            let source = phrase::main_subject(frame, from, end)?;
            let parts = Parts::source_only(frame, Some(source), "sentence-before");
            return Some(self.add(&parts, Kind::Direct, q, None));
        }
        Some(self.opening(frame, alone, q))
    }

    /// Whether a quotation ends like a sentence and is closed.
    fn is_closed(&self, q: usize) -> bool {
        let quotation = &self.marks.quotations[q];
        !quotation.unclosed && shape(self.document.slice(quotation.inner)).stop
    }

    /// A whole quotation at the start of a block that nothing in the block attributes.
    fn opening(&mut self, frame: &Frame<'_>, alone: bool, q: usize) -> usize {
        if let Some((last, block)) = self.last
            && alone
            && block + 1 == frame.block
        {
            return match self.partner(q, last, block) {
                Some(other) => self.go_on(other, q, "alternation"),
                None => self.go_on(last, q, "paragraph-before"),
            };
        }
        let parts = Parts::source_only(frame, None, "marks-alone");
        self.add(&parts, Kind::Direct, q, None)
    }

    /// In a dialogue of questions and answers between two, the attribution of the one whose turn it is.
    fn partner(&self, q: usize, last: usize, block: usize) -> Option<usize> {
        let asks =
            |k: usize| self.out[k].content.last().is_some_and(|&c| self.document.slice(c).contains('?'));
        let asked = self.document.slice(self.marks.quotations[q].span).contains('?');
        if asks(last) == asked {
            return None;
        }
        let of = |k: usize| {
            let (span, all) = (*self.out[k].quoted.first()?, &self.marks.quotations);
            let first = all.partition_point(|o| o.span.start() < span.start());
            let mut here = all[first..].iter().take_while(|o| o.span.start() == span.start());
            Some(first + here.position(|o| o.span == span)?)
        };
        let before = (0..last).rev().find(|&k| of(k).is_some())?;
        let near = of(before).is_some_and(|k| self.marks.quotations[k].block + 1 == block);
        let name = |k: usize| self.out[k].source.as_ref().map(|s| self.document.slice(s.extent()));
        (near && name(before).is_some() && name(last).is_some() && name(before) != name(last))
            .then_some(before)
    }

    /// Adds a quotation that goes on from attribution `from`.
    fn go_on(&mut self, from: usize, q: usize, rule: &'static str) -> usize {
        let zone = self.document.blocks()[self.marks.quotations[q].block].kind();
        let mut next = Attribution::of(Kind::Direct, Vec::new(), zone);
        next.presentation = crate::attribution::Presentation::Fds;
        next.source.clone_from(&self.out[from].source);
        next.follows = Some(from as u32);
        next.flags.set(Flag::Continuation);
        next.evidence.push(rule.to_owned());
        next.confidence.content = 0.7;
        next.confidence.source = 0.6;
        self.out.push(next);
        let k = self.out.len() - 1;
        self.take(k, q);
        k
    }
}
