"""Facts of other periods beside a case: what the guidance and the law's examples print, both sides of each line, what
does not fit, and what stays as it was.
"""

import datetime as dt
import json
import random
from dataclasses import replace
from decimal import Decimal
from functools import partial

import numpy as np
import pytest

from benefitcalc import (
    Assessment,
    Case,
    Circumstances,
    InvalidCase,
    RatesNotKnown,
    assess,
    assess_columns,
    explain,
    rate_book,
)
from benefitcalc.assessment.from_columns import Found
from benefitcalc.assessment.household import assess_working_age_reduction, trace
from benefitcalc.circumstances import columns_of
from benefitcalc.cli import main
from benefitcalc.columns import AcrossPeriods, from_cases
from benefitcalc.explain.words import WARNINGS
from benefitcalc.schemes.council_tax.local_scheme_file import example_scheme
from tests.conftest import REPOSITORY
from tests.worked import at

SPECIFICATION = "Project law specification, Universal Credit"
HOUSING_BENEFIT = "Project law specification, Housing Benefit"
GUIDANCE = "Advice for decision making"


def money(amount, per="month"):
    return {"amount": amount, "per": per}


def earning(amount, **rest):
    return {"employment": {"net": money(amount)}, **rest}


def household(date="2026-06-10", *, rent=None, **rest):
    home = {"tenure": "no_housing_costs"}
    if rent is not None:
        home = {"tenure": "social_rent", "bedrooms": 1, "rent": rent}
    return {"date": date, "claimant": {"age": 40}, "tenancy": home, **rest}


def income(kind, amount, per="month", of="claimant"):
    return {"kind": kind, "amount": amount, "per": per, "of": of}


def on_housing_benefit(date="2026-06-01", **rest):
    """A tenant of working age on Housing Benefit, one bedroom spare unless said otherwise."""
    home = {"tenure": "social_rent", "bedrooms": 2, "rent": money("100.00", "week")}
    return {**household(date), "tenancy": home, "universal_credit": {"claimed": False}, **rest}


def of_pension_age(others, date="2026-06-01", **rest):
    return on_housing_benefit(date, claimant={"age": 75}, non_dependants=others, **rest)


JOHN = household("2024-05-11", claimant={"age": 26, **earning("500.00")})
EMMA = household("2019-08-11", claimant={"age": 27, **earning("300.00")})
W19 = household(rent=money("475.10"), claimant={"age": 30, **earning("1200.00")})
W10 = household(
    "2026-06-01",
    rent=money("150.00", "week"),
    claimant={
        "age": 36,
        "self_employment": {"net_profit": money("812.44"), "hours_per_week": 40, "minimum_income_floor": True},
    },
)
JOSH = household("2019-12-03", incomes=[income("new_style_jsa", "57.35", "week")])
W12 = household(
    "2026-10-10",
    claimant={"age": 30, "student": True},
    children=[{"age": 4}],
)
COURSE = {
    "amount": "9118.00",
    "first_period": "2026-09-10",
    "year_begins": "2026-09-21",
    "long_vacation_begins": "2027-06-19",
    "year_ends": "2027-09-19",
}
# The taper is that of the claim's year, so that it takes £196.43 to come to the deduction that the guidance prints.
ELISE = household("2019-10-10", claimant={"age": 26, **earning("196.43")})
LATE = {"claimed": "2019-10-20", "job_ended": "2019-10-06"}
PETE = household(
    "2019-10-01",
    rent=money("225.00", "week"),
    claimant={"age": 40, "work_capability": "lcwra_protected", "disability_benefits": ["pip_daily_living_enhanced"]},
)
W15 = household(
    "2026-02-10",
    rent=money("99.96", "week"),
    claimant={"age": 40, "work_capability": "lcwra_protected"},
    incomes=[income("occupational_pension", "53.46")],
)
LCWRA = household(claimant={"age": 40, "work_capability": "lcwra_protected"})
COUPLE = household(partner={"age": 40})
DAVID = {
    **household(),
    "tenancy": {
        "tenure": "owner_occupier",
        "service_charges": [{"label": "stairs", **money("12.50", "week"), "rent_free_weeks": 4, "eligible": True}],
    },
}
FUEL = {"heating": True, "hot_water": True, "lighting": True, "cooking": True}
SPARE = {"tenure": "social_rent", "bedrooms": 2}
CLEANING = {"label": "cleaning", **money("5.00", "week"), "eligible": True}
BEFORE_2014 = on_housing_benefit("2014-03-02")
WORKING_SON = {"age": 24, "works_16_hours": True, "gross_income": money("300.00", "week")}
TAXED = {"council_tax": {"annual_liability": "1460.00", "scheme": "pension_age_england"}}


def legacy(amount):
    return {"move_from_legacy_benefits": {"total_legacy_amount": amount}}


def surplus(amount):
    return {"surplus_earnings": {"amount": amount}}


def deferred(changed, before="0.00", non_dependant=0):
    return {"non_dependant": non_dependant, "changed": changed, "deduction_before": before}


