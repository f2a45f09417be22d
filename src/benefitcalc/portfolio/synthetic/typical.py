"""Twelve made-up households with names that say what they are, for lessons and pictures; and a household with its rent
or its income raised. Nobody in them exists.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from benefitcalc.case import Case, IncomeKind, Person, Tenancy
from benefitcalc.periods import Day


def _flat(rent: str, bedrooms: int, **more: Any) -> dict[str, Any]:
    return {"tenure": "social_rent", "bedrooms": bedrooms, "rent": {"amount": rent, "per": "week"}, **more}


def _pay(amount: str, hours: int) -> dict[str, Any]:
    return {"employment": {"net": {"amount": amount, "per": "month"}, "hours_per_week": hours}}


_SUPPORTED = {"tenure": "exempt_accommodation", "bedrooms": 1, "rent": {"amount": "236.00", "per": "week"}}
_TYPICAL: Mapping[str, Mapping[str, Any]] = {
    "Single, 22, looking for work": {"claimant": {"born": "2003-05-15"}, "tenancy": _flat("88.20", 1)},
    "Single, 41, too ill to work, a spare room": {
        "claimant": {
            "born": "1984-08-15",
            "work_capability": "lcwra_protected",
            "disability_benefits": ["pip_daily_living_standard"],
        },
        "tenancy": _flat("104.70", 2),
    },
    "Single, 50, job of 24 hours": {
        "claimant": {"born": "1975-10-15", **_pay("1110.00", 24)},
        "tenancy": _flat("96.40", 1),
    },
    "Couple in their fifties, one part-time job": {
        "claimant": {"born": "1971-02-15", **_pay("720.00", 16)},
        "partner": {"born": "1973-06-15"},
        "tenancy": _flat("107.30", 2),
    },
    "Lone parent, one child, looking for work": {
        "claimant": {"born": "1998-09-15"},
        "children": [{"born": "2022-07-15", "sex": "female"}],
        "tenancy": _flat("105.90", 2),
    },
    "Lone parent, two children, part-time job": {
        "claimant": {"born": "1991-12-15", **_pay("840.00", 16)},
        "children": [{"born": "2017-08-15", "sex": "female"}, {"born": "2020-11-15", "sex": "male"}],
        "tenancy": _flat("117.60", 3),
    },
    "Lone parent, three children, part-time job": {
        "claimant": {"born": "1989-03-15", **_pay("910.00", 18)},
        "children": [
            {"born": "2017-10-15", "sex": "male"},
            {"born": "2019-06-15", "sex": "male"},
            {"born": "2022-01-15", "sex": "female"},
        ],
        "tenancy": _flat("121.80", 3),
    },
    "Couple, two children, one full-time job": {
        "claimant": {"born": "1987-07-15", **_pay("1890.00", 37)},
        "partner": {"born": "1989-11-15"},
        "children": [{"born": "2015-05-15", "sex": "female"}, {"born": "2018-08-15", "sex": "female"}],
        "tenancy": _flat("116.10", 3),
    },
    "Couple, four children, no work, capped": {
        "claimant": {"born": "1990-01-15"},
        "partner": {"born": "1990-06-15"},
        "children": [
            {"born": "2014-08-15", "sex": "male"},
            {"born": "2016-06-15", "sex": "male"},
            {"born": "2018-10-15", "sex": "female"},
            {"born": "2021-07-15", "sex": "female"},
        ],
        "tenancy": _flat("131.50", 4),
    },
    "Pensioner, 79, State Pension only": {
        "claimant": {"born": "1946-08-15"},
        "incomes": [{"kind": "state_pension", "amount": "176.45", "per": "week"}],
        "tenancy": _flat("98.60", 2),
    },
    "Pensioner couple, small works pension": {
        "claimant": {"born": "1950-06-15"},
        "partner": {"born": "1952-10-15"},
        "incomes": [
            {"kind": "state_pension", "amount": "312.20", "per": "week"},
            {"kind": "occupational_pension", "amount": "71.50", "per": "week"},
        ],
        "capital": "11200.00",
        "tenancy": _flat("109.90", 2),
    },
    "Single, 29, in supported housing": {"claimant": {"born": "1996-07-15"}, "tenancy": _SUPPORTED},
}


def typical_tenants(date: Day = "2026-03-30") -> dict[str, Case]:
    """Twelve made-up households by name, on a day; rents and incomes are at the level of 2025-26."""
    return {name: Case.model_validate({**written, "date": date}) for name, written in _TYPICAL.items()}


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
