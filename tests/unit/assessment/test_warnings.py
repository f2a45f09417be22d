"""Facts that a case gives and no figure counts: each is said, and is said only where it changes nothing."""

import copy
import datetime as dt
from operator import attrgetter
from random import Random

import pytest

from benefitcalc import Case, assess, assess_many
from benefitcalc.assessment.warnings import NOT_COUNTED
from tests.oracle.__main__ import plain, random_cases

WORKING_AGE = {
    "date": "2026-06-01",
    "claimant": {"age": 40},
    "tenancy": {"tenure": "social_rent", "bedrooms": 3, "rent": {"amount": "130.00", "per": "week"}},
}
PENSIONER = {**WORKING_AGE, "claimant": {"age": 80}}
MIXED = {**WORKING_AGE, "claimant": {"age": 80}, "partner": {"age": 40}}
ON_HOUSING_BENEFIT = {**WORKING_AGE, "universal_credit": {"claimed": False}}
CHILD, STUDENT = {"age": 9}, {"age": 17, "in_education": True}
AA = {"disability_benefits": ["attendance_allowance_lower"]}
MOBILITY = {"disability_benefits": ["pip_mobility_standard"]}


def with_fact(case, path, value=True):
    """The case with that fact besides."""
    group, name = path.split(".")
    return {**case, group: {**(case.get(group) or {}), name: value}}


def home(case, **changes):
    return {**case, "tenancy": {**case["tenancy"], **changes}}


PRIVATE_PENSIONER = home(PENSIONER, tenure="private_rent", brma="Chesterfield")


def codes(case):
    return {warning.code for warning in assess(case).warnings}


@pytest.mark.parametrize(
    ("path", "counted", "not_counted"),
    [
        (
            "tenancy.sanctuary_scheme",
            [
                WORKING_AGE,
                ON_HOUSING_BENEFIT,
                home(WORKING_AGE, tenure="refuge"),
                {**WORKING_AGE, "date": "2021-10-01"},
            ],
            [
                home(WORKING_AGE, tenure="private_rent", local_housing_allowance={"amount": "100.00", "per": "week"}),
                home(WORKING_AGE, tenure="temporary_accommodation"),
                {**WORKING_AGE, "date": "2021-09-30"},
            ],
        ),
        (
            "tenancy.shares_home",
            [PRIVATE_PENSIONER, {**PRIVATE_PENSIONER, "claimant": {"age": 30}, "universal_credit": {"claimed": False}}],
            [{**PRIVATE_PENSIONER, "claimant": {"age": 30}}, PENSIONER, home(PENSIONER, tenure="owner_occupier")],
        ),
        (
            "tenancy.bereavement_protection",
            [ON_HOUSING_BENEFIT, PENSIONER, home(WORKING_AGE, tenure="managed_property")],
            [WORKING_AGE, MIXED, home(PENSIONER, tenure="owner_occupier")],
        ),
        ("universal_credit.transitional_capital_disregard", [WORKING_AGE, MIXED], [ON_HOUSING_BENEFIT, PENSIONER]),
        (
            "universal_credit.benefit_cap_grace_period",
            [WORKING_AGE, MIXED, ON_HOUSING_BENEFIT],
            [
                PENSIONER,
                home(ON_HOUSING_BENEFIT, tenure="no_housing_costs"),
                {**ON_HOUSING_BENEFIT, "date": "2013-04-08"},
            ],
        ),
        ("housing_benefit.pension_age_before_april_2021", [PENSIONER, MIXED], [WORKING_AGE, ON_HOUSING_BENEFIT]),
        (
            "housing_benefit.mixed_age_protection",
            [MIXED, {**WORKING_AGE, "partner": {"age": 80}}],
            [WORKING_AGE, PENSIONER, {**PENSIONER, "partner": {"age": 70}}, {**WORKING_AGE, "partner": {"age": 30}}],
        ),
        (
            "housing_benefit.family_premium_protection",
            [
                {**ON_HOUSING_BENEFIT, "children": [CHILD]},
                {**PENSIONER, "children": [STUDENT]},
                {**ON_HOUSING_BENEFIT, "children": [CHILD], "date": "2016-05-01"},
            ],
            [
                ON_HOUSING_BENEFIT,
                {**ON_HOUSING_BENEFIT, "children": [{"age": 17}]},
                {
                    **ON_HOUSING_BENEFIT,
                    "children": [{**CHILD, "of_non_dependant": True}],
                    "non_dependants": [{"age": 30}],
                },
                {**WORKING_AGE, "children": [CHILD]},
                {**ON_HOUSING_BENEFIT, "children": [CHILD], "date": "2016-04-30"},
            ],
        ),
        (
            "pension_credit.reached_pension_age_before_6_april_2016",
            [PENSIONER, MIXED],
            [WORKING_AGE, ON_HOUSING_BENEFIT, {**WORKING_AGE, "partner": {"age": 60}}],
        ),
        ("pension_credit.savings_credit_since_2016", [PENSIONER, MIXED], [WORKING_AGE, ON_HOUSING_BENEFIT]),
    ],
)
def test_a_flag_whose_facts_are_missing_is_said(path, counted, not_counted):
    code = path.split(".")[1]
    assert [code in codes(with_fact(case, path)) for case in counted] == [False] * len(counted)
    assert [code in codes(with_fact(case, path)) for case in not_counted] == [True] * len(not_counted)
    assert code not in codes(not_counted[0])
    assert code not in codes(with_fact(not_counted[0], path, value=False))


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ({**PRIVATE_PENSIONER, "claimant": {"age": 80, **AA}}, True),
        ({**PRIVATE_PENSIONER, "claimant": {"age": 80, **AA, "has_paid_carer": True}}, False),
        (home(PRIVATE_PENSIONER, shared_accommodation_rate_exempt=True), True),
        (PRIVATE_PENSIONER, False),
        ({**PRIVATE_PENSIONER, "claimant": {"age": 80, **AA}, "children": [CHILD]}, False),
    ],
)
def test_an_exception_from_the_shared_rate_that_is_not_in_the_figure_is_said(case, said):
    assert ("shares_home_excepted" in codes(home(case, shares_home=True))) is said
    assert "shares_home_excepted" not in codes(case)
    entered = {"amount": "100.00", "per": "week"}
    assert "shares_home_excepted" not in codes(home(case, shares_home=True, local_housing_allowance=entered))


