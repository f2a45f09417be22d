"""Facts of other periods in Universal Credit, both sides of each line."""

from decimal import Decimal

import pytest

from benefitcalc import (
    RatesNotKnown,
    assess,
    explain,
    rate_book,
)
from tests.unit.circumstances.worked import (
    COURSE,
    DAVID,
    ELISE,
    JOSH,
    LATE,
    LCWRA,
    W12,
    W15,
    codes,
    earning,
    household,
    income,
    legacy,
    money,
    problems,
    surplus,
)

W10 = household(
    "2026-06-01",
    rent=money("150.00", "week"),
    claimant={
        "age": 36,
        "self_employment": {"net_profit": money("812.44"), "hours_per_week": 40, "minimum_income_floor": True},
    },
)


# --- Surplus earnings -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("carried", "earned"),
    [("885.88", "1698.33"), ("885.89", "1698.33"), ("885.90", "1698.34")],
)
def test_the_minimum_income_floor_is_tested_with_the_surplus(carried, earned):
    # H3314: profit of 812.44 and the surplus, against a net floor of 1,698.33.
    assert str(assess(W10, surplus(carried)).universal_credit.earned_income) == earned


@pytest.mark.parametrize(("carried", "exempt"), [("380.99", False), ("381.00", True)])
def test_the_benefit_caps_exception_counts_the_surplus(carried, exempt):
    # Earned income is what reg 82 tests, and it leaves out only the floor: 500.00 and 381.00 are the 881.
    rent = money("1500.00")
    result = assess(household(rent=rent, claimant={"age": 40, **earning("500.00")}), surplus(carried))
    assert ("earnings" in result.benefit_cap.exemptions) is exempt


def test_a_surplus_ends_an_owners_service_charges():
    facts = {"service_charges_qualifying_period_served": True, **surplus("0.01")}
    assert assess(DAVID, facts).universal_credit.housing_costs_element == 0


@pytest.mark.parametrize(("charge", "element"), [("0.00", "0.00"), ("0.01", "0.01")])
def test_an_owners_service_charge_counts_from_the_first_penny(charge, element):
    # UC Regs 2013 Sch 5 para 13: the whole of the service charge payments.
    home = {**DAVID["tenancy"], "service_charges": [{"label": "stairs", **money(charge), "eligible": True}]}
    found = assess({**DAVID, "tenancy": home}, {"service_charges_qualifying_period_served": True}).universal_credit
    assert (str(found.housing_costs_element), str(found.award)) == (element, str(Decimal("424.90") + Decimal(element)))


def test_a_partners_surplus_is_the_partners():
    couple = {**W10, "partner": {"age": 36}}
    mine = assess(couple, surplus("500.00")).universal_credit.earned_income
    theirs = assess(couple, {"surplus_earnings": {"amount": "500.00", "of": "partner"}}).universal_credit.earned_income
    assert (str(mine), str(theirs)) == ("1698.33", "2198.33")


# --- Parts of a period, and course years ------------------------------------------------------------------------------


def test_an_income_that_is_paid_throughout_is_as_in_the_case():
    facts = {"incomes_for_part_of_period": [{"income": 0, "first_day": "2019-12-03", "last_day": "2020-01-02"}]}
    assert assess(JOSH, facts).universal_credit == assess(JOSH).universal_credit


def test_the_benefit_cap_counts_what_universal_credit_does():
    facts = {"incomes_for_part_of_period": [{"income": 0, "first_day": "2019-12-17"}]}
    assert str(assess(JOSH, facts).benefit_cap.counted_income) == "317.82"
    assert assess(JOSH, facts).benefit_cap.counted_income == assess(JOSH).benefit_cap.counted_income


