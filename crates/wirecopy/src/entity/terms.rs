//! The terms on which a source speaks: phrases of listed classes, and the ways of asking not to be named.

use std::ops::Range;

use super::classes::Class;
use super::phrase::Part;
use super::typing::Typing;
use crate::Span;

impl Typing<'_, '_> {
    /// A phrase whose first word is of a class, up to where its clause ends, within some tokens.
    pub(super) fn phrase_in(&self, class: Class, tokens: Range<usize>) -> Option<Span> {
        let view = self.view();
        for k in tokens.clone().filter(|&k| view.classes(k).has(class)) {
            for phrase in self.lexicon().phrases(class).map(|p| &p.words) {
                if k + phrase.len() <= tokens.end
                    && phrase.iter().enumerate().all(|(j, w)| view.is(k + j, &[w]))
                {
                    let mut end = k + phrase.len();
                    while end < tokens.end && !matches!(self.phrases.part(end), Part::Comma | Part::Mark) {
                        end += 1;
                    }
                    return Some(view.cover(&(k..end)));
                }
            }
        }
        None
    }

    /// The words with which a source asks not to be named: a listed phrase, "asked that his name be withheld",
    /// "not permitted to speak".
    pub(super) fn condition_in(&self, tokens: Range<usize>) -> Option<Span> {
        if let Some(found) = self.phrase_in(Class::Condition, tokens.clone()) {
            return Some(found);
        }
        let view = self.view();
        let class = |k: usize, class: Class| view.classes(k).has(class);
        for k in tokens.clone() {
            let near = k + 1..(k + 14).min(tokens.end);
            if class(k, Class::AskingCover) {
                let identity = near.clone().find(|&j| class(j, Class::Identity));
                if let Some(at) = identity {
                    let hidden = class(at, Class::Unnamed)
                        || (k..(at + 8).min(tokens.end))
                            .any(|j| class(j, Class::Negation) || class(j, Class::Hidden));
                    if hidden {
                        return Some(view.cover(&(k..at + 1)));
                    }
                }
            }
            // "not authorised to speak", "no permission to talk to reporters"
            let barred = class(k, Class::Negation) || view.is(k, &["no", "without"]);
            if barred
                && let Some(at) = near.clone().take(3).find(|&j| class(j, Class::Allowed))
                && (at + 1..(at + 5).min(tokens.end)).any(|j| class(j, Class::SpeakingOut))
            {
                return Some(view.cover(&(k..at + 1)));
            }
        }
        None
    }
}
