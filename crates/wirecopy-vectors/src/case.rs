//! Reading vector files.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;

/// Which answer a vector asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Op {
    /// `wirecopy.document/1` of the only input.
    Document,
    /// `wirecopy.attributions/1` of the only input.
    #[default]
    Attributions,
    /// `wirecopy.pairs/1` and `wirecopy.clusters/1` of all inputs, on a line each; their ids are the keys.
    Dedup,
    /// `wirecopy.story/1` of all inputs.
    Story,
    /// `wirecopy.verification/1` of the first input, checked against the others.
    Verify,
    /// The only input, a page, with its attributions marked.
    Annotate,
    /// A line with the signature of each input.
    Signatures,
    /// `wirecopy.reports/1` of the only input.
    Reports,
    /// `wirecopy.speakers/1` of all inputs.
    Speakers,
}

impl Op {
    /// Its name in vectors.
    pub fn name(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Attributions => "attributions",
            Self::Dedup => "dedup",
            Self::Story => "story",
            Self::Verify => "verify",
            Self::Annotate => "annotate",
            Self::Signatures => "signatures",
            Self::Reports => "reports",
            Self::Speakers => "speakers",
        }
    }
}

/// What a caller sets for an input or for all inputs of a vector.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Options {
    /// `auto`, `plain`, `markdown` or `html`.
    pub format: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// Its language.
    pub language: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// `balanced`, `precision` or `recall`.
    pub favor: Option<String>,
    /// The unit of the answer's offsets: `chars`, `bytes` or `utf16`.
    pub offsets: Option<String>,
    /// `speech` or `all`.
    pub scope: Option<String>,
    /// `full`, `polnear`, `parc` or `pdnc`.
    pub style: Option<String>,
    /// Least certainty of an attribution that is listed.
    pub min_confidence: Option<f64>,
    /// `model` or `rules`.
    pub engine: Option<String>,
    /// `balanced`, `precision` or `recall`.
    pub dial: Option<String>,
    /// Words of the caller's own, parted by `;`.
    pub words: Option<String>,
    /// For `speakers`: other names of people, `OTHER NAME = NAME`, parted by `;`.
    pub aliases: Option<String>,
    /// For `dedup`: least similarity of a pair.
    pub threshold: Option<f64>,
    /// Of an input of `dedup`: its rank.
    pub rank: Option<i64>,
    /// For `dedup` and `signatures`: how copies are looked for.
    #[serde(default)]
    pub copies: Copies,
}

/// How copies are looked for. What is not given is the default, or what the scheme says.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Copies {
    /// `basic` or `news`.
    pub normalize: Option<String>,
    /// Settings of a publication.
    pub scheme: Option<String>,
    /// Words in a shingle.
    pub shingle: Option<u64>,
    /// Whether shingles are of characters.
    pub characters: Option<bool>,
    /// Values in a signature.
    pub permutations: Option<u64>,
    /// Bands and the values in each, as in `14x8`.
    pub bands: Option<String>,
    /// Least containment of a partial copy.
    pub containment: Option<f64>,
    /// Whether partial copies are looked for.
    pub passages: Option<bool>,
    /// Least words of a passage.
    pub passage_words: Option<u64>,
    /// Most documents that a shingle may occur in.
    pub cap: Option<u64>,
    /// Whether only signatures are kept.
    pub estimate: Option<bool>,
    /// `longest`, `earliest` or `rank`.
    pub keep: Option<String>,
    /// Threads that look for pairs.
    pub threads: Option<u64>,
    /// Learn from the inputs what so many carry, then do not count it.
    pub least: Option<u64>,
    /// Compare quotations, not documents.
    pub quotes: Option<bool>,
}

