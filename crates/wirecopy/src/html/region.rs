//! Which part of a page is the article.
//!
//! Every stretch of running text weighs for its container, every link list and every scrap against it; the
//! container with the greatest sum is the article (a maximum-subtree form of Pasternack and Roth, "Extracting
//! article text from the web with maximum subsequence segmentation", WWW 2009). What its markup calls something
//! else and teasers (a linked heading with a few words) weigh nothing. An article that is split over several
//! containers is put together again: its paragraphs look alike.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::content::Weighed;
use super::hints::Hint;
use super::tags::Tag;
use super::tree::{NodeId, NodeKind, Tree};
use crate::Favor;
use crate::plain::shapes::ends_clause;

/// The most that one part can weigh against its container.
const MOST_AGAINST: i32 = -120;
/// Less weight than this is hardly an article.
const LITTLE: i32 = 200;
/// A line that is shorter and ends no sentence is not running text.
const LINE: u32 = 100;
/// The work that a node is in one pass, in bytes.
const NODE: usize = 16;
/// A teaser's words beside its linked heading, at most.
const TEASER_WORDS: u32 = 450;

/// The article of a page.
#[derive(Debug)]
pub(super) struct Region {
    /// The element that holds all of it.
    pub(super) root: NodeId,
    /// What is left out inside `root`, by node: why.
    pub(super) out: HashMap<NodeId, &'static str>,
    /// A paragraph before `root` that leads into the article.
    pub(super) lead: Vec<NodeId>,
    /// How many teasers stand inside `root`.
    pub(super) teasers: usize,
}

/// Finds the article, when the page has one and the caller does not stop it.
pub(super) fn find(
    tree: &Tree<'_>,
    weighed: &Weighed,
    headline: Option<NodeId>,
    favor: Favor,
) -> Option<Region> {
    let finder = Finder::new(tree, weighed, headline)?;
    let Some(best) = finder.best() else {
        // A page of scraps: all of it.
        let root = (1..tree.nodes.len() as NodeId).find(|&id| tree.tag(id) == Some(Tag::Body)).unwrap_or(0);
        return (weighed.mass[root as usize].text > 0).then(|| Region {
            root,
            out: HashMap::new(),
            lead: Vec::new(),
            teasers: finder.teasers(root).count(),
        });
    };
    if !finder.goes_on() {
        return None;
    }
    let (root, like) = finder.climb(best);
    let mut out: HashMap<NodeId, &'static str> = finder.teasers(root).map(|id| (id, "teaser")).collect();
    let teasers = out.len();
    if favor == Favor::Recall {
        out.clear();
    }
    if root != best {
        finder.leave_unlike(root, &like, &mut out);
    }
    finder.leave_others(root, &mut out);
    let lead = if favor == Favor::Precision { Vec::new() } else { finder.lead(root) };
    Some(Region { root, out, lead, teasers })
}

struct Finder<'a> {
    tree: &'a Tree<'a>,
    weighed: &'a Weighed,
    headline: Option<NodeId>,
    /// What the text of each block itself weighs.
    own: Vec<i32>,
    weight: Vec<i32>,
    card: Vec<bool>,
    off: Vec<bool>,
}

impl<'a> Finder<'a> {
    fn new(tree: &'a Tree<'a>, weighed: &'a Weighed, headline: Option<NodeId>) -> Option<Self> {
        let n = tree.nodes.len();
        let mut finder = Self {
            tree,
            weighed,
            headline,
            own: vec![0; n],
            weight: vec![0; n],
            card: vec![false; n],
            off: vec![false; n],
        };
        for id in 1..n as NodeId {
            if !tree.watch.spend(NODE) {
                return None;
            }
            if tree.tag(id).is_some_and(Tag::is_block) {
                finder.own[id as usize] = finder.own_weight(id);
            }
        }
        finder.find_cards();
        if !finder.goes_on() {
            return None;
        }
        finder.sum(true);
        let strict: i32 = finder.weight.iter().copied().max().unwrap_or(0);
        let all: i32 = finder.own.iter().filter(|w| **w > 0).fold(0, |a, w| a.saturating_add(*w));
        if strict < LITTLE && strict.saturating_mul(5) < all {
            finder.sum(false);
        }
        finder.goes_on().then_some(finder)
    }

    /// Whether the caller lets it go on after a pass over all nodes.
    fn goes_on(&self) -> bool {
        self.tree.watch.spend(self.tree.nodes.len() * NODE)
    }

