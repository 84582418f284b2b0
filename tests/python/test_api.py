"""The objects: values, errors, equality, what they show."""

import csv
import doctest
import inspect
import io
import json
import pickle
import threading

import pytest

import wirecopy as wc


def test_a_document_tells_what_is_known_and_where_from(text):
    doc = wc.parse(text, format="plain", id="a1", outlet="The Harbour Courier", published="2031-09")
    assert (doc.id, doc.title, doc.outlet, doc.published) == (
        "a1", "Pumps sold in August", "The Harbour Courier", "2031-09",
    )  # fmt: skip
    assert doc.provenance == {
        "title": "heading", "outlet": "caller", "published": "caller", "language": "detected"
    }
    assert doc.text == text and doc.format == "plain"
    assert [b.kind for b in doc.blocks] == ["title", "paragraph", "paragraph"]
    assert doc.body.startswith("“We were never asked,”")
    assert wc.parse(text, format="plain").outlet is None


def test_who_said_what(text):
    doc = wc.parse(text, format="plain")
    quote = doc.quotes[0]
    assert (quote.kind, quote.speaker, quote.cue.text) == ("direct", "Petra Quill", "said")
    assert quote.pieces[0].text == "“We were never asked,”"
    assert quote in doc.attributions and quote in doc.all_attributions
    assert "said" not in quote.text


def test_bytes_and_str_are_one(text):
    assert wc.parse(text, format="plain") == wc.parse(text.encode(), format="plain")
    assert hash(wc.parse(text)) == hash(wc.parse(text))
    assert wc.parse(text) != wc.parse(text, outlet="Nordwire")
    one, two = (wc.parse(text, format="plain").all_attributions for _ in range(2))
    assert one == two and len({*one, *two}) == len(one)


