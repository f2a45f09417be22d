"""Columns with names in two matrices, one of whole numbers and one of flags."""

from __future__ import annotations

from array import array
from collections import namedtuple
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeAlias, get_type_hints

import numpy as np
import numpy.typing as npt

from benefitcalc.money import Flag

if TYPE_CHECKING:
    pass

Ints = npt.NDArray[np.int64]


class Table:
    """Named rows of one matrix of whole numbers and one of flags; read only.

    The annotations of a subclass name the rows: ``Flag`` rows are flags, all others are whole numbers. Slices are taken
    of the last axis. In a table of chosen ``places`` a column is gathered when somebody first asks for it, because a
    scheme asks for some columns only.
    """

    numbers_of: ClassVar[tuple[str, ...]]
    flags_of: ClassVar[tuple[str, ...]]
    _places_of: ClassVar[dict[str, tuple[bool, int]]]
    """By name, whether a column is a flag, and its row of the matrix."""
    row: ClassVar[Callable[..., tuple[int, ...]]]
    """Makes one row from its columns by name, each exactly once; what it makes has them as attributes too."""

    def __init_subclass__(cls) -> None:
        own = {"numbers_of", "flags_of", "row", "_places_of"}
        hints = {name: kind for name, kind in get_type_hints(cls).items() if name not in own}
        cls.flags_of = tuple(name for name, kind in hints.items() if kind == Flag)
        cls.numbers_of = tuple(name for name, kind in hints.items() if kind != Flag)
        cls._places_of = {
            name: (is_flag, row)
            for is_flag, names in ((False, cls.numbers_of), (True, cls.flags_of))
            for row, name in enumerate(names)
        }
        cls.row = namedtuple(f"{cls.__name__}Row", cls.names())  # type: ignore[misc]

    def __init__(self, numbers: Ints, flags: Flag, places: Ints | None = None) -> None:
        numbers.flags.writeable = False
        flags.flags.writeable = False
        self._numbers, self._flags, self._places = numbers, flags, places

    def __getattr__(self, name: str) -> npt.NDArray[Any]:
        """The column of that name, which is kept from then on."""
        place = self._places_of.get(name)
        if place is None:
            raise AttributeError(f"{type(self).__name__} has no column named {name}")
        is_flag, row = place
        column: npt.NDArray[Any] = self._flags[row] if is_flag else self._numbers[row]
        if self._places is not None:
            column = column.take(self._places, axis=-1)
            column.flags.writeable = False
        self.__dict__[name] = column
        return column

    def __len__(self) -> int:
        return self._numbers.shape[-1] if self._places is None else len(self._places)

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """The names of its columns: first the whole numbers, then the flags."""
        return (*cls.numbers_of, *cls.flags_of)

    @classmethod
    def from_rows(cls, rows: Sequence[Sequence[int]]) -> Self:
        """A table of ``rows``. Each row has first the whole numbers and then the flags, in the order of the
        annotations.
        """
        width = len(cls.numbers_of) + len(cls.flags_of)
        matrix = np.ascontiguousarray(np.array(rows, dtype=np.int64).reshape(len(rows), width).T)
        return cls(matrix[: len(cls.numbers_of)], matrix[len(cls.numbers_of) :] != 0)

    @classmethod
    def from_flat(cls, numbers: array[int]) -> Self:
        """A table of rows that were made by :attr:`row` and stand one after another."""
        width = len(cls.names())
        flat = np.frombuffer(numbers, dtype=np.int64) if numbers else np.zeros(0, dtype=np.int64)
        matrix = np.ascontiguousarray(flat.reshape(len(numbers) // width, width).T)
        return cls(matrix[: len(cls.numbers_of)], matrix[len(cls.numbers_of) :] != 0)

    @classmethod
    def build(cls, shape: int | tuple[int, ...], **columns: Any) -> Self:
        """A table of that shape from named columns; a column that is not named is zero or no."""
        whole = (shape,) if isinstance(shape, int) else shape
        if unknown := columns.keys() - {*cls.numbers_of, *cls.flags_of}:
            raise TypeError(f"{cls.__name__} has no column named {', '.join(sorted(unknown))}")
        numbers = np.zeros((len(cls.numbers_of), *whole), dtype=np.int64)
        flags = np.zeros((len(cls.flags_of), *whole), dtype=np.bool_)
        for name, values in columns.items():
            if name in cls.flags_of:
                flags[cls.flags_of.index(name)] = values
            else:
                numbers[cls.numbers_of.index(name)] = values
        return cls(numbers, flags)

    def replaced(self, **columns: Any) -> Self:
        """A copy of the table with those columns in place of its own."""
        names = self.names()
        shape = self._numbers.shape[1:] if self._places is None else (*self._numbers.shape[1:-1], len(self._places))
        return self.build(shape, **{name: getattr(self, name) for name in names} | columns)

    def rows(self, which: slice | Ints) -> Self:
        """A table of those rows."""
        if self._places is not None:
            return type(self)(self._numbers, self._flags, self._places[which])
        if isinstance(which, slice):
            return type(self)(self._numbers[..., which], self._flags[..., which])
        return type(self)(self._numbers, self._flags, which)


Columns: TypeAlias = dict[str, npt.NDArray[Any]]
"""Results under the paths that the contract gives them (``"universal_credit.award"``), money in pence.
``"applies.<block>"`` flags say whether the result has the block at all. ``"reason.<block>.<code>"``,
``"exempt.<code>"`` and ``"warning.<code>"`` hold the lists, ``"figure.<code>.<name>"`` the amounts in the sentence of a
warning, and ``"open.<fact>"`` whether a figure rests on a fact that is not known.
"""