# Each: the source, a case, its circumstances, and the figures printed there.
WORKED = [
    (
        f"{GUIDANCE}, H3311 example 1: 284.64 + 500 = 784.64; nothing is left of 393.45",
        JOHN,
        surplus("284.64"),
        {"earned_income": "784.64", "earnings_deduction": "431.55", "award": "0.00"},
    ),
    (
        f"{GUIDANCE}, H3311 example 2, fourth claim",
        EMMA,
        surplus("82.08"),
        {"earned_income": "382.08", "earnings_deduction": "240.71", "award": "77.11"},
    ),
    (
        f"{SPECIFICATION}, W19",
        W19,
        surplus("1043.64"),
        {"maximum_amount": "900.00", "earned_income": "2243.64", "earnings_deduction": "1234.00", "award": "0.00"},
    ),
    (
        f"{GUIDANCE}, H5203: 17 days of 248.52",
        JOSH,
        {"incomes_for_part_of_period": [{"income": 0, "first_day": "2019-12-17"}]},
        {"unearned_income": "138.90", "award": "178.92"},
    ),
    (
        f"{SPECIFICATION}, W12: 9,118 in nine parts, less 110",
        W12,
        {"course_years": [COURSE]},
        {"unearned_income": "903.11"},
    ),
    (
        f"{GUIDANCE}, E2127: 317.82 and 123.75 for 21 days (which prints 85.47, rounding the daily rate)",
        ELISE,
        {"late_reclaim": LATE},
        {"standard_allowance": "219.43", "earnings_deduction": "85.44", "award": "133.99"},
    ),
    (
        f"{GUIDANCE}, M7504: 1,816.97 less 1,629.02",
        PETE,
        legacy("1816.97"),
        {"transitional_element": "187.95", "award": "1816.97"},
    ),
    (
        f"{SPECIFICATION}, W15: 1,421.36 less 1,203.11",
        W15,
        legacy("1421.36"),
        {"transitional_element": "218.25", "award": "1421.36"},
    ),
    (
        # 900 x 55% = 495.00 is 70.10 above the maximum of 424.90, so that all of the 400.00 is kept.
        f"{SPECIFICATION}, 10.2, nothing left of the indicative amount, by hand",
        household(claimant={"age": 40, **earning("900.00")}),
        legacy("400.00"),
        {"transitional_element": "470.10", "award": "400.00"},
    ),
    (f"{SPECIFICATION}, 10.8", LCWRA, {"transitional_sdp": {}}, {"transitional_element": "148.82"}),
    (f"{SPECIFICATION}, 10.8", household(), {"transitional_sdp": {}}, {"transitional_element": "353.44"}),
    (f"{SPECIFICATION}, 10.8", COUPLE, {"transitional_sdp": {}}, {"transitional_element": "353.44"}),
    *[
        (f"{SPECIFICATION}, 10.8", then, {"transitional_sdp": facts}, {"transitional_element": element})
        for then, facts, element in (
            ({**household(), "date": "2026-04-05"}, {}, "340.50"),
            ({**COUPLE, "date": "2025-04-07"}, {"higher_rate": True}, "483.88"),
            ({**household(), "date": "2025-04-07"}, {"enhanced_disability_premium": True}, "431.65"),  # + 91.15
            ({**COUPLE, "date": "2025-04-07"}, {"enhanced_disability_premium": True}, "470.72"),  # + 130.22
            ({**household(), "date": "2025-04-07"}, {"disability_premium": True}, "527.14"),  # + 186.64
            ({**COUPLE, "date": "2025-04-07"}, {"disability_premium": True}, "607.44"),  # + 266.94
            ({**household(), "date": "2025-04-07"}, {"disabled_children": 1}, "532.57"),  # + 192.07
            ({**household(), "date": "2024-04-08"}, {}, "334.81"),
            ({**COUPLE, "date": "2024-04-08"}, {"higher_rate": True}, "475.79"),
        )
    ],
    (
        f"{SPECIFICATION}, 10.8",
        COUPLE,
        {"transitional_sdp": {"higher_rate": True}},
        {"transitional_element": "502.27"},
    ),
    (
        f"{SPECIFICATION}, 10.8: 353.44 + 94.61 + 193.73 + 2 x 199.37",
        household(),
        {"transitional_sdp": {"enhanced_disability_premium": True, "disability_premium": True, "disabled_children": 2}},
        {"transitional_element": "1040.52"},
    ),
    (
        f"{SPECIFICATION}, 10.8: 353.44 + 135.17 + 277.08",
        COUPLE,
        {"transitional_sdp": {"enhanced_disability_premium": True, "disability_premium": True}},
        {"transitional_element": "765.69"},
    ),
    (
        f"{GUIDANCE}, F4123: 48 weeks of 12.50",
        DAVID,
        {"service_charges_qualifying_period_served": True},
        {"housing_costs_element": "50.00", "award": "474.90"},
    ),
    (
        f"{HOUSING_BENEFIT}, 4.1, thirteen weeks of a rent that could be afforded",
        on_housing_benefit(),
        {"rent_could_be_afforded": {"award_began": "2026-06-01"}},
        {"housing_benefit.maximum": "100.00", "housing.under_occupation_percent": 0},
    ),
    (
        f"{HOUSING_BENEFIT}, 4.1, tenants since before 1996",
        BEFORE_2014,
        {"tenant_on_housing_benefit_since_before_1996": True},
        {"housing_benefit.maximum": "100.00", "housing.under_occupation_percent": 0},
    ),
    *[
        (
            f"{HOUSING_BENEFIT}, section 3, standard deductions",
            of_pension_age([], date),
            facts,
            {
                "housing.ineligible_charges": off,
                "housing.eligible_rent": left,
                "housing_benefit.award": left,
                "rent_to_pay": off,
            },
        )
        for date, facts, off, left in (
            ("2024-05-06", {"fuel_in_rent": FUEL}, "46.30", "53.70"),  # 35.25 + 4.10 + 2.85 + 4.10
            ("2024-05-06", {"fuel_in_rent": {"heating": True}}, "35.25", "64.75"),
            ("2024-05-06", {"fuel_in_rent": {"heating": True, "one_room": True}}, "21.10", "78.90"),
            ("2024-05-06", {"fuel_in_rent": {**FUEL, "one_room": True}}, "25.20", "74.80"),  # 21.10 + 4.10
            ("2019-05-06", {"meals_in_rent": {"all_meals_16_or_over": 1}}, "28.55", "71.45"),
            ("2019-05-06", {"meals_in_rent": {"breakfast_only": 2}}, "7.10", "92.90"),
            ("2026-06-01", {"meals_in_rent": {"all_meals_16_or_over": 1, "all_meals_under_16": 2}}, "75.20", "24.80"),
            ("2026-06-01", {"meals_in_rent": {"some_meals_16_or_over": 1, "some_meals_under_16": 1}}, "37.35", "62.65"),
            (
                "2024-05-06",
                {"fuel_in_rent": {"lighting": True}, "meals_in_rent": {"breakfast_only": 1}},
                "7.15",  # 2.85 + 4.30
                "92.85",
            ),
        )
    ],
    (
        f"{HOUSING_BENEFIT}, section 3, never more than the rent that the fuel is in",
        of_pension_age([], tenancy={**SPARE, "rent": money("20.00", "week"), "service_charges": [CLEANING]}),
        {"fuel_in_rent": FUEL},
        {"housing.ineligible_charges": "20.00", "housing.eligible_rent": "5.00", "housing_benefit.award": "5.00"},
    ),
    (
        f"{HOUSING_BENEFIT}, section 3, before the bedroom charge: 14% of 60.65",
        on_housing_benefit(),
        {"fuel_in_rent": {"heating": True, "hot_water": True}},
        {"housing.eligible_rent": "60.65", "housing.under_occupation_charge": "8.49"},
    ),
    (
        f"{HOUSING_BENEFIT}, 2.6, a deduction that went up in the 26 weeks",
        of_pension_age([WORKING_SON]),
        {"deferred_deductions": [deferred("2026-05-01", "19.65")]},
        {"housing_benefit.non_dependant_deductions": "19.65", "housing_benefit.award": "80.35"},
    ),
    (
        f"{HOUSING_BENEFIT}, section 13, the award before, by hand",
        on_housing_benefit("2026-06-08", claimant={"age": 40, **earning("1200.00")}),
        {"extended_payment": {"qualifying_benefit_ended": "2026-06-03", "award_before": "86.00"}},
        {"housing_benefit.award": "86.00", "rent_to_pay": "14.00"},
    ),
    (
        # 80% x 1,460: nothing of the award is over the maximum.
        f"{HOUSING_BENEFIT}, 15.2, by hand",
        household(**TAXED),
        {"working_age_council_tax": {"scheme": example_scheme("means_tested")}},
        {"council_tax_reduction": "1168.00"},
    ),
]
each_worked = pytest.mark.parametrize(("source", "case", "facts", "figures"), WORKED, ids=[w[0] for w in WORKED])


