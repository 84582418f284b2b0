"""How things look in a notebook. Every word of a document is escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wirecopy._native import Document, Story
    from wirecopy.pages import Pages
    from wirecopy.table import Table

ROWS = 50
"""Most rows that are shown."""


def document(doc: Document) -> str:
    """The text with what is attributed marked; who said it, and the way it took, on hover."""
    marks: list[tuple[int, int, str]] = []
    for a in doc.attributions:
        way = " > ".join(f"[{n.name}]" if n.inferred else n.name for n in a.chain)
        label = f"{a.kind}: {a.speaker or 'nobody named'}" + (f" ({way})" if way else "")
        marks.extend((piece.start, piece.end, label) for piece in a.pieces)
    parts, at = [], 0
    for start, end, label in sorted(marks):
        if start < at:  # inside one that is marked already
            continue
        parts.append(escape(doc.text[at:start]))
        parts.append(f'<mark title="{escape(label)}">{escape(doc.text[start:end])}</mark>')
        at = end
    parts.append(escape(doc.text[at:]))
    head = f"<b>{escape(doc.title or 'no title')}</b> · {escape(doc.outlet or 'outlet unknown')}"
    return f'<div>{head}<div style="white-space: pre-wrap">{"".join(parts)}</div></div>'


def table(rows: Table) -> str:
    """An HTML table of the first rows."""
    head = "".join(f"<th>{escape(name)}</th>" for name in rows.columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{_cell(row[name])}</td>" for name in rows.columns) + "</tr>" for row in rows[:ROWS]
    )
    more = f"<p>{len(rows) - ROWS} more rows</p>" if len(rows) > ROWS else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def pages(documents: Pages) -> str:
    """A table of the documents, and what could not be read."""
    from wirecopy.table import Table

    columns = ("id", "title", "outlet", "published", "characters")
    rows = [
        {"id": d.id, "title": d.title, "outlet": d.outlet, "published": d.published, "characters": len(d.text)}
        for d in documents
    ]
    failed = "".join(f"<li>{escape(name)}: {escape(str(error))}</li>" for name, error in documents.errors)
    return table(Table(columns, rows)) + (f"<p>Not read:</p><ul>{failed}</ul>" if failed else "")


def story(found: Story) -> str:
    """The summary, then each statement that several articles have."""
    told = found.to_dict()
    parts = [f"<b>{escape(repr(found)[1:-1])}</b>"]
    for family in told["families"]:
        items = "".join(
            f"<li>{member['article'] + 1}: {_speaker(member['speaker'])}: {escape(member['text'])}</li>"
            for member in family["members"]
        )
        parts.append(f"<ul>{items}</ul>")
    return f"<div>{''.join(parts)}</div>"


def _speaker(speaker: dict[str, str] | None) -> str:
    return escape(speaker["name"]) if speaker else "no source"


def _cell(value: object) -> str:
    return "" if value is None else escape(str(value))
