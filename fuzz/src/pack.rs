//! Language packs of anyone's making.

use sha2::{Digest, Sha256};
use wirecopy::language::{Language, Layer, Pack, pack as packs};
use wirecopy::{Analyzer, Document, ErrorKind};

/// Bytes of a pack before what its checksum is of; the checksum is the last 32 of them.
const HEAD: usize = 56;
const TEXT: &str = "The dam held, Petra Quill told reporters in Port Vellin on 3 May.\n\n\
    “We were lucky,” the engineer said. According to the harbour office, 1,200 people were asked to leave.";

/// A pack with a right checksum is refused with an error that says so, or a text is read with it. First byte even:
/// the rest is the pack. Odd: the rest changes single bytes of vectors and networks of the English pack, six bytes a
/// change: the section, where (4), the byte.
pub fn pack(input: &[u8]) {
    let Some((&kind, rest)) = input.split_first() else { return };
    let mut bytes = if kind % 2 == 0 { rest.to_vec() } else { changed(rest) };
    if let Some((head, body)) = bytes.split_at_mut_checked(HEAD) {
        head[24..].copy_from_slice(&Sha256::digest(body));
    }
    let bytes = Box::into_raw(bytes.into_boxed_slice());
    // SAFETY: just made; freed below, when nothing that reads it is left.
    match Pack::parse(unsafe { &*bytes }) {
        Ok(pack) => {
            let pack = Box::into_raw(Box::new(pack));
            // SAFETY: as above.
            read(unsafe { &*pack });
            // SAFETY: from `into_raw`; what `read` made of it is gone.
            drop(unsafe { Box::from_raw(pack) });
        }
        Err(error) => {
            let known = [ErrorKind::CorruptModel, ErrorKind::ModelVersion];
            assert!(known.contains(&error.kind()), "{error}");
        }
    }
    // SAFETY: from `into_raw`; the pack that read it is gone.
    drop(unsafe { Box::from_raw(bytes) });
}

fn read(pack: &'static Pack) {
    let document = Document::from_text(TEXT).expect("a document");
    let words = Language::with_pack(pack).read(&document);
    words.find(Layer::Syntax);
    let n = words.len();
    assert!(words.penn().len() == n && words.relations().len() == n);
    for k in 0..n {
        let mut at = k;
        for _ in 0..=n {
            match words.head(at) {
                Some(head) => at = head,
                None => break,
            }
        }
        assert!(words.head(at).is_none(), "no way to a root from {k}");
        assert!(!words.lemma(k).is_empty());
    }
    Analyzer::with_pack(pack).analyze(&document).expect("an analysis");
}

/// The English pack, its numbers with these changes.
fn changed(changes: &[u8]) -> Vec<u8> {
    let english = Analyzer::english().pack();
    let names = ["vectors.bin", "language.net.bin", "attribution.net.bin"];
    let mut sections: Vec<(String, Vec<u8>)> =
        names.iter().map(|&name| (name.to_owned(), english.bytes(name).expect("numbers").to_vec())).collect();
    for change in changes.chunks_exact(6) {
        let body = &mut sections[usize::from(change[0]) % names.len()].1;
        let at = u32::from_le_bytes([change[1], change[2], change[3], change[4]]) as usize % body.len();
        body[at] = change[5];
    }
    for name in ["abbreviations", "cues", "cue_classes", "cue_patterns", "speech_verbs", "source_nouns"] {
        let lines: Vec<String> = english.rows(name).map(|fields| fields.join("\t") + "\n").collect();
        sections.push((name.to_owned(), lines.concat().into_bytes()));
    }
    packs::build("en", &sections)
}