    /// What the text of a block itself, not of blocks inside it, weighs.
    fn own_weight(&self, id: NodeId) -> i32 {
        let (mut text, mut linked) = (0u32, 0u32);
        for child in self.tree.children(id) {
            let block = self.tree.tag(child).is_some_and(|t| t.is_block() || t.is_silent());
            if !block {
                text += self.weighed.mass[child as usize].text;
                linked += self.weighed.mass[child as usize].linked;
            }
        }
        if text == 0 {
            return 0;
        }
        let open = text < LINE && !self.ends_sentence(id);
        let (text, linked) = (text.min(4000).cast_signed(), linked.min(4000).cast_signed());
        let tag = self.tree.tag(id);
        let item = matches!(tag, Some(Tag::Li | Tag::Dd | Tag::Dt | Tag::Td | Tag::Th));
        if tag.is_some_and(Tag::is_heading) {
            if linked * 2 > text { -text - 20 } else { 0 }
        } else if linked * 2 > text {
            -text - 30
        } else if item && text < 80 {
            -20
        } else if text < 40 || open {
            -15
        } else {
            text - linked
        }
    }

    /// Whether the last words of a block end a sentence.
    fn ends_sentence(&self, id: NodeId) -> bool {
        for node in self.tree.within(id).rev().take(200) {
            let node = &self.tree.nodes[node as usize];
            if matches!(node.kind, NodeKind::Text | NodeKind::Escaped) {
                let words = self.tree.page[node.start as usize..node.end as usize].trim_end();
                if !words.is_empty() {
                    return ends_clause(words) || words.ends_with(';');
                }
            }
        }
        false
    }

    /// Marks teasers: a heading that is a link, and the few words with it in a box of their own.
    fn find_cards(&mut self) {
        let mass = &self.weighed.mass;
        let mut headings = vec![0u32; self.tree.nodes.len()];
        for id in (1..self.tree.nodes.len()).rev() {
            headings[id] += u32::from(self.tree.tag(id as NodeId).is_some_and(Tag::is_heading));
            headings[self.tree.nodes[id].parent as usize] += headings[id];
        }
        for id in 1..self.tree.nodes.len() {
            let heading = self.tree.tag(id as NodeId).is_some_and(Tag::is_heading);
            if !heading || !mass[id].is_linked(8) || Some(id as NodeId) == self.headline {
                continue;
            }
            let own = mass[id].text;
            let mut card = id;
            loop {
                let up = self.tree.nodes[card].parent as usize;
                let fits = up > 0
                    && headings[up] == 1
                    && self.leads(up as NodeId, card as NodeId)
                    && mass[up].text <= own + TEASER_WORDS
                    && !matches!(self.tree.tag(up as NodeId), Some(Tag::Body | Tag::Main));
                if !fits {
                    break;
                }
                card = up;
            }
            if mass[card].text > own {
                self.card[card] = true;
            }
        }
    }

    /// Whether a child comes before all running text of its parent.
    fn leads(&self, parent: NodeId, child: NodeId) -> bool {
        let before = self.tree.children(parent).take_while(|&c| c < child);
        before.map(|c| self.weighed.mass[c as usize].unlinked()).fold(0, u32::saturating_add) <= 60
    }

    /// Adds the weights up; `strict` takes the markup's word for what is not the article.
    fn sum(&mut self, strict: bool) {
        let mass = &self.weighed.mass;
        let n = self.tree.nodes.len();
        let prose = mass[0].unlinked();
        let mut holds = vec![false; n];
        for id in (1..n).rev() {
            holds[id] |= Some(id as NodeId) == self.headline || self.weighed.hints[id] == Some(Hint::Body);
            if holds[id] {
                holds[self.tree.nodes[id].parent as usize] = true;
            }
        }
        self.weight.clone_from(&self.own);
        for id in (1..n).rev() {
            let Some(tag) = self.tree.tag(id as NodeId) else { continue };
            let small = mass[id].unlinked() * 5 < prose * 2;
            let apart = self.weighed.hints[id] == Some(Hint::Apart) || tag == Tag::Aside;
            let called = apart || self.weighed.hints[id] == Some(Hint::Drop);
            self.off[id] = self.card[id] || called && !holds[id] && (small || strict && apart);
            if self.off[id] {
                self.weight[id] = self.weight[id].min(0);
            }
            // A part that weighs against will be left out: it counts against its container only so far.
            let counts = self.weight[id].max(MOST_AGAINST);
            let up = &mut self.weight[self.tree.nodes[id].parent as usize];
            *up = up.saturating_add(counts);
        }
        for id in 1..n {
            self.off[id] |= self.off[self.tree.nodes[id].parent as usize];
        }
    }

