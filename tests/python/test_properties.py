"""On any text: no panic, and every offset slices to what it says, in every unit."""

import json
import os
import pickle

from hypothesis import given, settings
from hypothesis import strategies as st

import wirecopy as wc

WORDS = ["“", "”", '"', "'", "‘", "’", "said", "Petra Quill", "Nordwire", "told", ".", ",", " ", "\n\n", "\r\n", "𝄞",
         "e\u0301", "\0", "<p>", "</p>", "#", "> ", "שלום", "according to", "denied", "\u200b", "I", "—"]  # fmt: skip
texts = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
texts = texts.filter(lambda t: not any("\ud800" <= c <= "\udfff" for c in t))
formats = st.sampled_from(["auto", "plain", "markdown", "html"])
EXAMPLES = int(os.environ.get("WIRECOPY_EXAMPLES", "300"))


def places(a):
    """Everything in an attribution that has offsets, with the text it claims."""
    yield from a.pieces
    yield from a.quoted_pieces
    for part in (a.cue, a.source):
        if part is not None:
            yield part.head
            yield from part.pieces
    for node in a.chain:
        yield from (p for p in (node.mention, node.cue) if p is not None)
    if a.entity is not None:
        yield from a.entity.mentions


@settings(max_examples=EXAMPLES, deadline=None)
@given(texts, formats)
def test_offsets_hold_on_any_text(text, format):
    doc = wc.parse(text, format=format)
    if format == "plain":
        assert doc.text == text
    for block in doc.blocks:
        assert doc.text[block.start : block.end] == block.text
    told = {unit: json.loads(doc.to_json(offsets=unit, scope="all")) for unit in ("chars", "bytes", "utf16")}
    encoded = doc.text.encode(), doc.text.encode("utf-16-le")
    for k, a in enumerate(doc.all_attributions):
        assert a.text == " … ".join(p.text for p in a.pieces)
        assert a.quoted == " … ".join(p.text for p in a.quoted_pieces)
        assert doc.text[a.start : a.end] == a.extent_text
        for piece in places(a):
            assert doc.text[piece.start : piece.end] == piece.text
        for part in (a.cue, a.source):
            if part is not None:
                assert (part.start, part.end) == (part.pieces[0].start, max(p.end for p in part.pieces))
                assert part.text == " … ".join(p.text for p in part.pieces)
        for n, piece in enumerate(a.pieces):
            b, u = (told[unit]["attributions"][k]["content"][n] for unit in ("bytes", "utf16"))
            assert encoded[0][b["start"] : b["end"]].decode() == piece.text
            assert encoded[1][2 * u["start"] : 2 * u["end"]].decode("utf-16-le") == piece.text


@settings(max_examples=EXAMPLES // 2, deadline=None)
@given(texts, formats)
def test_what_is_made_of_offsets_holds_on_any_text(text, format):
    doc = wc.parse(text, format=format)
    tokens = doc.tokens()
    assert tokens.forms() == [doc.text[a:b] for a, b in zip(tokens.start, tokens.end)]
    for piece in [*doc.narration(), *doc.narration(marks=True)]:
        assert doc.text[piece.start : piece.end] == piece.text and piece.text.strip()
    masked = doc.mask(["direct", "mixed", "indirect", "quoted", "cue", "source", "name"], fill="\0")
    assert len(masked) == len(doc.text)
    assert all(m in (c, "\0") for m, c in zip(masked, doc.text, strict=True))
    quotes = [a for a in doc.attributions if a.kind in ("direct", "mixed")]
    assert quotes == doc.quotes and all(a.quoted for a in quotes)
    table = wc.attributions([text], format=format, threads=1)
    rows = [(a.start, a.end, a.text, a.quoted, a.speaker) for a in doc.attributions]
    assert [(r["start"], r["end"], r["quote"], r["quoted"], r["speaker"]) for r in table] == rows
    again = pickle.loads(pickle.dumps(doc))
    assert again == doc and again.text == doc.text and again.attributions == doc.attributions


@settings(max_examples=EXAMPLES // 2, deadline=None)
@given(texts, formats)
def test_views_of_any_text_are_escaped(text, format):
    doc = wc.parse(text + "<script>&\"'", format=format)
    for html in (wc.render(doc), wc.render(wc.attributions([doc])), wc.render(wc.Pages([doc]), page=True)):
        assert "<script" not in html
        assert html.count("<span") == html.count("</span>") and html.count("<div") == html.count("</div>")
