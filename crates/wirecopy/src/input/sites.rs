//! Names of sites: which of those a page gives its readers go by, and titles without them.

use unicode_normalization::UnicodeNormalization;

use crate::document::{Field, Provenance};
use crate::plain::tables::header_words;

/// What may stand between a title and the site's name.
const MARKS: &[char] = &[
    '|', '_', '｜', 'ㅣ', '│', '-', '–', '—', '·', '•', '»', '«', '›', '‹', '：', ':', '/', '*', '~', '<',
    '>', '⋆', '∙', '◆', '■', ',',
];

/// The names a site goes by.
#[derive(Debug, Default)]
pub(crate) struct Sites {
    names: Vec<Name>,
    /// The middle of the host: `harbour-courier` of `www.harbour-courier.co.uk`.
    host: String,
    full_host: String,
}

#[derive(Debug)]
struct Name {
    text: String,
    letters: String,
    provenance: Provenance,
    weight: i32,
}

impl Sites {
    /// The names that a page gives, each with how much its place counts; `url` is the page's address.
    pub(crate) fn new(given: Vec<(String, Provenance, i32)>, title: &[&str], url: Option<&str>) -> Self {
        let full_host = url.and_then(host_of).unwrap_or_default();
        let mut sites = Self { names: Vec::new(), host: letters(label(&full_host)), full_host };
        for (text, provenance, weight) in given {
            let text = cleaned(&text);
            sites.add(&text, provenance, weight);
        }
        for title in title {
            for tail in ends(title) {
                let tail = tail.trim();
                let key = bare(tail);
                if (2..=60).contains(&tail.len())
                    && (sites.is_host(tail) || sites.names.iter().any(|n| n.letters == key))
                {
                    sites.add(tail, Provenance::Element, 3);
                }
            }
        }
        sites
    }

    fn add(&mut self, text: &str, provenance: Provenance, weight: i32) {
        let key = bare(text);
        if key.is_empty() || text.chars().count() > 80 {
            return;
        }
        let short = key.chars().count() <= 4 && text.is_ascii();
        let address = if is_address(text) { -4 } else { 0 };
        let weight = weight
            + address
            + match (self.is_host(text), short) {
                (true, _) => 4,
                (false, true) => -3,
                _ => 0,
            };
        self.names.push(Name { text: text.to_owned(), letters: key, provenance, weight });
    }

