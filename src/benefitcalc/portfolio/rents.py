"""When the rent of each tenancy goes up, and to what.

Without more, rents charged by the week or by several weeks go up on the first Monday in April, others on 1 April. A
row with a day of its own (``rent_increase_on``) goes up on that day and each year after it; a row with a ``new_rent``
goes up to that first. Service charges rise on the same day by the same percentage. Every amount is to the nearest
penny, half up, and each rise starts from the amount before.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from benefitcalc.columns import Batch, Ints
from benefitcalc.money import Count, Flag, Pence, parse_pounds, round_half_up
from benefitcalc.periods import PAYMENTS_A_YEAR, day_number, from_day_number
from benefitcalc.portfolio.growth import Percents, growth, of_year, percent_problems, raised, rise_of, share
from benefitcalc.portfolio.weeks import by_the_week, days
from benefitcalc.rates import RateBook
from benefitcalc.rates.starts import first_monday

if TYPE_CHECKING:
    import pandas as pd

SETTLEMENT = "CPI+"
NEVER = day_number(dt.date(2200, 1, 1))
"""The day of a rise that does not come."""


@dataclass(frozen=True, kw_only=True)
class RentIncrease:
    """By how much rents rise each April.

    ``percent`` is a percentage, ``"3.8%"``, or what a settlement allows, ``"CPI+1%"``; or a tuple with one for each
    April, whose last goes on. ``cpi`` states the increase in prices to the September before each April; without it it
    is what the rates of the forecast assume. With ``convergence`` a social rent below its ``formula_rent`` rises by
    the further amount that the Rent Standard allows, up to the formula rent. Raises ``ValueError`` with every problem.
    """

    percent: Percents
    cpi: Percents | None = None
    convergence: bool = False

    def __post_init__(self) -> None:
        several = self.percent if isinstance(self.percent, tuple) else (self.percent,)
        plain = tuple(_without_cpi(text) for text in several)
        problems = list(percent_problems("rent.percent", plain))
        if self.cpi is not None:
            problems += percent_problems("rent.cpi", self.cpi)
            if plain == several:
                problems.append(f'rent.cpi: {self.cpi!r} changes nothing beside {self.percent!r}; write "CPI+1%"')
        if problems:
            raise ValueError("\n".join(problems))

    def of_april(self, april: int, *, first: int, book: RateBook) -> Fraction:
        """The rise of that April; ``first`` is the April of the first rise."""
        text = of_year(self.percent, april - first)
        above = share(_without_cpi(text))
        return above + self.cpi_of(april, first=first, book=book) if text.startswith(SETTLEMENT) else above

    def cpi_of(self, april: int, *, first: int, book: RateBook) -> Fraction:
        """The increase in prices to the September before that April."""
        return rise_of(april, book).prices if self.cpi is None else share(of_year(self.cpi, april - first))

    def words(self) -> str:
        """What is assumed, in words: ``"CPI+1% with CPI of 3.1%, and convergence"``."""
        texts = ", then ".join(self.percent if isinstance(self.percent, tuple) else (self.percent,))
        if self.cpi is not None:
            cpi = ", then ".join(self.cpi if isinstance(self.cpi, tuple) else (self.cpi,))
            texts += f" with CPI of {cpi}"
        return f"{texts}, and convergence" if self.convergence else texts


def _without_cpi(text: str) -> str:
    return str(text).removeprefix(SETTLEMENT)


def rent_increase(given: RentIncrease | Percents | None) -> RentIncrease:
    """What the user gave; nothing means that rents stay."""
    if isinstance(given, RentIncrease):
        return given
    return RentIncrease(percent="0%" if given is None else given)


@dataclass(frozen=True)
class RentCalendar:
    """The days on which the rents of a stock go up, and what the roll and the settlement say of each rise.

    ``days`` and ``aprils`` have the shape ``(rises, n)``: the day, and the April of its settlement; :data:`NEVER` where
    a row has fewer rises.
    """

    days: Ints
    aprils: Ints
    rises: Mapping[int, Fraction]
    """The rise of each April."""
    formula_rises: Mapping[int, Fraction]
    new_rent: Pence
    """The rent of one charge after the first rise; -1 where the roll does not know it."""
    formula_rent: Pence
    """The formula rent of one charge on the day of the stock; -1 where convergence plays no part."""

    def risen(self, day: dt.date) -> Count:
        """How many rises each rent has had by ``day``."""
        return self.risen_by(np.full(self.days.shape[1], day_number(day)))

    def risen_by(self, days: Ints) -> Count:
        """How many rises each rent has had by a day of its own."""
        count: Count = (self.days <= days).sum(axis=0, dtype=np.int64)
        return count


def rent_calendar(
    labels: pd.DataFrame, batch: Batch, on: dt.date, last: dt.date, increase: RentIncrease, book: RateBook
) -> RentCalendar:
    """The rises after ``on`` and until ``last``. Raises ``ValueError`` where convergence is asked for and no row has a
    ``formula_rent``.
    """
    weekly = by_the_week(batch.households.rent_per)
    own = _day_numbers(labels, "rent_increase_on")
    every = [_days_of(labels_day, weekly=flag, on=on, last=last) for labels_day, flag in _kinds(own, weekly)]
    rises = max((len(one) for one in every), default=0)
    table = np.full((rises, len(every)), NEVER, dtype=np.int64)
    for place, one in enumerate(every):
        table[: len(one), place] = one
    of_row = _kind_of_each(own, weekly)
    day_of = table[:, of_row]
    aprils = np.vectorize(_april, otypes=[np.int64])(table)[:, of_row] if table.size else day_of
    first = _april(days([first_rise(on, weekly=True)])[0])
    needed = sorted(set(aprils[day_of < NEVER].tolist()))
    formula = _formula_rents(labels, increase)
    above = share(growth()["formula_rent"]["above_cpi"])
    known = _money(labels, "new_rent")
    return RentCalendar(
        days=day_of,
        aprils=aprils,
        rises={april: increase.of_april(april, first=first, book=book) for april in needed},
        formula_rises={april: increase.cpi_of(april, first=first, book=book) + above for april in needed}
        if increase.convergence
        else {},
        # A day that has passed means that the rent of the roll is the new one already.
        new_rent=np.where((own > day_number(on)) | (own == NEVER), known, -1),
        formula_rent=formula,
    )


def first_rise(on: dt.date, *, weekly: bool) -> dt.date:
    """The usual day of the first rise after ``on``."""
    return next(day for year in (on.year, on.year + 1) if (day := _usual_day(year, weekly=weekly)) > on)


def _usual_day(year: int, *, weekly: bool) -> dt.date:
    april = dt.date(year, 4, 1)
    return first_monday(april) if weekly else april


def _kinds(own: Ints, weekly: Flag) -> list[tuple[int, bool]]:
    return [(int(number) // 2, bool(number % 2)) for number in np.unique(own * 2 + weekly)]


def _kind_of_each(own: Ints, weekly: Flag) -> Ints:
    which: Ints = np.unique(own * 2 + weekly, return_inverse=True)[1].reshape(-1).astype(np.int64)
    return which


def _days_of(own: int, *, weekly: bool, on: dt.date, last: dt.date) -> list[int]:
    """The days of the rises of rows with that day of their own (:data:`NEVER` for none)."""
    years = range(on.year, last.year + 1)
    if own == NEVER:
        each = [_usual_day(year, weekly=weekly) for year in years]
    else:
        day = from_day_number(own)
        each = [day if year == day.year else _anniversary(day, year, weekly=weekly) for year in years]
        each = [one for one in each if one >= day]
    return [day_number(one) for one in each if on < one <= last]


def _anniversary(day: dt.date, year: int, *, weekly: bool) -> dt.date:
    """The same day of another year; of a rent by the week, the Monday with the same place in its month."""
    if not weekly or day.weekday():
        return day.replace(year=year, day=min(day.day, 28))
    monday = first_monday(day.replace(year=year, day=1)) + dt.timedelta(days=(day.day - 1) // 7 * 7)
    return monday if monday.month == day.month else monday - dt.timedelta(days=7)


@lru_cache(maxsize=4096)
def _april(day: int) -> int:
    """The April whose settlement applies to a rise on that day."""
    date = from_day_number(day)
    return date.year if date >= dt.date(date.year, 4, 1) else date.year - 1


def _day_numbers(labels: pd.DataFrame, name: str) -> Ints:
    if name not in labels:
        return np.full(len(labels), NEVER, dtype=np.int64)
    dates = labels[name].to_numpy(dtype="datetime64[D]")
    return np.where(np.isnat(dates), NEVER, dates.astype(np.int64))


def _money(labels: pd.DataFrame, name: str) -> Pence:
    if name not in labels:
        return np.full(len(labels), -1, dtype=np.int64)
    return labels[name].astype("Int64").fillna(-1).to_numpy(dtype=np.int64).astype(np.int64)


def _formula_rents(labels: pd.DataFrame, increase: RentIncrease) -> Pence:
    known = _money(labels, "formula_rent")
    if increase.convergence and not (known >= 0).any():
        raise ValueError(
            "rent.convergence: no row of the stock has a formula_rent, towards which its rent could rise; "
            "give the column, or leave convergence out"
        )
    return known if increase.convergence else np.full(len(labels), -1, dtype=np.int64)


# --- Amounts ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class RentLevels:
    """The rents of a batch after none, one, two … of the rises, shape ``(rises + 1, n)``; service charges
    ``(rises + 1, charges)``.
    """

    rent: Pence
    ineligible_in_rent: Pence
    service_charges: Pence

    def at(self, batch: Batch, risen: int) -> Batch:
        """The batch with every rent after so many rises."""
        home, charges = batch.households, batch.service_charges
        return replace(
            batch,
            households=home.replaced(rent=self.rent[risen], ineligible_in_rent=self.ineligible_in_rent[risen]),
            service_charges=charges.replaced(amount=self.service_charges[risen]),
        )


def rent_levels(batch: Batch, calendar: RentCalendar) -> RentLevels:
    """The rents of the batch after each of their rises."""
    home, charges = batch.households, batch.service_charges
    rent, ineligible, amount = [home.rent], [home.ineligible_in_rent], [charges.amount]
    formula = calendar.formula_rent
    for place, (day, april) in enumerate(zip(calendar.days, calendar.aprils, strict=True)):
        there = day < NEVER
        by_settlement = _each_raised(rent[-1], april, there, calendar.rises)
        if calendar.formula_rises:
            formula = np.where(formula >= 0, _each_raised(formula, april, there, calendar.formula_rises), -1)
            further = np.minimum(by_settlement + _convergence(day, home.rent_per), formula)
            by_settlement = np.where(there & (formula >= 0), np.maximum(by_settlement, further), by_settlement)
        known = calendar.new_rent if place == 0 else np.full_like(calendar.new_rent, -1)
        after = np.where(there & (known >= 0), known, by_settlement)
        within = _each_raised(ineligible[-1], april, there, calendar.rises)
        ineligible.append(np.minimum(within, after))
        rent.append(after)
        household = charges.household
        amount.append(_each_raised(amount[-1], april[household], there[household], calendar.rises))
    return RentLevels(np.stack(rent), np.stack(ineligible), np.stack(amount))


def _each_raised(amount: Pence, april: Ints, there: Flag, rises: Mapping[int, Fraction]) -> Pence:
    after = amount
    for year, rise in rises.items():
        after = np.where(there & (april == year), raised(amount, rise), after)
    return after


def _convergence(day: Ints, per: Count) -> Pence:
    """What a rent for that period may rise by besides, on each day."""
    a_week = np.zeros(len(day), dtype=np.int64)
    for step in growth()["convergence"]:
        a_week = np.where(day >= day_number(step["from"]), parse_pounds(step["a_week"]), a_week)
    return round_half_up(a_week * 52, PAYMENTS_A_YEAR[per])
