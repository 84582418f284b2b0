//! The command as its users meet it: inputs, ids, formats, errors, exit codes.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// A folder of its own for one test, removed at its end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("wirecopy-cli-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(&path, bytes).expect("a file");
        path.to_string_lossy().into_owned()
    }

    fn path(&self) -> String {
        self.0.to_string_lossy().into_owned()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn run(args: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_wirecopy"))
        .args(args)
        .env_remove("NO_COLOR")
        .env_remove("COLUMNS")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    child.stdin.take().expect("an input").write_all(input).expect("the input is read");
    child.wait_with_output().expect("the command ends")
}

fn ok(args: &[&str], input: &[u8]) -> String {
    let done = run(args, input);
    assert!(done.status.success(), "{args:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).expect("UTF-8")
}

fn lines(args: &[&str], input: &[u8]) -> Vec<Value> {
    ok(args, input).lines().map(|l| serde_json::from_str(l).expect("a line of JSON")).collect()
}

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    out.write_all(bytes).expect("memory");
    out.finish().expect("memory")
}

const QUOTE: &str = "“We were never asked,” said Petra Quill, mayor of Port Vellin. “Not once.”\n";

fn ids(found: &[Value]) -> Vec<&str> {
    found.iter().map(|v| v["id"].as_str().expect("an id")).collect()
}

#[test]
fn ids_are_file_names_and_keep_paths_where_they_collide() {
    let folder = Folder::new("ids");
    for name in ["a/one.txt", "a/two.html.gz", "b/one.md", "c/.hidden.txt", "c/not.pdf"] {
        let body = format!("<p>{QUOTE}</p>");
        folder.file(name, if name.contains(".gz") { gz(body.as_bytes()) } else { QUOTE.as_bytes().to_vec() });
    }
    let found = lines(&["parse", "--format", "jsonl", &folder.path()], b"");
    assert_eq!(ids(&found), ["a/one", "two", "b/one"]);
    assert_eq!(found[1]["format"], "html");
}

#[test]
fn a_manifest_names_files() {
    let folder = Folder::new("manifest");
    folder.file("x/page.html.gz", gz(format!("<p>{QUOTE}</p>").as_bytes()));
    let manifest = folder.file(
        "m.jsonl",
        "{\"id\":\"p 1\",\"path\":\"x/page.html.gz\",\"url\":\"https://courier.example/1\"}\n\
         {\"id\":\"gone\",\"path\":\"x/gone.html\"}\n",
    );
    let done = run(&["parse", "--format", "jsonl", "--manifest", &manifest], b"");
    assert_eq!(done.status.code(), Some(1), "a missing file is an error in the end");
    assert!(String::from_utf8_lossy(&done.stderr).contains("gone.html"));
    let found: Value = serde_json::from_slice(&done.stdout).expect("one line");
    assert_eq!((&found["id"], &found["url"]["value"]), (&"p 1".into(), &"https://courier.example/1".into()));
}

#[test]
fn one_bad_document_does_not_cost_the_others() {
    let folder = Folder::new("bad");
    let bad = folder.file("bad.txt", b"caf\xe9");
    let good = folder.file("good.txt", QUOTE);
    let done = run(&["quotes", "--format", "jsonl", &bad, &good], b"");
    assert_eq!(done.status.code(), Some(1));
    let message = String::from_utf8_lossy(&done.stderr);
    assert!(
        message.contains("bad.txt") && message.contains("UTF-8") && message.contains("byte 3"),
        "{message}"
    );
    let found: Value = serde_json::from_slice(&done.stdout).expect("one line");
    assert_eq!(found["id"], "good");
}

#[test]
fn a_text_field_is_plain_and_left_as_it_is() {
    let text = "<tweet id=\"1\" author=\"quill\">The wall &amp; the river</tweet> [x](y) <p>\u{201c}No,\u{201d} she said.</p>";
    let line = serde_json::json!({"key": "k1", "body": text, "desk": {"n": 1}, "lang": "en"}).to_string();
    let args =
        ["parse", "--format", "jsonl", "--id-field", "key", "--text-field", "body", "--carry", "desk", "-"];
    let found = lines(&args, line.as_bytes());
    assert_eq!(found[0]["text"], text);
    assert_eq!(found[0]["format"], "plain");
    assert_eq!(found[0]["id"], "k1");
    assert_eq!(found[0]["desk"]["n"], 1);
    let html = lines(
        &["parse", "--format", "jsonl", "--html-field", "body", "--id-field", "key", "-"],
        line.as_bytes(),
    );
    assert_eq!(html[0]["format"], "html");
}

#[test]
fn fields_of_lines_are_what_the_caller_knows() {
    let line = serde_json::json!({"id": "1", "text": QUOTE, "outlet": "Capital Ledger", "date": "2025-03-04",
                                  "title": "Never asked", "url": "https://ledger.example/1"});
    let folder = Folder::new("fields");
    let path = folder.file("a.jsonl.gz", gz(format!("{line}\n\n{line}\n").as_bytes()));
    let found = lines(&["parse", "--format", "jsonl", &path], b"");
    assert_eq!(found.len(), 2);
    for (field, value) in
        [("outlet", "Capital Ledger"), ("published", "2025-03-04"), ("title", "Never asked")]
    {
        assert_eq!(found[0][field]["value"], value);
        assert_eq!(found[0][field]["provenance"], "caller");
    }
    let broken = run(
        &["parse", "--format", "jsonl", "-", "--text-field", "text"],
        b"{\"id\":\"1\",\"text\":[7]}\n{oops\n",
    );
    assert_eq!(broken.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&broken.stderr).lines().count(), 2, "each bad line is named");
}

