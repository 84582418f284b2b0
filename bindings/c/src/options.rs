//! Options: one object for all calls; each call uses those that concern it.

use wirecopy::dedup::{DedupOptions, parse_bands};
use wirecopy::people::SpeakersOptions;
use wirecopy::{AnalyzeOptions, Document, Format, JsonOptions, ParseOptions, Scope, Unit};

use crate::error::wirecopy_status;
use crate::ffi;
use crate::guard::{Failure, Outcome, guard};
use crate::limits::{Limits, Set};
use crate::types::wirecopy_str;

/// Decide from the bytes.
pub const WIRECOPY_FORMAT_AUTO: u32 = 0;
/// Plain text: the text of the document is the input, byte for byte.
pub const WIRECOPY_FORMAT_PLAIN: u32 = 1;
/// CommonMark text.
pub const WIRECOPY_FORMAT_MARKDOWN: u32 = 2;
/// A web page or fragment.
pub const WIRECOPY_FORMAT_HTML: u32 = 3;
/// A page saved in one file: MIME multipart/related.
pub const WIRECOPY_FORMAT_MHTML: u32 = 4;

/// Unicode code points.
pub const WIRECOPY_UNIT_CHARS: u32 = 0;
/// Bytes of UTF-8.
pub const WIRECOPY_UNIT_BYTES: u32 = 1;
/// UTF-16 code units.
pub const WIRECOPY_UNIT_UTF16: u32 = 2;

/// Things said or written, and gestures.
pub const WIRECOPY_SCOPE_SPEECH: u32 = 0;
/// Also beliefs, wishes, plans, expectations, polls.
pub const WIRECOPY_SCOPE_ALL: u32 = 1;

/// How wirecopy_analyze reads its text: "auto", "plain" (the default), "markdown", "html", or WIRECOPY_FORMAT_…
pub const WIRECOPY_OPTION_FORMAT: u32 = 1;
/// Text: the caller's name for the document.
pub const WIRECOPY_OPTION_ID: u32 = 2;
/// Text: where it was published.
pub const WIRECOPY_OPTION_URL: u32 = 3;
/// Text: who published it.
pub const WIRECOPY_OPTION_OUTLET: u32 = 4;
/// Text: when it was published, ISO 8601, from a year to a second.
pub const WIRECOPY_OPTION_PUBLISHED: u32 = 5;
/// Text: its language, BCP 47.
pub const WIRECOPY_OPTION_LANGUAGE: u32 = 6;
/// Text: its title.
pub const WIRECOPY_OPTION_TITLE: u32 = 7;
/// Text: the character encoding a transport header gave, for HTML.
pub const WIRECOPY_OPTION_ENCODING: u32 = 8;
/// Number: most bytes of input that are read.
pub const WIRECOPY_OPTION_MAX_BYTES: u32 = 9;
/// Number: deepest nesting of elements that is read.
pub const WIRECOPY_OPTION_MAX_DEPTH: u32 = 10;
/// Text: "balanced" (the default), "precision" or "recall": what to prefer where it is not plain which part of a
/// page is the article.
pub const WIRECOPY_OPTION_FAVOR: u32 = 11;
/// Number: most elements, texts and attributes of a page that are read.
pub const WIRECOPY_OPTION_MAX_NODES: u32 = 12;
/// Number: most milliseconds a call may take; it ends with WIRECOPY_STATUS_CANCELLED. Asked about as
/// wirecopy_options_set_cancel says, so that a call may take longer by one analysis.
pub const WIRECOPY_OPTION_MAX_MILLIS: u32 = 13;
/// Number: most bytes of memory the reading and analysis of an input may take, beside the language pack. An input
/// that might need more is refused before it is read: WIRECOPY_STATUS_TOO_LARGE.
pub const WIRECOPY_OPTION_MAX_MEMORY: u32 = 14;
/// The unit of offsets in JSON: "chars" (the default), "bytes", "utf16", or WIRECOPY_UNIT_…
pub const WIRECOPY_OPTION_OFFSETS: u32 = 20;
/// What JSON lists and marks show: "speech" (the default), "all", or WIRECOPY_SCOPE_…
pub const WIRECOPY_OPTION_SCOPE: u32 = 21;
/// Yes or no: whether wirecopy_analysis_annotate puts a style sheet in, too; no.
pub const WIRECOPY_OPTION_STYLE: u32 = 22;
/// Text: how the spans of JSON are cut, "full" (the default), "polnear" (nothing nested, what goes on as a piece),
/// "parc" (no marks, no "that") or "pdnc" (no marks, nothing nested, one a paragraph and turn).
pub const WIRECOPY_OPTION_SPANS: u32 = 23;
/// Fraction: least certainty of what JSON lists; 0.
pub const WIRECOPY_OPTION_MIN_CONFIDENCE: u32 = 24;
/// Text: what finds attributions, "model" (the default) or "rules" (without learned weights).
pub const WIRECOPY_OPTION_ENGINE: u32 = 25;
/// Text: "balanced" (the default), "precision" or "recall", where it is not plain whether something is an attribution.
pub const WIRECOPY_OPTION_DIAL: u32 = 26;
/// Text: words of the caller's own, an entry a line: `verb LEMMA …`, `title WORD`, `alias OTHER NAME = NAME`.
pub const WIRECOPY_OPTION_WORDS: u32 = 27;
/// Text: other names of people for wirecopy_speakers, an entry a line: `OTHER NAME = NAME`.
pub const WIRECOPY_OPTION_ALIASES: u32 = 28;
/// Fraction: least Jaccard similarity of a near copy; 0.8.
pub const WIRECOPY_OPTION_THRESHOLD: u32 = 40;
/// Text: what is folded before texts are compared, "news" (the default) or "basic".
pub const WIRECOPY_OPTION_NORMALIZE: u32 = 41;
/// Number: words in a shingle; 5.
pub const WIRECOPY_OPTION_SHINGLE: u32 = 42;
/// Number: values in a signature; 128.
pub const WIRECOPY_OPTION_PERMUTATIONS: u32 = 43;
/// Fraction: least share of the shorter text that the longer one holds for a partial copy; 0.8.
pub const WIRECOPY_OPTION_CONTAINMENT: u32 = 44;
/// Yes or no: whether partial copies are looked for too, and passages given; yes.
pub const WIRECOPY_OPTION_PASSAGES: u32 = 45;
/// Number: least words of a copied passage; 40.
pub const WIRECOPY_OPTION_PASSAGE_WORDS: u32 = 46;

