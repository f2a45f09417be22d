"""Every misconception: its words, its law, and the wrong figures of some, worked by hand."""

from __future__ import annotations

from typing import Any

import pytest

from benefitcalc import Case
from benefitcalc.law import citations
from benefitcalc.money import parse_pounds
from benefitcalc.training import MISCONCEPTIONS, Misconception, Scenario, exercise, mark, name
from benefitcalc.training.misconceptions.ways import MISTAKES

each = pytest.mark.parametrize("misconception", MISCONCEPTIONS.values(), ids=list(MISCONCEPTIONS))


def test_every_mistake_has_its_words() -> None:
    assert set(MISCONCEPTIONS) == set(MISTAKES)
    assert len(MISCONCEPTIONS) >= 30


@each
def test_a_misconception_says_the_rule_and_its_law(misconception: Misconception) -> None:
    assert misconception.title[0].isupper() or misconception.title[0] in "£0123456789"
    assert not misconception.title.endswith(".")
    assert misconception.feedback.endswith(".")
    assert citations(misconception.law)


# --- Wrong figures worked by hand, at the rates of 2026-27 ------------------------------------------------------------

ON = "2026-06-01"


def household(**fields: Any) -> dict[str, Any]:
    """A single person of 40 in a social home of the right size, with other facts."""
    return {
        "date": ON,
        "claimant": {"age": 40},
        "tenancy": {"tenure": "social_rent", "bedrooms": 1, "rent": a_week("100.00")},
        **fields,
    }


def a_week(amount: str, **more: Any) -> dict[str, Any]:
    return {"amount": amount, "per": "week", **more}


def a_month(amount: str) -> dict[str, Any]:
    return {"amount": amount, "per": "month"}


def job(net: str) -> dict[str, Any]:
    return {"age": 40, "employment": {"net": a_month(net)}}


SON_AT_HOME = household(
    claimant={"age": 52},
    partner={"age": 50},
    non_dependants=[{"age": 24, "works_16_hours": True}],
    tenancy={
        "tenure": "social_rent",
        "bedrooms": 3,
        "rent": a_week("118.62"),
        "service_charges": [a_week("4.75", eligible=True)],
    },
)
RENT_FREE_WEEKS = household(
    tenancy={
        "tenure": "social_rent",
        "bedrooms": 1,
        "rent": a_week("121.82", rent_free_weeks=4),
        "service_charges": [
            a_week("6.30", rent_free_weeks=4, eligible=True),
            a_week("9.10", rent_free_weeks=4, eligible=False),
        ],
    }
)
SISTERS = household(
    tenancy={
        "tenure": "social_rent",
        "bedrooms": 3,
        "rent": {"amount": "532.00", "per": "four_weeks"},
        "people_liable": 2,
    }
)
MOTHER_AT_WORK = household(
    claimant=job("1146.37"),
    children=[{"born": "2019-05-01", "sex": "male", "childcare": a_month("640.00")}],
    tenancy={"tenure": "social_rent", "bedrooms": 2, "rent": a_week("98.50")},
)
SAVER = household(capital="6300.01")
CAPPED = household(
    children=[{"age": 12, "sex": "male"}, {"age": 8, "sex": "female"}, {"age": 5, "sex": "female"}],
    tenancy={"tenure": "social_rent", "bedrooms": 4, "rent": a_week("190.00")},
)
BROTHER_AND_SISTER = household(children=[{"age": 12, "sex": "male"}, {"age": 11, "sex": "female"}])
IN_HOUSING_BENEFIT = household(
    claimant=job("1300.00"),
    non_dependants=[{"age": 30, "works_16_hours": True, "gross_income": a_week("200.00")}],
    tenancy={"tenure": "social_rent", "bedrooms": 2, "rent": a_week("150.00")},
    universal_credit={"claimed": False},
)


