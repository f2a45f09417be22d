"""What is the same for every draw of a forecast: its months, and for each month the days, the rates and the rises.

A forecast changes five things against the day of the stock: rents, uprating (the rates of each month, and the incomes
that rise with them), pay, the scenario's reform, and the households themselves (ages and what follows from them). A
plan can leave each of them as it was on that day; the bridge is made of such plans.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import numpy as np

from benefitcalc.assessment.groups import FLOOR_READS, HOUSING_BENEFIT_READS, NET_PAY_READS, UNIVERSAL_CREDIT_READS
from benefitcalc.columns import INCOME_KINDS, Batch, Ints
from benefitcalc.columns.dates import last_days
from benefitcalc.money import Count, Flag
from benefitcalc.periods import Day, as_date
from benefitcalc.portfolio.growth import Percents, growth, of_year, percent_problems, rise_of, share
from benefitcalc.portfolio.rents import RentCalendar, RentIncrease, rent_calendar, rent_increase
from benefitcalc.portfolio.scenario import Scenario
from benefitcalc.portfolio.weeks import Months, days, months_from
from benefitcalc.rates import Assumptions, Basis, RateBook, rate_book, rate_year

if TYPE_CHECKING:
    import pandas as pd

CHANGES = ("rents", "uprating", "pay", "reform", "household")
"""What a forecast changes, in the order in which a bridge takes the changes one at a time."""
MOST_MONTHS = 60
_BY_MONTH: tuple[tuple[Basis, tuple[str, ...]], ...] = (
    (Basis.ASSESSMENT_PERIOD, UNIVERSAL_CREDIT_READS + FLOOR_READS),
    (Basis.DAY, NET_PAY_READS),
)
_BY_WEEK = (*_BY_MONTH, (Basis.HB_WEEKLY_RENT, HOUSING_BENEFIT_READS), (Basis.HB_OTHER_RENT, HOUSING_BENEFIT_READS))


class Stock(Protocol):
    """The stock that a forecast needs: tenancies on one day, complete in each of its draws."""

    @property
    def on(self) -> Day:
        """The day."""

    @property
    def draws(self) -> int:
        """How many versions it has."""

    @property
    def labels(self) -> pd.DataFrame:
        """What the roll says of each tenancy, a row each."""

    @property
    def drawn(self) -> pd.DataFrame:
        """Which facts of each tenancy were drawn: flags."""

    def batch(self, draw: int) -> Batch:
        """The households of one draw, in the order of the labels."""

    def claims(self, draw: int) -> Flag:
        """Which of them claim the help that they are entitled to."""


@dataclass(frozen=True)
class Track:
    """What each month's households are assessed on: those that Universal Credit helps with rent on its first day, and
    those of Housing Benefit on its first Monday. Every field has a value for each month.
    """

    days: Ints
    """The day for ages, paydays and who is a child."""
    rate_days: Ints
    """The day for the rates."""
    uprated: Count
    """How many upratings the incomes have had since the day of the stock."""
    rates_changed: Flag
    """Whether a rate that the households read differs from that of the month before; yes for the first month."""


@dataclass(frozen=True)
class Plan:
    """All that a draw needs to know besides its households."""

    on: dt.date
    months: Months
    changes: frozenset[str]
    scenario: Scenario
    calendar: RentCalendar
    increase: RentIncrease
    pay: Percents | None
    law: RateBook
    """The book without the scenario's rates."""

    def only(self, *changes: str) -> Plan:
        """The same months with these changes alone; everything else stays as on the day of the stock."""
        return replace(self, changes=frozenset(changes))

    @cached_property
    def reformed(self) -> Flag:
        """In which months the scenario's rates and facts hold."""
        if "reform" not in self.changes or not self.scenario.reforms:
            return np.zeros(len(self.months), dtype=np.bool_)
        begins = dt.date.min if self.scenario.begins is None else as_date(self.scenario.begins)
        return np.array([start >= begins for start in self.months.starts])

    @cached_property
    def reform_book(self) -> RateBook:
        """The book of the months in which the reform holds."""
        return self.scenario.book(self.law)

    @cached_property
    def by_month(self) -> Track:
        """Of households that Universal Credit helps with rent, or that nothing helps."""
        fixed = None if self.scenario.rate_days is None else self.scenario.rate_days[0]
        return self._track(self.months.starts, Basis.ASSESSMENT_PERIOD, fixed, _BY_MONTH)

    @cached_property
    def by_week(self) -> Track:
        """Of households that Housing Benefit helps with rent."""
        fixed = None if self.scenario.rate_days is None else self.scenario.rate_days[1]
        return self._track([each[0] for each in self.months.mondays], Basis.HB_WEEKLY_RENT, fixed, _BY_WEEK)

    def _track(
        self,
        dates: list[dt.date] | tuple[dt.date, ...],
        basis: Basis,
        fixed: dt.date | None,
        reads: tuple[tuple[Basis, tuple[str, ...]], ...],
    ) -> Track:
        before = [self.on] * len(dates)
        if "uprating" not in self.changes:
            rates = before
        elif fixed is not None:
            rates = [fixed] * len(dates)
        else:
            rates = list(dates)
        years = [int(rate_year(day, basis)[:4]) for day in (self.on, *rates)]
        rate_days = days(rates)
        changed = self.reformed[1:] != self.reformed[:-1]
        for each, prefixes in reads:
            spans = np.searchsorted(self.law.change_days(each, prefixes), rate_days, side="right")
            changed = changed | (np.diff(spans) != 0)
        return Track(
            days=days(dates if "household" in self.changes else before),
            rate_days=rate_days,
            uprated=np.array([0 if fixed is not None else max(year - years[0], 0) for year in years[1:]]),
            rates_changed=np.concatenate(([True], changed)),
        )

    @cached_property
    def aprils(self) -> tuple[int, ...]:
        """The Aprils after the day of the stock, the last of them with an uprating or a rise of pay in the forecast."""
        last = self.months.starts[-1]
        return tuple(year for year in range(self.on.year, last.year + 1) if self.on < dt.date(year, 4, 1) <= last)

    @cached_property
    def paid(self) -> Count:
        """How many rises pay has had by each month: one on 1 April of each year."""
        if "pay" not in self.changes or self.pay is None:
            return np.zeros(len(self.months), dtype=np.int64)
        return np.array([sum(dt.date(year, 4, 1) <= start for year in self.aprils) for start in self.months.starts])

    @cached_property
    def pay_rises(self) -> tuple[Fraction, ...]:
        """The rise of pay each April."""
        pay = "0%" if self.pay is None else self.pay
        return tuple(share(of_year(pay, place)) for place in range(len(self.aprils)))

    @cached_property
    def income_rises(self) -> tuple[dict[int, Fraction], ...]:
        """For each uprating, the rise of each kind of income."""
        first = int(rate_year(self.on, Basis.ASSESSMENT_PERIOD)[:4]) + 1
        most = max(int(self.by_month.uprated.max()), int(self.by_week.uprated.max()))
        kinds = growth()["incomes"]
        found = []
        for april in range(first, first + most):
            rise = rise_of(april, self.law)
            found.append(
                {INCOME_KINDS[kind]: rise.prices for kind in kinds["prices"]}
                | {INCOME_KINDS[kind]: rise.state_pension for kind in kinds["state_pension"]}
            )
        return tuple(found)

    @property
    def moves(self) -> bool:
        """Whether the households grow older."""
        return "household" in self.changes

    @cached_property
    def crosses_september(self) -> Flag:
        """In which months somebody who turned 16, 19 or 20 may stop being a child: 1 September lies between a day of
        the month before and the same day of this month, on either track.
        """
        crossed = np.zeros(len(self.months), dtype=np.bool_)
        for each in (self.by_month.days, self.by_week.days):
            for one in (each, last_days(each)):
                years = one.astype("datetime64[D]").astype("datetime64[Y]")
                september = (years.astype("datetime64[M]") + np.timedelta64(8, "M")).astype("datetime64[D]")
                turned = (one[:-1] < september[1:].astype(np.int64)) & (september[1:].astype(np.int64) <= one[1:])
                crossed[1:] |= turned
        return crossed