    /// Whether the letters of a name are those of the host, or one holds the other. German hosts spell umlauts out.
    pub(crate) fn is_host(&self, name: &str) -> bool {
        let host = self.host.as_str();
        let like = |key: &str| {
            host == key
                || key.len() > 3
                    && (host.len() > 3 && key.contains(host) || host.starts_with(key) || host.ends_with(key))
        };
        let lower = name.to_lowercase();
        host.len() > 1
            && (like(&bare(name))
                || lower.contains(['ä', 'ö', 'ü'])
                    && like(&bare(&lower.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue"))))
    }

    /// Whether the letters of a name are those of the host and no others.
    pub(crate) fn is_host_alone(&self, name: &str) -> bool {
        letters(name) == self.host
    }

    /// The name its readers know: most of the page agrees on it, and the address.
    pub(crate) fn outlet(&self) -> Option<Field<String>> {
        let mut best: Option<(&Name, i32)> = None;
        for name in &self.names {
            let weight: i32 = self.names.iter().filter(|n| n.letters == name.letters).map(|n| n.weight).sum();
            if best.is_none_or(|b| {
                weight > b.1
                    || weight == b.1
                        && b.0.letters == name.letters
                        && is_address(&b.0.text)
                        && !is_address(&name.text)
            }) {
                best = Some((name, weight));
            }
        }
        best.map(|(name, _)| Field::new(name.text.clone(), name.provenance))
    }

    /// The host without `www.`, when nothing better is known.
    pub(crate) fn host(&self) -> Option<Field<String>> {
        (!self.full_host.is_empty()).then(|| Field::new(self.full_host.clone(), Provenance::Url))
    }

    /// Whether a text is nothing but a name of the site.
    pub(crate) fn is_name(&self, text: &str) -> bool {
        let key = bare(text);
        !key.is_empty() && (self.names.iter().any(|n| n.letters == key) || key == self.host)
    }

    /// A title without the site's name at either end, and without the sections between.
    pub(crate) fn strip(&self, title: &str) -> String {
        let mut rest = title.trim();
        if let Some((head, mark, tail)) = first_cut(rest)
            && self.is_name(head)
            && tail.trim().chars().count() > 3
            && (mark != ',' && !self.is_name(tail))
        {
            rest = tail.trim();
        }
        let mut found = false;
        for _ in 0..4 {
            let Some((head, mark, tail)) = last_cut(rest) else { break };
            let bar = matches!(mark, '|' | '｜' | 'ㅣ' | '│' | '»' | '•');
            let site = self.is_name(tail)
                || self.is_host(tail) && !matches!(mark, ':' | ',')
                || !matches!(mark, ':' | ',') && self.holds(tail);
            let section = found && tail.split_whitespace().count() <= 2 && !matches!(mark, ':' | '：' | ',');
            let caseless =
                !tail.starts_with(' ') && tail.chars().all(is_caseless) && tail.chars().count() <= 10;
            if head.trim().chars().count() < 3
                || !(site
                    || section
                    || caseless && matches!(mark, '-' | '_' | '–')
                    || bar && tail.split_whitespace().count() <= 4 && tail.len() < 48)
            {
                break;
            }
            found |= site || bar;
            rest = head.trim_end().trim_end_matches(MARKS).trim_end();
        }
        rest.to_owned()
    }

    /// Whether words hold a whole name of the site and little else: "Metro News", "by Ada Lund, The Courier".
    pub(crate) fn holds(&self, words: &str) -> bool {
        let key = bare(words);
        self.names
            .iter()
            .any(|n| n.letters.len() > 3 && key.contains(&n.letters) && key.len() <= n.letters.len() + 14)
    }
}

/// The last mark that divides a title, with what stands before and after. A mark between letters divides only
/// where no space is written around it: a bar, a full-width colon.
fn last_cut(title: &str) -> Option<(&str, char, &str)> {
    title.char_indices().rev().find_map(|(at, c)| cut_at(title, at, c))
}

fn first_cut(title: &str) -> Option<(&str, char, &str)> {
    title.char_indices().find_map(|(at, c)| cut_at(title, at, c))
}

fn cut_at(title: &str, at: usize, c: char) -> Option<(&str, char, &str)> {
    if !MARKS.contains(&c) {
        return None;
    }
    let (head, tail) = (&title[..at], &title[at + c.len_utf8()..]);
    let spaced = head.ends_with(char::is_whitespace) && tail.starts_with(char::is_whitespace);
    let divides = match c {
        '|' | '｜' | 'ㅣ' | '│' | '：' | '»' => true,
        ':' | ',' => tail.starts_with(char::is_whitespace),
        '-' | '_' | '–' => {
            spaced
                || head.chars().next_back().is_some_and(is_caseless)
                    && tail.chars().all(|c| !c.is_whitespace())
        }
        _ => spaced,
    };
    (divides && !head.trim().is_empty() && !tail.trim().is_empty()).then_some((head, c, tail))
}

/// A letter of a script without capitals.
fn is_caseless(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase()
}

/// What stands after the last dividing mark of a title, and before the first.
fn ends(title: &str) -> impl Iterator<Item = &str> {
    last_cut(title).map(|(_, _, tail)| tail).into_iter().chain(first_cut(title).map(|(head, _, _)| head))
}

/// Letters and digits alone, in lower case, without accents.
pub(crate) fn letters(text: &str) -> String {
    if text.is_ascii() {
        return text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    }
    text.nfkd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The letters of a name without its article and the end of an address.
fn bare(name: &str) -> String {
    let name = name.trim();
    let name = if is_address(name) { name.rsplit_once('.').map_or(name, |(head, _)| head) } else { name };
    let lower = name.to_lowercase();
    let article = |lower: &str| {
        let (first, rest) = lower.split_once(' ')?;
        header_words("article").contains(&first).then(|| rest.to_owned())
    };
    letters(article(&lower).as_deref().unwrap_or(&lower))
}

/// "courier.example": a host, no name.
fn is_address(name: &str) -> bool {
    !name.contains(char::is_whitespace)
        && name.rsplit_once('.').is_some_and(|(head, end)| {
            head.len() > 1 && (2..=8).contains(&end.len()) && end.bytes().all(|b| b.is_ascii_lowercase())
        })
}

/// A site's name without its address or slogan.
fn cleaned(name: &str) -> String {
    let name = name.trim().trim_start_matches('@');
    let name = name.strip_prefix("https://").or(name.strip_prefix("http://")).unwrap_or(name);
    let name = name.strip_prefix("www.").unwrap_or(name).trim_end_matches('/');
    let cut = [" | ", " - ", " – ", " — ", ": "]
        .iter()
        .filter_map(|mark| name.find(mark))
        .min()
        .unwrap_or(name.len());
    name[..cut].split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The host of an address, in lower case, without `www.`.
pub(crate) fn host_of(url: &str) -> Option<String> {
    let host = url.split_once("://")?.1.split(['/', '?', '#']).next()?;
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host).split(':').next()?.to_ascii_lowercase();
    let host = ["www.", "m.", "amp."].iter().find_map(|p| host.strip_prefix(p)).unwrap_or(&host).to_owned();
    (!host.is_empty()).then_some(host)
}

/// The label of a host that names the site: the longest of those before the public suffix.
fn label(host: &str) -> &str {
    let parts: Vec<&str> = host.split('.').collect();
    let n = parts.len();
    let second = n >= 3 && parts[n - 1].len() == 2 && parts[n - 2].len() <= 3;
    let end = if second { n - 2 } else { n.saturating_sub(1) };
    parts.get(end.saturating_sub(1)).copied().unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sites(names: &[&str], title: &str, url: &str) -> Sites {
        let given = names.iter().map(|n| ((*n).to_owned(), Provenance::OpenGraph, 5)).collect();
        Sites::new(given, &[title], Some(url))
    }

    #[test]
    fn titles_lose_the_site() {
        let courier = sites(&["The Harbour Courier"], "", "https://www.harbourcourier.example/a");
        for (title, want) in [
            ("Dam holds - The Harbour Courier", "Dam holds"),
            ("Dam holds | News | Harbour Courier", "Dam holds"),
            ("Dam holds – World – harbourcourier.example", "Dam holds"),
            ("Harbour Courier: Dam holds", "Dam holds"),
            ("Harbour Courier - Dam holds", "Dam holds"),
            ("Dam - or no dam - in spring", "Dam - or no dam - in spring"),
            ("Mayor: dam holds", "Mayor: dam holds"),
            ("水坝坚固：Harbour Courier", "水坝坚固"),
            ("Dam holds, Harbour Courier", "Dam holds"),
            ("Well-built", "Well-built"),
        ] {
            assert_eq!(courier.strip(title), want);
        }
    }

    #[test]
    fn the_outlet_is_what_most_of_the_page_says() {
        let name = |s: &Sites| s.outlet().map(|f| f.value);
        let of_title = sites(&[], "Dam holds - The Harbour Courier", "https://harbourcourier.example/");
        assert_eq!(name(&of_title).as_deref(), Some("The Harbour Courier"));
        let section =
            sites(&["Security", "harbour online"], "Dam | harbour online", "https://www.harbour.example/");
        assert_eq!(name(&section).as_deref(), Some("harbour online"));
        let address = sites(&["nordblatt.example", "Nordblatt Zeitung"], "", "https://nordblatt.example/");
        assert_eq!(name(&address).as_deref(), Some("Nordblatt Zeitung"));
        assert_eq!(sites(&[], "Dam - in spring", "https://www.x.co.uk/a").host().unwrap().value, "x.co.uk");
    }

    #[test]
    fn hosts_and_labels() {
        assert_eq!(host_of("https://user@www.Courier.example:80/a?b").as_deref(), Some("courier.example"));
        assert_eq!(label("news.courier.co.uk"), "courier");
        assert_eq!(label("courier.example"), "courier");
    }
}
