"""How a result was worked out, as data: each figure with its sum in words, the law, the rates, and why it came to
nothing.

The renderers in :mod:`benefitcalc.explain.text` and :mod:`benefitcalc.explain.html` only lay this out; they do no sums.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from benefitcalc.law import Citation
from benefitcalc.rules import Unit

PERIODS = {"week": "a week", "month": "a month", "year": "a year", None: ""}


@dataclass(frozen=True, slots=True)
class Input:
    """One input of a figure: an answer of the case, or another line by its ``name``."""

    name: str
    label: str
    text: str
    line: str | None
    idle: bool
    """Whether the input had no part in the figure (it is no, nothing, or the whole), so that a short account leaves it
    out.
    """


@dataclass(frozen=True, slots=True)
class RateUsed:
    """A rate that a figure used, with its start and its source."""

    key: str
    label: str
    text: str
    start: dt.date
    source: str
    confidence: str
    note: str | None
    overridden: bool
    projected: bool

    @property
    def provenance(self) -> str:
        """The source, and what a reader must know about it: that the rate is not the law's, or that its
        source is weak.
        """
        marks = [mark for mark in ("overridden", "projected") if getattr(self, mark)]
        weak = [] if self.confidence == "high" else [f"{self.confidence} confidence"]
        return ", ".join([self.source, *marks, *weak])


@dataclass(frozen=True, slots=True)
class Line:
    """One figure. ``value`` is in pence, or a count where ``unit`` is not money; ``nil_reason`` says why the figure is
    nothing.
    """

    name: str
    label: str
    value: int
    unit: Unit
    how: str
    law: str
    citations: tuple[Citation, ...]
    inputs: tuple[Input, ...]
    rates: tuple[RateUsed, ...]
    nil_reason: str | None

    @property
    def amount(self) -> str:
        """The figure as people read it: ``£424.90``, ``2 bedrooms``, ``14%``."""
        return amount_text(self.value, self.unit)

    @property
    def per(self) -> str:
        """``a week``, ``a month``, ``a year``, or nothing."""
        return PERIODS[self.unit.per]

    @property
    def law_url(self) -> str:
        """The address at which the first provision can be read."""
        return self.citations[0].url


@dataclass(frozen=True, slots=True)
class Section:
    """Lines that belong together."""

    title: str
    lines: tuple[Line, ...]


def not_awarded(sections: Iterable[Section]) -> tuple[Line, ...]:
    """The lines that were considered and came to nothing, each with the reason."""
    return tuple(line for section in sections for line in section.lines if line.nil_reason is not None)


_NOUNS = {
    Unit.BEDROOMS: ("bedroom", "bedrooms"),
    Unit.PEOPLE: ("person", "people"),
    Unit.PAYDAYS: ("payday", "paydays"),
}


def amount_text(value: int, unit: Unit) -> str:
    """A figure as people read it: ``£424.90``, ``2 bedrooms``, ``14%``."""
    if unit.is_money:
        return f"{'−' if value < 0 else ''}£{thousands(abs(value))}"
    if unit is Unit.PERCENT:
        return f"{value}%"
    if unit is Unit.YES_NO:
        return "yes" if value else "no"
    return f"{value} {_NOUNS[unit][value != 1]}"


def thousands(pence: int) -> str:
    """Pounds and pence with commas: ``1,234.50``; ``pence`` must not be below zero."""
    return f"{pence // 100:,}.{pence % 100:02d}"
