//! Five real articles that carry one agency report: what `story` must say of them, row by row.
//!
//! The articles are read from `../shared/seeds` beside the repository; without that folder every test says so
//! and passes. No more of the texts is repeated here than a test needs.
#![allow(clippy::print_stdout, reason = "says when the seeds are absent")]

use std::path::Path;
use std::sync::LazyLock;

use wirecopy::attribution::{Act, Count};
use wirecopy::story::{
    Drift, Family, FigureKind, Member, OwnKind, Relation, Stance, Step, Story, StoryOptions, stories,
};
use wirecopy::{Analysis, Analyzer, Document, Format, ParseOptions};

static STORY: LazyLock<Option<Story>> = LazyLock::new(|| {
    let analyses = read()?;
    Some(Story::new(&analyses, &StoryOptions::default()).expect("five articles make a story"))
});

fn read() -> Option<Vec<Analysis>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/seeds");
    let mut files: Vec<_> = std::fs::read_dir(folder).ok()?.filter_map(|f| Some(f.ok()?.path())).collect();
    files.retain(|f| f.extension().is_some_and(|x| x == "txt"));
    files.sort();
    let analyzer = Analyzer::english();
    let one = |file: &std::path::PathBuf| {
        let bytes = std::fs::read(file).expect("a seed can be read");
        let id = file.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        let options = ParseOptions::default().with_format(Format::Auto).with_id(id);
        analyzer.analyze(&Document::parse(&bytes, &options).expect("a seed parses")).expect("and is analyzed")
    };
    Some(files.iter().map(one).collect())
}

/// The story, or a note that the seeds are not here.
fn story() -> Option<&'static Story> {
    if STORY.is_none() {
        println!("skipped: ../shared/seeds is not beside the repository");
    }
    STORY.as_ref()
}

/// The family that has these words in some member.
fn family<'a>(story: &'a Story, words: &str) -> &'a Family {
    story
        .families()
        .iter()
        .find(|f| !f.central && f.members.iter().any(|m| m.text.contains(words)))
        .unwrap_or_else(|| panic!("no family has {words:?}"))
}

fn member(family: &Family, article: usize) -> &Member {
    family
        .members
        .iter()
        .find(|m| m.article == article)
        .unwrap_or_else(|| panic!("article {article} is not in the family of {:?}", family.fullest().text))
}

fn speaker(member: &Member) -> &str {
    member.speaker.as_ref().map_or("", |s| s.name.as_str())
}

#[test]
fn one_story_that_rests_on_one_report() {
    let Some(story) = story() else { return };
    let analyses = read().unwrap_or_default();
    assert_eq!(stories(&analyses, &StoryOptions::default()).unwrap().len(), 1);
    assert_eq!((story.articles().len(), story.apart().len()), (5, 0));
    let lineage = story.lineage();
    let reports: Vec<&str> = lineage.reports.iter().map(|r| r.outlet.as_str()).collect();
    assert_eq!(reports, ["Reuters"]);
    assert_eq!(lineage.reports[0].article, None, "its text is not in the set");
    assert!(lineage.articles.iter().all(|a| a.reports == [0] && !a.inferred));
}

#[test]
fn the_report_is_dated() {
    let Some(story) = story() else { return };
    let date = story.lineage().reports[0].date.as_ref().map(wirecopy::Date::as_str);
    assert_eq!(date, Some("2024-09-24"));
}

#[test]
fn the_older_report_is_no_second_origin() {
    let Some(story) = story() else { return };
    let older = &story.lineage().older;
    let journal = older.iter().find(|r| r.outlet.contains("Wall Street Journal")).expect("the older report");
    let mut articles: Vec<usize> = journal.places.iter().map(|p| p.article).collect();
    articles.dedup();
    assert_eq!(articles, [0, 1, 2]);
}

#[test]
fn outlets() {
    let Some(story) = story() else { return };
    let outlets: Vec<Option<&str>> = story.articles().iter().map(|a| a.outlet.as_deref()).collect();
    assert_eq!(
        outlets,
        [Some("MailOnline"), Some("UNN"), Some("The Moscow Times"), Some("Kyiv Independent"), None]
    );
    let from_body: Vec<usize> = (0..5).filter(|&k| story.articles()[k].outlet_from_body).collect();
    assert_eq!(from_body, [0, 3]);
}

#[test]
fn own_reporting() {
    let Some(story) = story() else { return };
    let own: Vec<Vec<(OwnKind, &str)>> = story
        .lineage()
        .articles
        .iter()
        .map(|a| a.own.iter().map(|o| (o.kind, o.who.as_deref().unwrap_or(""))).collect())
        .collect();
    let of = |article: usize, kind: OwnKind| own[article].iter().filter(|o| o.0 == kind).collect::<Vec<_>>();
    assert_eq!(of(0, OwnKind::Comment).len(), 1, "{own:?}");
    assert!(of(0, OwnKind::Comment)[0].1.contains("Fitton"), "{own:?}");
    assert_eq!(of(0, OwnKind::Request).len(), 1, "{own:?}");
    assert!(of(0, OwnKind::Request)[0].1.contains("Ministry of Defence"), "{own:?}");
    assert_eq!(of(0, OwnKind::Background).len(), 0, "{own:?}");
    assert_eq!(own[3].len(), of(3, OwnKind::Background).len(), "background only: {own:?}");
    assert_eq!(own[3].len(), 1, "{own:?}");
    for none in [1, 2, 4] {
        assert!(own[none].is_empty(), "{none}: {own:?}");
    }
}

