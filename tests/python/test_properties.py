"""On any text: no panic, and every offset slices to what it says, in every unit."""

import json
import os

from hypothesis import given, settings
from hypothesis import strategies as st

import wirecopy as wc

WORDS = ["“", "”", '"', "'", "‘", "’", "said", "Petra Quill", "Nordwire", "told", ".", ",", " ", "\n\n", "\r\n", "𝄞",
         "e\u0301", "\0", "<p>", "</p>", "#", "> ", "שלום", "according to", "denied", "\u200b", "I", "—"]  # fmt: skip
texts = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
formats = st.sampled_from(["auto", "plain", "markdown", "html"])


@settings(max_examples=int(os.environ.get("WIRECOPY_EXAMPLES", "300")), deadline=None)
@given(texts.filter(lambda t: not any("\ud800" <= c <= "\udfff" for c in t)), formats)
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
        for n, piece in enumerate(a.pieces):
            assert doc.text[piece.start : piece.end] == piece.text
            b, u = (told[unit]["attributions"][k]["content"][n] for unit in ("bytes", "utf16"))
            assert encoded[0][b["start"] : b["end"]].decode() == piece.text
            assert encoded[1][2 * u["start"] : 2 * u["end"]].decode("utf-16-le") == piece.text