def test_a_transitional_element_without_universal_credit_is_said():
    path = "universal_credit.transitional_element"
    assert "transitional_element" not in codes(with_fact(WORKING_AGE, path, "50.00"))
    assert "transitional_element" in codes(with_fact(PENSIONER, path, "50.00"))
    assert "transitional_element" not in codes(with_fact(PENSIONER, path, "0.00"))


@pytest.mark.parametrize(
    ("tenure", "first_day", "code"),
    [
        ("managed_property", "2014-11-03", "supported_accommodation_before_november_2014"),  # SI 2014/771 reg 1(3)
        ("refuge", "2014-11-03", "supported_accommodation_before_november_2014"),
        ("local_authority_hostel", "2014-11-03", "supported_accommodation_before_november_2014"),
        ("temporary_accommodation", "2018-04-11", "temporary_accommodation_before_2018"),  # SI 2018/65
    ],
)
def test_rent_that_universal_credit_could_still_meet_is_said(tenure, first_day, code):
    day_before = (dt.date.fromisoformat(first_day) - dt.timedelta(days=1)).isoformat()
    case = home(WORKING_AGE, tenure=tenure)
    assert code in codes({**case, "date": day_before})
    assert code not in codes({**case, "date": first_day})
    assert code not in codes({**case, "date": day_before, "claimant": {"age": 80}})
    assert code not in codes(home({**WORKING_AGE, "date": day_before}, tenure="exempt_accommodation"))


DLA_CARE = {"disability_benefits": ["dla_care_middle"]}
IN_SOCIAL_RENT = home(ON_HOUSING_BENEFIT, overnight_carer_bedroom=True)
COUPLE = home({**ON_HOUSING_BENEFIT, "partner": {"age": 40, **DLA_CARE}}, couple_cannot_share_bedroom=True)
DISABLED_CHILD = {"age": 8, "sex": "male", **DLA_CARE}
UNABLE = {
    **ON_HOUSING_BENEFIT,
    "children": [{**DISABLED_CHILD, "cannot_share_bedroom": True}, {**CHILD, "sex": "male"}],
}
OF_CHILD, OF_ADULT = "overnight_carer_of_child_before_april_2017", "overnight_carer_of_adult_before_april_2017"


