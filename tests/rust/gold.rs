//! Chains, kinds of sources and gestures on the articles of `tests/gold`: prints the figures of each half, and fails
//! where one drops. The articles themselves are checked too: strings that are not found, words shared.
#![allow(clippy::print_stdout, reason = "prints figures")]

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

use wirecopy::attribution::{Act, Anonymity, ChainNode, Count, Kind};
use wirecopy::people::{SpeakersOptions, speakers};
use wirecopy::{Analysis, Analyzer, Attribution, Document, Entity, ParseOptions, Span};

/// Figure, least share of half A and half B.
const FLOORS: [(&str, f64, f64); 5] = [
    ("chain", 88.0, 73.0),
    ("depth", 89.0, 79.0),
    ("anonymity", 84.0, 71.0),
    ("count", 87.0, 80.0),
    ("gesture", 93.0, 62.0),
];

#[derive(Debug, Default)]
struct Article {
    id: String,
    publisher: Option<String>,
    text: String,
    chains: Vec<(String, Vec<String>, bool)>,
    sources: Vec<Source>,
    gestures: Vec<Gesture>,
    new: Vec<String>,
}

#[derive(Debug)]
struct Source {
    words: String,
    class: Anonymity,
    count: Option<Count>,
    basis: Option<String>,
    reason: Option<String>,
}

#[derive(Debug)]
struct Gesture {
    act: Act,
    who: String,
    more: BTreeMap<String, String>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("gold")
}

fn half(letter: &str) -> Vec<Article> {
    (1..=3)
        .flat_map(|n| {
            let file = folder().join(format!("{letter}{n}.txt"));
            let text = std::fs::read_to_string(&file).expect("the articles");
            text.split("\n# ").map(|a| article(a.trim_start_matches("# "))).collect::<Vec<_>>()
        })
        .collect()
}

fn article(block: &str) -> Article {
    let (top, labels) = block.split_once("\n--\n").unwrap_or_else(|| panic!("no labels: {block}"));
    let mut lines = top.lines();
    let mut out = Article { id: lines.next().expect("an id").trim().to_owned(), ..Article::default() };
    let mut paragraphs = Vec::new();
    for line in lines.filter(|l| !l.is_empty()) {
        match line.strip_prefix("publisher: ") {
            Some(name) => out.publisher = Some(name.to_owned()),
            None => paragraphs.push(line),
        }
    }
    out.text = paragraphs.join("\n\n");
    for line in labels.lines().filter(|l| !l.trim().is_empty()) {
        label(&mut out, line);
    }
    out
}

fn label(out: &mut Article, line: &str) {
    let (kind, rest) = line.split_once(' ').expect("a label");
    let fields: Vec<&str> = rest.split(" | ").collect();
    match (kind, fields.as_slice()) {
        ("C", [words, chain]) => {
            let (chain, first) = chain.strip_suffix(" !first").map_or((*chain, false), |chain| (chain, true));
            let nodes = chain.split(" > ").map(str::to_owned).collect();
            out.chains.push(((*words).to_owned(), nodes, first));
        }
        ("S", [words, what]) => {
            let mut parts = what.split(' ');
            let class = parts.next().and_then(Anonymity::from_name).unwrap_or_else(|| panic!("{line}"));
            let count = count(parts.next().unwrap_or_else(|| panic!("no count: {line}")));
            let rest: HashMap<&str, &str> = parts.filter_map(|p| p.split_once('=')).collect();
            let of = |key: &str| rest.get(key).map(|v| (*v).to_owned());
            let (basis, reason) = (of("basis"), of("reason"));
            out.sources.push(Source { words: (*words).to_owned(), class, count, basis, reason });
        }
        ("G", [act, who, more @ ..]) => {
            let act = Act::from_name(act).unwrap_or_else(|| panic!("{line}"));
            let more = more.iter().flat_map(|m| m.split("; ")).map(|m| {
                let (key, value) = m.split_once('=').unwrap_or_else(|| panic!("{line}"));
                (key.to_owned(), value.to_owned())
            });
            out.gestures.push(Gesture { act, who: (*who).to_owned(), more: more.collect() });
        }
        ("N", [_, words]) => out.new.push((*words).to_owned()),
        _ => panic!("{}: {line}", out.id),
    }
}

fn count(word: &str) -> Option<Count> {
    match word {
        "-" => None,
        more if more.ends_with('+') => {
            Some(Count { min: more.trim_end_matches('+').parse().expect("a number"), max: None })
        }
        n => n.parse().ok().map(|n| Count { min: n, max: Some(n) }),
    }
}

