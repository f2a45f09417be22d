"""A made-up stock of tenancies, to try forecasts on, for tests and for teaching. Nobody in it exists.

``synthetic_stock(10_000, seed=1)`` draws tenancies, with rents by region and bedrooms, and with the kinds of household
that social landlords in England house. The shares are rough estimates and no statistics of any landlord. The same seed
gives the same stock, and a smaller stock is the beginning of a larger one. ``compare`` assesses two stocks and says
what changed, by cause. This module loads pandas; ``import benefitcalc`` does not load it.

The stock assumes that every household claims what it is entitled to, that pay is steady, and that nothing is deducted
from awards.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from benefitcalc.assessment.household import CAUSES, assess_columns
from benefitcalc.case import Case, IncomeKind, Person, Tenancy
from benefitcalc.columns import from_cases
from benefitcalc.explain.words import CAUSES as CAUSE_WORDS
from benefitcalc.money import pounds
from benefitcalc.periods import Day, as_date
from benefitcalc.rates import RateBook

__all__ = ["Effect", "Stock", "compare", "raise_income", "raise_rent", "synthetic_stock"]

T = TypeVar("T")
_PENNY = Decimal("0.01")
_DRAWS = 64
"""Numbers kept for one household; none uses all of them."""

# --- What is drawn from: rough shares and levels, all of them estimates ----------------------------------------------

REGIONS = {
    "London": 19, "South East": 12, "North West": 15, "Yorkshire and the Humber": 11, "West Midlands": 11,
    "East of England": 10, "East Midlands": 8, "South West": 8, "North East": 6,
}  # fmt: skip
RENT_LEVEL = {
    "London": 1.27, "South East": 1.10, "North West": 0.90, "Yorkshire and the Humber": 0.86, "West Midlands": 0.95,
    "East of England": 1.03, "East Midlands": 0.90, "South West": 0.97, "North East": 0.85,
}  # fmt: skip
RENT_BY_BEDROOMS = {0: 82, 1: 95, 2: 108, 3: 119, 4: 134, 5: 147}
"""Pounds a week in 2025-26, before the region's level."""
HOUSEHOLDS = {
    "single": 26, "couple": 8, "lone parent": 17, "couple with children": 14, "single pensioner": 22,
    "pensioner couple": 9, "supported housing": 4,
}  # fmt: skip
CHILDREN = {"lone parent": (50, 33, 12, 5), "couple with children": (36, 38, 17, 7, 2)}
SPARE = {"pensioner": {-1: 1, 0: 57, 1: 31, 2: 11}, "other": {-1: 6, 0: 79, 1: 12, 2: 3}}
WORK = {"single": 0.50, "couple": 0.66, "lone parent": 0.58, "couple with children": 0.80, "supported housing": 0.08}
PARTNER_WORKS = 0.52
ADULT_IN_THE_HOME = {"single": 0.06, "couple": 0.12, "lone parent": 0.09, "couple with children": 0.07,
                     "single pensioner": 0.09, "pensioner couple": 0.10, "supported housing": 0.0}  # fmt: skip