@pytest.mark.parametrize(
    ("case", "begins", "before", "after"),
    [
        ({**IN_SOCIAL_RENT, "children": [DISABLED_CHILD]}, "2017-04-01", {OF_CHILD}, set()),
        ({**IN_SOCIAL_RENT, "non_dependants": [{"age": 30, **DLA_CARE}]}, "2017-04-01", {OF_ADULT}, set()),
        (
            {**IN_SOCIAL_RENT, "claimant": {"age": 40, **DLA_CARE}, "children": [DISABLED_CHILD]},
            "2017-04-01",
            set(),
            set(),
        ),
        (IN_SOCIAL_RENT, "2017-04-01", {"overnight_carer_bedroom"}, {"overnight_carer_bedroom"}),
        (COUPLE, "2017-04-01", {"couple_cannot_share_before_april_2017"}, set()),
        ({**COUPLE, "universal_credit": None}, "2017-04-01", {"couple_cannot_share_before_april_2017"}, set()),
        (
            {**COUPLE, "partner": {"age": 40}},
            "2017-04-01",
            {"couple_cannot_share_bedroom"},
            {"couple_cannot_share_bedroom"},
        ),
        (UNABLE, "2013-12-04", {"child_cannot_share_before_december_2013"}, set()),
        ({**UNABLE, "universal_credit": None}, "2013-12-04", set(), set()),
        (
            {**UNABLE, "children": [{**CHILD, "cannot_share_bedroom": True}]},
            "2013-12-04",
            {"child_cannot_share_bedroom"},
            {"child_cannot_share_bedroom"},
        ),
    ],
)
def test_a_room_that_is_not_counted_is_said_with_its_true_reason(case, begins, before, after):
    """[2016] UKSC 58 and [2019] UKSC 52 stand against the regulations as they were before 1 April 2017."""
    rooms = {OF_CHILD, OF_ADULT, "overnight_carer_bedroom", "couple_cannot_share_bedroom", "child_cannot_share_bedroom"}
    rooms |= {"couple_cannot_share_before_april_2017", "child_cannot_share_before_december_2013"}
    day_before = (dt.date.fromisoformat(begins) - dt.timedelta(days=1)).isoformat()
    assert codes({**case, "date": day_before}) & rooms == before
    assert codes({**case, "date": begins}) & rooms == after


def test_the_judgments_are_named():
    cases = ({**COUPLE, "date": "2017-03-31"}, {**IN_SOCIAL_RENT, "children": [DISABLED_CHILD], "date": "2017-03-31"})
    for case in cases:
        [message] = [w.message for w in assess(case).warnings if w.code.endswith("before_april_2017")]
        assert "[2016] UKSC 58" in message
        assert "[2019] UKSC 52" in message


def test_a_pensioner_by_the_cases_own_word_is_one():
    told = with_fact(WORKING_AGE, "housing_benefit.pension_age_before_april_2021")
    assert "pension_age_before_april_2021" in codes(told)
    told["claimant"] = {"age": 64, "over_pension_age": True}
    assert "pension_age_before_april_2021" not in codes(told)


@pytest.mark.parametrize("date", ["2021-03-31", "2026-06-01"])
def test_an_exception_to_the_two_child_limit_is_never_a_doubt(date):
    case = {**WORKING_AGE, "date": date, "children": [{"age": 5, "two_child_limit_exception": True}]}
    assert "two_child_limit_exception" not in codes(case)


def every_fact(case, rng):
    """The household with each of those facts as likely as not."""
    told = copy.deepcopy(case)
    for path in NOT_COUNTED:
        if rng.random() < 0.5:
            value = "37.50" if path.endswith("transitional_element") else True
            told = with_fact(told, path, value)
    return told


def test_a_fact_that_is_not_counted_changes_no_figure():
    rng = Random(5)  # noqa: S311 - households, not secrets
    told = [every_fact(case, rng) for case in random_cases(600, 5)]
    results = assess_many(told)
    left_out, seen = [], set()
    for case, result in zip(told, results, strict=True):
        said = {warning.code for warning in result.warnings}
        without = copy.deepcopy(case)
        for path in NOT_COUNTED:
            group, name = path.split(".")
            if name in said:
                assert attrgetter(path)(result.case)
                seen.add(name)
                del without[group][name]
        left_out.append(without)
    for result, without in zip(results, assess_many(left_out), strict=True):
        assert plain(result) == plain(without)
    assert seen == {path.split(".")[1] for path in NOT_COUNTED}


