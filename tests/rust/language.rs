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
            (time(&piece.repeat((1 << 13) / piece.len())), time(&piece.repeat((1 << 17) / piece.len())));
        // Sixteen times the text; what is quadratic would take 256 times as long.
        let ratio = large / small.max(1e-6);
        println!("hostile: {piece:?} 16 times as long takes {ratio:.1} times the time");
        assert!(ratio < 90.0, "{piece:?}: {ratio}");
    }
}

#[test]
fn damaged_packs_are_refused() {
    let good = pack::build(
        "en",
        &[("abbreviations".into(), b"Dr.\ttitle\n".to_vec()), ("tagger.bin".into(), weights())],
    );
    assert!(Pack::leak(good.clone()).is_ok());
    let mut state = 1u64;
    for _ in 0..2000 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let mut bad = good.clone();
        let at = (state >> 33) as usize % bad.len();
        if state & 1 == 0 {
            bad.truncate(at)
        } else {
            bad[at] ^= (state >> 20) as u8 | 1
        }
        // The language's name is all that no checksum guards.
        if !(16..24).contains(&at) || bad.len() < good.len() {
            assert!(Pack::leak(bad).is_err(), "byte {at}");
        }
    }
    // A right checksum over wrong contents is no pass either.
    for (name, body) in
        [("tagger.bin", &b"WCM1"[..]), ("words.bin", b"WCW1____"), ("relations.bin", b"x"), ("t", b"\xff")]
    {
        let error = Pack::leak(pack::build("en", &[(name.into(), body.to_vec())])).expect_err("damaged");
        assert_eq!(error.kind(), wirecopy::ErrorKind::CorruptModel);
    }
    let mut later = good;
    later[8] = 9;
    assert_eq!(Pack::leak(later).expect_err("later").kind(), wirecopy::ErrorKind::ModelVersion);
}

/// A table of two weights.
fn weights() -> Vec<u8> {
    let mut out = b"WCM1".to_vec();
    out.extend(1u32.to_le_bytes());
    out.extend(1f32.to_bits().to_le_bytes());
    out.extend([1, 255]);
    out
}
