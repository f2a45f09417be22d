"""Households on Housing Benefit, and what the tests ask of their results."""

import datetime as dt

import numpy as np

from benefitcalc.case import Case
from benefitcalc.columns import from_cases
from benefitcalc.columns.family import family_on_date
from benefitcalc.money import format_pounds, parse_pounds
from benefitcalc.periods import Per
from benefitcalc.rates import Basis, rate_book
from benefitcalc.schemes.child_benefit import assess_child_benefit
from benefitcalc.schemes.housing_benefit.award import assess_housing_benefit


def money(amount, per="week"):
    return {"amount": amount, "per": per}


def income(kind, amount, of="claimant", per="week"):
    return {"kind": kind, "amount": amount, "per": per, "of": of}


def job(net, hours=16):
    return {"net": money(net), "hours_per_week": hours}


def household(date="2026-06-01", *, rent="200.00", tenure="social_rent", home=None, claimant=None, **rest):
    tenancy = {"tenure": tenure, "bedrooms": 1, "rent": money(rent), **(home or {})}
    return {
        "schema": "benefitcalc.case/1",
        "date": date,
        "country": "england",
        "claimant": {"age": 40, **(claimant or {})},
        "tenancy": tenancy,
        "universal_credit": {"claimed": False},
        **rest,
    }


def assessed(cases, *, guarantee="0.00", savings="0.00", uc="0.00"):
    """The award of cases of one date and rent period; who is over pension age is under the regulations for it."""
    batch = from_cases([Case.model_validate(case) for case in cases])
    weekly = batch.households.rent_per[0] <= Per.FOUR_WEEKS
    day = dt.date.fromisoformat(cases[0]["date"])
    rates = rate_book().on(day, Basis.HB_WEEKLY_RENT if weekly else Basis.HB_OTHER_RENT)
    family = family_on_date(batch)
    over, couple = batch.adults.over_pension_age, batch.adults.present[1]
    each = np.ones(len(batch), dtype=np.int64)
    pension_age = over[0] & (~couple | over[1])
    return assess_housing_benefit(
        batch,
        family,
        rates,
        pension_age=pension_age,
        universal_credit_award_pm=each * parse_pounds(uc),
        universal_credit_in_payment=each * parse_pounds(uc) > 0,
        guarantee_credit_pw=np.where(pension_age, parse_pounds(guarantee), 0),
        savings_credit_pw=np.where(pension_age, parse_pounds(savings), 0),
        child_benefit_pw=assess_child_benefit(batch, family, rates).weekly,
    )


def shown(result, name, row=0):
    value = getattr(result.cap if name in {"limit", "counted_income"} else result, name)[row]
    if isinstance(value, np.bool_):
        return bool(value)
    counts = {"bedrooms_needed", "bedrooms_spare", "under_occupation_percent"}
    return int(value) if name in counts else format_pounds(int(value))


def check(case, expected, **other):
    result = assessed([case], **other)
    assert {name: shown(result, name) for name in expected} == expected


PENSIONER = {"claimant": {"age": 79}, "housing_benefit": {"pension_age_before_april_2021": True}}
LONE_PARENT_OF_TWO = {
    "claimant": {"age": 30},
    "children": [{"born": "2019-05-10", "sex": "male"}, {"born": "2021-05-10", "sex": "male"}],
}
SON_AND_COUPLE = [
    {"age": 24, "benefits": ["universal_credit_no_earnings"]},
    {"age": 31, "works_16_hours": True, "gross_income": money("420.00"), "couple_with": 2},
    {"age": 33, "gross_income": money("110.00"), "couple_with": 1},
]


def free_weeks(weeks, date="2026-06-01", rent="150.00", **rest):
    return household(date, home={"rent": {**money(rent), "rent_free_weeks": weeks}}, **rest)


def children(*born, **facts):
    return {"children": [{"born": day, "sex": "male", **facts} for day in born]}


PIP_DL, BLIND = {"disability_benefits": ["pip_daily_living_standard"]}, {"severely_sight_impaired": True}
MOBILITY = {"disability_benefits": ["pip_mobility_standard"]}


def with_childcare(*charges, born=("2019-05-10", "2021-05-10"), date="2026-06-01", partner=None, hours=16, **facts):
    kids = [{"born": day, "sex": "male", "childcare": money(c), **facts} for day, c in zip(born, charges, strict=False)]
    case = household(date, claimant={"age": 30, "employment": job("400.00", hours)}, children=kids)
    return case if partner is None else {**case, "partner": {"age": 30, **partner}}


KIDS = children("2015-01-01")
