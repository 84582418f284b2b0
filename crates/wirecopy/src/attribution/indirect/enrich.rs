//! What is told beside source, cue and content: whether it was said at all, in which form, who commits to it.

use super::patterns::PatternWords;
use super::repair::Found;
use super::roles::{CONTENT, CUE, SOURCE};
use super::view::View;
use crate::attribution::{Attribution, CueClass, Factivity, Flag, Kind, Polarity, Presentation, phrase};
use crate::language::Tag;

const NOT: [&str; 7] = ["not", "n't", "n’t", "never", "neither", "nor", "no"];

/// The head of the source as words of the sentence.
pub(super) fn source_head(view: &View<'_>, found: &Found) -> Option<(usize, usize)> {
    let from = found.labels.iter().position(|&l| l == SOURCE)?;
    let to = from + found.labels[from..].iter().take_while(|&&l| l == SOURCE).count();
    Some(phrase::head(view, from, to))
}

/// Fills in the rest of `out`.
pub(super) fn fill(
    out: &mut Attribution,
    view: &View<'_>,
    words: &[String],
    known: &PatternWords,
    found: &Found,
) {
    let cue = found.cue;
    let class = out.cue.as_ref().map_or(CueClass::Say, |c| c.class);
    let lemma = out.cue.as_ref().map_or(String::new(), |c| c.lemma.clone());
    // The auxiliaries and adverbs before the cue, to the subject.
    let mut from = cue;
    while from > 0
        && (matches!(view.tags[from - 1], Tag::Adverb | Tag::Modal | Tag::To)
            || view.tags[from - 1].is_verb() && found.labels[from - 1] == CUE
            || matches!(
                words[from - 1].as_str(),
                "do" | "does" | "did" | "has" | "have" | "had" | "n't" | "n’t"
            ))
    {
        from -= 1;
    }
    let group = &words[from..cue];
    let source_first = found.labels.iter().position(|&l| l == SOURCE);
    let no_one = source_first.is_some_and(|k| {
        matches!(words[k].as_str(), "nobody" | "neither" | "none")
            || (words[k] == "no" && words.get(k + 1).is_some_and(|w| w == "one"))
    });
    if no_one || group.iter().any(|w| NOT.contains(&w.as_str())) {
        out.polarity = Polarity::Negated;
        if matches!(lemma.as_str(), "think" | "believe" | "expect" | "want" | "suppose" | "feel" | "intend") {
            out.flags.set(Flag::NegRaising);
        }
    }
    let unreal = |w: &String| {
        matches!(
            w.as_str(),
            "will"
                | "would"
                | "may"
                | "might"
                | "could"
                | "should"
                | "'ll"
                | "’ll"
                | "shall"
                | "can"
                | "must"
        )
    };
    let conditional = words[..cue].first().is_some_and(|w| w == "if" || w == "unless");
    if group.iter().any(unreal) || conditional {
        out.flags.set(Flag::Unrealised);
    }
    out.factivity = match class {
        CueClass::Reveal | CueClass::Confirmation => Factivity::WriterEndorses,
        CueClass::Cognition
            if matches!(
                lemma.as_str(),
                "know" | "realize" | "realise" | "forget" | "remember" | "learn" | "aware"
            ) =>
        {
            Factivity::WriterEndorses
        }
        CueClass::Claim => Factivity::WriterDoubts,
        CueClass::Hearsay if known.has("doubt", &words[cue]) => Factivity::WriterDoubts,
        _ => Factivity::Neutral,
    };
    let written_source = source_head(view, found).is_some_and(|(_, last)| {
        let word = words[last].as_str();
        known.has("written", word) || word.strip_suffix('s').is_some_and(|w| known.has("written", w))
    });
    occasion(out, view, words, known, found);
    let written = class == CueClass::Written || written_source || out.medium.is_some();
    let thought = matches!(class, CueClass::Cognition | CueClass::Emotion | CueClass::Volition);
    out.presentation = match (out.kind, written, thought) {
        (Kind::Direct, true, _) => Presentation::Dw,
        (Kind::Direct, _, true) => Presentation::Dt,
        (Kind::Direct, ..) => Presentation::Ds,
        (_, true, _) => Presentation::Iw,
        (_, _, true) => Presentation::It,
        _ => Presentation::Is,
    };
    out.evidence.push(found.rule.to_owned());
    if found.rule == "model" && view.rates[cue].0.seen == 0 {
        out.evidence.push("fallback".to_owned());
    }
    // Given that it is an attribution, the cue is nearly always the right one.
    out.confidence.cue = 0.9 + 0.07 * found.p;
    out.confidence.content = 0.3 + 0.55 * found.p;
    out.confidence.source = if out.source.is_some() { 0.9 } else { 0.5 };
}

/// "In a statement late on Sunday, …": where it was said, when that is something written.
fn occasion(out: &mut Attribution, view: &View<'_>, words: &[String], known: &PatternWords, found: &Found) {
    let Some(start) = (0..view.len()).find(|&k| {
        words[k] == "in"
            && found.labels[k] != CONTENT
            && words.get(k + 1).is_some_and(|w| {
                matches!(w.as_str(), "a" | "an" | "his" | "her" | "their" | "its" | "the" | "one")
            })
    }) else {
        return;
    };
    let mut end = start + 2;
    while end < view.len()
        && matches!(view.tags[end], Tag::Adjective | Tag::Name)
        && !known.has("written", &words[end])
    {
        end += 1;
    }
    if end < view.len() && known.has("written", &words[end]) {
        out.medium = Some(match words[end].as_str() {
            "e-mail" | "email" => "e-mail",
            "tweet" | "post" => "post",
            _ => "writing",
        });
        out.occasion = Some(view.spans[start].cover(view.spans[end]));
    }
}