def path_of(name):
    whole = "." in name or name in {"rent_to_pay", "council_tax_reduction"}
    return name if whole else f"universal_credit.{name}"


def problems(case, facts):
    with pytest.raises(InvalidCase) as refused:
        assess(case, facts)
    return {problem.path: problem.code for problem in refused.value.problems}


def codes(result):
    return [warning.code for warning in result.warnings if warning.code.startswith("circumstances_")]


@each_worked
def test_worked_examples(source, case, facts, figures):
    assert source
    result = assess(case, facts).to_dict()
    assert {name: at(result, path_of(name)) for name in figures} == figures


@each_worked
def test_the_causes_still_sum_to_the_rent_to_pay_and_the_elements_to_the_maximum(source, case, facts, figures):
    assert source
    assert figures
    result = assess(case, facts)
    assert sum((part.amount for part in result.shortfall), Decimal(0)) == result.rent_to_pay
    assert all(part.amount > 0 for part in result.shortfall)
    uc = result.universal_credit
    if uc is not None:
        names = [name for name in type(uc).__slots__ if name.endswith(("_element", "_addition", "allowance"))]
        elements = sum(getattr(uc, name) for name in names if name != "work_allowance")
        assert elements == uc.maximum_amount
        off = uc.earnings_deduction + uc.unearned_income + uc.tariff_income
        assert uc.award_before_cap == max(uc.maximum_amount - off, 0)
        assert uc.award == uc.award_before_cap - uc.benefit_cap_reduction


