//! Copies: signatures that stay the same, pairs that do not hang on the order of insertion, passages that
//! slice the originals, hostile text.

use std::fmt::Write as _;

use wirecopy::dedup::{DedupOptions, Index, Normalize, PairKind, Signature};
use wirecopy::schema::{cluster_lines, clusters_json, pair_lines, pairs_json};
use wirecopy::{Document, ErrorKind, JsonOptions, ParseOptions, Unit};

/// Invented sentences, enough of them to make articles that share what a test wants shared.
const SENTENCES: [&str; 16] = [
    "The harbour wall at Port Vellin held through the night, although waves reached the height of the lamps.",
    "Engineers had warned in spring that the oldest stretch, built by hand, would not stand another winter.",
    "“We slept in our boots,” said Ana Torvik, who keeps a bakery two streets from the quay.",
    "By morning the fish market was under a foot of brown water and nobody had counted the crates that floated off.",
    "The Republic of Kaldova set aside 12 million crowns for repairs, of which less than half has been spent.",
    "A spokesman for the ministry of works said the rest was held back by a dispute over who owns the stone.",
    "Ferries to the islands were stopped before dark and passengers spent the night on benches in the terminal.",
    "Schools on the low side of town stayed shut while the power company looked for a broken cable.",
    "The mayor walked the promenade with a lantern and told anyone who asked that the pumps were working.",
    "An insurance office opened its doors at six and had a queue around the corner within the hour.",
    "Old men who remember the flood of their childhood said this one came faster but left sooner.",
    "The weather service expects another low to cross the strait before the end of the week.",
    "Parliament meets on Thursday to vote on a loan that the opposition calls a gift to contractors.",
    "Nordwire reported that two captains had refused orders to leave their moorings at the height of the storm.",
    "A lifeboat crew brought in nine people from a trawler that had lost its engine off the northern cape.",
    "Nobody was killed, which the chief of the fire brigade put down to luck and to a siren that still works.",
];

fn article(which: &[usize]) -> String {
    let paragraphs: Vec<&str> = which.iter().map(|k| SENTENCES[*k]).collect();
    paragraphs.join("\n\n")
}

fn index_of(options: &DedupOptions, texts: &[(&str, String)]) -> Index {
    let mut index = Index::new(options).expect("good options");
    for (key, text) in texts {
        index.insert_text(key, text).expect("a new key");
    }
    index
}

fn copies() -> Vec<(&'static str, String)> {
    vec![
        ("whole", article(&[0, 1, 2, 3, 4, 5, 6, 7])),
        (
            "typeset",
            article(&[0, 1, 2, 3, 4, 5, 6, 7]).replace(['“', '”'], "&quot;").replace("harbour", "harbor"),
        ),
        ("cut", article(&[0, 1, 2, 3])),
        ("longer", article(&[0, 1, 2, 3, 4, 5, 6, 7, 8])),
        ("moved", article(&[0, 4, 5, 6, 7, 1, 2, 3])),
        ("host", article(&[9, 10, 2, 3, 4, 11, 12, 13])),
        ("other", article(&[14, 15, 13, 12, 9])),
        ("empty", String::new()),
    ]
}

#[test]
fn kinds_scores_and_evidence() {
    let index = index_of(&DedupOptions::default(), &copies());
    let pairs = index.pairs();
    let find = |a: &str, b: &str| pairs.iter().find(|p| (p.a_key(), p.b_key()) == (a, b));
    assert_eq!(find("typeset", "whole").unwrap().kind(), PairKind::Exact);
    assert!((find("typeset", "whole").unwrap().score() - 1.0).abs() < 1e-12);
    let near = find("longer", "whole").unwrap();
    assert_eq!(near.kind(), PairKind::Near);
    assert!(near.jaccard() >= 0.8 && near.jaccard() < 1.0);
    let cut = find("cut", "whole").unwrap();
    assert_eq!(cut.kind(), PairKind::Partial);
    assert!((cut.containment_a() - 1.0).abs() < 1e-12 && cut.containment_b() < 0.6, "{cut:?}");
    let host = find("host", "whole").unwrap();
    assert_eq!(host.kind(), PairKind::Partial);
    assert!(host.jaccard() < 0.4);
    assert!(pairs.iter().all(|p| p.a_key() < p.b_key()));
    assert!(!pairs.iter().any(|p| p.a_key() == "other" || p.b_key() == "other" || p.a_key() == "empty"));
}