@pytest.mark.parametrize(
    ("code", "case", "step", "wrong"),
    [
        # The son: 534.60 eligible; 14% of 534.60 - 96.55 is 61.327, and 534.60 - 61.33 - 96.55 = 376.72.
        ("charge_after_non_dependants", SON_AT_HOME, "under_occupation_charge", "61.33"),
        ("charge_on_rent_alone", SON_AT_HOME, "under_occupation_charge", "71.96"),  # 14% of 514.02
        ("twenty_five_percent_for_one", SON_AT_HOME, "under_occupation_charge", "133.65"),  # 25% of 534.60
        ("couple_needs_two_rooms", SON_AT_HOME, "bedrooms_needed", 3),
        ("other_adults_need_no_room", SON_AT_HOME, "bedrooms_needed", 1),
        ("couple_as_two_singles", SON_AT_HOME, "standard_allowance", "849.80"),  # 2 x 424.90
        ("four_weeks_in_a_month", SON_AT_HOME, "eligible_rent", "493.48"),  # 4 x 118.62 + 4 x 4.75
        ("weeks_4_33", SON_AT_HOME, "eligible_rent", "534.19"),  # 513.6246 + 20.5675, each rounded
        # Rent-free weeks: 121.82 x 52 / 12 + 6.30 x 52 / 12 = 527.89 + 27.30.
        ("rent_free_weeks_ignored", RENT_FREE_WEEKS, "eligible_rent", "555.19"),
        ("service_charges_left_out", RENT_FREE_WEEKS, "eligible_rent", "487.28"),  # 121.82 x 48 / 12
        ("ineligible_charges_counted", RENT_FREE_WEEKS, "eligible_rent", "548.88"),  # 487.28 + 25.20 + 36.40
        # Sisters: 532.00 x 13 / 12 = 576.33.
        ("charge_though_exempt", SISTERS, "under_occupation_charge", "144.08"),  # two spare: 25% of 576.33
        ("whole_rent_of_joint_tenant", SISTERS, "tenants_share", "576.33"),
        # At work: 1,146.37 less 427.00 is 719.37.
        ("no_work_allowance", MOTHER_AT_WORK, "earnings_deduction", "630.50"),  # 55% of 1,146.37
        ("work_allowance_after_the_taper", MOTHER_AT_WORK, "earnings_deduction", "203.50"),  # 630.50 - 427.00
        ("taper_of_63_percent", MOTHER_AT_WORK, "earnings_deduction", "453.20"),  # 63% of 719.37
        ("taper_of_65_percent", MOTHER_AT_WORK, "earnings_deduction", "467.59"),
        ("share_that_is_kept", MOTHER_AT_WORK, "earnings_deduction", "323.72"),
        ("earnings_in_full", MOTHER_AT_WORK, "earnings_deduction", "719.37"),
        ("work_allowance_of_the_other_kind", MOTHER_AT_WORK, "work_allowance", "710.00"),
        ("all_of_the_childcare", MOTHER_AT_WORK, "childcare_element", "640.00"),
        ("seventy_percent_of_the_childcare", MOTHER_AT_WORK, "childcare_element", "448.00"),
        ("higher_first_child_rate", MOTHER_AT_WORK, "child_element", "351.88"),
        # 300.01 above 6,000: two steps of 250, the second in part.
        ("tariff_of_a_pound", SAVER, "tariff_income", "2.00"),
        ("tariff_without_part_steps", SAVER, "tariff_income", "4.35"),
        ("tariff_from_the_first_pound", SAVER, "tariff_income", "113.10"),  # 26 steps
        ("no_tariff_income", SAVER, "tariff_income", "0.00"),
        # Capped: 25,323 / 12, 14,753 / 12 and 20,000 / 12.
        ("london_limit_outside_london", CAPPED, "benefit_cap_limit", "2110.25"),
        ("single_limit_for_family", CAPPED, "benefit_cap_limit", "1229.42"),
        ("limit_before_2023", CAPPED, "benefit_cap_limit", "1666.67"),
        ("two_child_limit_still", CAPPED, "child_element", "655.82"),  # 351.88 + 303.94
        ("first_child_rate_forgotten", CAPPED, "child_element", "911.82"),  # 3 x 303.94
        # Child Benefit of three is 27.05 + 2 x 17.90 = 62.85; the award before the cap is 2,092.72.
        ("child_benefit_of_four_weeks", CAPPED, "capped_income", "2344.12"),  # 4 x 62.85
        ("over_10s_of_different_sex_share", BROTHER_AND_SISTER, "bedrooms_needed", 2),
        ("each_child_a_room", CAPPED, "bedrooms_needed", 4),
        ("flat_amount_in_housing_benefit", IN_HOUSING_BENEFIT, "non_dependant_deductions", "22.28"),  # 96.55 x 12 / 52
    ],
)
def test_a_wrong_figure_has_the_name_of_its_misconception(
    code: str, case: dict[str, Any], step: str, wrong: str | int
) -> None:
    practice = exercise(Scenario("test", "A household", "benefit_cap", 1, Case.model_validate(case)))
    given = wrong if isinstance(wrong, int) else parse_pounds(wrong)
    assert given != practice.step(step).answer
    assert code in name(practice, practice.step(step), given, practice.key)


