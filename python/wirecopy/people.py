"""The same people across documents."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from wirecopy._native import Document, speakers_json
from wirecopy.reports import table
from wirecopy.table import Table

PEOPLE = {
    "person": "text", "documents": "int", "outlets": "text", "first": "text", "last": "text", "quotes": "int",
    "attributions": "int", "role": "text", "names": "text", "merges": "text", "maybe": "text",
}  # fmt: skip

SAID = {
    "person": "text", "date": "text", "outlet": "text", "row": "int", "document": "text", "attribution": "text",
    "speaker": "text", "role": "text", "kind": "text", "act": "text", "quote": "text", "start": "int", "end": "int",
}  # fmt: skip


class Speakers(Table):
    """The people who say something in several documents, a row for each, with what they say in `quotes` and `attributions`.

    `names` are the forms of the name, `merges` why they were taken for one person (" = " between two forms, the reason in
    brackets), `maybe` the places in this table of people it may be too: not decided. `documents`, `quotes` and
    `attributions` are counts, `first` and `last` dates, `outlets` as far as known.
    """

    def __init__(self, documents: Iterable[Document], aliases: Mapping[str, str] | Iterable[tuple[str, str]] = ()) -> None:
        self.documents = tuple(documents)
        pairs = aliases.items() if isinstance(aliases, Mapping) else aliases
        self.aliases = tuple((other, name) for other, name in pairs)
        self._frame = table(PEOPLE, [self._row(person) for person in self.to_dict()["people"]])._frame

    def to_json(self, *, offsets: str = "chars") -> str:
        """The JSON answer: the same bytes as from the other languages."""
        return speakers_json(self.documents, self.aliases, offsets=offsets)

    def to_dict(self) -> dict[str, Any]:
        """The answer as a `dict`; offsets are code points."""
        answer: dict[str, Any] = json.loads(self.to_json())
        return answer

    def attributions(self) -> Table:
        """A row for everything they say, by person and day; offsets are code points of the document's text.

        >>> import wirecopy as wc
        >>> docs = [wc.parse("Petra Quill said that the wall will hold.", format="plain", published="2031-09-05")]
        >>> [(r["person"], r["date"], r["quote"]) for r in wc.speakers(docs).attributions()]
        [('Petra Quill', '2031-09-05', 'that the wall will hold')]
        """
        return table(SAID, [row for person in self.to_dict()["people"] for row in self._said(person)])

    def quotes(self) -> Table:
        """Of `attributions`, the rows with words inside quotation marks."""
        rows = self.attributions().to_pylist()
        return table(SAID, [row for row in rows if row["kind"] in ("direct", "mixed")])

    def _role(self, bearer: Mapping[str, Any]) -> str | None:
        span = bearer["role"]
        return self.documents[bearer["article"]].text[span["start"] : span["end"]] if span else None

    def _row(self, person: Mapping[str, Any]) -> dict[str, Any]:
        said, bearers = person["said"], person["bearers"]
        days = [one["published"] for one in said if one["published"]]
        roles = [role for role in map(self._role, bearers) if role]
        merges = [f"{m['a']['name']} = {m['b']['name']} ({m['reason'].replace('_', ' ')})" for m in person["merges"]]
        return {
            "person": person["name"],
            "documents": len({bearer["article"] for bearer in bearers}),
            "outlets": _listed(one["outlet"] for one in said if one["outlet"]),
            "first": min(days, default=None),
            "last": max(days, default=None),
            "quotes": sum(one["kind"] in ("direct", "mixed") for one in said),
            "attributions": len(said),
            "role": max(roles, key=len, default=None),
            "names": _listed(bearer["name"] for bearer in bearers),
            "merges": _listed(merges),
            "maybe": _listed(str(place) for place in person["maybe"]),
        }

    def _said(self, person: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
        bearers = {(bearer["article"], bearer["entity"]): bearer for bearer in person["bearers"]}
        for one in person["said"]:
            bearer = bearers[one["article"], one["entity"]]
            yield {
                "person": person["name"], "date": one["published"], "outlet": one["outlet"],
                "row": one["article"], "document": self.documents[one["article"]].id,
                "attribution": one["attribution"], "speaker": bearer["name"], "role": self._role(bearer),
                "kind": one["kind"], "act": one["act"], "quote": one["text"], "start": one["start"], "end": one["end"],
            }  # fmt: skip

    def __repr__(self) -> str:
        return f"<Speakers: {len(self)} people in {len(self.documents)} documents>"


def _listed(words: Iterable[str]) -> str | None:
    """Each once, in their order; None for none."""
    return "; ".join(dict.fromkeys(words)) or None


def speakers(
    documents: Iterable[Document], *, aliases: Mapping[str, str] | Iterable[tuple[str, str]] = ()
) -> Speakers:
    """Gathers the speakers of several documents: the same person by initials, short forms, transliteration or role.

    Where it is not decided, people stay apart and know of each other. `aliases` gives other names and the names they
    stand for, and wins over everything else.

    >>> import wirecopy as wc
    >>> docs = [wc.parse("“Enough,” said Foreign Minister Ebrahim Karzani.", format="plain"),
    ...         wc.parse("“We will vote,” said Ibrahim Karzani, the foreign minister.", format="plain")]
    >>> (row,) = wc.speakers(docs)
    >>> row["person"], row["documents"], row["merges"]
    ('Ebrahim Karzani', 2, 'Ebrahim Karzani = Ibrahim Karzani (transliteration)')
    >>> wc.speakers(docs).quotes().column("quote")
    ['“Enough,”', '“We will vote,”']
    """
    return Speakers(documents, aliases)