def test_housing_benefit_counts_the_week_as_the_case_has_it():
    """In specified accommodation, without Universal Credit in payment because of the income itself."""
    home = {"tenure": "exempt_accommodation", "bedrooms": 1, "rent": money("200.00", "week")}
    pension = [income("occupational_pension", "110.00", "week"), income("occupational_pension", "100.00", "week")]
    case = {**household(), "tenancy": home, "incomes": pension}
    facts = {"incomes_for_part_of_period": [{"income": 0, "last_day": "2026-07-08"}]}
    assert assess(case, facts).universal_credit.unearned_income < assess(case).universal_credit.unearned_income
    assert assess(case, facts).housing_benefit == assess(case).housing_benefit


@pytest.mark.parametrize(
    ("date", "counted"),
    [
        ("2026-08-10", "0.00"),
        ("2026-09-10", "903.11"),
        ("2027-02-10", "903.11"),
    ],
)
def test_student_income_counts_in_its_periods_alone(date, counted):
    facts = {"course_years": [{**COURSE, "first_period": "2026-07-10"}]}
    assert str(assess({**W12, "date": date}, facts).universal_credit.unearned_income) == counted


def test_a_period_in_the_long_vacation_says_why_it_has_none():
    facts = {"course_years": [{**COURSE, "long_vacation_begins": "2026-10-20", "year_begins": "2026-09-21"}]}
    line = explain(W12, facts).line("student_income_of_each_period")
    assert "long vacation" in line.nil_reason


# --- Late re-claims ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "allowance", "code"),
    [
        ({"job_ended": "2019-10-13"}, "317.82", "circumstances_reclaim_in_time"),
        ({"job_ended": "2019-10-12"}, "219.43", "circumstances_late_reclaim"),
        ({"good_reason": True}, "317.82", "circumstances_reclaim_in_time"),
        ({"claimed": "2019-11-09"}, "10.45", "circumstances_late_reclaim"),
        ({"claimed": "2019-10-10", "job_ended": "2019-09-01"}, "317.82", "circumstances_reclaim_in_time"),
    ],
)
def test_a_claim_within_a_week_of_the_job_has_a_whole_period(changed, allowance, code):
    result = assess(ELISE, {"late_reclaim": {**LATE, **changed}})
    assert str(result.universal_credit.standard_allowance) == allowance
    assert codes(result) == [code]


def test_all_income_comes_off_by_the_day_in_one_sum():
    # 55.00 + 100.00 + 4.35 = 159.35; 21 days of it are 110.02, of 55.00 37.97 and of 155.00 107.01.
    case = household(
        rent=money("100.00", "week"),
        claimant={"age": 40, **earning("100.00")},
        incomes=[income("insurance", "100.00")],
        capital="6000.01",
    )
    uc = assess(case, {"late_reclaim": {"claimed": "2026-06-19", "job_ended": "2026-06-01"}}).universal_credit
    assert [str(x) for x in (uc.earnings_deduction, uc.unearned_income, uc.tariff_income)] == ["37.97", "69.04", "3.01"]


def test_the_days_before_a_late_claim_are_a_cause_of_rent_to_pay():
    case = household(rent=money("100.00", "week"))
    result = assess(case, {"late_reclaim": {"claimed": "2026-06-19", "job_ended": "2026-06-01"}})
    # 433.33 for 21 days is 299.18, 69.04 a week.
    assert [(part.cause, str(part.amount)) for part in result.shortfall] == [("not_entitled", "30.96")]


def test_the_benefit_cap_comes_after_the_days():
    case = household(rent=money("2500.00"))
    uc = assess(case, {"late_reclaim": {"claimed": "2026-06-19", "job_ended": "2026-06-01"}}).universal_credit
    assert str(uc.award) == "1229.42"
    assert uc.award_before_cap == uc.maximum_amount


# --- Transitional elements --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("total", "element"), [("1203.11", "0.00"), ("1203.12", "0.01"), ("1000.00", "0.00")])
def test_no_element_where_universal_credit_is_no_less(total, element):
    assert str(assess(W15, legacy(total)).universal_credit.transitional_element) == element


