//! The command line: subcommands, options and their help.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use wirecopy::dedup::{DedupOptions, Keep, Normalize, parse_bands};
use wirecopy::{Dial, Engine, Favor, Format, Scope, Style, Unit};

const EXAMPLES: &str = "\
Examples:
  wirecopy story examples/port-vellin            one report behind five articles, and what drifted
  wirecopy quotes article.html                   who said what
  wirecopy quotes --format jsonl pages/          one line of JSON for each document
  wirecopy quotes --text-field body a.jsonl.gz   documents from JSON lines; plain text, never sniffed
  wirecopy parse --format jsonl --manifest m.jsonl
  wirecopy tokens --format conllu article.txt    tokens, tags, names and trees for other tools
  wirecopy dedup --pairs pairs.jsonl --clusters clusters.jsonl articles.jsonl
  wirecopy sources --audit article.txt           what rests on unnamed sources, and on which terms
  wirecopy speakers articles/                    the same people across documents, and what they said
  wirecopy verify draft.md --against sources/    are the quotes of a draft as they were said?
  wirecopy annotate page.html -o marked.html     the page itself, with every quote, cue and source marked

Files may be compressed with gzip; `-` is the standard input. A folder stands for the files in it, at any
depth, that end .txt, .md, .markdown, .html, .htm, .xhtml, .mhtml, .mht, .jsonl or .ndjson, with or without .gz. The folder
of pictures that a browser saved beside a page (`page_files`) is passed over.
A document that cannot be read is named on the standard error; the others are answered all the same, and the
exit status is 1. It is 2 when the command line is wrong.";

/// Who said what, and who copied whom.
#[derive(Debug, Parser)]
#[command(name = "wirecopy", version, about, after_help = EXAMPLES)]
pub(crate) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// What a document consists of: title, authors, outlet, date, body, captions, debris
    Parse(DocumentArgs),
    /// Who said what: quotes, paraphrases and gestures, with their speakers
    Quotes(QuotesArgs),
    /// Who is cited and how much, on which terms the unnamed are, and whether the accused had their say
    Sources(SourcesArgs),
    /// Tokens, parts of speech, names and syntax, as CoNLL-U
    Tokens(TokensArgs),
    /// Which documents are copies of each other, or share passages
    Dedup(Box<DedupArgs>),
    /// Which report several articles go back to, and where their versions differ
    Story(StoryArgs),
    /// The same people across documents: who said what where, and why they were taken for one
    Speakers(SpeakersArgs),
    /// Whether the quotes of a draft stand in other documents as they are
    Verify(VerifyArgs),
    /// The page byte for byte, with <mark data-wirecopy="content:a0"> around quotes, cues and sources
    Annotate(AnnotateArgs),
}

