//! Tests of the whole layer: short texts on invented events, and hostile ones.

use super::Entity;
use crate::attribution::{Act, Anonymity, Kind, SourceType};
use crate::{Analysis, Analyzer, Document, ParseOptions};

fn read(text: &str) -> Analysis {
    Analyzer::english().analyze_text(text).unwrap()
}

fn from(outlet: &str, text: &str) -> Analysis {
    let document = Document::parse(text.as_bytes(), &ParseOptions::plain().with_outlet(outlet)).unwrap();
    Analyzer::english().analyze(&document).unwrap()
}

fn entity<'a>(found: &'a Analysis, name: &str) -> &'a Entity {
    found.entities().iter().find(|e| e.name() == name).unwrap_or_else(|| {
        panic!("no {name:?} among {:?}", found.entities().iter().map(Entity::name).collect::<Vec<_>>())
    })
}

/// Act, source and matter of the gestures.
fn gestures(found: &Analysis) -> Vec<(Act, String, String)> {
    let words = |s| found.document().slice(s).to_owned();
    found
        .attributions()
        .iter()
        .filter(|a| a.kind() == Kind::Gesture)
        .map(|a| {
            let source = a.source().map_or_else(String::new, |s| words(s.extent()));
            (a.act().unwrap(), source, a.about().map_or_else(String::new, words))
        })
        .collect()
}

fn chain(found: &Analysis, cue: &str) -> Vec<String> {
    let a = found
        .attributions()
        .iter()
        .find(|a| a.cue().is_some_and(|c| found.document().slice(c.head) == cue))
        .unwrap_or_else(|| panic!("no cue {cue:?}"));
    a.chain().iter().map(|n| n.name.clone()).collect()
}

#[test]
fn gestures_have_an_act_a_source_and_a_matter() {
    let one = |text: &str, act: Act, source: &str, about: &str| {
        assert_eq!(gestures(&read(text)), [(act, source.into(), about.into())], "{text}");
    };
    one(
        "Brantholm Energy declined to comment, citing the ongoing inquiry.",
        Act::RefusalToComment,
        "Brantholm Energy",
        "",
    );
    one(
        "Vasko did not immediately respond to requests for comment sent on Thursday.",
        Act::NoResponse,
        "Vasko",
        "",
    );
    one(
        "Tarrant could not be reached; messages left at her office were not returned.",
        Act::NotReached,
        "Tarrant",
        "",
    );
    one("Vasko denied the accusation.", Act::Denial, "Vasko", "the accusation");
    one(
        "The army would neither confirm nor deny the strike.",
        Act::NonConfirmation,
        "The army",
        "the strike",
    );
    one("A spokeswoman confirmed the arrest.", Act::Confirmation, "A spokeswoman", "the arrest");
    one(
        "The ministry had not answered a list of eleven questions by press time.",
        Act::NoResponse,
        "The ministry",
        "a list of eleven questions",
    );
    one(
        "The Harbour Courier contacted the finance ministry for comment.",
        Act::Request,
        "the finance ministry",
        "",
    );
}

#[test]
fn neither_nor_makes_two_gestures() {
    let found = read("Neither the palace nor Brantholm Energy responded to requests for comment.");
    let sources: Vec<String> = gestures(&found).into_iter().map(|g| g.1).collect();
    assert_eq!(sources, ["the palace", "Brantholm Energy"]);
}

#[test]
fn what_only_looks_like_a_gesture_is_none() {
    for text in [
        "Vasko denied that he had met the buyers.",
        "The request was denied.",
        "Marsh was denied entry to the port.",
        "There were eleven confirmed cases.",
        "The river responded to the rain.",
        "He reached the bridge at noon.",
    ] {
        assert_eq!(gestures(&read(text)), [], "{text}");
    }
}

#[test]
fn chains_run_from_the_outermost_conduit_to_the_utterer() {
    let found = read(
        "Nordwire reported on Sunday that the pumps had been sold, citing three people with knowledge of the deal.",
    );
    assert_eq!(chain(&found, "reported"), ["Nordwire", "three people with knowledge of the deal"]);
    let found = read(
        "The pumps were sold in August, Radio Estmark said, citing a Nordwire report that quoted two ministry officials.",
    );
    assert_eq!(chain(&found, "said"), ["Radio Estmark", "Nordwire", "two ministry officials"]);
    let found = read("Nordwire reported on Sunday that the pumps had been sold.");
    assert_eq!(chain(&found, "reported"), ["Nordwire"]);
}

