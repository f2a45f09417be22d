"""The case file: what it accepts, what it refuses and in which words, and that nothing is lost on the way."""

import copy
import datetime as dt
import json
import pickle
import re
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from pydantic import TypeAdapter, ValidationError

from benefitcalc.case import (
    Case,
    Child,
    Country,
    DisabilityBenefit,
    Employment,
    IncomeKind,
    Member,
    Money,
    NonDependant,
    Pence,
    Period,
    Person,
    Rent,
    Tenancy,
    Tenure,
    WorkCapability,
)
from benefitcalc.errors import BenefitcalcError, InvalidCase, Problem

SMALLEST = {"date": "2026-06-01", "claimant": {"age": 34}, "tenancy": {"tenure": "no_housing_costs"}}

# Every key of the contract.
FULL = {
    "schema": "benefitcalc.case/1",
    "id": "call 17",
    "date": "2026-06-01",
    "country": "england",
    "greater_london": True,
    "claimant": {
        "age": 34,
        "born": "1992-02-11",
        "over_pension_age": False,
        "employment": {
            "net": None,
            "gross": {"amount": "1100.00", "per": "month"},
            "pension_contribution": {"amount": "50.05", "per": "month"},
            "hours_per_week": 20.5,
        },
        "self_employment": {
            "net_profit": {"amount": "700.00", "per": "month"},
            "hours_per_week": 30,
            "minimum_income_floor": True,
            "expected_hours": 25,
        },
        "work_capability": "lcwra_protected",
        "esa": "support",
        "carer": True,
        "disability_benefits": ["pip_daily_living_standard", "pip_mobility_enhanced"],
        "severely_sight_impaired": True,
        "has_paid_carer": True,
        "student": True,
    },
    "partner": {"age": 33},
    "children": [
        {
            "age": 9,
            "sex": "male",
            "disability_benefits": ["dla_care_highest"],
            "severely_sight_impaired": True,
            "cannot_share_bedroom": True,
            "in_education": True,
            "two_child_limit_exception": True,
            "childcare": {"amount": "450.00", "per": "month"},
            "of_non_dependant": True,
        }
    ],
    "non_dependants": [
        {
            "age": 24,
            "works_16_hours": True,
            "gross_income": {"amount": "400.00", "per": "week"},
            "couple_with": 1,
            "disability_benefits": ["afip"],
            "severely_sight_impaired": True,
            "benefits": ["pension_credit", "carers_allowance"],
            "student": True,
            "responsible_for_child_under_5": True,
            "armed_forces_away": True,
            "prisoner": True,
        },
        {"born": "2000-03", "couple_with": 0},
    ],
    "tenancy": {
        "tenure": "social_rent",
        "bedrooms": 3,
        "rent": {"amount": "112.45", "per": "four_weeks", "rent_free_weeks": 4},
        "service_charges": [
            {"label": "communal cleaning", "amount": "6.20", "per": "week", "rent_free_weeks": 3, "eligible": False}
        ],
        "ineligible_in_rent": {"amount": "112.45", "per": "four_weeks"},
        "brma": "Inner South East London",
        "local_housing_allowance": {"amount": "150.00", "per": "week"},
        "shared_accommodation_rate_exempt": True,
        "people_liable": 3,
        "people_liable_in_claim": 2,
        "rent_share": "3/4",
        "overnight_carer_bedroom": True,
        "foster_bedroom": True,
        "couple_cannot_share_bedroom": True,
        "sanctuary_scheme": True,
        "bereavement_protection": True,
    },
    "incomes": [{"kind": "carers_allowance", "amount": "86.45", "per": "week", "of": "partner"}],
    "capital": "6000.01",
    "universal_credit": {
        "claimed": False,
        "transitional_element": "12.34",
        "transitional_capital_disregard": True,
        "benefit_cap_grace_period": True,
    },
    "housing_benefit": {
        "pension_age_before_april_2021": True,
        "mixed_age_protection": True,
        "family_premium_protection": True,
    },
    "pension_credit": {"reached_pension_age_before_6_april_2016": True, "savings_credit_since_2016": True},
    "council_tax": {"annual_liability": "1830.24", "scheme": "pension_age_england"},
}

# Worked cases as they are written elsewhere, one for each way of giving things.
SAMPLES = {
    "pensioner": {
        "schema": "benefitcalc.case/1",
        "date": "2026-06-01",
        "country": "england",
        "claimant": {"age": 79, "disability_benefits": ["attendance_allowance_lower"]},
        "non_dependants": [{"age": 30, "works_16_hours": True, "gross_income": {"amount": "620.00", "per": "week"}}],
        "tenancy": {
            "tenure": "social_rent",
            "bedrooms": 2,
            "rent": {"amount": "112.40", "per": "week"},
            "service_charges": [
                {"label": "eligible services", "amount": "8.35", "per": "week", "eligible": True},
                {"label": "heating and water", "amount": "15.30", "per": "week", "eligible": False},
            ],
        },
        "incomes": [{"kind": "state_pension", "amount": "184.90", "per": "week", "of": "claimant"}],
        "capital": "14500.00",
        "housing_benefit": {"pension_age_before_april_2021": True},
        "pension_credit": {"reached_pension_age_before_6_april_2016": True},
        "council_tax": {"annual_liability": "1640.12", "scheme": "pension_age_england"},
    },
    "private renter": {
        "schema": "benefitcalc.case/1",
        "date": "2017-06-05",
        "country": "england",
        "claimant": {"age": 36},
        "partner": {"age": 36},
        "children": [{"age": 6, "sex": "male"}, {"age": 4, "sex": "female"}],
        "tenancy": {
            "tenure": "private_rent",
            "bedrooms": 2,
            "rent": {"amount": "150.00", "per": "week"},
            "local_housing_allowance": {"amount": "150.00", "per": "week"},
        },
        "incomes": [{"kind": "income_based_jsa", "amount": "112.55", "per": "week", "of": "claimant"}],
        "universal_credit": {"claimed": False},
    },
    "self-employed": {
        "schema": "benefitcalc.case/1",
        "date": "2026-06-01",
        "country": "england",
        "claimant": {
            "age": 36,
            "self_employment": {
                "net_profit": {"amount": "812.44", "per": "month"},
                "minimum_income_floor": True,
                "hours_per_week": 35,
                "expected_hours": 35,
            },
        },
        "tenancy": {"tenure": "social_rent", "rent": {"amount": "150.00", "per": "week"}, "bedrooms": 1},
    },
    "temporary accommodation": {
        "schema": "benefitcalc.case/1",
        "date": "2026-06-01",
        "country": "england",
        "claimant": {"age": 36},
        "children": [
            {"born": "2019-05-10", "sex": "male", "disability_benefits": ["dla_care_lowest"]},
            {"born": "2021-05-10", "sex": "male"},
        ],
        "tenancy": {"tenure": "temporary_accommodation", "rent": {"amount": "310.00", "per": "week"}, "bedrooms": 2},
        "incomes": [{"kind": "new_style_jsa", "amount": "95.55", "per": "week", "of": "claimant"}],
        "universal_credit": {"claimed": False},
    },
    "overnight carer": {
        "schema": "benefitcalc.case/1",
        "date": "2013-12-02",
        "country": "scotland",
        "claimant": {"age": 50, "disability_benefits": ["dla_care_middle"]},
        "non_dependants": [{"age": 24, "armed_forces_away": True}],
        "tenancy": {
            "tenure": "social_rent",
            "bedrooms": 4,
            "rent": {"amount": "100.00", "per": "week"},
            "overnight_carer_bedroom": True,
        },
    },
}
CASES = {"smallest": SMALLEST, "full": FULL, **SAMPLES}


