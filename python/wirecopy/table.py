"""Rows and columns, with a way out to files and data frames; pandas and polars only when asked for."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, overload

if TYPE_CHECKING:
    from typing import TextIO


class Table(Sequence[Mapping[str, Any]]):
    """A list of rows, each a mapping with the same keys.

    >>> table = Table(["who", "n"], [{"who": "Petra Quill", "n": 2}])
    >>> len(table), table[0]["who"], table.column("n")
    (1, 'Petra Quill', [2])
    """

    def __init__(self, columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
        self.columns = tuple(columns)
        self._rows = tuple(rows)

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> Mapping[str, Any]: ...
    @overload
    def __getitem__(self, index: slice) -> Table: ...
    def __getitem__(self, index: int | slice) -> Mapping[str, Any] | Table:
        if isinstance(index, slice):
            return Table(self.columns, self._rows[index])
        return self._rows[index]

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        return iter(self._rows)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Table):
            return NotImplemented
        return self.columns == other.columns and self._rows == other._rows

    __hash__ = None  # type: ignore[assignment]

    def column(self, name: str) -> list[Any]:
        """The values of one column."""
        if name not in self.columns:
            raise KeyError(name)
        return [row[name] for row in self._rows]

    def to_pylist(self) -> list[dict[str, Any]]:
        """The rows as a list of `dict`s."""
        return [dict(row) for row in self._rows]

    def to_csv(self, target: str | os.PathLike[str] | TextIO) -> None:
        """Writes the rows to a file (UTF-8) or an open text stream; a missing value is empty."""
        if isinstance(target, (str, os.PathLike)):
            with open(target, "w", encoding="utf-8", newline="") as file:
                self.to_csv(file)
            return
        writer = csv.writer(target)
        writer.writerow(self.columns)
        writer.writerows([row[name] for name in self.columns] for row in self._rows)

    def to_pandas(self) -> Any:
        """A `pandas.DataFrame`; pandas must be installed."""
        import pandas

        return pandas.DataFrame(self.to_pylist(), columns=list(self.columns))

    def to_polars(self) -> Any:
        """A `polars.DataFrame`; polars must be installed."""
        import polars

        return polars.DataFrame({name: self.column(name) for name in self.columns})

    def __repr__(self) -> str:
        return f"<Table of {len(self)} rows: {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        from wirecopy.display import table

        return table(self)
