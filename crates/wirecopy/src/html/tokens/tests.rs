use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::*;
use crate::html::escapes;

#[derive(Default)]
struct Kept(Vec<((usize, usize), (usize, usize))>);

impl Attributes for Kept {
    fn put(&mut self, name: (usize, usize), value: (usize, usize)) {
        self.0.push((name, value));
    }

    fn is_full(&self) -> bool {
        false
    }
}

/// The tokens of a page in words.
fn ours(page: &str) -> Vec<String> {
    let watch = Watch::new(None);
    let mut tokens = Tokens::new(page, &watch);
    let mut out = Vec::new();
    loop {
        let mut kept = Kept::default();
        let Some(token) = tokens.next(&mut kept) else { return out };
        match token {
            Token::Start { start, end, name } => {
                assert!(page[start..end].starts_with('<') && page[start..end].ends_with('>'));
                let mut words =
                    format!("<{}", page[name.0..name.1].to_ascii_lowercase().replace('\0', "\u{fffd}"));
                for (name, value) in kept.0 {
                    let mut read = String::new();
                    escapes::attribute(&page[value.0..value.1], &mut read);
                    let name = page[name.0..name.1].to_ascii_lowercase().replace('\0', "\u{fffd}");
                    words += &format!(" {name}={read}");
                }
                out.push(words);
                tokens.enter(name);
            }
            Token::End { name } => {
                out.push(format!(
                    "</{}",
                    page[name.0..name.1].to_ascii_lowercase().replace('\0', "\u{fffd}")
                ));
            }
            Token::Text { start, end, escaped } => {
                let mut words = String::new();
                if escaped {
                    escapes::pieces(&page[start..end], |piece, _| words += piece);
                } else {
                    words = page[start..end].replace("\r\n", "\n").replace('\r', "\n");
                }
                push_text(&mut out, &words);
            }
        }
    }
}

fn push_text(out: &mut Vec<String>, words: &str) {
    let words = words.replace('\0', "\u{fffd}");
    match out.last_mut() {
        Some(last) if last.starts_with('#') => last.push_str(&words),
        _ => out.push(format!("#{words}")),
    }
}

/// The same from a tokenizer that passes the html5lib tests.
fn theirs(page: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut pending: Option<String> = None;
    let mut emitter = CallbackEmitter::<_, std::convert::Infallible, usize>::new(
        |event: CallbackEvent<'_>, _: Span<usize>| -> Option<std::convert::Infallible> {
            let word = |b: &[u8]| String::from_utf8_lossy(b).into_owned();
            match event {
                CallbackEvent::OpenStartTag { name } => pending = Some(format!("<{}", word(name))),
                CallbackEvent::AttributeName { name } => {
                    if let Some(tag) = &mut pending {
                        *tag += &format!(" {}=", word(name));
                    }
                }
                CallbackEvent::AttributeValue { value } => {
                    if let Some(tag) = &mut pending {
                        *tag += &word(value);
                    }
                }
                CallbackEvent::CloseStartTag { .. } => out.extend(pending.take()),
                CallbackEvent::EndTag { name } => out.push(format!("</{}", word(name))),
                CallbackEvent::String { value } => push_text(&mut out, &word(value)),
                _ => {}
            }
            None
        },
    );
    emitter.naively_switch_states(true);
    let _ = Tokenizer::new_with_emitter(page, emitter).next();
    out
}

const PIECES: &[&str] = &[
    "a",
    "é",
    " ",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "\x0c",
    "\0",
    "&",
    "&amp;",
    "&amp",
    "&ampx",
    "&notit;",
    "&not",
    "&#65;",
    "&#x41",
    "&#",
    "&#x",
    "&#x80;",
    "&#0;",
    "&#xD800;",
    "&#x110000;",
    "&#99999999999;",
    "&nvle;",
    "&bogus;",
    "&lt=",
    "=",
    "\"",
    "'",
    "/",
    "<",
    ">",
    "!",
    "-",
    "--",
    "?",
    "[",
    "]]>",
    "</",
    "<!",
    "<!-",
    "<!--",
    "-->",
    "--!>",
    "<!-->",
    "<!--->",
    "<!DOCTYPE",
    "<!doctype html>",
    "<![CDATA[",
    "<?",
    "</>",
    "<p",
    "<p>",
    "</p>",
    "</p ",
    "<B",
    "<b x",
    "<b x=",
    "<b x=\"",
    "<b x='",
    "<b X=Y z>",
    "<br/>",
    "<a href=\"?a&b=c&lt;d\">",
    "<a b=&copy=x c=&copyx d=&copy;>",
    "<script>",
    "</script>",
    "<script",
    "</script",
    "<SCRIPT x>",
    "</SCRIPT/>",
    "<style>",
    "</style>",
    "<title>",
    "</title>",
    "</titlex",
    "<textarea>",
    "</textarea>",
    "<xmp>",
    "</xmp>",
    "<iframe>",
    "</iframe>",
    "<plaintext>",
    "<=",
    "<1",
    "</1",
];

#[test]
fn tokens_are_those_of_the_standard() {
    let mut state = 3u64;
    let mut random = |n: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % n
    };
    for _ in 0..40_000 {
        let mut page = String::new();
        for _ in 0..=random(14) {
            page += PIECES[random(PIECES.len())];
        }
        assert_eq!(ours(&page), theirs(&page), "{page:?}");
    }
}

#[test]
fn a_caller_can_stop_inside_one_long_token() {
    let page = format!("<p>a</p><img src=\"{}\">b", "Q".repeat(1 << 20));
    let left = std::sync::atomic::AtomicUsize::new(3);
    let cancel = crate::Cancel::new(move || {
        left.fetch_update(std::sync::atomic::Ordering::Relaxed, std::sync::atomic::Ordering::Relaxed, |n| {
            n.checked_sub(1)
        })
        .is_err()
    });
    let watch = Watch::new(Some(&cancel));
    let mut tokens = Tokens::new(&page, &watch);
    let mut count = 0;
    while tokens.next(&mut Kept::default()).is_some() {
        count += 1;
    }
    assert!(tokens.stopped());
    assert_eq!(count, 3);
}
