//! The screen of `wirecopy verify`: each quote of the draft, what became of it, where it stands.

use wirecopy::story::{DiffPart, Outcome, Step, Verification};

use super::{LineNumbers, Screen, clean, count};

pub(crate) fn render(checked: &Verification, screen: Screen) -> String {
    let draft = checked.draft();
    let of = |o: Outcome| checked.quotes().iter().filter(|q| q.outcome == o).count();
    let head = format!(
        "{}: {} verbatim, {} edited, {} from another speaker, {} not found",
        count(checked.quotes().len(), "quote", "quotes"),
        of(Outcome::Verbatim),
        of(Outcome::Edited),
        of(Outcome::OtherSpeaker),
        of(Outcome::NotFound),
    );
    let mut out = screen.bold(&head);
    out.push('\n');
    let lines = LineNumbers::of(draft.text());
    for quote in checked.quotes() {
        let line = lines.at(quote.span.start());
        let speaker = quote.speaker.as_deref().unwrap_or("not given");
        let outcome = quote.outcome.name().replace('_', " ");
        let words = screen.fit(draft.get(quote.span).unwrap_or_default(), 20);
        out.push_str(&format!("{line:>4} {outcome:<14} {words}\n     by {}\n", clean(speaker)));
        for found in &quote.matches {
            let Some(document) = checked.against().get(found.article) else { continue };
            let place = LineNumbers::of(document.text()).at(found.span.start());
            let by = found.speaker.as_deref().unwrap_or("no one named");
            out.push_str(&format!("     in {}, line {place}, by {}\n", clean(document.id()), clean(by)));
            if found.diff.iter().any(|p| p.step != Step::Same) {
                out.push_str(&format!("        {}\n", screen.fit(&diff(&found.diff), 8)));
            }
        }
    }
    out
}

fn diff(parts: &[DiffPart]) -> String {
    let part = |p: &DiffPart| match (p.from.is_empty(), p.to.is_empty()) {
        _ if p.step == Step::Same => p.from.clone(),
        (true, _) => format!("+{}", p.to),
        (_, true) => format!("-{}", p.from),
        _ => format!("{{{}→{}}}", p.from, p.to),
    };
    parts.iter().map(part).collect::<Vec<_>>().join(" ")
}