def plan_of(
    stock: Stock,
    *,
    months: int,
    rent: RentIncrease | Percents | None,
    pay: Percents | None,
    project: Assumptions | None,
    scenario: Scenario | None,
) -> Plan:
    """The plan of a forecast. What the scenario says of rent, pay and assumptions stands before the rest.

    Raises ``ValueError`` with every problem: a number of months out of range, a percentage that is none, months after
    the last rates.
    """
    scenario = Scenario() if scenario is None else scenario
    on = as_date(stock.on)
    problems: list[str] = []
    if type(months) is not int or not 1 <= months <= MOST_MONTHS:
        problems.append(f"months: {months!r} is not a whole number from 1 to {MOST_MONTHS}")
    if not len(stock.labels):
        problems.append("stock: it has no tenancy")
    try:
        increase = rent_increase(rent if scenario.rent is None else scenario.rent)
    except ValueError as error:
        problems += str(error).splitlines()
    growth_of_pay = pay if scenario.pay is None else scenario.pay
    if growth_of_pay is not None:
        problems += percent_problems("pay", growth_of_pay)
    if problems:
        raise ValueError("\n".join(problems))
    assumptions = project if scenario.project is None else scenario.project
    law = rate_book() if assumptions is None else rate_book().project(assumptions)
    span = months_from(on, months)
    if scenario.rate_year is None and (sentence := law.beyond(span.starts[-1])):
        more = "project=default_assumptions()" if assumptions is None else "assumptions with more years"
        known = sentence[0].upper() + sentence[1:].partition(";")[0]
        raise ValueError(f"months: {months} of them reach to {span.last}. {known}; give fewer months, or {more}")
    calendar = rent_calendar(stock.labels, stock.batch(0), on, span.last, increase, law)
    return Plan(
        on=on,
        months=span,
        changes=frozenset(CHANGES),
        scenario=scenario,
        calendar=calendar,
        increase=increase,
        pay=growth_of_pay,
        law=law,
    )
