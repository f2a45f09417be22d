"""Dates of columns are those of single days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefitcalc import periods
from benefitcalc.case import ages
from benefitcalc.case.parts import Someone
from benefitcalc.columns import dates
from benefitcalc.periods import Per, day_number, from_day_number
from benefitcalc.rates.pension_age import pension_age_day

days = st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)) | st.sampled_from(
    [dt.date(2024, 2, 29), dt.date(2000, 2, 29), dt.date(1900, 2, 28), dt.date(2026, 8, 31), dt.date(2026, 9, 1)]
)
births = st.dates(dt.date(1800, 1, 1), dt.date(2150, 1, 1)) | st.sampled_from([dt.date(2008, 2, 29)])


def each(values: list[dt.date]) -> Any:
    return np.array([day_number(day) for day in values], dtype=np.int64)


@given(st.lists(st.tuples(births, days), min_size=1))
def test_completed_years(pairs: list[tuple[dt.date, dt.date]]) -> None:
    born, on = zip(*pairs, strict=True)
    expected = [periods.completed_years(*pair) for pair in pairs]
    assert dates.completed_years(each(list(born)), each(list(on))).tolist() == expected


@given(st.lists(births, min_size=1), st.integers(-30, 60))
def test_years_later(some: list[dt.date], years: int) -> None:
    expected = [day_number(periods.years_later(day, years)) for day in some]
    assert dates.years_later(each(some), years).tolist() == expected


@given(st.lists(days, min_size=1), st.integers(0, 120))
def test_a_birthday_on_the_day(some: list[dt.date], age: int) -> None:
    expected = [day_number(Someone(age=age).born_on(day)) for day in some]
    assert dates.born_of_age(each(some), np.array(age)).tolist() == expected


@pytest.mark.parametrize(
    ("of_columns", "of_one"),
    [
        (lambda days: dates.first_september_after(days, 16), lambda day: periods.first_september_after(day, 16)),
        (dates.last_days, periods.assessment_period_end),
        (dates.pension_ages, pension_age_day),
    ],
    ids=["first_september_after", "last_days", "pension_ages"],
)
@given(some=st.lists(days, max_size=20))
def test_of_each_day(
    of_columns: Callable[[Any], Any], of_one: Callable[[dt.date], dt.date], some: list[dt.date]
) -> None:
    assert of_columns(each(some)).tolist() == [day_number(of_one(day)) for day in some]


@given(days, st.integers(14 * 365, 21 * 366), st.booleans())
def test_who_is_a_child(date: dt.date, days_old: int, in_education: bool) -> None:
    born = from_day_number(day_number(date) - days_old)
    last_day = periods.assessment_period_end(date)
    expected = ages.standing(born, date, last_day, in_education=in_education)
    found = dates.standings(each([born]), each([date]), each([last_day]), in_education=np.array([in_education]))
    assert tuple(flag.item() for flag in found) == expected


@given(days, st.integers(-400, 400), st.sampled_from([(Per.WEEK, 1), (Per.FORTNIGHT, 2), (Per.FOUR_WEEKS, 4)]))
def test_paydays(first: dt.date, apart: int, per: tuple[int, int]) -> None:
    last, payday = periods.assessment_period_end(first), from_day_number(day_number(first) + apart)
    found = dates.paydays(each([first]), each([last]), each([payday]), np.array([per[0]]))
    assert [from_day_number(day.item()) for day in found] == [
        periods.first_payday_from(first, payday, per[1]),
        periods.last_payday_by(last, payday, per[1]),
    ]


@pytest.mark.parametrize("day", [-(10**9), 10**9])
def test_a_day_outside_the_calendar_is_the_nearest_inside(day: int) -> None:
    edge = dates.EARLIEST if day < 0 else dates.LATEST
    assert dates.years_later(np.array([day]), 0).tolist() == [edge]
