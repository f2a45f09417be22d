"""How the app reads what an officer types: as a value, or as a refusal with a sentence. It never guesses and never
changes a value to fit a range.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import month_abbr, month_name, monthrange
from decimal import Decimal

from benefitcalc.case.values import HOURS_IN_A_WEEK
from benefitcalc.money import format_pounds, parse_pounds

__all__ = [
    "DONT_KNOW",
    "Unreadable",
    "ends_of_range",
    "is_hedged",
    "is_unknown",
    "read_age",
    "read_date",
    "read_hours",
    "read_money",
    "read_named_money",
    "read_share",
    "read_whole",
    "written",
]

LONGEST = 60
"""The most characters in a typed answer."""
OLDEST = 120

_MONTHS = {name.lower(): number for names in (month_name, month_abbr) for number, name in enumerate(names) if name} | {
    "sept": 9
}
_POUNDS = re.compile(r"[0-9]{1,12}(\.[0-9]{1,2})?")
_HALF_TYPED = re.compile(r"(?<=[0-9])\.$")
"""The point of pence that are still to come; without them it is the pounds."""
_GROUPED = re.compile(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]{1,2})?")


DONT_KNOW = "?"
"""What the page sends where somebody chose that an answer is not known; the words do as well."""
_DONT_KNOW = re.compile(r"\?|(don['’]?t|do not|not|un) ?known?", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:between\s+)?(.+?)\s*(?:\bto\b|\band\b|–|—|(?<=[0-9 ])-)\s*(.+?)\s*", re.IGNORECASE)
_HEDGED = re.compile(
    r"(about|around|roughly|approx\w*\.?|up to|over|under|above|below|at least|at most|less than|more than|from|"
    r"between|[~<>])(?![a-z]).*|.*[0-9 ](to|and|-|–|—)",
    re.IGNORECASE,
)


class Unreadable(ValueError):
    """Text that is no answer to its question. The message completes "Rent: …"."""


def is_unknown(text: str) -> bool:
    """Whether the answer is that nobody knows: ``?``, ``don’t know``, ``not known``, ``unknown``."""
    return _DONT_KNOW.fullmatch(text.strip()) is not None


def ends_of_range(text: str) -> tuple[str, str] | None:
    """``("800", "1,100")`` for ``"800 to 1,100"``, ``"£800-£1,100"`` or ``"between 800 and 1,100"``; None for any other
    text.
    """
    found = _RANGE.fullmatch(text)
    return (found[1], found[2]) if found else None


def is_hedged(text: str) -> bool:
    """Whether an amount is told without both ends: ``about 900``, ``up to 900``, ``800 to``."""
    plain = text.strip()
    whole = ends_of_range(plain) if plain.lower().startswith("between") else None
    return whole is None and _HEDGED.fullmatch(plain) is not None


def read_money(text: str) -> str:
    """``"1250.50"`` for ``"£1,250.50"``: a pound sign, spaces at the ends and commas between thousands are allowed."""
    plain = _HALF_TYPED.sub("", text.strip().removeprefix("£").strip())
    if plain.startswith(("-", "−")):
        raise Unreadable("an amount cannot be negative")
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    if not _POUNDS.fullmatch(plain):
        raise Unreadable("enter pounds and pence, such as 112.45")
    return format_pounds(parse_pounds(plain))


def read_named_money(name: str, text: str) -> str:
    """The same; a refusal begins with the name of the question."""
    try:
        return read_money(text)
    except Unreadable as wrong:
        raise Unreadable(f"{name}: {wrong}") from None


def read_whole(text: str) -> int:
    """A whole number of at most four digits."""
    plain = text.strip()
    if not (plain.isascii() and plain.isdigit() and len(plain) <= 4):
        raise Unreadable("enter a whole number, such as 2")
    return int(plain)


def read_hours(text: str) -> Decimal | int:
    """Hours, with at most two decimals."""
    plain = text.strip()
    if not re.fullmatch(r"\d{1,3}(\.\d{1,2})?", plain, re.ASCII):
        raise Unreadable("enter hours a week, such as 16 or 37.5")
    hours = Decimal(plain) if "." in plain else int(plain)
    if hours > HOURS_IN_A_WEEK:
        raise Unreadable(f"a week has {HOURS_IN_A_WEEK} hours; usually 1 to 60")
    return hours


def read_share(text: str) -> str:
    """``"2/3"``, for ``"2 / 3"`` too."""
    match = re.fullmatch(r"\s*(\d{1,2})\s*/\s*(\d{1,2})\s*", text, re.ASCII)
    if not match or not 0 < int(match[1]) <= int(match[2]):
        raise Unreadable("enter a fraction of one, such as 2/3")
    return f"{int(match[1])}/{int(match[2])}"


def read_date(text: str) -> dt.date:
    """A day: ``1/12/2026``, ``1 12 26``, ``1 Dec 2026`` or ``2026-12-01``. The day stands before the month, as in
    Britain.
    """
    parts = _parts(text)
    if len(parts) == 3:
        if re.fullmatch(r"\d{4}", parts[0]):
            parts.reverse()
        day, month, year = parts
        found = _day(year, month, day)
        if found is not None:
            return found
    raise Unreadable("enter a day, month and year, such as 1 12 2026")


def written(day: dt.date) -> str:
    """A day as people type it: ``1 Dec 2026``."""
    return f"{day.day} {day:%b %Y}"


def read_age(text: str, on: dt.date) -> int | dt.date:
    """Completed years (``34``), a birth month (``3/1992``, taken as its first day) or a birth date.

    ``on`` is the day for which the ages are given: nobody is born after it.
    """
    plain = text.strip()
    if plain.isascii() and plain.isdigit() and len(plain) <= 3:
        if int(plain) > OLDEST:
            raise Unreadable(f"an age is at most {OLDEST}")
        return int(plain)
    parts = _parts(text)
    if len(parts) == 2:
        parts = [*parts, "1"] if re.fullmatch(r"\d{4}", parts[0]) else ["1", *parts]
    if len(parts) == 3:
        if re.fullmatch(r"\d{4}", parts[0]):
            parts.reverse()
        day, month, year = parts
        found = _day(year, month, day, latest=on.year)
        if found is not None:
            if found > on:
                raise Unreadable("the birth is after the date of the calculation")
            if found.year < on.year - OLDEST:
                raise Unreadable(f"an age is at most {OLDEST}")
            return found
    raise Unreadable("enter an age in years, such as 34, or a month of birth, such as 3 1992")


def _parts(text: str) -> list[str]:
    return [part for part in re.split(r"[\s/.,-]+", text.strip().lower()) if part]


def _day(year: str, month: str, day: str, latest: int | None = None) -> dt.date | None:
    """The day with these numbers; None where they are no date, :class:`Unreadable` for a day that its month has not. A
    year of two digits is in this century, unless that lies
    after ``latest``.
    """
    number = _MONTHS.get(month) or (int(month) if re.fullmatch(r"\d{1,2}", month, re.ASCII) else 0)
    if not re.fullmatch(r"\d{4}|\d{2}", year, re.ASCII) or not re.fullmatch(r"\d{1,2}", day, re.ASCII):
        return None
    full = int(year) if len(year) == 4 else 2000 + int(year)
    if len(year) == 2 and latest is not None and full > latest:
        full -= 100
    try:
        return dt.date(full, number, int(day))
    except ValueError:
        if not (1 <= number <= 12 and 1 <= full <= 9999):
            return None
        days = monthrange(full, number)[1]
        raise Unreadable(f"there is no such day: {month_name[number]} {full} has {days} days") from None
