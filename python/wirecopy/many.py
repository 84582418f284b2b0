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
from wirecopy._native import Copies
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
    permutations: int = 128,
    shingle: int = 5,
    normalize: str = "news",
    threads: int | None = None,
    progress: bool | Told = False,
) -> Table:
    """A row for each text: the number of its words, the hash of all of them, and its MinHash `values`.

    The share of equal `values` of two texts estimates their Jaccard similarity. The same text gives the same
    numbers on every platform, and in every release that knows the scheme.

    >>> import wirecopy as wc
    >>> a, b = wc.signatures(["The wall will hold until spring.", "The wall “will hold” until spring."], threads=1)
    >>> a["exact"] == b["exact"], len(a["values"])
    (True, 128)
    """
    return Table._of(
        _native.signature_frame(
            texts, ids=ids, permutations=permutations, shingle=shingle, normalize=normalize,
            threads=threads, progress=told(progress),
        )
    )  # fmt: skip


def dedup(
    texts: Iterable[Any],
    threshold: float = 0.8,
    *,
    ids: Iterable[Any] | None = None,
    normalize: str = "news",
    progress: bool | Told = False,
) -> Copies:
    """Finds copies among texts or documents: exact, near (at least `threshold` alike) and partial.

    `ids` names them; without it a document goes by its own id and a text by its place in the list, from "0". Of a
    page the body is compared, of a text all. A text that is missing stands in `errors`.

    >>> import wirecopy as wc
    >>> wall = "The harbour wall at Port Vellin will hold until the spring, the mayor said on Monday."
    >>> wc.dedup([wall, "Nobody asked about the pumps.", wall.upper()]).clusters
    [['0', '2'], ['1']]
    """
    return _native.find_copies(texts, threshold, ids=ids, normalize=normalize, progress=told(progress))
