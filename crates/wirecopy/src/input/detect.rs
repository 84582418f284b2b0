//! The language of a text by its commonest words (`data/languages.tsv`), or by its script where no other
//! language has it. What a page declares stands unless the words clearly speak against it: many sites in
//! Swahili or Zulu run on templates that declare English.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::document::{Block, Field, Metadata, Provenance};

/// How many words are looked at, and the fewest from which a language is told.
const MOST: usize = 500;
const FEWEST: usize = 20;
/// The share of common words, weighed by how few languages have them, that tells a language.
const ENOUGH: f64 = 0.06;
/// How many times the share of the declared language speaks against it.
const CLEARLY: f64 = 4.0;

/// The words of all languages: which have a word, as indices of `codes`.
struct Table {
    codes: Vec<&'static str>,
    words: HashMap<&'static str, Vec<u8>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { codes: Vec::new(), words: HashMap::new() };
    let rows = include_str!("data/languages.tsv").lines().filter(|l| !l.starts_with('#'));
    for (code, words) in rows.filter_map(|row| row.split_once('\t')) {
        let Ok(index) = u8::try_from(table.codes.len()) else { break };
        table.codes.push(code);
        for word in words.split(' ') {
            table.words.entry(word).or_default().push(index);
        }
    }
    table
});

/// Fills in the language that the body's words show, where none is known or the declared one is clearly wrong.
pub(crate) fn complete(metadata: &mut Metadata, text: &str, blocks: &[Block]) {
    let declared = metadata.language.as_ref();
    if declared.is_some_and(|f| f.provenance == Provenance::Caller) {
        return;
    }
    let body = blocks.iter().filter(|b| b.kind().is_body()).filter_map(|b| text.get(b.span().range()));
    let seen = Seen::of(body);
    let Some((code, share)) = seen.best() else { return };
    if let Some(declared) = declared {
        let own = declared.value.split('-').next().unwrap_or_default().to_ascii_lowercase();
        let own = if own == "no" || own == "nn" { "nb" } else { own.as_str() };
        let doubted = seen.share(own).is_some_and(|s| s * CLEARLY < share);
        if own == code || seen.words < 2 * FEWEST || !doubted {
            return;
        }
    }
    metadata.language = Some(Field::new(code.to_owned(), Provenance::Detected));
}

/// What a text shows of its language.
struct Seen {
    words: usize,
    /// For each language of the table, its common words that were seen, each shared among those that have it.
    shares: Vec<f64>,
    /// Letters of scripts that one language has, by that language.
    scripts: HashMap<&'static str, usize>,
    letters: usize,
}

impl Seen {
    fn of<'a>(parts: impl Iterator<Item = &'a str>) -> Self {
        let mut seen =
            Self { words: 0, shares: vec![0.0; TABLE.codes.len()], scripts: HashMap::new(), letters: 0 };
        let mut lower = String::new();
        'all: for part in parts {
            for word in part.split(|c: char| !c.is_alphanumeric() && !is_mark(c)).filter(|w| !w.is_empty()) {
                if seen.words >= MOST || seen.letters > 16 * MOST {
                    break 'all;
                }
                seen.add(word, &mut lower);
            }
        }
        seen
    }

    fn add(&mut self, word: &str, lower: &mut String) {
        let Some(first) = word.chars().find(|c| c.is_alphabetic()) else { return };
        self.words += 1;
        let count = word.chars().count();
        self.letters += count;
        if let Some(code) = by_script(first) {
            // Kana stand beside Chinese characters in Japanese.
            let code = if code == "zh" && word.chars().any(is_kana) { "ja" } else { code };
            *self.scripts.entry(code).or_default() += count;
            return;
        }
        lower.clear();
        lower.extend(word.chars().flat_map(char::to_lowercase));
        if let Some(languages) = TABLE.words.get(lower.as_str()) {
            let part = 1.0 / languages.len() as f64;
            for &k in languages {
                self.shares[usize::from(k)] += part;
            }
        }
    }

    /// The share of a language's common words; `None` for one that is not in the table.
    fn share(&self, code: &str) -> Option<f64> {
        let k = TABLE.codes.iter().position(|c| *c == code)?;
        Some(self.shares[k] / self.words.max(1) as f64)
    }

    /// The language most of the words show, and its share.
    fn best(&self) -> Option<(&'static str, f64)> {
        let letters = |code: &str| self.scripts.get(code).copied().unwrap_or_default();
        // Japanese is written with Chinese characters too.
        let japanese = letters("ja") > 0 && letters("ja") * 20 > letters("zh");
        let mut scripts: Vec<(&'static str, usize)> = self.scripts.iter().map(|(c, n)| (*c, *n)).collect();
        scripts.sort_by_key(|&(code, n)| (std::cmp::Reverse(n), code));
        if let Some(&(code, n)) = scripts.first()
            && n * 2 > self.letters
            && n >= FEWEST
        {
            let code = if code == "zh" && japanese { "ja" } else { code };
            return Some((code, 1.0));
        }
        if self.words < FEWEST {
            return None;
        }
        let mut order: Vec<usize> = (0..self.shares.len()).collect();
        order.sort_by(|&a, &b| self.shares[b].total_cmp(&self.shares[a]).then(a.cmp(&b)));
        let (&first, &second) = (order.first()?, order.get(1)?);
        let share = self.shares[first] / self.words as f64;
        let ahead = self.shares[first] > self.shares[second] * 1.15;
        (share >= ENOUGH && ahead).then(|| (TABLE.codes[first], share))
    }
}

