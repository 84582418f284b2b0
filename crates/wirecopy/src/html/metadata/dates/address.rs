//! The date in a page's address.

use crate::document::Date;

/// The date in an address: `/2031/03/04/`, `/2031-03-04-dam`, `/20310304`, `/04-03-2031`; else `/2031/03/`.
pub(super) fn read(url: &str) -> Option<Date> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest).split_once('/')?.1;
    let numbers: Vec<(usize, &str)> = path
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map(|part| (part.as_ptr() as usize - path.as_ptr() as usize, part))
        .take(40)
        .collect();
    let value = |part: &str| part.parse::<u32>().unwrap_or(0);
    let joined = |a: (usize, &str), b: (usize, &str)| {
        b.0 == a.0 + a.1.len() + 1 && matches!(&path[b.0 - 1..b.0], "/" | "-" | "_" | ".")
    };
    let made = |y: u32, m: u32, d: u32| {
        (1990..=2099).contains(&y).then(|| Date::parse(&format!("{y:04}-{m:02}-{d:02}")).ok()).flatten()
    };
    for (k, &first) in numbers.iter().enumerate() {
        if first.1.len() == 8
            && let Some(date) = made(value(&first.1[..4]), value(&first.1[4..6]), value(&first.1[6..]))
        {
            return Some(date);
        }
        let (Some(&second), Some(&third)) = (numbers.get(k + 1), numbers.get(k + 2)) else { continue };
        if !joined(first, second) || !joined(second, third) || second.1.len() > 2 {
            continue;
        }
        // "/2031/03/4-ways-home/" has no day.
        let cut = path.as_bytes()[third.0 - 1] == b'/'
            && third.1.len() == 1
            && !matches!(path.as_bytes().get(third.0 + 1), None | Some(b'/' | b'?' | b'#'));
        if cut {
            continue;
        }
        let found = match (first.1.len(), third.1.len()) {
            (4, 1 | 2) => made(value(first.1), value(second.1), value(third.1)),
            (1 | 2, 4) => made(value(third.1), value(second.1), value(first.1)),
            _ => None,
        };
        if found.is_some() {
            return found;
        }
    }
    numbers.windows(2).find_map(|pair| {
        let (year, month) = (value(pair[0].1), value(pair[1].1));
        let whole = joined(pair[0], pair[1])
            && path[pair[1].0 - 1..].starts_with('/')
            && path[pair[1].0 + pair[1].1.len()..].starts_with('/');
        (whole && pair[0].1.len() == 4 && pair[1].1.len() == 2 && (1990..=2099).contains(&year))
            .then(|| Date::parse(&format!("{year:04}-{month:02}")).ok())
            .flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_hold_dates() {
        for (url, want) in [
            ("https://c.example/2031/03/04/dam", Some("2031-03-04")),
            ("https://c.example/news/2031-3-4-dam", Some("2031-03-04")),
            ("https://c.example/a/20310304-dam", Some("2031-03-04")),
            ("https://c.example/a/04-03-2031", Some("2031-03-04")),
            ("https://c.example/2031/03/dam", Some("2031-03")),
            ("https://c.example/2031/03/4-ways-home", Some("2031-03")),
            ("https://c.example/2031/3/4/ways-home", Some("2031-03-04")),
            ("https://c.example/a/99310304", None),
            ("https://c.example/a-12345678.html", None),
            ("https://c.example/1/2/3", None),
        ] {
            assert_eq!(read(url).map(|d| d.to_string()).as_deref(), want, "{url}");
        }
    }
}
