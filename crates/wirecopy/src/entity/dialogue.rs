//! Conversation as novels print it: each speech a paragraph of its own, the speakers taking turns. News goes on with
//! one speaker over paragraphs, so which of the two a document is comes first.

use super::view::View;
use crate::attribution::{Attribution, Kind};
use crate::document::BlockKind;

/// No shorter text is taken for a conversation.
const PARAGRAPHS: usize = 10;

/// Whether a document is mostly conversation: of its paragraphs, at least 15 in 100 begin with a quotation mark as do
/// the two before them. In news 3 in 100 do where there are many.
pub(super) fn is_dialogue(view: &View<'_>) -> bool {
    let text = view.document().text();
    let (mut all, mut run, mut runs) = (0, 0, 0);
    for block in view.document().blocks().iter().filter(|b| b.kind() == BlockKind::Paragraph) {
        all += 1;
        let opens = text[block.span().range()].trim_start().starts_with(['"', '“', '«', '„', '‘']);
        run = if opens { run + 1 } else { 0 };
        runs += usize::from(run >= 3);
    }
    all >= PARAGRAPHS && 100 * runs >= 15 * all
}

/// In a conversation, whose turn a speech is that nothing introduces: that of the one who spoke before the last.
pub(super) fn turn(
    view: &View<'_>,
    attributions: &[Attribution],
    k: usize,
    speakers: &[Option<usize>],
) -> Option<usize> {
    let own = block_of(view, &attributions[k])?;
    let mut spoke: Vec<(usize, usize)> = Vec::new();
    for j in (0..k).rev().take(16) {
        let (before, Some(block), Some(speaker)) =
            (&attributions[j], block_of(view, &attributions[j]), speakers[j])
        else {
            continue;
        };
        let heard = before.kind() == Kind::Direct && before.nested_in.is_none() && block != own;
        if heard && spoke.iter().all(|&(b, _)| b != block) {
            spoke.push((block, speaker));
        }
    }
    let &(_, last) = spoke.first()?;
    spoke.iter().map(|&(_, who)| who).find(|&who| who != last)
}

/// The paragraph an attribution begins in.
pub(super) fn block_of(view: &View<'_>, a: &Attribution) -> Option<usize> {
    let token = view.token_at(a.content.first()?.start());
    (token < view.len()).then(|| view.block_of(token))
}

/// Whether the paragraph of an attribution ends with its quotation closed.
pub(super) fn is_closed(view: &View<'_>, a: &Attribution) -> bool {
    let Some(block) = block_of(view, a).and_then(|b| view.document().blocks().get(b)) else { return true };
    view.text(block.span()).trim_end().ends_with(['"', '”', '»', '“', '’', '.', ','])
        && a.quoted.last().is_none_or(|q| view.text(*q).ends_with(['"', '”', '»', '“', '’', '\'']))
}
