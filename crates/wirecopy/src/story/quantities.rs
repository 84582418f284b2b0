//! Figures in running text, as words or digits, with what they count or measure.

use std::collections::HashMap;

use super::words::{Lexicon, Word, words};
use crate::Span;
use crate::language::Pack;

/// What the language pack knows of numbers and units.
#[derive(Debug)]
pub(super) struct Numbers {
    ones: HashMap<&'static str, f64>,
    times: HashMap<&'static str, f64>,
    counts: HashMap<&'static str, f64>,
    frames: Vec<(Vec<&'static str>, &'static str)>,
    units: HashMap<&'static str, (&'static str, f64)>,
    longest_unit: usize,
}

/// One figure.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Quantity {
    /// With the words that blur it ("about 186 miles").
    pub(super) span: Span,
    /// The least and most it can mean, in the base unit; `max` is open for "at least".
    pub(super) min: f64,
    pub(super) max: Option<f64>,
    /// What it measures: `length`, `mass`, …; `None` for a number of things.
    pub(super) dimension: Option<&'static str>,
    /// The word of the unit as written.
    pub(super) unit: Option<String>,
    /// What it counts, or the noun whose measure it is ("range of 300 km"), in the form words are compared.
    pub(super) noun: Option<String>,
    /// The noun as written.
    pub(super) about: Option<String>,
}

impl Numbers {
    /// Reads the tables of a pack.
    pub(super) fn load(pack: &Pack) -> Self {
        let of = |kind: &str| {
            pack.rows("figure_numbers")
                .filter(|row| row.get(2) == Some(&kind))
                .filter_map(|row| Some((row[0], row[1].parse().ok()?)))
                .collect::<HashMap<_, _>>()
        };
        let mut frames: Vec<(Vec<&str>, &str)> = pack
            .rows("figure_frames")
            .filter_map(|row| Some((row[0].split(' ').collect(), *row.get(1)?)))
            .collect();
        frames.sort_by_key(|f| std::cmp::Reverse(f.0.len()));
        let units: HashMap<&str, (&str, f64)> = pack
            .rows("figure_units")
            .filter_map(|row| Some((row[0], (*row.get(1)?, row.get(2)?.parse().ok()?))))
            .collect();
        let longest_unit = units.keys().map(|u| u.split(' ').count()).max().unwrap_or(1);
        Self { ones: of("one"), times: of("times"), counts: of("count"), frames, units, longest_unit }
    }

    /// The figures of a sentence, in text order; dates and years are left out.
    pub(super) fn read(&self, text: &str, within: Span, lexicon: &Lexicon) -> Vec<Quantity> {
        let list = words(text, within);
        let mut out = Vec::new();
        let mut k = 0;
        while k < list.len() {
            let Some((value, next)) = self.value_at(&list, k) else {
                k += 1;
                continue;
            };
            if let Some(quantity) = self.quantity(text, &list, (k, next), value, lexicon) {
                out.push(quantity);
            }
            k = next;
        }
        out
    }

    /// The number that starts at a word and the word after it.
    fn value_at(&self, list: &[Word], k: usize) -> Option<(f64, usize)> {
        let one = |word: &Word| -> Option<f64> {
            let lower = word.lower.split('-').next().unwrap_or(&word.lower);
            let digits = lower.replace(',', "");
            self.ones.get(lower).copied().or_else(|| {
                if digits.starts_with(|c: char| c.is_ascii_digit()) { digits.parse().ok() } else { None }
            })
        };
        if let Some(&value) = self.counts.get(list[k].lower.as_str()) {
            return Some((value, k + 1));
        }
        let mut at = k;
        let mut total = 0.0;
        let mut part = None;
        // "a dozen", "a hundred"
        if matches!(list[k].lower.as_str(), "a" | "an") {
            part = Some(1.0);
            at += 1;
            list.get(at).filter(|w| self.times.contains_key(w.lower.as_str()))?;
        }
        while let Some(word) = list.get(at) {
            if let Some(value) = one(word) {
                part = match part {
                    // "twenty five"
                    Some(p) if p >= 20.0 && p % 10.0 == 0.0 && value < 10.0 && !word.capital => {
                        Some(p + value)
                    }
                    Some(_) => break,
                    None => Some(value),
                };
                at += 1;
                if word.lower.contains('-') {
                    break;
                }
            } else if let Some(times) = self.times.get(word.lower.as_str()).filter(|_| part.is_some()) {
                total += part.take().unwrap_or(1.0) * times;
                part = None;
                at += 1;
                if list.get(at).is_none_or(|w| one(w).is_none()) {
                    break;
                }
            } else {
                break;
            }
        }
        (at > k && (part.is_some() || total > 0.0)).then(|| (total + part.unwrap_or(0.0), at))
    }

