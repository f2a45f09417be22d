"""The facts of made-up households while they are drawn: columns of whole numbers, and the typed frame made of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from benefitcalc.money import Flag
from benefitcalc.portfolio.synthetic.draws import Ints
from benefitcalc.portfolio.tables import Column

NO_TEXT: Sequence[str] = ()
Texts = pd.api.extensions.ExtensionArray
"""A column of texts, as pandas holds it."""


class Facts:
    """Columns of one table, each with what is known of it.

    A code or a text is held as the place of its word among those that the column may hold (``words``); a date as a day
    number.
    """

    def __init__(self, columns: Mapping[str, Column], shape: tuple[int, ...]) -> None:
        self.columns = columns
        self.shape = shape
        self.values: dict[str, Ints] = {}
        self.known: dict[str, Flag] = {}
        self.words: dict[str, Sequence[str]] = {}

    def put(
        self,
        name: str,
        values: Ints | Flag | int,
        where: Flag | bool = True,
        *,
        slot: int | None = None,
        words: Sequence[str] = NO_TEXT,
    ) -> None:
        """Write ``values`` into the column where ``where`` holds; into one ``slot`` of it, where rows have several."""
        if name not in self.values:
            self.values[name] = np.zeros(self.shape, dtype=np.int64)
            self.known[name] = np.zeros(self.shape, dtype=np.bool_)
            self.words[name] = words or self.columns[name].of
        column, known = self.values[name], self.known[name]
        if slot is not None:
            column, known = column[..., slot], known[..., slot]
        np.copyto(column, values, where=where)
        np.copyto(known, True, where=where)

    def code(self, name: str, word: str) -> int:
        """The place of that word in the column."""
        return self.columns[name].of.index(word)

    def rows(self, which: Flag) -> Facts:
        """The facts in one row each, of those rows of a table whose rows have several slots."""
        rows = Facts(self.columns, (int(which.sum()),))
        for name in self.values:
            rows.values[name], rows.known[name] = self.values[name][which], self.known[name][which]
            rows.words[name] = self.words[name]
        return rows

    def frame(self) -> pd.DataFrame:
        """The typed frame, in the order of the table's columns."""
        names = [name for name in self.columns if name in self.values]
        return pd.DataFrame({name: self._array(name) for name in names}, copy=False)

    def _array(self, name: str) -> pd.api.extensions.ExtensionArray | npt.NDArray[np.datetime64]:
        values, missing = self.values[name], ~self.known[name]
        match self.columns[name].kind:
            case "flag":
                return pd.arrays.BooleanArray(values != 0, missing)
            case "date":
                days = values.astype("datetime64[D]").astype("datetime64[s]")
                days[missing] = np.datetime64("NaT")
                return days
            case "codes":
                places = pa.array(values, mask=missing)
                return texts(pa.array(self.words[name], pa.string()).take(places))
            case "code" | "text":
                words = pd.Index(pd.array(list(self.words[name]), dtype="string"))
                return pd.Categorical.from_codes(np.where(missing, -1, values), categories=words)
        return pd.arrays.IntegerArray(values, missing)


def references(letter: str, numbers: Ints) -> Texts:
    """``T0000012`` for 12 and the letter T."""
    digits = pc.utf8_lpad(pc.cast(pa.array(numbers), pa.string()), width=7, padding="0")
    return texts(pc.binary_join_element_wise(pa.scalar(letter), digits, ""))


def texts(array: pa.Array) -> Texts:
    """Texts as pandas holds them."""
    return pd.array(array, dtype="string[pyarrow]")
