"""Tokens as columns."""

import wirecopy as wc

TEXT = "“We were never asked,” said Petra Quill, mayor of Port Vellin. The ten-year plan didn’t hold."


def test_columns_have_a_number_for_each_token():
    tokens = wc.parse(TEXT, format="plain").tokens()
    n = len(tokens)
    forms = tokens.forms()
    assert forms == [TEXT[a:b] for a, b in zip(tokens.start, tokens.end)]
    assert forms[-8:] == ["ten", "-", "year", "plan", "did", "n’t", "hold", "."]
    for column, kind in [("start", "I"), ("end", "I"), ("sentence", "I"), ("head", "i"), ("penn", "B"), ("name", "B")]:
        view = getattr(tokens, column)
        assert isinstance(view, memoryview) and view.format == kind and len(view) == n
    assert set(tokens.sentence) == {0, 1}


def test_what_is_known_of_a_token():
    tokens = wc.parse(TEXT, format="plain").tokens()
    said = tokens.forms().index("said")
    assert tokens.penn_names()[tokens.penn[said]] == "VBD"
    assert tokens.upos_names()[tokens.upos[said]] == "VERB"
    assert tokens.lemma(said) == tokens.lemmas()[said] == "say"
    labels = [tokens.name_labels()[k] for k in tokens.name]
    assert labels[said + 1 : said + 3] == ["B-PERSON", "I-PERSON"]
    quill = tokens.forms().index("Petra")
    assert tokens.head[quill] == said
    assert tokens.relation_names()[tokens.relation[quill]] == "nsubj"
    assert all(-1 <= h < len(tokens) for h in tokens.head)


def test_conllu_has_ten_columns():
    lines = wc.parse(TEXT, format="plain").tokens().conllu().splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    assert {len(row) for row in rows} == {10}
    assert any(row[0].count("-") == 1 and row[1] == "didn’t" for row in rows)