@each_worked
def test_each_fact_is_labelled_in_a_sentence(source, case, facts, figures):
    assert source
    assert figures
    result = assess(case, facts)
    assert len(codes(result)) == len(facts)
    assert all(warning.message == WARNINGS[warning.code].full for warning in result.warnings)
    assert result.circumstances == Circumstances.model_validate(facts)


# --- Nothing changes without them -------------------------------------------------------------------------------------


@each_worked
def test_no_facts_change_nothing(source, case, facts, figures):
    assert source
    assert facts
    assert figures
    plain = assess(case)
    assert plain.to_json() == assess(case, {}).to_json() == assess(case, None).to_json()
    assert str(plain) == str(assess(case, Circumstances()))


def results(batch, pairs):
    rows = Found(assess_columns(batch)).rows()
    return [
        Assessment(case, row, rate_book(), partial(explain, circumstances=facts), facts)
        for row, (case, facts) in zip(rows, pairs, strict=True)
    ]


def test_many_households_run_as_one():
    """Each household, with its facts and without, alone and as a row of one shuffled batch of all."""
    pairs = [(Case.model_validate(case), Circumstances.model_validate(facts)) for _, case, facts, _ in WORKED]
    pairs += [(case, None) for case, _ in pairs]
    random.Random(20260610).shuffle(pairs)  # noqa: S311 - an order, not a secret
    batch = replace(from_cases([case for case, _ in pairs]), across_periods=columns_of(pairs, rate_book()))
    together = results(batch, pairs)
    for row, (case, facts) in enumerate(pairs):
        alone = replace(from_cases([case]), across_periods=columns_of([(case, facts)], rate_book()))
        assert results(alone, [(case, facts)])[0].to_dict() == together[row].to_dict()
        if facts is None:
            assert together[row].to_dict() == assess(case).to_dict()


def test_a_batch_keeps_its_facts_however_it_is_taken():
    pairs = [(Case.model_validate(case), Circumstances.model_validate(facts)) for _, case, facts, _ in WORKED]
    batch = replace(from_cases([case for case, _ in pairs]), across_periods=columns_of(pairs, rate_book()))

    def same(one: AcrossPeriods, other: AcrossPeriods) -> bool:
        tables = ("households", "adults", "incomes", "non_dependants")
        return all(
            np.array_equal(getattr(getattr(one, table), name), getattr(getattr(other, table), name))
            for table in tables
            for name in (*getattr(one, table).numbers_of, *getattr(one, table).flags_of)
        )

    for which in (slice(3, 15), np.array([7, 4, 18, 3, 19])):
        expected = [pairs[place] for place in (range(3, 15) if isinstance(which, slice) else which)]
        assert same(batch.take(which).across_periods, columns_of(expected, rate_book()))


def test_no_households_have_no_facts():
    nobody = columns_of([], rate_book())
    assert not len(nobody.households)
    assert not len(nobody.incomes)


# --- The explanation --------------------------------------------------------------------------------------------------

LINES = [
    (JOHN, surplus("284.64"), "earnings_with_surplus", "784.64"),
    (
        JOSH,
        {"incomes_for_part_of_period": [{"income": 0, "last_day": "2019-12-19"}]},
        "income_for_part_of_period",
        "138.90",
    ),
    (W12, {"course_years": [COURSE]}, "student_income_of_each_period", "1013.11"),
    (ELISE, {"late_reclaim": LATE}, "elements_of_first_period", "219.43"),
    (ELISE, {"late_reclaim": LATE}, "deductions_of_first_period", "85.44"),
    (W15, legacy("1421.36"), "initial_transitional_element", "218.25"),
    (COUPLE, {"transitional_sdp": {"higher_rate": True}}, "transitional_sdp_element", "502.27"),
    (household(), {"transitional_sdp": {"disabled_children": 1}}, "transitional_sdp_additional", "199.37"),
    (DAVID, {"service_charges_qualifying_period_served": True}, "owners_service_charges", "50.00"),
    (of_pension_age([WORKING_SON]), {"deferred_deductions": [deferred("2026-05-01")]}, "deferred_deduction", "0.00"),
    (
        on_housing_benefit("2026-06-08"),
        {"extended_payment": {"qualifying_benefit_ended": "2026-06-03", "award_before": "90.00"}},
        "extended_payment",
        "90.00",
    ),
]


