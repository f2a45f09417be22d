"""What is left after the rent, worked by hand over the year as docs/validation/oracle.md defines it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from benefitcalc import assess

CAPPED: dict[str, Any] = {
    "date": "2026-06-01",
    "claimant": {"age": 29},
    "children": [{"age": age, "sex": "female"} for age in (9, 7, 5, 3)],
    "tenancy": {"tenure": "social_rent", "bedrooms": 3, "rent": {"amount": "165.00", "per": "week"}},
}
PENSIONER: dict[str, Any] = {
    "date": "2026-06-01",
    "claimant": {"born": "1948-05-01", "disability_benefits": ["attendance_allowance_higher"]},
    "tenancy": {"tenure": "social_rent", "bedrooms": 1, "rent": {"amount": "130.00", "per": "week"}},
    "incomes": [
        {"kind": "state_pension", "amount": "220.00", "per": "week"},
        {"kind": "occupational_pension", "amount": "1300.00", "per": "month"},
    ],
}
FREE = {"amount": "130.00", "per": "week", "rent_free_weeks": 4}


def with_rent(case: dict[str, Any], rent: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {**case, "tenancy": {**case["tenancy"], "rent": rent}, **more}


def test_a_capped_family_has_what_the_cap_leaves() -> None:
    result = assess(CAPPED)
    # The cap of 1,835.00 a month counts Child Benefit of 80.75 a week, 349.92 a month: 1,485.08 is left.
    assert result.universal_credit.award == Decimal("1485.08")
    # 17,820.96 + 80.75 x 52 - 165.00 x 52 = 13,439.96; / 52 = 258.4607...
    assert result.left_after_rent == Decimal("258.46")
    taken = result.universal_credit.award_before_cap - Decimal("1485.08")
    assert result.benefit_cap_reduction_pw == (taken * 12 / 52).quantize(Decimal("0.01"))
    assert {part.cause for part in result.shortfall} == set()  # the whole rent is covered: the shortfall hides the cap
    assert result.weeks_basis == 52


def test_every_income_and_award_is_in_it() -> None:
    result = assess(PENSIONER)
    # Attendance Allowance 114.60 and State Pension 220.00 a week, the pension 1,300.00 x 12 = 15,600.00 a year.
    awards = 52 * (result.housing_benefit.award + result.pension_credit.award)
    year = 52 * (Decimal("114.60") + Decimal("220.00") - Decimal("130.00")) + 15_600 + awards
    assert result.left_after_rent == (year / 52).quantize(Decimal("0.01"))
    assert result.left_after_rent > 500


def test_pay_is_by_its_own_period_whatever_the_payday() -> None:
    tenant = {
        "date": "2026-06-01",
        "claimant": {"age": 40, "employment": {"net": {"amount": "2600.00", "per": "four_weeks"}}},
        "tenancy": {"tenure": "social_rent", "bedrooms": 1, "rent": {"amount": "400.00", "per": "month"}},
    }
    # 2,600.00 x 13 = 33,800.00, no award, less 4,800.00 of rent: 29,000.00 / 52 = 557.6923...
    assert assess(tenant).left_after_rent == Decimal("557.69")


def test_it_is_below_nothing_where_the_rent_is_more() -> None:
    tenant = {
        "date": "2026-06-01",
        "claimant": {"age": 40},
        "capital": "20000.00",
        "tenancy": {"tenure": "social_rent", "bedrooms": 1, "rent": {"amount": "100.01", "per": "month"}},
    }
    # -100.01 x 12 / 52 = -23.0792...; and half a penny, -0.26 / 52 = -0.005, goes away from nothing: -0.01.
    assert assess(tenant).left_after_rent == Decimal("-23.08")
    owed = with_rent(tenant, {"amount": "0.26", "per": "year"})
    assert assess(owed).left_after_rent == Decimal("-0.01")
    assert "−£23.08 a week" in str(assess(tenant))


@pytest.mark.parametrize(
    ("date", "weeks", "charged"),
    [("2026-06-01", 52, 48), ("2024-06-03", 53, 49)],
    ids=["a year of 52 weeks", "a year of 53 weeks"],
)
def test_rent_free_weeks_count_over_the_year(date: str, weeks: int, charged: int) -> None:
    poor = {**PENSIONER, "date": date, "incomes": PENSIONER["incomes"][:1]}
    result = assess(with_rent(poor, FREE))
    assert result.weeks_basis == charged
    paid, benefit = Decimal("130.00"), result.housing_benefit.award
    allowance = {"2026-06-01": "114.60", "2024-06-03": "108.55"}[date]
    week = Decimal("220.00") + Decimal(allowance) + result.pension_credit.award + (benefit - paid) * charged / weeks
    assert result.left_after_rent == week.quantize(Decimal("0.01"))


def test_child_benefit_that_was_entered_counts_once() -> None:
    entered = {**CAPPED, "incomes": [{"kind": "child_benefit", "amount": "27.05", "per": "week"}]}
    result = assess(entered)
    year = 12 * result.universal_credit.award + 52 * (Decimal("27.05") - Decimal("165.00"))
    assert result.left_after_rent == (year / 52).quantize(Decimal("0.01"))


def test_the_first_week_of_2013_has_the_first_rates() -> None:
    assert assess({**PENSIONER, "date": "2013-04-01"}).left_after_rent > 0


def test_the_result_and_its_explanation_show_it() -> None:
    result = assess(CAPPED)
    told = result.to_dict()
    assert (told["left_after_rent"], told["weeks_basis"]) == ("258.46", 52)
    assert told["benefit_cap_reduction_pw"] == str(result.benefit_cap_reduction_pw)
    line = result.explanation.line("left_after_rent")
    assert line.amount == "£258.46"
    assert {"award", "child_benefit_worked_out", "whole_rent"} <= {part.name for part in line.inputs}
