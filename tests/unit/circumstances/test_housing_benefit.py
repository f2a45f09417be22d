"""Facts of other periods in Housing Benefit, both sides of each line."""

from decimal import Decimal

import pytest

from benefitcalc import (
    assess,
)
from tests.unit.circumstances.worked import (
    BEFORE_2014,
    WORKING_SON,
    codes,
    deferred,
    earning,
    income,
    money,
    of_pension_age,
    on_housing_benefit,
    problems,
)


@pytest.mark.parametrize(
    ("began", "percent", "code"),
    [
        ("2026-06-07", 0, "circumstances_rent_could_be_afforded"),
        ("2026-03-03", 0, "circumstances_rent_could_be_afforded"),
        ("2026-03-02", 14, "circumstances_rent_could_be_afforded_over"),
    ],
)
def test_thirteen_weeks_without_a_bedroom_charge(began, percent, code):
    result = assess(on_housing_benefit(), {"rent_could_be_afforded": {"award_began": began}})
    assert result.housing.under_occupation_percent == percent
    assert codes(result) == [code]


def test_a_tenant_since_before_1996_has_the_charge_from_3_march_2014():
    facts = {"tenant_on_housing_benefit_since_before_1996": True}
    assert assess(BEFORE_2014).housing.under_occupation_percent == 14
    after = assess(on_housing_benefit("2014-03-03"), facts)
    assert after.housing.under_occupation_percent == 14
    assert codes(after) == ["circumstances_tenant_since_before_1996_over"]


@pytest.mark.parametrize(
    ("changed", "deduction", "code"),
    [
        ("2026-06-01", "0.00", "circumstances_deferred_deduction"),
        ("2025-12-02", "0.00", "circumstances_deferred_deduction"),  # 26 weeks end on Tuesday 2 June
        ("2025-12-01", "62.30", "circumstances_deferred_deduction_over"),
    ],
)
def test_a_new_deduction_waits_for_the_first_monday_26_weeks_after(changed, deduction, code):
    case = of_pension_age([WORKING_SON])
    full = str(assess(case).housing_benefit.non_dependant_deductions)
    result = assess(case, {"deferred_deductions": [deferred(changed)]})
    assert str(result.housing_benefit.non_dependant_deductions) == ("0.00" if deduction == "0.00" else full)
    assert codes(result) == [code]


def test_a_deduction_that_went_down_is_not_deferred():
    case = of_pension_age([WORKING_SON])
    facts = {"deferred_deductions": [deferred("2026-05-01", "150.00")]}
    assert assess(case, facts).housing_benefit == assess(case).housing_benefit


def test_a_couple_has_one_deduction_and_one_deferral():
    couple = [{**WORKING_SON, "couple_with": 1}, {"age": 25, "couple_with": 0}]
    case = of_pension_age(couple)
    both = {"deferred_deductions": [deferred("2026-05-01", "19.65", place) for place in (0, 1)]}
    assert str(assess(case, both).housing_benefit.non_dependant_deductions) == "19.65"
    one = {"deferred_deductions": [deferred("2026-05-01")]}
    assert problems(case, one) == {"circumstances.deferred_deductions[0].non_dependant": "one_of_a_couple"}


@pytest.mark.parametrize(
    ("week", "award"),
    [("2026-06-01", "86.00"), ("2026-06-08", "95.00"), ("2026-06-29", "95.00"), ("2026-07-06", "86.00")],
)
def test_an_extended_payment_is_for_the_four_weeks_after(week, award):
    facts = {"extended_payment": {"qualifying_benefit_ended": "2026-06-03", "award_before": "95.00"}}
    assert str(assess(on_housing_benefit(week), facts).housing_benefit.award) == award


@pytest.mark.parametrize(("before", "award"), [("85.99", "86.00"), ("86.00", "86.00"), ("100.00", "100.00")])
def test_the_greater_award_is_paid_and_the_causes_sum(before, award):
    facts = {"extended_payment": {"qualifying_benefit_ended": "2026-06-03", "award_before": before}}
    result = assess(on_housing_benefit("2026-06-08"), facts)
    assert str(result.housing_benefit.award) == award
    assert sum((part.amount for part in result.shortfall), Decimal(0)) == result.rent_to_pay == 100 - Decimal(award)


def test_an_extended_payment_has_no_reason_against_it():
    facts = {"extended_payment": {"qualifying_benefit_ended": "2026-06-03", "award_before": "60.00"}}
    for hindered in ({"capital": "20000.00"}, {"claimant": {"age": 40, **earning("3000.00")}}):
        case = on_housing_benefit("2026-06-08", **hindered)
        assert not assess(case).housing_benefit.entitled
        result = assess(case, facts)
        assert result.housing_benefit.entitled
        assert result.housing_benefit.reasons == ()
        assert str(result.rent_to_pay) == "40.00"


def test_an_extended_payment_is_before_the_benefit_cap():
    family = [{"age": age, "sex": "male"} for age in (3, 4, 5, 6, 7)]
    home = {"tenure": "social_rent", "bedrooms": 4, "rent": money("300.00", "week")}
    case = on_housing_benefit(
        "2026-06-08", children=family, incomes=[income("income_support", "95.55", "week")], tenancy=home
    )
    assert assess(case).housing_benefit.benefit_cap_reduction > 0 or assess(case).benefit_cap is not None
    facts = {"extended_payment": {"qualifying_benefit_ended": "2026-06-03", "award_before": "300.00"}}
    result = assess(case, facts)
    assert str(result.housing_benefit.award) == "300.00"
    assert result.housing_benefit.benefit_cap_reduction == 0
    assert result.benefit_cap is None