/// The places of a string that are whole words.
fn places(text: &str, words: &str) -> Vec<Span> {
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    text.match_indices(words)
        .filter(|(k, _)| edge(text[..*k].chars().next_back()) && edge(text[k + words.len()..].chars().next()))
        .filter_map(|(k, _)| Span::new(k, k + words.len()).ok())
        .collect()
}

/// The last word of a name or of what stands before its complements.
fn heads(text: &str, label: &str) -> Vec<Span> {
    const STOPS: [&str; 20] = [
        "of", "for", "with", "in", "who", "from", "to", "at", "close", "familiar", "briefed", "present",
        "on", "whom", "that", "known", "whose", "still", "stuck", "was",
    ];
    let mut out = Vec::new();
    for label in label.split(" & ") {
        for place in places(text, label) {
            let mut head = place;
            let mut at = place.start();
            for (k, word) in label.split(' ').enumerate() {
                if k > 0 && STOPS.contains(&word) {
                    break;
                }
                let bare = word.trim_end_matches(',');
                head = Span::new(at, at + bare.len()).expect("a span");
                at += word.len() + 1;
                if bare.len() < word.len() {
                    break;
                }
            }
            out.push(head);
        }
    }
    out
}

struct Run<'a> {
    article: &'a Article,
    found: Analysis,
}

impl Run<'_> {
    fn covers(&self, entity: Option<&Entity>, span: Option<Span>, label: &str) -> bool {
        let heads = heads(&self.article.text, label);
        let on = |s: Span| heads.iter().any(|h| h.overlaps(s));
        span.is_some_and(on) || entity.is_some_and(|e| e.mentions().iter().any(|&m| on(m)))
    }

    fn node(&self, node: &ChainNode, label: &str) -> bool {
        let entity = node.entity.and_then(|e| self.found.entities().get(e.index()));
        let same = |a: &str, b: &str| {
            let bare = |s: &str| s.to_lowercase().trim_start_matches("the ").to_owned();
            bare(a) == bare(b)
        };
        same(&node.name, label) || self.covers(entity, node.span.filter(|_| entity.is_none()), label)
    }

    /// The attribution with the least content around some words.
    fn content(&self, words: &str) -> Option<&Attribution> {
        let place = *places(&self.article.text, words).first()?;
        let length = |a: &&Attribution| a.content().iter().map(|s| s.len()).sum::<usize>();
        let holds =
            |a: &&Attribution| a.kind() != Kind::Gesture && a.content().iter().any(|s| s.overlaps(place));
        self.found.attributions().iter().filter(holds).min_by_key(length)
    }

    fn told(a: &Attribution) -> Vec<&str> {
        a.chain().iter().map(|n| n.name.as_str()).collect()
    }
}

