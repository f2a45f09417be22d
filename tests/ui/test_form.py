"""Answers -> a case: the day, where each answer goes, and what is wrong with one."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from benefitcalc import Case, assess
from benefitcalc.ui.call.form import Refused, read_form
from benefitcalc.ui.call.questions import form_for
from benefitcalc.ui.call.reading import read_date
from benefitcalc.ui.call.schema import blank
from tests.ui.forms import BEFORE_2016, FORM, SMALLEST, case_of

# --- The day ----------------------------------------------------------------------------------------------------------


PENSIONER = SMALLEST | {"claimant.age": "5 1950"}


def day_of(answers: dict[str, Any], today: dt.date = dt.date(2026, 11, 26)) -> str:
    form = read_form(form_for(today), answers)
    assert form.case is not None, (form.needed, form.wrong)
    return str(form.case["date"])


@pytest.mark.parametrize(
    ("answers", "day"),
    [
        (SMALLEST, "2026-11-01"),
        (SMALLEST | {"tenancy.tenure": "exempt_accommodation"}, "2026-11-01"),  # Universal Credit besides
        (SMALLEST | {"claimant.age": "66"}, "2026-11-01"),  # an age that leaves it open
        (SMALLEST | {"claimant.age": "66", "claimant.over_pension_age": "yes"}, "2026-11-23"),
        (SMALLEST | {"couple": "yes", "partner.age": "70"}, "2026-11-01"),
        (SMALLEST | {"universal_credit": [{"claimed": "no", "not_moved": "yes"}]}, "2026-11-23"),
        (PENSIONER, "2026-11-23"),
        (PENSIONER | {"tenancy.tenure": "owner_occupier"}, "2026-11-23"),
        (PENSIONER | {"couple": "yes", "partner.age": "70"}, "2026-11-23"),
    ],
)
def test_an_empty_date_is_this_month_or_this_benefit_week_by_the_scheme(answers: dict[str, Any], day: str) -> None:
    assert day_of(answers) == day
    result = assess(Case.model_validate(read_form(form_for(dt.date(2026, 11, 26)), answers).case))
    assert (result.universal_credit is None) == (day == "2026-11-23")


def test_a_pension_age_between_the_two_days_leaves_the_month() -> None:
    reached = SMALLEST | {"claimant.age": "10 7 1960"}  # on 10 November 2026
    assert day_of(reached, dt.date(2026, 11, 26)) == "2026-11-01"
    assert day_of(reached, dt.date(2026, 12, 2)) == "2026-11-30"
    assert day_of(SMALLEST | {"claimant.age": "1 8 1960"}, dt.date(2026, 12, 2)) == "2026-12-01"


@pytest.mark.parametrize("typed", ["1 11 2026", "1 Nov 2026", "23 Nov 2026", "24 11 2026"])
@pytest.mark.parametrize("answers", [SMALLEST, PENSIONER])
def test_a_date_that_was_typed_stays(answers: dict[str, Any], typed: str) -> None:
    assert day_of(answers | {"date": typed}) == read_date(typed).isoformat()
    assert read_form(FORM, answers | {"date": typed}).assumed == {}


def test_what_was_assumed_is_told_to_the_page() -> None:
    assert read_form(FORM, {}).assumed == {"date": "1 Nov 2026"}
    assert read_form(FORM, PENSIONER).assumed == {"date": "23 Nov 2026"}
    assert read_form(FORM, {"date": ""}).untouched


# --- The form as it opens ---------------------------------------------------------------------------------------------


def test_the_form_opens_on_the_month_with_three_questions_to_answer() -> None:
    form = read_form(FORM, {})
    assert form.untouched
    assert form.case is None
    assert [one.field for one in form.needed] == ["claimant.age", "tenancy.bedrooms", "tenancy.rent.amount"]
    assert form.wrong == ()


def test_the_smallest_answers_make_the_smallest_case() -> None:
    assert case_of() == {
        "schema": "benefitcalc.case/1",
        "date": "2026-11-01",
        "country": "england",
        "greater_london": False,
        "claimant": {"age": 34, "work_capability": "none"},
        "tenancy": {
            "tenure": "social_rent",
            "bedrooms": 3,
            "rent": {"amount": "112.45", "per": "week"},
        },
    }


def test_what_is_not_sent_is_as_the_form_opens() -> None:
    assert read_form(FORM, blank(FORM)) == read_form(FORM, {})


# --- Every answer finds its place -------------------------------------------------------------------------------------


def test_a_whole_household() -> None:
    case = case_of(
        date="1 June 2026",
        country="scotland",
        couple="yes",
        partner__age="7 1995",
        children=[
            {"age": "9", "disability_benefits": "dla_care_middle", "cannot_share_bedroom": "yes", "sex": "male"},
            {"age": "2 2014", "sex": "female", "childcare.amount": "400", "childcare.per": "month"},
        ],
        non_dependants=[{"age": "24", "benefits": "pension_credit"}],
        tenancy__service_charges=[{"label": "lift", "amount": "6.20", "eligible": "yes"}],
        tenancy__rent__rent_free_weeks="4",
        tenancy__ineligible_in_rent__amount="3.10",
        tenancy__people_liable="3",
        tenancy__people_liable_in_claim="2",
        tenancy__rent_share="1/2",
        tenancy__foster_bedroom="yes",
        claimant__employment=[
            {"net.amount": "£1,250.50", "net.per": "four_weeks", "paid_on": "4/12/2026", "hours_per_week": "37.5"}
        ],
        partner__employment=[
            {"pay_is": "gross", "gross.amount": "900", "gross.per": "four_weeks", "pension_contribution.amount": "45"}
        ],
        partner__self_employment=[
            {"net_profit.amount": "700", "minimum_income_floor": "yes", "expected_hours": "16"},
        ],
        incomes=[{"kind": "carers_allowance", "amount": "86.45", "of": "partner"}],
        partner__carer="yes",
        claimant__work_capability="lcwra_protected",
        claimant__disability_benefits="pip_daily_living_standard pip_mobility_enhanced",
        capital="£6,500",
        universal_credit=[{"transitional_element": "55.12", "benefit_cap_grace_period": "yes"}],
    )
    assert case == {
        "schema": "benefitcalc.case/1",
        "date": "2026-06-01",
        "country": "scotland",
        "claimant": {
            "age": 34,
            "employment": {
                "net": {"amount": "1250.50", "per": "four_weeks"},
                "paid_on": "2026-12-04",
                "hours_per_week": Decimal("37.5"),
            },
            "work_capability": "lcwra_protected",
            "disability_benefits": ["pip_daily_living_standard", "pip_mobility_enhanced"],
        },
        "partner": {
            "born": "1995-07-01",
            "employment": {
                "gross": {"amount": "900.00", "per": "four_weeks"},
                "pension_contribution": {"amount": "45.00", "per": "four_weeks"},
            },
            "self_employment": {
                "net_profit": {"amount": "700.00", "per": "month"},
                "minimum_income_floor": True,
                "expected_hours": 16,
            },
            "work_capability": "none",
            "carer": True,
        },
        "children": [
            {"age": 9, "sex": "male", "disability_benefits": ["dla_care_middle"], "cannot_share_bedroom": True},
            {"born": "2014-02-01", "sex": "female", "childcare": {"amount": "400.00", "per": "month"}},
        ],
        "non_dependants": [{"age": 24, "benefits": ["pension_credit"]}],
        "tenancy": {
            "tenure": "social_rent",
            "bedrooms": 3,
            "rent": {"amount": "112.45", "per": "week", "rent_free_weeks": 4},
            "service_charges": [{"label": "lift", "amount": "6.20", "per": "week", "eligible": True}],
            "ineligible_in_rent": {"amount": "3.10", "per": "week"},
            "people_liable": 3,
            "people_liable_in_claim": 2,
            "rent_share": "1/2",
            "foster_bedroom": True,
        },
        "incomes": [{"kind": "carers_allowance", "amount": "86.45", "per": "week", "of": "partner"}],
        "capital": "6500.00",
        "universal_credit": {
            "claimed": True,
            "transitional_element": "55.12",
            "benefit_cap_grace_period": True,
        },
    }
    Case.model_validate(case)


def test_an_empty_row_is_something_still_to_answer_and_never_nothing() -> None:
    form = read_form(FORM, SMALLEST | {"children": [{}], "claimant.employment": [{}]})
    assert form.case is None
    assert [(one.field, one.message) for one in form.needed] == [
        ("children.0.age", "Child 1, age"),
        ("claimant.employment.0.net.amount", "The tenant’s pay, take-home pay"),
    ]


def test_a_private_tenants_area_is_needed_unless_the_allowance_is_given() -> None:
    form = read_form(FORM, SMALLEST | {"tenancy.tenure": "private_rent"})
    assert [one.field for one in form.needed] == ["tenancy.brma"]
    assert case_of(tenancy__tenure="private_rent", tenancy__brma="ASHFORD")["tenancy"]["brma"] == "ASHFORD"
    given = case_of(tenancy__tenure="private_rent", tenancy__local_housing_allowance__amount="150")["tenancy"]
    assert given["local_housing_allowance"] == {"amount": "150.00", "per": "week"}


def test_a_pensioners_facts() -> None:
    case = case_of(
        claimant__age="73",
        couple="yes",
        partner__age="66",
        partner__over_pension_age="yes",
        council_tax__annual_liability="1,830.24",
        **{BEFORE_2016: "yes", "pension_credit.savings_credit_since_2016": "yes"},
    )
    assert case["partner"]["over_pension_age"] is True
    assert case["pension_credit"] == {
        "reached_pension_age_before_6_april_2016": True,
        "savings_credit_since_2016": True,
    }
    assert case["council_tax"] == {"annual_liability": "1830.24", "scheme": "pension_age_england"}
    Case.model_validate(case)
    assert "council_tax" not in case_of(claimant__age="73")


def test_net_pay_and_gross_pay_are_never_taken_for_each_other() -> None:
    job = {"net.amount": "900", "gross.amount": "1200"}
    assert "gross" not in case_of(claimant__employment=[job])["claimant"]["employment"]
    assert "net" not in case_of(claimant__employment=[{**job, "pay_is": "gross"}])["claimant"]["employment"]


def test_other_adults_who_are_a_couple_point_at_each_other() -> None:
    pair = [{"age": "40", "couple_with": "2"}, {"age": "41", "couple_with": "1"}]
    case = case_of(tenancy__tenure="exempt_accommodation", non_dependants=pair)
    assert [adult["couple_with"] for adult in case["non_dependants"]] == [1, 0]


# --- What is wrong ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "field", "message"),
    [
        ({"tenancy.rent.amount": "12,50"}, "tenancy.rent.amount", "Rent: enter pounds and pence, such as 112.45"),
        ({"tenancy.rent.amount": "-3"}, "tenancy.rent.amount", "Rent: an amount cannot be negative"),
        ({"claimant.age": "old"}, "claimant.age", "Tenant’s age: enter an age in years, such as 34, or a month"),
        ({"tenancy.tenure": "castle"}, "tenancy.tenure", "Kind of home: choose one of the answers shown"),
        ({"country": "france"}, "country", "Nation: choose one of the answers shown"),
        ({"greater_london": "maybe"}, "greater_london", "Greater London: choose one"),
        ({"couple": "perhaps"}, "couple", "Partner: choose one"),
        ({"claimant.carer": "x"}, "claimant.carer", "Carer: choose one"),
        ({"claimant.disability_benefits": "afip cold"}, "claimant.disability_benefits", "Gets: choose one"),
        ({"tenancy.rent.per": "day"}, "tenancy.rent.amount", "Rent: choose one"),
        ({"children": [{"age": "9"}, {"age": "nine"}]}, "children.1.age", "Child 2, age: enter an age"),
        (
            {"tenancy.tenure": "refuge", "non_dependants": [{"age": "30", "couple_with": "3"}, {"age": "30"}]},
            "non_dependants.0.couple_with",
            "Other adult 1, partner among the other adults: choose one",
        ),
    ],
)
def test_a_wrong_answer_is_named_beside_its_question(answers: dict[str, Any], field: str, message: str) -> None:
    form = read_form(FORM, SMALLEST | answers)
    assert form.case is None
    assert [one.field for one in form.wrong] == [field]
    assert form.wrong[0].message.startswith(message)


def test_all_problems_are_told_at_once() -> None:
    form = read_form(FORM, {"claimant.age": "x", "tenancy.bedrooms": "two", "capital": "lots"})
    assert [one.field for one in form.wrong] == ["claimant.age", "tenancy.bedrooms", "capital"]
    assert [one.field for one in form.needed] == ["tenancy.rent.amount"]


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("tenancy.rent.amount", "tenancy.rent.amount"),
        ("tenancy.rent.per", "tenancy.rent.amount"),
        ("tenancy.rent", "tenancy.rent.amount"),
        ("claimant.born", "claimant.age"),
        ("children[1].age", "children.1.age"),
        ("children[0].disability_benefits[1]", "children.0.disability_benefits"),
        ("claimant.employment.net", "claimant.employment.0.net.amount"),
        ("claimant.employment.pension_contribution.per", "claimant.employment.0.pay_is"),
        ("nowhere", ""),
        ("", ""),
    ],
)
def test_a_problem_of_the_case_finds_its_question(path: str, field: str) -> None:
    rows = {"children": [{"age": "9"}, {"age": "3"}], "claimant.employment": [{"net.amount": "5"}]}
    assert read_form(FORM, SMALLEST | rows).place(path) == field


@pytest.mark.parametrize(
    "sent",
    [
        None,
        [],
        "answers",
        {"nothing.such": "1"},
        {7: "1"},
        {"claimant.age": 34},
        {"claimant.age": None},
        {"claimant.age": "3" * 1001},
        {"children": {}},
        {"children": ["9"]},
        {"children": [{"colour": "red"}]},
        {"children": [{"age": 9}]},
        {"children": [{7: "9"}]},
        {"children": [{}] * 13},
        {"claimant.employment": [{}, {}]},
        {"children": "9"},
        {"age": "9"},
    ],
)
def test_what_the_page_cannot_have_sent_is_refused(sent: object) -> None:
    with pytest.raises(Refused):
        read_form(FORM, sent)