#[test]
fn offsets_mean_the_same_in_every_unit() {
    let text = format!("The river 𝄞 and é.\n\n{QUOTE}");
    let spans = |unit: &str| -> (usize, usize) {
        let found = lines(
            &["quotes", "--format", "jsonl", "--offsets", unit, "--input-format", "plain", "-"],
            text.as_bytes(),
        );
        assert_eq!(found[0]["offsets"], unit);
        let span = &found[0]["attributions"][0]["content"][0];
        let n = |key: &str| usize::try_from(span[key].as_u64().expect("a number")).expect("small");
        (n("start"), n("end"))
    };
    let (a, b) = spans("bytes");
    let words = &text[a..b];
    let (a, b) = spans("chars");
    assert_eq!(text.chars().skip(a).take(b - a).collect::<String>(), words);
    let (a, b) = spans("utf16");
    let wide: Vec<u16> = text.encode_utf16().collect();
    assert_eq!(String::from_utf16_lossy(&wide[a..b]), words);
    assert!(words.starts_with('“'));
}

#[test]
fn csv_quotes_what_needs_it() {
    let out = ok(&["quotes", "--format", "csv", "--input-format", "plain", "-"], QUOTE.as_bytes());
    let mut reader = csv::Reader::from_reader(out.as_bytes());
    let head = reader.headers().expect("a header").clone();
    let row = reader.records().next().expect("a row").expect("a good row");
    let cell = |name: &str| &row[head.iter().position(|h| h == name).expect("a column")];
    assert_eq!(cell("kind"), "direct");
    assert_eq!(cell("speaker"), "Petra Quill");
    assert_eq!(cell("quote"), "“We were never asked,” … “Not once.”");
}

#[test]
fn dedup_writes_the_lines_other_tools_read() {
    let folder = Folder::new("dedup");
    let story = "The harbour wall at Port Vellin will hold until the spring, the mayor said on Monday, but the pumps \
                 that kept the river out of the lower town are gone and nobody has said who bought them or why.";
    let mut lines_in = String::new();
    for (id, text) in
        [("a", story.to_owned()), ("b", story.replace("Monday", "Tuesday")), ("c", QUOTE.to_owned())]
    {
        lines_in += &format!("{}\n", serde_json::json!({"id": id, "text": text}));
    }
    let input = folder.file("in.jsonl", lines_in);
    let (pairs, clusters) = (format!("{}/p.jsonl", folder.path()), format!("{}/c.jsonl", folder.path()));
    ok(&["dedup", "--threshold", "0.6", "--pairs", &pairs, "--clusters", &clusters, &input], b"");
    let read = |path: &str| -> Vec<Value> {
        let text = std::fs::read_to_string(path).expect("written");
        text.lines().map(|l| serde_json::from_str(l).expect("JSON")).collect()
    };
    let pairs = read(&pairs);
    assert_eq!(pairs.len(), 1);
    assert_eq!((&pairs[0]["a"], &pairs[0]["b"]), (&"a".into(), &"b".into()));
    let clusters = read(&clusters);
    assert_eq!(clusters.len(), 3);
    assert_eq!(clusters[0]["cluster"], clusters[1]["cluster"]);
    assert_ne!(clusters[0]["cluster"], clusters[2]["cluster"]);
}

