"""Rows and columns, with a way out to files, data frames and Arrow; pandas and polars only when asked for."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, overload

from wirecopy._native import Frame

if TYPE_CHECKING:
    from typing import TextIO

PANDAS = {"text": "str", "int": "Int64", "real": "Float64", "flag": "boolean"}
"""The pandas type of a column that has a missing value; without one, numbers and flags are numpy's."""


class Table(Sequence[dict[str, Any]]):
    """Rows that are kept as columns; a row is a `dict` with the names of the columns.

    It goes to pandas, polars, pyarrow, DuckDB and whatever else takes Arrow's C stream, and to CSV.

    >>> table = Table(["who", "n"], [{"who": "Petra Quill", "n": 2}])
    >>> len(table), table[0]["who"], table.column("n")
    (1, 'Petra Quill', [2])
    """

    _frame: Frame

    def __init__(self, columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
        values = [[row[name] for row in rows] for name in columns]
        self._frame = Frame.of(list(columns), [_kind(column) for column in values], values)

    @classmethod
    def _of(cls, frame: Frame) -> Table:
        table = cls.__new__(cls)
        table._frame = frame
        return table

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(self._frame.names)

    def __len__(self) -> int:
        return len(self._frame)

    @overload
    def __getitem__(self, index: int) -> dict[str, Any]: ...
    @overload
    def __getitem__(self, index: slice) -> Table: ...
    def __getitem__(self, index: int | slice) -> dict[str, Any] | Table:
        if isinstance(index, slice):
            return Table._of(self._frame.take(list(range(*index.indices(len(self))))))
        place = index if index >= 0 else len(self) + index
        if not 0 <= place < len(self):
            raise IndexError("there is no such row")
        return self._frame.row(place)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return (self._frame.row(place) for place in range(len(self)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Table):
            return NotImplemented
        return (
            self.columns == other.columns
            and len(self) == len(other)
            and all(self.column(name) == other.column(name) for name in self.columns)
        )

    def __hash__(self) -> int:
        # A part of what is compared, cheap for long tables.
        return hash((self.columns, len(self), repr(self[0]) if len(self) else ""))

    def column(self, name: str) -> list[Any]:
        """The values of one column; KeyError when there is none of that name."""
        return self._frame.column(name)

    def where(self, **wanted: Any) -> Table:
        """The rows whose columns have these values.

        >>> Table(["who", "n"], [{"who": "Quill", "n": 2}, {"who": "Moor", "n": 1}]).where(who="Moor").to_pylist()
        [{'who': 'Moor', 'n': 1}]
        """
        columns = [(self.column(name), value) for name, value in wanted.items()]
        return Table._of(self._frame.take([k for k in range(len(self)) if all(c[k] == v for c, v in columns)]))

    def to_pylist(self) -> list[dict[str, Any]]:
        """The rows as a list of `dict`s."""
        return [self._frame.row(place) for place in range(len(self))]

    def to_csv(self, target: str | os.PathLike[str] | TextIO) -> None:
        """Writes the rows to a file (UTF-8) or an open text stream; a missing value is empty."""
        if isinstance(target, (str, os.PathLike)):
            with open(target, "w", encoding="utf-8", newline="") as file:
                self.to_csv(file)
            return
        writer = csv.writer(target)
        writer.writerow(self.columns)
        writer.writerows(zip(*(self.column(name) for name in self.columns), strict=True))

    def to_pandas(self) -> Any:
        """A `pandas.DataFrame`; pandas must be installed."""
        import pandas

        frame = {}
        for name, kind in zip(self._frame.names, self._frame.kinds, strict=True):
            values = self.column(name)
            whole = kind != "text" and None not in values
            frame[name] = pandas.Series(values, dtype=None if whole and values else PANDAS.get(kind))
        return pandas.DataFrame(frame, columns=list(self.columns))

    def to_polars(self) -> Any:
        """A `polars.DataFrame`; polars must be installed."""
        import polars

        # Not `self`: polars would walk a sequence row by row.
        return polars.DataFrame(self._frame)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._frame.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        return self._frame.__arrow_c_schema__()

    def __repr__(self) -> str:
        return f"<Table of {len(self)} rows: {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        from wirecopy.display import table

        return table(self)


def _kind(values: Sequence[Any]) -> str:
    """The kind of a column of Python values, by those that are there."""
    kinds = {type(value) for value in values if value is not None}
    if kinds == {bool}:
        return "flag"
    if kinds == {int}:
        return "int"
    if kinds and kinds <= {int, float}:
        return "real"
    if kinds <= {str}:
        return "text"
    raise TypeError(f"a column has values of one kind, not {', '.join(sorted(k.__name__ for k in kinds))}")
