"""Reports on one document and on several, and the same people across documents."""

import copy
import json
import pickle

import pytest

import wirecopy as wc

AUDIT = (
    "“The gate was left open,” said an engineer briefed on the inquiry, who asked not to be named because she feared "
    "losing her job. Mayor Owen Tarrant said that it was shut.\n\n"
    "Petra Quill accused Brantholm Energy of hiding the leak. Brantholm Energy declined to comment on Sunday."
)
ONE = "“Enough 𝐢𝐬 enough,” said Foreign Minister Ebrahim Karzani.\n\n“It was dark,” said Paul Harte, a plumber."
TWO = "“We will vote,” said Ibrahim Karzani, the foreign minister.\n\nPaul Harte, the defence secretary, said that it rained."


@pytest.fixture(scope="module")
def doc():
    return wc.parse(AUDIT, format="plain", id="a1", outlet="The Harbour Courier", published="2031-09-05")


@pytest.fixture(scope="module")
def docs():
    return [
        wc.parse(ONE, format="plain", id="one", outlet="The Harbour Courier", published="2031-09-05"),
        wc.parse(TWO, format="plain", id="two", outlet="Capital Ledger", published="2031-09-04"),
    ]


def test_sources(doc):
    rows = doc.sources().to_pylist()
    assert [r["source"] for r in rows[1:]] == ["Owen Tarrant", "Petra Quill", "Brantholm Energy"]
    assert rows[0]["anonymity"] == "condition" and rows[0]["words"] == 5 and rows[0]["quoted"] == 1.0
    assert rows[0]["said"] == "“The gate was left open,”" and rows[0]["attributions"] == "a0"
    assert [r["position"] for r in rows] == sorted(r["position"] for r in rows)
    by_id = {a.id: a for a in doc.all_attributions}
    for row in rows:
        said = [by_id[name] for name in row["attributions"].split()]
        assert {a.entity.id for a in said} == {row["entity"]}
        assert row["verifiability"] == max(a.verifiability for a in said)


def test_the_terms_of_the_unnamed(doc):
    (row,) = doc.anonymous_audit()
    assert (row["basis"], row["reason"], row["verifiability"]) == ("briefed", "reprisal", "V1")
    for ground in ("basis", "reason"):
        assert doc.text[row[f"{ground}_start"] : row[f"{ground}_end"]] == row[f"{ground}_text"]
    told = json.loads(doc.to_json("reports"))["anonymous"]
    assert row["share"] == told["unnamed_words"] / (told["unnamed_words"] + told["named_words"])
    (entity,) = (e for e in doc.entities if e.id == row["entity"])
    assert (entity.basis_kind, entity.reason_kind) == ("briefed", "reprisal")
    assert (entity.basis.text, entity.reason.text) == (row["basis_text"], row["reason_text"])
    assert pickle.loads(pickle.dumps(entity)) == entity


def test_right_of_reply(doc):
    (row,) = doc.right_of_reply()
    assert (row["accuser"], row["accused"], row["given"]) == ("Petra Quill", "Brantholm Energy", True)
    assert row["asked"] == "Brantholm Energy declined to comment" and row["answers"] is None
    assert doc.text[row["start"] : row["end"]] == row["accusation"]
    nobody_asked = wc.parse("Petra Quill accused Brantholm Energy of hiding the leak.", format="plain")
    (row,) = nobody_asked.right_of_reply()
    assert (row["accused"], row["given"], row["asked"], row["replies"]) == ("Brantholm Energy", False, None, "")


def test_tables_of_several_documents(doc, docs):
    import polars
    import pyarrow

    pages = wc.Pages([doc, *docs])
    for name in ("sources", "anonymous_audit", "right_of_reply"):
        table, one = getattr(pages, name)(), getattr(doc, name)()
        assert table.columns == ("row", "document", "outlet", "date", *one.columns)
        rows = [r for r in table if r["document"] == "a1"]
        assert [{k: r[k] for k in one.columns} for r in rows] == one.to_pylist()
        assert all(r["outlet"] == "The Harbour Courier" and r["date"] == "2031-09-05" for r in rows)
        # With rows or without, a column has one type.
        empty = getattr(wc.Pages([]), name)()
        assert len(empty) == 0 and pyarrow.table(empty).schema == pyarrow.table(table).schema
        assert polars.concat([table.to_polars(), empty.to_polars()]).to_dicts() == table.to_pylist()
        assert len(table.to_pandas()) == len(table) and pickle.loads(pickle.dumps(table)) == table
        assert "<table" in wc.render(table)