#[test]
fn the_publisher_is_left_out_of_the_chain() {
    let text = "Owen Marsh told The Harbour Courier that the figures were changed.";
    let own = from("The Harbour Courier", text);
    assert_eq!(chain(&own, "told"), ["Owen Marsh"]);
    assert!(own.attributions()[0].first_party());
    let other = from("Capital Ledger", text);
    assert_eq!(chain(&other, "told"), ["Harbour Courier", "Owen Marsh"]);
    assert!(!other.attributions()[0].first_party());
    assert_eq!(other.attributions()[0].depth(), Some(2));
}

#[test]
fn names_roles_and_descriptions_lead_to_one_entity() {
    let found = read(
        "Jan Moor, a hydrologist at Estmark University, visited the dam on Monday.\n\n\
         Moor said it was silt. He said the gate was safe.",
    );
    let moor = entity(&found, "Jan Moor");
    let words = |s| found.document().slice(s);
    assert_eq!(moor.role().map(words), Some("hydrologist"));
    assert_eq!(moor.affiliation().map(words), Some("Estmark University"));
    assert!(found.attributions().iter().all(|a| a.speaker() == Some(moor.id())));

    let found =
        read("Dorin Vasko, the finance minister, opened the dam. The minister said the reserve was full.");
    assert_eq!(found.speaker(&found.attributions()[0]).map(Entity::name), Some("Dorin Vasko"));

    let found = read("Ada Lund, a spokeswoman for Brantholm Energy, said the valve was new.");
    assert_eq!(
        entity(&found, "Ada Lund").speaks_for().map(|s| found.document().slice(s)),
        Some("Brantholm Energy")
    );
}

#[test]
fn two_bearers_of_a_surname_stay_undecided() {
    let found = read("Petra Quill and her brother Janek Quill met. Quill said they disagreed.");
    assert!(found.attributions().iter().all(|a| a.speaker().is_none()));
}

#[test]
fn unnamed_sources_are_typed_and_counted() {
    let one = |text: &str, kind: SourceType, anonymity: Anonymity, count: Option<(u32, Option<u32>)>| {
        let found = read(text);
        let source = found.attributions()[0].source().unwrap();
        assert_eq!((source.kind, source.anonymity), (kind, anonymity), "{text}");
        assert_eq!(source.count.map(|c| (c.min, c.max)), count, "{text}");
    };
    one(
        "A senior Kaldovan official said the order came late.",
        SourceType::AnonymousPerson,
        Anonymity::Described,
        Some((1, Some(1))),
    );
    one(
        "Three officials said the dam was safe.",
        SourceType::AnonymousGroup,
        Anonymity::Described,
        Some((3, Some(3))),
    );
    one("Several aides said they slept.", SourceType::AnonymousGroup, Anonymity::Described, Some((3, None)));
    one(
        "More than a dozen staff said they were paid.",
        SourceType::AnonymousGroup,
        Anonymity::Described,
        Some((13, None)),
    );
    one("Sources said the bid would fail.", SourceType::AnonymousGroup, Anonymity::Bare, Some((2, None)));
    one(
        "A source said the bid would fail.",
        SourceType::AnonymousPerson,
        Anonymity::Bare,
        Some((1, Some(1))),
    );
    one(
        "A neighbour said the smell began in May.",
        SourceType::Person,
        Anonymity::UnnamedRole,
        Some((1, Some(1))),
    );
    one("Experts say the wall is weak.", SourceType::Generic, Anonymity::Generic, None);
    one(
        "One aide, who spoke on condition of anonymity because she was not authorised to discuss the talks, said the bid would fail.",
        SourceType::AnonymousPerson,
        Anonymity::Condition,
        Some((1, Some(1))),
    );
}

#[test]
fn the_official_is_the_nearest_one_and_descriptions_keep_people_apart() {
    let found = read(
        "A senior Kaldovan official said the talks had begun. A harbour official said they had not.\n\n\
         The senior Kaldovan official said the dam would hold.",
    );
    let names: Vec<_> =
        found.attributions().iter().filter_map(|a| found.speaker(a)).map(Entity::name).collect();
    assert_eq!(names, ["a senior Kaldovan official", "a harbour official", "a senior Kaldovan official"]);
}

/// A small generator of its own: equal texts in every run.
fn random(seed: &mut u64) -> usize {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    (*seed >> 33) as usize
}

