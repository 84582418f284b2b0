//! CSV: a header row, then one row for each attribution, document or pair.

use wirecopy::attribution::ChainRole;
use wirecopy::people::{Bearer, Person};
use wirecopy::{Analysis, Attribution, Document, JsonOptions, Unit, export};

pub(crate) const QUOTES: &[&str] =
    &["id", "outlet", "published", "kind", "speaker", "role", "via", "quote", "start", "end"];
pub(crate) const DOCUMENT: &[&str] =
    &["id", "title", "authors", "outlet", "published", "language", "url", "format", "body"];

pub(crate) const SOURCES: &[&str] = &[
    "id",
    "outlet",
    "published",
    "source",
    "type",
    "anonymity",
    "role",
    "basis",
    "reason",
    "verifiability",
    "words",
    "quoted",
    "position",
    "attributions",
];
const SPEAKERS: [&str; 11] =
    ["person", "id", "outlet", "published", "speaker", "role", "kind", "quote", "start", "end", "merged_by"];

/// One row, its line end included.
pub(crate) fn row<T: AsRef<[u8]>>(cells: impl IntoIterator<Item = T>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory does not fail.
    let _ = writer.write_record(cells);
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

/// A carried field as a cell: the text of a string, other JSON as it is.
pub(crate) fn cell(json: &str) -> String {
    match json {
        "null" => String::new(),
        _ => serde_json::from_str::<String>(json).unwrap_or_else(|_| json.to_owned()),
    }
}

/// The content of an attribution, pieces joined by " … "; for a gesture, its words.
pub(crate) fn words(document: &Document, a: &Attribution) -> String {
    if a.content().is_empty() {
        return document.slice(a.extent()).to_owned();
    }
    pieces(document, a.content())
}

/// Spans as one text, joined by " … ".
pub(crate) fn pieces(document: &Document, spans: &[wirecopy::Span]) -> String {
    spans.iter().map(|&s| document.slice(s)).collect::<Vec<_>>().join(" … ")
}

/// The outlets and documents it came through, outermost first.
pub(crate) fn conduits(a: &Attribution) -> (String, bool) {
    let nodes = a.chain().iter().filter(|n| n.role == ChainRole::Conduit);
    let names: Vec<&str> = nodes.clone().map(|n| n.name.as_str()).collect();
    (names.join(" > "), nodes.clone().any(|n| n.inferred))
}

pub(crate) fn quotes(analysis: &Analysis, options: JsonOptions, carried: &[(String, String)]) -> String {
    let document = analysis.document();
    let mut out = String::new();
    for (_, a) in &export::styled(analysis, &options) {
        let speaker = analysis.speaker(a);
        let role = speaker.and_then(wirecopy::Entity::role).and_then(|s| document.get(s));
        let via = if a.first_party() { "own".to_owned() } else { conduits(a).0 };
        let extent = a.extent();
        let mut cells = known(document).to_vec();
        cells.extend([
            a.kind().name().to_owned(),
            speaker.map(|e| e.name().to_owned()).unwrap_or_default(),
            role.unwrap_or_default().to_owned(),
            via,
            words(document, a),
            document.offset(extent.start(), options.offsets).to_string(),
            document.offset(extent.end(), options.offsets).to_string(),
        ]);
        cells.extend(carried.iter().map(|(_, v)| cell(v)));
        out.push_str(&row(cells));
    }
    out
}

/// The id, outlet and date of a document, which rows begin with.
fn known(document: &Document) -> [String; 3] {
    let m = document.metadata();
    [
        document.id().to_owned(),
        m.outlet.as_ref().map(|f| f.value.clone()).unwrap_or_default(),
        m.published.as_ref().map(|f| f.value.to_string()).unwrap_or_default(),
    ]
}

/// A row for each source, or for each that is not named.
pub(crate) fn sources(analysis: &Analysis, unnamed: bool, carried: &[(String, String)]) -> String {
    let document = analysis.document();
    let audit = analysis.anonymous_audit();
    let mut out = String::new();
    for source in analysis.sources() {
        let Some(entity) = analysis.entity(source.entity) else { continue };
        let terms = audit.sources.iter().find(|t| t.source.entity == source.entity);
        if unnamed && terms.is_none() {
            continue;
        }
        let mut cells = known(document).to_vec();
        cells.extend([
            entity.name().to_owned(),
            entity.kind().name().to_owned(),
            terms.map_or(entity.anonymity(), |t| t.anonymity).name().to_owned(),
            entity.role().and_then(|s| document.get(s)).unwrap_or_default().to_owned(),
            terms.map_or("", |t| t.basis.name()).to_owned(),
            terms.map_or("", |t| t.reason.name()).to_owned(),
            source.verifiability.name().to_owned(),
            source.words.to_string(),
            format!("{:.4}", source.quoted),
            format!("{:.4}", source.position),
            source.attributions.len().to_string(),
        ]);
        cells.extend(carried.iter().map(|(_, v)| cell(v)));
        out.push_str(&row(cells));
    }
    out
}

/// A row for each thing that somebody said, by person; `merged_by` says why its speaker was taken for them.
pub(crate) fn speakers(analyses: &[Analysis], people: &[Person], unit: Unit) -> String {
    let mut out = row(SPEAKERS);
    for person in people {
        for said in &person.said {
            let analysis = &analyses[said.article];
            let document = analysis.document();
            let a = &analysis.attributions()[said.attribution];
            let here = |b: &Bearer| b.article == said.article && Some(b.entity) == a.speaker();
            let merge = person.merges.iter().find(|m| here(&m.a) || here(&m.b));
            let speaker = analysis.speaker(a);
            let role = speaker.and_then(wirecopy::Entity::role).and_then(|s| document.get(s));
            let mut cells = vec![person.name.clone()];
            cells.extend(known(document));
            cells.extend([
                speaker.map(|e| e.name().to_owned()).unwrap_or_default(),
                role.unwrap_or_default().to_owned(),
                a.kind().name().to_owned(),
                words(document, a),
                document.offset(a.extent().start(), unit).to_string(),
                document.offset(a.extent().end(), unit).to_string(),
                merge.map_or("", |m| m.reason.name()).to_owned(),
            ]);
            out.push_str(&row(cells));
        }
    }
    out
}

pub(crate) fn document(document: &Document, carried: &[(String, String)]) -> String {
    let m = document.metadata();
    let text = |f: &Option<wirecopy::Field<String>>| f.as_ref().map(|f| f.value.clone()).unwrap_or_default();
    let authors: Vec<&str> = m.authors.iter().map(|f| f.value.as_str()).collect();
    let mut cells = vec![
        document.id().to_owned(),
        text(&m.title),
        authors.join("; "),
        text(&m.outlet),
        m.published.as_ref().map(|f| f.value.to_string()).unwrap_or_default(),
        text(&m.language),
        text(&m.url),
        document.format().name().to_owned(),
        document.body(),
    ];
    cells.extend(carried.iter().map(|(_, v)| cell(v)));
    row(cells)
}
