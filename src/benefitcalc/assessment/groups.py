"""Which households of a batch are worked out together: those that share their schemes and the values of their rates."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

import numpy as np

from benefitcalc.assessment.which_schemes import Scheme, schemes_of
from benefitcalc.columns import Batch, Ints
from benefitcalc.money import Flag, Pence
from benefitcalc.periods import Per, day_number, from_day_number
from benefitcalc.rates import Basis, RateBook, Rates, first_day
from benefitcalc.schemes.net_pay import assess_net_pay

CHUNK = 32_768
"""How many households are worked out at once: few enough for a run to stay in the cache of the processor."""
Reads: TypeAlias = tuple[str, ...]
NET_PAY_READS: Reads = ("income_tax.", "ni.class1.")
"""The rates that are read only for households with gross pay, for all schemes at once."""
FLOOR_READS: Reads = ("nmw.", "income_tax.", "ni.class4.", "law.minimum_income_floor_suspended")
"""What is read of households with a minimum income floor alone."""
ACROSS_PERIODS_READS: Reads = (
    "uc.surplus_earnings.",
    "uc.transitional_sdp_element.",
    "uc.transitional_sdp_additional.",
    "hb.transition_to_uc.",
    "law.universal_credit.housing_element_after_housing_benefit_takes_nothing",
)
"""What is read of households with facts of other periods alone."""
COUNCIL_TAX_READS: Reads = ("ctr.", "hb.", "law.children_born_before", "law.severe_disability.", "pension_credit.")
"""The rates that are read only for households with council tax, on the calendar day."""
_BOTH_READ: Reads = (
    "benefit_cap.",
    "child_benefit.",
    "lha.",
    "law.benefit_cap.",
    "law.child_who_cannot_share",
    "law.children_born_before",
    "law.couple_who_cannot_share",
    "law.overnight_care_of_anyone_in_the_home",
    "law.sanctuary_scheme",
    "law.severe_disability.",
    "law.size_criteria.",
)
UNIVERSAL_CREDIT_READS: Reads = (
    "uc.",
    "law.student_income_disregard",
    "law.universal_credit.lower_attendance_allowance_cannot_share",
    *_BOTH_READ,
)
HOUSING_BENEFIT_READS: Reads = ("hb.", "pension_credit.", "law.housing_benefit.work_related_component", *_BOTH_READ)
"""The beginnings of the keys of the rates that each scheme reads for every household. Reading another key is an error.
So households for which these rates have the same values can be worked out together.
"""


@dataclass(frozen=True, slots=True)
class Job:
    """Those ``rows`` of ``batch`` that share their schemes and their rates, and so are worked out together.

    ``place`` says where they stand among all rows in the order of the regimes, and ``wanted`` of the name of a column
    whether the caller wants it.
    """

    batch: Batch
    place: slice
    rows: slice | Ints
    scheme: Scheme
    universal_credit_rates: Rates
    housing_benefit_rates: Rates
    day_rates: Rates
    book: RateBook
    wanted: Callable[[str], bool]


@lru_cache(maxsize=256)
def _sets_alike(book: RateBook, basis: Basis, reads: Reads) -> tuple[Ints, Ints]:
    of_some = tuple(one for one in ACROSS_PERIODS_READS if one not in reads)
    return book.sets_alike(basis, reads, but=of_some)


def _alike(book: RateBook, basis: Basis, reads: Reads, dates: Ints, who: Flag) -> Ints:
    """A number from 1 for each household of ``who``: households whose rates have the same values have the same number.
    All others have 0, but where all dates read the same values, nobody need be told apart.
    """
    days, alike = _sets_alike(book, basis, reads)
    numbers: Ints = alike[np.searchsorted(days, dates, side="right")] + 1
    return numbers if (numbers == numbers[0]).all() else np.where(who, numbers, 0)


def regimes_of(batch: Batch, book: RateBook) -> Ints:
    """A number for each household. Households with the same number share their schemes, and the rates that these
    schemes read.
    """
    home, adults, schemes = batch.households, batch.adults, schemes_of(batch)
    weekly = _rent_is_weekly(batch)
    periods = np.maximum(home.date, day_number(first_day(Basis.ASSESSMENT_PERIOD)))
    by_month = (schemes & Scheme.UNIVERSAL_CREDIT) > 0
    by_week = schemes != Scheme.UNIVERSAL_CREDIT
    with_council_tax = home.has_council_tax & adults.over_pension_age.any(axis=0)
    floored = by_month & adults.minimum_income_floor.any(axis=0)
    # Rents by the week have other rates than all others between 1 April and the first Monday on or after it.
    parts = [schemes, (by_week & weekly).astype(np.int64)]
    for basis, dates, reads, who in (
        (Basis.ASSESSMENT_PERIOD, periods, UNIVERSAL_CREDIT_READS, by_month),
        (Basis.ASSESSMENT_PERIOD, periods, FLOOR_READS, floored),
        (Basis.ASSESSMENT_PERIOD, periods, ACROSS_PERIODS_READS, by_month & (batch.across_periods is not None)),
        (Basis.HB_WEEKLY_RENT, home.date, HOUSING_BENEFIT_READS, by_week & weekly),
        (Basis.HB_OTHER_RENT, home.date, HOUSING_BENEFIT_READS, by_week & ~weekly),
        (Basis.HB_OTHER_RENT, home.date, COUNCIL_TAX_READS, with_council_tax),
    ):
        parts.append(_alike(book, basis, reads, dates, who))
    regimes = np.zeros(len(batch), dtype=np.int64)
    for part in parts:
        regimes = regimes * (int(part.max()) + 1) + part
    return regimes


def net_pay_of_all(batch: Batch, book: RateBook) -> Pence:
    """Pay after tax of every household, shape ``(2, n)``. All with gross pay are worked out together, one set of tax
    rates after another.
    """
    adults, home = batch.adults, batch.households
    gross = np.flatnonzero(adults.pay_is_gross[0] | adults.pay_is_gross[1])
    if not len(gross):
        return adults.pay
    if len(batch) == 1:
        return assess_net_pay(
            adults, home.country, book.on(from_day_number(home.date[0]), Basis.DAY, reads=NET_PAY_READS)
        )
    pay = adults.pay.copy()
    regimes = _alike(book, Basis.DAY, NET_PAY_READS, home.date[gross], np.ones(len(gross), dtype=np.bool_))
    for regime in np.unique(regimes):
        rows = gross[regimes == regime]
        rates = book.on(from_day_number(home.date[rows[0]]), Basis.DAY, reads=NET_PAY_READS)
        pay[:, rows] = assess_net_pay(adults.rows(rows), home.country[rows], rates)
    return pay


def jobs_of(
    batch: Batch, regimes: Ints, order: Ints | None, book: RateBook, wanted: Callable[[str], bool]
) -> Iterator[Job]:
    """The households, in order of their regimes, in chunks that share their schemes and their rates."""
    dates, weekly, schemes = batch.households.date, _rent_is_weekly(batch), schemes_of(batch)
    in_order = regimes if order is None else regimes[order]
    for begin, end in pairwise([0, *np.flatnonzero(np.diff(in_order)) + 1, len(batch)]):
        one = begin if order is None else int(order[begin])
        day = from_day_number(dates[one])
        job = Job(
            batch=batch,
            place=slice(begin, end),
            rows=slice(begin, end),
            scheme=Scheme(int(schemes[one])),
            universal_credit_rates=book.on(
                max(day, first_day(Basis.ASSESSMENT_PERIOD)),
                Basis.ASSESSMENT_PERIOD,
                reads=UNIVERSAL_CREDIT_READS + FLOOR_READS + ACROSS_PERIODS_READS,
            ),
            housing_benefit_rates=book.on(
                day,
                Basis.HB_WEEKLY_RENT if weekly[one] else Basis.HB_OTHER_RENT,
                reads=HOUSING_BENEFIT_READS,
            ),
            day_rates=book.on(day, Basis.HB_OTHER_RENT, reads=COUNCIL_TAX_READS),
            book=book,
            wanted=wanted,
        )
        for first in range(begin, end, CHUNK):
            chunk = slice(first, min(first + CHUNK, end))
            yield replace(job, place=chunk, rows=chunk if order is None else order[chunk])


def _rent_is_weekly(batch: Batch) -> Flag:
    """Whether the rent is for a week or several weeks, so that its rates begin on the first Monday in April (HB Regs
    2006 reg 79(3)).
    """
    home = batch.households
    weekly: Flag = (home.rent_per <= Per.FOUR_WEEKS) & (home.rent > 0)
    return weekly