#[test]
fn passages_slice_both_originals() {
    let texts = copies();
    let index = index_of(&DedupOptions::default(), &texts);
    let text = |key: &str| &texts.iter().find(|t| t.0 == key).unwrap().1;
    let pairs = index.pairs();
    for pair in &pairs {
        assert!(!pair.passages().is_empty(), "{pair:?}");
        for p in pair.passages() {
            assert!(text(pair.a_key()).get(p.a().range()).is_some(), "{pair:?}");
            assert!(text(pair.b_key()).get(p.b().range()).is_some(), "{pair:?}");
        }
    }
    let host = pairs.iter().find(|p| (p.a_key(), p.b_key()) == ("host", "whole")).unwrap();
    let [passage] = host.passages() else { panic!("{host:?}") };
    assert_eq!(&text("host")[passage.a().range()], &text("whole")[passage.b().range()]);
    let copied = &text("host")[passage.a().range()];
    assert!(copied.starts_with("We slept") && copied.ends_with("has been spent"), "{copied}");
}

#[test]
fn small_edits_do_not_break_a_passage() {
    let host = article(&[9, 10, 2, 3, 4, 11, 12, 13])
        .replace("brown water", "muddy water")
        .replace("less than half", "under half");
    let texts = [("host", host), ("whole", article(&[0, 1, 2, 3, 4, 5, 6, 7]))];
    let index = index_of(&DedupOptions::default(), &texts);
    let pairs = index.pairs();
    let [pair] = pairs.as_slice() else { panic!("{pairs:?}") };
    let [passage] = pair.passages() else { panic!("{pair:?}") };
    let (a, b) = (&texts[0].1[passage.a().range()], &texts[1].1[passage.b().range()]);
    assert!(a.starts_with("We slept") && b.starts_with("We slept"));
    assert!(a.contains("muddy water") && b.contains("brown water"));
}

#[test]
fn a_form_filled_in_twice_is_no_copy() {
    let form = |town: &str, mayor: &str, n: u32, day: &str| {
        format!(
            "The council of {town} met on {day} and approved the accounts of the year. Mayor {mayor} thanked the \
             clerks for {n} hours of work and closed the session before dark. The next meeting in {town} is \
             planned for the end of the month, {mayor} said, and will deal with the {n} letters that residents \
             of {town} have sent since {day}. Anyone may speak for three minutes after the reading of the minutes. \
             The hall opens at noon on {day} and the doors of {town} hall stay open to all."
        )
    };
    let index = index_of(
        &DedupOptions::default(),
        &[
            ("a", form("Port Vellin", "Ana Torvik", 310, "Monday")),
            ("b", form("Lower Saltmere", "Josip Brandel", 45, "Friday")),
        ],
    );
    assert_eq!(index.pairs(), []);
}

#[test]
fn the_order_of_insertion_does_not_matter() {
    let mut texts = copies();
    texts.push(("whole-again", texts[0].1.to_uppercase()));
    let options = DedupOptions::default();
    let answer = |texts: &[(&str, String)]| {
        let index = index_of(&options, texts);
        let pairs = index.pairs();
        let clusters = index.clusters();
        (
            pairs_json(&index, &pairs, &JsonOptions::default()),
            clusters_json(&index, &clusters, &JsonOptions::default()),
        )
    };
    let first = answer(&texts);
    let mut state = 7u64;
    for _ in 0..20 {
        for k in (1..texts.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            texts.swap(k, (state >> 33) as usize % (k + 1));
        }
        assert_eq!(answer(&texts), first);
    }
}

