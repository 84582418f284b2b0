//! `wirecopy-train pronouns`: the weights by which the antecedent of a pronoun is chosen.
//!
//! Logistic ranking: of the entities before a pronoun, the right ones are to weigh more than all others. Learned from
//! GUM, whose coreference is marked by hand, and from PolNeAR, whose coreference is another program's.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;
use wirecopy::Span;
use wirecopy::language::Pack;
use wirecopy::training::{PRONOUN_GROUPS, PRONOUN_TRAITS, PronounExample, pronoun_examples};

use crate::treebank::read_text;
use crate::{Corpora, articles, pack_of, sections, write};

/// A text with its chains of coreferent spans.
type Marked = (String, Vec<Vec<Span>>);

/// How often all examples are gone through.
const ROUNDS: usize = 30;
/// How much an example marked by another program counts, for each kind of pronoun: of "they" and "it" it knows little.
const SILVER: [f32; 3] = [0.3, 0.03, 0.03];

pub(crate) fn run(corpora: &Corpora) -> Result<(), String> {
    let gold = gum(&corpora.file("gum-train.conllu.gz"))?;
    let silver =
        polnear(&corpora.file("polnear-train.jsonl.gz"), &corpora.file("polnear-train.coref.jsonl.gz"))?;
    let held = [
        ("gum-dev", gum(&corpora.file("gum-dev.conllu.gz"))?),
        (
            "polnear-dev (silver)",
            polnear(&corpora.file("polnear-dev.jsonl.gz"), &corpora.file("polnear-dev.coref.jsonl.gz"))?,
        ),
    ];
    // What the weights see depends on what they chose before: twice.
    for round in 1..=2 {
        let pack = pack_of(&sections()?)?;
        let mut all: Vec<(f32, PronounExample)> = Vec::new();
        for (weights, texts) in [([1.0; 3], &gold), (SILVER, &silver)] {
            all.extend(examples(texts, pack)?.into_iter().map(|e| (weights[e.group], e)));
        }
        println!("reading {round}: {} pronouns", all.len());
        let weights = learn(&all);
        for (name, texts) in &held {
            report(name, &examples(texts, pack)?, &weights);
        }
        write(&[("pronoun_weights", table(&weights).into_bytes())])?;
    }
    Ok(())
}

fn examples(texts: &[Marked], pack: &'static Pack) -> Result<Vec<PronounExample>, String> {
    let mut out = Vec::new();
    for (text, chains) in texts {
        out.extend(pronoun_examples(text, chains, pack).map_err(|e| e.to_string())?);
    }
    Ok(out)
}

fn chances(example: &PronounExample, weights: &[f32]) -> Vec<f32> {
    let scores: Vec<f32> =
        example.candidates.iter().map(|(t, _)| t.iter().zip(weights).map(|(t, w)| t * w).sum()).collect();
    let best = scores.iter().copied().fold(f32::MIN, f32::max);
    let all: f32 = scores.iter().map(|s| (s - best).exp()).sum();
    scores.iter().map(|s| (s - best).exp() / all).collect()
}

fn learn(examples: &[(f32, PronounExample)]) -> Vec<Vec<f32>> {
    let mut weights = vec![vec![0.0_f32; PRONOUN_TRAITS.len()]; PRONOUN_GROUPS.len()];
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut state = 1_u64;
    for round in 0..ROUNDS {
        for k in (1..order.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(k, (state >> 33) as usize % (k + 1));
        }
        let rate = 0.05 / (1.0 + round as f32 / 5.0);
        for &k in &order {
            let (weight, example) = &examples[k];
            let weights = &mut weights[example.group];
            let chances = chances(example, weights);
            let right: f32 =
                chances.iter().zip(&example.candidates).filter(|(_, c)| c.1).map(|(p, _)| p).sum();
            for (chance, (traits, is_right)) in chances.iter().zip(&example.candidates) {
                let pull = if *is_right { chance / right.max(1e-6) } else { 0.0 } - chance;
                for (w, t) in weights.iter_mut().zip(traits) {
                    *w += rate * weight * (pull * t - 1e-4 * *w * t.abs());
                }
            }
        }
    }
    weights
}

fn report(name: &str, examples: &[PronounExample], weights: &[Vec<f32>]) {
    for (group, kind) in PRONOUN_GROUPS.iter().enumerate() {
        let mut right = 0;
        let mut all = 0;
        for example in examples.iter().filter(|e| e.group == group) {
            let chances = chances(example, &weights[group]);
            let best = (0..chances.len()).max_by(|&a, &b| chances[a].total_cmp(&chances[b]).then(b.cmp(&a)));
            all += 1;
            right += usize::from(best.is_some_and(|k| example.candidates[k].1));
        }
        println!("{name}, {kind}: {:.1} % of {all}", 100.0 * right as f32 / all.max(1) as f32);
    }
}

