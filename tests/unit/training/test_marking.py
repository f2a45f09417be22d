"""Marking: what is right, what is carried forward, what is a penny off, and what is wrong."""

from __future__ import annotations

from typing import Any

import pytest

from benefitcalc import Case
from benefitcalc.rules import Unit
from benefitcalc.training import Exercise, Scenario, exercise, mark, parse_answer

# Worked by hand from the rates of 2026-27: rent 150.00 x 52 / 12 = 650.00; four rooms needed, one spare, so 14% is
# 91.00; one adult contributes 96.55; 650.00 - 91.00 - 96.55 = 462.45.
FAMILY: dict[str, Any] = {
    "date": "2026-06-01",
    "claimant": {"age": 40, "employment": {"net": {"amount": "500.00", "per": "month"}}},
    "children": [{"age": 12, "sex": "female"}, {"age": 8, "sex": "male"}],
    "non_dependants": [{"age": 30}],
    "tenancy": {"tenure": "social_rent", "bedrooms": 5, "rent": {"amount": "150.00", "per": "week"}},
}


def practice(case: dict[str, Any], topic: str = "universal_credit") -> Exercise:
    return exercise(Scenario("test", "A family", topic, 1, Case.model_validate(case)))


def verdicts(marked_case: Exercise, **answers: int) -> dict[str, str]:
    marked = mark(marked_case, {**marked_case.key, **answers})
    return {one.step.name: one.verdict for one in marked.steps if one.verdict != "right"}


def test_the_key_has_every_mark() -> None:
    family = practice(FAMILY)
    marked = mark(family, family.key)
    assert marked.marks == marked.out_of == family.out_of
    assert {one.verdict for one in marked.steps} == {"right"}
    assert family.key["housing_costs_element"] == 46245


def test_nothing_answered_has_no_marks() -> None:
    marked = mark(practice(FAMILY), {})
    assert marked.marks == 0
    assert {one.verdict for one in marked.steps} == {"missing"}


def test_an_error_that_is_carried_forward_is_not_marked_twice() -> None:
    family = practice(FAMILY)
    # Three rooms in place of four: two are spare, 25% of 650.00 is 162.50, and 650.00 - 162.50 - 96.55 = 390.95.
    own = {"bedrooms_needed": 3, "bedrooms_spare": 2, "under_occupation_charge": 16250, "housing_costs_element": 39095}
    marked = mark(family, {**family.key, **own})
    found = {one.step.name: one.verdict for one in marked.steps if one.step.name in own}
    assert found == dict.fromkeys(own, "carried_forward") | {"bedrooms_needed": "wrong"}
    assert marked.marks == marked.out_of - 1


def test_four_weeks_in_a_month_is_marked_in_the_rent_and_not_again_in_the_eligible_rent() -> None:
    """All of the 150.00 a week is eligible, and four weeks of it are 600.00."""
    family = practice(FAMILY)
    assert verdicts(family, contractual_rent=60000, eligible_rent=60000) == {
        "contractual_rent": "wrong",
        "eligible_rent": "carried_forward",
    }


def test_a_right_answer_is_right_whatever_came_before() -> None:
    family = practice(FAMILY)
    assert verdicts(family, eligible_rent=1) == {"eligible_rent": "wrong"}


def test_a_penny_off_has_the_marks_for_the_method() -> None:
    family = practice(FAMILY)
    marked = mark(family, family.key | {"under_occupation_charge": 9101})
    [one] = [one for one in marked.steps if one.verdict != "right"]
    assert (one.verdict, one.marks, one.step.marks, one.misconceptions) == ("penny_off", 1, 2, ())


@pytest.mark.parametrize(
    ("step", "given", "code"),
    [
        ("eligible_rent", 60000, "four_weeks_in_a_month"),  # 150.00 x 4
        ("earnings_deduction", 27500, "no_work_allowance"),  # 55% of 500.00
        ("under_occupation_charge", 7748, "charge_after_non_dependants"),  # 14% of 650.00 - 96.55
    ],
)
def test_a_misconception_is_named(step: str, given: int, code: str) -> None:
    family = practice(FAMILY)
    marked = mark(family, family.key | {step: given})
    assert marked.misconceptions == (code,)


def test_a_name_that_is_no_step_is_refused() -> None:
    with pytest.raises(KeyError, match="no step is named rent; there are bedrooms_needed"):
        mark(practice(FAMILY), {"rent": 1})


def feedback(marked_case: Exercise, answers: dict[str, int], step: str) -> str:
    return next(one.feedback for one in mark(marked_case, answers).steps if one.step.name == step)


def test_feedback_on_a_wrong_or_a_missing_step_has_its_sum() -> None:
    """Two children, the elder born before 6 April 2017: 351.88 and 303.94 in 2026-27."""
    family = practice(FAMILY, "children")
    said = "It is £655.82. The sum: £351.88 + 1 × £303.94 = £655.82. "
    assert feedback(family, {**family.key, "child_element": 60000}, "child_element").startswith(said)
    missing = {name: figure for name, figure in family.key.items() if name != "child_element"}
    assert feedback(family, missing, "child_element").startswith(said)


def test_feedback_says_what_a_wrong_step_would_be_with_the_learners_own_figures() -> None:
    """Three rooms needed of five: 25% of 650.00 is 162.50, where the key is 14%, which is 91.00."""
    family = practice(FAMILY)
    words = "With your own figures before it, it would be £162.50."
    own = {**family.key, "bedrooms_needed": 3, "bedrooms_spare": 2, "under_occupation_charge": 12345}
    said = feedback(family, own, "under_occupation_charge")
    assert said.startswith("It is £91.00. The sum: £650.00 × 14% = £91.00. " + words)
    assert words in feedback(family, {**own, "under_occupation_charge": 16251}, "under_occupation_charge")
    alone = {**family.key, "under_occupation_charge": 12345}
    assert "own figures" not in feedback(family, alone, "under_occupation_charge")


