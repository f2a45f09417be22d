"""One value of a cell, read as the kind of its column says. It needs no pandas, so one row can be read anywhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field
from typing import NamedTuple

from benefitcalc.periods import years_later
from benefitcalc.portfolio.reading.amounts import ReadNumber, read_hundredths, read_pence, read_whole
from benefitcalc.portfolio.reading.cells import TEXT, WHOLE, YES_NO
from benefitcalc.portfolio.reading.dates import DAY_FIRST, read_day
from benefitcalc.portfolio.tables import Column, key_of

PENCE, POUNDS = "pence", "pounds"
OWED_POSITIVE, OWED_NEGATIVE = "owed_positive", "owed_negative"
OLDEST = 120
_MISSING_WORDS = (
    "n/a", "na", "nan", "none", "null", "unknown", "not known", "not applicable", "not available", "nk", "n/k", "tbc",
    "not recorded", "no data",
)  # fmt: skip
_MISSING = {key_of(word) for word in _MISSING_WORDS}
_LONGEST_MISSING = 20
_YES = {"yes", "y", "true", "t", "1"}
NO = {"no", "n", "false", "f", "0"}
EPOCH = dt.date(1970, 1, 1)
_NO_DAYS = {dt.date(1753, 1, 1), dt.date(1899, 12, 30), dt.date(1899, 12, 31)}
"""What databases and spreadsheets write where they know no day, besides any day of 1900."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How the values of a table are written, as the user or the table says."""

    today: dt.date
    order: str = DAY_FIRST
    money: str = POUNDS
    """What a whole number of a typed column is: pounds and hours, or pence and hundredths of an hour."""
    owed: MappingOf[str, str] = field(default_factory=dict)
    """For each answer about a sign, which sign is owed."""
    typed: bool = True
    """Whether the file tells text from numbers."""


class Value(NamedTuple):
    """One value, read. ``value`` is None where there is none: it is not known, or ``code`` says what is wrong."""

    value: int | str | None
    code: str = ""
    notes: tuple[str, ...] = ()


def read_value(
    text: str,
    kind: int,
    reader: Callable[[str, int], Value],
    codes: MappingOf[str, str],
    said: MappingOf[str, str],
    *,
    plain: bool,
) -> Value:
    """Read a value: as the user says, as its kind says, or as a word for nothing known. ``plain`` text is any text."""
    if not text:
        return Value(None)
    ours = codes.get(text, said.get(key_of(text) or text)) if codes else None
    if ours is not None:
        return reader(ours, TEXT) if ours else Value(None)
    read = reader(text, kind)
    if (read.code or plain) and len(text) <= _LONGEST_MISSING and (not (key := key_of(text)) or key in _MISSING):
        return Value(None, notes=("written_missing",))
    return read


def reader_of(column: Column, habits: Habits) -> Callable[[str, int], Value]:  # noqa: PLR0911  one for each kind
    """What reads a value of that column: it takes the text and what the cell was, and never raises."""
    match column.kind:
        case "money":
            owed = habits.owed.get(column.asked or "", OWED_POSITIVE)
            return lambda text, kind: _money(text, kind, column, owed, habits.money)
        case "whole":
            return lambda text, _: _number(read_whole(text), column)
        case "hours":
            return lambda text, kind: _number(_hours(text, kind, habits.money), column)
        case "flag":
            return _flag
        case "date":
            return lambda text, kind: _date(text, kind, column, habits)
        case "code":
            table = _code_table(column)
            return lambda text, _: _code(text, table)
        case "codes":
            table = _code_table(column)
            return lambda text, _: _codes(text, table)
    return _text


def _text(text: str, kind: int) -> Value:
    formula = kind == TEXT and len(text) > 1 and text[0] in "=+-@"
    return Value(text, notes=("formula_text",) if formula else ())


def _money(text: str, kind: int, column: Column, owed: str, unit: str) -> Value:
    if kind == YES_NO:
        return Value(None, "not_an_amount")
    read = read_pence(text)
    if read.value is None:
        return Value(None, read.code)
    value = read.value // 100 if kind == WHOLE and unit == PENCE else read.value
    if not column.signed and value < 0:
        return Value(None, "negative")
    if column.signed and not read.marked and owed == OWED_NEGATIVE:
        value = -value
    return Value(value, notes=read.notes)


def _hours(text: str, kind: int, unit: str) -> ReadNumber:
    """Hundredths of an hour; the frames that have whole pence have whole hundredths."""
    return read_whole(text) if kind == WHOLE and unit == PENCE else read_hundredths(text)


def _number(read: ReadNumber, column: Column) -> Value:
    if read.value is None:
        return Value(None, read.code)
    lowest, highest = column.between or (0, 9_999_999)
    if not lowest <= read.value <= highest:
        return Value(None, "impossible_age" if column.name == "age" else "out_of_range")
    return Value(read.value, notes=read.notes)


def _flag(text: str, kind: int) -> Value:  # noqa: ARG001  every reader is given the kind
    plain = text.lower()
    if plain in _YES or plain in NO:
        return Value(int(plain in _YES))
    return Value(None, "not_yes_or_no")


def _date(text: str, kind: int, column: Column, habits: Habits) -> Value:
    birth = column.name == "born"
    latest = habits.today if birth else years_later(habits.today, 30)
    read = read_day(text, kind, order=habits.order, latest=latest)
    if read.day is None:
        return Value(None, read.code)
    if read.day.year <= 1900:
        placeholder = not birth or read.day.year == 1900 or read.day in _NO_DAYS
        return Value(None, "date_1900" if placeholder else "impossible_age")
    if read.day.year >= 2900:
        return Value(None, "impossible_age") if birth else Value(None, notes=("open_end",))
    if birth and not years_later(habits.today, -OLDEST - 1) < read.day <= habits.today:
        return Value(None, "impossible_age")
    if read.day.year >= 2200:
        return Value(None, "not_a_date")
    return Value((read.day - EPOCH).days, notes=(read.note,) if read.note else ())


def _code_table(column: Column) -> dict[str, str]:
    """Our code for each word, without case, spaces and punctuation."""
    return {key_of(word): code for code in column.of for word in (code, *column.words.get(code, ()))}


def _code(text: str, table: MappingOf[str, str]) -> Value:
    code = table.get(key_of(text))
    return Value(None, "unknown_code") if code is None else Value(code)


def _codes(text: str, table: MappingOf[str, str]) -> Value:
    """Several codes: with a mark between them, or with spaces."""
    whole = table.get(key_of(text))
    if whole is not None:
        return Value(whole)
    parts = text.replace(";", ",").replace("|", ",").replace("+", ",").replace("/", ",").split(",")
    words = [part.strip() for part in parts if part.strip()] if len(parts) > 1 else text.split()
    found = [table.get(key_of(word)) for word in words]
    if not found or None in found:
        return Value(None, "unknown_code")
    return Value(" ".join(dict.fromkeys(code for code in found if code)))
