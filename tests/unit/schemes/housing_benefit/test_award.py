"""The award of Housing Benefit: printed examples, why there is none, and where the rent goes."""

import itertools

import pytest

from benefitcalc.law import citations
from benefitcalc.money import format_pounds
from benefitcalc.rules import RULES, tracing
from tests.unit.schemes.housing_benefit.households import (
    KIDS,
    PENSIONER,
    PIP_DL,
    SON_AND_COUPLE,
    assessed,
    check,
    free_weeks,
    household,
    income,
    job,
    money,
    shown,
    with_childcare,
)


# The examples of the specification, section 21. ---------------------------------------------------------------------
@pytest.mark.parametrize(
    ("date", "core", "eligible", "ineligible", "guarantee", "award"),
    [
        ("2016-06-06", "86.20", "5.10", "9.80", "89.15", "91.30"),
        ("2024-06-03", "103.60", "7.70", "13.95", "121.15", "111.30"),
        ("2026-06-01", "112.40", "8.35", "15.30", "130.15", "120.75"),
    ],
)
def test_e1_pensioner_on_guarantee_credit(date, core, eligible, ineligible, guarantee, award):
    charges = [
        {"label": "services", "amount": eligible, "per": "week", "eligible": True},
        {"label": "heating and water", "amount": ineligible, "per": "week", "eligible": False},
    ]
    case = household(
        date,
        rent=core,
        home={"bedrooms": 2, "service_charges": charges},
        capital="14500.00",
        incomes=[income("state_pension", "119.30")],
        **PENSIONER,
    )
    expected = {
        "award": award,
        "passported": True,
        "ineligible_charges": ineligible,
        "bedrooms_spare": 1,
        "under_occupation_percent": 0,
        "income": "0.00",
        "tariff_income": "0.00",
    }
    check(case, expected, guarantee=guarantee)


@pytest.mark.parametrize(
    ("date", "pension", "savings", "rent", "income_counted", "needs", "taper", "award"),
    [
        ("2016-06-06", ("119.30", "49.90"), "4.83", "88.75", "181.03", "168.70", "8.01", "80.74"),
        ("2024-06-03", ("169.50", "58.40"), "10.31", "108.60", "245.21", "235.20", "6.51", "102.09"),
        ("2026-06-01", ("184.90", "62.35"), "11.46", "118.20", "265.71", "256.00", "6.31", "111.89"),
    ],
)
def test_e2_savings_credit_counts(date, pension, savings, rent, income_counted, needs, taper, award):
    case = household(
        date,
        rent=rent,
        capital="13260.00",
        incomes=[income("state_pension", pension[0]), income("occupational_pension", pension[1])],
        **PENSIONER,
    )
    expected = {"income": income_counted, "applicable_amount": needs, "taper_reduction": taper, "award": award}
    check(case, {**expected, "tariff_income": "7.00"}, savings=savings)


@pytest.mark.parametrize(
    ("date", "born", "pension", "rent", "award"),
    [
        ("2026-06-01", "1957-01-01", "252.80", "118.20", "108.58"),
        ("2024-06-03", "1956-01-01", "230.95", "108.60", "100.28"),
    ],
)
def test_e2b_pension_age_reached_since_april_2021(date, born, pension, rent, award):
    check(
        household(date, rent=rent, claimant={"age": None, "born": born}, incomes=[income("state_pension", pension)]),
        {"award": award},
    )


# The award, its reasons, and where the rent goes. ---------------------------------------------------------------------
@pytest.mark.parametrize(
    ("case", "reason"),
    [
        (household(capital="16000.01"), "capital"),
        (household(rent="0.00"), "no_eligible_rent"),
        (household(rent="20.00", non_dependants=[{"age": 30}]), "non_dependant_deductions"),
        (household(rent="65.00", incomes=[income("occupational_pension", "195.55")]), "income_too_high"),
        (household(rent="65.49", incomes=[income("occupational_pension", "195.55")]), "below_minimum"),
        (household(rent="65.50", incomes=[income("occupational_pension", "195.55")]), None),
        (household(tenure="owner_occupier"), "no_eligible_rent"),
    ],
)
def test_reasons(case, reason):
    result = assessed([case])
    assert [code for code, holds in result.reasons.items() if holds[0]] == ([reason] if reason else [])
    assert bool(result.entitled[0]) is (reason is None)


