//! Roles of people as texts give them, in the form they are compared in.

use crate::Analysis;
use crate::entity::Entity;

/// The role of a person: what they are, and the words around it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Role {
    /// The nouns that name it: "spokesman", "minister".
    pub(super) heads: Vec<String>,
    /// Its other words.
    pub(super) words: Vec<String>,
    pub(super) age: Option<u32>,
}

const LINKS: [&str; 14] =
    ["of", "for", "at", "in", "from", "with", "to", "on", "who", "that", "near", "by", "and", "whose"];
const LITTLE: [&str; 12] =
    ["the", "a", "an", "his", "her", "its", "their", "former", "retired", "current", "then", "ex"];

/// Titles and twins of a role, with the word they are compared as.
const SAME: [(&str, &str); 34] = [
    ("sen", "senator"),
    ("rep", "representative"),
    ("congressman", "representative"),
    ("congresswoman", "representative"),
    ("gov", "governor"),
    ("gen", "general"),
    ("col", "colonel"),
    ("lt", "lieutenant"),
    ("capt", "captain"),
    ("sgt", "sergeant"),
    ("maj", "major"),
    ("adm", "admiral"),
    ("cmdr", "commander"),
    ("prof", "professor"),
    ("rev", "reverend"),
    ("fr", "father"),
    ("pres", "president"),
    ("spokeswoman", "spokesman"),
    ("spokesperson", "spokesman"),
    ("chairman", "chair"),
    ("chairwoman", "chair"),
    ("chairperson", "chair"),
    ("head", "chief"),
    ("boss", "chief"),
    ("leader", "chief"),
    ("director", "chief"),
    ("archbishop", "bishop"),
    ("attorney", "lawyer"),
    ("solicitor", "lawyer"),
    ("cop", "officer"),
    ("policeman", "officer"),
    ("policewoman", "officer"),
    ("commander", "chief"),
    ("commissioner", "chief"),
];

fn same(word: &str) -> String {
    SAME.iter().find(|(w, _)| *w == word).map_or(word, |(_, to)| to).to_owned()
}

impl Role {
    /// What a document says of a person.
    pub(super) fn of(analysis: &Analysis, entity: &Entity) -> Self {
        let document = analysis.document();
        let mut out = Self::default();
        for span in [entity.role(), entity.speaks_for(), entity.affiliation()].into_iter().flatten() {
            out.learn(document.slice(span), Some(span) == entity.role());
        }
        for mention in entity.mentions().iter().take(8) {
            out.after(&document.text()[mention.end()..]);
        }
        out
    }

    /// ", 61, a nurse at the clinic" after a name.
    fn after(&mut self, text: &str) {
        let Some(rest) = text.strip_prefix(", ") else { return };
        let end = rest.find([',', '.', '”', '"', ';', ':', '\n']).unwrap_or(rest.len());
        let (piece, more) = rest.split_at(end);
        if let Ok(age) = piece.parse::<u32>() {
            self.age = self.age.or(Some(age)).filter(|a| (1..=120).contains(a));
            self.after(more);
            return;
        }
        let words = piece.split_whitespace().count();
        let first = piece.split_whitespace().next().unwrap_or("");
        let opens = matches!(first, "a" | "an" | "the" | "one" | "his" | "her" | "its" | "their")
            || first.ends_with("'s")
            || first.ends_with("’s")
            || first.ends_with("s’");
        if words <= 10 && (opens || (words <= 4 && first.starts_with(char::is_lowercase))) && first != "who" {
            self.learn(piece, true);
        }
    }

    fn learn(&mut self, text: &str, is_role: bool) {
        let lower = text.to_lowercase().replace(['’', '‘'], "'");
        let plain = |w: &str| {
            let w = w.trim_matches(|c: char| !c.is_alphanumeric());
            w.strip_suffix("'s").unwrap_or(w).trim_end_matches('\'').to_owned()
        };
        let mut head: Option<String> = None;
        let mut open = true;
        for raw in lower.split_whitespace() {
            let word = plain(raw);
            if word.is_empty() || LITTLE.contains(&word.as_str()) {
                continue;
            }
            if LINKS.contains(&word.as_str()) {
                open &= head.is_none();
                continue;
            }
            let word = same(&word);
            if open && is_role && !raw.contains("'s") && !raw.ends_with('\'') {
                head = Some(word.clone());
            }
            if !self.words.contains(&word) {
                self.words.push(word);
            }
        }
        if let Some(head) = head.filter(|h| !self.heads.contains(h)) {
            self.heads.push(head);
        }
    }

    /// What speaks for one role (over 0) or against (under 0).
    pub(super) fn weigh(&self, other: &Self) -> f32 {
        if let (Some(a), Some(b)) = (self.age, other.age)
            && a.abs_diff(b) > 3
        {
            return -5.0;
        }
        if self.heads.is_empty() || other.heads.is_empty() {
            return 0.0;
        }
        if self.heads.iter().any(|h| other.heads.contains(h)) {
            return 2.0;
        }
        -3.0
    }
}
