//! Words of the caller's own: verbs of saying, titles and other names, laid over a pack without rebuilding it.

use crate::attribution::direct::verbs::{Form, SpeechVerbs, forms};
use crate::attribution::lexicon::Lexicon as Cues;
use crate::entity::lexicon::Lexicon as Names;
use crate::language::Pack;
use crate::{Error, ErrorKind, Result};

/// The pack with the words of `entries` ([`AnalyzeOptions::words`](crate::AnalyzeOptions::words)) beside its own.
pub(crate) fn laid_over(pack: &Pack, entries: &str) -> Result<Pack> {
    let (mut verbs, mut cues, mut names) = (SpeechVerbs::load(pack), Cues::load(pack), Names::load(pack));
    for (number, line) in entries.split(['\n', ';']).enumerate() {
        let line = line.split('#').next().unwrap_or("").trim();
        if line.is_empty() {
            continue;
        }
        let wrong = |what: &str| {
            Error::new(ErrorKind::InvalidOption, format!("words, entry {}: {what}: {line:?}", number + 1))
        };
        let (kind, rest) = line.split_once(char::is_whitespace).ok_or_else(|| wrong("nothing follows"))?;
        let rest = rest.trim();
        match kind {
            "verb" => {
                let given: Vec<String> = rest.split_whitespace().map(str::to_lowercase).collect();
                if given.len() > 5 {
                    return Err(wrong("a verb has at most five forms"));
                }
                let form = |k: usize| given.get(k).map_or("-", String::as_str);
                let list = [form(1), if given.len() == 2 { form(1) } else { form(2) }, form(3), form(4)];
                verbs.add(form(0), list);
                cues.add(form(0), forms(form(0), list).map(|(word, form)| (word, like_say(form))));
            }
            "title" => names.add_title(rest),
            "alias" => match rest.split_once('=') {
                Some((other, name)) if !other.trim().is_empty() && !name.trim().is_empty() => {
                    names.add_alias(other.trim(), name.trim());
                }
                _ => return Err(wrong("an alias is OTHER NAME = NAME")),
            },
            _ => return Err(wrong("an entry is a verb, a title or an alias")),
        }
    }
    Ok(pack.clone().with_resource(verbs).with_resource(cues).with_resource(names))
}

/// The same form of "say".
fn like_say(form: Form) -> &'static str {
    match form {
        Form::Base => "say",
        Form::Present => "says",
        Form::Past | Form::Participle => "said",
        Form::Gerund => "saying",
    }
}

#[cfg(test)]
#[cfg(feature = "lang-en")]
mod tests {
    use crate::{AnalyzeOptions, Analyzer};

    fn found(words: &str, text: &str) -> Vec<(String, String)> {
        let analyzer =
            Analyzer::english().with_options(&AnalyzeOptions::default().with_words(words)).unwrap();
        let found = analyzer.analyze_text(text).unwrap();
        let told = found.attributions().iter().map(|a| {
            let speaker = found.speaker(a).map_or(String::new(), |e| e.name().to_owned());
            (a.cue().map_or(String::new(), |c| c.lemma.clone()), speaker)
        });
        told.collect()
    }

    #[test]
    fn own_verbs_titles_and_aliases_count() {
        let text = "“The wall will hold,” yabbered Petra Quill. Quill yabbered that the gate was shut.";
        assert!(!found("", text).iter().any(|(lemma, _)| lemma == "yabber"));
        let both = found("verb yabber", text);
        assert_eq!(both, [("yabber".into(), "Petra Quill".into()), ("yabber".into(), "Petra Quill".into())]);
        let text = "“The wall will hold,” said the Ferry. Janek Moor said it was old.";
        assert_eq!(found("alias the Ferry = Janek Moor", text)[0].1, "Janek Moor");
        let text = "“The wall will hold,” said Portreeve Ada Lund.";
        assert_eq!(found("title Portreeve # of Port Vellin", text)[0].1, "Ada Lund");
    }

    #[test]
    fn own_verbs_are_cues_of_paraphrases() {
        let read = |words: &str, text: &str| {
            let options = AnalyzeOptions::default().with_words(words);
            let analyzer = Analyzer::english().with_options(&options).unwrap();
            let found = analyzer.analyze_text(text).unwrap();
            let told = found.attributions().iter().filter(|a| a.cue().is_some_and(|c| c.lemma == "zorp"));
            let pieces = told.flat_map(|a| {
                assert_eq!(a.kind(), crate::Kind::Indirect, "{text}");
                a.source().iter().map(|s| s.extent()).chain(a.content().iter().copied()).collect::<Vec<_>>()
            });
            pieces.map(|span| found.document().slice(span).to_owned()).collect::<Vec<_>>()
        };
        for (text, source, content) in [
            ("The mayor zorped that the bridge was safe.", "The mayor", "that the bridge was safe"),
            ("The mayor zorped the bridge was safe.", "The mayor", "the bridge was safe"),
            ("The pumps were sold, two officials zorped.", "two officials", "The pumps were sold"),
            ("The council zorps it will not pay.", "The council", "it will not pay"),
            ("Quill has zorped that nobody asked her.", "Quill", "that nobody asked her"),
        ] {
            let mut pieces = read("verb zorp", text);
            pieces.sort();
            let mut wanted = [source.to_owned(), content.to_owned()];
            wanted.sort();
            assert_eq!(pieces, wanted, "{text}");
        }
        // Without the word, what looks like a noun or an unknown verb is not surely one.
        assert!(read("", "The pumps were sold, two officials zorped.").is_empty());
    }

    #[test]
    fn what_is_no_entry_is_an_error() {
        for words in ["verb", "noun wall", "alias Quill", "alias = Quill", "verb a b c d e f"] {
            let options = AnalyzeOptions::default().with_words(words);
            assert!(Analyzer::english().with_options(&options).is_err(), "{words}");
        }
    }
}
