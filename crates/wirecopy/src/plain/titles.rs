//! Which first line is a headline.

use super::shapes::{ends_open, ends_sentence};
use super::units::Unit;

/// The first line is a title when it does not end as a sentence, or reads like a headline.
pub(super) fn is_title(words: &str, rest: &[Unit]) -> bool {
    if rest.is_empty() || words.len() > 300 || words.ends_with(':') {
        return false;
    }
    if !ends_open(words) || is_quotation_title(words, rest) {
        return true;
    }
    let all: Vec<&str> = words.split_whitespace().filter(|w| w.chars().count() > 3).collect();
    let high =
        all.iter().filter(|w| w.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase()));
    all.len() >= 4 && high.count() * 10 >= all.len() * 8 && !words.contains('“') && !words.contains('"')
}

/// A headline that ends with a quotation, without the stop that a quotation in a paragraph has: what follows is
/// a text of sentences.
fn is_quotation_title(words: &str, rest: &[Unit]) -> bool {
    let closed = words.ends_with(['”', '’', '"', '»', '\'']);
    let inside = words.trim_end_matches(['”', '’', '"', '»', '\'']);
    let stopped = ends_sentence(inside) || inside.ends_with([',', ';', ':', '—', '–']);
    closed && !stopped && words.len() <= 160 && rest.iter().any(|u| u.end - u.start > words.len())
}