    /// The element with the greatest weight, or the one the markup calls the article.
    fn best(&self) -> Option<NodeId> {
        let mut best: Option<NodeId> = None;
        let mut named: Option<NodeId> = None;
        for id in 1..self.tree.nodes.len() as NodeId {
            let i = id as usize;
            if self.weight[i] <= 0 || self.off[i] || !self.tree.tag(id).is_some_and(Tag::is_block) {
                continue;
            }
            // The deepest of equals: later nodes of the same weight lie inside.
            if best.is_none_or(|b| self.standing(id) >= self.standing(b)) {
                best = Some(id);
            }
            if self.weighed.hints[i] == Some(Hint::Body)
                && named.is_none_or(|b| self.weight[i] > self.weight[b as usize])
            {
                named = Some(id);
            }
        }
        if best.is_none_or(|b| self.weight[b as usize] < LITTLE)
            && let Some(id) = self.named_scraps(best)
        {
            return Some(id);
        }
        let best = self.core(best?);
        match named {
            Some(id) if self.weight[id as usize] * 10 >= self.weight[best as usize] * 7 => Some(id),
            _ => Some(best),
        }
    }

    /// The smallest element inside that holds most of the weight; `climb` takes in again what looks like it.
    fn core(&self, best: NodeId) -> NodeId {
        let enough = i64::from(self.weight[best as usize]) * 15;
        let core = self
            .tree
            .within(best)
            .filter(|&id| !self.off[id as usize] && self.tree.tag(id).is_some_and(Tag::is_block))
            .filter(|&id| i64::from(self.weight[id as usize]) * 20 >= enough)
            .max()
            .unwrap_or(best);
        // One paragraph is no article while there are others.
        let running = |id: &NodeId| self.own[*id as usize] > 60;
        if self.tree.within(core).filter(running).take(2).count() < 2 {
            return best;
        }
        // Only what comes after may go, and what comes before the headline.
        let from = self.headline.map_or(best, |h| h.max(best));
        let before = (from..core).filter(|&id| !self.off[id as usize] && self.own[id as usize] > 60);
        if before.map(|id| self.own[id as usize]).sum::<i32>() > 300 { best } else { core }
    }

    /// The element that the markup calls the article, when there is hardly any running text on the page.
    fn named_scraps(&self, best: Option<NodeId>) -> Option<NodeId> {
        let holds = |id: NodeId| self.headline.is_some_and(|h| self.tree.within(id).contains(&h));
        let size = |id: NodeId| self.weighed.mass[id as usize].unlinked();
        (1..self.tree.nodes.len() as NodeId)
            .filter(|&id| !self.off[id as usize] && !self.weighed.mass[id as usize].is_linked(5))
            .filter(|&id| {
                self.weighed.hints[id as usize] == Some(Hint::Body)
                    || self.tree.tag(id) == Some(Tag::Article) && holds(id)
            })
            .max_by_key(|&id| size(id))
            .filter(|&id| size(id) > best.map_or(0, |b| size(b) * 3 / 2))
    }

    /// The weight of an element as the article; what ends before the headline is hardly that.
    fn standing(&self, id: NodeId) -> i32 {
        let before = self.headline.is_some_and(|h| self.tree.after(id) <= h);
        if before { self.weight[id as usize] / 4 } else { self.weight[id as usize] }
    }

    /// What a paragraph looks like: its element and names, and its container's.
    fn look(&self, id: NodeId) -> u64 {
        let mut hasher = DefaultHasher::new();
        for at in [id, self.tree.nodes[id as usize].parent] {
            self.tree.tag(at).hash(&mut hasher);
            self.tree.attribute(at, "class").hash(&mut hasher);
        }
        hasher.finish()
    }

    /// Goes up from the best element while paragraphs that look like its own are added.
    fn climb(&self, best: NodeId) -> (NodeId, Vec<NodeId>) {
        let is_text = |id: &NodeId| self.own[*id as usize] > 60 && !self.off[*id as usize];
        let mut looks: HashMap<u64, i32> = HashMap::new();
        let inside: Vec<NodeId> = self.tree.within(best).filter(is_text).collect();
        for &id in &inside {
            *looks.entry(self.look(id)).or_default() += self.own[id as usize];
        }
        let total: i32 = looks.values().sum();
        looks.retain(|_, w| *w * 4 >= total);
        let like: Vec<NodeId> = (1..self.tree.nodes.len() as NodeId)
            .filter(is_text)
            .filter(|&id| looks.contains_key(&self.look(id)))
            .collect();
        let mut root = best;
        let mut have = self.like_within(best, &like);
        let mut at = best;
        while at > 0 && !matches!(self.tree.tag(at), Some(Tag::Body | Tag::Html)) {
            at = self.tree.nodes[at as usize].parent;
            let more = self.like_within(at, &like);
            if more > have + have / 20 + 60 {
                root = at;
                have = more;
            }
        }
        (root, like)
    }

