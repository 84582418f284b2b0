//! The screen of `wirecopy quotes`.

use wirecopy::attribution::Flag;
use wirecopy::{Analysis, Attribution, JsonOptions, Kind};

use super::{LineNumbers, Screen, clean, count, outlet, pad, title};
use crate::output::csv::{conduits, pieces, words};

/// Below this a speaker is only likely.
const SURE: f32 = 0.5;

pub(crate) fn render(analysis: &Analysis, screen: Screen, all: bool, options: JsonOptions) -> String {
    let document = analysis.document();
    let asked: Vec<&Attribution> = analysis.attributions().iter().filter(|a| options.lists(a)).collect();
    let repeats = asked.iter().filter(|a| a.flags().has(Flag::Display)).count();
    let of = |kind: Kind| asked.iter().filter(|a| kind == a.kind() && !a.flags().has(Flag::Display)).count();
    let (told, acts) = (of(Kind::Indirect), of(Kind::Gesture));
    let rows: Vec<&Attribution> = asked
        .iter()
        .copied()
        .filter(|a| !a.flags().has(Flag::Display) && (all || matches!(a.kind(), Kind::Direct | Kind::Mixed)))
        .filter(|a| all || !is_told_again(analysis, a))
        .collect();
    let said = rows.iter().filter(|a| matches!(a.kind(), Kind::Direct | Kind::Mixed)).count();
    let speakers: std::collections::BTreeSet<_> = rows.iter().filter_map(|a| a.speaker()).collect();

    let mut out = screen.bold(&format!("{} · {}", title(document), outlet(document)));
    out.push('\n');
    out.push_str(&match said {
        0 => "No quotes".to_owned(),
        n => count(n, "quote", "quotes"),
    });
    out.push_str(&format!(", {}", count(speakers.len(), "speaker", "speakers")));
    if repeats > 0 {
        out.push_str(&format!(" ({} left out)", count(repeats, "caption repeat", "caption repeats")));
    }
    let more =
        format!("{} and {}", count(told, "paraphrase", "paraphrases"), count(acts, "gesture", "gestures"));
    match (told + acts, all) {
        (0, _) => {}
        (_, true) => out.push_str(&format!(" · {more}")),
        (_, false) => out.push_str(&format!(" · {more} more with --all")),
    }
    out.push('\n');
    if rows.is_empty() {
        return out;
    }
    let cells: Vec<(String, String)> = rows.iter().map(|a| (speaker(analysis, a), via(a))).collect();
    let widest = |texts: &mut dyn Iterator<Item = &String>, least: usize, most: usize| {
        texts.map(|t| unicode_width::UnicodeWidthStr::width(t.as_str())).max().unwrap_or(0).clamp(least, most)
    };
    let limit = |most| if screen.width.is_some() { most } else { usize::MAX };
    let names = widest(&mut cells.iter().map(|c| &c.0), 7, limit(36));
    let vias = widest(&mut cells.iter().map(|c| &c.1), 3, limit(16));
    let kinds = if all { 8 } else { 6 };
    let head = format!("line {} {} {} quote", pad("kind", kinds), pad("speaker", names), pad("via", vias));
    out.push_str(&screen.bold(&head));
    out.push('\n');
    let lines = LineNumbers::of(document.text());
    for (a, (name, via)) in rows.iter().zip(&cells) {
        let line = lines.at(a.extent().start());
        let before =
            format!("{line:>4} {} {} {} ", pad(a.kind().name(), kinds), pad(name, names), pad(via, vias));
        // A mixed quote by its words inside marks: the rest is the writer's.
        let said =
            if a.kind() == Kind::Mixed && !all { pieces(document, a.quoted()) } else { words(document, a) };
        let quote = screen.fit(&said, 8 + kinds + names + vias);
        out.push_str(&before);
        out.push_str(&quote);
        out.push('\n');
    }
    out
}

fn speaker(analysis: &Analysis, a: &Attribution) -> String {
    let document = analysis.document();
    let written = a.source().and_then(|s| document.get(s.head)).map(clean);
    let Some(entity) = analysis.speaker(a) else {
        return written.unwrap_or_else(|| "not given".to_owned());
    };
    let name = clean(entity.name());
    let mut notes = Vec::new();
    // A pronoun or another description: who that is was inferred.
    notes.extend(written.filter(|w| !share_a_word(w, &name)));
    if a.cue().is_none() {
        notes.push("no cue".to_owned());
    }
    if a.confidence().entity < SURE {
        notes.push("likely".to_owned());
    }
    if notes.is_empty() { name } else { format!("{name} ({})", notes.join(", ")) }
}

/// Whether all its quoted words are those of the attribution it stands inside.
fn is_told_again(analysis: &Analysis, a: &Attribution) -> bool {
    let outer = a.nested_in().and_then(|n| analysis.attributions().get(n as usize));
    outer.is_some_and(|o| a.quoted().iter().all(|q| o.quoted().contains(q)))
}

fn share_a_word(a: &str, b: &str) -> bool {
    let words = |t: &str| -> Vec<String> {
        t.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
    };
    let there = words(b);
    words(a).iter().any(|w| there.contains(w))
}

fn via(a: &Attribution) -> String {
    let (names, inferred) = conduits(a);
    let stated = !a.evidence().iter().any(|e| e == "chain:carried");
    match (a.first_party(), names.is_empty()) {
        (true, _) if stated => "own".to_owned(),
        (true, _) => "(own)".to_owned(),
        (false, true) => "-".to_owned(),
        (false, false) if inferred => format!("({})", clean(&names)),
        (false, false) => clean(&names),
    }
}
