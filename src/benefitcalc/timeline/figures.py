"""A timeline as data: the key figures of each period, the events that change them, and the notes about the whole."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from benefitcalc.case import Case

KINDS = {
    "rates": "new rates, or a change of the law",
    "local_housing_allowance": "new Local Housing Allowance",
    "rent": "a new rent that the caller gave",
    "paydays": "more or fewer paydays in an assessment period than in the one before",
    "birthday": "a birthday",
    "school_leaving": "1 September after a 16th or 19th birthday, or the 20th birthday",
    "pension_age": "pension age",
    "universal_credit_end": "the end of the assessment period in which pension age was reached",
    "death": "a death in the home, from when it counts; and the end of Housing Benefit's protection after it",
    "grace_period_end": "the end of the benefit cap's grace period",
    "transitional_element": "the transitional element, less what other elements went up by (UC (TP) Regs 2014 reg 55)",
}
"""The kinds of event, in the order in which a timeline applies those of one period."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The key figures of a period, or by how much an event changed each of them.

    ``universal_credit`` is by the month and everything else by the week; weekly figures that come from Universal Credit
    are × 12 ÷ 52. ``benefit_cap`` is what the cap takes, ``bedroom_charge`` is the under-occupation deduction.
    """

    universal_credit: Decimal
    housing_benefit: Decimal
    pension_credit: Decimal
    help_with_rent: Decimal
    rent_to_pay: Decimal
    benefit_cap: Decimal
    bedroom_charge: Decimal

    def __add__(self, other: Figures) -> Figures:
        return Figures(*(getattr(self, name) + getattr(other, name) for name in FIGURES))

    def __sub__(self, other: Figures) -> Figures:
        return Figures(*(getattr(self, name) - getattr(other, name) for name in FIGURES))

    def __bool__(self) -> bool:
        """Whether any figure is not nil."""
        return any(getattr(self, name) for name in FIGURES)

    def to_dict(self) -> dict[str, str]:
        """Pounds as text."""
        return {name: f"{getattr(self, name):.2f}" for name in FIGURES}


FIGURES = {
    "universal_credit": "Universal Credit a month",
    "housing_benefit": "Housing Benefit a week",
    "pension_credit": "Pension Credit a week",
    "help_with_rent": "Help with rent a week",
    "rent_to_pay": "Rent to pay a week",
    "benefit_cap": "Benefit cap a week",
    "bedroom_charge": "Bedroom charge a week",
}


@dataclass(frozen=True, slots=True)
class Event:
    """Something that changes the figures. ``who`` is the path of a person in the case, where the event is about a
    person.

    ``projection`` says what the effect rests on, as for a period, where the rates are not set yet.
    """

    kind: str
    day: dt.date
    label: str
    who: str | None
    effect: Figures
    projection: str = ""

    @property
    def projected(self) -> bool:
        return bool(self.projection)

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            "kind": self.kind,
            "day": self.day.isoformat(),
            "label": self.label,
            "who": self.who,
            "effect": self.effect.to_dict(),
            "projected": self.projected,
            "projection": self.projection,
        }


@dataclass(frozen=True, slots=True)
class TimelinePeriod:
    """An assessment period, or a run of benefit weeks in which nothing changes.

    ``change`` is the difference from the period before; it is the sum of the effects of ``events``, to the penny.
    ``case`` is the household at that time; someone with an age and no birth date keeps that age. ``projection`` is
    empty where the rates are checked; otherwise it says what they rest on:
    ``"projected, if prices rise by 2.0% and earnings by 2.5% a year"``. ``paydays`` are those of claimant and partner
    in an assessment period, where they are known.
    """

    start: dt.date
    end: dt.date
    per: str
    rates: str
    projection: str
    figures: Figures
    change: Figures
    events: tuple[Event, ...]
    case: Case
    paydays: tuple[int | None, ...] = ()

    @property
    def projected(self) -> bool:
        return bool(self.projection)

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it, without the case."""
        return {
            "start": self.start.isoformat(),
            "end": self.end.isoformat(),
            "per": self.per,
            "rates": self.rates,
            "projected": self.projected,
            "projection": self.projection,
            "paydays": list(self.paydays),
            **self.figures.to_dict(),
            "change": self.change.to_dict(),
            "events": [event.to_dict() for event in self.events],
        }


def in_words(day: dt.date) -> str:
    """``"15 March 2027"``."""
    return f"{day:%-d %B %Y}"