#[test]
fn clusters_hold_whole_copies_only_and_do_not_chain() {
    let index = index_of(&DedupOptions::default(), &copies());
    let clusters = index.clusters();
    let names: Vec<Vec<&str>> = clusters.iter().map(|c| c.members().map(|m| m.1).collect()).collect();
    assert!(names.contains(&vec!["longer", "moved", "typeset", "whole"]), "{names:?}");
    assert!(
        names.contains(&vec!["other"]) && names.contains(&vec!["empty"]) && names.contains(&vec!["host"])
    );
    assert_eq!(clusters.iter().map(wirecopy::dedup::Cluster::len).sum::<usize>(), index.len());
    let group = clusters.of(index.id("whole").unwrap()).unwrap();
    assert_eq!((group.name(), group.representative().1), ("longer", "longer"));

    // A chain in which each is like the next, the ends strangers: it must not become one group.
    let chain: Vec<(String, String)> =
        (0..9).map(|k| (format!("c{k}"), article(&(k..k + 8).map(|s| s % 16).collect::<Vec<_>>()))).collect();
    let options = DedupOptions::default().with_threshold(0.7);
    let mut index = Index::new(&options).unwrap();
    for (key, text) in &chain {
        index.insert_text(key, text).expect("a new key");
    }
    assert!(index.pairs().iter().any(|p| (p.a_key(), p.b_key(), p.kind()) == ("c0", "c1", PairKind::Near)));
    let clusters = index.clusters();
    let of = |key: &str| clusters.of(index.id(key).unwrap()).unwrap().name();
    assert_ne!(of("c0"), of("c8"));
}

#[test]
fn many_copies_stay_one_group_without_all_pairs() {
    let options = DedupOptions::default().with_cap(16);
    let mut index = Index::new(&options).unwrap();
    for k in 0..400 {
        let text =
            format!("{}\n\nCopy number {k} of outlet {k} in town {k}.", article(&[0, 1, 2, 3, 4, 5, 6, 7]));
        index.insert_text(&format!("d{k}"), &text).unwrap();
    }
    assert!(index.capped() > 0);
    assert!(index.pairs().len() < 400 * 20);
    assert_eq!(index.clusters().len(), 1);
}

#[test]
fn a_query_finds_what_insertion_would_pair() {
    let texts = copies();
    let index = index_of(&DedupOptions::default(), &texts[1..]);
    let found = index.query_text(&texts[0].1);
    assert_eq!(found[0].key(), "typeset");
    assert_eq!(found[0].kind(), PairKind::Exact);
    let mut keys: Vec<&str> = found.iter().map(wirecopy::dedup::Match::key).collect();
    keys.sort_unstable();
    assert_eq!(keys, ["cut", "host", "longer", "moved", "typeset"]);
    for m in &found {
        let theirs = &texts.iter().find(|t| t.0 == m.key()).unwrap().1;
        for p in m.passages() {
            assert!(texts[0].1.get(p.a().range()).is_some() && theirs.get(p.b().range()).is_some());
        }
    }
    assert_eq!(index.query_text(""), []);
}

#[test]
fn the_body_of_a_page_is_compared_and_spans_lie_in_its_text() {
    let html = format!(
        "<html><body><article><h1>Wall</h1><p>{}</p></article></body></html>",
        article(&[0, 1, 2, 3]).replace("\n\n", "</p><p>")
    );
    let page = Document::parse(html.as_bytes(), &ParseOptions::default().with_id("page")).unwrap();
    let mut index = Index::new(&DedupOptions::default()).unwrap();
    index.insert("page", &page).unwrap();
    index.insert_text("text", &article(&[0, 1, 2, 3])).unwrap();
    for pair in index.pairs() {
        for p in pair.passages() {
            assert!(page.get(p.a()).is_some());
        }
    }
}

