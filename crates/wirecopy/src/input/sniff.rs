//! Which format bytes are in, when the caller does not say.

use crate::Format;

/// How much of an input is looked at.
const HEAD: usize = 1 << 16;

/// Decides between HTML, Markdown and plain text.
pub(crate) fn sniff(input: &[u8]) -> Format {
    let head = &input[..input.len().min(HEAD)];
    if is_html(head) {
        return Format::Html;
    }
    #[cfg(feature = "html")]
    if super::mhtml::is_saved(head) {
        return Format::Mhtml;
    }
    match std::str::from_utf8(head) {
        Ok(text) if is_markdown(text) => Format::Markdown,
        Err(e) if e.error_len().is_none() && is_markdown(&String::from_utf8_lossy(head)) => Format::Markdown,
        _ => Format::Plain,
    }
}

/// A document type or an `<html>`, or elements of a page that are closed again.
fn is_html(head: &[u8]) -> bool {
    if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        return true;
    }
    let lower: Vec<u8> = head.iter().take(4096).map(u8::to_ascii_lowercase).collect();
    let begin = lower.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&lower).trim_ascii_start();
    if [&b"<!doctype html"[..], b"<html", b"<head", b"<body"].iter().any(|p| begin.starts_with(p)) {
        return true;
    }
    if begin.starts_with(b"<?xml") || begin.starts_with(b"<!--") {
        return memchr::memmem::find(&lower, b"<html").is_some();
    }
    let closed =
        ["p", "div", "article", "section", "span", "ul", "table", "h1", "h2", "blockquote", "figure"];
    begin.starts_with(b"<")
        && closed.iter().any(|tag| {
            let open = format!("<{tag}");
            let close = format!("</{tag}>");
            begin.starts_with(open.as_bytes())
                && memchr::memmem::find(&head.to_ascii_lowercase(), close.as_bytes()).is_some()
        })
}

/// Links, or two other signs of Markdown.
fn is_markdown(text: &str) -> bool {
    let link = text.match_indices("](").any(|(at, _)| {
        let line = text[..at].rfind('\n').map_or(0, |n| n + 1);
        text[line..at].contains('[')
            && text[at..].find(')').is_some_and(|end| !text[at..at + end].contains('\n'))
    });
    let mut signs = u32::from(link) * 2;
    for line in text.lines() {
        let hashes = line.bytes().take_while(|&b| b == b'#').count();
        let heading = (1..=6).contains(&hashes) && line[hashes..].starts_with(' ');
        let strong = line.matches("**").count() >= 2;
        let fence = line.starts_with("```") || line.starts_with("> ");
        let address = line.contains("<http") && line.contains('>');
        signs += u32::from(heading) * 2 + u32::from(strong) + u32::from(fence) + u32::from(address);
        if signs >= 2 {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_apart() {
        for (input, format) in [
            ("<!DOCTYPE html><p>x", Format::Html),
            ("  <div>The wall</div>", Format::Html),
            ("\u{feff}<html lang=en>", Format::Html),
            ("<p>The wall will hold.</p>", Format::Html),
            ("# The wall\n\nIt holds.", Format::Markdown),
            ("Nordwire [reported](#) it.", Format::Markdown),
            ("The wall <b>holds</b>.", Format::Plain),
            ("The [six] pumps (all) left. #1 went first, 2 ** 3.", Format::Plain),
            ("", Format::Plain),
            (
                "From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary=x\r\n\r\n",
                Format::Mhtml,
            ),
            ("Subject: The wall\nContent-Type: text/plain\n\nThe wall holds.", Format::Plain),
            ("<tweet id=\"1\">The wall holds", Format::Plain),
        ] {
            assert_eq!(sniff(input.as_bytes()), format, "{input}");
        }
    }
}
