//! Runs one extractor over one page set: `html-engines ENGINE SET_FOLDER OUT.jsonl`.
//!
//! Pages are read and unpacked first; only the extraction is timed, in CPU time of this one thread. The last
//! line on standard output is `bytes seconds`. Each engine is run as its documentation shows first.

use std::io::{Read as _, Write as _};
use std::path::Path;

use cpu_time::ProcessTime;
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().collect();
    let [_, engine, folder, out] = args.as_slice() else {
        return Err("usage: html-engines ENGINE SET_FOLDER OUT.jsonl".into());
    };
    let extract: fn(&[u8], Option<&str>) -> Value = match engine.as_str() {
        "wirecopy" => wirecopy,
        "dom_smoothie" => dom_smoothie,
        "rs-trafilatura" => rs_trafilatura,
        "trafilatura-rs" => trafilatura_rs,
        _ => return Err(format!("no engine {engine}").into()),
    };
    let folder = Path::new(folder);
    let ground: Value = serde_json::from_slice(&std::fs::read(folder.join("ground.json"))?)?;
    let mut pages = Vec::new();
    for (id, item) in ground["items"].as_object().ok_or("no items")? {
        let mut page = Vec::new();
        let file = std::fs::File::open(folder.join(item["file"].as_str().ok_or("no file")?))?;
        flate2::read::MultiGzDecoder::new(file).read_to_end(&mut page)?;
        pages.push((id.clone(), page, item["url"].as_str().map(str::to_owned)));
    }
    let mut sink = std::io::BufWriter::new(std::fs::File::create(out)?);
    let (mut bytes, mut seconds) = (0, 0.0);
    for (id, page, url) in &pages {
        let start = ProcessTime::now();
        let mut answer = std::panic::catch_unwind(|| extract(page, url.as_deref())).unwrap_or(json!({}));
        seconds += start.elapsed().as_secs_f64();
        bytes += page.len();
        answer["id"] = json!(id);
        writeln!(sink, "{answer}")?;
    }
    println!("{bytes} {seconds:.4}");
    Ok(())
}

fn wirecopy(page: &[u8], url: Option<&str>) -> Value {
    let mut options = wirecopy::ParseOptions::default().with_format(wirecopy::Format::Html);
    if let Some(url) = url {
        options = options.with_url(url);
    }
    let Ok(document) = wirecopy::Document::parse(page, &options) else { return json!({}) };
    let m = document.metadata();
    let word = |f: &Option<wirecopy::Field<String>>| f.as_ref().map(|f| f.value.clone());
    json!({
        "text": document.body(),
        "title": word(&m.title),
        "authors": m.authors.iter().map(|a| a.value.clone()).collect::<Vec<_>>(),
        "date": m.published.as_ref().map(|d| d.value.to_string()),
        "site": word(&m.outlet),
        "lang": word(&m.language),
        "description": word(&m.description),
    })
}

fn dom_smoothie(page: &[u8], url: Option<&str>) -> Value {
    let html = String::from_utf8_lossy(page);
    let article = dom_smoothie::Readability::new(html.as_ref(), url, None)
        .or_else(|_| dom_smoothie::Readability::new(html.as_ref(), None, None))
        .and_then(|mut r| r.parse());
    let Ok(a) = article else { return json!({}) };
    json!({"text": a.text_content.to_string(), "title": a.title, "author": a.byline, "date": a.published_time,
           "site": a.site_name, "lang": a.lang, "description": a.excerpt})
}

fn rs_trafilatura(page: &[u8], _url: Option<&str>) -> Value {
    let Ok(r) = rs_trafilatura::extract_bytes(page) else { return json!({}) };
    let m = r.metadata;
    json!({"text": r.content_text, "title": m.title, "author": m.author,
           "date": m.date.map(|d| d.format("%Y-%m-%d").to_string()), "site": m.sitename, "lang": m.language,
           "description": m.description})
}

fn trafilatura_rs(page: &[u8], _url: Option<&str>) -> Value {
    let html = String::from_utf8_lossy(page);
    let Ok(r) = trafilatura::extract(&html, &trafilatura::Options::default()) else { return json!({}) };
    let m = r.metadata;
    json!({"text": r.content_text, "title": m.title, "author": m.author,
           "date": m.date.map(|d| d.format("%Y-%m-%d").to_string()), "site": m.sitename, "lang": m.language,
           "description": m.description})
}