def edited(changes, base=SMALLEST):
    """A copy of the base with the values at dotted paths replaced; ``...`` takes one away."""
    data = copy.deepcopy(base)
    for path, value in changes.items():
        *parents, last = path.split(".")
        place = data
        for step in parents:
            place = place[int(step)] if step.isdigit() else place.setdefault(step, {})
        if value is ...:
            del place[last]
        else:
            place[last] = value
    return data


def problems(data):
    """``(path, code)`` of each problem; empty when the case is valid."""
    try:
        Case.model_validate(data)
    except InvalidCase as invalid:
        return [(problem.path, problem.code) for problem in invalid.problems]
    return []


def message(changes, base=SMALLEST):
    with pytest.raises(InvalidCase) as refused:
        Case.model_validate(edited(changes, base))
    (problem,) = refused.value.problems
    return problem.message


def leaves(data, path=()):
    match data:
        case dict():
            for key, value in data.items():
                yield from leaves(value, (*path, key))
        case list() | tuple():
            for i, value in enumerate(data):
                yield from leaves(value, (*path, i))
        case _:
            yield path, data


# --- What is accepted ------------------------------------------------------------------------------------------------


def test_the_smallest_case_is_a_date_a_claimant_and_a_tenancy():
    case = Case.model_validate(SMALLEST)
    assert case.date == dt.date(2026, 6, 1)
    assert case.country is Country.ENGLAND
    assert not case.greater_london
    assert case.partner is None
    assert case.children == case.non_dependants == case.incomes == case.tenancy.service_charges == ()
    assert case.tenancy.rent == Rent(amount=0, per="week")
    assert case.capital == 0
    assert case.universal_credit.claimed
    assert case.claimant.work_capability is WorkCapability.NONE
    assert case.adults == (case.claimant,)


def test_python_reads_naturally():
    case = Case(
        date=dt.date(2026, 6, 1),
        claimant=Person(age=34, employment=Employment(net=Money(amount=900, per=Period.MONTH), hours_per_week=20)),
        partner={"age": 30},
        children=[Child(age=3)],
        tenancy=Tenancy(tenure=Tenure.SOCIAL_RENT, bedrooms=2, rent=Rent(amount=Decimal("112.45"), per="week")),
        capital="1000",
    )
    assert case.claimant.employment.net.amount == 90_000
    assert case.tenancy.rent.amount == 11_245
    assert case.capital == 100_000
    assert case.adults == (case.claimant, case.partner)


def test_a_part_passed_in_again_is_not_read_as_pounds_twice():
    case = Case.model_validate(FULL)
    again = Case(date=case.date, claimant=case.claimant, tenancy=case.tenancy, partner=case.partner)
    assert again.tenancy.rent.amount == 11_245
    assert again.claimant.employment.pension_contribution.amount == 5_005
    assert Case.model_validate(case) is case


def test_a_case_is_fixed_and_can_be_a_key():
    case = Case.model_validate(FULL)
    with pytest.raises(ValidationError):
        case.capital = 1
    assert {case: 1}[Case.model_validate(FULL)] == 1
    assert pickle.loads(pickle.dumps(case)) == case  # noqa: S301  # our own bytes


@pytest.mark.parametrize("data", CASES.values(), ids=CASES)
def test_nothing_is_lost(data):
    whole = dict(leaves(Case.model_validate(data).model_dump(mode="json", by_alias=True)))
    given = {path: value for path, value in leaves(data) if value != "2000-03"}
    assert {path: whole.get(path) for path in given} == given


@pytest.mark.parametrize("data", CASES.values(), ids=CASES)
def test_round_trip(data):
    case = Case.model_validate(data)
    assert Case.model_validate(case.to_dict()) == case
    assert Case.from_json(case.to_json()) == case
    assert Case.from_json(case.to_json(indent=2).encode()) == case
    assert Case.from_json(json.dumps(data)) == case
    assert Case.model_validate(case.model_dump(by_alias=True)) == case
    assert Case.from_json(case.to_json()).to_json() == case.to_json()


def test_what_is_written_is_the_contract():
    assert Case.model_validate(SMALLEST).to_json() == (
        '{"schema": "benefitcalc.case/1", "date": "2026-06-01", "claimant": {"age": 34}, '
        '"tenancy": {"tenure": "no_housing_costs"}}'
    )
    written = Case.model_validate(FULL).to_dict()
    assert written["tenancy"]["rent"] == {"amount": "112.45", "per": "four_weeks", "rent_free_weeks": 4}
    assert written["tenancy"]["rent_share"] == "3/4"
    assert written["claimant"]["employment"]["hours_per_week"] == 20.5
    assert written["capital"] == "6000.01"
    assert written["non_dependants"][1]["born"] == "2000-03-01"


def test_the_repr_says_what_was_said_with_money_in_pounds():
    case = Case.model_validate({**SMALLEST, "capital": 5})
    assert repr(case) == (
        "Case(date=datetime.date(2026, 6, 1), claimant=Person(age=34), "
        "tenancy=Tenancy(tenure=<Tenure.NO_HOUSING_COSTS: 'no_housing_costs'>), capital='5.00')"
    )
    assert repr(Money(amount="7.05", per="week")) == "Money(amount='7.05', per=<Period.WEEK: 'week'>)"


@pytest.mark.parametrize("key", ["universal_credit", "housing_benefit", "pension_credit", "partner", "council_tax"])
def test_null_is_nothing(key):
    assert Case.model_validate(edited({key: None})) == Case.model_validate(SMALLEST)


def test_a_null_rent_is_no_rent():
    assert Case.model_validate(edited({"tenancy.rent": None})) == Case.model_validate(SMALLEST)


