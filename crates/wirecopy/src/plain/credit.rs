//! Where the credit of a picture begins in a line.

use super::shapes::ends_sentence;
use super::tables::CREDITS;

/// "| Photo: EFE", "Jan Moor / KPA", "Photo: Jan Moor"; `lower` is the line in lower case.
pub(super) fn credit_at(words: &str, lower: &str) -> Option<usize> {
    if words.len() > 600 || ends_sentence(words) && words.len() > 200 {
        return None;
    }
    if lower.len() == words.len() {
        for at in places(words) {
            let from = if at == 0 && !words.starts_with(['|', '(']) { 0 } else { at + 1 };
            // Letters can grow and shrink in lower case and the whole keep its length.
            let Some(tail) = lower.get(from..).map(str::trim_start) else { continue };
            if words.len() - from < 160 && CREDITS.is_label(tail) {
                return Some(if from == 0 { 0 } else { at });
            }
        }
    }
    // The tail after the last sentence end, when it is names and agencies with slashes.
    let slash = words.find('/')?;
    if ends_sentence(words) {
        return None;
    }
    let from = words[..slash].rfind(". ").map_or(0, |at| at + 2);
    let tail = &words[from..];
    if tail.len() >= 120 {
        return None;
    }
    let parts: Vec<&str> = tail.split('/').map(str::trim).collect();
    let agency = parts.iter().skip(1).any(|p| {
        CREDITS.agencies.contains(p.to_lowercase().as_str())
            || (p.len() > 1 && p.len() < 20 && p.chars().all(|c| c.is_uppercase() || c == ' '))
    });
    (agency && parts.iter().all(|p| p.split_whitespace().count() <= 5)).then_some(from)
}

/// Where a label may stand: after a mark, then at the start.
fn places(words: &str) -> impl Iterator<Item = usize> {
    let marks = words.bytes().enumerate().filter(|(_, b)| matches!(b, b'|' | b'(' | b'.' | b'/'));
    marks.map(|(at, _)| at).chain([0])
}
