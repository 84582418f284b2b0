"""How things look in a notebook: `_repr_html_` of everything, and `render` for use elsewhere.

Every word of a document is escaped, and printed as it stands there: no quotation marks are added. Colours are
translucent, so that they are read on white and on black; what must be seen at a glance is not told by colour alone.
There is no script and no style sheet: notebooks on the web strip both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING, Any

from wirecopy.display_parts import box, cell, chip, colour, cut, head, note, rows_of

if TYPE_CHECKING:
    from wirecopy._native import Attribution, Document
    from wirecopy.pages import Pages
    from wirecopy.table import Table

ROWS = 50
"""Most rows that are shown."""

APART = ("row", "title", "role", "quoted", "start", "end")
"""Columns of quotes that are left out of their view, for room."""

KEY = "shaded: in quotation marks · dotted: told · underlined: source · italic: cue"

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>{title}</title></head>
<body style="margin: 2em auto; max-width: 60em; padding: 0 1em; font-family: system-ui, sans-serif">
{body}
</body></html>
"""


def render(thing: Any, *, style: str = "all", page: bool = False) -> str:
    """The HTML of a document, an attribution, pages, a table, copies, a story or a verification.

    For a document `style` is "all" or "quotes": whether what is not inside quotation marks is shown as well.
    `page=True` gives a whole page to save and open.

    >>> import wirecopy as wc
    >>> doc = wc.parse("“Not once,” said Petra Quill.", format="plain")
    >>> "Petra Quill" in wc.render(doc), wc.render(doc, page=True)[:15]
    (True, '<!doctype html>')
    """
    from wirecopy._native import Document

    if style not in ("all", "quotes"):
        raise ValueError(f'style is "all" or "quotes", not {style!r}')
    if isinstance(thing, Document):
        body = document(thing, quotes=style == "quotes")
    elif hasattr(thing, "_repr_html_"):
        body = thing._repr_html_()
    else:
        raise TypeError(f"there is no view of {type(thing).__name__}")
    title = getattr(thing, "title", None)
    return PAGE.format(title=escape(title if isinstance(title, str) else "wirecopy"), body=body) if page else body


def document(doc: Document, *, quotes: bool = False) -> str:
    """The text with what is attributed marked by speaker; who said it, and the way it took, on hover."""
    found = doc.quotes if quotes else doc.attributions
    counts: Counter[str] = Counter()
    names: dict[str, str] = {}
    for a in found:
        entity = a.entity
        key = entity.id if entity else ""
        names[key] = entity.name if entity else "nobody named"
        counts[key] += 1
    keys = [key for key, _ in counts.most_common()]
    order = {key: number for number, key in enumerate(k for k in keys if k)} | {"": -1}
    stretches: list[tuple[int, int, str, str]] = []
    for a in found:
        tone = colour(order[a.entity.id if a.entity else ""])
        label = _label(a)
        inside = [(p.start, p.end) for p in a.quoted_pieces]
        for piece in a.pieces:
            stretches.append((piece.start, piece.end, f"border-bottom: 2px dotted {tone(0.9)};", label))
        stretches.extend((s, e, f"background: {tone(0.28)}; border-radius: 3px;", label) for s, e in inside)
        for part, look in ((a.cue, "font-style: italic;"), (a.source, f"border-bottom: 2px solid {tone(0.9)};")):
            if part is not None:
                stretches.extend((p.start, p.end, look, label) for p in part.pieces)
    for block in doc.blocks:
        if block.kind == "debris":
            stretches.append((block.start, block.end, "opacity: .45;", "left out: not part of the article"))
    facts = [doc.outlet or "outlet unknown", doc.published or "date not given"]
    chips = "".join(chip(names[key], order[key], counts[key]) for key in keys)
    legend = chips + note(KEY) if chips else note("nothing attributed")
    text = f'<div style="white-space: pre-wrap; line-height: 1.6; overflow-wrap: anywhere">{_marked(doc.text, stretches)}</div>'
    return box(head(doc.title or "no title", " · ".join(facts)) + f'<div style="line-height: 1.8; margin: .3em 0 .6em">{legend}</div>' + text)


