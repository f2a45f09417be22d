"""Why an award differs: each amount below is worked out by hand from the rates of 2026-27.

A single tenant of 34 in 2026-27: standard allowance £424.90; rent of £112.45 a week is 112.45 × 52 ÷ 12 = £487.28.
"""

from __future__ import annotations

from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest

from benefitcalc import Case, assess, rate_book
from benefitcalc.advice.why_different import Differences, why_different

TENANT: dict[str, Any] = {
    "date": "2026-06-01",
    "claimant": {"age": 34},
    "tenancy": {"tenure": "social_rent", "bedrooms": 1, "rent": {"amount": "112.45", "per": "week"}},
}
AWARD = Decimal("912.18")
PENSIONER: dict[str, Any] = {
    "date": "2026-06-01",
    "claimant": {"age": 70, "over_pension_age": True},
    "incomes": [{"kind": "state_pension", "amount": "300.00", "per": "week"}],
    "tenancy": {"tenure": "social_rent", "bedrooms": 1, "rent": {"amount": "112.45", "per": "week"}},
}


def tenant(**changes: Any) -> dict[str, Any]:
    return {**deepcopy(TENANT), **changes}


def first(found: Differences) -> str:
    return found.found[0].code


def test_a_right_award_has_no_difference() -> None:
    found = why_different(TENANT, award=AWARD)
    assert found.agrees
    assert list(found) == []
    assert not found.explained
    assert found.verdict == "The amounts agree."


@pytest.mark.parametrize(
    ("award", "code"),
    [
        ("546.72", "rent_period"),  # 424.90 + 112.45 × 13 ÷ 12 = 121.82
        ("537.35", "rent_period"),  # 424.90 + 112.45
        ("874.70", "rent_month_of_four_weeks"),  # 424.90 + 449.80
        ("893.44", "rent_weeks"),  # 424.90 + 112.45 × 50 ÷ 12 = 468.54
        ("889.87", "old_rent"),  # 107.30 × 1.048 = 112.45; 424.90 + 107.30 × 52 ÷ 12 = 464.97
        ("424.90", "no_rent_on_claim"),
        ("1121.52", "carer_extra"),  # 912.18 + 209.34
    ],
)
def test_one_fact_explains_to_the_penny(award: str, code: str) -> None:
    found = why_different(TENANT, award=award)
    assert found.explained
    assert first(found) == code
    assert found.found[0].certain
    assert found.gap == Decimal(award) - AWARD


def test_the_altered_case_gives_the_amount() -> None:
    found = why_different(TENANT, award="546.72").found[0]
    assert isinstance(found.altered_case, Case)
    assert assess(Case.model_validate(found.altered_case.to_dict())).universal_credit.award == Decimal("546.72")
    assert found.amount == Decimal("546.72") - AWARD
    assert found.sentence == ("The amount fits a rent of £112.45 every four weeks, where the case has £112.45 a week.")


def test_the_rent_before_can_be_told() -> None:
    # 424.90 + 100.00 × 52 ÷ 12 = 433.33
    assert not why_different(TENANT, award="858.23").explained
    assert first(why_different(TENANT, award="858.23", rent_before="100.00")) == "old_rent"


@pytest.mark.parametrize(
    ("off", "code"),
    [
        ("42.49", "rent_arrears_deduction"),  # 10% of 424.90
        ("21.25", "third_party_deduction"),  # 5%, 21.245 up
        ("63.74", "deductions_at_limit"),  # 15%, 63.735 up
        ("36.40", "child_maintenance_deduction"),
    ],
)
def test_a_deduction_of_a_percentage_explains(off: str, code: str) -> None:
    found = why_different(TENANT, award=AWARD - Decimal(off))
    assert code in {one.code for one in found if one.certain}


def test_a_sanction_of_the_whole_period_explains_and_of_some_days_could_be() -> None:
    # 424.90 × 12 ÷ 365 = 13.969, down to 13.90 a day; June has 30 days
    whole = why_different(TENANT, award=AWARD - Decimal("417.00"))
    assert first(whole) == "sanction"
    assert whole.explained
    some = why_different(TENANT, award=AWARD - Decimal("13.90") * 9)
    assert "sanction" in {one.code for one in some if not one.certain}