    fn like_within(&self, id: NodeId, like: &[NodeId]) -> i32 {
        let range = self.tree.within(id);
        let from = like.partition_point(|&l| l < range.start);
        like[from..].iter().take_while(|&&l| l < range.end).map(|&l| self.own[l as usize]).sum()
    }

    /// Teasers inside an element.
    fn teasers(&self, root: NodeId) -> impl Iterator<Item = NodeId> {
        self.tree.within(root).skip(1).filter(|&id| self.card[id as usize])
    }

    /// In an article put together from several containers: the parts that hold none of its paragraphs.
    fn leave_unlike(&self, root: NodeId, like: &[NodeId], out: &mut HashMap<NodeId, &'static str>) {
        let range = self.tree.within(root);
        let mut path = vec![false; (range.end - range.start) as usize];
        let mut home = path.clone();
        for &id in like {
            if !range.contains(&id) {
                continue;
            }
            let parent = self.tree.nodes[id as usize].parent;
            if parent >= range.start {
                home[(parent - range.start) as usize] = true;
            }
            let mut at = id;
            while at >= range.start && !path[(at - range.start) as usize] {
                path[(at - range.start) as usize] = true;
                if at == range.start {
                    break;
                }
                at = self.tree.nodes[at as usize].parent;
            }
        }
        let mut id = range.start + 1;
        while id < range.end {
            let i = (id - range.start) as usize;
            let parent = self.tree.nodes[id as usize].parent;
            let in_home = home[(parent - range.start) as usize];
            let element = matches!(self.tree.nodes[id as usize].kind, NodeKind::Element(t) if t.is_block());
            let heading = self.tree.tag(id).is_some_and(Tag::is_heading);
            if element && !path[i] && !in_home && !heading && self.weight[id as usize] < 150 {
                out.insert(id, "outside");
                id = self.tree.after(id);
            } else if in_home && !path[i] {
                id = self.tree.after(id);
            } else {
                id += 1;
            }
        }
    }

    /// Other articles that the page goes on with: what begins with another headline of the first rank.
    fn leave_others(&self, root: NodeId, out: &mut HashMap<NodeId, &'static str>) {
        let Some(headline) = self.headline else { return };
        if self.tree.tag(headline) != Some(Tag::H1) {
            return;
        }
        for id in self.tree.within(root) {
            if id > headline && self.tree.tag(id) == Some(Tag::H1) && !self.weighed.silent[id as usize] {
                // The largest part that holds this headline and not the first.
                let mut part = id;
                loop {
                    let up = self.tree.nodes[part as usize].parent;
                    if up <= root || self.tree.within(up).contains(&headline) {
                        break;
                    }
                    part = up;
                }
                let before: i32 = self.weight_between(root, part);
                if part != id && before > 300 {
                    out.insert(part, "other_article");
                }
            }
        }
    }

    fn weight_between(&self, from: NodeId, to: NodeId) -> i32 {
        (from..to).map(|id| self.own[id as usize].max(0)).fold(0, i32::saturating_add)
    }

    /// Whether a part that is called a teaser teases this very article: it follows its headline.
    fn is_deck(&self, id: NodeId) -> bool {
        let mass = self.weighed.mass[id as usize];
        (60..600).contains(&mass.text) && !mass.is_linked(1)
    }

    /// Running text between the headline and the article.
    fn lead(&self, root: NodeId) -> Vec<NodeId> {
        let Some(headline) = self.headline else { return Vec::new() };
        if headline >= root {
            return Vec::new();
        }
        let mut lead = Vec::new();
        let mut id = self.tree.after(headline);
        while id < root {
            let i = id as usize;
            let Some(tag) = self.tree.tag(id) else {
                id += 1;
                continue;
            };
            if self.tree.within(id).contains(&root) {
                id += 1;
                continue;
            }
            let other = match self.weighed.hints[i] {
                None | Some(Hint::Body) => false,
                Some(Hint::Drop) => !self.is_deck(id),
                Some(_) => true,
            };
            if self.weighed.silent[i]
                || self.card[i]
                || other
                || matches!(tag, Tag::Figure | Tag::Aside | Tag::Nav)
            {
                id = self.tree.after(id);
                continue;
            }
            let heading = tag.is_heading()
                && self.weighed.mass[i].unlinked() > 60
                && !self.weighed.mass[i].is_linked(3);
            if self.own[i] >= 50 && tag.is_block() || heading {
                lead.push(id);
                id = self.tree.after(id);
                continue;
            }
            id += 1;
        }
        lead.truncate(3);
        lead
    }
}