def test_the_indicative_amount_is_after_the_benefit_cap():
    case = household(rent=money("2500.00"))
    uc = assess(case, legacy("1300.00")).universal_credit
    # Capped at 1,229.42; the element comes on top and the cap takes it away again.
    assert (str(uc.transitional_element), str(uc.award)) == ("70.58", "1229.42")


def test_a_household_that_universal_credit_refuses_has_no_element():
    case = household(capital="16000.01")
    assert problems(case, legacy("500.00")) == {"circumstances.move_from_legacy_benefits": "not_entitled"}
    kept = {**case, "universal_credit": {"transitional_capital_disregard": True}}
    assert assess(kept, legacy("500.00")).universal_credit.entitled


def test_a_replaced_rate_is_used():
    book = rate_book().replace({"uc.transitional_sdp_element.single_not_lcwra": "300.00"})
    assert assess(household(), {"transitional_sdp": {}}, book=book).universal_credit.transitional_element == 300


def test_the_sdp_element_before_it_began_is_refused():
    first = {**LCWRA, "date": "2021-01-27"}
    assert assess(first, {"transitional_sdp": {}}).universal_credit.transitional_element == 120
    with pytest.raises(RatesNotKnown):
        assess(household("2021-01-26"), {"transitional_sdp": {}})
    with pytest.raises(RatesNotKnown):
        assess(household("2024-02-13"), {"transitional_sdp": {"disability_premium": True}})


# --- Owners -----------------------------------------------------------------------------------------------------------


def test_a_penny_of_earnings_ends_an_owners_element():
    working = {**DAVID, "claimant": {"age": 40, "work_capability": "lcw", **earning("0.01")}}
    facts = {"service_charges_qualifying_period_served": True}
    result = assess(working, facts)
    assert result.universal_credit.housing_costs_element == 0
    assert str(result.universal_credit.work_allowance) == "710.00"
    assert "earnings" in explain(working, facts).line("owners_service_charges").nil_reason
    resting = {**working, "claimant": {"age": 40, "work_capability": "lcw"}}
    assert str(assess(resting, facts).universal_credit.work_allowance) == "427.00"


def test_a_qualifying_period_that_is_not_served_is_said():
    assert [w.code for w in assess(DAVID).warnings] == ["owner_service_charges_not_modelled"]
    waiting = assess(DAVID, {"service_charges_qualifying_period_served": False})
    assert [w.code for w in waiting.warnings] == ["circumstances_owner_qualifying_period"]
    assert waiting.universal_credit.housing_costs_element == 0


def test_another_adult_takes_nothing_from_an_owners_service_charges():
    facts = {"service_charges_qualifying_period_served": True}
    result = assess({**DAVID, "non_dependants": [{"age": 30}]}, facts)
    assert str(result.universal_credit.housing_costs_element) == "50.00"
    assert result.rent_to_pay == 0


def test_an_owner_is_helped_with_no_charge_that_is_not_eligible():
    charges = [*DAVID["tenancy"]["service_charges"], {**money("10.00", "week"), "eligible": False}]
    home = {**DAVID["tenancy"], "service_charges": charges, "rent": money("20.00")}
    result = assess({**DAVID, "tenancy": home}, {"service_charges_qualifying_period_served": True})
    assert str(result.universal_credit.housing_costs_element) == "50.00"
    assert [part.cause for part in result.shortfall] == ["ineligible_charges"]


# --- The command ------------------------------------------------------------------------------------------------------


def test_two_weeks_of_housing_benefit_are_told_beside_universal_credit_and_not_counted_in_it():
    """Two weeks of 96.40 by hand."""
    tenant = household(rent=money("96.40", "week"))
    result = assess(tenant, {"housing_benefit_before_the_move": {"award": "96.40"}})
    assert result.explanation.line("two_week_run_on_of_housing_benefit").value == 192_80
    assert "circumstances_two_week_run_on" in {warning.code for warning in result.warnings}
    assert result.universal_credit == assess(tenant).universal_credit
