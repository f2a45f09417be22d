"""Ages that are not known: which birth dates have to be tried so that every one is like one of them.

The law asks of an age on which side of some lines it lies, on the date and at the end of the assessment period. Birth
dates that lie on the same side of every line are alike, and one of them is tried.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from benefitcalc.case.ages import standing
from benefitcalc.periods import assessment_period_end, completed_years, first_september_after, years_later
from benefitcalc.rates import Basis, rate_book
from benefitcalc.rates.pension_age import pension_age_day, pension_age_day_of_a_man

FIRST_CHILD = "law.children_born_before"
COHORTS = ("pension_credit.savings_credit.reached_spa_before", "hb.pension_age.personal_allowance.reached_before")
"""The days of the law that a birth date, or the day of pension age, can come before."""


class Ages(NamedTuple):
    """Birth dates to try."""

    values: tuple[dict[str, Any], ...]
    months: tuple[int, ...]
    """For about how many months of birth each stands."""
    in_universal_credit: tuple[int, ...]
    """The places of those that are enough for Universal Credit, which asks ages at the end of the period only."""


LAST_CHILDCARE = 15
"""Age after whose September Housing Benefit counts childcare of disabled children alone."""
HIGHER_RATE = 65
"""Age of the higher allowance, and of savings credit, while pension age came before it."""


def ages_to_try(date: dt.date, path: str, low: int, high: int, lines: Sequence[int]) -> Ages:
    """Of each set of birth dates that are alike, one with an age from ``low`` to ``high`` on ``date``, as the case file
    writes it: an age, or a birth date where a birthday on the date would not do.
    """
    return _ages(date, path.partition("[")[0], low, high, tuple(dict.fromkeys(lines)))


@lru_cache(maxsize=256)
def _ages(date: dt.date, whose: str, low: int, high: int, lines: tuple[int, ...]) -> Ages:
    alike, keys = _ALIKE.get(whose, (_of_adult, COHORTS))
    days = [_day(key, date) for key in keys]
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    months: Counter[tuple[Any, ...]] = Counter()
    for age in range(low, high + 1):
        youngest = years_later(date, -age)
        found.setdefault(alike(youngest, date, lines, days), {"age": age})
        for born in _within(youngest, days):
            kind = alike(born, date, lines, days)
            found.setdefault(kind, {"born": born.isoformat()})
            months[kind] += 1
    of_the_end: dict[tuple[Any, ...], int] = {}
    for place, kind in enumerate(found):
        of_the_end.setdefault(kind[1:], place)
    return Ages(
        tuple(found.values()), tuple(max(months[kind], 1) for kind in found), tuple(sorted(of_the_end.values()))
    )


def _day(key: str, date: dt.date) -> dt.date:
    value = rate_book().on(date, Basis.DAY).get(key)
    return dt.date.max if value is None else value


def _within(youngest: dt.date, days: Sequence[dt.date]) -> Iterator[dt.date]:
    """Birth dates of one age on both sides of every line: its first day, a day of each month (pension age moves by the
    month), and those about a 1 September and the days of the law.
    """
    one = dt.timedelta(days=1)
    oldest = years_later(youngest, -1) + one
    lines = {dt.date(year, 9, 1) for year in (oldest.year, youngest.year)} | set(days)
    around = {line + shift for line in lines if line < dt.date.max for shift in (-one, 0 * one)}
    monthly = {oldest + dt.timedelta(days=after) for after in range(0, 365, 28)}
    return iter(sorted(born for born in around | monthly if oldest <= born <= youngest))


def _bands(born: dt.date, date: dt.date, lines: Sequence[int]) -> tuple[int, int]:
    """Between which lines the age lies, on the date and at the end of the period."""
    at_start, at_end = (completed_years(born, day) for day in (date, assessment_period_end(date)))
    return sum(at_start >= line for line in lines), sum(at_end >= line for line in lines)


def _of_child(born: dt.date, date: dt.date, lines: Sequence[int], days: Sequence[dt.date]) -> tuple[Any, ...]:
    last_day = assessment_period_end(date)
    stands = (standing(born, date, last_day, in_education=learns) for learns in (True, False))
    grown: tuple[bool, ...] = ()
    if LAST_CHILDCARE in lines:  # Housing Benefit's childcare ends with the first Monday of that September
        grown = tuple(day >= first_september_after(born, LAST_CHILDCARE) for day in (date, date - dt.timedelta(days=7)))
    return (*_bands(born, date, lines), born < days[0], *stands, *grown)


def _of_adult(born: dt.date, date: dt.date, lines: Sequence[int], days: Sequence[dt.date]) -> tuple[Any, ...]:
    reached = (pension_age_day(born), pension_age_day_of_a_man(born))
    over = (day <= date for day in reached)
    cohorts = (day < cohort for day in reached for cohort in days)
    higher = reached[0] <= date and completed_years(born, date) >= HIGHER_RATE
    return (*_bands(born, date, lines), reached[0] <= assessment_period_end(date), higher, *over, *cohorts)


def _of_other_adult(born: dt.date, date: dt.date, lines: Sequence[int], _: Sequence[dt.date]) -> tuple[Any, ...]:
    """No rule asks whether a non-dependant is over pension age."""
    return _bands(born, date, lines)


_ALIKE = {"children": (_of_child, (FIRST_CHILD,)), "non_dependants": (_of_other_adult, ())}
"""By the list in which somebody stands, when two birth dates are alike, and the days of the law that this asks for."""
