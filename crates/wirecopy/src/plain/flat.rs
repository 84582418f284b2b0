//! Whether a text has lost its paragraphs.

use super::label::Made;

/// Long text in one block, or sentences run together in it ("…, he said.The minister…").
pub(super) fn is_flattened(text: &str, blocks: &[Made]) -> bool {
    let body = blocks.iter().filter(|b| b.2.is_body());
    let Some(longest) = body.max_by_key(|b| b.1 - b.0) else { return false };
    let length = longest.1 - longest.0;
    let most = length * 10 > text.len() * 7;
    most && (length > 3000 || length > 600 && glued(&text[longest.0..longest.1]) > 2)
}

/// How often a sentence begins where the one before ends, without white space.
fn glued(words: &str) -> usize {
    let bytes = words.as_bytes();
    let closing = |at: usize| -> usize {
        words[at..]
            .chars()
            .take_while(|c| matches!(c, '"' | '”' | '’' | '\'' | ')'))
            .map(char::len_utf8)
            .sum()
    };
    memchr::memchr3_iter(b'.', b'!', b'?', bytes)
        .filter(|&at| {
            let before =
                bytes[at.saturating_sub(3)..at].iter().filter(|b| b.is_ascii_lowercase()).count() == 3;
            let next = at + 1 + closing(at + 1);
            let mut after = words[next..].trim_start_matches(['“', '"', '‘']).chars();
            before
                && after.next().is_some_and(char::is_uppercase)
                && after.next().is_some_and(|c| c.is_lowercase() || c == ' ')
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glued_sentences_are_counted() {
        assert_eq!(
            glued("It fell, he said.The mayor left.“We ran.”She did not. St.Olav. The U.S.The end"),
            3
        );
        assert_eq!(glued("“Why?” he asked. “No.” He left."), 0);
    }
}