#[test]
fn dedup_learns_boilerplate_keeps_whom_it_is_told_and_takes_quotations() {
    let folder = Folder::new("dedup-more");
    let footer = "Sign up to the morning letter of the Port Vellin Courier for more stories from the coast and the valley, \
                  and tell your neighbours, for the Courier lives by those who read it and by nobody else in the world. All \
                  rights are kept by the Courier and by those who wrote for it, here and on the islands.";
    let tell =
        |k: usize| format!("w{k} x{k} y{k} z{k} went to the u{k} of v{k} and came back as t{k}. {footer}");
    let mut lines = String::new();
    for k in 0..20 {
        lines +=
            &format!("{}\n", serde_json::json!({"id": format!("d{k:02}"), "text": tell(k), "rank": 50 - k}));
    }
    lines += &format!("{}\n", serde_json::json!({"id": "e", "text": tell(7).to_uppercase(), "rank": 1}));
    let input = folder.file("in.jsonl", lines);
    let table = format!("{}/table", folder.path());
    let pairs = |args: &[&str]| {
        ok(&[&["dedup", "--format", "csv"][..], args, &[&input]].concat(), b"").lines().count() - 1
    };
    let many = pairs(&["--learn-boilerplate", &table]);
    let without = pairs(&["--boilerplate", &table]);
    assert!(many > without && without == 1, "{many} {without}");
    let json: Value = serde_json::from_str(&ok(
        &[
            "dedup",
            "--format",
            "json",
            "--boilerplate",
            &table,
            "--keep",
            "rank",
            "--rank-field",
            "rank",
            &input,
        ],
        b"",
    ))
    .expect("JSON");
    let name = json["pairs"]["options"]["boilerplate"].as_str().expect("the name of the table");
    assert_eq!(name.len(), 32);
    let group = &json["clusters"]["clusters"][7];
    assert_eq!((&group["id"], &group["representative"]), (&"d07".into(), &"e".into()));
    assert_eq!(group["evidence"][0]["kind"], "exact");
    assert_eq!(pairs(&["--normalize", "basic"]), pairs(&["--copies", "near"]));
    assert_eq!(pairs(&["--scheme", "fineweb"]), 1);
    let again = QUOTE.replace("Petra Quill", "the mayor");
    let (a, b) = (folder.file("a.txt", QUOTE), folder.file("b.txt", again));
    assert!(ok(&["dedup", "--quotes", "--format", "csv", &a, &b], b"").contains("a#a0"));
}

#[test]
fn tables_have_no_colours_in_a_pipe_and_say_what_is_unknown() {
    let out = ok(&["quotes", "-"], QUOTE.as_bytes());
    assert!(!out.contains('\u{1b}'));
    assert!(out.contains("outlet unknown") && out.contains("Petra Quill"));
    assert!(ok(&["parse", "-"], QUOTE.as_bytes()).contains("not given"));
}

#[test]
fn wrong_command_lines_exit_with_two() {
    for args in [
        &["quotes"][..],
        &["nothing"],
        &["parse", "--format", "xml", "-"],
        &["dedup", "--threshold", "7", "-"],
    ] {
        assert_eq!(run(args, b"").status.code(), Some(2), "{args:?}");
    }
    assert!(ok(&["--help"], b"").contains("Examples:"));
}

#[test]
fn the_scorers_read_our_lines() {
    let eval = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/eval");
    if !eval.is_dir() || Command::new("python3").arg("--version").output().is_err() {
        println!("skipped: the evaluation sets or python3 are not here (../shared/eval)");
        return;
    }
    let folder = Folder::new("score");
    let gold = eval.join("quotes/polnear-dev.jsonl.gz").to_string_lossy().into_owned();
    let lines = ok(&["quotes", "--scope", "all", "--format", "jsonl", "--text-field", "text", &gold], b"");
    let pred = folder.file("pred.jsonl", lines);
    let done =
        Command::new("python3").arg(eval.join("quotes/score.py")).args([&gold, &pred, "--json"]).output();
    let done = done.expect("python3 runs");
    let scores: Value = serde_json::from_slice(&done.stdout).expect("scores");
    assert!(scores["all"]["detection"][2].as_f64().expect("a figure") > 40.0);
}

#[test]
fn a_page_is_marked_and_comes_back() {
    let folder = Folder::new("annotate");
    let source =
        "<html><p>&ldquo;The wall will <b>hold</b>,&rdquo; said Petra Quill, mayor of Port Vellin.</p>";
    let page = folder.file("page.html", source);
    let marked = folder.file("marked.html", "");
    assert_eq!(ok(&["annotate", &page, "-o", &marked], b""), "");
    let text = std::fs::read_to_string(&marked).expect("a page");
    assert!(text.contains("<mark data-wirecopy=\"content:a0\">&ldquo;The wall will </mark><b>"), "{text}");
    assert_eq!(ok(&["annotate", "--strip", &marked], b""), source);
    let styled = ok(&["annotate", "--style", "-"], source.as_bytes());
    assert!(styled.contains("<style data-wirecopy="));
    assert_eq!(ok(&["annotate", "--strip", "-"], styled.as_bytes()), source);
    let plain = run(&["annotate", "-"], "“Sound,” said Petra Quill.".as_bytes());
    assert_eq!(plain.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&plain.stderr).contains("plain text has no place for marks"));
}

