//! Language packs: named sections of data in one checked file.
//!
//! # Format, version 2
//!
//! All numbers are little-endian.
//!
//! | bytes | what |
//! |---|---|
//! | 8 | `WIRECOPY` |
//! | 4 | format version, 2 |
//! | 4 | number of sections |
//! | 8 | language, BCP 47, padded with zeros |
//! | 32 | SHA-256 of everything after this field |
//! | 40 a section | name (24, padded with zeros), offset from the start of the file (8), length (8) |
//! | | the sections, one after another |
//!
//! | section | what |
//! |---|---|
//! | `vectors.bin` | word vectors, a byte for four numbers: `WCV1` (`language/net/vectors.rs`) |
//! | `language.net.bin`, `attribution.net.bin` | weights of networks, a byte each: `WCN1` (`language/net/tensors.rs`) |
//! | `lemmas`, `cues`, `abbreviations`, … | tables |
//!
//! A section whose name ends in `.bin` is numbers, read by the part it belongs to. Every other section is a UTF-8
//! table: a line an entry, fields apart by tabs, lines that start with `#` are notes.
//!
//! Any section may be missing: what it is for is then not found. Without `language.net.bin` every word is a noun and
//! stands alone; without `attribution.net.bin`, or with one of another shape, attributions are found by rule alone. The
//! networks were learned over the vectors beside them: `language.net.bin` is refused beside vectors of another length or
//! none. Format 1, whose models were of another kind, is no longer read.

use std::any::{Any, TypeId};
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest, Sha256};

use super::net::reader::Network;
use super::net::tensors::Tensors;
use super::net::vectors::Vectors;
use crate::{Error, ErrorKind, Result};

const MAGIC: &[u8; 8] = b"WIRECOPY";
const VERSION: u32 = 2;
const HEAD: usize = 56;
const ENTRY: usize = 40;
const BINARY: &str = ".bin";

/// A language pack, checked and ready to be read in place.
#[derive(Clone, Debug)]
pub struct Pack {
    language: String,
    digest: String,
    sections: Vec<(String, &'static str)>,
    binaries: Vec<(String, &'static [u8])>,
    /// What parts of the crate made of its tables, each made once: see [`Pack::resource`].
    made: Made,
    /// What stands in the place of some of these, for a caller's own words.
    over: Option<Made>,
}

type Made = Arc<Mutex<Vec<(TypeId, Arc<dyn Any + Send + Sync>)>>>;

impl Pack {
    /// Reads a pack.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::CorruptModel`] when it is damaged or cut off, [`ErrorKind::ModelVersion`] when it is of a
    /// later format.
    pub fn parse(bytes: &'static [u8]) -> Result<Self> {
        let mut out = Self {
            language: String::new(),
            digest: String::new(),
            sections: Vec::new(),
            binaries: Vec::new(),
            made: Made::default(),
            over: None,
        };
        out.language = check(bytes, |title, start, end| {
            let body = &bytes[start..end];
            match std::str::from_utf8(body) {
                Ok(text) if !title.ends_with(BINARY) => out.sections.push((title, text)),
                _ => out.binaries.push((title, body)),
            }
        })?;
        if out.bytes("language.net.bin").is_some() && Network::load(&out).is_none() {
            return Err(Error::new(
                ErrorKind::CorruptModel,
                "the section language.net.bin does not fit this version",
            ));
        }
        out.digest = format!("{:016x}", u64::from_be_bytes(std::array::from_fn(|k| bytes[24 + k])));
        Ok(out)
    }

    /// Reads a pack of one's own and keeps it for as long as the process runs, so that analyzers of any thread can
    /// share it.
    ///
    /// ```
    /// use wirecopy::language::{Language, Pack, pack};
    /// let bytes = pack::build("en", &[("abbreviations".into(), b"Dr.\ttitle\n".to_vec())]);
    /// let own = Pack::leak(bytes)?;
    /// let document = wirecopy::Document::from_text("Dr. Quill spoke.")?;
    /// assert_eq!(Language::with_pack(own).read(&document).sentences().len(), 1);
    /// # Ok::<(), wirecopy::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Pack::parse`]; nothing is kept then.
    pub fn leak(bytes: Vec<u8>) -> Result<&'static Self> {
        // Checked before it is kept for good.
        check(&bytes, |_, _, _| ())?;
        Ok(Box::leak(Box::new(Self::parse(Vec::leak(bytes))?)))
    }

    /// Its language, BCP 47.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The first 16 hexadecimal digits of its checksum, which answers name.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// The bytes of a section of numbers, its name with `.bin`; `None` when the pack has no such section.
    pub fn bytes(&self, section: &str) -> Option<&'static [u8]> {
        self.binaries.iter().find(|(n, _)| n == section).map(|&(_, body)| body)
    }

