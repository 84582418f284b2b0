//! Comparing an answer with what a vector expects.

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::{Case, Op, answer};

/// How a vector went.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// As expected.
    Pass,
    /// It failed, as it is marked to.
    ExpectedFailure(String),
    /// What differs.
    Fail(Vec<String>),
}

/// Runs one vector in Rust.
pub fn run(case: &Case) -> Outcome {
    let differences = match answer(case) {
        Ok(answer) => check(case, &answer.json, &answer.texts),
        Err(message) => vec![message],
    };
    match (&case.expect_fail, differences.is_empty()) {
        (None, true) => Outcome::Pass,
        (None, false) => Outcome::Fail(differences),
        (Some(reason), false) => Outcome::ExpectedFailure(reason.clone()),
        (Some(reason), true) => {
            Outcome::Fail(vec![format!("passes, but is marked `expect_fail`: {reason}; take the mark away")])
        }
    }
}

/// What differs between an answer (as JSON; several stand on lines of their own and are put together) and
/// what the vector expects.
///
/// A marked page is compared as `{"page": …}`.
pub fn check(case: &Case, json: &str, texts: &[String]) -> Vec<String> {
    if case.op == Op::Annotate {
        return differences(&case.expect, &serde_json::json!({ "page": json }));
    }
    if case.op == Op::Signatures {
        return match json.lines().map(signature).collect::<Result<Vec<_>, _>>() {
            Ok(lines) => differences(&case.expect, &serde_json::json!({ "signatures": lines })),
            Err(e) => vec![format!("the answer is not JSON: {e}")],
        };
    }
    let mut whole = serde_json::Map::new();
    for line in json.lines() {
        match serde_json::from_str(line) {
            Ok(Value::Object(map)) => whole.extend(map),
            Ok(_) => return vec!["the answer is no object".into()],
            Err(e) => return vec![format!("the answer is not JSON: {e}")],
        }
    }
    differences(&case.expect, &crate::texts::with_texts(Value::Object(whole), texts))
}

/// A line of signatures with how many values there are and the SHA-256 of these, little-endian.
fn signature(line: &str) -> serde_json::Result<Value> {
    let mut out: Value = serde_json::from_str(line)?;
    let values: Vec<u32> = serde_json::from_value(out["values"].clone())?;
    let bytes: Vec<u8> = values.iter().flat_map(|v| v.to_le_bytes()).collect();
    out["count"] = values.len().into();
    let digest = Sha256::digest(&bytes);
    let hexadecimal = digest.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
    out["sha256"] = hexadecimal.into();
    Ok(out)
}

/// What differs between what is expected and what is there: each line names the place.
///
/// Objects match when every expected key does; lists match in number and order, unless the object that holds
/// them says `"contains": true`: then each expected item must be found, in order. `"absent"` holds patterns
/// that no attribution may match.
pub fn differences(expect: &Value, found: &Value) -> Vec<String> {
    let mut out = Vec::new();
    compare(expect, found, "", false, &mut out);
    out
}

fn compare(expect: &Value, found: &Value, place: &str, contains: bool, out: &mut Vec<String>) {
    match (expect, found) {
        (Value::Object(want), Value::Object(have)) => {
            let contains = want.get("contains").and_then(Value::as_bool).unwrap_or(false);
            for (key, want) in want.iter().filter(|(k, _)| *k != "contains") {
                let place = if place.is_empty() { key.clone() } else { format!("{place}.{key}") };
                if key == "absent" {
                    absent(want, have.get("attributions"), &place, out);
                    continue;
                }
                match have.get(key) {
                    Some(have) => compare(want, have, &place, contains, out),
                    None => out.push(format!("{place}: no such field; expected {want}")),
                }
            }
        }
        // A speaker by its name, a field by its value, a chain node by its name.
        (Value::String(_), Value::Object(have)) => match have.get("name").or_else(|| have.get("value")) {
            Some(have) => compare(expect, have, place, false, out),
            None => out.push(format!("{place}: expected {expect}, found {found}")),
        },
        (Value::Array(want), Value::Array(have)) if contains => {
            let mut rest = have.iter();
            for (k, want) in want.iter().enumerate() {
                if !rest.by_ref().any(|have| differences(want, have).is_empty()) {
                    out.push(format!(
                        "{place}[{k}]: not found (in this order): {want} among {}",
                        brief(have)
                    ));
                    return;
                }
            }
        }
        (Value::Array(want), Value::Array(have)) => {
            for (k, (want, have)) in want.iter().zip(have).enumerate() {
                compare(want, have, &format!("{place}[{k}]"), false, out);
            }
            if want.len() != have.len() {
                out.push(format!(
                    "{place}: expected {} items, found {}: {}",
                    want.len(),
                    have.len(),
                    brief(have)
                ));
            }
        }
        (Value::Number(want), Value::Number(have)) => {
            if want.as_f64() != have.as_f64() {
                out.push(format!("{place}: expected {want}, found {have}"));
            }
        }
        _ if expect == found => {}
        _ => out.push(format!("{place}: expected {expect}, found {found}")),
    }
}

