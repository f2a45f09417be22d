"""The qualifying age for Pension Credit, which is the pension age of a woman, and the pension age of a man, which was
higher until December 2018 (SPC Act 2002 s 1(6); Pensions Act 1995 Sch 4).
"""

from __future__ import annotations

import csv
import datetime as dt
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt

from benefitcalc.rates.files import rates_folder

Days = npt.NDArray[np.int64]
"""Day numbers since 1970-01-01."""

_EPOCH = dt.date(1970, 1, 1)
_MONTHS_A_YEAR = 12


@cache
def _table(sex: str) -> tuple[Days, Days, Days]:
    """For each row of the table the first birth date, and the day that it names or else the months after birth (0 where
    it names a day).
    """
    with (rates_folder() / "state_pension_age.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["sex"] in {sex, "both"}]
    return (
        np.array([_number(row["born_from"]) for row in rows], dtype=np.int64),
        np.array([_number(row["on"]) for row in rows], dtype=np.int64),
        np.array([int(row["months_after_birth"] or 0) for row in rows], dtype=np.int64),
    )


def _number(text: str) -> int:
    """The day number. An empty first birth date is earlier than all others; an empty named day is not used."""
    return (dt.date.fromisoformat(text) - _EPOCH).days if text else -(10**6)


def pension_age_days(born: Days) -> Days:
    """The day on which each person reaches the qualifying age for pension credit, from the day of birth."""
    return _days(born, "female")


def pension_age_days_of_men(born: Days) -> Days:
    """The day on which a man born then reaches pension age: as a woman does, or later."""
    return _days(born, "male")


def _days(born: Days, sex: str) -> Days:
    born_from, on, months = _table(sex)
    row = np.searchsorted(born_from, born, side="right") - 1
    return np.where(months[row] == 0, on[row], _months_later(born, months[row]))


@lru_cache(maxsize=65536)
def pension_age_day(born: dt.date) -> dt.date:
    """The day on which someone born then reaches the qualifying age for pension credit."""
    return _day(born, "female")


@lru_cache(maxsize=65536)
def pension_age_day_of_a_man(born: dt.date) -> dt.date:
    """The day on which a man born then reaches pension age: as a woman does, or later."""
    return _day(born, "male")


def _day(born: dt.date, sex: str) -> dt.date:
    day = _days(np.array([(born - _EPOCH).days], dtype=np.int64), sex)
    return _EPOCH + dt.timedelta(days=int(day[0]))


def _months_later(born: Days, months: Days) -> Days:
    """The day that many months after birth.

    A person reaches an age in years and months on the last day of a month that has no such day (Pensions Act 1995 Sch 4
    para 1). Someone born on 29 February reaches an age in whole years on 1 March.
    """
    birth_month = born.astype("datetime64[D]").astype("datetime64[M]")
    month = birth_month + months.astype("timedelta64[M]")
    day = born - _first_day(birth_month)
    last = _first_day(month + np.timedelta64(1, "M")) - _first_day(month) - 1
    in_whole_years = months % _MONTHS_A_YEAR == 0
    return _first_day(month) + np.where(in_whole_years, day, np.minimum(day, last))


def _first_day(month: npt.NDArray[np.datetime64]) -> Days:
    return month.astype("datetime64[D]").astype(np.int64)