/// Yes or no: whether shingles are of characters; no. Goes with "basic" and without passages.
pub const WIRECOPY_OPTION_CHARACTERS: u32 = 47;
/// Number: most documents a shared shingle may occur in before it is looked up only between neighbours in an order of
/// their words; 128.
pub const WIRECOPY_OPTION_CAP: u32 = 48;
/// Yes or no: whether only signatures are kept, a fraction of the memory; similarities are then estimates. No.
pub const WIRECOPY_OPTION_ESTIMATE: u32 = 49;
/// Text: candidates are those whose signatures agree in a band, so many of so many values, as in "14x8"; none.
pub const WIRECOPY_OPTION_BANDS: u32 = 50;
/// Text: which document of a group is to be kept, the "longest" (the default), the "earliest" or the one of the smallest
/// "rank" (wirecopy_index_set_rank).
pub const WIRECOPY_OPTION_KEEP: u32 = 51;
/// Number: threads that look for pairs, 0 for one on each core; 1.
pub const WIRECOPY_OPTION_THREADS: u32 = 52;
/// Text: the settings of a publication, "lee2022", "refinedweb", "slimpajama", "starcoder" or "fineweb". Sets 40 to 46,
/// 47 and 50 anew.
pub const WIRECOPY_OPTION_SCHEME: u32 = 53;
/// Yes or no: settings for quotations as units (wirecopy_index_insert_quotes). Sets 40 to 47 and 50 anew.
pub const WIRECOPY_OPTION_QUOTES: u32 = 54;

/// Options for any call; each uses those that concern it. Not to be changed while another thread uses it.
#[derive(Clone, Debug)]
pub struct wirecopy_options {
    pub(crate) parse: ParseOptions,
    pub(crate) json: JsonOptions,
    pub(crate) find: AnalyzeOptions,
    pub(crate) people: SpeakersOptions,
    pub(crate) dedup: DedupOptions,
    pub(crate) style: bool,
    pub(crate) limits: Set,
}

impl Default for wirecopy_options {
    fn default() -> Self {
        Self {
            parse: ParseOptions::plain(),
            json: JsonOptions::default(),
            find: AnalyzeOptions::default(),
            people: SpeakersOptions::default(),
            dedup: DedupOptions::default(),
            style: false,
            limits: Set::default(),
        }
    }
}

pub(crate) fn format(number: u64) -> Result<Format, Failure> {
    Ok(match u32::try_from(number) {
        Ok(WIRECOPY_FORMAT_AUTO) => Format::Auto,
        Ok(WIRECOPY_FORMAT_PLAIN) => Format::Plain,
        Ok(WIRECOPY_FORMAT_MARKDOWN) => Format::Markdown,
        Ok(WIRECOPY_FORMAT_HTML) => Format::Html,
        Ok(WIRECOPY_FORMAT_MHTML) => Format::Mhtml,
        _ => return Err(Failure::Option(format!("no format has the number {number}"))),
    })
}

