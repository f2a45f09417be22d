"""The columns of a typed frame as numpy's, with what stands for an empty cell; a column that is absent is empty."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from benefitcalc.columns import Ints
from benefitcalc.money import Flag

_A_DAY = "datetime64[D]"


class Cells:
    """Those ``rows`` of a frame of :mod:`benefitcalc.portfolio.tables`, all of them unless told.

    A column is read once and kept, for other rows of the same frame too.
    """

    def __init__(self, frame: pd.DataFrame, rows: Ints | None = None, *, kept: dict[Any, Any] | None = None) -> None:
        self.frame = frame
        self._rows = rows
        self._kept: dict[Any, Any] = {} if kept is None else kept

    def __len__(self) -> int:
        return len(self.frame) if self._rows is None else len(self._rows)

    def __contains__(self, name: str) -> bool:
        return name in self.frame

    def rows(self, rows: Ints) -> Cells:
        """The cells of those rows of the whole frame."""
        return Cells(self.frame, rows, kept=self._kept)

    def known(self, name: str) -> Flag:
        """Whether each cell holds something."""
        return self._read(name, "known", lambda column: ~column.isna().to_numpy(), False)

    def ints(self, name: str, missing: int = 0) -> Ints:
        """Money in pence, whole numbers and hundredths of hours."""
        return self._read(name, missing, lambda column: column.to_numpy(np.int64, na_value=missing), missing)

    def flags(self, name: str, *, missing: bool = False) -> Flag:
        """Yes and no."""
        return self._read(name, missing, lambda column: column.to_numpy(np.bool_, na_value=missing), missing)

    def days(self, name: str) -> Ints:
        """Dates as day numbers; 0 for an empty cell."""
        return self._read(name, "days", _day_numbers, 0)

    def codes(self, name: str, numbers: Mapping[str, int], *, missing: int = 0, unknown: int | None = None) -> Ints:
        """Codes as numbers. Raises ``ValueError`` for a code that has none, unless ``unknown`` stands for it."""
        found = self.texts(name, lambda text: numbers.get(text, _NONE if unknown is None else unknown), missing)
        return found if unknown is not None else _all_known(found, name, numbers)

    def bits(self, name: str, numbers: Mapping[str, int], *, unknown: int | None = None) -> Ints:
        """Several codes with a space between them, as the sum of their bits."""
        stands = _NONE if unknown is None else unknown

        def bits_of(text: str) -> int:
            codes = set(text.split())
            return sum(numbers[code] for code in codes) if codes <= numbers.keys() else stands

        found = self.texts(name, bits_of, 0)
        return found if unknown is not None else _all_known(found, name, numbers)

    def texts(self, name: str, of: Callable[[str], int], missing: int) -> Ints:
        """What ``of`` gives for the text of each cell; it is called once for each text that there is."""
        if name not in self.frame:
            return np.full(len(self), missing, dtype=np.int64)
        if ("texts", name) not in self._kept:
            self._kept["texts", name] = _distinct(self.frame[name])
        texts, places = self._kept["texts", name]
        numbers = np.array([*(of(text) for text in texts), missing], dtype=np.int64)
        return numbers[places if self._rows is None else places[self._rows]]

    def _read(self, name: str, how: Any, read: Callable[[Any], Any], missing: Any) -> Any:
        if name not in self.frame:
            return np.full(len(self), missing)
        key = (name, type(how), how)
        if key not in self._kept:
            self._kept[key] = read(self.frame[name])
        column = self._kept[key]
        return column if self._rows is None else column[self._rows]


def _day_numbers(column: pd.Series[Any]) -> Ints:
    if column.dtype.kind != "M":
        column = column.astype("datetime64[s]")
    days = column.to_numpy().astype(_A_DAY, copy=False).astype(np.int64)
    return np.where(column.isna(), 0, days)


def _distinct(column: pd.Series[Any]) -> tuple[list[str], Ints]:
    """The texts that there are, and the place of each cell's among them; the last place for an empty one."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return list(column.cat.categories), column.cat.codes.to_numpy().astype(np.int64)
    places, texts = pd.factorize(column)
    return list(texts), places


_NONE = np.iinfo(np.int64).min


def _all_known(found: Ints, column: str, numbers: Mapping[str, int]) -> Ints:
    if (found == _NONE).any():
        raise ValueError(f"{column} holds a code that is none of {', '.join(numbers)}")
    return found


def places_of(references: pd.Series[Any], among: pd.Series[Any]) -> Ints:
    """The place of each reference among the others; -1 where it is not there or empty.

    People who stand in the order of their tenancies are found without looking anything up.
    """
    wanted, there = _arrow(references), _arrow(among)
    if len(wanted) and len(there) and not (wanted.null_count or there.null_count):
        begins = np.ones(len(wanted), dtype=np.bool_)
        begins[1:] = pc.not_equal(wanted.slice(1), wanted.slice(0, len(wanted) - 1)).to_numpy(zero_copy_only=False)
        if begins.sum() == len(there) and wanted.filter(pa.array(begins)).equals(there):
            return np.cumsum(begins) - 1
    found = pc.index_in(wanted, value_set=there, skip_nulls=True)
    return found.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)


def _arrow(column: pd.Series[Any]) -> pa.Array:
    found = pa.array(column.astype("string"), type=pa.large_string())
    return found.combine_chunks() if isinstance(found, pa.ChunkedArray) else found
