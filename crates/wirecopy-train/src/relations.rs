//! `CoreNLP`'s relations (universal dependencies, version 1) as those of version 2.

/// The relation of row `k` to its head: columns as in `PolNeAR`'s files.
pub(crate) fn universal(rows: &[Vec<&str>], k: usize) -> String {
    let row = &rows[k];
    let head = row[6].parse::<usize>().ok().and_then(|h| h.checked_sub(1)).and_then(|h| rows.get(h));
    let nominal =
        head.is_some_and(|h| h[4].starts_with('N') || matches!(h[4], "PRP" | "CD" | "$" | "DT" | "WP"));
    let passive = head.is_some_and(|h| h[4] == "VBN");
    let by = || {
        rows.iter().any(|r| r[7] == "case" && r[6] == (k + 1).to_string() && r[0].eq_ignore_ascii_case("by"))
    };
    match row[7] {
        "dobj" => "obj",
        "nsubjpass" => "nsubj:pass",
        "csubjpass" => "csubj:pass",
        "auxpass" => "aux:pass",
        "mwe" => "fixed",
        "name" => "flat",
        "neg" if row[4] == "DT" => "det",
        "neg" => "advmod",
        "nmod" if passive && by() => "obl:agent",
        "nmod" if nominal => "nmod",
        "nmod" => "obl",
        "nmod:tmod" | "nmod:npmod" if nominal => "nmod:unmarked",
        "nmod:tmod" | "nmod:npmod" => "obl:unmarked",
        other => other,
    }
    .to_owned()
}

/// Heads as version 2 has them: a conjunction and the comma before it hang on the conjunct after them, the parts of
/// a person's name on the first.
pub(crate) fn rehang(heads: &mut [usize], relations: &mut [String], names: &[String]) {
    let n = heads.len();
    for k in 0..n {
        let comma = relations[k] == "punct" && heads[k] != 0;
        if relations[k] != "cc" && !comma {
            continue;
        }
        let next = (k + 1..n.min(k + 30)).find(|&j| relations[j] == "conj" && heads[j] == heads[k]);
        // A comma only when nothing but the conjunct's own words stands between.
        if let Some(j) = next
            && (!comma || k + 1 == j || relations[k + 1] == "cc" || heads[k + 1] == j + 1)
            && heads[k] <= k
        {
            heads[k] = j + 1;
        }
    }
    let mut k = 0;
    while k < n {
        let mut end = k + 1;
        if names[k] == "B-PERSON" {
            while end < n && names[end] == "I-PERSON" {
                end += 1;
            }
            let last = end - 1;
            let flat = end - k > 1 && (k..last).all(|j| relations[j] == "compound" && heads[j] == last + 1);
            if flat {
                (heads[k], relations[k]) = (heads[last], std::mem::take(&mut relations[last]));
                for j in k + 1..end {
                    (heads[j], relations[j]) = (k + 1, "flat".to_owned());
                }
                for j in (0..n).filter(|j| !(k..end).contains(j)) {
                    if heads[j] == last + 1 {
                        heads[j] = k + 1;
                    }
                }
            }
        }
        k = end;
    }
}
