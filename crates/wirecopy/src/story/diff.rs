//! Word diffs: what was changed, added, dropped between two versions of a statement.

use super::types::{DiffPart, Relation, Step};
use super::words::Word;

/// Most cells of the table of the longest common run; beyond it the middle counts as changed.
const MOST_CELLS: usize = 1 << 20;

/// The words of one version and the text they stand in, in reading order.
#[derive(Clone, Debug)]
pub(super) struct Version<'a> {
    /// The text the spans point into.
    pub(super) text: &'a str,
    /// The words.
    pub(super) words: Vec<Word>,
}

/// A run of a diff over word numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) step: Step,
    pub(super) from: (usize, usize),
    pub(super) to: (usize, usize),
}

/// The diff of two lists of words by their lower-case form.
pub(super) fn runs(a: &[Word], b: &[Word]) -> Vec<Run> {
    let same = |x: &Word, y: &Word| x.lower == y.lower;
    let head = a.iter().zip(b).take_while(|(x, y)| same(x, y)).count();
    let tail = a[head..].iter().rev().zip(b[head..].iter().rev()).take_while(|(x, y)| same(x, y)).count();
    let (am, bm) = (&a[head..a.len() - tail], &b[head..b.len() - tail]);
    let mut pairs: Vec<(usize, usize)> = (0..head).map(|k| (k, k)).collect();
    pairs.extend(common(am, bm).into_iter().map(|(x, y)| (x + head, y + head)));
    pairs.extend((0..tail).map(|k| (a.len() - tail + k, b.len() - tail + k)));

    let mut out: Vec<Run> = Vec::new();
    let (mut i, mut j) = (0, 0);
    for (x, y) in pairs.into_iter().chain([(a.len(), b.len())]) {
        if i < x || j < y {
            let step = match (i < x, j < y) {
                (true, true) => Step::Changed,
                (true, false) => Step::Dropped,
                _ => Step::Added,
            };
            out.push(Run { step, from: (i, x), to: (j, y) });
        }
        if x < a.len() && y < b.len() {
            match out.last_mut() {
                Some(last) if last.step == Step::Same => {
                    last.from.1 = x + 1;
                    last.to.1 = y + 1;
                }
                _ => out.push(Run { step: Step::Same, from: (x, x + 1), to: (y, y + 1) }),
            }
        }
        (i, j) = (x + 1, y + 1);
    }
    out
}

/// The longest common subsequence, as pairs of word numbers.
fn common(first: &[Word], second: &[Word]) -> Vec<(usize, usize)> {
    let (rows, columns) = (first.len(), second.len());
    if rows == 0 || columns == 0 || rows.saturating_mul(columns) > MOST_CELLS {
        return Vec::new();
    }
    let at = |i: usize, j: usize| i * (columns + 1) + j;
    let mut best = vec![0u32; (rows + 1) * (columns + 1)];
    for i in (0..rows).rev() {
        for j in (0..columns).rev() {
            best[at(i, j)] = if first[i].lower == second[j].lower {
                best[at(i + 1, j + 1)] + 1
            } else {
                best[at(i + 1, j)].max(best[at(i, j + 1)])
            };
        }
    }
    let (mut i, mut j, mut out) = (0, 0, Vec::new());
    while i < rows && j < columns {
        if first[i].lower == second[j].lower {
            out.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if best[at(i + 1, j)] >= best[at(i, j + 1)] {
            i += 1;
        } else {
            j += 1;
        }
    }
    out
}

/// The diff in words, as it is shown and put in JSON.
pub(super) fn parts(a: &Version<'_>, b: &Version<'_>, runs: &[Run]) -> Vec<DiffPart> {
    runs.iter().map(|r| DiffPart { step: r.step, from: slice(a, r.from), to: slice(b, r.to) }).collect()
}

/// The words `from..to` as they stand, bracket signs right around them kept, white space made single.
fn slice(version: &Version<'_>, (from, to): (usize, usize)) -> String {
    if from >= to {
        return String::new();
    }
    let (first, last) = (version.words[from].span, version.words[to - 1].span);
    let (mut start, mut end) = (first.start(), last.end());
    if version.text[..start].ends_with('[') {
        start -= 1;
    }
    if version.text[end..].starts_with(']') {
        end += 1;
    }
    let words = version.text[start..end].split_whitespace().collect::<Vec<_>>().join(" ");
    words.trim_matches(['“', '”', '"', '«', '»', '„']).to_owned()
}

/// Share of words the two versions have in common, in order, 0 to 1.
pub(super) fn likeness(a: &[Word], b: &[Word]) -> f32 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let same: usize = runs(a, b).iter().filter(|r| r.step == Step::Same).map(|r| r.from.1 - r.from.0).sum();
    2.0 * same as f32 / (a.len() + b.len()) as f32
}

