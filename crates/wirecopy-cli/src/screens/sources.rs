//! The screen of `wirecopy sources`: who is cited and how much, the terms of the unnamed, who had their say.

use wirecopy::reports::{AnonymousAudit, AnonymousSource, Reply, SourceReport};
use wirecopy::{Analysis, EntityId, Span};

use super::{LineNumbers, Screen, clean, count, outlet, pad, title};
use crate::output::csv::words;

pub(crate) fn render(analysis: &Analysis, screen: Screen, audit_alone: bool) -> String {
    let document = analysis.document();
    let shown = Shown { analysis, screen, lines: LineNumbers::of(document.text()) };
    let (sources, audit) = (analysis.sources(), analysis.anonymous_audit());
    let mut out = screen.bold(&format!("{} · {}", title(document), outlet(document)));
    out.push('\n');
    out.push_str(&summary(sources.len(), &audit));
    out.push('\n');
    if audit_alone {
        for source in &audit.sources {
            out.push_str(&shown.terms(source));
            for &number in &source.source.attributions {
                out.push_str(&shown.said(number));
            }
        }
        return out;
    }
    if !sources.is_empty() {
        out.push_str(&screen.bold("words quoted first grade named        source"));
        out.push('\n');
    }
    for source in &sources {
        out.push_str(&shown.source(source));
    }
    if !audit.sources.is_empty() {
        out.push_str(&format!("\n{}\n", screen.bold("UNNAMED")));
    }
    for source in &audit.sources {
        out.push_str(&shown.terms(source));
    }
    let replies = analysis.right_of_reply();
    if !replies.is_empty() {
        out.push_str(&format!("\n{}\n", screen.bold("ACCUSED, AND WHETHER THEY HAD THEIR SAY")));
    }
    for reply in &replies {
        out.push_str(&shown.reply(reply));
    }
    out
}

fn summary(sources: usize, audit: &AnonymousAudit) -> String {
    let mut out = match sources {
        0 => "No sources".to_owned(),
        n => format!("{}, {} unnamed", count(n, "source", "sources"), audit.sources.len()),
    };
    if audit.unnamed_words > 0 {
        let all = audit.unnamed_words + audit.named_words;
        out.push_str(&format!(" · theirs are {} of {}", audit.unnamed_words, count(all, "word", "words")));
    }
    out
}

fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

fn spaced(name: &str) -> String {
    name.replace('_', " ")
}

struct Shown<'a> {
    analysis: &'a Analysis,
    screen: Screen,
    lines: LineNumbers,
}

impl Shown<'_> {
    fn name(&self, id: EntityId) -> String {
        clean(self.analysis.entity(id).map_or("", wirecopy::Entity::name))
    }

    fn source(&self, source: &SourceReport) -> String {
        let Some(entity) = self.analysis.entity(source.entity) else { return String::new() };
        let quoted = if source.words == 0 { "-".to_owned() } else { percent(source.quoted) };
        let role = entity.role().and_then(|s| self.analysis.document().get(s));
        let who = match role.filter(|r| !entity.name().contains(r)) {
            Some(role) => format!("{}, {role}", entity.name()),
            None => entity.name().to_owned(),
        };
        let before = format!(
            "{:>5} {quoted:>6} {:>5} {:<5} {} ",
            source.words,
            percent(source.position),
            source.verifiability.name(),
            pad(&spaced(entity.anonymity().name()), 12),
        );
        format!("{before}{}\n", self.screen.fit(&who, before.chars().count()))
    }

    fn terms(&self, source: &AnonymousSource) -> String {
        let told = |what: &str, kind: &str, span: Option<Span>| match span {
            Some(span) => format!("{what}: {} (“{}”)", spaced(kind), self.words_of(span)),
            None => format!("{what} not given"),
        };
        let line = format!(
            "{} · {} · {} · {}",
            self.name(source.source.entity),
            spaced(source.anonymity.name()),
            told("how they know", source.basis.name(), source.basis_span),
            told("reason", source.reason.name(), source.reason_span),
        );
        format!("{}\n", self.screen.fit(&line, 0))
    }

    fn words_of(&self, span: Span) -> String {
        clean(self.analysis.document().get(span).unwrap_or_default())
    }

    /// One attribution: its line, what it is, its words.
    fn said(&self, number: usize) -> String {
        let a = &self.analysis.attributions()[number];
        let what = a.act().map_or(a.kind().name(), wirecopy::attribution::Act::name);
        let before = format!("{:>4} {}: ", self.lines.at(a.extent().start()), spaced(what));
        let words = words(self.analysis.document(), a);
        format!("{before}{}\n", self.screen.fit(&words, before.chars().count()))
    }

    fn reply(&self, reply: &Reply) -> String {
        let by = self.analysis.attributions()[reply.accusation].speaker().map(|id| self.name(id));
        let by = by.unwrap_or_else(|| "no one named".to_owned());
        let accused = reply.accused.map_or_else(|| self.words_of(reply.named), |id| self.name(id));
        let mut out = format!("{accused}, by {by}\n{}", self.said(reply.accusation));
        for &number in reply.asked.iter().chain(&reply.answers) {
            out.push_str(&self.said(number));
        }
        if !reply.is_given() {
            out.push_str("     no reply given\n");
        }
        out
    }
}