@pytest.mark.parametrize(("case", "facts", "name", "amount"), LINES, ids=[line[2] for line in LINES])
def test_the_explanation_has_the_line(case, facts, name, amount):
    line = explain(case, facts).line(name)
    assert line.amount == f"£{Decimal(amount):,.2f}"
    assert line.label in str(explain(case, facts))
    assert line.law in {step["law"] for step in assess(case, facts).to_dict()["steps"]}
    assert (line.nil_reason is not None) == (amount == "0.00")


def test_lines_name_what_they_are_about():
    late = explain(ELISE, {"late_reclaim": LATE})
    labels = [line.label for line in late.lines if line.name.endswith("of_first_period")]
    assert labels == [
        "First period of a late re-claim: standard allowance",
        "First period of a late re-claim: earnings",
    ]
    maximum = late.line("maximum_amount")
    assert [(part.label, part.text) for part in maximum.inputs if not part.idle] == [
        ("Standard allowance", "£219.43 a month")
    ]
    moved = explain(W15, legacy("1421.36"))
    assert [part.label for part in moved.line("maximum_amount").inputs if part.line == "initial_transitional_element"]
    assert [line.name for line in moved.lines].count("maximum_amount") == 1
    protected = explain(on_housing_benefit(), {"rent_could_be_afforded": {"award_began": "2026-06-01"}})
    assert protected.line("protected_from_bedroom_charge").amount == "yes"


def test_the_councils_scheme_has_its_lines_behind_those_of_the_household():
    facts = {"working_age_council_tax": {"scheme": example_scheme("means_tested")}}
    sections = [section.title for section in explain(household(**TAXED), facts).sections]
    assert sections[-1] == "Council Tax Reduction by the council's own scheme"
    assert "Universal Credit" in sections


def test_an_assessment_explains_itself_with_its_facts():
    result = assess(W15, legacy("1421.36"))
    assert explain(result).line("initial_transitional_element").amount == "£218.25"
    assert any(step.rule.name == "initial_transitional_element_pm" for step in trace(result.case, result.circumstances))


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


# --- Housing Benefit --------------------------------------------------------------------------------------------------


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


# --- The council's scheme ---------------------------------------------------------------------------------------------


def as_json(kind, **facts):
    return {"scheme": json.loads(example_scheme(kind).model_dump_json(by_alias=True)), **facts}


@pytest.mark.parametrize("kind", ["means_tested", "banded"])
def test_the_councils_scheme_takes_the_place_of_the_warning(kind):
    case = household(claimant={"age": 40, **earning("500.00")}, **TAXED)
    assert [w.code for w in assess(case).warnings] == ["council_tax_working_age_not_modelled"]
    result = assess(case, {"working_age_council_tax": as_json(kind)})
    assert [w.code for w in result.warnings] == ["circumstances_working_age_council_tax"]
    assert result.council_tax_reduction == assess_working_age_reduction(case, example_scheme(kind)).reduction
    assert result.universal_credit == assess(case).universal_credit


def test_a_protected_household_has_its_rows():
    case = household(claimant={"age": 40, **earning("600.00")}, **TAXED)
    plain = assess(case, {"working_age_council_tax": as_json("banded")}).council_tax_reduction
    protected = assess(case, {"working_age_council_tax": as_json("banded", protected=True)}).council_tax_reduction
    assert protected > plain


def test_the_reduction_follows_the_other_facts():
    case = household(claimant={"age": 40, **earning("300.00")}, **TAXED)
    council = {"working_age_council_tax": as_json("means_tested")}
    assert assess(case, council | surplus("200.00")).council_tax_reduction < assess(case, council).council_tax_reduction


def test_no_income_known_is_said():
    rich = household(capital="20000.00", **TAXED)
    result = assess(rich, {"working_age_council_tax": as_json("banded")})
    assert result.council_tax_reduction is None
    assert codes(result) == ["circumstances_council_tax_no_income"]


@pytest.mark.parametrize(
    ("case", "code"),
    [
        (household(), "no_council_tax"),
        (household(country="wales", **TAXED), "other_nation"),
        (household("2025-06-10", **TAXED), "scheme_not_in_force"),
        (of_pension_age([], **TAXED), "pension_age"),
    ],
)
def test_a_scheme_that_does_not_apply_is_refused(case, code):
    council = {"working_age_council_tax": as_json("means_tested")}
    assert problems(case, council) == {"circumstances.working_age_council_tax": code}


# --- What does not fit, and what cannot be read -----------------------------------------------------------------------

