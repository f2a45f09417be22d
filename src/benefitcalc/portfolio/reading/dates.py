"""Dates as people and programs write them, and whether the day or the month comes first."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from benefitcalc.portfolio.reading.cells import DAY, NUMBER, TEXT, WHOLE, RawColumn

DAY_FIRST, MONTH_FIRST = "day_first", "month_first"
_SLASHED = re.compile(r"([0-9]{1,2})[/.\- ]([0-9]{1,2})[/.\- ]([0-9]{4}|[0-9]{2})(?:[ t,].*)?")
_ISO = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[ t].*)?")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{1,2})")
_PACKED = re.compile(r"((?:19|20|99)[0-9]{2})([0-9]{2})([0-9]{2})")
_NAMED = re.compile(r"(?:[a-z]+,? )?([0-9]{1,2})(?:st|nd|rd|th)?[ \-/]([a-z]{3,9})\.?,?[ \-/]([0-9]{4}|[0-9]{2})")
_NAMED_MONTH = re.compile(r"([a-z]{3,9})[ \-/]([0-9]{4})")
_NAMED_FIRST = re.compile(r"([a-z]{3,9})\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})")
_SERIAL = re.compile(r"([0-9]{4,5})(?:\.[0-9]+)?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_DAY_0 = dt.date(1899, 12, 30)
"""The day that a spreadsheet counts from."""
SERIALS = range(9_000, 73_051)
"""Day numbers from 1924 to 2099; a smaller number is an age, and no date."""


class ReadDay(NamedTuple):
    """A day, or what is wrong with it; ``note`` is what was taken for granted about a day that was read."""

    day: dt.date | None
    code: str = ""
    note: str = ""


def evidence(column: RawColumn) -> tuple[int, int, int]:
    """How many of the different dates of a column can have the day first alone, the month first alone, and either."""
    day, month, either = 0, 0, 0
    for text, kind in zip(column.texts, column.kinds, strict=True):
        read = _SLASHED.fullmatch(text.strip()) if kind == TEXT else None
        if read is None:
            continue
        first, second = int(read[1]), int(read[2])
        if 1 <= first <= 12 and 1 <= second <= 12:
            either += first != second
        elif 12 < first <= 31 and 1 <= second <= 12:
            day += 1
        elif 1 <= first <= 12 < second <= 31:
            month += 1
    return day, month, either


def order_of(columns: Iterable[RawColumn]) -> str | None:
    """Which of day and month comes first in the dates of a table; None where nobody can tell. An export writes its
    dates one way, so all its columns are asked together, and the few that differ are problems.
    """
    counts = np.array([evidence(column) for column in columns], dtype=np.int64).reshape(-1, 3).sum(axis=0)
    day, month, either = map(int, counts)
    if day > month or not (month or either):
        return DAY_FIRST
    return None


def read_day(text: str, kind: int, *, order: str, latest: dt.date) -> ReadDay:
    """Read a day. ``latest`` is the last day that a year of two digits may give; later ones are a century before."""
    text = text.strip().lower()
    if kind == DAY or _ISO.fullmatch(text):
        year, month, day = (int(part) for part in re.split(r"[-/.]", text[:10].split(" ")[0].split("t")[0])[:3])
        return _day(year, month, day)
    if kind in {NUMBER, WHOLE} or _SERIAL.fullmatch(text) or _PACKED.fullmatch(text):
        return _number(text)
    if slashed := _SLASHED.fullmatch(text):
        first, second = int(slashed[1]), int(slashed[2])
        day, month = (first, second) if order == DAY_FIRST else (second, first)
        if month > 12 >= day >= 1 and month <= 31:
            return ReadDay(None, "other_date_order")
        return _with_year(slashed[3], month, day, latest)
    if month_only := _MONTH.fullmatch(text):
        return _day(int(month_only[1]), int(month_only[2]), 1)
    return _named(text, latest)


def _named(text: str, latest: dt.date) -> ReadDay:
    if named := _NAMED.fullmatch(text):
        return _with_year(named[3], _month(named[2]), int(named[1]), latest)
    if named := _NAMED_FIRST.fullmatch(text):
        return _day(int(named[3]), _month(named[1]), int(named[2]))
    if named := _NAMED_MONTH.fullmatch(text):
        return _day(int(named[2]), _month(named[1]), 1)
    return ReadDay(None, "not_a_date")


def _month(name: str) -> int:
    """The month of that name; 0 for no month."""
    if name[:3] in _MONTHS and (name in _FULL or len(name) == 3 or name == "sept"):
        return _MONTHS.index(name[:3]) + 1
    return 0


def _number(text: str) -> ReadDay:
    """A number in a column of dates: a spreadsheet's day number, or a date without marks."""
    if packed := _PACKED.fullmatch(text):
        return _day(int(packed[1]), int(packed[2]), int(packed[3]))
    serial = _SERIAL.fullmatch(text)
    if serial is None or int(serial[1]) not in SERIALS:
        return ReadDay(None, "not_a_date")
    return ReadDay(_DAY_0 + dt.timedelta(days=int(serial[1])), note="day_number")


def _with_year(year: str, month: int, day: int, latest: dt.date) -> ReadDay:
    if len(year) == 4:
        return _day(int(year), month, day)
    read = _day(2000 + int(year), month, day)
    if read.day is not None and read.day > latest:
        read = _day(1900 + int(year), month, day)
    return read if read.day is None else ReadDay(read.day, note="two_digit_year")


def _day(year: int, month: int, day: int) -> ReadDay:
    try:
        return ReadDay(dt.date(year, month, day))
    except ValueError:
        return ReadDay(None, "not_a_date")