# --- Other adults -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("adults", "said"),
    [
        ([{"age": 40, "benefits": ["pension_credit"]}], {"pension_credit"}),
        ([{"age": 65, "benefits": ["pension_credit"]}], {"pension_credit"}),
        ([{"age": 66, "benefits": ["pension_credit"]}], set()),  # some of that age have reached pension age
        ([{"age": 40, "benefits": ["pension_credit"], "couple_with": 1}, {"age": 70, "couple_with": 0}], set()),
        (
            [{"age": 40, "benefits": ["pension_credit"], "couple_with": 1}, {"age": 50, "couple_with": 0}],
            {"pension_credit"},
        ),
        ([{"age": 40, **AA}], {"attendance_allowance"}),
        ([{"age": 40, **AA, "couple_with": 1}, {"age": 70, "couple_with": 0}], {"attendance_allowance"}),
        ([{"born": "1960-05-01", **AA}, {"age": 40, "benefits": ["carers_allowance"]}], set()),
        ([{"born": "1960-05-02", **AA}], {"attendance_allowance"}),
    ],
)
def test_another_adult_under_pension_age_with_a_pensioners_benefit_is_said(adults, said):
    found = codes({**WORKING_AGE, "non_dependants": adults})
    expected = {f"non_dependant_{benefit}_under_pension_age" for benefit in said}
    assert {code for code in found if code.startswith("non_dependant")} == expected


def test_what_another_adult_gets_is_counted_as_entered():
    case = Case.model_validate({**ON_HOUSING_BENEFIT, "non_dependants": [{"age": 40, "benefits": ["pension_credit"]}]})
    assert assess(case).housing.non_dependant_contributions == 0


@pytest.mark.parametrize(
    ("people", "said"),
    [
        ({"claimant": {"age": 30, **AA}}, True),
        ({"partner": {"age": 30, **AA}}, True),
        ({"children": [{"age": 17, "in_education": True, **AA}]}, True),
        ({"claimant": {"age": 66, **AA}}, False),  # some of that age have reached pension age
        ({"claimant": {"age": 30}}, False),
    ],
)
def test_attendance_allowance_under_pension_age_counts_as_entered_and_is_said(people, said):
    case = {**WORKING_AGE, **people}
    assert ("attendance_allowance_under_pension_age" in codes(case)) == said


# --- Another birth date of the same age -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "children", "matters"),
    [
        ("2023-11-27", [{"age": 6}], True),
        ("2023-11-27", [{"age": 6}, {"age": 17}], True),  # 17 and not in education: not a child of the family
        ("2023-11-27", [{"age": 6}, STUDENT], False),  # the eldest was born before
        ("2023-11-27", [{"age": 6, "of_non_dependant": True}], False),
        ("2026-02-19", [{"born": "2017-04-07"}, {"age": 8}], True),  # may be the elder of the two, and born before
        ("2026-02-19", [{"born": "2017-04-05"}, {"age": 8}], False),
        ("2020-01-18", [{"age": 2}, {"age": 11}, {"age": 17}], False),
        ("2020-01-18", [{"age": 2}, {"age": 11}, STUDENT], True),  # the limit: a third child, born before or not
        ("2020-01-18", [{"age": 2, "two_child_limit_exception": True}, {"age": 11}, STUDENT], False),
        ("2026-06-01", [{"age": 9}, {"age": 11}, STUDENT], False),  # the limit is over
        # Who is a child (reading 22): 1 September after the 16th birthday has passed for some of that age.
        ("2026-06-01", [{"age": 16}], True),
        ("2026-06-01", [{"age": 16, "in_education": True}], False),
        ("2026-06-01", [{"age": 16, "of_non_dependant": True}], False),
        ("2026-06-01", [{"age": 17}], False),
        ("2026-06-01", [{"born": "2010-01-15"}], False),
        ("2026-07-31", [{"age": 15}], False),  # nobody of 15 is past it on 30 August
        ("2026-08-15", [{"age": 15}], True),  # 16 by 31 August, and past it on 14 September
        # 1 September after the 19th birthday.
        ("2026-06-01", [{"age": 19, "in_education": True}], True),
        ("2026-06-01", [{"age": 19}], False),
        ("2026-06-01", [{"age": 18, "in_education": True}], False),
        ("2026-08-15", [{"age": 18, "in_education": True}], True),
    ],
)
def test_a_childs_birth_date_matters_where_another_of_the_same_age_changes_an_amount(date, children, matters):
    children = [{"sex": "female", **child} for child in children]
    others = [{"age": 40}] if any(child.get("of_non_dependant") for child in children) else []
    case = {**WORKING_AGE, "date": date, "children": children, "non_dependants": others}
    assert ("birth_date_matters" in codes(case)) == matters


