//! From floats to bytes: what a pack keeps of a network.

use std::collections::BTreeMap;

use wirecopy::training::NetWriter;

use super::weights::Weights;

/// The part of what goes into a product that its bytes must be able to say.
const SHARE: f64 = 0.9998;

/// What a unit of the activations that go into each product is worth, from what was seen.
pub(crate) fn units(seen: Vec<BTreeMap<usize, Vec<f32>>>) -> BTreeMap<usize, f32> {
    let mut all: BTreeMap<usize, Vec<f32>> = BTreeMap::new();
    for (weight, mut sizes) in seen.into_iter().flatten() {
        all.entry(weight).or_default().append(&mut sizes);
    }
    all.into_iter()
        .map(|(weight, mut sizes)| {
            sizes.sort_by(f32::total_cmp);
            let at = ((sizes.len() as f64 * SHARE) as usize).min(sizes.len() - 1);
            (weight, sizes[at].max(1e-6) / 127.0)
        })
        .collect()
}

/// Writes all weights: `tables` in bytes, what `units` knows as matrices, everything else as numbers. `enter` is the
/// first matrix: a word vector, a mark for its being known, and rows of the tables go into it.
pub(crate) fn section(
    w: &Weights,
    units: &BTreeMap<usize, f32>,
    enter: usize,
    vector: (usize, f32),
    tables: &[usize],
) -> Vec<u8> {
    let mut out = NetWriter::default();
    let mut first = vec![vector.1; vector.0];
    first.push(1.0 / 127.0);
    for &t in tables {
        let value = &w.all[t].value;
        let unit = out.table(&w.all[t].name, value.cols, &value.data);
        if w.all[t].name.starts_with("table.") {
            first.extend(std::iter::repeat_n(unit, value.cols));
        }
    }
    for (k, weight) in w.all.iter().enumerate() {
        let name = &weight.name;
        let Some(stem) = name.strip_suffix(".weight") else {
            if !tables.contains(&k) && !name.ends_with(".offset") {
                out.numbers(name, &weight.value.data);
            }
            continue;
        };
        let Some(&unit) = units.get(&k) else { continue };
        let offset = &w.find(&format!("{stem}.offset")).data;
        let each = if k == enter { first.clone() } else { vec![unit; weight.value.rows] };
        out.dense(stem, &weight.value.data, offset, &each);
    }
    out.finish()
}