def test_the_codes_are_those_of_the_contract():
    kinds = """state_pension occupational_pension new_style_jsa new_style_esa carers_allowance maternity_allowance
        industrial_injuries widowed_parents_allowance widows_pension bereavement_allowance spousal_maintenance
        student_income insurance other_taxable statutory_sick_pay statutory_maternity_pay income_support
        income_based_jsa income_related_esa child_tax_credit working_tax_credit severe_disablement_allowance
        incapacity_benefit child_benefit child_maintenance guardians_allowance bereavement_support_payment war_pension
        scottish_child_payment fostering_allowance lodger boarder discretionary_housing_payment other_disregarded"""
    assert [kind.value for kind in IncomeKind] == kinds.split()
    codes = """pip_daily_living_standard pip_daily_living_enhanced pip_mobility_standard pip_mobility_enhanced
        dla_care_lowest dla_care_middle dla_care_highest dla_mobility_lower dla_mobility_higher
        attendance_allowance_lower attendance_allowance_higher afip"""
    assert [code.value for code in DisabilityBenefit] == codes.split()


def test_the_json_schema_can_be_made():
    amount = Case.model_json_schema()["$defs"]["Money"]["properties"]["amount"]
    assert amount["type"] == ["string", "number"]


# --- Money and numbers -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "pence"),
    [
        ("112.45", 11245),
        ("112.4", 11240),
        ("112", 11200),
        ("0.00", 0),
        ("0.29", 29),
        (112.45, 11245),
        (0.29, 29),
        (1.1, 110),
        (-0.0, 0),
        (8.2e3, 820_000),
        (112, 11200),
        (Decimal("112.450"), 11245),
        (np.float64(4.35), 435),
        (np.int64(7), 700),
        ("9999999.99", 999_999_999),
    ],
)
def test_pounds_become_exact_pence(given, pence):
    assert Case.model_validate(edited({"capital": given})).capital == pence


def test_every_penny_up_to_a_thousand_pounds_is_exact_as_a_float_and_as_json():
    read = TypeAdapter(Pence).validate_python
    assert [read(pence / 100) for pence in range(100_001)] == list(range(100_001))
    assert Case.from_json(json.dumps({**SMALLEST, "capital": 4.35})).capital == 435


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("-5.00", "negative_amount"),
        (-0.01, "negative_amount"),
        ("-0.00", "negative_amount"),
        ("1.234", "too_many_decimals"),
        ("1.230", "too_many_decimals"),
        (0.1 + 0.2, "too_many_decimals"),
        (Decimal("5.0000000000000000000000000000000000001"), "too_many_decimals"),
        (Decimal("1E-999999"), "too_many_decimals"),
        ("10000000", "amount_too_large"),
        (1e22, "amount_too_large"),
        (Decimal("1E+999999"), "amount_too_large"),
        ("1,200", "not_money"),
        ("£5", "not_money"),
        (" 5", "not_money"),
        ("5.", "not_money"),
        (".5", "not_money"),
        ("1e3", "not_money"),
        ("٣", "not_money"),
        ("", "not_money"),
        ("five", "not_money"),
        (float("nan"), "not_money"),
        (float("inf"), "not_money"),
        (Decimal("NaN"), "not_money"),
        (True, "not_money"),
        (np.True_, "not_money"),
        (None, "not_money"),
        ([], "not_money"),
        ({"amount": "5.00", "per": "week"}, "not_money"),
    ],
)
def test_what_is_no_amount_is_refused(given, code):
    assert problems(edited({"capital": given})) == [("capital", code)]


@pytest.mark.parametrize(("given", "held"), [(0, 0), (37.5, Decimal("37.5")), (Decimal(16), 16), (168, 168)])
def test_hours(given, held):
    pay = {"net": {"amount": 1, "per": "week"}, "hours_per_week": given}
    assert Case.model_validate(edited({"claimant.employment": pay})).claimant.employment.hours_per_week == held


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (169, "out_of_range"),
        (-1, "out_of_range"),
        (1.001, "not_hours"),
        ("20", "not_hours"),
        (True, "not_hours"),
        (float("nan"), "not_hours"),
        (Decimal("1E+99999999"), "out_of_range"),
    ],
)
def test_hours_that_no_week_has(given, code):
    pay = {"net": {"amount": 1, "per": "week"}, "hours_per_week": given}
    path = "claimant.employment.hours_per_week"
    assert problems(edited({"claimant.employment": pay})) == [(path, code)]


# --- Each rule -------------------------------------------------------------------------------------------------------

SOCIAL = edited({"tenancy": {"tenure": "social_rent", "bedrooms": 2, "rent": {"amount": "100.00", "per": "week"}}})
WEEK, MONTH = {"amount": "100.00", "per": "week"}, {"amount": "100.00", "per": "month"}
STATE_PENSION = {**WEEK, "kind": "state_pension"}
AA_LOWER = {"disability_benefits": ["attendance_allowance_lower"]}
AA_HIGHER = {"disability_benefits": ["attendance_allowance_higher"]}
PIP = {"disability_benefits": ["pip_daily_living_standard"]}
ELSEWHERE = "area_in_another_nation"
AA_OF_A_CHILD = "attendance_allowance_of_a_child"

