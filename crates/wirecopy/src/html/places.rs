//! Where an element can be put into a page without changing what else it says: inside text, between characters.

use std::ops::Range;

use super::charset;
use super::tree::{self, Limits, NodeKind, Tree};
use crate::Result;
use crate::input::watch::Watch;

/// Elements whose text is not read as markup: what is put in there would be shown, run or lost.
const RAW: &[&str] =
    &["iframe", "noembed", "noframes", "plaintext", "script", "style", "textarea", "title", "xmp"];

/// The stretches of text of a page that elements can be put into, in the bytes of the page. `encoding` is the
/// one the page was read in.
pub(crate) fn places(page: &[u8], encoding: &str) -> Result<Vec<Range<usize>>> {
    let decoded = charset::decode(page, Some(encoding), None);
    let watch = Watch::new(None);
    let tree = tree::build(&decoded.text, Limits::NONE, &watch)?;
    let mut out = Vec::new();
    for node in &tree.nodes {
        if matches!(node.kind, NodeKind::Text | NodeKind::Escaped)
            && !name(&tree, node.parent).is_some_and(|n| RAW.iter().any(|raw| n.eq_ignore_ascii_case(raw)))
        {
            // `</` at the end of the page is text, but not before a tag.
            let (a, mut b) = (node.start as usize, node.end as usize);
            if b == decoded.text.len() && decoded.text[a..].ends_with("</") {
                b -= 2;
            }
            out.push(match &decoded.map {
                Some(map) => map.start(a)..map.end(b),
                None => a..b,
            });
        }
    }
    Ok(out)
}

/// The name of an element as it stands in its start tag.
fn name<'a>(tree: &Tree<'a>, id: tree::NodeId) -> Option<&'a str> {
    let node = tree.nodes.get(id as usize)?;
    let tag = tree.page.get(node.start as usize + 1..node.end as usize)?;
    tag.split(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raw_text_is_no_place() {
        let page = "<title>a</title><TEXTAREA>b</TEXTAREA><p title='c>'>d<!-- e --><b>f</b><script>g</script>\
                    <style>h</style><xmp>i</xmp> j < k <noscript>l</noscript></p>";
        let found = places(page.as_bytes(), "UTF-8").unwrap();
        let found: Vec<&str> = found.into_iter().map(|r| &page[r]).collect();
        assert_eq!(found, ["d", "f", " j < k ", "l"]);
    }
}
