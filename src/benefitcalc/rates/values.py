"""A rate as a number that knows where it comes from. Money is an ``int`` of pence, a percentage is an
exact fraction.
"""

from __future__ import annotations

import datetime as dt
import re
from abc import abstractmethod
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, TypeAlias, TypeVar

from benefitcalc.money import parse_pounds

MONEY: Final = ("pounds", "pounds an hour", "pounds a week", "pounds a month", "pounds a year")
SHARES: Final = ("percent", "percent of standard allowance")
PERCENTILE: Final = "percentile"
COUNTS: Final = (
    "years of age",
    "hours a week",
    "days",
    "weeks",
    "months",
    "assessment periods",
    "children",
    "bedrooms",
    PERCENTILE,
)
DATE: Final = "date"
FLAG: Final = "yes or no"
UNITS: Final = (*MONEY, *SHARES, *COUNTS, DATE, FLAG)

NONE: Final = "none"
"""The law has ended the rate."""
UNKNOWN: Final = "unknown"
"""The value is not known, and the package refuses to give one."""


class Rate:
    """What every rate knows of itself besides its value. It never changes."""

    key: str
    """The name by which the rate is asked for, ``uc.taper``."""
    label: str
    unit: str
    law: str
    """The provision in which the rate stands."""
    source: str
    """The instrument that set this value."""
    start: dt.date
    """The first day that uses this value."""
    confidence: str
    """``high``, ``medium`` or ``low``; ``note`` gives the reason when it is not high."""
    note: str | None
    overridden: bool
    """Whether the caller replaced it, for a what-if."""
    projected: bool
    """Whether it was made from assumptions, for a year not set yet."""

    def __setattr__(self, name: str, value: object) -> None:
        if "key" in vars(self):
            raise AttributeError(f"{self.key} cannot be changed; RateBook.replace makes another book")
        super().__setattr__(name, value)

    @property
    @abstractmethod
    def text(self) -> str:
        """The value as people write it, with its unit: ``£424.90 a month``."""

    @property
    def weak(self) -> bool:
        """Whether the value is known only from memory or from secondary sources."""
        return self.confidence != "high"

    def __repr__(self) -> str:
        marks = [f"from {self.start}", *(mark for mark in ("overridden", "projected") if getattr(self, mark))]
        return f"<{self.key}: {self.text}, {', '.join(marks)}>"


class MoneyRate(Rate, int):
    """Pence."""

    __str__ = int.__repr__

    @property
    def text(self) -> str:
        whole, pence = divmod(int(self), 100)
        return f"£{whole:,}.{pence:02d}{self.unit.removeprefix('pounds')}"

    def __reduce__(self) -> tuple[Any, ...]:
        return _made, (MoneyRate, int(self), vars(self))


class ShareRate(Rate, Fraction):
    """An exact fraction: ``numerator`` and ``denominator`` are in their lowest terms."""

    @property
    def text(self) -> str:
        return f"{percent_text(self)}{self.unit.removeprefix('percent')}"

    def __reduce__(self) -> tuple[Any, ...]:
        return _made, (ShareRate, Fraction(self.numerator, self.denominator), vars(self))


class CountRate(Rate, int):
    """A whole number: years, hours, weeks, months, children, or a place among a hundred."""

    __str__ = int.__repr__

    @property
    def text(self) -> str:
        if self.unit == PERCENTILE:
            return f"{_ordinal(int(self))} {self.unit}"
        return f"{int(self)} {self.unit}"

    def __reduce__(self) -> tuple[Any, ...]:
        return _made, (CountRate, int(self), vars(self))


class FlagRate(Rate, int):
    """Yes or no, as 1 or 0."""

    __str__ = int.__repr__

    @property
    def text(self) -> str:
        return "yes" if self else "no"

    def __reduce__(self) -> tuple[Any, ...]:
        return _made, (FlagRate, int(self), vars(self))


class DateRate(Rate, dt.date):
    """A day that the law names."""

    __str__ = dt.date.isoformat

    @property
    def text(self) -> str:
        return self.isoformat()

    def __reduce__(self) -> tuple[Any, ...]:
        return _made, (DateRate, dt.date(self.year, self.month, self.day), vars(self))


AnyRate: TypeAlias = MoneyRate | ShareRate | CountRate | FlagRate | DateRate
Plain: TypeAlias = int | Fraction | dt.date
K = TypeVar("K", bound=Rate)

_MONEY_TEXT = re.compile(r"\d+\.\d{2}")
_PERCENT_TEXT = re.compile(r"(\d+(?:\.\d+)?)%")
_COUNT_TEXT = re.compile(r"\d+")


def parse(text: str, unit: str) -> tuple[type[AnyRate], Plain]:
    """The kind of rate and the plain value that ``text`` means in that unit.

    Raises ``ValueError`` where the two do not fit: a percentage without its sign, or pounds without their pence.
    """
    if unit in MONEY and _MONEY_TEXT.fullmatch(text):
        return MoneyRate, parse_pounds(text)
    if unit in SHARES and (percent := _PERCENT_TEXT.fullmatch(text)):
        return ShareRate, Fraction(percent[1]) / 100
    if unit in COUNTS and _COUNT_TEXT.fullmatch(text):
        return CountRate, int(text)
    if unit == DATE:
        return DateRate, dt.date.fromisoformat(text)
    if unit == FLAG and text in {"yes", "no"}:
        return FlagRate, int(text == "yes")
    raise ValueError(f"{text!r} is not written as {unit}")


def make(kind: type[K], value: Plain, **facts: Any) -> K:
    """The rate of that kind, with everything that it knows of itself."""
    return _made(kind, value, facts)


def percent_text(share: Fraction) -> str:
    """``"13.25%"`` for 53/400."""
    percent = share * 100
    return f"{Decimal(percent.numerator) / percent.denominator}%"


def _ordinal(number: int) -> str:
    """``"30th"``, ``"1st"``, ``"12th"``."""
    teens = 11 <= number % 100 <= 13
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _made(kind: type[K], value: Plain, facts: dict[str, Any]) -> K:
    arguments: tuple[Any, ...] = (value.year, value.month, value.day) if isinstance(value, dt.date) else (value,)
    rate = kind(*arguments)
    vars(rate).update(facts)
    return rate
