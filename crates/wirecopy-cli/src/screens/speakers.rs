//! The screen of `wirecopy speakers`: each person, why they were taken for one, what they said where.

use wirecopy::Analysis;
use wirecopy::people::Person;

use super::{Screen, clean, count};

pub(crate) fn render(analyses: &[Analysis], people: &[Person], screen: Screen) -> String {
    let head = format!(
        "{} in {}",
        count(people.len(), "speaker", "speakers"),
        count(analyses.len(), "document", "documents")
    );
    let mut out = screen.bold(&head);
    out.push('\n');
    let mut order: Vec<&Person> = people.iter().collect();
    order.sort_by_key(|p| std::cmp::Reverse((p.bearers.len(), p.said.len())));
    for person in order {
        let documents = count(person.bearers.len(), "document", "documents");
        out.push_str(&format!("\n{}  {documents}\n", screen.bold(&clean(&person.name))));
        for merge in &person.merges {
            let name = |b: wirecopy::people::Bearer| {
                let found = analyses[b.article].entity(b.entity);
                clean(found.map_or("", wirecopy::Entity::name))
            };
            let reason = merge.reason.name().replace('_', " ");
            out.push_str(&format!("  is one: {} = {} ({reason})\n", name(merge.a), name(merge.b)));
        }
        for &other in &person.maybe {
            out.push_str(&format!("  not decided: perhaps also {}\n", clean(&people[other].name)));
        }
        for said in &person.said {
            let (analysis, document) = (&analyses[said.article], analyses[said.article].document());
            let a = &analysis.attributions()[said.attribution];
            let day = document.metadata().published.as_ref().map_or("no date", |d| d.value.day());
            let outlet = document.metadata().outlet.as_ref().map_or("no outlet", |o| o.value.as_str());
            let words = document.get(a.extent()).unwrap_or_default();
            let place = format!("  {day:<10} {}: ", clean(outlet));
            out.push_str(&format!("{place}{}\n", screen.fit(words, place.chars().count())));
        }
    }
    out
}
