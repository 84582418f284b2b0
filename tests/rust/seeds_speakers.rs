//! Who speaks in the seeds: five outlets' versions of one agency report, read from `../shared/seeds`.
#![allow(clippy::print_stdout, reason = "says when the seeds are absent")]

use std::path::Path;

use wirecopy::attribution::{Act, Flag, Kind};
use wirecopy::{Analysis, Analyzer, Attribution, Document, Entity, ParseOptions};

/// The analysis of a seed, or `None` with a word when the folder is absent.
fn seed(prefix: &str, outlet: Option<&str>) -> Option<Analysis> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/seeds");
    let Ok(files) = std::fs::read_dir(&folder) else {
        println!("skipped: no {}", folder.display());
        return None;
    };
    let path = files
        .filter_map(|f| f.ok().map(|f| f.path()))
        .find(|p| p.file_name().is_some_and(|n| n.to_string_lossy().starts_with(prefix)))?;
    let mut options = ParseOptions::plain();
    if let Some(outlet) = outlet {
        options = options.with_outlet(outlet);
    }
    let document = Document::parse(&std::fs::read(path).expect("a seed"), &options).expect("a seed");
    Some(Analyzer::english().analyze(&document).expect("a seed"))
}

/// The quote with these words, captions left out.
fn quote<'a>(found: &'a Analysis, words: &str) -> &'a Attribution {
    found
        .quotes()
        .find(|a| {
            !a.flags().has(Flag::Display)
                && a.quoted().iter().any(|&s| found.document().slice(s).contains(words))
        })
        .unwrap_or_else(|| panic!("no quote with {words:?}"))
}

fn speaker<'a>(found: &'a Analysis, words: &str) -> &'a str {
    found.speaker(quote(found, words)).map_or("-", Entity::name)
}

fn way(found: &Analysis, words: &str) -> Vec<(String, bool)> {
    let a = quote(found, words);
    let conduits = a.chain().len().saturating_sub(1);
    a.chain()[..conduits].iter().map(|n| (n.name.clone(), n.inferred)).collect()
}

fn entity<'a>(found: &'a Analysis, name: &str) -> &'a Entity {
    found.entities().iter().find(|e| e.name() == name).unwrap_or_else(|| panic!("no {name:?}"))
}

#[test]
fn speakers_of_the_first_seed() {
    let Some(found) = seed("000", Some("MailOnline")) else { return };
    for (words, name) in [
        ("very concerning", "Edmund Fitton-Brown"),
        ("One key Russian", "Edmund Fitton-Brown"),
        ("Any successful upgrade", "Edmund Fitton-Brown"),
        ("draw clearer lines", "Edmund Fitton-Brown"),
        ("Iran is often thought", "Edmund Fitton-Brown"),
        ("Russia could easily", "Edmund Fitton-Brown"),
        ("under the eyes", "Edmund Fitton-Brown"),
        ("What this might do", "Edmund Fitton-Brown"),
        ("cautious actors", "Edmund Fitton-Brown"),
        ("very smart", "Trump"),
        ("The P-800 is", "Fabian Hinz"),
        ("The Saudis are alarmed", "a senior U.S. official"),
        ("The Houthis are already", "a senior U.S. official"),
        ("Russia is negotiating", "a Western intelligence source"),
        ("We have no knowledge", "Mohamed Abdel-Salam"),
        ("undermine the shared", "a U.S. Defense Department official"),
        ("posture in Ukraine", "a senior U.S. official"),
    ] {
        assert_eq!(speaker(&found, words), name, "{words}");
    }
}

#[test]
fn roles_of_the_first_seed() {
    let Some(found) = seed("000", Some("MailOnline")) else { return };
    let words = |s| found.document().slice(s);
    let brown = entity(&found, "Edmund Fitton-Brown");
    assert_eq!(brown.role().map(words), Some("Senior Advisor"));
    assert_eq!(brown.affiliation().map(words), Some("Counter Extremism Project"));
    let hinz = entity(&found, "Fabian Hinz");
    assert!(hinz.role().map(words).is_some_and(|r| r.starts_with("expert")));
    assert_eq!(hinz.affiliation().map(words), Some("International Institute for Strategic Studies"));
    let salam = entity(&found, "Mohamed Abdel-Salam");
    assert!(salam.speaks_for().map(words).is_some_and(|s| s.ends_with("Houthis")));
    assert_eq!(
        entity(&found, "two regional officials aware of the talks").count().map(|c| (c.min, c.max)),
        Some((2, Some(2)))
    );
}

#[test]
fn ways_of_the_first_seed() {
    let Some(found) = seed("000", Some("MailOnline")) else { return };
    assert!(quote(&found, "very concerning").first_party());
    assert!(quote(&found, "Any successful upgrade").first_party());
    assert_eq!(way(&found, "The P-800 is"), [("Reuters".into(), true)]);
    assert_eq!(way(&found, "The Saudis are alarmed"), [("Reuters".into(), true)]);
    for words in ["Russia is negotiating", "We have no knowledge", "undermine the shared"] {
        assert_eq!(way(&found, words), [], "{words}");
        assert!(!quote(&found, words).first_party(), "{words}");
    }
}

#[test]
fn a_caption_is_no_second_quote() {
    let Some(found) = seed("000", Some("MailOnline")) else { return };
    let with =
        |a: &&Attribution| a.quoted().iter().any(|&s| found.document().slice(s).contains("One key Russian"));
    let all: Vec<&Attribution> = found.quotes().filter(with).collect();
    assert_eq!(all.len(), 2);
    assert_eq!(all.iter().filter(|a| a.flags().has(Flag::Display)).count(), 1);
}

#[test]
fn no_reply_in_the_seeds() {
    for (prefix, names) in
        [("000", ["U.N. mission", "Russian Defense Ministry"]), ("001", ["UN mission", "Defense Ministry"])]
    {
        let Some(found) = seed(prefix, None) else { return };
        let silent: Vec<&str> = found
            .attributions()
            .iter()
            .filter(|a| a.kind() == Kind::Gesture && a.act() == Some(Act::NoResponse))
            .filter_map(|a| a.source().map(|s| found.document().slice(s.extent())))
            .collect();
        assert_eq!(silent.len(), 2, "{silent:?}");
        assert!(silent[0].ends_with(names[0]) && silent[1].ends_with(names[1]), "{silent:?}");
    }
    let Some(found) = seed("000", Some("MailOnline")) else { return };
    let asked = found.attributions().iter().find(|a| a.act() == Some(Act::Request)).unwrap();
    assert_eq!(found.speaker(asked).map(Entity::name), Some("Ministry of Defence"));
}

#[test]
fn who_relays_whom_in_the_other_seeds() {
    let Some(found) = seed("001", Some("UNN")) else { return };
    let relayed = found.attributions().iter().any(|a| {
        a.chain().iter().map(|n| n.name.as_str()).eq(["Reuters", "three Western and regional sources"])
    });
    assert!(relayed, "Reuters citing three sources");
    let Some(found) = seed("003", Some("Kyiv Independent")) else { return };
    let relayed = found
        .attributions()
        .iter()
        .any(|a| a.chain().first().is_some_and(|n| n.name == "Reuters") && a.chain().len() == 2);
    assert!(relayed, "Reuters and its sources");
}
