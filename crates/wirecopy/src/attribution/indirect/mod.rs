//! Contents given by cues: indirect and mixed attributions, and what direct ones the cue model sees.
//!
//! Sentence by sentence: the words as the models see them ([`view`]), which of them are cues ([`cues`]), and for
//! each cue which words are its source and content ([`roles`]).

mod build;
pub(crate) mod cues;
mod enrich;
pub(crate) mod patterns;
mod refine;
pub(crate) mod repair;
pub(crate) mod roles;
mod rules;
pub(crate) mod view;

use super::Attribution;
use super::lexicon::Lexicon;
use super::marks::Marks;
use crate::language::model::Table;
use crate::language::{Pack, Segmented};
use crate::{Document, Engine};

/// The learned tables of this part.
#[derive(Debug)]
pub(crate) struct Models {
    pub(crate) cues: Table,
    pub(crate) roles: Table,
}

impl Models {
    pub(crate) fn load(pack: &Pack) -> Self {
        Self { cues: Table::load(pack, "cues.bin"), roles: Table::load(pack, "roles.bin") }
    }
}

/// The attributions whose cue and content stand in one sentence, in text order of their cues. A cue that the
/// model finds less likely than `least` is passed over.
pub(crate) fn find(
    document: &Document,
    words: &Segmented,
    marks: &Marks,
    pack: &Pack,
    engine: Engine,
    least: f32,
) -> Vec<Attribution> {
    let lexicon = pack.resource(Lexicon::load);
    let models = pack.resource(Models::load);
    let mut out = Vec::new();
    let (mut found, mut labels) = (Vec::new(), Vec::new());
    let known = pack.resource(patterns::PatternWords::load);
    let mut lattice = roles::Lattice::default();
    let verbs = pack.resource(super::direct::verbs::SpeechVerbs::load);
    if engine == Engine::Model && (models.cues.is_empty() || models.roles.is_empty()) {
        return out;
    }
    for sentence in &words.sentences {
        let view = view::View::new(document, words, sentence, marks, &lexicon);
        let lower = patterns::lower(document.text(), &view);
        let mut all = Vec::new();
        if engine == Engine::Rules {
            rules::find(document.text(), &view, &lower, &verbs, &mut all);
        } else {
            cues::find(&view, &models.cues, least, &mut found);
            cues::coordinated(&view, &mut found);
            cues::embedded(&view, &mut found);
            for &(cue, p) in &found {
                lattice.fill(&view, cue);
                lattice.decode(&models.roles, &mut labels);
                all.push(repair::Found { cue, p, labels: labels.clone(), rule: "model" });
            }
            repair::sentence(document.text(), &view, &mut all);
            refine::sentence(document.text(), &view, &known, &mut all);
        }
        patterns::apply(document.text(), &view, &lower, &known, &mut all);
        for one in &all {
            let made = build::attribution(document, marks, &lexicon, &view, sentence.block(), one);
            out.extend(made.map(|mut made| {
                enrich::fill(&mut made, &view, &lower, &known, one);
                made
            }));
        }
    }
    out
}
