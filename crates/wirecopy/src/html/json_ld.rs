//! Facts of an article from JSON-LD: alone, in a list, in a `@graph`, with authors and publishers given by
//! reference, several objects in one element.

use std::collections::HashMap;

use serde_json::{Deserializer, Map, Value};

use crate::input::watch::Watch;

/// Someone named as author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Author {
    pub(super) name: String,
    /// The page says it is an organisation.
    pub(super) organisation: bool,
}

/// What JSON-LD says of the article on a page.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) title: Option<String>,
    /// `name`, where `headline` says something else.
    pub(super) name: Option<String>,
    pub(super) authors: Vec<Author>,
    pub(super) publisher: Option<String>,
    /// The name of the site the page is part of.
    pub(super) site: Option<String>,
    pub(super) published: Option<String>,
    pub(super) modified: Option<String>,
    pub(super) language: Option<String>,
    pub(super) section: Option<String>,
    pub(super) description: Option<String>,
    pub(super) image: Option<String>,
    pub(super) url: Option<String>,
    pub(super) tags: Vec<String>,
}

/// Types of articles besides those that end in `Article`.
const ARTICLES: &[&str] = &["BlogPosting", "LiveBlogPosting", "Report", "SocialMediaPosting", "Review"];

/// Types that stand for the page when there is no article.
const PAGES: &[&str] = &[
    "WebPage",
    "ItemPage",
    "MedicalWebPage",
    "AboutPage",
    "Recipe",
    "VideoObject",
    "CreativeWork",
    "PodcastEpisode",
];

/// How many nodes of a page are looked at, and how deep.
const MOST: usize = 2000;
const DEEPEST: usize = 12;

type Node = Map<String, Value>;

/// Reads the blocks of JSON-LD of a page. The first article gives the facts; others of the same headline, and
/// the page itself, only what it leaves out.
pub(super) fn read<'a>(blocks: impl Iterator<Item = &'a str>, watch: &Watch) -> Facts {
    let mut broken = Vec::new();
    let mut values: Vec<Value> = Vec::new();
    for block in blocks {
        if !watch.spend(block.len()) {
            break;
        }
        let read = parse(block);
        if read.is_empty() {
            broken.push(block);
        }
        values.extend(read);
    }
    let mut graph = Graph::default();
    for value in &values {
        graph.collect(value, 0, true);
    }
    let mut facts = Facts::default();
    for article in graph.of(is_article).take(4) {
        let headline = graph.text(article, "headline");
        if facts.title.is_none() || headline.is_none() || headline == facts.title {
            graph.fill(&mut facts, article);
        }
    }
    for page in graph.of(|t| PAGES.contains(&t)).take(3) {
        graph.fill_gaps(&mut facts, page);
    }
    let named = |kind: fn(&str) -> bool| graph.of(kind).find_map(|n| graph.text(n, "name"));
    for block in broken {
        facts.published = facts.published.take().or_else(|| salvaged(block, "datePublished"));
        facts.modified = facts.modified.take().or_else(|| salvaged(block, "dateModified"));
    }
    facts.site = named(|t| t == "WebSite").or_else(|| named(is_organisation));
    facts
}

fn is_article(kind: &str) -> bool {
    kind.ends_with("Article") || ARTICLES.contains(&kind)
}

fn is_organisation(kind: &str) -> bool {
    kind.ends_with("Organization") || kind == "Corporation" || kind == "Newspaper"
}

/// Parses one element, forgiving what pages do to JSON: comments around it, raw line ends in strings, several
/// objects one after the other, rubbish at the end.
fn parse(block: &str) -> Vec<Value> {
    let block = block.trim().trim_start_matches("<!--").trim_end_matches("-->").trim();
    let block = block.trim_start_matches("//<![CDATA[").trim_start_matches("/*<![CDATA[*/");
    let read = |text: &str| Deserializer::from_str(text).into_iter::<Value>().map_while(Result::ok).collect();
    let values: Vec<Value> = read(block);
    if !values.is_empty() || block.is_empty() {
        return values;
    }
    let mended: String = block.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let values: Vec<Value> = read(&mended);
    if !values.is_empty() {
        return values;
    }
    read(&without_loose_commas(&mended))
}

