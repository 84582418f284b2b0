//! The language layer on texts made to be hard: nothing panics, tokens cover the text, trees are trees, and the time
//! grows with the text, not faster.
#![allow(clippy::print_stdout, reason = "the test says what it has run")]

use std::time::Instant;

use wirecopy::Document;
use wirecopy::language::{Language, Layer, Pack, Words, pack};

fn check(words: &Words) {
    let text = words.document().text();
    let mut last = 0;
    for &span in words.spans() {
        assert!(span.start() >= last && !span.is_empty(), "{span:?}");
        assert!(text[last..span.start()].chars().all(|c| c.is_whitespace() || !c.is_alphanumeric()));
        last = span.end();
    }
    let mut next = 0;
    for sentence in words.sentences() {
        let own = sentence.tokens();
        assert_eq!(own.start, next);
        next = own.end;
        let roots = own.clone().filter(|&k| words.head(k).is_none()).count();
        assert_eq!(roots, 1, "one root in {:?}", words.document().slice(sentence.span()));
        for k in own.clone() {
            let mut at = k;
            for _ in 0..=own.len() {
                match words.head(at) {
                    Some(h) => at = h,
                    None => break,
                }
                assert!(own.contains(&at));
            }
            assert_eq!(words.head(at), None, "no way to the root from {k}");
            assert!(words.branch(k).contains(&k) && words.noun_phrase(k).contains(&k));
        }
    }
    assert_eq!(next, words.len());
}

const HARD: [&str; 12] =
    ["\"", "“", "(", "a ", "A. ", ".\"", "1-1-", "1/1", "’s ", "http://", "x@", "Petra Quill said. "];

#[test]
fn trees_are_trees_on_hard_texts() {
    let english = Language::english();
    for piece in HARD {
        let document = Document::from_text(&piece.repeat(700)).expect("a document");
        check(&english.read(&document));
    }
    let all: String = (0..3000).map(|k| HARD[k * 7 % 11 * (k % 13) % 12]).collect();
    check(&english.read(&Document::from_text(&all).expect("a document")));
}

#[test]
fn time_grows_with_the_text() {
    let english = Language::english();
    let time = |text: &str| {
        let document = Document::from_text(text).expect("a document");
        (0..3)
            .map(|_| {
                let began = Instant::now();
                english.read(&document).find(Layer::Syntax);
                began.elapsed().as_secs_f64()
            })
            .fold(f64::MAX, f64::min)
    };
    for piece in HARD {
        let (small, large) =
            (time(&piece.repeat((1 << 12) / piece.len())), time(&piece.repeat((1 << 15) / piece.len())));
        // Eight times the text; what is quadratic would take 64 times as long.
        let ratio = large / small.max(1e-6);
        println!("hostile: {piece:?} 8 times as long takes {ratio:.1} times the time");
        assert!(ratio < 30.0, "{piece:?}: {ratio}");
    }
}

#[test]
fn damaged_packs_are_refused() {
    let good = pack::build(
        "en",
        &[
            ("abbreviations".into(), b"Dr.\ttitle\n".to_vec()),
            ("attribution.net.bin".into(), numbers()),
            ("vectors.bin".into(), vectors()),
        ],
    );
    assert!(Pack::leak(good.clone()).is_ok());
    let mut state = 1u64;
    for _ in 0..2000 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let mut bad = good.clone();
        let at = (state >> 33) as usize % bad.len();
        if state & 1 == 0 {
            bad.truncate(at);
        } else {
            bad[at] ^= (state >> 20) as u8 | 1;
        }
        // The language's name is all that no checksum guards.
        if !(16..24).contains(&at) || bad.len() < good.len() {
            assert!(Pack::leak(bad).is_err(), "byte {at}");
        }
    }
    // A right checksum over wrong contents is no pass either.
    let refused = |name: &str, body: &[u8]| {
        let error = Pack::leak(pack::build("en", &[(name.into(), body.to_vec())])).expect_err("damaged");
        assert_eq!(error.kind(), wirecopy::ErrorKind::CorruptModel, "{name}, {} bytes", body.len());
    };
    refused("t", b"\xff");
    for (name, body) in
        [("vectors.bin", vectors()), ("language.net.bin", numbers()), ("attribution.net.bin", numbers())]
    {
        for cut in [0, 3, 4, 7, 8, 20, body.len() / 2, body.len() - 1] {
            refused(name, &body[..cut]);
        }
        refused(name, &[&body[..], b"_"].concat());
    }
    // Whole, but not the network that is read here.
    refused("language.net.bin", &numbers());
    // More words than there are codes; numbers that are none.
    let mut bad = vectors();
    bad[4] = 2;
    refused("vectors.bin", &bad);
    let mut bad = numbers();
    let end = bad.len();
    bad[end - 4..].copy_from_slice(&f32::NAN.to_le_bytes());
    refused("attribution.net.bin", &bad);
    let mut later = good;
    later[8] = 9;
    assert_eq!(Pack::leak(later).expect_err("later").kind(), wirecopy::ErrorKind::ModelVersion);
}