PENSIONER: dict[str, Any] = {
    "date": "2026-06-01",
    "claimant": {"age": 70},
    "incomes": [{"kind": "state_pension", "amount": "279.80", "per": "week"}],
    "tenancy": {"tenure": "social_rent", "bedrooms": 2, "rent": {"amount": "115.20", "per": "week"}},
}


def test_the_taper_shows_the_excess_of_income_first() -> None:
    """Who reached pension age after March 2021 has 238.00: 279.80 - 238.00 = 41.80, and 65% of that is 27.17."""
    case = practice(PENSIONER, "pension_age")
    words = "£279.80 − £238.00 = £41.80 of income above the applicable amount; £41.80 × 65% = £27.17."
    assert words in feedback(case, {**case.key, "taper_reduction": 18187}, "taper_reduction")


def test_each_household_has_the_law_of_its_own_scheme_first() -> None:
    pensioner = practice(PENSIONER, "pension_age")
    assert pensioner.step("rent_to_pay").law == "HB (SPC) Regs 2006 reg 61"
    assert pensioner.step("rent_to_pay_a_month").law == "HB (SPC) Regs 2006 reg 61"
    assert pensioner.step("maximum_housing_benefit").law == "HB (SPC) Regs 2006 reg 50; HB Regs 2006 reg 70"
    assert pensioner.step("bedrooms_spare").law == "HB Regs 2006 reg B13(3); UC Regs 2013 Sch 4 para 36"

    tenancy = {"tenure": "temporary_accommodation", "rent": {"amount": "400.00", "per": "week"}}
    housed = practice({**FAMILY, "non_dependants": [], "tenancy": tenancy}, "housing_benefit")
    assert housed.step("rent_to_pay").law == "HB Regs 2006 reg 80"
    assert housed.step("maximum_housing_benefit").law == "HB Regs 2006 reg 70; HB (SPC) Regs 2006 reg 50"
    assert housed.step("maximum_amount").law == practice(FAMILY).step("maximum_amount").law

    assert practice(FAMILY).step("rent_to_pay_a_month").law == "UC Regs 2013 Sch 4 para 7"
    assert practice(FAMILY).step("bedrooms_spare").law == "UC Regs 2013 Sch 4 para 36; HB Regs 2006 reg B13(3)"


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("£1,234.50", Unit.PENCE_PM, 123450),
        ("1234.5", Unit.PENCE_PM, 123450),
        (" 96.55 ", Unit.PENCE_PM, 9655),
        (".55", Unit.PENCE, 55),
        ("12", Unit.PENCE_PW, 1200),
        ("", Unit.PENCE, None),
        ("2", Unit.BEDROOMS, 2),
        ("14%", Unit.PERCENT, 14),
    ],
)
def test_amounts_are_read_as_people_type_them(text: str, unit: Unit, value: int | None) -> None:
    assert parse_answer(text, unit) == value


@pytest.mark.parametrize(
    ("text", "unit"),
    [("12.345", Unit.PENCE), ("1,23", Unit.PENCE), ("£", Unit.PENCE), ("twelve", Unit.PENCE), ("2.5", Unit.BEDROOMS)],
)
def test_what_is_no_amount_is_refused(text: str, unit: Unit) -> None:
    with pytest.raises(ValueError, match="type"):
        parse_answer(text, unit)


def test_an_answer_after_which_a_later_step_is_not_worked_out_is_marked_too() -> None:
    # At pension age, a minimum guarantee far too high makes guarantee credit, with which Housing Benefit counts no
    # income: the other income is then no step of the working, and its key stays right.
    pensioner: dict[str, Any] = {
        "date": "2026-06-01",
        "claimant": {"age": 75},
        "incomes": [{"kind": "state_pension", "amount": "300.00", "per": "week"}],
        "tenancy": {"tenure": "social_rent", "bedrooms": 1, "rent": {"amount": "120.00", "per": "week"}},
    }
    case = practice(pensioner, "pension_age")
    assert "other_income" in case.key
    marked = mark(case, {"appropriate_minimum_guarantee": 90000, "other_income": case.key["other_income"]})
    by_step = {one.step.name: one.verdict for one in marked.steps}
    assert by_step["appropriate_minimum_guarantee"] == "wrong"
    assert by_step["other_income"] == "right"


def test_a_step_to_which_the_learners_own_figures_do_not_lead_is_nothing() -> None:
    """With Universal Credit in payment Housing Benefit looks at no income: an income of nothing is carried forward."""
    case = {
        **FAMILY,
        "claimant": {"age": 40, "employment": {"net": {"amount": "9000.00", "per": "month"}}},
        "non_dependants": [],
        "tenancy": {"tenure": "temporary_accommodation", "rent": {"amount": "400.00", "per": "week"}},
    }
    family = practice(case, "housing_benefit")
    assert family.key["award"] == 0
    own = {"earnings_deduction": 0, "net_earnings": 0, "income": 0, "taper_reduction": 0}
    verdicts_of_own = {name: verdict for name, verdict in verdicts(family, **own).items() if name in own}
    assert verdicts_of_own == dict.fromkeys(own, "carried_forward") | {"earnings_deduction": "wrong"}