    /// What `load` makes of the pack's tables: made on first use, shared by all documents after that.
    pub(crate) fn resource<T: Send + Sync + 'static>(&self, load: fn(&Self) -> T) -> Arc<T> {
        let find = |made: &Vec<(TypeId, Arc<dyn Any + Send + Sync>)>| {
            let (_, one) = made.iter().find(|(id, _)| *id == TypeId::of::<T>())?;
            Arc::clone(one).downcast::<T>().ok()
        };
        if let Some(over) = &self.over
            && let Some(one) = find(&over.lock().unwrap_or_else(PoisonError::into_inner))
        {
            return one;
        }
        if let Some(one) = find(&self.made.lock().unwrap_or_else(PoisonError::into_inner)) {
            return one;
        }
        // Made outside the lock: `load` may ask for another resource.
        let fresh: Arc<T> = Arc::new(load(self));
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(one) = find(&made) {
            return one;
        }
        made.push((TypeId::of::<T>(), Arc::clone(&fresh) as Arc<dyn Any + Send + Sync>));
        fresh
    }

    /// The same pack with `one` in the place of what it makes of its tables.
    pub(crate) fn with_resource<T: Send + Sync + 'static>(mut self, one: T) -> Self {
        let over = self.over.get_or_insert_with(Made::default);
        over.lock().unwrap_or_else(PoisonError::into_inner).push((TypeId::of::<T>(), Arc::new(one)));
        self
    }

    /// The entries of a section, split into fields; none when the pack has no such section.
    pub fn rows(&self, section: &str) -> impl Iterator<Item = Vec<&'static str>> + use<> {
        let body = self.sections.iter().find(|(n, _)| n == section).map_or("", |&(_, body)| body);
        body.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).map(|l| l.split('\t').collect())
    }
}

/// Checks a pack, hands on the name, start and end of each section, and answers with the language.
fn check(bytes: &[u8], mut section: impl FnMut(String, usize, usize)) -> Result<String> {
    let corrupt = |what: &str| Error::new(ErrorKind::CorruptModel, format!("language pack: {what}"));
    if bytes.len() < HEAD || &bytes[..8] != MAGIC {
        return Err(corrupt("no pack header"));
    }
    let version = u32_at(bytes, 8);
    if version != VERSION {
        return Err(Error::new(
            ErrorKind::ModelVersion,
            format!("language pack of format {version}; this version reads {VERSION}"),
        ));
    }
    if Sha256::digest(&bytes[HEAD..])[..] != bytes[24..HEAD] {
        return Err(corrupt("the checksum does not match"));
    }
    let language = name(&bytes[16..24]).ok_or_else(|| corrupt("bad language"))?;
    for k in 0..u32_at(bytes, 12) as usize {
        let entry = bytes.get(HEAD + k * ENTRY..HEAD + (k + 1) * ENTRY).ok_or_else(|| corrupt("cut off"))?;
        let title = name(&entry[..24]).ok_or_else(|| corrupt("bad section name"))?;
        let start = usize::try_from(u64_at(entry, 24)).map_err(|_| corrupt("bad offset"))?;
        let length = usize::try_from(u64_at(entry, 32)).map_err(|_| corrupt("bad length"))?;
        let end = start.checked_add(length).filter(|&end| bytes.get(start..end).is_some());
        let end = end.ok_or_else(|| corrupt("a section lies outside the file"))?;
        let body = &bytes[start..end];
        if !title.ends_with(BINARY) {
            std::str::from_utf8(body).map_err(|_| corrupt("a section is not UTF-8"))?;
        }
        let good = match title.as_str() {
            "vectors.bin" => Vectors::read(body).is_some(),
            "language.net.bin" | "attribution.net.bin" => Tensors::read(body).is_some(),
            _ => true,
        };
        if !good {
            return Err(corrupt(&format!("the section {title} is damaged")));
        }
        section(title, start, end);
    }
    Ok(language)
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from(u32_at(bytes, at)) | u64::from(u32_at(bytes, at + 4)) << 32
}