    fn quantity(
        &self,
        text: &str,
        list: &[Word],
        (from, to): (usize, usize),
        value: f64,
        lexicon: &Lexicon,
    ) -> Option<Quantity> {
        let twice = self.counts.contains_key(list[from].lower.as_str());
        let (unit, after) = if twice { (None, to) } else { self.unit_at(list, from, to) };
        let year = unit.is_none() && list[from].lower.len() == 4 && (1900.0..2100.0).contains(&value);
        let ordinal = list[from].lower.ends_with(['t', 'd', 'h'])
            && list[from].lower.starts_with(|c: char| c.is_ascii_digit());
        if year || ordinal {
            return None;
        }
        let (mut min, mut max) = (value, Some(value));
        let mut start = from;
        for (words, effect) in &self.frames {
            let n = words.len();
            if from >= n && words.iter().zip(&list[from - n..from]).all(|(a, b)| *a == b.lower) {
                start = from - n;
                match *effect {
                    "min" => max = None,
                    "max" => min = 0.0,
                    "above" => (min, max) = (value, None),
                    "below" => (min, max) = (0.0, Some(value)),
                    _ => (min, max) = (value * 0.95, Some(value * 1.05)),
                }
                break;
            }
        }
        let factor = unit.map_or(1.0, |(_, f, _)| f);
        let counted = if twice {
            list[..start].iter().rev().find(|w| !lexicon.is_stop(&w.lower))
        } else if unit.is_some() {
            measured(list, start)
        } else {
            // The noun may stand after words that describe it: "two more large meetings".
            list[after..]
                .iter()
                .take(4)
                .take_while(|w| adjoins(text, list, after, w))
                .find(|w| !lexicon.is_stop(&w.lower))
        };
        if unit.is_none() && counted.is_none() {
            return None;
        }
        let end = if twice || unit.is_some() { after } else { after + 1 };
        let last = list.get(end.max(1) - 1)?;
        let span = list[start].span.cover(if unit.is_none() && !twice {
            counted?.span.cover(list[to - 1].span)
        } else {
            last.span
        });
        // "[six] pumps": an editor's bracket is opened before the figure.
        let words = &text[span.range()];
        let bracket = text[..span.start()].ends_with('[') && words.contains(']') && !words.contains('[');
        let span = if bracket { Span::of(span.start() - 1, span.end()) } else { span };
        Some(Quantity {
            span,
            min: min * factor,
            max: max.map(|m| m * factor),
            dimension: unit.map(|(d, _, _)| d),
            unit: unit.map(|(_, _, w)| w.to_owned()),
            noun: counted.map(|w| lexicon.key(w)),
            about: counted.map(|w| w.lower.clone()),
        })
    }

