//! The screen of `wirecopy story`: the answer first, then who relays whom, then what drifted.
//!
//! What an article does not say is said to be missing; what was inferred stands in brackets; a match that is
//! not sure says "likely". Articles are numbered from 1, as they were given.

mod families;
mod layout;

use layout::{Page, date, joined, listed, number, plural, quoted};
use wirecopy::attribution::{Act, Count};
use wirecopy::story::{Figure, FigureKind, Own, OwnKind, Report, Stance, Story};

/// The screen of a story, `width` columns wide; `color` asks for ANSI colours, `all` also for the statements
/// that no article has in quotation marks.
pub(crate) fn render(story: &Story, width: usize, color: bool, all: bool) -> String {
    let mut page = Page::new(width, color);
    answer(story, &mut page);
    page.blank();
    table(story, &mut page);
    footnotes(story, &mut page);
    page.blank();
    let (shown, hidden) = families::shown(story, all);
    if !shown.is_empty() || hidden > 0 {
        page.heading(
            "SAME STATEMENT, SEVERAL OUTLETS",
            "   {a→b} changed  +added  -dropped  ~ told without quotation marks",
        );
        for (k, family) in shown.iter().enumerate() {
            families::family(family, k, &mut page);
        }
        if hidden > 0 {
            page.line(&format!("   {hidden} more, none in quotation marks: --all"));
        }
    }
    only(story, &mut page);
    figures(story, &mut page);
    silences(story, &mut page);
    page.finish()
}

fn answer(story: &Story, page: &mut Page) {
    let n = story.articles().len();
    let apart = story.apart().len();
    let lineage = story.lineage();
    let mut first = format!("{n} {}, 1 story", plural(n, "article"));
    if apart > 0 {
        first.push_str(&format!(" ({apart} more on something else, left out)"));
    }
    first.push_str(". ");
    let on = |k: usize| lineage.articles.iter().filter(|a| a.reports.contains(&k)).count();
    match &lineage.reports[..] {
        [] => first.push_str("No article says which report it rests on."),
        [one] if on(0) == n && n > 1 => {
            first.push_str(&format!("All {} rest on ONE report: {}.", number(n), named_report(one)));
        }
        [one] => {
            let rest = on(0);
            first.push_str(&format!(
                "{} of {} {} on ONE report: {}.",
                capital(&number(rest)),
                number(n),
                if rest == 1 { "rests" } else { "rest" },
                named_report(one)
            ));
        }
        many => {
            let each: Vec<String> = many
                .iter()
                .enumerate()
                .map(|(k, r)| {
                    let articles: Vec<usize> =
                        (0..n).filter(|&a| lineage.articles[a].reports.contains(&k)).collect();
                    format!("{} ({})", named_report(r), listed(&articles))
                })
                .collect();
            first.push_str(&format!("They rest on {} reports: {}.", number(many.len()), joined(&each)));
        }
    }
    page.strong(&first);
    let i = story.independence();
    let people = match (i.people.min, i.people.max) {
        (0, Some(0)) => "nobody is cited".to_owned(),
        _ => format!("people behind it {}, {}", interval(i.people), how_named(story)),
    };
    page.strong(&format!(
        "Independent reports {} · {people} · on record: {}",
        interval(i.reports),
        on_record(story)
    ));
}

fn named_report(report: &Report) -> String {
    let date = match (&report.date, &report.date_words) {
        (Some(d), _) => format!(", {}", date(d.as_str())),
        (None, Some(words)) => format!(", {words}"),
        (None, None) => String::new(),
    };
    match report.article {
        Some(a) => format!("{}{date} (article {})", report.outlet, a + 1),
        None => format!("{}{date} (its text is not here)", report.outlet),
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |c| c.to_uppercase().chain(letters).collect())
}

fn interval(count: Count) -> String {
    match (count.min, count.max) {
        (min, Some(max)) if min == max => min.to_string(),
        (min, Some(max)) => format!("{min} to {max}"),
        (min, None) => format!("at least {min}"),
    }
}