#[test]
fn russia_is_negotiating() {
    let Some(story) = story() else { return };
    let f = family(story, "Russia is negotiating with the Houthis for");
    assert_eq!(f.articles(), [0, 1, 2, 4]);
    assert!(speaker(member(f, 0)).contains("Western intelligence source"));
    assert_eq!((member(f, 0).quoted, member(f, 0).relation), (true, Relation::Fullest));
    assert_eq!((member(f, 1).quoted, member(f, 1).relation), (true, Relation::Reworded));
    assert_eq!((member(f, 2).quoted, member(f, 2).relation), (true, Relation::Edited));
    let added: Vec<&str> =
        member(f, 2).diff.iter().filter(|d| d.step == Step::Added).map(|d| d.to.as_str()).collect();
    assert_eq!(added, ["[P-800]"]);
    assert_eq!((member(f, 4).quoted, member(f, 4).relation), (false, Relation::Indirect));
    assert!(speaker(member(f, 4)).contains("involved in the"), "{:?}", member(f, 4));
    assert!(member(f, 4).drift.contains(&Drift::SourceChanged), "{:?}", member(f, 4));
}

#[test]
fn the_iranians_are_brokering() {
    let Some(story) = story() else { return };
    let f = family(story, "have their signature");
    assert_eq!(f.articles()[..4], [0, 1, 2, 3]);
    assert!([0, 3].iter().all(|&k| member(f, k).quoted));
    assert!([0, 3].iter().all(|&k| matches!(member(f, k).relation, Relation::Fullest | Relation::Verbatim)));
    let second = member(f, 1);
    assert_eq!((second.quoted, second.relation, second.unclosed), (true, Relation::Reworded, true));
    assert_eq!((member(f, 2).relation, member(f, 2).speaker.as_ref()), (Relation::Indirect, None));
    assert_eq!(member(f, 2).drift, [Drift::SourceDropped]);
}

#[test]
fn the_saudis_are_alarmed() {
    let Some(story) = story() else { return };
    let f = family(story, "The Saudis are alarmed");
    assert_eq!(f.articles(), [0, 2, 4]);
    assert_eq!(member(f, 0).relation, Relation::Fullest);
    assert_eq!(member(f, 2).relation, Relation::Punctuation);
    assert_eq!(member(f, 4).relation, Relation::Reworded);
    assert!(speaker(member(f, 0)).contains("senior"), "{}", speaker(member(f, 0)));
    for article in [2, 4] {
        assert!(!speaker(member(f, article)).contains("senior"));
        assert_eq!(member(f, article).drift, [Drift::DetailLost], "{article}");
    }
}

#[test]
fn the_denial() {
    let Some(story) = story() else { return };
    let f = family(story, "We have no knowledge");
    assert_eq!(f.articles(), [0, 1, 2]);
    assert!(f.members.iter().all(|m| speaker(m).contains("Abdel-Salam") && m.stance == Stance::Denies));
    assert_eq!(member(f, 1).relation, Relation::Reworded);
    assert_eq!(member(f, 2).relation, Relation::Indirect);
}

#[test]
fn two_words_for_one_judgement() {
    let Some(story) = story() else { return };
    let f = family(story, "very worrisome");
    assert_eq!(f.articles(), [0, 1]);
    assert!(member(f, 1).text.contains("extremely troubling") && member(f, 1).quoted);
    let concerning = |f: &Family| f.members.iter().any(|m| m.text.contains("very concerning"));
    assert!(!story.families().iter().any(concerning), "another speaker's words");
}

#[test]
fn posture_and_position() {
    let Some(story) = story() else { return };
    let f = family(story, "our posture");
    assert_eq!(f.articles(), [0, 1, 2]);
    assert!(member(f, 1).text.contains("our position") && member(f, 1).quoted);
    assert_eq!((member(f, 2).quoted, member(f, 2).relation), (false, Relation::Indirect));
}

#[test]
fn an_official_becomes_a_spokesman() {
    let Some(story) = story() else { return };
    let f = family(story, "global freedom of navigation");
    assert_eq!(f.articles(), [0, 1]);
    assert!(speaker(member(f, 0)).contains("official") && speaker(member(f, 1)).contains("spokesman"));
    assert!(member(f, 1).drift.contains(&Drift::RoleChanged), "{:?}", member(f, 1).drift);
}