CAUSES = (
    "ineligible_charges",
    "under_occupation",
    "joint_tenancy",
    "local_housing_allowance",
    "non_dependants",
    "income",
    "minimum_award",
    "not_entitled",
    "benefit_cap",
    "no_help",
)


@pytest.mark.parametrize(
    ("case", "shortfall"),
    [
        (
            household(
                rent="100.00",
                home={"bedrooms": 4, "people_liable": 2, "ineligible_in_rent": money("10.00")},
                non_dependants=[{"age": 30}],
                incomes=[income("occupational_pension", "105.55")],
            ),
            {
                "ineligible_charges": "10.00",
                "under_occupation": "12.60",
                "joint_tenancy": "38.70",
                "non_dependants": "10.20",
                "income": "6.50",
            },
        ),
        (
            household(rent="65.49", incomes=[income("occupational_pension", "195.55")]),
            {"income": "65.00", "minimum_award": "0.49"},
        ),
        (
            household(capital="20000.00", incomes=[income("occupational_pension", "195.55")]),
            {"income": "65.00", "not_entitled": "135.00"},
        ),
        (household(tenure="owner_occupier", rent="30.00"), {"no_help": "30.00"}),
        (
            household("2024-06-03", rent="300.00", tenure="temporary_accommodation"),
            {"benefit_cap": "16.29"},
        ),
        (
            household(tenure="private_rent", home={"local_housing_allowance": money("150.00")}),
            {"local_housing_allowance": "50.00"},
        ),
    ],
)
def test_where_the_rent_goes(case, shortfall):
    result = assessed([case])
    levels = [result.weekly_rent, *result.levels.values()]
    amounts = [int(before[0] - after[0]) for before, after in itertools.pairwise(levels)]
    found = {cause: format_pounds(pence) for cause, pence in zip(CAUSES, amounts, strict=True) if pence}
    assert found == shortfall
    assert sum(amounts) == result.weekly_rent[0] - result.award[0]


# Columns and rules. ---------------------------------------------------------------------------------------------------
MIXED = [
    household(claimant={"employment": job("300.00", 30)}, partner={"age": 70}, non_dependants=SON_AND_COUPLE),
    household(claimant={"age": 70, **PIP_DL}, capital="12000.00", incomes=[income("state_pension", "300.00")]),
    with_childcare("100.00", "90.00"),
    household(tenure="private_rent", home={"local_housing_allowance": money("150.00")}, **KIDS),
    free_weeks(4, non_dependants=[{"age": 30}], incomes=[income("boarder", "90.00")]),
    household(
        tenure="refuge", home={"bedrooms": 4}, claimant={"esa": "work_related_activity", "employment": job("90.00", 4)}
    ),
    household(tenure="temporary_accommodation", rent="500.00", incomes=[income("student_income", "50.00")]),
    household(tenure="owner_occupier", children=[{"age": 18, "sex": "male"}]),
]


def test_a_row_of_a_batch_is_the_same_as_alone():
    amounts = [name for name in type(assessed(MIXED)).__slots__ if name not in {"reasons", "size", "cap", "levels"}]
    for order in (range(len(MIXED)), reversed(range(len(MIXED)))):
        places = list(order)
        together = assessed([MIXED[place] for place in places])
        for row, place in enumerate(places):
            alone = assessed([MIXED[place]])
            assert {name: shown(together, name, row) for name in amounts} == {
                name: shown(alone, name) for name in amounts
            }
            assert [level[row] for level in together.levels.values()] == [level[0] for level in alone.levels.values()]


def test_inputs_that_bear_a_rules_name_are_that_rules_columns():
    for case in MIXED:
        with tracing() as steps:
            assessed([case])
        made = {}
        for step in steps:
            for name, column in step.inputs.items():
                assert name not in made or any(column is value for value in made[name]), (step.rule.name, name)
            made.setdefault(step.rule.name, []).append(step.value)


def test_every_rule_cites_law_that_leads_somewhere():
    rules = [rule for rule in RULES.values() if rule.module.startswith("benefitcalc.schemes.housing_benefit.")]
    assert len(rules) > 40
    for rule in rules:
        assert all(citation.url.startswith("https://www.legislation.gov.uk/") for citation in citations(rule.law))
        assert rule.sentence.endswith(".")
