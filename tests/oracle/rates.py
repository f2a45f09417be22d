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
        if _begun(value["from"], rule, on, period_end or on, weekly_rent=weekly_rent):
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
def _pension_age_rows() -> tuple[dict[str, str], ...]:
    # The qualifying age for State Pension Credit is a woman's pensionable age, whatever the person's sex
    # (State Pension Credit Act 2002 s 1(6)); Universal Credit and Housing Benefit both go by it.
    return tuple(row for row in rows("state_pension_age.csv") if row["sex"] in {"female", "both"})


def pension_age_day(born: date) -> date:
    """The day that a person born then reaches the qualifying age for State Pension Credit."""
    for row in _pension_age_rows():
        first = date.fromisoformat(row["born_from"]) if row["born_from"] else date.min
        last = date.fromisoformat(row["born_to"]) if row["born_to"] else date.max
        if first <= born <= last:
            return _pension_day(row["pension_date_or_age"], born)
    raise NotKnown(f"pension age of a person born {born}")


def _pension_day(rule: str, born: date) -> date:
    if rule[:4].isdigit() and rule[4:5] == "-":
        return date.fromisoformat(rule)
    words = rule.replace(",", " ").split()
    years = int(words[0])
    months = int(words[2]) if len(words) > 2 else 0
    return add_months(born, 12 * years + months)


@cache
def _allowances() -> dict[tuple[str, str], list[dict[str, str]]]:
    found: dict[tuple[str, str], list[dict[str, str]]] = {}
    for path in sorted((DIRECTORY / "lha").glob("*.csv")):
        for row in rows("lha", path.name):
            if "brma_key" not in row or "category" not in row:
                continue
            for name in (row["brma_key"], row.get("brma", "")):
                found.setdefault((_plain(name), row["category"]), []).append(row)
    return found


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def local_housing_allowance(area: str, category: str, from_day: date, column: str) -> Fraction:
    """The allowance of an area (its name or key) and category A to E in the year that began on or before that day."""
    current = ""
    for row in sorted(_allowances().get((_plain(area), category), []), key=lambda row: row["effective_from"]):
        if date.fromisoformat(row["effective_from"]) <= from_day:
            current = row[column]
    if not current:
        raise NotKnown(f"local housing allowance of {area}, category {category}, {from_day}")
    return Fraction(current)
