"""The single values of a case: how each is read, refused and written."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from operator import index
from typing import Annotated, LiteralString, TypeAlias, TypeVar

import numpy as np
from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, PlainValidator, StrictStr, WithJsonSchema
from pydantic_core import PydanticCustomError

from benefitcalc.money import format_pounds
from benefitcalc.periods import as_date

SCHEMA = "benefitcalc.case/1"
"""The format that this package reads and writes."""

HOURS_IN_A_WEEK = 168

# Each reader takes what JSON or Python gives, and raises an error whose text completes "<field> <value> …".

_WRITTEN_NUMBER = re.compile(r"-?[0-9]{1,20}(?:\.([0-9]{1,20}))?")
_USUAL_AMOUNT = re.compile(r"([0-9]{1,7})(?:\.([0-9]{1,2}))?")
_LARGEST = Decimal("9999999.99")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
_SHARE = re.compile(r"[0-9]{1,4}(?:/[0-9]{1,4})?")


def _number(value: object) -> Decimal | None:
    """The exact number that was written; None for text, true, false, NaN and infinity."""
    if isinstance(value, bool):
        return None
    if isinstance(value, float):
        value = Decimal(float.__repr__(value + 0.0))  # no -0.0
    if isinstance(value, Decimal):
        return value if value.is_finite() else None
    try:
        return Decimal(index(value))  # type: ignore[arg-type]  # numpy's integers too; TypeError for all else
    except TypeError:
        return None


def _pence(value: object) -> int:
    """The pence of an amount that is written in pounds, as text or as a number."""
    if type(value) is str and (usual := _USUAL_AMOUNT.fullmatch(value)):  # ten times as fast, and most amounts
        return int(usual[1]) * 100 + int((usual[2] or "").ljust(2, "0"))
    written = _WRITTEN_NUMBER.fullmatch(value) if isinstance(value, str) else None
    number = Decimal(written[0]) if written else _number(value)
    if number is None:
        message: LiteralString = "is not an amount in pounds; write digits with at most two decimals, such as 1200.50"
        raise PydanticCustomError("not_money", message)
    if number.is_signed():
        raise PydanticCustomError("negative_amount", "is below zero; an amount is 0.00 or more")
    if number > _LARGEST:
        raise PydanticCustomError("amount_too_large", "is too large; the most that can be entered is 9999999.99")
    if number != round(number, 2) or (written and len(written[1] or "") > 2):
        raise PydanticCustomError("too_many_decimals", "has more than two decimals; give pounds and pence")
    return int(number * 100)


def whole(lowest: int, highest: int) -> BeforeValidator:
    """A whole number between two limits, both allowed."""
    limits = {"lowest": lowest, "highest": highest}

    def read(value: object) -> int:
        number = _number(value)
        if number is not None and not lowest <= number <= highest:
            message: LiteralString = "is out of range; give a whole number from {lowest} to {highest}"
            raise PydanticCustomError("out_of_range", message, limits)
        if number is None or number != int(number):
            raise PydanticCustomError("not_a_whole_number", "is not a whole number from {lowest} to {highest}", limits)
        return int(number)

    return BeforeValidator(read, json_schema_input_type=Annotated[int, Field(ge=lowest, le=highest)])


def _hours(value: object) -> Decimal:
    """Hours a week, exact."""
    number = _number(value)
    if number is not None and not 0 <= number <= HOURS_IN_A_WEEK:
        raise PydanticCustomError("out_of_range", "is out of range; a week has from 0 to 168 hours")
    if number is None or number != round(number, 2):
        message: LiteralString = "is not a number of hours; give one with at most two decimals, such as 16 or 37.5"
        raise PydanticCustomError("not_hours", message)
    return number


def _day(value: object) -> dt.date:
    """A day, from ``YYYY-MM-DD``, or whatever is a date in Python, numpy or pandas."""
    if isinstance(value, dt.date | np.datetime64) and value == value:  # noqa: PLR0124  NaT is no day
        return as_date(value)
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            raise PydanticCustomError("no_such_day", "is not a day in the calendar; write YYYY-MM-DD") from None
    raise PydanticCustomError("not_a_date", "is not a date; write YYYY-MM-DD, such as 2026-06-01")


_YEARS = range(1900, 2200)
"""Years outside these are too near to the ends of the calendar for ages and periods to be counted. Other checks say
which days have rates.
"""


def _day_of_case(value: object) -> dt.date:
    """The date of a case."""
    day = _day(value)
    if day.year not in _YEARS:
        code: LiteralString = "before_first_rate" if day.year < _YEARS.start else "after_checked_rates"
        raise PydanticCustomError(code, "is not a day with rates; give one such as 2026-06-01")
    return day


def _born(value: object) -> dt.date | None:
    """A birth date, from ``YYYY-MM-DD``, ``YYYY-MM`` (the first of the month) or a date."""
    if value is None:
        return None
    return _day(f"{value}-01" if isinstance(value, str) and _MONTH.fullmatch(value) else value)


def _share(value: object) -> Fraction:
    """A share of the rent, from ``"2/3"`` or a Fraction."""
    if isinstance(value, str) and _SHARE.fullmatch(value) and not re.search(r"/0+$", value):
        value = Fraction(value)
    if not isinstance(value, Fraction):
        raise PydanticCustomError("not_a_share", 'is not a share; write one as text, such as "2/3"')
    if not 0 < value <= 1:
        raise PydanticCustomError("out_of_range", "is out of range; a share is above 0 and at most 1")
    return value


HALF_A_CHARACTER: LiteralString = "holds half of a character (\\ud800 to \\udfff); write the whole of it"


def _text(value: str) -> str:
    """Text that can be written to a file: JSON can name half of a surrogate pair, which no encoding can write."""
    if not value.isascii() and any("\ud800" <= character <= "\udfff" for character in value):
        raise PydanticCustomError("not_text", HALF_A_CHARACTER)
    return value


def _label(value: str) -> str:
    """The label of a case. A National Insurance number is refused, wherever it comes from."""
    if re.fullmatch(r"(?i)[a-z]{2}[0-9]{6}[a-d]?", "".join(value.split())):
        raise PydanticCustomError("personal_detail", "looks like a National Insurance number; use a label of your own")
    return value


def _plain_share(share: Fraction) -> str:
    return str(share)


def _at_most(highest: int) -> BeforeValidator:
    """A list with no more items than that. The items are counted before pydantic reads all of them."""

    def read(value: object) -> object:
        if isinstance(value, list | tuple) and len(value) > highest:
            counts = {"items": f"{len(value):,}", "highest": highest}
            raise PydanticCustomError("too_long", "has {items} items; give at most {highest}", counts)
        return value

    return BeforeValidator(read)


def null_as(empty: Mapping[str, object], kind: type) -> BeforeValidator:
    """Read null as the object of that kind which stands for a field that is left out."""
    return BeforeValidator(lambda value: empty if value is None else value, json_schema_input_type=kind | None)


def _plain_hours(hours: Decimal) -> int | float:
    return int(hours) if hours == int(hours) else float(hours)


POUNDS_OUT = PlainSerializer(format_pounds, return_type=str)

# The title of a schema is what docs/case-and-result.md calls such a value.

Pence: TypeAlias = Annotated[
    int,
    BeforeValidator(_pence),
    POUNDS_OUT,
    WithJsonSchema(
        {
            "title": "pounds",
            "type": ["string", "number"],
            "pattern": r"^0*[0-9]{1,7}(\.[0-9]{1,2})?$",
            "minimum": 0,
            "maximum": float(_LARGEST),
        }
    ),
]
"""Whole pence, which are written and read as pounds: ``"112.45"``, ``112.45``, ``112`` or ``Decimal("112.45")``."""
Hours: TypeAlias = Annotated[
    Decimal,
    BeforeValidator(_hours),
    PlainSerializer(_plain_hours),
    WithJsonSchema({"title": "hours", "type": "number", "minimum": 0, "maximum": HOURS_IN_A_WEEK}),
]
"""Hours a week, 0 to 168, with at most two decimals."""
_DAY_SCHEMA = WithJsonSchema({"title": "date", "type": "string", "format": "date", "pattern": f"^{_DAY.pattern}$"})
Day: TypeAlias = Annotated[dt.date, BeforeValidator(_day), _DAY_SCHEMA]
DateOfCase: TypeAlias = Annotated[dt.date, BeforeValidator(_day_of_case), _DAY_SCHEMA]
BirthDate: TypeAlias = Annotated[
    dt.date | None,
    BeforeValidator(_born),
    WithJsonSchema(
        {
            "title": "date or month",
            "type": ["string", "null"],
            "pattern": "^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$",
        }
    ),
]
Text: TypeAlias = Annotated[StrictStr, AfterValidator(_text)]
Label: TypeAlias = Annotated[Text, AfterValidator(_label)]
Share: TypeAlias = Annotated[
    Fraction,
    PlainValidator(_share),
    PlainSerializer(_plain_share, return_type=str),
    WithJsonSchema({"title": "share", "type": "string", "pattern": f"^{_SHARE.pattern}$"}),
]
Years: TypeAlias = Annotated[int, whole(0, 120)]
People: TypeAlias = Annotated[int, whole(1, 50)]
Weeks: TypeAlias = Annotated[int, whole(0, 51)]
_Item = TypeVar("_Item")
Several: TypeAlias = Annotated[tuple[_Item, ...], Field(max_length=100), _at_most(100)]
"""A list within one household: its children, its incomes, its charges."""
Codes: TypeAlias = Annotated[
    tuple[_Item, ...], Field(max_length=20, json_schema_extra={"uniqueItems": True}), _at_most(20)
]
"""A list of codes; each is given once."""


def printable(text: str, most: int = 60) -> str:
    """Text that fits a line of a message: long text is cut, and what cannot be printed is written as
    JSON escapes it.
    """
    short = text if len(text) <= most else f"{text[: most - 1]}…"
    if short.isprintable():
        return short
    return "".join(each if each.isprintable() else json.dumps(each)[1:-1] for each in short)


def show(value: object) -> str:
    """The value as JSON writes it, short enough for a sentence."""
    match value:
        case Enum():
            shown = str(value.value)
        case None | bool():
            shown = json.dumps(value)
        case str():
            shown = json.dumps(value[:60], ensure_ascii=False)  # with its quotes this is cut when anything is missing
        case Mapping():
            shown = "{…}"
        case list() | tuple():
            shown = "[…]"
        case int():
            shown = str(Decimal(value))
        case dt.date() | float() | Decimal() | Fraction():
            shown = str(value)
        case _:
            shown = f"of type {type(value).__name__}"
    return printable(shown)
