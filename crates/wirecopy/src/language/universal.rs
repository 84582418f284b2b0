//! Universal parts of speech, from Penn tags and relations.

use super::{Penn, Relation, Upos};

/// The universal part of speech of a word.
#[expect(clippy::match_same_arms, reason = "a kind of Penn tags a line")]
pub(crate) fn upos(word: &str, penn: Penn, relation: Relation) -> Upos {
    use Penn as P;
    match penn {
        P::NN | P::NNS => Upos::NOUN,
        P::NNP | P::NNPS => Upos::PROPN,
        P::JJ | P::JJR | P::JJS => Upos::ADJ,
        P::RB | P::RBR | P::RBS if is_negation(word) => Upos::PART,
        P::RB | P::RBR | P::RBS => Upos::ADV,
        P::VB | P::VBD | P::VBG | P::VBN | P::VBP | P::VBZ => match relation {
            Relation::Aux | Relation::AuxPass | Relation::Cop => Upos::AUX,
            _ => Upos::VERB,
        },
        P::MD => Upos::AUX,
        P::IN => match relation {
            Relation::Mark => Upos::SCONJ,
            _ => Upos::ADP,
        },
        P::RP => Upos::ADP,
        P::DT | P::WDT => match relation {
            Relation::Det | Relation::DetPredet | Relation::CcPreconj => Upos::DET,
            _ if penn == P::DT && relation == Relation::Advmod => Upos::ADV,
            _ => Upos::PRON,
        },
        P::PDT => Upos::DET,
        P::PRP | P::PRPS | P::WP | P::WPS | P::EX => Upos::PRON,
        P::WRB if relation == Relation::Mark => Upos::SCONJ,
        P::WRB => Upos::ADV,
        P::TO | P::POS => Upos::PART,
        P::CC => Upos::CCONJ,
        P::CD => Upos::NUM,
        P::UH => Upos::INTJ,
        P::SYM | P::Dollar => Upos::SYM,
        P::Stop
        | P::Comma
        | P::Colon
        | P::Open
        | P::Close
        | P::LeftBracket
        | P::RightBracket
        | P::HYPH
        | P::NFP => Upos::PUNCT,
        P::ADD => Upos::PROPN,
        P::XX | P::FW | P::LS | P::AFX | P::GW => Upos::X,
    }
}

/// "not", "n't", with any apostrophe.
fn is_negation(word: &str) -> bool {
    let mut letters = word.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase());
    let first = [letters.next(), letters.next(), letters.next(), letters.next()];
    first == [Some('n'), Some('o'), Some('t'), None] || first == [Some('n'), Some('t'), None, None]
}
