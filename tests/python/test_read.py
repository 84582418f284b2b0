"""Reading files: formats, ids, folders, JSON lines, errors."""

import gzip
import json

import pytest

import wirecopy as wc


def write(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_folder(tmp_path):
    write(tmp_path, "a.txt", "The wall will hold.")
    write(tmp_path, "b.md", "# Wall\n\nIt will *hold*.")
    write(tmp_path, "c.html.gz", gzip.compress(b"<p>The wall will hold.</p>"))
    write(tmp_path, "notes.pdf", b"%PDF")
    pages = wc.read(tmp_path)
    assert [(d.id, d.format) for d in pages] == [("a", "plain"), ("b", "markdown"), ("c", "html")]
    assert pages.errors == () and repr(pages) == "<Pages: 3 documents>"


def test_the_folder_of_a_saved_page_is_passed_over(tmp_path, root):
    write(tmp_path, "wall.html", "<p>The wall will hold.</p>")
    write(tmp_path, "wall_files/frame.html", "<p>Buy pumps.</p>")
    write(tmp_path, "sub/dam.htm", "<p>The dam will hold.</p>")
    write(tmp_path, "sub/dam-Dateien/deep/frame.html", "<p>Buy pumps.</p>")
    write(tmp_path, "alone_files/a.txt", "Kept: no page is beside it.")
    write(tmp_path, ".hidden/a.txt", "Not read.")
    assert [d.id for d in wc.read(tmp_path)] == ["a", "dam", "wall"]
    table = (root / "crates/wirecopy-cli/src/inputs/companions.tsv").read_text()
    assert tuple(line for line in table.splitlines() if not line.startswith("#")) == wc.pages.COMPANIONS


def test_ids_that_would_be_the_same_keep_their_path(tmp_path):
    write(tmp_path, "x/a.txt", "One.")
    write(tmp_path, "y/a.txt", "Two.")
    write(tmp_path, "y/b.txt", "Three.")
    assert [d.id for d in wc.read(tmp_path)] == ["x/a.txt", "y/a.txt", "b"]


def test_a_pattern_and_a_file(tmp_path):
    write(tmp_path, "a.txt", "One.")
    write(tmp_path, "b.txt", "Two.")
    assert [d.text for d in wc.read(f"{tmp_path}/*.txt")] == ["One.", "Two."]
    assert [d.outlet for d in wc.read(tmp_path / "a.txt", outlet="Nordwire")] == ["Nordwire"]
    with pytest.raises(FileNotFoundError):
        wc.read(f"{tmp_path}/*.html")


def test_lines_of_json(tmp_path):
    lines = [
        {"id": 7, "text": 'Kept <tweet id="1"> as it is.', "date": "2031-09", "outlet": "Nordwire"},
        {"id": "h", "html": "<p>Read as a page.</p>"},
        {"id": "none"},
    ]
    content = "\n".join(map(json.dumps, lines)) + "\n\nnot json\n"
    pages = wc.read(write(tmp_path, "all.jsonl", content))
    assert [(d.id, d.format, d.published, d.outlet) for d in pages] == [
        ("7", "plain", "2031-09", "Nordwire"),
        ("h", "html", None, None),
    ]
    assert pages[0].text == lines[0]["text"]
    assert [name.rsplit(":", 1)[1] for name, _ in pages.errors] == ["3", "5"]


def test_one_bad_file_does_not_stop_the_others(tmp_path):
    write(tmp_path, "bad.txt", b"ab\xff")
    write(tmp_path, "cut.txt.gz", gzip.compress(b"a" * 1000)[:20])
    write(tmp_path, "good.txt", "Good.")
    pages = wc.read(tmp_path)
    assert [d.id for d in pages] == ["good"] and len(pages.errors) == 2
    assert repr(pages) == "<Pages: 1 documents, 2 not read>"


def test_the_bundled_example(root):
    pages = wc.read(root / "examples/port-vellin")
    assert len(pages) == 5 and not pages.errors
    assert {row["document"] for row in pages.quotes()} <= {d.id for d in pages}
    assert len(pages.story()) + len(pages.story().to_dict()["apart"]) == 5
