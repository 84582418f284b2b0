//! The article as blocks of text: white space squeezed, inline tags gone, every word leading back to the page.

use super::content::{Mass, Weighed};
use super::escapes;
use super::hints::Hint;
use super::region::Region;
use super::stored;
use super::tags::Tag;
use super::tidy::{Made, is_article, tidy};
use super::tree::{NONE, NodeId, NodeKind, Tree};
use crate::Favor;
use crate::document::{BlockKind, Builder};

/// Writes the title and the article into the builder, which knows whether the page calls itself an article.
pub(super) fn flatten(
    tree: &Tree<'_>,
    weighed: &Weighed,
    title: Option<NodeId>,
    region: Option<&Region>,
    favor: Favor,
    builder: &mut Builder,
) {
    let mut writer = Writer {
        tree,
        weighed,
        region,
        favor,
        builder,
        made: Vec::new(),
        headline: None,
        line: Line::default(),
    };
    if let Some(title) = title {
        writer.walk(title, Some((BlockKind::Title, None)), None);
    }
    if let Some(region) = region {
        for &lead in &region.lead {
            writer.walk(lead, None, None);
        }
        writer.walk(region.root, None, title);
    }
    let (mut made, headline) = (writer.made, writer.headline);
    let found = made.iter().filter(|b| b.2.is_body()).map(|b| b.1 - b.0).sum();
    if let Some(stored) = stored::write(tree, found, builder) {
        for block in made.iter_mut().filter(|b| b.2.is_body()) {
            *block = (block.0, block.1, BlockKind::Debris, Some("not_the_article"));
        }
        made.extend(stored);
    }
    let teasers = region.map_or(0, |r| r.teasers);
    let made = tidy(&builder.text, made, headline, &builder.metadata, favor);
    builder.article = is_article(&builder.text, &made, teasers, builder.article);
    for (start, end, kind, note) in made {
        builder.block(start, end, kind, note);
    }
}