/// The numbers of the English pack, cut anywhere, are refused; so is the network without its vectors.
#[test]
fn cut_networks_are_refused() {
    let english = Language::english().pack();
    let sections = ["attribution.net.bin", "language.net.bin", "vectors.bin"];
    let body = |name: &str| english.bytes(name).expect("a section").to_vec();
    for name in sections {
        let whole = body(name);
        for part in 0..8 {
            let mut all: Vec<(String, Vec<u8>)> = sections.map(|n| (n.to_owned(), body(n))).into();
            for (_, cut) in all.iter_mut().filter(|(n, _)| n == name) {
                cut.truncate(whole.len() * part / 8 + part);
            }
            let error = Pack::leak(pack::build("en", &all)).expect_err("cut");
            assert_eq!(error.kind(), wirecopy::ErrorKind::CorruptModel, "{name}: {error}");
        }
    }
    let alone = pack::build("en", &[("language.net.bin".to_owned(), body("language.net.bin"))]);
    assert_eq!(Pack::leak(alone).expect_err("no vectors").kind(), wirecopy::ErrorKind::CorruptModel);
}

#[test]
fn without_networks_every_word_is_a_noun() {
    let english = Language::english().pack();
    let rows = english.rows("abbreviations").map(|fields| fields.join("\t") + "\n").collect::<String>();
    let plain =
        Pack::leak(pack::build("en", &[("abbreviations".to_owned(), rows.into_bytes())])).expect("a pack");
    let document = Document::from_text("The dam held, Petra Quill told reporters.").expect("a document");
    let words = Language::with_pack(plain).read(&document);
    assert_eq!((words.len(), words.sentences().len()), (9, 1));
    assert!(words.penn().iter().all(|tag| tag.name() == "NN"));
    assert!((0..words.len()).all(|k| words.head(k).is_none()));
    assert!(words.names().is_empty());
    let analysis = wirecopy::Analyzer::with_pack(plain).analyze(&document).expect("an analysis");
    assert!(analysis.attributions().iter().all(|a| a.kind() != wirecopy::Kind::Indirect));
}

/// A set of vectors of one word.
fn vectors() -> Vec<u8> {
    let mut out = b"WCV1".to_vec();
    // Words, groups, numbers a group.
    for n in [1u32, 1, 2] {
        out.extend(n.to_le_bytes());
    }
    out.extend(0.5f32.to_le_bytes());
    // The word, whose hash is 7, is in the first bucket.
    out.extend(0u32.to_le_bytes());
    out.extend(1u32.to_le_bytes().repeat(4096));
    out.extend(7u32.to_le_bytes());
    out.extend([1; 2 * 256]);
    out.push(3);
    out
}

/// A section of weights with one entry: two numbers.
fn numbers() -> Vec<u8> {
    let mut out = b"WCN1".to_vec();
    out.extend(1u32.to_le_bytes());
    out.extend(b"pairs".iter().chain([0; 19].iter()));
    for n in [2u32, 2, 1] {
        out.extend(n.to_le_bytes());
    }
    out.extend(1f32.to_le_bytes());
    out.extend(8u32.to_le_bytes());
    out.extend(0f32.to_le_bytes());
    out.extend(1f32.to_le_bytes());
    out
}
