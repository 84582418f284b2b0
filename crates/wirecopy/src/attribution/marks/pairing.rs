//! Which mark closes which: a stack per paragraph, with local repair.

use super::glyph::{Family, Mark, Role, is_dash, is_pair};
use super::{Quotation, Use};
use crate::Span;

/// Deeper nesting than this is noise; it also keeps the search of the stack short.
const MAX_DEPTH: usize = 6;

struct Open {
    mark: usize,
    irregular: bool,
    /// A single mark that stands where it should have been closed.
    slip: Option<usize>,
    /// How far its words were searched for a stop, and whether one was found: each byte is read once.
    searched: usize,
    stopped: bool,
    /// The quotation of this paragraph that it goes on from, after a blank line inside the block.
    continues: Option<usize>,
}

struct Paragraph<'a> {
    text: &'a str,
    /// Whether line ends inside it are white space.
    wrapped: bool,
    span: Span,
    block: usize,
    marks: &'a [Mark],
    outer: Family,
    /// For each mark, the next one of its family that has a role.
    next: Vec<usize>,
    /// For each mark, whether a later single mark surely closes before the next that opens.
    strong_ahead: Vec<bool>,
    /// For each mark, whether any later mark of its family can close.
    close_ahead: Vec<bool>,
    open: Vec<Open>,
    /// Nothing before this byte may be taken up by a quotation that was never opened.
    floor: usize,
}

/// Reads the marks of one paragraph into quotations.
pub(super) fn pair(
    text: &str,
    wrapped: bool,
    span: Span,
    block: usize,
    marks: &[Mark],
    outer: Family,
    out: &mut Vec<Quotation>,
) {
    if marks.is_empty() {
        return;
    }
    let mut p = Paragraph {
        text,
        wrapped,
        span,
        block,
        marks,
        outer,
        next: vec![marks.len(); marks.len()],
        strong_ahead: vec![false; marks.len()],
        close_ahead: vec![false; marks.len()],
        open: Vec::new(),
        floor: span.start(),
    };
    p.look_ahead();
    for (k, mark) in marks.iter().enumerate() {
        match mark.role {
            Role::Open => p.opens(k, out),
            Role::Close => p.closes(k, out),
            Role::Either if p.open_of(mark.family).is_some() => p.closes(k, out),
            Role::Either if p.close_ahead[k] => p.opens(k, out),
            Role::Either | Role::None => {}
        }
    }
    p.finish(out);
}

