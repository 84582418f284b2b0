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
        let mut parts = self.day().split('-').map(|part| part.parse::<i64>().ok());
        let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
        // Years begin in March, so that the day that comes and goes is their last.
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        Some(year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day)
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
