//! Reads treebanks: CoNLL-U, and the column files that come with `PolNeAR`.

use std::io::Read;
use std::path::Path;

use wirecopy::training::TreeSentence;

/// A file's text, unpacked when its name ends in `.gz`.
pub(crate) fn read_text(path: &Path) -> Result<String, String> {
    let fail = |e: std::io::Error| format!("{}: {e}", path.display());
    let bytes = std::fs::read(path).map_err(fail)?;
    let mut text = String::new();
    if path.extension().is_some_and(|x| x == "gz") {
        flate2::read::MultiGzDecoder::new(&bytes[..]).read_to_string(&mut text).map_err(fail)?;
    } else {
        text = String::from_utf8(bytes).map_err(|e| format!("{}: {e}", path.display()))?;
    }
    Ok(text)
}

/// The sentences of a treebank, no matter of which article.
pub(crate) fn read(path: &Path) -> Result<Vec<TreeSentence>, String> {
    Ok(read_articles(path)?.into_iter().map(|(_, sentence)| sentence).collect())
}

/// The sentences of a treebank, each with the name of its article. CoNLL-U when a line has ten columns (word, tag, head in 2, 5, 7), else the
/// columns form, start, end, lemma, tag, name, head, relation.
pub(crate) fn read_articles(path: &Path) -> Result<Vec<(String, TreeSentence)>, String> {
    let text = read_text(path)?;
    let mut out = Vec::new();
    let mut sentence = TreeSentence::default();
    let mut article = String::new();
    for line in text.lines().chain([""]) {
        if line.is_empty() {
            if !sentence.words.is_empty() {
                out.push((article.clone(), std::mem::take(&mut sentence)));
            }
            continue;
        }
        if let Some(id) = line.strip_prefix("# id = ") {
            id.clone_into(&mut article);
        }
        if line.starts_with("# ") {
            continue;
        }
        let columns: Vec<&str> = line.split('\t').collect();
        let (word, tag, head) = match columns.len() {
            10 if columns[0].contains(['-', '.']) => continue,
            10 => (columns[1], columns[4], columns[6]),
            8 => (columns[0], columns[4], columns[6]),
            _ => continue,
        };
        sentence.words.push(word.to_owned());
        sentence.penn.push(tag.to_owned());
        sentence.heads.push(head.parse().unwrap_or(0));
    }
    Ok(out)
}
