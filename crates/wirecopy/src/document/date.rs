//! A date as precise as it was given: `2024`, `2024-09`, `2024-09-25`, `2024-09-25T14:03`, `2024-09-25T14:03:00+02:00`.

use std::fmt;

use crate::{Error, ErrorKind, Result};

/// How much of a date was given.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// Only the year.
    Year,
    /// Year and month.
    Month,
    /// The day.
    Day,
    /// Hour and minute.
    Minute,
    /// The second, or parts of it.
    Second,
}

impl Precision {
    /// Its name in JSON: `year`, `month`, `day`, `minute`, `second`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Month => "month",
            Self::Day => "day",
            Self::Minute => "minute",
            Self::Second => "second",
        }
    }
}

/// A date as precise as it was given, in ISO 8601, the zone as given.
///
/// ```
/// use wirecopy::{Date, Precision};
/// let date = Date::parse("2024-09")?;
/// assert_eq!((date.as_str(), date.precision()), ("2024-09", Precision::Month));
/// assert_eq!(Date::parse("2024-09-25T14:03Z")?.precision(), Precision::Minute);
/// assert_eq!(Date::parse("2024-09-25T14:03:00Z")?.precision(), Precision::Second);
/// assert!(Date::parse("2024-13-01").is_err());
/// # Ok::<(), wirecopy::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    iso: String,
    precision: Precision,
}

impl Date {
    /// Reads ISO 8601: a year, a month, a day, or a day with a time and perhaps a zone.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidOption`] when it is none of these.
    pub fn parse(iso: &str) -> Result<Self> {
        Self::read(iso.trim())
            .ok_or_else(|| Error::new(ErrorKind::InvalidOption, format!("not an ISO 8601 date: {iso:?}")))
    }

    fn read(iso: &str) -> Option<Self> {
        let (day, time) = match iso.find(['T', ' ']) {
            Some(at) => (&iso[..at], Some(&iso[at + 1..])),
            None => (iso, None),
        };
        let parts: Vec<&str> = day.split('-').collect();
        let number = |k: usize, digits: usize, max: u32| -> Option<u32> {
            let part = parts.get(k)?;
            let n: u32 = part.parse().ok()?;
            (part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()) && n >= 1 && n <= max)
                .then_some(n)
        };
        let year = number(0, 4, 9999)?;
        let precision = match parts.len() {
            1 => Precision::Year,
            2 => number(1, 2, 12).map(|_| Precision::Month)?,
            3 => {
                let month = number(1, 2, 12)?;
                number(2, 2, days_in(year, month))?;
                Precision::Day
            }
            _ => return None,
        };
        let Some(time) = time else { return Some(Self { iso: iso.to_owned(), precision }) };
        let valid = precision == Precision::Day
            && time.len() >= 5
            && time.is_ascii()
            && time[..2].parse::<u32>().is_ok_and(|h| h < 25)
            && &time[2..3] == ":"
            && time[3..5].parse::<u32>().is_ok_and(|m| m < 60)
            && time[5..].bytes().all(|b| b.is_ascii_digit() || b":+-.,Z".contains(&b));
        let second = time.as_bytes()[5..].first() == Some(&b':');
        let precision = if second { Precision::Second } else { Precision::Minute };
        valid.then(|| Self { iso: format!("{day}T{time}"), precision })
    }

    /// The date in ISO 8601.
    pub fn as_str(&self) -> &str {
        &self.iso
    }

    /// The part without the time.
    pub fn day(&self) -> &str {
        self.iso.split('T').next().unwrap_or(&self.iso)
    }

    /// A number that grows by one a day; for dates that name one.
    #[cfg(feature = "html")]
    pub(crate) fn day_number(&self) -> Option<i64> {
        (self.precision >= Precision::Day).then(|| self.days())
    }

    /// Days; what is not named is the first.
    fn days(&self) -> i64 {
        let mut parts = self.day().split('-').map(|part| part.parse::<i64>().unwrap_or(1));
        let mut next = || parts.next().unwrap_or(1);
        let (year, month, day) = (next(), next(), next());
        // Years begin in March, so that the day that comes and goes is their last.
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day
    }

    /// A number that grows by one a second: what is not named is the first, a time without a zone is of zone Z.
    pub(crate) fn moment(&self) -> i64 {
        let time = self.iso.split_once('T').map_or("", |t| t.1);
        let at = time.find(['+', '-', 'Z']).unwrap_or(time.len());
        let seconds = |text: &str| {
            let units = text.split(['.', ',']).next().unwrap_or("").split(':').zip([3600, 60, 1]);
            units.map(|(n, unit)| n.parse::<i64>().unwrap_or(0) * unit).sum::<i64>()
        };
        let zone = match time.get(at..at + 1) {
            Some("+") => seconds(&time[at + 1..]),
            Some("-") => -seconds(&time[at + 1..]),
            _ => 0,
        };
        self.days() * 86_400 + seconds(&time[..at]) - zone
    }

    /// How much of it was given.
    pub fn precision(&self) -> Precision {
        self.precision
    }
}

fn days_in(year: u32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.iso)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_in_order() {
        let of = |iso: &str| Date::parse(iso).expect("a date").moment();
        assert_eq!(of("2024-03-01") - of("2024-02"), 29 * 86_400);
        assert_eq!(of("2024-09-25T14:03:20+02:00"), of("2024-09-25T12:03:20.5Z"));
        assert_eq!(of("2024-09-25T00:30-01:00"), of("2024-09-25T01:30"));
        assert_eq!(of("2024"), of("2024-01-01T00:00Z"));
    }
}
