//! Single marks and apostrophes: which of them can open or close a quotation at all.

use super::glyph::{Family, Mark, Role, position};
use super::usage::MarkWords;

/// Settles the roles of the single marks of a paragraph; those that are apostrophes or primes get none.
pub(super) fn set_roles(text: &str, marks: &mut [Mark], words: &MarkWords) {
    for mark in marks.iter_mut() {
        match mark.family {
            Family::Single => set_role(text, mark, words),
            Family::Double if is_inch(text, mark) => mark.role = Role::None,
            _ => {}
        }
    }
}

fn set_role(text: &str, mark: &mut Mark, words: &MarkWords) {
    let alnum = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    if alnum(mark.left) && alnum(mark.right) || is_elision(text, mark, words) {
        mark.role = Role::None;
        return;
    }
    let here = position(mark.left, mark.right);
    mark.role = match (mark.glyph, here) {
        ('‘' | '‚' | '‛' | '`', Role::Close) => {
            if mark.glyph == '‘' {
                Role::Close
            } else {
                Role::None
            }
        }
        ('‘' | '‚' | '‛' | '`', _) => Role::Open,
        ('’', Role::Open) if mark.left.is_none() => Role::Open,
        ('’', Role::Open) => Role::None,
        // Between a dash and a word the mark opens: he thought—'why not?'
        ('\'', Role::Either) if mark.left.is_some_and(super::is_dash) && alnum(mark.right) => Role::Open,
        (_, Role::Either) if mark.left.is_none_or(char::is_whitespace) => {
            if mark.glyph == '’' {
                Role::Close
            } else {
                Role::None
            }
        }
        (_, Role::Either) => Role::Close,
        (_, here) => here,
    };
    mark.strong = mark.role == Role::Close && !alnum(mark.left);
}

/// Whether the mark stands for letters or digits left out: ’90s, ’tis, ’n’.
pub(super) fn is_elision(text: &str, mark: &Mark, words: &MarkWords) -> bool {
    if !matches!(mark.glyph, '\'' | '’' | '‘') {
        return false;
    }
    let rest = &text[mark.span.end()..];
    let run: usize = rest.chars().take(8).take_while(|c| c.is_alphanumeric()).map(char::len_utf8).sum();
    let word = &rest[..run];
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 2 && matches!(&word[2..], "" | "s") && mark.left.is_none_or(|c| !c.is_alphanumeric()) {
        // ’90s and the class of ’16; but ‘16 people,’ opens a quotation.
        return &word[2..] == "s" || mark.glyph != '‘';
    }
    words.is_elision(word)
}

/// Whether the mark means inches or seconds: 6'2", 40° 26' 46".
fn is_inch(text: &str, mark: &Mark) -> bool {
    if !matches!(mark.glyph, '"' | '”' | '2') || !mark.left.is_some_and(|c| c.is_ascii_digit()) {
        return false;
    }
    let before = &text.as_bytes()[..mark.span.start()];
    let number = before.iter().rev().take(6).take_while(|b| b.is_ascii_digit() || **b == b'.').count();
    let head = &text[..mark.span.start() - number];
    let head = head.strip_suffix(' ').unwrap_or(head);
    if number == 0 || !head.ends_with(['\'', '’', '′']) {
        return false;
    }
    let feet = head.strip_suffix(['\'', '’', '′']).unwrap_or(head);
    feet.ends_with(|c: char| c.is_ascii_digit())
}
