//! The way a statement took: outermost conduit first, the utterer last, the publisher left out.

use std::ops::Range;

use super::classes::Class;
use super::coref::Cast;
use super::frames::{Frame, Way};
use super::roster::fold_name;
use crate::Span;
use crate::attribution::{Attribution, ChainRole, Flag, Kind, SourceType};

/// A node before entities have their numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub(super) role: ChainRole,
    pub(super) entity: usize,
    pub(super) span: Option<Span>,
    pub(super) cue: Option<Span>,
    pub(super) inferred: bool,
}

/// A chain before entities have their numbers.
#[derive(Clone, Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "four independent findings about one chain")]
pub(super) struct Chain {
    pub(super) nodes: Vec<Node>,
    pub(super) first_party: bool,
    /// The frame says the source spoke to an outlet, and the publisher is not known.
    pub(super) publisher_unknown: bool,
    /// The words do not say how the outlet came by it; carried over from elsewhere.
    pub(super) carried: bool,
    pub(super) complete: bool,
}

/// Nested reports deeper than this are not followed.
const DEEPEST: usize = 8;

/// Builds the chains of a document.
#[derive(Debug)]
pub(super) struct Chains<'c, 'v, 'a> {
    pub(super) cast: &'c mut Cast<'v, 'a>,
    pub(super) publisher: Option<String>,
}

