//! Facts of an article from JSON-LD.

use serde_json::Value;

/// What JSON-LD says of the article on a page.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) title: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) publisher: Option<String>,
    pub(super) published: Option<String>,
    pub(super) modified: Option<String>,
    pub(super) language: Option<String>,
    pub(super) section: Option<String>,
    pub(super) description: Option<String>,
    pub(super) image: Option<String>,
    pub(super) url: Option<String>,
    pub(super) tags: Vec<String>,
}

const ARTICLES: &[&str] = &[
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "BackgroundNewsArticle",
    "BlogPosting",
    "LiveBlogPosting",
    "Report",
    "TechArticle",
    "ScholarlyArticle",
    "SocialMediaPosting",
    "Review",
    "ReviewNewsArticle",
    "AdvertiserContentArticle",
    "SatiricalArticle",
];

/// Reads the blocks of JSON-LD of a page; the first article found gives the facts.
pub(super) fn read<'a>(blocks: impl Iterator<Item = &'a str>) -> Facts {
    let values: Vec<Value> = blocks.filter_map(parse).collect();
    let mut articles = Vec::new();
    for value in &values {
        collect(value, &mut articles, 0);
    }
    let mut facts = Facts::default();
    for article in articles.iter().take(4) {
        fill(&mut facts, article);
    }
    facts
}

/// Parses one block, forgiving what pages do to JSON: comments around it, raw line ends in strings.
fn parse(block: &str) -> Option<Value> {
    let block = block.trim().trim_start_matches("<!--").trim_end_matches("-->").trim();
    let block =
        block.trim_start_matches("//<![CDATA[").trim_end_matches("//]]>").trim().trim_end_matches(';');
    serde_json::from_str(block).ok().or_else(|| {
        let mended: String = block.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&mended).ok()
    })
}

fn collect<'a>(value: &'a Value, out: &mut Vec<&'a Value>, depth: usize) {
    if depth > 6 || out.len() > 8 {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|v| collect(v, out, depth + 1)),
        Value::Object(map) => {
            let is_article = match map.get("@type") {
                Some(Value::String(name)) => ARTICLES.contains(&name.as_str()),
                Some(Value::Array(names)) => {
                    names.iter().filter_map(Value::as_str).any(|name| ARTICLES.contains(&name))
                }
                _ => false,
            };
            if is_article {
                out.push(value);
                return;
            }
            for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                if let Some(inner) = map.get(key) {
                    collect(inner, out, depth + 1);
                }
            }
        }
        _ => {}
    }
}

fn fill(facts: &mut Facts, article: &Value) {
    let text = |key: &str| words(&article[key]);
    facts.title = facts.title.take().or_else(|| text("headline")).or_else(|| text("name"));
    facts.published = facts.published.take().or_else(|| text("datePublished"));
    facts.modified = facts.modified.take().or_else(|| text("dateModified"));
    facts.language = facts.language.take().or_else(|| text("inLanguage"));
    facts.section = facts.section.take().or_else(|| text("articleSection"));
    facts.description = facts.description.take().or_else(|| text("description"));
    facts.url = facts.url.take().or_else(|| text("url"));
    facts.publisher = facts.publisher.take().or_else(|| words(&article["publisher"]));
    facts.image = facts.image.take().or_else(|| match &article["image"] {
        Value::Object(map) => map.get("url").and_then(words),
        other => words(other),
    });
    if facts.authors.is_empty() {
        for key in ["author", "creator"] {
            names(&article[key], &mut facts.authors);
            if !facts.authors.is_empty() {
                break;
            }
        }
    }
    if facts.tags.is_empty() {
        match &article["keywords"] {
            Value::String(list) => facts.tags.extend(list.split(',').map(clean).filter(|t| !t.is_empty())),
            Value::Array(list) => facts.tags.extend(list.iter().filter_map(words)),
            _ => {}
        }
    }
}

/// A string, or the name or value of an object, or the first of a list.
fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(clean(text)).filter(|t| !t.is_empty()),
        Value::Object(map) => ["name", "@value", "url"].iter().find_map(|key| match map.get(*key) {
            Some(Value::String(text)) => Some(clean(text)).filter(|t| !t.is_empty()),
            _ => None,
        }),
        Value::Array(items) => items.first().and_then(|first| match first {
            Value::Array(_) => None,
            other => words(other),
        }),
        _ => None,
    }
}

fn names(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::Array(items) => {
            for item in items.iter().filter(|v| !v.is_array()) {
                names(item, out);
            }
        }
        Value::Object(map) => match map.get("name") {
            Some(Value::Array(list)) => out.extend(list.iter().filter_map(words)),
            Some(name) => out.extend(words(name)),
            None => {}
        },
        other => out.extend(words(other)),
    }
}

/// White space squeezed, character references resolved: many pages escape twice.
fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    super::escapes::pieces(text, |piece, _| out.push_str(piece));
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_an_article_in_a_graph() {
        let block = r#"{"@graph":[{"@type":"WebPage"},{"@type":["NewsArticle"],"headline":"Dam &amp; wall",
            "author":[{"name":"Ada Lund"},{"name":"Jan Moor"}],"publisher":{"name":"The Harbour Courier"},
            "datePublished":"2025-03-04T10:00:00+01:00","keywords":"dam, pumps"}]}"#;
        let facts = read([block, "{broken"].into_iter());
        assert_eq!(facts.title.as_deref(), Some("Dam & wall"));
        assert_eq!(facts.authors, ["Ada Lund", "Jan Moor"]);
        assert_eq!(facts.publisher.as_deref(), Some("The Harbour Courier"));
        assert_eq!(facts.tags, ["dam", "pumps"]);
    }
}