impl Paragraph<'_> {
    fn look_ahead(&mut self) {
        let n = self.marks.len();
        let mut next = [n; 6];
        let mut close = [false; 6];
        let mut strong = false;
        for k in (0..n).rev() {
            let mark = &self.marks[k];
            let f = mark.family as usize;
            self.next[k] = next[f];
            self.close_ahead[k] = close[f];
            self.strong_ahead[k] = strong;
            if mark.role == Role::None {
                continue;
            }
            next[f] = k;
            close[f] |= mark.role != Role::Open;
            if mark.family == Family::Single {
                strong = match mark.role {
                    Role::Open => false,
                    _ => mark.strong || strong,
                };
            }
        }
    }

    fn open_of(&self, family: Family) -> Option<usize> {
        self.open.iter().rposition(|o| self.marks[o.mark].family == family)
    }

    fn opens(&mut self, k: usize, out: &mut Vec<Quotation>) {
        let mark = &self.marks[k];
        let mut continues = None;
        if let Some(at) = self.open_of(mark.family) {
            let top = self.open[at].mark;
            let between = &self.text[self.marks[top].span.end()..mark.span.start()];
            if !self.wrapped && between.trim_end_matches([' ', '\t']).ends_with('\n') {
                // Re-opened at the start of a paragraph that shares the block.
                continues = self.cut(at, mark.span.start(), false, out);
            } else if mark.family == Family::Single {
                self.open.truncate(at);
            } else if self.closed_twice(k) {
                // Nested in its own kind.
            } else if mark.odd || mark.glyph == '5' && between.trim_end().ends_with(is_dash) {
                // “It is not they -- “ and a closing shape where one would open: it closes what is open.
                self.closes(k, out);
                return;
            } else if self.close_ahead[k] && !self.has_stop(at, mark.span.start()) {
                self.open[at].irregular = true;
                return;
            } else {
                self.cut(at, mark.span.start(), true, out);
            }
        }
        if mark.family == Family::Single
            && !self.close_ahead[k]
            && !(self.outer == Family::Single && mark.glyph == '‘' && self.open.is_empty())
        {
            return;
        }
        if self.open.len() < MAX_DEPTH {
            self.open.push(Open {
                mark: k,
                irregular: mark.odd,
                slip: None,
                searched: mark.span.end(),
                stopped: false,
                continues,
            });
        }
    }

    /// Whether a stop or comma stands between the opener at stack place `at` and byte `end`.
    fn has_stop(&mut self, at: usize, end: usize) -> bool {
        let open = &mut self.open[at];
        if !open.stopped {
            open.stopped = self.text[open.searched..end].contains(['.', ',', '!', '?', '…']);
            open.searched = end;
        }
        open.stopped
    }

    /// Whether the next two marks of the family both close.
    fn closed_twice(&self, k: usize) -> bool {
        let closes = |k: usize| self.marks.get(k).is_some_and(|m| m.role == Role::Close);
        let first = self.next[k];
        closes(first) && closes(self.next[first])
    }

    fn closes(&mut self, k: usize, out: &mut Vec<Quotation>) {
        let mark = self.marks[k];
        let at = self.open_of(mark.family).or_else(|| {
            // A mark of another double family closes what is open, as in “…".
            let last = self.open.last().map(|o| self.marks[o.mark].family)?;
            let loose = |f| matches!(f, Family::Double | Family::Guillemet);
            (loose(last) && loose(mark.family)).then(|| self.open.len() - 1)
        });
        if let Some(at) = at {
            if mark.family == Family::Single && self.is_possessive(k) {
                return;
            }
            self.drop_above(at, mark.span.start(), out);
            let Some(open) = self.open.pop() else { return };
            let opener = &self.marks[open.mark];
            let irregular = open.irregular || mark.odd || !is_pair(opener.glyph, mark.glyph);
            let irregular = irregular && !(opener.glyph == '„' && mark.glyph == '“');
            self.emit(opener.span, mark.span, irregular, open.continues, out);
        } else if mark.family != Family::Single {
            self.unopened(k, out);
        } else if mark.strong
            && let Some(open) = self.open.last_mut()
        {
            open.slip.get_or_insert(k);
        }
        self.floor = mark.span.end();
    }

    /// A weak single mark behind an s and before a lower-case word, when a sure closer is still to come.
    fn is_possessive(&self, k: usize) -> bool {
        let mark = &self.marks[k];
        if mark.strong || !self.strong_ahead[k] || !matches!(mark.left, Some('s' | 'S' | 'x' | 'z')) {
            return false;
        }
        let rest = self.text[mark.span.end()..self.span.end()].trim_start_matches([' ', '\u{a0}']);
        rest.starts_with(char::is_lowercase)
    }

    fn emit(
        &self,
        open: Span,
        close: Span,
        irregular: bool,
        continues: Option<usize>,
        out: &mut Vec<Quotation>,
    ) -> Option<usize> {
        let inner = Span::of(open.end(), close.start().max(open.end()));
        if self.text[inner.range()].trim().is_empty() {
            return None;
        }
        out.push(Quotation {
            span: Span::of(open.start(), close.end()),
            inner,
            family: self.family_at(open),
            depth: 0,
            parent: None,
            block: self.block,
            unclosed: false,
            unopened: false,
            irregular,
            continues,
            usage: Use::Speech,
        });
        Some(out.len() - 1)
    }

    fn family_at(&self, open: Span) -> Family {
        let k = self.marks.partition_point(|m| m.span.start() < open.start());
        self.marks.get(k).map_or(Family::Double, |m| m.family)
    }

    /// Ends the quotation at stack place `at` before byte `end`, and drops what is open inside it.
    fn cut(&mut self, at: usize, end: usize, unclosed: bool, out: &mut Vec<Quotation>) -> Option<usize> {
        self.drop_above(at, end, out);
        let open = self.open.pop()?;
        let opener = self.marks[open.mark].span;
        if let Some(slip) = open.slip.filter(|_| unclosed && end < self.span.end()) {
            return self.emit(opener, self.marks[slip].span, true, open.continues, out);
        }
        let words = self.text[opener.end()..end].trim_end();
        if words.trim_start().is_empty() {
            return None;
        }
        let close = Span::of(opener.end() + words.len(), opener.end() + words.len());
        let made = self.emit(opener, close, open.irregular, open.continues, out)?;
        out[made].unclosed = unclosed;
        Some(made)
    }

    /// Closes, as far as they are worth it, the quotations opened inside the one at `at`.
    fn drop_above(&mut self, at: usize, end: usize, out: &mut Vec<Quotation>) {
        while self.open.len() > at + 1 {
            let last = self.open.len() - 1;
            if self.marks[self.open[last].mark].family == Family::Single {
                self.open.pop();
            } else {
                self.cut(last, end, true, out);
            }
        }
    }

    /// A mark that closes what nothing opened: the quotation began with its sentence.
    fn unopened(&mut self, k: usize, out: &mut Vec<Quotation>) {
        let mark = self.marks[k];
        if !mark.left.is_some_and(|c| matches!(c, '.' | ',' | '!' | '?' | '…' | '—')) {
            return;
        }
        let before = &self.text[self.floor..mark.span.start()];
        let words = before.trim_start();
        let start = sentence_start(words.trim_end_matches(['.', ',', '!', '?', '…', '—', ' ']), self.wrapped);
        let start = mark.span.start() - (words.len() - start);
        if self.text[start..mark.span.start()].split_whitespace().nth(1).is_none() {
            return;
        }
        if let Some(made) = self.emit(Span::of(start, start), mark.span, false, None, out) {
            out[made].unopened = true;
            out[made].family = mark.family;
        }
    }

    fn finish(&mut self, out: &mut Vec<Quotation>) {
        if self.open.is_empty() {
            return;
        }
        if self.marks[self.open[0].mark].family == Family::Single && self.outer != Family::Single {
            // An apostrophe that looked like an opener.
            self.open.remove(0);
            if self.open.is_empty() {
                return;
            }
        }
        self.cut(0, self.span.end(), true, out);
    }
}

/// Where the last sentence of `words` starts.
fn sentence_start(words: &str, wrapped: bool) -> usize {
    let bytes = words.as_bytes();
    let mut at = bytes.len();
    while let Some(stop) = words[..at].rfind(['.', '!', '?', '\n']) {
        let gap = words[stop + 1..].len() - words[stop + 1..].trim_start().len();
        let rest = &words[stop + 1 + gap..];
        let initial = stop > 0 && bytes[stop - 1].is_ascii_uppercase() && bytes[stop] == b'.';
        let is_end =
            bytes[stop] == b'\n' && !wrapped || gap > 0 && rest.starts_with(char::is_uppercase) && !initial;
        if is_end {
            return stop + 1 + gap;
        }
        at = stop;
    }
    0
}