#[test]
fn every_span_slices_and_nothing_panics_on_hostile_text() {
    const PIECES: [&str; 64] = [
        "Quill",
        "Petra Quill",
        "Mr",
        "Mr.",
        "said",
        "told",
        "Reuters",
        "Nordwire",
        "citing",
        "neither",
        "nor",
        "declined to comment",
        "did not respond to",
        "requests for comment",
        "denied",
        "confirmed",
        "the",
        "a",
        "official",
        "officials",
        "who",
        "which",
        "by",
        "quoted",
        "according to",
        "“",
        "”",
        "‘",
        "’",
        "\"",
        "'",
        ",",
        ".",
        ";",
        ":",
        "—",
        "\n\n",
        "\n",
        "¶",
        "é\u{301}",
        "\u{200b}",
        "١٢",
        "国",
        "🙂",
        "U.S.",
        "’s",
        "'s",
        "one of the",
        "at least",
        "more than",
        "a dozen",
        "of",
        "for",
        "with",
        "in an interview with",
        "he",
        "she",
        "they",
        "it",
        "we",
        "contacted",
        "for comment",
        "Reutersciting",
        "\u{feff}",
    ];
    let mut seed = 0x9e37_79b9_7f4a_7c15;
    for _ in 0..10_000 {
        let length = random(&mut seed) % 24;
        let mut text = String::new();
        for _ in 0..length {
            text.push_str(PIECES[random(&mut seed) % PIECES.len()]);
            if !random(&mut seed).is_multiple_of(5) {
                text.push(' ');
            }
        }
        let found = read(&text);
        let check = |s: crate::Span| assert!(found.document().get(s).is_some(), "{s:?} in {text:?}");
        for (k, a) in found.attributions().iter().enumerate() {
            a.content().iter().chain(a.quoted()).copied().for_each(check);
            a.cue().into_iter().flat_map(|c| c.spans.iter().copied().chain([c.head])).for_each(check);
            a.source().into_iter().flat_map(|s| s.spans.iter().copied().chain([s.head])).for_each(check);
            [a.about(), a.addressee(), a.when(), a.occasion()].into_iter().flatten().for_each(check);
            a.chain().iter().flat_map(|n| [n.span, n.cue]).flatten().for_each(check);
            assert!(a.follows().is_none_or(|n| (n as usize) < found.attributions().len() && n as usize != k));
            assert!(
                a.nested_in().is_none_or(|n| (n as usize) < found.attributions().len() && n as usize != k)
            );
            assert!(a.speaker().is_none_or(|e| found.entity(e).is_some()));
        }
        for e in found.entities() {
            e.mentions().iter().copied().for_each(check);
            [e.role(), e.affiliation(), e.speaks_for(), e.basis(), e.reason()]
                .into_iter()
                .flatten()
                .for_each(check);
        }
        assert!(
            found.attributions().windows(2).all(|w| w[0].extent().start() <= w[1].extent().start()),
            "{text:?}"
        );
    }
}

#[test]
fn time_grows_with_length_alone() {
    let unit = "Quill said Marsh told Nordwire, citing one of the officials, that he denied it. ";
    let time = |n: usize| {
        let text = unit.repeat(n);
        let start = std::time::Instant::now();
        assert!(!read(&text).attributions().is_empty());
        start.elapsed().as_secs_f64()
    };
    time(20);
    let (short, long) = (time(100), time(1600));
    assert!(long < short * 16.0 * 6.0 + 0.5, "{short} s, then {long} s for 16 times the text");
}

/// What entities, chains and gestures add to the time of finding attributions; `scripts/speakers.sh` prints it.
#[test]
#[ignore = "a measurement"]
#[allow(clippy::print_stdout, reason = "prints the figure")]
fn time_added() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/speakers/polnear.jsonl");
    let Ok(rows) = std::fs::read_to_string(path) else { return };
    let documents: Vec<Document> = rows
        .lines()
        .map(|line| {
            let row: serde_json::Value = serde_json::from_str(line).unwrap();
            Document::from_text(row["text"].as_str().unwrap()).unwrap()
        })
        .collect();
    let analyzer = Analyzer::english();
    let pack = analyzer.pack();
    let (engine, dial) = (crate::Engine::default(), crate::Dial::default());
    let mut best = (f64::MAX, f64::MAX);
    for _ in 0..3 {
        let (mut found, mut added) = (0.0, 0.0);
        for document in &documents {
            let start = std::time::Instant::now();
            let (merged, _) = crate::language::segment(document, pack, engine);
            let mut attributions = crate::attribution::extract(document, &merged, pack, engine, dial);
            found += start.elapsed().as_secs_f64();
            let start = std::time::Instant::now();
            super::resolve(document, &merged, pack, &mut attributions);
            added += start.elapsed().as_secs_f64();
        }
        best = (best.0.min(found), best.1.min(added));
    }
    println!(
        "accuracy: time added by speakers: {:.1} % ({:.0} ms to {:.0} ms of {} articles)",
        100.0 * best.1 / best.0,
        1000.0 * best.1,
        1000.0 * best.0,
        documents.len()
    );
}