REFUSED = [
    # what the values are
    ({"date": "01/06/2026"}, "date", "not_a_date"),
    ({"date": 20260601}, "date", "not_a_date"),
    ({"date": "2026-06-31"}, "date", "no_such_day"),
    ({"date": ...}, "date", "missing"),
    ({"date": "2013-03-31"}, "date", "before_first_rate"),
    ({"date": "0001-01-01"}, "date", "before_first_rate"),
    ({"date": "9999-12-31"}, "date", "after_checked_rates"),
    ({"schema": "benefitcalc.case/2"}, "schema", "unknown_schema"),
    ({"id": 7}, "id", "not_text"),
    ({"id": "QQ 12 34 56 C"}, "id", "personal_detail"),
    ({"country": "france"}, "country", "unknown_value"),
    ({"greater_london": "yes"}, "greater_london", "not_true_or_false"),
    ({"greater_london": 1}, "greater_london", "not_true_or_false"),
    ({"children": {}}, "children", "not_a_list"),
    ({"children": [3]}, "children[0]", "not_an_object"),
    ({"claimant": ...}, "claimant", "missing"),
    ({"claimant": None}, "claimant", "not_an_object"),
    ({"tenancy": ...}, "tenancy", "missing"),
    ({"tenancy": {}}, "tenancy.tenure", "missing"),
    ({"tenancy.tenure": "council"}, "tenancy.tenure", "unknown_value"),
    ({"tenancy.rent": "100.00"}, "tenancy.rent", "not_an_object"),
    ({"tenancy.rent": {"amount": "100.00"}}, "tenancy.rent.per", "missing"),
    ({"tenancy.rent": {"per": "week"}}, "tenancy.rent.amount", "missing"),
    ({"tenancy.rent": {"amount": -1, "per": "week"}}, "tenancy.rent.amount", "negative_amount"),
    ({"tenancy.rent": {"amount": 1, "per": "day"}}, "tenancy.rent.per", "unknown_value"),
    ({"tenancy.service_charges": [WEEK]}, "tenancy.service_charges[0].eligible", "missing"),
    ({"council_tax": {"scheme": "pension_age_england"}}, "council_tax.annual_liability", "missing"),
    ({"council_tax": {"annual_liability": 1}}, "council_tax.scheme", "missing"),
    ({"council_tax": {"annual_liability": 1, "scheme": "ours"}}, "council_tax.scheme", "unknown_value"),
    # unknown keys
    ({"contry": "wales"}, "contry", "unknown_key"),
    ({"tenancy.bedroom": 3}, "tenancy.bedroom", "unknown_key"),
    ({"claimant.dob": "1990-01-01"}, "claimant.dob", "unknown_key"),
    ({"claimant.name": "A"}, "claimant.name", "personal_detail"),
    ({"claimant.surname": "A"}, "claimant.surname", "personal_detail"),
    ({"tenancy.address": "A"}, "tenancy.address", "personal_detail"),
    ({"tenancy.postcode": "A"}, "tenancy.postcode", "personal_detail"),
    ({"reference": "A"}, "reference", "personal_detail"),
    ({"claimant.national_insurance_number": "A"}, "claimant.national_insurance_number", "personal_detail"),
    # ages
    ({"claimant": {}}, "claimant.age", "missing"),
    ({"claimant.age": "34"}, "claimant.age", "not_a_whole_number"),
    ({"claimant.age": 34.5}, "claimant.age", "not_a_whole_number"),
    ({"claimant.age": True}, "claimant.age", "not_a_whole_number"),
    ({"claimant.age": 121}, "claimant.age", "out_of_range"),
    ({"claimant.age": Decimal("1E+99999999")}, "claimant.age", "out_of_range"),
    ({"claimant.age": -1}, "claimant.age", "out_of_range"),
    ({"claimant.age": 15}, "claimant.age", "too_young"),
    ({"claimant": {"born": "2010-06-02"}}, "claimant.born", "too_young"),
    ({"claimant": {"born": "2026-06-02"}}, "claimant.born", "born_after_date"),
    ({"claimant": {"born": "1905-06-01"}}, "claimant.born", "out_of_range"),
    ({"claimant": {"born": "1992"}}, "claimant.born", "not_a_date"),
    ({"claimant": {"born": "1992-13"}}, "claimant.born", "no_such_day"),
    ({"claimant.born": "1992-06-02"}, "claimant.age", "age_and_born_differ"),
    ({"claimant.born": "1991-06-01"}, "claimant.age", "age_and_born_differ"),
    ({"partner": {"age": 15}}, "partner.age", "too_young"),
    ({"children": [{}]}, "children[0].age", "missing"),
    ({"children": [{"age": 20, "in_education": True}]}, "children[0].age", "too_old"),
    ({"children": [{"age": 9, "sex": "male"}, {"age": 10}]}, "children[1].sex", "missing"),
    ({"children": [{"born": "2016-06-30"}, {"age": 3, "sex": "male"}]}, "children[0].sex", "missing"),
    ({"non_dependants": [{"age": 15}]}, "non_dependants[0].age", "too_young"),
    # work
    ({"claimant.employment": {"hours_per_week": 9}}, "claimant.employment.net", "missing"),
    ({"claimant.employment": {"net": WEEK, "gross": WEEK}}, "claimant.employment.net", "net_and_gross"),
    (
        {"claimant.employment": {"net": WEEK, "pension_contribution": WEEK}},
        "claimant.employment.pension_contribution",
        "pension_without_gross",
    ),
    (
        {"claimant.employment": {"gross": MONTH, "pension_contribution": WEEK}},  # 433.33 a month of 400.00
        "claimant.employment.pension_contribution.amount",
        "more_than_whole",
    ),
    (
        {"claimant.employment": {"gross": WEEK, "pension_contribution": {"amount": 100.01, "per": "week"}}},
        "claimant.employment.pension_contribution.amount",
        "more_than_whole",
    ),
    (
        {"claimant.employment": {"net": MONTH, "paid_on": "2026-06-12"}},
        "claimant.employment.paid_on",
        "payday_needs_weeks",
    ),
    (
        {"partner": {"age": 40, "employment": {"gross": {"amount": 1, "per": "year"}, "paid_on": "2026-06-12"}}},
        "partner.employment.paid_on",
        "payday_needs_weeks",
    ),
    ({"claimant.employment": {"net": WEEK, "paid_on": "Friday"}}, "claimant.employment.paid_on", "not_a_date"),
    ({"claimant.employment": {"net": WEEK, "paid_on": "2026-02-30"}}, "claimant.employment.paid_on", "no_such_day"),
    # benefits
    (
        {"claimant.disability_benefits": ["dla_care_lowest", "dla_care_middle"]},
        "claimant.disability_benefits[1]",
        "conflicting_rates",
    ),
    ({"claimant.disability_benefits": ["afip", "afip"]}, "claimant.disability_benefits[1]", "repeated_value"),
    ({"claimant.disability_benefits": ["afip", "pip"]}, "claimant.disability_benefits[1]", "unknown_value"),
    (
        {"non_dependants": [{"age": 30, "benefits": ["pension_credit"] * 2}]},
        "non_dependants[0].benefits[1]",
        "repeated_value",
    ),
    # benefits by age: on 1 June 2026 those born until 1 May 1960 have reached pension age
    ({"children": [{"age": 9, **AA_LOWER}]}, "children[0].disability_benefits[0]", AA_OF_A_CHILD),
    ({"children": [{"born": "2010-07-01", **AA_HIGHER}]}, "children[0].disability_benefits[0]", AA_OF_A_CHILD),
    ({"children": [{"age": 15, **PIP}]}, "children[0].disability_benefits[0]", "pip_under_16"),
    ({"children": [{"born": "2010-07-01", **PIP}]}, "children[0].disability_benefits[0]", "pip_under_16"),
    *[
        (
            {"claimant": {"age": 70, "disability_benefits": [first, second]}},
            "claimant.disability_benefits[1]",
            "conflicting_benefits",
        )
        for first, second in (
            ("dla_care_lowest", "pip_mobility_standard"),
            ("pip_daily_living_enhanced", "dla_mobility_higher"),
            ("attendance_allowance_lower", "pip_mobility_standard"),
            ("dla_care_highest", "attendance_allowance_higher"),
            ("afip", "attendance_allowance_lower"),
            ("dla_mobility_lower", "afip"),
            ("pip_mobility_enhanced", "afip"),
        )
    ],
    (
        {"partner": {"age": 40, "disability_benefits": ["pip_mobility_standard", "dla_care_lowest"]}},
        "partner.disability_benefits[1]",
        "conflicting_benefits",
    ),
    (
        {"children": [{"age": 17, "disability_benefits": ["dla_care_lowest", *PIP["disability_benefits"]]}]},
        "children[0].disability_benefits[1]",
        "conflicting_benefits",
    ),
    ({"claimant.age": 65, "incomes": [STATE_PENSION]}, "incomes[0].kind", "state_pension_under_pension_age"),
    (
        {"claimant": {"born": "1960-06-02"}, "incomes": [STATE_PENSION]},
        "incomes[0].kind",
        "state_pension_under_pension_age",
    ),
    (
        {"claimant.age": 70, "partner": {"age": 40}, "incomes": [{**STATE_PENSION, "of": "partner"}]},
        "incomes[0].kind",
        "state_pension_under_pension_age",
    ),
    (
        {"claimant.age": 70, "claimant.over_pension_age": False, "incomes": [STATE_PENSION]},
        "incomes[0].kind",
        "state_pension_under_pension_age",
    ),
    ({"incomes": [{**WEEK}]}, "incomes[0].kind", "missing"),
    ({"incomes": [{**WEEK, "kind": "lodger", "of": "partner"}]}, "incomes[0].of", "no_partner"),
    ({"incomes": [{**WEEK, "kind": "lodger", "of": "child"}]}, "incomes[0].of", "unknown_value"),
    # non-dependant couples
    ({"non_dependants": [{"age": 30, "couple_with": 1}]}, "non_dependants[0].couple_with", "no_such_person"),
    ({"non_dependants": [{"age": 30, "couple_with": 0}]}, "non_dependants[0].couple_with", "couple_with_self"),
    (
        {"non_dependants": [{"age": 30, "couple_with": 1}, {"age": 30}]},
        "non_dependants[0].couple_with",
        "couple_not_mutual",
    ),
    # place
    ({"greater_london": True, "country": "wales"}, "greater_london", "london_outside_england"),
    # the home
    *[
        ({"tenancy": {"tenure": tenure}}, "tenancy.bedrooms", "missing")
        for tenure in ("social_rent", "managed_property", "refuge", "local_authority_hostel")
    ],
    ({"tenancy.bedrooms": -1}, "tenancy.bedrooms", "out_of_range"),
    ({"tenancy.bedrooms": 21}, "tenancy.bedrooms", "out_of_range"),
    ({"tenancy": {"tenure": "private_rent"}}, "tenancy.brma", "missing"),
    *[
        ({"tenancy": {"tenure": "private_rent", "brma": area}, "country": nation}, "tenancy.brma", ELSEWHERE)
        for area, nation in (
            ("Greater Glasgow", "england"),
            ("GREATER_GLASGOW", "wales"),
            ("Belfast", "scotland"),
            ("Leeds", "northern_ireland"),
            ("cardiff", "england"),
        )
    ],
    ({"tenancy.brma": "Greater Glasgow"}, "tenancy.brma", ELSEWHERE),
    ({"tenancy.brma": "Nowhere"}, "tenancy.brma", "unknown_area"),
    (
        {"tenancy.rent": {"amount": 1, "per": "month", "rent_free_weeks": 4}},
        "tenancy.rent.rent_free_weeks",
        "rent_free_weeks_need_weeks",
    ),
    (
        {"tenancy.rent": {"amount": 1, "per": "fortnight", "rent_free_weeks": 3}},
        "tenancy.rent.rent_free_weeks",
        "rent_free_weeks_in_part",
    ),
    (
        {"tenancy.rent": {"amount": 1, "per": "four_weeks", "rent_free_weeks": 2}},
        "tenancy.rent.rent_free_weeks",
        "rent_free_weeks_in_part",
    ),
    (
        {"tenancy.rent": {"amount": 1, "per": "week", "rent_free_weeks": 52}},
        "tenancy.rent.rent_free_weeks",
        "out_of_range",
    ),
    (
        {"tenancy.service_charges": [{**MONTH, "eligible": True, "rent_free_weeks": 2}]},
        "tenancy.service_charges[0].rent_free_weeks",
        "rent_free_weeks_need_weeks",
    ),
    (
        {"tenancy.rent": WEEK, "tenancy.ineligible_in_rent": MONTH},
        "tenancy.ineligible_in_rent.per",
        "period_differs",
    ),
    (
        {"tenancy.rent": WEEK, "tenancy.ineligible_in_rent": {"amount": "100.01", "per": "week"}},
        "tenancy.ineligible_in_rent.amount",
        "more_than_whole",
    ),
    ({"tenancy.people_liable": 0}, "tenancy.people_liable", "out_of_range"),
    ({"tenancy.people_liable_in_claim": 0}, "tenancy.people_liable_in_claim", "out_of_range"),
    (
        {"tenancy.people_liable_in_claim": 2, "partner": {"age": 30}},
        "tenancy.people_liable_in_claim",
        "more_than_whole",
    ),
    (
        {"tenancy.people_liable_in_claim": 2, "tenancy.people_liable": 2},
        "tenancy.people_liable_in_claim",
        "more_than_family",
    ),
    ({"tenancy.rent_share": "0/3"}, "tenancy.rent_share", "out_of_range"),
    ({"tenancy.rent_share": "4/3"}, "tenancy.rent_share", "out_of_range"),
    ({"tenancy.rent_share": "1/0"}, "tenancy.rent_share", "not_a_share"),
    ({"tenancy.rent_share": 0.5}, "tenancy.rent_share", "not_a_share"),
]


