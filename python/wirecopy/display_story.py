"""Views over several documents: a story, a draft that was checked, copies."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from wirecopy.display_parts import box, cell, cut, head, note, rows_of

if TYPE_CHECKING:
    from wirecopy._native import Copies, Story, Verification

FAMILIES = 12
"""Most statements that are shown."""

OUTCOMES = {
    "verbatim": ("0, 158, 115", "verbatim"),
    "edited": ("230, 159, 0", "edited"),
    "other_speaker": ("213, 94, 0", "another speaker"),
    "not_found": ("204, 0, 60", "not found"),
}


def story(found: Story) -> str:
    """The summary, the articles, each statement that several have, figures, and who did not answer."""
    told = found.to_dict()
    articles = told["articles"]
    reports = told["reports"]
    independence = told["independence"]
    rests = ", ".join(f"{r['outlet']}{', ' + r['date'] if r['date'] else ''}" for r in reports)
    summary = f"{len(articles)} articles" + (f", going back to {rests}" if rests else ", no common report found")
    counts = f"independent reports {_range(independence['reports'])} · people behind it {_range(independence['people'])}"
    rows = [
        [
            str(k + 1),
            cell((a["outlet"] or "unknown") + ("°" if a["outlet_from_body"] else "")),
            cell(a["published"] or "not given"),
            cell(", ".join(reports[r]["outlet"] for r in a["reports"])),
            cell("; ".join(c["words"] for c in a["cites"])),
            cell(_own(a["own"])),
        ]
        for k, a in enumerate(articles)
    ]
    parts = [head(summary, counts)]
    parts.append(rows_of(["", "outlet", "date", "relays", "which cites", "its own reporting"], rows))
    if any(a["outlet_from_body"] for a in articles):
        parts.append(note("° named only in the body"))
    families = told["families"]
    for letter, family in enumerate(families[:FAMILIES]):
        parts.append(_family(_letters(letter), family))
    if len(families) > FAMILIES:
        parts.append(f"<div>{note(f'{len(families) - FAMILIES} more statements in several')}</div>")
    parts.append(_figures(told["figures"]))
    parts.append(_silences(told["silences"], articles))
    return box("".join(parts))


def _range(count: dict[str, Any]) -> str:
    low, high = count["min"], count["max"]
    if high is None:
        return f"{low} or more"
    return str(low) if low == high else f"{low} to {high}"


def _own(own: Sequence[dict[str, Any]]) -> str:
    kinds = [o["kind"] for o in own]
    return ", ".join(f"{kinds.count(k)} {k}" for k in dict.fromkeys(kinds))


def _letters(number: int) -> str:
    return chr(ord("A") + number) if number < 26 else _letters(number // 26 - 1) + _letters(number % 26)


def _words(member: dict[str, Any]) -> str:
    """The words; in marks only when the article has them in marks, closed only when they are closed there."""
    text = diff(member["diff"]) or escape(cut(member["text"]))
    return f"“{text}{'' if member['unclosed'] else '”'}" if member["quoted"] else text


def diff(steps: Sequence[dict[str, Any]]) -> str:
    """What was kept, dropped (struck out) and added (underlined); escaped."""
    parts = []
    for step in steps:
        before, after = escape(step.get("from") or ""), escape(step.get("to") or "")
        dropped = f'<del style="background: rgba(204, 0, 60, .18)">{before}</del>'
        added = f'<ins style="background: rgba(0, 158, 115, .22)">{after}</ins>'
        kind = step["step"]
        parts.append({"same": after, "dropped": dropped, "added": added}.get(kind, f"{dropped} {added}"))
    return " ".join(parts)


def _family(letter: str, family: dict[str, Any]) -> str:
    rows = []
    for member in family["members"]:
        speaker = member["speaker"]
        who = cell(speaker["name"]) if speaker else note("source dropped" if "source_dropped" in member["drift"] else "nobody named")
        told = [member["relation"].replace("_", " ")]
        told += [d.replace("_", " ") for d in member["drift"] if d != "source_dropped"]
        if member["stance"] == "denies":
            told.append("denies")
        if member["likely"]:
            told.append("likely")
        rows.append([str(member["article"] + 1), _words(member), who, note(", ".join(told))])
    title = f"<div style='margin-top: .6em'><b>{letter}</b></div>"
    return title + rows_of(["", "", "", ""], rows, ["2em", "auto", "14em", "12em"])


def _figures(figures: Sequence[dict[str, Any]]) -> str:
    if not figures:
        return ""
    lines = []
    for figure in figures:
        sides = "; ".join(f"{side['words']} ({side['place']['article'] + 1})" for side in figure["sides"])
        mark = "<b>differ</b>" if figure["conflict"] else "agree"
        lines.append(f"<li>{mark}: {escape(figure['about'])}: {escape(sides)}</li>")
    return f"<div style='margin-top: .6em'><b>Figures</b></div><ul>{''.join(lines)}</ul>"


def _silences(silences: Sequence[dict[str, Any]], articles: Sequence[dict[str, Any]]) -> str:
    if not silences:
        return ""
    lines = []
    for one in silences:
        where = ", ".join(str(k + 1) for k in sorted({p["article"] for p in one["places"]}))
        asked = f", asked by {one['asked_by']}" if one["asked_by"] else ""
        lines.append(f"<li>{escape(one['who'])}: {escape(one['act'].replace('_', ' '))}{escape(asked)} ({where})</li>")
    return f"<div style='margin-top: .6em'><b>No reply</b></div><ul>{''.join(lines)}</ul>"


def verification(found: Verification) -> str:
    """Each quote of the draft, what became of it, and where it stands in the articles."""
    rows = []
    for quote in found.quotes:
        tone, name = OUTCOMES.get(quote["outcome"], ("128, 128, 128", quote["outcome"]))
        badge = f'<b style="background: rgba({tone}, .25); border-radius: 3px; padding: 0 .4em">{escape(name)}</b>'
        where = []
        for match in quote["matches"]:
            change = diff(match["diff"]) if any(s["step"] != "same" for s in match["diff"]) else note("the same words")
            who = match["speaker"] or "nobody named"
            where.append(f"<div>{escape(match['id'])}, {escape(who)}: {change}</div>")
        words = found.draft.text[quote["start"] : quote["end"]]
        rows.append([badge, cell(words), cell(quote["speaker"] or "nobody named"), "".join(where)])
    title = found.draft.title or "the draft"
    counts = [(name, sum(q["outcome"] == key for q in found.quotes)) for key, (_, name) in OUTCOMES.items()]
    told = f"{len(found)} quotes: " + ", ".join(f"{count} {name}" for name, count in counts if count)
    return box(head(title, told) + rows_of(["", "words", "speaker", "in the articles, with changes"], rows))


def copies(found: Copies) -> str:
    """The groups of more than one text, and pairs that share only a passage."""
    groups = [g for g in found.clusters if len(g) > 1]
    kept = {g[0]: lead for g, lead in zip(found.clusters, found.unique, strict=True)}
    rows = [[cell(kept[g[0]]), cell(len(g)), cell(", ".join(x for x in g if x != kept[g[0]]))] for g in groups[:50]]
    more = f" · 50 of {len(groups):,} groups are shown" if len(groups) > 50 else ""
    partial = sum(1 for p in found.pairs if p.kind == "partial")
    passages = f" · {partial:,} pairs share only a part" if partial else ""
    body = rows_of(["kept", "texts", "copies of it"], rows) if rows else ""
    return box(head(repr(found)[1:-1].removeprefix("Copies: "), more + passages) + body)