def _label(a: Attribution) -> str:
    way = " > ".join(f"[{n.name}]" if n.inferred else n.name for n in a.chain)
    entity = a.entity
    who = a.speaker or "nobody named"
    role = f" ({entity.role})" if entity and entity.role else ""
    what = a.act if a.kind == "gesture" and a.act else a.kind
    sure = "" if a.confidence["content"] >= 0.5 else "likely "
    return f"{sure}{what}: {who}{role}" + (f" · by way of {way}" if way and way != who else "")


def _marked(text: str, stretches: Iterable[tuple[int, int, str, str]]) -> str:
    """The text escaped, each part of it with the looks and labels of all stretches over it."""
    opening: dict[int, list[tuple[int, str, str]]] = {}
    cuts = {0, len(text)}
    for start, end, look, label in stretches:
        if start < end:
            opening.setdefault(start, []).append((end, look, label))
            cuts |= {start, end}
    places = sorted(cuts)
    over: list[tuple[int, str, str]] = []
    parts = []
    for start, end in zip(places, places[1:]):
        over = [o for o in over if o[0] > start] + opening.get(start, [])
        words = escape(text[start:end])
        if over:
            looks = " ".join(dict.fromkeys(look for _, look, _ in over))
            labels = "\n".join(dict.fromkeys(label for _, _, label in over))
            words = f'<span style="{escape(looks)}" title="{escape(labels)}">{words}</span>'
        parts.append(words)
    return "".join(parts)


def attribution(a: Attribution) -> str:
    """One attribution: its words as they stand in the text, who said it, and the way it took."""
    where = f"{a.start}–{a.end}" + (f" of {a.document.id}" if a.document.id else "")
    words = f'<div style="white-space: pre-wrap">{escape(a.text)}</div>' if a.text else note("no words are given")
    return box(f"<div>{escape(_label(a))} {note(where)}</div>{words}")


def table(rows: Table) -> str:
    """An HTML table of the first rows; columns in which nothing stands are named below it."""
    shown = rows[:ROWS]
    empty = [n for n in rows.columns if len(rows) and all(v is None for v in rows.column(n))]
    apart = [n for n in rows.columns if "quote" in rows.columns and n in APART and n not in empty]
    names = [n for n in rows.columns if n not in empty and n not in apart]
    if "quote" in names:
        names.sort(key=lambda name: {"speaker": 0, "quote": 1}.get(name, 2))
    body = [[cell(row[name]) for name in names] for row in shown]
    below = [f"{len(rows):,} rows" if len(rows) <= ROWS else f"{ROWS} of {len(rows):,} rows"]
    if apart:
        below.append("not shown: " + ", ".join(apart))
    if empty:
        below.append("nothing in " + ", ".join(empty))
    return box(rows_of(names, body) + note(" · ".join(below)))


def pages(documents: Pages) -> str:
    """A table of the documents, and what could not be read."""
    names = ["id", "title", "outlet", "published", "characters"]
    body = [
        [cell(d.id), cell(d.title), cell(d.outlet or "unknown"), cell(d.published or "not given"), cell(len(d.text))]
        for d in documents[:ROWS]
    ]
    more = f" · {ROWS} are shown" if len(documents) > ROWS else ""
    failed = "".join(f"<li>{escape(name)}: {escape(cut(str(error)))}</li>" for name, error in documents.errors[:ROWS])
    failed = f"<div>{len(documents.errors)} not read:</div><ul>{failed}</ul>" if failed else ""
    return box(rows_of(names, body) + note(f"{len(documents):,} documents{more}") + failed)


def story(found: Any) -> str:
    """Several articles compared."""
    from wirecopy import display_story

    return display_story.story(found)


def verification(found: Any) -> str:
    """A draft's quotes, each with what became of it."""
    from wirecopy import display_story

    return display_story.verification(found)


def copies(found: Any) -> str:
    """The groups of more than one text."""
    from wirecopy import display_story

    return display_story.copies(found)