#[test]
fn the_motive() {
    let Some(story) = story() else { return };
    let f = family(story, "One motivation for");
    assert_eq!(f.articles(), [0, 1, 2]);
    assert!(!member(f, 0).quoted && member(f, 1).quoted && !member(f, 2).quoted);
    let count = |k: usize| member(f, k).speaker.as_ref().and_then(|s| s.count);
    assert_eq!((count(0), count(1)), (Some(Count::exact(3)), Some(Count::exact(3))));
    assert!(
        speaker(member(f, 2)).to_lowercase().contains("senior u.s. official"),
        "{}",
        speaker(member(f, 2))
    );
    assert!(member(f, 2).drift.contains(&Drift::SourceChanged));
}

#[test]
fn only_in_the_fifth() {
    let Some(story) = story() else { return };
    let only: Vec<&str> =
        story.only().iter().filter(|o| o.member.article == 4).map(|o| o.member.text.as_str()).collect();
    assert_eq!(only.len(), 2, "{only:?}");
    assert!(only.iter().any(|t| t.starts_with("These negotiations demonstrate")), "{only:?}");
    assert!(only.iter().any(|t| t.starts_with("advanced stage")), "{only:?}");
}

#[test]
fn the_counts_of_sources() {
    let Some(story) = story() else { return };
    let conflicts = story.conflicts();
    assert_eq!(conflicts.len(), 1, "{conflicts:#?}");
    assert_eq!(conflicts[0].kind, FigureKind::Sources);
    let sides: Vec<(usize, String)> =
        conflicts[0].sides.iter().map(|s| (s.place.article, s.min.to_string())).collect();
    assert_eq!(sides, [(1, "3".to_owned()), (3, "7".to_owned())]);
    let family = conflicts[0].family.and_then(|f| story.families().get(f)).expect("a family");
    assert!(family.central);
}

#[test]
fn the_range_is_no_conflict() {
    let Some(story) = story() else { return };
    let range = story
        .figures()
        .iter()
        .find(|f| f.kind == FigureKind::Measure && f.sides.iter().any(|s| s.words.contains("186 miles")))
        .expect("the range");
    assert!(!range.conflict);
    let mut articles: Vec<usize> = range.sides.iter().map(|s| s.place.article).collect();
    articles.dedup();
    assert_eq!(articles, [0, 1, 2, 3, 4]);
}

#[test]
fn speakers_in_the_first() {
    let Some(story) = story() else { return };
    let analysis = story.analysis(0).expect("the first article");
    let document = analysis.document();
    let said = |words: &str| {
        analysis
            .quotes()
            .find(|a| a.zone().is_body() && a.content().iter().any(|&s| document.slice(s).contains(words)))
            .unwrap_or_else(|| panic!("no quote has {words:?}"))
    };
    let who = |words: &str| analysis.speaker(said(words)).map_or("", wirecopy::Entity::name).to_owned();
    for words in ["see Trump back in office", "suffer losses from indiscriminate"] {
        assert!(who(words).contains("Fitton-Brown"), "{words}: {}", who(words));
    }
    assert!(who("far more capable system").contains("Fabian Hinz"), "{}", who("far more capable system"));
    let hinz = analysis.speaker(said("far more capable system")).expect("Hinz");
    let about = [hinz.role(), hinz.affiliation(), hinz.speaks_for()];
    assert!(
        about.iter().flatten().any(|s| document.slice(*s).contains("Institute for Strategic Studies")),
        "{about:?}"
    );
    let senior = said("The Saudis are alarmed").speaker();
    let pentagon = said("shared international interest").speaker();
    assert!(who("The Saudis are alarmed").to_lowercase().contains("senior u.s. official"));
    assert!(senior.is_some() && pentagon.is_some() && senior != pentagon);
    let repeats: Vec<_> = analysis
        .quotes()
        .filter(|a| a.content().iter().any(|&s| document.slice(s).contains("One key Russian objective")))
        .filter(|a| !a.flags().has(wirecopy::attribution::Flag::Display))
        .collect();
    assert_eq!(repeats.len(), 1, "the caption repeats the quote of the body");
}

#[test]
fn no_reply() {
    let Some(story) = story() else { return };
    let silent: Vec<(&str, Vec<usize>)> = story
        .silences()
        .iter()
        .filter(|s| s.act == Act::NoResponse)
        .map(|s| (s.who.as_str(), s.places.iter().map(|p| p.article).collect()))
        .collect();
    assert_eq!(silent.len(), 2, "{silent:?}");
    assert!(silent[0].0.contains("mission") && silent[0].1 == [0, 1], "{silent:?}");
    assert!(silent[1].0.contains("Defense Ministry") && silent[1].1 == [0, 1], "{silent:?}");
}

#[test]
fn independence_of_the_brokered_talks() {
    let Some(story) = story() else { return };
    let i = story.independence();
    assert_eq!(i.reports, Count::exact(1));
    assert_eq!(i.people, Count { min: 3, max: Some(7) });
    let denials: Vec<&str> = i
        .witnesses
        .iter()
        .filter(|w| w.named && w.stance == Stance::Denies)
        .map(|w| w.name.as_str())
        .collect();
    assert_eq!(denials.len(), 1, "{denials:?}");
    assert!(denials[0].contains("Abdel-Salam"));
    assert!(!i.witnesses.iter().any(|w| w.named && w.stance == Stance::Asserts));
}
