"""The months of one draw.

A tenancy is worked out again only in months in which something that its figures rest on changed: an age, who counts as
a child, pension age, the number of paydays, a rate, the rent, pay or an income. In all other months its figures are
those of the month before. All that is to be worked out goes through the engine in a few calls.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from benefitcalc.assessment.batches import assess_columns
from benefitcalc.assessment.shortfall import CAUSES
from benefitcalc.assessment.which_schemes import Scheme, schemes_of
from benefitcalc.columns import Batch, Ints
from benefitcalc.columns.dates import completed_years, last_days, paydays
from benefitcalc.columns.moved import moved
from benefitcalc.money import Count, Flag, Pence
from benefitcalc.periods import WEEKS
from benefitcalc.portfolio.forecast.charged import rent_charged, weeks_charged, weeks_charged_later
from benefitcalc.portfolio.forecast.kinds import kinds_of_household
from benefitcalc.portfolio.forecast.plan import Plan, Track
from benefitcalc.portfolio.forecast.run import threads
from benefitcalc.portfolio.rents import RentLevels, rent_levels
from benefitcalc.portfolio.supposed import with_facts, with_incomes, with_pay

NOT_CLAIMED = "not_claimed"
CALENDAR = "calendar"
ALL_CAUSES = (*CAUSES, NOT_CLAIMED, CALENDAR)
"""The causes of rent to pay, in order: those of a result, help that nobody claims, and the calendar."""
FIGURES = {
    "help_with_rent": ("help_with_rent", "month.help_with_rent"),
    **{cause: (f"shortfall.{cause}", f"month.{cause}") for cause in CAUSES},
}
"""The figures of a draw, each with the column of the result by the week and the one by the month."""
BEFORE_16 = 15
"""From this age on a person may stop being a child on 1 September."""
_MOST = (16, 16, 16, 2)
"""More rises than :data:`~benefitcalc.portfolio.forecast.plan.MOST_MONTHS` can have."""
_NOT_KNOWN = "refused.local_housing_allowance"
_WANTED = ("housing.weekly", "help_with_rent", "month.", "shortfall.", _NOT_KNOWN)
Small = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Drawn:
    """One draw: figures of what was worked out, and for each month and tenancy which of them holds."""

    figures: dict[str, Small]
    """By name, in pence: for a month where Universal Credit helps, and for a week charged where Housing Benefit does.
    A figure that is nil for all is left out.
    """
    weekly: Flag
    """Which of what was worked out is by the week."""
    place: Small
    """Which of them holds, shape ``(months, n)``."""
    later: Small
    """Where the rent changes inside a month and Housing Benefit helps, which of them holds for the later weeks; -1
    elsewhere."""
    weeks_later: Count
    """How many later weeks are charged, for each place of ``later`` that is not -1, in order."""
    weeks: npt.NDArray[np.int8]
    """The weeks charged, shape ``(months, n)``."""
    rent: Small
    """What is charged in each month."""
    claims: Flag
    allowance_not_known: Flag
    """Which tenancies have a Local Housing Allowance that is not known in some month; no help is counted then."""
    households: npt.NDArray[np.int8]
    """The kind of each household on the day of the stock."""

    @cached_property
    def totals(self) -> dict[str, Pence]:
        """The help and every cause by month, of all tenancies together."""
        return {name: self.amount(name).sum(axis=1) for name in ("help_with_rent", *ALL_CAUSES)}

    def amount(self, name: str) -> Pence:
        """An amount of every month and tenancy, shape ``(months, n)``."""
        if name == "rent":
            return self.rent.astype(np.int64)
        if name == "rent_to_pay":
            return self.rent - self.amount("help_with_rent")
        if name == NOT_CLAIMED:
            return np.where(self.claims, 0, self._worked_out("help_with_rent"))
        if name == CALENDAR:
            covered = self._worked_out("help_with_rent")
            return self.rent - covered - sum(self._worked_out(cause) for cause in CAUSES)
        if name == "shortfall":
            return self.amount("rent_to_pay") - self.amount(CALENDAR)
        found = self._worked_out(name)
        return np.where(self.claims, found, 0) if name == "help_with_rent" else found

    def scheme(self) -> npt.NDArray[np.int8]:
        """Who helps with the rent in each month: 0 for nobody, or :class:`Scheme`."""
        weekly = self.weekly[self.place]
        scheme = np.where(weekly, int(Scheme.HOUSING_BENEFIT), int(Scheme.UNIVERSAL_CREDIT))
        return np.where(self.amount("help_with_rent") > 0, scheme, 0).astype(np.int8)

    def _worked_out(self, name: str) -> Pence:
        if name not in self.figures:
            if name not in FIGURES:
                raise KeyError(name)
            return np.zeros(self.place.shape, dtype=np.int64)
        figure = self.figures[name]
        times = np.where(self.weekly[self.place], self.weeks, 1)
        found: Pence = figure[self.place].astype(np.int64) * times
        months, rows = np.nonzero(self.later >= 0)
        more = figure[self.later[months, rows]].astype(np.int64) - figure[self.place[months, rows]]
        found[months, rows] += more * self.weeks_later
        return found


@dataclass(frozen=True)
class _Tasks:
    """What is to be worked out: rows of the stock, each in a month and with what holds for it. All of one length."""

    rows: Ints
    days: Ints
    rate_days: Ints
    risen: Count
    paid: Count
    uprated: Count
    reformed: Flag

    def settings(self) -> Iterator[tuple[tuple[int, int, int, int], Ints]]:
        """The tasks that share their rents, pay, incomes and rates, by their places."""
        parts = (self.risen, self.paid, self.uprated, self.reformed.astype(np.int64))
        number = np.ravel_multi_index(parts, _MOST)
        for each in np.unique(number):
            risen, paid, uprated, reformed = np.unravel_index(int(each), _MOST)
            yield (int(risen), int(paid), int(uprated), int(reformed)), np.flatnonzero(number == each)


def draw_of(batch: Batch, claims: Flag, plan: Plan, *, every_row: bool = False) -> Drawn:
    """The months of the households of ``batch``. With ``every_row`` everything is worked out in every month."""
    by_rent = rent_levels(batch, plan.calendar)
    by_week = _helped_by_housing_benefit(batch, plan)
    risen, risen_later = _risen(plan, by_week)
    again = np.ones(by_week.shape, dtype=np.bool_) if every_row else _changed(batch, plan, by_week, risen)
    months, rows = np.nonzero(again)
    numbers = np.zeros(by_week.shape, dtype=np.int32)
    numbers[months, rows] = np.arange(len(rows))
    place = np.maximum.accumulate(numbers, axis=0)
    later_months, later_rows = np.nonzero(risen_later > risen)
    later = np.full(by_week.shape, -1, dtype=np.int32)
    later[later_months, later_rows] = len(rows) + np.arange(len(later_rows))
    tasks = _tasks(
        plan,
        np.concatenate((months, later_months)),
        np.concatenate((rows, later_rows)),
        by_week,
        np.concatenate((risen[months, rows], risen_later[later_months, later_rows])),
    )
    figures, weekly, not_known = _worked_out(batch, plan, by_rent, tasks)
    return Drawn(
        figures=figures,
        weekly=weekly,
        place=place,
        later=later,
        weeks=weeks_charged(batch, plan),
        weeks_later=weeks_charged_later(batch, plan, risen, later_months, later_rows),
        rent=rent_charged(batch, plan, by_rent),
        claims=claims,
        allowance_not_known=np.isin(np.arange(len(batch)), tasks.rows[not_known]),
        households=kinds_of_household(batch),
    )


# --- Which rows change in which months -------------------------------------------------------------------------------


def _helped_by_housing_benefit(batch: Batch, plan: Plan) -> Flag:
    """Whether Housing Benefit is the scheme that helps with the rent, shape ``(months, n)``."""
    found = []
    adults = batch.adults
    before: tuple[bytes, bool] | None = None
    for day, reformed in zip(plan.by_month.days, plan.reformed, strict=True):
        over = adults.over_pension_age
        if plan.moves:
            reached = adults.present & (adults.pension_age <= day)
            over = np.where(adults.over_pension_age_said, over, reached)
        same = (over.tobytes(), bool(reformed))
        if same != before:
            there = with_facts(batch, _facts(plan, reformed=bool(reformed)))
            there = replace(there, adults=adults.replaced(over_pension_age=over))
            helped = (schemes_of(there) & int(Scheme.HOUSING_BENEFIT)) > 0
            before = same
        found.append(helped)
    return np.stack(found)


def _risen(plan: Plan, by_week: Flag) -> tuple[Count, Count]:
    """How many rises each rent has had: as each month is assessed, and by the end of a month that Housing Benefit helps
    with. Universal Credit takes the rent of the last day for the whole assessment period (UC (D&A) Regs 2013 Sch 1
    para 20).
    """
    if "rents" not in plan.changes:
        return np.zeros(by_week.shape, dtype=np.int64), np.zeros(by_week.shape, dtype=np.int64)
    first = np.stack([plan.calendar.risen(each[0]) for each in plan.months.mondays])
    last = np.stack([plan.calendar.risen(each[-1]) for each in plan.months.mondays])
    at_end = np.stack([plan.calendar.risen(end) for end in plan.months.ends])
    return np.where(by_week, first, at_end), np.where(by_week, last, at_end)


def _changed(batch: Batch, plan: Plan, by_week: Flag, risen: Count) -> Flag:
    """Which rows differ from the month before in anything that their figures rest on; all do in the first month."""
    changed = np.where(by_week, plan.by_week.rates_changed[:, None], plan.by_month.rates_changed[:, None])
    uprated = np.where(by_week, plan.by_week.uprated[:, None], plan.by_month.uprated[:, None])
    changed[1:] |= (risen[1:] != risen[:-1]) | (by_week[1:] != by_week[:-1]) | (uprated[1:] != uprated[:-1])
    changed[1:] |= (np.diff(plan.paid) != 0)[:, None]
    if plan.moves:
        for track in (plan.by_month, plan.by_week):
            _mark_people(changed, batch, plan, track)
    return changed


def _mark_people(changed: Flag, batch: Batch, plan: Plan, track: Track) -> None:
    """Mark the rows of which somebody's age, pension age, or number of paydays is another than a month before."""
    adults, children, others = batch.adults, batch.children, batch.non_dependants
    dates, ends = track.days, last_days(track.days)
    for on in (dates, ends):
        older = _birthdays(adults.born, on)
        reached = (adults.pension_age > on[:-1, None, None]) & (adults.pension_age <= on[1:, None, None])
        changed[1:] |= ((older | reached) & adults.present).any(axis=1)
        for members in (children, others):
            months, people = np.nonzero(_birthdays(members.born, on))
            changed[months + 1, members.household[people]] = True
    for turn in np.flatnonzero(plan.crosses_september):
        oldest = completed_years(children.born, np.full(len(children), ends[turn])) >= BEFORE_16
        changed[turn][children.household[oldest]] = True
    if adults.payday_known.any():
        apart = 7 * np.maximum(WEEKS[adults.pay_per], 1)
        first_day, last_day = dates[:, None, None], ends[:, None, None]
        first, last = paydays(first_day, last_day, adults.first_payday, adults.pay_per)
        count = (last - first) // apart
        changed[1:] |= ((count[1:] != count[:-1]) & adults.payday_known).any(axis=1)


