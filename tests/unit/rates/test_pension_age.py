"""The qualifying age for pension credit: SPC Act 2002 s 1(6), Pensions Act 1995 Sch 4."""

import datetime as dt

import numpy as np
import pytest

from benefitcalc.rates.pension_age import (
    pension_age_day,
    pension_age_day_of_a_man,
    pension_age_days,
    pension_age_days_of_men,
)

EPOCH = dt.date(1970, 1, 1)


def day(text):
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("born", "reached"),
    [
        ("1935-01-15", "1995-01-15"),
        ("1950-04-05", "2010-04-05"),
        ("1950-04-06", "2010-05-06"),  # a woman's day, for men too
        ("1953-12-05", "2018-11-06"),
        ("1953-12-06", "2019-03-06"),
        ("1954-09-06", "2020-09-06"),
        ("1954-10-05", "2020-09-06"),
        ("1954-10-06", "2020-10-06"),
        ("1960-04-05", "2026-04-05"),
        ("1960-04-06", "2026-05-06"),
        ("1960-05-05", "2026-06-05"),
        ("1960-07-31", "2026-11-30"),
        ("1960-12-31", "2027-09-30"),
        ("1961-01-31", "2027-11-30"),
        ("1961-03-05", "2028-02-05"),
        ("1961-03-06", "2028-03-06"),
        ("1956-02-29", "2022-03-01"),
        ("1964-02-29", "2031-03-01"),
        ("1977-04-06", "2044-05-06"),
        ("1978-04-05", "2046-03-06"),
        ("1978-04-06", "2046-04-06"),
        ("2000-02-29", "2068-02-29"),
    ],
)
def test_the_day_it_is_reached(born, reached):
    assert pension_age_day(day(born)) == day(reached)


@pytest.mark.parametrize(
    ("born", "reached"),
    [
        ("1950-04-06", "2015-04-06"),
        ("1951-04-05", "2016-04-05"),
        ("1953-12-05", "2018-12-05"),
        ("1953-12-06", "2019-03-06"),  # from here on as for a woman
        ("1960-04-06", "2026-05-06"),
    ],
)
def test_a_mans_day(born, reached):
    assert pension_age_day_of_a_man(day(born)) == day(reached)


def test_columns_agree_with_single_days_and_never_go_back():
    born = np.arange((day("1948-01-01") - EPOCH).days, (day("1980-01-01") - EPOCH).days, dtype=np.int64)
    reached = pension_age_days(born)
    assert np.all(np.diff(reached) >= 0)
    for place in range(0, born.size, 97):
        one = pension_age_day(EPOCH + dt.timedelta(days=int(born[place])))
        assert (one - EPOCH).days == reached[place]
        as_a_man = pension_age_day_of_a_man(EPOCH + dt.timedelta(days=int(born[place])))
        assert (as_a_man - EPOCH).days == pension_age_days_of_men(born)[place] >= reached[place]


def test_no_people():
    assert pension_age_days(np.array([], dtype=np.int64)).size == 0
