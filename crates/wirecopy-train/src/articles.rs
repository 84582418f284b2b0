//! Reads articles with marked attributions: JSON lines, spans in code points.

use std::path::Path;

use serde_json::Value;
use wirecopy::Span;
use wirecopy::training::GoldArticle;

use crate::treebank::read_text;

/// The articles of a file.
pub(crate) fn read(path: &Path) -> Result<Vec<GoldArticle>, String> {
    let fail = |e: &dyn std::fmt::Display| format!("{}: {e}", path.display());
    let mut out = Vec::new();
    for line in read_text(path)?.lines() {
        let row: Value = serde_json::from_str(line).map_err(|e| fail(&e))?;
        let text = row["text"].as_str().ok_or_else(|| fail(&"an article without text"))?.to_owned();
        let starts: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
        let spans = |role: &Value| -> Vec<Span> {
            let pairs = role.as_array().map_or(&[][..], Vec::as_slice);
            let at = |v: &Value| v.as_u64().and_then(|k| starts.get(k as usize).copied());
            pairs.iter().filter_map(|p| Span::new(at(&p[0])?, at(&p[1])?).ok()).collect()
        };
        let attributions = row["attributions"].as_array().map_or(&[][..], Vec::as_slice);
        out.push(GoldArticle {
            id: row["id"].as_str().unwrap_or_default().to_owned(),
            attributions: attributions
                .iter()
                .map(|a| [spans(&a["source"]), spans(&a["cue"]), spans(&a["content"])])
                .collect(),
            text,
        });
    }
    Ok(out)
}