def _birthdays(born: Ints, days: Ints) -> Flag:
    """Whether each person's age in whole years is another on each day but the first than on the day before it."""
    ages = np.stack([completed_years(born, np.full(born.shape, day)) for day in days])
    older: Flag = ages[1:] != ages[:-1]
    return older


# --- Working out -----------------------------------------------------------------------------------------------------


def _tasks(plan: Plan, months: Ints, rows: Ints, by_week: Flag, risen: Count) -> _Tasks:
    weekly = by_week[months, rows]

    def of(by_the_week: Ints, by_the_month: Ints) -> Ints:
        return np.where(weekly, by_the_week[months], by_the_month[months])

    return _Tasks(
        rows=rows,
        days=of(plan.by_week.days, plan.by_month.days),
        rate_days=of(plan.by_week.rate_days, plan.by_month.rate_days),
        risen=risen,
        paid=plan.paid[months],
        uprated=of(plan.by_week.uprated, plan.by_month.uprated),
        reformed=plan.reformed[months],
    )


def _worked_out(batch: Batch, plan: Plan, by_rent: RentLevels, tasks: _Tasks) -> tuple[dict[str, Small], Flag, Flag]:
    """The figures of all tasks, which are by the week, and for which the allowance is not known."""
    figures: dict[str, Small] = {}
    weekly, not_known = np.zeros((2, len(tasks.rows)), dtype=np.bool_)
    for (risen, paid, uprated, reformed), places in tasks.settings():
        set_so = with_facts(by_rent.at(batch, risen), _facts(plan, reformed=bool(reformed)))
        set_so = with_pay(set_so, plan.pay_rises[:paid]) if paid else set_so
        set_so = with_incomes(set_so, plan.income_rises[:uprated]) if uprated and len(batch.incomes) else set_so
        some = set_so.take(tasks.rows[places])
        if plan.moves:
            some = moved(some, tasks.days[places])
        some = replace(some, households=some.households.replaced(date=tasks.rate_days[places]))
        book = plan.reform_book if reformed else plan.law
        found = assess_columns(some, book, only=_WANTED, workers=threads())
        by_week = found["housing.weekly"]
        weekly[places] = by_week
        not_known[places] = found.get(_NOT_KNOWN, False)
        for name, (of_week, of_month) in FIGURES.items():
            amount = np.where(by_week, found[of_week], found[of_month])
            if amount.any():
                figures.setdefault(name, np.zeros(len(tasks.rows), dtype=np.int32))[places] = amount
    return figures, weekly, not_known


def _facts(plan: Plan, *, reformed: bool) -> dict[str, bool]:
    return plan.scenario.columns if reformed else {}
