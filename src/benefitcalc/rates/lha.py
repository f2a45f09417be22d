"""Local Housing Allowance for each broad rental market area, and which places are in Greater London. The tables are
read when somebody asks for them.
"""

from __future__ import annotations

import csv
import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from benefitcalc.errors import RatesNotChecked, RatesNotKnown
from benefitcalc.money import parse_pounds
from benefitcalc.periods import Day, as_date
from benefitcalc.rates.files import rates_folder, read_toml
from benefitcalc.rates.starts import Basis, Start, Uprating, first_day_of, first_day_read, next_uprating
from benefitcalc.rates.values import MoneyRate, make


@dataclass(frozen=True, slots=True)
class Area:
    """A broad rental market area."""

    key: str
    name: str
    country: str
    region: str


@dataclass(frozen=True, slots=True)
class _Amounts:
    """The amounts of an area and category from April of a year, in pence; None where they are not known."""

    april: int
    weekly: int | None
    monthly: int | None


@dataclass(frozen=True, slots=True)
class Doubt:
    """A nation's tables, ``weekly`` or ``monthly``, whose amounts are less sure than the rest, and why."""

    country: str
    rates: str
    from_year: int
    to_year: int
    confidence: str
    source: str
    note: str


def areas() -> tuple[Area, ...]:
    """Every broad rental market area, sorted by key."""
    return tuple(_areas().values())


def find_area(name: str) -> Area | None:
    """The area with that key or name, in any letter case; None where there is none."""
    return _areas().get(name) or _areas_by_name().get(name.casefold())


def categories() -> Mapping[str, str]:
    """The five categories of dwelling, A to E, in words."""
    words: dict[str, str] = _head()["categories"]
    return words


def lha_rate(area: str, category: str, day: Day, basis: Basis, *, allow_unchecked: bool = False) -> MoneyRate:
    """Local Housing Allowance in an area: for a month if ``basis`` is assessment periods, otherwise for a week.

    ``area`` is a key or a name, ``category`` is A (shared accommodation) to E (four bedrooms). Universal Credit uses a
    year's rates in periods from the first Monday on or after 6 April, Housing Benefit from 1 April or the first Monday
    in April. Raises ``ValueError`` for an area or category that does not exist.
    """
    day = as_date(day)
    found = find_area(area)
    if found is None:
        raise ValueError(f"{area!r} is not a broad rental market area")
    if category not in categories():
        raise ValueError(f"{category!r} is not a category of dwelling; they are {', '.join(categories())}")
    monthly = basis is Basis.ASSESSMENT_PERIOD
    key = f"lha.{found.key}.{category}.{'monthly' if monthly else 'weekly'}"
    label = f"Local housing allowance, {found.name}: {categories()[category]}"
    history = _history()[found.key, category]
    position = bisect_right(history, day, key=lambda amounts: _first_day(amounts.april, basis)) - 1
    amounts = history[position] if position >= 0 else None
    pence = None if amounts is None else (amounts.monthly if monthly else amounts.weekly)
    if amounts is None or pence is None:
        raise RatesNotKnown(key, day, f"{label} is not known for {day}. {_head()['note']}")
    due = next_uprating(Uprating.BENEFIT_WEEKS_IN_APRIL, _head()["checked"], basis)
    if day >= due and not allow_unchecked:
        why = f"{label}: last checked on {_head()['checked']}, and new rates were due on {due}"
        raise RatesNotChecked(key, day, why)
    doubt = _doubt(found.country, _table_year(day, basis), monthly=monthly)
    return make(
        MoneyRate,
        pence,
        key=key,
        label=label,
        unit="pounds a month" if monthly else "pounds a week",
        law=_head()["law"],
        source=_source(found.country, _table_year(day, basis), monthly=monthly) if doubt is None else doubt.source,
        start=_first_day(amounts.april, basis),
        confidence="high" if doubt is None else doubt.confidence,
        note=None if doubt is None else doubt.note,
        overridden=False,
        projected=False,
    )


