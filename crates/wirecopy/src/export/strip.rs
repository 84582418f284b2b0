//! Takes out what was put in, byte for byte.

use std::ops::Range;

use memchr::memmem;

use super::tags::{ALL, Tags, Writing};

/// A page without the marks and the style sheet that [`annotate`](super::annotate()) put in: the bytes it was
/// given. Other bytes are left as they are.
pub fn strip(annotated: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(annotated.len());
    let mut from = 0;
    for cut in cuts(annotated) {
        out.extend_from_slice(&annotated[from..cut.start]);
        from = cut.end;
    }
    out.extend_from_slice(&annotated[from..]);
    out
}

/// Whether a page has something in it that [`strip`] would take out.
pub(super) fn is_annotated(page: &[u8]) -> bool {
    writing_of(page).is_some()
}

/// The writing of the first start tag that is found.
fn writing_of(page: &[u8]) -> Option<Writing> {
    ALL.into_iter().find(|w| [w.mark(), w.style()].iter().any(|t| find(page, &t.open, 0, w.unit()).is_some()))
}

/// Where `needle` stands at or after `from`, at a multiple of `unit`.
fn find(page: &[u8], needle: &[u8], from: usize, unit: usize) -> Option<usize> {
    let tail = page.get(from..)?;
    memmem::find_iter(tail, needle).map(|at| from + at).find(|at| at.is_multiple_of(unit))
}

/// The stretches to be taken out, in order.
fn cuts(page: &[u8]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let Some(writing) = writing_of(page) else { return out };
    let (mark, style, unit) = (writing.mark(), writing.style(), writing.unit());
    let mut at = 0;
    let mut next_style = find(page, &style.open, 0, unit);
    let mut next_mark = find(page, &mark.open, 0, unit);
    loop {
        let is_style = match (next_style, next_mark) {
            (Some(s), Some(m)) => s < m,
            (Some(_), None) => true,
            (None, Some(_)) => false,
            (None, None) => return out,
        };
        let (tags, start): (&Tags, Option<usize>) =
            if is_style { (&style, next_style) } else { (&mark, next_mark) };
        let Some(start) = start else { return out };
        let labels = start + tags.open.len();
        let end = find(page, &tags.open_end, labels, unit).map(|e| e + tags.open_end.len());
        let close = end.and_then(|e| find(page, &tags.close, e, unit));
        let (Some(end), Some(close)) = (end, close) else { return out };
        if is_style {
            out.push(start..close + tags.close.len());
        } else {
            out.push(start..end);
            out.push(close..close + tags.close.len());
        }
        at = at.max(close + tags.close.len());
        if next_style.is_some_and(|s| s < at) {
            next_style = find(page, &style.open, at, unit);
        }
        if next_mark.is_some_and(|m| m < at) {
            next_mark = find(page, &mark.open, at, unit);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_put_in_is_taken_out() {
        let page = b"<p><mark>a</mark> <mark data-wirecopy=\"content:a0\">b &lt;</mark>c</mark>";
        assert_eq!(strip(page), b"<p><mark>a</mark> b &lt;c</mark>");
        assert_eq!(strip(b"<p>a</p>"), b"<p>a</p>");
        let unclosed = b"<mark data-wirecopy=\"x\">a";
        assert_eq!(strip(unclosed), unclosed);
    }
}