def test_last_years_amounts_are_named_at_each_step() -> None:
    """The amounts of 2025-26: 400.14 for a single person of 25, and 292.81 for a child."""
    practice = exercise(Scenario("test", "A mother", "children", 1, Case.model_validate(MOTHER_AT_WORK)))
    marked = mark(practice, practice.key | {"standard_allowance": 40014, "child_element": 29281})
    named = {one.step.name: one.misconceptions for one in marked.steps if one.verdict == "wrong"}
    assert named == dict.fromkeys(("standard_allowance", "child_element"), ("last_years_rates",))


def test_two_misconceptions_in_one_figure_are_both_named() -> None:
    """All earnings, and at 63%: 63% of 1,146.37 is 722.21."""
    practice = exercise(Scenario("test", "A mother", "earnings", 1, Case.model_validate(MOTHER_AT_WORK)))
    marked = mark(practice, practice.key | {"earnings_deduction": 72221})
    [wrong] = [one for one in marked.steps if one.verdict == "wrong"]
    assert any(set(codes) == {"no_work_allowance", "taper_of_63_percent"} for codes in wrong.alternatives)
    assert " And: " in wrong.feedback


def test_a_misconception_is_named_after_an_error_of_another_kind() -> None:
    """With 600.00 of rent entered, 25% for one spare bedroom is 150.00."""
    practice = exercise(Scenario("test", "A son", "under_occupation", 1, Case.model_validate(SON_AT_HOME)))
    marked = mark(practice, practice.key | {"eligible_rent": 60000, "under_occupation_charge": 15000})
    named = {one.step.name: one.misconceptions for one in marked.steps if one.verdict == "wrong"}
    assert named == {"eligible_rent": (), "under_occupation_charge": ("twenty_five_percent_for_one",)}


def test_four_weekly_pay_on_average_is_no_four_weeks_of_pay() -> None:
    """763.00 every four weeks with one payday: 763.00 x 13 / 12 is 826.58, with no weekly pay to take four of."""
    pay = {"net": {"amount": "763.00", "per": "four_weeks"}, "paid_on": "2026-06-10"}
    case = household(claimant={"age": 40, "employment": pay})
    practice = exercise(Scenario("test", "A worker", "paydays", 1, Case.model_validate(case)))
    assert practice.step("earned_income").answer == 76300
    assert name(practice, practice.step("earned_income"), 82658, practice.key) == ("paydays_averaged",)


def test_what_a_misconception_leads_to_is_followed_to_the_end() -> None:
    """Four weeks of rent: 493.48 less 14% and 96.55 is 327.84, with 666.97 an award of 994.81."""
    practice = exercise(Scenario("test", "A son", "under_occupation", 1, Case.model_validate(SON_AT_HOME)))
    wrong = MISCONCEPTIONS["four_weeks_in_a_month"].wrong(practice)
    assert wrong is not None
    assert (wrong["housing_costs_element"], wrong["award"]) == (32784, 99481)
    assert MISCONCEPTIONS["foster_room_forgotten"].wrong(practice) is None


def test_a_misconception_is_named_of_the_right_figures_too() -> None:
    """With 600.00 of rent entered, but the charge of the right rent: 25% of 534.60 is 133.65."""
    practice = exercise(Scenario("test", "A son", "under_occupation", 1, Case.model_validate(SON_AT_HOME)))
    marked = mark(practice, practice.key | {"eligible_rent": 60000, "under_occupation_charge": 13365})
    named = {one.step.name: one.misconceptions for one in marked.steps if one.verdict == "wrong"}
    assert named == {"eligible_rent": (), "under_occupation_charge": ("twenty_five_percent_for_one",)}