def is_weak(area: str, day: dt.date, basis: Basis) -> bool:
    """Whether nobody has seen the allowances of an area on that day in a table of the year."""
    found = find_area(area)
    monthly = basis is Basis.ASSESSMENT_PERIOD
    return found is not None and _doubt(found.country, _table_year(day, basis), monthly=monthly) is not None


@cache
def doubts() -> tuple[Doubt, ...]:
    """Whole tables, by nation and years, whose amounts nobody has seen as they were published."""
    return tuple(Doubt(**entry) for entry in _head()["doubt"])


def gaps() -> Iterator[tuple[str, str, list[int]]]:
    """Each nation and period (``weekly`` or ``monthly``) with years whose amounts are not known, each year by its
    April.
    """
    years = range(min(history[0].april for history in _history().values()), _head()["checked"].year + 1)
    for country in sorted({area.country for area in areas()}):
        for period in ("weekly", "monthly"):
            missing = [year for year in years if not _is_known(country, period, year)]
            if missing:
                yield country, period, missing


def _is_known(country: str, period: str, april: int) -> bool:
    """Whether every area of a nation has an amount in every category that year."""
    for (key, _), history in _history().items():
        if _areas()[key].country == country:
            position = bisect_right(history, april, key=lambda amounts: amounts.april) - 1
            if position < 0 or getattr(history[position], period) is None:
                return False
    return True


def in_greater_london(place: str) -> bool:
    """Whether a local authority, by name or ONS code, is a London borough or the City (WRA 2012 s 96(5A))."""
    return place.casefold() in _greater_london()


@cache
def _first_day(april: int, basis: Basis) -> dt.date:
    if basis is Basis.ASSESSMENT_PERIOD:
        return first_day_of(f"{april}-{(april + 1) % 100:02d}", basis)
    return first_day_read(dt.date(april, 4, 1), Start.BENEFIT_WEEKS, None, basis)


def _table_year(day: dt.date, basis: Basis) -> int:
    """The April of the table that holds for a day; an amount that was frozen is repeated in the table of each year."""
    year = min(day.year, _head()["checked"].year)
    return year if day >= _first_day(year, basis) else year - 1


@cache
def _doubt(country: str, april: int, *, monthly: bool) -> Doubt | None:
    kind = "monthly" if monthly else "weekly"
    fits = (doubt for doubt in doubts() if doubt.country == country and doubt.rates == kind)
    return next((doubt for doubt in fits if doubt.from_year <= april <= doubt.to_year), None)


@cache
def _head() -> dict[str, Any]:
    return read_toml(rates_folder() / "lha" / "tables.toml")


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (rates_folder() / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def _areas() -> dict[str, Area]:
    return {
        row["brma"]: Area(row["brma"], row["name"], row["country"], row["region"]) for row in _rows("lha/areas.csv")
    }


@cache
def _areas_by_name() -> dict[str, Area]:
    return {spelling.casefold(): area for area in _areas().values() for spelling in (area.key, area.name)}


@cache
def _history() -> dict[tuple[str, str], list[_Amounts]]:
    history: dict[tuple[str, str], list[_Amounts]] = {}
    for row in _rows("lha/rates.csv"):
        amounts = _Amounts(int(row["april"]), _pence(row["weekly"]), _pence(row["monthly"]))
        history.setdefault((row["brma"], row["category"]), []).append(amounts)
    return history


def _pence(text: str) -> int | None:
    return parse_pounds(text) if text else None


@cache
def _source(country: str, april: int, *, monthly: bool) -> str:
    kind = "monthly" if monthly else "weekly"
    for row in _rows("lha/sources.csv"):
        if row["nation"] == country and row["rates"] == kind and int(row["from_year"]) <= april <= int(row["to_year"]):
            return f"{row['publisher']}, {row['title']}"
    return str(_head()["source"])


@cache
def _greater_london() -> frozenset[str]:
    return frozenset(text.casefold() for row in _rows("greater_london.csv") for text in row.values())
