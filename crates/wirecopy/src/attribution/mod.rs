//! Who said what: marks, cues, contents and sources found in a segmented document.

mod agree;
pub(crate) mod clause;
pub(crate) mod direct;
mod follow;
pub(crate) mod indirect;
pub(crate) mod lexicon;
pub(crate) mod marks;
mod merge;
pub(crate) mod net;
pub(crate) mod phrase;
mod types;

pub use types::{
    Act, Anonymity, Attribution, ChainNode, ChainRole, Confidence, Count, Cue, CueClass, Factivity, Flag,
    Flags, Kind, Polarity, Presentation, SourceMention, SourceType,
};

use crate::language::{Pack, Segmented};
use crate::{Dial, Document, Engine};

/// Finds the attributions of a document, in text order. Entities, chains and gestures are added by
/// [`entity`](crate::entity).
pub(crate) fn extract(
    document: &Document,
    words: &Segmented,
    pack: &Pack,
    engine: Engine,
    dial: Dial,
) -> Vec<Attribution> {
    let marks = marks::scan(document, pack);
    let direct = direct::extract(document, words, pack, &marks);
    let indirect = indirect::find(document, words, &marks, pack, engine, dial.least_cue());
    let mut all = merge::merge(document, words, &marks, direct, indirect);
    merge::keep_certain(&mut all, dial.least_certainty());
    dashes(document, &mut all);
    unrealised(document, &mut all);
    all
}

/// — It was dark, said Marsh. — Nobody had a torch: in paragraphs that start with a dash, where a document has two
/// dashes of that sort, what is attributed is direct.
fn dashes(document: &Document, all: &mut [Attribution]) {
    const DASHES: [char; 3] = ['—', '―', '–'];
    let text = document.text();
    let opens = |block: &crate::Block| text[block.span().range()].starts_with(DASHES);
    let turns: usize = document
        .blocks()
        .iter()
        .filter(|b| opens(b))
        .map(|b| 1 + text[b.span().range()].matches(". —").count())
        .sum();
    if turns < 2 {
        return;
    }
    let blocks = document.blocks();
    for a in all.iter_mut().filter(|a| a.kind == Kind::Indirect) {
        let at = a.extent().start();
        let k = blocks.partition_point(|b| b.span().end() <= at);
        if blocks.get(k).is_some_and(|b| b.span().start() <= at && opens(b)) {
            a.kind = Kind::Direct;
            a.presentation = Presentation::Ds;
            a.evidence.push("dash".to_owned());
        }
    }
}

/// "Nobody said “thank you”", "as if the wall were saying “not yet”": what was not said.
fn unrealised(document: &Document, all: &mut [Attribution]) {
    let text = document.text();
    for a in all {
        let nobody = a.source.as_ref().is_some_and(|s| {
            let words = text[s.extent().range()].to_lowercase();
            matches!(words.as_str(), "nobody" | "no one" | "none" | "neither")
        });
        let cue = a.cue.as_ref().map_or(0, |c| c.head.start());
        let mut from = cue.saturating_sub(60);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        let before = text[from..cue].rsplit(['.', '!', '?', '\n']).next().unwrap_or("");
        if nobody || before.contains("as if ") || before.contains("as though ") {
            a.flags.set(Flag::Unrealised);
        }
    }
}
