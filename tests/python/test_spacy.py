"""The pipe for spaCy."""

import pytest

spacy = pytest.importorskip("spacy")

import wirecopy as wc  # noqa: E402
import wirecopy.spacy  # noqa: E402


def test_spans_and_exact_characters(text):
    nlp = spacy.blank("en")
    nlp.add_pipe("wirecopy")
    doc = nlp(text)
    found = wc.parse(text, format="plain")
    spans, exact = doc.spans["wirecopy"], doc.user_data["wirecopy"]
    wanted = [(p.start, p.end, p.text) for a in found.attributions for p in a.pieces]
    assert [(e["start"], e["end"], e["text"]) for e in exact if e["label"] not in ("cue", "source")] == wanted
    assert len(spans) == len(exact)
    for span, one in zip(spans, exact):
        assert span.label_ == one["label"] and span.id_ == one["id"]
        assert span.start_char <= one["start"] and one["end"] <= span.end_char
        assert doc.text[one["start"] : one["end"]] == one["text"]
    assert {s.label_ for s in spans} >= {"direct", "indirect", "cue", "source"}
    assert {e["speaker"] for e in exact} >= {"Petra Quill"}


def test_a_token_that_is_cut_is_taken_whole():
    nlp = spacy.blank("en")
    nlp.tokenizer = lambda text: spacy.tokens.Doc(nlp.vocab, words=text.split(" "))
    nlp.add_pipe("wirecopy")
    doc = nlp("“Never,”said Petra Quill.")
    spans = [s.text for s in doc.spans["wirecopy"]]
    assert doc.user_data["wirecopy"][0]["text"] == "“Never,”" and spans[0] == "“Never,”said"


def test_it_goes_through_bytes_and_in_streams(text):
    nlp = spacy.blank("en")
    nlp.add_pipe("wirecopy", config={"scope": "quotes", "key": "said", "engine": "rules"})
    docs = list(nlp.pipe([text, "No one spoke.", text], batch_size=2))
    assert [len(d.spans["said"]) > 0 for d in docs] == [True, False, True]
    again = spacy.tokens.Doc(nlp.vocab).from_bytes(docs[0].to_bytes())
    assert [s.text for s in again.spans["said"]] == [s.text for s in docs[0].spans["said"]]
    assert again.user_data["said"] == docs[0].user_data["said"]
    with pytest.raises(ValueError, match="scope"):
        spacy.blank("en").add_pipe("wirecopy", config={"scope": "some"})
