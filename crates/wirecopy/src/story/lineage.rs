//! Lineage: which report each article goes back to, what is older, and what an outlet obtained itself.

use std::collections::BTreeMap;

use super::dates::{Calendar, well_before};
use super::families::Group;
use super::statements::Statement;
use super::types::{Article, Cites, Lineage, Own, OwnKind, Place, Report, Rests};
use super::words::{Lexicon, words};
use crate::attribution::{Act, ChainRole, Kind, SourceType};
use crate::{Analysis, BlockKind, Date, Precision, Span};

/// One naming of an outlet.
#[derive(Debug)]
struct Naming {
    article: usize,
    span: Span,
    date: Option<Date>,
    date_words: Option<String>,
    older: bool,
    weight: u32,
}

/// Works out the lineage of a story.
pub(super) fn lineage(
    articles: &[Article],
    analyses: &[Analysis],
    central: Option<&Group>,
    groups: &[Group],
    calendar: &Calendar,
    lexicon: &Lexicon,
) -> Lineage {
    let mut named: BTreeMap<String, (String, Vec<Naming>)> = BTreeMap::new();
    for (article, analysis) in analyses.iter().enumerate() {
        for (name, naming) in chains(article, analysis, articles, calendar, lexicon) {
            named.entry(folded(&name)).or_insert_with(|| (name, Vec::new())).1.push(naming);
        }
    }
    for (article, analysis) in analyses.iter().enumerate() {
        in_titles(article, analysis, &mut named);
    }
    for (article, analysis) in analyses.iter().enumerate() {
        in_text(article, analysis, articles, calendar, &mut named);
    }
    let reference = reference(articles, &named);
    for (_, namings) in named.values_mut() {
        for n in namings.iter_mut() {
            n.older |= n.date.as_ref().zip(reference.as_ref()).is_some_and(|(d, r)| well_before(d, r));
        }
    }
    let own =
        |key: &str, article: usize| articles[article].outlet.as_deref().is_some_and(|o| folded(o) == key);
    let mut rests = vec![Rests::default(); articles.len()];
    let mut roots: Vec<String> = Vec::new();
    let mut root_of: Vec<Vec<String>> = vec![Vec::new(); articles.len()];
    for (article, rest) in root_of.iter_mut().enumerate() {
        let mut weights: Vec<(u32, &String)> = named
            .iter()
            .filter(|(key, _)| !own(key, article))
            .map(|(key, (_, namings))| {
                let here = namings.iter().filter(|n| n.article == article && !n.older);
                (here.map(|n| n.weight).sum::<u32>(), key)
            })
            .filter(|(weight, _)| *weight > 0)
            .collect();
        weights.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
        let stated = central_roots(central, article);
        // What the central claim names decides; without it, the outlet named most, in headline and lead first.
        for key in stated.iter().filter(|k| !own(k, article) && named.contains_key(*k)) {
            let older = named[key].1.iter().filter(|n| n.article == article).all(|n| n.older);
            if !older && !rest.contains(key) {
                rest.push(key.clone());
            }
        }
        if rest.is_empty()
            && let Some((weight, key)) = weights.first()
            && *weight >= 2
        {
            rest.push((*key).clone());
        }
        for key in rest.iter() {
            if !roots.contains(key) {
                roots.push(key.clone());
            }
        }
    }
    infer(&mut root_of, &mut rests, groups);
    let uses = |key: &String| root_of.iter().filter(|r| r.contains(key)).count();
    roots.sort_by(|a, b| uses(b).cmp(&uses(a)).then(a.cmp(b)));
    for (article, rest) in rests.iter_mut().enumerate() {
        rest.reports = root_of[article].iter().filter_map(|k| roots.iter().position(|r| r == k)).collect();
        rest.cites = cites(article, &analyses[article], central, &root_of[article]);
        let others: Vec<Span> = named
            .iter()
            .filter(|(key, _)| !own(key, article))
            .flat_map(|(_, (_, namings))| namings)
            .filter(|n| n.article == article)
            .map(|n| n.span)
            .collect();
        rest.own = own_reporting(
            article,
            &articles[article],
            &analyses[article],
            reference.as_ref(),
            calendar,
            lexicon,
            &others,
        );
    }
    let report = |key: &String, older: bool| report(&named[key], articles, key, older);
    let mut older: Vec<Report> = Vec::new();
    let mut others: Vec<Report> = Vec::new();
    for (key, (_, namings)) in &named {
        if roots.contains(key)
            || (0..articles.len()).any(|a| own(key, a) && namings.iter().all(|n| n.article == a))
        {
            continue;
        }
        if namings.iter().any(|n| n.older) {
            older.push(report(key, true));
        } else {
            others.push(report(key, false));
        }
    }
    Lineage { reports: roots.iter().map(|k| report(k, false)).collect(), older, others, articles: rests }
}

