"""Values: pickled, copied, hashed, compared; documents, what was found in them, tables, pages."""

import copy
import pickle
from pathlib import Path

import pytest

import wirecopy as wc

PAGE = b"<html><body><h1>Pumps sold</h1><p>\x93Not once,\x94 said <b>Petra Quill</b>, mayor.</p></body></html>"


def documents(text):
    return [
        wc.parse(text, format="plain", id="a1", outlet="Nordwire", published="2031-09-02", url="https://nordwire.example/a"),
        wc.parse(text.encode(), format="plain", title="Pumps", engine="rules"),
        wc.parse("# Wall\n\n“It *will* hold,” said Petra Quill.", format="markdown"),
        wc.parse(PAGE, format="html", id="p"),
        wc.parse("“We opine,” opined Petra Quill.", words="verb opine", dial="recall"),
    ]


def parts(doc):
    out = [doc, doc.tokens(), wc.story([doc, doc]), wc.verify(doc, [doc]), *doc.blocks, *doc.entities]
    for a in doc.all_attributions:
        out += [a, *a.pieces, *a.quoted_pieces, *a.chain]
        out += [x for x in (a.cue, a.source, a.entity) if x is not None]
    return out


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_everything_is_pickled(text, protocol):
    for doc in documents(text):
        for one in parts(doc):
            again = pickle.loads(pickle.dumps(one, protocol))
            assert type(again) is type(one)
            if isinstance(again, wc.Document):
                assert again.attributions == one.attributions  # and now it says how many there are
            assert repr(again) == repr(one)
            if not isinstance(one, wc.Tokens):
                assert again == one and hash(again) == hash(one)
        again = pickle.loads(pickle.dumps(doc, protocol))
        assert again.to_json() == doc.to_json() and again.to_json("document") == doc.to_json("document")


def test_a_list_of_attributions_is_pickled_with_one_document(text):
    doc = wc.parse(text * 20, format="plain")
    again = pickle.loads(pickle.dumps(doc.attributions))
    assert again == doc.attributions and len({id(a.document) for a in again}) == 1
    assert len(pickle.dumps(doc.attributions)) < 2 * len(pickle.dumps(doc)) + 200 * len(again)


def test_copies_of_what_does_not_change_are_itself(text):
    doc = wc.parse(text, format="plain")
    for one in (doc, doc.attributions[0], wc.story([doc, doc]), wc.verify(doc, [doc])):
        assert copy.copy(one) is one and copy.deepcopy(one) is one
    for one in parts(doc):
        if not isinstance(one, wc.Tokens):
            assert copy.deepcopy(one) == one
    listed = copy.deepcopy({"docs": [doc, doc]})
    assert listed["docs"][0] is doc


def test_pairs_tables_and_pages_are_pickled(text, tmp_path):
    (pair,) = wc.dedup([text, text]).pairs
    assert pickle.loads(pickle.dumps(pair)) == pair and hash(pair) == hash(copy.deepcopy(pair))
    (tmp_path / "a.txt").write_text(text)
    (tmp_path / "b.txt").write_bytes(b"ab\xff")
    pages = wc.read(tmp_path)
    again = pickle.loads(pickle.dumps(pages))
    assert again == pages and hash(again) == hash(pages) and len(again.errors) == 1
    for table in (pages.quotes(), pages.speakers(), pages.attributions(), wc.signatures([text]), wc.Table(["a"], [])):
        again = pickle.loads(pickle.dumps(table))
        assert again == table and hash(again) == hash(table) and again.columns == table.columns
    assert pages != pages[:0] and pages.quotes() != pages.speakers() and pages != 1 and pages.quotes() != 1


def test_values_of_different_documents_differ(text):
    one, other = wc.parse(text, format="plain"), wc.parse(text + "x", format="plain")
    assert one != other and one.attributions[0] != other.attributions[0]
    assert one.attributions[0].document is not other and one.attributions[0].document == one
    assert wc.story([one, one]) != wc.story([one, other]) and wc.verify(one, [one]) != wc.verify(one, [other])


def test_a_path_is_a_file(tmp_path):
    file = tmp_path / "a.md"
    file.write_text("# Wall\n\nIt *will* hold.")
    doc = wc.parse(file, format="markdown")
    assert doc.body == "It will hold." and pickle.loads(pickle.dumps(doc)) == doc
    assert wc.parse(str(file), format="plain").text == str(file)
    with pytest.raises(FileNotFoundError):
        wc.parse(Path(tmp_path / "none"))


def test_slices_and_iteration(text):
    table = wc.quotes([text, text, text], threads=1)
    n = len(table)
    assert n >= 3 and [r["row"] for r in table] == table.column("row")
    assert table[-1] == table[n - 1] and table[::2].to_pylist() == table.to_pylist()[::2]
    assert table[::-1].column("row") == table.column("row")[::-1] and len(table[5:2]) == 0
    assert table.where(row=1).column("row") == [1] * (n // 3)
    with pytest.raises(IndexError):
        table[n]
    with pytest.raises(TypeError, match="values of one kind"):
        wc.Table(["a"], [{"a": 1}, {"a": "x"}])


def test_who_tells_it_and_what_is_said(text):
    doc = wc.parse(text, format="plain")
    told = doc.narration()
    for piece in told:
        assert doc.text[piece.start : piece.end] == piece.text
    assert "never asked" not in "".join(p.text for p in told) and "said Petra Quill" in "".join(p.text for p in told)
    assert "pumps were sold" not in "".join(p.text for p in told if p.start > 25)
    assert "pumps were sold" in "".join(p.text for p in doc.narration(marks=True))
    masked = doc.mask()
    assert len(masked) == len(doc.text) and "never asked" not in masked and "Nordwire reported" in masked
    for quote in doc.quotes:
        for piece in quote.quoted_pieces:
            assert set(masked[piece.start : piece.end]) <= {"█", "\n"}
    assert "Petra Quill" not in doc.mask(["name"], fill="x") and doc.mask([]) == doc.text
    assert doc.mask("quoted") == masked
    with pytest.raises(ValueError, match="there is no kind"):
        doc.mask(["words"])
    with pytest.raises((TypeError, ValueError)):
        doc.mask(fill="ab")
