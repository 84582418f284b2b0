//! The names among GUM's entities: proper-noun runs around the head of a person, an organisation or a place.

use std::collections::{BTreeMap, HashMap};

use wirecopy::language::Penn;
use wirecopy::training::TreeSentence;

/// Mentions of a document that are still open.
#[derive(Debug, Default)]
pub(crate) struct Mentions {
    open: HashMap<String, Vec<(usize, usize, String)>>,
    sentence: usize,
}

fn kind(entity: &str) -> Option<&'static str> {
    match entity {
        "person" => Some("PERSON"),
        "organization" => Some("ORGANIZATION"),
        "place" => Some("LOCATION"),
        _ => None,
    }
}

impl Mentions {
    /// What each word of the next sentence is in a name; empty where that is not known.
    pub(crate) fn names(&mut self, rows: &[Vec<&str>], s: &TreeSentence) -> Vec<String> {
        self.sentence += 1;
        let words: Vec<&Vec<&str>> = rows.iter().filter(|r| !r[0].contains(['-', '.'])).collect();
        let mut spans: Vec<(usize, usize, String)> = Vec::new();
        for (at, row) in words.iter().enumerate() {
            let Some(marks) = row[9].split('|').find_map(|m| m.strip_prefix("Entity=")) else { continue };
            self.marks(marks, at, &mut spans);
        }
        let proper = |k: usize| matches!(s.penn[k], Some(Penn::NNP | Penn::NNPS));
        let mut runs: BTreeMap<(usize, usize), &str> = BTreeMap::new();
        for (first, last, entity) in &spans {
            let (first, last) = (*first, *last);
            let inside = |h: usize| h > first && h <= last + 1;
            let Some(kind) = kind(entity) else { continue };
            let Some(head) = (first..=last).find(|&k| !inside(s.heads[k])) else { continue };
            if words[head][3] != "PROPN" || !proper(head) {
                continue;
            }
            let form = |k: usize| s.words[k].as_str();
            let (mut a, mut b) = (head, head);
            loop {
                if a > first && proper(a - 1) {
                    a -= 1;
                } else if a >= first + 2 && matches!(form(a - 1), "-" | "&" | "’s" | "'s") && proper(a - 2)
                {
                    a -= 2;
                } else {
                    break;
                }
            }
            loop {
                if b < last && proper(b + 1) {
                    b += 1;
                } else if b + 2 <= last && matches!(form(b + 1), "-" | "&" | "of") && proper(b + 2) {
                    b += 2;
                } else if b + 3 <= last && form(b + 1) == "of" && form(b + 2) == "the" && proper(b + 3) {
                    b += 3;
                } else {
                    break;
                }
            }
            runs.insert((a, b), kind);
        }
        let mut out: Vec<String> = (0..s.words.len())
            .map(|k| {
                let plain =
                    !s.words[k].starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) && !proper(k);
                if plain || k == 0 && !proper(k) { "O".to_owned() } else { String::new() }
            })
            .collect();
        let kept =
            |&(a, b): &(usize, usize)| !runs.keys().any(|&(c, d)| (c, d) != (a, b) && c <= a && b <= d);
        for (&(a, b), kind) in runs.iter().filter(|(span, _)| kept(span)) {
            for (k, slot) in out.iter_mut().enumerate().take(b + 1).skip(a) {
                *slot = format!("{}-{kind}", if k == a { 'B' } else { 'I' });
            }
        }
        out
    }

    /// Reads the brackets of one word: `(12-person-…`, `12)`, `(3-place-…)`.
    fn marks(&mut self, marks: &str, at: usize, spans: &mut Vec<(usize, usize, String)>) {
        let mut rest = marks;
        while !rest.is_empty() {
            if let Some(body) = rest.strip_prefix('(') {
                let end = body.find(['(', ')']).unwrap_or(body.len());
                let closes = body[end..].starts_with(')');
                let mut fields = body[..end].split('-');
                let (id, kind) = (fields.next().unwrap_or(""), fields.next().unwrap_or(""));
                if closes {
                    spans.push((at, at, kind.to_owned()));
                } else {
                    self.open.entry(id.to_owned()).or_default().push((self.sentence, at, kind.to_owned()));
                }
                rest = &body[end + usize::from(closes)..];
            } else {
                let end = rest.find(')').unwrap_or(rest.len());
                let id = rest[..end].split('-').next().unwrap_or("");
                if let Some((sentence, first, kind)) = self.open.get_mut(id).and_then(Vec::pop)
                    && sentence == self.sentence
                {
                    spans.push((first, at, kind));
                }
                rest = rest.get(end + 1..).unwrap_or("");
            }
        }
    }
}