/// The name of an outlet as it is compared: lower case, no article before it.
pub(super) fn folded(name: &str) -> String {
    let lower = name.to_lowercase();
    let bare = lower.strip_prefix("the ").unwrap_or(&lower);
    bare.chars().filter(|c| c.is_alphanumeric() || *c == ' ').collect::<String>().trim().to_owned()
}

/// The outlets an article names in chains.
fn chains(
    article: usize,
    analysis: &Analysis,
    articles: &[Article],
    calendar: &Calendar,
    lexicon: &Lexicon,
) -> Vec<(String, Naming)> {
    let text = analysis.document().text();
    // An article without a date of its own is from about the day the others are.
    let published = articles[article].published.as_ref().or_else(|| first_published(articles));
    let mut out: Vec<(String, Naming)> = Vec::new();
    for a in analysis.attributions() {
        for node in a.chain().iter().filter(|n| n.kind == SourceType::MediaOutlet && !n.inferred) {
            let name =
                node.entity.and_then(|e| analysis.entity(e)).map_or(node.name.as_str(), crate::Entity::name);
            let Some(span) = node.span else { continue };
            let a_name = name.chars().next().is_some_and(char::is_uppercase) && !calendar.has(name);
            if !a_name || out.iter().any(|(_, n)| n.span == span) {
                continue;
            }
            let sentence = analysis.sentences().iter().find(|s| s.span().overlaps(span));
            let within = sentence.map_or(span, crate::language::Sentence::span);
            let (date, words) = nearest(calendar, text, within, span, published, a.content());
            let lead = sentence.is_some_and(|s| first_sentences(analysis, 4).contains(&s.span()));
            let naming = Naming {
                article,
                span,
                older: date.is_none() && words.is_none() && before_now(text, within, span, lexicon),
                date,
                date_words: words,
                weight: if lead { 3 } else { 1 },
            };
            out.push((name.to_owned(), naming));
        }
    }
    out
}

/// Whether the sentence says that the outlet reported it before: "previously reported", "had reported".
fn before_now(text: &str, sentence: Span, outlet: Span, lexicon: &Lexicon) -> bool {
    let after = text.get(outlet.end()..sentence.end()).unwrap_or("").trim_start().to_lowercase();
    lexicon.is_older_report(&after)
}

/// The date nearest after the outlet in its sentence, or nearest before it.
fn nearest(
    calendar: &Calendar,
    text: &str,
    sentence: Span,
    outlet: Span,
    published: Option<&Date>,
    told: &[Span],
) -> (Option<Date>, Option<String>) {
    const REACH: usize = 60;
    // A date in what was reported says when that happens, not when it was reported.
    let reported = |s: Span| told.iter().any(|t| t.contains(s));
    let dates = calendar.dates(text, sentence, published).into_iter().filter(|d| !reported(d.span));
    let distance = |s: Span| {
        if s.start() >= outlet.end() {
            s.start() - outlet.end()
        } else {
            outlet.start().saturating_sub(s.end())
        }
    };
    let best = dates.filter(|d| distance(d.span) <= REACH).min_by_key(|d| distance(d.span));
    match best {
        Some(mention) => {
            let words = mention.date.is_none().then_some(mention.words);
            (mention.date, words)
        }
        None => (None, None),
    }
}

fn first_sentences(analysis: &Analysis, count: usize) -> Vec<Span> {
    let blocks = analysis.document().blocks();
    let in_body = |s: &&crate::language::Sentence| {
        blocks.get(s.block()).is_some_and(|b| b.kind().is_body() && b.kind() != BlockKind::Heading)
    };
    analysis.sentences().iter().filter(in_body).take(count).map(crate::language::Sentence::span).collect()
}

/// Outlets at the ends of headlines: "Nordwire: …", "… – Nordwire".
fn in_titles(article: usize, analysis: &Analysis, named: &mut BTreeMap<String, (String, Vec<Naming>)>) {
    let document = analysis.document();
    for block in document.blocks().iter().filter(|b| b.kind() == BlockKind::Title) {
        let title = document.slice(block.span());
        let tail = title.rsplit([':', '–', '—', '-', '|']).next().unwrap_or("");
        let head = title.split([':', '–', '—', '|']).next().unwrap_or("");
        for part in [head, tail] {
            let name = part.trim().trim_start_matches('#').trim();
            if name.is_empty() || name.len() == title.trim().len() {
                continue;
            }
            let Some((_, namings)) = named.get_mut(&folded(name)) else { continue };
            let at = block.span().start() + (part.as_ptr() as usize - title.as_ptr() as usize);
            let start = at + part.find(name).unwrap_or(0);
            let naming = Naming {
                article,
                span: Span::of(start, start + name.len()),
                date: None,
                date_words: None,
                older: false,
                weight: 3,
            };
            namings.push(naming);
        }
    }
}

