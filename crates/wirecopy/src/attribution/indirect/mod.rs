//! Contents given by cues: indirect and mixed attributions, and what direct ones the network sees.
//!
//! The network ([`net`](super::net)) finds the cues of a document and what the words around each are to it. Sentence by
//! sentence ([`view`]) that is completed ([`supply`]), mended ([`repair`], [`refine`]), and joined by what rules find
//! ([`patterns`]; [`rules`] for the engine without a network).

mod build;
pub(crate) mod cues;
mod enrich;
pub(crate) mod patterns;
mod refine;
pub(crate) mod repair;
pub(crate) mod roles;
mod rules;
mod supply;
pub(crate) mod view;

use super::Attribution;
use super::lexicon::Lexicon;
use super::marks::Marks;
use crate::attribution::net::input::Input;
use crate::attribution::net::network::{self, Network};
use crate::language::{Pack, Segmented};
use crate::{Document, Engine};
pub(super) use build::kind_of;

/// Below this probability nothing makes a cue of a word.
const LEAST: f32 = 0.05;

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
    let network = pack.resource(Network::load);
    let mut out = Vec::new();
    let known = pack.resource(patterns::PatternWords::load);
    let verbs = pack.resource(super::direct::verbs::SpeechVerbs::load);
    let seen = match (&*network, engine) {
        (Some(network), Engine::Model) => network.find(&Input::new(document, words, marks, &lexicon), LEAST),
        _ => Vec::new(),
    };
    let mut seen = seen.into_iter().peekable();
    for sentence in &words.sentences {
        let view = view::View::new(document, words, sentence, marks, &lexicon);
        let lower = patterns::lower(document.text(), &view);
        let mut all = Vec::new();
        if engine == Engine::Rules {
            rules::find(document.text(), &view, &lower, &verbs, &mut all);
        } else {
            let own = sentence.tokens();
            while let Some(one) = seen.next_if(|f| f.cue < own.end) {
                all.push(within(&one, &own));
            }
            supply::sentence(&view, &lower, &known, least, &mut all);
            one_each(&mut all);
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

/// What the network found, cut to the words of one sentence.
fn within(one: &network::Found, own: &std::ops::Range<usize>) -> repair::Found {
    let label = |k: usize| k.checked_sub(one.window.start).and_then(|at| one.labels.get(at));
    let labels = own.clone().map(|k| label(k).copied().unwrap_or(roles::OUT));
    repair::Found { cue: one.cue - own.start, p: one.p, labels: labels.collect(), rule: "model" }
}

/// Of cues that stand in each other's, the likeliest.
fn one_each(all: &mut Vec<repair::Found>) {
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by(|&a, &b| all[b].p.total_cmp(&all[a].p).then(a.cmp(&b)));
    let mut gone = vec![false; all.len()];
    for &k in &order {
        if gone[k] {
            continue;
        }
        for other in 0..all.len() {
            gone[other] |= other != k && all[k].labels.get(all[other].cue) == Some(&roles::CUE);
        }
    }
    let mut k = 0;
    all.retain(|_| {
        k += 1;
        !gone[k - 1]
    });
}