/// What a stretch of text is, and for debris which kind.
type Zone = (BlockKind, Option<&'static str>);

/// The state of the line being written.
#[derive(Debug, Default)]
struct Line {
    /// Where the block starts in the text.
    start: Option<usize>,
    kind: Option<Zone>,
    /// A white space seen and not written yet: its bytes in the page.
    space: Option<(usize, usize)>,
    /// Line breaks seen since the last word.
    breaks: u32,
    /// A new cell of a table row has begun.
    cell: bool,
}

struct Writer<'a, 'b> {
    tree: &'a Tree<'a>,
    weighed: &'a Weighed,
    region: Option<&'a Region>,
    favor: Favor,
    builder: &'b mut Builder,
    made: Vec<Made>,
    /// How many blocks stood before the headline, when it lies inside the article.
    headline: Option<usize>,
    line: Line,
}

impl Writer<'_, '_> {
    /// Writes all text inside `root`; `fixed` is what it all is, `leave` a node to leave out.
    fn walk(&mut self, root: NodeId, fixed: Option<Zone>, leave: Option<NodeId>) {
        let (first, end) = (root, self.tree.after(root));
        // Open blocks and zones: where they end, and what text inside them is.
        let mut zones: Vec<(NodeId, Option<Zone>)> = Vec::new();
        let mut id = first;
        while id < end {
            while zones.last().is_some_and(|z| z.0 <= id) {
                self.flush();
                zones.pop();
            }
            let zone = fixed.or_else(|| zones.last().and_then(|z| z.1));
            match self.tree.nodes[id as usize].kind {
                NodeKind::Text | NodeKind::Escaped => {
                    if !self.weighed.silent[id as usize] {
                        self.text(id, zone.unwrap_or((BlockKind::Paragraph, None)));
                    }
                }
                NodeKind::Element(tag) => {
                    let next = self.tree.after(id);
                    if self.weighed.silent[id as usize] || Some(id) == leave {
                        if Some(id) == leave {
                            self.flush();
                            self.headline = Some(self.made.len());
                        }
                        id = next;
                        continue;
                    }
                    if tag == Tag::Br {
                        self.line.breaks += 1;
                        if self.line.breaks > 1 {
                            self.flush();
                        }
                    }
                    let inline = !tag.is_block() && self.line.start.is_some();
                    if inline && self.weighed.hints[id as usize] == Some(Hint::Apart) {
                        id = next;
                        continue;
                    }
                    let own = if fixed.is_some() || id == root || inline {
                        None
                    } else {
                        self.kind_of(id, tag, root, zone)
                    };
                    let cell = own.is_none() && zone.is_some_and(|z| z.0 == BlockKind::Table);
                    if cell && tag.is_block() {
                        self.line.cell = true;
                    } else if tag.is_block() || own.is_some() {
                        self.flush();
                        zones.push((next, own.or(zone)));
                    }
                }
            }
            id += 1;
        }
        self.flush();
    }

    /// What the text inside an element is, when the element says something about it.
    fn kind_of(&self, id: NodeId, tag: Tag, root: NodeId, zone: Option<Zone>) -> Option<Zone> {
        if zone.is_some_and(|z| z.0 == BlockKind::Debris) {
            return None;
        }
        if let Some(why) = self.region.and_then(|r| r.out.get(&id)) {
            return Some((BlockKind::Debris, Some(why)));
        }
        let whole = self.weighed.mass[root as usize].text.max(1);
        let Mass { text, linked } = self.weighed.mass[id as usize];
        let minor = text * 5 < whole * 2;
        let in_picture = zone.is_some_and(|z| matches!(z.0, BlockKind::Caption | BlockKind::Credit));
        match self.weighed.hints[id as usize] {
            Some(Hint::Drop) if self.favor == Favor::Recall => {}
            Some(Hint::Apart | Hint::Drop) if minor && !self.is_embedded(id) => {
                return Some((BlockKind::Debris, Some("boilerplate")));
            }
            Some(Hint::Credit) if text < 200 => return Some((BlockKind::Credit, None)),
            Some(Hint::Caption) if minor => return Some((BlockKind::Caption, None)),
            Some(Hint::Byline) if text < 250 && text * 5 < whole && tag != Tag::A => {
                return Some((BlockKind::Byline, None));
            }
            _ => {}
        }
        if in_picture {
            return None;
        }
        match tag {
            Tag::Figure if minor => Some((BlockKind::Caption, None)),
            Tag::Aside if minor => Some((BlockKind::Debris, Some("aside"))),
            Tag::Ul | Tag::Ol | Tag::Section | Tag::Div | Tag::Table | Tag::P | Tag::Dl
                if text > 0 && linked * 10 >= text * self.link_heavy() && text * 4 < whole =>
            {
                Some((BlockKind::Debris, Some("related")))
            }
            Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 => Some((BlockKind::Heading, None)),
            Tag::Li => Some((BlockKind::ListItem, None)),
            Tag::Blockquote => Some((BlockKind::BlockQuote, None)),
            Tag::Tr if self.is_data(id) => Some((BlockKind::Table, None)),
            _ => None,
        }
    }

    /// How many tenths of a part may be links.
    fn link_heavy(&self) -> u32 {
        match self.favor {
            Favor::Precision => 4,
            Favor::Recall => 11,
            Favor::Balanced => 7,
        }
    }

    /// Whether an element is there for a quotation set into the article, such as a post of someone's.
    fn is_embedded(&self, id: NodeId) -> bool {
        let quoted: u32 = self
            .tree
            .within(id)
            .take(2000)
            .filter(|&n| self.tree.tag(n) == Some(Tag::Blockquote))
            .map(|n| self.weighed.mass[n as usize].text)
            .sum();
        quoted > 0 && quoted * 5 >= self.weighed.mass[id as usize].text * 4
    }

    /// Whether a table row holds figures and labels, not running text.
    fn is_data(&self, row: NodeId) -> bool {
        let mut cells = 0;
        for cell in self.tree.children(row) {
            if self.tree.tag(cell).is_some() {
                cells += 1;
                if self.weighed.mass[cell as usize].text > 150 {
                    return false;
                }
            }
        }
        cells > 1
    }

    /// Writes the characters of a text node.
    fn text(&mut self, id: NodeId, kind: Zone) {
        let node = &self.tree.nodes[id as usize];
        let start = node.start as usize;
        let raw = &self.tree.page[start..node.end as usize];
        if node.kind == NodeKind::Text {
            self.words(raw, start, kind);
        } else {
            escapes::pieces(raw, |piece, range| {
                if piece.len() == range.len() {
                    self.words(piece, start + range.start, kind);
                } else {
                    self.piece(piece, (start + range.start, start + range.end), kind);
                }
            });
        }
    }

    /// Writes words that stand in the page as they read, from `at` on.
    fn words(&mut self, text: &str, at: usize, kind: Zone) {
        let mut rest = 0;
        while rest < text.len() {
            let tail = &text[rest..];
            let word = tail.find(char::is_whitespace).unwrap_or(tail.len());
            if !self.tree.watch.spend(word + 1) {
                return;
            }
            if word > 0 {
                self.emit(&tail[..word], (at + rest, at + rest + word), kind);
            }
            rest += word;
            if let Some(gap) = text[rest..].chars().next() {
                self.line.space.get_or_insert((at + rest, at + rest + gap.len_utf8()));
                rest += gap.len_utf8();
            }
        }
    }

    /// Writes what a character reference stands for.
    fn piece(&mut self, piece: &str, range: (usize, usize), kind: Zone) {
        if piece.chars().all(char::is_whitespace) {
            self.line.space.get_or_insert(range);
        } else {
            self.emit(piece, range, kind);
        }
    }

    fn emit(&mut self, word: &str, range: (usize, usize), kind: Zone) {
        match self.line.start {
            None => {
                if !self.builder.text.is_empty() {
                    self.builder.push_glue("\n\n");
                }
                self.line.start = Some(self.builder.text.len());
                self.line.kind = Some(kind);
            }
            Some(_) if self.line.cell => self.builder.push_glue("\t"),
            Some(_) if self.line.breaks > 0 => self.builder.push_glue("\n"),
            Some(_) => {
                if let Some((a, b)) = self.line.space {
                    self.builder.push(" ", (a, b));
                }
            }
        }
        self.line.space = None;
        self.line.breaks = 0;
        self.line.cell = false;
        self.builder.push(word, range);
    }

    /// Ends the block being written.
    fn flush(&mut self) {
        let line = std::mem::take(&mut self.line);
        if let (Some(start), Some((kind, note))) = (line.start, line.kind) {
            self.made.push((start, self.builder.text.len(), kind, note));
        }
    }
}

/// All text inside an element, squeezed: for short elements such as headings.
pub(super) fn plain(tree: &Tree<'_>, id: NodeId) -> String {
    if id == NONE {
        return String::new();
    }
    let mut out = String::new();
    for node in tree.within(id).take(2000) {
        if tree.tag(node) == Some(Tag::Br) && !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
        if matches!(tree.nodes[node as usize].kind, NodeKind::Text | NodeKind::Escaped) {
            let words = tree.text(node);
            for (k, word) in words.split_whitespace().enumerate() {
                let apart = k > 0 || words.starts_with(char::is_whitespace);
                if apart && !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
                out.push_str(word);
            }
            if words.ends_with(char::is_whitespace) && !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        }
    }
    out.trim_end().to_owned()
}