@pytest.mark.parametrize(
    ("case", "matters"),
    [
        ({**PENSIONER, "claimant": {"age": 66}}, True),  # pension age is reached at 66 and a month to 66 and two
        ({**PENSIONER, "claimant": {"age": 66, "over_pension_age": True}}, False),
        ({**PENSIONER, "claimant": {"age": 71}}, True),  # before or after April 2021, for Housing Benefit's allowance
        ({**PENSIONER, "claimant": {"age": 71}, "housing_benefit": {"pension_age_before_april_2021": True}}, False),
        ({**PENSIONER, "claimant": {"age": 71}, "tenancy": {"tenure": "no_housing_costs"}}, False),
        ({**PENSIONER, "claimant": {"age": 73}}, True),  # before or after 6 April 2016, for savings credit
        (
            {
                **PENSIONER,
                "claimant": {"age": 73},
                "pension_credit": {"reached_pension_age_before_6_april_2016": False},
            },
            False,
        ),
        ({**ON_HOUSING_BENEFIT, "date": "2018-02-26", "children": [{"age": 0}, {"age": 0}]}, False),
        ({**ON_HOUSING_BENEFIT, "date": "2018-02-26", "children": [{"age": 0}, {"age": 3}, {"age": 5}]}, True),
        ({**ON_HOUSING_BENEFIT, "children": [{"age": 9}]}, False),  # no first child's rate in Housing Benefit
        ({**WORKING_AGE, "children": [{"age": 9}]}, True),
    ],
)
def test_a_birth_date_matters_only_to_a_scheme_in_question(case, matters):
    case = {**case, "children": [{"sex": "female", **child} for child in case.get("children", ())]}
    assert ("birth_date_matters" in codes(case)) == matters


# --- Between Housing Benefit's new rates and the other benefits' ------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "per", "said"),
    [
        ("2021-04-04", "week", False),
        ("2021-04-05", "week", True),  # the first Monday of April; other benefits go up on the 12th
        ("2021-04-11", "week", True),
        ("2021-04-12", "week", False),
        ("2021-04-01", "month", True),
        ("2026-04-05", "week", False),
        ("2026-04-06", "week", False),  # one day for both
        ("2013-04-01", "week", True),
        ("2013-04-08", "week", False),
    ],
)
def test_benefits_that_have_not_gone_up_yet_are_said(date, per, said):
    home = {**PENSIONER["tenancy"], "rent": {"amount": "130.00", "per": per}}
    pension = {"kind": "state_pension", "amount": "250.00", "per": "week"}
    case = {**PENSIONER, "date": date, "tenancy": home, "incomes": [pension]}
    assert ("benefits_not_yet_uprated" in codes(case)) == said
    assert "benefits_not_yet_uprated" not in codes({**case, "incomes": []})


def test_benefits_that_are_not_counted_need_no_word_of_their_increase():
    """With guarantee credit no income counts."""
    pension = {"kind": "state_pension", "amount": "5.00", "per": "week"}
    assert "benefits_not_yet_uprated" not in codes({**PENSIONER, "date": "2021-04-05", "incomes": [pension]})


# --- Rules that no figure has in it -----------------------------------------------------------------------------------

TRADER = {"self_employment": {"net_profit": {"amount": "700.00", "per": "month"}, "minimum_income_floor": True}}
OWNER = {"tenure": "owner_occupier", "service_charges": [{"amount": "20.00", "per": "month", "eligible": True}]}
PENSION = [{"kind": "state_pension", "amount": "300.00", "per": "week"}]


def working_pensioner(hours, **facts):
    """Paid enough for some to count, on a State Pension that leaves no guarantee credit."""
    job = {"net": {"amount": "80.00", "per": "week"}, "hours_per_week": hours}
    return {**PENSIONER, "claimant": {"age": 80, "employment": job, **facts}, "incomes": PENSION}


LONDON = {"tenure": "private_rent", "brma": "Inner North London", "rent": {"amount": "300.00", "per": "week"}}