#[test]
fn what_a_page_was_saved_with_is_passed_over() {
    let folder = Folder::new("companions");
    let page = "<html><p>The harbour wall will hold until spring, the mayor said.</p>";
    let own = folder.file("wall.html", page);
    let part = folder.file("wall-Dateien/frame.html", page);
    folder.file("other_files/report.html", page);
    let ids = |args: &[&str]| -> Vec<String> {
        lines(args, b"").iter().map(|l| l["id"].as_str().expect("an id").to_owned()).collect()
    };
    assert_eq!(ids(&["parse", "--format", "jsonl", &folder.path()]), ["report", "wall"]);
    let parts = Path::new(&part).parent().expect("a folder").to_string_lossy().into_owned();
    assert_eq!(ids(&["parse", "--format", "jsonl", &own, &parts]), ["wall"]);
    assert_eq!(ids(&["parse", "--format", "jsonl", &parts]), ["frame"]);
}

#[test]
fn tokens_are_conllu_with_offsets() {
    let out =
        ok(&["tokens", "-", "--input-format", "plain"], "Petra Quill said she didn’t speak.\n".as_bytes());
    let rows: Vec<Vec<&str>> = out
        .lines()
        .filter(|l| !l.starts_with('#') && !l.is_empty())
        .map(|l| l.split('\t').collect())
        .collect();
    assert!(rows.iter().all(|r| r.len() == 10));
    assert_eq!(rows[0][..5], ["1", "Petra", "Petra", "PROPN", "NNP"]);
    assert!(rows[0][9].contains("start=0|end=5|NER=B-PERSON"));
    assert_eq!((rows[4][0], rows[4][1]), ("5-6", "didn’t"));
}

#[test]
fn quotes_take_a_pack_of_ones_own() {
    let text = "“It was dark,” Owen Marsh said.".as_bytes();
    let pack = concat!(env!("CARGO_MANIFEST_DIR"), "/../wirecopy-lang-en/data/en.pack");
    let own = ok(&["quotes", "--format", "json", "--pack", pack, "-"], text);
    assert_eq!(own, ok(&["quotes", "--format", "json", "-"], text));
    let no_pack = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let failed = run(&["quotes", "--pack", no_pack, no_pack], b"");
    assert!(!failed.status.success());
    assert!(String::from_utf8_lossy(&failed.stderr).contains("Cargo.toml"));
}

const AUDIT: &[u8] = "“The gate was left open,” said an engineer briefed on the inquiry.\n\n\
Petra Quill accused Brantholm Energy of hiding the leak."
    .as_bytes();

#[test]
fn sources_are_a_screen_or_rows() {
    let screen = ok(&["sources", "-"], AUDIT);
    for line in
        ["2 sources, 1 unnamed", "how they know: briefed (“briefed on the inquiry”)", "no reply given"]
    {
        assert!(screen.contains(line), "{line:?} in {screen}");
    }
    let audit = ok(&["sources", "--audit", "-"], AUDIT);
    assert!(audit.contains("“The gate was left open,”") && !audit.contains("Petra Quill"), "{audit}");
    let rows = ok(&["sources", "--format", "csv", "-"], AUDIT);
    assert_eq!(rows.lines().count(), 3, "{rows}");
    assert!(rows.starts_with("id,outlet,published,source,type,anonymity,"), "{rows}");
    let rows = ok(&["sources", "--audit", "--format", "csv", "-"], AUDIT);
    assert_eq!(rows.lines().count(), 2, "{rows}");
    assert!(rows.contains(",briefed,unstated,V1,5,1.0000,0.0000,1"), "{rows}");
}

#[test]
fn speakers_are_rows_and_take_a_table_of_names() {
    let folder = Folder::new("speakers");
    folder.file("a.txt", "“Enough,” said Ada Sommer, a judge.\n");
    folder.file("b.txt", "“Never,” said Ada Lund, a nurse.\n");
    let rows = ok(&["speakers", "--format", "csv", &folder.path()], b"");
    assert_eq!(rows.lines().count(), 3, "{rows}");
    assert!(rows.contains("Ada Sommer,a,,,Ada Sommer,"), "{rows}");
    let table = folder.file("names", "# one woman\nAda Sommer = Ada Lund\n");
    let rows = ok(&["speakers", "--aliases", &table, "--format", "csv", &folder.path()], b"");
    assert_eq!(rows.matches(",alias").count(), 2, "{rows}");
    let table = folder.file("wrong", "Ada Sommer\n");
    let done = run(&["speakers", "--aliases", &table, &folder.path()], b"");
    assert_eq!(done.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&done.stderr).contains("an alias is OTHER NAME = NAME"));
}
