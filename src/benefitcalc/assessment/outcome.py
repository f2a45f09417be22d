"""A batch together with its results, as the warnings look at it: who is who, which rates hold on each date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from benefitcalc.case import IncomeKind
from benefitcalc.columns import INCOME_KINDS, Batch, Ints
from benefitcalc.columns.dates import of_each_day, years_later
from benefitcalc.columns.facts import Members
from benefitcalc.columns.table import Columns
from benefitcalc.money import Count, Flag
from benefitcalc.periods import PAYMENTS_A_YEAR, Per, day_number, from_day_number
from benefitcalc.rates import Basis, RateBook, Rates
from benefitcalc.rates.lha import areas
from benefitcalc.rates.pension_age import pension_age_days, pension_age_days_of_men


class Outcome:
    """The facts and the results of a batch. Flags of households have the shape ``(n,)``, of adults ``(2, n)``."""

    def __init__(self, batch: Batch, columns: Columns, book: RateBook) -> None:
        self.batch = batch
        self.columns = columns
        self.book = book
        self.homes = batch.households
        self.adults = batch.adults
        self.children = batch.children
        self.others = batch.non_dependants

    def __getitem__(self, name: str) -> npt.NDArray[Any]:
        """A column of the results; nothing where no household asked for it."""
        column = self.columns.get(name)
        return np.zeros(len(self.batch), dtype=np.int64) if column is None else column

    def has(self, name: str) -> Flag:
        """Whether a figure is something, or a flag holds."""
        return self[name] != 0

    # --- Rates -------------------------------------------------------------------------------------------------------

    def by_date(self, of: Callable[[Rates], int | bool]) -> Count:
        """What ``of`` gives for the rates of each household's calendar day; it is called once for each day."""
        return of_each_day(self._each(lambda day: of(self.book.on(day, Basis.DAY))), self.homes.date)

    @staticmethod
    def _each(of: Callable[[dt.date], int | bool]) -> Callable[[Ints], Ints]:
        return lambda days: np.array([int(of(from_day_number(day))) for day in days.tolist()], dtype=np.int64)

    def law(self, key: str) -> Flag:
        """Whether the law's switch is on."""
        return self.by_date(lambda rates: bool(rates[key])) != 0

    def day(self, key: str) -> Ints:
        """A day that the law names."""
        return self.by_date(lambda rates: day_number(rates.date(key)))

    def count(self, key: str) -> Count:
        """A number that the law names."""
        return self.by_date(lambda rates: rates.count(key))

    @cached_property
    def by_month(self) -> Flag:
        """Whether the rates that help with the rent start by the month, as Universal Credit's do."""
        return self.has("applies.universal_credit")

    @cached_property
    def weekly_rent(self) -> Flag:
        """Whether there is a rent by the week or several weeks."""
        flag: Flag = (self.homes.rent > 0) & (self.homes.rent_per <= Per.FOUR_WEEKS)
        return flag

    def by_date_and_basis(self, of: Callable[[dt.date, Basis], int | bool], among: Flag) -> Count:
        """What ``of`` gives for the date of each of those households, and the basis of the rates that help with its
        rent.
        """
        found = np.zeros(len(self.batch), dtype=np.int64)
        for basis, which in (
            (Basis.ASSESSMENT_PERIOD, self.by_month),
            (Basis.HB_WEEKLY_RENT, ~self.by_month & self.weekly_rent),
            (Basis.HB_OTHER_RENT, ~self.by_month & ~self.weekly_rent),
        ):
            rows = np.flatnonzero(which & among)
            each = self._each(lambda day, basis=basis: of(day, basis))  # type: ignore[misc]
            found[rows] = of_each_day(each, self.homes.date[rows])
        return found

    # --- People ------------------------------------------------------------------------------------------------------

    @cached_property
    def couple(self) -> Flag:
        """Whether there is a partner."""
        flag: Flag = self.adults.present[1]
        return flag

    @cached_property
    def over(self) -> Flag:
        """Which adults are over pension age."""
        flag: Flag = self.adults.over_pension_age
        return flag

    @cached_property
    def any_over(self) -> Flag:
        """Whether anybody is over pension age."""
        return anybody(self.over)

    @cached_property
    def births_of_adults(self) -> tuple[Ints, Ints]:
        """The first and the last birth date that each age allows."""
        return _births(self.adults.born, self.adults.birth_date_known)

    @cached_property
    def births_of_children(self) -> tuple[Ints, Ints]:
        return _births(self.children.born, self.children.birth_date_known)

    @cached_property
    def births_of_others(self) -> tuple[Ints, Ints]:
        return _births(self.others.born, self.others.birth_date_known)

    @cached_property
    def pension_age(self) -> tuple[Ints, Ints]:
        """When each adult reaches pension age at the first and at the last of these births."""
        adults, (first, _) = self.adults, self.births_of_adults
        if adults.birth_date_known.all():
            return adults.pension_age, adults.pension_age
        return of_each_day(pension_age_days, first.ravel()).reshape(first.shape), adults.pension_age

    @cached_property
    def pension_age_of_children(self) -> Ints:
        """When each child could first reach pension age: they are no children then, and entered so."""
        return of_each_day(pension_age_days, self.births_of_children[0])

    @cached_property
    def pension_age_of_others(self) -> Ints:
        """When each other adult could first reach it."""
        return of_each_day(pension_age_days, self.births_of_others[0])

    @cached_property
    def pension_age_of_men(self) -> tuple[Ints, Ints]:
        """The same for men, who reached it later."""
        first, last = (of_each_day(pension_age_days_of_men, born.ravel()) for born in self.births_of_adults)
        return first.reshape(self.over.shape), last.reshape(self.over.shape)

    @cached_property
    def own_children(self) -> Flag:
        """Which of the children are none of another adult's."""
        return ~self.children.of_non_dependant

    def any_child(self, which: Flag) -> Flag:
        """Whether any of the household's children is one of those."""
        return self.batch.group(self.children).any(which)

    def any_other(self, which: Flag) -> Flag:
        """Whether any of the other adults in the home is one of those."""
        return self.batch.group(self.others).any(which)

    def spread(self, values: npt.NDArray[Any], members: Members) -> npt.NDArray[Any]:
        """Each household's value, for each of its members."""
        return values[members.household]

    # --- Money -------------------------------------------------------------------------------------------------------

    def paid(self, kinds: Collection[IncomeKind], *, even_nothing: bool = False) -> Flag:
        """Which adults have an income of those kinds, and more than nothing unless told."""
        incomes = self.batch.incomes
        mask = np.zeros(len(INCOME_KINDS), dtype=np.bool_)
        mask[[INCOME_KINDS[kind.value] for kind in kinds]] = True
        which = mask[incomes.kind] & ((incomes.amount != 0) | even_nothing)
        found = np.zeros(self.over.shape, dtype=np.bool_)
        found[incomes.of[which], incomes.household[which]] = True
        return found

    def any_paid(self, kinds: Collection[IncomeKind], *, even_nothing: bool = False) -> Flag:
        """Whether anybody has."""
        return anybody(self.paid(kinds, even_nothing=even_nothing))

    @cached_property
    def hours(self) -> Count:
        """The hundredths of hours that each adult works, in a job and a trade together."""
        return self.adults.work_hours + self.adults.self_employed_hours

    @cached_property
    def region(self) -> npt.NDArray[np.str_]:
        """The region of each household's broad rental market area; empty where there is none."""
        return np.array(["", *(area.region for area in areas())])[self.homes.brma]


def _births(born: Ints, known: Flag) -> tuple[Ints, Ints]:
    if known.all():
        return born, born
    return np.where(known, born, years_later(born, -1) + 1), born


def anybody(which: Flag) -> Flag:
    """Whether claimant or partner is one of those adults."""
    return np.logical_or.reduce(which)


def weekly(amount: Ints, per: Count) -> Ints:
    """About how much that is a week, in pence."""
    return amount * PAYMENTS_A_YEAR[per] // 52
