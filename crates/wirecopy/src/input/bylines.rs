//! Names as pages give them: titles with the site's name, bylines with job titles, sites with slogans.

/// A title without the name of the site at either end.
pub(crate) fn without_site(title: &str, site: Option<&str>) -> String {
    let letters = |text: &str| {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
    };
    let site = site.map(letters).unwrap_or_default();
    for mark in [" | ", " - ", " – ", " — ", " · ", " • ", " » ", " :: ", "| "] {
        if let Some(at) = title.rfind(mark) {
            let (head, tail) = (&title[..at], &title[at + mark.len()..]);
            let last = letters(tail);
            let is_site =
                !site.is_empty() && (last.contains(&site) || site.contains(&last)) && !last.is_empty();
            if is_site || (mark.contains('|') && tail.split_whitespace().count() <= 4) {
                return without_site(head.trim(), None);
            }
        }
        if let Some(at) = title.find(mark)
            && !site.is_empty()
            && letters(&title[..at]) == site
        {
            return title[at + mark.len()..].trim().to_owned();
        }
    }
    title.trim().to_owned()
}

/// A site's name without its address or slogan.
pub(crate) fn site(name: &str) -> String {
    let name = name.trim().trim_start_matches('@');
    let name = name.strip_prefix("https://").or(name.strip_prefix("http://")).unwrap_or(name);
    let name = name.strip_prefix("www.").unwrap_or(name).trim_end_matches('/');
    let cut = [" | ", " - ", " – "].iter().filter_map(|mark| name.find(mark)).min().unwrap_or(name.len());
    name[..cut].trim().to_owned()
}

const BY: &[&str] =
    &["by ", "von ", "par ", "por ", "di ", "door ", "af ", "av ", "text: ", "written by ", "from "];
const JOBS: &[&str] = &[
    "correspondent",
    "reporter",
    "editor",
    "writer",
    "journalist",
    "redakteur",
    "staff",
    "ago",
    "updated",
    "published",
    "redaktion",
    "newsroom",
    "producer",
    "columnist",
    "contributor",
    "minutes",
    "hours",
    "read",
];

/// The people in what pages give as authors: without "by", addresses, job titles, the outlet itself.
pub(crate) fn people(given: &[String], outlet: Option<&str>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for text in given {
        if text.contains("://") || text.starts_with("www.") {
            continue;
        }
        let text =
            text.replace(" and ", ", ").replace(" & ", ", ").replace(" und ", ", ").replace(" et ", ", ");
        for part in text.split([',', ';', '|', '/', '•', '·', '\n']) {
            let mut name = part.trim();
            for by in BY {
                if name.len() > by.len()
                    && name.is_char_boundary(by.len())
                    && name[..by.len()].eq_ignore_ascii_case(by)
                {
                    name = name[by.len()..].trim();
                }
            }
            let name = name.split(" (").next().unwrap_or(name).trim_matches([' ', '.', ':', '-', '–', '@']);
            if is_person(name)
                && outlet.is_none_or(|o| !o.eq_ignore_ascii_case(name))
                && !out.iter().any(|n| n == name)
            {
                out.push(name.to_owned());
            }
        }
    }
    out
}

fn is_person(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let lower = name.to_lowercase();
    (1..=5).contains(&words.len())
        && name.len() > 2
        && name.len() < 60
        && name.chars().next().is_some_and(char::is_alphabetic)
        && !name.chars().any(|c| c.is_ascii_digit() || c == '@')
        && !lower.split_whitespace().any(|w| JOBS.contains(&w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_lose_the_site() {
        assert_eq!(without_site("Dam holds - The Harbour Courier", Some("Harbour Courier")), "Dam holds");
        assert_eq!(without_site("Dam holds | News | Courier", None), "Dam holds");
        assert_eq!(
            without_site("Dam - or no dam - in spring", Some("Courier")),
            "Dam - or no dam - in spring"
        );
    }

    #[test]
    fn bylines_become_people() {
        let given =
            ["By Ada Lund and Jan Moor, Senior Correspondent".to_owned(), "https://x.example/ada".to_owned()];
        assert_eq!(people(&given, Some("The Courier")), ["Ada Lund", "Jan Moor"]);
        assert_eq!(people(&["The Courier".to_owned()], Some("The Courier")), Vec::<String>::new());
    }
}