#[test]
fn signatures_keep_their_bytes() {
    // The bytes of scheme 1, which may never change: the same on every platform and in every release.
    let text =
        "Kaldova’s parliament votes on Thursday on a loan of $12.5 million, three per cent of the budget.";
    let hex = |s: &Signature| {
        s.to_bytes().iter().fold(String::new(), |mut out, b| {
            let _ = write!(out, "{b:02x}");
            out
        })
    };
    let options = DedupOptions::default().with_permutations(16);
    assert_eq!(hex(&Signature::of(text, &options).unwrap()), NEWS);
    let basic = options.clone().with_normalize(Normalize::Basic);
    assert_eq!(hex(&Signature::of(text, &basic).unwrap()), BASIC);
    assert_eq!(hex(&Signature::of("卡尔多瓦议会星期四表决一项贷款。", &basic).unwrap()), HAN);
    assert_eq!(hex(&Signature::of("", &basic).unwrap()), format!("{EMPTY}{}", "f".repeat(128)));
}

const NEWS: &str = "574353470100010510000000100000005b9f6f63c804ed4593dfff47087b7971\
    414b5b4ce4435649288a7d1f9f4ed65245794f1045794f10414b5b4ccf86ccd4\
    cf86ccd4e44356498656e8448656e844288a7d1f414b5b4c65945058288a7d1f";
const BASIC: &str = "5743534701000005100000001200000042651097fe9a6292f340cc2882c11fa7\
    20f39ec9e4435649288a7d1f9f4ed6529f4ed65220f39ec97b5ada0cb4e5b778\
    cb7f7f5ae44356497ca53417b4e5b778288a7d1f714a0890b4e5b778b4e5b778";
const HAN: &str = "5743534701000005100000000f00000010b10aa322049838e63b0b6d91cab575\
    9805656ce8790687245649686979c69214daad4e3986aa96e87906873986aa96\
    6ab79a253986aa966979c692aefde859e87906873986aa96e8790687aefde859";
const EMPTY: &str = "574353470100000510000000000000007f498d4624c30160d8984701d306aa99";

#[test]
fn signatures_estimate_what_the_index_counts() {
    let texts = copies();
    let options = DedupOptions::default().with_permutations(1024);
    let index = index_of(&options, &texts);
    let of = |key: &str| Signature::of(&texts.iter().find(|t| t.0 == key).unwrap().1, &options).unwrap();
    for pair in index.pairs() {
        let (a, b) = (of(pair.a_key()), of(pair.b_key()));
        let estimate = a.similarity(&b).unwrap();
        assert!((estimate - pair.jaccard()).abs() < 0.12, "{estimate} {pair:?}");
        assert_eq!(Signature::from_bytes(&a.to_bytes()).unwrap(), a);
    }
    let short = Signature::of("some words", &DedupOptions::default()).unwrap();
    assert_eq!(short.similarity(&of("whole")).unwrap_err().kind(), ErrorKind::InvalidOption);
}

#[test]
fn damaged_signatures_are_refused() {
    let bytes = Signature::of("The wall will hold.", &DedupOptions::default()).unwrap().to_bytes();
    for cut in [0, 3, 31, 32, bytes.len() - 1] {
        assert_eq!(Signature::from_bytes(&bytes[..cut]).unwrap_err().kind(), ErrorKind::CorruptIndex);
    }
    let mut other = bytes.clone();
    other[4] = 9;
    assert_eq!(Signature::from_bytes(&other).unwrap_err().kind(), ErrorKind::SchemaVersion);
}

#[test]
fn news_style_is_one_style() {
    let options = DedupOptions::default();
    let exact = |text: &str| Signature::of(text, &options).unwrap().exact();
    for (a, b) in [
        ("The U.S. pledged $3 million", "The US pledged $3m"),
        ("12 per cent", "twelve percent"),
        ("12%", "12 pct"),
        ("1,234,567 people", "1234567 people"),
        ("a loan of 2.5 billion euros", "a loan of €2.5bn"),
        ("twenty-one ships", "21 ships"),
        ("300 kilometres", "300 km"),
        ("300 km", "300km"),
        ("the organisation’s defence centre", "the organization's defense center"),
        ("neighbours travelled", "neighbors traveled"),
        ("on Jan. 5", "on January 5"),
        ("Sen. Brandel", "Senator Brandel"),
        ("caf\u{e9} &amp;quot;Sol&amp;quot;", "cafe\u{301} “Sol”"),
        ("so\u{ad}lid", "solid"),
    ] {
        assert_eq!(exact(a), exact(b), "{a} | {b}");
    }
    for (a, b) in
        [("3 million", "3 billion"), ("5 km", "5 miles"), ("four", "for"), ("1.5", "15"), ("A.B", "B.A")]
    {
        assert_ne!(exact(a), exact(b), "{a} | {b}");
    }
}

