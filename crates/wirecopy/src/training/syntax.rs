//! Learning the parser from treebanks, by a dynamic oracle: it also learns what to do after its own mistakes.

use super::tags::forms_of;
use super::{Learner, TreeSentence, shuffled};
use crate::language::forms::Form;
use crate::language::syntax::{LEFT, RIGHT, SHIFT, State, best};
use crate::language::{Models, Pack, Tag, syntax, tagger};

/// The moves that lose the fewest arcs of the gold tree, among the legal ones.
fn cheapest(state: &State, gold: &[usize]) -> [bool; 3] {
    let n = gold.len();
    let legal = state.legal();
    let head = |i: usize| if i < n { gold[i] } else { usize::MAX };
    let b = state.next;
    let mut cost = [u32::MAX; 3];
    let depth = state.stack.len();
    if legal[SHIFT] {
        let deeper = state.stack.iter().take(depth.saturating_sub(1)).filter(|&&s| head(b) == s).count();
        let children = state.stack.iter().filter(|&&s| head(s) == b).count();
        cost[SHIFT] = (deeper + children) as u32;
    }
    if let Some(&s0) = state.stack.last() {
        let below = depth.checked_sub(2).map(|k| state.stack[k]);
        let children = (b..n).filter(|&d| head(d) == s0).count();
        let h = head(s0);
        if legal[LEFT] {
            let lost = Some(h) == below || (h > b && h <= n);
            cost[LEFT] = children as u32 + u32::from(lost);
        }
        if legal[RIGHT] {
            let lost = h >= b && h <= n;
            cost[RIGHT] = children as u32 + u32::from(lost);
        }
    }
    let least = cost.iter().copied().min().unwrap_or(0);
    std::array::from_fn(|a| legal[a] && cost[a] == least)
}

/// Gold heads counted from 0, the root's as the number of words.
fn gold_heads(sentence: &TreeSentence) -> Vec<usize> {
    let n = sentence.words.len();
    sentence.heads.iter().map(|&h| if h == 0 || h > n { n } else { h - 1 }).collect()
}

/// Learns the parser's weights, over the tags the pack's tagger finds.
pub fn learn_parser(sentences: &[TreeSentence], pack: &Pack, rounds: u64, bits: u32) -> Vec<u8> {
    let models = pack.resource(Models::load);
    let mut learner = Learner::new(bits);
    let mut list = Vec::new();
    let data: Vec<(Vec<Form>, Vec<Tag>, Vec<usize>)> = sentences
        .iter()
        .filter(|s| s.words.len() <= 150)
        .map(|s| {
            let forms = forms_of(s, &models.words);
            let mut tags = Vec::new();
            tagger::tag(&forms, &models.tagger, &mut tags);
            (forms, tags, gold_heads(s))
        })
        .collect();
    for round in 0..rounds {
        for k in shuffled(data.len(), round + 11) {
            let (forms, tags, gold) = &data[k];
            let mut state = State::new(forms.len());
            let mut step = k;
            while !state.done() {
                let legal = state.legal();
                let good = cheapest(&state, gold);
                state.features(forms, tags, &mut list);
                let guess = best(&list, &learner, legal);
                learner.tick();
                let mut next = guess;
                if !good[guess] {
                    let wanted = best(&list, &learner, good);
                    learner.update(&list, wanted, 1);
                    learner.update(&list, guess, -1);
                    // From the second round on, nine times in ten, go the wrong way and learn from there.
                    step =
                        step.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    if round == 0 || (step >> 33) % 10 == 0 {
                        next = wanted;
                    }
                }
                state.apply(next);
            }
        }
    }
    learner.finish()
}

/// The share of words, marks left out, whose head a pack's parser finds.
pub fn parse_accuracy(sentences: &[TreeSentence], pack: &Pack) -> f64 {
    let models = pack.resource(Models::load);
    let (mut right, mut all) = (0u32, 0u32);
    let (mut tags, mut heads) = (Vec::new(), Vec::new());
    for sentence in sentences {
        let forms = forms_of(sentence, &models.words);
        tagger::tag(&forms, &models.tagger, &mut tags);
        syntax::parse(&forms, &tags, &models.parser, &mut heads);
        for (k, &gold) in gold_heads(sentence).iter().enumerate() {
            if sentence.words[k].chars().any(char::is_alphanumeric) {
                all += 1;
                let found = if heads[k] == syntax::ROOT { sentence.words.len() } else { heads[k] as usize };
                right += u32::from(found == gold);
            }
        }
    }
    f64::from(right) / f64::from(all.max(1))
}
