//! Word vectors: the frequent ones of a large set, each four numbers in a byte.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use serde_json::Value;
use wirecopy::training::{vector_key, vector_section};

use crate::treebank::read_text;

/// Numbers a group.
const WIDTH: usize = 4;
const CENTRES: usize = 256;
const ROUNDS: usize = 12;
/// Words whose vectors decide the centres.
const SAMPLE: usize = 24_000;

/// Marks whose vectors are those of others.
const ALIKE: [(&str, &str); 10] = [
    ("“", "\""),
    ("”", "\""),
    ("``", "\""),
    ("''", "\""),
    ("«", "\""),
    ("»", "\""),
    ("„", "\""),
    ("–", "-"),
    ("—", "--"),
    ("[", "("),
];

/// The section of the `count` most frequent words of a set (JSON: `words` by frequency, `vectors`) and of all of them
/// that are in `wanted`.
pub(crate) fn section(path: &Path, count: usize, wanted: &HashSet<u32>) -> Result<Vec<u8>, String> {
    let fail = |e: &dyn std::fmt::Display| format!("{}: {e}", path.display());
    let all: Value = serde_json::from_str(&read_text(path)?).map_err(|e| fail(&e))?;
    let words = all["words"].as_array().ok_or_else(|| fail(&"no words"))?;
    let vector = |word: &str| -> Option<Vec<f32>> {
        let numbers = all["vectors"][word].as_array()?;
        numbers.iter().take(100).map(|n| n.as_f64().map(|x| x as f32)).collect()
    };
    let mut kept: BTreeMap<u32, Vec<f32>> = BTreeMap::new();
    let mut order: Vec<u32> = Vec::new();
    let mut figures: BTreeMap<u32, (Vec<f32>, f32)> = BTreeMap::new();
    for (rank, word) in words.iter().filter_map(Value::as_str).enumerate() {
        let key = vector_key(word);
        if word.bytes().any(|b| b.is_ascii_digit()) && !word.bytes().any(|b| b.is_ascii_alphabetic()) {
            // Numbers of one length share a key: their mean stands for them.
            if let Some(v) = vector(word).filter(|_| rank < count) {
                let slot = figures.entry(key).or_insert_with(|| (vec![0.0; v.len()], 0.0));
                slot.0.iter_mut().zip(v).for_each(|(a, b)| *a += b);
                slot.1 += 1.0;
            }
        } else if (rank < count || wanted.contains(&key))
            && !kept.contains_key(&key)
            && let Some(v) = vector(word)
        {
            kept.insert(key, v);
            order.push(key);
        }
    }
    for (key, (sum, n)) in figures {
        kept.insert(key, sum.into_iter().map(|x| x / n).collect());
    }
    for (word, other) in ALIKE {
        if let Some(v) = vector(other) {
            kept.insert(vector_key(word), v);
        }
    }
    order.truncate(SAMPLE);
    let largest = kept.values().flatten().fold(0.0f32, |a, x| a.max(x.abs())).min(3.0);
    let unit = largest / 127.0;
    let groups = kept.values().next().map_or(0, Vec::len) / WIDTH;
    let mut centres = vec![0i8; groups * CENTRES * WIDTH];
    let mut codes: BTreeMap<u32, Vec<u8>> = kept.keys().map(|&k| (k, Vec::with_capacity(groups))).collect();
    let (mut lost, mut whole) = (0.0f64, 0.0f64);
    for g in 0..groups {
        let at = g * WIDTH..(g + 1) * WIDTH;
        let points: Vec<[f32; WIDTH]> =
            order.iter().filter_map(|k| kept[k][at.clone()].try_into().ok()).collect();
        let means = gather(&points);
        let slots = &mut centres[g * CENTRES * WIDTH..(g + 1) * CENTRES * WIDTH];
        for (slot, x) in slots.iter_mut().zip(means.iter().flatten()) {
            *slot = (x / unit).round().clamp(-127.0, 127.0) as i8;
        }
        let rounded: Vec<[f32; WIDTH]> =
            slots.chunks_exact(WIDTH).map(|c| std::array::from_fn(|k| f32::from(c[k]) * unit)).collect();
        for (key, v) in &kept {
            let point: [f32; WIDTH] = v[at.clone()].try_into().unwrap_or([0.0; WIDTH]);
            let (code, distance) = nearest(&point, &rounded);
            lost += f64::from(distance);
            whole += f64::from(point.iter().map(|x| x * x).sum::<f32>());
            if let Some(list) = codes.get_mut(key) {
                list.push(code as u8);
            }
        }
    }
    println!("{} vectors, {:.3} of their size lost", codes.len(), lost / whole);
    Ok(vector_section(codes.into_iter().collect(), WIDTH, unit, &centres))
}

fn nearest(point: &[f32; WIDTH], centres: &[[f32; WIDTH]]) -> (usize, f32) {
    let mut best = (0, f32::MAX);
    for (k, c) in centres.iter().enumerate() {
        let d: f32 = point.iter().zip(c).map(|(a, b)| (a - b) * (a - b)).sum();
        if d < best.1 {
            best = (k, d);
        }
    }
    best
}

/// The centres of points (Lloyd), begun from points at even distances.
fn gather(points: &[[f32; WIDTH]]) -> Vec<[f32; WIDTH]> {
    let mut centres: Vec<[f32; WIDTH]> = (0..CENTRES).map(|k| points[k * points.len() / CENTRES]).collect();
    for _ in 0..ROUNDS {
        let mut sums = vec![([0.0f32; WIDTH], 0.0f32); CENTRES];
        for p in points {
            let slot = &mut sums[nearest(p, &centres).0];
            slot.0.iter_mut().zip(p).for_each(|(a, b)| *a += b);
            slot.1 += 1.0;
        }
        for (c, (sum, n)) in centres.iter_mut().zip(sums) {
            if n > 0.0 {
                *c = sum.map(|x| x / n);
            }
        }
    }
    centres
}