def test_a_sanction_at_the_lower_rate_and_of_one_of_a_couple() -> None:
    # 40% of 13.969 is 5.588, down to 5.50 a day.
    assert first(why_different(TENANT, award=AWARD - Decimal("165.00"))) == "sanction"
    # For one of a couple on 666.97: 21.93 a day, down to 21.90, of which 10.95; 30 days are 328.50. In July 31 days
    # would be 339.45, and half of the allowance is the most: 333.49.
    couple = {**TENANT, "partner": {"age": 40}}
    for date, off in (("2026-06-01", "328.50"), ("2026-07-01", "333.49")):
        case = {**couple, "date": date}
        award = assess(case).universal_credit.award
        assert "sanction" in {one.code for one in why_different(case, award=award - Decimal(off)) if one.certain}


@pytest.mark.parametrize("off", ["0.01", "30.11", "63.73"])
def test_a_deduction_of_any_amount_could_be_and_explains_nothing(off: str) -> None:
    found = why_different(TENANT, award=AWARD - Decimal(off))
    assert not found.explained
    assert "not explained" in found.verdict
    assert [one.code for one in found if one.code == "deduction"] == ["deduction"]
    assert "could be" in found.found[-1].sentence


@pytest.mark.parametrize("award", ["848.37", "912.19", "700.07"])
def test_what_nothing_explains_is_not_explained(award: str) -> None:
    found = why_different(TENANT, award=award)
    assert not found.explained
    assert "not explained" in found.verdict
    assert not {"deduction"} & {one.code for one in found}


def test_a_fact_stands_before_a_deduction_that_could_be() -> None:
    # A bedroom charge of 14% of 487.28 is 68.22; of a rent so small that it is within the limit of deductions:
    small = tenant(tenancy={**TENANT["tenancy"], "rent": {"amount": "300.00", "per": "month"}})
    found = why_different(small, award="682.90")  # 424.90 + 300.00 − 42.00
    assert [one.code for one in found][-1] == "deduction"
    assert "bedroom_charge_made" in {one.code for one in found if one.certain}


def test_two_likely_facts_explain_together() -> None:
    working = tenant(
        claimant={"age": 34, "employment": {"net": {"amount": "612.35", "per": "month"}, "hours_per_week": 12}}
    )
    # No pay and the rent by the four weeks: 424.90 + 121.82.
    assert why_different(working, award="546.72").found[0].codes in {
        ("rent_period", "pay_missing"),
        ("pay_missing", "rent_period"),
    }


def test_several_amounts_must_all_fit() -> None:
    both = why_different(TENANT, award="546.72", housing_element="121.82")
    assert first(both) == "rent_period"
    assert not why_different(TENANT, award="546.72", housing_element="100.00").explained


def test_a_payment_to_the_landlord_is_the_lesser_of_element_and_award() -> None:
    earning = tenant(
        claimant={"age": 34, "employment": {"net": {"amount": "900.00", "per": "month"}, "hours_per_week": 20}}
    )
    # 912.18 − 55% of 900.00 (no work allowance) = 417.18, less than the element of 487.28
    assert why_different(earning, paid_to_landlord="417.18").agrees
    paid_twice = why_different(earning, paid_to_landlord="487.28")
    assert "pay_missing" in {one.code for one in paid_twice}


def test_arrears_are_paid_on_top_of_the_rent() -> None:
    found = why_different(TENANT, paid_to_landlord=Decimal("487.28") + Decimal("42.49"))
    assert "arrears_paid_too" in {one.code for one in found if one.certain}


def test_a_schedule_of_four_weeks() -> None:
    found = why_different(TENANT, paid_to_landlord="449.80")  # 487.28 × 12 ÷ 13
    assert "four_weekly_schedule" in {one.code for one in found}


def test_housing_benefit_by_the_week() -> None:
    right = assess(PENSIONER).housing_benefit
    assert right is not None
    lodged = assess({**PENSIONER, "non_dependants": [{"age": 30}]}).housing_benefit
    assert lodged is not None
    found = why_different(PENSIONER, hb_weekly=lodged.award)
    assert "other_adult_extra" in {one.code for one in found if one.certain}
    less = why_different(PENSIONER, hb_weekly=right.award - Decimal("9.87"))
    assert [one.code for one in less if not one.certain][-1] == "overpayment"


def test_a_household_that_is_exempt_may_be_capped_all_the_same() -> None:
    # 424.90 + 4 × 303.94 + 150.00 × 52 ÷ 12 = 2,290.66, with Child Benefit of 349.92 a month 805.58 over 1,835.00
    family = tenant(
        claimant={"age": 34, "disability_benefits": ["pip_mobility_standard"]},
        children=[{"age": age, "sex": "female"} for age in (2, 4, 6, 8)],
        tenancy={"tenure": "social_rent", "bedrooms": 3, "rent": {"amount": "150.00", "per": "week"}},
    )
    assert why_different(family, award="2290.66").agrees
    named = {one.code for one in why_different(family, award="1485.08") if one.certain}
    assert named >= {"cap_though_exempt", "disability_benefit_missing"}