impl Copies {
    /// Names and values of what is given and goes into the options of an index.
    pub fn given(&self) -> Vec<(&'static str, String)> {
        let text = |value: &Option<String>| value.clone();
        let number = |value: Option<u64>| value.map(|v| v.to_string());
        let yes = |value: Option<bool>| value.map(|v| v.to_string());
        let all = [
            ("normalize", text(&self.normalize)),
            ("shingle", number(self.shingle)),
            ("characters", yes(self.characters)),
            ("permutations", number(self.permutations)),
            ("bands", text(&self.bands)),
            ("containment", self.containment.map(|v| v.to_string())),
            ("passages", yes(self.passages)),
            ("passage_words", number(self.passage_words)),
            ("cap", number(self.cap)),
            ("estimate", yes(self.estimate)),
            ("keep", text(&self.keep)),
            ("threads", number(self.threads)),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }
}

/// One input of a vector.
#[derive(Clone, Debug, Deserialize)]
pub struct Input {
    /// The caller's name for it.
    #[serde(default)]
    pub id: String,
    /// What is read.
    pub text: String,
    /// What is set for this input alone; wins over the options of the vector.
    #[serde(default, flatten)]
    pub options: BTreeMap<String, Value>,
}

/// One vector.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Its name: unique, and the name of its golden file.
    pub name: String,
    /// The only input, for one with no id.
    input: Option<String>,
    /// Several inputs, or one with an id.
    #[serde(default)]
    inputs: Vec<Input>,
    /// Which answer is asked for.
    #[serde(default)]
    pub op: Op,
    /// What is set for all inputs.
    #[serde(default)]
    pub options: Options,
    /// What the answer must hold.
    #[serde(default)]
    pub expect: Value,
    /// Whether the whole answer is kept in `golden/` and compared byte for byte.
    #[serde(default)]
    pub golden: bool,
    /// Why the vector is known to fail; it must then fail.
    pub expect_fail: Option<String>,
    /// Where the shape is defined or what it is about; for the reader.
    #[serde(default)]
    pub note: String,
    /// The file it stands in.
    #[serde(skip)]
    pub path: PathBuf,
}

impl Case {
    /// Its inputs, in order.
    pub fn inputs(&self) -> &[Input] {
        &self.inputs
    }
}

/// `tests/vectors` of this repository.
pub fn vectors_dir() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors")
}

/// All vectors under `dir`, by path and then by their place in the file. A file holds one vector or a list.
///
/// # Errors
///
/// A message that names the file: not readable, not a vector, a name used twice, nothing to check, or no
/// vector at all.
pub fn read(dir: &Path) -> Result<Vec<Case>, String> {
    let mut paths = Vec::new();
    gather(dir, &mut paths)?;
    paths.sort();
    let mut cases = Vec::new();
    for path in paths {
        let fail = |what: String| format!("{}: {what}", path.display());
        let bytes = std::fs::read(&path).map_err(|e| fail(e.to_string()))?;
        let value: Value = serde_json::from_slice(&bytes).map_err(|e| fail(e.to_string()))?;
        let list = if let Value::Array(list) = value { list } else { vec![value] };
        for (k, one) in list.into_iter().enumerate() {
            let mut case: Case =
                serde_json::from_value(one).map_err(|e| fail(format!("vector {}: {e}", k + 1)))?;
            case.path.clone_from(&path);
            if let Some(text) = case.input.take() {
                case.inputs.insert(0, Input { id: String::new(), text, options: BTreeMap::new() });
            }
            if case.inputs.is_empty() {
                return Err(fail(format!("{}: no input", case.name)));
            }
            let empty = case.expect.as_object().is_none_or(serde_json::Map::is_empty);
            if empty && !case.golden {
                return Err(fail(format!("{}: nothing is expected", case.name)));
            }
            cases.push(case);
        }
    }
    if cases.is_empty() {
        return Err(format!("{}: no vectors", dir.display()));
    }
    let mut seen = BTreeMap::new();
    for case in &cases {
        if let Some(before) = seen.insert(case.name.clone(), &case.path) {
            let (here, before) = (case.path.display(), before.display());
            return Err(format!("{here}: the name {:?} is also in {before}", case.name));
        }
    }
    Ok(cases)
}

fn gather(dir: &Path, out: &mut Vec<PathBuf>) -> Result<(), String> {
    for entry in std::fs::read_dir(dir).map_err(|e| format!("{}: {e}", dir.display()))? {
        let path = entry.map_err(|e| format!("{}: {e}", dir.display()))?.path();
        if path.is_dir() {
            if !path.ends_with("golden") {
                gather(&path, out)?;
            }
        } else if path.extension().is_some_and(|x| x == "json") {
            out.push(path);
        }
    }
    Ok(())
}