fn name(field: &[u8]) -> Option<String> {
    let end = field.iter().position(|&b| b == 0).unwrap_or(field.len());
    std::str::from_utf8(&field[..end]).ok().map(str::to_owned)
}

/// The sections of the pack of a folder: its tables (`*.tsv`, named by their stem) as they are now, and what is not a
/// table as it is in the folder's `*.pack`, in the order of their names.
///
/// # Errors
///
/// [`ErrorKind::Io`] when the folder or a file of it cannot be read; as [`Pack::parse`] for its pack.
pub fn refreshed(folder: &std::path::Path) -> Result<Vec<(String, Vec<u8>)>> {
    let fail = |path: &std::path::Path, e: &std::io::Error| {
        Error::new(ErrorKind::Io, format!("{}: {e}", path.display()))
    };
    let mut out = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|e| fail(folder, &e))? {
        let path = entry.map_err(|e| fail(folder, &e))?.path();
        let stem = || path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        match path.extension().and_then(|x| x.to_str()) {
            Some("tsv") => out.push((stem(), std::fs::read(&path).map_err(|e| fail(&path, &e))?)),
            Some("pack") => {
                let bytes = std::fs::read(&path).map_err(|e| fail(&path, &e))?;
                check(&bytes, |title, start, end| {
                    if title.ends_with(BINARY) {
                        out.push((title, bytes[start..end].to_vec()));
                    }
                })?;
            }
            _ => {}
        }
    }
    out.sort();
    Ok(out)
}

/// Builds a pack from named tables, for `cargo xtask pack` and for packs of one's own.
pub fn build(language: &str, sections: &[(String, Vec<u8>)]) -> Vec<u8> {
    fn padded(text: &str, width: usize) -> Vec<u8> {
        let mut field = text.as_bytes().to_vec();
        field.resize(width, 0);
        field
    }
    let mut entries = Vec::new();
    let mut bodies = Vec::new();
    let start = HEAD + sections.len() * ENTRY;
    for (title, body) in sections {
        entries.extend(padded(title, 24));
        entries.extend(((start + bodies.len()) as u64).to_le_bytes());
        entries.extend((body.len() as u64).to_le_bytes());
        bodies.extend_from_slice(body);
    }
    entries.extend(bodies);
    let mut out = MAGIC.to_vec();
    out.extend(VERSION.to_le_bytes());
    out.extend((sections.len() as u32).to_le_bytes());
    out.extend(padded(language, 8));
    out.extend(Sha256::digest(&entries));
    out.extend(entries);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaked(bytes: Vec<u8>) -> &'static [u8] {
        Box::leak(bytes.into_boxed_slice())
    }

    #[test]
    fn reads_what_it_built_and_refuses_what_is_damaged() {
        let built = build(
            "en",
            &[
                ("cues".into(), b"# note\nsay\tsaid\n".to_vec()),
                ("empty".into(), vec![]),
                ("weights.bin".into(), vec![0xff, 0, 1]),
            ],
        );
        let pack = Pack::parse(leaked(built.clone())).unwrap();
        assert_eq!(pack.language(), "en");
        assert_eq!(pack.rows("cues").collect::<Vec<_>>(), [vec!["say", "said"]]);
        assert_eq!(pack.rows("none").count(), 0);
        assert_eq!(pack.bytes("weights.bin"), Some(&[0xff, 0, 1][..]));
        assert_eq!(pack.bytes("cues"), None);
        let count = |pack: &Pack| pack.rows("cues").count();
        assert!(Arc::ptr_eq(&pack.resource(count), &pack.resource(count)));
        for cut in 0..built.len() {
            assert!(Pack::parse(leaked(built[..cut].to_vec())).is_err(), "cut at {cut}");
        }
        for at in [9, 30, 60, 100, built.len() - 1] {
            let mut bad = built.clone();
            bad[at] ^= 0xff;
            assert!(Pack::parse(leaked(bad)).is_err(), "flipped {at}");
        }
    }
}
