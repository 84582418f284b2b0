//! How many people a phrase counts: "three", "at least four", "more than a dozen", "several".

use std::ops::Range;

use super::lexicon::NumberFrame;
use super::phrase::{Part, Phrases};
use crate::attribution::Count;

/// What the words before the noun count.
#[derive(Clone, Debug)]
pub(super) struct Counted {
    pub(super) count: Option<Count>,
    /// Where the counting words start.
    pub(super) start: usize,
    /// The first word after articles, frames and numbers.
    pub(super) first: usize,
}

/// Reads articles, frames and numbers at the start of a plain noun phrase.
pub(super) fn read(phrases: Phrases<'_, '_>, base: &Range<usize>) -> Counted {
    let (view, lexicon) = (phrases.view, phrases.lexicon);
    let mut at = base.start;
    let mut frame = None;
    let mut number: Option<(u32, Option<u32>)> = None;
    if view.is(at, &["between"]) {
        at += 1;
    }
    while at < base.end {
        // "seven or eight", "between six and eight", "ten or more", "twenty or so"
        if let Some((n, Some(_))) = number
            && view.is(at, &["or", "to", "and"])
        {
            let second = if at + 1 < base.end { lexicon.number(view.low(at + 1)) } else { None };
            if let Some((m, Some(_))) = second {
                number = Some((n.min(m), Some(n.max(m))));
                frame = None;
                at += 2;
                continue;
            }
            if view.is(at, &["or"]) && view.is(at + 1, &["more", "so"]) && at + 1 < base.end {
                frame = Some(if view.is(at + 1, &["more"]) { NumberFrame::Min } else { NumberFrame::About });
                at += 2;
                continue;
            }
        }
        let longest = 4.min(base.end - at);
        let mut matched = 0;
        for width in (1..=longest).rev() {
            let words: Vec<_> = (at..at + width).map(|k| view.low(k)).collect();
            let words = words.join(" ");
            // "some" before a number is a frame, else a number.
            let before_number = at + width < base.end && phrases.part(at + width) == Part::Number;
            if let Some(f) = lexicon.number_frame(&words)
                && (words != "some" || before_number)
                && number.is_none()
            {
                frame = Some(f);
                matched = width;
                break;
            }
            if let Some(n) = lexicon.number(&words) {
                number = Some(combine(number, n, &words));
                matched = width;
                break;
            }
        }
        if matched == 0 {
            break;
        }
        at += matched;
    }
    while at < base.end && matches!(phrases.part(at), Part::Article | Part::Possessive) {
        at += 1;
    }
    let count = number.map(|(min, max)| match frame {
        Some(NumberFrame::Min) => Count::at_least(min),
        Some(NumberFrame::Over) => Count::at_least(min.saturating_add(1)),
        Some(NumberFrame::Max) => Count { min: 1, max: Some(min) },
        Some(NumberFrame::Under) => Count { min: 1, max: Some(min.saturating_sub(1).max(1)) },
        Some(NumberFrame::About) if min > 2 => Count { min: min - min / 10 - 1, max: None },
        _ => Count { min, max },
    });
    Counted { count, start: base.start, first: at.min(base.end) }
}

/// "two dozen", "three hundred": the second number multiplies; "a" before a number is an article.
fn combine(before: Option<(u32, Option<u32>)>, now: (u32, Option<u32>), words: &str) -> (u32, Option<u32>) {
    match before {
        Some((n, Some(_))) if matches!(words, "dozen" | "hundred" | "thousand" | "score") && n > 1 => {
            let product = n.saturating_mul(now.0);
            (product, Some(product))
        }
        _ => now,
    }
}
