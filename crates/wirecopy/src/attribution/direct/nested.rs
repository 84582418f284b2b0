//! Quotations inside quotations: “He told me ‘run’ and I ran,” Marsh said.

use super::build::{Parts, set_flags};
use super::clause::Finder;
use super::frame::Frame;
use super::shape::shape;
use super::verbs::SpeechVerbs;
use crate::Document;
use crate::attribution::marks::Marks;
use crate::attribution::{Attribution, Kind};
use crate::language::Segmented;

/// The quotations that a clause inside the quotation around them attributes. `taken` tells which attribution a
/// quotation belongs to; those found are numbered from `first` on.
pub(super) fn find(
    document: &Document,
    words: &Segmented,
    marks: &Marks,
    verbs: &SpeechVerbs,
    taken: &[Option<usize>],
) -> Vec<Attribution> {
    let mut out = Vec::new();
    let mut parent = None;
    for q in &marks.quotations {
        // Once for each quotation that holds others.
        let Some(outer) = q.parent.filter(|_| q.depth == 1) else { continue };
        let Some(attribution) = taken[outer].filter(|_| parent != Some(outer)) else { continue };
        parent = Some(outer);
        let frame = Frame::inside(document, words, marks, verbs, outer);
        let finder = Finder { frame: &frame, verbs };
        let (mut sentence, mut floor) = (0, 0);
        for at in 0..frame.items.len() {
            if frame.word(at).is_some_and(|w| w.ends) {
                sentence = at + 1;
            }
            let Some(inner) = frame.quote(at) else { continue };
            let quotation = &marks.quotations[inner];
            let form = shape(document.slice(quotation.inner));
            let found = finder
                .before(sentence, floor, at, form.capital)
                .filter(|f| !f.fallback && f.source.is_some() && f.rule == "np-said-quote");
            if let Some(found) = found {
                let parts = Parts::of(&found, &frame, sentence, at);
                let zone = document.blocks()[quotation.block].kind();
                let mut nested = parts.attribution(Kind::Direct, vec![quotation.span], zone);
                nested.quoted.push(quotation.span);
                nested.nested_in = Some(attribution as u32);
                nested.evidence.push("nested".to_owned());
                set_flags(&mut nested, document, quotation);
                out.push(nested);
            }
            floor = at + 1;
        }
    }
    out
}
