//! Stems: the part of a word that its forms share. Light and blunt; only for comparing, never shown.

/// Endings, longest first, each with the fewest letters that must stay.
const ENDINGS: &[(&str, usize)] = &[
    ("ations", 4),
    ("ation", 4),
    ("ators", 4),
    ("ator", 4),
    ("ating", 4),
    ("ated", 4),
    ("ates", 4),
    ("ingly", 4),
    ("ments", 4),
    ("ities", 4),
    ("ment", 4),
    ("ions", 4),
    ("ness", 4),
    ("edly", 4),
    ("ing", 3),
    ("ion", 4),
    ("ate", 4),
    ("ity", 4),
    ("ies", 3),
    ("ied", 3),
    ("ian", 4),
    ("ish", 4),
    ("ese", 4),
    ("es", 3),
    ("ed", 3),
    ("ly", 5),
    ("an", 4),
    ("s", 3),
];

/// The stem of a word in lower case.
pub(super) fn stem(word: &str) -> String {
    if !word.is_ascii() || word.bytes().any(|b| b.is_ascii_digit()) {
        return word.to_owned();
    }
    let mut root = word.strip_suffix("'s").unwrap_or(word);
    for _ in 0..2 {
        let cut = ENDINGS.iter().find_map(|(ending, least)| {
            root.strip_suffix(ending)
                .filter(|rest| rest.len() >= *least && !(*ending == "s" && rest.ends_with('s')))
        });
        match cut {
            Some(rest) => root = rest,
            None => break,
        }
    }
    let bytes = root.as_bytes();
    let doubled = bytes.len() > 3
        && bytes[bytes.len() - 1] == bytes[bytes.len() - 2]
        && !matches!(bytes[bytes.len() - 1], b'l' | b's' | b'e' | b'o' | b'z');
    if doubled {
        root = &root[..root.len() - 1];
    }
    let trimmed = root.trim_end_matches(['e', 'y', 'i', 'a']);
    if trimmed.len() >= 3 { trimmed.to_owned() } else { root.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn forms_of_a_word_meet() {
        for forms in [
            &["negotiate", "negotiates", "negotiating", "negotiated", "negotiation", "negotiations"][..],
            &["mediate", "mediating", "mediation", "mediator"],
            &["supply", "supplies", "supplied", "supplying"],
            &["transfer", "transfers", "transferred", "transferring"],
            &["deliver", "delivery", "deliveries", "delivering"],
            &["interest", "interests"],
            &["capability", "capabilities"],
            &["territory", "territories"],
            &["alarm", "alarmed", "alarming"],
            &["pass", "passes", "passing"],
        ] {
            let stems: Vec<String> = forms.iter().map(|w| stem(w)).collect();
            assert!(stems.windows(2).all(|p| p[0] == p[1]), "{forms:?} {stems:?}");
        }
        assert_eq!(stem("kaldova"), stem("kaldovans"));
        for (a, b) in [("pump", "pun"), ("possible", "posture"), ("nation", "native")] {
            assert_ne!(stem(a), stem(b));
        }
    }
}