MISFITS = [
    (household("2018-04-10"), surplus("1.00"), {"surplus_earnings": "before_the_law"}),
    (household(), {"surplus_earnings": {"amount": 1, "of": "partner"}}, {"surplus_earnings.of": "no_partner"}),
    (
        JOSH,
        {"incomes_for_part_of_period": [{"income": 1, "first_day": "2019-12-17"}, {"income": 0}]},
        {
            "incomes_for_part_of_period[0].income": "no_such_income",
            "incomes_for_part_of_period[1]": "missing",
        },
    ),
    (
        JOSH,
        {
            "incomes_for_part_of_period": [
                {"income": 0, "first_day": "2019-12-17", "last_day": "2019-12-16"},
                {"income": 0, "first_day": "2019-12-17"},
            ]
        },
        {
            "incomes_for_part_of_period[0].last_day": "out_of_order",
            "incomes_for_part_of_period[1].income": "given_twice",
        },
    ),
    (
        household(incomes=[income("statutory_sick_pay", "100.00")]),
        {"incomes_for_part_of_period": [{"income": 0, "first_day": "2026-06-17"}]},
        {"incomes_for_part_of_period[0].income": "not_counted_by_days"},
    ),
    (
        W12,
        {"course_years": [{**COURSE, "year_begins": "2026-09-09"}]},
        {"course_years[0]": "out_of_order"},
    ),
    (
        {**W12, "incomes": [income("student_income", "100.00")]},
        {"course_years": [COURSE, COURSE]},
        {
            "course_years[0]": "given_twice",
            "course_years[1].of": "given_twice",
            "course_years[1]": "given_twice",
        },
    ),
    (
        W12,
        {"course_years": [{**COURSE, "first_period": "2026-09-11"}, {**COURSE, "of": "partner"}]},
        {"course_years[0].first_period": "not_in_the_cycle", "course_years[1].of": "no_partner"},
    ),
    (
        ELISE,
        {"late_reclaim": {"claimed": "2019-11-10", "job_ended": "2019-11-11"}},
        {"late_reclaim.claimed": "outside_the_period", "late_reclaim.job_ended": "out_of_order"},
    ),
    (ELISE, {"late_reclaim": {**LATE, "claimed": "2019-10-09"}}, {"late_reclaim.claimed": "outside_the_period"}),
    (
        household(universal_credit={"transitional_element": "10.00"}),
        {**legacy("500.00"), "transitional_sdp": {"higher_rate": True}},
        {
            "move_from_legacy_benefits": "given_twice",
            "transitional_sdp": "cannot_both_be",
            "transitional_sdp.higher_rate": "no_partner",
        },
    ),
    (
        ELISE,
        {**legacy("500.00"), "late_reclaim": LATE},
        {"move_from_legacy_benefits": "cannot_both_be"},
    ),
    (
        household(),
        {"service_charges_qualifying_period_served": True},
        {"service_charges_qualifying_period_served": "not_an_owner"},
    ),
    (
        {**household(), "tenancy": {"tenure": "owner_occupier"}},
        {"service_charges_qualifying_period_served": False},
        {"service_charges_qualifying_period_served": "no_service_charges"},
    ),
    (
        on_housing_benefit(),
        {
            "deferred_deductions": [deferred("2026-05-01")],
            "extended_payment": {"qualifying_benefit_ended": "2026-06-08", "award_before": 1},
            "rent_could_be_afforded": {"award_began": "2026-06-08"},
            **surplus("1.00"),
        },
        {
            "surplus_earnings": "scheme_not_in_question",
            "deferred_deductions": "scheme_not_in_question",
            "rent_could_be_afforded.award_began": "in_the_future",
            "deferred_deductions[0].non_dependant": "no_such_person",
            "extended_payment.qualifying_benefit_ended": "in_the_future",
        },
    ),
    (
        of_pension_age([WORKING_SON]),
        {"deferred_deductions": [deferred("2026-06-08"), deferred("2026-06-07")]},
        {"deferred_deductions[0].changed": "in_the_future", "deferred_deductions[1].non_dependant": "given_twice"},
    ),
    (
        on_housing_benefit("2026-06-08"),
        {"extended_payment": {"qualifying_benefit_ended": "2026-06-03", "award_before": "100.01"}},
        {"extended_payment.award_before": "more_than_the_rent"},
    ),
    (
        {**on_housing_benefit(), "tenancy": {"tenure": "exempt_accommodation", "rent": money("100.00", "week")}},
        {"tenant_on_housing_benefit_since_before_1996": True},
        {"tenant_on_housing_benefit_since_before_1996": "no_bedroom_charge"},
    ),
    (
        of_pension_age([]),
        {"rent_could_be_afforded": {"award_began": "2026-06-01"}},
        {"rent_could_be_afforded": "no_bedroom_charge"},
    ),
    (
        household("2018-04-10", rent=money("100.00", "week")),
        {"housing_benefit_before_the_move": {"award": "96.40"}},
        {"housing_benefit_before_the_move": "before_the_law"},
    ),
    (
        {**household(), "tenancy": {"tenure": "exempt_accommodation", "rent": money("100.00", "week")}},
        {"housing_benefit_before_the_move": {"award": "96.40"}},
        {"housing_benefit_before_the_move": "goes_on_anyway"},
    ),
    (
        of_pension_age([]),
        {"housing_benefit_before_the_move": {"award": "96.40"}},
        {"housing_benefit_before_the_move": "scheme_not_in_question"},
    ),
    (household("2019-07-23"), legacy("500.00"), {"move_from_legacy_benefits": "before_the_law"}),
    (household(rent=money("100.00", "week")), {"fuel_in_rent": FUEL}, {"fuel_in_rent": "scheme_not_in_question"}),
    (
        of_pension_age([], tenancy={**SPARE, "service_charges": [CLEANING]}),
        {"fuel_in_rent": {"one_room": True}, "meals_in_rent": {}},
        {"fuel_in_rent": "nothing_included", "meals_in_rent": "nothing_included"},
    ),
    (
        of_pension_age([], tenancy={**SPARE, "service_charges": [CLEANING]}),
        {"fuel_in_rent": FUEL},
        {"fuel_in_rent": "no_rent"},
    ),
    (
        of_pension_age(
            [],
            tenancy={
                "tenure": "private_rent",
                "rent": money("120.00", "week"),
                "local_housing_allowance": money("110.00", "week"),
            },
        ),
        {"fuel_in_rent": FUEL, "meals_in_rent": {"breakfast_only": 1}},
        {"fuel_in_rent": "local_housing_allowance", "meals_in_rent": "local_housing_allowance"},
    ),
    (
        of_pension_age([]),
        {"fuel_in_rent": {"lighting": True, "one_room": True}},
        {"fuel_in_rent.one_room": "not_modelled"},
    ),
    (
        household(incomes=[income("carers_allowance", "86.45", "week")]),
        {"incomes_for_part_of_period": [{"income": 0, "first_day": "2026-08-01"}]},
        {"incomes_for_part_of_period[0]": "outside_the_period"},
    ),
    (
        household(incomes=[income("carers_allowance", "86.45", "week")]),
        {"incomes_for_part_of_period": [{"income": 0, "last_day": "2026-06-09"}]},
        {"incomes_for_part_of_period[0]": "outside_the_period"},
    ),
    (
        of_pension_age([], tenancy={"tenure": "owner_occupier", "service_charges": [CLEANING]}),
        {"service_charges_qualifying_period_served": False},
        {"service_charges_qualifying_period_served": "scheme_not_in_question"},
    ),
    (
        household(),
        {"tenant_on_housing_benefit_since_before_1996": True},
        {"tenant_on_housing_benefit_since_before_1996": "scheme_not_in_question"},
    ),
]