fn how_named(story: &Story) -> String {
    let asserting = story.independence().witnesses.iter().filter(|w| w.stance == Stance::Asserts && w.named);
    match asserting.count() {
        0 => "none named".to_owned(),
        n => format!("{n} named"),
    }
}

fn on_record(story: &Story) -> String {
    let named =
        |stance| story.independence().witnesses.iter().filter(|w| w.named && w.stance == stance).count();
    let count = |n: usize, what: &str| {
        if n == 0 { format!("no {what}") } else { format!("{n} {}", plural(n, what)) }
    };
    format!("{}, {}", count(named(Stance::Denies), "denial"), count(named(Stance::Asserts), "confirmation"))
}

/// One line an article: outlet, date, whom its report cites, what is its own.
fn table(story: &Story, page: &mut Page) {
    let reports = &story.lineage().reports;
    let relays = match &reports[..] {
        [one] => format!("relays {}, which cites", one.outlet),
        _ => "relays, which cites".to_owned(),
    };
    let outlets: Vec<String> = story
        .articles()
        .iter()
        .map(|a| match (&a.outlet, &a.place) {
            (Some(outlet), _) if a.outlet_from_body => format!("{outlet}°"),
            (Some(outlet), Some(place)) => format!("{outlet}, {place}"),
            (Some(outlet), None) => outlet.clone(),
            (None, _) => "outlet unknown".to_owned(),
        })
        .collect();
    let width = outlets.iter().map(|o| o.chars().count()).max().unwrap_or(0).clamp(6, 28);
    let own: Vec<String> = story.lineage().articles.iter().map(|r| own_reporting(&r.own)).collect();
    let last = own.iter().map(|o| o.chars().count()).max().unwrap_or(0).max("its own reporting".len());
    let middle = page.width().saturating_sub(3 + width + 2 + 12 + last + 2).clamp(24, 60);
    page.dim(&format!("   {:<width$}  {:<10}  {:<middle$}  its own reporting", "outlet", "date", relays));
    for (k, article) in story.articles().iter().enumerate() {
        let rests = &story.lineage().articles[k];
        let mut cites: Vec<String> = Vec::new();
        if reports.len() > 1 {
            let names: Vec<&str> = rests.reports.iter().map(|&r| reports[r].outlet.as_str()).collect();
            if !names.is_empty() {
                cites.push(names.join(", "));
            }
        }
        let central: Vec<&str> = rests.cites.iter().filter(|c| c.central).map(|c| c.words.as_str()).collect();
        let others: Vec<&str> = rests.cites.iter().filter(|c| !c.central).map(|c| c.words.as_str()).collect();
        cites.extend(central.iter().chain(others.iter().take(2 - central.len().min(2))).map(|w| quoted(w)));
        let mut told = if rests.reports.is_empty() && !reports.is_empty() {
            "names no report".to_owned()
        } else if cites.is_empty() {
            "nobody".to_owned()
        } else {
            cites.join("; ")
        };
        if rests.inferred {
            told = format!("({told}: inferred from shared words)");
        }
        let published = article.published.as_ref().map_or("not given", |d| d.day());
        let mut lines = layout::wrap(&told, middle).into_iter();
        page.line(&format!(
            "{:<3}{:<width$}  {:<10}  {:<middle$}  {}",
            k + 1,
            layout::cut(&outlets[k], width),
            published,
            lines.next().unwrap_or_default(),
            own[k]
        ));
        for line in lines {
            page.line(&format!("{:indent$}{line}", "", indent = 3 + width + 2 + 12));
        }
    }
}

fn own_reporting(own: &[Own]) -> String {
    if own.is_empty() {
        return "none".to_owned();
    }
    let of = |kind| own.iter().filter(|o| o.kind == kind).collect::<Vec<_>>();
    let (comments, requests, background) =
        (of(OwnKind::Comment), of(OwnKind::Request), of(OwnKind::Background));
    let mut parts = Vec::new();
    if !comments.is_empty() {
        parts.push(format!("{} {}", comments.len(), plural(comments.len(), "comment")));
    }
    if !requests.is_empty() {
        parts.push(format!("{} asked", requests.len()));
    }
    if !background.is_empty() {
        let who: Vec<&str> = background.iter().filter_map(|o| o.who.as_deref()).map(last_name).collect();
        let only = if parts.is_empty() { "background only" } else { "background" };
        let names = if who.is_empty() { String::new() } else { format!(" ({})", who.join(", ")) };
        parts.push(format!("{only}{names}"));
    }
    parts.join(", ")
}