@pytest.mark.parametrize(("changes", "path", "code"), REFUSED, ids=[f"{path} {code}" for _, path, code in REFUSED])
def test_one_fault_is_one_problem(changes, path, code):
    assert problems(edited(changes)) == [(path, code)]


def test_a_date_after_the_checked_rates_is_told_beside_other_problems_and_is_none_alone():
    late = {"date": "2027-04-01", "tenancy": {"tenure": "social_rent"}}
    assert problems(edited(late)) == [("date", "after_checked_rates"), ("tenancy.bedrooms", "missing")]
    assert problems(edited({"date": "2027-04-01"})) == []  # projected rates reach it; assess refuses it without them


@pytest.mark.parametrize("date", ["0001-01-01", "0050-02-28", "1899-12-31", "2200-01-01", "9999-11-30", "9999-12-31"])
@pytest.mark.parametrize("claimant", [{"age": 66}, {"age": 120}, {"born": "0001-01-01"}, {"born": "9999-01-01"}])
def test_a_date_at_the_end_of_the_calendar_is_refused(date, claimant):
    children = [{"age": 11, "sex": "male"}, {"age": 3}]
    codes = {code for _, code in problems(edited({"date": date, "claimant": claimant, "children": children}))}
    assert codes & {"before_first_rate", "after_checked_rates"}


