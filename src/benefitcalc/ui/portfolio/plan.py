"""What the user wants worked out: from which day, for how long, with what rise of rents and pay."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

MONTHS = (12, 24, 36, 60)
DRAWS = (20, 50, 200)
_MOST_PERCENT = Decimal(50)


@dataclass(frozen=True, slots=True)
class Plan:
    """The run that is asked for. ``rent`` and ``pay`` are percentages in text; ``errors`` say what is wrong in which
    field.
    """

    on: dt.date = dt.date(2026, 4, 6)
    months: int = 12
    rent: str = "3.8"
    pay: str = "3.4"
    draws: int = 20
    typed: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def usual(cls, today: dt.date) -> Plan:
        """Twelve months from the first Monday of the month that comes."""
        year, month = divmod(today.year * 12 + today.month, 12)
        first = dt.date(year, month + 1, 1)
        return cls(on=first + dt.timedelta(days=-first.weekday() % 7))

    def value(self, name: str) -> str:
        """What stands in the field of that name."""
        return self.typed.get(name) or str(getattr(self, name))


def read_plan(values: Mapping[str, Any]) -> Plan:
    """The run that the form asks for, with an error for each field that cannot be read."""
    typed = {name: str(values.get(name, "")).strip()[:40] for name in ("on", "months", "rent", "pay", "draws")}
    errors: dict[str, str] = {}
    read: dict[str, Any] = {}
    try:
        read["on"] = read_day(typed["on"])
    except ValueError:
        errors["on"] = no_day(typed["on"])
    for name, choices in (("months", MONTHS), ("draws", DRAWS)):
        if typed[name] in map(str, choices):
            read[name] = int(typed[name])
        else:
            errors[name] = f"choose one of {', '.join(map(str, choices))}"
    for name in ("rent", "pay"):
        try:
            read[name] = str(_percent(typed[name]))
        except (InvalidOperation, ValueError):
            errors[name] = f"“{typed[name]}” is no percentage from 0 to {_MOST_PERCENT}; write it like 3.8"
    return Plan(**read, typed=typed, errors=errors)


def no_day(text: str) -> str:
    """What is said of a text that is no day."""
    return f"“{text}” is no day; write it like 6 4 2026 or 2026-04-06"


def read_day(text: str) -> dt.date:
    """The day that somebody typed, the day first or the year first. Raises ``ValueError`` for anything else."""
    parts = text.replace("/", " ").replace("-", " ").replace(".", " ").split()
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        raise ValueError(text)
    first, middle, last = map(int, parts)
    return dt.date(first, middle, last) if len(parts[0]) == 4 else dt.date(last, middle, first)


def _percent(text: str) -> Decimal:
    value = Decimal(text.removesuffix("%").strip())
    if not (value.is_finite() and 0 <= value <= _MOST_PERCENT):
        raise ValueError(text)
    return value