/// The string after a key in a block that is no JSON.
fn salvaged(block: &str, key: &str) -> Option<String> {
    let rest = block.split_once(&format!("\"{key}\""))?.1.trim_start().strip_prefix(':')?.trim_start();
    let value = rest.strip_prefix('"')?.split('"').next()?;
    Some(clean(value)).filter(|v| (4..40).contains(&v.len()))
}

/// JSON without commas before a closing bracket, outside strings.
fn without_loose_commas(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut quoted, mut escaped) = (false, false);
    for c in text.chars() {
        if quoted {
            quoted = escaped || c != '"';
            escaped = c == '\\' && !escaped;
        } else if c == '"' {
            quoted = true;
        } else if matches!(c, '}' | ']') {
            let kept = out.trim_end().len();
            if out[..kept].ends_with(',') {
                out.truncate(kept - 1);
            }
        }
        out.push(c);
    }
    out
}

/// The nodes of a page in order, and those that have an identity.
#[derive(Default)]
struct Graph<'a> {
    nodes: Vec<&'a Node>,
    by_id: HashMap<&'a str, &'a Node>,
    seen: usize,
}

impl<'a> Graph<'a> {
    /// Gathers nodes; only those at `top` (not inside a property of another) are articles in their own right.
    fn collect(&mut self, value: &'a Value, depth: usize, top: bool) {
        if depth > DEEPEST || self.seen > MOST {
            return;
        }
        self.seen += 1;
        match value {
            Value::Array(items) => items.iter().for_each(|v| self.collect(v, depth + 1, top)),
            Value::Object(map) => {
                if top {
                    self.nodes.push(map);
                }
                if let Some(Value::String(id)) = map.get("@id")
                    && map.len() > 1
                {
                    self.by_id.entry(id).or_insert(map);
                }
                for (key, inner) in map {
                    let top = top && matches!(key.as_str(), "@graph" | "mainEntity" | "mainEntityOfPage");
                    if inner.is_object() || inner.is_array() {
                        self.collect(inner, depth + 1, top);
                    }
                }
            }
            _ => {}
        }
    }