@pytest.mark.parametrize(
    ("code", "said", "not_said"),
    [
        (
            "student_in_housing_benefit_not_modelled",
            {**ON_HOUSING_BENEFIT, "claimant": {"age": 22, "student": True}},
            {**WORKING_AGE, "claimant": {"age": 22, "student": True}},
        ),
        (
            "legacy_benefit_beside_universal_credit",
            {
                **WORKING_AGE,
                "date": "2018-06-04",
                "incomes": [{"kind": "income_support", "amount": "73.10", "per": "week"}],
            },
            {
                **ON_HOUSING_BENEFIT,
                "date": "2018-06-04",
                "incomes": [{"kind": "income_support", "amount": "73.10", "per": "week"}],
            },
        ),
        (
            "minimum_income_floor_unlikely",
            {**WORKING_AGE, "claimant": {"age": 40, "work_capability": "lcwra_protected", **TRADER}},
            {**WORKING_AGE, "claimant": {"age": 40, **TRADER}},
        ),
        (
            "minimum_income_floor_unlikely",
            {**WORKING_AGE, "claimant": {"age": 40, **TRADER}, "children": [{"age": 2}]},
            {**WORKING_AGE, "claimant": {"age": 40, **TRADER}, "children": [{"age": 3}]},
        ),
        (
            "minimum_income_floor_unlikely",
            {**WORKING_AGE, "claimant": {"age": 40, **TRADER}, "children": [{"born": "2023-07-01"}]},
            {**WORKING_AGE, "claimant": {"age": 40, **TRADER}, "children": [{"born": "2023-06-30"}]},  # 3 on 30 June
        ),
        (
            "minimum_income_floor_unlikely",
            {**WORKING_AGE, "date": "2017-04-02", "claimant": {"age": 40, **TRADER}, "children": [{"age": 4}]},
            {**WORKING_AGE, "date": "2017-04-03", "claimant": {"age": 40, **TRADER}, "children": [{"age": 4}]},
        ),
        (
            "minimum_income_floor_unlikely",
            {**WORKING_AGE, "claimant": {"age": 40, **TRADER}, "children": [{"age": 1}]},
            {**WORKING_AGE, "claimant": {"age": 40, **TRADER}, "partner": {"age": 40}, "children": [{"age": 1}]},
        ),
        (
            "minimum_income_floor_unlikely",
            {**WORKING_AGE, "claimant": {"age": 40, "carer": True, **TRADER}},
            {**ON_HOUSING_BENEFIT, "claimant": {"age": 40, "carer": True, **TRADER}},
        ),
        (
            "rent_from_18_to_21_not_modelled",
            {**WORKING_AGE, "date": "2017-06-05", "claimant": {"age": 21}},
            {**WORKING_AGE, "date": "2017-06-05", "claimant": {"age": 22}},
        ),
        (
            "rent_from_18_to_21_not_modelled",
            {**WORKING_AGE, "date": "2018-12-30", "claimant": {"age": 18}},
            {**WORKING_AGE, "date": "2018-12-31", "claimant": {"age": 18}},
        ),
        (
            "northern_ireland_later_start_not_modelled",
            {**WORKING_AGE, "country": "northern_ireland", "date": "2017-09-26"},
            {**WORKING_AGE, "country": "northern_ireland", "date": "2017-09-27"},
        ),
        (
            "greater_london_not_said",
            {**WORKING_AGE, "tenancy": LONDON},
            {**WORKING_AGE, "tenancy": LONDON, "greater_london": True},
        ),
        (
            "disabled_worker_disregard_not_modelled",
            working_pensioner(16, severely_sight_impaired=True),
            working_pensioner(15.99, severely_sight_impaired=True),
        ),
        ("disabled_worker_disregard_not_modelled", working_pensioner(29.5, **MOBILITY), working_pensioner(16)),
        (
            "disabled_worker_disregard_not_modelled",
            {
                **working_pensioner(16),
                "incomes": [*PENSION, {"kind": "severe_disablement_allowance", "amount": "1.00", "per": "week"}],
            },
            working_pensioner(30, **MOBILITY),
        ),
        (
            "disabled_worker_disregard_not_modelled",
            working_pensioner(16, **MOBILITY),
            {**working_pensioner(16, **MOBILITY), "incomes": []},  # guarantee credit
        ),
        (
            "disabled_worker_disregard_not_modelled",
            working_pensioner(16, **MOBILITY),
            {**working_pensioner(16, **MOBILITY), "children": [CHILD]},
        ),
        (
            "owner_in_pension_credit_not_modelled",
            {**PENSIONER, "tenancy": OWNER},
            {**WORKING_AGE, "tenancy": OWNER},
        ),
    ],
)
def test_a_rule_that_is_not_in_the_figure_is_said_to_those_it_could_be_about(code, said, not_said):
    assert code in codes(said)
    assert code not in codes(not_said)