impl Chains<'_, '_, '_> {
    /// One chain for each attribution; `speakers` is who each source is, and is led on to the last one cited.
    pub(super) fn build(
        &mut self,
        attributions: &[Attribution],
        speakers: &mut [Option<usize>],
    ) -> Vec<Chain> {
        let mut frames: Option<(usize, Vec<Frame>)> = None;
        let mut own: Vec<Chain> = Vec::with_capacity(attributions.len());
        for (k, a) in attributions.iter().enumerate() {
            own.push(self.own(a, &mut speakers[k], &mut frames));
        }
        let mut out: Vec<Chain> = (0..own.len()).map(|k| Self::with_outer(k, attributions, &own)).collect();
        Self::follow(attributions, speakers, &mut out);
        self.carry(attributions, speakers, &mut out);
        self.one_of(attributions, speakers, &mut out);
        for chain in &mut out {
            self.drop_publisher(chain);
        }
        out
    }

    /// What the sentence of an attribution itself says.
    fn own(
        &mut self,
        a: &Attribution,
        speaker: &mut Option<usize>,
        cache: &mut Option<(usize, Vec<Frame>)>,
    ) -> Chain {
        let view = self.cast.view();
        let Some(anchor) = anchor(a) else { return Chain::default() };
        let k = view.token_at(anchor.start());
        if k >= view.len() {
            return Chain::default();
        }
        let number = view.sentence_of(k);
        let sentence = view.sentence(k);
        let frames = match cache {
            Some((n, frames)) if *n == number => frames.clone(),
            _ => {
                let found = self.cast.frames(&sentence);
                *cache = Some((number, found.clone()));
                found
            }
        };
        let mut nodes: Vec<Node> = Vec::new();
        let mut told = false;
        if a.kind != Kind::Gesture || a.act != Some(crate::attribution::Act::Request) {
            for frame in frames {
                if Some(frame.entity) == *speaker || !self.belongs(a, &frame, &sentence) {
                    continue;
                }
                told |= frame.way == Way::Told;
                if !nodes.iter().any(|n| n.entity == frame.entity) {
                    nodes.push(Node {
                        role: ChainRole::Conduit,
                        entity: frame.entity,
                        span: Some(frame.span),
                        cue: Some(frame.cue),
                        inferred: false,
                    });
                }
            }
        } else if let Some(outlet) = a.addressee.and_then(|s| self.cast.resolve(s))
            && self.cast.roster.drafts[outlet.0].kind == SourceType::MediaOutlet
        {
            told = true;
            nodes.push(Node {
                role: ChainRole::Conduit,
                entity: outlet.0,
                span: a.addressee,
                cue: a.cue.as_ref().map(|c| c.head),
                inferred: false,
            });
        }
        let source = a.source.as_ref().map(crate::attribution::SourceMention::extent);
        if let Some(entity) = *speaker {
            let cue = a.cue.as_ref().and_then(|c| c.spans.first().copied());
            nodes.push(Node { role: ChainRole::Utterer, entity, span: source, cue, inferred: false });
            if a.kind != Kind::Gesture {
                self.cite(a, &sentence, &mut nodes);
            }
            *speaker = nodes.last().map(|n| n.entity);
        }
        Chain { nodes, publisher_unknown: told, complete: speaker.is_some(), ..Chain::default() }
    }

    /// Whether the outlet of a frame passes on this attribution and not another of the same sentence.
    fn belongs(&self, a: &Attribution, frame: &Frame, sentence: &Range<usize>) -> bool {
        let view = self.cast.view();
        let span = frame.span;
        // Inside the words said, or inside the source, it is something else, except "speaking to Reuters".
        if a.content.iter().any(|c| c.contains(span)) {
            return false;
        }
        let word = view.word(frame.token);
        let plain = matches!(word.to_ascii_lowercase().as_str(), "to" | "with" | "on");
        let Some(cue) = &a.cue else { return !plain };
        let cue_token = view.token_at(cue.head.start());
        if frame.way == Way::Told && !plain {
            let is_own =
                cue.spans.iter().any(|s| s.contains(view.span(frame.token))) || frame.token == cue_token;
            let verb_of_other = super::frames::is_telling(view, frame.token) && !is_own;
            return !verb_of_other || self.only_cue_between(frame.token, cue_token);
        }
        if plain {
            // "confirmed the sale to X", "said on X": right of the cue, before the next clause.
            return frame.token > cue_token
                && frame.token < cue_token + 14
                && !(cue_token + 1..frame.token).any(|j| view.is(j, &[",", "and", "but", "that", ";"]))
                && self.is_listed_outlet(frame.entity);
        }
        let _ = sentence;
        // "according to X" by itself is an attribution of its own; it passes on what stands in its content.
        !cue.spans.iter().any(|s| s.overlaps(frame.cue) && view.is(frame.token, &["according"]))
    }

    fn is_listed_outlet(&self, entity: usize) -> bool {
        self.cast.roster.drafts[entity].kind == SourceType::MediaOutlet
    }

    /// "adding", "and warned": a further cue of the same subject, close to the "told".
    fn only_cue_between(&self, told: usize, cue: usize) -> bool {
        let view = self.cast.view();
        cue > told
            && cue - told < 60
            && view.is(cue, &["adding", "saying", "insisting", "noting", "warning", "calling", "describing"])
    }

    /// Leads the chain on to whom the source cites.
    fn cite(&mut self, a: &Attribution, sentence: &Range<usize>, nodes: &mut Vec<Node>) {
        let view = self.cast.view();
        let Some(last) = nodes.last().copied() else { return };
        let kind = self.cast.roster.drafts[last.entity].kind;
        if !matches!(
            kind,
            SourceType::MediaOutlet
                | SourceType::Document
                | SourceType::Organisation
                | SourceType::Unspecified
        ) {
            return;
        }
        let from = last.span.map_or(sentence.start, |s| view.token_at(s.start()));
        let mut from = from.max(sentence.start);
        for round in 0..4 {
            let found = self.cast.cited(from, sentence.end).or_else(|| {
                // "Handelsblatt reported the sale. It cited minutes of a meeting."
                let next = round == 0 && kind == SourceType::MediaOutlet;
                next.then(|| self.cast.cited_next(sentence.end, last.entity)).flatten()
            });
            let Some((cue, cited)) = found else { return };
            let span = view.cover(&cited);
            if cited.is_empty()
                || a.content.iter().any(|c| c.contains(view.span(cue))) && from > sentence.start
            {
                return;
            }
            // "a Nordwire report that quoted two officials": the outlet is the node.
            let outlet = (cited.start..cited.end)
                .find(|&k| view.is_capital(k))
                .filter(|_| view.classes(cited.end - 1).has(Class::ReportNoun))
                .and_then(|k| self.cast.outlet_at(k, true));
            let (entity, span) = if let Some((entity, span, _)) = outlet {
                (entity, span)
            } else {
                let Some((entity, _, _)) = self.cast.resolve(span) else { return };
                (entity, span)
            };
            if !can_be_cited(self.cast.roster.drafts[entity].kind, &self.cast.roster.drafts[entity]) {
                return;
            }
            if nodes.iter().any(|n| n.entity == entity) {
                return;
            }
            if let Some(before) = nodes.last_mut() {
                before.role = ChainRole::Conduit;
            }
            nodes.push(Node {
                role: ChainRole::Utterer,
                entity,
                span: Some(span),
                cue: Some(view.span(cue)),
                inferred: false,
            });
            from = cited.end;
        }
    }

    /// Puts the chain of the attribution around before that of one nested in it.
    fn with_outer(k: usize, attributions: &[Attribution], own: &[Chain]) -> Chain {
        let mut chain = own[k].clone();
        let mut at = k;
        for _ in 0..DEEPEST {
            let Some(outer) = attributions[at].nested_in.map(|n| n as usize) else { break };
            if outer >= own.len() || outer == at {
                break;
            }
            let around = &own[outer].nodes;
            let last = chain.nodes.last().map(|n| n.entity);
            let mut nodes: Vec<Node> = around
                .iter()
                .filter(|n| Some(n.entity) != last)
                .map(|n| Node { role: ChainRole::Conduit, ..*n })
                .collect();
            nodes.extend(
                chain
                    .nodes
                    .iter()
                    .filter(|n| Some(n.entity) == last || around.iter().all(|m| m.entity != n.entity)),
            );
            chain.nodes = nodes;
            chain.complete &= own[outer].complete;
            at = outer;
        }
        chain
    }

    /// A quote that goes on from another took the same way, unless its own words say one.
    fn follow(attributions: &[Attribution], speakers: &[Option<usize>], out: &mut [Chain]) {
        for k in 0..attributions.len() {
            let Some(before) = attributions[k].follows.map(|n| n as usize) else { continue };
            if before >= out.len() || before == k || speakers[k] != speakers[before] || out[k].nodes.len() > 1
            {
                continue;
            }
            let earlier = out[before].clone();
            if earlier.nodes.len() > 1 {
                out[k] = Chain {
                    nodes: earlier
                        .nodes
                        .iter()
                        .map(|n| Node { inferred: n.role == ChainRole::Conduit, ..*n })
                        .collect(),
                    carried: true,
                    ..earlier
                };
                if let (Some(last), Some(source)) = (out[k].nodes.last_mut(), attributions[k].source.as_ref())
                {
                    last.span = Some(source.extent());
                }
            }
        }
    }

    /// The same source spoke to one outlet only: the way of its other statements is inferred.
    fn carry(&self, attributions: &[Attribution], speakers: &[Option<usize>], out: &mut [Chain]) {
        let drafts = &self.cast.roster.drafts;
        let mut ways: Vec<Option<Option<Node>>> = vec![None; drafts.len()];
        for (k, chain) in out.iter().enumerate() {
            let Some(speaker) = speakers[k] else { continue };
            let act = attributions[k].act;
            if attributions[k].kind == Kind::Gesture && act != Some(crate::attribution::Act::Confirmation) {
                continue;
            }
            let media: Vec<&Node> = chain
                .nodes
                .iter()
                .filter(|n| n.role == ChainRole::Conduit && drafts[n.entity].kind == SourceType::MediaOutlet)
                .collect();
            if let [one] = media.as_slice() {
                let slot = &mut ways[speaker];
                *slot = match slot {
                    None => Some(Some(**one)),
                    Some(Some(before)) if before.entity == one.entity => Some(Some(*before)),
                    _ => Some(None),
                };
            }
        }
        for (k, chain) in out.iter_mut().enumerate() {
            // Of "she said her publisher had told her", the one who spoke to the outlet is the first.
            let Some(speaker) = chain.nodes.first().map(|n| n.entity) else { continue };
            let named_elsewhere = attributions[k].occasion.is_some() || attributions[k].medium.is_some();
            let relayed = chain.nodes.iter().any(|n| drafts[n.entity].kind == SourceType::MediaOutlet);
            if speakers[k].is_none() || named_elsewhere || relayed {
                continue;
            }
            if !matches!(
                drafts[speaker].kind,
                SourceType::Person | SourceType::AnonymousPerson | SourceType::AnonymousGroup
            ) {
                continue;
            }
            // "sources" can be anyone.
            if drafts[speaker].anonymity == crate::attribution::Anonymity::Bare
                && drafts[speaker].count.is_none_or(|c| c.max.is_none())
            {
                continue;
            }
            if let Some(Some(conduit)) = ways[speaker] {
                chain.nodes.insert(0, Node { inferred: true, ..conduit });
                chain.carried = true;
                chain.publisher_unknown = false;
            }
        }
    }

    /// "three bankers told Reuters. “Dead,” said one": one of a group took the way the group took.
    fn one_of(&self, attributions: &[Attribution], speakers: &[Option<usize>], out: &mut [Chain]) {
        let drafts = &self.cast.roster.drafts;
        let view = self.cast.view();
        let block = |a: &Attribution| anchor(a).map(|s| view.block_of(view.token_at(s.start())));
        for k in 1..out.len() {
            let Some(speaker) = speakers[k].filter(|_| out[k].nodes.len() == 1) else { continue };
            let one =
                drafts[speaker].noun.as_deref() == Some("one") || drafts[speaker].name.starts_with("one of");
            if !one || block(&attributions[k]).is_none() {
                continue;
            }
            let group = (0..k).rev().take(4).find(|&j| {
                speakers[j].is_some_and(|s| drafts[s].plural)
                    && block(&attributions[j]) == block(&attributions[k])
            });
            let Some(earlier) = group.map(|j| out[j].clone()).filter(|c| c.nodes.len() > 1) else { continue };
            let own = out[k].nodes[0];
            let conduits = earlier.nodes.iter().filter(|n| n.role == ChainRole::Conduit);
            out[k].nodes = conduits.map(|n| Node { inferred: true, ..*n }).chain([own]).collect();
            out[k].carried = true;
        }
    }

    fn drop_publisher(&self, chain: &mut Chain) {
        let drafts = &self.cast.roster.drafts;
        let media = |n: &Node| drafts[n.entity].kind == SourceType::MediaOutlet;
        let Some(publisher) = &self.publisher else {
            chain.publisher_unknown &= chain.nodes.iter().any(|n| media(n) && n.role == ChainRole::Conduit);
            return;
        };
        chain.publisher_unknown = false;
        let before = chain.nodes.len();
        chain.nodes.retain(|n| !(media(n) && is_outlet(&drafts[n.entity].name, publisher)));
        if chain.nodes.len() < before {
            chain.first_party = !chain.nodes.iter().any(media);
        }
    }
}

