"""A pipe for spaCy: what wirecopy finds, as spans of the `Doc`. spaCy must be installed.

>>> import spacy, wirecopy.spacy
>>> nlp = spacy.blank("en")
>>> _ = nlp.add_pipe("wirecopy")
>>> doc = nlp("“We were never asked,” said Petra Quill.")
>>> [(span.text, span.label_) for span in doc.spans["wirecopy"]]
[('“We were never asked,”', 'direct'), ('said', 'cue'), ('Petra Quill', 'source')]

Spans go by tokens, quotes by characters: a span that does not end where tokens do is widened to them, and what was
found to the character stands in `doc.user_data["wirecopy"]`, an entry a span in the same order: `start`, `end` and
`text`, `label`, the `id` of the attribution, and its `speaker`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from wirecopy._native import parse

if TYPE_CHECKING:
    from wirecopy._native import Attribution

DEFAULTS = {"key": "wirecopy", "scope": "attributions", "engine": "model", "dial": "balanced", "words": ""}


class Wirecopy:
    """The component; `nlp.add_pipe("wirecopy")` makes it.

    `key` names the group of spans; `scope` is "attributions", "quotes" (only what has words inside marks) or "all"
    (beliefs and plans too). `engine`, `dial` and `words` are those of `wirecopy.parse`.
    """

    def __init__(self, key: str, scope: str, **options: str) -> None:
        if scope not in ("attributions", "quotes", "all"):
            raise ValueError(f'scope is "attributions", "quotes" or "all", not {scope!r}')
        self.key, self.scope, self.options = key, scope, options

    def __call__(self, doc: Doc) -> Doc:
        found = parse(doc.text, format="plain", language="en", **self.options)
        names = {"attributions": "attributions", "quotes": "quotes", "all": "all_attributions"}
        spans: list[Span] = []
        exact: list[dict[str, Any]] = []
        for a in getattr(found, names[self.scope]):
            for start, end, label in _stretches(a):
                span = doc.char_span(start, end, label=label, span_id=a.id, alignment_mode="expand")
                if span is not None:
                    spans.append(span)
                    text = doc.text[start:end]
                    exact.append({"start": start, "end": end, "text": text, "label": label, "id": a.id,
                                  "speaker": a.speaker})  # fmt: skip
        doc.spans[self.key] = spans
        doc.user_data[self.key] = exact
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        docs = iter(stream)
        while batch := list(islice(docs, batch_size)):
            yield from map(self, batch)


def _stretches(a: Attribution) -> Iterator[tuple[int, int, str]]:
    for piece in a.pieces:
        yield piece.start, piece.end, a.kind
    for part, label in ((a.cue, "cue"), (a.source, "source")):
        if part is not None:
            for piece in part.pieces:
                yield piece.start, piece.end, label


@Language.factory("wirecopy", default_config=DEFAULTS)  # type: ignore[untyped-decorator]
def create(nlp: Language, name: str, key: str, scope: str, engine: str, dial: str, words: str) -> Wirecopy:
    """What spaCy calls for `nlp.add_pipe("wirecopy")`."""
    return Wirecopy(key, scope, engine=engine, dial=dial, words=words)