#[derive(Debug, Args)]
pub(crate) struct DocumentArgs {
    #[command(flatten)]
    pub(crate) files: FileArgs,
    #[command(flatten)]
    pub(crate) read: ReadArgs,
    #[command(flatten)]
    pub(crate) out: OutArgs,
    /// Copy these fields of the input lines to the output lines
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    pub(crate) carry: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct QuotesArgs {
    #[command(flatten)]
    pub(crate) document: DocumentArgs,
    /// What counts: `speech`, what people call quotes; `all`, also beliefs, wishes and polls
    #[arg(long, default_value = "speech", value_parser = PossibleValuesParser::new(["speech", "all"]).try_map(|s| s.parse::<Scope>()))]
    pub(crate) scope: Scope,
    #[command(flatten)]
    pub(crate) find: FindArgs,
    /// How spans are cut: `polnear` nothing nested, what goes on as a piece; `parc` no marks, no "that";
    /// `pdnc` no marks, nothing nested, one a paragraph and turn
    #[arg(long, default_value = "full", value_parser = PossibleValuesParser::new(["full", "polnear", "parc", "pdnc"]).try_map(|s| s.parse::<Style>()))]
    pub(crate) style: Style,
    /// Leave out what is less certain, 0 to 1
    #[arg(long, value_name = "SHARE", default_value = "0", value_parser = certainty)]
    pub(crate) min_confidence: f64,
    /// Show paraphrases and gestures in the table, too
    #[arg(long)]
    pub(crate) all: bool,
}

#[derive(Debug, Args)]
pub(crate) struct SourcesArgs {
    #[command(flatten)]
    pub(crate) document: DocumentArgs,
    #[command(flatten)]
    pub(crate) find: FindArgs,
    /// Show the unnamed alone, with what they say; JSON has everything either way
    #[arg(long)]
    pub(crate) audit: bool,
}

/// How attributions are looked for.
#[derive(Debug, Args)]
pub(crate) struct FindArgs {
    /// What finds them: `model`, rules and learned models; `rules`, without learned weights
    #[arg(long, default_value = "model", value_parser = PossibleValuesParser::new(["model", "rules"]).try_map(|s| s.parse::<Engine>()))]
    pub(crate) engine: Engine,
    /// Where it is not plain whether something is one: rather too few (`precision`) or too many (`recall`)
    #[arg(long, default_value = "balanced", value_parser = PossibleValuesParser::new(["balanced", "precision", "recall"]).try_map(|s| s.parse::<Dial>()))]
    pub(crate) dial: Dial,
    /// A file of words of your own: lines `verb LEMMA …`, `title WORD`, `alias OTHER NAME = NAME`
    #[arg(long, value_name = "FILE")]
    pub(crate) words: Option<PathBuf>,
    /// A language pack in place of the one compiled in
    #[arg(long, value_name = "FILE")]
    pub(crate) pack: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct TokensArgs {
    #[command(flatten)]
    pub(crate) files: FileArgs,
    #[command(flatten)]
    pub(crate) read: ReadArgs,
    /// The format of the answer
    #[arg(long, value_enum, default_value_t = TokensFormat::Conllu, help_heading = "Output")]
    pub(crate) format: TokensFormat,
    /// The unit of start= and end= in the last column
    #[arg(long, default_value = "chars", value_parser = PossibleValuesParser::new(["bytes", "chars", "utf16"]).try_map(|s| s.parse::<Unit>()), help_heading = "Output")]
    pub(crate) offsets: Unit,
    /// How far to read; less is faster
    #[arg(long, value_enum, default_value_t = LayerArg::Syntax)]
    pub(crate) layer: LayerArg,
    /// A language pack in place of the one compiled in
    #[arg(long, value_name = "FILE")]
    pub(crate) pack: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TokensFormat {
    Conllu,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LayerArg {
    Tokens,
    Tags,
    Names,
    Syntax,
}

#[derive(Debug, Args)]
pub(crate) struct DedupArgs {
    #[command(flatten)]
    pub(crate) files: FileArgs,
    #[command(flatten)]
    pub(crate) read: ReadArgs,
    #[command(flatten)]
    pub(crate) out: OutArgs,
    /// Write the pairs to this file, one JSON object a line: {"a","b","score","spans"}
    #[arg(long, value_name = "FILE")]
    pub(crate) pairs: Option<PathBuf>,
    /// Write the clusters to this file, one JSON object a line: {"id","cluster"}
    #[arg(long, value_name = "FILE")]
    pub(crate) clusters: Option<PathBuf>,
    /// From which similarity on two documents are near copies, 0 to 1
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub(crate) threshold: Option<f64>,
    /// What is taken as equal: `news` also numbers, units, abbreviations and spelling [default: news; basic with
    /// --scheme]
    #[arg(long, value_parser = PossibleValuesParser::new(["basic", "news"]).try_map(|s| s.parse::<Normalize>()))]
    pub(crate) normalize: Option<Normalize>,
    /// Shingle, permutations, bands and threshold of a publication
    #[arg(long, value_parser = PossibleValuesParser::new(DedupOptions::published_names()))]
    pub(crate) scheme: Option<String>,
    /// Compare each quotation on its own, under the document's id, `#` and its number
    #[arg(long, conflicts_with_all = ["scheme", "learn_boilerplate", "boilerplate"])]
    pub(crate) quotes: bool,
    /// Do not count what this file says is boilerplate
    #[arg(long, value_name = "FILE")]
    pub(crate) boilerplate: Option<PathBuf>,
    /// Write to this file what --least or more of these documents carry that are no copies of each other
    #[arg(long, value_name = "FILE")]
    pub(crate) learn_boilerplate: Option<PathBuf>,
    /// See --learn-boilerplate
    #[arg(long, value_name = "N", default_value = "16", requires = "learn_boilerplate")]
    pub(crate) least: usize,
    /// Write signatures to this file, one JSON object a line: {"id","words","exact","simhash","values"}
    #[arg(long, value_name = "FILE")]
    pub(crate) signatures: Option<PathBuf>,
    /// Which copies: `near`, alike as a whole; `all`, also those in part, with passages [default: all; near
    /// with --normalize basic]
    #[arg(long, value_enum, value_name = "WHICH")]
    pub(crate) copies: Option<CopiesArg>,
    /// Words in a shingle, or characters in scripts written without spaces [default: 5]
    #[arg(long, value_name = "N")]
    pub(crate) shingle: Option<usize>,
    /// Shingles are of characters in every script: basic folding, near copies only
    #[arg(long)]
    pub(crate) characters: bool,
    /// Values in a signature [default: 128]
    #[arg(long, value_name = "N")]
    pub(crate) permutations: Option<usize>,
    /// Candidates are those whose signatures agree in a band: so many bands of so many values, as in 14x8
    #[arg(long, value_name = "BxR", value_parser = dedup_bands)]
    pub(crate) bands: Option<(usize, usize)>,
    /// Which share of a text another must hold to be a copy in part, however short the passages [default: 0.8]
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub(crate) containment: Option<f64>,
    /// Least length of a copied passage [default: 40]
    #[arg(long, value_name = "WORDS")]
    pub(crate) passage_words: Option<usize>,
    /// A shingle that more documents share is looked up only between neighbours in an order of their words
    /// [default: 128]
    #[arg(long, value_name = "DOCUMENTS")]
    pub(crate) cap: Option<usize>,
    /// Keep signatures only: a fraction of the memory; similarities are estimates, with their standard error
    #[arg(long)]
    pub(crate) estimate: bool,
    /// Which document of a group is kept: the `longest`, the `earliest`, or the one of the smallest `rank`
    #[arg(long, default_value = "longest", value_parser = PossibleValuesParser::new(["longest", "earliest", "rank"]).try_map(|s| s.parse::<Keep>()))]
    pub(crate) keep: Keep,
    /// JSON lines: the field with the rank, a whole number
    #[arg(long, value_name = "NAME", required_if_eq("keep", "rank"))]
    pub(crate) rank_field: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CopiesArg {
    All,
    Near,
}

#[derive(Debug, Args)]
pub(crate) struct StoryArgs {
    #[command(flatten)]
    pub(crate) files: FileArgs,
    #[command(flatten)]
    pub(crate) read: ReadArgs,
    #[command(flatten)]
    pub(crate) out: OutArgs,
    /// Also show statements that no article has in quotation marks
    #[arg(long)]
    pub(crate) all: bool,
}

#[derive(Debug, Args)]
pub(crate) struct SpeakersArgs {
    #[command(flatten)]
    pub(crate) files: FileArgs,
    #[command(flatten)]
    pub(crate) read: ReadArgs,
    #[command(flatten)]
    pub(crate) out: OutArgs,
    /// A file of names that stand for others: lines `OTHER NAME = NAME`; they win over everything else
    #[arg(long, value_name = "FILE")]
    pub(crate) aliases: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct VerifyArgs {
    /// The draft; `-` is the standard input
    pub(crate) draft: PathBuf,
    /// The documents its quotes are looked up in
    #[arg(long, value_name = "FILES", num_args = 1.., required_unless_present = "manifest")]
    pub(crate) against: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) read: ReadArgs,
    #[command(flatten)]
    pub(crate) out: OutArgs,
}

#[derive(Debug, Args)]
pub(crate) struct AnnotateArgs {
    /// The page; `-` is the standard input
    pub(crate) file: PathBuf,
    /// Where to write it [default: the standard output]
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// How to read: `auto` looks at the bytes
    #[arg(long, default_value = "auto", value_parser = PossibleValuesParser::new(["auto", "plain", "markdown", "html", "mhtml"]).try_map(|s| s.parse::<Format>()))]
    pub(crate) input_format: Format,
    /// What is marked: `speech`, what people call quotes; `all`, also beliefs, wishes and polls
    #[arg(long, default_value = "speech", value_parser = PossibleValuesParser::new(["speech", "all"]).try_map(|s| s.parse::<Scope>()))]
    pub(crate) scope: Scope,
    /// Put a small style sheet in, too, before the first mark
    #[arg(long, conflicts_with = "strip")]
    pub(crate) style: bool,
    /// Take out what was put in: gives the original page back, byte for byte
    #[arg(long)]
    pub(crate) strip: bool,
}

#[derive(Debug, Args)]
pub(crate) struct FileArgs {
    /// Files and folders to read; `-` is the standard input
    #[arg(value_name = "FILES", required_unless_present = "manifest", conflicts_with = "manifest")]
    pub(crate) files: Vec<PathBuf>,
}

/// How documents are read.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Input")]
pub(crate) struct ReadArgs {
    /// How to read: `auto` looks at files; a --text-field is plain unless another is named
    #[arg(long, default_value = "auto", value_parser = PossibleValuesParser::new(["auto", "plain", "markdown", "html", "mhtml"]).try_map(|s| s.parse::<Format>()))]
    pub(crate) input_format: Format,
    /// Pages: where it is not plain what is the article, give rather too little or rather too much
    #[arg(long, default_value = "balanced", value_parser = PossibleValuesParser::new(["balanced", "precision", "recall"]).try_map(|s| s.parse::<Favor>()))]
    pub(crate) favor: Favor,
    /// A file of lines {"id","path","url"?} that names the documents; paths are relative to its folder
    #[arg(long, value_name = "FILE")]
    pub(crate) manifest: Option<PathBuf>,
    /// JSON lines: the field with the id [default: id]
    #[arg(long, value_name = "NAME")]
    pub(crate) id_field: Option<String>,
    /// JSON lines: the field with plain text [default: text]
    #[arg(long, value_name = "NAME", conflicts_with = "html_field")]
    pub(crate) text_field: Option<String>,
    /// JSON lines: the field with HTML [default: html]
    #[arg(long, value_name = "NAME")]
    pub(crate) html_field: Option<String>,
    /// JSON lines: the field with the address [default: url]
    #[arg(long, value_name = "NAME")]
    pub(crate) url_field: Option<String>,
    /// JSON lines: the field with the outlet [default: outlet]
    #[arg(long, value_name = "NAME")]
    pub(crate) outlet_field: Option<String>,
    /// JSON lines: the field with the date of publication [default: date]
    #[arg(long, value_name = "NAME")]
    pub(crate) date_field: Option<String>,
    /// JSON lines: the field with the language [default: lang]
    #[arg(long, value_name = "NAME")]
    pub(crate) lang_field: Option<String>,
    /// JSON lines: the field with the title [default: title]
    #[arg(long, value_name = "NAME")]
    pub(crate) title_field: Option<String>,
    /// How many threads to work with [default: one for each core]
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<usize>,
}

/// How answers are written.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct OutArgs {
    /// `table` for people; `json`, `jsonl` and `csv` for programs
    #[arg(long, value_enum, default_value_t = Output::Table)]
    pub(crate) format: Output,
    /// The unit of offsets
    #[arg(long, default_value = "chars", value_parser = PossibleValuesParser::new(["bytes", "chars", "utf16"]).try_map(|s| s.parse::<Unit>()))]
    pub(crate) offsets: Unit,
    /// Columns of the table [default: as wide as the terminal; not cut when piped]
    #[arg(long, value_name = "COLUMNS")]
    pub(crate) width: Option<usize>,
}

/// A certainty: a number from 0 to 1.
fn certainty(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(x) if (0.0..=1.0).contains(&x) => Ok(x),
        _ => Err("a certainty is from 0 to 1".to_owned()),
    }
}

fn dedup_bands(text: &str) -> Result<(usize, usize), String> {
    parse_bands(text).map_err(|e| e.to_string())
}

/// A share: a number over 0, at most 1.
fn share(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(x) if x > 0.0 && x <= 1.0 => Ok(x),
        _ => Err("a share is over 0 and at most 1".to_owned()),
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Output {
    Table,
    Json,
    Jsonl,
    Csv,
}