pub(crate) fn number(format: Format) -> u32 {
    match format {
        Format::Plain => WIRECOPY_FORMAT_PLAIN,
        Format::Markdown => WIRECOPY_FORMAT_MARKDOWN,
        Format::Html => WIRECOPY_FORMAT_HTML,
        Format::Mhtml => WIRECOPY_FORMAT_MHTML,
        _ => WIRECOPY_FORMAT_AUTO,
    }
}

pub(crate) fn unit(number: u64) -> Result<Unit, Failure> {
    Ok(match u32::try_from(number) {
        Ok(WIRECOPY_UNIT_CHARS) => Unit::Chars,
        Ok(WIRECOPY_UNIT_BYTES) => Unit::Bytes,
        Ok(WIRECOPY_UNIT_UTF16) => Unit::Utf16,
        _ => return Err(Failure::Option(format!("no unit has the number {number}"))),
    })
}

fn scope(number: u64) -> Result<Scope, Failure> {
    Ok(match u32::try_from(number) {
        Ok(WIRECOPY_SCOPE_SPEECH) => Scope::Speech,
        Ok(WIRECOPY_SCOPE_ALL) => Scope::All,
        _ => return Err(Failure::Option(format!("no scope has the number {number}"))),
    })
}

impl wirecopy_options {
    fn set_text(&mut self, key: u32, value: &str) -> Outcome {
        let some = || Some(value.to_owned());
        match key {
            WIRECOPY_OPTION_FORMAT => self.parse.format = value.parse()?,
            WIRECOPY_OPTION_ID => value.clone_into(&mut self.parse.id),
            WIRECOPY_OPTION_URL => self.parse.url = some(),
            WIRECOPY_OPTION_OUTLET => self.parse.outlet = some(),
            WIRECOPY_OPTION_PUBLISHED => self.parse.published = some(),
            WIRECOPY_OPTION_LANGUAGE => self.parse.language = some(),
            WIRECOPY_OPTION_TITLE => self.parse.title = some(),
            WIRECOPY_OPTION_ENCODING => self.parse.encoding = some(),
            WIRECOPY_OPTION_FAVOR => self.parse.favor = value.parse()?,
            WIRECOPY_OPTION_OFFSETS => self.json.offsets = value.parse()?,
            WIRECOPY_OPTION_SCOPE => self.json.scope = value.parse()?,
            WIRECOPY_OPTION_SPANS => self.json.style = value.parse()?,
            WIRECOPY_OPTION_ENGINE => self.find.engine = value.parse()?,
            WIRECOPY_OPTION_DIAL => self.find.dial = value.parse()?,
            WIRECOPY_OPTION_WORDS => value.clone_into(&mut self.find.words),
            WIRECOPY_OPTION_ALIASES => self.people = SpeakersOptions::default().with_aliases(value)?,
            WIRECOPY_OPTION_NORMALIZE => self.dedup.normalize = value.parse()?,
            WIRECOPY_OPTION_BANDS => self.dedup.bands = Some(parse_bands(value)?),
            WIRECOPY_OPTION_KEEP => self.dedup.keep = value.parse()?,
            WIRECOPY_OPTION_SCHEME => self.settle(DedupOptions::published(value)?),
            _ => return Err(Failure::Option(format!("no option that is text has the number {key}"))),
        }
        Ok(())
    }

    fn set_number(&mut self, key: u32, value: u64) -> Outcome {
        let size = || usize::try_from(value).unwrap_or(usize::MAX);
        match key {
            WIRECOPY_OPTION_FORMAT => self.parse.format = format(value)?,
            WIRECOPY_OPTION_MAX_BYTES => self.parse.max_bytes = size(),
            WIRECOPY_OPTION_MAX_DEPTH => self.parse.max_depth = size(),
            WIRECOPY_OPTION_MAX_NODES => self.parse.max_nodes = size(),
            WIRECOPY_OPTION_MAX_MILLIS => self.limits.millis = Some(value),
            WIRECOPY_OPTION_MAX_MEMORY => self.limits.memory = Some(value),
            WIRECOPY_OPTION_OFFSETS => self.json.offsets = unit(value)?,
            WIRECOPY_OPTION_SCOPE => self.json.scope = scope(value)?,
            WIRECOPY_OPTION_SHINGLE => self.dedup.shingle = size(),
            WIRECOPY_OPTION_PERMUTATIONS => self.dedup.permutations = size(),
            WIRECOPY_OPTION_PASSAGE_WORDS => self.dedup.passage_words = size(),
            WIRECOPY_OPTION_CAP => self.dedup.cap = size(),
            WIRECOPY_OPTION_THREADS => self.dedup.threads = size(),
            _ => return Err(Failure::Option(format!("no option that is a number has the number {key}"))),
        }
        Ok(())
    }
}

