//! Cuts a page into tags and text, as the HTML standard's tokenizer does, without copying any of it.
//!
//! Comments, declarations and what is broken beyond reading are passed over. Nothing here recurs, and every byte
//! is looked at a fixed number of times, whatever the page holds.

use crate::input::watch::Watch;

/// A tag or a stretch of text; all numbers are bytes of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A start tag: all of it, and its name. Its attributes went to the [`Attributes`] that were given.
    Start { start: usize, end: usize, name: (usize, usize) },
    /// An end tag, by its name.
    End { name: (usize, usize) },
    /// Text. `escaped` when it has character references, line ends or zeros that may read otherwise.
    Text { start: usize, end: usize, escaped: bool },
}

/// Where the names and values of attributes go.
pub(super) trait Attributes {
    /// An attribute of the start tag being read, by the bytes of its name and its value.
    fn put(&mut self, name: (usize, usize), value: (usize, usize));
    /// Whether any more can be read.
    fn is_full(&self) -> bool;
}

/// How the text after a start tag is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Raw {
    /// Character references, no tags.
    References,
    /// As it stands.
    Text,
    /// As it stands, with the standard's rules for comments in scripts.
    Script,
    /// To the end of the page.
    Rest,
}

/// The rest of a page, token by token.
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    page: &'a [u8],
    at: usize,
    raw: Option<(Raw, (usize, usize))>,
    watch: &'a Watch,
    stopped: bool,
}

fn is_space(b: u8) -> bool {
    matches!(b, b'\t' | b'\n' | b'\x0c' | b'\r' | b' ')
}

impl<'a> Tokens<'a> {
    pub(super) fn new(page: &'a str, watch: &'a Watch) -> Self {
        Self { page: page.as_bytes(), at: 0, raw: None, watch, stopped: false }
    }

    /// How far the page was read.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Whether the caller has asked to stop.
    pub(super) fn stopped(&self) -> bool {
        self.stopped
    }

    /// The text after the start tag just read is no markup, where its element's name says so. `<noscript>` is read
    /// as where there are no scripts.
    pub(super) fn enter(&mut self, name: (usize, usize)) {
        let bytes = &self.page[name.0..name.1];
        if !(3..=9).contains(&bytes.len()) {
            return;
        }
        let is = |names: &[&str]| names.iter().any(|n| n.as_bytes().eq_ignore_ascii_case(bytes));
        let raw = if is(&["script"]) {
            Raw::Script
        } else if is(&["style", "iframe", "xmp", "noembed", "noframes"]) {
            Raw::Text
        } else if is(&["title", "textarea"]) {
            Raw::References
        } else if is(&["plaintext"]) {
            Raw::Rest
        } else {
            return;
        };
        self.raw = Some((raw, name));
    }

    /// The next token; `None` at the end of the page, or when the caller has asked to stop.
    pub(super) fn next(&mut self, attributes: &mut impl Attributes) -> Option<Token> {
        if let Some((raw, name)) = self.raw.take() {
            let start = self.at;
            let end = self.raw_end(raw, name);
            self.at = end;
            if end > start {
                return Some(self.text(start, end, raw == Raw::References));
            }
        }
        loop {
            let start = self.at;
            let mut from = start;
            let markup = loop {
                match self.find(from, |tail| memchr::memchr(b'<', tail)) {
                    Some(at) if self.is_markup(at) => break at,
                    Some(at) => from = at + 1,
                    None => break self.page.len(),
                }
            };
            if self.stopped {
                return None;
            }
            self.at = markup;
            if markup > start {
                return Some(self.text(start, markup, true));
            }
            if markup == self.page.len() {
                return None;
            }
            let token = self.markup(markup, attributes);
            if token.is_some() || self.stopped {
                return token;
            }
        }
    }

    fn text(&self, start: usize, end: usize, references: bool) -> Token {
        let escaped = references && memchr::memchr3(b'&', b'\r', 0, &self.page[start..end]).is_some();
        Token::Text { start, end, escaped }
    }

    /// Where `search` finds something from byte `from` on, in stretches of at most 64 KB. What it looks for is one
    /// byte long.
    fn find(&mut self, from: usize, search: impl Fn(&[u8]) -> Option<usize>) -> Option<usize> {
        let mut from = from;
        while from < self.page.len() {
            let stretch = &self.page[from..self.page.len().min(from + (1 << 16))];
            let found = search(stretch);
            if !self.watch.spend(found.unwrap_or(stretch.len()) + 1) {
                self.stopped = true;
                return None;
            }
            if let Some(at) = found {
                return Some(from + at);
            }
            from += stretch.len();
        }
        None
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.page.get(at).copied()
    }

    /// Whether the `<` at `at` begins anything but text.
    fn is_markup(&self, at: usize) -> bool {
        match self.byte(at + 1) {
            Some(b'!' | b'?') => true,
            Some(b'/') => at + 2 < self.page.len(),
            Some(b) => b.is_ascii_alphabetic(),
            None => false,
        }
    }

    /// Reads the tag at `at`, or passes over what is none.
    fn markup(&mut self, at: usize, attributes: &mut impl Attributes) -> Option<Token> {
        let (first, second) = (self.byte(at + 1), self.byte(at + 2));
        let letter = |b: Option<u8>| b.is_some_and(|b| b.is_ascii_alphabetic());
        if letter(first) {
            let name = self.name(at + 1)?;
            let end = self.attributes(name.1, attributes)?;
            self.at = end;
            return Some(Token::Start { start: at, end, name });
        }
        if first == Some(b'/') && letter(second) {
            let name = self.name(at + 2)?;
            self.at = self.attributes(name.1, &mut Nowhere)?;
            return Some(Token::End { name });
        }
        self.at = if self.page[at..].starts_with(b"<!--") {
            self.comment_end(at + 4)
        } else {
            let from = if first == Some(b'/') && second == Some(b'>') { at + 2 } else { at + 1 };
            self.find(from, |tail| memchr::memchr(b'>', tail)).map_or(self.page.len(), |end| end + 1)
        };
        None
    }

