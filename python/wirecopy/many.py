"""Many documents at once: columns in, columns out, no Python object for each finding.

Each function takes texts as a list (or anything that can be walked) of `str`, `bytes` and `Document`, a `Pages`, a
pandas or polars series, or anything that offers Arrow's C stream or array; bytes are decoded as `parse` does it. A
text that is missing or cannot be read is a row with its `error`; the others are there all the same.

The work is done by `threads` threads of the call's own (as many as there are processors when none is said), which end
with it, while other Python threads run. Ctrl-C ends it within a fraction of a second. `progress=True` writes a line to
standard error; a function is called with the number of documents done and of all (None when not known).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wirecopy import _native
from wirecopy._native import Boilerplate, Copies
from wirecopy.progress import Told, told
from wirecopy.table import Table


def quotes(
    texts: Iterable[Any],
    *,
    ids: Iterable[Any] | None = None,
    format: str = "auto",
    engine: str = "model",
    dial: str = "balanced",
    words: str = "",
    threads: int | None = None,
    progress: bool | Told = False,
) -> Table:
    """A row for each quote: what has words inside quotation marks. Offsets are code points of `Document.text`.

    `row` is the place of the text, `document` its id: the one in `ids`, a document's own, or its place as a string.
    `quote` is the content, its pieces joined by " … "; `quoted` only the words inside marks. The other options are
    those of `parse`.

    >>> import wirecopy as wc
    >>> table = wc.quotes(["“The wall will hold,” said Petra Quill.", None, "No one spoke."], threads=1)
    >>> [(r["row"], r["speaker"], r["quote"], r["error"]) for r in table]
    [(0, 'Petra Quill', '“The wall will hold,”', None), (1, None, None, 'no text')]
    """
    return Table._of(
        _native.attribution_frame(
            texts, ids=ids, marks=True, format=format, engine=engine, dial=dial, words=words,
            threads=threads, progress=told(progress),
        )
    )  # fmt: skip


def attributions(
    texts: Iterable[Any],
    *,
    ids: Iterable[Any] | None = None,
    format: str = "auto",
    engine: str = "model",
    dial: str = "balanced",
    words: str = "",
    threads: int | None = None,
    progress: bool | Told = False,
) -> Table:
    """As `quotes`, with everything that is attributed to somebody: indirect speech and gestures too.

    >>> import wirecopy as wc
    >>> table = wc.attributions(["The pumps were sold in August, two officials told Nordwire."], threads=1)
    >>> [(r["kind"], r["speaker"], r["quote"]) for r in table]
    [('indirect', 'two officials', 'The pumps were sold in August')]
    """
    return Table._of(
        _native.attribution_frame(
            texts, ids=ids, marks=False, format=format, engine=engine, dial=dial, words=words,
            threads=threads, progress=told(progress),
        )
    )  # fmt: skip


def parse_many(
    texts: Iterable[Any],
    *,
    ids: Iterable[Any] | None = None,
    format: str = "auto",
    favor: str = "balanced",
    threads: int | None = None,
    progress: bool | Told = False,
) -> Table:
    """A row for each document: what is known about it, its text and its body.

    >>> import wirecopy as wc
    >>> table = wc.parse_many(["Dam to hold\\n\\nThe wall will hold.", b"ab\\xff"], format="plain", threads=1)
    >>> table.column("body"), table.column("error")
    (['The wall will hold.', None], [None, 'the input is not UTF-8 (at byte 2)'])
    """
    return Table._of(
        _native.document_frame(texts, ids=ids, format=format, favor=favor, threads=threads, progress=told(progress))
    )


def signatures(
    texts: Iterable[Any],
    *,
    ids: Iterable[Any] | None = None,
    normalize: str | None = None,
    scheme: str | None = None,
    shingle: int | None = None,
    characters: bool | None = None,
    permutations: int | None = None,
    threads: int | None = None,
    progress: bool | Told = False,
) -> Table:
    """A row for each text: the number of its words, the hash of all of them, its SimHash, and its MinHash `values`.

    The share of equal `values` of two texts estimates their Jaccard similarity; the number of bits in which their
    `simhash` differs is small when they share most words. The same text gives the same numbers on every platform, and
    in every release that knows the scheme. `normalize` and those after it are as for `dedup`.

    >>> import wirecopy as wc
    >>> a, b = wc.signatures(["The wall will hold until spring.", "The wall “will hold” until spring."], threads=1)
    >>> a["exact"] == b["exact"], len(a["values"])
    (True, 128)
    """
    settings = _settings(
        normalize=normalize, scheme=scheme, shingle=shingle, characters=characters, permutations=permutations
    )
    return Table._of(
        _native.signature_frame(texts, settings=settings, ids=ids, threads=threads, progress=told(progress))
    )


def dedup(
    texts: Iterable[Any],
    threshold: float | None = None,
    *,
    ids: Iterable[Any] | None = None,
    normalize: str | None = None,
    scheme: str | None = None,
    passages: bool | None = None,
    shingle: int | None = None,
    characters: bool | None = None,
    permutations: int | None = None,
    bands: tuple[int, int] | None = None,
    containment: float | None = None,
    passage_words: int | None = None,
    cap: int | None = None,
    estimate: bool = False,
    quotes: bool = False,
    boilerplate: Boilerplate | None = None,
    keep: str = "longest",
    ranks: Iterable[int | None] | None = None,
    times: Iterable[int | None] | None = None,
    threads: int | None = None,
    progress: bool | Told = False,
) -> Copies:
    """Finds copies among texts or documents: exact, near (at least `threshold` alike; .8) and partial.

    `ids` names them; without it a document goes by its own id and a text by its place in the list, from "0". Of a
    page the body is compared, of a text all. A text that is missing stands in `errors`. The answer is the same for any
    number of `threads`.

    - `normalize`: what is taken as equal, "news" (the default: also numbers, units and house style) or "basic".
    - `scheme`: settings of a publication, "lee2022", "refinedweb", "slimpajama", "starcoder" or "fineweb".
    - `passages`: whether copies in part are looked for, and passages given; yes, but not with "basic".
    - `shingle` (5), `characters` (no: words), `permutations` (128), `bands` (none: by shared runs of words), `cap` (128):
      what is compared and how candidates are found.
    - `containment` (.8) and `passage_words` (40): what is a copy in part.
    - `estimate`: keep signatures only, a fraction of the memory; similarities are then estimates.
    - `quotes`: compare each quotation on its own, under the text's id, "#" and its number.
    - `boilerplate`: a table of what is not to count, made by `wirecopy.boilerplate`.
    - `keep`: which of a group is in `unique`, the "longest", the "earliest" (by `times`, or the dates of documents) or
      the one of the smallest "rank" (by `ranks`).

    >>> import wirecopy as wc
    >>> wall = "The harbour wall at Port Vellin will hold until the spring, the mayor said on Monday."
    >>> wc.dedup([wall, "Nobody asked about the pumps.", wall.upper()]).clusters
    [['0', '2'], ['1']]
    """
    settings = _settings(
        threshold=threshold, normalize=normalize, scheme=scheme, passages=passages, shingle=shingle,
        characters=characters, permutations=permutations, bands=bands, containment=containment,
        passage_words=passage_words, cap=cap, estimate=estimate, quotes=quotes, boilerplate=boilerplate, keep=keep,
    )  # fmt: skip
    return _native.find_copies(
        texts, settings=settings, ids=ids, ranks=ranks, times=times, threads=threads, progress=told(progress)
    )


def boilerplate(
    texts: Iterable[Any],
    least: int = 16,
    *,
    normalize: str | None = None,
    shingle: int | None = None,
    threads: int | None = None,
    progress: bool | Told = False,
) -> Boilerplate:
    """What at least `least` of the texts carry that are no copies of each other, for `dedup(boilerplate=…)`.

    >>> import wirecopy as wc
    >>> footer = "Sign up to our newsletter for more stories."
    >>> table = wc.boilerplate([f"{what} closed. {footer}" for what in ("Dam", "School", "Ferry", "Wall")], least=4)
    >>> len(table) > 0 and wc.Boilerplate.from_bytes(table.to_bytes()) == table
    True
    """
    found = dedup(texts, normalize=normalize, shingle=shingle, passages=True, threads=threads, progress=progress)
    return found.boilerplate(least)


_NAMES = (
    "threshold", "normalize", "scheme", "shingle", "characters", "permutations", "bands", "containment", "passages",
    "passage_words", "cap", "estimate", "keep", "boilerplate", "quotes",
)  # fmt: skip


def _settings(**given: Any) -> dict[str, Any]:
    return {name: given.get(name) for name in _NAMES}