/// What became of version `b` of a quotation, against version `a`.
pub(super) fn relation(a: &Version<'_>, b: &Version<'_>, runs: &[Run]) -> Relation {
    let same: usize = runs.iter().filter(|r| r.step == Step::Same).map(|r| r.from.1 - r.from.0).sum();
    if runs.iter().all(|r| r.step == Step::Same) {
        let as_set = |v: &Version<'_>| spelling(v);
        return if as_set(a) == as_set(b) { Relation::Verbatim } else { Relation::Punctuation };
    }
    let steps: Vec<Step> = runs.iter().map(|r| r.step).collect();
    if let [Step::Dropped, Step::Same]
    | [Step::Same, Step::Dropped]
    | [Step::Dropped, Step::Same, Step::Dropped] = steps[..]
    {
        return Relation::Excerpt;
    }
    let changed: usize = runs
        .iter()
        .filter(|r| matches!(r.step, Step::Changed) || r.step == Step::Added && !bracketed(b, r.to))
        .map(|r| (r.to.1 - r.to.0).max(r.from.1 - r.from.0))
        .sum();
    // An editor's hand leaves most words alone; more than one word in seven changed is a retelling.
    if changed * 7 <= same { Relation::Edited } else { Relation::Reworded }
}

/// Whether the words stand inside square brackets.
fn bracketed(version: &Version<'_>, (from, to): (usize, usize)) -> bool {
    let Some(word) = version.words.get(from) else { return false };
    let Some(last) = version.words.get(to.max(1) - 1) else { return false };
    let before = &version.text[..word.span.start()];
    let after = &version.text[last.span.end()..];
    let opened = before.rfind('[').is_some_and(|at| !before[at..].contains(']') && before.len() - at < 200);
    opened && after.find(']').is_some_and(|at| at < 200)
}

/// The words with their case and the marks between them, quotation marks and the last stop left out.
fn spelling(version: &Version<'_>) -> String {
    let mut out = String::new();
    for (k, word) in version.words.iter().enumerate() {
        if k > 0 {
            let between = version.words[k - 1].span.end()..word.span.start();
            out.extend(version.text.get(between).unwrap_or(" ").chars().filter_map(plain));
        }
        out.extend(version.text.get(word.span.range()).unwrap_or("").chars().filter_map(plain));
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One sign for marks that mean the same; none for quotation marks.
fn plain(c: char) -> Option<char> {
    match c {
        '“' | '”' | '"' | '«' | '»' | '„' => None,
        '’' | '´' | '`' | 'ʼ' | '‘' => Some('\''),
        '–' | '—' | '‑' => Some('-'),
        c => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;
    use crate::story::words::words;

    fn version(text: &str) -> Version<'_> {
        Version { text, words: words(text, Span::of(0, text.len())) }
    }

    fn shown(a: &str, b: &str) -> (Relation, String) {
        let (a, b) = (version(a), version(b));
        let runs = runs(&a.words, &b.words);
        let shown: Vec<String> = parts(&a, &b, &runs)
            .iter()
            .map(|p| match p.step {
                Step::Same => p.to.clone(),
                Step::Changed => format!("{{{}→{}}}", p.from, p.to),
                Step::Added => format!("+{}", p.to),
                Step::Dropped => format!("-{}", p.from),
            })
            .collect();
        (relation(&a, &b, &runs), shown.join(" "))
    }

    #[test]
    fn says_what_became_of_a_quote() {
        let full = "The pumps left by night, and nobody signed for them.";
        let cases = [
            (full, Relation::Verbatim, "The pumps left by night, and nobody signed for them"),
            (
                "The pumps left by night and nobody signed for them",
                Relation::Punctuation,
                "The pumps left by night and nobody signed for them",
            ),
            (
                "The [six] pumps left by night, and nobody signed for them",
                Relation::Edited,
                "The +[six] pumps left by night, and nobody signed for them",
            ),
            (
                "nobody signed for them",
                Relation::Excerpt,
                "-The pumps left by night, and nobody signed for them",
            ),
            (
                "The pumps were taken at night, and no one signed for them",
                Relation::Reworded,
                "The pumps {left by→were taken at} night, and {nobody→no one} signed for them",
            ),
        ];
        for (other, relation, diff) in cases {
            assert_eq!(shown(full, other), (relation, diff.to_owned()), "{other}");
        }
    }

    #[test]
    fn a_very_long_pair_is_not_compared_word_by_word() {
        let a = "one two ".repeat(4000);
        let b = "three four ".repeat(4000);
        let (a, b) = (version(&a), version(&b));
        assert_eq!(runs(&a.words, &b.words).len(), 1);
    }
}