def test_a_str_is_never_a_path(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("The wall will hold.")
    assert wc.parse(str(file)).text.endswith("a.txt")
    with pytest.raises(TypeError, match="str, bytes or a pathlib.Path, not"):
        wc.parse(7)


@pytest.mark.parametrize(
    ("content", "options", "kind", "code"),
    [
        (b"ab\xff", {"format": "plain"}, "invalid_utf8", 10),
        ("a", {"format": "pdf"}, "invalid_option", 12),
        ("a", {"published": "soon"}, "invalid_option", 12),
    ],
)
def test_errors_have_a_kind_and_a_code(content, options, kind, code):
    with pytest.raises(wc.WirecopyError) as caught:
        wc.parse(content, **options)
    assert (caught.value.kind, caught.value.code) == (kind, code)
    assert isinstance(caught.value, ValueError) and str(caught.value)


def test_where_the_bad_byte_is():
    with pytest.raises(wc.WirecopyError) as caught:
        wc.parse(b"ab\xff", format="plain")
    assert caught.value.offset == 2
    with pytest.raises(wc.WirecopyError) as caught:
        wc.story([])
    assert caught.value.kind == "no_content" and caught.value.offset is None


def test_a_language_without_a_pack_can_be_read_but_not_analyzed():
    doc = wc.parse("Der Damm hält.", language="de")
    assert doc.text == "Der Damm hält."
    with pytest.raises(wc.WirecopyError) as caught:
        doc.attributions  # noqa: B018
    assert caught.value.kind == "unsupported_language"


def test_units_and_kinds_of_json(text):
    doc = wc.parse(text, format="plain")
    for unit in ("chars", "bytes", "utf16"):
        assert json.loads(doc.to_json("document", offsets=unit))["offsets"] == unit
    with pytest.raises(wc.WirecopyError):
        doc.to_json(offsets="words")
    with pytest.raises(ValueError, match="to_json gives"):
        doc.to_json("story")


def test_what_is_shown_is_true_and_escaped():
    doc = wc.parse("<b>Bold & brave</b>\n\n“<script>alert(1)</script>,” said Petra Quill.", format="plain")
    assert "not analyzed yet" in repr(doc)
    html = doc._repr_html_()
    assert "<script>" not in html and "&lt;script&gt;" in html
    assert "not analyzed yet" not in repr(doc) and "outlet unknown" in repr(doc)
    assert repr(wc.story([doc, doc])).startswith("<Story of 2 articles")
    assert "<script>" not in wc.story([doc, doc])._repr_html_()
    assert "<script>" not in wc.Pages([doc]).quotes()._repr_html_()
    assert "<script>" not in wc.Pages([doc], [("<script>", ValueError("<script>"))])._repr_html_()


def test_things_do_not_change(text):
    doc = wc.parse(text)
    with pytest.raises(AttributeError):
        doc.title = "other"
    with pytest.raises(AttributeError):
        doc.blocks[0].text = "other"


def test_threads_share_a_document(text):
    doc = wc.parse(text * 50, format="plain")
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(doc.to_json())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 8 and len(set(answers)) == 1


def test_a_table_goes_where_it_is_asked(text, tmp_path):
    table = wc.Pages([wc.parse(text, format="plain", id="a1")]).quotes()
    assert len(table) >= 1 and table[0]["speaker"] == "Petra Quill"
    table.to_csv(tmp_path / "quotes.csv")
    with open(tmp_path / "quotes.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [r["quote"] for r in rows] == table.column("quote")
    assert rows[0]["outlet"] == "" and rows[0]["document"] == "a1"
    stream = io.StringIO()
    table[:1].to_csv(stream)
    assert stream.getvalue().count("\n") >= 2
    assert table.to_pylist()[0] == table[0]
    with pytest.raises(KeyError):
        table.column("nothing")


def test_a_table_as_a_data_frame(text):
    import pandas

    frame = wc.Pages([wc.parse(text, format="plain")]).quotes().to_pandas()
    assert isinstance(frame, pandas.DataFrame) and "speaker" in frame.columns


def test_a_draft_is_checked(text):
    article = wc.parse(text, format="plain", id="a1")
    found = wc.verify(wc.parse("“We were never asked,” said Petra Quill.", format="plain"), [article])
    assert [q["outcome"] for q in found.quotes] == ["verbatim"]
    assert len(found) == 1 and "1 verbatim" in repr(found)


def test_copies(text):
    found = wc.dedup([text, "The wall will hold until spring, Mayor Quill told reporters on Sunday.", text.upper()])
    assert len(found) == 3 and found.clusters == [["0", "2"], ["1"]] and found.unique == ["0", "1"]
    (pair,) = found.pairs
    assert (pair.a, pair.b, pair.kind, pair.score) == ("0", "2", "exact", 1.0)
    assert repr(found) == "<Copies: 3 texts, 1 pairs, 2 groups>"
    named = wc.dedup([wc.parse(text, id="x"), wc.parse(text, id="y")])
    assert [(p.a, p.b) for p in named.pairs] == [("x", "y")]
    assert json.loads(named.to_json("clusters"))["clusters"][0]["members"] == ["x", "y"]
    assert wc.dedup([text, text], ids=["p", "q"]).unique == ["p"]
    with pytest.raises(ValueError, match="as many ids"):
        wc.dedup([text], ids=["p", "q"])
    with pytest.raises(wc.WirecopyError):
        wc.dedup([text], threshold=2)
    with pytest.raises(TypeError, match="str, bytes or Document"):
        wc.dedup([1])


def test_a_page_is_marked_and_comes_back():
    page = "<p>“We were never asked,” said <b>Petra Quill</b>, mayor of Port Vellin.</p>"
    document = wc.parse(page, format="html")
    marked = document.annotate(page)
    assert marked.startswith('<p><mark data-wirecopy="content:a0">'.encode())
    assert wc.strip(marked) == page.encode()
    styled = document.annotate(page.encode(), scope="all", style=True)
    assert b"<style data-wirecopy" in styled and wc.strip(styled) == page.encode()
    with pytest.raises(wc.WirecopyError) as caught:
        document.annotate("<p>another</p>")
    assert caught.value.kind == "invalid_option"
    with pytest.raises(wc.WirecopyError) as caught:
        wc.parse("The wall.", format="plain").annotate("The wall.")
    assert caught.value.kind == "unsupported_format"
    with pytest.raises(TypeError):
        document.annotate(7)


def documented():
    """Everything of the compiled part that users see, by name, with its docstring."""
    from wirecopy import _native

    for name, thing in sorted(vars(_native).items()):
        if name.startswith("_") or not (inspect.isclass(thing) or callable(thing)):
            continue
        yield name, thing.__doc__
        if inspect.isclass(thing):
            for inner, part in sorted(vars(thing).items()):
                if not inner.startswith("_"):
                    yield f"{name}.{inner}", getattr(part, "__doc__", None)


def test_every_name_has_a_docstring_and_its_examples_run():
    examples = 0
    for name, text in documented():
        if name.startswith("WirecopyError."):
            continue
        assert text and text.strip(), name
        test = doctest.DocTestParser().get_doctest(text, {}, name, None, 0)
        examples += len(test.examples)
        told = io.StringIO()
        assert doctest.DocTestRunner().run(test, out=told.write).failed == 0, told.getvalue()
    assert examples >= 10
    for name in wc.__all__:
        assert getattr(wc, name).__doc__, name


FOOTER = " Sign up to our newsletter for more stories like this one, every morning at six, and tell your friends about it."
NEWS = [
    "The ferry to Estmark was late again on Monday.",
    "Nobody counted the lanterns on the old harbour wall.",
    "A choir of forty sang in the hall of the Orrin Valley.",
    "School starts a week later than the board had planned this year.",
]


def test_boilerplate_is_learned_saved_and_not_counted(tmp_path):
    texts = [text + FOOTER for text in NEWS]
    table = wc.boilerplate(texts, least=4)
    assert len(table) > 0 and table.name in repr(table)
    table.save(tmp_path / "table")
    again = wc.Boilerplate.load(tmp_path / "table")
    assert again == table == pickle.loads(pickle.dumps(table)) and hash(again) == hash(table)
    assert wc.dedup(texts, containment=0.5).pairs and not wc.dedup(texts, containment=0.5, boilerplate=table).pairs
    told = json.loads(wc.dedup(texts, boilerplate=table).to_json())
    assert told["options"]["boilerplate"] == table.name
    with pytest.raises(wc.WirecopyError) as caught:
        wc.Boilerplate.from_bytes(b"WCBP")
    assert caught.value.kind == "corrupt_index"
    with pytest.raises(wc.WirecopyError, match="another normalisation"):
        wc.dedup(texts, normalize="basic", boilerplate=table)
    with pytest.raises(OSError):
        wc.Boilerplate.load(tmp_path / "none")


def test_copies_as_they_are_asked_for():
    wall = "The harbour wall at Port Vellin will hold until the spring, the mayor said on Monday, and the pumps too."
    texts = [wall, wall.replace("Monday", "Sunday"), "Nobody asked about the pumps."]
    (pair,) = wc.dedup(texts, 0.5).pairs
    assert pair.kind == "near" and pair.standard_error is None
    ((start, end, other, last),) = pair.passages
    assert wall[start:end] == texts[1][other:last] == wall[: wall.index(" Monday")]
    (pair,) = wc.dedup(texts, 0.3, estimate=True).pairs
    assert pair.standard_error > 0 and pair.passages == []
    assert wc.dedup(texts, 0.3, estimate=True).table().column("standard_error") == [pair.standard_error]
    assert "standard_error" not in wc.dedup(texts, 0.5).table().columns
    assert wc.dedup(texts, 0.5, keep="rank", ranks=[2, 1, 3]).unique == ["1", "2"]
    assert wc.dedup(texts, 0.5, keep="earliest", times=[20, 10, None]).unique == ["1", "2"]
    assert len(wc.dedup(texts, 0.5, characters=True).pairs) == 1
    answers = {wc.dedup(texts, 0.5, threads=n).to_json() for n in (1, 2, 5)}
    assert len(answers) == 1
    for scheme in ("lee2022", "refinedweb", "slimpajama", "starcoder", "fineweb"):
        assert wc.dedup([wall, wall.upper()], scheme=scheme).pairs[0].kind == "exact"
        assert len(wc.signatures([wall], scheme=scheme)[0]["values"]) >= 112
    with pytest.raises(wc.WirecopyError, match="the schemes are"):
        wc.dedup(texts, scheme="nobody2020")
    with pytest.raises(wc.WirecopyError, match="bands must fit"):
        wc.dedup(texts, bands=(100, 100))
    with pytest.raises(ValueError, match="as many ranks"):
        wc.dedup(texts, keep="rank", ranks=[1])


def test_quotations_as_units():
    said = ["“We were never asked about the sale of the pumps,” said Petra Quill.", "Quill: “We were never asked about the sale.”"]
    (pair,) = wc.dedup(said, ids="ab", quotes=True).pairs
    assert (pair.a, pair.b, pair.kind, pair.containment_b) == ("a#a0", "b#a0", "partial", 1.0)
