"""A case: what is accepted, what is read back, and what the engine asks of it."""

import datetime as dt
import json
import pickle
from decimal import Decimal
from fractions import Fraction

import pytest
from pydantic import ValidationError

from benefitcalc.case import (
    Case,
    Child,
    Country,
    DisabilityBenefit,
    Employment,
    IncomeKind,
    Member,
    Money,
    Period,
    Person,
    Rent,
    Tenancy,
    Tenure,
    WorkCapability,
)
from benefitcalc.errors import InvalidCase
from tests.unit.case.cases import SMALLEST, WEEK, edited

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


# --- What is accepted -------------------------------------------------------------------------------------------------


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


SOCIAL = edited({"tenancy": {"tenure": "social_rent", "bedrooms": 2, "rent": {"amount": "100.00", "per": "week"}}})


# --- What the engine asks ---------------------------------------------------------------------------------------------


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
