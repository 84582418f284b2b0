//! The screen of `wirecopy parse`.

use wirecopy::{BlockKind, Document};

use super::{LineNumbers, Screen, clean, count, from, outlet, pad, title};

pub(crate) fn render(document: &Document, screen: Screen) -> String {
    let m = document.metadata();
    let authors: Vec<String> = m.authors.iter().map(|f| clean(&f.value)).collect();
    let published = m.published.as_ref().map(|f| format!("{} ({})", f.value, from(f.provenance)));
    let language = m.language.as_ref().map(|f| format!("{} ({})", clean(&f.value), from(f.provenance)));
    let mut out = format!("{} · {}\n", screen.bold(&title(document)), outlet(document));
    let unknown = || "not given".to_owned();
    let by = if authors.is_empty() { unknown() } else { authors.join(", ") };
    for (label, value) in [
        ("by", by),
        ("published", published.unwrap_or_else(unknown)),
        ("language", language.unwrap_or_else(unknown)),
        ("url", m.url.as_ref().map_or_else(unknown, |f| clean(&f.value))),
    ] {
        out.push_str(&format!("{label:<10} {}\n", screen.fit(&value, 11)));
    }
    let of = |f: &dyn Fn(BlockKind) -> bool| document.blocks().iter().filter(|b| f(b.kind())).count();
    out.push_str(&format!(
        "{}, {}, {} of debris; {}, {} bytes\n",
        count(of(&BlockKind::is_body), "block of body", "blocks of body"),
        count(of(&|k| k == BlockKind::Caption), "caption", "captions"),
        count(of(&|k| k == BlockKind::Debris), "block", "blocks"),
        document.format().name(),
        document.input_bytes(),
    ));
    out.push_str(&screen.bold("line block       words"));
    out.push('\n');
    let lines = LineNumbers::of(document.text());
    for block in document.blocks() {
        let note = block.note().map(|n| format!("[{}] ", n.replace('_', " "))).unwrap_or_default();
        let words = screen.fit(&format!("{note}{}", document.slice(block.span())), 17);
        let kind = pad(&block.kind().name().replace('_', " "), 11);
        out.push_str(&format!("{:>4} {kind} {words}\n", lines.at(block.span().start())));
    }
    out
}
