"""What the views are put together from."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape

LONG = 240
"""Most characters of a cell; the rest is on hover."""

TONES = (
    (0, 114, 178), (213, 94, 0), (0, 158, 115), (204, 121, 167), (230, 159, 0), (86, 180, 233), (148, 103, 189),
    (140, 120, 80), (220, 50, 80), (110, 160, 30), (60, 80, 160), (0, 150, 160),
)  # fmt: skip
"""A colour a speaker, those who say most first told apart with any colour vision; they come round again after these."""

GREY = (128, 128, 128)


def colour(order: int) -> Callable[[float], str]:
    """The colour of a speaker of a number, at any strength; grey below zero, for nobody."""
    red, green, blue = TONES[order % len(TONES)] if order >= 0 else GREY
    return lambda strength: f"rgba({red}, {green}, {blue}, {strength})"


def chip(name: str, order: int, count: int) -> str:
    """A speaker of the legend."""
    look = f"background: {colour(order)(0.28)}; border-radius: 3px; padding: 0 .4em; margin-right: .6em"
    return f'<span style="{look}; white-space: nowrap">{escape(cut(name, 60))} {count}</span> '


def box(inside: str) -> str:
    return f'<div style="text-align: left; max-width: 72em; margin: .4em 0">{inside}</div>'


def head(title: str, facts: str) -> str:
    return f"<div><b>{escape(title)}</b> {note(facts)}</div>"


def note(text: str) -> str:
    return f'<span style="opacity: .7">{escape(text)}</span>'


def cut(text: str, most: int = LONG) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def cell(value: object) -> str:
    """A value of a table, escaped; a long one is cut, whole on hover. A missing one is empty."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return escape(cut(str(value)))
    text = f"{value:,}" if isinstance(value, int) else value
    shown = escape(cut(text))
    return f'<span title="{escape(text)}">{shown}</span>' if len(text) > LONG else shown


def rows_of(names: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[str] = ()) -> str:
    """A table of cells that are HTML already; short ones are not broken, long ones get room. `widths` are fixed."""
    base = "text-align: left; vertical-align: top; padding: .2em .6em"
    sizes = dict(enumerate(widths))

    def look(place: int, one: str) -> str:
        if place in sizes:
            return f"{base}; white-space: normal; width: {sizes[place]}"
        plain = len(re.sub("<[^>]*>", "", one))
        return base + ("; white-space: nowrap" if plain <= 14 else "; white-space: normal; min-width: " + ("20em" if plain > 60 else "7em"))

    top = "".join(f'<th style="{look(k, name)}">{escape(name)}</th>' for k, name in enumerate(names))
    line = "border-top: 1px solid rgba(128, 128, 128, .3)"
    body = "".join(
        f'<tr style="{line}">' + "".join(f'<td style="{look(k, one)}">{one}</td>' for k, one in enumerate(row)) + "</tr>"
        for row in rows
    )
    head = f"<thead><tr>{top}</tr></thead>" if any(names) else ""
    wide = "; width: 100%; table-layout: fixed" if widths else ""
    table = f'<table style="border-collapse: collapse{wide}">{head}<tbody>{body}</tbody></table>'
    return f'<div style="overflow-x: auto">{table}</div>'
