"""Cells as they stand in a file: each different value of a column once, and for each row the place of its value.

What a column holds is read value by value, so that a date which 10,000 rows share is read once.
"""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from benefitcalc.columns import Ints
from benefitcalc.money import Flag

TEXT, NUMBER, YES_NO, DAY, WHOLE = range(5)
"""What a cell was in its file: text; a number; true or false; a date; a whole number of a typed column."""

Codes: TypeAlias = npt.NDArray[np.int32]
NO_VALUE = -1


@dataclass(frozen=True, slots=True)
class RawColumn:
    """One column of a sheet."""

    heading: str
    texts: Sequence[str]
    """Each different value, as text."""
    kinds: Ints
    """What each of them was in the file."""
    codes: Codes
    """For each row the place of its value in ``texts``; -1 for an empty cell."""
    place: int = 0
    """Where the column stands in its sheet, counted from 0."""

    @property
    def filled(self) -> Flag:
        return self.codes != NO_VALUE

    def text_of(self, row: int) -> str:
        """The text of a row; empty for an empty cell."""
        code = int(self.codes[row])
        return "" if code == NO_VALUE else self.texts[code]

    def take(self, rows: Ints | Flag) -> RawColumn:
        """The same column with those rows alone."""
        return replace(self, codes=self.codes[rows])


def joined(heading: str, columns: Sequence[RawColumn]) -> RawColumn:
    """Several columns, one below the other."""
    first = columns[0]
    if all(column.texts is first.texts for column in columns):
        return replace(first, heading=heading, codes=np.concatenate([column.codes for column in columns]))
    start = np.cumsum([0, *(len(column.texts) for column in columns)])
    codes = [
        np.where(column.filled, column.codes + begin, NO_VALUE) for column, begin in zip(columns, start, strict=False)
    ]
    texts = [text for column in columns for text in column.texts]
    kinds = [column.kinds for column in columns]
    return RawColumn(heading, texts, np.concatenate(kinds), np.concatenate(codes).astype(np.int32))


def constant(heading: str, text: str, rows: int) -> RawColumn:
    """A column with the same text in each row."""
    return RawColumn(heading, [text], np.array([TEXT]), np.zeros(rows, dtype=np.int32))


class _Places(dict[object, int]):
    """The place of each different value, in the order in which they come."""

    def __missing__(self, value: object) -> int:
        self[value] = place = len(self)
        return place


class ColumnBuilder:
    """Gathers the cells of one column, block by block."""

    def __init__(self, *, empty_before: int = 0) -> None:
        self._places = _Places()
        self._codes = array("i", [self._places[""]]) * empty_before

    def texts(self, cells: Iterable[str]) -> None:
        """Add cells that are all text."""
        self._codes.extend(map(self._places.__getitem__, cells))

    def cells(self, cells: Iterable[object]) -> None:
        """Add cells of any kind. A value that is no text is kept with its kind: 1, 1.0 and True are not the same."""
        place = self._places.__getitem__
        self._codes.extend([place(cell if cell.__class__ is str else (cell.__class__, cell)) for cell in cells])

    def column(self, heading: str) -> RawColumn:
        """The column of all that was added."""
        written = [_written(value) for value in self._places]
        kinds = np.array([kind for _, kind in written], dtype=np.int64)
        return _without_empty(heading, [text for text, _ in written], kinds, np.array(self._codes, dtype=np.int32))


def column_of(heading: str, values: Iterable[object], codes: Codes) -> RawColumn:
    """A column from its different values and the place of each row's value."""
    written = [cell_text(value) for value in values]
    kinds = np.array([kind for _, kind in written], dtype=np.int64)
    return _without_empty(heading, [text for text, _ in written], kinds, codes)


def _without_empty(heading: str, texts: Sequence[str], kinds: Ints, codes: Codes) -> RawColumn:
    """The column in which a cell of nothing but spaces is empty."""
    empty = np.array([not text or text.isspace() for text in texts], dtype=np.bool_)
    if empty.any():
        codes = np.where(np.append(empty, False)[codes], np.int32(NO_VALUE), codes)
    return RawColumn(heading, texts, kinds, codes)


def _written(value: object) -> tuple[str, int]:
    """The text of a value as the builder keeps it, and what it was."""
    return (value, TEXT) if isinstance(value, str) else cell_text(value[1])  # type: ignore[index]


def cell_text(cell: object) -> tuple[str, int]:  # noqa: PLR0911  one for each kind
    """The text of a cell, and what it was."""
    match cell:
        case str():
            return cell, TEXT
        case None:
            return "", TEXT
        case bool() | np.bool_():
            return ("yes" if cell else "no"), YES_NO
        case int() | np.integer():
            return str(cell), WHOLE
        case dt.datetime() | np.datetime64():
            return str(np.datetime64(cell).astype("datetime64[s]")).removesuffix("T00:00:00").replace("T", " "), DAY
        case dt.date():
            return cell.isoformat(), DAY
    if isinstance(cell, np.floating) or cell.__class__.__name__ == "float":
        return number_text(cell), NUMBER
    return str(cell), NUMBER if cell.__class__.__name__ == "Decimal" else TEXT


def number_text(number: object) -> str:
    """A binary number in the 15 digits that a spreadsheet shows of it: 112.45, never 112.4500000000000028."""
    return format(number, ".15g")
