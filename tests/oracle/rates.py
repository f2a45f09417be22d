"""A small reader of the repository's `rates/`: it shares nothing with the package's own loader."""

import csv
import tomllib
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from .common import add_months, first_monday

DIRECTORY = Path(__file__).resolve().parents[2] / "rates"


class NotKnown(LookupError):
    """No figure is known for that date."""


@cache
def parameters() -> dict[str, dict[str, Any]]:
    """Every parameter of every file, under its full key."""
    return {
        key: table
        for path in sorted(DIRECTORY.glob("*.toml"))
        for key, table in tomllib.loads(path.read_text(encoding="utf-8")).items()
        if isinstance(table, dict) and "values" in table
    }


def text(key: str, on: date, *, period_end: date | None = None, weekly_rent: bool = True) -> str:
    """The last value that has begun by then; `on` begins an assessment period, is in a benefit week, or is the day."""
    if key not in parameters():
        raise NotKnown(key)
    current = None
    for value in parameters()[key]["values"]:
        rule = value.get("start", parameters()[key].get("start", "day"))
        start = value["from"]
        if period_end:  # one value, begun on different days in Housing Benefit and in Universal Credit
            start = value.get("assessment_periods_from", start)
        if _begun(start, rule, on, period_end or on, weekly_rent=weekly_rent):
            current = str(value["value"])
    if current in {None, "none", "unknown"}:
        raise NotKnown(f"{key} on {on}")
    return str(current)


def _begun(start: date, rule: str, on: date, period_end: date, *, weekly_rent: bool) -> bool:
    if rule == "assessment periods ending":
        return start <= period_end
    if rule == "benefit weeks" and weekly_rent and (start.month, start.day) == (4, 1):
        # Rents by the week or a multiple: from the first Monday in April (HB Regs 2006 reg 79(3)(a)(ii)).
        return first_monday(start.year, 4, 1) <= on
    return start <= on


def number(key: str, on: date, *, period_end: date | None = None, weekly_rent: bool = True) -> Fraction:
    """A value as a number: pounds, hours, children, years of age; a percentage as its hundredth part."""
    found = text(key, on, period_end=period_end, weekly_rent=weekly_rent).replace(",", "")
    if found.endswith("%"):
        return Fraction(found[:-1]) / 100
    if parameters()[key].get("unit", "").startswith("percent"):
        return Fraction(found) / 100
    return Fraction(found)


def number_or_first(key: str, on: date) -> Fraction:
    """A value in force, or before the first of them the first."""
    return number(key, max(on, parameters()[key]["values"][0]["from"]))


def day(key: str, on: date) -> date:
    """A value that is a date."""
    return date.fromisoformat(text(key, on))


def known(key: str, on: date) -> bool:
    """Whether there is a figure for that date."""
    try:
        text(key, on)
    except NotKnown:
        return False
    return True


def rows(*parts: str) -> Iterator[dict[str, str]]:
    """The lines of a CSV file in the rates directory."""
    with DIRECTORY.joinpath(*parts).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(line for line in file if not line.startswith("#"))


@cache
def _pension_age_rows(sex: str) -> tuple[dict[str, str], ...]:
    return tuple(row for row in rows("state_pension_age.csv") if row["sex"] in {sex, "both"})


def pension_age_day(born: date, sex: str = "female") -> date:
    """The day that a person born then reaches pensionable age.

    The qualifying age for State Pension Credit is a woman's pensionable age, whatever the person's sex (State Pension
    Credit Act 2002 s 1(6)); Universal Credit and Housing Benefit both go by it, and savings credit does not.
    """
    for row in _pension_age_rows(sex):
        first = date.fromisoformat(row["born_from"]) if row["born_from"] else date.min
        last = date.fromisoformat(row["born_to"]) if row["born_to"] else date.max
        if first <= born <= last:
            return date.fromisoformat(row["on"]) if row["on"] else add_months(born, int(row["months_after_birth"]))
    raise NotKnown(f"pension age of a person born {born}")


@cache
def _areas() -> dict[str, str]:
    """The key of each broad rental market area, by its key and by its name."""
    found = {}
    for row in rows("lha", "areas.csv"):
        found[row["brma"]] = row["brma"]
        found[row["name"].casefold()] = row["brma"]
    return found


@cache
def _allowances() -> dict[tuple[str, str], list[dict[str, str]]]:
    found: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in rows("lha", "rates.csv"):
        found.setdefault((row["brma"], row["category"]), []).append(row)
    return found


def local_housing_allowance(area: str, category: str, year: int, period: str) -> Fraction:
    """The allowance of an area (its name or key) and category A to E, `monthly` or `weekly`, of the year from April.

    A row of the table runs until the area's next one.
    """
    key = _areas().get(area) or _areas().get(area.casefold()) or ""
    begun = [row for row in _allowances().get((key, category), []) if int(row["april"]) <= year]
    current = max(begun, key=lambda row: int(row["april"]))[period] if begun else ""
    if not current:
        raise NotKnown(f"{period} local housing allowance of {area}, category {category}, {year}")
    return Fraction(current)
