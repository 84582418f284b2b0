"""How far a batch is: a line on standard error, or a function of the caller's."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TextIO

Told = Callable[[int, "int | None"], object]
"""What is called with the number of documents done and, where known, of all."""


class Line:
    """One line on standard error that is written over; ends with a line of its own.

    >>> import io
    >>> line = Line(io.StringIO())
    >>> line(2, 2)
    >>> line.stream.getvalue().split(",")[0]
    '\\rwirecopy: 2 of 2 documents'
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = stream if stream is not None else sys.stderr
        self.started = time.monotonic()
        self.width = 0

    def __call__(self, done: int, total: int | None) -> None:
        spent = max(time.monotonic() - self.started, 1e-9)
        text = f"wirecopy: {done:,}" + (f" of {total:,}" if total is not None else "") + " documents"
        text += f", {done / spent:,.0f} a second"
        if total is not None and 0 < done < total:
            text += f", {spent / done * (total - done):,.0f} s left"
        self.stream.write(f"\r{text.ljust(self.width)}")
        self.width = len(text)
        if total is not None and done >= total:
            self.stream.write("\n")
        self.stream.flush()


def told(progress: bool | Told) -> Told | None:
    """What the compiled part calls: nothing, a line, or the caller's function."""
    if callable(progress):
        return progress
    return Line() if progress else None
