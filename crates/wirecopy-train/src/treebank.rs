//! Reads treebanks: CoNLL-U, and the column files that come with `PolNeAR`.

use std::io::Read;
use std::path::Path;

use wirecopy::language::{Pack, Penn};
use wirecopy::training::{TreeSentence, cut};

/// The genres of GUM whose texts are under free licences (CC BY or in the public domain).
const FREE: [&str; 7] = ["news", "voyage", "interview", "bio", "textbook", "vlog", "speech"];

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

/// The sentences of a treebank, each with the name of its article. CoNLL-U when a line has ten columns, else the
/// columns form, start, end, lemma, tag, name, head, relation. Of GUM only the free genres are read.
pub(crate) fn read(path: &Path, pack: &Pack) -> Result<Vec<(String, TreeSentence)>, String> {
    let text = read_text(path)?;
    let mut out = Vec::new();
    let mut rows: Vec<Vec<&str>> = Vec::new();
    let mut article = String::new();
    let mut mentions = super::mentions::Mentions::default();
    for line in text.lines().chain([""]) {
        if let Some(id) = line.strip_prefix("# id = ").or_else(|| line.strip_prefix("# newdoc id = ")) {
            mentions = super::mentions::Mentions::default();
            id.clone_into(&mut article);
        } else if line.is_empty() {
            let genre = article.strip_prefix("GUM_").and_then(|r| r.split('_').next());
            if genre.is_none_or(|g| FREE.contains(&g)) {
                let sentence = match rows.first().map(Vec::len) {
                    Some(10) => gold(&rows, &mut mentions, genre.is_some()),
                    Some(8) => silver(&rows, pack),
                    _ => None,
                };
                out.extend(sentence.map(|s| (article.clone(), s)));
            }
            rows.clear();
        } else if !line.starts_with("# ") && line.contains('\t') {
            rows.push(line.split('\t').collect());
        }
    }
    Ok(out)
}

fn gold(rows: &[Vec<&str>], mentions: &mut super::mentions::Mentions, named: bool) -> Option<TreeSentence> {
    let mut s = TreeSentence::default();
    let mut space = true;
    let mut inside = (0, 0);
    let mut whole = false;
    for row in rows {
        if let Some((first, last)) = row[0].split_once('-') {
            inside = (first.parse().ok()?, last.parse().ok()?);
            whole = !row[9].contains("SpaceAfter=No");
            continue;
        }
        if row[0].contains('.') {
            continue;
        }
        let number: usize = row[0].parse().ok()?;
        s.words.push(row[1].to_owned());
        s.glued.push(!space);
        s.penn.push(Penn::from_name(row[4]));
        s.lemmas.push(row[2].to_owned());
        s.heads.push(row[6].parse().ok()?);
        s.relations.push(row[7].to_owned());
        space = match number {
            n if n == inside.1 => whole,
            n if n >= inside.0 && n < inside.1 => false,
            _ => !row[9].contains("SpaceAfter=No"),
        };
    }
    if named {
        s.names = mentions.names(rows, &s);
    }
    (!s.words.is_empty()).then_some(s)
}

/// A sentence of `PolNeAR`, cut as this crate cuts: a hyphenated word is several here.
fn silver(rows: &[Vec<&str>], pack: &Pack) -> Option<TreeSentence> {
    let mut s = TreeSentence { silver: true, ..TreeSentence::default() };
    let mut last_end = usize::MAX;
    // The new number of each old word: that of its last part.
    let mut number = vec![0; rows.len() + 1];
    let mut parts = Vec::new();
    for (k, row) in rows.iter().enumerate() {
        let (start, end): (usize, usize) = (row[1].parse().ok()?, row[2].parse().ok()?);
        let mut pieces: Vec<&str> = cut(row[0], pack).into_iter().map(|r| &row[0][r]).collect();
        if !row[0].contains('-') || row[0].starts_with('-') || pieces.is_empty() || row[0].contains(' ') {
            pieces = vec![row[0]];
        }
        for (p, piece) in pieces.iter().enumerate() {
            s.words.push((*piece).to_owned());
            s.glued.push(p > 0 || start == last_end);
            parts.push((k, p + 1 == pieces.len()));
        }
        number[k + 1] = s.words.len();
        last_end = end;
    }
    let many = |k: usize| number[k + 1] - number[k] > 1;
    let mut previous = "O";
    for (at, &(k, last)) in parts.iter().enumerate() {
        let row = &rows[k];
        let head: usize = row[6].parse().ok()?;
        let relation = super::relations::universal(rows, k);
        let hyphen = s.words[at] == "-" && many(k);
        s.penn.push(if hyphen {
            Some(Penn::HYPH)
        } else if many(k) && !matches!(row[4], "NNP" | "CD")
            || matches!(row[0], "-" | "--" | "–" | "—" | "...")
        {
            // What the program does not say, or says by rules that are not the treebanks'.
            None
        } else if row[4] == "TO" && row[7] == "case" {
            Some(Penn::IN)
        } else {
            Penn::from_name(row[4])
        });
        s.lemmas.push(if many(k) { String::new() } else { row[3].to_owned() });
        if last {
            s.heads.push(number.get(head).copied()?);
            s.relations.push(relation);
        } else if hyphen {
            s.heads.push(at);
            s.relations.push("punct".into());
        } else {
            s.heads.push(number[k + 1]);
            s.relations.push("compound".into());
        }
        let kind = match row[5] {
            "PERSON" | "ORGANIZATION" | "LOCATION" | "MISC" => row[5],
            _ => "O",
        };
        s.names.push(match kind {
            "O" => "O".into(),
            _ if kind == previous => format!("I-{kind}"),
            _ => format!("B-{kind}"),
        });
        previous = kind;
    }
    super::relations::rehang(&mut s.heads, &mut s.relations, &s.names);
    Some(s)
}
