//! Who is who: mentions gathered into entities, speakers resolved, chains built, gestures found.
//!
//! In this order: gestures are found and put among the attributions (`gestures`, `order`); every name,
//! description and pronoun is led to an entity (`coref`, `roster`); each source gets its type, count and
//! anonymity (`typing`); quotes without a source get the speaker they go on from; captions that repeat a quote
//! are linked to it (`display`); last the chains (`chain`). Entities that matter are numbered by where they
//! first come up.

mod antecedents;
mod chain;
mod classes;
mod coref;
mod counting;
mod descriptions;
mod dialogue;
mod display;
mod frames;
mod gestures;
mod governed;
mod grounds;
pub(crate) mod lexicon;
mod names;
mod order;
mod outlets;
mod patterns;
mod phrase;
mod pronouns;
mod roles;
mod roster;
mod speakers;
mod subjects;
mod terms;
#[cfg(test)]
mod tests;
mod types;
mod typing;
mod view;

#[cfg(feature = "training")]
pub(crate) use antecedents::{Example, GROUPS, TRAITS, examples};
pub(crate) use grounds::verifiability;
pub use grounds::{Basis, Reason, Verifiability};
pub use types::{Entity, EntityId};

use crate::Document;
use crate::attribution::{Attribution, ChainNode};
use crate::language::{Pack, Segmented};

use chain::{Chain, Chains};
use coref::Cast;
use lexicon::Lexicon;
use view::View;

/// Fills in speakers, chains, anonymity, and adds gestures.
pub(crate) fn resolve(
    document: &Document,
    words: &Segmented,
    pack: &Pack,
    attributions: &mut Vec<Attribution>,
) -> Vec<Entity> {
    let lexicon = pack.resource(Lexicon::load);
    let view = View::new(document, words, attributions, &lexicon);
    let found = gestures::find(&view, &lexicon, attributions);
    order::merge(attributions, &found.replaced, found.gestures);

    let mut cast = Cast::gather(&view, &lexicon, attributions);
    let mut speakers = speakers::resolve(&mut cast, attributions);
    let publisher = document.metadata().outlet.as_ref().map(|o| o.value.clone());
    let mut chains = Chains { cast: &mut cast, publisher }.build(attributions, &mut speakers);
    let entities = finish(cast, attributions, &speakers, &mut chains);
    // "she told me": the reporter was there.
    let told_us = |s: crate::Span| matches!(document.slice(s).to_lowercase().as_str(), "me" | "us");
    for a in attributions.iter_mut().filter(|a| a.nested_in.is_none() && a.addressee.is_some_and(told_us)) {
        a.first_party = true;
    }
    entities
}

/// Numbers the entities that matter and writes everything into the attributions.
fn finish(
    cast: Cast<'_, '_>,
    attributions: &mut [Attribution],
    speakers: &[Option<usize>],
    chains: &mut [Chain],
) -> Vec<Entity> {
    let mut order: Vec<usize> = Vec::new();
    let mut seen = vec![false; cast.roster.drafts.len()];
    let mut matters = |entity: usize, order: &mut Vec<usize>| {
        if !std::mem::replace(&mut seen[entity], true) {
            order.push(entity);
        }
    };
    for (k, a) in attributions.iter().enumerate() {
        for entity in
            a.source.as_ref().and_then(|s| s.entity).map(EntityId::index).into_iter().chain(speakers[k])
        {
            matters(entity, &mut order);
        }
        for node in &chains[k].nodes {
            matters(node.entity, &mut order);
        }
    }
    let first =
        |e: &usize| cast.roster.drafts[*e].mentions.iter().map(|s| s.start()).min().unwrap_or(usize::MAX);
    order.sort_by_key(|e| (first(e), *e));
    let kinds: Vec<_> = cast.roster.drafts.iter().map(|d| (d.kind, d.name.clone())).collect();
    let (view, lexicon) = (cast.view(), cast.lexicon());
    let (mut entities, ids) = cast.roster.finish(&order);
    for entity in &mut entities {
        if let Some(span) = entity.basis {
            entity.basis_kind = grounds::basis(lexicon, view.text(span));
        }
        if let Some(span) = entity.reason {
            entity.reason_kind = grounds::reason(lexicon, view.text(span));
        }
    }
    for (k, a) in attributions.iter_mut().enumerate() {
        a.speaker = speakers[k].and_then(|e| ids[e]);
        if let Some(source) = &mut a.source {
            source.entity = source.entity.and_then(|e| ids[e.index()]);
        }
        chains[k].mark(a);
        a.chain = chains[k]
            .nodes
            .iter()
            .map(|n| ChainNode {
                role: n.role,
                kind: kinds[n.entity].0,
                name: kinds[n.entity].1.clone(),
                span: n.span,
                cue: n.cue,
                entity: ids[n.entity],
                inferred: n.inferred,
            })
            .collect();
    }
    entities
}