#[test]
fn hostile_text_neither_panics_nor_takes_for_ever() {
    let texts = [
        String::new(),
        "a".into(),
        "&".into(),
        "&amp".into(),
        "&#xFFFFFFFF;&#0;&#x110000;&amp;amp;amp;".into(),
        "a".repeat(1 << 20),
        "a ".repeat(1 << 16),
        "the same words again and ".repeat(4_000),
        "\u{301}".repeat(1 << 16),
        format!("e{}", "\u{301}".repeat(1 << 16)),
        "漢字かなカナ한국어ไทย".repeat(3_000),
        "1,".repeat(20_000),
        "9".repeat(20_000) + " trillion",
        "u.".repeat(20_000),
        "$".repeat(20_000),
        "twenty one ".repeat(5_000),
        "\u{0}\u{FEFF}\u{202E}\u{10FFFF}🇰🇻👩‍👩‍👧 ﬃ ½ Ⅷ ㎞ İ ẞ ς".repeat(1_000),
    ];
    for normalize in [Normalize::Basic, Normalize::News] {
        for passages in [true, false] {
            let options = DedupOptions::default().with_normalize(normalize).with_passages(passages);
            let mut index = Index::new(&options).unwrap();
            for (k, text) in texts.iter().enumerate() {
                index.insert_text(&format!("{k}"), text).unwrap();
                let half = text.floor_char_boundary(text.len() / 2 + text.len() / 4);
                index.insert_text(&format!("{k}h"), &text[..half]).unwrap();
                index.query_text(text);
            }
            let pairs = index.pairs();
            for pair in &pairs {
                let text = |key: &str| &texts[key.trim_end_matches('h').parse::<usize>().unwrap()];
                for p in pair.passages() {
                    assert!(text(pair.a_key()).get(p.a().range()).is_some(), "{pair:?}");
                    assert!(text(pair.b_key()).get(p.b().range()).is_some(), "{pair:?}");
                }
            }
            index.clusters();
        }
    }
}

#[test]
fn offsets_come_in_every_unit() {
    let copied = article(&[2, 3, 4, 5]);
    let texts = [("a", format!("🇰🇻 “Né à Port Vellin”, 漢字.\n\n{copied}")), ("b", copied)];
    let index = index_of(&DedupOptions::default(), &texts);
    let pairs = index.pairs();
    let p = pairs[0].passages()[0];
    for unit in [Unit::Bytes, Unit::Chars, Unit::Utf16] {
        let line = pair_lines(&index, &pairs, &JsonOptions::default().with_offsets(unit)).next().unwrap();
        let value: serde_json::Value = serde_json::from_str(&line).unwrap();
        let before = &texts[0].1[..p.a().start()];
        let expected = match unit {
            Unit::Bytes => before.len(),
            Unit::Chars => before.chars().count(),
            Unit::Utf16 => before.encode_utf16().count(),
        };
        assert_eq!(value["spans"][0][0], expected, "{line}");
    }
}

