//! Puts the words next to the offsets, so that vectors can say what they mean in words.
//!
//! Wherever an answer has a span `x` it gets `x_text`, wherever it has a list of spans `x`, a list `x_text`.
//! An attribution also gets, if it has the parts, `source_text` and `cue_text` (pieces joined by " … "),
//! `head` names, `anonymity`, `type`, `class` and `lemma` of its source and cue.

use serde_json::{Map, Value};

/// Counts in the unit the answer names.
fn slice(text: &str, start: u64, end: u64, unit: &str) -> String {
    let (start, end) = (usize::try_from(start).unwrap_or(0), usize::try_from(end).unwrap_or(0));
    let words = match unit {
        "bytes" => text.get(start..end).map(str::to_owned),
        "utf16" => {
            let units: Vec<u16> = text.encode_utf16().collect();
            units.get(start..end).and_then(|u| String::from_utf16(u).ok())
        }
        _ => (start <= end).then(|| text.chars().skip(start).take(end - start).collect()),
    };
    words.unwrap_or_else(|| format!("<no text at {start}..{end}>"))
}

fn span_text(value: &Value, text: &str, unit: &str) -> Option<String> {
    let span = value.as_object()?;
    Some(slice(text, span.get("start")?.as_u64()?, span.get("end")?.as_u64()?, unit))
}

/// The answer with the words added; `texts` by the order of the inputs.
pub(crate) fn with_texts(mut answer: Value, texts: &[String]) -> Value {
    let unit = answer.get("offsets").and_then(Value::as_str).unwrap_or("chars").to_owned();
    if let [text] = texts {
        add(&mut answer, text, &unit);
        if let Some(Value::Array(list)) = answer.get_mut("attributions") {
            for attribution in list.iter_mut().filter_map(Value::as_object_mut) {
                lift(attribution, text, &unit);
            }
        }
    }
    answer
}

fn add(value: &mut Value, text: &str, unit: &str) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(|v| add(v, text, unit)),
        Value::Object(map) => {
            let mut more = Map::new();
            for (key, inner) in map.iter_mut() {
                if let Some(words) = span_text(inner, text, unit) {
                    more.insert(format!("{key}_text"), words.into());
                } else if let Some(list) = inner.as_array().filter(|l| !l.is_empty()) {
                    let words: Option<Vec<String>> = list.iter().map(|v| span_text(v, text, unit)).collect();
                    if let Some(words) = words {
                        more.insert(format!("{key}_text"), words.into());
                    }
                } else if inner.as_array().is_some_and(Vec::is_empty) || inner.is_null() {
                    more.insert(format!("{key}_text"), inner.clone());
                }
                add(inner, text, unit);
            }
            for (key, words) in more {
                map.entry(key).or_insert(words);
            }
        }
        _ => {}
    }
}

/// What vectors say of an attribution in one word each.
fn lift(attribution: &mut Map<String, Value>, text: &str, unit: &str) {
    let joined = |part: &Value| -> Value {
        let pieces = part.get("pieces").and_then(Value::as_array);
        match pieces {
            Some(pieces) => {
                pieces.iter().filter_map(|p| span_text(p, text, unit)).collect::<Vec<_>>().join(" … ").into()
            }
            None => span_text(part, text, unit).into(),
        }
    };
    let (source, cue) = (attribution.get("source").cloned(), attribution.get("cue").cloned());
    for (name, part) in [("source", &source), ("cue", &cue)] {
        let part = part.as_ref().unwrap_or(&Value::Null);
        attribution.insert(format!("{name}_text"), joined(part));
        for inner in ["anonymity", "type", "class", "lemma"] {
            if let Some(value) = part.get(inner) {
                attribution.insert(inner.to_owned(), value.clone());
            }
        }
        let head = part.get("head_text").cloned().unwrap_or(Value::Null);
        attribution.insert(format!("{name}_head"), head);
    }
    for optional in ["act", "about", "about_text", "follows", "anonymity", "type", "class", "lemma"] {
        attribution.entry(optional).or_insert(Value::Null);
    }
}