fn table(weights: &[Vec<f32>]) -> String {
    let mut out = format!(
        "# trait of an entity before a pronoun\t{}\n# Origin: learned by `wirecopy-train pronouns`.\n",
        PRONOUN_GROUPS.join("\t")
    );
    for (at, name) in PRONOUN_TRAITS.iter().enumerate() {
        let row: Vec<String> = weights.iter().map(|w| format!("{:.2}", w[at])).collect();
        out += &format!("{name}\t{}\n", row.join("\t"));
    }
    out
}

/// PolNeAR's articles with the chains of a program.
fn polnear(texts: &Path, chains: &Path) -> Result<Vec<Marked>, String> {
    let mut by_id: BTreeMap<String, Vec<Vec<Span>>> = BTreeMap::new();
    let articles = articles::read(texts)?;
    let text_of: BTreeMap<&str, &str> = articles.iter().map(|a| (a.id.as_str(), a.text.as_str())).collect();
    for line in read_text(chains)?.lines() {
        let row: Value = serde_json::from_str(line).map_err(|e| format!("{}: {e}", chains.display()))?;
        let id = row["id"].as_str().unwrap_or_default();
        let Some(text) = text_of.get(id) else { continue };
        let starts: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
        let at = |v: &Value| v.as_u64().and_then(|k| starts.get(k as usize).copied());
        let span = |m: &Value| Span::new(at(&m["span"][0])?, at(&m["span"][1])?).ok();
        let chain = |c: &Value| c.as_array().map_or(&[][..], Vec::as_slice).iter().filter_map(span).collect();
        by_id.insert(
            id.to_owned(),
            row["chains"].as_array().map_or(&[][..], Vec::as_slice).iter().map(chain).collect(),
        );
    }
    Ok(articles.into_iter().filter_map(|a| Some((a.text, by_id.remove(&a.id)?))).collect())
}

/// GUM's documents: sentences joined by a space, an empty line between paragraphs.
fn gum(path: &Path) -> Result<Vec<Marked>, String> {
    let mut out: Vec<Marked> = Vec::new();
    let mut reader = Reader::default();
    for line in read_text(path)?.lines() {
        if line.starts_with("# newdoc") {
            out.extend(reader.finish());
        } else if line.starts_with("# newpar") && !line.starts_with("# newpar_") {
            reader.paragraph = true;
        } else if let Some(text) = line.strip_prefix("# text = ") {
            reader.sentence(text);
        } else if !line.starts_with('#') && !line.is_empty() {
            reader.word(&line.split('\t').collect::<Vec<_>>());
        }
    }
    out.extend(reader.finish());
    Ok(out)
}

#[derive(Debug, Default)]
struct Reader {
    text: String,
    /// Up to where words have been found in the text.
    at: usize,
    paragraph: bool,
    open: BTreeMap<String, Vec<usize>>,
    chains: BTreeMap<String, Vec<Span>>,
}

impl Reader {
    fn sentence(&mut self, text: &str) {
        if !self.text.is_empty() {
            self.text.push_str(if self.paragraph { "\n\n" } else { " " });
        }
        self.paragraph = false;
        self.at = self.text.len();
        self.text.push_str(text);
    }

    fn word(&mut self, row: &[&str]) {
        if row.len() < 10 || row[0].contains(['-', '.']) {
            return;
        }
        let Some(start) = self.text[self.at..].find(row[1]).map(|k| self.at + k) else { return };
        self.at = start + row[1].len();
        let Some(marks) = row[9].split('|').find_map(|m| m.strip_prefix("Entity=")) else { return };
        for (opens, name, closes) in marks_of(marks) {
            if opens {
                self.open.entry(name.clone()).or_default().push(start);
            }
            if closes
                && let Some(from) = self.open.get_mut(&name).and_then(Vec::pop)
                && let Ok(span) = Span::new(from, self.at)
            {
                self.chains.entry(name).or_default().push(span);
            }
        }
    }

    fn finish(&mut self) -> Option<Marked> {
        let whole = std::mem::take(self);
        (!whole.text.is_empty()).then(|| (whole.text, whole.chains.into_values().collect()))
    }
}

/// "(1-person-new(2-place)3)": whether it opens, the name of the entity, whether it closes.
fn marks_of(marks: &str) -> Vec<(bool, String, bool)> {
    let mut out = Vec::new();
    let mut rest = marks;
    while !rest.is_empty() {
        let opens = rest.starts_with('(');
        let body = rest.trim_start_matches('(');
        let end = body.find(['(', ')']).unwrap_or(body.len());
        let closes = body[end..].starts_with(')');
        let name = body[..end].split('-').next().unwrap_or_default();
        if !name.is_empty() {
            out.push((opens, name.to_owned(), closes));
        }
        rest = &body[end + usize::from(closes)..];
    }
    out
}