@pytest.mark.parametrize(("case", "facts", "found"), MISFITS)
def test_a_fact_that_does_not_fit_is_never_left_out_unsaid(case, facts, found):
    assert problems(case, facts) == {f"circumstances.{path}": code for path, code in found.items()}


def test_a_trace_refuses_facts_that_do_not_fit():
    with pytest.raises(InvalidCase, match="is a fact of an owner_occupier"):
        trace(household(), {"service_charges_qualifying_period_served": True})


def test_each_problem_is_a_sentence():
    for case, facts, _ in MISFITS:
        with pytest.raises(InvalidCase) as refused:
            assess(case, facts)
        assert all(problem.message.endswith(".") and len(problem.message) > 20 for problem in refused.value.problems)


@pytest.mark.parametrize(
    ("facts", "path", "code", "said"),
    [
        ({"surplus": 1}, "surplus", "unknown_key", "did you mean surplus_earnings?"),
        ({"surplus_earnings": {"amount": "1.001"}}, "surplus_earnings.amount", "too_many_decimals", "1.001"),
        ({"surplus_earnings": {}}, "surplus_earnings.amount", "missing", "is missing"),
        ({"surplus_earnings": {"amount": 1, "of": "child"}}, "surplus_earnings.of", "unknown_value", "partner"),
        ({"surplus_earnings": {"amount": 1, "off": 1}}, "surplus_earnings.off", "unknown_key", "did you mean of?"),
        ({"late_reclaim": {**LATE, "claimed": "20 October"}}, "late_reclaim.claimed", "not_a_date", "YYYY-MM-DD"),
        ({"late_reclaim": {**LATE, "good_reason": "yes"}}, "late_reclaim.good_reason", "not_true_or_false", "quotes"),
        ({"course_years": "none"}, "course_years", "not_a_list", "square brackets"),
        ({"late_reclaim": []}, "late_reclaim", "not_an_object", "curly brackets"),
        (
            {"incomes_for_part_of_period": [{"income": "0"}]},
            "incomes_for_part_of_period[0].income",
            "not_a_whole_number",
            "0 to 99",
        ),
        (
            {"deferred_deductions": [{"non_dependant": -1, "changed": "2026-05-01"}]},
            "deferred_deductions[0].non_dependant",
            "out_of_range",
            "-1",
        ),
        ({"schema": "benefitcalc.case/1"}, "schema", "unknown_schema", "benefitcalc.circumstances/1"),
        (
            {"working_age_council_tax": {"scheme": {"kind": "banded"}}},
            "working_age_council_tax.scheme",
            "not_a_scheme",
            "title",
        ),
        (
            {"working_age_council_tax": {"scheme": "ours"}},
            "working_age_council_tax.scheme",
            "not_a_scheme",
            "council",
        ),
    ],
)
def test_what_cannot_be_read_is_said_in_words(facts, path, code, said):
    with pytest.raises(InvalidCase) as refused:
        Circumstances.model_validate(facts)
    found = {problem.path: problem for problem in refused.value.problems}[f"circumstances.{path}"]
    assert found.code == code
    assert said in found.message