/// Other places in the body where an outlet is named that some chain of the story has; they say when a report
/// was made, not what an article rests on.
fn in_text(
    article: usize,
    analysis: &Analysis,
    articles: &[Article],
    calendar: &Calendar,
    named: &mut BTreeMap<String, (String, Vec<Naming>)>,
) {
    let document = analysis.document();
    let published = articles[article].published.as_ref().or_else(|| first_published(articles));
    let told: Vec<Span> =
        analysis.attributions().iter().flat_map(crate::Attribution::content).copied().collect();
    for (name, namings) in named.values_mut() {
        let bare = name.strip_prefix("The ").or_else(|| name.strip_prefix("the ")).unwrap_or(name);
        for (at, found) in document.text().match_indices(bare) {
            let span = Span::of(at, at + found.len());
            let free = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
            let word = free(document.text()[..at].chars().next_back())
                && free(document.text()[span.end()..].chars().next());
            let body = document.block_at(at).is_some_and(|b| b.kind().is_body());
            if !word || !body || namings.iter().any(|n| n.article == article && n.span.overlaps(span)) {
                continue;
            }
            let within = sentence_of(analysis, span);
            let (date, date_words) = nearest(calendar, document.text(), within, span, published, &told);
            namings.push(Naming { article, span, date, date_words, older: false, weight: 0 });
        }
        namings.sort_by_key(|n| (n.article, n.span));
    }
}

/// The first day an article appeared; a month counts only when no article has a day.
fn first_published(articles: &[Article]) -> Option<&Date> {
    let dates = articles.iter().filter_map(|a| a.published.as_ref());
    dates.min_by_key(|d| (d.precision() < Precision::Day, d.day().to_owned()))
}

/// The day the story is from: the first day an article appeared, or else the latest day an outlet is dated.
fn reference(articles: &[Article], named: &BTreeMap<String, (String, Vec<Naming>)>) -> Option<Date> {
    let dated = named
        .values()
        .flat_map(|(_, n)| n)
        .filter_map(|n| n.date.as_ref())
        .max_by_key(|d| d.day().to_owned());
    first_published(articles).or(dated).cloned()
}

/// The innermost outlets of the chains of an article's telling of the central claim.
fn central_roots(central: Option<&Group>, article: usize) -> Vec<String> {
    let members =
        central.iter().flat_map(|g| &g.members).filter(|(m, _)| m.article == article && !m.first_party);
    members.filter_map(|(m, _)| m.via.last()).map(|name| folded(name)).collect()
}

/// An article that names no report but shares a long quotation with one that does rests on the same.
fn infer(root_of: &mut [Vec<String>], rests: &mut [Rests], groups: &[Group]) {
    for article in 0..root_of.len() {
        if !root_of[article].is_empty() {
            continue;
        }
        let here = |s: &Statement| s.article == article && s.quoted && !s.first_party && s.words.len() >= 6;
        let shared = groups.iter().filter(|g| g.members.iter().any(|(m, _)| here(m)));
        let other = shared.flat_map(|g| &g.members).find(|(m, _)| m.quoted && !root_of[m.article].is_empty());
        if let Some((m, _)) = other {
            let same = root_of[m.article].clone();
            root_of[article] = same;
            rests[article].inferred = true;
        }
    }
}

/// Whom the reports cite, as the article tells it: the central claim first, then in text order.
fn cites(article: usize, analysis: &Analysis, central: Option<&Group>, roots: &[String]) -> Vec<Cites> {
    let text = analysis.document().text();
    let about: Vec<usize> = central
        .iter()
        .flat_map(|g| &g.members)
        .filter(|(m, _)| m.article == article)
        .filter_map(|(m, _)| m.attribution)
        .collect();
    let mut out: Vec<Cites> = Vec::new();
    for (number, a) in analysis.attributions().iter().enumerate() {
        let Some(node) = a.chain().iter().rev().find(|n| n.role == ChainRole::Utterer) else { continue };
        let unnamed = matches!(
            node.kind,
            SourceType::AnonymousPerson | SourceType::AnonymousGroup | SourceType::GroupOfPersons
        );
        let through =
            a.chain().iter().any(|n| n.kind == SourceType::MediaOutlet && roots.contains(&folded(&n.name)));
        let is_central = about.contains(&number);
        let Some(span) = node.span.filter(|_| unnamed && !a.first_party() && (through || is_central)) else {
            continue;
        };
        let words =
            text.get(span.range()).unwrap_or(&node.name).split_whitespace().collect::<Vec<_>>().join(" ");
        if out.iter().any(|c| c.words.eq_ignore_ascii_case(&words)) {
            continue;
        }
        let count = a.source().filter(|s| s.extent().overlaps(span)).and_then(|s| s.count);
        let count =
            count.or_else(|| node.entity.and_then(|e| analysis.entity(e)).and_then(crate::Entity::count));
        out.push(Cites { words, place: Place { article, span }, count, central: is_central });
    }
    out.sort_by_key(|c| (!c.central, c.place));
    out
}