ACCEPTED = [
    {"date": "2013-04-01"},
    {"date": "2027-03-31"},
    {"schema": "benefitcalc.case/1"},
    {"id": None},
    {"id": "row 12"},
    {"greater_london": True},
    {"claimant.age": 16},
    {"claimant.age": 34.0},
    {"claimant.age": np.int64(34)},
    {"claimant": {"born": "2010-06-01"}},
    {"claimant.born": "1992-06-01"},
    {"claimant.born": "1991-06-02"},
    {"claimant.born": "1992-06"},
    {"claimant.born": dt.date(1992, 2, 11)},
    {"children": [{"age": 0}]},
    {"children": [{"age": 19, "in_education": True}]},
    {"children": [{"age": 3}, {"age": 9}]},  # under ten: sex changes nothing
    {"children": [{"age": 15}]},  # nobody to share with
    {"children": [{"age": 15}, {"age": 16, "in_education": True}]},  # 16: a room of their own
    {"children": [{"born": "2016-07-01"}, {"age": 3}]},  # ten after the period ends
    {"non_dependants": [{"age": 16}, {"age": 30, "couple_with": 2}, {"age": 30, "couple_with": 1}]},
    {"claimant.employment": {"net": WEEK}},
    {"claimant.employment": {"gross": WEEK, "pension_contribution": WEEK}},
    {"claimant.employment": {"gross": WEEK, "pension_contribution": {"amount": "433.33", "per": "month"}}},
    {"claimant.disability_benefits": ["pip_daily_living_standard", "pip_mobility_standard"]},
    {"claimant": {"born": "1960-05", **AA_HIGHER}},  # reaches pension age on the day: 66 years and a month
    {"claimant": {"age": 45, **AA_LOWER}},  # Constant Attendance Allowance, it may be; a warning asks
    {"children": [{"age": 19, "in_education": True, **AA_LOWER}]},
    {"claimant": {"born": "1960-05-20"}, "incomes": [STATE_PENSION], "date": "2026-07-01"},  # from 20 July
    {"claimant": {"age": 66, **AA_LOWER}},  # some of that age have reached it
    {"claimant": {"age": 60, "over_pension_age": True, **AA_LOWER}, "incomes": [STATE_PENSION]},
    {"claimant": {"age": 63, **AA_LOWER}, "date": "2016-10-03"},  # one of that age may have reached it, another not
    {"claimant": {"age": 63}, "incomes": [STATE_PENSION], "date": "2016-10-03"},
    {"claimant.age": 40, "partner": {"age": 70, **AA_LOWER}, "incomes": [{**STATE_PENSION, "of": "partner"}]},
    {"claimant": {"born": "1960-05-01"}, "incomes": [STATE_PENSION]},
    {"incomes": [{**STATE_PENSION, "amount": 0}]},
    {"non_dependants": [{"age": 30, **AA_LOWER}]},  # taken as entered, with a warning
    {"non_dependants": [{"age": 30, "disability_benefits": ["afip", "pip_mobility_standard"]}]},
    {"children": [{"age": 16, "in_education": True, **PIP}]},
    {"children": [{"born": "2010-06-30", **PIP}]},  # 16 on the last day of the assessment period
    {"children": [{"age": 9, "disability_benefits": ["dla_care_lowest", "dla_mobility_lower"]}]},
    {"claimant": {"age": 70, "disability_benefits": ["dla_mobility_higher", "attendance_allowance_lower"]}},
    {"partner": {"age": 30}, "incomes": [{**WEEK, "kind": "lodger", "of": "partner"}]},
    {"incomes": [{**WEEK, "kind": "occupational_pension"}] * 2},
    {"tenancy.bedrooms": 0},
    {"tenancy": {"tenure": "social_rent", "bedrooms": 0}},
    {"tenancy": {"tenure": "temporary_accommodation"}},
    {"tenancy": {"tenure": "exempt_accommodation"}},
    {"tenancy": {"tenure": "private_rent", "brma": "Greater Glasgow"}, "country": "scotland"},
    {"tenancy": {"tenure": "private_rent", "brma": "GREATER_GLASGOW"}, "country": "scotland"},
    {"tenancy": {"tenure": "private_rent", "brma": "Belfast"}, "country": "northern_ireland"},
    {"tenancy": {"tenure": "private_rent", "brma": "cardiff"}, "country": "wales"},
    {"tenancy": {"tenure": "private_rent", "local_housing_allowance": WEEK}},
    {"tenancy.rent": {"amount": 1, "per": "week", "rent_free_weeks": 51}},
    {"tenancy.rent": {"amount": 1, "per": "fortnight", "rent_free_weeks": 2}},
    {"tenancy.rent": {"amount": 1, "per": "four_weeks", "rent_free_weeks": 8}},
    {"tenancy.rent": WEEK, "tenancy.ineligible_in_rent": WEEK},
    {"tenancy.people_liable_in_claim": 2, "tenancy.people_liable": 2, "children": [{"age": 17, "in_education": True}]},
    {"tenancy.rent_share": "1"},
    {"tenancy.rent_share": Fraction(1, 3)},
]


@pytest.mark.parametrize("changes", ACCEPTED, ids=str)
def test_what_lies_just_inside_is_accepted(changes):
    assert problems(edited(changes)) == []


# --- All at once -----------------------------------------------------------------------------------------------------


def test_all_problems_are_told_at_once_in_the_order_of_the_file():
    wrong = {
        "contry": "wales",
        "date": "2012-06-01",
        "greater_london": "yes",
        "claimant": {"age": "x", "name": "Bob", "employment": {"hours_per_week": 200}},
        "children": ["x", {"age": 9, "sex": "boy"}, {"age": 21}],
        "non_dependants": [{"age": 24, "couple_with": 4}, {"age": 3}],
        "tenancy": {
            "tenure": "social_rent",
            "rent": {"amount": "1,200", "per": "month", "rent_free_weeks": 3},
            "service_charges": [{"amount": -5, "per": "month", "rent_free_weeks": 2}],
            "people_liable_in_claim": 2,
        },
        "incomes": [{"kind": "state_pensoin", "amount": "1.234", "per": "week", "of": "partner"}],
        "council_tax": {},
    }
    assert problems(wrong) == [
        ("contry", "unknown_key"),
        ("date", "before_first_rate"),
        ("greater_london", "not_true_or_false"),
        ("claimant.age", "not_a_whole_number"),
        ("claimant.employment.hours_per_week", "out_of_range"),
        ("claimant.name", "personal_detail"),
        ("claimant.employment.net", "missing"),
        ("children[0]", "not_an_object"),
        ("children[1].sex", "unknown_value"),
        ("children[2].age", "too_old"),
        ("non_dependants[0].couple_with", "no_such_person"),
        ("non_dependants[1].age", "too_young"),
        ("tenancy.rent.amount", "not_money"),
        ("tenancy.service_charges[0].amount", "negative_amount"),
        ("tenancy.service_charges[0].eligible", "missing"),
        ("tenancy.bedrooms", "missing"),
        ("tenancy.rent.rent_free_weeks", "rent_free_weeks_need_weeks"),
        ("tenancy.people_liable_in_claim", "more_than_whole"),
        ("tenancy.service_charges[0].rent_free_weeks", "rent_free_weeks_need_weeks"),
        ("incomes[0].amount", "too_many_decimals"),
        ("incomes[0].kind", "unknown_value"),
        ("incomes[0].of", "no_partner"),
        ("council_tax.annual_liability", "missing"),
        ("council_tax.scheme", "missing"),
    ]


