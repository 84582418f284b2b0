//! A stretch of text and the stretch of input it came from.

use crate::Span;
use crate::input::byte_map::ByteMap;

/// A stretch of text and the stretch of input it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) text: Span,
    pub(crate) input: (u32, u32),
    /// Bytes of text and of input of one unit: `(1, 1)` when it was copied as it is, `(2, 1)` for Cyrillic from
    /// one-byte characters, [`WHOLE`] when only the whole stretch is known.
    pub(crate) step: (u8, u8),
}

/// The step of a run whose parts do not lead back one by one.
pub(crate) const WHOLE: (u8, u8) = (0, 0);

impl Run {
    /// A run copied as it is when both are as long, else a whole.
    pub(crate) fn new(text: Span, input: (usize, usize)) -> Self {
        let step = if text.len() == input.1 - input.0 { (1, 1) } else { WHOLE };
        Self { text, input: (input.0 as u32, input.1 as u32), step }
    }

    /// The bytes of the input that the part of the run inside `span` came from.
    pub(crate) fn part(&self, span: Span) -> (usize, usize) {
        let (mut a, mut b) = (self.input.0 as usize, self.input.1 as usize);
        let (t, i) = (usize::from(self.step.0), usize::from(self.step.1));
        if t > 0 {
            if span.end() < self.text.end() {
                b = a + (span.end().saturating_sub(self.text.start())).div_ceil(t) * i;
            }
            a += span.start().saturating_sub(self.text.start()) / t * i;
        }
        (a, b)
    }

    /// Takes `next` in when it goes on where this ends, in the same step.
    pub(crate) fn join(&mut self, next: &Self) -> bool {
        let joins = self.text.end() == next.text.start()
            && self.input.1 == next.input.0
            && self.step == next.step
            && self.step != WHOLE;
        if joins {
            self.text = self.text.cover(next.text);
            self.input.1 = next.input.1;
        }
        joins
    }
}

/// Leads runs whose input was decoded from something else back to that, through `map`. `text` is the text that
/// the runs are of.
pub(crate) fn through(runs: &[Run], text: &str, map: &ByteMap) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::with_capacity(runs.len() + map.len());
    let mut push = |run: Run| {
        if !out.last_mut().is_some_and(|last| last.join(&run)) {
            out.push(run);
        }
    };
    for run in runs {
        if run.step == WHOLE {
            let end = map.end(run.input.1 as usize);
            let start = map.start(run.input.0 as usize).min(end);
            push(Run { input: (start as u32, end as u32), ..*run });
            continue;
        }
        let mut at = run.text.start();
        while at < run.text.end() {
            let taken = stretch(run, at, text, map);
            at = taken.text.end();
            push(taken);
        }
    }
    if out.len() * 2 < out.capacity() {
        out.shrink_to_fit();
    }
    out
}

/// The longest stretch of `run` from byte `at` of the text on that lies in one piece of the map; a character that
/// lies across two is a whole.
fn stretch(run: &Run, at: usize, text: &str, map: &ByteMap) -> Run {
    let (t, i) = (usize::from(run.step.0), usize::from(run.step.1));
    let from = run.input.0 as usize + (at - run.text.start()) / t * i;
    if let Some((piece, end)) = map.piece_of(from) {
        let (decoded, source) = (usize::from(piece.step.0), usize::from(piece.step.1));
        // What both steps make of each other, when they fit.
        let step = if i % decoded == 0 {
            Some((t, i / decoded * source))
        } else if decoded % i == 0 {
            Some((decoded / i * t, source))
        } else {
            None
        };
        let aligned = (from - piece.to as usize).is_multiple_of(decoded);
        if let Some(step) = step.filter(|s| aligned && s.0 <= 255 && s.1 <= 255) {
            let most = ((end - from) / i * t).min(run.text.end() - at) / step.0 * step.0;
            let mut length = most;
            while length > 0 && !text.is_char_boundary(at + length) {
                length -= step.0;
            }
            if length > 0 {
                let a = map.start(from);
                let span = Span::of(at, at + length);
                let input = (a as u32, (a + length / step.0 * step.1) as u32);
                return Run { text: span, input, step: (step.0 as u8, step.1 as u8) };
            }
        }
    }
    let width = text[at..].chars().next().map_or(1, char::len_utf8);
    let end = from + width.div_ceil(t) * i;
    let input = (map.start(from) as u32, map.end(end) as u32);
    Run { text: Span::of(at, at + width), input, step: WHOLE }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: (usize, usize), input: (u32, u32), step: (u8, u8)) -> Run {
        Run { text: Span::of(text.0, text.1), input, step }
    }

    #[test]
    fn runs_go_through_two_maps() {
        // "a“b”" in windows-1252, then quoted-printable: a=93b=94
        let text = "a“b”";
        let mut charset = ByteMap::default();
        for (step, units) in [((1, 1), 1), ((3, 1), 1), ((1, 1), 1), ((3, 1), 1)] {
            charset.push(step, units);
        }
        let mut printable = ByteMap::default();
        for (step, units) in [((1, 1), 1), ((1, 3), 1), ((1, 1), 1), ((1, 3), 1)] {
            printable.push(step, units);
        }
        let copied = [run((0, text.len()), (0, text.len() as u32), (1, 1))];
        let once = through(&copied, text, &charset);
        assert_eq!(once[1], run((1, 4), (1, 2), (3, 1)));
        let twice = through(&once, text, &printable);
        assert_eq!(
            twice,
            [
                run((0, 1), (0, 1), (1, 1)),
                run((1, 4), (1, 4), (3, 3)),
                run((4, 5), (4, 5), (1, 1)),
                run((5, 8), (5, 8), (3, 3))
            ]
        );
        assert_eq!(twice[1].part(Span::of(1, 4)), (1, 4));
    }

    #[test]
    fn characters_across_pieces_are_wholes() {
        // "aé“" from base64: three bytes a quantum of four.
        let text = "aé“b";
        let mut map = ByteMap::default();
        map.push((3, 4), 3);
        let runs = through(&[run((0, 7), (0, 7), (1, 1))], text, &map);
        assert_eq!(runs[0], run((0, 6), (0, 8), (3, 4)));
        assert_eq!(runs[0].part(Span::of(0, 1)), (0, 4));
        assert_eq!(runs[0].part(Span::of(3, 6)), (4, 8));
        let runs = through(&[run((0, 6), (1, 7), (1, 1))], "é“b", &map);
        assert_eq!(runs[0].input, (0, 4));
        assert!(runs.iter().all(|r| r.input.0 < r.input.1));
    }
}