fn last_name(name: &str) -> &str {
    name.split_whitespace().last().unwrap_or(name)
}

fn footnotes(story: &Story, page: &mut Page) {
    let mut notes = Vec::new();
    if story.articles().iter().any(|a| a.outlet_from_body) {
        notes.push("° named only in the body.".to_owned());
    }
    for report in &story.lineage().older {
        let articles: Vec<usize> = report.places.iter().map(|p| p.article).collect();
        let when = match (&report.date, &report.date_words) {
            (Some(d), _) => format!(", {}", date(d.as_str())),
            (None, Some(words)) => format!(", {words}"),
            (None, None) => String::new(),
        };
        notes.push(format!("Older report, not counted: {}{when} ({}).", report.outlet, listed(&articles)));
    }
    if !notes.is_empty() {
        page.wrapped("", &notes.join("  "));
    }
}

fn only(story: &Story, page: &mut Page) {
    const MOST: usize = 3;
    for article in 0..story.articles().len() {
        let here: Vec<_> = story.only().iter().filter(|o| o.member.article == article).collect();
        if here.is_empty() {
            continue;
        }
        let mut shown: Vec<String> = here
            .iter()
            .take(MOST)
            .map(|o| {
                let who = o.member.speaker.as_ref().map_or("nobody named", |s| s.name.as_str());
                format!("{} ({})", layout::quoted_short(&o.member.text, 60), layout::cut(who, 40))
            })
            .collect();
        if here.len() > MOST {
            shown.push(format!("{} more", here.len() - MOST));
        }
        page.labelled(&format!("ONLY IN {}", article + 1), &shown.join("; "));
    }
}

fn figures(story: &Story, page: &mut Page) {
    for (k, figure) in story.figures().iter().enumerate() {
        let label = if k == 0 { "NUMBERS" } else { "" };
        let sign = if figure.conflict { "!!" } else { "ok" };
        page.label_and_sign(label, sign, figure.conflict, &told_figure(figure));
    }
}

fn told_figure(figure: &Figure) -> String {
    // Articles that word it alike stand together, in the order of the first.
    let mut groups: Vec<(String, Vec<usize>)> = Vec::new();
    for side in &figure.sides {
        let words = side.words.split_whitespace().collect::<Vec<_>>().join(" ");
        match groups.iter_mut().find(|(w, _)| w.eq_ignore_ascii_case(&words)) {
            Some((_, articles)) => articles.push(side.place.article),
            None => groups.push((words, vec![side.place.article])),
        }
    }
    let each: Vec<String> = groups.iter().map(|(w, a)| format!("{w} {}", listed(a))).collect();
    let about = match figure.kind {
        FigureKind::Sources => format!("{}: ", figure.about),
        _ if figure.about.is_empty() => String::new(),
        _ => format!("{}: ", figure.about),
    };
    format!("{about}{}", each.join(if figure.conflict { ", " } else { " = " }))
}

fn silences(story: &Story, page: &mut Page) {
    let mut parts: Vec<String> = Vec::new();
    for silence in story.silences() {
        let articles: Vec<usize> = silence.places.iter().map(|p| p.article).collect();
        let what = match silence.act {
            Act::RefusalToComment => " declined to comment",
            Act::NotReached => " not reached",
            Act::Request => " asked",
            _ => "",
        };
        let by = silence.asked_by.as_ref().map_or_else(String::new, |o| format!(" by {o}"));
        parts.push(format!("{}{what}{by} ({})", silence.who, listed(&articles)));
    }
    if !parts.is_empty() {
        page.labelled("NO REPLY", &parts.join("; "));
    }
}
