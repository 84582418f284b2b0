//! Invented stories: several agencies, articles on something else, figures that differ, own reporting.
#![allow(clippy::print_stdout, reason = "says which tests are expected to fail")]

use wirecopy::attribution::Count;
use wirecopy::story::{FigureKind, OwnKind, Relation, Stance, Story, StoryOptions, stories, verify};
use wirecopy::{Analysis, Analyzer, Document, ParseOptions};

fn article(id: &str, outlet: &str, published: &str, text: &str) -> Analysis {
    let mut options = ParseOptions::plain().with_id(id).with_published(published);
    if !outlet.is_empty() {
        options = options.with_outlet(outlet);
    }
    Analyzer::english()
        .analyze(&Document::parse(text.as_bytes(), &options).expect("a document"))
        .expect("an analysis")
}

fn story(articles: &[Analysis]) -> Story {
    Story::new(articles, &StoryOptions::default()).expect("a story")
}

/// A test that is known to fail: it must still fail, and tells when it no longer does.
fn not_yet(reason: &str, test: fn()) {
    assert!(std::panic::catch_unwind(test).is_err(), "right now, no longer: {reason}; call it directly");
    println!("expected to fail: {reason}");
}

/// Four articles: two on the report of one agency, two on that of another.
fn agencies() -> Vec<Analysis> {
    vec![
        article(
            "a",
            "The Harbour Courier",
            "2025-05-06",
            "Estmark to close its last coal mine\n\n\
             Estmark will close the Tarn coal mine in October, Reuters reported on Monday, citing two officials \
             at the energy ministry.\n\n\
             “The seam is empty and the pumps are older than the miners,” one of the officials said.\n\n\
             The mine employs 840 people.\n",
        ),
        article(
            "b",
            "Capital Ledger",
            "2025-05-06",
            "Tarn coal mine will close in October – Reuters\n\n\
             The Tarn coal mine in Estmark is to close in October, according to Reuters, which cited two energy \
             ministry officials.\n\n\
             “The seam is empty and the pumps are older than the miners,” an official said.\n",
        ),
        article(
            "c",
            "Estmark Times",
            "2025-05-07",
            "Last coal mine of Estmark to shut\n\n\
             Estmark plans to shut the Tarn coal mine in October, Bloomberg News reported, citing a person \
             close to the mine's owner.\n\n\
             The mine employs 910 people.\n",
        ),
        article(
            "d",
            "Port Vellin Post",
            "2025-05-07",
            "Tarn mine: end of coal in Estmark\n\n\
             The Tarn coal mine in Estmark will close in October, a person close to the owner told Bloomberg \
             News.\n",
        ),
    ]
}

#[test]
fn two_agencies_are_two_reports() {
    two_agencies();
}

fn two_agencies() {
    let story = story(&agencies());
    assert_eq!(story.articles().len(), 4);
    let outlets: Vec<&str> = story.lineage().reports.iter().map(|r| r.outlet.as_str()).collect();
    assert_eq!(outlets.len(), 2, "{outlets:?}");
    assert!(outlets.contains(&"Reuters") && outlets.contains(&"Bloomberg News"), "{outlets:?}");
    let rests: Vec<&[usize]> = story.lineage().articles.iter().map(|a| a.reports.as_slice()).collect();
    assert_eq!(rests[0], rests[1]);
    assert_eq!(rests[2], rests[3]);
    assert_ne!(rests[0], rests[2]);
    let i = story.independence();
    assert_eq!(i.reports, Count::exact(2));
    assert_eq!(i.people, Count { min: 2, max: Some(3) });
}

#[test]
fn a_number_that_differs_is_a_conflict() {
    let story = story(&agencies());
    let conflicts = story.conflicts();
    let people: Vec<Vec<&str>> = conflicts
        .iter()
        .filter(|f| f.kind == FigureKind::Number)
        .map(|f| f.sides.iter().map(|s| s.words.as_str()).collect())
        .collect();
    assert_eq!(people, [["840 people", "910 people"]]);
}

#[test]
fn an_article_on_something_else_is_set_apart() {
    let mut articles = agencies();
    articles.insert(
        1,
        article(
            "x",
            "Capital Ledger",
            "2025-05-06",
            "Ferry strike enters third week\n\n\
             Crews of the Port Vellin ferry will stay out for a third week, their union said on Tuesday.\n\n\
             “We were promised a winter rate and we got a summer one,” said Jan Moor of the seamen's union.\n",
        ),
    );
    let one = story(&articles);
    assert_eq!(one.apart(), [1]);
    assert_eq!(one.articles().iter().map(|a| a.input).collect::<Vec<_>>(), [0, 2, 3, 4]);
    let all = stories(&articles, &StoryOptions::default()).expect("a story");
    assert_eq!(all.iter().map(|s| s.articles().len()).collect::<Vec<_>>(), [4, 1]);
}

#[test]
fn what_an_outlet_obtained_itself_is_a_path_of_its_own() {
    not_yet("the sentence, not what the manager told, is compared, so the path counts as unknown", own_path);
}

fn own_path() {
    let mut articles = agencies();
    articles.truncate(2);
    articles.push(article(
        "own",
        "Tarn Valley Voice",
        "2025-05-07",
        "Tarn coal mine to close in October\n\n\
         The Tarn coal mine in Estmark will close in October, its manager Owen Marsh told the Tarn Valley Voice.\n\n\
         “I told the men myself,” Marsh said.\n",
    ));
    let story = story(&articles);
    let own = &story.lineage().articles[2].own;
    assert!(
        own.iter().any(|o| o.kind == OwnKind::Comment && o.who.as_deref() == Some("Owen Marsh")),
        "{own:?}"
    );
    assert_eq!(story.independence().reports, Count::exact(2));
    assert!(story.independence().witnesses.iter().any(|w| w.named && w.stance == Stance::Asserts));
}

#[test]
fn what_became_of_a_quote() {
    let story = story(&agencies());
    let family =
        story.families().iter().find(|f| f.fullest().text.starts_with("The seam")).expect("a family");
    assert_eq!(family.articles(), [0, 1]);
    let relations: Vec<Relation> = family.members.iter().map(|m| m.relation).collect();
    assert_eq!(relations, [Relation::Fullest, Relation::Verbatim]);
}

#[test]
fn a_draft_is_checked() {
    let draft = article(
        "draft",
        "",
        "2025-05-08",
        "“The seam is empty and the pumps are older than the mine,” one of the officials said.\n\n\
         “I told nobody,” said Petra Quill.\n",
    );
    let checked = verify(&draft, &agencies());
    let outcomes: Vec<&str> = checked.quotes().iter().map(|q| q.outcome.name()).collect();
    assert_eq!(outcomes, ["edited", "not_found"]);
    assert_eq!(checked.quotes()[0].matches[0].article, 0);
}

#[test]
fn one_article_and_none() {
    assert!(Story::new(&[], &StoryOptions::default()).is_err());
    let one = story(&agencies()[..1]);
    assert_eq!(one.articles().len(), 1);
    assert!(one.families().iter().all(|f| f.central));
    let empty = story(&[article("e", "", "2025-05-08", "")]);
    assert_eq!(empty.articles().len(), 1);
}

#[test]
fn the_answer_does_not_depend_on_the_run() {
    let options = wirecopy::JsonOptions::default();
    let once = wirecopy::schema::story_json(&story(&agencies()), &options);
    let twice = wirecopy::schema::story_json(&story(&agencies()), &options);
    assert_eq!(once, twice);
    assert!(once.starts_with("{\"schema\":\"wirecopy.story/1\""));
}
