//! Outlets that no list has: names of one word that report, cite, are told or quoted from.

use std::ops::Range;

use super::classes::Class;
use super::coref::{Cast, clean};
use super::names;
use super::typing::Described;
use crate::attribution::SourceType;

impl Cast<'_, '_> {
    /// Names of one word that no list has and no full name ends in are outlets where they report or cite.
    pub(super) fn promote_outlets(&mut self, phrases: &[(Range<usize>, Described)]) {
        let view = self.view();
        for (tokens, found) in phrases {
            let k = tokens.start;
            let end = view.sentence(k).end;
            if !view.is_capital(k) || view.is_quoted(k) {
                continue;
            }
            let Some(name) = found.name.clone().filter(|n| n.len() == 1) else { continue };
            let next = name.end;
            if found.kind != SourceType::Person
                || view.classes(k).has(Class::Weekday)
                || found.role.is_some()
                || found.gender.is_some()
                || next >= end
            {
                continue;
            }
            let words = names::words(self.typing.phrases, &name);
            let shown = clean(view.text(view.cover(&name)));
            let taken =
                !matches!(self.roster.person(&words, None), Ok(None)) || self.lexicon().is_given_name(&shown);
            if !taken && self.passes_on(&name, end) && self.roster.body(&shown).is_none() {
                let kind = self.lexicon().outlet(&shown).map_or("", |o| o.kind);
                self.roster.add_outlet(shown, kind);
            }
        }
    }

    /// Whether a name reports, cites, is told or is quoted from.
    pub(super) fn passes_on(&self, name: &Range<usize>, end: usize) -> bool {
        let view = self.view();
        let after = |w: &[&str]| {
            (name.end..end.min(name.end + 3)).take_while(|&k| !view.is(k, &[","])).any(|k| view.is(k, w))
        };
        if after(&["reported", "reports"])
            || view.is(name.end, &["report", "reporter", "correspondent", "dispatch"])
        {
            return true;
        }
        let told = name.start > 0 && view.is(name.start - 1, &["told", "tells", "telling"]);
        let by = name.start > 1
            && view.is(name.start - 1, &["by"])
            && view.is(name.start - 2, &["quoted", "cited", "reported", "seen", "obtained", "reviewed"]);
        if told || by {
            return true;
        }
        let says = after(&["said", "says", "wrote", "writes"]) || view.is(name.end, &[","]);
        says && (name.end..end.min(name.end + 8)).any(|k| {
            view.is(k, &["citing"]) || (view.is(k, &["which"]) && view.is(k + 1, &["cited", "quoted"]))
        })
    }
}