    /// The name of a tag from byte `start` on. At the end of the page there is no tag.
    fn name(&mut self, start: usize) -> Option<(usize, usize)> {
        let is_end = |b: &u8| is_space(*b) || *b == b'/' || *b == b'>';
        let end = self.find(start, |tail| tail.iter().position(is_end));
        match end {
            Some(end) => Some((start, end)),
            None => self.no_more(),
        }
    }

    fn no_more<T>(&mut self) -> Option<T> {
        self.at = self.page.len();
        None
    }

    /// Reads attributes from byte `at` on; one past the end of the tag.
    fn attributes(&mut self, at: usize, into: &mut impl Attributes) -> Option<usize> {
        let mut at = at;
        loop {
            while self.byte(at).is_some_and(|b| is_space(b) || b == b'/') {
                at += 1;
            }
            if self.byte(at) == Some(b'>') {
                return Some(at + 1);
            }
            if self.byte(at).is_none() || self.stopped || into.is_full() {
                return self.no_more();
            }
            let start = at;
            // A name may begin with `=`.
            let is_end = |b: &u8| is_space(*b) || matches!(b, b'/' | b'>' | b'=');
            let Some(name_end) = self.find(at + 1, |tail| tail.iter().position(is_end)) else {
                return self.no_more();
            };
            at = name_end;
            while self.byte(at).is_some_and(is_space) {
                at += 1;
            }
            let mut value = (name_end, name_end);
            if self.byte(at) == Some(b'=') {
                at += 1;
                while self.byte(at).is_some_and(is_space) {
                    at += 1;
                }
                match self.byte(at) {
                    Some(quote @ (b'"' | b'\'')) => {
                        let Some(end) = self.find(at + 1, |tail| memchr::memchr(quote, tail)) else {
                            return self.no_more();
                        };
                        value = (at + 1, end);
                        at = end + 1;
                    }
                    Some(b'>') => value = (at, at),
                    _ => {
                        let is_end = |b: &u8| is_space(*b) || *b == b'>';
                        let Some(end) = self.find(at, |tail| tail.iter().position(is_end)) else {
                            return self.no_more();
                        };
                        value = (at, end);
                        at = end;
                    }
                }
            }
            into.put((start, name_end), value);
        }
    }

    /// One past the end of a comment whose text begins at `from`.
    fn comment_end(&mut self, from: usize) -> usize {
        if self.byte(from) == Some(b'>') {
            return from + 1;
        }
        if self.page[from..].starts_with(b"->") {
            return from + 2;
        }
        let mut at = from;
        while let Some(dash) = self.find(at, |tail| memchr::memchr(b'-', tail)) {
            let mut end = dash;
            while self.byte(end) == Some(b'-') {
                end += 1;
            }
            if end - dash >= 2 {
                if self.byte(end) == Some(b'>') {
                    return end + 1;
                }
                if self.page[end..].starts_with(b"!>") {
                    return end + 2;
                }
            }
            at = end;
        }
        self.page.len()
    }

    /// Where the text of an element that holds no markup ends: at its end tag, or with the page.
    fn raw_end(&mut self, raw: Raw, name: (usize, usize)) -> usize {
        match raw {
            Raw::Rest => self.page.len(),
            Raw::Script => self.script_end(name),
            Raw::References | Raw::Text => {
                let mut from = self.at;
                while let Some(at) = self.find(from, |tail| memchr::memchr(b'<', tail)) {
                    if self.byte(at + 1) == Some(b'/') && self.is_named(at + 2, name) {
                        return at;
                    }
                    from = at + 1;
                }
                self.page.len()
            }
        }
    }

    /// Whether the name of a tag stands at `at`, whole.
    fn is_named(&self, at: usize, name: (usize, usize)) -> bool {
        let end = at + (name.1 - name.0);
        let same = self.page.get(at..end).is_some_and(|b| b.eq_ignore_ascii_case(&self.page[name.0..name.1]));
        same && self.byte(end).is_some_and(|b| is_space(b) || b == b'/' || b == b'>')
    }

    /// Where a script ends: its end tag counts neither in a `<script>` inside a comment, nor does that end the
    /// comment.
    fn script_end(&mut self, name: (usize, usize)) -> usize {
        let (mut comment, mut nested) = (false, false);
        let mut from = self.at;
        while let Some(at) = self.find(from, |tail| {
            if comment { memchr::memchr2(b'<', b'-', tail) } else { memchr::memchr(b'<', tail) }
        }) {
            from = at + 1;
            if self.byte(at) == Some(b'-') {
                let mut end = at;
                while self.byte(end) == Some(b'-') {
                    end += 1;
                }
                if end - at >= 2 && self.byte(end) == Some(b'>') {
                    (comment, nested) = (false, false);
                }
                from = end;
            } else if self.byte(at + 1) == Some(b'/') && self.is_named(at + 2, name) {
                if !nested {
                    return at;
                }
                nested = false;
            } else if comment && !nested && self.is_named(at + 1, name) {
                nested = true;
            } else if !comment && self.page[at..].starts_with(b"<!--") {
                comment = true;
                // Its dashes may be those that end it: `<!-->`.
                from = at + 2;
            }
        }
        self.page.len()
    }
}

/// The attributes of end tags, which mean nothing.
struct Nowhere;

impl Attributes for Nowhere {
    fn put(&mut self, _: (usize, usize), _: (usize, usize)) {}

    fn is_full(&self) -> bool {
        false
    }
}

#[cfg(test)]
mod tests;