/// Whether an outlet's name is the publisher's, articles, spaces and points aside.
pub(super) fn is_outlet(name: &str, publisher: &str) -> bool {
    let (a, b) = (fold_name(name), fold_name(publisher));
    !a.is_empty() && a == b
}

/// Where an attribution hangs in its sentence.
fn anchor(a: &Attribution) -> Option<Span> {
    a.cue
        .as_ref()
        .map(|c| c.head)
        .or_else(|| a.source.as_ref().map(crate::attribution::SourceMention::extent))
        .or_else(|| a.content.first().copied())
}

/// Reasons and laws are no sources; a document can be.
fn can_be_cited(kind: SourceType, draft: &super::roster::Draft) -> bool {
    match kind {
        SourceType::Object | SourceType::Unspecified | SourceType::Author => false,
        SourceType::Organisation | SourceType::GroupOfPersons => {
            draft.noun.is_none()
                || draft.anonymity != crate::attribution::Anonymity::UnnamedRole
                || draft.count.is_some()
        }
        _ => true,
    }
}

impl Chain {
    /// Sets what the chain says on its attribution; numbers of entities come after.
    pub(super) fn mark(&self, a: &mut Attribution) {
        a.first_party = self.first_party;
        a.depth = self.complete.then_some(self.nodes.len() as u32);
        if self.publisher_unknown {
            a.flags.set(Flag::PublisherUnknown);
        }
        a.confidence.chain = match (self.carried, self.nodes.len()) {
            (true, _) => 0.55,
            (false, 0 | 1) => 0.7,
            _ => 0.85,
        };
        if self.carried {
            a.evidence.push("chain:carried".into());
        }
    }
}
