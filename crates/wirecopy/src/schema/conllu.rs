//! CoNLL-U: tokens and what is known of them, in the columns every treebank tool reads.

use std::fmt::Write;

use crate::language::{Layer, Words};
use crate::{OffsetMap, Unit};

/// The tokens of a document as `CoNLL-U`, as far as `layer`; columns of layers not asked for are `_`.
///
/// MISC has `start=` and `end=` in the unit asked for, `NER=` (`B-PERSON`, `I-PERSON`, … as in `CoNLL` 2003) and
/// `SpaceAfter=No`. `# newpar` begins a block; a word written together with its ending (`did` `n't`) has a line of
/// its own before its parts.
///
/// ```
/// use wirecopy::language::{Language, Layer};
/// let document = wirecopy::Document::from_text("The dam held.")?;
/// let out = wirecopy::schema::conllu(&Language::english().read(&document), Layer::Syntax, wirecopy::Unit::Chars);
/// assert!(out.contains("2\tdam\tdam\tNOUN\tNN\t_\t3\tnsubj\t_\tstart=4|end=7\n"));
/// # Ok::<(), wirecopy::Error>(())
/// ```
pub fn conllu(words: &Words, layer: Layer, unit: Unit) -> String {
    words.find(layer);
    let document = words.document();
    let text = document.text();
    let spans = words.spans();
    let map: &OffsetMap = document.offsets();
    let name = if document.id().is_empty() { "document" } else { document.id() };
    let mut out = String::with_capacity(words.len() * 48);
    let _ = writeln!(out, "# newdoc id = {}", line(name));
    let mut block = usize::MAX;
    for (number, sentence) in words.sentences().iter().enumerate() {
        let own = sentence.tokens();
        if sentence.block() != block {
            block = sentence.block();
            out.push_str("# newpar\n");
        }
        let _ = writeln!(out, "# sent_id = {}-{}", line(name), number + 1);
        let _ = writeln!(out, "# text = {}", line(document.slice(sentence.span())));
        let touches = |k: usize| k + 1 < spans.len() && spans[k].end() == spans[k + 1].start();
        let joined = |k: usize| {
            let ending = words.form(k + 1);
            let letters = ending.trim_start_matches(['\'', '’', '´', 'ʼ', '`']);
            words.form(k).ends_with(char::is_alphabetic) && letters.starts_with(char::is_alphabetic)
        };
        let mut inside = own.start;
        for k in own.clone() {
            if k >= inside {
                inside = k;
                while inside + 1 < own.end && touches(inside) && joined(inside) {
                    inside += 1;
                }
                if inside > k {
                    let surface = &text[spans[k].start()..spans[inside].end()];
                    let misc = if touches(inside) { "SpaceAfter=No" } else { "_" };
                    let (a, b) = (k - own.start + 1, inside - own.start + 1);
                    let _ = writeln!(out, "{a}-{b}\t{}\t_\t_\t_\t_\t_\t_\t_\t{misc}", line(surface));
                }
                inside += 1;
            }
            let _ = write!(out, "{}\t{}\t", k - own.start + 1, line(words.form(k)));
            if layer >= Layer::Tags {
                let _ = write!(out, "{}\t", line(&words.lemma(k)));
            } else {
                out.push_str("_\t");
            }
            match layer {
                Layer::Syntax => _ = write!(out, "{}\t", words.upos(k).name()),
                _ => out.push_str("_\t"),
            }
            match layer {
                Layer::Tokens => out.push('_'),
                _ => out.push_str(words.penn()[k].name()),
            }
            out.push_str("\t_\t");
            if layer >= Layer::Syntax {
                let head = words.head(k).map_or(0, |h| h - own.start + 1);
                let _ = write!(out, "{head}\t{}", words.relation(k).name());
            } else {
                out.push_str("_\t_");
            }
            let at = |byte: usize| map.from_bytes(text, byte, unit);
            let _ = write!(out, "\t_\tstart={}|end={}", at(spans[k].start()), at(spans[k].end()));
            if layer >= Layer::Names
                && let Some((kind, begins)) = words.name_part(k)
            {
                let _ = write!(out, "|NER={}-{}", if begins { 'B' } else { 'I' }, kind.name());
            }
            if touches(k) && (k + 1 == inside || k + 1 >= own.end) {
                out.push_str("|SpaceAfter=No");
            }
            out.push('\n');
        }
        out.push('\n');
    }
    out
}

/// A text on one line, in one column.
fn line(text: &str) -> std::borrow::Cow<'_, str> {
    if text.is_empty() {
        return "_".into();
    }
    if text.contains(|c: char| c.is_control() || c == '\u{2028}' || c == '\u{2029}') {
        return text
            .split(|c: char| c.is_control() || c.is_whitespace())
            .filter(|w| !w.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
            .into();
    }
    text.into()
}