def test_two_allowances_of_one_person_are_one_problem_whatever_their_components():
    four = ["dla_care_lowest", "dla_mobility_lower", "pip_daily_living_standard", "pip_mobility_standard"]
    assert problems(edited({"claimant.disability_benefits": four})) == [
        ("claimant.disability_benefits[2]", "conflicting_benefits")
    ]


def test_what_does_not_go_together_is_told_beside_what_cannot_be_read():
    twice = ["dla_care_lowest", "pip_mobility_standard"]
    ageless = edited({"claimant": {"age": "old", "disability_benefits": twice}, "incomes": [STATE_PENSION]})
    assert problems(ageless) == [
        ("claimant.age", "not_a_whole_number"),
        ("claimant.disability_benefits[1]", "conflicting_benefits"),
    ]
    nowhere = edited({"country": "france", "tenancy.brma": "Greater Glasgow", "children": [{"age": 4, **AA_LOWER}]})
    assert problems(nowhere) == [
        ("country", "unknown_value"),
        ("children[0].disability_benefits[0]", AA_OF_A_CHILD),
    ]
    unsaid = edited({"claimant": {"age": 34, "over_pension_age": "no"}, "incomes": [STATE_PENSION]})
    assert problems(unsaid) == [("claimant.over_pension_age", "not_true_or_false")]
    dateless = edited({"date": "soon", "children": [{"age": 4, **AA_LOWER}], "incomes": [STATE_PENSION]})
    assert problems(dateless) == [("date", "not_a_date")]
    for people in ({"claimant": {}}, {"claimant": {"born": "2030-01-01"}}, {"claimant": 3}):
        told = problems(edited({**people, "incomes": [STATE_PENSION]}))
        assert len(told) == 1
        assert told[0][0].startswith("claimant")


def test_a_field_that_cannot_be_read_raises_no_second_problem():
    assert problems(edited({"tenancy": {"tenure": "social_rent", "bedrooms": "two"}})) == [
        ("tenancy.bedrooms", "not_a_whole_number")
    ]
    assert problems(edited({"partner": 3, "incomes": [{**WEEK, "kind": "lodger", "of": "partner"}]})) == [
        ("partner", "not_an_object")
    ]
    assert problems(edited({"date": "soon", "claimant": {"age": 34, "born": "2020-01-01"}})) == [("date", "not_a_date")]


def test_every_pair_of_faults_in_different_places_is_told_together():
    """No problem in one part of the case hides one in another."""
    tops = {}
    for changes, path, code in REFUSED:
        top = path.split(".")[0].split("[")[0]
        if set(changes) <= {top} | {key for key in changes if key.startswith(f"{top}.")}:
            tops.setdefault(top, (changes, path, code))
    assert len(tops) > 9
    faults = [fault for top, fault in tops.items() if top not in {"date", "claimant", "tenancy"}]
    together = edited({key: value for changes, _, _ in faults for key, value in changes.items()})
    assert sorted(problems(together)) == sorted((path, code) for _, path, code in faults)


def test_parts_already_made_stay_while_the_rest_is_refused():
    people = {"claimant": Person(age=15), "children": [Child(age=9), 3], "non_dependants": (NonDependant(age=2),)}
    assert problems({**people, "date": "2026-06-01", "tenancy": {"tenure": "refuge"}}) == [
        ("claimant.age", "too_young"),
        ("children[1]", "not_an_object"),
        ("non_dependants[0].age", "too_young"),
        ("tenancy.bedrooms", "missing"),
    ]


@pytest.mark.parametrize("data", [None, [], "x", 3])
def test_what_is_no_object_at_all(data):
    assert problems(data) == [("", "not_an_object")]


def test_keys_that_are_no_text():
    assert ("date", "missing") in problems({1: 2})


def test_every_refusal_is_a_sentence():
    for changes, path, code in REFUSED:
        sentence = message(changes)
        assert sentence.endswith((".", "?"))
        assert any(step in sentence for step in re.findall(r"\w+", path)) or code in {
            "conflicting_rates",
            "repeated_value",
        }
        assert len(sentence) < 250


# --- The words -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"tenancy": {"tenure": "social_rent"}},
            "bedrooms is missing; tenure social_rent needs the landlord's number of bedrooms (a bedsit is 1).",
        ),
        (
            {"tenancy.rent": {"amount": "-5.00", "per": "week"}},
            'amount "-5.00" is below zero; an amount is 0.00 or more.',
        ),
        (
            {"claimant.born": "1980-01-01"},
            "age 34 does not agree with born 1980-01-01, which makes 46 on 2026-06-01; correct one.",
        ),
        ({"date": "2012-01-01"}, "date 2012-01-01 is before the first rates; give 2013-04-01 or later."),
        ({"date": "9999-12-31"}, 'date "9999-12-31" is not a day with rates; give one such as 2026-06-01.'),
        ({"tenancy.bedroms": 2}, '"bedroms" is not a field; did you mean bedrooms?'),
        ({"claimant.dob": 2}, '"dob" is not a field; did you mean born?'),
        (
            {"council_tax": {"zzz": 1, "annual_liability": 1, "scheme": "pension_age_england"}},
            '"zzz" is not a field; the fields here are annual_liability, scheme.',
        ),
        (
            {"country": "france"},
            'country "france" is not a valid value; give one of england, scotland, wales, northern_ireland.',
        ),
        ({"claimant.carer": "yes"}, 'carer "yes" is not an answer to yes or no; write true or false, without quotes.'),
        (
            {"tenancy.rent": "112.45"},
            'rent "112.45" is not an object; write it as {"amount": "112.45", "per": "week"}.',
        ),
        ({"children": [{"age": 9, "sex": "boy"}]}, 'sex "boy" is not a valid value; give one of female, male.'),
        (
            {"children": [{"born": "2017-01-02", "disability_benefits": ["attendance_allowance_higher"]}]},
            (
                "disability_benefits attendance_allowance_higher does not go with born 2017-01-02 (age 9): Attendance "
                "Allowance is for people over pension age; give dla_care_middle or dla_care_highest if DLA is what is "
                "in payment."
            ),
        ),
        (
            {"children": [{"age": 9, "disability_benefits": ["pip_mobility_enhanced"]}]},
            (
                "disability_benefits pip_mobility_enhanced does not go with age 9: PIP is for people of 16 or over; "
                "give the DLA code, for Child Disability Payment too."
            ),
        ),
        (
            {"claimant.disability_benefits": ["dla_care_lowest", "pip_mobility_standard"]},
            (
                "disability_benefits dla_care_lowest and pip_mobility_standard are never paid together; keep the one "
                "in payment."
            ),
        ),
        (
            {"incomes": [{"kind": "state_pension", "amount": 1, "per": "week"}]},
            (
                "kind state_pension does not go with the claimant's age 34: it is for people over pension age; give "
                "another kind, or correct the age."
            ),
        ),
        (
            {"tenancy.brma": "Greater Glasgow"},
            'brma "Greater Glasgow" is in scotland but country is england; correct one.',
        ),
        ({"id": "QQ123456C"}, "id looks like a National Insurance number; use a label of your own."),
    ],
)
def test_a_sentence_names_the_field_the_value_and_what_would_be_valid(changes, words):
    assert message(changes) == words