/// Right, all.
#[derive(Debug, Default)]
struct Figures(Vec<(&'static str, f64, f64)>);

impl Figures {
    fn count(&mut self, what: &'static str, right: bool) -> bool {
        self.add(what, f64::from(u8::from(right)), 1.0);
        right
    }

    fn add(&mut self, what: &'static str, right: f64, all: f64) {
        match self.0.iter_mut().find(|f| f.0 == what) {
            Some(f) => {
                f.1 += right;
                f.2 += all;
            }
            None => self.0.push((what, right, all)),
        }
    }

    fn share(&self, what: &str) -> f64 {
        self.0.iter().find(|f| f.0 == what).map_or(0.0, |f| 100.0 * f.1 / f.2)
    }
}

fn score(articles: &[Article], shown: bool) -> Figures {
    let mut figures = Figures::default();
    let say = |ok: bool, line: String| {
        if shown && !ok {
            println!("  {line}");
        }
    };
    for article in articles {
        let mut options = ParseOptions::plain();
        if let Some(publisher) = &article.publisher {
            options = options.with_outlet(publisher);
        }
        let document = Document::parse(article.text.as_bytes(), &options).expect("plain text");
        assert_eq!(document.text(), article.text);
        let run = Run { article, found: Analyzer::english().analyze(&document).expect("an analysis") };
        let id = &article.id;
        for (words, nodes, first) in &article.chains {
            let a = run.content(words);
            let chain = a.map_or(&[][..], Attribution::chain);
            let exact = chain.len() == nodes.len()
                && chain.iter().zip(nodes).all(|(n, label)| run.node(n, label))
                && a.is_some_and(|a| !first || a.first_party());
            let depth = a.and_then(Attribution::depth) == Some(nodes.len() as u32);
            let told = a.map(Run::told);
            say(exact, format!("{id} chain {words:?}: wanted {nodes:?}, found {told:?}"));
            figures.count("chain", exact);
            figures.count("depth", depth);
        }
        for source in &article.sources {
            sources(&run, source, &mut figures, &say);
        }
        gestures(&run, &mut figures, &say);
    }
    figures
}

fn sources(run: &Run<'_>, source: &Source, figures: &mut Figures, say: &impl Fn(bool, String)) {
    let id = &run.article.id;
    let head = heads(&run.article.text, &source.words)[0];
    let mention = run
        .found
        .attributions()
        .iter()
        .filter_map(|a| a.source())
        .find(|s| s.spans.iter().any(|s| s.overlaps(head)));
    let entity = run.found.entities().iter().find(|e| e.mentions().iter().any(|m| m.overlaps(head)));
    let class = mention.map(|m| m.anonymity).or(entity.map(Entity::anonymity));
    let count = mention.and_then(|m| m.count).or(entity.and_then(Entity::count));
    let right = figures.count("anonymity", class == Some(source.class));
    say(right, format!("{id} {:?}: wanted {:?}, found {class:?}", source.words, source.class));
    for (what, wanted, told) in [
        ("basis", &source.basis, entity.map(|e| e.basis_kind().name())),
        ("reason", &source.reason, entity.map(|e| e.reason_kind().name())),
    ] {
        if let Some(wanted) = wanted {
            let right = figures.count(what, told == Some(wanted));
            say(right, format!("{id} {what} of {:?}: wanted {wanted}, found {told:?}", source.words));
        }
    }
    if let Some(wanted) = source.count {
        let holds = count.is_some_and(|c| match wanted.max {
            Some(_) => c == wanted,
            None => {
                c.max.is_none()
                    && c.min >= 2.min(wanted.min)
                    && c.min <= wanted.min
                    && 2 * c.min >= wanted.min
            }
        });
        figures.count("count", holds);
        say(holds, format!("{id} {:?}: wanted {wanted:?}, found {count:?}", source.words));
    }
}

fn gestures(run: &Run<'_>, figures: &mut Figures, say: &impl Fn(bool, String)) {
    let text = run.article.text.as_str();
    let id = &run.article.id;
    let mut left: Vec<&Attribution> =
        run.found.attributions().iter().filter(|a| a.kind() == Kind::Gesture).collect();
    figures.add("gesture", 0.0, left.len() as f64 / 2.0);
    for gesture in &run.article.gestures {
        let at = left.iter().position(|a| {
            let span = a.source().map(wirecopy::attribution::SourceMention::extent);
            a.act() == Some(gesture.act) && run.covers(run.found.speaker(a), span, &gesture.who)
        });
        figures.add("gesture", f64::from(u8::from(at.is_some())), 0.5);
        say(at.is_some(), format!("{id} gesture {} of {:?}: not found", gesture.act.name(), gesture.who));
        let Some(at) = at else { continue };
        let a = left.remove(at);
        for (key, value) in &gesture.more {
            let span = match key.as_str() {
                "about" => a.about(),
                "to" => a.addressee(),
                "when" => a.when(),
                _ => continue,
            };
            let key = match key.as_str() {
                "about" => "about",
                "to" => "to",
                _ => "when",
            };
            let wanted = places(text, value);
            let right = span.is_some_and(|s| wanted.iter().any(|w| w.overlaps(s)));
            figures.count(key, right);
            say(right, format!("{id} {key} {value:?}: found {:?}", span.map(|s| &text[s.range()])));
        }
    }
    for a in left {
        let cue = a.cue().map(|c| &text[c.head.range()]);
        let who = a.source().map(|s| &text[s.extent().range()]);
        say(false, format!("{id} gesture {:?} by {cue:?} of {who:?}: not labelled", a.act()));
    }
}

fn measure(letter: &str, shown: bool) {
    let figures = score(&half(letter), shown);
    let mut low = Vec::new();
    for (what, right, all) in &figures.0 {
        println!("accuracy: gold set, half {letter}, {what}: {:.1} ({right} of {all})", 100.0 * right / all);
    }
    for (what, a, b) in FLOORS {
        let floor = if letter == "a" { a } else { b };
        if figures.share(what) < floor {
            low.push(format!("{what}: {:.1} is under the floor of {floor}", figures.share(what)));
        }
    }
    assert!(low.is_empty(), "half {letter}: {low:?}");
}

#[test]
fn half_a() {
    measure("a", true);
}

#[test]
fn half_b() {
    measure("b", false);
}

/// Pair F1 of the pairs of names of a half.
fn pairs(letter: &str, shown: bool) -> f64 {
    let text = std::fs::read_to_string(folder().join(format!("names_{letter}.tsv"))).expect("the pairs");
    let english = Analyzer::english();
    let (mut right, mut said, mut all) = (0.0, 0.0, 0.0);
    for line in text.lines().filter(|l| !l.starts_with('#')) {
        let [label, a, b] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let read =
            |who: &str| english.analyze_text(&format!("“We will see,” said {who}.")).expect("plain text");
        let people = speakers(&[read(a), read(b)], &SpeakersOptions::default());
        let one = people
            .iter()
            .any(|p| p.said.iter().any(|s| s.article == 0) && p.said.iter().any(|s| s.article == 1));
        let same = label == "same";
        all += f64::from(u8::from(same));
        said += f64::from(u8::from(one));
        right += f64::from(u8::from(one && same));
        if shown && one != same {
            let found: Vec<_> = people.iter().map(|p| p.name.as_str()).collect();
            println!("  {label}: {a} / {b}: found {found:?}");
        }
    }
    let f1 = 2.0 * right / (said + all);
    println!(
        "accuracy: pairs of names, half {letter}: F1 {f1:.3} ({right} right of {said} merged and {all} the same)"
    );
    f1
}

/// The seeds, labelled by offsets alone; their text is read from `../shared/seeds`.
#[test]
fn the_seeds_by_offsets() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/seeds");
    let Ok(files) = std::fs::read_dir(&seeds) else {
        println!("skipped: no {}", seeds.display());
        return;
    };
    let paths: Vec<PathBuf> = files.filter_map(|f| f.ok().map(|f| f.path())).collect();
    let labels = std::fs::read_to_string(folder().join("seeds.tsv")).expect("the labels");
    let mut found: HashMap<&str, Analysis> = HashMap::new();
    let (mut right, mut all) = (0, 0);
    for line in labels.lines().filter(|l| !l.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let (seed, what, value) = (fields[0], fields[1], fields[2]);
        let spans: Vec<Span> = fields[3..].iter().map(|f| bytes(f)).collect();
        let analysis = found.entry(seed).or_insert_with(|| {
            let starts = |p: &&PathBuf| p.file_name().is_some_and(|n| n.to_string_lossy().starts_with(seed));
            let path = paths.iter().find(starts).expect("the seed");
            let document = Document::parse(&std::fs::read(path).expect("a seed"), &ParseOptions::plain());
            Analyzer::english().analyze(&document.expect("plain text")).expect("an analysis")
        });
        let ok = seed_holds(analysis, what, value, &spans);
        all += 1;
        right += u32::from(ok);
        if !ok {
            println!("  seed {line}");
        }
    }
    println!("accuracy: the seeds: {right} of {all} labels hold");
    assert!(right >= 60, "{right} of {all}");
}

fn bytes(field: &str) -> Span {
    let (start, end) = field.split_once('-').expect("a span");
    Span::new(start.parse().expect("a number"), end.parse().expect("a number")).expect("a span")
}

fn seed_holds(found: &Analysis, what: &str, value: &str, spans: &[Span]) -> bool {
    let on = |e: &Entity, s: Span| e.mentions().iter().any(|m| m.overlaps(s));
    let entity = |s: Span| found.entities().iter().find(|e| on(e, s));
    let said = |s: Span| {
        let inside =
            |a: &&Attribution| a.kind() != Kind::Gesture && a.content().iter().any(|c| c.overlaps(s));
        found.attributions().iter().filter(inside).min_by_key(|a| a.extent().len())
    };
    match what {
        "speaker" => said(spans[0]).and_then(|a| found.speaker(a)).is_some_and(|e| on(e, spans[1])),
        "role" => entity(spans[0]).and_then(Entity::role).is_some_and(|r| r.overlaps(spans[1])),
        "affiliation" => entity(spans[0]).and_then(Entity::affiliation).is_some_and(|r| r.overlaps(spans[1])),
        "apart" => match (entity(spans[0]), entity(spans[1])) {
            (Some(a), Some(b)) => a.id() != b.id(),
            _ => false,
        },
        "gesture" => found.attributions().iter().any(|a| {
            a.act().is_some_and(|act| act.name() == value)
                && a.source().is_some_and(|s| s.spans.iter().any(|s| s.overlaps(spans[0])))
        }),
        "anonymity" => entity(spans[0]).is_some_and(|e| e.anonymity().name() == value),
        "count" => entity(spans[0]).and_then(Entity::count).is_some_and(|c| Some(c) == count(value)),
        "chain" => said(spans[0]).is_some_and(|a| {
            let at = |n: &ChainNode, s: Span| {
                let e = n.entity.and_then(|e| found.entities().get(e.index()));
                n.span.is_some_and(|n| n.overlaps(s)) || e.is_some_and(|e| on(e, s))
            };
            a.chain().len() == spans.len() - 1 && a.chain().iter().zip(&spans[1..]).all(|(n, s)| at(n, *s))
        }),
        other => panic!("{other}"),
    }
}

/// Writes the answers that `scripts/speakers.py` scores.
#[test]
#[ignore = "a measurement"]
fn answers_to_the_corpora() {
    let out = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/speakers");
    for set in ["polnear", "pdnc"] {
        let Ok(rows) = std::fs::read_to_string(out.join(format!("{set}.jsonl"))) else { continue };
        let mut lines = String::new();
        for line in rows.lines() {
            let row: serde_json::Value = serde_json::from_str(line).expect("a JSON line");
            let options = ParseOptions::plain().with_id(row["id"].as_str().unwrap_or(""));
            let document = Document::parse(row["text"].as_str().unwrap_or("").as_bytes(), &options);
            let found = Analyzer::english().analyze(&document.expect("plain text")).expect("an analysis");
            let all = wirecopy::JsonOptions::default().with_scope(wirecopy::Scope::All);
            lines += &wirecopy::schema::attributions_json(&found, &all);
            lines.push('\n');
        }
        std::fs::write(out.join(format!("{set}.pred.jsonl")), lines).expect("written");
    }
}

#[test]
fn names_of_half_a() {
    assert!(pairs("a", true) >= 0.95);
}

#[test]
fn names_of_half_b() {
    assert!(pairs("b", false) >= 0.95);
}

#[test]
fn labels_are_found_in_their_articles() {
    for (letter, n) in [("a", 75), ("b", 75)] {
        let articles = half(letter);
        assert_eq!(articles.len(), n, "half {letter}");
        for a in &articles {
            let once = |words: &str| assert_eq!(places(&a.text, words).len(), 1, "{}: {words:?}", a.id);
            let there = |words: &str| assert!(!places(&a.text, words).is_empty(), "{}: {words:?}", a.id);
            for (words, nodes, _) in &a.chains {
                once(words);
                nodes.iter().flat_map(|n| n.split(" & ")).for_each(there);
            }
            a.sources.iter().for_each(|s| once(&s.words));
            for g in &a.gestures {
                there(&g.who);
                g.more.values().for_each(|w| there(w));
            }
            a.new.iter().for_each(|w| there(w));
        }
    }
}

#[test]
fn no_two_articles_share_five_words() {
    let mut seen: HashMap<Vec<String>, String> = HashMap::new();
    let mut shared = Vec::new();
    for a in half("a").into_iter().chain(half("b")) {
        let lower = a.text.to_lowercase();
        let words: Vec<&str> = lower
            .split(|c: char| !c.is_alphanumeric() && c != '’' && c != '\'')
            .filter(|w| !w.is_empty())
            .collect();
        for five in words.windows(5) {
            let five: Vec<String> = five.iter().map(|w| (*w).to_owned()).collect();
            let text = five.join(" ");
            let first = seen.entry(five).or_insert_with(|| a.id.clone());
            if *first != a.id {
                shared.push(format!("{first} and {}: {text}", a.id));
            }
        }
    }
    assert!(shared.is_empty(), "{shared:#?}");
}

#[test]
fn the_pack_holds_no_phrase_marked_as_new() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/wirecopy-lang-en/data");
    let mut tables = String::new();
    for file in std::fs::read_dir(data).expect("the tables") {
        let path = file.expect("a table").path();
        if path.extension().is_some_and(|e| e == "tsv") {
            tables += &std::fs::read_to_string(&path).expect("a table").to_lowercase();
        }
    }
    let articles = half("b");
    let new: HashSet<String> = articles.iter().flat_map(|a| &a.new).map(|w| w.to_lowercase()).collect();
    assert!(new.len() >= 75, "{} new phrases", new.len());
    let known: Vec<&String> = new.iter().filter(|w| !places(&tables, w).is_empty()).collect();
    assert!(known.is_empty(), "the pack holds {known:?}");
}