    /// The unit after a number: its dimension, factor and name, and the word after it.
    fn unit_at(
        &self,
        list: &[Word],
        from: usize,
        to: usize,
    ) -> (Option<(&'static str, f64, &'static str)>, usize) {
        // "300-kilometre"
        if to == from + 1
            && let Some((_, unit)) = list[from].lower.split_once('-')
            && let Some((name, &(dimension, factor))) = self.units.get_key_value(unit)
        {
            return (Some((dimension, factor, name)), to);
        }
        for n in (1..=self.longest_unit).rev() {
            let Some(next) = list.get(to..to + n) else { continue };
            let name = next.iter().map(|w| w.lower.as_str()).collect::<Vec<_>>().join(" ");
            if let Some((name, &(dimension, factor))) = self.units.get_key_value(name.as_str()) {
                return (Some((dimension, factor, name)), to + n);
            }
        }
        (None, to)
    }
}

/// The noun a measure belongs to: "range of 300 km", "12 metres high" has none.
fn measured(list: &[Word], start: usize) -> Option<&Word> {
    let of = list.get(start.checked_sub(1)?)?;
    (of.lower == "of").then(|| list.get(start.checked_sub(2)?)).flatten()
}

/// Whether a word belongs to the phrase after a number: no mark in between.
fn adjoins(text: &str, list: &[Word], after: usize, word: &Word) -> bool {
    let start = list[after.max(1) - 1].span.end();
    text.get(start..word.span.start()).is_some_and(|gap| {
        !gap.contains([',', '.', ';', ':', '(', ')', '–', '—']) && gap.matches('\n').count() < 2
    })
}

/// Whether two figures can be one: with a tolerance for rounding when units were converted.
pub(super) fn agree(a: &Quantity, b: &Quantity) -> bool {
    let converted = a.unit != b.unit;
    let slack = if converted { 0.05 } else { 1e-9 };
    let least = a.min.max(b.min) * (1.0 - slack);
    let most = a.max.unwrap_or(f64::INFINITY).min(b.max.unwrap_or(f64::INFINITY)) * (1.0 + slack);
    least <= most
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, f64, Option<f64>, Option<String>)> {
        let pack = crate::language::english().unwrap();
        let (numbers, lexicon) = (Numbers::load(pack), Lexicon::load(pack));
        let found = numbers.read(text, Span::of(0, text.len()), &lexicon);
        found.into_iter().map(|q| (text[q.span.range()].to_owned(), q.min, q.max, q.about)).collect()
    }

    #[test]
    fn reads_numbers_units_and_what_they_count() {
        let one = |text: &str| {
            let mut found = read(text);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            found.remove(0)
        };
        let s = |x: &str| x.to_owned();
        assert_eq!(one("they met at least twice"), (s("at least twice"), 2.0, None, Some(s("met"))));
        assert_eq!(
            one("held at least two meetings"),
            (s("at least two meetings"), 2.0, None, Some(s("meetings")))
        );
        assert!((one("two hundred and more pumps").1 - 200.0).abs() < 1e-6);
        assert!((one("a dozen pumps were sold").1 - 12.0).abs() < 1e-6);
        assert_eq!(one("some 10,000 people fled").0, "some 10,000 people");
        assert_eq!(one("a lift of 40 feet").3, Some(s("lift")));
        assert!((one("a 12-metre wall").1 - 12.0).abs() < 1e-6);
        assert!((one("a loan of 3.5 million dollars").1 - 3_500_000.0).abs() < 1e-6);
        assert_eq!(read("in 2024, on March 4, the 21st century, a P-800"), []);
    }

    #[test]
    fn figures_agree_over_units() {
        let pack = crate::language::english().unwrap();
        let (numbers, lexicon) = (Numbers::load(pack), Lexicon::load(pack));
        let q = |text: &str| numbers.read(text, Span::of(0, text.len()), &lexicon).remove(0);
        assert!(agree(&q("a lift of about 40 feet"), &q("a lift of 12 meters")));
        assert!(!agree(&q("a lift of 60 feet"), &q("a lift of 12 metres")));
        assert!(agree(&q("at least twelve people died"), &q("15 people died")));
        assert!(!agree(&q("at least twelve people died"), &q("10 people died")));
        assert!(!agree(&q("12 people died"), &q("13 people died")));
    }
}