impl wirecopy_options {
    /// Reads an input within the limits of a call.
    pub(crate) fn read(&self, input: &[u8], format: Format, limits: &Limits) -> Result<Document, Failure> {
        limits.check()?;
        limits.fits(input.len())?;
        let mut parse = self.parse.clone().with_format(format);
        parse.cancel = limits.cancel();
        Ok(Document::parse(input, &parse)?)
    }

    fn set_fraction(&mut self, key: u32, value: f64) -> Outcome {
        match key {
            WIRECOPY_OPTION_THRESHOLD => self.dedup.threshold = value,
            WIRECOPY_OPTION_MIN_CONFIDENCE if !(0.0..=1.0).contains(&value) => {
                return Err(Failure::Option(format!("a certainty is from 0 to 1, not {value}")));
            }
            WIRECOPY_OPTION_MIN_CONFIDENCE => self.json.min_confidence = value,
            WIRECOPY_OPTION_CONTAINMENT => self.dedup.containment = value,
            _ => return Err(Failure::Option(format!("no option that is a fraction has the number {key}"))),
        }
        // Of the others each call sees to what it needs.
        let DedupOptions { threshold, containment, .. } = self.dedup;
        Ok(DedupOptions::default().with_threshold(threshold).with_containment(containment).check()?)
    }

    /// Takes over what is compared and how; what is kept, and by how many threads, stays.
    fn settle(&mut self, settings: DedupOptions) {
        let before = std::mem::replace(&mut self.dedup, settings);
        self.dedup.estimate = before.estimate;
        self.dedup.keep = before.keep;
        self.dedup.threads = before.threads;
        self.dedup.cap = before.cap;
        self.dedup.boilerplate = before.boilerplate;
    }

    fn set_yes(&mut self, key: u32, value: bool) -> Outcome {
        match key {
            WIRECOPY_OPTION_PASSAGES => self.dedup.passages = value,
            WIRECOPY_OPTION_CHARACTERS => self.dedup.characters = value,
            WIRECOPY_OPTION_ESTIMATE => self.dedup.estimate = value,
            WIRECOPY_OPTION_QUOTES if value => self.settle(DedupOptions::for_quotes()),
            WIRECOPY_OPTION_QUOTES => self.settle(DedupOptions::default()),
            WIRECOPY_OPTION_STYLE => self.style = value,
            _ => return Err(Failure::Option(format!("no option that is yes or no has the number {key}"))),
        }
        Ok(())
    }
}

/// The options of a call: the defaults when NULL.
///
/// # Safety
///
/// As [`ffi::shared`].
pub(crate) unsafe fn or_default(o: *const wirecopy_options) -> wirecopy_options {
    // SAFETY: the caller's promise.
    unsafe { ffi::shared(o, "o") }.cloned().unwrap_or_default()
}

/// New options, all at their defaults. To be freed with wirecopy_options_free.
#[unsafe(no_mangle)]
pub extern "C" fn wirecopy_options_new() -> *mut wirecopy_options {
    ffi::boxed(wirecopy_options::default())
}

/// Sets an option that is yes or no.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_options_set_bool(
    o: *mut wirecopy_options,
    key: u32,
    value: bool,
) -> wirecopy_status {
    // SAFETY: the contract of the header.
    let body = || unsafe { ffi::unique(o, "o") }?.set_yes(key, value);
    // SAFETY: no error object is asked for.
    unsafe { guard(std::ptr::null_mut(), body) }
}

/// Sets an option that is a number.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_options_set_u64(
    o: *mut wirecopy_options,
    key: u32,
    value: u64,
) -> wirecopy_status {
    // SAFETY: the contract of the header.
    let body = || unsafe { ffi::unique(o, "o") }?.set_number(key, value);
    // SAFETY: no error object is asked for.
    unsafe { guard(std::ptr::null_mut(), body) }
}

/// Sets an option that is a fraction.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_options_set_f64(
    o: *mut wirecopy_options,
    key: u32,
    value: f64,
) -> wirecopy_status {
    // SAFETY: the contract of the header.
    let body = || unsafe { ffi::unique(o, "o") }?.set_fraction(key, value);
    // SAFETY: no error object is asked for.
    unsafe { guard(std::ptr::null_mut(), body) }
}

/// Sets an option that is text, which is copied.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_options_set_str(
    o: *mut wirecopy_options,
    key: u32,
    value: wirecopy_str,
) -> wirecopy_status {
    // SAFETY: the contract of the header.
    let body = || unsafe { ffi::unique(o, "o")?.set_text(key, ffi::text(value, "value")?) };
    // SAFETY: no error object is asked for.
    unsafe { guard(std::ptr::null_mut(), body) }
}

/// Frees options; NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wirecopy_options_free(o: *mut wirecopy_options) {
    // SAFETY: the contract of the header.
    unsafe { ffi::free(o) }
}