/// What the outlet obtained itself: who told it something, whom it asked, what it has from before.
fn own_reporting(
    article: usize,
    about: &Article,
    analysis: &Analysis,
    reference: Option<&Date>,
    calendar: &Calendar,
    lexicon: &Lexicon,
    others: &[Span],
) -> Vec<Own> {
    let document = analysis.document();
    let text = document.text();
    let outlet = about.outlet.as_deref().map(folded);
    let mut out: Vec<Own> = Vec::new();
    for (number, a) in analysis.attributions().iter().enumerate() {
        let span = a.extent();
        let place = Place { article, span };
        let name = |s: Span| text.get(s.range()).map(str::to_owned);
        if a.kind() == Kind::Gesture && a.act() == Some(Act::Request) {
            let by_us = a.first_party()
                || a.addressee().is_some_and(|s| outlet.is_some() && name(s).map(|n| folded(&n)) == outlet);
            if by_us {
                let asked = a.source().and_then(|s| name(s.extent()));
                let who = asked.or_else(|| analysis.speaker(a).map(|e| e.name().to_owned()));
                out.push(Own { kind: OwnKind::Request, who, attribution: Some(number), place });
            }
            continue;
        }
        let sentence = sentence_of(analysis, span);
        let ours = a.first_party() || present(text, sentence, outlet.as_deref(), lexicon);
        if !ours || relayed(a, outlet.as_deref()) || others.iter().any(|o| o.overlaps(sentence)) {
            continue;
        }
        let who = analysis.speaker(a).map(|e| e.name().to_owned());
        let who = who.or_else(|| a.source().and_then(|s| name(s.extent())));
        let dates = calendar.dates(text, sentence, about.published.as_ref());
        let old = dates
            .iter()
            .filter_map(|d| d.date.as_ref())
            .any(|d| reference.is_some_and(|r| well_before(d, r)));
        let kind = if old { OwnKind::Background } else { OwnKind::Comment };
        let known = |o: &Own| o.kind == kind && (o.who == who || sentence.contains(o.place.span));
        if !out.iter().any(known) {
            out.push(Own { kind, who, attribution: Some(number), place });
        }
    }
    out
}

fn sentence_of(analysis: &Analysis, span: Span) -> Span {
    let sentence = analysis.sentences().iter().find(|s| s.span().overlaps(span));
    sentence.map_or(span, crate::language::Sentence::span)
}

/// Whether it came through another outlet, or is the outlet speaking.
fn relayed(a: &crate::Attribution, outlet: Option<&str>) -> bool {
    let other = |name: &str| outlet.is_none_or(|o| folded(name) != o);
    let through = a.chain().iter().any(|n| n.kind == SourceType::MediaOutlet && other(&n.name));
    through || a.source().is_some_and(|s| s.kind == SourceType::MediaOutlet)
}

/// Whether the sentence says that a reporter of the outlet was there.
fn present(text: &str, sentence: Span, outlet: Option<&str>, lexicon: &Lexicon) -> bool {
    let Some(outlet) = outlet.filter(|o| !o.is_empty()) else { return false };
    let list = words(text, sentence);
    let names: Vec<&str> = outlet.split(' ').collect();
    list.windows(names.len() + 1).any(|w| {
        w[..names.len()].iter().zip(&names).all(|(a, b)| a.lower.trim_end_matches("'s") == *b)
            && lexicon.is_reporter(&w[names.len()].lower)
    })
}

fn report((name, namings): &(String, Vec<Naming>), articles: &[Article], key: &str, older: bool) -> Report {
    let about = namings.iter().filter(|n| n.older == older);
    let dated = namings
        .iter()
        .filter(|n| n.older == older && n.date.is_some())
        .max_by_key(|n| n.date.as_ref().map(|d| (d.precision(), std::cmp::Reverse(d.day().to_owned()))));
    Report {
        outlet: name.clone(),
        date: dated.and_then(|n| n.date.clone()),
        date_words: namings.iter().filter(|n| n.older == older).find_map(|n| n.date_words.clone()),
        article: articles.iter().position(|a| a.outlet.as_deref().is_some_and(|o| folded(o) == key)),
        places: about.map(|n| Place { article: n.article, span: n.span }).collect(),
    }
}
