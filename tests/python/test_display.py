"""Views: true, escaped, well formed; no quotation marks that the text does not have."""

import re
from html.parser import HTMLParser

import pytest

import wirecopy as wc

BAD = "“<script>alert('x')</script> & \" more,” said <b>Petra Quill</b>.\n\nTwo \"officials\" denied that it <i>leaks</i>."
VOID = {"meta", "br"}


class Read(HTMLParser):
    """The words of a view, and whether every element is closed."""

    def __init__(self, html):
        super().__init__()
        self.open, self.words, self.attributes = [], [], []
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)

    @property
    def text(self):
        return "".join(self.words)


def views(doc):
    yield from (doc, doc.attributions[0], wc.Pages([doc], [("<script>", ValueError("<script>"))]))
    yield from (wc.quotes([doc]), wc.parse_many([BAD]), wc.story([doc, doc]), wc.verify(doc, [doc]))
    yield wc.dedup([doc, doc], ids=["<script>", "b"])
    yield wc.dedup([doc, doc], ids=["<script>", "b"]).groups()


def test_every_view_is_escaped_and_closed():
    doc = wc.parse(BAD, format="plain", outlet="<script>", id="<script>", title="<script>")
    for view in views(doc):
        for html in (wc.render(view), wc.render(view, page=True)):
            read = Read(html)
            assert "<script" not in html and "<b>Petra" not in html
            assert all(not name.startswith("on") for name, _ in read.attributes)
        assert view._repr_html_() == wc.render(view)


def test_a_document_is_shown_as_it_is(root):
    for doc in wc.read(root / "examples/port-vellin"):
        for style in ("all", "quotes"):
            assert Read(wc.render(doc, style=style)).text.endswith(doc.text)
        for speaker in {a.speaker for a in doc.quotes} - {None}:
            assert speaker[:50] in Read(wc.render(doc)).text


def test_the_way_it_took_is_on_hover(text):
    titles = [v for n, v in Read(wc.render(wc.parse(text, format="plain"))).attributes if n == "title"]
    assert "indirect: three people close to the deal · by way of Nordwire > three people close to the deal" in titles
    assert any(t.startswith("direct: Petra Quill (mayor of Port Vellin)") for t in titles)


def test_no_marks_around_words_that_have_none(root):
    pages = wc.read(root / "examples/port-vellin")
    told = pages.story().to_dict()
    html = re.sub(r"</?(del|ins|span)[^>]*>", "", pages.story()._repr_html_())
    for family in told["families"]:
        for member in family["members"]:
            if not member["quoted"] and not member["diff"]:
                assert f"“{member['text'][:60]}" not in html
    for family in told["families"]:
        for member in family["members"]:
            words = pages[member["article"]].text
            first, last = member["spans"][0]["start"], member["spans"][-1]["end"]
            if member["quoted"]:
                assert words[first - 1] in "“‘\"'" or words[first] in "“‘\"'"
                assert member["unclosed"] or words[last - 1 : last + 2].strip("”’\"',.") != words[last - 1 : last + 2]


def test_large_things_are_cut_and_say_so():
    table = wc.Table(["words", "none"], [{"words": "x" * 1000, "none": None}] * 70)
    html = wc.render(table)
    assert "50 of 70 rows" in html and "nothing in none" in html and html.count("<tr") == 51
    assert "…" in html and "x" * 1000 in html


def test_what_cannot_be_shown():
    with pytest.raises(TypeError, match="no view of int"):
        wc.render(7)
    with pytest.raises(ValueError, match="style"):
        wc.render(wc.parse("The wall."), style="table")