fn absent(patterns: &Value, list: Option<&Value>, place: &str, out: &mut Vec<String>) {
    let (Some(patterns), Some(list)) = (patterns.as_array(), list.and_then(Value::as_array)) else {
        out.push(format!("{place}: is a list of patterns, for an answer with attributions"));
        return;
    };
    for pattern in patterns {
        if let Some(hit) = list.iter().find(|have| differences(pattern, have).is_empty()) {
            out.push(format!("{place}: {pattern} must not be found, but: {}", summary(hit)));
        }
    }
}

/// A list of attributions in words, anything else as it is, cut to a readable length.
fn brief(list: &[Value]) -> String {
    let all = list.iter().map(summary).collect::<Vec<_>>().join("; ");
    match all.char_indices().nth(1500) {
        Some((at, _)) => format!("{} …", &all[..at]),
        None => all,
    }
}

fn summary(value: &Value) -> String {
    let mut short = serde_json::Map::new();
    for key in ["kind", "content_text", "source_text", "cue_text", "name", "act", "text", "span_text"] {
        if let Some(inner) = value.get(key).filter(|v| !v.is_null()) {
            short.insert(key.to_owned(), inner.clone());
        }
    }
    if short.is_empty() { value.to_string() } else { Value::Object(short).to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn objects_match_in_part_and_lists_exactly() {
        let found = json!({"a": {"x": 1, "y": 2}, "list": [{"n": 1, "m": 5}, {"n": 2}], "speaker": {"name": "Quill"}});
        let same = |expect: Value| differences(&expect, &found);
        assert_eq!(same(json!({"a": {"x": 1.0}})), [""; 0]);
        assert_eq!(same(json!({"list": [{"n": 1}, {"n": 2}], "speaker": "Quill"})), [""; 0]);
        assert_eq!(same(json!({"contains": true, "list": [{"n": 2}]})), [""; 0]);
        assert_eq!(same(json!({"a": {"x": 2}})).len(), 1);
        assert_eq!(same(json!({"a": {"z": null}})).len(), 1, "a field that is not there is not null");
        assert_eq!(same(json!({"list": [{"n": 1}]})).len(), 1);
        assert_eq!(same(json!({"list": [{"n": 2}, {"n": 1}]})).len(), 2);
        assert_eq!(same(json!({"contains": true, "list": [{"n": 2}, {"n": 1}]})).len(), 1);
        assert_eq!(same(json!({"speaker": "Marsh"})).len(), 1);
        assert_eq!(same(json!({"speaker": null})).len(), 1);
    }

    #[test]
    fn what_must_be_absent_is_looked_for() {
        let found = json!({"attributions": [{"kind": "direct", "cue_text": "said"}]});
        assert_eq!(differences(&json!({"absent": [{"cue_text": "said"}]}), &found).len(), 1);
        assert_eq!(differences(&json!({"absent": [{"cue_text": "told"}]}), &found), [""; 0]);
        assert_eq!(differences(&json!({"absent": [{"cue_text": "told"}]}), &json!({})).len(), 1);
    }
}
