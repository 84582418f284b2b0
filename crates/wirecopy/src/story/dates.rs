//! Dates in running text: "Sept. 24", "in July", "Tuesday", "this Tuesday (24)".
//!
//! What the words leave open (the year, the month, the day of a weekday) is taken from the date of the article;
//! nothing is guessed without it.

use std::collections::HashMap;

use super::words::{Word, words};
use crate::language::Pack;
use crate::{Date, Precision, Span};

/// Months and weekdays by their names.
#[derive(Debug)]
pub(super) struct Calendar {
    months: HashMap<String, u32>,
    weekdays: HashMap<String, u32>,
}

/// A date as the text gives it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Mention {
    pub(super) span: Span,
    pub(super) date: Option<Date>,
    pub(super) words: String,
}

impl Calendar {
    /// Reads the table of a pack.
    pub(super) fn load(pack: &Pack) -> Self {
        let of = |kind: &str| {
            pack.rows("story_calendar")
                .filter(|row| row.get(1) == Some(&kind))
                .filter_map(|row| Some((row[0].to_lowercase(), row.get(2)?.parse().ok()?)))
                .collect()
        };
        Self { months: of("month"), weekdays: of("weekday") }
    }

    /// Whether a word is the name of a month or a weekday.
    pub(super) fn has(&self, word: &str) -> bool {
        let lower = word.to_lowercase();
        self.months.contains_key(&lower) || self.weekdays.contains_key(&lower)
    }

    /// The dates in part of a text that appeared on `published`, in text order.
    pub(super) fn dates(&self, text: &str, within: Span, published: Option<&Date>) -> Vec<Mention> {
        let list = words(text, within);
        let mut out = Vec::new();
        let mut k = 0;
        while k < list.len() {
            let found = self.month_at(&list, k, published).or_else(|| self.weekday_at(&list, k, published));
            let Some((from, to, date)) = found.filter(|_| list[k].capital) else {
                k += 1;
                continue;
            };
            let span = list[from].span.cover(list[to].span);
            out.push(Mention { span, date, words: text[span.range()].to_owned() });
            k = to + 1;
        }
        out
    }

    /// A month with its day and year: the words it takes, and the date.
    fn month_at(
        &self,
        list: &[Word],
        k: usize,
        published: Option<&Date>,
    ) -> Option<(usize, usize, Option<Date>)> {
        let month = *self.months.get(&list[k].lower)?;
        let (mut from, mut to) = (k, k);
        let mut day = list.get(k + 1).and_then(day_of);
        if day.is_some() {
            to = k + 1;
        } else if k > 0
            && let Some(before) = day_of(&list[k - 1])
        {
            day = Some(before);
            from = k - 1;
        }
        let mut year = list.get(to + 1).and_then(year_of);
        if year.is_some() {
            to += 1;
        } else {
            year = published.and_then(|p| {
                let (y, m) = year_month(p)?;
                // A month that is still to come in the year of the article was in the year before.
                Some(if m.is_some_and(|m| month > m) { y - 1 } else { y })
            });
        }
        let date = year.and_then(|y| match day {
            Some(d) => Date::parse(&format!("{y:04}-{month:02}-{d:02}")).ok(),
            None => Date::parse(&format!("{y:04}-{month:02}")).ok(),
        });
        Some((from, to, date))
    }

    fn weekday_at(
        &self,
        list: &[Word],
        k: usize,
        published: Option<&Date>,
    ) -> Option<(usize, usize, Option<Date>)> {
        let weekday = *self.weekdays.get(&list[k].lower)?;
        let Some(published) = published else { return Some((k, k, None)) };
        let Some((year, month)) = year_month(published) else { return Some((k, k, None)) };
        // "this Tuesday (24)": the day of the month stands beside it.
        if let Some(day) = list.get(k + 1).and_then(day_of)
            && let Some(month) = month
            && weekday_of(year, month, day) == weekday
        {
            return Some((k, k + 1, Date::parse(&format!("{year:04}-{month:02}-{day:02}")).ok()));
        }
        if published.precision() < Precision::Day {
            return Some((k, k, None));
        }
        let day: u32 = published.day().get(8..10)?.parse().ok()?;
        let back = (weekday_of(year, month?, day) + 7 - weekday) % 7;
        Some((k, k, before(year, month?, day, back)))
    }
}

