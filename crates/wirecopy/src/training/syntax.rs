//! Learning the parser from treebanks, by a dynamic oracle: it also learns what to do after its own mistakes.

use super::{Learner, TreeSentence, shuffled};
use crate::language::forms::Form;
use crate::language::model::{Table, Weights};
use crate::language::syntax::{EVERY, LEFT, Masks, RIGHT, SHIFT, State, best};
use crate::language::words::WordTable;
use crate::language::{Penn, Relation, tagger};

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

/// Parts the sentences are cut into, so that tags are found by taggers that have not seen them.
const FOLDS: usize = 5;

struct Case {
    forms: Vec<Form>,
    tags: Vec<Penn>,
    heads: Vec<usize>,
    /// The number of each relation; `None` where it is not known.
    labels: Vec<Option<usize>>,
    times: usize,
}

/// What is learned of syntax: moves (`parser.bin`), relations (`labels.bin`), what relations tags have
/// (`relations.bin`).
#[derive(Clone, Debug)]
pub struct LearnedParser {
    /// The weights of moves.
    pub moves: Vec<u8>,
    /// The weights of relations.
    pub labels: Vec<u8>,
    /// The relations of pairs of tags.
    pub masks: Vec<u8>,
}

fn cases(sentences: &[TreeSentence], words: &'static [u8], times: usize) -> Vec<Case> {
    let known = WordTable::read(words).unwrap_or_default();
    let mut out = Vec::new();
    for fold in 0..FOLDS {
        let (mut seen, mut own) = (Vec::new(), Vec::new());
        for (k, s) in sentences.iter().enumerate() {
            if k % FOLDS == fold { own.push(s) } else { seen.push(s.clone()) }
        }
        let learned: &'static [u8] = Box::leak(super::learn_tagger(&seen, words, 3, 20).into_boxed_slice());
        let Some(table) = Table::read(learned) else { continue };
        let mut list = Vec::new();
        for s in own.into_iter().filter(|s| s.words.len() <= 150) {
            let forms = s.forms(&known);
            let mut tags = Vec::new();
            tagger::tag(&forms, &table, &mut tags, &mut list);
            out.push(Case {
                forms,
                tags,
                heads: gold_heads(s),
                labels: s.relations.iter().map(|r| Relation::from_name(r).map(|r| r as usize)).collect(),
                times: if s.silver { 1 } else { times },
            });
        }
    }
    out
}

fn masks(cases: &[Case]) -> Vec<u64> {
    let mut counts = std::collections::BTreeMap::<(usize, usize), usize>::new();
    for case in cases {
        for (d, &h) in case.heads.iter().enumerate() {
            let Some(label) = case.labels[d] else { continue };
            *counts.entry((Masks::at(case.tags.get(h).copied(), case.tags[d], d > h), label)).or_default() +=
                case.times;
        }
    }
    let mut totals = std::collections::BTreeMap::<usize, usize>::new();
    counts.iter().for_each(|((place, _), n)| *totals.entry(*place).or_default() += n);
    let mut out = vec![0; Masks::SIZE / 8];
    for ((place, label), n) in counts {
        if n * 400 >= totals[&place] {
            out[place] |= 1u64 << label;
        }
    }
    out
}

/// How far the right choice must be ahead of the next while learning.
const MARGIN: i32 = 400;

/// Learns the parser, over tags found by taggers that have not seen the sentence. Gold sentences are shown `times`
/// times a round.
pub fn learn_parser(
    sentences: &[TreeSentence],
    words: &'static [u8],
    rounds: u64,
    bits: [u32; 2],
    times: usize,
) -> LearnedParser {
    learn(&cases(sentences, words, times), rounds, bits, 11)
}

/// Learns from sentences in an order that `seed` decides.
fn learn(data: &[Case], rounds: u64, bits: [u32; 2], seed: u64) -> LearnedParser {
    let masks = masks(data);
    let order: Vec<usize> = (0..data.len()).flat_map(|k| std::iter::repeat_n(k, data[k].times)).collect();
    let (mut moves, mut labels) = (Learner::new(bits[0]).patient(3), Learner::new(bits[1]));
    let mut list = Vec::new();
    let mut state = State::default();
    let mut step = 1usize;
    for round in 0..rounds {
        for k in shuffled(order.len(), round + seed) {
            let case = &data[order[k]];
            let n = case.forms.len();
            state.start(n);
            while !state.done() {
                let legal = state.legal();
                let mut next = legal.iter().position(|l| *l).unwrap_or(LEFT);
                if legal.iter().filter(|l| **l).count() > 1 {
                    let good = cheapest(&state, &case.heads);
                    state.features(&case.forms, &case.tags, &mut list);
                    next = best(&list, &moves, legal);
                    moves.tick();
                    let wanted = best(&list, &moves, good);
                    let bad = std::array::from_fn(|a| legal[a] && !good[a]);
                    if bad.contains(&true) {
                        let rival = best(&list, &moves, bad);
                        if moves.score(&list, wanted) - moves.score(&list, rival) < MARGIN {
                            moves.update(&list, wanted, 1);
                            moves.update(&list, rival, -1);
                        }
                    }
                    if !good[next] {
                        // From the second round on, nine times in ten, go the wrong way and learn from there.
                        step = step
                            .wrapping_mul(6_364_136_223_846_793_005)
                            .wrapping_add(1_442_695_040_888_963_407);
                        if round == 0 || (step >> 33) % 10 == 0 {
                            next = wanted;
                        }
                    }
                }
                let label = state
                    .arc(next)
                    .map_or(0, |(h, d)| learn_label(&state, case, h, d, &masks, &mut labels, &mut list));
                state.apply(next, label as u8);
            }
        }
    }
    let mut bytes = Vec::new();
    masks.iter().for_each(|m| bytes.extend(m.to_le_bytes()));
    LearnedParser { moves: moves.finish(), labels: labels.finish(), masks: bytes }
}

/// The relation the learner gives an arc, and what it learns from that when the arc is right.
fn learn_label(
    state: &State,
    case: &Case,
    h: usize,
    d: usize,
    masks: &[u64],
    labels: &mut Learner,
    list: &mut Vec<u32>,
) -> usize {
    if h == case.tags.len() {
        return Relation::Root as usize;
    }
    let possible = match masks[Masks::at(case.tags.get(h).copied(), case.tags[d], d > h)] {
        0 => EVERY,
        m if m.is_power_of_two() => return m.trailing_zeros() as usize,
        m => m,
    };
    state.label_features(&case.forms, &case.tags, h, d, list);
    let guess = tagger::choose(possible, list, labels);
    labels.tick();
    if case.heads[d] == h
        && let Some(gold) = case.labels[d]
        && possible & 1 << gold != 0
    {
        let others = possible & !(1 << gold);
        let rival = tagger::choose(others, list, labels);
        if labels.score(list, gold) - labels.score(list, rival) < MARGIN {
            labels.update(list, gold, 1);
            labels.update(list, rival, -1);
        }
    }
    guess
}