    /// The nodes of a type, in order.
    fn of<'s>(&'s self, wanted: impl Fn(&str) -> bool + 's) -> impl Iterator<Item = &'a Node> + 's {
        self.nodes.iter().copied().filter(move |node| types(node).any(&wanted))
    }

    /// The node a value is or points to.
    fn node(&self, value: &'a Value) -> Option<&'a Node> {
        let Value::Object(map) = value else { return None };
        match map.get("@id") {
            Some(Value::String(id)) if !map.contains_key("name") => {
                Some(self.by_id.get(id.as_str()).copied().unwrap_or(map))
            }
            _ => Some(map),
        }
    }

    fn text(&self, node: &'a Node, key: &str) -> Option<String> {
        self.words(node.get(key)?)
    }

    /// A string, or the name or value of an object, or the first of a list.
    fn words(&self, value: &'a Value) -> Option<String> {
        match value {
            Value::String(text) => Some(clean(text)).filter(|t| !t.is_empty()),
            Value::Object(_) => {
                let node = self.node(value)?;
                ["name", "@value", "url", "contentUrl"].iter().find_map(|key| match node.get(*key) {
                    Some(Value::String(text)) => Some(clean(text)).filter(|t| !t.is_empty()),
                    _ => None,
                })
            }
            Value::Array(items) => items.iter().filter(|v| !v.is_array()).find_map(|v| self.words(v)),
            _ => None,
        }
    }

    fn fill(&self, facts: &mut Facts, node: &'a Node) {
        let text = |key: &str| self.text(node, key);
        facts.title = facts.title.take().or_else(|| text("headline")).or_else(|| text("name"));
        facts.name = facts.name.take().or_else(|| text("name")).or_else(|| text("alternativeHeadline"));
        facts.publisher = facts.publisher.take().or_else(|| {
            ["publisher", "sourceOrganization", "provider"]
                .iter()
                .find_map(|key| text(key))
                .filter(|name| !name.contains("://"))
        });
        self.fill_gaps(facts, node);
    }

    fn fill_gaps(&self, facts: &mut Facts, node: &'a Node) {
        let text = |key: &str| self.text(node, key);
        let dates = ["datePublished", "dateCreated", "uploadDate"];
        facts.published = facts.published.take().or_else(|| dates.iter().find_map(|key| text(key)));
        facts.modified = facts.modified.take().or_else(|| text("dateModified"));
        facts.language = facts.language.take().or_else(|| self.language(node.get("inLanguage")?));
        facts.section = facts.section.take().or_else(|| text("articleSection"));
        facts.description = facts.description.take().or_else(|| text("description"));
        facts.url =
            facts.url.take().or_else(|| text("url")).or_else(|| match node.get("mainEntityOfPage")? {
                Value::String(url) => Some(clean(url)),
                Value::Object(map) => map.get("@id").and_then(Value::as_str).map(clean),
                _ => None,
            });
        facts.image = facts.image.take().or_else(|| self.image(node.get("image")?));
        for key in ["author", "creator"] {
            if facts.authors.is_empty()
                && let Some(value) = node.get(key)
            {
                self.authors(value, &mut facts.authors, 0);
            }
        }
        if facts.tags.is_empty() {
            match node.get("keywords") {
                Some(Value::String(list)) => {
                    let mark = if list.contains(';') && !list.contains(',') { ';' } else { ',' };
                    facts.tags.extend(list.split(mark).map(clean).filter(|t| !t.is_empty()));
                }
                Some(Value::Array(list)) => facts.tags.extend(list.iter().filter_map(|v| self.words(v))),
                _ => {}
            }
        }
    }

    fn language(&self, value: &'a Value) -> Option<String> {
        match value {
            Value::Object(map) => map.get("alternateName").or(map.get("name")).and_then(|v| self.words(v)),
            other => self.words(other),
        }
    }

    /// The address of a picture: `name` is its caption.
    fn image(&self, value: &'a Value) -> Option<String> {
        match value {
            Value::Object(_) => {
                let node = self.node(value)?;
                ["url", "contentUrl", "@id"].iter().find_map(|key| node.get(*key).and_then(|v| self.image(v)))
            }
            Value::Array(items) => items.iter().find_map(|v| if v.is_array() { None } else { self.image(v) }),
            Value::String(url) => Some(clean(url)).filter(|u| !u.is_empty()),
            _ => None,
        }
    }

    /// All authors a value names: a string, a person, an organisation, lists and roles of these.
    fn authors(&self, value: &'a Value, out: &mut Vec<Author>, depth: usize) {
        if depth > 4 || out.len() > 32 {
            return;
        }
        let mut push = |name: String, organisation: bool| {
            if !name.is_empty() {
                out.push(Author { name, organisation });
            }
        };
        match value {
            Value::Array(items) => items.iter().for_each(|v| self.authors(v, out, depth + 1)),
            Value::String(name) => push(clean(name), false),
            Value::Object(_) => {
                let Some(node) = self.node(value) else { return };
                let organisation = types(node).any(is_organisation);
                match node.get("name") {
                    Some(Value::Array(list)) => {
                        list.iter().filter_map(|v| self.words(v)).for_each(|name| push(name, organisation));
                    }
                    Some(name) => self.words(name).into_iter().for_each(|name| push(name, organisation)),
                    None => {
                        let part = |key: &str| self.text(node, key);
                        let full: Vec<String> =
                            ["givenName", "familyName"].iter().filter_map(|k| part(k)).collect();
                        if !full.is_empty() {
                            push(full.join(" "), false);
                        } else if let Some(inner) =
                            node.get("author").or(node.get("@list")).or(node.get("member"))
                        {
                            self.authors(inner, out, depth + 1);
                        }
                    }
                }
            }
            _ => {}
        }
    }
}

