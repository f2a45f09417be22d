"""The rates of one file: each parameter with its dated values."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from benefitcalc.rates import files
from benefitcalc.rates.starts import (
    Basis,
    first_day_read,
    next_uprating,
)

if TYPE_CHECKING:
    pass


@dataclass(frozen=True, slots=True)
class Value:
    """One dated value of a parameter, as its file says it."""

    begins: dt.date
    text: str
    start: str
    periods_from: dt.date | None
    source: str
    confidence: str
    note: str | None
    overridden: bool = False
    projected: bool = False

    def first_day(self, basis: Basis) -> dt.date:
        """The first day that uses this value."""
        return first_day_read(self.begins, self.start, self.periods_from, basis)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A rate through time: what it is, and its values from the oldest to the newest.

    ``reference`` says why no rule reads it, where none does.
    """

    key: str
    label: str
    unit: str
    law: str
    values: tuple[Value, ...]
    reference: str = ""

    def position(self, day: dt.date, basis: Basis) -> int:
        """The place in ``values`` of the value that ``day`` uses; -1 before the first."""
        return bisect_right(self.values, day, key=lambda value: value.first_day(basis)) - 1


@dataclass(frozen=True, slots=True)
class Table:
    """One file of rates."""

    name: str
    scheme: str
    title: str
    checked: dt.date
    uprating: str
    parameters: Mapping[str, Parameter]

    def due(self, basis: Basis) -> dt.date:
        """The day on which the next values are due; from then on nobody knows whether these are still in force."""
        return next_uprating(self.uprating, self.checked, basis)


@cache
def load_table(path: Path) -> Table:
    """A file of rates as frozen tables, without checks; :func:`benefitcalc.rates.model.check_file` reads
    it strictly.
    """
    file = files.read_toml(path)
    parameters = {
        key: Parameter(
            key, entry["label"], entry["unit"], entry["law"], tuple(_values(entry)), entry.get("reference", "")
        )
        for key, entry in file.items()
        if isinstance(entry, dict)
    }
    return Table(
        name=path.stem,
        scheme=file["scheme"],
        title=file["title"],
        checked=file["checked"],
        uprating=file["uprating"],
        parameters=MappingProxyType(parameters),
    )


def _values(entry: Mapping[str, Any]) -> Iterator[Value]:
    return (_value(value, entry) for value in entry["values"])


def _value(value: Mapping[str, Any], entry: Mapping[str, Any]) -> Value:
    return Value(
        begins=value["from"],
        text=value["value"],
        start=value.get("start", entry["start"]),
        periods_from=value.get("assessment_periods_from"),
        source=value["source"],
        confidence=value["confidence"],
        note=value.get("note"),
    )