def test_of_many_valid_values_the_nearest_are_named():
    assert "state_pension" in message({"incomes": [{**WEEK, "kind": "state_pensoin"}]})
    assert "severe_disablement" not in message({"incomes": [{**WEEK, "kind": "state_pensoin"}]})
    assert "severe_disablement_allowance" in message({"incomes": [{**WEEK, "kind": "???"}]})
    assert message({"claimant.disability_benefits": ["DLA care"]}).endswith(
        "give one of dla_care_lowest, dla_care_middle, dla_care_highest."
    )


def test_what_an_unknown_field_held_is_never_repeated():
    for key in ("name", "zzz"):
        assert "Jane" not in message({f"claimant.{key}": "Jane"})


def test_long_and_strange_values_are_shown_short():
    assert len(message({"country": "x" * 10_000})) < 200
    assert len(message({"capital": 10**5000})) < 200
    assert "of type object" in message({"country": object()})
    assert "null" in message({"country": None})
    assert "[…]" in message({"country": [1]})
    assert "{…}" in message({"country": {"a": 1}})


def test_the_text_of_an_invalid_case_is_one_line_a_problem():
    with pytest.raises(InvalidCase) as refused:
        Case(date="2026-06-01")
    lines = str(refused.value).split("\n")
    assert [line.partition(":")[0] for line in lines] == ["claimant", "tenancy"]
    assert isinstance(refused.value, BenefitcalcError)
    assert pickle.loads(pickle.dumps(refused.value)).problems == refused.value.problems  # noqa: S301  # our own bytes


def test_a_problem_of_the_whole_case_has_no_path_before_it():
    assert str(Problem("", "not_json", "This is not JSON.")) == "This is not JSON."


# --- JSON ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", "{", "{'date': 1}", b"\xff\xfe\xfa", "[" * 100_000])
def test_what_is_no_json(text):
    with pytest.raises(InvalidCase) as refused:
        Case.from_json(text)
    assert [problem.code for problem in refused.value.problems] == ["not_json"]


def test_a_key_given_twice_is_a_problem_and_hides_no_other():
    twice = (
        '{"date": "2026-06-01", "capital": 1, "capital": 2, "claimant": {"age": 34}, "tenancy": {"tenure": "refuge"}}'
    )
    with pytest.raises(InvalidCase) as refused:
        Case.from_json(twice)
    assert [problem.code for problem in refused.value.problems] == ["repeated_key", "missing"]
    with pytest.raises(InvalidCase) as refused:
        Case.from_json(twice.replace("refuge", "no_housing_costs"))
    assert str(refused.value) == '"capital" is given twice in one object; keep the one that is right.'


@pytest.mark.parametrize(("number", "code"), [("NaN", "not_money"), ("1e999999999", "amount_too_large")])
def test_numbers_that_are_none(number, code):
    with pytest.raises(InvalidCase) as refused:
        Case.from_json(json.dumps({**SMALLEST, "capital": "?"}).replace('"?"', number))
    assert [problem.code for problem in refused.value.problems] == [code]


# --- What the engine asks --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "case_date", "born"),
    [
        (Person(born="1992-02-11"), dt.date(2026, 6, 1), dt.date(1992, 2, 11)),
        (Person(born="1992-02"), dt.date(2026, 6, 1), dt.date(1992, 2, 1)),
        (Person(age=34), dt.date(2026, 6, 1), dt.date(1992, 6, 1)),
        (Person(age=0), dt.date(2026, 6, 1), dt.date(2026, 6, 1)),
        (Person(age=36), dt.date(2024, 2, 29), dt.date(1988, 2, 29)),
        (Person(age=34), dt.date(2024, 2, 29), dt.date(1990, 2, 28)),
    ],
)
def test_birth_dates(who, case_date, born):
    assert who.born_on(case_date) == born
    if who.age is not None:
        assert who.age_on(case_date, case_date) == who.age


def test_ages_on_other_days():
    date = dt.date(2026, 6, 1)
    assert Person(age=34).age_on(dt.date(2026, 5, 31), date) == 33
    assert Person(age=34).age_on(dt.date(2027, 6, 1), date) == 35
    assert Person(born="2000-02-29").age_on(dt.date(2026, 2, 28), date) == 25
    assert Person(born="2000-02-29").age_on(dt.date(2026, 3, 1), date) == 26


def test_without_age_or_birth_date_there_is_no_birth_date():
    with pytest.raises(ValueError, match="neither age nor born"):
        Person().born_on(dt.date(2026, 6, 1))


@pytest.mark.parametrize(
    ("tenancy", "share"),
    [
        ({}, Fraction(1)),
        ({"people_liable": 3}, Fraction(1, 3)),
        ({"people_liable": 3, "people_liable_in_claim": 2}, Fraction(2, 3)),
        ({"people_liable": 2, "rent_share": "1/4"}, Fraction(1, 4)),
    ],
)
def test_share_of_rent(tenancy, share):
    assert Tenancy(tenure="social_rent", **tenancy).share_of_rent == share


def test_the_same_household_on_another_day_grows_older():
    case = Case.model_validate(
        edited({"partner": {"age": 30}, "children": [{"age": 3}], "non_dependants": [{"age": 20}]})
    )
    later = case.on(dt.date(2028, 5, 31))
    assert later.date == dt.date(2028, 5, 31)
    everyone = (*later.adults, *later.children, *later.non_dependants)
    assert [someone.age_on(later.date, later.date) for someone in everyone] == [35, 31, 4, 21]
    assert later.tenancy == case.tenancy


def test_a_what_if_is_checked_afresh():
    case = Case.model_validate(SOCIAL)
    assert case.replace(capital="7000.00").capital == 700_000
    assert case.replace(capital=7000).replace(greater_london=True).capital == 700_000
    with pytest.raises(InvalidCase):
        case.replace(tenancy={"tenure": "refuge"})


def test_a_disability_benefit_knows_its_component():
    assert DisabilityBenefit.PIP_DAILY_LIVING_ENHANCED.component == "pip_daily_living"
    assert DisabilityBenefit.AFIP.component == "afip"


def test_an_income_is_the_claimants_unless_it_says_otherwise():
    case = Case.model_validate(edited({"incomes": [{"kind": "lodger", **WEEK}]}))
    assert case.incomes[0].of is Member.CLAIMANT