#[test]
fn answers_are_versioned_and_name_their_inputs() {
    let index = index_of(&DedupOptions::default(), &copies());
    let value: serde_json::Value =
        serde_json::from_str(&pairs_json(&index, &index.pairs(), &JsonOptions::default())).unwrap();
    assert_eq!(value["schema"], "wirecopy.pairs/1");
    assert_eq!(value["inputs"].as_array().unwrap().len(), 8);
    assert_eq!(value["inputs"][1]["id"], "empty");
    assert_eq!(
        value["inputs"][1]["sha256"],
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    );
    let clusters = index.clusters();
    let value: serde_json::Value =
        serde_json::from_str(&clusters_json(&index, &clusters, &JsonOptions::default())).unwrap();
    assert_eq!(value["schema"], "wirecopy.clusters/1");
    assert_eq!(cluster_lines(&clusters).count(), 8);
    assert!(cluster_lines(&clusters).any(|l| l == r#"{"id":"whole","cluster":"longer"}"#));
}

#[test]
fn wrong_options_and_keys_are_told() {
    let bad = [
        DedupOptions::default().with_threshold(0.0),
        DedupOptions::default().with_threshold(f64::NAN),
        DedupOptions::default().with_containment(1.5),
        DedupOptions::default().with_shingle(0),
        DedupOptions::default().with_permutations(1),
        DedupOptions::default().with_scheme(2),
    ];
    for options in bad {
        assert_eq!(Index::new(&options).unwrap_err().kind(), ErrorKind::InvalidOption);
    }
    let mut index = Index::new(&DedupOptions::default()).unwrap();
    assert_eq!(index.insert_text("a", "one").unwrap(), 0);
    assert_eq!(index.insert_text("a", "two").unwrap_err().kind(), ErrorKind::InvalidOption);
    assert_eq!((index.len(), index.key(0), index.key(1), index.id("a")), (1, Some("a"), None, Some(0)));
}

#[test]
fn any_number_of_threads_gives_the_same() {
    let answer = |threads: usize| {
        let mut index = Index::new(&DedupOptions::default().with_threads(threads)).unwrap();
        index.insert_texts(&copies()).unwrap();
        (pairs_json(&index, &index.pairs(), &JsonOptions::default()), format!("{:?}", index.clusters()))
    };
    let one = answer(1);
    assert!([2, 3, 8, 0].iter().all(|n| answer(*n) == one));
}

#[test]
fn an_estimate_says_how_far_it_may_be_off() {
    let texts = copies();
    let verified = index_of(&DedupOptions::default(), &texts);
    assert!(verified.pairs().iter().all(|p| p.is_verified() && p.standard_error().is_none()));
    let index = index_of(&DedupOptions::default().with_estimate(true), &texts);
    let pairs = index.pairs();
    let find = |pairs: &[wirecopy::dedup::Pair], a: &str, b: &str| {
        pairs.iter().find(|p| (p.a_key(), p.b_key()) == (a, b)).cloned().unwrap()
    };
    let same = find(&pairs, "typeset", "whole");
    assert!(same.is_verified() && same.kind() == PairKind::Exact);
    let near = find(&pairs, "longer", "whole");
    let error = near.standard_error().unwrap();
    assert!(!near.is_verified() && near.passages().is_empty() && error > 0.01 && error < 0.06, "{near:?}");
    let counted = find(&verified.pairs(), "longer", "whole").jaccard();
    assert!((near.jaccard() - counted).abs() < 4.0 * error, "{} {counted}", near.jaccard());
    let json = pairs_json(&index, &pairs, &JsonOptions::default());
    assert!(json.contains(r#""verified":false,"standard_error":0.0"#), "{json}");
    assert_eq!(index.query_text(&texts[0].1)[0].kind(), PairKind::Exact);
}

#[test]
fn every_member_of_a_group_says_why_it_is_there() {
    let index = index_of(&DedupOptions::default(), &copies());
    let clusters = index.clusters();
    let group = clusters.of(index.id("whole").unwrap()).unwrap();
    let keys: Vec<&str> = group.members().map(|m| m.1).collect();
    assert!(["longer", "typeset", "whole"].iter().all(|key| keys.contains(key)), "{keys:?}");
    let centres = group.evidence().iter().filter(|m| m.joined().is_none()).count();
    assert_eq!(centres, 1);
    for member in group.evidence() {
        let Some(joined) = member.joined() else { continue };
        assert!(keys.contains(&joined.by()) && joined.by() != member.key());
        assert!(joined.jaccard() >= 0.8 && joined.centre() >= 0.4, "{member:?}");
        assert_eq!(joined.kind() == PairKind::Exact, joined.jaccard() > 0.999);
    }
}

#[test]
fn what_is_kept_is_the_callers_choice() {
    use wirecopy::dedup::Keep;
    let kept = |keep: Keep| {
        let mut index = Index::new(&DedupOptions::default().with_keep(keep)).unwrap();
        let long = article(&[0, 1, 2, 3, 4, 5, 6, 7, 8]);
        let texts = [("a", article(&[0, 1, 2, 3, 4, 5, 6, 7]), 30, 2), ("b", long, 20, 3)];
        for (key, text, time, rank) in &texts {
            let prepared = index.prepare_text(key, text).unwrap();
            index.insert_prepared(prepared.with_time(*time).with_rank(*rank)).unwrap();
        }
        index.insert_text("c", &texts[0].1).unwrap();
        let clusters = index.clusters();
        assert_eq!(clusters.len(), 1);
        clusters.iter().next().unwrap().representative().1.to_owned()
    };
    assert_eq!(
        ["b", "b", "a"],
        [Keep::Longest, Keep::Earliest, Keep::Rank].map(kept).each_ref().map(|k| &**k)
    );
    let dated = |day: &str| {
        let options = ParseOptions::default().with_published(day);
        Document::parse(article(&[0, 1, 2, 3]).as_bytes(), &options).unwrap()
    };
    let mut index = Index::new(&DedupOptions::default().with_keep(Keep::Earliest)).unwrap();
    for (key, day) in [("a", "2026-03-02"), ("b", "2026-03-01T23:30:00Z"), ("c", "2026-03-02T00:15+01:00")] {
        index.insert(key, &dated(day)).unwrap();
    }
    assert_eq!(index.clusters().iter().next().unwrap().representative().1, "c");
}

#[test]
fn boilerplate_neither_makes_copies_nor_hides_them() {
    use std::sync::Arc;
    use wirecopy::dedup::Boilerplate;
    let footer = "Sign up to the morning letter of the Port Vellin Courier for more stories from the coast, the \
                  valley and the islands. All rights of these pages are reserved by the Courier and by those who \
                  wrote for it, and nothing may be printed elsewhere without leave of the house in writing.";
    let page = |k: usize| format!("{}\n\n{footer}", SENTENCES[k]);
    let texts: Vec<(String, String)> = (0..16).map(|k| (format!("d{k:02}"), page(k))).collect();
    let mut index = Index::new(&DedupOptions::default()).unwrap();
    index.insert_texts(&texts).unwrap();
    assert!(index.pairs().len() > 100, "the footer alone makes them alike in part");
    let table = Boilerplate::learn(&index, 8);
    assert!(table.len() > 40, "{table:?}");
    assert_eq!(Boilerplate::from_bytes(&table.to_bytes()).unwrap().name(), table.name());
    let bytes = table.to_bytes();
    assert_eq!(
        Boilerplate::from_bytes(&bytes[..bytes.len() - 1]).unwrap_err().kind(),
        ErrorKind::CorruptIndex
    );
    let with = DedupOptions::default().with_boilerplate(Some(Arc::new(table.clone())));
    let mut index = Index::new(&with).unwrap();
    index.insert_texts(&texts).unwrap();
    assert_eq!(index.pairs(), []);
    index.insert_text("copy", &format!("{} {}", SENTENCES[3], SENTENCES[3])).unwrap();
    let pairs = index.pairs();
    assert_eq!(pairs.iter().map(|p| (p.a_key(), p.b_key())).collect::<Vec<_>>(), [("copy", "d03")]);
    assert!(pairs_json(&index, &pairs, &JsonOptions::default()).contains(table.name()));
    // A signature does not know of it.
    let plain = Signature::of(&texts[0].1, &DedupOptions::default()).unwrap();
    assert_eq!(Signature::of(&texts[0].1, &with).unwrap(), plain);
    let other = with.with_normalize(Normalize::Basic);
    assert_eq!(Index::new(&other).unwrap_err().kind(), ErrorKind::InvalidOption);
}

#[test]
fn quotations_are_units() {
    let mut index = Index::new(&DedupOptions::for_quotes()).unwrap();
    let said = [
        (
            "whole",
            "“We were never asked about the sale of the eleven pumps to a company nobody had heard of,” said Petra Quill.",
        ),
        ("cut", "“We were never asked about the sale of the eleven pumps,” Quill said on Friday."),
        (
            "bracketed",
            "“[The town was] never asked about the sale of the eleven pumps to a company nobody had heard of,” she said.",
        ),
        ("gap", "“We were never asked about the sale … to a company nobody had heard of,” said the mayor."),
        (
            "other",
            "“The river does not read contracts, and it will not wait for anyone to do so,” said Ana Torvik.",
        ),
    ];
    for (key, text) in said {
        let document = Document::from_text(text).unwrap();
        let analysis = wirecopy::Analyzer::english().analyze(&document).unwrap();
        let quotes = analysis.attributions().iter().zip(0..).map(|(a, n)| (format!("a{n}"), a.quoted()));
        assert_eq!(index.insert_quotes(key, &document, quotes).unwrap(), 1, "{key}");
    }
    let pairs = index.pairs();
    let with_whole: Vec<&str> =
        pairs.iter().filter_map(|p| if p.b_key() == "whole#a0" { Some(p.a_key()) } else { None }).collect();
    assert_eq!(with_whole, ["bracketed#a0", "cut#a0", "gap#a0"], "{pairs:?}");
    assert!(pairs.iter().all(|p| p.a_key() != "other#a0" && p.b_key() != "other#a0"));
    let cut = pairs.iter().find(|p| p.a_key() == "cut#a0" && p.b_key() == "whole#a0").unwrap();
    let text = said[1].1;
    assert_eq!(
        &text[cut.passages()[0].a().range()],
        "We were never asked about the sale of the eleven pumps"
    );
    assert!((cut.containment_a() - 1.0).abs() < 1e-12);
}

#[test]
fn published_settings_find_near_copies() {
    for name in DedupOptions::published_names() {
        let index = index_of(&DedupOptions::published(name).unwrap(), &copies());
        let pairs = index.pairs();
        assert!(pairs.iter().all(|p| p.kind() <= PairKind::Near && p.is_verified()), "{name} {pairs:?}");
        assert!(pairs.iter().all(|p| p.jaccard() >= index.options().threshold), "{name} {pairs:?}");
        assert!(pairs.iter().any(|p| (p.a_key(), p.b_key()) == ("longer", "whole")), "{name} {pairs:?}");
    }
    assert_eq!(DedupOptions::published("nobody").unwrap_err().kind(), ErrorKind::InvalidOption);
}

#[test]
fn short_items_are_found_by_their_titles() {
    // Items enough to weigh words by.
    let mut texts: Vec<(String, String)> = (0..80)
        .map(|k| (format!("x{k:02}"), format!("Council w{k} of ward v{k} meets\n\nItem u{k} of the list.")))
        .collect();
    texts.push((
        "a".into(),
        "Kaldova sells eleven pumps of the Orrin Dam\n\nBuyer unknown, says board.".into(),
    ));
    texts.push(("b".into(), "Eleven Orrin Dam pumps sold by Kaldova\n\nThe town was never asked.".into()));
    texts.push(("c".into(), "Choir sings in Estmark after two years\n\nThe hall was repaired.".into()));
    let mut index = Index::new(&DedupOptions::default()).unwrap();
    index.insert_texts(&texts).unwrap();
    let pairs = index.pairs();
    let items: Vec<_> =
        pairs.iter().filter(|p| p.kind() == PairKind::Item).map(|p| (p.a_key(), p.b_key())).collect();
    assert_eq!(items, [("a", "b")], "{pairs:?}");
    assert_eq!(index.clusters().len(), texts.len(), "they do not join groups");
}