/// Vowel signs and other marks inside words of Indic scripts, and apostrophes.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{dff}' | '\'' | '’')
}

fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30ff}')
}

/// The language of a script that no other language of news has.
fn by_script(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{3041}'..='\u{30ff}' => "ja",
        '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' => "zh",
        '\u{ac00}'..='\u{d7af}' | '\u{1100}'..='\u{11ff}' => "ko",
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => "el",
        '\u{590}'..='\u{5ff}' => "he",
        '\u{e00}'..='\u{e7f}' => "th",
        '\u{e80}'..='\u{eff}' => "lo",
        '\u{1000}'..='\u{109f}' => "my",
        '\u{10a0}'..='\u{10ff}' => "ka",
        '\u{530}'..='\u{58f}' => "hy",
        '\u{1200}'..='\u{137f}' => "am",
        '\u{1780}'..='\u{17ff}' => "km",
        '\u{980}'..='\u{9ff}' => "bn",
        '\u{a00}'..='\u{a7f}' => "pa",
        '\u{a80}'..='\u{aff}' => "gu",
        '\u{b80}'..='\u{bff}' => "ta",
        '\u{c00}'..='\u{c7f}' => "te",
        '\u{c80}'..='\u{cff}' => "kn",
        '\u{d00}'..='\u{d7f}' => "ml",
        '\u{d80}'..='\u{dff}' => "si",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_by_their_words() {
        for (text, code) in [
            (
                "The wall will hold until spring, said the mayor, and nobody had to leave the town that was flooded by the river in March.",
                Some("en"),
            ),
            (
                "Die Mauer wird bis zum Frühjahr halten, sagte die Bürgermeisterin, und niemand muss die Stadt verlassen, die im März überflutet war.",
                Some("de"),
            ),
            (
                "Le mur tiendra jusqu'au printemps, a dit la maire, et personne ne doit quitter la ville qui a été inondée par la rivière en mars.",
                Some("fr"),
            ),
            (
                "Muren vil holde til foråret, sagde borgmesteren, og ingen skal forlade byen, som blev oversvømmet af floden i marts, da det regnede.",
                Some("da"),
            ),
            (
                "Стена выдержит до весны, сказала мэр, и никто не должен покидать город, который был затоплен рекой в марте, но это еще не все.",
                Some("ru"),
            ),
            (
                "Стіна витримає до весни, сказала мерка, і ніхто не має залишати місто, яке було затоплене річкою в березні, але це ще не все.",
                Some("uk"),
            ),
            (
                "Ukuta huo utadumu hadi majira ya kuchipua, alisema meya wa mji huo, na hakuna mtu ambaye atalazimika kuondoka katika mji kwa sababu ya mafuriko.",
                Some("sw"),
            ),
            ("壁は春まで持ちこたえると市長は述べた。川が氾濫した町を離れる必要はない。", Some("ja")),
            ("市长说，墙会坚持到春天，没有人需要离开被河水淹没的城市，水已经退去。", Some("zh")),
            ("시장은 벽이 봄까지 버틸 것이며 아무도 마을을 떠날 필요가 없다고 말했다.", Some("ko")),
            ("Aa bb cc dd ee ff gg hh ii jj kk ll mm nn oo pp qq rr ss tt uu vv ww.", None),
            ("The wall.", None),
        ] {
            assert_eq!(Seen::of([text].into_iter()).best().map(|b| b.0), code, "{text}");
        }
    }
}