/// The types of a node, without the vocabulary's address.
fn types(node: &Node) -> impl Iterator<Item = &str> {
    let (one, many) = match node.get("@type") {
        Some(Value::String(name)) => (Some(name.as_str()), &[][..]),
        Some(Value::Array(names)) => (None, names.as_slice()),
        _ => (None, &[][..]),
    };
    one.into_iter()
        .chain(many.iter().filter_map(Value::as_str))
        .map(|name| name.rsplit(['/', ':', '#']).next().unwrap_or(name))
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

    fn told(blocks: &[&str]) -> Facts {
        read(blocks.iter().copied(), &Watch::new(None))
    }

    fn names(facts: &Facts) -> Vec<&str> {
        facts.authors.iter().map(|a| a.name.as_str()).collect()
    }

    #[test]
    fn reads_an_article_in_a_graph() {
        let block = r#"{"@graph":[{"@type":"WebPage"},{"@type":["NewsArticle"],"headline":"Dam &amp; wall",
            "author":[{"name":"Ada Lund"},{"name":"Jan Moor"}],"publisher":{"name":"The Harbour Courier"},
            "datePublished":"2025-03-04T10:00:00+01:00","keywords":"dam, pumps"}]}"#;
        let facts = told(&[block, "{broken"]);
        assert_eq!(facts.title.as_deref(), Some("Dam & wall"));
        assert_eq!(names(&facts), ["Ada Lund", "Jan Moor"]);
        assert_eq!(facts.publisher.as_deref(), Some("The Harbour Courier"));
        assert_eq!(facts.tags, ["dam", "pumps"]);
    }

    #[test]
    fn follows_references() {
        let block = r##"{"@graph":[
            {"@type":"BlogPosting","headline":"Wall","author":{"@id":"#p"},"publisher":{"@id":"#o"},"image":{"@id":"#i"}},
            {"@type":"Person","@id":"#p","name":"Petra Quill"},
            {"@type":"ImageObject","@id":"#i","contentUrl":"https://c.example/w.jpg","caption":"The wall"},
            {"@type":"NewsMediaOrganization","@id":"#o","name":"Harbour Courier"},
            {"@type":"WebSite","name":"Courier Online"}]}"##;
        let facts = told(&[block]);
        assert_eq!(names(&facts), ["Petra Quill"]);
        assert_eq!(facts.publisher.as_deref(), Some("Harbour Courier"));
        assert_eq!(facts.site.as_deref(), Some("Courier Online"));
        assert_eq!(facts.image.as_deref(), Some("https://c.example/w.jpg"));
    }

    #[test]
    fn reads_all_shapes_of_authors() {
        for (author, want) in [
            (r#""Ada Lund""#, vec!["Ada Lund"]),
            (r#"[[{"name":"Ada Lund"}],"Jan Moor"]"#, vec!["Ada Lund", "Jan Moor"]),
            (r#"{"@type":"Person","givenName":"Ada","familyName":"Lund"}"#, vec!["Ada Lund"]),
            (r#"{"@type":"Person","name":["Ada Lund","Jan Moor"]}"#, vec!["Ada Lund", "Jan Moor"]),
            (r#"{"@type":"Role","author":{"name":"Ada Lund"}}"#, vec!["Ada Lund"]),
            (r#"{"@list":[{"name":"Ada Lund"}]}"#, vec!["Ada Lund"]),
            (r#"{"url":"https://c.example/a"}"#, vec![]),
        ] {
            let block = format!(r#"[{{"@type":"https://schema.org/NewsArticle","author":{author}}}]"#);
            assert_eq!(names(&told(&[block.as_str()])), want, "{author}");
        }
        let block = r#"{"@type":"LiveBlogPosting","headline":"Flood","author":{"@type":"Organization","name":"KPA"},
            "liveBlogUpdate":[{"@type":"BlogPosting","headline":"Later","author":{"name":"Jan Moor"}}]}"#;
        let facts = told(&[block]);
        assert_eq!(facts.authors, [Author { name: "KPA".to_owned(), organisation: true }]);
        assert_eq!(facts.title.as_deref(), Some("Flood"));
    }

    #[test]
    fn forgives_what_pages_do() {
        for block in [
            "<!-- {\"@type\":\"Article\",\"headline\":\"Wall\"} -->",
            "{\"@type\":\"Article\",\"headline\":\"Wall\",}",
            "{\"@type\":\"Article\",\"headline\":\"Wall\"};",
            "{\"@type\":\"Organization\"}\n{\"@type\":\"Article\",\"headline\":\"Wall\"}",
            "{\"@type\":\"Article\",\"headline\":\"Wall\",\"description\":\"a\nb\"}",
        ] {
            assert_eq!(told(&[block]).title.as_deref(), Some("Wall"), "{block}");
        }
        let broken = "{\"@type\":\"Article\",\"headline\":\"A \"wall\"\", \"datePublished\": \"2031-03-04\"}";
        assert_eq!(told(&[broken]).published.as_deref(), Some("2031-03-04"));
    }
}