fn day_of(word: &Word) -> Option<u32> {
    let ordinal = ["st", "nd", "rd", "th"].iter().find_map(|end| word.lower.strip_suffix(end));
    let digits = ordinal.unwrap_or(&word.lower);
    let day: u32 = digits.parse().ok()?;
    (1..=31).contains(&day).then_some(day)
}

fn year_of(word: &Word) -> Option<u32> {
    let year: u32 = word.lower.parse().ok()?;
    (word.lower.len() == 4 && (1900..2100).contains(&year)).then_some(year)
}

fn year_month(date: &Date) -> Option<(u32, Option<u32>)> {
    let day = date.day();
    Some((day.get(..4)?.parse().ok()?, day.get(5..7).and_then(|m| m.parse().ok())))
}

/// Monday is 1 (Sakamoto's method).
fn weekday_of(year: u32, month: u32, day: u32) -> u32 {
    const SHIFT: [u32; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
    let y = if month < 3 { year - 1 } else { year };
    let sunday_is_zero = (y + y / 4 - y / 100 + y / 400 + SHIFT[month as usize - 1] + day) % 7;
    if sunday_is_zero == 0 { 7 } else { sunday_is_zero }
}

/// The date some days before, at most six.
fn before(year: u32, month: u32, day: u32, back: u32) -> Option<Date> {
    if day > back {
        return Date::parse(&format!("{year:04}-{month:02}-{:02}", day - back)).ok();
    }
    let (year, month) = if month == 1 { (year - 1, 12) } else { (year, month - 1) };
    // The last day of the month before is the one that is a date.
    let last = (28..=31).rev().find(|d| Date::parse(&format!("{year:04}-{month:02}-{d:02}")).is_ok())?;
    Date::parse(&format!("{year:04}-{month:02}-{:02}", last + day - back)).ok()
}

/// Whether `a` lies before `b` by more than a week, as far as both are given.
pub(super) fn well_before(a: &Date, b: &Date) -> bool {
    let days = |d: &Date, missing: u32| -> Option<i64> {
        let (y, m) = year_month(d)?;
        let day: u32 = d.day().get(8..10).and_then(|x| x.parse().ok()).unwrap_or(missing);
        Some(
            i64::from(y) * 372
                + i64::from(m.unwrap_or(if missing > 1 { 12 } else { 1 })) * 31
                + i64::from(day),
        )
    };
    // The latest that a can be, against the earliest that b can be.
    match (days(a, 31), days(b, 1)) {
        (Some(x), Some(y)) => x + 7 < y || x < y && a.precision() < Precision::Day,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, published: &str) -> Vec<String> {
        let calendar = Calendar::load(crate::language::english().unwrap());
        let published = Date::parse(published).ok();
        let found = calendar.dates(text, Span::of(0, text.len()), published.as_ref());
        found
            .iter()
            .map(|m| m.date.as_ref().map_or_else(|| m.words.clone(), |d| d.as_str().to_owned()))
            .collect()
    }

    #[test]
    fn reads_dates_with_the_help_of_the_article() {
        for (text, published, expected) in [
            ("Nordwire reported on March 4, citing", "2025-03-05", "2025-03-04"),
            ("Nordwire reported on Feb. 27 that", "2025-03-05", "2025-02-27"),
            ("said in November that", "2025-03-05", "2024-11"),
            ("said in November that", "", "November"),
            ("reported Tuesday, citing", "2025-03-05", "2025-03-04"),
            ("reported on Friday", "2025-03-05", "2025-02-28"),
            ("the agency this Tuesday (4).", "2025-03", "2025-03-04"),
            ("on 4 March 2024 it", "", "2024-03-04"),
            ("on Tuesday", "", "Tuesday"),
        ] {
            assert_eq!(read(text, published), [expected], "{text}");
        }
        assert_eq!(read("it may march on the second day", "2025-03-05"), Vec::<String>::new());
    }

    #[test]
    fn knows_what_is_older() {
        let d = |s: &str| Date::parse(s).unwrap();
        assert!(well_before(&d("2024-11"), &d("2025-03-05")));
        assert!(well_before(&d("2025-02"), &d("2025-03-05")));
        assert!(!well_before(&d("2025-03-04"), &d("2025-03-05")));
        assert!(!well_before(&d("2025-03"), &d("2025-03-05")));
    }
}
