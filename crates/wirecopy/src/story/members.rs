//! Families as answers: the fullest version first, and what became of it in each article.

use super::diff::{self, Run, Version, runs};
use super::families::Group;
use super::source::Source;
use super::statements::Statement;
use super::types::{DiffPart, Family, Independence, Member, Relation, Stance, Step};
use super::words::Word;
use crate::{Analysis, Span};

/// Lengths within this share of each other count as equal when the fullest version is chosen.
const ABOUT_AS_LONG: f32 = 0.85;

/// A family of a group.
pub(super) fn family(group: &Group, analyses: &[Analysis]) -> Family {
    let list: Vec<&(Statement, f32)> = group.members.iter().collect();
    let full = fullest(&list, analyses);
    let reference = list[full];
    let mut order: Vec<usize> = (0..list.len()).collect();
    order.sort_by_key(|&k| {
        let s = &list[k].0;
        (k != full, s.article, !s.quoted, s.source.is_none(), s.spans.first().copied())
    });
    let mut members: Vec<Member> = Vec::new();
    for k in order {
        let (statement, score) = list[k];
        let text = text_of(analyses, statement);
        let (relation, diff) = if k == full {
            (Relation::Fullest, Vec::new())
        } else {
            became(&reference.0, statement, analyses)
        };
        // What this article has already is told once; a second quotation of the same stands for itself.
        let before = members.iter().find(|m| m.article == statement.article);
        if before.is_some_and(|m| !(m.quoted && statement.quoted) || m.text == shown(text, &statement.spans))
        {
            continue;
        }
        members.push(Member {
            article: statement.article,
            attribution: statement.attribution,
            spans: statement.spans.clone(),
            text: shown(text, &statement.spans),
            quoted: statement.quoted,
            unclosed: statement.unclosed,
            relation,
            diff,
            speaker: behind(statement).map(|s| s.speaker.clone()),
            drift: if k == full {
                Vec::new()
            } else {
                Source::drift(behind(&reference.0), behind(statement))
            },
            stance: statement.stance,
            via: statement.via.clone(),
            first_party: statement.first_party,
            score: score.clamp(0.0, 1.0),
        });
    }
    // Where one telling denies, all tell of a denial.
    if members.iter().any(|m| m.stance == Stance::Denies) {
        for m in &mut members {
            m.stance = Stance::Denies;
        }
    }
    Family { central: group.central, members, independence: Independence::default() }
}

/// Who is behind a statement: its source, or whom the sentence cites.
fn behind(statement: &Statement) -> Option<&Source> {
    statement.source.as_ref().or(statement.cited.as_ref())
}

/// A statement as a member of nothing: what only one article has.
pub(super) fn single(statement: &Statement, analyses: &[Analysis]) -> Member {
    let group = Group { central: false, members: vec![(statement.clone(), 1.0)] };
    family(&group, analyses).members.swap_remove(0)
}

/// The fullest version: quoted before told, then the longest; among those about as long the one that most
/// others have word for word, then one that no editor put words into, then the first.
fn fullest(list: &[&(Statement, f32)], analyses: &[Analysis]) -> usize {
    let quoted = list.iter().any(|(s, _)| s.quoted);
    let sourced = list.iter().any(|(s, _)| s.source.is_some());
    let able = |s: &Statement| s.quoted == quoted && (quoted || !sourced || s.source.is_some());
    let longest = list.iter().filter(|(s, _)| able(s)).map(|(s, _)| s.words.len()).max().unwrap_or(0) as f32;
    let rank = |&k: &usize| {
        let s = &list[k].0;
        let support =
            list.iter().filter(|(o, _)| o.article != s.article && same_words(&o.words, &s.words)).count();
        let text = text_of(analyses, s);
        let edited = s.spans.iter().any(|p| text.get(p.range()).is_some_and(|t| t.contains('[')));
        (std::cmp::Reverse(support), edited, s.unclosed, s.article, s.spans.first().copied())
    };
    (0..list.len())
        .filter(|&k| able(&list[k].0) && list[k].0.words.len() as f32 >= longest * ABOUT_AS_LONG)
        .min_by_key(rank)
        .unwrap_or(0)
}

fn same_words(a: &[Word], b: &[Word]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(x, y)| x.lower == y.lower)
}

fn text_of<'a>(analyses: &'a [Analysis], statement: &Statement) -> &'a str {
    analyses.get(statement.article).map_or("", |a| a.document().text())
}

/// What became of the fullest version in a statement, and the way there.
fn became(full: &Statement, other: &Statement, analyses: &[Analysis]) -> (Relation, Vec<DiffPart>) {
    if !other.quoted || !full.quoted {
        return (Relation::Indirect, Vec::new());
    }
    let a = Version { text: text_of(analyses, full), words: full.words.clone() };
    let b = Version { text: text_of(analyses, other), words: other.words.clone() };
    let steps = settled(runs(&a.words, &b.words), &a, &b);
    let relation = diff::relation(&a, &b, &steps);
    let diff = match relation {
        Relation::Verbatim | Relation::Punctuation => Vec::new(),
        _ => diff::parts(&a, &b, &steps),
    };
    (relation, diff)
}

/// Leaves out words at the ends that the other version has just outside its marks: "would “hold”" and
/// "“would hold”" differ only in where the marks stand.
fn settled(mut steps: Vec<Run>, a: &Version<'_>, b: &Version<'_>) -> Vec<Run> {
    let Some(first) = steps.first().copied() else { return steps };
    let outside = match first.step {
        Step::Added => stands_before(a, &b.words[first.to.0..first.to.1]),
        Step::Dropped => stands_before(b, &a.words[first.from.0..first.from.1]),
        _ => false,
    };
    if outside {
        steps.remove(0);
    }
    steps
}

/// Whether the words stand in the text right before the version.
fn stands_before(version: &Version<'_>, words: &[Word]) -> bool {
    let Some(start) = version.words.first().map(|w| w.span.start()) else { return false };
    let reach = version.text[..start].char_indices().rev().nth(120).map_or(0, |(at, _)| at);
    let before = super::words::words(version.text, Span::of(reach, start));
    before.len() >= words.len()
        && before[before.len() - words.len()..].iter().zip(words).all(|(x, y)| x.lower == y.lower)
}

/// The words of spans as one line.
pub(super) fn shown(text: &str, spans: &[Span]) -> String {
    let pieces: Vec<String> = spans
        .iter()
        .filter_map(|s| text.get(s.range()))
        .map(|piece| piece.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    pieces.join(" … ")
}
