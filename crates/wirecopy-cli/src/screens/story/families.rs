//! One statement over the outlets: the fullest version, then what became of it in the others.

use wirecopy::attribution::SourceType;
use wirecopy::story::{DiffPart, Drift, Family, Member, Relation, Stance, Step, Story};

use super::layout::{GLUE, Page, glued, listed};

/// Words of an unchanged run that are shown on each side of a change.
const AROUND: usize = 3;

/// The families the screen shows, and how many it leaves out.
pub(super) fn shown(story: &Story, all: bool) -> (Vec<&Family>, usize) {
    let wanted = |f: &&Family| {
        // Without marks, a statement is shown when what became of its source over three articles is telling.
        let telling = f.articles().len() > 2
            && f.fullest()
                .speaker
                .as_ref()
                .is_some_and(|s| s.kind != SourceType::MediaOutlet && s.kind != SourceType::Generic)
            && f.members.iter().any(|m| m.drift.contains(&Drift::SourceDropped) && !m.likely());
        all || f.quoted() || telling
    };
    let shared: Vec<&Family> =
        story.families().iter().filter(|f| !f.central && f.articles().len() > 1).collect();
    let shown: Vec<&Family> = shared.iter().copied().filter(wanted).collect();
    let hidden = shared.len() - shown.len();
    (shown, hidden)
}

/// Writes one family.
pub(super) fn family(family: &Family, number: usize, page: &mut Page) {
    let full = family.fullest();
    let mut head = match &full.speaker {
        Some(s) if s.inferred => format!("({})", described(&s.name, s.named)),
        Some(s) => described(&s.name, s.named),
        None => "source not given".to_owned(),
    };
    if family.members.iter().any(|m| m.stance == Stance::Denies) {
        head.push_str("   DENIES");
    }
    let lost = lost_words(family);
    if !lost.is_empty() {
        head.push_str(&format!("   ({})", lost.join("; ")));
    }
    page.wrapped(&format!("{}  ", letter(number)), &head);
    // Articles whose words are the same share a line.
    let same = |m: &&Member| {
        matches!(m.relation, Relation::Fullest | Relation::Verbatim | Relation::Punctuation)
            && m.quoted == full.quoted
    };
    let group: Vec<&Member> = family.members.iter().filter(same).collect();
    let articles: Vec<usize> = group.iter().map(|m| m.article).collect();
    let text = if full.quoted { format!("“{}{}", full.text, close(full)) } else { full.text.clone() };
    let mut line = text;
    let punctuation: Vec<usize> =
        group.iter().filter(|m| m.relation == Relation::Punctuation).map(|m| m.article).collect();
    if !punctuation.is_empty() {
        line.push_str(&format!("  {}", glued(&format!("{}: punctuation only", listed(&punctuation)))));
    }
    if full.unclosed {
        line.push_str(&format!("  no{GLUE}close"));
    }
    for m in &group {
        if let Some(note) = source_note(m, full) {
            line.push_str(&format!("  {}: {note}", m.article + 1));
        }
    }
    page.wrapped(&lead(&listed(&articles), full.quoted), &line);
    for m in family.members.iter().filter(|m| !same(m)) {
        member(m, full, page);
    }
}

fn close(m: &Member) -> &'static str {
    if m.unclosed { "" } else { "”" }
}

fn lead(articles: &str, quoted: bool) -> String {
    format!("   {articles:<3}{}", if quoted { "  " } else { "~ " })
}

fn member(m: &Member, full: &Member, page: &mut Page) {
    let mut notes: Vec<String> = Vec::new();
    match m.relation {
        Relation::Edited if m.diff.iter().any(|d| d.to.contains('[')) => {
            notes.push("bracket added".to_owned());
        }
        Relation::Edited if m.diff.iter().any(|d| d.from.contains('[')) => {
            notes.push("bracket dropped".to_owned());
        }
        Relation::Edited => notes.push("edited".to_owned()),
        Relation::Reworded => notes.push("reworded".to_owned()),
        Relation::Excerpt => notes.push("shortened".to_owned()),
        _ => {}
    }
    if m.unclosed {
        notes.push("no close".to_owned());
    }
    if m.likely() {
        notes.push("likely".to_owned());
    }
    let mut line = String::new();
    let source = source_note(m, full);
    if let Some(note) = source.as_ref().filter(|_| !m.quoted) {
        line.push_str(&format!("{note}: "));
    }
    if m.quoted && !m.diff.is_empty() {
        line.push_str(&format!("“{}{}", short_diff(&m.diff), close(m)));
    } else if m.quoted {
        line.push_str(&format!("“{}{}", m.text, close(m)));
    } else {
        line.push_str(&m.text);
    }
    if let Some(note) = source.filter(|_| m.quoted) {
        notes.push(note);
    }
    if !notes.is_empty() {
        let notes: Vec<String> = notes.iter().map(|n| glued(n)).collect();
        line.push_str(&format!("  {}", notes.join(", ")));
    }
    page.wrapped(&lead(&(m.article + 1).to_string(), m.quoted), &line);
}

