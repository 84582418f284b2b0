//! The attributions of an answer in the asked style: which are listed, how their spans are cut.

use crate::attribution::{Attribution, Flag, Kind};
use crate::{Analysis, Document, JsonOptions, Span, Style};

/// The attributions that `options` asks for, with their numbers, in the asked style.
pub fn styled(analysis: &Analysis, options: &JsonOptions) -> Vec<(usize, Attribution)> {
    let all = analysis.attributions();
    let mut out: Vec<(usize, Attribution)> =
        all.iter().enumerate().filter(|(_, a)| options.lists(a)).map(|(k, a)| (k, a.clone())).collect();
    match options.style {
        Style::Full => {}
        Style::Polnear => polnear(all, &mut out),
        Style::Parc => {
            out.retain(|(_, a)| a.cue.is_some() && a.kind != Kind::Gesture);
            for (_, a) in &mut out {
                parc(analysis.document(), a);
            }
        }
        Style::Pdnc => {
            out.retain(|(_, a)| a.kind != Kind::Gesture && a.nested_in.is_none());
            pdnc(analysis.document(), all, &mut out);
        }
    }
    out
}

fn polnear(all: &[Attribution], out: &mut Vec<(usize, Attribution)>) {
    let said = |a: &Attribution| a.kind != Kind::Gesture && (a.cue.is_some() || a.source.is_some());
    out.retain(|(_, a)| said(a) && a.nested_in.is_none());
    join(all, out, |_, _| true);
}

/// Makes what goes on without a cue a piece of what it goes on from, where `may` says so of both.
fn join(
    all: &[Attribution],
    out: &mut Vec<(usize, Attribution)>,
    may: impl Fn(&Attribution, &Attribution) -> bool,
) {
    // From the last on, so that what goes on from what goes on comes with it.
    for at in (0..out.len()).rev() {
        let (number, a) = &out[at];
        let goes_on = a.cue.is_none() && a.flags.has(Flag::Continuation);
        let Some(from) = a.follows.map(|k| k as usize).filter(|k| goes_on && k < number) else { continue };
        let Ok(first) = out.binary_search_by_key(&from, |(k, _)| *k) else { continue };
        if !may(&out[first].1, &out[at].1) {
            continue;
        }
        let (_, rest) = out.remove(at);
        let whole = &mut out[first].1;
        whole.content.extend(rest.content);
        whole.quoted.extend(rest.quoted);
        whole.content.sort();
        whole.quoted.sort();
        whole.kind = joined(all[from].kind, rest.kind);
    }
}

/// What goes on in the same paragraph is a piece; what stands in further paragraphs, after a piece that goes on there,
/// stands alone, with numbers after all others.
fn pdnc(document: &Document, all: &[Attribution], out: &mut Vec<(usize, Attribution)>) {
    let block = |s: &Span| document.blocks().partition_point(|b| b.span().end() <= s.start());
    join(all, out, |a, b| a.content.last().map(block) == b.content.first().map(block));
    let mut next = all.len();
    for (number, mut a) in std::mem::take(out) {
        let pieces = std::mem::take(&mut a.content);
        let mut parts = pieces.chunk_by(|a, b| block(a) == block(b));
        let Some(first) = parts.next() else { continue };
        let quoted = |part: &[Span]| {
            a.quoted.iter().copied().filter(|q| part.iter().any(|p| p.contains(*q))).collect::<Vec<_>>()
        };
        let own = (quoted(first), first.to_vec());
        let rest: Vec<_> = parts.map(|part| (quoted(part), part.to_vec())).collect();
        (a.quoted, a.content) = own;
        let more = rest.into_iter().map(|(quoted, content)| {
            let mut more = Attribution { quoted, content, follows: Some(number as u32), ..a.clone() };
            more.flags.set(Flag::Continuation);
            next += 1;
            (next - 1, more)
        });
        let more: Vec<(usize, Attribution)> = more.collect();
        out.push((number, a));
        out.extend(more);
    }
    for (_, a) in out {
        parc(document, a);
    }
}

fn joined(a: Kind, b: Kind) -> Kind {
    if a == b { a } else { Kind::Mixed }
}

/// Outer marks and a leading "that" are left out of the contents.
fn parc(document: &Document, a: &mut Attribution) {
    let marks = ['“', '”', '"', '„', '«', '»', '‘', '’', '\'', '`', '「', '」', '『', '』'];
    let quoted: Vec<Span> = a.quoted.clone();
    for piece in &mut a.content {
        let text = document.slice(*piece);
        let whole = quoted.contains(piece);
        let rest = match text.split_once(char::is_whitespace) {
            Some((first, rest)) if !whole && first.eq_ignore_ascii_case("that") => rest.trim_start(),
            _ if whole => text.trim_start_matches(marks),
            _ => text,
        };
        let start = piece.end() - rest.len();
        let kept = if whole { rest.trim_end_matches(marks) } else { rest };
        if !kept.is_empty() {
            *piece = Span::of(start, start + kept.len());
        }
    }
}

#[cfg(test)]
#[cfg(feature = "lang-en")]
mod tests {
    use super::*;
    use crate::{Analyzer, Scope};

    fn contents(text: &str, style: Style) -> Vec<Vec<String>> {
        let found = Analyzer::english().analyze_text(text).unwrap();
        let options = JsonOptions::default().with_scope(Scope::All).with_style(style);
        let pieces = |a: &Attribution| {
            a.content().iter().map(|&s| found.document().slice(s).to_owned()).collect::<Vec<_>>()
        };
        styled(&found, &options).iter().map(|(_, a)| pieces(a)).collect()
    }

    #[test]
    fn polnear_has_nothing_nested_and_continues_in_pieces() {
        let text = "“He told me ‘run’ and I ran,” Owen Marsh said. He paused. “Nobody had a torch.”\n\n\
                    “Nobody had a key.”";
        assert_eq!(contents(text, Style::Full).len(), 4);
        let one = ["“He told me ‘run’ and I ran,”", "“Nobody had a torch.”", "“Nobody had a key.”"];
        assert_eq!(contents(text, Style::Polnear), [one.map(str::to_owned).to_vec()]);
    }

    #[test]
    fn pdnc_has_one_a_paragraph_and_turn() {
        let text = "“He told me ‘run’ and I ran,” Owen Marsh said. He paused. “Nobody had a torch.\n\n\
                    “Nobody had a key.”";
        let found = Analyzer::english().analyze_text(text).unwrap();
        let options = JsonOptions::default().with_scope(Scope::All).with_style(Style::Pdnc);
        let all = styled(&found, &options);
        let numbers: Vec<usize> = all.iter().map(|(k, _)| *k).collect();
        assert_eq!(numbers, [0, found.attributions().len()]);
        assert_eq!(all[1].1.follows(), Some(0));
        let wanted = [&["He told me ‘run’ and I ran,", "Nobody had a torch."][..], &["Nobody had a key."]];
        assert_eq!(contents(text, Style::Pdnc), wanted);
    }

    #[test]
    fn parc_leaves_out_marks_and_that() {
        let text = "“It was dark,” Owen Marsh said. Marsh said that the gate was shut.";
        assert_eq!(contents(text, Style::Parc), [["It was dark,"], ["the gate was shut"]]);
    }
}
