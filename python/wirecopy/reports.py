"""Reports as tables: who is cited and how much, on which terms the unnamed are, whether the accused had their say."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from wirecopy._native import Document, Frame
from wirecopy.table import Table

Rows = Iterable[dict[str, Any]]

SOURCES = {
    "entity": "text", "source": "text", "type": "text", "anonymity": "text", "role": "text", "verifiability": "text",
    "words": "int", "quoted": "real", "position": "real", "attributions": "text", "said": "text",
}  # fmt: skip

AUDIT = {
    "entity": "text", "source": "text", "type": "text", "anonymity": "text",
    "basis": "text", "basis_text": "text", "basis_start": "int", "basis_end": "int",
    "reason": "text", "reason_text": "text", "reason_start": "int", "reason_end": "int",
    "verifiability": "text", "words": "int", "share": "real", "quoted": "real", "position": "real",
    "attributions": "text", "said": "text",
}  # fmt: skip

REPLIES = {
    "attribution": "text", "accuser": "text", "accused": "text", "accusation": "text", "start": "int", "end": "int",
    "given": "flag", "asked": "text", "answers": "text", "replies": "text",
}  # fmt: skip

PLACE = {"row": "int", "document": "text", "outlet": "text", "date": "text"}
"""What stands before the rows of several documents, as in `wirecopy.quotes`."""


def table(kinds: Mapping[str, str], rows: Sequence[Mapping[str, Any]]) -> Table:
    """Rows as columns of these kinds, whether there are rows or not."""
    return Table._of(Frame.of(list(kinds), list(kinds.values()), [[row[name] for row in rows] for name in kinds]))


def sources(doc: Document) -> Table:
    """`Document.sources`."""
    return table(SOURCES, list(_sources(doc)))


def anonymous_audit(doc: Document) -> Table:
    """`Document.anonymous_audit`."""
    return table(AUDIT, list(_audit(doc)))


def right_of_reply(doc: Document) -> Table:
    """`Document.right_of_reply`."""
    return table(REPLIES, list(_replies(doc)))


def of_several(documents: Iterable[Document], kinds: Mapping[str, str], rows: Callable[[Document], Rows]) -> Table:
    """The rows of several documents, each with the document it is of."""
    found = [
        {"row": place, "document": doc.id, "outlet": doc.outlet, "date": doc.published, **row}
        for place, doc in enumerate(documents)
        for row in rows(doc)
    ]
    return table({**PLACE, **kinds}, found)


def all_sources(documents: Iterable[Document]) -> Table:
    return of_several(documents, SOURCES, _sources)


def all_anonymous(documents: Iterable[Document]) -> Table:
    return of_several(documents, AUDIT, _audit)


def all_replies(documents: Iterable[Document]) -> Table:
    return of_several(documents, REPLIES, _replies)


def _report(doc: Document) -> Any:
    return json.loads(doc.to_json("reports"))


def _lines(said: Sequence[Mapping[str, Any]]) -> str | None:
    return "\n".join(one["text"] for one in said) or None


def _ids(said: Sequence[Mapping[str, Any]]) -> str:
    return " ".join(one["attribution"] for one in said)


def _slice(doc: Document, span: Mapping[str, int] | None) -> str | None:
    return doc.text[span["start"] : span["end"]] if span else None


def _sources(doc: Document) -> Rows:
    for one in _report(doc)["sources"]:
        entity = one["entity"]
        yield {
            "entity": entity["id"], "source": entity["name"], "type": entity["type"],
            "anonymity": entity["anonymity"], "role": _slice(doc, entity["role"]),
            "verifiability": one["verifiability"], "words": one["words"], "quoted": one["quoted"],
            "position": one["position"], "attributions": _ids(one["said"]), "said": _lines(one["said"]),
        }  # fmt: skip


def _audit(doc: Document) -> Rows:
    report = _report(doc)
    said = {one["entity"]["id"]: one["said"] for one in report["sources"]}
    told = report["anonymous"]
    words = told["named_words"] + told["unnamed_words"]
    for one in told["sources"]:
        entity = one["entity"]
        grounds: dict[str, Any] = {}
        for name in ("basis", "reason"):
            span = one[f"{name}_span"]
            place = (span["start"], span["end"]) if span else (None, None)
            grounds |= {name: one[name], f"{name}_text": _slice(doc, span)}
            grounds |= {f"{name}_start": place[0], f"{name}_end": place[1]}
        yield {
            "entity": entity["id"], "source": entity["name"], "type": entity["type"], "anonymity": one["anonymity"],
            **grounds,
            "verifiability": one["verifiability"], "words": one["words"], "share": one["words"] / words if words else 0.0,
            "quoted": one["quoted"], "position": one["position"],
            "attributions": _ids(said[entity["id"]]), "said": _lines(said[entity["id"]]),
        }  # fmt: skip


def _replies(doc: Document) -> Rows:
    for one in _report(doc)["right_of_reply"]:
        accusation = one["accusation"]
        yield {
            "attribution": accusation["attribution"],
            "accuser": one["accuser"] and one["accuser"]["name"], "accused": one["accused"]["name"],
            "accusation": accusation["text"], "start": accusation["start"], "end": accusation["end"],
            "given": one["given"], "asked": _lines(one["asked"]), "answers": _lines(one["answers"]),
            "replies": _ids([*one["asked"], *one["answers"]]),
        }  # fmt: skip