def test_a_transitional_element_may_be_eroded_by_the_uprating() -> None:
    # The standard allowance rose from 400.14 to 424.90: 100.00 − 24.76 = 75.24
    kept = tenant(universal_credit={"transitional_element": "100.00"})
    named = {one.code for one in why_different(kept, award=AWARD + Decimal("75.24")) if one.certain}
    assert named >= {"transitional_element_eroded", "rates_of_last_year"}  # the old rates take as much off


def test_two_digits_may_be_exchanged() -> None:
    # 121.45 × 52 ÷ 12 = 526.28
    assert first(why_different(TENANT, award="951.18")) == "rent_digits"


def test_charges_may_be_in_the_rent_and_counted_again() -> None:
    charge = {"label": "cleaning", "amount": "6.20", "per": "week", "eligible": True}
    cleaned = tenant(tenancy={**TENANT["tenancy"], "service_charges": [charge]})
    # 912.18 + 6.20 × 52 ÷ 12 = 26.87; the rent is then 118.65 × 52 ÷ 12 = 514.15
    assert why_different(cleaned, award="939.05").agrees
    assert first(why_different(cleaned, award="965.92")) == "charges_twice"


def test_two_other_adults_may_be_a_couple() -> None:
    two = {**PENSIONER, "non_dependants": [{"age": 30}, {"age": 31}]}
    couple = {**two, "non_dependants": [{"age": 30, "couple_with": 1}, {"age": 31, "couple_with": 0}]}
    award = assess(couple).housing_benefit
    assert award is not None
    named = {one.code for one in why_different(two, hb_weekly=award.award) if one.certain}
    assert "other_adults_couple" in named


def test_the_pay_or_rent_that_would_make_the_amount_is_told_and_explains_nothing() -> None:
    # 912.18 − 55% of 1,600.07 = 32.14
    earning = tenant(
        claimant={"age": 34, "employment": {"net": {"amount": "900.00", "per": "month"}, "hours_per_week": 20}}
    )
    found = why_different(earning, award="32.14")
    assert not found.explained
    pay = {one.fact: one for one in found.would_fit}["claimant.pay"]
    assert assess(
        {**earning, "claimant": {"age": 34, "employment": {"net": {"amount": pay.amount, "per": "month"}}}}
    ).universal_credit.award == Decimal("32.14")
    assert "it would be £1,600.0" in pay.sentence
    assert not why_different(TENANT, award="912.19").would_fit  # no monthly amount of a weekly rent is 487.29
    rent = why_different(TENANT, award="858.23").would_fit[0]
    assert (rent.fact, rent.amount) == ("rent", Decimal("100.00"))


def test_a_day_after_the_checked_rates_is_compared_at_projected_rates() -> None:
    book = rate_book().project()
    case = tenant(date="2028-06-01")
    alone = assess({**case, "tenancy": {"tenure": "no_housing_costs"}}, book=book).universal_credit
    assert alone is not None
    # The rent as four-weekly brings 112.45 × 13 ÷ 12 = 121.82
    assert first(why_different(case, award=alone.award + Decimal("121.82"), book=book)) == "rent_period"
    assert first(why_different(assess(case, book=book), award=alone.award)) == "no_rent_on_claim"


def test_an_assessment_serves_too() -> None:
    assert first(why_different(assess(TENANT), award="546.72")) == "rent_period"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "no amount is given"),
        ({"award": "12.345"}, "award is '12.345'"),
        ({"award": "-1"}, "award is '-1'"),
        ({"award": "1", "rent_before": "a lot"}, "rent_before is 'a lot'"),
        ({"award": "1", "hb_weekly": "1"}, "give those of one scheme"),
        ({"hb_weekly": "1"}, "has no Housing Benefit"),
    ],
)
def test_what_cannot_be_compared_is_refused(given: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        why_different(TENANT, **given)


def test_a_result_with_facts_of_other_periods_is_refused() -> None:
    result = assess(TENANT, {"rent_could_be_afforded": None})
    with pytest.raises(ValueError, match="facts of other periods"):
        why_different(result, award="500.00")