class _Draws:
    """The numbers of one household, used one after another."""

    def __init__(self, numbers: Sequence[float]) -> None:
        self._numbers: Iterator[float] = iter(numbers)

    def chance(self, share: float) -> bool:
        return next(self._numbers) < share

    def between(self, low: float, high: float) -> float:
        return low + (high - low) * next(self._numbers)

    def whole(self, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``, both possible."""
        return min(high, int(self.between(low, high + 1)))

    def pick(self, weights: Mapping[T, float]) -> T:
        left = self.between(0, sum(weights.values()))
        for value, weight in weights.items():
            left -= weight
            if left < 0:
                return value
        return value

    def money(self, low: float, high: float) -> str:
        return f"{self.between(low, high):.2f}"


# --- A household -----------------------------------------------------------------------------------------------------


def _born(draws: _Draws, youngest: int, oldest: int, day: dt.date) -> dt.date:
    """A day in the middle of a month, so that nobody has a birthday at the turn of one."""
    age, months = draws.whole(youngest, oldest), draws.whole(1, 11)
    year, month = divmod(day.year * 12 + day.month - 1 - age * 12 - months, 12)
    return dt.date(year, month + 1, 15)


def _job(draws: _Draws, *, part_time: float) -> dict[str, Any]:
    hours = draws.whole(8, 25) if draws.chance(part_time) else draws.whole(30, 40)
    hourly = 12.30 + 12 * draws.between(0, 1) ** 2
    gross = f"{hours * hourly * 52 / 12:.2f}"
    return {"employment": {"gross": {"amount": gross, "per": "month"}, "hours_per_week": hours}}


def _health(draws: _Draws) -> dict[str, Any]:
    if draws.chance(0.46):
        capability = "lcwra_protected" if draws.chance(0.85) else "lcwra_standard"
        benefits = ["pip_daily_living_standard"] if draws.chance(0.62) else []
        return {"work_capability": capability, "disability_benefits": benefits}
    return {"carer": True} if draws.chance(0.12) else {}


def _adult(draws: _Draws, born: dt.date, *, works: float, part_time: float) -> dict[str, Any]:
    activity = _job(draws, part_time=part_time) if draws.chance(works) else _health(draws)
    return {"born": born.isoformat(), **activity}


def _children(draws: _Draws, kind: str, day: dt.date) -> list[dict[str, Any]]:
    if kind not in CHILDREN:
        return []
    number = draws.pick(dict(enumerate(CHILDREN[kind], start=1)))
    children = []
    for _ in range(number):
        born = _born(draws, 0, 17, day)
        sex = "female" if draws.chance(0.49) else "male"
        in_education = {"in_education": True} if (day - born).days > 15 * 365 else {}
        children.append({"born": born.isoformat(), "sex": sex, **in_education})
    return sorted(children, key=lambda child: child["born"])


def _pensions(draws: _Draws, people: int) -> list[dict[str, Any]]:
    state = {"kind": "state_pension", "amount": draws.money(150 * people**0.8, 236 * people**0.9), "per": "week"}
    if draws.chance(0.42):
        return [state]
    return [state, {"kind": "occupational_pension", "amount": draws.money(8, 210), "per": "week"}]


def _savings(draws: _Draws, *, pensioner: bool) -> str:
    bands = {"low": 70, "middle": 18, "high": 8, "over": 4} if pensioner else {"low": 90, "high": 8, "over": 2}
    low, high = {"low": (0, 6000), "middle": (6000, 10000), "high": (6000, 16000), "over": (16000, 40000)}[
        draws.pick(bands)
    ]
    return draws.money(low, high)


def _other_adult(draws: _Draws, day: dt.date) -> dict[str, Any]:
    works = draws.chance(0.6)
    income = draws.money(160, 620) if works else "95.55"
    return {
        "born": _born(draws, 19, 45, day).isoformat(),
        "works_16_hours": works,
        "gross_income": {"amount": income, "per": "week"},
    }


def _bedrooms(draws: _Draws, kind: str, children: int, others: int) -> int:
    needed = 1 + (children + 1) // 2 + others
    spare = draws.pick(SPARE["pensioner" if "pensioner" in kind else "other"])
    return max(0 if needed == 1 and draws.chance(0.08) else 1, min(5, needed + spare))


def _tenancy(draws: _Draws, kind: str, region: str, bedrooms: int) -> dict[str, Any]:
    if kind == "supported housing":
        supported = {"amount": draws.money(190, 330), "per": "week"}
        return {"tenure": "exempt_accommodation", "bedrooms": 1, "rent": supported}
    level = RENT_LEVEL[region] * draws.between(0.88, 1.12)
    if draws.chance(0.14):
        level *= draws.between(1.15, 1.45)  # Affordable Rent
    charges = []
    if draws.chance(0.55 if bedrooms < 3 else 0.15):
        charges.append({"amount": draws.money(2, 17), "per": "week", "eligible": True})
    if draws.chance(0.14):
        charges.append({"amount": draws.money(4, 19), "per": "week", "eligible": False})
    rent = {"amount": f"{RENT_BY_BEDROOMS[bedrooms] * level:.2f}", "per": "week"}
    return {"tenure": "social_rent", "bedrooms": bedrooms, "rent": rent, "service_charges": charges}


def _household(numbers: Sequence[float], day: dt.date) -> tuple[str, str, Case]:
    """The kind of household, the region, and the case."""
    draws = _Draws(numbers)
    region, kind = draws.pick(REGIONS), draws.pick(HOUSEHOLDS)
    pensioner = "pensioner" in kind
    written: dict[str, Any] = {"date": day.isoformat(), "greater_london": region == "London"}
    if pensioner:
        born, attended = _born(draws, 68, 92, day), draws.chance(0.2)
        benefits = {"disability_benefits": ["attendance_allowance_lower"]} if attended else {}
        written["claimant"] = {"born": born.isoformat(), **benefits}
    else:
        youngest, oldest = (20, 50) if "child" in kind or "parent" in kind else (19, 64)
        born = _born(draws, youngest, oldest, day)
        written["claimant"] = _adult(draws, born, works=WORK[kind], part_time=0.6 if kind == "lone parent" else 0.25)
    if kind == "pensioner couple":
        written["partner"] = {"born": _born(draws, 68, 88, day).isoformat()}
    elif "couple" in kind:
        written["partner"] = _adult(draws, _born(draws, 20, 50, day), works=PARTNER_WORKS, part_time=0.5)
    if pensioner:
        written["incomes"] = _pensions(draws, 2 if kind == "pensioner couple" else 1)
    written["capital"] = _savings(draws, pensioner=pensioner)
    written["children"] = _children(draws, kind, day)
    written["non_dependants"] = [_other_adult(draws, day)] if draws.chance(ADULT_IN_THE_HOME[kind]) else []
    bedrooms = _bedrooms(draws, kind, len(written["children"]), len(written["non_dependants"]))
    written["tenancy"] = _tenancy(draws, kind, region, bedrooms)
    return kind, region, Case.model_validate(written)


# --- A stock ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Stock:
    """Tenancies: ``cases`` to work with, ``frame`` with one row each for people to read; both are in the same order."""

    cases: tuple[Case, ...] = field(repr=False)
    facts: pd.DataFrame = field(repr=False)

    @cached_property
    def frame(self) -> pd.DataFrame:
        """One row for each tenancy: reference, region, kind of household, people, home and weekly rent
        in exact pounds.
        """
        homes = [case.tenancy for case in self.cases]
        more: dict[str, list[Any]] = {
            "adults": [len(case.adults) + len(case.non_dependants) for case in self.cases],
            "children": [len(case.children) for case in self.cases],
            "bedrooms": [home.bedrooms for home in homes],
            "rent": [pounds(home.rent.amount) for home in homes],
            "service_charges": [pounds(sum(charge.amount for charge in home.service_charges)) for home in homes],
        }
        return pd.concat([self.facts, pd.DataFrame(more, index=self.facts.index)], axis="columns")

    def __len__(self) -> int:
        return len(self.cases)

    def __repr__(self) -> str:
        return f"<Stock of {len(self):,} made-up tenancies on {self.cases[0].date}>"

    def on(self, day: Day) -> Stock:
        """The same tenancies on another day."""
        moved = as_date(day)
        return Stock(tuple(case.on(moved) for case in self.cases), self.facts)

    def with_rents_raised(self, percent: str | Decimal) -> Stock:
        """The same tenancies with rents and service charges raised by that percentage, each to the nearest penny."""
        return Stock(tuple(raise_rent(case, percent) for case in self.cases), self.facts)

    def with_incomes_raised(self, percent: str | Decimal) -> Stock:
        """The same tenancies with pay and pensions raised by that percentage, each to the nearest penny."""
        return Stock(tuple(raise_income(case, percent) for case in self.cases), self.facts)

    def results(self, book: RateBook | None = None) -> pd.DataFrame:
        """What each tenancy gets, a row each, by the week in whole pence; ``scheme`` is the one that helps with rent.

        ``cap`` is what the benefit cap takes off the whole award; as a cause, ``benefit_cap`` is the part of that
        which leaves rent uncovered. ``left_after_rent`` is what the household has left of all its income. ``weeks`` is
        the number of weeks in the year that the row's amounts of rent are for: fewer than 52 where Housing Benefit
        helps with a rent that has free weeks, so that only amounts of a year add up. ``projected`` says that the rates
        of its day are not set yet. ``book`` replaces the law's rates, for what-if work, or goes on with projected ones.
        """
        columns = assess_columns(from_cases(self.cases), book)
        causes = {cause: columns[f"shortfall.{cause}"] for cause in CAUSES}
        covered, to_pay = columns["help_with_rent"], columns["rent_to_pay"]
        scheme = np.where(columns["applies.housing_benefit"], "Housing Benefit", "Universal Credit")
        amounts = {
            "rent": covered + to_pay,
            "covered": covered,
            "to_pay": to_pay,
            **causes,
            "cap": columns["benefit_cap_reduction_pw"],
            "left_after_rent": columns["left_after_rent"],
            "weeks": columns["weeks_basis"],
            "scheme": np.where(covered > 0, scheme, "no help with rent"),
            "projected": columns["projected"],
        }
        return pd.concat([self.facts, pd.DataFrame(amounts, index=self.facts.index)], axis="columns")


def raise_rent(case: Case, percent: str | Decimal) -> Case:
    """The household with rent, its ineligible part and service charges raised by ``percent``, each to the nearest
    penny.
    """
    factor = 1 + Decimal(percent) / 100
    home = case.tenancy
    changes: dict[str, Any] = {
        "rent": _raised(home.rent, factor),
        "service_charges": tuple(_raised(charge, factor) for charge in home.service_charges),
        "ineligible_in_rent": _raised(home.ineligible_in_rent, factor),
    }
    tenancy: Tenancy = home.model_copy(update=changes)
    return case.model_copy(update={"tenancy": tenancy})


def raise_income(case: Case, percent: str | Decimal) -> Case:
    """The household with pay, profit and pensions raised by ``percent``, each to the nearest penny."""
    factor = 1 + Decimal(percent) / 100
    changes: dict[str, Any] = {
        "claimant": _better_paid(case.claimant, factor),
        "partner": case.partner and _better_paid(case.partner, factor),
        "incomes": tuple(_raised(income, factor) if income.kind in _RISING else income for income in case.incomes),
    }
    return case.model_copy(update=changes)


_RISING = (IncomeKind.STATE_PENSION, IncomeKind.OCCUPATIONAL_PENSION)


def _better_paid(person: Person, factor: Decimal) -> Person:
    job, trade = person.employment, person.self_employment
    pay = {name: _raised(getattr(job, name), factor) for name in ("net", "gross", "pension_contribution") if job}
    changes: dict[str, Any] = {
        "employment": job and job.model_copy(update=pay),
        "self_employment": trade and trade.model_copy(update={"net_profit": _raised(trade.net_profit, factor)}),
    }
    return person.model_copy(update=changes)


def _raised(part: Any, factor: Decimal) -> Any:
    """An amount of money multiplied by that factor; None stays None."""
    if part is None:
        return None
    amount = (part.amount * factor).quantize(Decimal(1), ROUND_HALF_UP)
    return part.model_copy(update={"amount": int(amount)})


def synthetic_stock(tenancies: int, *, seed: int, date: Day = "2026-03-30") -> Stock:
    """So many made-up tenancies on a day. The same seed gives the same tenancies; rents are at the level of 2025-26."""
    if tenancies < 1:
        raise ValueError("a stock has at least one tenancy")
    day = as_date(date)
    numbers = np.random.default_rng(seed).random((tenancies, _DRAWS)).tolist()
    kinds, regions, cases = zip(*(_household(row, day) for row in numbers), strict=True)
    index = pd.Index([f"T{place:06d}" for place in range(1, tenancies + 1)], name="tenancy")
    facts = pd.DataFrame({"region": list(regions), "household": list(kinds)}, index=index)
    return Stock(cases, facts)


# --- What changes between two ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Effect:
    """Two sets of results of the same tenancies, one row for each tenancy, in whole pence a week."""

    before: pd.DataFrame = field(repr=False)
    after: pd.DataFrame = field(repr=False)
    names: tuple[str, str]

    def totals(self) -> pd.DataFrame:
        """Pounds a year for the whole stock: the rent, how much of it help covers and tenants pay, and
        the benefit cap.
        """
        rows = {
            "rent": "Rent charged",
            "covered": "Rent covered",
            "to_pay": "Rent to pay",
            "cap": "Benefit cap, off the whole award",
        }
        return self._sums(rows)

    def causes(self) -> pd.DataFrame:
        """Pounds a year of rent to pay, by cause; causes that come to nothing are left out."""
        sums = self._sums({cause: CAUSE_WORDS[cause].full for cause in CAUSES})
        old, new = self._headings
        return sums[(sums[old] != 0) | (sums[new] != 0)]

    @property
    def _headings(self) -> tuple[str, str]:
        """The two names, marked where the rates of the results are projected."""
        old, new = (
            f"{name} (projected)" if results["projected"].any() else name
            for name, results in zip(self.names, (self.before, self.after), strict=True)
        )
        return old, new

    def by(self, column: str, amount: str = "to_pay") -> pd.DataFrame:
        """That amount in pounds a year by region, by household or by the scheme before the change: in total and for
        each tenancy.
        """
        groups = self.before[column]
        old, new = (_yearly(each, amount).groupby(groups).sum() for each in (self.before, self.after))
        count = groups.value_counts().reindex(old.index)
        return pd.DataFrame(
            {
                "tenancies": count,
                self._headings[0]: old.map(pounds),
                self._headings[1]: new.map(pounds),
                "change": (new - old).map(pounds),
                "change a tenancy": [
                    (pounds(pence) / int(number)).quantize(_PENNY, ROUND_HALF_UP)
                    for pence, number in zip(new - old, count, strict=True)
                ],
            }
        )

    def changes(self, amount: str = "to_pay") -> pd.Series[Any]:
        """By how much the amount of each tenancy changes, in whole pence a week."""
        return self.after[amount] - self.before[amount]

    def _sums(self, rows: Mapping[str, str]) -> pd.DataFrame:
        old, new = ([int(_yearly(each, name).sum()) for name in rows] for each in (self.before, self.after))
        columns = {
            self._headings[0]: map(pounds, old),
            self._headings[1]: map(pounds, new),
            "change": (pounds(b - a) for a, b in zip(old, new, strict=True)),
        }
        return pd.DataFrame({name: list(cells) for name, cells in columns.items()}, index=list(rows.values()))


def _yearly(results: pd.DataFrame, amount: str) -> pd.Series[Any]:
    """That amount of each tenancy in whole pence a year, because weekly amounts of years with different numbers of
    weeks cannot be added up.
    """
    return results[amount] * results["weeks"]


def compare(
    before: Stock,
    after: Stock,
    *,
    names: tuple[str, str] = ("before", "after"),
    books: tuple[RateBook | None, RateBook | None] = (None, None),
) -> Effect:
    """Assess both stocks: the same tenancies at two times, at two rents, or with two sets of rates (``books``)."""
    if not before.facts.index.equals(after.facts.index):
        raise ValueError("only the same tenancies can be compared")
    return Effect(before.results(books[0]), after.results(books[1]), names)