/// What became of the source of a member, in words; lost words of the description stand in the head line.
fn source_note(m: &Member, full: &Member) -> Option<String> {
    let has = |d| m.drift.contains(&d);
    let name = || m.speaker.as_ref().map_or("", |s| s.name.as_str());
    if has(Drift::SourceDropped) {
        Some("SOURCE DROPPED".to_owned())
    } else if has(Drift::SourceChanged) || has(Drift::SourceAdded) {
        Some(format!("source becomes \"{}\"", name()))
    } else if has(Drift::RoleChanged)
        || has(Drift::CountChanged)
        || has(Drift::DetailLost) && lost(m, full).is_empty()
    {
        Some(format!("source is \"{}\"", name()))
    } else {
        None
    }
}

/// Words of the fullest description that articles lost: `3 5: "senior" lost`.
fn lost_words(family: &Family) -> Vec<String> {
    let full = family.fullest();
    let mut out: Vec<(Vec<String>, Vec<usize>)> = Vec::new();
    for m in family.members.iter().filter(|m| m.drift.contains(&Drift::DetailLost)) {
        if m.drift.contains(&Drift::RoleChanged) || m.drift.contains(&Drift::SourceChanged) {
            continue;
        }
        let words = lost(m, full);
        if words.is_empty() {
            continue;
        }
        match out.iter_mut().find(|(w, _)| *w == words) {
            Some((_, articles)) => articles.push(m.article),
            None => out.push((words, vec![m.article])),
        }
    }
    out.iter()
        .map(|(words, articles)| {
            let each: Vec<String> = words.iter().map(|w| format!("\"{w}\"")).collect();
            format!("{}: {} lost", listed(articles), each.join(", "))
        })
        .collect()
}

/// At most three words that the description of the fullest version has and this one has not.
fn lost(m: &Member, full: &Member) -> Vec<String> {
    let bare = |name: &str| name.to_lowercase().replace(['.', ','], "");
    let (Some(full), Some(here)) = (&full.speaker, &m.speaker) else { return Vec::new() };
    let here = bare(&here.name);
    let kept: Vec<&str> = here.split_whitespace().collect();
    let words: Vec<String> = full
        .name
        .split_whitespace()
        .filter(|w| {
            !kept.contains(&bare(w).as_str())
                && !matches!(bare(w).as_str(), "a" | "an" | "the" | "and" | "of" | "for" | "in")
        })
        .map(|w| w.trim_matches(',').to_owned())
        .collect();
    if words.len() > 3 { Vec::new() } else { words }
}

/// A description in the middle of a line: no capital for its article.
fn described(name: &str, named: bool) -> String {
    let first = name.split(' ').next().unwrap_or("");
    let ordinary = first.len() > 1 && first.chars().skip(1).all(char::is_lowercase) || first == "A";
    if named || !ordinary {
        return name.to_owned();
    }
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |c| c.to_lowercase().chain(letters).collect())
}

/// The diff with long unchanged runs shortened.
fn short_diff(diff: &[DiffPart]) -> String {
    let mut parts: Vec<String> = Vec::new();
    for (k, d) in diff.iter().enumerate() {
        match d.step {
            Step::Changed => parts.push(format!("{{{}→{}}}", d.from, d.to)),
            Step::Added => parts.push(format!("+{}", d.to)),
            Step::Dropped => parts.push(format!("-{}", d.from)),
            _ => parts.push(shortened(&d.to, k == 0, k + 1 == diff.len())),
        }
    }
    parts.join(" ")
}

fn shortened(run: &str, first: bool, last: bool) -> String {
    let words: Vec<&str> = run.split_whitespace().collect();
    let keep = if first || last { AROUND } else { AROUND * 2 };
    if words.len() <= keep + 1 {
        return run.to_owned();
    }
    let head = || words[..AROUND].join(" ");
    let tail = || words[words.len() - AROUND..].join(" ");
    match (first, last) {
        (true, false) => format!("… {}", tail()),
        (false, true) => format!("{} …", head()),
        _ => format!("{} … {}", head(), tail()),
    }
}

/// A, B, … Z, AA, AB, …
fn letter(number: usize) -> String {
    let mut n = number;
    let mut out = String::new();
    loop {
        out.insert(0, char::from(b'A' + (n % 26) as u8));
        if n < 26 {
            return out;
        }
        n = n / 26 - 1;
    }
}