def test_speakers(docs):
    people = wc.speakers(docs)
    assert people.column("person") == ["Ebrahim Karzani", "Paul Harte", "Paul Harte"]
    first, second, third = people
    assert first["documents"] == 2 and first["merges"] == "Ebrahim Karzani = Ibrahim Karzani (transliteration)"
    assert first["names"] == "Ebrahim Karzani; Ibrahim Karzani"
    assert (first["first"], first["last"]) == ("2031-09-04", "2031-09-05")
    assert first["outlets"] == "Capital Ledger; The Harbour Courier"
    assert (second["maybe"], third["maybe"], second["quotes"], third["quotes"]) == ("2", "1", 1, 0)
    said = people.attributions()
    assert len(said) == 4 and people.quotes().column("quote") == ["“We will vote,”", "“Enough 𝐢𝐬 enough,”", "“It was dark,”"]
    for row in said:
        document = docs[row["row"]]
        assert row["document"] == document.id and row["outlet"] == document.outlet
        assert document.text[row["start"] : row["end"]] == row["quote"]
        (attribution,) = (a for a in document.all_attributions if a.id == row["attribution"])
        assert attribution.speaker == row["speaker"] and attribution.kind == row["kind"]
    assert wc.Pages(docs).speakers() == people


@pytest.mark.parametrize("aliases", [{"Paul Harte": "Paul Harte"}, [("Paul Harte", "Paul Harte")]])
def test_aliases_win(docs, aliases):
    people = wc.speakers(docs, aliases=aliases)
    assert people.column("person") == ["Ebrahim Karzani", "Paul Harte"]
    assert people[1]["merges"] == "Paul Harte = Paul Harte (alias)" and people[1]["maybe"] is None
    assert wc.Pages(docs).speakers(aliases=aliases) == people


def test_two_names_of_one_article():
    doc = wc.parse("“No,” said Jo Marsh.\n\n“Yes,” Joanna Lund said.", format="plain")
    rows = wc.speakers([doc], aliases={"Jo Marsh": "Joanna Lund"}).attributions()
    assert [(r["person"], r["speaker"]) for r in rows] == [("Joanna Lund", "Jo Marsh"), ("Joanna Lund", "Joanna Lund")]


def test_speakers_are_values(docs):
    people = wc.speakers(iter(docs), aliases={"X": "Y"})
    for again in (pickle.loads(pickle.dumps(people)), copy.copy(people), copy.deepcopy(people)):
        assert again == people and hash(again) == hash(people)
        assert again.to_json() == people.to_json() and again.quotes() == people.quotes()
    assert repr(people) == "<Speakers: 3 people in 2 documents>"
    assert json.loads(people.to_json(offsets="bytes"))["offsets"] == "bytes" and "Karzani" in wc.render(people)
    assert len(people[:1]) == 1 and people.where(documents=2).column("person") == ["Ebrahim Karzani"]
    nobody = wc.speakers([])
    assert len(nobody) == 0 and len(nobody.quotes()) == 0 and nobody.columns == people.columns
    with pytest.raises(wc.WirecopyError):
        people.to_json(offsets="words")
    with pytest.raises(TypeError):
        wc.speakers(["a text"])


def test_what_is_content():
    doc = wc.parse("“No,” said Jo Marsh. She added that it rained.", format="plain")
    assert doc.mask(["content"], fill="#") == doc.mask(["direct", "mixed", "indirect"], fill="#")
    assert doc.mask(["content"], fill="#").startswith("##### said Jo Marsh.")