def test_an_unknown_keys_value_is_never_repeated():
    with pytest.raises(InvalidCase) as refused:
        Circumstances.model_validate({"name": "Somebody"})
    assert "Somebody" not in str(refused.value)


def test_the_problems_of_case_and_facts_come_together():
    case = {**household(), "colour": "red"}
    assert set(problems(case, {"surplus": 1})) == {"colour", "circumstances.surplus"}


def test_facts_are_read_from_json_digit_by_digit():
    read = Circumstances.from_json('{"surplus_earnings": {"amount": 1043.64}}')
    assert read == Circumstances.model_validate(surplus("1043.64"))
    assert Circumstances.model_validate(read.to_dict()) == read
    for text, code in (("{", "not_json"), ('{"late_reclaim": null, "late_reclaim": null}', "repeated_key")):
        with pytest.raises(InvalidCase) as refused:
            Circumstances.from_json(text)
        assert refused.value.problems[0].code == code


@each_worked
def test_facts_read_back_the_same(source, case, facts, figures):
    assert source
    assert case
    assert figures
    read = Circumstances.model_validate(facts)
    assert Circumstances.from_json(json.dumps(read.to_dict())) == read


# --- The command ------------------------------------------------------------------------------------------------------


@pytest.fixture
def files(tmp_path):
    def write(case, facts):
        paths = tmp_path / "case.json", tmp_path / "facts.json"
        for path, content in zip(paths, (case, facts), strict=True):
            path.write_text(content if isinstance(content, str) else json.dumps(content))
        return [str(path) for path in paths]

    return write


def test_the_command_takes_them(files, capsys):
    case, facts = files(W15, legacy("1421.36"))
    assert main(["assess", case, "--circumstances", facts]) == 0
    text = capsys.readouterr().out
    assert "Universal Credit £1,421.36 a month" in text
    assert "First transitional element" in text
    assert "The move from other benefits to Universal Credit was taken into account" in text
    assert main(["assess", case, "--circumstances", facts, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["universal_credit"]["transitional_element"] == "218.25"


@pytest.mark.parametrize(
    ("case", "facts", "said"),
    [
        (W15, {"surplus": 1}, "circumstances.surplus"),
        ({**W15, "colour": "red"}, "{", "circumstances: This is not JSON"),
        (W15, surplus("1.001"), "circumstances.surplus_earnings.amount"),
        (W15, {"deferred_deductions": [deferred("2026-01-01")]}, "not in question"),
    ],
)
def test_the_command_says_what_is_wrong(files, capsys, case, facts, said):
    case, facts = files(case, facts)
    assert main(["assess", case, "--circumstances", facts]) == 2
    captured = capsys.readouterr()
    assert said in captured.err
    assert not captured.out


def test_the_command_takes_them_for_one_case_alone(tmp_path, files, capsys):
    _, facts = files(W15, {})
    many = tmp_path / "cases.jsonl"
    many.write_text(f"{json.dumps(W15)}\n{json.dumps(W15)}\n")
    assert main(["assess", str(many), "--circumstances", facts]) == 2
    assert "one case" in capsys.readouterr().err
    assert main(["assess", str(many), "--circumstances", str(tmp_path / "none.json")]) == 2
    case, _ = files(W15, {})
    assert main(["assess", case, "--circumstances", str(tmp_path / "none.json")]) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_the_document_has_every_fact_and_its_example_reads():
    text = (REPOSITORY / "docs" / "circumstances.md").read_text(encoding="utf-8")
    facts = Circumstances.from_json(text.partition("```json")[2].partition("```")[0])
    rows = {line.split("`")[1] for line in text.splitlines() if line.startswith("| `")}
    assert rows == Circumstances.model_fields.keys() - {"schema_"}
    assert facts.model_fields_set == Circumstances.model_fields.keys() - {"working_age_council_tax"}


def test_an_assessment_is_explained_with_its_own_facts_alone():
    with pytest.raises(ValueError, match="already"):
        explain(assess(W15), legacy("1421.36"))


def test_days_may_be_dates():
    late = {"claimed": dt.date(2019, 10, 20), "job_ended": dt.date(2019, 10, 6)}
    assert assess(ELISE, {"late_reclaim": late}) == assess(ELISE, {"late_reclaim": LATE})


def test_two_weeks_of_housing_benefit_are_told_beside_universal_credit_and_not_counted_in_it():
    """Two weeks of 96.40 by hand."""
    tenant = household(rent=money("96.40", "week"))
    result = assess(tenant, {"housing_benefit_before_the_move": {"award": "96.40"}})
    assert result.explanation.line("two_week_run_on_of_housing_benefit").value == 192_80
    assert "circumstances_two_week_run_on" in {warning.code for warning in result.warnings}
    assert result.universal_credit == assess(tenant).universal_credit
